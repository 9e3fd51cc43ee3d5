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
	struct oriel__wayland_seat *seats;
	Uint32 active_id; /* sdl_wayland_input.c: SDL's id of the window that was told that it has the keyboard; 0: none */
};

/* sdl_wayland_input.c */
void oriel__wayland_seat_add(struct oriel__sdl_platform *platform, struct wl_registry *registry, uint32_t name, uint32_t version);
void oriel__wayland_seat_remove(struct oriel__wayland *wayland, uint32_t name);
void oriel__wayland_seats_finish(struct oriel__wayland *wayland);
/* Updates which window is active without a keyboard; called after each pump. */
void oriel__wayland_seats_update(struct oriel__sdl_platform *platform);
/* Activates the window if no seat has a keyboard; called for each press. */
void oriel__wayland_pressed(struct oriel__sdl_window *window);

struct wl_surface *oriel__wayland_surface(const struct oriel__sdl_window *window);
/* Tells windows whose frames the compositor has not asked for in a second that nobody sees them; false if it told one.
 * Lowers *timeout_ms to when the next may be due. */
bool oriel__wayland_watch_frames(struct oriel__sdl_platform *platform, int *timeout_ms);

#endif
