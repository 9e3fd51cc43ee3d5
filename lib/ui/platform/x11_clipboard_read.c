/* SPDX-License-Identifier: MIT */
/*
 * Reads of another program's selection: its owner, TARGETS, the data, and its pieces if the owner
 * uses INCR.
 *
 * Each read has its own requestor window. An answer that arrives after the end of its read goes to
 * a destroyed window, so text of an earlier owner is never taken for a later one's. The owner's
 * window is watched, so that the server reports its end. Source: ICCCM, "Use of Selection
 * Mechanism".
 */
#include "x11_clipboard_internal.h"

#include "base/alloc_internal.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_TARGETS = 1024 };

/* The message that a read waits for. */
enum read_stage {
	STAGE_OWNER,            /* reply: the selection's owner */
	STAGE_TARGETS,          /* a SelectionNotify */
	STAGE_TARGETS_PROPERTY, /* reply: the list of targets */
	STAGE_NAMES,            /* replies: the names of the targets */
	STAGE_DATA,             /* a SelectionNotify */
	STAGE_DATA_PROPERTY,    /* reply: the data, or INCR */
	STAGE_PIECES,           /* PropertyNotify for each piece, followed by a reply */
};

struct oriel__x11_read {
	struct oriel__x11_read *next;
	struct oriel_clipboard_request *request;
	enum oriel_selection selection;
	char *type; /* NULL: asks for the types */
	enum read_stage stage;
	xcb_window_t window, owner;
	xcb_atom_t target; /* the last requested target */
	/* of the awaited reply; 0: none, or the replies in name_sequences */
	unsigned sequence;
	xcb_atom_t *targets;
	unsigned *name_sequences; /* one for each target; 0: the name is known or does not exist */
	size_t target_count;
	bool is_guessing; /* the owner does not support TARGETS */
	bool is_owner_gone;
	bool has_changed;  /* the property has a piece that has not been fetched */
	enum oriel__clipboard_encoding encoding;
	struct oriel__clipboard_data data;
};

/* ---- Ending a read ---- */

static void x11_read_forget_replies(
	struct oriel__x11_clipboard *clipboard, struct oriel__x11_read *read) {
	if (read->sequence != 0)
		xcb_discard_reply(clipboard->connection, read->sequence);
	for (size_t i = 0; i < read->target_count; i++) {
		if (read->name_sequences[i] != 0)
			xcb_discard_reply(clipboard->connection, read->name_sequences[i]);
	}
}

/* Removes the read from the list, and destroys its window. */
static void x11_read_end(struct oriel__x11_clipboard *clipboard, struct oriel__x11_read *read) {
	struct oriel__x11_read **link = &clipboard->reads;
	while (*link != read)
		link = &(*link)->next;
	*link = read->next;
	if (clipboard->connection == NULL)
		return;
	x11_read_forget_replies(clipboard, read);
	xcb_destroy_window(clipboard->connection, read->window);
	if (read->owner != XCB_WINDOW_NONE && !read->is_owner_gone)
		oriel__x11_watch(clipboard, read->owner);
}

static void x11_read_free(struct oriel__x11_read *read) {
	oriel__clipboard_data_finish(&read->data);
	oriel__free(read->targets);
	oriel__free(read->name_sequences);
	oriel__free(read->type);
	oriel__free(read);
}

static void x11_read_fail(struct oriel__x11_clipboard *clipboard, struct oriel__x11_read *read,
	enum oriel_status status) {
	x11_read_end(clipboard, read);
	oriel__clipboard_answer_failure(read->request, status);
	x11_read_free(read);
}

static void x11_read_succeed(struct oriel__x11_clipboard *clipboard, struct oriel__x11_read *read) {
	x11_read_end(clipboard, read);
	oriel__clipboard_answer_data(
		read->request, read->data.bytes, read->data.length, read->encoding);
	x11_read_free(read);
}

/* ---- Requests ---- */

static void x11_read_convert(struct oriel__x11_clipboard *clipboard, struct oriel__x11_read *read,
	xcb_atom_t target, enum read_stage stage) {
	read->stage = stage;
	read->target = target;
	xcb_convert_selection(clipboard->connection, read->window,
		oriel__x11_selection_atom(clipboard, read->selection), target,
		clipboard->atoms[ORIEL__X11_DATA], XCB_CURRENT_TIME);
}

/* Fetches and deletes the property; the deletion asks the owner for the next piece. */
static void x11_read_fetch(struct oriel__x11_clipboard *clipboard, struct oriel__x11_read *read) {
	read->has_changed = false;
	read->sequence = xcb_get_property(clipboard->connection, 1, read->window,
		clipboard->atoms[ORIEL__X11_DATA], XCB_GET_PROPERTY_TYPE_ANY, 0,
		(uint32_t)(ORIEL__CLIPBOARD_MAX / 4))
						.sequence;
}

static void x11_read_choose(struct oriel__x11_clipboard *clipboard, struct oriel__x11_read *read) {
	const char **names = oriel__alloc_zero(read->target_count + 1, sizeof(*names));
	for (size_t i = 0; i < read->target_count; i++) {
		const char *name = oriel__x11_name(clipboard, read->targets[i]);
		names[i] = name != NULL ? name : "";
	}
	size_t index = read->type != NULL ?
		oriel__clipboard_choose(names, read->target_count, read->type) :
		0;
	if (read->type == NULL) {
		x11_read_end(clipboard, read);
		oriel__clipboard_answer_types(read->request, names, read->target_count);
		x11_read_free(read);
	} else if (index == read->target_count) {
		x11_read_fail(clipboard, read, ORIEL_NOT_FOUND_ERROR);
	} else {
		read->encoding = oriel__clipboard_encoding_of(names[index]);
		x11_read_convert(clipboard, read, read->targets[index], STAGE_DATA);
	}
	oriel__free(names);
}

/* Asks for text without a list of targets. An owner without TARGETS is an old program, and has at
 * most text. */
static void x11_read_try_text(
	struct oriel__x11_clipboard *clipboard, struct oriel__x11_read *read) {
	bool is_text = read->type != NULL && oriel__clipboard_is_text(read->type);
	bool has_tried_all = read->target == (xcb_atom_t)XCB_ATOM_STRING;
	if (!is_text || has_tried_all) {
		x11_read_fail(clipboard, read, ORIEL_NOT_FOUND_ERROR);
		return;
	}
	xcb_atom_t target = read->is_guessing ? (xcb_atom_t)XCB_ATOM_STRING :
											clipboard->atoms[ORIEL__X11_UTF8_STRING];
	read->encoding = read->is_guessing ? ORIEL__CLIPBOARD_LATIN1 : ORIEL__CLIPBOARD_UTF8;
	read->is_guessing = true;
	x11_read_convert(clipboard, read, target, STAGE_DATA);
}

void oriel__x11_read_begin(struct oriel__x11_clipboard *clipboard, enum oriel_selection selection,
	const char *type, struct oriel_clipboard_request *request) {
	const uint32_t mask = XCB_EVENT_MASK_PROPERTY_CHANGE;
	struct oriel__x11_read *read = oriel__alloc_zero(1, sizeof(*read));
	read->request = request;
	read->selection = selection;
	read->type = type != NULL ? oriel__strdup(type) : NULL;
	read->next = clipboard->reads;
	clipboard->reads = read;
	read->window = xcb_generate_id(clipboard->connection);
	xcb_create_window(clipboard->connection, XCB_COPY_FROM_PARENT, read->window, clipboard->root,
		-1, -1, 1, 1, 0, XCB_WINDOW_CLASS_INPUT_ONLY, XCB_COPY_FROM_PARENT, XCB_CW_EVENT_MASK,
		&mask);
	read->stage = STAGE_OWNER;
	read->sequence = xcb_get_selection_owner(
		clipboard->connection, oriel__x11_selection_atom(clipboard, selection))
						.sequence;
}

void oriel__x11_read_cancel(
	struct oriel__x11_clipboard *clipboard, const struct oriel_clipboard_request *request) {
	struct oriel__x11_read *read = clipboard->reads;
	while (read != NULL && read->request != request)
		read = read->next;
	if (read == NULL)
		return;
	x11_read_end(clipboard, read);
	x11_read_free(read);
}

void oriel__x11_reads_fail(struct oriel__x11_clipboard *clipboard) {
	while (clipboard->reads != NULL)
		x11_read_fail(clipboard, clipboard->reads, ORIEL_OPERATION_ERROR);
}

bool oriel__x11_reads_watch(const struct oriel__x11_clipboard *clipboard, xcb_window_t window) {
	const struct oriel__x11_read *read = clipboard->reads;
	while (read != NULL && read->owner != window)
		read = read->next;
	return read != NULL;
}

/* ---- Events ---- */

static struct oriel__x11_read *x11_read_of_window(
	const struct oriel__x11_clipboard *clipboard, xcb_window_t window) {
	struct oriel__x11_read *read = clipboard->reads;
	while (read != NULL && read->window != window)
		read = read->next;
	return read;
}

static void x11_read_on_selection(
	struct oriel__x11_clipboard *clipboard, const xcb_selection_notify_event_t *event) {
	struct oriel__x11_read *read = x11_read_of_window(clipboard, event->requestor);
	bool is_awaited = read != NULL && (read->stage == STAGE_TARGETS || read->stage == STAGE_DATA) &&
		event->target == read->target;
	if (!is_awaited)
		return;
	if (event->property != XCB_ATOM_NONE) {
		read->stage = read->stage == STAGE_TARGETS ? STAGE_TARGETS_PROPERTY : STAGE_DATA_PROPERTY;
		x11_read_fetch(clipboard, read);
	} else if (read->stage == STAGE_TARGETS || read->is_guessing) {
		x11_read_try_text(clipboard, read);
	} else {
		x11_read_fail(clipboard, read, ORIEL_NOT_FOUND_ERROR);
	}
}

/* Notes that a piece has arrived. Changes of the property before SelectionNotify are not pieces. */
static void x11_read_on_property(
	struct oriel__x11_clipboard *clipboard, const xcb_property_notify_event_t *event) {
	struct oriel__x11_read *read = x11_read_of_window(clipboard, event->window);
	bool is_piece = read != NULL && event->state == XCB_PROPERTY_NEW_VALUE &&
		event->atom == clipboard->atoms[ORIEL__X11_DATA] &&
		(read->stage == STAGE_DATA_PROPERTY || read->stage == STAGE_PIECES);
	if (!is_piece)
		return;
	read->has_changed = true;
	if (read->stage == STAGE_PIECES && read->sequence == 0)
		x11_read_fetch(clipboard, read);
}

/* Tells whether a read of a closed owner has nothing left to fetch: data written before the closing
 * is still there. */
static bool x11_read_is_lost(const struct oriel__x11_read *read) {
	return read->is_owner_gone && read->sequence == 0 && !read->has_changed &&
		read->stage != STAGE_NAMES;
}

static void x11_reads_on_destroy(struct oriel__x11_clipboard *clipboard, xcb_window_t window) {
	for (struct oriel__x11_read *read = clipboard->reads, *next; read != NULL; read = next) {
		next = read->next;
		if (read->owner != window)
			continue;
		read->is_owner_gone = true;
		if (x11_read_is_lost(read))
			x11_read_fail(clipboard, read, ORIEL_OPERATION_ERROR);
	}
}

void oriel__x11_reads_on_event(
	struct oriel__x11_clipboard *clipboard, const xcb_generic_event_t *event) {
	switch (event->response_type & 0x7f) {
	case XCB_SELECTION_NOTIFY:
		x11_read_on_selection(clipboard, (const xcb_selection_notify_event_t *)(const void *)event);
		break;
	case XCB_PROPERTY_NOTIFY:
		x11_read_on_property(clipboard, (const xcb_property_notify_event_t *)(const void *)event);
		break;
	case XCB_DESTROY_NOTIFY:
		x11_reads_on_destroy(
			clipboard, ((const xcb_destroy_notify_event_t *)(const void *)event)->window);
		break;
	default:
		break;
	}
}

/* ---- Replies ---- */

static void x11_read_on_owner(struct oriel__x11_clipboard *clipboard, struct oriel__x11_read *read,
	const xcb_get_selection_owner_reply_t *reply) {
	if (reply == NULL || reply->owner == XCB_WINDOW_NONE) {
		x11_read_fail(clipboard, read, ORIEL_NOT_FOUND_ERROR);
		return;
	}
	read->owner = reply->owner;
	oriel__x11_watch(clipboard, read->owner);
	x11_read_convert(clipboard, read, clipboard->atoms[ORIEL__X11_TARGETS], STAGE_TARGETS);
}

static size_t x11_property_size(const xcb_get_property_reply_t *reply) {
	return reply != NULL ? (size_t)xcb_get_property_value_length(reply) : 0;
}

static void x11_read_on_targets(struct oriel__x11_clipboard *clipboard,
	struct oriel__x11_read *read, const xcb_get_property_reply_t *reply) {
	bool is_list = reply != NULL && reply->format == 32 &&
		reply->type != clipboard->atoms[ORIEL__X11_INCR];
	size_t count = is_list ? x11_property_size(reply) / sizeof(xcb_atom_t) : 0;
	if (!is_list) {
		x11_read_try_text(clipboard, read);
		return;
	}
	read->target_count = count < MOST_TARGETS ? count : MOST_TARGETS;
	read->targets = oriel__alloc_zero(read->target_count + 1, sizeof(*read->targets));
	read->name_sequences = oriel__alloc_zero(read->target_count + 1, sizeof(*read->name_sequences));
	memcpy(
		read->targets, xcb_get_property_value(reply), read->target_count * sizeof(*read->targets));
	bool has_all = true;
	for (size_t i = 0; i < read->target_count; i++) {
		if (read->targets[i] == XCB_ATOM_NONE ||
			oriel__x11_name(clipboard, read->targets[i]) != NULL)
			continue;
		read->name_sequences[i] =
			xcb_get_atom_name(clipboard->connection, read->targets[i]).sequence;
		has_all = false;
	}
	read->stage = STAGE_NAMES;
	if (has_all)
		x11_read_choose(clipboard, read);
}

static void x11_read_on_name(struct oriel__x11_clipboard *clipboard, struct oriel__x11_read *read,
	size_t index, const xcb_get_atom_name_reply_t *reply) {
	read->name_sequences[index] = 0;
	if (reply != NULL && oriel__x11_name(clipboard, read->targets[index]) == NULL)
		oriel__x11_name_add(clipboard, read->targets[index], xcb_get_atom_name_name(reply),
			(size_t)xcb_get_atom_name_name_length(reply));
	for (size_t i = 0; i < read->target_count; i++) {
		if (read->name_sequences[i] != 0)
			return;
	}
	x11_read_choose(clipboard, read);
}

/* Appends a property to the data. On failure, ends and frees the read, and returns false. */
static bool x11_read_append(struct oriel__x11_clipboard *clipboard, struct oriel__x11_read *read,
	const xcb_get_property_reply_t *reply) {
	enum oriel_status status = reply->bytes_after > 0 ?
		ORIEL_QUOTA_EXCEEDED_ERROR :
		oriel__clipboard_data_append(
			&read->data, xcb_get_property_value(reply), x11_property_size(reply));
	if (status == ORIEL_OK)
		return true;
	x11_read_fail(clipboard, read, status);
	return false;
}

/* Corrects the encoding by the type that the owner has sent, which is more reliable than the
 * requested target. */
static void x11_read_note_type(struct oriel__x11_read *read, xcb_atom_t type) {
	if (type == (xcb_atom_t)XCB_ATOM_STRING && read->encoding == ORIEL__CLIPBOARD_UTF8)
		read->encoding = ORIEL__CLIPBOARD_UNKNOWN;
}

static void x11_read_on_data(struct oriel__x11_clipboard *clipboard, struct oriel__x11_read *read,
	const xcb_get_property_reply_t *reply) {
	if (reply == NULL || reply->type == XCB_ATOM_NONE) {
		x11_read_fail(clipboard, read, ORIEL_OPERATION_ERROR);
	} else if (reply->type == clipboard->atoms[ORIEL__X11_INCR]) {
		read->stage = STAGE_PIECES;
		read->request->progressed(read->request);
		if (read->has_changed)
			x11_read_fetch(clipboard, read);
		else if (x11_read_is_lost(read))
			x11_read_fail(clipboard, read, ORIEL_OPERATION_ERROR);
	} else if (x11_read_append(clipboard, read, reply)) {
		x11_read_note_type(read, reply->type);
		x11_read_succeed(clipboard, read);
	}
}

/* Handles a piece. An empty piece is the end; a missing property is no piece. */
static void x11_read_on_piece(struct oriel__x11_clipboard *clipboard, struct oriel__x11_read *read,
	const xcb_get_property_reply_t *reply) {
	bool is_piece = reply != NULL && reply->type != XCB_ATOM_NONE;
	if (is_piece && x11_property_size(reply) == 0) {
		x11_read_succeed(clipboard, read);
		return;
	}
	if (is_piece && !x11_read_append(clipboard, read, reply))
		return;
	if (is_piece) {
		x11_read_note_type(read, reply->type);
		read->request->progressed(read->request);
	}
	if (read->has_changed)
		x11_read_fetch(clipboard, read);
	else if (x11_read_is_lost(read))
		x11_read_fail(clipboard, read, ORIEL_OPERATION_ERROR);
}

static void x11_read_on_reply(
	struct oriel__x11_clipboard *clipboard, struct oriel__x11_read *read, void *reply) {
	read->sequence = 0;
	switch (read->stage) {
	case STAGE_OWNER:
		x11_read_on_owner(clipboard, read, reply);
		break;
	case STAGE_TARGETS_PROPERTY:
		x11_read_on_targets(clipboard, read, reply);
		break;
	case STAGE_DATA_PROPERTY:
		x11_read_on_data(clipboard, read, reply);
		break;
	case STAGE_PIECES:
		x11_read_on_piece(clipboard, read, reply);
		break;
	case STAGE_TARGETS:
	case STAGE_NAMES:
	case STAGE_DATA:
		break; /* no reply awaited, except those of name_sequences */
	}
}

/* Frees a reply; zeroes a property first, because it may contain another program's text. */
static void x11_reply_free(void *reply, bool is_property) {
	if (reply != NULL && is_property)
		oriel__wipe(xcb_get_property_value(reply), x11_property_size(reply));
	free(reply);
}

static bool x11_read_poll_names(
	struct oriel__x11_clipboard *clipboard, struct oriel__x11_read *read) {
	void *reply = NULL;
	for (size_t i = 0; i < read->target_count; i++) {
		if (!oriel__x11_has_reply(clipboard, read->name_sequences[i], &reply))
			continue;
		x11_read_on_name(clipboard, read, i, reply);
		free(reply);
		return true;
	}
	return false;
}

/* Handles one reply at a time, because a reply may end reads. */
bool oriel__x11_reads_poll(struct oriel__x11_clipboard *clipboard) {
	void *reply = NULL;
	for (struct oriel__x11_read *read = clipboard->reads; read != NULL; read = read->next) {
		bool is_property = read->stage != STAGE_OWNER;
		if (oriel__x11_has_reply(clipboard, read->sequence, &reply)) {
			x11_read_on_reply(clipboard, read, reply);
			x11_reply_free(reply, is_property);
			return true;
		}
		if (x11_read_poll_names(clipboard, read))
			return true;
	}
	return false;
}
