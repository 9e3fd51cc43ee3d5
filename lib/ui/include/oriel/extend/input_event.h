/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of widgets: taking text, and acting for the user.
 *
 * How text gets into a widget of class flag ORIEL_WIDGET_TEXT_INPUT while it has focus:
 *
 * 1. keydown, whose default action does what keys do (moving the caret, deleting); a key that it
 * does not know it leaves. Preventing keydown keeps its text away too.
 * 2. `beforeinput` of type "insertText" with the text as data. It is the widget's default action
 * that inserts it, and then fires `input` by oriel_fire_input(). Deleting goes the same way: from
 * keydown the widget fires `beforeinput` of type "deleteContentBackward", and deletes in its
 * default action. So a listener can prevent whatever changes the text.
 * 3. While an input method composes: `compositionstart`, then `compositionupdate` with the text to
 * show at the caret and the input method's own caret in it, then `compositionend` with what was
 * committed, or with nothing. What was committed follows as `beforeinput`; what is being composed
 * never is in the widget's text.
 * 4. `copy` and `cut`, whose default action writes the clipboard (clipboard.h), and `paste`, which
 * brings the text (oriel_event_clipboard()) for its default action to insert by `beforeinput` of
 * type "insertFromPaste".
 *
 * A key that a text input leaves alone goes on to its ancestors; that is how a form takes Enter. A
 * form should take it only from a text input: Enter on another widget that can be activated clicks
 * that.
 *
 * Thread: loop. Errors: without memory for its data an event is not fired, as is logged. Source: UI
 * Events, Input Events, HTML.
 */
#ifndef ORIEL_EXTEND_INPUT_EVENT_H
#define ORIEL_EXTEND_INPUT_EVENT_H

#include <oriel/ui/geometry.h>
#include <oriel/ui/input_event.h>
#include <oriel/ui/target.h>

ORIEL_BEGIN

/**
 * Says where the caret of a text input is, so that an input method can show its windows there.
 * @param caret px, relative to the widget's border box; kept while the widget has focus, ignored
 * while it has not
 */
ORIEL_API void oriel_widget_set_caret_rect(oriel_widget *widget, struct oriel_rect caret);

/** How a widget got the focus of its window. */
enum oriel_focus_origin {
	ORIEL_FOCUS_NONE,     /**< it has not got it */
	ORIEL_FOCUS_PROGRAM,  /**< by oriel_focus(), or with its window */
	ORIEL_FOCUS_POINTER,  /**< by a press */
	ORIEL_FOCUS_KEYBOARD, /**< by Tab, or oriel_focus_next() */
};
/**
 * Returns how a widget got the focus of its window.
 *
 * A text field selects all its text when Tab gave it the focus, and not when a press did. The
 * answer stays while the window is inactive, and is ORIEL_FOCUS_PROGRAM once the window has been
 * inactive.
 * @return ORIEL_FOCUS_NONE if the widget has not got the focus of its window
 */
ORIEL_API enum oriel_focus_origin oriel_widget_focus_origin(const oriel_widget *widget);

/*
 * A composition belongs to its place. A widget ends it before it moves its caret, changes its
 * selection or its text otherwise than by the composition. Oriel itself ends it when the widget
 * loses focus, is disabled, hidden or removed. The input method is reset each time, and a commit
 * with which it answers the reset is left out.
 */

/** Returns whether an input method composes in a widget now. */
ORIEL_API bool oriel_widget_is_composing(const oriel_widget *widget);
/**
 * Commits what is composed in a widget, where it stands.
 *
 * Fires `compositionend`, and `beforeinput` with the text: a press into a field that shows "abc"
 * and composes "한" leaves "abc한", and then moves the caret. Listeners run, and may destroy the
 * widget.
 * @return whether there was a composition
 */
ORIEL_API bool oriel_widget_commit_composition(oriel_widget *widget);
/** Ends the composition in a widget and drops its text: fires `compositionend` with "". Otherwise
 * as oriel_widget_commit_composition(). */
ORIEL_API bool oriel_widget_cancel_composition(oriel_widget *widget);

/**
 * Fires a trusted `beforeinput` or `input` at a widget as a consequence of what a user did.
 * `beforeinput` is cancelable.
 * @param type  "beforeinput" or "input" (asserted)
 * @param input its strings are copied; if there is no memory for its data, an error is logged,
 * `beforeinput` is not fired, and `input` is fired without data
 * @return true unless the event was prevented; false too if it was not fired
 */
ORIEL_API bool oriel_fire_input(
	oriel_widget *widget, const char *type, const struct oriel_input_event *input);

/**
 * Clicks a widget as if a user did: a trusted `click`, with its activation. Nothing happens to one
 * that is disabled, or that a call of this function is clicking already: a listener that clicks its
 * own widget is called once more at most. Source: HTML, "click()".
 */
ORIEL_API void oriel_widget_click(oriel_widget *widget);

ORIEL_END

#endif
