/* SPDX-License-Identifier: MIT */
/**
 * @file
 * An area for a text of many lines. Type "text-area"; a leaf.
 *
 * Each edit by the user fires `beforeinput` (cancelable) and `input`, and each selection by the
 * user fires `select`, which bubbles. Leaving the area fires `change` if the text differs from the
 * text at the time of focus. The area has selection by keyboard and pointer, words, clipboard,
 * undo, and an input method's preedit text.
 *
 * A text may have any length, such as 100 MB. Only the lines in view are shaped, and an edit takes
 * the same time in a long text as in a short one. A line of more than 4 KiB is shown as several.
 *
 * ```c
 * oriel_widget *area = oriel_text_area("Notes", .name = "notes", .rows = 6, .max_rows = 20);
 * oriel_text_area_set_text(area, "milk\nbread");
 * oriel_text_area_find(area, "BREAD", 0); // selects the bytes 5 to 10
 * ```
 *
 * The attributes "rows", "cols", "maxlength", "minlength", "required", "readonly" and "name" are
 * those of HTML, and so is "wrap" with the value "off". Positions are bytes of UTF-8; a position
 * inside a grapheme is moved back to its beginning. Invalid bytes are replaced by U+FFFD. CR and
 * CRLF become LF.
 *
 * Thread: loop. Errors: without memory for a text the old text stays, and an error is logged.
 * Source: HTML, "the textarea element".
 */
#ifndef ORIEL_WIDGETS_TEXT_AREA_H
#define ORIEL_WIDGETS_TEXT_AREA_H

#include <oriel/runtime/options.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Members of oriel_text_area() by name. Each is an attribute, too. */
struct oriel_text_area_options {
	ORIEL_OPTIONS_HEAD;
	/** under which a form submits the text; copied; may be NULL */
	const char *name ORIEL_DEFAULT;
	const char *value ORIEL_DEFAULT; /**< the text at first; copied; NULL: "" */
	bool required ORIEL_DEFAULT;     /**< an empty text is invalid */
	unsigned rows ORIEL_DEFAULT;     /**< lines in view; 0: 2 */
	unsigned cols ORIEL_DEFAULT;     /**< natural width in digits; 0: 20 */
	/** the area grows with its text up to this many lines; the attribute "maxrows"; 0: it does not
	 * grow */
	unsigned max_rows ORIEL_DEFAULT;
	/** long lines are not wrapped, but scrolled; the attribute "wrap" with the value "off" */
	bool no_wrap ORIEL_DEFAULT;
	bool line_numbers ORIEL_DEFAULT; /**< beside the lines; the attribute "linenumbers" */
	/** Tab inserts a tab, and Shift+Tab leaves the area; the attribute "insertstabs" */
	bool inserts_tabs ORIEL_DEFAULT;
	unsigned min_length ORIEL_DEFAULT; /**< in units of UTF-16, as in HTML; 0: none */
	unsigned max_length ORIEL_DEFAULT; /**< in units of UTF-16, as in HTML; 0: none */
};

/** Does the work of oriel_text_area(). @param options copied; NULL: the defaults */
ORIEL_API oriel_widget *oriel_text_area_at(
	const char *site, const char *placeholder, const struct oriel_text_area_options *options);
/**
 * Makes a text area.
 * @param ... the placeholder, which is shown while the area is empty; copied; may be NULL. Then
 * members of struct oriel_text_area_options by name
 * @return owned by the caller until it is inserted
 */
#define oriel_text_area(...) \
	ORIEL__CALL_1(oriel_text_area_at, struct oriel_text_area_options, __VA_ARGS__, )

/**
 * Replaces the text, without `input`. The caret goes to the beginning, and the undo steps are
 * discarded. A composition ends first: the area fires `compositionend` with "", whose listeners may
 * destroy the area.
 * @param text copied; NULL is ""
 */
ORIEL_API void oriel_text_area_set_text(oriel_widget *area, const char *text);
/**
 * Appends to the text, without `input` and without an undo step, e.g. a part of a file that is
 * being read. The caret and the view stay. An incomplete character at the end waits for the next
 * part.
 * @param text   copied
 * @param length bytes
 * @return false, with an error logged, without memory
 */
ORIEL_API bool oriel_text_area_append_text(oriel_widget *area, const char *text, size_t length);
/** Returns the text, borrowed until it changes; never NULL. The first call after a change of a text
 * of more than 1 MiB copies the whole text. */
ORIEL_API const char *oriel_text_area_text(const oriel_widget *area);
/** Returns the length of the text in bytes. */
ORIEL_API size_t oriel_text_area_length(const oriel_widget *area);
/** Copies the bytes start … end - 1 of the text, e.g. to write a long text to a file in parts.
 * @param out has room for end - start bytes; no NUL is added */
ORIEL_API void oriel_text_area_copy_text(
	const oriel_widget *area, size_t start, size_t end, char *out);
/** Sets the text that the empty area shows. @param placeholder copied; may be NULL */
ORIEL_API void oriel_text_area_set_placeholder(oriel_widget *area, const char *placeholder);
/** Returns the placeholder, borrowed until it changes; never NULL. */
ORIEL_API const char *oriel_text_area_placeholder(const oriel_widget *area);

/** Selects the text between two positions, which are clamped to the text, and scrolls to the second
 * if the area has the focus. A composition is committed first, which may run listeners. */
ORIEL_API void oriel_text_area_select(oriel_widget *area, size_t anchor, size_t caret);
/** Selects the whole text. Otherwise like oriel_text_area_select(). */
ORIEL_API void oriel_text_area_select_all(oriel_widget *area);
/** Returns where the selection begins and ends, bytes, in *anchor and *caret.
 * @param anchor may be NULL @param caret may be NULL */
ORIEL_API void oriel_text_area_selection(const oriel_widget *area, size_t *anchor, size_t *caret);
/** Sets whether the user cannot edit the text, which can still be copied. The attribute "readonly"
 * has the same effect. */
ORIEL_API void oriel_text_area_set_read_only(oriel_widget *area, bool read_only);
/** Returns whether the user cannot edit the text. */
ORIEL_API bool oriel_text_area_is_read_only(const oriel_widget *area);

/** How oriel_text_area_find() searches. */
enum oriel_text_area_find_flag {
	ORIEL_TEXT_AREA_FIND_BACKWARD = 1,   /**< the previous match */
	ORIEL_TEXT_AREA_FIND_MATCH_CASE = 2, /**< without it, upper and lower case are the same */
};
/**
 * Highlights all matches of a text, selects the next one, and scrolls to it. The search begins at
 * the selection, and goes round at the end of the text. If text differs from that of the last
 * search, e.g. by a letter in a find bar, the selected match may be found again.
 * @param text  copied; NULL and "" remove the highlights
 * @param flags bits of enum oriel_text_area_find_flag
 * @return whether there is a match
 */
ORIEL_API bool oriel_text_area_find(oriel_widget *area, const char *text, unsigned flags);
/** Finds the next match of the text that was looked for last. @return whether there is one */
ORIEL_API bool oriel_text_area_find_next(oriel_widget *area);
/** Finds the previous match of the text that was looked for last. @return whether there is one */
ORIEL_API bool oriel_text_area_find_previous(oriel_widget *area);
/** Counts the matches of the text that was looked for last; takes about 100 ms for 100 MB. @param
 * selected set to the number of the selected match, from 1; 0 if none is selected; may be NULL */
ORIEL_API size_t oriel_text_area_match_count(const oriel_widget *area, size_t *selected);
/** Scrolls to a line as little as is needed. @param line from 0 */
ORIEL_API void oriel_text_area_scroll_to_line(oriel_widget *area, size_t line);

ORIEL_END

#endif
