/* SPDX-License-Identifier: MIT */
/*
 * The pointer in menus. The item under a moving mouse or pen has the focus, and its sub-menu is
 * shown after a delay.
 *
 * A pointer that heads for the sub-menu crosses other items on its way. As long as it moves inside
 * the triangle between its last position and the near edge of the sub-menu, the sub-menu stays; if
 * the pointer then rests on another item, that item wins after a delay.
 */
#include "menu_internal.h"

#include <oriel/runtime/loop.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/input_event.h>

#define OPEN_DELAY_MS 120.0
#define TRIANGLE_DELAY_MS 300.0
/* A release on an item soon after the press that has shown the menu chooses nothing. */
#define RELEASE_MS 250.0

void oriel__menu_stop_timer(struct menu *menu) {
	oriel_clear_timer(menu->timer);
	menu->timer = 0;
	menu->hovered = 0;
}

bool oriel__menu_is_press(const oriel_event *event) {
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	return pointer && pointer->kind != ORIEL_POINTER_TOUCH &&
		pointer->button == ORIEL_BUTTON_PRIMARY;
}

/* Returns the item whose sub-menu is shown, or NULL. */
static oriel_widget *menu_open_item(const oriel_widget *menu) {
	oriel_widget *item = oriel__menu_next_item(menu, NULL);
	while (item) {
		const oriel_widget *own = oriel_menu_item_menu(item);
		if (own && oriel_popover_is_open(own))
			return item;
		item = oriel__menu_next_item(menu, item);
	}
	return NULL;
}

/* ---- The triangle ---- */

static float triangle_cross(struct oriel_point a, struct oriel_point b, struct oriel_point c) {
	return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static bool triangle_contains(
	struct oriel_point a, struct oriel_point b, struct oriel_point c, struct oriel_point point) {
	float ab = triangle_cross(a, b, point), bc = triangle_cross(b, c, point);
	float ca = triangle_cross(c, a, point);
	bool has_negative = ab < 0 || bc < 0 || ca < 0, has_positive = ab > 0 || bc > 0 || ca > 0;
	return !(has_negative && has_positive);
}

static bool menu_heads_for(
	const oriel_widget *submenu, struct oriel_point from, struct oriel_point to) {
	struct oriel_rect rect = oriel_widget_window_bounds(submenu);
	bool is_right = rect.x + rect.width / 2 > from.x;
	float near = is_right ? rect.x : rect.x + rect.width;
	bool comes_nearer = is_right ? to.x > from.x : to.x < from.x;
	return comes_nearer && triangle_contains(from, (struct oriel_point){ near, rect.y },
							(struct oriel_point){ near, rect.y + rect.height }, to);
}

/* ---- Hovering ---- */

static void menu_wait(oriel_widget *widget, const oriel_widget *item, double delay_ms);

static void menu_point_at(oriel_widget *widget, oriel_widget *item) {
	oriel_widget *open = menu_open_item(widget);
	oriel__menu_stop_timer(oriel__menu_try(widget));
	if (open && open != item)
		oriel_popover_hide(oriel_menu_item_menu(open));
	if (oriel_widget_is_destroyed(item) || !oriel_popover_is_open(widget))
		return;
	if (!oriel_focus(item))
		oriel_focus(widget);
	if (oriel__menu_item_can_have_focus(item) && oriel_menu_item_menu(item) && open != item)
		menu_wait(widget, item, OPEN_DELAY_MS);
}

static void menu_on_timer(void *data) {
	oriel_widget *widget = data;
	struct menu *menu = oriel__menu_try(widget);
	oriel_widget *item = oriel_widget_from_id(menu->hovered);
	const oriel_widget *open = menu_open_item(widget);
	oriel__menu_stop_timer(menu);
	if (!item || oriel__menu_of_item(item) != widget || !oriel_popover_is_open(widget))
		return;
	if (open && open != item)
		menu_point_at(widget, item);
	else
		oriel__menu_item_open(item, MENU_FOCUS_STAYS);
}

static void menu_wait(oriel_widget *widget, const oriel_widget *item, double delay_ms) {
	struct menu *menu = oriel__menu_try(widget);
	oriel__menu_stop_timer(menu);
	menu->hovered = oriel_widget_to_id(item);
	menu->timer = oriel_set_timeout(menu_on_timer, widget, delay_ms);
}

/* The pointer has reached a sub-menu: its item keeps it. */
static void menu_keep_around(oriel_widget *widget) {
	oriel_widget *parent = oriel__menu_parent(widget);
	if (parent)
		oriel__menu_stop_timer(oriel__menu_try(parent));
}

bool oriel__menu_on_pointer_move(oriel_widget *widget, oriel_event *event) {
	struct menu *menu = oriel__menu_try(widget);
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	oriel_widget *item = oriel__menu_item_at(widget, oriel_event_widget(event));
	const oriel_widget *open = menu_open_item(widget);
	if (!pointer || pointer->kind == ORIEL_POINTER_TOUCH)
		return false;
	struct oriel_point from = menu->pointer, to = { pointer->x, pointer->y };
	menu->pointer = to;
	menu_keep_around(widget);
	if (!item || (from.x == to.x && from.y == to.y))
		return true;
	if (open && open != item && menu_heads_for(oriel_menu_item_menu(open), from, to))
		menu_wait(widget, item, TRIANGLE_DELAY_MS);
	else if (item == open || menu->hovered != oriel_widget_to_id(item))
		menu_point_at(widget, item);
	return true;
}

/* ---- Pressing ---- */

bool oriel__menu_on_pointer_down(oriel_widget *widget, oriel_event *event) {
	const oriel_widget *item = oriel__menu_item_at(widget, oriel_event_widget(event));
	oriel__menu_try(widget)->pressed = item ? oriel_widget_to_id(item) : 0;
	return false;
}

/* A press that began on this item is a click, which follows. */
bool oriel__menu_on_pointer_up(oriel_widget *widget, oriel_event *event) {
	struct menu *menu = oriel__menu_try(widget);
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	oriel_widget *item = oriel__menu_item_at(widget, oriel_event_widget(event));
	oriel_widget_id pressed = menu->pressed;
	bool is_soon = oriel_loop_now(oriel_loop_current()) - menu->shown_ms < RELEASE_MS;
	menu->pressed = 0;
	if (item && pointer && pointer->kind != ORIEL_POINTER_TOUCH && !(is_soon && pressed == 0) &&
		pressed != oriel_widget_to_id(item))
		oriel_click(item);
	return false;
}
