/* SPDX-License-Identifier: MIT */
/*
 * Wayland's seats: two facts that SDL does not report, namely touches cancelled by the compositor,
 * and whether a keyboard exists.
 *
 * If no seat has a keyboard, the compositor gives no window the keyboard focus. In that case this
 * file gives the focus to the window touched last, or at first to the newest window. An on-screen
 * keyboard then finds a field to type into.
 */
#include "sdl_wayland_internal.h"

#include "base/alloc_internal.h"

#define SEAT_VERSION 3u /* the first version with a request to release a touch object */

struct oriel__wayland_seat {
	struct oriel__wayland_seat *next;
	struct oriel__sdl_platform *platform;
	struct wl_seat *seat;
	struct wl_touch *touch; /* NULL: the seat has none */
	uint32_t name, version;
	bool is_known, has_keyboard; /* is_known: the compositor has sent the seat's capabilities */
};

/* ---- Touches ---- */

static void sdl_wayland_input_on_touch_down(void *data, struct wl_touch *touch, uint32_t serial,
	uint32_t time, struct wl_surface *surface, int32_t id, wl_fixed_t x, wl_fixed_t y) {}

static void sdl_wayland_input_on_touch_up(
	void *data, struct wl_touch *touch, uint32_t serial, uint32_t time, int32_t id) {}

static void sdl_wayland_input_on_touch_motion(
	void *data, struct wl_touch *touch, uint32_t time, int32_t id, wl_fixed_t x, wl_fixed_t y) {}

static void sdl_wayland_input_on_touch_frame(void *data, struct wl_touch *touch) {
}

/* Cancels all touches, because the compositor uses them for a gesture of its own. */
static void sdl_wayland_input_on_touch_cancel(void *data, struct wl_touch *touch) {
	struct oriel__wayland_seat *seat = data;
	oriel__sdl_input_cancel_touches(seat->platform);
}

static const struct wl_touch_listener touch_listener = {
	.down = sdl_wayland_input_on_touch_down,
	.up = sdl_wayland_input_on_touch_up,
	.motion = sdl_wayland_input_on_touch_motion,
	.frame = sdl_wayland_input_on_touch_frame,
	.cancel = sdl_wayland_input_on_touch_cancel,
};

static void seat_release_touch(struct oriel__wayland_seat *seat) {
	if (seat->touch == NULL)
		return;
	if (seat->version >= WL_TOUCH_RELEASE_SINCE_VERSION)
		wl_touch_release(seat->touch);
	else
		wl_touch_destroy(seat->touch);
	seat->touch = NULL;
}

/* ---- Seats ---- */

static void sdl_wayland_input_on_capabilities(
	void *data, struct wl_seat *wl_seat, uint32_t capabilities) {
	struct oriel__wayland_seat *seat = data;
	bool has_touch = (capabilities & WL_SEAT_CAPABILITY_TOUCH) != 0;
	seat->is_known = true;
	seat->has_keyboard = (capabilities & WL_SEAT_CAPABILITY_KEYBOARD) != 0;
	if (!has_touch) {
		seat_release_touch(seat);
	} else if (seat->touch == NULL) {
		seat->touch = wl_seat_get_touch(wl_seat);
		if (seat->touch != NULL)
			wl_touch_add_listener(seat->touch, &touch_listener, seat);
	}
}

static void sdl_wayland_input_on_name(void *data, struct wl_seat *seat, const char *name) {
}

static const struct wl_seat_listener seat_listener = {
	.capabilities = sdl_wayland_input_on_capabilities, .name = sdl_wayland_input_on_name
};

void oriel__wayland_seat_add(struct oriel__sdl_platform *platform, struct wl_registry *registry,
	uint32_t name, uint32_t version) {
	struct oriel__wayland *wayland = platform->driver_data;
	struct oriel__wayland_seat *seat = oriel__alloc_zero(1, sizeof(*seat));
	seat->platform = platform;
	seat->name = name;
	seat->version = version < SEAT_VERSION ? version : SEAT_VERSION;
	seat->seat = wl_registry_bind(registry, name, &wl_seat_interface, seat->version);
	if (seat->seat == NULL) {
		oriel__free(seat);
		return;
	}
	wl_seat_add_listener(seat->seat, &seat_listener, seat);
	seat->next = wayland->seats;
	wayland->seats = seat;
}

static void seat_remove(struct oriel__wayland_seat **link) {
	struct oriel__wayland_seat *seat = *link;
	*link = seat->next;
	seat_release_touch(seat);
	wl_seat_destroy(seat->seat);
	oriel__free(seat);
}

void oriel__wayland_seat_remove(struct oriel__wayland *wayland, uint32_t name) {
	for (struct oriel__wayland_seat **link = &wayland->seats; *link != NULL;
		link = &(*link)->next) {
		if ((*link)->name == name) {
			seat_remove(link);
			return;
		}
	}
}

void oriel__wayland_seats_finish(struct oriel__wayland *wayland) {
	while (wayland->seats != NULL)
		seat_remove(&wayland->seats);
}

/* ---- Without a keyboard ---- */

static bool seats_lack_keyboard(const struct oriel__wayland *wayland) {
	bool is_keyless = wayland->seats != NULL;
	for (const struct oriel__wayland_seat *seat = wayland->seats; seat != NULL; seat = seat->next)
		is_keyless = is_keyless && seat->is_known && !seat->has_keyboard;
	return is_keyless;
}

static void seat_send(
	struct oriel__sdl_platform *platform, Uint32 window_id, enum oriel_raw_input_type type) {
	struct oriel__sdl_window *window = oriel__sdl_window_find(platform, window_id);
	if (window != NULL)
		oriel__sdl_window_send(window, (struct oriel_raw_input){ .type = type });
}

/* Moves the focus to the window with SDL's id; 0: no window. */
static void seat_activate(struct oriel__sdl_platform *platform, Uint32 id) {
	struct oriel__wayland *wayland = platform->driver_data;
	if (id == wayland->active_id)
		return;
	seat_send(platform, wayland->active_id, ORIEL_RAW_BLUR);
	seat_send(platform, id, ORIEL_RAW_FOCUS);
	wayland->active_id = id;
}

void oriel__wayland_seats_update(struct oriel__sdl_platform *platform) {
	struct oriel__wayland *wayland = platform->driver_data;
	if (!seats_lack_keyboard(wayland))
		seat_activate(platform, 0);
	else if (oriel__sdl_window_find(platform, wayland->active_id) == NULL &&
		platform->windows != NULL)
		seat_activate(platform, platform->windows->id);
}

void oriel__wayland_pressed(struct oriel__sdl_window *window) {
	const struct oriel__wayland *wayland = window->platform->driver_data;
	if (wayland->active_id != 0)
		seat_activate(window->platform, window->id);
}
