/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Focus: which widget of a window has the keyboard.
 *
 * Focus moves by pointer, by Tab in tree order, and by these functions. The events are blur,
 * focusout, focus and focusin, in this order; their related target is the other widget. A listener
 * that moves focus again ends the first move: the rest of its events are not fired. For example:
 *
 * ```c
 * oriel_focus(field);
 * oriel_focus(button); // 4 events: blur, focusout at field; focus, focusin at button
 * ```
 *
 * While the window is not active (oriel_window_is_active()), a move of focus is only remembered,
 * and its events come when the window becomes active. A widget that is destroyed, removed, hidden,
 * disabled or inert loses focus without events (HTML, "focus fixup"); the next Tab goes on from its
 * place.
 *
 * Thread: loop. Errors: none; a widget that cannot have the focus does not get it. Source: HTML,
 * "focus"; UI Events; the order of events is Chromium's.
 */
#ifndef ORIEL_UI_FOCUS_H
#define ORIEL_UI_FOCUS_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/**
 * Gives a widget the keyboard of its window, and scrolls the widget into view.
 * @return whether the widget has the keyboard now: false if it is in no window, not focusable
 * (oriel_widget_set_focusable()), hidden, disabled or inert, or a listener moved focus on
 */
ORIEL_API bool oriel_focus(oriel_widget *widget);
/**
 * Takes the keyboard from a widget; then no widget of the window has it. If another widget has the
 * keyboard, nothing happens.
 * Source: HTML, "blur()".
 */
ORIEL_API void oriel_blur(oriel_widget *widget);

/** Tells whether a widget can have the focus: it is in a window, focusable, shown, enabled and not
 * inert. Brings style and layout up to date. */
ORIEL_API bool oriel_widget_can_have_focus(const oriel_widget *widget);
/** Tells whether Tab stops at a widget now. Such a widget can have the focus, and neither its class
 * nor oriel_widget_set_tab_stop() excludes it. Brings style and layout up to date. */
ORIEL_API bool oriel_widget_is_tab_stop(const oriel_widget *widget);

/** Returns the widget that has the window's keyboard, or NULL. If a node of a shadow tree has it,
 * returns its host. */
ORIEL_API oriel_widget *oriel_window_focused(const oriel_window *window);
/** Takes the keyboard from the widget of the window that has it. */
ORIEL_API void oriel_window_clear_focus(oriel_window *window);
/**
 * Moves focus to the next focusable widget in tree order, from the last one to the first.
 * @param backwards true: to the previous widget instead
 * @return whether focus moved
 */
ORIEL_API bool oriel_window_focus_next(oriel_window *window, bool backwards);

ORIEL_END

#endif
