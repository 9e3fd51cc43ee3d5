/* SPDX-License-Identifier: MIT */
/* Data shared by the Wayland driver and its presenter: platform->driver_data. */
#ifndef ORIEL_PLATFORM_SDL_WAYLAND_INTERNAL_H
#define ORIEL_PLATFORM_SDL_WAYLAND_INTERNAL_H

#include "sdl_internal.h"

#include <wayland-client.h>

struct oriel__wayland {
	struct wl_display *display;   /* SDL's */
	struct wl_event_queue *queue; /* Oriel's queue; SDL dispatches the default queue */
	struct wl_registry *registry;
	struct wl_shm *shm;
	struct oriel__wayland_seat *seats;
	/* sdl_wayland_input.c: SDL's id of the window that was given the focus without a keyboard; 0:
	 * none */
	Uint32 active_id;
	struct oriel__wayland_keys *keys; /* NULL: there is no seat */
};

/* sdl_wayland_input.c */
void oriel__wayland_seat_add(struct oriel__sdl_platform *platform, struct wl_registry *registry,
	uint32_t name, uint32_t version);
void oriel__wayland_seat_remove(struct oriel__wayland *wayland, uint32_t name);
void oriel__wayland_seats_finish(struct oriel__wayland *wayland);
/* Updates the active window of a display without a keyboard; called after each pump. */
void oriel__wayland_seats_update(struct oriel__sdl_platform *platform);
/* Activates the window if no seat has a keyboard; called for each press. */
void oriel__wayland_pressed(struct oriel__sdl_window *window);

/* Returns a registry on Oriel's queue, or NULL if there is no memory. */
struct wl_registry *oriel__wayland_get_registry(const struct oriel__wayland *wayland);
/* Returns the clipboard (wayland_clipboard.c), or NULL if the compositor has no seat or no data
 * devices. */
struct oriel__sdl_clipboard *oriel__wayland_clipboard_new(const struct oriel__wayland *wayland);
struct wl_surface *oriel__wayland_surface(const struct oriel__sdl_window *window);
/* Marks windows as invisible if the compositor has requested no frame for a second; returns false
 * if it has marked one. Lowers *timeout_ms to the time of the next check. */
bool oriel__wayland_watch_frames(struct oriel__sdl_platform *platform, int *timeout_ms);


/* sdl_wayland_keys.c */
void oriel__wayland_keys_add_seat(struct oriel__wayland *wayland, uint32_t name, uint32_t version);
void oriel__wayland_keys_remove_seat(struct oriel__wayland *wayland, uint32_t name);
void oriel__wayland_keys_finish(struct oriel__wayland *wayland);
/* Like the methods of struct oriel__sdl_driver. */
bool oriel__wayland_keys_filter(struct oriel__sdl_platform *platform, SDL_Event *event);
struct oriel__keymap *oriel__wayland_keymap(struct oriel__sdl_platform *platform);
unsigned oriel__wayland_modifiers(struct oriel__sdl_platform *platform);
/* Handles the records left after a pump, in which SDL has handled all keys. */
void oriel__wayland_keys_pumped(struct oriel__sdl_platform *platform);

#endif
