/* SPDX-License-Identifier: MIT */
/*
 * X11: what SDL leaves to a window manager, done here where none runs, and titles.
 *
 * Full screen is a request to the window manager. Without one that knows it, a window fills the
 * screen by taking its place and size, and does so again when the screen changes. The keyboard goes
 * to the window that is pressed.
 *
 * SDL 2.26 leaks a few hundred bytes for each title that is not ASCII, so that titles are set here.
 */
#include "sdl_x11_internal.h"

#include <X11/Xatom.h>
#include <string.h>

static Display *display_of(const struct oriel__sdl_platform *platform) {
	return platform->driver_data;
}

/* Returns the 32-bit items of a property of the root window, owned by the caller (XFree()); or
 * NULL. */
static unsigned long *root_property(
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

static bool has_window_manager(Display *display) {
	unsigned long count,
		*windows = root_property(display, "_NET_SUPPORTING_WM_CHECK", XA_WINDOW, &count);
	bool has = windows != NULL && count > 0;
	if (windows != NULL)
		XFree(windows);
	return has;
}

static bool has_fullscreen(Display *display) {
	if (!has_window_manager(display))
		return false;
	unsigned long count, *atoms = root_property(display, "_NET_SUPPORTED", XA_ATOM, &count);
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
	Display *display = display_of(platform);
	XWindowAttributes root;
	if (XGetWindowAttributes(display, DefaultRootWindow(display), &root))
		XSelectInput(
			display, DefaultRootWindow(display), root.your_event_mask | StructureNotifyMask);
}

bool oriel__x11_screen_has_changed(
	const struct oriel__sdl_platform *platform, const XEvent *event) {
	return event->type == ConfigureNotify &&
		event->xconfigure.window == DefaultRootWindow(display_of(platform));
}

/* Returns the rectangle of the window's display. SDL may still report the size from before a
 * change, so a single display is read from the server. */
static SDL_Rect window_screen(const struct oriel__sdl_window *window) {
	Display *display = display_of(window->platform);
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
		if (window->is_fills_screen)
			window_place(window, window_screen(window));
	}
}

bool oriel__x11_set_fullscreen(struct oriel__sdl_window *window, bool on) {
	if (on == window->is_fills_screen)
		return on; /* a window that is not in full screen by this file may be by SDL */
	if (on && has_fullscreen(display_of(window->platform)))
		return false;
	if (on) {
		SDL_GetWindowPosition(window->sdl, &window->windowed.x, &window->windowed.y);
		SDL_GetWindowSize(window->sdl, &window->windowed.w, &window->windowed.h);
	}
	window->is_fills_screen = on;
	window_place(window, on ? window_screen(window) : window->windowed);
	return true;
}

/* ---- The keyboard ---- */

void oriel__x11_pressed(struct oriel__sdl_window *window) {
	if (SDL_GetKeyboardFocus() != window->sdl && !has_window_manager(display_of(window->platform)))
		SDL_SetWindowInputFocus(window->sdl);
}

/* ---- Titles ---- */

static bool sdl_x11_window_is_ascii(const char *text) {
	while (*text != '\0' && (unsigned char)*text < 0x80)
		text++;
	return *text == '\0';
}

/* Sets the title. WM_NAME is a Latin-1 string where possible, since old programs read no other
 * type. */
void oriel__x11_set_title(struct oriel__sdl_window *window, const char *title) {
	static const struct {
		const char *name;
		bool is_old;
	} properties[] = { { "_NET_WM_NAME", false }, { "_NET_WM_ICON_NAME", false },
		{ "WM_NAME", true }, { "WM_ICON_NAME", true } };
	Display *display = display_of(window->platform);
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
