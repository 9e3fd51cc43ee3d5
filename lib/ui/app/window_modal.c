/* SPDX-License-Identifier: MIT */
/*
 * Windows above other windows. A child stays above its parent and is destroyed with the parent. A
 * modal child blocks its parent: the parent drops the input of the user until no modal child is
 * open. The window manager has no part in that, because many ignore modal windows.
 *
 * A press in a blocked window, and the keyboard that a blocked window gets, go to the modal child
 * that was opened last.
 */
#include "app/app_internal.h"

#include <oriel/runtime/log.h>

static bool window_is_modal_child(const struct oriel_window *window, const oriel_window *parent) {
	return window->parent == parent && window->is_modal && !window->surface.is_closed;
}

/* Returns the modal child of a window that was opened last, or NULL. */
static struct oriel_window *window_modal_child(const struct oriel_window *parent) {
	struct oriel_window *last = NULL;
	oriel__list_each(window, &parent->app->windows, oriel_window, link) {
		if (window_is_modal_child(window, parent))
			last = window;
	}
	return last;
}

void oriel__window_begin_modal(struct oriel_window *window) {
	window->is_modal = true;
	oriel__surface_block(&window->parent->surface, true);
}

static struct oriel_window *window_any_child(const struct oriel_window *parent) {
	oriel__list_each(window, &parent->app->windows, oriel_window, link) {
		if (window->parent == parent)
			return window;
	}
	return NULL;
}

void oriel__window_end_parent(struct oriel_window *window) {
	struct oriel_window *child, *parent = window->parent;
	while ((child = window_any_child(window)) != NULL)
		oriel_window_destroy(child);
	window->parent = NULL;
	if (parent == NULL || parent->surface.is_closed || !window->is_modal)
		return;
	window->is_modal = false;
	if (window_modal_child(parent) == NULL)
		oriel__surface_block(&parent->surface, false);
}

void oriel__window_refused(struct oriel__surface *surface) {
	struct oriel_window *window = oriel__window_of_surface(surface), *child;
	while ((child = window_modal_child(window)) != NULL)
		window = child;
	oriel_platform *platform = window->app->platform;
	if (window->surface.platform_window != NULL &&
		platform->platform_class->can(platform, ORIEL_WINDOW_ACTIVATE))
		platform->platform_class->window_activate(window->surface.platform_window, "");
}

oriel_window *oriel_window_parent(const oriel_window *window) {
	ORIEL_ASSERT(window != NULL, "oriel_window_parent: the window is NULL; pass an open one");
	return window->parent;
}

bool oriel_window_is_blocked(const oriel_window *window) {
	ORIEL_ASSERT(window != NULL, "oriel_window_is_blocked: the window is NULL; pass an open one");
	return window->surface.is_blocked;
}
