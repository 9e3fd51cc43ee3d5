/* SPDX-License-Identifier: MIT */
/*
 * Smooth scrolling: offsets that move to a target over some frames, on the time of the frames.
 *
 * The path along each axis is a cubic curve between two places, with the speed at its beginning and
 * none at its end. A scroll from rest thus eases in and out, and a scroll that replaces another one
 * continues with the speed of the other. The duration grows with the root of the distance: 100 px
 * take 167 ms, 10,000 px and more take 720 ms.
 */
#include "layout/scroll_internal.h"

#include <math.h>

#include <oriel/runtime/loop.h>

#include "base/alloc_internal.h"

#define DURATION_MAX_MS 720.0
#define DURATION_OF_ROOT_MS (1000.0 / 60)

/* The path along one axis. */
struct path {
	double from, to; /* px */
	double speed;    /* px/ms, at the beginning */
};

struct oriel__smooth {
	struct path x, y;
	double begun_ms, duration_ms;
	double now_ms; /* of the last step */
};

static double path_place(const struct path *path, double duration, double u) {
	double v = u * u;
	return path->from + (path->to - path->from) * v * (3 - 2 * u) +
		path->speed * duration * u * (1 - u) * (1 - u);
}

static double path_speed(const struct path *path, double duration, double u) {
	return (path->to - path->from) / duration * 6 * u * (1 - u) +
		path->speed * (1 - u) * (1 - 3 * u);
}

/* A curve whose first speed is at most three times its mean speed does not overshoot. */
static double path_limit_speed(const struct path *path, double speed, double duration) {
	double limit = 3 * fabs(path->to - path->from) / duration;
	return fmax(-limit, fmin(speed, limit));
}

static double smooth_progress(const struct oriel__smooth *smooth) {
	return fmin(1, (smooth->now_ms - smooth->begun_ms) / smooth->duration_ms);
}

void oriel__smooth_begin(struct oriel__scroll *scroll, double x, double y) {
	struct oriel__smooth *smooth = scroll->smooth;
	double speed_x = 0, speed_y = 0;
	double now_ms = oriel_loop_now(oriel_loop_current());
	if (smooth != NULL) {
		double u = smooth_progress(smooth);
		speed_x = path_speed(&smooth->x, smooth->duration_ms, u);
		speed_y = path_speed(&smooth->y, smooth->duration_ms, u);
		now_ms = smooth->now_ms;
	} else {
		smooth = scroll->smooth = oriel__alloc_zero(1, sizeof(*smooth));
		scroll->held++;
	}
	smooth->x = (struct path){ .from = scroll->position.x, .to = x };
	smooth->y = (struct path){ .from = scroll->position.y, .to = y };
	smooth->begun_ms = smooth->now_ms = now_ms;
	double distance = fmax(fabs(x - scroll->position.x), fabs(y - scroll->position.y));
	smooth->duration_ms = fmin(DURATION_MAX_MS, sqrt(distance) * DURATION_OF_ROOT_MS);
	smooth->x.speed = path_limit_speed(&smooth->x, speed_x, smooth->duration_ms);
	smooth->y.speed = path_limit_speed(&smooth->y, speed_y, smooth->duration_ms);
}

void oriel__smooth_step(struct oriel__scroll *scroll, double time_ms) {
	struct oriel__smooth *smooth = scroll->smooth;
	smooth->now_ms = fmax(smooth->now_ms, time_ms);
	double u = smooth_progress(smooth);
	if (u < 1) {
		oriel__scroll_place(scroll, path_place(&smooth->x, smooth->duration_ms, u),
			path_place(&smooth->y, smooth->duration_ms, u));
		return;
	}
	oriel__scroll_place(scroll, smooth->x.to, smooth->y.to);
	oriel__smooth_end(scroll);
}

void oriel__smooth_shift(struct oriel__scroll *scroll, double dy) {
	if (scroll->smooth == NULL)
		return;
	scroll->smooth->y.from += dy;
	scroll->smooth->y.to += dy;
}

void oriel__smooth_end(struct oriel__scroll *scroll) {
	if (scroll->smooth == NULL)
		return;
	oriel__free(scroll->smooth);
	scroll->smooth = NULL;
	oriel__scroll_release(scroll->node);
}
