/* SPDX-License-Identifier: MIT */
/* What an editing buffer can undo: replacements of a piece of text by another, in order, and how
 * many of them are done. */
#ifndef ORIEL_TEXT_TEXT_HISTORY_INTERNAL_H
#define ORIEL_TEXT_TEXT_HISTORY_INTERNAL_H

#include <oriel/extend/text_buffer.h>

/* One step: removed stood at start, and inserted stands there now. */
struct oriel__edit {
	size_t start;
	char *removed, *inserted; /* owned */
	size_t removed_length, inserted_length;
	struct oriel_text_selection before, after;
};

struct oriel__text_history {
	struct oriel__edit *edits;
	size_t count, capacity;
	size_t done; /* those before it are done, the others are undone */
	size_t bytes, max_bytes;
	bool is_open; /* the last step done may still grow */
};

void oriel__text_history_finish(struct oriel__text_history *history);
void oriel__text_history_clear(struct oriel__text_history *history);

/*
 * Records what is about to be done; texts are copied. What was undone is forgotten, and so are the
 * oldest steps if there are too many. can_grow: it is a part of typing, or of deleting one by one,
 * and joins the last step if that was one too and ends here. False, and nothing has changed, if
 * there is no memory for the texts.
 */
bool oriel__text_history_add(
	struct oriel__text_history *history, const struct oriel__edit *edit, bool can_grow);

/* Says what is selected now that the step added last is done. */
void oriel__text_history_set_after(
	struct oriel__text_history *history, struct oriel_text_selection after);

/* The step to take back, or to do again; NULL if there is none. It counts as undone, or done, at
 * once. Borrowed until the next call. */
const struct oriel__edit *oriel__text_history_undo(struct oriel__text_history *history);
const struct oriel__edit *oriel__text_history_redo(struct oriel__text_history *history);

#endif
