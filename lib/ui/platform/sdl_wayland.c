/* SPDX-License-Identifier: MIT */
/*
 * Wayland: waiting on SDL's connection.
 *
 * A connection may have several readers. Each reader announces its read before sleeping
 * (wl_display_prepare_read), and then reads or cancels. SDL's objects are on the default queue,
 * which SDL's pump dispatches. Oriel's objects are on a queue of their own, so neither side runs
 * the other's callbacks. SDL makes key repeats in its pump, so SDL is pumped often while a key is
 * held.
 */
#include "sdl_wayland_internal.h"

#include "sdl_clipboard_internal.h"

#include "base/alloc_internal.h"

#include <SDL_syswm.h>
#include <errno.h>
#include <oriel/runtime/log.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define KEY_REPEAT_MS 10

static void wayland_log(const char *format, va_list arguments) {
	char line[512];
	vsnprintf(line, sizeof(line), format, arguments);
	line[strcspn(line, "\n")] = '\0';
	oriel_log(ORIEL_LOG_INFO, "libwayland: %s", line);
}

void oriel__wayland_redirect_log(void) {
	wl_log_set_handler_client(wayland_log);
}

static bool sdl_wayland_info(const struct oriel__sdl_window *window, SDL_SysWMinfo *info) {
	SDL_VERSION(&info->version);
	return SDL_GetWindowWMInfo(window->sdl, info) && info->subsystem == SDL_SYSWM_WAYLAND;
}

struct wl_surface *oriel__wayland_surface(const struct oriel__sdl_window *window) {
	SDL_SysWMinfo info;
	return sdl_wayland_info(window, &info) ? info.info.wl.surface : NULL;
}

static void sdl_wayland_on_global(void *data, struct wl_registry *registry, uint32_t name,
	const char *interface, uint32_t version) {
	struct oriel__sdl_platform *platform = data;
	struct oriel__wayland *wayland = platform->driver_data;
	if (strcmp(interface, wl_shm_interface.name) == 0 && wayland->shm == NULL) {
		wayland->shm = wl_registry_bind(registry, name, &wl_shm_interface, 1);
	} else if (strcmp(interface, wl_seat_interface.name) == 0) {
		oriel__wayland_seat_add(platform, registry, name, version);
		oriel__wayland_keys_add_seat(wayland, name, version);
	}
}

static void sdl_wayland_on_global_remove(void *data, struct wl_registry *registry, uint32_t name) {
	const struct oriel__sdl_platform *platform = data;
	oriel__wayland_seat_remove(platform->driver_data, name);
	oriel__wayland_keys_remove_seat(platform->driver_data, name);
}

static const struct wl_registry_listener registry_listener = { sdl_wayland_on_global,
	sdl_wayland_on_global_remove };

static void wayland_finish(struct oriel__sdl_platform *platform) {
	struct oriel__wayland *wayland = platform->driver_data;
	oriel__wayland_seats_finish(wayland);
	oriel__wayland_keys_finish(wayland);
	if (wayland->shm != NULL)
		wl_shm_destroy(wayland->shm);
	if (wayland->registry != NULL)
		wl_registry_destroy(wayland->registry);
	wl_event_queue_destroy(wayland->queue);
	oriel__free(wayland);
	platform->driver_data = NULL;
}

/* Returns a registry on Oriel's queue. New objects inherit the queue of their parent, so their
 * events never reach SDL's queue. */
struct wl_registry *oriel__wayland_get_registry(const struct oriel__wayland *wayland) {
	struct wl_display *wrapper = wl_proxy_create_wrapper(wayland->display);
	if (wrapper == NULL)
		return NULL;
	wl_proxy_set_queue((struct wl_proxy *)wrapper, wayland->queue);
	struct wl_registry *registry = wl_display_get_registry(wrapper);
	wl_proxy_wrapper_destroy(wrapper);
	return registry;
}

static bool sdl_wayland_find_shm(struct oriel__sdl_platform *platform) {
	struct oriel__wayland *wayland = platform->driver_data;
	wayland->registry = oriel__wayland_get_registry(wayland);
	return wayland->registry != NULL &&
		wl_registry_add_listener(wayland->registry, &registry_listener, platform) == 0 &&
		wl_display_roundtrip_queue(wayland->display, wayland->queue) >= 0 && wayland->shm != NULL;
}

static bool wayland_start(
	struct oriel__sdl_platform *platform, const struct oriel__sdl_window *window) {
	SDL_SysWMinfo info;
	if (!sdl_wayland_info(window, &info)) {
		oriel_log(ORIEL_LOG_WARNING, "SDL does not name its Wayland connection: %s; it is polled",
			SDL_GetError());
		return false;
	}
	struct oriel__wayland *wayland = oriel__alloc_zero(1, sizeof(*wayland));
	platform->driver_data = wayland;
	wayland->display = info.info.wl.display;
	wayland->queue = wl_display_create_queue(wayland->display);
	if (sdl_wayland_find_shm(platform)) {
		/* SDL's own clipboard, if the program has used the clipboard before opening a window */
		oriel__sdl_clipboard_destroy(platform);
		platform->clipboard = oriel__wayland_clipboard_new(wayland);
		return true;
	}
	oriel_log(ORIEL_LOG_WARNING, "the compositor shares no memory: SDL presents, and is polled");
	wayland_finish(platform);
	return false;
}

/* Tells whether a key is held. Modifiers, which have the last scancodes, do not repeat. */
static bool sdl_wayland_is_key_held(void) {
	int count;
	const Uint8 *keys = SDL_GetKeyboardState(&count);
	return memchr(keys, 1, count < SDL_SCANCODE_LCTRL ? (size_t)count : SDL_SCANCODE_LCTRL) != NULL;
}

/* Returns the events to poll for: also POLLOUT if libwayland could not send all its data. */
static short sdl_wayland_poll_events(struct wl_display *display) {
	return wl_display_flush(display) < 0 && errno == EAGAIN ? POLLIN | POLLOUT : POLLIN;
}

static const char *wayland_broken(const struct oriel__sdl_platform *platform) {
	const struct oriel__wayland *wayland = platform->driver_data;
	return wayland != NULL && wl_display_get_error(wayland->display) != 0 ?
		"the Wayland compositor" :
		NULL;
}

static int sdl_wayland_prepare(
	struct oriel__sdl_platform *platform, struct pollfd *fds, int *timeout_ms) {
	struct oriel__wayland *wayland = platform->driver_data;
	if (!oriel__wayland_watch_frames(platform, timeout_ms))
		return -1;
	if (wl_display_dispatch_queue_pending(wayland->display, wayland->queue) > 0)
		return -1;
	int count = oriel__sdl_ime_prepare(platform, fds, 0, timeout_ms);
	if (sdl_wayland_is_key_held())
		oriel__sdl_cap(timeout_ms, KEY_REPEAT_MS);
	if (wl_display_prepare_read(wayland->display) != 0)
		return -1;
	fds[count] = (struct pollfd){ .fd = wl_display_get_fd(wayland->display),
		.events = sdl_wayland_poll_events(wayland->display) };
	return count + 1;
}

static void wayland_check(
	struct oriel__sdl_platform *platform, const struct pollfd *fds, int count) {
	struct oriel__wayland *wayland = platform->driver_data;
	if ((fds[count - 1].revents & POLLIN) != 0)
		wl_display_read_events(wayland->display);
	else
		wl_display_cancel_read(wayland->display);
	oriel__sdl_ime_check(platform, fds, count);
}

static void wayland_pumped(struct oriel__sdl_platform *platform) {
	struct oriel__wayland *wayland = platform->driver_data;
	wl_display_dispatch_queue_pending(wayland->display, wayland->queue);
	oriel__wayland_seats_update(platform);
	oriel__wayland_keys_pumped(platform);
	oriel__sdl_ime_pumped(platform);
}

/* The protocol has no positions and no stacking. Icons are those of the application's .desktop
 * file. */
static bool wayland_can(
	const struct oriel__sdl_platform *platform, enum oriel_window_ability ability) {
	return ability == ORIEL_WINDOW_PARENT || ability == ORIEL_WINDOW_MINIMIZE ||
		ability == ORIEL_WINDOW_MAXIMIZE || ability == ORIEL_WINDOW_FULLSCREEN ||
		ability == ORIEL_WINDOW_ACTIVATE;
}

const struct oriel__sdl_driver oriel__sdl_wayland = {
	.start = wayland_start,
	.finish = wayland_finish,
	.prepare = sdl_wayland_prepare,
	.check = wayland_check,
	.broken = wayland_broken,
	.pumped = wayland_pumped,
	.pressed = oriel__wayland_pressed,
	.is_pointer_lost_on_leave = true,
	.presenter = &oriel__sdl_shm_presenter,
	.can = wayland_can,
	.filter = oriel__wayland_keys_filter,
	.keymap = oriel__wayland_keymap,
	.modifiers = oriel__wayland_modifiers,
	.needs_gl = true,
};
