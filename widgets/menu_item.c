/* SPDX-License-Identifier: MIT */
/*
 * Items of menus and menu bars: a mark, an icon, a text, a shortcut and an arrow beside each other.
 * Marks and icons share a column unless one item has both. The sub-menu of an item is its child. An
 * item with a command takes its text, shortcut and state from the command whenever its menu is
 * shown.
 */
#include "menu_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/recorder.h>
#include <oriel/extend/utf8.h>
#include <oriel/runtime/log.h>
#include <oriel/ui/app.h>
#include <oriel/ui/command.h>
#include <oriel/ui/input_event.h>
#include <oriel/ui/window.h>

#include "icon_part_internal.h"
#include "themes_internal.h"

#define MARK_WIDTH 22.0f    /* px, with the gap behind the mark */
#define MARK 12.0f          /* px */
#define ICON_GAP 8.0f       /* px behind an icon */
#define SHORTCUT_GAP 28.0f  /* px */
#define ARROW_WIDTH 22.0f   /* px, with the gap before the arrow */

static const struct oriel_widget_class menu_item_class;

struct menu_item *oriel__menu_item_try(const oriel_widget *widget) {
	return oriel_widget_try_cast(widget, &menu_item_class);
}

oriel_widget *oriel_menu_item_menu(const oriel_widget *widget) {
	const struct menu_item *item = oriel_widget_cast(widget, &menu_item_class);
	return oriel_widget_from_id(item->menu);
}

bool oriel__menu_item_is_checkable(const oriel_widget *widget) {
	return oriel__menu_item_try(widget)->kind != MENU_ITEM_PLAIN;
}

const char *oriel__menu_item_icon(const oriel_widget *widget) {
	const char *icon = oriel_attribute(widget, "icon");
	return icon && icon[0] ? icon : NULL;
}

/* ---- Commands ---- */

static void menu_item_set_shortcut(oriel_widget *widget, const char *text) {
	if (oriel__text_part_set(&oriel__menu_item_try(widget)->shortcut, text))
		oriel_widget_relayout(widget);
}

void oriel__menu_item_update(oriel_widget *widget, const oriel_widget *target) {
	struct menu_item *item = oriel__menu_item_try(widget);
	oriel_window *window = oriel_widget_window(widget);
	if (!item->command || !window)
		return;
	oriel_app *app = oriel_window_app(window);
	bool exists = oriel_command_exists(app, item->command);
	if (!item->has_own_text)
		oriel__text_widget_set(
			widget, exists ? oriel_command_label(app, item->command) : item->command);
	if (!item->has_own_shortcut)
		menu_item_set_shortcut(
			widget, exists ? oriel_command_shortcut_text(app, item->command) : NULL);
	if (exists && oriel_command_is_checkable(app, item->command)) {
		item->kind = MENU_ITEM_CHECK;
		oriel_widget_set_state(
			widget, ORIEL_STATE_CHECKED, oriel_command_is_checked(app, item->command));
	}
	bool is_enabled = exists && target && oriel_command_is_enabled(target, item->command);
	oriel_set_disabled(widget, !is_enabled);
}

static void menu_item_run(oriel_widget *widget) {
	const struct menu_item *item = oriel__menu_item_try(widget);
	oriel_widget *target = oriel_widget_from_id(item->target);
	const oriel_window *window = target ? oriel_widget_window(target) : NULL;
	if (item->command && window && oriel_command_exists(oriel_window_app(window), item->command))
		oriel_command_run(target, item->command, item->parameter);
}

/* ---- Choosing ---- */

/* Returns the group around a radio item, else its menu; or NULL. */
static oriel_widget *radio_container(const oriel_widget *widget) {
	oriel_widget *parent = oriel_parent(widget);
	return parent && oriel__menu_of_item(widget) ? parent : NULL;
}

static oriel_widget *checked_item(const oriel_widget *container) {
	for (oriel_widget *at = container ? oriel_first_child(container) : NULL; at;
		at = oriel_next_sibling(at)) {
		const struct menu_item *item = oriel__menu_item_try(at);
		if (item && item->kind == MENU_ITEM_RADIO &&
			oriel_widget_has_state(at, ORIEL_STATE_CHECKED))
			return at;
	}
	return NULL;
}

static void menu_item_check(oriel_widget *widget, bool checked) {
	oriel_widget *other = oriel__menu_item_try(widget)->kind == MENU_ITEM_RADIO && checked ?
		checked_item(radio_container(widget)) :
		NULL;
	if (other && other != widget)
		oriel_widget_set_state(other, ORIEL_STATE_CHECKED, false);
	oriel_widget_set_state(widget, ORIEL_STATE_CHECKED, checked);
}

/* What cancel_activate needs, if it is not the id of the radio item that was checked before. */
enum { WAS_PLAIN = 0, WAS_CHECKED = 1, WAS_UNCHECKED = 2 };

static uint64_t menu_item_pre_activate(oriel_widget *widget, oriel_event *event) {
	(void)event;
	struct menu_item *item = oriel__menu_item_try(widget);
	oriel_widget *menu = oriel__menu_of_item(widget);
	item->is_changed = false;
	if (oriel_widget_from_id(item->menu))
		return WAS_PLAIN;
	if (menu) {
		item->target = oriel__menu_try(menu)->target;
		if (oriel_popover_is_open(menu))
			oriel__menu_close_all(menu);
	}
	if (item->kind == MENU_ITEM_PLAIN || item->command || oriel_widget_is_destroyed(widget))
		return WAS_PLAIN;
	bool was_checked = oriel_widget_has_state(widget, ORIEL_STATE_CHECKED);
	if (item->kind == MENU_ITEM_RADIO && was_checked)
		return WAS_PLAIN;
	const oriel_widget *before = item->kind == MENU_ITEM_RADIO ?
		checked_item(radio_container(widget)) :
		NULL;
	menu_item_check(widget, !was_checked);
	item->is_changed = true;
	if (before)
		return oriel_widget_to_id(before) << 2;
	return was_checked ? WAS_CHECKED : WAS_UNCHECKED;
}

static void menu_item_cancel_activate(
	oriel_widget *widget, oriel_event *event, uint64_t before) {
	(void)event;
	if (before == WAS_PLAIN)
		return;
	menu_item_check(widget, before == WAS_CHECKED);
	oriel_widget *radio = oriel_widget_from_id(before >> 2);
	if (radio && oriel__menu_item_try(radio))
		menu_item_check(radio, true);
}

bool oriel__menu_item_open(oriel_widget *widget, enum menu_focus focus) {
	oriel_widget *menu = oriel_widget_from_id(oriel__menu_item_try(widget)->menu);
	if (!menu)
		return false;
	bool is_inside = oriel__menu_of_item(widget) != NULL;
	if (!oriel_popover_is_open(menu))
		oriel__menu_open(
			menu, widget, NULL, is_inside ? ORIEL_SIDE_INLINE_END : ORIEL_SIDE_BLOCK_END, focus);
	else if (focus == MENU_FOCUS_FIRST || focus == MENU_FOCUS_LAST)
		oriel__menu_focus_end(menu, focus == MENU_FOCUS_LAST);
	return true;
}

/* The press of a mouse or pen has shown the menu of an item in a bar already. */
static void menu_item_activate(oriel_widget *widget, oriel_event *event) {
	struct menu_item *item = oriel__menu_item_try(widget);
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	bool is_pointer = pointer && pointer->pointer_id >= 0;
	if (oriel_widget_from_id(item->menu)) {
		if (!is_pointer)
			oriel__menu_item_open(widget, MENU_FOCUS_FIRST);
		else if (oriel__menu_of_item(widget) || pointer->kind == ORIEL_POINTER_TOUCH)
			oriel__menu_item_open(widget, MENU_FOCUS_MENU);
		return;
	}
	if (item->is_changed)
		oriel_fire_trusted(widget, "change", .bubbles = true);
	item->is_changed = false;
	if (!oriel_widget_is_destroyed(widget))
		menu_item_run(widget);
}

static bool menu_item_on_press(oriel_widget *widget, oriel_event *event) {
	if (oriel__menu_bar_of_item(widget) && oriel__menu_is_press(event) &&
		!oriel_is_disabled(widget))
		oriel__menu_item_open(widget, MENU_FOCUS_LATER);
	return false;
}

/* While a menu of a bar is shown, the pointer shows the menu of each item that it comes to. */
static bool menu_item_on_pointer_over(oriel_widget *widget, oriel_event *event) {
	const oriel_widget *bar = oriel__menu_bar_of_item(widget);
	const oriel_widget *menu = oriel_widget_from_id(oriel__menu_item_try(widget)->menu);
	if (bar && menu && !oriel_is_disabled(widget) && oriel_event_widget(event) == widget &&
		!oriel_popover_is_open(menu) && oriel__menu_bar_has_open_menu(bar))
		oriel__menu_item_open(widget, MENU_FOCUS_MENU);
	return false;
}

/* ---- Drawing ---- */

/* The widths of the parts beside the text, px. */
struct item_parts {
	float mark, icon, shortcut, arrow;
};

static struct item_parts menu_item_parts(oriel_widget *widget) {
	struct menu_item *item = oriel__menu_item_try(widget);
	const oriel_widget *around = oriel__menu_of_item(widget);
	const struct menu *menu = around ? oriel__menu_try(around) : NULL;
	struct item_parts parts = { 0 };
	if (oriel__menu_item_icon(widget) || (menu && menu->has_icons))
		parts.icon = oriel__icon_size(widget) + ICON_GAP;
	if (menu && menu->has_marks && (menu->has_both || parts.icon == 0))
		parts.mark = MARK_WIDTH;
	if (oriel__text_part_text(&item->shortcut)[0] != '\0')
		parts.shortcut = SHORTCUT_GAP +
			ceilf(oriel__text_part_measure(&item->shortcut, widget, INFINITY).width);
	if (menu && item->menu != 0)
		parts.arrow = ARROW_WIDTH;
	return parts;
}

static struct oriel_measurement menu_item_measure(oriel_widget *widget, float max_width) {
	struct item_parts parts = menu_item_parts(widget);
	float beside = parts.mark + parts.icon + parts.shortcut + parts.arrow;
	struct oriel_measurement text = oriel__text_widget_measure(
		widget, fmaxf(0, max_width - beside));
	text.width += beside;
	return text;
}

static bool menu_item_is_rtl(const oriel_widget *widget) {
	return strcmp(oriel_used_keyword(widget, ORIEL_PROPERTY_DIRECTION), "rtl") == 0;
}

/* Takes a strip from the start or the end of a box, and returns the strip. */
static struct oriel_rect take_strip(struct oriel_rect *box, float width, bool from_left) {
	struct oriel_rect strip = { from_left ? box->x : box->x + box->width - width, box->y, width,
		box->height };
	box->width -= width;
	if (from_left)
		box->x += width;
	return strip;
}

static void menu_item_record_mark(
	const oriel_widget *widget, oriel_recorder *recorder, struct oriel_rect strip, bool is_rtl) {
	const struct menu_item *item = oriel__menu_item_try(widget);
	oriel_color color = oriel_used_color(widget, ORIEL_PROPERTY_COLOR);
	float x = is_rtl ? strip.x + strip.width - MARK : strip.x;
	float y = strip.y + (strip.height - MARK) / 2;
	if (item->kind == MENU_ITEM_RADIO) {
		oriel_record_round_rect(
			recorder, (struct oriel_rect){ x + 3, y + 3, MARK - 6, MARK - 6 }, MARK / 2, color);
		return;
	}
	const struct oriel_point check[] = { { x + 1.5f, y + 6.5f }, { x + 4.5f, y + 9.5f },
		{ x + 10.5f, y + 2.5f } };
	oriel_record_stroke(recorder, check, 3, 1.75f, color);
}

static void menu_item_record_arrow(
	const oriel_widget *widget, oriel_recorder *recorder, struct oriel_rect strip, bool is_rtl) {
	float x = is_rtl ? strip.x + 4 : strip.x + strip.width - 4;
	float y = strip.y + strip.height / 2, back = is_rtl ? 4 : -4;
	const struct oriel_point arrow[] = { { x + back, y - 4 }, { x, y }, { x + back, y + 4 } };
	oriel_record_stroke(
		recorder, arrow, 3, 1.5f, oriel_used_color(widget, ORIEL_PROPERTY_CARET_COLOR));
}

void oriel__menu_align(struct oriel_rect *box, oriel_widget *widget) {
	if (!menu_item_is_rtl(widget))
		return;
	float width = fminf(box->width, ceilf(oriel__text_widget_measure(widget, box->width).width));
	box->x += box->width - width;
	box->width = width;
}

static void menu_item_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct menu_item *item = oriel__menu_item_try(widget);
	struct oriel_rect box = oriel_widget_content_box(widget);
	struct item_parts parts = menu_item_parts(widget);
	bool is_rtl = menu_item_is_rtl(widget);
	struct oriel_rect mark = take_strip(&box, parts.mark, !is_rtl);
	struct oriel_rect icon = take_strip(&box, parts.icon, !is_rtl);
	struct oriel_rect arrow = take_strip(&box, parts.arrow, is_rtl);
	struct oriel_rect shortcut = take_strip(&box, parts.shortcut, is_rtl);
	if (parts.mark == 0) { /* a mark stands in the place of the icon */
		mark = icon;
		take_strip(&mark, fmaxf(0, parts.icon - ICON_GAP - MARK) / 2, !is_rtl);
	}
	if (mark.width > 0 && oriel_widget_has_state(widget, ORIEL_STATE_CHECKED))
		menu_item_record_mark(widget, recorder, mark, is_rtl);
	if (parts.icon > 0) {
		take_strip(&icon, ICON_GAP, is_rtl);
		oriel__icon_record(widget, recorder, oriel__menu_item_icon(widget), icon);
	}
	if (parts.arrow > 0)
		menu_item_record_arrow(widget, recorder, arrow, is_rtl);
	if (parts.shortcut > 0) {
		take_strip(&shortcut, SHORTCUT_GAP, !is_rtl);
		oriel__text_part_record_in(&item->shortcut, widget, recorder, shortcut,
			oriel_used_color(widget, ORIEL_PROPERTY_CARET_COLOR));
	}
	oriel__menu_align(&box, widget);
	oriel__text_part_record(&item->text.part, widget, recorder, box);
	if (oriel_widget_has_state(widget, ORIEL_STATE_ACCESS_KEY))
		oriel__text_part_underline_key(&item->text.part, widget, recorder, box,
			oriel_attribute(widget, "accesskey"));
}

/* ---- The class ---- */

static void menu_item_finish(oriel_widget *widget) {
	struct menu_item *item = oriel__menu_item_try(widget);
	oriel__text_widget_finish(widget);
	oriel__text_part_finish(&item->shortcut);
	free(item->command);
	free(item->parameter);
	item->command = item->parameter = NULL;
}

static void menu_item_changed(oriel_widget *widget, const struct oriel_change *change) {
	oriel__text_widget_changed(widget, change);
	if (change->kind == ORIEL_CHANGE_STYLE)
		oriel__text_part_restyle(&oriel__menu_item_try(widget)->shortcut);
	else if (change->kind == ORIEL_CHANGE_ATTRIBUTE && strcmp(change->name, "icon") == 0)
		oriel_widget_relayout(widget);
	else
		oriel_widget_redraw(widget);
}

/* The texts of a command are known once there is a window. */
static void menu_item_attached(oriel_widget *widget) {
	oriel__menu_item_update(widget, oriel_command_target(oriel_widget_window(widget)));
}

static void menu_item_describe(oriel_widget *widget, struct oriel_description *description) {
	static const enum oriel_role roles[] = {
		[MENU_ITEM_PLAIN] = ORIEL_ROLE_MENU_ITEM,
		[MENU_ITEM_CHECK] = ORIEL_ROLE_MENU_ITEM_CHECKBOX,
		[MENU_ITEM_RADIO] = ORIEL_ROLE_MENU_ITEM_RADIO,
	};
	const struct menu_item *item = oriel__menu_item_try(widget);
	const oriel_widget *menu = oriel__menu_of_item(widget), *own = oriel_widget_from_id(item->menu);
	description->role = roles[item->kind];
	description->name = oriel__text_widget_text(widget);
	description->actions |= ORIEL_ACTION_ACTIVATE;
	if (own) {
		description->has_popup = ORIEL_POPUP_MENU;
		description->expanded = oriel_popover_is_open(own) ? ORIEL_TRISTATE_TRUE :
															ORIEL_TRISTATE_FALSE;
		description->controls = own;
	}
	for (oriel_widget *at = menu ? oriel__menu_next_item(menu, NULL) : NULL; at;
		at = oriel__menu_next_item(menu, at)) {
		description->set_size++;
		if (at == widget)
			description->position = description->set_size;
	}
}

static const struct oriel_default_action menu_item_actions[] = {
	{ "pointerdown", menu_item_on_press },
	{ "pointerover", menu_item_on_pointer_over },
	{ 0 },
};

static const struct oriel_widget_class menu_item_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "menu-item",
	.size = sizeof(struct menu_item),
	.flags = ORIEL_WIDGET_FOCUSABLE,
	.finish = menu_item_finish,
	.attached = menu_item_attached,
	.changed = menu_item_changed,
	.measure = menu_item_measure,
	.record = menu_item_record,
	.pre_activate = menu_item_pre_activate,
	.cancel_activate = menu_item_cancel_activate,
	.activate = menu_item_activate,
	.default_actions = menu_item_actions,
	.is_tab_stop = oriel__menu_bar_item_is_tab_stop,
	.describe = menu_item_describe,
	.sheets = oriel__menu_sheets,
};

/* ---- For programs ---- */

static oriel_widget *menu_item_new(const char *text, enum menu_item_kind kind) {
	oriel_widget *widget = oriel_widget_new(&menu_item_class);
	oriel__menu_item_try(widget)->kind = kind;
	oriel_menu_item_set_text(widget, text);
	return widget;
}

static char *menu_item_copy(const char *text) {
	return text ? oriel_utf8_copy(text, strlen(text), NULL) : NULL;
}

oriel_widget *oriel_menu_item_at(
	const char *site, const char *text, const struct oriel_menu_item_options *options) {
	struct oriel_menu_item_options known = { 0 };
	if (options) {
		ORIEL_ASSERT(options->size > 0 && !options->name_your_options,
			"oriel_menu_item at %s: an option without its name; write .name = value", site);
		memcpy(&known, options, options->size < sizeof(known) ? options->size : sizeof(known));
	}
	oriel_widget *widget = menu_item_new(text, MENU_ITEM_PLAIN);
	struct menu_item *item = oriel__menu_item_try(widget);
	item->command = menu_item_copy(known.command);
	item->parameter = menu_item_copy(known.parameter);
	if (known.command && !text)
		oriel__text_widget_set(widget, known.command);
	oriel_set_attribute(widget, "icon", known.icon);
	item->has_own_shortcut = known.shortcut != NULL;
	menu_item_set_shortcut(widget, known.shortcut);
	if (known.menu) {
		ORIEL_ASSERT(oriel__menu_try(known.menu) != NULL,
			"oriel_menu_item at %s: .menu is a %s; make it by oriel_menu()", site,
			oriel_widget_type(known.menu));
		item->menu = oriel_widget_to_id(known.menu);
		oriel_widget_append_all_at(site, widget, &known.menu, 1);
	}
	return widget;
}

oriel_widget *oriel_menu_check_item(const char *text) {
	return menu_item_new(text, MENU_ITEM_CHECK);
}

oriel_widget *oriel_menu_radio_item(const char *text) {
	return menu_item_new(text, MENU_ITEM_RADIO);
}

void oriel_menu_item_set_icon(oriel_widget *widget, const char *icon) {
	oriel_widget_cast(widget, &menu_item_class);
	oriel_set_attribute(widget, "icon", icon);
}

void oriel_menu_item_set_text(oriel_widget *widget, const char *text) {
	struct menu_item *item = oriel_widget_cast(widget, &menu_item_class);
	item->has_own_text = text != NULL;
	oriel__text_widget_set(widget, text ? text : item->command);
	if (!text && oriel_widget_window(widget))
		menu_item_attached(widget);
}

const char *oriel_menu_item_text(const oriel_widget *widget) {
	return oriel__text_widget_text(oriel_widget_cast(widget, &menu_item_class));
}

void oriel_menu_item_set_checked(oriel_widget *widget, bool checked) {
	const struct menu_item *item = oriel_widget_cast(widget, &menu_item_class);
	ORIEL_ASSERT(item->kind != MENU_ITEM_PLAIN,
		"oriel_menu_item_set_checked: the item \"%s\" cannot be checked; make it by "
		"oriel_menu_check_item() or oriel_menu_radio_item()",
		oriel_menu_item_text(widget));
	menu_item_check(widget, checked);
}

bool oriel_menu_item_is_checked(const oriel_widget *widget) {
	oriel_widget_cast(widget, &menu_item_class);
	return oriel_widget_has_state(widget, ORIEL_STATE_CHECKED);
}
