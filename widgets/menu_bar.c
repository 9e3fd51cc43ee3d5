/* SPDX-License-Identifier: MIT */
/*
 * A menu bar. While it has the focus by F10, it has a close watcher, so that Escape returns the
 * focus. The menus themselves are in menu.c.
 */
#include <oriel/widgets/menu_bar.h>

#include <oriel/extend/close_watcher.h>
#include <oriel/extend/input_event.h>
#include <oriel/extend/style.h>
#include <oriel/extend/top_layer.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/input_event.h>
#include <oriel/ui/window.h>

#include "menu_internal.h"
#include "themes_internal.h"

struct menu_bar {
	struct oriel_widget_base base;
	oriel_widget_id before; /* had the focus before the bar; 0: none */
	oriel_listener_id keys; /* of `keydown` of the window; 0: in no window */
};

static const struct oriel_widget_class menu_bar_class;

static struct menu_bar *menu_bar_try(const oriel_widget *widget) {
	return oriel_widget_try_cast(widget, &menu_bar_class);
}

oriel_widget *oriel__menu_bar_of_item(const oriel_widget *item) {
	oriel_widget *parent = oriel__menu_item_try(item) ? oriel_parent(item) : NULL;
	return parent && menu_bar_try(parent) ? parent : NULL;
}

/* Returns the item of the bar that has the focus, or NULL. */
static oriel_widget *menu_bar_focused_item(const oriel_widget *bar) {
	oriel_widget *item = oriel_first_child(bar);
	while (item && oriel_widget_focus_origin(item) == ORIEL_FOCUS_NONE)
		item = oriel_next_sibling(item);
	return item;
}

oriel_widget *oriel__menu_bar_focused_before(const oriel_widget *bar) {
	return oriel_widget_from_id(menu_bar_try(bar)->before);
}

static oriel_widget *menu_bar_open_item(const oriel_widget *bar) {
	for (oriel_widget *item = oriel_first_child(bar); item; item = oriel_next_sibling(item)) {
		const oriel_widget *menu = oriel__menu_item_try(item) ? oriel_menu_item_menu(item) : NULL;
		if (menu && oriel_popover_is_open(menu))
			return item;
	}
	return NULL;
}

bool oriel__menu_bar_has_open_menu(const oriel_widget *bar) {
	return menu_bar_open_item(bar) != NULL;
}

bool oriel__menu_bar_item_is_tab_stop(const oriel_widget *item, const oriel_widget *focused) {
	const oriel_widget *bar = oriel__menu_bar_of_item(item);
	if (!bar || (focused && oriel_widget_contains(bar, focused)))
		return false;
	return oriel__menu_item_beside(bar, NULL, true) == item;
}

void oriel__menu_bar_go(oriel_widget *item, bool forwards, enum menu_focus focus) {
	oriel_widget *bar = oriel__menu_bar_of_item(item);
	oriel_widget *next = oriel__menu_item_beside(bar, item, forwards);
	if (!next || next == item)
		return;
	oriel_widget *menu = oriel_menu_item_menu(item);
	bool was_open = menu && oriel_popover_is_open(menu);
	oriel_focus(next);
	if (was_open && !oriel__menu_item_open(next, focus))
		oriel_popover_hide(menu);
}

/* ---- F10 and Escape ---- */

static void menu_bar_close(oriel_widget *bar) {
	oriel_widget *before = oriel__menu_bar_focused_before(bar);
	if (before && oriel_focus(before))
		return;
	oriel_window *window = oriel_widget_window(bar);
	if (menu_bar_focused_item(bar) && window)
		oriel_window_clear_focus(window);
}

static const struct oriel_close_watcher menu_bar_watcher = { .close = menu_bar_close };

static void menu_bar_on_window_key(oriel_event *event, void *data) {
	oriel_widget *bar = data;
	if (!oriel_key_is(event, "F10") || oriel_event_is_default_prevented(event) ||
		menu_bar_focused_item(bar) || oriel_widget_is_inert(bar))
		return;
	oriel_widget *first = oriel__menu_item_beside(bar, NULL, true);
	if (first && oriel_focus(first))
		oriel_prevent_default(event);
}

/* The focus comes into the bar, or returns into it from one of its menus. */
static bool menu_bar_on_focus_in(oriel_widget *widget, oriel_event *event) {
	struct menu_bar *bar = menu_bar_try(widget);
	oriel_target *related = oriel_event_related_target(event);
	oriel_widget *before = related ? oriel_widget_try_from_target(related) : NULL;
	/* a listener may have taken the bar out of its window */
	if ((before && oriel_widget_contains(widget, before)) || !oriel_widget_window(widget))
		return false;
	bar->before = before ? oriel_widget_to_id(before) : 0;
	oriel_close_watcher_add(widget, &menu_bar_watcher);
	return false;
}

static bool menu_bar_on_focus_out(oriel_widget *widget, oriel_event *event) {
	oriel_target *related = oriel_event_related_target(event);
	const oriel_widget *next = related ? oriel_widget_try_from_target(related) : NULL;
	if (next && oriel_widget_contains(widget, next))
		return false;
	oriel_close_watcher_remove(widget);
	return false;
}

/* ---- Keys of its items ---- */

static bool menu_bar_on_key_down(oriel_widget *widget, oriel_event *event) {
	oriel_widget *item = menu_bar_focused_item(widget);
	int direction = oriel__menu_inline_key(widget, event);
	if (!item)
		return false;
	if (direction != 0)
		oriel__menu_bar_go(item, direction > 0, MENU_FOCUS_FIRST);
	else if (oriel_key_is(event, "Home") || oriel_key_is(event, "End"))
		oriel_focus(oriel__menu_item_beside(widget, NULL, oriel_key_is(event, "Home")));
	else if (oriel_key_is(event, "ArrowDown") || oriel_key_is(event, "Enter") ||
		oriel_key_is(event, "Space")) {
		if (!oriel__menu_item_open(item, MENU_FOCUS_FIRST))
			oriel_click(item);
	} else if (oriel_key_is(event, "ArrowUp"))
		oriel__menu_item_open(item, MENU_FOCUS_LAST);
	else if (oriel_key_is(event, "F10"))
		menu_bar_close(widget);
	else
		return false;
	return true;
}

/* ---- The class ---- */

static void menu_bar_detached(oriel_widget *widget) {
	struct menu_bar *bar = menu_bar_try(widget);
	oriel_unlisten(bar->keys);
	bar->keys = 0;
}

static void menu_bar_attached(oriel_widget *widget) {
	menu_bar_try(widget)->keys = oriel_listen(oriel_widget_window(widget), "keydown",
		menu_bar_on_window_key, widget, .signal = oriel_widget_signal(widget));
}

static void menu_bar_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_MENU_BAR;
	description->orientation = ORIEL_ORIENTATION_HORIZONTAL;
}

static const struct oriel_default_action menu_bar_actions[] = {
	{ "focusin", menu_bar_on_focus_in },
	{ "focusout", menu_bar_on_focus_out },
	{ "keydown", menu_bar_on_key_down },
	{ 0 },
};

static const struct oriel_widget_class menu_bar_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "menu-bar",
	.size = sizeof(struct menu_bar),
	.attached = menu_bar_attached,
	.detached = menu_bar_detached,
	.default_actions = menu_bar_actions,
	.describe = menu_bar_describe,
	.sheets = oriel__menu_sheets,
};

oriel_widget *oriel_menu_bar_at(const char *site, oriel_widget *const *items, size_t count) {
	return oriel_widget_append_all_at(site, oriel_widget_new(&menu_bar_class), items, count);
}
