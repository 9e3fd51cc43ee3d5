/* SPDX-License-Identifier: MIT */
/*
 * Which window is active. A window with the system's keyboard focus is active. A machine with only
 * a touch panel may have no keyboard focus. There, the most recently touched window is active while
 * it is shown. A window that loses the system's focus stays inactive until it is touched, because
 * another program took the focus. At most one window of a loop is active without the system's
 * focus, and none while another window has that focus.
 */
#include "input/handler_internal.h"
#include "loop/callback_internal.h"

static struct oriel__surface *activation_find_keyboard(const oriel_loop *loop) {
	struct oriel__surface *surface = oriel__surfaces(loop);
	while (surface != NULL && !surface->has_keyboard)
		surface = surface->next;
	return surface;
}

static struct oriel__surface *activation_find_active(
	const oriel_loop *loop, const struct oriel__surface *except) {
	struct oriel__surface *surface = oriel__surfaces(loop);
	while (surface != NULL && (surface == except || !surface->is_active))
		surface = surface->next;
	return surface;
}

/* Deactivates all other windows. Listeners may close any window, so the search restarts after each
 * one. */
static void activation_end_others(struct oriel__surface *surface) {
	struct oriel__surface *other;
	while ((other = activation_find_active(surface->view.loop, surface)) != NULL) {
		other->has_keyboard = false;
		oriel__focus_window(other, false);
	}
}

static struct oriel__surface *activation_find_touched_last(const oriel_loop *loop) {
	struct oriel__surface *last = NULL;
	for (struct oriel__surface *surface = oriel__surfaces(loop); surface != NULL;
		surface = surface->next) {
		if (!surface->is_closed && surface->view.is_visible &&
			surface->touched > (last != NULL ? last->touched : 0))
			last = surface;
	}
	return last;
}

/* Returns the window that becomes active when no window is active, or NULL. */
static struct oriel__surface *activation_next(const oriel_loop *loop) {
	return activation_find_active(loop, NULL) == NULL ? activation_find_touched_last(loop) : NULL;
}

void oriel__activation_system(struct oriel__surface *surface, bool active) {
	surface->has_keyboard = active;
	if (active)
		activation_end_others(surface);
	else
		surface->touched = 0;
	if (!surface->is_closed)
		oriel__focus_window(surface, active);
}

void oriel__activation_touch(struct oriel__surface *surface) {
	const oriel_loop *loop = surface->view.loop;
	const struct oriel__surface *last = activation_find_touched_last(loop);
	surface->touched = last != NULL ? last->touched + 1 : 1;
	if (surface->is_active || activation_find_keyboard(loop) != NULL)
		return;
	activation_end_others(surface);
	if (!surface->is_closed)
		oriel__focus_window(surface, true);
}

void oriel__activation_visibility(struct oriel__surface *surface) {
	const oriel_loop *loop = surface->view.loop;
	if (!surface->is_closed && !surface->view.is_visible && surface->is_active &&
		!surface->has_keyboard)
		oriel__focus_window(surface, false);
	struct oriel__surface *next = activation_next(loop);
	if (next != NULL)
		oriel__focus_window(next, true);
}

/* Defers the activation of another window to its next frame: no listener may run while this window
 * closes. */
void oriel__activation_closing(struct oriel__surface *surface) {
	struct oriel__surface *next = activation_find_touched_last(surface->view.loop);
	surface->is_active = surface->has_keyboard = false;
	if (next == NULL)
		return;
	next->is_activation_due = true;
	oriel__view_need_frame(&next->view);
}

void oriel__activation_frame(struct oriel__surface *surface) {
	if (!surface->is_activation_due || surface->is_closed)
		return;
	surface->is_activation_due = false;
	if (activation_next(surface->view.loop) != surface)
		return;
	oriel__hold_begin(surface->view.loop);
	oriel__focus_window(surface, true);
	oriel__hold_end(surface->view.loop);
}
