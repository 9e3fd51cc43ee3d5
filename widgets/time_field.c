/* SPDX-License-Identifier: MIT */
/* A time field: segments, and two buttons that step the active segment, for pointers and for
 * fingers. */
#include <oriel/widgets/time_field.h>

#include "date_button_internal.h"
#include "date_control_internal.h"
#include "themes_internal.h"

static const struct oriel_widget_class time_field_class;

static struct date_control *time_field_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &time_field_class);
}

static void time_field_step_down(oriel_widget *widget) {
	oriel__date_control_step(widget, -1);
}

static void time_field_step_up(oriel_widget *widget) {
	oriel__date_control_step(widget, 1);
}

static const struct oriel_default_action time_field_actions[] = {
	{ "beforeinput", oriel__date_control_on_before_input },
	{ "copy", oriel__date_control_on_copy },
	{ "focus", oriel__date_control_on_focus },
	{ "focusout", oriel__date_control_on_focus_out },
	{ "keydown", oriel__date_control_on_key_down },
	{ "paste", oriel__date_control_on_paste },
	{ "pointerdown", oriel__date_control_on_pointer_down },
	{ 0 },
};

static const struct oriel_widget_class time_field_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "time-field",
	.size = sizeof(struct date_control),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE | ORIEL_WIDGET_TEXT_INPUT,
	.changed = oriel__date_control_changed,
	.measure = oriel__date_segments_measure,
	.arrange = oriel__date_segments_arrange,
	.default_actions = time_field_actions,
	.form_value = oriel__date_control_form_value,
	.form_reset = oriel__date_control_form_reset,
	.describe = oriel__date_control_describe,
	.sheets = oriel__date_field_sheets,
};

oriel_widget *oriel_time_field(const char *value) {
	static const struct date_button_kind buttons[] = {
		{ "step-down", "minus", ORIEL_BUILTIN_TEXT_DECREASE, time_field_step_down },
		{ "step-up", "plus", ORIEL_BUILTIN_TEXT_INCREASE, time_field_step_up },
	};
	oriel_widget *widget = oriel_widget_new(&time_field_class);
	oriel__date_control_begin(widget, &oriel__time_kind, value);
	oriel__date_button_append(widget, &buttons[0]);
	oriel__date_button_append(widget, &buttons[1]);
	return widget;
}

void oriel_time_field_set_value(oriel_widget *widget, const char *value) {
	time_field_cast(widget, "oriel_time_field_set_value");
	oriel__date_control_set_value(widget, value);
}

const char *oriel_time_field_value(const oriel_widget *widget) {
	return time_field_cast(widget, "oriel_time_field_value")->value;
}

double oriel_time_field_number(const oriel_widget *widget) {
	time_field_cast(widget, "oriel_time_field_number");
	return oriel__date_control_number(widget);
}
