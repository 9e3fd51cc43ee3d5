/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Focus: which widget of a window has the keyboard.
 *
 * Focus moves by pointer, by Tab in tree order, and by these calls; the events are blur, focusout,
 * focus, focusin, in that order, with the other party as related target. A listener that moves
 * focus again ends the first move: the rest of its events are not fired. While the window is not
 * active (oriel_window_is_active()) it is only remembered which widget has it, and the events come
 * when the window becomes active.
 *
 * A widget that is destroyed, removed, hidden or disabled loses focus without events (HTML, "focus
 * fixup"); the next Tab goes on from where it was.
 *
 * Thread: loop. Errors: none; what cannot have the focus does not get it. Source: HTML, "focus"; UI
 * Events; the order is Chromium's.
 */
#ifndef ORIEL_UI_FOCUS_H
#define ORIEL_UI_FOCUS_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/**
 * Gives a widget the keyboard of its window, and scrolls it into view.
 * @return whether it has it now: false if it is in no window, not focusable, hidden or disabled, or
 * a listener moved focus on
 */
ORIEL_API bool oriel_focus(oriel_widget *widget);
/** Takes the keyboard from whichever widget of the window has it. */
ORIEL_API void oriel_window_clear_focus(oriel_window *window);
/** @return the widget that has the window's keyboard, or if that is a private part, its host; or
 * NULL */
ORIEL_API oriel_widget *oriel_window_focused(const oriel_window *window);
/** Moves focus to the next or previous focusable widget in tree order, around the end. @return
 * whether it moved */
ORIEL_API bool oriel_window_focus_next(oriel_window *window, bool backwards);

ORIEL_END

#endif
