/* SPDX-License-Identifier: MIT */
/*
 * A clipboard in memory. Requests are answered within the call, except requests to another program
 * that a test has made hang. Those wait in a list until the test completes them or ends that
 * program.
 */
#include "headless_clipboard_internal.h"

#include "base/alloc_internal.h"

#include <string.h>

struct oriel__headless_request {
	struct oriel__headless_request *next;
	struct oriel_clipboard_request *request;
	enum oriel_selection selection;
	char *type; /* NULL: asks for the types */
};

static void headless_other_clear(
	struct oriel__headless_clipboard *clipboard, enum oriel_selection selection) {
	for (size_t i = 0; i < clipboard->other[selection].count; i++)
		oriel__free(clipboard->other[selection].names[i]);
	oriel__free(clipboard->other[selection].names);
	oriel__clipboard_data_finish(&clipboard->other[selection].data);
	memset(&clipboard->other[selection], 0, sizeof(clipboard->other[selection]));
}

enum oriel_status oriel__headless_clipboard_offer(struct oriel__headless_clipboard *clipboard,
	enum oriel_selection selection, const struct oriel_clipboard_offer *offer) {
	if (clipboard->is_refusing) {
		oriel__clipboard_offer_release(offer);
		return ORIEL_OPERATION_ERROR;
	}
	headless_other_clear(clipboard, selection);
	oriel__clipboard_own_set(&clipboard->own[selection], offer);
	return ORIEL_OK;
}

static void headless_other_answer(struct oriel__headless_clipboard *clipboard,
	enum oriel_selection selection, const char *type, struct oriel_clipboard_request *request) {
	const char *const *names = (const char *const *)clipboard->other[selection].names;
	size_t count = clipboard->other[selection].count;
	const struct oriel__clipboard_data *data = &clipboard->other[selection].data;
	size_t index = type != NULL ? oriel__clipboard_choose(names, count, type) : 0;
	if (type == NULL)
		oriel__clipboard_answer_types(request, names, count);
	else if (index == count)
		oriel__clipboard_answer_failure(request, ORIEL_NOT_FOUND_ERROR);
	else
		oriel__clipboard_answer_data(
			request, data->bytes, data->length, oriel__clipboard_encoding_of(names[index]));
}

static void headless_request_add(struct oriel__headless_clipboard *clipboard,
	enum oriel_selection selection, const char *type, struct oriel_clipboard_request *request) {
	struct oriel__headless_request *added = oriel__alloc_zero(1, sizeof(*added)),
								   **end = &clipboard->requests;
	*added = (struct oriel__headless_request){ NULL, request, selection,
		type != NULL ? oriel__strdup(type) : NULL };
	while (*end != NULL)
		end = &(*end)->next;
	*end = added;
}

void oriel__headless_clipboard_ask(struct oriel__headless_clipboard *clipboard,
	enum oriel_selection selection, const char *type, struct oriel_clipboard_request *request) {
	if (clipboard->own[selection].types != NULL)
		oriel__clipboard_own_answer(&clipboard->own[selection], type, request);
	else if (clipboard->other[selection].names == NULL)
		oriel__clipboard_answer_failure(request, ORIEL_NOT_FOUND_ERROR);
	else if (clipboard->other[selection].is_hanging)
		headless_request_add(clipboard, selection, type, request);
	else
		headless_other_answer(clipboard, selection, type, request);
}

static void headless_request_free(struct oriel__headless_request *request) {
	oriel__free(request->type);
	oriel__free(request);
}

void oriel__headless_clipboard_cancel(
	struct oriel__headless_clipboard *clipboard, const struct oriel_clipboard_request *request) {
	for (struct oriel__headless_request **link = &clipboard->requests; *link != NULL;
		link = &(*link)->next) {
		struct oriel__headless_request *found = *link;
		if (found->request != request)
			continue;
		*link = found->next;
		headless_request_free(found);
		return;
	}
}

void oriel__headless_clipboard_finish(struct oriel__headless_clipboard *clipboard) {
	for (int i = 0; i < ORIEL_SELECTION_COUNT; i++) {
		headless_other_clear(clipboard, (enum oriel_selection)i);
		oriel__clipboard_own_clear(&clipboard->own[i]);
	}
	while (clipboard->requests != NULL)
		oriel__headless_clipboard_cancel(clipboard, clipboard->requests->request);
}

void oriel__headless_clipboard_own(struct oriel__headless_clipboard *clipboard,
	enum oriel_selection selection, const char *names, const char *data, size_t length) {
	oriel__clipboard_own_clear(&clipboard->own[selection]);
	headless_other_clear(clipboard, selection);
	for (const char *at = names; *at != '\0';) {
		size_t name_length = strcspn(at, ","), count = clipboard->other[selection].count;
		char **grown = oriel__realloc_array(
			clipboard->other[selection].names, count + 1, sizeof(char *));
		grown[count] = oriel__strndup(at, name_length);
		clipboard->other[selection].names = grown;
		clipboard->other[selection].count = count + 1;
		at += name_length + (at[name_length] == ',');
	}
	oriel__clipboard_data_append(&clipboard->other[selection].data, data, length);
}

void oriel__headless_clipboard_set_hanging(
	struct oriel__headless_clipboard *clipboard, enum oriel_selection selection, bool hangs) {
	clipboard->other[selection].is_hanging = hangs;
}

void oriel__headless_clipboard_progress(
	struct oriel__headless_clipboard *clipboard, enum oriel_selection selection) {
	for (struct oriel__headless_request *request = clipboard->requests; request != NULL;
		request = request->next) {
		if (request->selection == selection)
			request->request->progressed(request->request);
	}
}

/* Removes and returns the oldest request of a selection; NULL: there is none. */
static struct oriel__headless_request *headless_request_take(
	struct oriel__headless_clipboard *clipboard, enum oriel_selection selection) {
	struct oriel__headless_request **link = &clipboard->requests;
	while (*link != NULL && (*link)->selection != selection)
		link = &(*link)->next;
	struct oriel__headless_request *taken = *link;
	if (taken != NULL)
		*link = taken->next;
	return taken;
}

bool oriel__headless_clipboard_answer(
	struct oriel__headless_clipboard *clipboard, enum oriel_selection selection) {
	struct oriel__headless_request *request = headless_request_take(clipboard, selection);
	if (request == NULL)
		return false;
	headless_other_answer(clipboard, selection, request->type, request->request);
	headless_request_free(request);
	return true;
}

void oriel__headless_clipboard_end_owner(
	struct oriel__headless_clipboard *clipboard, enum oriel_selection selection) {
	struct oriel__headless_request *request;
	headless_other_clear(clipboard, selection);
	while ((request = headless_request_take(clipboard, selection)) != NULL) {
		oriel__clipboard_answer_failure(request->request, ORIEL_OPERATION_ERROR);
		headless_request_free(request);
	}
}

size_t oriel__headless_clipboard_waiting(const struct oriel__headless_clipboard *clipboard) {
	size_t count = 0;
	for (const struct oriel__headless_request *request = clipboard->requests; request != NULL;
		request = request->next)
		count++;
	return count;
}

struct oriel_bytes *oriel__headless_clipboard_fetch(
	const struct oriel__headless_clipboard *clipboard, enum oriel_selection selection,
	const char *name) {
	return oriel__clipboard_own_fetch(&clipboard->own[selection], name);
}
