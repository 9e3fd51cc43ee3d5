/* SPDX-License-Identifier: MIT */
/*
 * Scrolling by finger, with momentum.
 *
 * A pan begins when a finger moves further than the slop, over a widget that can scroll in that
 * direction. The target of the press then receives pointercancel and no further event of the
 * finger. If the finger is lifted while it moves, scrolling continues at the finger's last speed.
 * The speed decays exponentially, one step each frame, until it is low or the content is at its
 * end.
 *
 * Several fingers pan as one: the content follows the finger that leads, which is the last finger
 * that began to move. Another finger takes the lead when the leading finger is lifted or has
 * rested. If a finger rests while another finger pans, pointercancel is fired for the resting
 * finger, too. The press of a further finger fires no events. The system may lose the end of a
 * touch, so a finger affects other fingers only for a limited time after its last input.
 *
 * `touch-action` is read when the finger is pressed. A finger that moves along an axis in which it
 * may not pan first does not pan at all.
 */
#include "input/pointer_internal.h"

#include "base/alloc_internal.h"
#include "layout/layout_internal.h"
#include "layout/scroll_internal.h"

#include <math.h>
#include <oriel/runtime/frame.h>
#include <string.h>

/* The time constant of iOS's momentum. */
#define DECAY_MS 325.0
#define START_PX_PER_MS 0.05
#define STOP_PX_PER_MS 0.02
/* The speed is measured over this time before the finger is lifted. */
#define SPEED_MS 100.0
/* A finger that rests longer than this before it is lifted has no speed. */
#define REST_MS 50.0
/* A leading finger that rests longer than this loses the lead to a finger that moves. */
#define LEAD_MS 100.0
/* A press within this time after another finger has scrolled is part of the same gesture. */
#define TOGETHER_MS 500.0

#define FLICK_SAMPLES \
	(sizeof(((struct oriel__pointer *)0)->flick) / sizeof(struct oriel__flick_sample))

struct oriel__flick {
	struct oriel__surface *surface;
	struct oriel__node *node;
	double x, y; /* px/ms */
	double time_ms;
	oriel_frame_id frame;
};

static void request_step(struct oriel__flick *flick);

static void pan_step(double time_ms, void *data) {
	struct oriel__flick *flick = data;
	double elapsed = fmax(0, time_ms - flick->time_ms);
	double left = exp(-elapsed / DECAY_MS);
	double dx = flick->x * DECAY_MS * (1 - left), dy = flick->y * DECAY_MS * (1 - left);
	flick->x *= left;
	flick->y *= left;
	flick->time_ms = fmax(flick->time_ms, time_ms);
	bool moved = elapsed == 0 || oriel__scroll_by_user(flick->node, dx, dy);
	if (moved && hypot(flick->x, flick->y) >= STOP_PX_PER_MS)
		request_step(flick);
	else
		oriel__flick_stop(flick->surface);
}

static void request_step(struct oriel__flick *flick) {
	flick->frame = oriel__view_request_frame(
		&flick->surface->view, ORIEL_SITE, "oriel__pan", pan_step, flick, NULL);
}

static void flick_start(
	struct oriel__surface *surface, struct oriel__node *node, double x, double y, double time_ms) {
	struct oriel__flick *flick = oriel__alloc_zero(1, sizeof(*flick));
	*flick = (struct oriel__flick){
		.surface = surface, .node = node, .x = x, .y = y, .time_ms = time_ms
	};
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

static void pan_add_sample(struct oriel__pointer *pointer) {
	if (pointer->flick_count == FLICK_SAMPLES) {
		pointer->flick_count--;
		memmove(pointer->flick, pointer->flick + 1, pointer->flick_count * sizeof(*pointer->flick));
	}
	pointer->flick[pointer->flick_count++] = (struct oriel__flick_sample){ pointer->x, pointer->y,
		pointer->time_ms };
}

static bool can_scroll(const struct oriel__node *node, double dx, double dy) {
	struct oriel_scroll at = oriel__scroll_of(node);
	bool is_across = fabs(dx) > fabs(dy);
	if (node->scroll == NULL || !(is_across ? node->scroll->is_user_x : node->scroll->is_user_y))
		return false;
	if (is_across)
		return dx > 0 ? at.x < at.max_x : at.x > at.min_x;
	return dy > 0 ? at.y < at.max_y : at.y > at.min_y;
}

static struct oriel__node *find_scroller(struct oriel__node *node, double dx, double dy) {
	bool vertical = fabs(dy) >= fabs(dx);
	while (node != NULL && !can_scroll(node, dx, dy))
		node = oriel__scroll_next_in_chain(node, vertical);
	return node;
}

/* ---- Several fingers ---- */

/* Searches the list of fingers, beginning with `from`, for a finger other than pointer that pans
 * node. Returns the first such finger or NULL. node: NULL means any node. */
static struct oriel__pointer *next_panning(struct oriel__pointer *from,
	const struct oriel__pointer *pointer, const struct oriel__node *node) {
	while (from != NULL &&
		(from == pointer || from->drag != ORIEL__DRAG_PAN ||
			(node != NULL && from->scroller != node)))
		from = from->next;
	return from;
}

static bool has_scrolled_lately(
	const struct oriel__pointer *other, double time_ms, double limit_ms) {
	return time_ms - other->scrolled_ms <= limit_ms;
}

static bool is_joined_by(const struct oriel__pointer *pointer) {
	for (const struct oriel__pointer *other = pointer->surface->pointers; other != NULL;
		other = other->next) {
		if (other != pointer && has_scrolled_lately(other, pointer->time_ms, TOGETHER_MS))
			return true;
	}
	return false;
}

bool oriel__pan_takes_press(struct oriel__pointer *pointer, const struct oriel__node *node) {
	struct oriel__surface *surface = pointer->surface;
	bool stops = surface->flick != NULL && oriel__node_contains(surface->flick->node, node);
	pointer->is_strayed = stops; /* the finger then pans without a slop */
	pointer->scrolled_ms = stops ? pointer->time_ms : -INFINITY;
	if (stops)
		oriel__flick_stop(surface);
	return stops || (pointer->kind == ORIEL_POINTER_TOUCH && is_joined_by(pointer));
}

/* Cancels a finger that rests while another finger pans. The resting finger may still begin to pan.
 */
static void cancel_resting(struct oriel__pointer *other) {
	struct oriel__node *node = other->scroller;
	bool may_pan = other->drag == ORIEL__DRAG_MAYBE_PAN;
	/* If a widget handles the press, the gesture of the finger continues but is no tap. */
	other->is_strayed = other->is_strayed || !may_pan;
	if (!may_pan)
		return;
	oriel__pointer_cancel(other);
	if (oriel__surface_has(other->surface, node))
		oriel__pan_press(other, node);
}

static void cancel_others(struct oriel__pointer *pointer) {
	struct oriel__surface *surface = pointer->surface;
	for (struct oriel__pointer *other = surface->pointers; other != NULL && !surface->is_closed;
		other = other->next) {
		if (other != pointer && other->kind == ORIEL_POINTER_TOUCH && other->buttons != 0)
			cancel_resting(other);
	}
}

/* Returns the other finger that leads the pan of the same node, or NULL. */
static struct oriel__pointer *other_leader(const struct oriel__pointer *pointer) {
	struct oriel__pointer *other = pointer->surface->pointers;
	while ((other = next_panning(other, pointer, pointer->scroller)) != NULL && !other->is_leads)
		other = other->next;
	return other;
}

static void take_lead(struct oriel__pointer *pointer) {
	struct oriel__pointer *other = other_leader(pointer);
	if (other != NULL)
		other->is_leads = false;
	pointer->is_leads = true;
}

static bool may_lead(const struct oriel__pointer *pointer) {
	const struct oriel__pointer *other = other_leader(pointer);
	return other == NULL || !has_scrolled_lately(other, pointer->time_ms, LEAD_MS);
}

/* ---- One finger ---- */

/* Source: Pointer Events 3, §10, "determining supported direct manipulation behavior". */
uint8_t oriel__pan_touch_action(const struct oriel__node *node) {
	uint8_t action = ORIEL__TOUCH_AUTO | ORIEL__TOUCH_PAN_X | ORIEL__TOUCH_PAN_Y;
	uint8_t left = action; /* the bits whose scroll container has not been reached */
	for (; node != NULL && left != 0; node = node->parent) {
		const struct oriel__style *style = oriel__widget_style(oriel__widget_of(node));
		action &= (uint8_t)(style->touch_action | ~left);
		if (oriel__overflow_scrolls(style->overflow_x))
			left &= (uint8_t)~ORIEL__TOUCH_PAN_X;
		if (oriel__overflow_scrolls(style->overflow_y))
			left &= (uint8_t)~ORIEL__TOUCH_PAN_Y;
		if (!(left & (ORIEL__TOUCH_PAN_X | ORIEL__TOUCH_PAN_Y)))
			left = 0;
	}
	return action;
}

static bool pan_is_allowed(const struct oriel__pointer *pointer, double dx, double dy) {
	bool is_across = fabs(dx) > fabs(dy);
	return pointer->touch_action & (is_across ? ORIEL__TOUCH_PAN_X : ORIEL__TOUCH_PAN_Y);
}

void oriel__pan_press(struct oriel__pointer *pointer, struct oriel__node *node) {
	pointer->drag = ORIEL__DRAG_MAYBE_PAN;
	pointer->scroller = node;
	pointer->is_leads = false;
	pointer->flick_count = 0;
}

/* Begins a pan of node. The distance from the press is scrolled too, unless another finger has
 * scrolled it already. */
static void pan_begin(struct oriel__pointer *pointer, struct oriel__node *node) {
	pointer->drag = ORIEL__DRAG_NONE;
	oriel__pointer_cancel(pointer);
	if (!oriel__surface_has(pointer->surface, node)) {
		pointer->drag = ORIEL__DRAG_NOTHING;
		return;
	}
	bool joins = next_panning(pointer->surface->pointers, pointer, node) != NULL;
	pointer->drag = ORIEL__DRAG_PAN;
	pointer->scroller = node;
	pointer->pan_x = joins ? pointer->x : pointer->down_x;
	pointer->pan_y = joins ? pointer->y : pointer->down_y;
	take_lead(pointer);
	oriel__scroll_hold(node);
}

static void pan_pan(struct oriel__pointer *pointer) {
	bool is_x = pointer->touch_action & ORIEL__TOUCH_PAN_X;
	bool is_y = pointer->touch_action & ORIEL__TOUCH_PAN_Y;
	double dx = is_x ? (double)pointer->pan_x - (double)pointer->x : 0;
	double dy = is_y ? (double)pointer->pan_y - (double)pointer->y : 0;
	pointer->pan_x = pointer->x;
	pointer->pan_y = pointer->y;
	pan_add_sample(pointer);
	if (!may_lead(pointer))
		return;
	take_lead(pointer);
	pointer->scrolled_ms = pointer->time_ms;
	cancel_others(pointer);
	if (pointer->drag == ORIEL__DRAG_PAN)
		oriel__scroll_by_user(pointer->scroller, dx, dy);
}

/* Returns the node that the finger scrolls, or NULL. A finger inside a node that another finger
 * pans joins that pan. */
static struct oriel__node *choose_scroller(struct oriel__pointer *pointer, double dx, double dy) {
	struct oriel__pointer *other = pointer->surface->pointers;
	while ((other = next_panning(other, pointer, NULL)) != NULL) {
		if (oriel__node_contains(other->scroller, pointer->scroller))
			return other->scroller;
		other = other->next;
	}
	return find_scroller(pointer->scroller, dx, dy);
}

bool oriel__pan_move(struct oriel__pointer *pointer) {
	if (pointer->kind != ORIEL_POINTER_TOUCH)
		return false;
	double dx = (double)pointer->down_x - (double)pointer->x,
		dy = (double)pointer->down_y - (double)pointer->y;
	if (hypot(dx, dy) > (double)ORIEL__TOUCH_SLOP)
		pointer->is_strayed = true;
	if (pointer->drag == ORIEL__DRAG_MAYBE_PAN && pointer->is_strayed) {
		struct oriel__node *node = pan_is_allowed(pointer, dx, dy) ?
			choose_scroller(pointer, dx, dy) :
			NULL;
		if (node == NULL)
			oriel__drag_end(pointer);
		else
			pan_begin(pointer, node);
	}
	if (pointer->drag == ORIEL__DRAG_PAN)
		pan_pan(pointer);
	return pointer->drag == ORIEL__DRAG_PAN || pointer->drag == ORIEL__DRAG_NOTHING;
}

/* Returns whether another finger pans the same node. A finger that has been silent for long is
 * ignored: its end may be lost. */
static bool is_panned_by_another(const struct oriel__pointer *pointer) {
	struct oriel__pointer *other = pointer->surface->pointers;
	while ((other = next_panning(other, pointer, pointer->scroller)) != NULL &&
		pointer->time_ms - other->time_ms > TOGETHER_MS)
		other = other->next;
	return other != NULL;
}

void oriel__pan_release(struct oriel__pointer *pointer) {
	struct oriel__node *node = pointer->scroller;
	uint8_t action = pointer->touch_action;
	bool goes_on = is_panned_by_another(pointer);
	oriel__drag_end(pointer);
	if (goes_on)
		return;
	size_t count = pointer->flick_count, oldest = 0;
	while (oldest < count && pointer->time_ms - pointer->flick[oldest].time_ms > SPEED_MS)
		oldest++;
	if (count - oldest < 2)
		return;
	const struct oriel__flick_sample *first = &pointer->flick[oldest],
									 *last = &pointer->flick[count - 1];
	double span = last->time_ms - first->time_ms;
	if (!(span > 0) || pointer->time_ms - last->time_ms > REST_MS)
		return;
	double x = action & ORIEL__TOUCH_PAN_X ? ((double)first->x - (double)last->x) / span : 0;
	double y = action & ORIEL__TOUCH_PAN_Y ? ((double)first->y - (double)last->y) / span : 0;
	if (hypot(x, y) >= START_PX_PER_MS)
		flick_start(pointer->surface, node, x, y, pointer->time_ms);
}
