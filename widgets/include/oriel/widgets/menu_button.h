/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A menu button: a button that shows a menu below it. Type "menu-button"; it has the look of a
 * button, and takes its classes, such as .flat and .primary.
 *
 * A press shows the menu; the pointer may be released on an item. Enter, Space and Down show the
 * menu with its first item focused, Up with its last.
 *
 * ```c
 * oriel_widget *more = oriel_menu_button("More",
 *     oriel_menu(oriel_menu_item("Rename"), oriel_menu_item("Delete"))); // 2 items
 * ```
 *
 * Thread: loop. Errors: without memory for a text the old text stays, and an error is logged.
 * Source: ARIA Authoring Practices, "Menu Button Pattern".
 */
#ifndef ORIEL_WIDGETS_MENU_BUTTON_H
#define ORIEL_WIDGETS_MENU_BUTTON_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/**
 * Makes a menu button.
 * @param text copied; NULL is ""
 * @param menu by oriel_menu(), handed over: it becomes the child of the button
 * @return owned by the caller until it is inserted
 */
ORIEL_API oriel_widget *oriel_menu_button(const char *text, oriel_widget *menu);
/** Sets the text of a menu button. @param text copied; NULL is "" */
ORIEL_API void oriel_menu_button_set_text(oriel_widget *button, const char *text);
/** Returns the text of a menu button, borrowed until it changes; never NULL. */
ORIEL_API const char *oriel_menu_button_text(const oriel_widget *button);
/** Returns the menu; NULL once it is destroyed. */
ORIEL_API oriel_widget *oriel_menu_button_menu(const oriel_widget *button);

ORIEL_END

#endif
