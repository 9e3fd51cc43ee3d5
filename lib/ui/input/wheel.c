/* SPDX-License-Identifier: MIT */
/*
 * Wheel gestures. Wheel steps that follow each other within 500 ms, while the pointer rests, are
 * one gesture. All events of a gesture go to the target of the first step. All steps scroll the
 * widget that the first effective step has scrolled.
 *
 * When a list reaches its end, the rest of the gesture therefore does not scroll the page around
 * the list. If a page moves a list under the pointer, the page continues to scroll. Source: UI
 * Events, "wheel event transaction".
 */
#include "input/pointer_internal.h"

#include <math.h>

#include "layout/scroll_internal.h"

#define PAUSE_MS 500.0
/* Turning a wheel moves the mouse a little. A move of more than this ends the gesture. */
#define STILL_PX 3.0f

static bool wheel_continues(
	const struct oriel__wheel *wheel, const struct oriel__pointer *pointer) {
	double since = pointer->time_ms - wheel->time_ms;
	return wheel->target != NULL && since <= PAUSE_MS && fabsf(pointer->x - wheel->x) <= STILL_PX &&
		fabsf(pointer->y - wheel->y) <= STILL_PX;
}

struct oriel__node *oriel__wheel_target(struct oriel__pointer *pointer) {
	struct oriel__wheel *wheel = &pointer->surface->wheel;
	if (!wheel_continues(wheel, pointer))
		*wheel = (struct oriel__wheel){
			.target = oriel__hit_test(pointer->surface, pointer->x, pointer->y).node,
			.x = pointer->x,
			.y = pointer->y,
		};
	wheel->time_ms = pointer->time_ms;
	return wheel->target;
}

void oriel__wheel_scroll(struct oriel__surface *surface, double dx, double dy) {
	struct oriel__wheel *wheel = &surface->wheel;
	if (wheel->scroller != NULL)
		oriel__scroll_by_user(wheel->scroller, dx, dy);
	else
		wheel->scroller = oriel__scroll_chain(wheel->target, dx, dy);
}

void oriel__wheel_leaving(struct oriel__surface *surface, const struct oriel__node *node) {
	struct oriel__wheel *wheel = &surface->wheel;
	if (oriel__node_contains(node, wheel->scroller))
		*wheel = (struct oriel__wheel){ 0 };
	else if (oriel__node_contains(node, wheel->target))
		wheel->target = node->parent;
}
