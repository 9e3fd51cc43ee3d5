/* SPDX-License-Identifier: MIT */
/*
 * The state and the position of SDL's windows: minimized, maximized, on top, icon, activation.
 *
 * The window system decides what is possible, so each driver says what it can do. Positions of X11
 * are those of the content, without the window manager's frame. Changes arrive as SDL's window
 * events, and sdl_input.c reports them.
 */
#include "sdl_internal.h"

#include "base/container_internal.h"
#include "loop/loop_internal.h"

#include <math.h>
#include <oriel/runtime/log.h>

/* SDL's units of a window that must be on some display, so that the user can reach the window. */
enum { REACHABLE = 32 };

static struct oriel__sdl_window *sdl_window_state_of(
	oriel_platform_window *base, const char *caller) {
	struct oriel__sdl_window *window = oriel__container_of(base, struct oriel__sdl_window, base);
	oriel__loop_check(window->platform->loop, caller);
	return window;
}

bool oriel__sdl_can(oriel_platform *base, enum oriel_window_ability ability) {
	struct oriel__sdl_platform *platform = oriel__container_of(
		base, struct oriel__sdl_platform, base);
	oriel__loop_check(platform->loop, "can");
	return platform->driver->can != NULL && platform->driver->can(platform, ability);
}

void oriel__sdl_window_state(oriel_platform_window *base, struct oriel_window_state *out) {
	const struct oriel__sdl_window *window = sdl_window_state_of(base, "window_state");
	Uint32 flags = SDL_GetWindowFlags(window->sdl);
	*out = (struct oriel_window_state){
		.minimized = (flags & SDL_WINDOW_MINIMIZED) != 0,
		.maximized = (flags & SDL_WINDOW_MAXIMIZED) != 0,
		.fullscreen = oriel__sdl_window_is_fullscreen(base),
		.always_on_top = (flags & SDL_WINDOW_ALWAYS_ON_TOP) != 0,
		.has_position = oriel__sdl_can(&window->platform->base, ORIEL_WINDOW_POSITION),
	};
	if (out->has_position) {
		int x, y;
		SDL_GetWindowPosition(window->sdl, &x, &y);
		out->position = (struct oriel_point){ (float)x / window->unit, (float)y / window->unit };
	}
}

/* ---- Position ---- */

static int sdl_position(float px, float unit) {
	return (int)lroundf(fmaxf(-32768, fminf(px * unit, 32767)));
}

/* Returns whether the top of a window of this width can be reached on some display. */
static bool sdl_position_is_reachable(SDL_Point point, int width) {
	const SDL_Rect top = { point.x, point.y, width > REACHABLE ? width : REACHABLE, REACHABLE };
	int count = SDL_GetNumVideoDisplays();
	for (int i = 0; i < count; i++) {
		SDL_Rect bounds, shared;
		if (SDL_GetDisplayBounds(i, &bounds) == 0 &&
			SDL_IntersectRect(&top, &bounds, &shared) == SDL_TRUE && shared.w >= REACHABLE &&
			shared.h >= REACHABLE / 2)
			return true;
	}
	return false;
}

SDL_Point oriel__sdl_first_position(
	const struct oriel_platform_window_options *options, float unit) {
	const SDL_Point undefined = { SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED };
	if (options->position == NULL)
		return undefined;
	const SDL_Point point = { sdl_position(options->position->x, unit),
		sdl_position(options->position->y, unit) };
	bool is_reachable = sdl_position_is_reachable(
		point, sdl_position(options->size.width, unit));
	return is_reachable ? point : undefined;
}

void oriel__sdl_window_set_position(oriel_platform_window *base, struct oriel_point position) {
	struct oriel__sdl_window *window = sdl_window_state_of(base, "window_set_position");
	SDL_SetWindowPosition(window->sdl, sdl_position(position.x, window->unit),
		sdl_position(position.y, window->unit));
}

/* ---- State ---- */

void oriel__sdl_window_set_minimized(oriel_platform_window *base, bool minimized) {
	struct oriel__sdl_window *window = sdl_window_state_of(base, "window_set_minimized");
	if (minimized)
		SDL_MinimizeWindow(window->sdl);
	else if ((SDL_GetWindowFlags(window->sdl) & SDL_WINDOW_MINIMIZED) != 0 &&
		oriel__sdl_window_map(window))
		SDL_RestoreWindow(window->sdl);
}

void oriel__sdl_window_set_maximized(oriel_platform_window *base, bool maximized) {
	struct oriel__sdl_window *window = sdl_window_state_of(base, "window_set_maximized");
	if (maximized)
		SDL_MaximizeWindow(window->sdl);
	else if ((SDL_GetWindowFlags(window->sdl) & SDL_WINDOW_MAXIMIZED) != 0 &&
		oriel__sdl_window_map(window))
		SDL_RestoreWindow(window->sdl);
}

/* SDL reports no event: the state is ours. */
void oriel__sdl_window_set_always_on_top(oriel_platform_window *base, bool on) {
	struct oriel__sdl_window *window = sdl_window_state_of(base, "window_set_always_on_top");
	SDL_SetWindowAlwaysOnTop(window->sdl, on ? SDL_TRUE : SDL_FALSE);
	oriel__sdl_window_send(window, (struct oriel_raw_input){ .type = ORIEL_RAW_STATE });
}

void oriel__sdl_window_set_icon(
	oriel_platform_window *base, const struct oriel_window_icon *icon) {
	struct oriel__sdl_window *window = sdl_window_state_of(base, "window_set_icon");
	/* SDL only reads the pixels */
	SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormatFrom((void *)(uintptr_t)icon->pixels,
		icon->width, icon->height, 32, icon->width * 4, SDL_PIXELFORMAT_ARGB8888);
	if (surface == NULL) {
		oriel_log(ORIEL_LOG_ERROR, "the window got no icon: %s", SDL_GetError());
		return;
	}
	SDL_SetWindowIcon(window->sdl, surface);
	SDL_FreeSurface(surface);
}

void oriel__sdl_window_activate(oriel_platform_window *base, const char *token) {
	struct oriel__sdl_window *window = sdl_window_state_of(base, "window_activate");
	const struct oriel__sdl_driver *driver = window->platform->driver;
	oriel__sdl_window_set_minimized(base, false);
	if (driver->activate == NULL || !driver->activate(window, token))
		SDL_RaiseWindow(window->sdl);
	/* SDL delays focus changes on X11 by 200 ms */
	oriel__sdl_pump_after(window->platform, 250);
}
