/* SPDX-License-Identifier: MIT */
/* The undo history of an editing buffer: replacements of text in order, and the number of those
 * that are done. */
#ifndef ORIEL_TEXT_TEXT_HISTORY_INTERNAL_H
#define ORIEL_TEXT_TEXT_HISTORY_INTERNAL_H

#include <oriel/extend/text_buffer.h>

/* One step: at start, removed was replaced by inserted. */
struct oriel__edit {
	size_t start;
	char *removed, *inserted; /* owned */
	size_t removed_length, inserted_length;
	struct oriel_text_selection before, after;
};

struct oriel__text_history {
	struct oriel__edit *edits;
	size_t count, capacity;
	size_t done; /* edits before this index are done; the others are undone */
	size_t bytes, max_bytes;
	bool is_open; /* the last done step may still grow */
};

void oriel__text_history_finish(struct oriel__text_history *history);
void oriel__text_history_clear(struct oriel__text_history *history);

/*
 * Records a replacement before it is made; copies the texts. Drops undone steps, and the oldest
 * steps beyond the limits. Returns false and changes nothing if there is no memory for the texts.
 * @param can_grow the step is typing or deletion by grapheme; it joins the last step if that is of
 * the same kind and ends here
 */
bool oriel__text_history_add(
	struct oriel__text_history *history, const struct oriel__edit *edit, bool can_grow);

/* Sets the selection after the last added step. */
void oriel__text_history_set_after(
	struct oriel__text_history *history, struct oriel_text_selection after);

/* Return the step to undo or redo, and count it as undone or done; NULL if there is none. Borrowed
 * until the next call. */
const struct oriel__edit *oriel__text_history_undo(struct oriel__text_history *history);
const struct oriel__edit *oriel__text_history_redo(struct oriel__text_history *history);

#endif
