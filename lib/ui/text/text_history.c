/* SPDX-License-Identifier: MIT */
/*
 * Undo: a sequence of edits, each of which can be undone and redone. The sequence is bounded in
 * steps and in bytes. The oldest steps are dropped first; the newest step is kept whatever its
 * size.
 */
#include "text/text_history_internal.h"

#include "base/alloc_internal.h"

#include <string.h>

enum { MAX_STEPS = 1000 };

static size_t text_history_bytes_of(const struct oriel__edit *edit) {
	return edit->removed_length + edit->inserted_length;
}

static void text_history_drop(struct oriel__text_history *history, size_t first, size_t end) {
	for (size_t i = first; i < end; i++) {
		history->bytes -= text_history_bytes_of(&history->edits[i]);
		oriel__free_wiped(history->edits[i].removed, history->edits[i].removed_length);
		oriel__free_wiped(history->edits[i].inserted, history->edits[i].inserted_length);
	}
	memmove(history->edits + first, history->edits + end,
		(history->count - end) * sizeof(*history->edits));
	history->count -= end - first;
}

void oriel__text_history_clear(struct oriel__text_history *history) {
	if (history->count > 0)
		text_history_drop(history, 0, history->count);
	history->done = 0;
	history->is_open = false;
}

void oriel__text_history_finish(struct oriel__text_history *history) {
	oriel__text_history_clear(history);
	oriel__free(history->edits);
}

/* Returns a new text: a followed by b. Returns NULL if there is no memory. */
static char *text_history_join(const char *a, size_t a_length, const char *b, size_t b_length) {
	char *text = oriel__try_alloc(a_length + b_length + 1, 1);
	if (text == NULL)
		return NULL;
	if (a_length > 0)
		memcpy(text, a, a_length);
	if (b_length > 0)
		memcpy(text + a_length, b, b_length);
	text[a_length + b_length] = '\0';
	return text;
}

/* Replaces *text by a followed by b, one of which is *text. Returns false if there is no memory. */
static bool text_history_extend(
	char **text, size_t *length, const char *a, size_t a_length, const char *b, size_t b_length) {
	char *joined = text_history_join(a, a_length, b, b_length);
	if (joined == NULL)
		return false;
	oriel__free_wiped(*text, *length);
	*text = joined;
	*length = a_length + b_length;
	return true;
}

static bool edit_prepend_removed(struct oriel__edit *last, const struct oriel__edit *edit) {
	if (!text_history_extend(&last->removed, &last->removed_length, edit->removed,
			edit->removed_length, last->removed, last->removed_length))
		return false;
	last->start = edit->start;
	return true;
}

static bool edit_append_removed(struct oriel__edit *last, const struct oriel__edit *edit) {
	return text_history_extend(&last->removed, &last->removed_length, last->removed,
		last->removed_length, edit->removed, edit->removed_length);
}

static bool edit_append_inserted(struct oriel__edit *last, const struct oriel__edit *edit) {
	return text_history_extend(&last->inserted, &last->inserted_length, last->inserted,
		last->inserted_length, edit->inserted, edit->inserted_length);
}

/* Typing continues at the end of the typed text; deleting continues before or after the same
 * place. */
typedef bool merge_fn(struct oriel__edit *last, const struct oriel__edit *edit);

static merge_fn *edit_merge_function(
	const struct oriel__edit *last, const struct oriel__edit *edit) {
	bool is_typing = edit->removed_length == 0 && last->inserted_length > 0 &&
		edit->start == last->start + last->inserted_length;
	bool is_deleting = edit->inserted_length == 0 && last->inserted_length == 0;
	if (is_typing)
		return edit_append_inserted;
	if (is_deleting && edit->start + edit->removed_length == last->start)
		return edit_prepend_removed;
	return is_deleting && edit->start == last->start ? edit_append_removed : NULL;
}

/* Appends an edit. Drops the undone edits only after the allocations have succeeded. */
static bool text_history_append(
	struct oriel__text_history *history, const struct oriel__edit *edit) {
	struct oriel__edit copy = *edit;
	copy.removed = text_history_join(edit->removed, edit->removed_length, NULL, 0);
	copy.inserted = text_history_join(edit->inserted, edit->inserted_length, NULL, 0);
	if (copy.removed == NULL || copy.inserted == NULL) {
		oriel__free_wiped(copy.removed, copy.removed_length);
		oriel__free_wiped(copy.inserted, copy.inserted_length);
		return false;
	}
	if (history->done < history->count)
		text_history_drop(history, history->done, history->count);
	history->edits = oriel__grow(
		history->edits, &history->capacity, history->count + 1, sizeof(*edit));
	history->edits[history->count++] = copy;
	return true;
}

static void text_history_trim(struct oriel__text_history *history) {
	size_t excess = 0, bytes = history->bytes;
	while (history->count - excess > MAX_STEPS ||
		(bytes > history->max_bytes && history->count - excess > 1))
		bytes -= text_history_bytes_of(&history->edits[excess++]);
	if (excess > 0)
		text_history_drop(history, 0, excess);
	history->done = history->count;
}

bool oriel__text_history_add(
	struct oriel__text_history *history, const struct oriel__edit *edit, bool can_grow) {
	bool may_join = can_grow && history->is_open && history->done > 0 &&
		history->done == history->count;
	struct oriel__edit *last = may_join ? &history->edits[history->count - 1] : NULL;
	merge_fn *merge = last != NULL ? edit_merge_function(last, edit) : NULL;
	if (merge != NULL ? !merge(last, edit) : !text_history_append(history, edit))
		return false;
	history->bytes += text_history_bytes_of(edit);
	history->is_open = can_grow;
	text_history_trim(history);
	return true;
}

void oriel__text_history_set_after(
	struct oriel__text_history *history, struct oriel_text_selection after) {
	history->edits[history->count - 1].after = after;
}

const struct oriel__edit *oriel__text_history_undo(struct oriel__text_history *history) {
	history->is_open = false;
	return history->done > 0 ? &history->edits[--history->done] : NULL;
}

const struct oriel__edit *oriel__text_history_redo(struct oriel__text_history *history) {
	history->is_open = false;
	return history->done < history->count ? &history->edits[history->done++] : NULL;
}
