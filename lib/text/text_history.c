/* SPDX-License-Identifier: MIT */
/*
 * Undo: a row of edits, each of which can be applied backwards and forwards. The row is bounded in steps and in bytes; what
 * is oldest goes first, and the newest step is kept whatever its size.
 */
#include "text/text-history-internal.h"

#include "base/alloc-internal.h"

#include <string.h>

enum { MAX_STEPS = 1000 };

static size_t bytes_of(const struct oriel__edit *edit) {
	return edit->removed_length + edit->inserted_length;
}

static void drop(struct oriel__text_history *history, size_t first, size_t end) {
	for (size_t i = first; i < end; i++) {
		history->bytes -= bytes_of(&history->edits[i]);
		oriel__free(history->edits[i].removed);
		oriel__free(history->edits[i].inserted);
	}
	memmove(history->edits + first, history->edits + end, (history->count - end) * sizeof(*history->edits));
	history->count -= end - first;
}

void oriel__text_history_clear(struct oriel__text_history *history) {
	if (history->count > 0)
		drop(history, 0, history->count);
	history->done = 0;
	history->is_open = false;
}

void oriel__text_history_finish(struct oriel__text_history *history) {
	oriel__text_history_clear(history);
	oriel__free(history->edits);
}

/* A new text: a followed by b. */
static char *join(const char *a, size_t a_length, const char *b, size_t b_length) {
	char *text = oriel__alloc(a_length + b_length + 1);
	if (a_length > 0)
		memcpy(text, a, a_length);
	if (b_length > 0)
		memcpy(text + a_length, b, b_length);
	text[a_length + b_length] = '\0';
	return text;
}

static void set_text(char **text, size_t *length, char *joined, size_t joined_length) {
	oriel__free(*text);
	*text = joined;
	*length = joined_length;
}

static void prepend_removed(struct oriel__edit *last, const struct oriel__edit *edit) {
	set_text(&last->removed, &last->removed_length, join(edit->removed, edit->removed_length, last->removed, last->removed_length),
		edit->removed_length + last->removed_length);
	last->start = edit->start;
}

static void append_removed(struct oriel__edit *last, const struct oriel__edit *edit) {
	set_text(&last->removed, &last->removed_length, join(last->removed, last->removed_length, edit->removed, edit->removed_length),
		edit->removed_length + last->removed_length);
}

static void append_inserted(struct oriel__edit *last, const struct oriel__edit *edit) {
	set_text(&last->inserted, &last->inserted_length, join(last->inserted, last->inserted_length, edit->inserted, edit->inserted_length),
		last->inserted_length + edit->inserted_length);
}

/* Typing goes on at the end of what was typed; deleting goes on before or after the place. */
static bool merge(struct oriel__edit *last, const struct oriel__edit *edit) {
	bool is_typing = edit->removed_length == 0 && last->inserted_length > 0 && edit->start == last->start + last->inserted_length;
	bool is_deleting = edit->inserted_length == 0 && last->inserted_length == 0;
	if (is_typing)
		append_inserted(last, edit);
	else if (is_deleting && edit->start + edit->removed_length == last->start)
		prepend_removed(last, edit);
	else if (is_deleting && edit->start == last->start)
		append_removed(last, edit);
	else
		return false;
	last->after = edit->after;
	return true;
}

static void append(struct oriel__text_history *history, const struct oriel__edit *edit) {
	history->edits = oriel__grow(history->edits, &history->capacity, history->count + 1, sizeof(*edit));
	struct oriel__edit *copy = &history->edits[history->count++];
	*copy = *edit;
	copy->removed = oriel__strndup(edit->removed, edit->removed_length);
	copy->inserted = oriel__strndup(edit->inserted, edit->inserted_length);
	history->done = history->count;
}

static void trim(struct oriel__text_history *history) {
	size_t excess = 0, bytes = history->bytes;
	while (history->count - excess > MAX_STEPS || (bytes > history->max_bytes && history->count - excess > 1))
		bytes -= bytes_of(&history->edits[excess++]);
	if (excess > 0)
		drop(history, 0, excess);
	history->done = history->count;
}

void oriel__text_history_add(struct oriel__text_history *history, const struct oriel__edit *edit, bool can_grow) {
	if (history->done < history->count)
		drop(history, history->done, history->count);
	bool joins = can_grow && history->is_open && history->count > 0;
	if (!joins || !merge(&history->edits[history->count - 1], edit))
		append(history, edit);
	history->bytes += bytes_of(edit);
	history->is_open = can_grow;
	trim(history);
}

const struct oriel__edit *oriel__text_history_undo(struct oriel__text_history *history) {
	history->is_open = false;
	return history->done > 0 ? &history->edits[--history->done] : NULL;
}

const struct oriel__edit *oriel__text_history_redo(struct oriel__text_history *history) {
	history->is_open = false;
	return history->done < history->count ? &history->edits[history->done++] : NULL;
}
