/* SPDX-License-Identifier: MIT */
/*
 * Scrolling by finger, with momentum.
 *
 * A finger that moves further than the slop, over something that can scroll that way, becomes a pan: the widgets are told
 * pointercancel and hear no more of it. When it leaves in motion, the speed of its last moments decays exponentially, a
 * step each frame, until it is slow or at the end.
 */
#include "input/pointer-internal.h"

#include "base/alloc-internal.h"
#include "layout/scroll-internal.h"

#include <math.h>
#include <oriel/frame.h>
#include <string.h>

/* The time constant of iOS's momentum. */
#define DECAY_MS 325.0
#define START_PX_PER_MS 0.05
#define STOP_PX_PER_MS 0.02
/* Speed is that of this long before the finger left. */
#define SPEED_MS 100.0
/* A finger that rested this long before it left has no speed. */
#define REST_MS 50.0

#define FLICK_SAMPLES (sizeof(((struct oriel__pointer *)0)->flick) / sizeof(struct oriel__flick_sample))

struct oriel__flick {
	struct oriel__surface *surface;
	struct oriel__node *node;
	double x, y; /* px/ms */
	double time_ms;
	oriel_frame_id frame;
};

static void request_step(struct oriel__flick *flick);

static void step(double time_ms, void *data) {
	struct oriel__flick *flick = data;
	double elapsed = fmax(0, time_ms - flick->time_ms);
	double left = exp(-elapsed / DECAY_MS);
	double dx = flick->x * DECAY_MS * (1 - left), dy = flick->y * DECAY_MS * (1 - left);
	flick->x *= left;
	flick->y *= left;
	flick->time_ms = fmax(flick->time_ms, time_ms);
	bool moved = elapsed == 0 || oriel_scroll_by(oriel__widget_of(flick->node), dx, dy);
	if (moved && hypot(flick->x, flick->y) >= STOP_PX_PER_MS)
		request_step(flick);
	else
		oriel__flick_stop(flick->surface);
}

static void request_step(struct oriel__flick *flick) {
	flick->frame = oriel_request_frame(step, flick, .window = flick->surface->tree.window);
}

static void flick_start(struct oriel__surface *surface, struct oriel__node *node, double x, double y, double time_ms) {
	struct oriel__flick *flick = oriel__alloc_zero(1, sizeof(*flick));
	*flick = (struct oriel__flick){ .surface = surface, .node = node, .x = x, .y = y, .time_ms = time_ms };
	oriel__flick_stop(surface);
	surface->flick = flick;
	oriel__scroll_hold(node);
	request_step(flick);
}

bool oriel__flick_stop(struct oriel__surface *surface) {
	struct oriel__flick *flick = surface->flick;
	if (flick == NULL)
		return false;
	surface->flick = NULL;
	oriel_cancel_frame(flick->frame);
	oriel__scroll_release(flick->node);
	oriel__free(flick);
	return true;
}

void oriel__flick_leaving(struct oriel__surface *surface, const struct oriel__node *node) {
	if (surface->flick != NULL && oriel__node_contains(node, surface->flick->node))
		oriel__flick_stop(surface);
}

static void add_sample(struct oriel__pointer *pointer) {
	if (pointer->flick_count == FLICK_SAMPLES) {
		pointer->flick_count--;
		memmove(pointer->flick, pointer->flick + 1, pointer->flick_count * sizeof(*pointer->flick));
	}
	pointer->flick[pointer->flick_count++] = (struct oriel__flick_sample){ pointer->x, pointer->y, pointer->time_ms };
}

static bool can_scroll(const struct oriel__node *node, double dx, double dy) {
	struct oriel_scroll at = oriel__scroll_of(node);
	if (fabs(dx) > fabs(dy))
		return dx > 0 ? at.x < at.max_x : at.x > 0;
	return dy > 0 ? at.y < at.max_y : at.y > 0;
}

static struct oriel__node *find_scroller(struct oriel__node *node, double dx, double dy) {
	while (node != NULL && !can_scroll(node, dx, dy))
		node = node->parent;
	return node;
}

void oriel__pan_press(struct oriel__pointer *pointer, struct oriel__node *node) {
	pointer->drag = ORIEL__DRAG_MAYBE_PAN;
	pointer->scroller = node;
	pointer->flick_count = 0;
}

static void begin(struct oriel__pointer *pointer, struct oriel__node *node) {
	pointer->drag = ORIEL__DRAG_NONE;
	oriel__pointer_cancel(pointer);
	if (!oriel__surface_has(pointer->surface, node)) {
		pointer->drag = ORIEL__DRAG_NOTHING;
		return;
	}
	pointer->drag = ORIEL__DRAG_PAN;
	pointer->scroller = node;
	pointer->pan_x = pointer->down_x;
	pointer->pan_y = pointer->down_y;
	oriel__scroll_hold(node);
}

static void pan(struct oriel__pointer *pointer) {
	double dx = (double)pointer->pan_x - (double)pointer->x;
	double dy = (double)pointer->pan_y - (double)pointer->y;
	pointer->pan_x = pointer->x;
	pointer->pan_y = pointer->y;
	add_sample(pointer);
	oriel_scroll_by(oriel__widget_of(pointer->scroller), dx, dy);
}

bool oriel__pan_move(struct oriel__pointer *pointer) {
	if (pointer->kind != ORIEL_POINTER_TOUCH)
		return false;
	double dx = (double)pointer->down_x - (double)pointer->x, dy = (double)pointer->down_y - (double)pointer->y;
	if (hypot(dx, dy) > (double)ORIEL__TOUCH_SLOP)
		pointer->strayed = true;
	if (pointer->drag == ORIEL__DRAG_MAYBE_PAN && pointer->strayed) {
		struct oriel__node *node = find_scroller(pointer->scroller, dx, dy);
		if (node == NULL)
			oriel__drag_end(pointer);
		else
			begin(pointer, node);
	}
	if (pointer->drag == ORIEL__DRAG_PAN)
		pan(pointer);
	return pointer->drag == ORIEL__DRAG_PAN || pointer->drag == ORIEL__DRAG_NOTHING;
}

void oriel__pan_release(struct oriel__pointer *pointer) {
	struct oriel__node *node = pointer->scroller;
	oriel__drag_end(pointer);
	size_t count = pointer->flick_count, oldest = 0;
	while (oldest < count && pointer->time_ms - pointer->flick[oldest].time_ms > SPEED_MS)
		oldest++;
	if (count - oldest < 2)
		return;
	const struct oriel__flick_sample *first = &pointer->flick[oldest], *last = &pointer->flick[count - 1];
	double span = last->time_ms - first->time_ms;
	if (!(span > 0) || pointer->time_ms - last->time_ms > REST_MS)
		return;
	double x = ((double)first->x - (double)last->x) / span, y = ((double)first->y - (double)last->y) / span;
	if (hypot(x, y) >= START_PX_PER_MS)
		flick_start(pointer->surface, node, x, y, pointer->time_ms);
}
