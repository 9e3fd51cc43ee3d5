/* SPDX-License-Identifier: MIT */
/*
 * A check of the Wayland compositor before SDL connects to it. If the compositor has no seat, i.e.
 * before the first input device exists, SDL 2.26 crashes while starting.
 */
#include "sdl_internal.h"

#include <stdlib.h>
#include <string.h>
#include <wayland-client.h>

static void sdl_wayland_seat_on_global(void *data, struct wl_registry *registry, uint32_t name,
	const char *interface, uint32_t version) {
	bool *has_seat = data;
	*has_seat |= strcmp(interface, wl_seat_interface.name) == 0;
}

static void sdl_wayland_seat_on_global_remove(
	void *data, struct wl_registry *registry, uint32_t name) {}

static const struct wl_registry_listener registry_listener = { sdl_wayland_seat_on_global,
	sdl_wayland_seat_on_global_remove };

/* Tells whether SDL may choose Wayland: SDL prefers X11 unless SDL_VIDEODRIVER says otherwise. */
static bool sdl_wayland_may_be_chosen(void) {
	const char *driver = getenv("SDL_VIDEODRIVER");
	if (driver != NULL)
		return strstr(driver, "wayland") != NULL;
	const char *x11 = getenv("DISPLAY");
	return x11 == NULL || x11[0] == '\0';
}

bool oriel__sdl_wayland_lacks_seat(void) {
	struct wl_display *display = sdl_wayland_may_be_chosen() ? wl_display_connect(NULL) : NULL;
	if (display == NULL)
		return false; /* SDL reports the error */
	bool has_seat = false;
	struct wl_registry *registry = wl_display_get_registry(display);
	bool has_answer = registry != NULL &&
		wl_registry_add_listener(registry, &registry_listener, &has_seat) == 0 &&
		wl_display_roundtrip(display) >= 0;
	if (registry != NULL)
		wl_registry_destroy(registry);
	wl_display_disconnect(display);
	return has_answer && !has_seat;
}
