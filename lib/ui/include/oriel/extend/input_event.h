/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of widgets: text input, and firing events on behalf of the user.
 *
 * Text reaches a widget with the class flag ORIEL_WIDGET_TEXT_INPUT, while the widget has focus, in
 * these steps:
 *
 * 1. `keydown`. The widget's default action handles keys (moving the caret, deleting), and leaves
 * other keys alone. Preventing keydown also prevents the text of the key.
 * 2. `beforeinput` of type "insertText" with the text. The widget's default action inserts the
 * text, and then fires `input` by oriel_widget_fire_input(). To delete, the widget fires
 * `beforeinput` of type "deleteContentBackward" from keydown, and deletes in its default action.
 * So a listener can prevent every change of the text.
 * 3. While an input method composes: `compositionstart`, then `compositionupdate` with the text to
 * show at the caret and the input method's own caret in it, then `compositionend` with the
 * committed text, or with "". Committed text follows as `beforeinput`. Text in
 * composition is never part of the widget's text.
 * 4. `copy` and `cut`, whose default action writes the clipboard (clipboard.h), and `paste`. The
 * default action of `paste` inserts the text (oriel_event_clipboard()) by `beforeinput` of type
 * "insertFromPaste".
 *
 * A key that a text input leaves alone goes on to its ancestors; in this way a form takes Enter. A
 * form should take Enter only from a text input: Enter on another widget that can be activated
 * clicks that widget.
 *
 * ```c
 * oriel_widget_set_caret_rect(field, (struct oriel_rect){ 24, 4, 1, 16 }); // px in the field
 * ```
 *
 * Thread: loop. Errors: without memory for its data an event is not fired, and an error is logged.
 * Source: UI Events, Input Events, HTML.
 */
#ifndef ORIEL_EXTEND_INPUT_EVENT_H
#define ORIEL_EXTEND_INPUT_EVENT_H

#include <oriel/ui/geometry.h>
#include <oriel/ui/input_event.h>
#include <oriel/ui/popover.h>
#include <oriel/ui/target.h>

ORIEL_BEGIN

/**
 * Sets the position of a text input's caret. An input method shows its windows beside the caret.
 * Without focus the call does nothing.
 * @param caret px, relative to the widget's border box; kept while the widget has focus
 */
ORIEL_API void oriel_widget_set_caret_rect(oriel_widget *widget, struct oriel_rect caret);

/** The cause of a widget's focus. */
enum oriel_focus_origin {
	ORIEL_FOCUS_NONE,     /**< the widget does not have the focus */
	ORIEL_FOCUS_PROGRAM,  /**< by oriel_focus(), or because its window became active again */
	ORIEL_FOCUS_POINTER,  /**< by a press */
	ORIEL_FOCUS_KEYBOARD, /**< by Tab, or oriel_window_focus_next() */
};
/**
 * Returns how a widget got the focus of its window.
 *
 * For example, a text field selects all its text when it gets the focus by Tab, but not by a
 * press. When the window becomes inactive, the cause becomes ORIEL_FOCUS_PROGRAM.
 * @return ORIEL_FOCUS_NONE if the widget does not have the focus of its window
 */
ORIEL_API enum oriel_focus_origin oriel_widget_focus_origin(const oriel_widget *widget);

/*
 * A composition belongs to the caret's position at its start. A widget must therefore end the
 * composition before moving the caret, or changing the selection or the text by other means. Oriel
 * itself ends a composition when the widget loses focus, is disabled, hidden or removed. Each of
 * these ends resets the input method. A commit that the reset causes is ignored.
 */

/** Tells whether an input method composes in a widget now. */
ORIEL_API bool oriel_widget_is_composing(const oriel_widget *widget);
/**
 * Ends the composition in a widget, and commits its text at the position of the composition.
 *
 * Fires `compositionend`, and then `beforeinput` with the text. For example, a field contains "abc"
 * and shows "한" in composition. On a press the field calls this function, contains "abc한", and
 * then moves the caret. Listeners run, and may destroy the widget.
 * @return whether there was a composition
 */
ORIEL_API bool oriel_widget_commit_composition(oriel_widget *widget);
/** Ends the composition in a widget and drops its text: fires `compositionend` with "". Otherwise
 * as oriel_widget_commit_composition(). */
ORIEL_API bool oriel_widget_cancel_composition(oriel_widget *widget);

/**
 * Fires a trusted `beforeinput` or `input` at a widget, as a consequence of a user's action.
 * `beforeinput` is cancelable.
 * @param type  "beforeinput" or "input" (asserted)
 * @param input its strings are copied; if there is no memory for its data, an error is logged,
 * `beforeinput` is not fired, and `input` is fired without data
 * @return true unless the event was prevented; also false if the event was not fired
 */
ORIEL_API bool oriel_widget_fire_input(
	oriel_widget *widget, const char *type, const struct oriel_input_event *input);

/**
 * Fires a trusted `beforetoggle` or `toggle`, for a widget that opens and closes. `beforetoggle` is
 * cancelable if the widget opens.
 * @param type   "beforetoggle" or "toggle" (asserted)
 * @param detail for oriel_event_toggle(); copied
 * @return true unless the event was prevented
 */
ORIEL_API bool oriel_widget_fire_toggle(
	oriel_widget *widget, const char *type, const struct oriel_toggle_event *detail);

ORIEL_END

#endif
