/* SPDX-License-Identifier: MIT */
/* What the Wayland driver and its presenter share: platform->driver_data. */
#ifndef ORIEL_PLATFORM_SDL_WAYLAND_INTERNAL_H
#define ORIEL_PLATFORM_SDL_WAYLAND_INTERNAL_H

#include "sdl-internal.h"

#include <wayland-client.h>

struct oriel__wayland {
	struct wl_display *display;   /* SDL's */
	struct wl_event_queue *queue; /* ours: SDL dispatches its own */
	struct wl_registry *registry;
	struct wl_shm *shm;
};

/* A registry on our queue; NULL without memory. */
struct wl_registry *oriel__wayland_get_registry(const struct oriel__wayland *wayland);
/* wayland_clipboard.c: NULL if the compositor has no seat, or no data devices. */
struct oriel__sdl_clipboard *oriel__wayland_clipboard_new(const struct oriel__wayland *wayland);
struct wl_surface *oriel__wayland_surface(const struct oriel__sdl_window *window);
/* Tells windows whose frames the compositor has not asked for in a second that nobody sees them; false if it told one.
 * Lowers *timeout_ms to when the next may be due. */
bool oriel__wayland_watch_frames(struct oriel__sdl_platform *platform, int *timeout_ms);

#endif
