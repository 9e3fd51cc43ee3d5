/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of widgets: an editing buffer with caret, selection, undo and an input method's
 * preedit text. A text may have any length: edits and reads near the caret take a time that hardly
 * depends on the length.
 *
 * Typed text may be secret: every copy that the buffer frees is wiped. Offsets are bytes at
 * grapheme boundaries of UTF-8 text; an offset inside a grapheme is moved back to its beginning.
 *
 * ```c
 * oriel_text_buffer *buffer = oriel_text_buffer_new(0);
 * oriel_text_buffer_insert(buffer, "milk", 4);
 * oriel_text_buffer_delete(buffer, ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME); // "mil", caret 3
 * oriel_text_buffer_undo(buffer);                                        // "milk", caret 4
 * oriel_text_buffer_destroy(buffer);
 * ```
 *
 * Thread: loop. Errors: without memory nothing changes, and an error is logged. Source: UAX #29,
 * "grapheme cluster boundaries".
 */
#ifndef ORIEL_EXTEND_TEXT_BUFFER_H
#define ORIEL_EXTEND_TEXT_BUFFER_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** An editing buffer. */
typedef struct oriel_text_buffer oriel_text_buffer;

/** How far a caret moves, or what a deletion takes. */
enum oriel_text_motion {
	ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME, /**< the grapheme before the caret */
	ORIEL_TEXT_MOTION_NEXT_GRAPHEME,     /**< the grapheme after the caret */
	ORIEL_TEXT_MOTION_PREVIOUS_WORD,     /**< to the beginning of a word */
	ORIEL_TEXT_MOTION_NEXT_WORD,         /**< to the end of a word */
	ORIEL_TEXT_MOTION_START,             /**< to the beginning of the text */
	ORIEL_TEXT_MOTION_END,               /**< to the end of the text */
	ORIEL_TEXT_MOTION_BACKSPACE,         /**< as Backspace: oriel_text_backspace() */
};

/** A selection, or a caret. */
struct oriel_text_selection {
	size_t anchor; /**< where the selection began, bytes */
	size_t caret;  /**< where the selection ends, bytes; equal to anchor if nothing is selected */
};

/** A unit in which a text is counted. */
enum oriel_text_unit {
	ORIEL_TEXT_LINE, /**< a line, with the newline at its end */
	/** the part that a view shapes at once: a line, or a part of a line of more than 4 KiB. A block
	 * has at most 24 KiB, and its newline belongs to it. */
	ORIEL_TEXT_BLOCK,
};

/** A change of a buffer's text: at start, removed bytes were replaced by inserted bytes. */
struct oriel_text_change {
	size_t start;    /**< bytes */
	size_t removed;  /**< bytes */
	size_t inserted; /**< bytes */
	uint64_t number; /**< counts the changes of this buffer, from 1; 0: there was none */
};

/** Makes an empty buffer. @param max_length bytes; 0: 1 MiB; SIZE_MAX: no limit. @return owned by
 * the caller */
ORIEL_API oriel_text_buffer *oriel_text_buffer_new(size_t max_length);
/** Destroys a buffer. @param buffer may be NULL */
ORIEL_API void oriel_text_buffer_destroy(oriel_text_buffer *buffer);
/** Lets newlines be inserted from now on, as LF, or not. A new buffer has one line, and leaves
 * newlines out. */
ORIEL_API void oriel_text_buffer_set_multiline(oriel_text_buffer *buffer, bool multiline);

/** Returns the text without the preedit text, borrowed until it changes. The first call after a
 * change may copy the whole text. @param length set to its bytes; may be NULL */
ORIEL_API const char *oriel_text_buffer_text(const oriel_text_buffer *buffer, size_t *length);
/** Returns the length of the text in bytes. */
ORIEL_API size_t oriel_text_buffer_length(const oriel_text_buffer *buffer);
/** Copies the bytes start … end - 1 of the text. @param out has room for end - start bytes; no NUL
 * is added */
ORIEL_API void oriel_text_buffer_copy(
	const oriel_text_buffer *buffer, size_t start, size_t end, char *out);
/** Returns the last change of the text, by any function. */
ORIEL_API struct oriel_text_change oriel_text_buffer_change(const oriel_text_buffer *buffer);
/** Returns the number of lines or blocks, at least 1. */
ORIEL_API size_t oriel_text_buffer_count(
	const oriel_text_buffer *buffer, enum oriel_text_unit unit);
/** Returns where a line or block begins, bytes. @param index from 0; beyond the last one, the end
 * of the text is returned */
ORIEL_API size_t oriel_text_buffer_start_of(
	const oriel_text_buffer *buffer, enum oriel_text_unit unit, size_t index);
/** Returns the index of the line or block with an offset; the later one at a boundary. */
ORIEL_API size_t oriel_text_buffer_index_at(
	const oriel_text_buffer *buffer, enum oriel_text_unit unit, size_t offset);
/** Sets *start and *end to the piece between word boundaries at an offset: oriel_text_word_at(). */
ORIEL_API void oriel_text_buffer_word_at(
	const oriel_text_buffer *buffer, size_t offset, size_t *start, size_t *end);
/** The text that oriel_text_buffer_find() looks for, and where. */
struct oriel_text_search {
	const char *text;  /**< borrowed for the call; the empty text is never found */
	size_t length;     /**< bytes of text */
	size_t from, to;   /**< the match lies between them, bytes; backwards if to is below from */
	bool match_case;   /**< upper and lower case differ */
};
/**
 * Finds the match that is nearest to the beginning of a search. Without .match_case, letters are
 * compared by Unicode's simple mappings of case, one character for one.
 * @param start set to the beginning of the match, bytes
 * @param end   set to its end
 * @return whether there is a match
 */
ORIEL_API bool oriel_text_buffer_find(const oriel_text_buffer *buffer,
	const struct oriel_text_search *search, size_t *start, size_t *end);

/** Appends to the text, without an undo step, e.g. a part of a file that is being read. An
 * incomplete character at the end waits for the next part. The caret stays. @return false, with an
 * error logged, without memory */
ORIEL_API bool oriel_text_buffer_append(oriel_text_buffer *buffer, const char *text, size_t length);
/** Replaces the text, puts the caret at its end, and discards the preedit text and the undo steps.
 * A text that is too long is cut at a grapheme; characters that oriel_text_buffer_insert() leaves
 * out are left out. */
ORIEL_API void oriel_text_buffer_set_text(
	oriel_text_buffer *buffer, const char *text, size_t length);

/** Returns the selection. */
ORIEL_API struct oriel_text_selection oriel_text_buffer_selection(const oriel_text_buffer *buffer);
/** Selects the text between two offsets. */
ORIEL_API void oriel_text_buffer_select(oriel_text_buffer *buffer, size_t anchor, size_t caret);
/** Moves the caret. Without extend, a selection first collapses to the side of the motion, as in
 * native fields, and a motion by a grapheme ends there. @return whether anything moved */
ORIEL_API bool oriel_text_buffer_move(
	oriel_text_buffer *buffer, enum oriel_text_motion motion, bool extend);

/**
 * Replaces the selection. Invalid UTF-8 becomes U+FFFD. Control characters except tab are left out,
 * and so are characters that begin a line (LF, CR, U+2028, U+2029) unless the buffer has several
 * lines.
 * @return false, with nothing changed, if no text remains, the result would be too long, or there
 * is no memory
 */
ORIEL_API bool oriel_text_buffer_insert(oriel_text_buffer *buffer, const char *text, size_t length);
/** Returns how many bytes of a text fit in the place of the selection: all, or those up to the last
 * grapheme boundary that fits. */
ORIEL_API size_t oriel_text_buffer_room(
	const oriel_text_buffer *buffer, const char *text, size_t length);
/** Deletes the selection, or else the text that the motion passes over. Without memory for undoing
 * it, nothing is deleted. @return whether anything was deleted */
ORIEL_API bool oriel_text_buffer_delete(oriel_text_buffer *buffer, enum oriel_text_motion motion);
/**
 * Undoes the last step. Consecutive typing is one step, with the selection that its first letter
 * replaced; the step ends at a space, a motion, or a deletion. Consecutive deletions by grapheme
 * are one step too.
 * @return whether there was a step
 */
ORIEL_API bool oriel_text_buffer_undo(oriel_text_buffer *buffer);
/** Redoes the step that was undone last. @return whether there was a step */
ORIEL_API bool oriel_text_buffer_redo(oriel_text_buffer *buffer);
/** Tells whether there is a step to undo. */
ORIEL_API bool oriel_text_buffer_can_undo(const oriel_text_buffer *buffer);
/** Tells whether there is a step to redo. */
ORIEL_API bool oriel_text_buffer_can_redo(const oriel_text_buffer *buffer);
/** Ends the present undo step: further typing begins another. */
ORIEL_API void oriel_text_buffer_break_undo(oriel_text_buffer *buffer);

/** Shows text of an input method in place of the selection; it is not yet part of the text. A
 * length of 0 ends that. @param caret bytes into the preedit text */
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
