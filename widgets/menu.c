/* SPDX-License-Identifier: MIT */
/*
 * Menus: which items they have, how they are shown and hidden, and where the focus goes.
 *
 * A menu is an auto popover. `beforetoggle` prepares it when it opens, and moves the focus out of
 * it when it closes: to the item of a sub-menu, else to the widget that had it before. A choice
 * hides all menus before the listeners of `click` run, so that a dialog which one of them shows
 * finds the focus where it belongs. The keyboard is in menu_keys.c, the pointer in menu_pointer.c.
 */
#include "menu_internal.h"

#include <oriel/extend/input_event.h>
#include <oriel/extend/recorder.h>
#include <oriel/runtime/loop.h>
#include <oriel/ui/app.h>
#include <oriel/ui/command.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/window.h>

#include "themes_internal.h"

static const struct oriel_widget_class menu_class, menu_group_class;

struct menu *oriel__menu_try(const oriel_widget *widget) {
	return oriel_widget_try_cast(widget, &menu_class);
}

/* ---- Items ---- */

oriel_widget *oriel__menu_of_item(const oriel_widget *item) {
	oriel_widget *parent = oriel_parent(item);
	while (parent && oriel_widget_try_cast(parent, &menu_group_class))
		parent = oriel_parent(parent);
	return parent && oriel__menu_try(parent) ? parent : NULL;
}

oriel_widget *oriel__menu_item_at(const oriel_widget *menu, oriel_widget *widget) {
	while (widget && widget != menu && !oriel__menu_item_try(widget))
		widget = oriel_parent(widget);
	return widget && widget != menu && oriel__menu_of_item(widget) == menu ? widget : NULL;
}

oriel_widget *oriel__menu_next_item(const oriel_widget *menu, const oriel_widget *after) {
	oriel_widget *widget = oriel_widget_next_in_tree(after ? after : menu, menu);
	while (widget && !(oriel__menu_item_try(widget) && oriel__menu_of_item(widget) == menu))
		widget = oriel_widget_next_in_tree(widget, menu);
	return widget;
}

bool oriel__menu_item_can_have_focus(const oriel_widget *item) {
	return !oriel_is_hidden(item) && !oriel_is_disabled(item);
}

static bool menu_has_focus_at(const oriel_widget *widget) {
	return oriel_widget_focus_origin(widget) != ORIEL_FOCUS_NONE;
}

oriel_widget *oriel__menu_focused_item(const oriel_widget *menu) {
	oriel_widget *item = oriel__menu_next_item(menu, NULL);
	while (item && !menu_has_focus_at(item))
		item = oriel__menu_next_item(menu, item);
	return item;
}

static bool menu_has_focus(const oriel_widget *menu) {
	for (const oriel_widget *at = menu; at; at = oriel_widget_next_in_tree(at, menu)) {
		if (menu_has_focus_at(at))
			return true;
	}
	return false;
}

/* ---- The chain of menus ---- */

/* Returns the menu that an item is in; NULL for another widget. */
static oriel_widget *menu_around_source(const oriel_widget *source) {
	return source && oriel__menu_item_try(source) ? oriel__menu_of_item(source) : NULL;
}

/* A program may show a menu from one of its own items: depths keep the chain from being a ring. */
oriel_widget *oriel__menu_parent(const oriel_widget *menu) {
	oriel_widget *around = menu_around_source(oriel_popover_source(menu));
	bool is_deeper = around && oriel__menu_try(around)->depth < oriel__menu_try(menu)->depth;
	return is_deeper ? around : NULL;
}

oriel_widget *oriel__menu_outermost(oriel_widget *menu) {
	for (oriel_widget *parent; (parent = oriel__menu_parent(menu)) != NULL;)
		menu = parent;
	return menu;
}

/* ---- Preparing ---- */

static void menu_update_items(oriel_widget *widget) {
	struct menu *menu = oriel__menu_try(widget);
	const oriel_widget *target = oriel_widget_from_id(menu->target);
	bool has_marks = false, has_icons = false, has_both = false;
	for (oriel_widget *item = oriel__menu_next_item(widget, NULL); item;
		item = oriel__menu_next_item(widget, item)) {
		oriel__menu_item_update(item, target);
		bool has_mark = oriel__menu_item_is_checkable(item);
		bool has_icon = oriel__menu_item_icon(item) != NULL;
		has_marks = has_marks || has_mark;
		has_icons = has_icons || has_icon;
		has_both = has_both || (has_mark && has_icon);
	}
	if (has_marks == menu->has_marks && has_icons == menu->has_icons && has_both == menu->has_both)
		return;
	menu->has_marks = has_marks;
	menu->has_icons = has_icons;
	menu->has_both = has_both;
	for (oriel_widget *item = oriel__menu_next_item(widget, NULL); item;
		item = oriel__menu_next_item(widget, item))
		oriel_widget_relayout(item);
}

static void menu_on_command_change(oriel_event *event, void *data) {
	(void)event;
	menu_update_items(data);
}

static void menu_unlisten(struct menu *menu) {
	oriel_unlisten(menu->changes);
	menu->changes = 0;
}

static oriel_widget_id id_of(const oriel_widget *widget) {
	return widget ? oriel_widget_to_id(widget) : 0;
}

/* A menu of a menu bar returns the focus to the bar only by Escape. */
static void menu_find_targets(oriel_widget *widget, const oriel_widget *source) {
	struct menu *menu = oriel__menu_try(widget);
	oriel_window *window = oriel_widget_window(widget);
	const oriel_widget *around = menu_around_source(source);
	const oriel_widget *bar = source ? oriel__menu_bar_of_item(source) : NULL;
	const oriel_widget *before = bar ? oriel__menu_bar_focused_before(bar) : NULL;
	bool is_nested = around && oriel_popover_is_open(around);
	menu->depth = is_nested ? oriel__menu_try(around)->depth + 1 : 0;
	if (is_nested) {
		menu->target = oriel__menu_try(around)->target;
		menu->return_to = id_of(source);
		return;
	}
	menu->target = id_of(before ? before : oriel_command_target(window));
	menu->return_to = id_of(oriel_window_focused(window));
}

static void menu_prepare(oriel_widget *widget, oriel_widget *source) {
	struct menu *menu = oriel__menu_try(widget);
	menu->shown_ms = oriel_loop_now(oriel_loop_current());
	menu->typed[0] = '\0';
	menu->pressed = menu->hovered = 0;
	menu_find_targets(widget, source);
	menu_update_items(widget);
	menu_unlisten(menu);
	menu->changes = oriel_listen(oriel_window_app(oriel_widget_window(widget)), "commandchange",
		menu_on_command_change, widget);
	if (source && oriel__menu_item_try(source))
		oriel_widget_set_state(source, ORIEL_STATE_SELECTED, true);
}

/* ---- Focus ---- */

void oriel__menu_focus_end(oriel_widget *menu, bool is_last) {
	oriel_widget *found = NULL;
	for (oriel_widget *item = oriel__menu_next_item(menu, NULL); item && (is_last || !found);
		item = oriel__menu_next_item(menu, item)) {
		if (oriel__menu_item_can_have_focus(item))
			found = item;
	}
	oriel_focus(found ? found : menu);
}

static void menu_give_back_focus(oriel_widget *widget) {
	oriel_widget *back = oriel_widget_from_id(oriel__menu_try(widget)->return_to);
	oriel_widget *source = oriel_popover_source(widget);
	if (!menu_has_focus(widget) || (back && oriel_focus(back)))
		return;
	if (!back && source)
		oriel_focus(source);
}

static void menu_end(oriel_widget *widget) {
	struct menu *menu = oriel__menu_try(widget);
	oriel_widget *source = oriel_popover_source(widget);
	oriel__menu_stop_timer(menu);
	menu_unlisten(menu);
	if (source && oriel__menu_item_try(source))
		oriel_widget_set_state(source, ORIEL_STATE_SELECTED, false);
	menu_give_back_focus(widget);
}

static bool menu_on_before_toggle(oriel_widget *widget, oriel_event *event) {
	const struct oriel_toggle_event *toggle = oriel_event_toggle(event);
	if (!toggle)
		return false;
	if (!toggle->is_open)
		menu_end(widget);
	else if (oriel_widget_window(widget)) /* else a listener has removed it */
		menu_prepare(widget, toggle->source);
	return true;
}

/* The focus of MENU_FOCUS_LATER. */
static bool menu_on_toggle(oriel_widget *widget, oriel_event *event) {
	const struct oriel_toggle_event *toggle = oriel_event_toggle(event);
	bool is_outermost = !oriel__menu_parent(widget);
	if (toggle && toggle->is_open && oriel_popover_is_open(widget) && is_outermost &&
		!menu_has_focus(widget))
		oriel_focus(widget);
	if (toggle && !oriel_popover_is_open(widget))
		oriel__context_menu_end(widget);
	return toggle != NULL;
}

void oriel__menu_open(oriel_widget *menu, oriel_widget *source, const struct oriel_rect *rect,
	enum oriel_side side, enum menu_focus focus) {
	if (!oriel_widget_window(menu))
		return;
	oriel_widget_hold(menu); /* a listener may destroy it */
	oriel_popover_show(
		menu, .source = source, .anchor_rect = rect, .side = side, .swallows_press = true);
	bool is_open = !oriel_widget_is_destroyed(menu) && oriel_popover_is_open(menu);
	if (is_open && focus == MENU_FOCUS_MENU)
		oriel_focus(menu);
	else if (is_open && (focus == MENU_FOCUS_FIRST || focus == MENU_FOCUS_LAST))
		oriel__menu_focus_end(menu, focus == MENU_FOCUS_LAST);
	oriel_widget_release(menu);
}

void oriel__menu_close_all(oriel_widget *menu) {
	oriel_widget *outermost = oriel__menu_outermost(menu);
	const oriel_widget *source = oriel_popover_source(outermost);
	const oriel_widget *bar = source ? oriel__menu_bar_of_item(source) : NULL;
	oriel_widget *before = bar ? oriel__menu_bar_focused_before(bar) : NULL;
	oriel_widget *back = before ? before :
		oriel_widget_from_id(oriel__menu_try(outermost)->return_to);
	oriel_widget_hold(outermost);
	if (back && menu_has_focus(outermost))
		oriel_focus(back);
	if (!oriel_widget_is_destroyed(outermost))
		oriel_popover_hide(outermost);
	oriel_widget_release(outermost);
}

/* ---- Classes ---- */

static void menu_detached(oriel_widget *widget) {
	struct menu *menu = oriel__menu_try(widget);
	oriel__menu_stop_timer(menu);
	menu_unlisten(menu);
}

static bool menu_is_tab_stop(const oriel_widget *widget, const oriel_widget *focused) {
	(void)widget, (void)focused;
	return false;
}

static void menu_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_MENU;
	description->orientation = ORIEL_ORIENTATION_VERTICAL;
	description->labelled_by = oriel_popover_source(widget);
}

/* The secondary button in a menu does not show the context menu of the widget around. */
static bool menu_on_own_context_menu(oriel_widget *widget, oriel_event *event) {
	(void)widget, (void)event;
	return true;
}

static const struct oriel_default_action menu_actions[] = {
	{ "beforetoggle", menu_on_before_toggle },
	{ "contextmenu", menu_on_own_context_menu },
	{ "keydown", oriel__menu_on_key_down },
	{ "pointerdown", oriel__menu_on_pointer_down },
	{ "pointermove", oriel__menu_on_pointer_move },
	{ "pointerup", oriel__menu_on_pointer_up },
	{ "toggle", menu_on_toggle },
	{ 0 },
};

static const struct oriel_widget_class menu_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "menu",
	.size = sizeof(struct menu),
	.flags = ORIEL_WIDGET_FOCUSABLE,
	.finish = menu_detached,
	.detached = menu_detached,
	.default_actions = menu_actions,
	.is_tab_stop = menu_is_tab_stop,
	.describe = menu_describe,
	.sheets = oriel__menu_sheets,
};

/* The label of a group, which is no item. */
static void menu_label_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_LABEL;
	description->name = oriel__text_widget_text(widget);
}

static void menu_label_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct oriel_rect box = oriel_widget_content_box(widget);
	oriel__menu_align(&box, widget);
	oriel__text_part_record(&((struct text_widget *)widget)->part, widget, recorder, box);
}

static const struct oriel_widget_class menu_label_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "menu-label",
	.size = sizeof(struct text_widget),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = oriel__text_widget_finish,
	.changed = oriel__text_widget_changed,
	.measure = oriel__text_widget_measure,
	.record = menu_label_record,
	.describe = menu_label_describe,
	.sheets = oriel__menu_sheets,
};

static void menu_group_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *label = oriel_first_child(widget);
	description->role = ORIEL_ROLE_GROUP;
	description->labelled_by = oriel_widget_try_cast(label, &menu_label_class) ? label : NULL;
}

static const struct oriel_widget_class menu_group_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "menu-group",
	.size = sizeof(struct oriel_widget_base),
	.describe = menu_group_describe,
	.sheets = oriel__menu_sheets,
};

/* ---- For programs ---- */

oriel_widget *oriel_menu_at(const char *site, oriel_widget *const *items, size_t count) {
	oriel_widget *menu = oriel_widget_new(&menu_class);
	oriel_set_attribute(menu, "popover", "auto");
	return oriel_widget_append_all_at(site, menu, items, count);
}

oriel_widget *oriel_menu_group_at(
	const char *site, const char *label, oriel_widget *const *items, size_t count) {
	oriel_widget *group = oriel_widget_new(&menu_group_class);
	if (label) {
		oriel_widget *text = oriel_widget_new(&menu_label_class);
		oriel__text_widget_set(text, label);
		oriel_widget_append_all_at(site, group, &text, 1);
	}
	return oriel_widget_append_all_at(site, group, items, count);
}

void oriel_menu_show(oriel_widget *menu, oriel_widget *source, const struct oriel_rect *rect) {
	oriel_widget_cast(menu, &menu_class);
	oriel__menu_open(menu, source, rect, ORIEL_SIDE_BLOCK_END, MENU_FOCUS_MENU);
}
