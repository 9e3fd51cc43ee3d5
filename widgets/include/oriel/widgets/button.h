/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A button, which fires `click` by pointer, Enter and Space. Type "button"; a leaf.
 *
 * In a form, a click submits, unless the attribute "type" is "button". The class "primary" marks
 * the main button of a window, "danger" warns, "flat" is for rows and tool bars.
 *
 * The attribute "popovertarget" is the id of a popover of the window (ui/popover.h), which a click
 * shows and hides; "popovertargetaction" may be "show" or "hide". A submit button of a form ignores
 * both.
 *
 * ```c
 * oriel_widget *add = oriel_set(oriel_button("Add 1"), .classes = "primary");
 * ```
 *
 * Text is UTF-8; invalid bytes are replaced by U+FFFD.
 *
 * Thread: loop. Errors: without memory for a text the old text stays, and an error is logged.
 * Source: HTML, "the button element" and "the popover target attributes".
 */
#ifndef ORIEL_WIDGETS_BUTTON_H
#define ORIEL_WIDGETS_BUTTON_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Makes a button. @param text copied; NULL is "". @return owned by the caller until it is inserted
 */
ORIEL_API oriel_widget *oriel_button(const char *text);
/**
 * Makes a button that shows an icon alone.
 * @param icon  name of an icon (icon.h), copied
 * @param label says what the button does, copied: the name for assistive technology, and the
 * tooltip
 * @return owned by the caller until it is inserted
 */
ORIEL_API oriel_widget *oriel_icon_button(const char *icon, const char *label);
/** Sets the icon before the text of a button, by its attribute "icon". @param icon name of an icon,
 * copied; NULL: none */
ORIEL_API void oriel_button_set_icon(oriel_widget *button, const char *icon);
/** Sets the text of a button. @param text copied; NULL is "" */
ORIEL_API void oriel_button_set_text(oriel_widget *button, const char *text);
/** Returns the text of a button, borrowed until it changes; never NULL. */
ORIEL_API const char *oriel_button_text(const oriel_widget *button);

ORIEL_END

#endif
