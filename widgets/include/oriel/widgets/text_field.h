/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A field for one line of text. Type "text-field"; a leaf.
 *
 * What a user does fires `beforeinput` (cancelable) and `input`; leaving it, or Enter, fires
 * `change` if the text differs from when it got the focus. Enter then submits the form it is in. It
 * knows selection by keyboard and pointer, words, clipboard, undo, and an input method's preedit
 * text in place of the selection. Tab into it selects everything. Without focus it shows the
 * beginning of its text.
 *
 * Typed text is wiped from memory when the field is emptied by oriel_text_field_set_text() or
 * destroyed.
 *
 * Positions are bytes of UTF-8; those inside a grapheme are moved back to its beginning.
 *
 * Text is UTF-8; what is invalid in it is replaced by U+FFFD.
 *
 * Thread: loop. Errors: without memory for a text the old one stays, as is logged. Source: HTML,
 * "text control".
 */
#ifndef ORIEL_WIDGETS_TEXT_FIELD_H
#define ORIEL_WIDGETS_TEXT_FIELD_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** @param placeholder shown while it is empty; copied; may be NULL. @return owned by the caller
 * until it is inserted */
ORIEL_API oriel_widget *oriel_text_field(const char *placeholder);

/**
 * Replaces the text, without an event of input. The caret goes to its end, and there is nothing to
 * undo. A composition ends first: `compositionend` with "", whose listeners may destroy the field.
 * @param text copied; NULL is ""
 */
ORIEL_API void oriel_text_field_set_text(oriel_widget *field, const char *text);
/** @return borrowed until it changes; never NULL */
ORIEL_API const char *oriel_text_field_text(const oriel_widget *field);
/** Sets the text that the empty field shows, on one line that ends in an ellipsis if it is too
 * long. @param placeholder copied; may be NULL */
ORIEL_API void oriel_text_field_set_placeholder(oriel_widget *field, const char *placeholder);
/** @return borrowed until it changes; never NULL */
ORIEL_API const char *oriel_text_field_placeholder(const oriel_widget *field);

/** Selects from anchor to caret, beyond the end is the end. A composition is committed first, which
 * may run listeners. */
ORIEL_API void oriel_text_field_select(oriel_widget *field, size_t anchor, size_t caret);
ORIEL_API void oriel_text_field_select_all(oriel_widget *field);
/**
 * Returns the selection.
 * @param anchor set to the position at which the selection began; may be NULL
 * @param caret  set to the position of the caret, where the selection ends; may be NULL
 */
ORIEL_API void oriel_text_field_selection(const oriel_widget *field, size_t *anchor, size_t *caret);
/** Lets the text be read and copied, and not changed; or back. It is the attribute "readonly". */
ORIEL_API void oriel_text_field_set_read_only(oriel_widget *field, bool read_only);
ORIEL_API bool oriel_text_field_is_read_only(const oriel_widget *field);

ORIEL_END

#endif
