/* SPDX-License-Identifier: MIT */
/*
 * Menus and their items, for the files that show menus: menu.c (choosing and focus), menu_item.c
 * (items), menu_keys.c, menu_pointer.c, menu_bar.c and menu_button.c.
 */
#ifndef ORIEL_WIDGETS_MENU_INTERNAL_H
#define ORIEL_WIDGETS_MENU_INTERNAL_H

#include <oriel/extend/widget.h>
#include <oriel/runtime/target.h>
#include <oriel/runtime/timer.h>
#include <oriel/ui/popover.h>
#include <oriel/widgets/menu.h>

#include "text_part_internal.h"

enum { MENU_TYPED_SIZE = 64 };

/* How a menu is a context menu. */
enum menu_context {
	MENU_CONTEXT_NONE,
	MENU_CONTEXT_KEPT, /* in no tree unless it is shown */
	MENU_CONTEXT_ONCE, /* destroyed when it is hidden */
};

struct menu {
	struct oriel_widget_base base;
	oriel_widget_id return_to; /* had the focus before the outermost menu; 0: none */
	oriel_widget_id target;    /* where commands run */
	oriel_listener_id changes; /* of `commandchange`, while the menu is shown; 0: none */
	enum menu_context context; /* context_menu.c */
	unsigned depth; /* above that of the menu from one of whose items it is shown; else 0 */
	double shown_ms;
	bool has_marks; /* an item can be checked, so that all texts are indented */
	bool has_icons; /* an item has an icon, so that all texts are indented */
	bool has_both;  /* one item has a mark and an icon, so that each has a column */
	char typed[MENU_TYPED_SIZE]; /* the letters typed within TYPED_MS of each other */
	double typed_ms;
	/* menu_pointer.c */
	struct oriel_point pointer; /* px in the window: at the last move */
	oriel_widget_id hovered;    /* the item that the timer acts on */
	oriel_widget_id pressed;    /* the item that a press began on; 0: it began elsewhere */
	oriel_timer_id timer;
};

enum menu_item_kind { MENU_ITEM_PLAIN, MENU_ITEM_CHECK, MENU_ITEM_RADIO };

struct menu_item {
	struct text_widget text; /* first */
	struct text_part shortcut;
	char *command, *parameter; /* owned; may be NULL */
	enum menu_item_kind kind;
	bool has_own_text, has_own_shortcut;
	oriel_widget_id menu;   /* the sub-menu; 0: none */
	oriel_widget_id target; /* of the command, while a click is under way */
	bool is_changed;        /* by a click whose events are to come */
};

/* What has the focus when a menu has been shown. */
enum menu_focus {
	MENU_FOCUS_STAYS, /* a sub-menu that the pointer has opened */
	MENU_FOCUS_LATER, /* the menu, in a task: the press that shows it moves the focus first */
	MENU_FOCUS_MENU,
	MENU_FOCUS_FIRST,
	MENU_FOCUS_LAST,
};

/* ---- menu.c ---- */

struct menu *oriel__menu_try(const oriel_widget *widget);
/* Returns the menu around an item; NULL for an item of a menu bar. */
oriel_widget *oriel__menu_of_item(const oriel_widget *item);
/* Returns the item that is widget or contains it, in this menu; or NULL. */
oriel_widget *oriel__menu_item_at(const oriel_widget *menu, oriel_widget *widget);
/* Returns the next item of a menu after another one, in tree order; NULL begins, and ends. */
oriel_widget *oriel__menu_next_item(const oriel_widget *menu, const oriel_widget *after);
bool oriel__menu_item_can_have_focus(const oriel_widget *item);
/* Returns the menu from one of whose items a menu was shown; NULL: it is outermost. */
oriel_widget *oriel__menu_parent(const oriel_widget *menu);
oriel_widget *oriel__menu_outermost(oriel_widget *menu);
/* Returns the item of a menu that has the focus, or NULL. */
oriel_widget *oriel__menu_focused_item(const oriel_widget *menu);
void oriel__menu_focus_end(oriel_widget *menu, bool is_last);
/* Shows a menu of source. rect: px in the window; NULL: beside source. */
void oriel__menu_open(oriel_widget *menu, oriel_widget *source, const struct oriel_rect *rect,
	enum oriel_side side, enum menu_focus focus);
/* Hides a menu with all menus around it, and returns the focus. */
void oriel__menu_close_all(oriel_widget *menu);

/* ---- context_menu.c ---- */

/* Shows a menu, which is in no tree, for a `contextmenu` at a widget. */
void oriel__context_menu_show(oriel_widget *menu, oriel_widget *widget, const oriel_event *event,
	enum menu_context context);
/* Takes a context menu that is hidden out of the tree. Does nothing for another menu. */
void oriel__context_menu_end(oriel_widget *menu);

/* ---- menu_item.c ---- */

struct menu_item *oriel__menu_item_try(const oriel_widget *widget);
/* Brings an item with a command up to date: text, shortcut, checked, disabled. */
void oriel__menu_item_update(oriel_widget *item, const oriel_widget *target);
/* Shows the sub-menu of an item, if it has one. Returns whether it has. */
bool oriel__menu_item_open(oriel_widget *item, enum menu_focus focus);
/* Makes box as wide as the text of a text widget, at the start of a menu: a text alone is aligned
 * by its own direction. */
void oriel__menu_align(struct oriel_rect *box, oriel_widget *widget);
bool oriel__menu_item_is_checkable(const oriel_widget *item);
/* Returns the name of the icon of an item, or NULL. */
const char *oriel__menu_item_icon(const oriel_widget *item);

/* ---- menu_keys.c ---- */

bool oriel__menu_on_key_down(oriel_widget *menu, oriel_event *event);
/* Returns whether an arrow key goes against the direction of the text (-1), along with it (1), or
 * neither (0). */
int oriel__menu_inline_key(const oriel_widget *widget, const oriel_event *event);
/* Gives the focus to the item after or before another one, around the ends. */
oriel_widget *oriel__menu_item_beside(
	const oriel_widget *container, const oriel_widget *item, bool forwards);

/* ---- menu_pointer.c ---- */

bool oriel__menu_on_pointer_down(oriel_widget *menu, oriel_event *event);
bool oriel__menu_on_pointer_up(oriel_widget *menu, oriel_event *event);
bool oriel__menu_on_pointer_move(oriel_widget *menu, oriel_event *event);
void oriel__menu_stop_timer(struct menu *menu);
/* Returns whether an event is the press of the primary button of a mouse or a pen. */
bool oriel__menu_is_press(const oriel_event *event);

/* ---- menu_bar.c ---- */

/* Returns the menu bar that is the parent of an item, or NULL. */
oriel_widget *oriel__menu_bar_of_item(const oriel_widget *item);
/* Returns the widget that had the focus before the bar, or NULL. */
oriel_widget *oriel__menu_bar_focused_before(const oriel_widget *bar);
/* Shows the next menu of a bar, or the previous one. */
void oriel__menu_bar_go(oriel_widget *item, bool forwards, enum menu_focus focus);
bool oriel__menu_bar_has_open_menu(const oriel_widget *bar);
bool oriel__menu_bar_item_is_tab_stop(const oriel_widget *item, const oriel_widget *focused);

#endif
