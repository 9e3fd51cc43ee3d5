/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of widgets: paragraphs, and where text may be cut.
 *
 * Positions in text are byte offsets. Shaping and bidirectional order follow Unicode; carets and
 * deletions go by grapheme.
 *
 * ```c
 * struct oriel_text_style style = oriel_widget_text_style(label);
 * oriel_paragraph *paragraph = oriel_paragraph_new("milk and bread", 14, &style);
 * oriel_paragraph_set_width(paragraph, 60, ORIEL_TEXT_ALIGN_START); // lines of at most 60 px
 * oriel_paragraph_destroy(paragraph);
 * ```
 *
 * Thread: loop. Errors: NULL, with an error logged, for a text that is too long or without memory.
 * Source: UAX #9, #14, #29.
 */
#ifndef ORIEL_EXTEND_PARAGRAPH_H
#define ORIEL_EXTEND_PARAGRAPH_H

#include <oriel/ui/geometry.h>
#include <oriel/ui/style_values.h>

ORIEL_BEGIN

/** A text that is shaped and broken into lines. */
typedef struct oriel_paragraph oriel_paragraph;

/** The style of a paragraph; zeros are the defaults. */
struct oriel_text_style {
	const char *family; /**< a list as in CSS; NULL: the system's interface font */
	float size;         /**< px; 0: 14 */
	int weight;         /**< 100 to 900; 0: 400 */
	bool italic;        /**< slanted */
	float line_height; /**< a multiple of size; 0: the font's own */
	/** paragraphs run from right to left; false: each by its first strong character, and from left
	 * to right without one */
	bool is_rtl;
	/** the text may be secret, e.g. typed by a user: it is not cached, and is wiped from memory
	 * with its last paragraph */
	bool is_private;
};

/** Returns the text style that a widget's computed values give, brought up to date: may restyle.
 * Its family is borrowed until the values change. */
ORIEL_API struct oriel_text_style oriel_widget_text_style(const oriel_widget *widget);

/**
 * Shapes text; newlines (LF, CR, CRLF, U+2028, U+2029) begin lines.
 * @param text copied; invalid UTF-8 is replaced by U+FFFD, and offsets then are those of the
 * replaced text
 * @return owned by the caller; NULL only for text over 2^31 bytes or without memory
 */
ORIEL_API oriel_paragraph *oriel_paragraph_new(
	const char *text, size_t length, const struct oriel_text_style *style);
/** Destroys a paragraph. Recorded pictures that show it keep what they need. @param paragraph may
 * be NULL */
ORIEL_API void oriel_paragraph_destroy(oriel_paragraph *paragraph);

/**
 * Breaks the text into lines of at most width px (INFINITY: only at newlines). A word that is wider
 * is broken anywhere.
 * @param align the place of each line in width
 */
ORIEL_API void oriel_paragraph_set_width(
	oriel_paragraph *paragraph, float width, enum oriel_text_align align);
/**
 * Breaks the text at newlines only, and ends a line that does not fit into width px in an ellipsis.
 *
 * Carets of hidden characters stand before the ellipsis.
 * @param align the place of each line in width
 */
ORIEL_API void oriel_paragraph_set_ellipsis(
	oriel_paragraph *paragraph, float width, enum oriel_text_align align);

/** Returns the text, with its replacements, borrowed as long as the paragraph. @param length set to
 * its bytes */
ORIEL_API const char *oriel_paragraph_text(const oriel_paragraph *paragraph, size_t *length);
/** Returns the size of the broken lines: the width of the longest, without trailing space. */
ORIEL_API struct oriel_size oriel_paragraph_size(const oriel_paragraph *paragraph);
/** Returns the width of the widest piece that cannot be broken, px. */
ORIEL_API float oriel_paragraph_min_width(const oriel_paragraph *paragraph);
/** Returns the distance from the top to the first line's baseline, px. */
ORIEL_API float oriel_paragraph_baseline(const oriel_paragraph *paragraph);
/** Returns the number of lines. */
ORIEL_API size_t oriel_paragraph_line_count(const oriel_paragraph *paragraph);

/** Returns whether the first line's paragraph runs from right to left: by the style, or by its
 * first strong character. Source: UAX #9, P2 and P3. */
ORIEL_API bool oriel_paragraph_is_rtl(const oriel_paragraph *paragraph);

/**
 * Returns the place of the caret at an offset, px; its width is 0.
 *
 * Where the direction changes, the caret stands beside the character of the lower embedding level:
 * in "abc" followed by Hebrew, the caret at offset 3 stands right of the c, and the caret at the
 * end stands right of the Hebrew.
 * @param trailing where a line was broken at the offset: the end of that line, not the beginning of
 * the next
 */
ORIEL_API struct oriel_rect oriel_paragraph_caret(
	const oriel_paragraph *paragraph, size_t offset, bool trailing);
/** Returns the offset of the caret nearest to a point, px. @param trailing set as for
 * oriel_paragraph_caret(); NULL is allowed */
ORIEL_API size_t oriel_paragraph_offset_at(
	const oriel_paragraph *paragraph, float x, float y, bool *trailing);
/**
 * Moves a caret by one place to the right or to the left on the screen.
 *
 * Repeated moves reach the place of every offset once, and a move back undoes a move. At a line's
 * end, the motion goes on at the next line or the one before, as the first line runs.
 * @param trailing the caret's on the way in and on the way out, as for oriel_paragraph_caret()
 * @return its new offset; the old one at the end of the text
 */
ORIEL_API size_t oriel_paragraph_move(
	const oriel_paragraph *paragraph, size_t offset, bool rightward, bool *trailing);
/** Sets *start and *end to the bytes of a line, without its newline; an index beyond the last line
 * is the last. */
ORIEL_API void oriel_paragraph_line(
	const oriel_paragraph *paragraph, size_t index, size_t *start, size_t *end);
/** Copies the rectangles, px, that cover a range, those of one line from left to right.
 * @param capacity length of rects. @return the number of rectangles, which may exceed capacity */
ORIEL_API size_t oriel_paragraph_range(const oriel_paragraph *paragraph, size_t start, size_t end,
	struct oriel_rect *rects, size_t capacity);

/** Returns the boundary of extended grapheme clusters after offset; length at the end. */
ORIEL_API size_t oriel_text_next_grapheme(const char *text, size_t length, size_t offset);
/** Returns the boundary of extended grapheme clusters before offset; 0 at the beginning. */
ORIEL_API size_t oriel_text_previous_grapheme(const char *text, size_t length, size_t offset);
/** Sets *start and *end to the bytes before offset that Backspace takes. That is the last mark in
 * scripts where marks are typed one by one, else the grapheme. */
ORIEL_API void oriel_text_backspace(
	const char *text, size_t length, size_t offset, size_t *start, size_t *end);
/** Returns the end of the word at or after offset. */
ORIEL_API size_t oriel_text_next_word(const char *text, size_t length, size_t offset);
/** Returns the beginning of the word at or before offset. */
ORIEL_API size_t oriel_text_previous_word(const char *text, size_t length, size_t offset);
/** Sets *start and *end to the piece between word boundaries that contains offset: a word, spaces,
 * a sign. */
ORIEL_API void oriel_text_word_at(
	const char *text, size_t length, size_t offset, size_t *start, size_t *end);

ORIEL_END

#endif
