/* SPDX-License-Identifier: MIT */
/*
 * A check box: a square with a check mark, or with a dash while it is indeterminate, and a text
 * beside the square. The states :checked and :indeterminate are the only data. The box toggles
 * before the listeners of a click run. If a listener prevents the click, the box returns to its
 * states before the click, even if a listener has changed them. Source: HTML,
 * "legacy-canceled-activation behavior".
 *
 * The style has the colours: border-color of the square's edge, selection-color of its inside,
 * caret-color of the mark.
 */
#include <oriel/widgets/checkbox.h>

#include "themes_internal.h"
#include "toggle_internal.h"

static const struct oriel_size square_size = { 18, 18 }; /* px */

static struct oriel_measurement checkbox_measure(oriel_widget *widget, float max_width) {
	return oriel__toggle_measure(widget, max_width, square_size);
}

static void record_check(oriel_recorder *recorder, struct oriel_rect square, oriel_color color) {
	struct oriel_point points[] = {
		{ square.x + square.width * 0.26f, square.y + square.height * 0.53f },
		{ square.x + square.width * 0.43f, square.y + square.height * 0.70f },
		{ square.x + square.width * 0.75f, square.y + square.height * 0.33f },
	};
	oriel_record_stroke(recorder, points, 3, square.width / 9, color);
}

static void record_dash(oriel_recorder *recorder, struct oriel_rect square, oriel_color color) {
	struct oriel_point points[] = {
		{ square.x + square.width * 0.29f, square.y + square.height * 0.5f },
		{ square.x + square.width * 0.71f, square.y + square.height * 0.5f },
	};
	oriel_record_stroke(recorder, points, 2, square.width / 9, color);
}

static void checkbox_record(oriel_widget *widget, oriel_recorder *recorder) {
	float radius = oriel_used_length(widget, ORIEL_PROPERTY_BORDER_TOP_LEFT_RADIUS);
	oriel_color mark = oriel_used_color(widget, ORIEL_PROPERTY_CARET_COLOR);
	struct oriel_rect square = oriel__toggle_mark(widget, square_size);

	oriel_record_round_rect(
		recorder, square, radius, oriel_used_color(widget, ORIEL_PROPERTY_SELECTION_COLOR));
	oriel_record_border(recorder, square, oriel_edges_all(1.5f), radius,
		oriel_used_color(widget, ORIEL_PROPERTY_BORDER_TOP_COLOR));
	if (oriel_widget_has_state(widget, ORIEL_STATE_INDETERMINATE))
		record_dash(recorder, square, mark);
	else if (oriel_widget_has_state(widget, ORIEL_STATE_CHECKED))
		record_check(recorder, square, mark);
	oriel__toggle_record_text(widget, recorder, square.width);
}

static void checkbox_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_CHECKBOX;
	description->name = oriel__text_widget_text(widget);
	description->actions |= ORIEL_ACTION_ACTIVATE;
	oriel_form_control_describe(widget, description);
}

static const struct oriel_widget_class checkbox_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "checkbox",
	.size = sizeof(struct toggle),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE,
	.finish = oriel__text_widget_finish,
	.changed = oriel__toggle_changed,
	.measure = checkbox_measure,
	.record = checkbox_record,
	.pre_activate = oriel__toggle_pre_activate,
	.cancel_activate = oriel__toggle_cancel_activate,
	.activate = oriel__toggle_activate,
	.form_value = oriel__toggle_form_value,
	.form_reset = oriel__toggle_form_reset,
	.describe = checkbox_describe,
	.sheets = oriel__checkbox_sheets,
};

oriel_widget *oriel_checkbox_at(
	const char *site, const char *text, const struct oriel_checkbox_options *options) {
	oriel_widget *widget = oriel_widget_new(&checkbox_class);
	oriel_checkbox_set_text(widget, text);
	oriel__toggle_set_options(site, widget, options);
	return widget;
}

void oriel_checkbox_set_checked(oriel_widget *widget, bool checked) {
	oriel_widget_cast(widget, &checkbox_class);
	oriel__toggle_set_checked(widget, checked);
}

bool oriel_checkbox_is_checked(const oriel_widget *widget) {
	oriel_widget_cast(widget, &checkbox_class);
	return oriel_widget_has_state(widget, ORIEL_STATE_CHECKED);
}

void oriel_checkbox_set_text(oriel_widget *widget, const char *text) {
	oriel__text_widget_set(oriel_widget_cast(widget, &checkbox_class), text);
}

const char *oriel_checkbox_text(const oriel_widget *widget) {
	return oriel__text_widget_text(oriel_widget_cast(widget, &checkbox_class));
}

void oriel_checkbox_set_indeterminate(oriel_widget *widget, bool indeterminate) {
	oriel_widget_cast(widget, &checkbox_class);
	oriel_widget_set_state(widget, ORIEL_STATE_INDETERMINATE, indeterminate);
}

bool oriel_checkbox_is_indeterminate(const oriel_widget *widget) {
	oriel_widget_cast(widget, &checkbox_class);
	return oriel_widget_has_state(widget, ORIEL_STATE_INDETERMINATE);
}
