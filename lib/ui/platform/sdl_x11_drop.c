/* SPDX-License-Identifier: MIT */
/*
 * Drags over X11 windows: the messages of XDND that SDL 2.26 replies to without reporting them. SDL
 * goes on to answer them, and to read the dropped data.
 *
 * Source: freedesktop.org, "Drag-and-Drop Protocol for the X Window System", version 5.
 */
#include "sdl_x11_internal.h"

#include "sdl_internal.h"

static bool x11_drop_is(const XEvent *event, const char *name) {
	return event->xclient.message_type == XInternAtom(event->xclient.display, name, False);
}

bool oriel__x11_is_drag(const XEvent *event) {
	return event->type == ClientMessage && event->xclient.format == 32 &&
		(x11_drop_is(event, "XdndEnter") || x11_drop_is(event, "XdndPosition") ||
			x11_drop_is(event, "XdndLeave"));
}

static struct oriel__sdl_window *x11_drop_window(
	const struct oriel__sdl_platform *platform, const XEvent *event) {
	for (struct oriel__sdl_window *window = platform->windows; window != NULL;
		window = window->next) {
		SDL_SysWMinfo info;
		if (oriel__x11_info(window, &info) && info.info.x11.window == event->xclient.window)
			return window;
	}
	return NULL;
}

/* Notes what a drag contains, by the first three types of its message. If there are more and these
 * are neither files nor text, the drag may contain both. */
static void x11_drop_enter(struct oriel__sdl_platform *platform, const XEvent *event) {
	Display *display = event->xclient.display;
	const Atom files = XInternAtom(display, "text/uri-list", False);
	const Atom texts[] = { XInternAtom(display, "UTF8_STRING", False),
		XInternAtom(display, "text/plain;charset=utf-8", False),
		XInternAtom(display, "text/plain", False), XInternAtom(display, "STRING", False),
		XInternAtom(display, "TEXT", False) };
	oriel__sdl_drop_finish(platform);
	for (int i = 2; i <= 4; i++) {
		const Atom type = (Atom)event->xclient.data.l[i];
		platform->drop.is_files_offered |= type == files;
		for (size_t j = 0; j < sizeof(texts) / sizeof(texts[0]); j++)
			platform->drop.is_text_offered |= type == texts[j];
	}
	if ((event->xclient.data.l[1] & 1) != 0 && !platform->drop.is_files_offered &&
		!platform->drop.is_text_offered)
		platform->drop.is_files_offered = platform->drop.is_text_offered = true;
}

void oriel__x11_drag(struct oriel__sdl_platform *platform, const XEvent *event) {
	struct oriel__sdl_window *window = x11_drop_window(platform, event);
	if (window == NULL)
		return;
	if (x11_drop_is(event, "XdndEnter")) {
		x11_drop_enter(platform, event);
	} else if (x11_drop_is(event, "XdndLeave")) {
		oriel__sdl_drop_leave(window);
	} else {
		long packed = event->xclient.data.l[2];
		int left, top;
		SDL_GetWindowPosition(window->sdl, &left, &top);
		oriel__sdl_drop_over(
			window, (int)((packed >> 16) & 0xffff) - left, (int)(packed & 0xffff) - top);
	}
}
