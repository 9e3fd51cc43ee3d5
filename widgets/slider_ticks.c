/* SPDX-License-Identifier: MIT */
/*
 * The ticks of a slider: lines beside the track, with labels behind them. They stand below a
 * horizontal slider, and at the end of the line beside a vertical one. A label that would leave the
 * slider is moved inside.
 */
#include <math.h>
#include <stdlib.h>

#include <oriel/extend/style.h>
#include <oriel/runtime/log.h>

#include "direction_internal.h"
#include "slider_internal.h"
#include "text_part_internal.h"

#define TICK 6.0f       /* px, length of a line */
#define TICK_WIDTH 1.0f /* px */
#define LABEL_GAP 3.0f  /* px between a line and its label */

struct slider_tick {
	double value;
	struct text_part label;
};

float oriel__slider_measure_ticks(oriel_widget *widget) {
	struct slider *slider = (struct slider *)widget;
	if (slider->tick_count == 0)
		return 0;
	if (slider->tick_labels < 0) {
		slider->tick_labels = 0;
		for (size_t i = 0; i < slider->tick_count; i++) {
			struct text_part *label = &slider->ticks[i].label;
			if (oriel__text_part_text(label)[0] == '\0')
				continue;
			struct oriel_measurement size = oriel__text_part_measure(label, widget, INFINITY);
			slider->tick_labels = fmaxf(slider->tick_labels,
				LABEL_GAP + (slider->is_vertical ? size.width : size.height));
		}
	}
	return TICK + slider->tick_labels;
}

/* Draws a tick in its place for text that runs from left to right, mirrored. */
static void slider_record_tick(oriel_widget *widget, oriel_recorder *recorder,
	struct slider_tick *tick, struct oriel_rect content) {
	const struct slider *slider = (const struct slider *)widget;
	oriel_color color = oriel_used_color(widget, ORIEL_PROPERTY_CARET_COLOR);
	float place = oriel__slider_place(slider, content, tick->value);
	struct oriel_rect line = { roundf(place - TICK_WIDTH / 2),
		content.y + content.height - TICK - slider->tick_labels, TICK_WIDTH, TICK };
	if (slider->is_vertical)
		line = (struct oriel_rect){ content.x + content.width - TICK - slider->tick_labels,
			roundf(place - TICK_WIDTH / 2), TICK, TICK_WIDTH };
	oriel_record_fill(recorder, oriel__mirrored(widget, content, line), color);
	if (oriel__text_part_text(&tick->label)[0] == '\0')
		return;
	struct oriel_measurement size = oriel__text_part_measure(&tick->label, widget, INFINITY);
	struct oriel_rect box = { place - size.width / 2,
		content.y + content.height - slider->tick_labels + LABEL_GAP, size.width, size.height };
	if (slider->is_vertical) {
		box.x = content.x + content.width - slider->tick_labels + LABEL_GAP;
		box.y = place - size.height / 2;
	}
	box.x = fminf(fmaxf(box.x, content.x), content.x + content.width - size.width);
	oriel__text_part_record_in(&tick->label, widget, recorder,
		oriel__mirrored(widget, content, box), oriel_used_color(widget, ORIEL_PROPERTY_COLOR));
}

void oriel__slider_record(oriel_widget *widget, oriel_recorder *recorder) {
	const struct slider *slider = (const struct slider *)widget;
	for (size_t i = 0; i < slider->tick_count; i++) {
		double value = slider->ticks[i].value;
		if (value >= slider->min && value <= slider->max)
			slider_record_tick(
				widget, recorder, &slider->ticks[i], oriel_widget_content_box(widget));
	}
}

void oriel__slider_changed(oriel_widget *widget, const struct oriel_change *change) {
	struct slider *slider = (struct slider *)widget;
	if (change->kind != ORIEL_CHANGE_STYLE)
		return;
	for (size_t i = 0; i < slider->tick_count; i++)
		oriel__text_part_restyle(&slider->ticks[i].label);
	slider->tick_labels = -1;
}

void oriel__slider_finish(oriel_widget *widget) {
	struct slider *slider = (struct slider *)widget;
	for (size_t i = 0; i < slider->tick_count; i++)
		oriel__text_part_finish(&slider->ticks[i].label);
	free(slider->ticks);
	slider->ticks = NULL;
	slider->tick_count = 0;
}

void oriel__slider_clear_ticks(oriel_widget *widget) {
	oriel__slider_finish(widget);
	oriel_widget_relayout(widget);
}

void oriel__slider_add_tick(oriel_widget *widget, double value, const char *label) {
	struct slider *slider = (struct slider *)widget;
	struct slider_tick *ticks = realloc(
		slider->ticks, (slider->tick_count + 1) * sizeof(*slider->ticks));
	if (!ticks) {
		oriel_log(ORIEL_LOG_ERROR, "oriel_slider_add_tick: no memory for a tick");
		return;
	}
	slider->ticks = ticks;
	struct slider_tick *tick = &ticks[slider->tick_count++];
	*tick = (struct slider_tick){ .value = value };
	tick->label.is_one_line = true;
	oriel__text_part_set(&tick->label, label ? label : "");
	slider->tick_labels = -1;
	oriel_widget_relayout(widget);
}
