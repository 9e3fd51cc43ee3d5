/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A field for one line of text. Type "text-field"; a leaf.
 *
 * Each edit by the user fires `beforeinput` (cancelable) and `input`, and each selection by the
 * user fires `select`, which bubbles. Leaving the field, or Enter, fires `change` if the text
 * differs from the text at the time of focus. Enter then submits the form around the field. The
 * field has selection by keyboard and pointer, words, clipboard and undo, and shows an input
 * method's preedit text in place of the selection. Tab into the field selects the whole text.
 * Without focus the field shows the beginning of its text.
 *
 * ```c
 * oriel_widget *field = oriel_text_field("Item", .name = "item", .max_length = 40);
 * oriel_text_field_set_text(field, "milk");
 * oriel_text_field_select(field, 0, 2); // "mi", 2 bytes
 * ```
 *
 * The attribute "type" says what the text is:
 *
 * - A "password" is shown as bullets and cannot be copied. A button sets the attribute "revealed",
 * which shows the text. While Caps Lock is on, the focused field has a hint.
 * - A "search" is emptied by Escape and by a button.
 * - A "number" is stepped by Up and Down, by Page Up and Page Down (10 steps), by two buttons and,
 * while it has the focus, by the wheel. It is written with the decimal separator of the user's
 * language. Each step fires `input` and `change`.
 * - An "email" is an e-mail address, or with the attribute "multiple" some of them with commas in
 * between. A "url" is an absolute URL. A "tel" may be any text.
 *
 * Typed text is wiped from memory when the field is emptied by oriel_text_field_set_text() or
 * destroyed. Positions are bytes of UTF-8; a position inside a grapheme is moved back to its
 * beginning. Invalid bytes are replaced by U+FFFD.
 *
 * Thread: loop. Errors: without memory for a text the old text stays, and an error is logged.
 * Source: HTML, "the input element".
 */
#ifndef ORIEL_WIDGETS_TEXT_FIELD_H
#define ORIEL_WIDGETS_TEXT_FIELD_H

#include <oriel/runtime/options.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Members of oriel_text_field() by name. Each text is an attribute of the same name, as in HTML,
 * and is copied. */
struct oriel_text_field_options {
	ORIEL_OPTIONS_HEAD;
	/** "text", "password", "search", "number", "email", "tel" or "url"; NULL: "text" */
	const char *type ORIEL_DEFAULT;
	const char *name ORIEL_DEFAULT;  /**< under which a form submits the value; may be NULL */
	const char *value ORIEL_DEFAULT; /**< as for oriel_text_field_set_value(); may be NULL */
	bool required ORIEL_DEFAULT;     /**< an empty value is invalid */
	const char *min ORIEL_DEFAULT;   /**< of a number, e.g. "0"; may be NULL */
	const char *max ORIEL_DEFAULT;   /**< of a number, e.g. "99.5"; may be NULL */
	/** between two numbers, e.g. "0.5", or "any"; NULL: 1 */
	const char *step ORIEL_DEFAULT;
	/** the attribute "minlength"; in units of UTF-16, as in HTML; 0: none */
	unsigned min_length ORIEL_DEFAULT;
	/** the attribute "maxlength", beyond which nothing can be typed; in units of UTF-16, as in
	 * HTML; 0: none */
	unsigned max_length ORIEL_DEFAULT;
	bool count ORIEL_DEFAULT; /**< shows the length; as by oriel_text_field_show_count() */
	oriel_widget *prefix ORIEL_DEFAULT; /**< handed over; may be NULL */
	oriel_widget *suffix ORIEL_DEFAULT; /**< handed over; may be NULL */
};

/** Does the work of oriel_text_field(). @param options copied; NULL: the defaults */
ORIEL_API oriel_widget *oriel_text_field_at(
	const char *site, const char *placeholder, const struct oriel_text_field_options *options);
/**
 * Makes a text field.
 * @param ... the placeholder, which is shown while the field is empty; copied; may be NULL. Then
 * members of struct oriel_text_field_options by name
 * @return owned by the caller until it is inserted
 */
#define oriel_text_field(...) \
	ORIEL__CALL_1(oriel_text_field_at, struct oriel_text_field_options, __VA_ARGS__, )

/**
 * Replaces the text, without `input`. The caret goes to the end, and the undo steps are discarded.
 * A composition ends first: the field fires `compositionend` with "", whose listeners may destroy
 * the field.
 * @param text copied; NULL is ""
 */
ORIEL_API void oriel_text_field_set_text(oriel_widget *field, const char *text);
/** Returns the text, borrowed until it changes; never NULL. */
ORIEL_API const char *oriel_text_field_text(const oriel_widget *field);
/** Sets the text by a value as HTML has it: for a number with a point, e.g. "1.5", which a German
 * field shows as "1,5". Otherwise like oriel_text_field_set_text(). @param value copied; a number
 * field is emptied by NULL and by a text that is no number */
ORIEL_API void oriel_text_field_set_value(oriel_widget *field, const char *value);
/** Returns the value that a form submits, borrowed until the text changes; never NULL. A number has
 * a point, and is "" while the text is no number. Addresses have no spaces around them. */
ORIEL_API const char *oriel_text_field_value(const oriel_widget *field);
/** Sets the number of a number field. @param number NaN and infinity empty the field */
ORIEL_API void oriel_text_field_set_number(oriel_widget *field, double number);
/** Returns the value as a number; NaN if it is none. */
ORIEL_API double oriel_text_field_number(const oriel_widget *field);
/**
 * Steps the number, without events. An empty field counts as 0. A number between two steps moves to
 * the next step only.
 * @param steps below 0: downwards
 * @return whether the number has changed
 * Errors: asserts that the field's type is "number". Source: HTML, "stepUp()".
 */
ORIEL_API bool oriel_text_field_step_by(oriel_widget *field, int steps);

/** Puts a widget between the field's beginning and its text; the widget before is destroyed. It
 * stands in the field's shadow tree. @param prefix handed over; NULL: none */
ORIEL_API void oriel_text_field_set_prefix(oriel_widget *field, oriel_widget *prefix);
/** Puts a widget after the text. Otherwise like oriel_text_field_set_prefix(). */
ORIEL_API void oriel_text_field_set_suffix(oriel_widget *field, oriel_widget *suffix);
/** Shows the length of the text, and the attribute "maxlength" if it is set, as "12/40"; or not. */
ORIEL_API void oriel_text_field_show_count(oriel_widget *field, bool shown);

/** Sets the text that the empty field shows, on one line that ends in an ellipsis if it is too
 * long. @param placeholder copied; may be NULL */
ORIEL_API void oriel_text_field_set_placeholder(oriel_widget *field, const char *placeholder);
/** Returns the placeholder, borrowed until it changes; never NULL. */
ORIEL_API const char *oriel_text_field_placeholder(const oriel_widget *field);

/** Selects the text between two positions, which are clamped to the text. A composition is
 * committed first, which may run listeners. @param caret where the selection ends */
ORIEL_API void oriel_text_field_select(oriel_widget *field, size_t anchor, size_t caret);
/** Selects the whole text. Otherwise like oriel_text_field_select(). */
ORIEL_API void oriel_text_field_select_all(oriel_widget *field);
/** Returns where the selection begins and ends, bytes, in *anchor and *caret.
 * @param anchor may be NULL @param caret may be NULL */
ORIEL_API void oriel_text_field_selection(const oriel_widget *field, size_t *anchor, size_t *caret);
/** Sets whether the user cannot edit the text, which can still be copied. The attribute "readonly"
 * has the same effect. */
ORIEL_API void oriel_text_field_set_read_only(oriel_widget *field, bool read_only);
/** Returns whether the user cannot edit the text. */
ORIEL_API bool oriel_text_field_is_read_only(const oriel_widget *field);

ORIEL_END

#endif
