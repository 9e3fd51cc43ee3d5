/* SPDX-License-Identifier: MIT */
/* The common part of widgets that are checked or not. */
#include "toggle_internal.h"

#include <math.h>
#include <string.h>

#include "direction_internal.h"

#define GAP 10.0f /* px between mark and text */

enum { WAS_CHECKED = 1, WAS_INDETERMINATE = 2 };

static bool toggle_has_text(const oriel_widget *widget) {
	return oriel__text_widget_text(widget)[0] != '\0';
}

void oriel__toggle_changed(oriel_widget *widget, const struct oriel_change *change) {
	oriel__text_widget_changed(widget, change);
	if (change->kind == ORIEL_CHANGE_STATE)
		oriel_widget_redraw(widget);
	oriel__toggle_check_required(widget, change);
}

void oriel__toggle_check_required(oriel_widget *widget, const struct oriel_change *change) {
	bool is_checked = oriel_widget_has_state(widget, ORIEL_STATE_CHECKED);
	bool was_checked = (change->old_states & ORIEL_STATE_CHECKED) != 0;
	bool counts = change->kind == ORIEL_CHANGE_STATE ? is_checked != was_checked :
		change->kind == ORIEL_CHANGE_ATTRIBUTE && strcmp(change->name, "required") == 0;
	if (counts)
		oriel__form_control_check_required(widget, is_checked, ORIEL_BUILTIN_TEXT_CHECK);
}

/* ---- Forms ---- */

const char *oriel__toggle_form_value(const oriel_widget *widget) {
	const char *value = oriel_attribute(widget, "value");
	if (!oriel_widget_has_state(widget, ORIEL_STATE_CHECKED))
		return NULL;
	return value ? value : "on";
}

void oriel__toggle_form_reset(oriel_widget *widget) {
	oriel_widget_set_state(
		widget, ORIEL_STATE_CHECKED, ((struct toggle *)widget)->is_initially_checked);
}

void oriel__toggle_set_checked(oriel_widget *widget, bool is_checked) {
	((struct toggle *)widget)->is_initially_checked = is_checked;
	oriel_widget_set_state(widget, ORIEL_STATE_CHECKED, is_checked);
}

/* ---- Clicks ---- */

uint64_t oriel__toggle_pre_activate(oriel_widget *widget, oriel_event *event) {
	(void)event;
	bool was_checked = oriel_widget_has_state(widget, ORIEL_STATE_CHECKED);
	bool was_indeterminate = oriel_widget_has_state(widget, ORIEL_STATE_INDETERMINATE);
	oriel_widget_set_state(widget, ORIEL_STATE_CHECKED, !was_checked);
	oriel_widget_set_state(widget, ORIEL_STATE_INDETERMINATE, false);
	return (was_checked ? WAS_CHECKED : 0u) | (was_indeterminate ? WAS_INDETERMINATE : 0u);
}

void oriel__toggle_cancel_activate(oriel_widget *widget, oriel_event *event, uint64_t before) {
	(void)event;
	oriel_widget_set_state(widget, ORIEL_STATE_CHECKED, (before & WAS_CHECKED) != 0);
	oriel_widget_set_state(widget, ORIEL_STATE_INDETERMINATE, (before & WAS_INDETERMINATE) != 0);
}

void oriel__toggle_activate(oriel_widget *widget, oriel_event *event) {
	(void)event;
	oriel_fire_trusted(widget, "input", .bubbles = true, .composed = true);
	if (!oriel_widget_is_destroyed(widget))
		oriel_form_control_fire_change(widget);
}

/* ---- Drawing ---- */

struct oriel_measurement oriel__toggle_measure(
	oriel_widget *widget, float max_width, struct oriel_size mark) {
	if (!toggle_has_text(widget))
		return (struct oriel_measurement){ mark.width, mark.height, -1 };
	struct oriel_measurement text = oriel__text_widget_measure(
		widget, fmaxf(0, max_width - mark.width - GAP));
	float height = fmaxf(mark.height, text.height);
	return (struct oriel_measurement){ mark.width + GAP + text.width, height,
		text.baseline + (height - text.height) / 2 };
}

struct oriel_rect oriel__toggle_mark(const oriel_widget *widget, struct oriel_size mark) {
	struct oriel_rect content = oriel_widget_content_box(widget);
	struct oriel_rect box = { content.x, roundf(content.y + (content.height - mark.height) / 2),
		mark.width, mark.height };
	return oriel__mirrored(widget, content, box);
}

void oriel__toggle_record_text(oriel_widget *widget, oriel_recorder *recorder, float mark_width) {
	struct oriel_rect box = oriel_widget_content_box(widget);
	if (!toggle_has_text(widget))
		return;
	struct oriel_rect text = box;
	text.x += mark_width + GAP;
	text.width = fmaxf(0, box.width - mark_width - GAP);
	text = oriel__mirrored(widget, box, text);
	oriel__text_part_record(&((struct text_widget *)widget)->part, widget, recorder, text);
}
