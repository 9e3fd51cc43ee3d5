/* SPDX-License-Identifier: MIT */
/*
 * A slider. A press on the thumb drags it from where it was taken; a press elsewhere brings its
 * middle there first. The thumb's middle runs from half a thumb after the start of the content to
 * half a thumb before its end. In text that runs from right to left, a horizontal slider has its
 * least value at the right.
 *
 * With two thumbs, the slider has the focus, and one thumb is active. A thumb stops at the other
 * one, and the fill lies between them.
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
#include <oriel/widgets/texts.h>

#include "direction_internal.h"
#include "focus_order_internal.h"
#include "shadow_part_internal.h"
#include "slider_internal.h"
#include "themes_internal.h"

#define THUMB ORIEL__SLIDER_THUMB
#define TRACK 4.0f    /* px across */
#define LENGTH 160.0f /* px, where nothing says how long it is to be */

#define MOST_STEPS 9007199254740992.0 /* 2^53: further numbers are not all whole */

static const struct oriel_widget_class slider_class, slider_thumb_class;

static struct slider *slider_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &slider_class);
}

/* ---- Values ---- */

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
	value = oriel__number_tidy(slider->min + fmin(steps, most) * slider->step, slider->step);
	return fmin(value, slider->max);
}

/* Returns the value at a fraction of the range, whose length may exceed the largest number. */
static double slider_value_at(const struct slider *slider, double fraction) {
	double range = slider->max - slider->min;
	if (isfinite(range))
		return slider->min + fraction * range;
	return slider->min * (1 - fraction) + slider->max * fraction;
}

/* Returns a value that a thumb may have: a step, on its side of the other thumb. */
static double slider_allowed_at(const struct slider *slider, int thumb, double value) {
	value = slider_allowed(slider, value);
	if (slider->is_range && thumb == 0)
		return fmin(value, slider->values[1]);
	return slider->is_range ? fmax(value, slider->values[0]) : value;
}

/* Returns whether the value differs. */
static bool slider_change(oriel_widget *widget, int thumb, double value) {
	struct slider *slider = slider_cast(widget, "slider_change");
	value = slider_allowed_at(slider, thumb, value);
	if (value == slider->values[thumb])
		return false;
	slider->values[thumb] = value;
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
static float slider_fraction(const struct slider *slider, double value) {
	double half = slider->max / 2 - slider->min / 2;
	return half > 0 ? (float)((value / 2 - slider->min / 2) / half) : 0;
}

/* ---- Look ---- */

static struct oriel_measurement slider_measure(oriel_widget *widget, float max_width) {
	float across = THUMB + oriel__slider_measure_ticks(widget);
	if (slider_cast(widget, "slider_measure")->is_vertical)
		return (struct oriel_measurement){ across, LENGTH, -1 };
	return (struct oriel_measurement){ fminf(LENGTH, max_width), across, -1 };
}

float oriel__slider_place(
	const struct slider *slider, struct oriel_rect content, double value) {
	float fraction = slider_fraction(slider, value);
	if (slider->is_vertical)
		return content.y + THUMB / 2 + fmaxf(0, content.height - THUMB) * (1 - fraction);
	return content.x + THUMB / 2 + fmaxf(0, content.width - THUMB) * fraction;
}

/* Returns the place of a thumb's middle along the slider, px in the border box. */
static float thumb_middle(const struct slider *slider, struct oriel_rect content, int thumb) {
	return oriel__slider_place(slider, content, slider->values[thumb]);
}

/* Returns the part of a box along the slider, from one place to another one. */
static struct oriel_rect slider_stretch(
	const struct slider *slider, struct oriel_rect box, float from, float to) {
	if (slider->is_vertical) {
		box.y = fminf(from, to);
		box.height = fabsf(to - from);
	} else {
		box.x = fminf(from, to);
		box.width = fabsf(to - from);
	}
	return box;
}

/* Returns a box in the middle of the track's band that is so wide across the slider. */
static struct oriel_rect slider_center(
	const struct slider *slider, struct oriel_rect band, float across) {
	if (slider->is_vertical) {
		band.x += (band.width - across) / 2;
		band.width = across;
	} else {
		band.y += (band.height - across) / 2;
		band.height = across;
	}
	return band;
}

static void slider_arrange(oriel_widget *widget, struct oriel_rect content) {
	const struct slider *slider = slider_cast(widget, "slider_arrange");
	oriel_widget *track = oriel_widget_first_shadow_child(widget);
	oriel_widget *fill = oriel_next_sibling(track), *thumb = oriel_next_sibling(fill);
	float ticks = oriel__slider_measure_ticks(widget);
	struct oriel_rect band = content;
	if (slider->is_vertical)
		band.width = fmaxf(0, band.width - ticks);
	else
		band.height = fmaxf(0, band.height - ticks);
	struct oriel_rect line = slider_center(slider, band, TRACK);
	line.x = slider->is_vertical ? roundf(line.x) : line.x;
	line.y = slider->is_vertical ? line.y : roundf(line.y);
	float start = slider->is_vertical ? content.y + content.height : content.x;
	if (slider->is_range)
		start = thumb_middle(slider, content, 0);
	float end = thumb_middle(slider, content, slider->is_range ? 1 : 0);
	oriel_widget_place(track, oriel__mirrored(widget, content, line));
	oriel_widget_place(fill,
		oriel__mirrored(widget, content, slider_stretch(slider, line, start, end)));
	for (int i = 0; thumb; thumb = oriel_next_sibling(thumb), i++) {
		float middle = thumb_middle(slider, content, i);
		struct oriel_rect knob = slider_stretch(slider, slider_center(slider, band, THUMB),
			middle - THUMB / 2, middle + THUMB / 2);
		oriel_widget_place(thumb, oriel__mirrored(widget, content, knob));
	}
}

/* Names the parts of the thumbs, of which sheets show the active one. */
static void slider_name_thumbs(oriel_widget *widget) {
	static const char *const parts[2][2] = { { "thumb low", "thumb low active" },
		{ "thumb high", "thumb high active" } };
	const struct slider *slider = slider_cast(widget, "slider_name_thumbs");
	oriel_widget *thumb = oriel_widget_last_shadow_child(widget);
	for (int i = 1; slider->is_range && i >= 0; i--) {
		oriel_set_attribute(thumb, "part", parts[i][slider->active == i]);
		thumb = oriel_previous_sibling(thumb);
	}
}

static void slider_set_active(oriel_widget *widget, int thumb) {
	struct slider *slider = slider_cast(widget, "slider_set_active");
	if (slider->active == thumb)
		return;
	slider->active = thumb;
	slider_name_thumbs(widget);
}

/* ---- The user ---- */

static void slider_fire_input(oriel_widget *widget) {
	oriel_fire_trusted(widget, "input", .bubbles = true, .composed = true);
}

/* A listener of `input` may destroy the slider. */
static void slider_choose(oriel_widget *widget, double value) {
	if (!slider_change(widget, slider_cast(widget, "slider_choose")->active, value))
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
	if (slider_change(widget, slider->active, slider_value_at(slider, fraction)))
		slider_fire_input(widget);
}

/* Returns the thumb that is nearest. Of two thumbs at one place, the one that can move to the
 * pointer is taken. */
static int thumb_near(const oriel_widget *widget, float along) {
	const struct slider *slider = slider_cast(widget, "thumb_near");
	struct oriel_rect content = oriel_widget_content_box(widget);
	if (!slider->is_range)
		return 0;
	float low = thumb_middle(slider, content, 0), high = thumb_middle(slider, content, 1);
	if (low != high)
		return fabsf(along - high) < fabsf(along - low);
	bool is_beyond = slider->is_vertical ? along < high : along > high;
	return slider->values[0] <= slider->min || (is_beyond && slider->values[1] < slider->max);
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
	slider_set_active(widget, thumb_near(widget, along));
	float grip = along - thumb_middle(slider, oriel_widget_content_box(widget), slider->active);
	slider->grip = fabsf(grip) <= THUMB / 2 ? grip : 0;
	slider->is_dragged = true;
	slider->pointer_id = pointer->pointer_id;
	memcpy(slider->values_at_press, slider->values, sizeof(slider->values));
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
	if (slider->values[slider->active] != slider->values_at_press[slider->active])
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
	if (!oriel_widget_is_destroyed(widget) && slider_change(
			widget, slider->active, slider->values_at_press[slider->active]))
		slider_fire_input(widget);
	return true;
}

/* A finger that scrolls the page instead changes nothing. */
static bool slider_on_pointer_cancel(oriel_widget *widget, oriel_event *event) {
	return is_dragged_by(widget, event) && slider_cancel_drag(widget);
}

static bool slider_on_key_down(oriel_widget *widget, oriel_event *event) {
	const struct slider *slider = slider_cast(widget, "slider_on_key_down");
	double value = slider->values[slider->active];
	if (oriel_key_is(event, "Escape"))
		return slider_cancel_drag(widget);
	int other = oriel_key_is(event, "Tab") ? 1 : oriel_key_is(event, "Shift+Tab") ? 0 : -1;
	if (other >= 0 && slider->is_range && !slider->is_dragged && slider->active != other) {
		slider_set_active(widget, other);
		return true;
	}
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

/* A press has chosen the thumb already. */
static bool slider_on_focus(oriel_widget *widget, oriel_event *event) {
	const struct slider *slider = slider_cast(widget, "slider_on_focus");
	if (slider->is_range && !slider->is_dragged)
		slider_set_active(widget, oriel__focus_comes_backwards(widget, event));
	return false;
}

static void slider_detached(oriel_widget *widget) {
	slider_cast(widget, "slider_detached")->is_dragged = false;
}

/* ---- Description and class ---- */

static void slider_describe_range(
	const struct slider *slider, struct oriel_description *description) {
	description->role = ORIEL_ROLE_SLIDER;
	description->actions |= ORIEL_ACTION_ADJUST;
	description->orientation = slider->is_vertical ? ORIEL_ORIENTATION_VERTICAL :
													ORIEL_ORIENTATION_HORIZONTAL;
	description->has_range = true;
	description->value_min = slider->min;
	description->value_max = slider->max;
	description->value_now = slider->values[0];
}

/* Of a slider with two thumbs, the thumbs are the sliders. */
static void slider_describe(oriel_widget *widget, struct oriel_description *description) {
	const struct slider *slider = slider_cast(widget, "slider_describe");
	slider_describe_range(slider, description);
	if (slider->is_range) {
		oriel_widget *high = oriel_widget_last_shadow_child(widget);
		description->role = ORIEL_ROLE_GROUP;
		description->has_range = false;
		description->active_descendant = slider->active == 1 ? high : oriel_previous_sibling(high);
	}
	oriel_form_control_describe(widget, description);
}

/* A thumb goes as far as the other one. */
static void slider_thumb_describe(
	oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *host = oriel_widget_host(widget);
	if (!host)
		return;
	const struct slider *slider = slider_cast(host, "slider_thumb_describe");
	bool is_high = oriel_next_sibling(widget) == NULL;
	slider_describe_range(slider, description);
	description->name = oriel_builtin_text(
		is_high ? ORIEL_BUILTIN_TEXT_MAXIMUM : ORIEL_BUILTIN_TEXT_MINIMUM);
	if (is_high)
		description->value_min = slider->values[0];
	else
		description->value_max = slider->values[1];
	description->value_now = slider->values[is_high];
}

static const char *slider_form_value(const oriel_widget *widget) {
	struct slider *slider = slider_cast(widget, "slider_form_value");
	char low[ORIEL__NUMBER_TEXT_SIZE], high[ORIEL__NUMBER_TEXT_SIZE];
	oriel__number_format(slider->values[0], low);
	oriel__number_format(slider->values[1], high);
	if (slider->is_range)
		snprintf(slider->text, sizeof(slider->text), "%s,%s", low, high);
	else
		snprintf(slider->text, sizeof(slider->text), "%s", low);
	return slider->text;
}

static void slider_form_reset(oriel_widget *widget) {
	const struct slider *slider = slider_cast(widget, "slider_form_reset");
	if (slider->is_range)
		oriel_slider_set_values(widget, slider->initial[0], slider->initial[1]);
	else
		slider_change(widget, 0, slider->initial[0]);
}

static const struct oriel_default_action slider_actions[] = {
	{ "pointerdown", slider_on_pointer_down },
	{ "pointermove", slider_on_pointer_move },
	{ "pointerup", slider_on_pointer_end },
	{ "pointercancel", slider_on_pointer_cancel },
	{ "lostpointercapture", slider_on_pointer_end },
	{ "keydown", slider_on_key_down },
	{ "focus", slider_on_focus },
	{ 0 },
};

static const struct oriel_widget_class slider_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "slider",
	.size = sizeof(struct slider),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE,
	.finish = oriel__slider_finish,
	.detached = slider_detached,
	.changed = oriel__slider_changed,
	.measure = slider_measure,
	.arrange = slider_arrange,
	.record = oriel__slider_record,
	.default_actions = slider_actions,
	.form_value = slider_form_value,
	.form_reset = slider_form_reset,
	.describe = slider_describe,
	.sheets = oriel__slider_sheets,
};

static const struct oriel_widget_class slider_thumb_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "slider-thumb",
	.size = sizeof(struct oriel_widget_base),
	.flags = ORIEL_WIDGET_LEAF,
	.describe = slider_thumb_describe,
};

/* ---- For programs ---- */

static oriel_widget *slider_new(double min, double max, bool is_range) {
	oriel_widget *widget = oriel_widget_new(&slider_class);
	struct slider *slider = slider_cast(widget, "oriel_slider");
	oriel__append_shadow_part(widget, "track");
	oriel__append_shadow_part(widget, "fill");
	for (int i = 0; is_range && i < 2; i++)
		oriel_widget_append_shadow_child(widget, oriel_widget_new(&slider_thumb_class));
	if (!is_range)
		oriel__append_shadow_part(widget, "thumb");
	slider->is_range = is_range;
	if (is_range)
		oriel_set_attribute(widget, "thumbs", "2");
	slider->tick_labels = -1;
	slider->values[0] = slider->initial[0] = min;
	slider->values[1] = slider->initial[1] = fmax(min, max);
	slider_name_thumbs(widget);
	return widget;
}

oriel_widget *oriel_slider(double min, double max) {
	oriel_widget *widget = slider_new(min, max, false);
	oriel_slider_set_range(widget, min, max);
	return widget;
}

oriel_widget *oriel_range_slider(double min, double max) {
	oriel_widget *widget = slider_new(min, max, true);
	oriel_slider_set_range(widget, min, max);
	return widget;
}

void oriel_slider_set_value(oriel_widget *widget, double value) {
	struct slider *slider = slider_cast(widget, "oriel_slider_set_value");
	slider_change(widget, 0, value);
	slider->initial[0] = slider->values[0];
}

double oriel_slider_value(const oriel_widget *widget) {
	return slider_cast(widget, "oriel_slider_value")->values[0];
}

static struct slider *slider_range_cast(const oriel_widget *widget, const char *caller) {
	struct slider *slider = slider_cast(widget, caller);
	ORIEL_ASSERT(slider->is_range,
		"%s: this slider has one thumb; make it by oriel_range_slider()", caller);
	return slider;
}

void oriel_slider_set_values(oriel_widget *widget, double low, double high) {
	struct slider *slider = slider_range_cast(widget, "oriel_slider_set_values");
	slider->initial[0] = slider->values[0] = slider_allowed(slider, low);
	slider->initial[1] = slider->values[1] = fmax(slider->values[0], slider_allowed(slider, high));
	oriel_widget_relayout(widget);
}

double oriel_slider_high(const oriel_widget *widget) {
	return slider_range_cast(widget, "oriel_slider_high")->values[1];
}

void oriel_slider_set_range(oriel_widget *widget, double min, double max) {
	struct slider *slider = slider_cast(widget, "oriel_slider_set_range");
	ORIEL_ASSERT(isfinite(min) && isfinite(max),
		"oriel_slider_set_range: the ends are %g and %g; give two finite numbers", min, max);
	slider->min = min;
	slider->max = fmax(min, max);
	slider->values[0] = slider_allowed(slider, slider->values[0]);
	slider->values[1] = slider_allowed(slider, slider->values[1]);
	oriel_widget_relayout(widget);
}

void oriel_slider_set_step(oriel_widget *widget, double step) {
	struct slider *slider = slider_cast(widget, "oriel_slider_set_step");
	ORIEL_ASSERT(isfinite(step) && step >= 0,
		"oriel_slider_set_step: a step of %g; give one above 0, or 0 for any value", step);
	slider->step = step;
	slider->values[0] = slider_allowed(slider, slider->values[0]);
	slider->values[1] = slider_allowed(slider, slider->values[1]);
	oriel_widget_relayout(widget);
}

void oriel_slider_add_tick(oriel_widget *widget, double value, const char *label) {
	slider_cast(widget, "oriel_slider_add_tick");
	ORIEL_ASSERT(isfinite(value),
		"oriel_slider_add_tick: the value is %g; give a finite number", value);
	oriel__slider_add_tick(widget, value, label);
}

void oriel_slider_clear_ticks(oriel_widget *widget) {
	slider_cast(widget, "oriel_slider_clear_ticks");
	oriel__slider_clear_ticks(widget);
}

void oriel_slider_set_vertical(oriel_widget *widget, bool vertical) {
	struct slider *slider = slider_cast(widget, "oriel_slider_set_vertical");
	if (slider->is_vertical == vertical)
		return;
	slider->is_vertical = vertical;
	slider->tick_labels = -1;
	if (vertical)
		oriel_set_attribute(widget, "orientation", "vertical");
	else
		oriel_set_attribute(widget, "orientation", NULL);
	oriel_widget_relayout(widget);
}
