/* SPDX-License-Identifier: MIT */
/*
 * A check box: a square with a check mark, and a text beside the square. The state :checked is the
 * only data. The box toggles before the listeners of a click run. If a listener prevents the click,
 * the box returns to its state before the click, even if a listener has changed it. Source: HTML,
 * "legacy-canceled-activation behavior".
 *
 * The style has the colours: border-color of the square's edge, selection-color of its inside,
 * caret-color of the mark.
 */
#include <oriel/widgets/checkbox.h>

#include <math.h>

#include "text_part_internal.h"
#include "themes_internal.h"

#define SQUARE 18.0f /* px */
#define GAP 10.0f    /* px between square and text */

static bool has_text(const oriel_widget *widget) {
	return oriel__text_widget_text(widget)[0] != '\0';
}

static void checkbox_changed(oriel_widget *widget, const struct oriel_change *change) {
	oriel__text_widget_changed(widget, change);
	if (change->kind == ORIEL_CHANGE_STATE)
		oriel_widget_redraw(widget);
}

static struct oriel_measurement checkbox_measure(oriel_widget *widget, float max_width) {
	if (!has_text(widget))
		return (struct oriel_measurement){ SQUARE, SQUARE, -1 };
	struct oriel_measurement text = oriel__text_widget_measure(
		widget, fmaxf(0, max_width - SQUARE - GAP));
	float height = fmaxf(SQUARE, text.height);
	return (struct oriel_measurement){ SQUARE + GAP + text.width, height,
		text.baseline + (height - text.height) / 2 };
}

static void record_mark(oriel_recorder *recorder, struct oriel_rect square, oriel_color color) {
	struct oriel_point points[] = {
		{ square.x + square.width * 0.26f, square.y + square.height * 0.53f },
		{ square.x + square.width * 0.43f, square.y + square.height * 0.70f },
		{ square.x + square.width * 0.75f, square.y + square.height * 0.33f },
	};
	oriel_record_stroke(recorder, points, 3, square.width / 9, color);
}

static void checkbox_record(oriel_widget *widget, oriel_recorder *recorder) {
	float radius = oriel_used_length(widget, ORIEL_PROPERTY_BORDER_TOP_LEFT_RADIUS);
	struct oriel_rect content = oriel_widget_content_box(widget);
	struct oriel_rect square = { content.x, roundf(content.y + (content.height - SQUARE) / 2),
		SQUARE, SQUARE };

	oriel_record_round_rect(
		recorder, square, radius, oriel_used_color(widget, ORIEL_PROPERTY_SELECTION_COLOR));
	oriel_record_border(recorder, square, oriel_edges_all(1.5f), radius,
		oriel_used_color(widget, ORIEL_PROPERTY_BORDER_TOP_COLOR));
	if (oriel_widget_has_state(widget, ORIEL_STATE_CHECKED))
		record_mark(recorder, square, oriel_used_color(widget, ORIEL_PROPERTY_CARET_COLOR));
	if (has_text(widget)) {
		struct oriel_rect box = content;
		box.x += SQUARE + GAP;
		box.width = fmaxf(0, box.width - SQUARE - GAP);
		oriel__text_part_record(&((struct text_widget *)widget)->part, widget, recorder, box);
	}
}

static uint64_t checkbox_pre_activate(oriel_widget *widget, oriel_event *event) {
	(void)event;
	bool was_checked = oriel_widget_has_state(widget, ORIEL_STATE_CHECKED);
	oriel_widget_set_state(widget, ORIEL_STATE_CHECKED, !was_checked);
	return was_checked;
}

static void checkbox_cancel_activate(oriel_widget *widget, oriel_event *event, uint64_t before) {
	(void)event;
	oriel_widget_set_state(widget, ORIEL_STATE_CHECKED, before != 0);
}

/* A listener of `input` may destroy the check box. */
static void checkbox_activate(oriel_widget *widget, oriel_event *event) {
	(void)event;
	oriel_fire_trusted(widget, "input", .bubbles = true, .composed = true);
	if (!oriel_widget_is_destroyed(widget))
		oriel_fire_trusted(widget, "change", .bubbles = true);
}

static void checkbox_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_CHECKBOX;
	description->name = oriel__text_widget_text(widget);
	description->actions |= ORIEL_ACTION_ACTIVATE;
}

static const struct oriel_widget_class checkbox_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "checkbox",
	.size = sizeof(struct text_widget),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE,
	.finish = oriel__text_widget_finish,
	.changed = checkbox_changed,
	.measure = checkbox_measure,
	.record = checkbox_record,
	.pre_activate = checkbox_pre_activate,
	.cancel_activate = checkbox_cancel_activate,
	.activate = checkbox_activate,
	.describe = checkbox_describe,
	.sheets = oriel__checkbox_sheets,
};

oriel_widget *oriel_checkbox(const char *text) {
	oriel_widget *widget = oriel_widget_new(&checkbox_class);
	oriel_checkbox_set_text(widget, text);
	return widget;
}

void oriel_checkbox_set_checked(oriel_widget *widget, bool checked) {
	oriel_widget_cast(widget, &checkbox_class);
	oriel_widget_set_state(widget, ORIEL_STATE_CHECKED, checked);
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
