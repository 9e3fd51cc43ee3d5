/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Menus: items, check and radio items, groups and sub-menus; and context menus. Types "menu",
 * "menu-item" and "menu-group"; separators by oriel_separator().
 *
 * A menu is a popover, which a menu button, a menu bar, oriel_context_menu() or oriel_menu_show()
 * shows. An item fires `click` when the user has chosen it; the menu is hidden before. An item with
 * a command shows the label, the shortcut and the state of the command. It runs the command instead
 * of firing `click`, at the widget that had the focus before the menu.
 *
 * ```c
 * oriel_widget *copy = oriel_menu_item(NULL, .command = "edit.copy");
 * oriel_widget *places = oriel_menu(oriel_menu_item("Archive"));
 * oriel_widget *move = oriel_menu_item("Move to", .menu = places);
 * oriel_widget *list = oriel_menu_check_item("List view");
 * oriel_widget *menu = oriel_menu(copy, move, oriel_separator(), list); // 3 items
 * oriel_menu_item_set_checked(list, true);
 * oriel_context_menu(row, menu);
 * ```
 *
 * Arrows, Home and End move among the items; Right and Left open and close sub-menus. Enter and
 * Space choose. Letters find an item by the beginning of its text or by its attribute `accesskey`.
 * Escape closes one menu, Tab closes all. A press outside closes all menus and reaches no widget. A
 * pointer may be pressed on a menu button, moved to an item and released there.
 *
 * Thread: loop. Errors: without memory for a text the old text stays, and an error is logged.
 * Source: ARIA Authoring Practices, "Menu and Menubar Pattern".
 */
#ifndef ORIEL_WIDGETS_MENU_H
#define ORIEL_WIDGETS_MENU_H

#include <oriel/ui/geometry.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Does the work of oriel_menu(). @param items count widgets, handed over; NULLs are skipped */
ORIEL_API oriel_widget *oriel_menu_at(const char *site, oriel_widget *const *items, size_t count);
/**
 * Makes a menu, which is hidden.
 * @param ... items, groups and separators, handed over, at most 63; NULLs are skipped
 * @return owned by the caller until it is handed over or inserted
 */
#define oriel_menu(...) oriel_menu_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))

/** Does the work of oriel_menu_group(). */
ORIEL_API oriel_widget *oriel_menu_group_at(
	const char *site, const char *label, oriel_widget *const *items, size_t count);
/**
 * Makes a group of items. Radio items in a group exclude each other.
 * @param ... label, shown above the items and copied, NULL: none; then the items, handed over, at
 * most 62
 * @return owned by the caller until it is inserted
 */
#define oriel_menu_group(...) ORIEL__MENU_GROUP(__VA_ARGS__, NULL)
#define ORIEL__MENU_GROUP(label, ...) \
	oriel_menu_group_at(ORIEL_SITE, label, ORIEL__CHILDREN(__VA_ARGS__))

/** Options of oriel_menu_item(). */
struct oriel_menu_item_options {
	ORIEL_OPTIONS_HEAD;
	/** the id of a command that the item runs; copied; NULL: none */
	const char *command ORIEL_DEFAULT;
	const char *parameter ORIEL_DEFAULT; /**< of that command; copied; NULL: none */
	/** a shortcut that the item shows, and does not handle; copied; NULL: that of the command */
	const char *shortcut ORIEL_DEFAULT;
	oriel_widget *menu ORIEL_DEFAULT; /**< a sub-menu, handed over; NULL: none */
	const char *icon ORIEL_DEFAULT;   /**< name of an icon (icon.h), copied; NULL: none */
};

/** Does the work of oriel_menu_item(). @param options copied; NULL: the defaults */
ORIEL_API oriel_widget *oriel_menu_item_at(
	const char *site, const char *text, const struct oriel_menu_item_options *options);
/**
 * Makes an item of a menu or a menu bar.
 * @param ... text, copied, NULL is the label of the command; then members of struct
 * oriel_menu_item_options by name
 * @return owned by the caller until it is inserted
 */
#define oriel_menu_item(...) \
	ORIEL__CALL_1(oriel_menu_item_at, struct oriel_menu_item_options, __VA_ARGS__, )
/** Makes an item that is checked or not. A choice fires `click` and then `change`, which bubbles.
 * @param text copied. @return owned by the caller until it is inserted */
ORIEL_API oriel_widget *oriel_menu_check_item(const char *text);
/** Makes an item of which one in its group, else in its menu, is checked. Otherwise as
 * oriel_menu_check_item(). */
ORIEL_API oriel_widget *oriel_menu_radio_item(const char *text);

/** Sets the icon before the text of an item of any kind, by its attribute "icon". @param icon name
 * of an icon (icon.h), copied; NULL: none */
ORIEL_API void oriel_menu_item_set_icon(oriel_widget *item, const char *icon);
/** Sets the text of an item. @param text copied; NULL: the label of its command, or "" */
ORIEL_API void oriel_menu_item_set_text(oriel_widget *item, const char *text);
/** Returns the text that an item shows, borrowed until it changes; never NULL. */
ORIEL_API const char *oriel_menu_item_text(const oriel_widget *item);
/** Checks a check or radio item, or not, without an event. Asserts for another item. */
ORIEL_API void oriel_menu_item_set_checked(oriel_widget *item, bool checked);
/** Returns whether an item is checked. */
ORIEL_API bool oriel_menu_item_is_checked(const oriel_widget *item);
/** Returns the sub-menu of an item; NULL if there is none. */
ORIEL_API oriel_widget *oriel_menu_item_menu(const oriel_widget *item);

/**
 * Shows a menu beside a rectangle, and gives it the focus.
 * @param menu   in the window of source
 * @param source the widget that the menu belongs to
 * @param rect   px in the window; of no size for the position of a pointer; NULL: the rectangle of
 * source
 * Errors: a menu that cannot be shown, as oriel_popover_show() says, is logged.
 */
ORIEL_API void oriel_menu_show(
	oriel_widget *menu, oriel_widget *source, const struct oriel_rect *rect);
/**
 * Makes a menu the context menu of a widget: `contextmenu` shows it, unless a listener prevents the
 * event. It comes by the secondary button at the pointer, by the Menu key and Shift+F10 below the
 * widget with the focus, and by a long press. The menu becomes a part of the widget's shadow tree.
 * @param menu handed over; replaces the menu there is, which is destroyed; NULL: none
 * @return widget
 */
ORIEL_API oriel_widget *oriel_context_menu(oriel_widget *widget, oriel_widget *menu);

ORIEL_END

ORIEL__CHILDREN_OVERLOAD(oriel_menu_at)

#ifdef __cplusplus
inline oriel_widget *oriel_menu_group_at(
	const char *site, const char *label, std::initializer_list<oriel_widget *> items) {
	return oriel_menu_group_at(site, label, items.begin(), items.size());
}
#endif

#endif
