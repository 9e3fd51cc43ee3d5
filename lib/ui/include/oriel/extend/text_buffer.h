/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of widgets: an editing buffer with caret, selection, undo and an input method's
 * preedit text.
 *
 * Typed text may be secret: every copy that the buffer frees is wiped.
 *
 * Offsets are bytes at grapheme boundaries of UTF-8 text; offsets passed in are moved back to one.
 *
 * Thread: loop. Errors: without memory nothing changes, as is logged.
 */
#ifndef ORIEL_EXTEND_TEXT_BUFFER_H
#define ORIEL_EXTEND_TEXT_BUFFER_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

typedef struct oriel_text_buffer oriel_text_buffer;

/** How far a caret moves, or what a deletion takes. */
enum oriel_text_motion {
	ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME,
	ORIEL_TEXT_MOTION_NEXT_GRAPHEME,
	ORIEL_TEXT_MOTION_PREVIOUS_WORD,
	ORIEL_TEXT_MOTION_NEXT_WORD,
	ORIEL_TEXT_MOTION_START,
	ORIEL_TEXT_MOTION_END,
	ORIEL_TEXT_MOTION_BACKSPACE, /**< what Backspace takes: oriel_text_backspace() */
};

struct oriel_text_selection {
	size_t anchor; /**< where it began */
	size_t caret;  /**< where it ends; equal to anchor if nothing is selected */
};

/** @param max_length bytes; 0: 1 MiB. @return owned by the caller */
ORIEL_API oriel_text_buffer *oriel_text_buffer_new(size_t max_length);
/** NULL is allowed. */
ORIEL_API void oriel_text_buffer_destroy(oriel_text_buffer *buffer);
/** Whether newlines may come in from now on, as LF; a new buffer has one line, and leaves them out.
 */
ORIEL_API void oriel_text_buffer_set_multiline(oriel_text_buffer *buffer, bool multiline);

/** @return the text without the preedit; borrowed until it changes. @param length may be NULL */
ORIEL_API const char *oriel_text_buffer_text(const oriel_text_buffer *buffer, size_t *length);
/** Replaces everything, puts the caret at the end, and forgets the preedit text and what could be
 * undone. Too long a text is cut at a grapheme; what oriel_text_buffer_insert() leaves out is left
 * out. Without memory nothing changes, and an error is logged. */
ORIEL_API void oriel_text_buffer_set_text(
	oriel_text_buffer *buffer, const char *text, size_t length);

ORIEL_API struct oriel_text_selection oriel_text_buffer_selection(const oriel_text_buffer *buffer);
ORIEL_API void oriel_text_buffer_select(oriel_text_buffer *buffer, size_t anchor, size_t caret);
/** Moves the caret; without extend a selection collapses to its side first, as native fields do,
 * and a motion by a grapheme ends there. @return whether anything moved */
ORIEL_API bool oriel_text_buffer_move(
	oriel_text_buffer *buffer, enum oriel_text_motion motion, bool extend);

/**
 * Replaces the selection. Invalid UTF-8 becomes U+FFFD; control characters but tab are left out,
 * and so is what begins a line (LF, CR, U+2028, U+2029) unless the buffer has several.
 * @return false if nothing is left of text, it would be too long, or there is no memory (an error
 * is logged): then nothing has changed
 */
ORIEL_API bool oriel_text_buffer_insert(oriel_text_buffer *buffer, const char *text, size_t length);
/** @return how many bytes of a text fit in the place of the selection: all of them, or those up to
 * the last grapheme boundary that fits */
ORIEL_API size_t oriel_text_buffer_room(
	const oriel_text_buffer *buffer, const char *text, size_t length);
/** Deletes the selection, or else what the motion passes over. Without memory for undoing it
 * nothing is, and an error is logged. @return whether anything was deleted */
ORIEL_API bool oriel_text_buffer_delete(oriel_text_buffer *buffer, enum oriel_text_motion motion);
/** Undoes the last step; typing in a row is one step, with the selection that its first letter
 * replaced, and ends at a space, a motion, or a deletion; so is deleting by graphemes in a row.
 * @return whether there was one */
ORIEL_API bool oriel_text_buffer_undo(oriel_text_buffer *buffer);
ORIEL_API bool oriel_text_buffer_redo(oriel_text_buffer *buffer);
ORIEL_API bool oriel_text_buffer_can_undo(const oriel_text_buffer *buffer);
ORIEL_API bool oriel_text_buffer_can_redo(const oriel_text_buffer *buffer);
/** Ends the running undo step. */
ORIEL_API void oriel_text_buffer_break_undo(oriel_text_buffer *buffer);

/** Shows text of an input method in place of the selection, not yet part of the text; length 0 ends
 * it. @param caret bytes into it */
ORIEL_API void oriel_text_buffer_set_preedit(
	oriel_text_buffer *buffer, const char *text, size_t length, size_t caret);
/**
 * Returns the preedit text, or "" if there is none.
 * @param length may be NULL
 * @param caret  may be NULL
 */
ORIEL_API const char *oriel_text_buffer_preedit(
	const oriel_text_buffer *buffer, size_t *length, size_t *caret);

ORIEL_END

#endif
