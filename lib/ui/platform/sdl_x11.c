/* SPDX-License-Identifier: MIT */
/*
 * X11: waiting on the connection, and the scale from the user's resources. Keys are in
 * sdl_x11_keys.c.
 *
 * Events arrive at the connection's descriptor, or have been read already during a round trip, e.g.
 * by presenting. XPending() checks both, and sends Xlib's buffered requests. No X call may run
 * between XPending() and poll().
 */
#include "sdl_x11_internal.h"

#include <SDL_syswm.h>
#include <X11/Xlib.h>
#include <X11/Xresource.h>
#include <oriel/runtime/log.h>
#include <stdlib.h>

bool oriel__x11_info(const struct oriel__sdl_window *window, SDL_SysWMinfo *info) {
	SDL_VERSION(&info->version);
	return SDL_GetWindowWMInfo(window->sdl, info) && info->subsystem == SDL_SYSWM_X11;
}

/* Marks the connection as broken. Without this handler Xlib would end the process. */
static void sdl_x11_on_broken(Display *display, void *data) {
	struct oriel__sdl_platform *platform = data;
	platform->is_broken = true;
}

/* Replaces Xlib's handler, which prints a message and ends the process. */
static int sdl_x11_on_io_error(Display *display) {
	return 0;
}

static const char *x11_broken(const struct oriel__sdl_platform *platform) {
	return platform->is_broken ? "the X server" : NULL;
}

static bool x11_start(
	struct oriel__sdl_platform *platform, const struct oriel__sdl_window *window) {
	SDL_SysWMinfo info;
	if (!oriel__x11_info(window, &info)) {
		oriel_log(ORIEL_LOG_WARNING, "SDL does not name its X connection: %s; it is polled",
			SDL_GetError());
		return false;
	}
	platform->driver_data = info.info.x11.display;
	oriel__x11_keys_start(platform, platform->driver_data);
	XSetIOErrorHandler(sdl_x11_on_io_error);
	XSetIOErrorExitHandler(info.info.x11.display, sdl_x11_on_broken, platform);
	oriel__x11_window_start(platform);
	SDL_EventState(SDL_SYSWMEVENT, SDL_ENABLE);
	return true;
}

static void x11_abandon(struct oriel__sdl_platform *platform) {
	oriel__x11_keys_finish(platform);
	SDL_EventState(SDL_SYSWMEVENT, SDL_DISABLE);
}

static void x11_finish(struct oriel__sdl_platform *platform) {
	x11_abandon(platform);
	platform->driver_data = NULL;
}

/* ---- X events that SDL does not pass on ---- */

/*
 * Lets the needed X events into SDL's queue, in order among SDL's own. SDL announces each X event
 * before handling it. The filter of keys may turn the announcement into a key event.
 */
static bool x11_filter(struct oriel__sdl_platform *platform, SDL_Event *event) {
	if (event->type != SDL_SYSWMEVENT)
		return oriel__x11_keys_filter(platform, event);
	const XEvent *x_event = &event->syswm.msg->msg.x11.event;
	bool is_wanted = oriel__x11_screen_has_changed(platform, x_event) ||
		oriel__x11_is_drag(x_event) || oriel__x11_pointer_is_lost(x_event);
	return (platform->x11_keys != NULL && oriel__x11_keys_filter(platform, event)) || is_wanted;
}

static void x11_system_event(struct oriel__sdl_platform *platform, const SDL_SysWMEvent *event) {
	if (oriel__x11_screen_has_changed(platform, &event->msg->msg.x11.event))
		oriel__x11_windows_fit(platform);
	else if (oriel__x11_is_drag(&event->msg->msg.x11.event))
		oriel__x11_drag(platform, &event->msg->msg.x11.event);
	else
		oriel__sdl_input_cancel_mouse(platform);
}

/* ---- Waiting ---- */

static bool x11_has_input(struct oriel__sdl_platform *platform) {
	return XPending(platform->driver_data) > 0;
}

static int sdl_x11_prepare(
	struct oriel__sdl_platform *platform, struct pollfd *fds, int *timeout_ms) {
	int count = oriel__sdl_ime_prepare(platform, fds, 0, timeout_ms);
	if (x11_has_input(platform) || platform->is_broken)
		return -1;
	fds[count++] = (struct pollfd){ .fd = ConnectionNumber((Display *)platform->driver_data),
		.events = POLLIN };
	return count;
}

/* Returns the scale. Desktops scale X11 programs by the resource Xft.dpi; 96 means 1. The value is
 * that of the time of connecting. */
static float x11_scale(struct oriel__sdl_platform *platform) {
	const char *resources = XResourceManagerString(platform->driver_data);
	XrmDatabase database = resources != NULL ? XrmGetStringDatabase(resources) : NULL;
	if (database == NULL)
		return 1;
	char *type;
	XrmValue value;
	bool found = XrmGetResource(database, "Xft.dpi", "Xft.Dpi", &type, &value) &&
		value.addr != NULL;
	double dpi = found ? strtod(value.addr, NULL) : 96;
	XrmDestroyDatabase(database);
	return dpi >= 48 && dpi <= 768 ? (float)(dpi / 96) : 1;
}

/* Resizes a window without waiting: SDL would wait up to 100 ms for the window manager, but the
 * server reports the new size anyway. */
static bool x11_resize(struct oriel__sdl_window *window, int width, int height) {
	SDL_SysWMinfo info;
	Uint32 flags = SDL_GetWindowFlags(window->sdl);
	if (window->is_filling_screen) {
		window->windowed.w = width; /* takes effect when the window leaves full screen */
		window->windowed.h = height;
		return true;
	}
	bool is_plain = (flags & SDL_WINDOW_RESIZABLE) != 0 &&
		(flags & (SDL_WINDOW_FULLSCREEN | SDL_WINDOW_HIDDEN)) == 0;
	if (!is_plain || !oriel__x11_info(window, &info))
		return false;
	XResizeWindow(info.info.x11.display, info.info.x11.window, (unsigned)width, (unsigned)height);
	XFlush(info.info.x11.display);
	return true;
}

static void x11_pumped(struct oriel__sdl_platform *platform) {
	oriel__x11_keys_pumped(platform);
	oriel__sdl_ime_pumped(platform);
}

const struct oriel__sdl_driver oriel__sdl_x11 = {
	.start = x11_start,
	.finish = x11_finish,
	.abandon = x11_abandon,
	.prepare = sdl_x11_prepare,
	.has_input = x11_has_input,
	.broken = x11_broken,
	.check = oriel__sdl_ime_check,
	.pumped = x11_pumped,
	.scale = x11_scale,
	.resize = x11_resize,
	.set_fullscreen = oriel__x11_set_fullscreen,
	.set_title = oriel__x11_set_title,
	.pressed = oriel__x11_pressed,
	.filter = x11_filter,
	.system_event = x11_system_event,
	.presenter = &oriel__sdl_x11_shm_presenter,
	.can = oriel__x11_can,
	.map = oriel__x11_map,
	.hold_position = oriel__x11_hold_position,
	.activate = oriel__x11_activate,
	.keymap = oriel__x11_keymap,
	.modifiers = oriel__x11_modifiers,
};
