/* SPDX-License-Identifier: MIT */
/*
 * A spinner. Recording the spinner requests the next frame, and the frame records it again. A
 * spinner out of view is not recorded, and thus takes no time. Its angle depends on the frame's
 * time alone.
 */
#include <oriel/widgets/spinner.h>

#include <math.h>

#include <oriel/extend/recorder.h>
#include <oriel/ui/window.h>

#include "themes_internal.h"

#define SIZE 20.0f    /* px, width and height, where nothing says how large it is to be */
#define TURN_MS 900.0 /* of one turn */

enum { POINTS = 28 }; /* of the arc */

struct spinner {
	struct oriel_widget_base base;
	oriel_frame_id frame;
	double time_ms;
};

static const struct oriel_widget_class spinner_class;

static struct oriel_measurement spinner_measure(oriel_widget *widget, float max_width) {
	(void)widget;
	(void)max_width;
	return (struct oriel_measurement){ SIZE, SIZE, -1 };
}

static void spinner_on_frame(double time_ms, void *data) {
	struct spinner *spinner = data;
	spinner->frame = 0;
	spinner->time_ms = time_ms;
	oriel_widget_redraw(data);
}

/* The next window that it is in gives it frames of its own. */
static void spinner_detached(oriel_widget *widget) {
	struct spinner *spinner = oriel_widget_cast(widget, &spinner_class);
	oriel_cancel_frame(spinner->frame);
	spinner->frame = 0;
}

/* Three quarters of a circle. */
static void spinner_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct spinner *spinner = oriel_widget_cast(widget, &spinner_class);
	struct oriel_rect box = oriel_widget_content_box(widget);
	float size = fminf(box.width, box.height), width = size / 8, radius = (size - width) / 2;
	double turn = fmod(spinner->time_ms, TURN_MS) / TURN_MS * 6.283185307179586;
	struct oriel_point points[POINTS];
	for (int i = 0; i < POINTS; i++) {
		double angle = turn + i * (4.71238898038469 / (POINTS - 1));
		points[i] = (struct oriel_point){ box.x + box.width / 2 + radius * (float)cos(angle),
			box.y + box.height / 2 + radius * (float)sin(angle) };
	}
	if (radius > 0)
		oriel_record_stroke(recorder, points, POINTS, width,
			oriel_used_color(widget, ORIEL_PROPERTY_COLOR));
	if (spinner->frame == 0)
		spinner->frame = oriel_window_request_frame(oriel_widget_window(widget), spinner_on_frame,
			widget, .signal = oriel_widget_signal(widget));
}

static void spinner_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_PROGRESS_BAR;
}

static const struct oriel_widget_class spinner_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "spinner",
	.size = sizeof(struct spinner),
	.flags = ORIEL_WIDGET_LEAF,
	.detached = spinner_detached,
	.measure = spinner_measure,
	.record = spinner_record,
	.describe = spinner_describe,
	.sheets = oriel__spinner_sheets,
};

oriel_widget *oriel_spinner(void) {
	return oriel_widget_new(&spinner_class);
}
