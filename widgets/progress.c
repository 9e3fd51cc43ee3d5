/* SPDX-License-Identifier: MIT */
/*
 * A progress bar. An indeterminate bar requests the next frame each time that it is recorded, and
 * the frame causes the next recording. A bar that is hidden, clipped or in an invisible window is
 * not recorded, so it costs nothing until it is visible again. The position of the band depends
 * only on the frame's time.
 */
#include <oriel/widgets/progress.h>

#include <math.h>
#include <stdio.h>

#include <oriel/extend/recorder.h>
#include <oriel/extend/widget.h>
#include <oriel/ui/window.h>

#include "direction_internal.h"
#include "themes_internal.h"

#define WIDTH 160.0f  /* px, the natural width */
#define HEIGHT 8.0f   /* px */
#define BAND 0.3f     /* fraction of the width */
#define ROUND_MS 1600 /* the period of the band */

struct progress {
	struct oriel_widget_base base;
	bool is_indeterminate;
	double value;
	oriel_frame_id frame;
	double time_ms;
	char text[8]; /* "42%" */
};

static const struct oriel_widget_class progress_class;

static struct progress *progress_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &progress_class);
}

static struct oriel_measurement progress_measure(oriel_widget *widget, float max_width) {
	(void)widget;
	return (struct oriel_measurement){ fminf(WIDTH, max_width), HEIGHT, -1 };
}

static void progress_on_frame(double time_ms, void *data) {
	struct progress *progress = data;
	progress->frame = 0;
	progress->time_ms = time_ms;
	oriel_widget_redraw(data);
}

static void keep_moving(struct progress *progress, oriel_widget *widget) {
	if (progress->frame == 0)
		progress->frame = oriel_window_request_frame(oriel_widget_window(widget), progress_on_frame,
			widget, .signal = oriel_widget_signal(widget));
}

/* Cancels the frame. Recording in another window requests one there. */
static void progress_detached(oriel_widget *widget) {
	struct progress *progress = progress_cast(widget, "progress_detached");
	oriel_cancel_frame(progress->frame);
	progress->frame = 0;
}

/* Returns the rectangle of the band, which enters at one end while it leaves at the other. */
static struct oriel_rect band_of(const struct progress *progress, struct oriel_rect track) {
	float phase = (float)(fmod(progress->time_ms, ROUND_MS) / ROUND_MS);
	float left = track.width * (phase * (1 + BAND) - BAND), right = left + track.width * BAND;
	left = fmaxf(0, left);
	right = fminf(track.width, right);
	return (struct oriel_rect){ track.x + left, track.y, right - left, track.height };
}

static void progress_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct progress *progress = progress_cast(widget, "progress_record");
	struct oriel_rect track = oriel_widget_content_box(widget), bar = track;
	if (progress->is_indeterminate) {
		bar = band_of(progress, bar);
		keep_moving(progress, widget);
	} else {
		bar.width *= (float)progress->value;
	}
	bar = oriel__mirrored(widget, track, bar);
	if (bar.width > 0)
		oriel_record_round_rect(recorder, bar,
			oriel_used_length(widget, ORIEL_PROPERTY_BORDER_TOP_LEFT_RADIUS),
			oriel_used_color(widget, ORIEL_PROPERTY_COLOR));
}

/* Returns the percentage, rounded down, so that only a complete operation shows 100%. The added
 * epsilon is for products such as 0.29 * 100, which is less than 29. */
static int progress_percentage(double value) {
	return (int)floor(value * 100 + 1e-9);
}

static void progress_describe(oriel_widget *widget, struct oriel_description *description) {
	struct progress *progress = progress_cast(widget, "progress_describe");
	description->role = ORIEL_ROLE_PROGRESS_BAR;
	if (progress->is_indeterminate)
		return;
	snprintf(progress->text, sizeof(progress->text), "%d%%", progress_percentage(progress->value));
	description->value = progress->text;
}

static const struct oriel_widget_class progress_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "progress",
	.size = sizeof(struct progress),
	.flags = ORIEL_WIDGET_LEAF,
	.detached = progress_detached,
	.measure = progress_measure,
	.record = progress_record,
	.describe = progress_describe,
	.sheets = oriel__progress_sheets,
};

oriel_widget *oriel_progress(void) {
	return oriel_widget_new(&progress_class);
}

static void progress_set(
	oriel_widget *widget, struct progress *progress, double value, bool indeterminate) {
	if (progress->value == value && progress->is_indeterminate == indeterminate)
		return;
	progress->value = value;
	progress->is_indeterminate = indeterminate;
	oriel_widget_redraw(widget);
}

void oriel_progress_set_value(oriel_widget *widget, double value) {
	progress_set(widget, progress_cast(widget, "oriel_progress_set_value"),
		value > 0 ? fmin(value, 1) : 0, false);
}

double oriel_progress_value(const oriel_widget *widget) {
	return progress_cast(widget, "oriel_progress_value")->value;
}

void oriel_progress_set_indeterminate(oriel_widget *widget, bool indeterminate) {
	struct progress *progress = progress_cast(widget, "oriel_progress_set_indeterminate");
	progress_set(widget, progress,
		indeterminate || progress->is_indeterminate ? 0 : progress->value, indeterminate);
}

bool oriel_progress_is_indeterminate(const oriel_widget *widget) {
	return progress_cast(widget, "oriel_progress_is_indeterminate")->is_indeterminate;
}
