/* SPDX-License-Identifier: MIT */
/* A menu button: a text and a chevron. Its menu is its child. */
#include <oriel/widgets/menu_button.h>

#include <math.h>
#include <string.h>

#include <oriel/extend/recorder.h>
#include <oriel/runtime/log.h>
#include <oriel/ui/input_event.h>

#include "menu_internal.h"
#include "themes_internal.h"

#define CHEVRON_WIDTH 18.0f /* px, with the gap before the chevron */

struct menu_button {
	struct text_widget text; /* first */
	oriel_widget_id menu;
};

static const struct oriel_widget_class menu_button_class;

static struct menu_button *menu_button_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &menu_button_class);
}

static void menu_button_open(oriel_widget *widget, enum menu_focus focus) {
	oriel_widget *menu = oriel_menu_button_menu(widget);
	if (menu)
		oriel__menu_open(menu, widget, NULL, ORIEL_SIDE_BLOCK_END, focus);
}

/* The press of a mouse or pen has shown the menu already. */
static void menu_button_activate(oriel_widget *widget, oriel_event *event) {
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	bool is_pointer = pointer && pointer->pointer_id >= 0;
	if (!is_pointer)
		menu_button_open(widget, MENU_FOCUS_FIRST);
	else if (pointer->kind == ORIEL_POINTER_TOUCH)
		menu_button_open(widget, MENU_FOCUS_MENU);
}

static bool menu_button_on_press(oriel_widget *widget, oriel_event *event) {
	if (oriel__menu_is_press(event) && oriel_event_widget(event) == widget &&
		!oriel_is_disabled(widget))
		menu_button_open(widget, MENU_FOCUS_LATER);
	return false;
}

/* A key inside the menu comes here only if the menu has not taken it. */
static bool menu_button_on_key_down(oriel_widget *widget, oriel_event *event) {
	bool is_own = oriel_event_widget(event) == widget;
	if (is_own && (oriel_key_is(event, "ArrowDown") || oriel_key_is(event, "Alt+ArrowDown")))
		menu_button_open(widget, MENU_FOCUS_FIRST);
	else if (is_own && (oriel_key_is(event, "ArrowUp") || oriel_key_is(event, "Alt+ArrowUp")))
		menu_button_open(widget, MENU_FOCUS_LAST);
	else
		return false;
	return true;
}

static struct oriel_measurement menu_button_measure(oriel_widget *widget, float max_width) {
	struct oriel_measurement text = oriel__text_widget_measure(
		widget, fmaxf(0, max_width - CHEVRON_WIDTH));
	text.width += CHEVRON_WIDTH;
	return text;
}

static void menu_button_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct oriel_rect box = oriel_widget_content_box(widget);
	struct text_part *part = &menu_button_cast(widget, __func__)->text.part;
	bool is_rtl = strcmp(oriel_used_keyword(widget, ORIEL_PROPERTY_DIRECTION), "rtl") == 0;
	float x = is_rtl ? box.x + 5 : box.x + box.width - 5, y = box.y + box.height / 2;
	const struct oriel_point chevron[] = { { x - 4, y - 2 }, { x, y + 2 }, { x + 4, y - 2 } };
	oriel_record_stroke(
		recorder, chevron, 3, 1.5f, oriel_used_color(widget, ORIEL_PROPERTY_COLOR));
	box.width = fmaxf(0, box.width - CHEVRON_WIDTH);
	box.x += is_rtl ? CHEVRON_WIDTH : 0;
	oriel__text_part_record(part, widget, recorder, box);
	if (oriel_widget_has_state(widget, ORIEL_STATE_ACCESS_KEY))
		oriel__text_part_underline_key(
			part, widget, recorder, box, oriel_attribute(widget, "accesskey"));
}

static void menu_button_changed(oriel_widget *widget, const struct oriel_change *change) {
	oriel__text_widget_changed(widget, change);
	if (change->kind != ORIEL_CHANGE_STYLE)
		oriel_widget_redraw(widget);
}

static void menu_button_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *menu = oriel_menu_button_menu(widget);
	description->role = ORIEL_ROLE_BUTTON;
	description->name = oriel__text_widget_text(widget);
	description->actions |= ORIEL_ACTION_ACTIVATE;
	description->has_popup = ORIEL_POPUP_MENU;
	description->expanded = menu && oriel_popover_is_open(menu) ? ORIEL_TRISTATE_TRUE :
																ORIEL_TRISTATE_FALSE;
	description->controls = menu;
}

static const struct oriel_default_action menu_button_actions[] = {
	{ "keydown", menu_button_on_key_down },
	{ "pointerdown", menu_button_on_press },
	{ 0 },
};

static const struct oriel_widget_class menu_button_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "menu-button",
	.size = sizeof(struct menu_button),
	.flags = ORIEL_WIDGET_FOCUSABLE,
	.finish = oriel__text_widget_finish,
	.changed = menu_button_changed,
	.measure = menu_button_measure,
	.record = menu_button_record,
	.activate = menu_button_activate,
	.default_actions = menu_button_actions,
	.describe = menu_button_describe,
	.sheets = oriel__button_sheets,
};

oriel_widget *oriel_menu_button(const char *text, oriel_widget *menu) {
	ORIEL_ASSERT(menu != NULL && oriel__menu_try(menu) != NULL,
		"oriel_menu_button: the menu of \"%s\" is missing; make it by oriel_menu()",
		text ? text : "");
	oriel_widget *widget = oriel_widget_new(&menu_button_class);
	oriel_menu_button_set_text(widget, text);
	menu_button_cast(widget, __func__)->menu = oriel_widget_to_id(menu);
	oriel_widget_append_all(widget, &menu, 1);
	return widget;
}

void oriel_menu_button_set_text(oriel_widget *widget, const char *text) {
	menu_button_cast(widget, "oriel_menu_button_set_text");
	oriel__text_widget_set(widget, text);
}

const char *oriel_menu_button_text(const oriel_widget *widget) {
	menu_button_cast(widget, "oriel_menu_button_text");
	return oriel__text_widget_text(widget);
}

oriel_widget *oriel_menu_button_menu(const oriel_widget *widget) {
	return oriel_widget_from_id(menu_button_cast(widget, "oriel_menu_button_menu")->menu);
}
