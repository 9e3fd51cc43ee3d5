/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A menu bar: a row of items, each with a menu. Type "menu-bar"; the items are of type "menu-item".
 *
 * F10 gives the focus to the bar, and Escape gives it back. While Alt is held, the items underline
 * the letter of their attribute `accesskey`; Alt and that letter open a menu. Left and Right move
 * along the bar; while a menu is shown, they show the next one. Down, Enter and Space open a menu.
 *
 * ```c
 * oriel_widget *save = oriel_menu_item(NULL, .command = "file.save");
 * oriel_widget *file = oriel_menu_item("File", .menu = oriel_menu(save)); // 1 item
 * oriel_set_attribute(file, "accesskey", "f");
 * oriel_widget *bar = oriel_menu_bar(file);
 * ```
 *
 * Thread: loop. Errors: a refused child asserts, as in all constructors. Source: ARIA Authoring
 * Practices, "Menu and Menubar Pattern".
 */
#ifndef ORIEL_WIDGETS_MENU_BAR_H
#define ORIEL_WIDGETS_MENU_BAR_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Does the work of oriel_menu_bar(). @param items count items, handed over; NULLs are skipped */
ORIEL_API oriel_widget *oriel_menu_bar_at(
	const char *site, oriel_widget *const *items, size_t count);
/**
 * Makes a menu bar.
 * @param ... items by oriel_menu_item() with .menu, handed over, at most 63; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_menu_bar(...) oriel_menu_bar_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))

ORIEL_END

ORIEL__CHILDREN_OVERLOAD(oriel_menu_bar_at)

#endif
