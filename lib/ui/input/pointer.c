/* SPDX-License-Identifier: MIT */
/*
 * Pointers: the state of each pointer, and the events that follow from raw input, in their order.
 *
 * oriel__pointer_aim() prepares each event: it processes the pending capture, finds the target (the
 * capturing widget, else the widget under the pointer), and fires the events for leaving and
 * entering. A listener may destroy anything. The code therefore checks the place of a node after
 * every event, and fires nothing at a closed surface.
 */
#include "input/pointer_internal.h"
#include "input/popover_internal.h"
#include "input/tooltip_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "style/style_internal.h"

#include <math.h>

static unsigned button_bit(int button) {
	static const unsigned bits[ORIEL__POINTER_BUTTONS] = { 1, 4, 2, 8, 16 };
	return button >= 0 && button < ORIEL__POINTER_BUTTONS ? bits[button] : 0;
}

float oriel__pointer_pressure(enum oriel_pointer_kind kind, unsigned buttons, float raw) {
	if (kind == ORIEL_POINTER_MOUSE || !(raw > 0))
		return buttons != 0 ? 0.5f : 0;
	return raw < 1 ? raw : 1;
}

static struct oriel_pointer_event pointer_describe(
	const struct oriel__pointer *pointer, int button) {
	return (struct oriel_pointer_event){
		.pointer_id = pointer->id,
		.kind = pointer->kind,
		.primary = pointer->is_primary,
		.x = pointer->x,
		.y = pointer->y,
		.pressure = oriel__pointer_pressure(pointer->kind, pointer->buttons, pointer->pressure),
		.button = button,
		.buttons = pointer->buttons,
		.modifiers = pointer->modifiers,
		.click_count = button != ORIEL_BUTTON_NONE ? pointer->click_count : 0,
	};
}

enum oriel__outcome oriel__pointer_fire(struct oriel__pointer *pointer, oriel_target *target,
	const char *type, unsigned flags, int button, oriel_target *related) {
	struct oriel__surface *surface = pointer->surface;
	if (surface->is_closed)
		return ORIEL__OUTCOME_PREVENTED;
	const struct oriel_pointer_event detail = pointer_describe(pointer, button);
	return oriel__input_dispatch(target,
		oriel__pointer_event_new(type, &detail, flags, related, pointer->time_ms, NULL, 0));
}

/* ---- The list of pointers ---- */

static void free_pointer(struct oriel__deferred *deferred) {
	oriel__free(oriel__container_of(deferred, struct oriel__pointer, deferred));
}

static void remove_pointer(struct oriel__pointer *pointer) {
	struct oriel__surface *surface = pointer->surface;
	struct oriel__pointer **link = &surface->pointers;
	while (*link != NULL && *link != pointer)
		link = &(*link)->next;
	if (*link == NULL)
		return;
	*link = pointer->next;
	oriel__drag_stop_pages(pointer);
	oriel__long_press_end(pointer);
	oriel__defer(surface->view.loop, &pointer->deferred, free_pointer);
}

static struct oriel__pointer *pointer_find(const struct oriel__surface *surface, int64_t id) {
	struct oriel__pointer *pointer = surface->pointers;
	while (pointer != NULL && pointer->id != id)
		pointer = pointer->next;
	return pointer;
}

static bool is_primary(const struct oriel__surface *surface, enum oriel_pointer_kind kind) {
	for (const struct oriel__pointer *other = surface->pointers; other != NULL;
		other = other->next) {
		if (other->kind == kind && other->is_primary)
			return false;
	}
	return true;
}

static void handle_cancel(struct oriel__pointer *pointer);

/* Cancels and removes the pointer with the oldest input. A system that misses the end of a touch
 * never reports it. */
static void give_up_oldest(struct oriel__surface *surface) {
	struct oriel__pointer *oldest = surface->pointers;
	for (struct oriel__pointer *other = oldest->next; other != NULL; other = other->next) {
		if (other->time_ms <= oldest->time_ms)
			oldest = other;
	}
	handle_cancel(oldest);
	oriel__boundary_update(oldest, NULL);
	remove_pointer(oldest);
}

/* Returns a new pointer, or NULL if a listener closed the surface. */
static struct oriel__pointer *pointer_add(
	struct oriel__surface *surface, const struct oriel_raw_input *input) {
	size_t count = 0;
	for (const struct oriel__pointer *other = surface->pointers; other != NULL; other = other->next)
		count++;
	if (count >= ORIEL__MAX_POINTERS)
		give_up_oldest(surface);
	if (surface->is_closed)
		return NULL;
	struct oriel__pointer *pointer = oriel__alloc_zero(1, sizeof(*pointer));
	pointer->surface = surface;
	pointer->id = input->pointer_id;
	pointer->kind = input->pointer_kind;
	pointer->is_primary = is_primary(surface, input->pointer_kind);
	pointer->scrolled_ms = -INFINITY;
	pointer->next = surface->pointers;
	surface->pointers = pointer;
	return pointer;
}

/* Returns the pointer of the input, updated to the input's position, or a new pointer. Returns NULL
 * for an input that cannot begin a pointer, such as the move of an unknown finger. */
static struct oriel__pointer *pointer_of(
	struct oriel__surface *surface, const struct oriel_raw_input *input) {
	struct oriel__pointer *pointer = pointer_find(surface, input->pointer_id);
	bool begins = input->type == ORIEL_RAW_POINTER_DOWN ||
		(input->pointer_kind != ORIEL_POINTER_TOUCH &&
			(input->type == ORIEL_RAW_POINTER_MOVE || input->type == ORIEL_RAW_WHEEL));
	if (pointer == NULL && begins)
		pointer = pointer_add(surface, input);
	if (pointer == NULL)
		return NULL;
	pointer->modifiers = input->modifiers;
	pointer->time_ms = input->time_ms;
	if (input->type == ORIEL_RAW_POINTER_LEAVE || input->type == ORIEL_RAW_POINTER_CANCEL)
		return pointer;
	pointer->is_inside = true;
	pointer->x = input->x;
	pointer->y = input->y;
	if (input->type != ORIEL_RAW_WHEEL)
		pointer->pressure = input->pressure;
	return pointer;
}

/* ---- Targets ---- */

/* Returns the target. A pressed pointer outside the window has the root as its target. */
static struct oriel__node *target_of(
	const struct oriel__pointer *pointer, const struct oriel__hit *hit) {
	if (pointer->capture != NULL)
		return pointer->capture;
	return hit->node == NULL && pointer->buttons != 0 ? pointer->surface->tree.root : hit->node;
}

/* A listener that removes the target from the tree makes another node the target. After three such
 * listeners there is no target. */
static struct oriel__node *pointer_aim(struct oriel__pointer *pointer, struct oriel__hit *hit) {
	for (int attempt = 0; attempt < 3; attempt++) {
		oriel__capture_process(pointer);
		if (pointer->surface->is_closed)
			return NULL;
		*hit = oriel__hit_test(pointer->surface, pointer->x, pointer->y);
		struct oriel__node *target = target_of(pointer, hit);
		oriel__boundary_update(pointer, target);
		if (target == NULL || oriel__surface_has(pointer->surface, target))
			return target;
	}
	return NULL;
}

/* ---- Moves ---- */

static void handle_move(
	struct oriel__pointer *pointer, const struct oriel__sample *samples, size_t count) {
	struct oriel__surface *surface = pointer->surface;
	if (pointer->drag == ORIEL__DRAG_BAR)
		oriel__drag_move_bar(pointer);
	if (pointer->drag == ORIEL__DRAG_BAR || pointer->drag == ORIEL__DRAG_TRACK ||
		pointer->drag == ORIEL__DRAG_NOTHING || oriel__pan_move(pointer)) {
		oriel__long_press_end(pointer);
		return;
	}
	if (pointer->is_strayed)
		oriel__long_press_end(pointer);
	/* its pointercancel was fired */
	bool is_gone = pointer->kind == ORIEL_POINTER_TOUCH && pointer->buttons == 0;
	if (is_gone || pointer->is_unheard)
		return;
	struct oriel__hit hit;
	struct oriel__node *target = pointer_aim(pointer, &hit);
	if (target == NULL || surface->is_closed)
		return;
	const struct oriel_pointer_event detail = pointer_describe(pointer, ORIEL_BUTTON_NONE);
	oriel__input_dispatch(&target->target,
		oriel__pointer_event_new(
			"pointermove", &detail, ORIEL__EVENT_UI, NULL, pointer->time_ms, samples, count));
}

/* Fires a move for a further button of a pressed pointer. Source: Pointer Events, "chorded button
 * interactions". */
static void fire_chorded(struct oriel__pointer *pointer, struct oriel__node *target, int button) {
	oriel__pointer_fire(pointer, &target->target, "pointermove", ORIEL__EVENT_UI, button, NULL);
}

/* ---- Presses ---- */

static void press_default(struct oriel__pointer *pointer, struct oriel__node *target,
	const struct oriel__hit *hit, enum oriel__outcome outcome) {
	if (!oriel__surface_has(pointer->surface, target))
		return;
	/* a touch-action other than auto alone decides whether a finger may pan */
	bool may_pan = outcome == ORIEL__OUTCOME_OPEN ||
		!(pointer->touch_action & ORIEL__TOUCH_AUTO);
	if (pointer->kind == ORIEL_POINTER_TOUCH && !hit->has_bar && may_pan) {
		oriel__pan_press(pointer, target);
		return;
	}
	if (outcome == ORIEL__OUTCOME_PREVENTED)
		return;
	if (hit->has_bar)
		oriel__drag_press_bar(pointer, hit);
	else if (pointer->kind != ORIEL_POINTER_TOUCH)
		oriel__focus_press(pointer->surface, target);
}

static void handle_press(struct oriel__pointer *pointer, struct oriel__node *target,
	const struct oriel__hit *hit, int button) {
	bool touch = pointer->kind == ORIEL_POINTER_TOUCH;
	pointer->down_x = pointer->x;
	pointer->down_y = pointer->y;
	pointer->is_strayed = false;
	if (touch) {
		pointer->pending_capture = target;
		pointer->touch_action = oriel__pan_touch_action(target);
	}
	pointer->surface->focus.was_by_pointer = true;

	enum oriel__outcome outcome = oriel__pointer_fire(
		pointer, &target->target, "pointerdown", ORIEL__EVENT_UI, button, NULL);
	pointer->is_press_prevented = outcome == ORIEL__OUTCOME_PREVENTED;
	press_default(pointer, target, hit, outcome);
	oriel__long_press_begin(pointer, target);
	if (button == ORIEL_BUTTON_SECONDARY && !hit->has_bar)
		oriel__click_context_menu(pointer, target, button);
}

/* Begins a press without events. A finger may pan from there. */
static void press_unheard(struct oriel__pointer *pointer, struct oriel__node *target) {
	pointer->is_unheard = true;
	pointer->down_x = pointer->x;
	pointer->down_y = pointer->y;
	pointer->surface->focus.was_by_pointer = true;
	if (pointer->kind == ORIEL_POINTER_TOUCH) {
		pointer->touch_action = oriel__pan_touch_action(target);
		oriel__pan_press(pointer, target);
	} else {
		pointer->drag = ORIEL__DRAG_NOTHING;
	}
}

static void handle_down(struct oriel__pointer *pointer, int button) {
	unsigned bit = button_bit(button);
	if (bit == 0 || (pointer->buttons & bit) != 0)
		return;
	bool first = pointer->buttons == 0;
	if (first && pointer->kind != ORIEL_POINTER_MOUSE)
		oriel__activation_touch(pointer->surface);
	pointer->buttons |= bit;
	struct oriel__hit hit;
	struct oriel__node *target = pointer_aim(pointer, &hit);
	if (target == NULL)
		return;
	oriel__tooltip_dismiss(pointer->surface);
	pointer->is_unheard &= !first;
	if (first && oriel__popover_press(pointer, target)) {
		pointer->is_unheard = true;
		pointer->drag = ORIEL__DRAG_NOTHING;
	} else if (first && oriel__pan_takes_press(pointer, target))
		press_unheard(pointer, target);
	if (pointer->is_unheard)
		return;
	if (pointer->capture != NULL)
		hit.has_bar = false;
	if (!hit.has_bar)
		oriel__click_press(pointer, target, button);
	if (!oriel__surface_has(pointer->surface, target))
		return;
	if (first)
		handle_press(pointer, target, &hit, button);
	else
		fire_chorded(pointer, target, button);
}

/* ---- Releases ---- */

/* Ends the contact of a pointer. A finger is removed. A pointer that hovers enters the widget under
 * it, without the capture. */
static void end_contact(struct oriel__pointer *pointer) {
	bool captured = pointer->capture != NULL;
	oriel__capture_end(pointer);
	if (pointer->kind == ORIEL_POINTER_TOUCH) {
		oriel__boundary_update(pointer, NULL);
		remove_pointer(pointer);
	} else if (captured && !pointer->surface->is_closed) {
		struct oriel__hit hit;
		pointer_aim(pointer, &hit);
	}
}

static void click_or_tap(struct oriel__pointer *pointer, struct oriel__node *node, int button) {
	if (pointer->kind == ORIEL_POINTER_TOUCH) {
		if (pointer->is_strayed)
			return;
		if (!pointer->is_press_prevented && oriel__surface_has(pointer->surface, node))
			oriel__focus_press(pointer->surface, node);
	}
	oriel__click_fire(pointer, node, button);
}

static void pointer_handle_up(struct oriel__pointer *pointer, int button) {
	oriel__long_press_end(pointer);
	oriel__tooltip_lift(pointer->surface);
	if (pointer->kind == ORIEL_POINTER_TOUCH && pointer->buttons == 0) {
		if (pointer->drag == ORIEL__DRAG_PAN)
			oriel__pan_release(pointer);
		oriel__drag_end(pointer);
		remove_pointer(pointer);
		return;
	}
	unsigned bit = button_bit(button);
	if (bit == 0 || (pointer->buttons & bit) == 0)
		return;
	struct oriel__hit hit;
	struct oriel__node *target = pointer_aim(pointer, &hit);
	pointer->buttons &= ~bit;
	struct oriel__node *clicked = oriel__click_release(pointer, target, button);
	if (pointer->buttons != 0) {
		if (target != NULL && !pointer->is_unheard)
			fire_chorded(pointer, target, button);
	} else {
		oriel__drag_end(pointer);
		oriel__popover_release(pointer, target);
		if (target != NULL && !pointer->is_unheard)
			oriel__pointer_fire(
				pointer, &target->target, "pointerup", ORIEL__EVENT_UI, button, NULL);
		end_contact(pointer);
	}
	if (clicked != NULL)
		click_or_tap(pointer, clicked, button);
}

void oriel__pointer_cancel(struct oriel__pointer *pointer) {
	oriel__capture_process(pointer);
	struct oriel__node *target = pointer->capture != NULL ? pointer->capture : pointer->over;
	pointer->buttons = 0;
	oriel__long_press_end(pointer);
	oriel__click_cancel(pointer);
	oriel__drag_end(pointer);
	if (target != NULL && !pointer->is_unheard)
		oriel__pointer_fire(pointer, &target->target, "pointercancel",
			ORIEL__EVENT_BUBBLES | ORIEL__EVENT_COMPOSED, ORIEL_BUTTON_PRIMARY, NULL);
	oriel__capture_end(pointer);
	if (pointer->kind == ORIEL_POINTER_TOUCH)
		oriel__boundary_update(pointer, NULL);
	else
		/* The pointer may be over another widget than the capturing widget. */
		pointer->surface->is_hover_stale = true;
	oriel__view_need_frame(&pointer->surface->view);
}

/* Handles the loss of a pointer. Fires nothing for a pointer that is not pressed. */
static void handle_cancel(struct oriel__pointer *pointer) {
	if (pointer->buttons != 0)
		oriel__pointer_cancel(pointer);
	else
		oriel__drag_end(pointer);
	if (pointer->kind == ORIEL_POINTER_TOUCH)
		remove_pointer(pointer);
}

static struct oriel__pointer *find_pressed(const struct oriel__surface *surface) {
	struct oriel__pointer *pointer = surface->pointers;
	while (pointer != NULL && pointer->buttons == 0 && pointer->drag == ORIEL__DRAG_NONE)
		pointer = pointer->next;
	return pointer;
}

void oriel__pointers_interrupt(struct oriel__surface *surface) {
	struct oriel__pointer *pointer;
	while (!surface->is_closed && (pointer = find_pressed(surface)) != NULL)
		handle_cancel(pointer);
}

/* Handles a pointer that leaves the window. A pressed pointer stays: the system keeps reporting its
 * position. */
static void pointer_handle_leave(struct oriel__pointer *pointer) {
	if (pointer->buttons != 0)
		return;
	pointer->is_inside = false;
	oriel__boundary_update(pointer, NULL);
	if (pointer->kind == ORIEL_POINTER_PEN)
		remove_pointer(pointer);
}

/* ---- The wheel ---- */

static void pointer_handle_wheel(
	struct oriel__pointer *pointer, const struct oriel_raw_input *input) {
	struct oriel__surface *surface = pointer->surface;
	oriel__tooltip_dismiss(surface);
	struct oriel__node *target = oriel__wheel_target(pointer);
	if (target == NULL)
		return;
	struct oriel_pointer_event detail = pointer_describe(pointer, ORIEL_BUTTON_PRIMARY);
	detail.click_count = 0;
	detail.wheel_x = input->wheel_x;
	detail.wheel_y = input->wheel_y;
	enum oriel__outcome outcome = oriel__input_dispatch(&target->target,
		oriel__pointer_event_new(
			"wheel", &detail, ORIEL__EVENT_UI, NULL, pointer->time_ms, NULL, 0));
	if (outcome != ORIEL__OUTCOME_OPEN || !oriel__surface_has(surface, target))
		return;
	oriel__flick_stop(surface);
	if ((input->modifiers & ORIEL_MODIFIER_SHIFT) != 0)
		oriel__wheel_scroll(surface, (double)input->wheel_y, (double)input->wheel_x);
	else
		oriel__wheel_scroll(surface, (double)input->wheel_x, (double)input->wheel_y);
}

void oriel__pointer_handle(struct oriel__surface *surface, const struct oriel_raw_input *input,
	const struct oriel__sample *samples, size_t count) {
	struct oriel__pointer *pointer = pointer_of(surface, input);
	if (pointer == NULL)
		return;
	switch (input->type) {
	case ORIEL_RAW_POINTER_MOVE:
		handle_move(pointer, samples, count);
		break;
	case ORIEL_RAW_POINTER_DOWN:
		handle_down(pointer, input->button);
		break;
	case ORIEL_RAW_POINTER_UP:
		pointer_handle_up(pointer, input->button);
		break;
	case ORIEL_RAW_POINTER_CANCEL:
		handle_cancel(pointer);
		break;
	case ORIEL_RAW_POINTER_LEAVE:
		pointer_handle_leave(pointer);
		break;
	default:
		pointer_handle_wheel(pointer, input);
		break;
	}
}

/* ---- Pointers at rest ---- */

static bool pointer_rests(const struct oriel__pointer *pointer) {
	return oriel__pointer_hovers(pointer) && pointer->is_inside && pointer->buttons == 0;
}

void oriel__pointers_rehover(struct oriel__surface *surface) {
	struct oriel__hit hit;
	for (struct oriel__pointer *pointer = surface->pointers; pointer != NULL && !surface->is_closed;
		pointer = pointer->next) {
		if (pointer_rests(pointer))
			pointer_aim(pointer, &hit);
	}
}

bool oriel__pointers_hover_differs(struct oriel__surface *surface) {
	for (const struct oriel__pointer *pointer = surface->pointers; pointer != NULL;
		pointer = pointer->next) {
		if (pointer_rests(pointer) &&
			(pointer->is_over_left ||
				oriel__hit_test(surface, pointer->x, pointer->y).node != pointer->over))
			return true;
	}
	return false;
}

void oriel__pointers_leaving(
	struct oriel__surface *surface, struct oriel__node *node, bool destroying) {
	for (struct oriel__pointer *pointer = surface->pointers; pointer != NULL;
		pointer = pointer->next) {
		if (oriel__node_contains(node, pointer->over)) {
			pointer->over = node->parent;
			pointer->is_over_left = true;
		}
		pointer->is_lost |= oriel__capture_leaving(pointer, node);
		oriel__click_leaving(pointer, node, destroying);
		oriel__drag_leaving(pointer, node);
	}
}

void oriel__pointers_tell_lost(struct oriel__surface *surface) {
	for (struct oriel__pointer *pointer = surface->pointers; pointer != NULL;
		pointer = pointer->next) {
		bool lost = pointer->is_lost;
		pointer->is_lost = false;
		if (lost)
			oriel__capture_tell_window(pointer);
	}
}

void oriel__pointers_finish(struct oriel__surface *surface) {
	while (surface->pointers != NULL)
		remove_pointer(surface->pointers);
}

/* ---- Public: capture ---- */

/* Finds the pointer of the widget's window. Returns ORIEL_OK, or the status that the public call
 * returns. */
static enum oriel_status find_for(
	const oriel_widget *widget, int64_t id, struct oriel__pointer **out) {
	const struct oriel__node *node = widget != NULL && !oriel_widget_is_destroyed(widget) ?
		oriel__node_of(widget) :
		NULL;
	struct oriel__surface *surface = node != NULL ? oriel__surface_of_node(node) : NULL;
	*out = surface != NULL ? pointer_find(surface, id) : NULL;
	if (*out != NULL)
		return ORIEL_OK;
	bool anywhere = false;
	for (const struct oriel__surface *other = oriel__surfaces(oriel_loop_current()); other != NULL;
		other = other->next)
		anywhere |= pointer_find(other, id) != NULL;
	return surface == NULL && anywhere ? ORIEL_INVALID_STATE_ERROR : ORIEL_NOT_FOUND_ERROR;
}

enum oriel_status oriel_widget_set_pointer_capture(oriel_widget *widget, int64_t pointer_id) {
	struct oriel__pointer *pointer;
	enum oriel_status status = find_for(widget, pointer_id, &pointer);
	if (status == ORIEL_OK && pointer->buttons != 0)
		pointer->pending_capture = oriel__node_of(widget);
	return status;
}

enum oriel_status oriel_widget_release_pointer_capture(oriel_widget *widget, int64_t pointer_id) {
	struct oriel__pointer *pointer;
	enum oriel_status status = find_for(widget, pointer_id, &pointer);
	if (status == ORIEL_OK && pointer->pending_capture == oriel__node_of(widget))
		pointer->pending_capture = NULL;
	return status == ORIEL_INVALID_STATE_ERROR ? ORIEL_OK : status;
}

bool oriel_widget_has_pointer_capture(const oriel_widget *widget, int64_t pointer_id) {
	struct oriel__pointer *pointer;
	return find_for(widget, pointer_id, &pointer) == ORIEL_OK &&
		pointer->pending_capture == oriel__node_of(widget);
}
