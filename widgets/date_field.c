/* SPDX-License-Identifier: MIT */
/*
 * A date field: segments, a button, and a calendar, which is made when it is shown first. The focus
 * is on the field, or on a part of the calendar, which is a part of the field's shadow tree. So
 * listeners of the program see one widget that has the focus.
 */
#include <oriel/widgets/date_field.h>

#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/popover.h>

#include "calendar_internal.h"
#include "date_button_internal.h"
#include "date_control_internal.h"
#include "form_control_internal.h"
#include "themes_internal.h"

static const struct oriel_widget_class date_field_class;

static struct date_control *date_field_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &date_field_class);
}

/* ---- The calendar ---- */

static oriel_widget *date_field_calendar(const oriel_widget *widget) {
	oriel_widget *calendar =
		oriel_widget_from_id(((const struct date_control *)widget)->calendar);
	return calendar && oriel_widget_host(calendar) == widget ? calendar : NULL;
}

static bool date_field_is_open(const oriel_widget *widget) {
	const oriel_widget *calendar = date_field_calendar(widget);
	return calendar && oriel_popover_is_open(calendar);
}

static void date_field_hide(oriel_widget *widget) {
	if (date_field_is_open(widget))
		oriel_popover_hide(date_field_calendar(widget));
}

static bool date_field_allows(const oriel_widget *widget, int day) {
	struct date_rules rules = oriel__date_control_rules(widget);
	return oriel__date_rules_check(&rules, day) == 0;
}

static void date_field_range(const oriel_widget *widget, int *min, int *max) {
	struct date_rules rules = oriel__date_control_rules(widget);
	if (rules.has_min)
		*min = (int)rules.min;
	if (rules.has_max)
		*max = (int)rules.max;
}

static int64_t date_field_chosen(const oriel_widget *widget) {
	return ((const struct date_control *)widget)->number;
}

static void date_field_choose(oriel_widget *widget, int64_t day) {
	oriel_widget_hold(widget);
	date_field_hide(widget);
	if (!oriel_widget_is_destroyed(widget))
		oriel__date_control_choose(widget, day);
	if (!oriel_widget_is_destroyed(widget))
		oriel__date_control_commit(widget);
	oriel_widget_release(widget);
}

static void date_field_toggled(oriel_widget *widget) {
	oriel_set_attribute(widget, "open", date_field_is_open(widget) ? "" : NULL);
}

static const struct calendar_owner date_field_owner = {
	.allows = date_field_allows,
	.range = date_field_range,
	.chosen = date_field_chosen,
	.choose = date_field_choose,
	.toggled = date_field_toggled,
};

static void date_field_show(oriel_widget *widget) {
	struct date_control *control = (struct date_control *)widget;
	if (date_field_is_open(widget) || !oriel__date_control_is_editable(widget) ||
		!oriel_widget_window(widget))
		return;
	oriel_widget *calendar = date_field_calendar(widget);
	if (!calendar) {
		calendar = oriel__calendar_new(&date_field_owner);
		control->calendar = oriel_widget_to_id(calendar);
		oriel_widget_append_shadow_child(widget, calendar);
	}
	oriel__calendar_show(calendar);
}

static void date_field_press_button(oriel_widget *widget) {
	oriel_date_field_set_open(widget, !date_field_is_open(widget));
}

/* ---- Default actions ---- */

/* A key inside the calendar comes here only if the calendar has not taken it. */
static bool date_field_on_key_down(oriel_widget *widget, oriel_event *event) {
	bool is_open = date_field_is_open(widget);
	if (is_open && oriel__calendar_has_focus(date_field_calendar(widget)))
		return false;
	if (oriel_key_is(event, "Alt+ArrowDown") || oriel_key_is(event, "F4") ||
		oriel_key_is(event, "Space")) {
		oriel_date_field_set_open(widget, !is_open);
		return true;
	}
	return oriel__date_control_on_key_down(widget, event);
}

static bool date_field_on_pointer_down(oriel_widget *widget, oriel_event *event) {
	oriel_widget_hold(widget);
	date_field_hide(widget);
	if (!oriel_widget_is_destroyed(widget))
		oriel__date_control_on_pointer_down(widget, event);
	oriel_widget_release(widget);
	return false;
}

/* A finger has no keyboard, so that a tap shows the calendar. */
static void date_field_activate(oriel_widget *widget, oriel_event *event) {
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	if (pointer && pointer->pointer_id >= 0 && pointer->kind == ORIEL_POINTER_TOUCH)
		date_field_show(widget);
}

static const struct oriel_default_action date_field_actions[] = {
	{ "beforeinput", oriel__date_control_on_before_input },
	{ "copy", oriel__date_control_on_copy },
	{ "focus", oriel__date_control_on_focus },
	{ "focusout", oriel__date_control_on_focus_out },
	{ "keydown", date_field_on_key_down },
	{ "paste", oriel__date_control_on_paste },
	{ "pointerdown", date_field_on_pointer_down },
	{ 0 },
};

/* ---- The class ---- */

static void date_field_changed(oriel_widget *widget, const struct oriel_change *change) {
	oriel__date_control_changed(widget, change);
	if (change->kind == ORIEL_CHANGE_ATTRIBUTE && !oriel__date_control_is_editable(widget))
		date_field_hide(widget);
}

static void date_field_describe(oriel_widget *widget, struct oriel_description *description) {
	oriel__date_control_describe(widget, description);
	description->has_popup = ORIEL_POPUP_DIALOG;
	description->expanded = date_field_is_open(widget) ? ORIEL_TRISTATE_TRUE :
														ORIEL_TRISTATE_FALSE;
	description->controls = date_field_calendar(widget);
}

static const struct oriel_widget_class date_field_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "date-field",
	.size = sizeof(struct date_control),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE | ORIEL_WIDGET_TEXT_INPUT,
	.changed = date_field_changed,
	.measure = oriel__date_segments_measure,
	.arrange = oriel__date_segments_arrange,
	.activate = date_field_activate,
	.default_actions = date_field_actions,
	.form_value = oriel__date_control_form_value,
	.form_reset = oriel__date_control_form_reset,
	.describe = date_field_describe,
	.sheets = oriel__date_field_sheets,
};

/* ---- For programs ---- */

oriel_widget *oriel_date_field(const char *value) {
	static const struct date_button_kind button = {
		"calendar-button", "calendar", ORIEL_BUILTIN_TEXT_CALENDAR, date_field_press_button
	};
	oriel_widget *widget = oriel_widget_new(&date_field_class);
	oriel__date_control_begin(widget, &oriel__date_kind, value);
	oriel__date_button_append(widget, &button);
	return widget;
}

void oriel_date_field_set_value(oriel_widget *widget, const char *value) {
	date_field_cast(widget, "oriel_date_field_set_value");
	oriel__date_control_set_value(widget, value);
}

const char *oriel_date_field_value(const oriel_widget *widget) {
	return date_field_cast(widget, "oriel_date_field_value")->value;
}

double oriel_date_field_number(const oriel_widget *widget) {
	date_field_cast(widget, "oriel_date_field_number");
	return oriel__date_control_number(widget);
}

void oriel_date_field_set_open(oriel_widget *widget, bool open) {
	date_field_cast(widget, "oriel_date_field_set_open");
	oriel_widget_hold(widget);
	if (open)
		date_field_show(widget);
	else
		date_field_hide(widget);
	oriel_widget_release(widget);
}

bool oriel_date_field_is_open(const oriel_widget *widget) {
	date_field_cast(widget, "oriel_date_field_is_open");
	return date_field_is_open(widget);
}
