/* SPDX-License-Identifier: MIT */
/* A meter. Its attribute "region" carries how good the value is to the sheets. */
#include <oriel/widgets/meter.h>

#include <math.h>
#include <stdlib.h>

#include <oriel/extend/recorder.h>
#include <oriel/runtime/log.h>

#include "direction_internal.h"
#include "themes_internal.h"

#define WIDTH 160.0f /* px, where nothing says how wide it is to be */
#define HEIGHT 8.0f  /* px */

struct meter {
	struct oriel_widget_base base;
	double min, max, value;
	double low, high, optimum;
};

static const struct oriel_widget_class meter_class;

static struct meter *meter_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &meter_class);
}

/* Below, between and above the limits: -1, 0 and 1. */
static int part_of_range(const struct meter *meter, double value) {
	return value < meter->low ? -1 : value > meter->high ? 1 : 0;
}

/* Source: HTML, "the meter element", its gauge regions. */
static const char *region_of(const struct meter *meter) {
	int distance = abs(part_of_range(meter, meter->optimum) - part_of_range(meter, meter->value));
	return distance == 0 ? "optimum" : distance == 1 ? "suboptimum" : "worst";
}

static double clamp_between(double value, double min, double max) {
	return value > min ? fmin(value, max) : min;
}

static void meter_update(oriel_widget *widget) {
	oriel_set_attribute(widget, "region", region_of(meter_cast(widget, "meter_update")));
	oriel_widget_redraw(widget);
}

static struct oriel_measurement meter_measure(oriel_widget *widget, float max_width) {
	(void)widget;
	return (struct oriel_measurement){ fminf(WIDTH, max_width), HEIGHT, -1 };
}

static void meter_record(oriel_widget *widget, oriel_recorder *recorder) {
	const struct meter *meter = meter_cast(widget, "meter_record");
	struct oriel_rect track = oriel_widget_content_box(widget), bar = track;
	double half = meter->max / 2 - meter->min / 2; /* the range may exceed the largest number */
	bar.width *= half > 0 ? (float)((meter->value / 2 - meter->min / 2) / half) : 0;
	bar = oriel__mirrored(widget, track, bar);
	if (bar.width > 0)
		oriel_record_round_rect(recorder, bar,
			oriel_used_length(widget, ORIEL_PROPERTY_BORDER_TOP_LEFT_RADIUS),
			oriel_used_color(widget, ORIEL_PROPERTY_COLOR));
}

static void meter_describe(oriel_widget *widget, struct oriel_description *description) {
	const struct meter *meter = meter_cast(widget, "meter_describe");
	description->role = ORIEL_ROLE_METER;
	description->has_range = true;
	description->value_min = meter->min;
	description->value_max = meter->max;
	description->value_now = meter->value;
}

static const struct oriel_widget_class meter_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "meter",
	.size = sizeof(struct meter),
	.flags = ORIEL_WIDGET_LEAF,
	.measure = meter_measure,
	.record = meter_record,
	.describe = meter_describe,
	.sheets = oriel__meter_sheets,
};

oriel_widget *oriel_meter(double min, double max) {
	oriel_widget *widget = oriel_widget_new(&meter_class);
	meter_cast(widget, "oriel_meter")->value = min;
	oriel_meter_set_range(widget, min, max);
	return widget;
}

void oriel_meter_set_range(oriel_widget *widget, double min, double max) {
	struct meter *meter = meter_cast(widget, "oriel_meter_set_range");
	ORIEL_ASSERT(isfinite(min) && isfinite(max),
		"oriel_meter_set_range: the ends are %g and %g; give two finite numbers", min, max);
	meter->min = meter->low = meter->optimum = min;
	meter->max = meter->high = fmax(min, max);
	meter->value = clamp_between(meter->value, meter->min, meter->max);
	meter_update(widget);
}

void oriel_meter_set_value(oriel_widget *widget, double value) {
	struct meter *meter = meter_cast(widget, "oriel_meter_set_value");
	meter->value = clamp_between(value, meter->min, meter->max);
	meter_update(widget);
}

double oriel_meter_value(const oriel_widget *widget) {
	return meter_cast(widget, "oriel_meter_value")->value;
}

void oriel_meter_set_limits(oriel_widget *widget, double low, double high, double optimum) {
	struct meter *meter = meter_cast(widget, "oriel_meter_set_limits");
	meter->low = clamp_between(low, meter->min, meter->max);
	meter->high = clamp_between(high, meter->low, meter->max);
	meter->optimum = clamp_between(optimum, meter->min, meter->max);
	meter_update(widget);
}
