/* SPDX-License-Identifier: MIT */
/*
 * Drivers without a descriptor to wait for.
 *
 * SDL's dummy and offscreen drivers have no input. All other drivers that Oriel does not know are
 * pumped at intervals; a thread that waits inside SDL would poll, too, every millisecond. The
 * interval is short while input arrives, and longer when none does.
 */
#include "sdl_internal.h"

#include "loop/loop_internal.h"

#define BUSY_MS 8
#define RESTING_MS 50
#define HIDDEN_MS 250
#define BUSY_FOR_MS 2000

static int memory_prepare(
	struct oriel__sdl_platform *platform, struct pollfd *fds, int *timeout_ms) {
	return 0;
}

static bool sdl_polled_has_visible_window(const struct oriel__sdl_platform *platform) {
	for (struct oriel__sdl_window *window = platform->windows; window != NULL;
		window = window->next)
		if (oriel__sdl_window_is_visible(&window->base))
			return true;
	return false;
}

static int unknown_prepare(
	struct oriel__sdl_platform *platform, struct pollfd *fds, int *timeout_ms) {
	double rest_ms = (double)oriel__loop_now_ns(platform->loop) / 1e6 -
		platform->input.last_time_ms;
	oriel__sdl_cap(timeout_ms,
		!sdl_polled_has_visible_window(platform)    ? HIDDEN_MS :
			rest_ms < BUSY_FOR_MS ? BUSY_MS :
									RESTING_MS);
	return 0;
}

const struct oriel__sdl_driver oriel__sdl_memory = {
	.prepare = memory_prepare,
	.presenter = &oriel__sdl_surface_presenter,
};

const struct oriel__sdl_driver oriel__sdl_unknown = {
	.prepare = unknown_prepare,
	.presenter = &oriel__sdl_surface_presenter,
	.needs_gl = true,
};
