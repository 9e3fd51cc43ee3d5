/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of widgets that take text, or act for the user.
 *
 * What is typed or committed reaches the focused widget of a class with ORIEL_WIDGET_TEXT_INPUT as a trusted, cancelable
 * `beforeinput` (insertText); its default_action inserts the text and fires `input`. What an input method is at comes as
 * compositionstart, compositionupdate and compositionend with the preedit text as data. Editing keys come as keydown; the
 * widget itself fires `beforeinput` for what they delete, and acts unless that was prevented.
 *
 * Thread: loop. Source: Input Events Level 2, UI Events.
 */
#ifndef ORIEL_IMPL_INPUT_H
#define ORIEL_IMPL_INPUT_H

#include <oriel/geometry.h>
#include <oriel/impl/widget.h>
#include <oriel/input.h>

ORIEL_BEGIN

/**
 * Fires a trusted `beforeinput` (cancelable) or `input` (not) at a widget; both bubble.
 * @param type       "beforeinput" or "input"; copied
 * @param input_type e.g. "deleteContentBackward"; copied
 * @param data       copied; may be NULL
 * @return as oriel_dispatch()
 */
ORIEL_API enum oriel_dispatch_result oriel_fire_input(oriel_widget *widget, const char *type, const char *input_type, const char *data);

/**
 * Says where the caret of a text widget stands, so that an input method can show its window there. Only what the focused widget says is used.
 * @param caret px, in the widget's border box
 */
ORIEL_API void oriel_widget_set_caret_rect(oriel_widget *widget, struct oriel_rect caret);

ORIEL_END

#endif
