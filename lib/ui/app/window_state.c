/* SPDX-License-Identifier: MIT */
/*
 * The state and the position of windows, and what a platform can do with them.
 *
 * The platform reports that something has changed. The window then reads the new state and compares
 * it with the state of the last events: `move` is fired for another position, `statechange` for the
 * rest. A request changes nothing by itself, because the system may refuse it.
 */
#include "app/app_internal.h"

#include "event/event_internal.h"
#include "layout/layout_internal.h"

#include <math.h>
#include <oriel/runtime/log.h>

enum { ICON_SIDE_MAX = 1024, SIZE_FIRST_MS = 250 };

static const struct oriel_platform_class *window_state_class(
	const oriel_window *window, const char *caller) {
	ORIEL_ASSERT(window != NULL, "%s: the window is NULL; pass an open one", caller);
	oriel__loop_check(window->surface.view.loop, caller);
	ORIEL_ASSERT(!window->surface.is_closed,
		"%s: the window is destroyed; use oriel_window_signal() to learn of its end", caller);
	return window->app->platform->platform_class;
}

/* ---- Events ---- */

static struct oriel_window_state window_state_read(const struct oriel_window *window) {
	struct oriel_window_state state = { 0 };
	oriel_platform_window *platform_window = window->surface.platform_window;
	platform_window->platform->platform_class->window_state(platform_window, &state);
	return state;
}

static bool window_state_is_normal(const struct oriel_window_state *state) {
	return !state->minimized && !state->maximized && !state->fullscreen;
}

void oriel__window_note_size(struct oriel_window *window) {
	if (!window_state_is_normal(&window->state))
		return;
	window->size_before = window->normal_size;
	window->normal_size = window->surface.size;
	window->sized_ms = oriel_loop_now(window->app->loop);
}

/* Undoes a size that belongs to maximizing or full screen: X11 may report it just before them. */
static void window_state_correct_size(struct oriel_window *window) {
	oriel_platform_window *platform_window = window->surface.platform_window;
	struct oriel_size size = platform_window->platform->platform_class->window_size(
		platform_window);
	bool is_recent = oriel_loop_now(window->app->loop) - window->sized_ms < SIZE_FIRST_MS &&
		size.width == window->normal_size.width && size.height == window->normal_size.height;
	if (is_recent && window->size_before.width > 0)
		window->normal_size = window->size_before;
	window->size_before = (struct oriel_size){ 0 };
}

static void window_state_store(
	struct oriel_window *window, const struct oriel_window_state *state) {
	window->state = *state;
	if (state->has_position && window_state_is_normal(state))
		window->normal_position = state->position;
}

void oriel__window_begin_state(struct oriel_window *window) {
	struct oriel_window_state state = window_state_read(window);
	window_state_store(window, &state);
	oriel__window_note_size(window);
}

void oriel__window_update_state(struct oriel_window *window) {
	struct oriel_window_state before = window->state, now = window_state_read(window);
	window_state_store(window, &now);
	bool has_moved = now.has_position &&
		(now.position.x != before.position.x || now.position.y != before.position.y);
	bool has_changed = now.minimized != before.minimized || now.maximized != before.maximized ||
		now.fullscreen != before.fullscreen || now.always_on_top != before.always_on_top;
	if (window_state_is_normal(&before) && (now.maximized || now.fullscreen))
		window_state_correct_size(window);
	if (has_changed)
		oriel__fire_trusted(&window->surface.target, "statechange", 0);
	if (has_moved && !window->surface.is_closed)
		oriel__fire_trusted(&window->surface.target, "move", 0);
}

/* ---- Requests ---- */

static bool window_state_can(const oriel_window *window, enum oriel_window_ability ability) {
	oriel_platform *platform = window->app->platform;
	return platform->platform_class->can(platform, ability);
}

bool oriel_window_can(const oriel_window *window, enum oriel_window_ability ability) {
	window_state_class(window, "oriel_window_can");
	ORIEL_ASSERT((unsigned)ability <= ORIEL_WINDOW_ACTIVATE,
		"oriel_window_can: %d is no ability; see enum oriel_window_ability", (int)ability);
	return window_state_can(window, ability);
}

struct oriel_window_state oriel_window_state(const oriel_window *window) {
	window_state_class(window, "oriel_window_state");
	return window_state_read(window);
}

enum oriel_status oriel_window_set_position(oriel_window *window, float x, float y) {
	const struct oriel_platform_class *platform_class = window_state_class(
		window, "oriel_window_set_position");
	ORIEL_ASSERT(isfinite(x) && isfinite(y),
		"oriel_window_set_position: the position is no number; pass px on the desktop");
	if (!window_state_can(window, ORIEL_WINDOW_POSITION))
		return ORIEL_NOT_SUPPORTED_ERROR;
	platform_class->window_set_position(
		window->surface.platform_window, (struct oriel_point){ x, y });
	return ORIEL_OK;
}

enum oriel_status oriel_window_set_minimized(oriel_window *window, bool minimized) {
	const struct oriel_platform_class *platform_class = window_state_class(
		window, "oriel_window_set_minimized");
	if (!window_state_can(window, ORIEL_WINDOW_MINIMIZE))
		return ORIEL_NOT_SUPPORTED_ERROR;
	platform_class->window_set_minimized(window->surface.platform_window, minimized);
	return ORIEL_OK;
}

enum oriel_status oriel_window_set_maximized(oriel_window *window, bool maximized) {
	const struct oriel_platform_class *platform_class = window_state_class(
		window, "oriel_window_set_maximized");
	if (!window_state_can(window, ORIEL_WINDOW_MAXIMIZE))
		return ORIEL_NOT_SUPPORTED_ERROR;
	platform_class->window_set_maximized(window->surface.platform_window, maximized);
	return ORIEL_OK;
}

enum oriel_status oriel_window_set_always_on_top(oriel_window *window, bool on) {
	const struct oriel_platform_class *platform_class = window_state_class(
		window, "oriel_window_set_always_on_top");
	if (!window_state_can(window, ORIEL_WINDOW_ALWAYS_ON_TOP))
		return ORIEL_NOT_SUPPORTED_ERROR;
	platform_class->window_set_always_on_top(window->surface.platform_window, on);
	return ORIEL_OK;
}

enum oriel_status oriel_window_set_icon(
	oriel_window *window, const struct oriel_window_icon *icon) {
	const struct oriel_platform_class *platform_class = window_state_class(
		window, "oriel_window_set_icon");
	ORIEL_ASSERT(icon != NULL && icon->pixels != NULL && icon->width > 0 && icon->height > 0 &&
			icon->width <= ICON_SIDE_MAX && icon->height <= ICON_SIDE_MAX,
		"oriel_window_set_icon: the icon has no pixels, or too many; pass 1 to 1,024 a side");
	if (!window_state_can(window, ORIEL_WINDOW_ICON))
		return ORIEL_NOT_SUPPORTED_ERROR;
	platform_class->window_set_icon(window->surface.platform_window, icon);
	return ORIEL_OK;
}

enum oriel_status oriel_window_activate(oriel_window *window, const char *token) {
	const struct oriel_platform_class *platform_class = window_state_class(
		window, "oriel_window_activate");
	if (!window_state_can(window, ORIEL_WINDOW_ACTIVATE))
		return ORIEL_NOT_SUPPORTED_ERROR;
	platform_class->window_activate(
		window->surface.platform_window, token != NULL ? token : "");
	return ORIEL_OK;
}

/* ---- The size of the content ---- */

struct oriel_size oriel__window_content_size(struct oriel_window *window) {
	struct oriel__surface *surface = &window->surface;
	oriel__surface_update_geometry(surface);
	if (surface->is_closed)
		return window->min_size;
	return oriel__layout_content_size(&surface->tree, window->min_size);
}

void oriel_window_fit_content(oriel_window *window) {
	window_state_class(window, "oriel_window_fit_content");
	oriel__hold_begin(window->surface.view.loop);
	struct oriel_size size = oriel__window_content_size(window);
	if (!window->surface.is_closed)
		oriel_window_set_size(window, size.width, size.height);
	oriel__hold_end(window->surface.view.loop);
}
