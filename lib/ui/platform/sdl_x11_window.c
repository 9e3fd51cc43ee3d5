/* SPDX-License-Identifier: MIT */
/*
 * X11 windows: full screen and focus on displays without a window manager, activation, and titles.
 *
 * Full screen is normally a request to the window manager. Without a manager that supports it, the
 * window takes the position and size of the screen, and does so again when the screen changes. A
 * press gives its window the keyboard focus.
 *
 * SDL 2.26 leaks a few hundred bytes for each title that is not ASCII, so titles are set here.
 */
#include "sdl_x11_internal.h"

#include <X11/Xatom.h>
#include <X11/Xutil.h>
#include <stdlib.h>
#include <string.h>

static Display *x11_window_display(const struct oriel__sdl_platform *platform) {
	return platform->driver_data;
}

/* Returns the 32-bit items of a property of the root window, owned by the caller (XFree()); or
 * NULL. */
static unsigned long *x11_root_property(
	Display *display, const char *name, Atom type, unsigned long *count) {
	Atom real_type;
	int format;
	unsigned long left;
	unsigned char *data = NULL;
	*count = 0;
	if (XGetWindowProperty(display, DefaultRootWindow(display), XInternAtom(display, name, False),
			0, 4096, False, type, &real_type, &format, count, &left, &data) != Success)
		return NULL;
	if (real_type == type && format == 32)
		return (unsigned long *)(void *)data;
	if (data != NULL)
		XFree(data);
	return NULL;
}

static bool x11_has_window_manager(Display *display) {
	unsigned long count,
		*windows = x11_root_property(display, "_NET_SUPPORTING_WM_CHECK", XA_WINDOW, &count);
	bool has = windows != NULL && count > 0;
	if (windows != NULL)
		XFree(windows);
	return has;
}

static bool x11_has_fullscreen(Display *display) {
	if (!x11_has_window_manager(display))
		return false;
	unsigned long count, *atoms = x11_root_property(display, "_NET_SUPPORTED", XA_ATOM, &count);
	const Atom fullscreen = XInternAtom(display, "_NET_WM_STATE_FULLSCREEN", False);
	bool has = false;
	for (unsigned long i = 0; atoms != NULL && i < count; i++)
		has = has || atoms[i] == fullscreen;
	if (atoms != NULL)
		XFree(atoms);
	return has;
}

/* ---- Full screen ---- */

void oriel__x11_window_start(struct oriel__sdl_platform *platform) {
	Display *display = x11_window_display(platform);
	XWindowAttributes root;
	if (XGetWindowAttributes(display, DefaultRootWindow(display), &root))
		XSelectInput(
			display, DefaultRootWindow(display), root.your_event_mask | StructureNotifyMask);
}

bool oriel__x11_screen_has_changed(
	const struct oriel__sdl_platform *platform, const XEvent *event) {
	return event->type == ConfigureNotify &&
		event->xconfigure.window == DefaultRootWindow(x11_window_display(platform));
}

/* Returns the rectangle of the window's display. SDL may still report the size from before a
 * change, so a single display is read from the server. */
static SDL_Rect window_screen(const struct oriel__sdl_window *window) {
	Display *display = x11_window_display(window->platform);
	SDL_Rect bounds = { 0 };
	XWindowAttributes root;
	int index = SDL_GetWindowDisplayIndex(window->sdl);
	SDL_GetDisplayBounds(index >= 0 ? index : 0, &bounds);
	if (SDL_GetNumVideoDisplays() <= 1 &&
		XGetWindowAttributes(display, DefaultRootWindow(display), &root))
		bounds = (SDL_Rect){ 0, 0, root.width, root.height };
	return bounds;
}

static void window_place(const struct oriel__sdl_window *window, SDL_Rect rect) {
	SDL_SetWindowPosition(window->sdl, rect.x, rect.y);
	SDL_SetWindowSize(window->sdl, rect.w, rect.h);
}

void oriel__x11_windows_fit(struct oriel__sdl_platform *platform) {
	for (struct oriel__sdl_window *window = platform->windows; window != NULL;
		window = window->next) {
		if (window->is_filling_screen)
			window_place(window, window_screen(window));
	}
}

bool oriel__x11_set_fullscreen(struct oriel__sdl_window *window, bool on) {
	if (on == window->is_filling_screen)
		return on; /* SDL may have put the window in full screen */
	if (on && x11_has_fullscreen(x11_window_display(window->platform)))
		return false;
	if (on) {
		SDL_GetWindowPosition(window->sdl, &window->windowed.x, &window->windowed.y);
		SDL_GetWindowSize(window->sdl, &window->windowed.w, &window->windowed.h);
	}
	window->is_filling_screen = on;
	window_place(window, on ? window_screen(window) : window->windowed);
	return true;
}

/* ---- Position ---- */

/* A window manager places the frame of a new window at the wanted position, unless the window has
 * static gravity. SDL's later moves expect the usual gravity. */
void oriel__x11_hold_position(struct oriel__sdl_window *window, bool on) {
	Display *display = x11_window_display(window->platform);
	SDL_SysWMinfo info;
	XSizeHints hints;
	long supplied;
	if (!oriel__x11_info(window, &info) ||
		!XGetWMNormalHints(display, info.info.x11.window, &hints, &supplied))
		return;
	hints.flags |= PWinGravity | USPosition;
	hints.win_gravity = on ? StaticGravity : NorthWestGravity;
	SDL_GetWindowPosition(window->sdl, &hints.x, &hints.y);
	XSetWMNormalHints(display, info.info.x11.window, &hints);
}

/* ---- Abilities ---- */

bool oriel__x11_can(
	const struct oriel__sdl_platform *platform, enum oriel_window_ability ability) {
	switch (ability) {
	case ORIEL_WINDOW_ALWAYS_ON_TOP:
	case ORIEL_WINDOW_MINIMIZE:
	case ORIEL_WINDOW_MAXIMIZE:
		return !platform->has_driver_started ||
			x11_has_window_manager(x11_window_display(platform));
	default:
		return true;
	}
}

/* ---- The keyboard focus ---- */

/* Returns the time in a token of the protocol of startup notification, or 0. */
static Time x11_token_time(const char *token) {
	const char *found = NULL;
	for (const char *at = token; (at = strstr(at, "_TIME")) != NULL; at++)
		found = at + strlen("_TIME");
	return found != NULL ? (Time)strtoul(found, NULL, 10) : CurrentTime;
}

bool oriel__x11_activate(struct oriel__sdl_window *window, const char *token) {
	Display *display = x11_window_display(window->platform);
	SDL_SysWMinfo info;
	if (x11_token_time(token) == CurrentTime || !x11_has_window_manager(display) ||
		!oriel__x11_info(window, &info))
		return false;
	XEvent event = { .xclient = {
		.type = ClientMessage, .window = info.info.x11.window, .format = 32,
		.message_type = XInternAtom(display, "_NET_ACTIVE_WINDOW", False),
		.data.l = { 1, (long)x11_token_time(token) },
	} };
	XSendEvent(display, DefaultRootWindow(display), False,
		SubstructureNotifyMask | SubstructureRedirectMask, &event);
	XFlush(display);
	return true;
}

void oriel__x11_pressed(struct oriel__sdl_window *window) {
	if (SDL_GetKeyboardFocus() != window->sdl &&
		!x11_has_window_manager(x11_window_display(window->platform)))
		SDL_SetWindowInputFocus(window->sdl);
}

/* ---- Titles ---- */

static bool sdl_x11_window_is_ascii(const char *text) {
	while (*text != '\0' && (unsigned char)*text < 0x80)
		text++;
	return *text == '\0';
}

/* Sets the title. WM_NAME is a Latin-1 string if the title is ASCII, since old programs read no
 * other type. */
void oriel__x11_set_title(struct oriel__sdl_window *window, const char *title) {
	static const struct {
		const char *name;
		bool is_old;
	} properties[] = { { "_NET_WM_NAME", false }, { "_NET_WM_ICON_NAME", false },
		{ "WM_NAME", true }, { "WM_ICON_NAME", true } };
	Display *display = x11_window_display(window->platform);
	SDL_SysWMinfo info;
	if (!oriel__x11_info(window, &info))
		return;
	const Atom utf8 = XInternAtom(display, "UTF8_STRING", False);
	for (size_t i = 0; i < sizeof(properties) / sizeof(properties[0]); i++) {
		const Atom type = properties[i].is_old && sdl_x11_window_is_ascii(title) ? XA_STRING : utf8;
		XChangeProperty(display, info.info.x11.window,
			XInternAtom(display, properties[i].name, False), type, 8, PropModeReplace,
			(const unsigned char *)title, (int)strlen(title));
	}
	XFlush(display);
}
