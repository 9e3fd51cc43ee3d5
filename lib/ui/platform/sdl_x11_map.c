/* SPDX-License-Identifier: MIT */
/*
 * X11: showing a window, whose request a window manager may lose.
 *
 * A window manager maps a window on request. SDL 2.26 asks once and then waits without limit, so a
 * request that is lost, as by Openbox while it starts, would hang the program for good. Therefore
 * the window is mapped here first, with repeated requests and a limit.
 */
#include "sdl_x11_internal.h"

#include <oriel/runtime/log.h>

enum { REPEAT_MS = 250, LIMIT_MS = 5000, LONGEST_PAUSE_MS = 16 };

static bool x11_is_mapped(Display *display, Window id) {
	XWindowAttributes attributes;
	return XGetWindowAttributes(display, id, &attributes) && attributes.map_state != IsUnmapped;
}

/* Waits until the window is mapped. Returns false after REPEAT_MS, or when the display is lost. */
static bool x11_await_map(const struct oriel__sdl_platform *platform, Display *display, Window id) {
	Uint64 end = SDL_GetTicks64() + REPEAT_MS;
	for (Uint32 pause = 1; !x11_is_mapped(display, id);
		pause = SDL_min(pause * 2, LONGEST_PAUSE_MS)) {
		if (platform->is_broken || SDL_GetTicks64() >= end)
			return false;
		SDL_Delay(pause);
	}
	return true;
}

bool oriel__x11_map(struct oriel__sdl_window *window) {
	const struct oriel__sdl_platform *platform = window->platform;
	SDL_SysWMinfo info;
	if (!oriel__x11_info(window, &info))
		return true;
	Display *display = info.info.x11.display;
	Window id = info.info.x11.window;
	if (x11_is_mapped(display, id))
		return true;
	for (int waited = 0; waited < LIMIT_MS && !platform->is_broken; waited += REPEAT_MS) {
		XMapRaised(display, id);
		if (!x11_await_map(platform, display, id))
			continue;
		XEvent event; /* SDL takes this event out of the queue, too */
		XCheckTypedWindowEvent(display, id, MapNotify, &event);
		return true;
	}
	if (!platform->is_broken)
		oriel_log(ORIEL_LOG_WARNING,
			"the window manager has not shown a window within %d s, and is asked no more",
			LIMIT_MS / 1000);
	return false;
}
