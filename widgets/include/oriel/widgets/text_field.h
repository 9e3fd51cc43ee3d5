/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A field for one line of text. Type "text-field"; a leaf.
 *
 * Each edit by the user fires `beforeinput` (cancelable) and `input`. Leaving the field, or Enter,
 * fires `change` if the text differs from the text at the time of focus. Enter then submits the
 * form around the field. The field has selection by keyboard and pointer, words, clipboard and
 * undo, and shows an input method's preedit text in place of the selection. Tab into the field
 * selects the whole text. Without focus the field shows the beginning of its text.
 *
 * ```c
 * oriel_widget *field = oriel_text_field("Search");
 * oriel_text_field_set_text(field, "milk");
 * oriel_text_field_select(field, 0, 2); // "mi", 2 bytes
 * ```
 *
 * Typed text is wiped from memory when the field is emptied by oriel_text_field_set_text() or
 * destroyed. Positions are bytes of UTF-8; a position inside a grapheme is moved back to its
 * beginning. Invalid bytes are replaced by U+FFFD.
 *
 * Thread: loop. Errors: without memory for a text the old text stays, and an error is logged.
 * Source: HTML, "text control".
 */
#ifndef ORIEL_WIDGETS_TEXT_FIELD_H
#define ORIEL_WIDGETS_TEXT_FIELD_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Makes an empty text field. @param placeholder shown while the field is empty; copied; may be
 * NULL. @return owned by the caller until it is inserted */
ORIEL_API oriel_widget *oriel_text_field(const char *placeholder);

/**
 * Replaces the text, without `input`. The caret goes to the end, and the undo steps are discarded.
 * A composition ends first: the field fires `compositionend` with "", whose listeners may destroy
 * the field.
 * @param text copied; NULL is ""
 */
ORIEL_API void oriel_text_field_set_text(oriel_widget *field, const char *text);
/** Returns the text, borrowed until it changes; never NULL. */
ORIEL_API const char *oriel_text_field_text(const oriel_widget *field);
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
