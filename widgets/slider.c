/* SPDX-License-Identifier: MIT */
/*
 * A slider. A press on the thumb drags it from where it was taken; a press elsewhere brings its
 * middle there first. The thumb's middle runs from half a thumb after the start of the content to
 * half a thumb before its end. In text that runs from right to left, a horizontal slider has its
 * least value at the right.
 */
#include <oriel/widgets/slider.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/form_control.h>
#include <oriel/extend/layout.h>
#include <oriel/extend/style.h>
#include <oriel/extend/widget.h>
#include <oriel/runtime/log.h>
#include <oriel/ui/input_event.h>

#include "direction_internal.h"
#include "shadow_part_internal.h"
#include "themes_internal.h"

#define THUMB 18.0f   /* px, width and height */
#define TRACK 4.0f    /* px across */
#define LENGTH 160.0f /* px, where nothing says how long it is to be */

#define MOST_STEPS 9007199254740992.0 /* 2^53: further numbers are not all whole */

struct slider {
	struct oriel_widget_base base;
	double min, max, value;
	double initial;        /* as the program has set it last: what a reset restores */
	double step;           /* 0: any value */
	double value_at_press; /* while it is dragged */
	float grip;            /* px from the thumb's middle to the pointer, along the slider */
	int64_t pointer_id;    /* of the drag */
	bool is_dragged;
	bool is_vertical;
	char text[32]; /* of the value, for forms */
};

static const struct oriel_widget_class slider_class;

static struct slider *slider_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &slider_class);
}

/* ---- Values ---- */

/* Returns the decimal number of 15 digits that stands for a step, e.g. 0.3 for 3 * 0.1, which is
 * 0.30000000000000004; or the value, if the difference is more than an error of rounding. */
static double slider_tidy(const struct slider *slider, double value) {
	char text[32];
	snprintf(text, sizeof(text), "%.15g", value);
	double tidy = strtod(text, NULL);
	return fabs(tidy - value) < slider->step * 1e-6 ? tidy : value;
}

/* A step that is too small to count in is no step. Source: HTML, "range state", value sanitization
 * algorithm. */
static double slider_allowed(const struct slider *slider, double value) {
	value = value > slider->min ? fmin(value, slider->max) : slider->min;
	if (slider->step == 0)
		return value;
	double most = floor((slider->max - slider->min) / slider->step + 1e-9);
	double steps = floor((value - slider->min) / slider->step + 0.5);
	if (!(most < MOST_STEPS))
		return value;
	value = slider_tidy(slider, slider->min + fmin(steps, most) * slider->step);
	return fmin(value, slider->max);
}

/* Returns the value at a fraction of the range, whose length may exceed the largest number. */
static double slider_value_at(const struct slider *slider, double fraction) {
	double range = slider->max - slider->min;
	if (isfinite(range))
		return slider->min + fraction * range;
	return slider->min * (1 - fraction) + slider->max * fraction;
}

/* Returns whether the value differs. */
static bool slider_change(oriel_widget *widget, double value) {
	struct slider *slider = slider_cast(widget, "slider_change");
	value = slider_allowed(slider, value);
	if (value == slider->value)
		return false;
	slider->value = value;
	oriel_widget_relayout(widget);
	return true;
}

static double slider_key_step(const struct slider *slider) {
	return slider->step > 0 ? slider->step : slider->max / 100 - slider->min / 100;
}

static double slider_page_step(const struct slider *slider) {
	double step = slider_key_step(slider), tenth = slider->max / 10 - slider->min / 10;
	double page = fmax(1, floor(tenth / step)) * step;
	return isfinite(page) ? page : tenth;
}

/* 0 at the least value, 1 at the largest. */
static float slider_fraction(const struct slider *slider) {
	double half = slider->max / 2 - slider->min / 2;
	return half > 0 ? (float)((slider->value / 2 - slider->min / 2) / half) : 0;
}

/* ---- Look ---- */

static struct oriel_measurement slider_measure(oriel_widget *widget, float max_width) {
	if (slider_cast(widget, "slider_measure")->is_vertical)
		return (struct oriel_measurement){ THUMB, LENGTH, -1 };
	return (struct oriel_measurement){ fminf(LENGTH, max_width), THUMB, -1 };
}

/* Returns the place of the thumb's middle along the slider, px in the border box. */
static float thumb_middle(const struct slider *slider, struct oriel_rect content) {
	float fraction = slider_fraction(slider);
	if (slider->is_vertical)
		return content.y + THUMB / 2 + fmaxf(0, content.height - THUMB) * (1 - fraction);
	return content.x + THUMB / 2 + fmaxf(0, content.width - THUMB) * fraction;
}

static void slider_arrange(oriel_widget *widget, struct oriel_rect content) {
	const struct slider *slider = slider_cast(widget, "slider_arrange");
	oriel_widget *track = oriel_widget_first_shadow_child(widget);
	oriel_widget *fill = oriel_next_sibling(track), *thumb = oriel_next_sibling(fill);
	float middle = thumb_middle(slider, content);
	struct oriel_rect line = content, done, knob = { 0, 0, THUMB, THUMB };
	if (slider->is_vertical) {
		line.x += roundf((content.width - TRACK) / 2);
		line.width = TRACK;
		done = line;
		done.y = middle;
		done.height = fmaxf(0, content.y + content.height - middle);
		knob.x = content.x + (content.width - THUMB) / 2;
		knob.y = middle - THUMB / 2;
	} else {
		line.y += roundf((content.height - TRACK) / 2);
		line.height = TRACK;
		done = line;
		done.width = fmaxf(0, middle - content.x);
		knob.x = middle - THUMB / 2;
		knob.y = content.y + (content.height - THUMB) / 2;
	}
	oriel_widget_place(track, line);
	if (!slider->is_vertical) {
		done = oriel__mirrored(widget, content, done);
		knob = oriel__mirrored(widget, content, knob);
	}
	oriel_widget_place(fill, done);
	oriel_widget_place(thumb, knob);
}

/* ---- The user ---- */

static void slider_fire_input(oriel_widget *widget) {
	oriel_fire_trusted(widget, "input", .bubbles = true, .composed = true);
}

/* A listener of `input` may destroy the slider. */
static void slider_choose(oriel_widget *widget, double value) {
	if (!slider_change(widget, value))
		return;
	slider_fire_input(widget);
	if (!oriel_widget_is_destroyed(widget))
		oriel_form_control_fire_change(widget);
}

/* Returns where an event is along the slider, px, as thumb_middle() has it. */
static float point_along(const oriel_widget *widget, const oriel_event *event) {
	struct oriel_point point = oriel_event_point_in(event, widget);
	if (slider_cast(widget, "point_along")->is_vertical)
		return point.y;
	struct oriel_rect at = { point.x, point.y, 0, 0 };
	return oriel__mirrored(widget, oriel_widget_content_box(widget), at).x;
}

static void drag_to(oriel_widget *widget, float middle) {
	const struct slider *slider = slider_cast(widget, "drag_to");
	struct oriel_rect content = oriel_widget_content_box(widget);
	float start = (slider->is_vertical ? content.y : content.x) + THUMB / 2;
	float length = (slider->is_vertical ? content.height : content.width) - THUMB;
	if (!(length > 0))
		return;
	double fraction = fmin(fmax((double)((middle - start) / length), 0), 1);
	if (slider->is_vertical)
		fraction = 1 - fraction;
	if (slider_change(widget, slider_value_at(slider, fraction)))
		slider_fire_input(widget);
}

static bool slider_on_pointer_down(oriel_widget *widget, oriel_event *event) {
	struct slider *slider = slider_cast(widget, "slider_on_pointer_down");
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	if (!pointer || pointer->button != ORIEL_BUTTON_PRIMARY || slider->is_dragged ||
		oriel_is_disabled(widget))
		return false;
	if (oriel_widget_set_pointer_capture(widget, pointer->pointer_id) != ORIEL_OK)
		return false;
	float along = point_along(widget, event);
	float grip = along - thumb_middle(slider, oriel_widget_content_box(widget));
	slider->grip = fabsf(grip) <= THUMB / 2 ? grip : 0;
	slider->is_dragged = true;
	slider->pointer_id = pointer->pointer_id;
	slider->value_at_press = slider->value;
	drag_to(widget, along - slider->grip);
	return true;
}

static bool is_dragged_by(const oriel_widget *widget, const oriel_event *event) {
	const struct slider *slider = slider_cast(widget, "is_dragged_by");
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	return pointer && slider->is_dragged && pointer->pointer_id == slider->pointer_id;
}

static bool slider_end_drag(oriel_widget *widget) {
	struct slider *slider = slider_cast(widget, "slider_end_drag");
	slider->is_dragged = false;
	if (slider->value != slider->value_at_press)
		oriel_form_control_fire_change(widget);
	return true;
}

/* Disabling the slider ends its drag, at the next event. */
static bool slider_on_pointer_move(oriel_widget *widget, oriel_event *event) {
	if (!is_dragged_by(widget, event))
		return false;
	if (oriel_is_disabled(widget))
		return slider_end_drag(widget);
	drag_to(widget, point_along(widget, event) - slider_cast(widget, __func__)->grip);
	return true;
}

static bool slider_on_pointer_end(oriel_widget *widget, oriel_event *event) {
	return is_dragged_by(widget, event) && slider_end_drag(widget);
}

/* Gives the value of before the drag back. */
static bool slider_cancel_drag(oriel_widget *widget) {
	struct slider *slider = slider_cast(widget, "slider_cancel_drag");
	if (!slider->is_dragged)
		return false;
	slider->is_dragged = false;
	oriel_widget_release_pointer_capture(widget, slider->pointer_id);
	if (!oriel_widget_is_destroyed(widget) && slider_change(widget, slider->value_at_press))
		slider_fire_input(widget);
	return true;
}

/* A finger that scrolls the page instead changes nothing. */
static bool slider_on_pointer_cancel(oriel_widget *widget, oriel_event *event) {
	return is_dragged_by(widget, event) && slider_cancel_drag(widget);
}

static bool slider_on_key_down(oriel_widget *widget, oriel_event *event) {
	const struct slider *slider = slider_cast(widget, "slider_on_key_down");
	double value = slider->value;
	if (oriel_key_is(event, "Escape"))
		return slider_cancel_drag(widget);
	bool is_mirrored = !slider->is_vertical && oriel__is_rtl(widget);
	if (oriel_key_is_or_repeats(event, is_mirrored ? "ArrowLeft" : "ArrowRight") ||
		oriel_key_is_or_repeats(event, "ArrowUp"))
		value += slider_key_step(slider);
	else if (oriel_key_is_or_repeats(event, is_mirrored ? "ArrowRight" : "ArrowLeft") ||
		oriel_key_is_or_repeats(event, "ArrowDown"))
		value -= slider_key_step(slider);
	else if (oriel_key_is_or_repeats(event, "PageUp"))
		value += slider_page_step(slider);
	else if (oriel_key_is_or_repeats(event, "PageDown"))
		value -= slider_page_step(slider);
	else if (oriel_key_is(event, "Home"))
		value = slider->min;
	else if (oriel_key_is(event, "End"))
		value = slider->max;
	else
		return false;
	slider_choose(widget, value);
	return true;
}

static void slider_detached(oriel_widget *widget) {
	slider_cast(widget, "slider_detached")->is_dragged = false;
}

/* ---- Description and class ---- */

static void slider_describe(oriel_widget *widget, struct oriel_description *description) {
	const struct slider *slider = slider_cast(widget, "slider_describe");
	description->role = ORIEL_ROLE_SLIDER;
	description->actions |= ORIEL_ACTION_ADJUST;
	description->orientation = slider->is_vertical ? ORIEL_ORIENTATION_VERTICAL :
													ORIEL_ORIENTATION_HORIZONTAL;
	description->has_range = true;
	description->value_min = slider->min;
	description->value_max = slider->max;
	description->value_now = slider->value;
	oriel_form_control_describe(widget, description);
}

/* The shortest decimal number that is the value. */
static const char *slider_form_value(const oriel_widget *widget) {
	struct slider *slider = slider_cast(widget, "slider_form_value");
	for (int digits = 6; digits <= 17; digits++) {
		snprintf(slider->text, sizeof(slider->text), "%.*g", digits, slider->value);
		if (strtod(slider->text, NULL) == slider->value)
			break;
	}
	char *comma = strchr(slider->text, ','); /* some locales write one */
	if (comma)
		*comma = '.';
	return slider->text;
}

static void slider_form_reset(oriel_widget *widget) {
	slider_change(widget, slider_cast(widget, "slider_form_reset")->initial);
}

static const struct oriel_default_action slider_actions[] = {
	{ "pointerdown", slider_on_pointer_down },
	{ "pointermove", slider_on_pointer_move },
	{ "pointerup", slider_on_pointer_end },
	{ "pointercancel", slider_on_pointer_cancel },
	{ "lostpointercapture", slider_on_pointer_end },
	{ "keydown", slider_on_key_down },
	{ 0 },
};

static const struct oriel_widget_class slider_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "slider",
	.size = sizeof(struct slider),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE,
	.detached = slider_detached,
	.measure = slider_measure,
	.arrange = slider_arrange,
	.default_actions = slider_actions,
	.form_value = slider_form_value,
	.form_reset = slider_form_reset,
	.describe = slider_describe,
	.sheets = oriel__slider_sheets,
};

oriel_widget *oriel_slider(double min, double max) {
	oriel_widget *widget = oriel_widget_new(&slider_class);
	oriel__append_shadow_part(widget, "track");
	oriel__append_shadow_part(widget, "fill");
	oriel__append_shadow_part(widget, "thumb");
	struct slider *slider = slider_cast(widget, "oriel_slider");
	slider->value = slider->initial = min;
	oriel_slider_set_range(widget, min, max);
	return widget;
}

void oriel_slider_set_value(oriel_widget *widget, double value) {
	struct slider *slider = slider_cast(widget, "oriel_slider_set_value");
	slider_change(widget, value);
	slider->initial = slider->value;
}

double oriel_slider_value(const oriel_widget *widget) {
	return slider_cast(widget, "oriel_slider_value")->value;
}

void oriel_slider_set_range(oriel_widget *widget, double min, double max) {
	struct slider *slider = slider_cast(widget, "oriel_slider_set_range");
	ORIEL_ASSERT(isfinite(min) && isfinite(max),
		"oriel_slider_set_range: the ends are %g and %g; give two finite numbers", min, max);
	slider->min = min;
	slider->max = fmax(min, max);
	slider->value = slider_allowed(slider, slider->value);
	oriel_widget_relayout(widget);
}

void oriel_slider_set_step(oriel_widget *widget, double step) {
	struct slider *slider = slider_cast(widget, "oriel_slider_set_step");
	ORIEL_ASSERT(isfinite(step) && step >= 0,
		"oriel_slider_set_step: a step of %g; give one above 0, or 0 for any value", step);
	slider->step = step;
	slider_change(widget, slider->value);
}

void oriel_slider_set_vertical(oriel_widget *widget, bool vertical) {
	struct slider *slider = slider_cast(widget, "oriel_slider_set_vertical");
	if (slider->is_vertical == vertical)
		return;
	slider->is_vertical = vertical;
	if (vertical)
		oriel_set_attribute(widget, "orientation", "vertical");
	else
		oriel_set_attribute(widget, "orientation", NULL);
	oriel_widget_relayout(widget);
}
