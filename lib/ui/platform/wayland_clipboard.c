/* SPDX-License-Identifier: MIT */
/*
 * The clipboard and the primary selection on Wayland. This file has its own data device, beside
 * that of SDL; wayland_pipe.c transfers the data.
 *
 * The two selections have different protocols: wl_data_device and primary-selection-unstable-v1.
 * These differ only in the names and numbers of their requests (struct protocol), so this file
 * makes all requests by number. To own a selection, a program must pass the serial of a user
 * action, i.e. the number of its event. A keyboard, a pointer and a touch object of this file
 * receive those serials. The compositor announces the selections only while one of the program's
 * windows has the keyboard focus.
 */
#define _GNU_SOURCE /* pipe2 */
#include "sdl_wayland_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "clipboard_own_internal.h"
#include "sdl_clipboard_internal.h"
#include "wayland_pipe_internal.h"
#include "wayland_primary_internal.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { MOST_NAMES = 256 }; /* types stored of one offer; any more are ignored */

/* Numbers of a protocol's requests, and the interfaces of the objects that they create. */
struct protocol {
	const struct wl_interface *manager, *device, *source;
	uint32_t create_source, get_device, set_selection, source_offer, source_destroy, receive,
		offer_destroy;
	const void *device_listener, *offer_listener, *source_listener;
};

struct wayland_clipboard;

/* An offer of another program: a selection, or data that is dragged over a window. */
struct offer {
	struct wl_proxy *proxy;
	char **names; /* types of the data, mostly MIME types */
	size_t count;
};

struct selection {
	struct wayland_clipboard *clipboard;
	const struct protocol *protocol;
	struct wl_proxy *manager, *device; /* NULL: not supported by the compositor */
	/* object of the program's own offer; NULL: there is none, or it is not claimed yet */
	struct wl_proxy *source;
	struct offer *announced; /* not yet a selection or a drag; may be NULL */
	struct offer *current;   /* the selection of another program; may be NULL */
	struct offer *dragged;   /* may be NULL */
	struct oriel__clipboard_own own;
};

struct wayland_clipboard {
	struct oriel__sdl_clipboard base; /* must be first */
	struct wl_registry *registry;
	struct wl_seat *seat;
	struct wl_keyboard *keyboard;
	struct wl_pointer *pointer;
	struct wl_touch *touch;
	uint32_t serial; /* of the last user action; 0: none yet */
	struct selection selections[ORIEL_SELECTION_COUNT];
	struct oriel__wayland_pipes pipes;
};

static void selection_claim(struct selection *selection);

/* ---- Serials ---- */

/* Stores a serial, and claims offers that were made before the first user action. */
static void wayland_clipboard_note_serial(struct wayland_clipboard *clipboard, uint32_t serial) {
	clipboard->serial = serial;
	for (int i = 0; i < ORIEL_SELECTION_COUNT; i++)
		selection_claim(&clipboard->selections[i]);
}

static void wayland_clipboard_on_keymap(
	void *data, struct wl_keyboard *keyboard, uint32_t format, int32_t fd, uint32_t size) {
	close(fd);
}

static void wayland_clipboard_on_keyboard_enter(void *data, struct wl_keyboard *keyboard,
	uint32_t serial, struct wl_surface *surface, struct wl_array *keys) {
	wayland_clipboard_note_serial(data, serial);
}

static void wayland_clipboard_on_keyboard_leave(
	void *data, struct wl_keyboard *keyboard, uint32_t serial, struct wl_surface *surface) {}

static void wayland_clipboard_on_key(void *data, struct wl_keyboard *keyboard, uint32_t serial,
	uint32_t time, uint32_t key, uint32_t state) {
	wayland_clipboard_note_serial(data, serial);
}

static void wayland_clipboard_on_modifiers(void *data, struct wl_keyboard *keyboard,
	uint32_t serial, uint32_t down, uint32_t latched, uint32_t locked, uint32_t group) {}

static const struct wl_keyboard_listener keyboard_listener = {
	.keymap = wayland_clipboard_on_keymap,
	.enter = wayland_clipboard_on_keyboard_enter,
	.leave = wayland_clipboard_on_keyboard_leave,
	.key = wayland_clipboard_on_key,
	.modifiers = wayland_clipboard_on_modifiers,
};

static void wayland_clipboard_on_pointer_enter(void *data, struct wl_pointer *pointer,
	uint32_t serial, struct wl_surface *surface, wl_fixed_t x, wl_fixed_t y) {}

static void wayland_clipboard_on_pointer_leave(
	void *data, struct wl_pointer *pointer, uint32_t serial, struct wl_surface *surface) {}

static void wayland_clipboard_on_pointer_motion(
	void *data, struct wl_pointer *pointer, uint32_t time, wl_fixed_t x, wl_fixed_t y) {}

static void wayland_clipboard_on_pointer_button(void *data, struct wl_pointer *pointer,
	uint32_t serial, uint32_t time, uint32_t button, uint32_t state) {
	wayland_clipboard_note_serial(data, serial);
}

static void wayland_clipboard_on_pointer_axis(
	void *data, struct wl_pointer *pointer, uint32_t time, uint32_t axis, wl_fixed_t value) {}

static const struct wl_pointer_listener pointer_listener = {
	.enter = wayland_clipboard_on_pointer_enter,
	.leave = wayland_clipboard_on_pointer_leave,
	.motion = wayland_clipboard_on_pointer_motion,
	.button = wayland_clipboard_on_pointer_button,
	.axis = wayland_clipboard_on_pointer_axis,
};

static void wayland_clipboard_on_touch_down(void *data, struct wl_touch *touch, uint32_t serial,
	uint32_t time, struct wl_surface *surface, int32_t id, wl_fixed_t x, wl_fixed_t y) {
	wayland_clipboard_note_serial(data, serial);
}

static void wayland_clipboard_on_touch_up(
	void *data, struct wl_touch *touch, uint32_t serial, uint32_t time, int32_t id) {
	wayland_clipboard_note_serial(data, serial);
}

static void wayland_clipboard_on_touch_motion(
	void *data, struct wl_touch *touch, uint32_t time, int32_t id, wl_fixed_t x, wl_fixed_t y) {}

static void wayland_clipboard_on_touch_frame(void *data, struct wl_touch *touch) {
}

static const struct wl_touch_listener touch_listener = {
	.down = wayland_clipboard_on_touch_down,
	.up = wayland_clipboard_on_touch_up,
	.motion = wayland_clipboard_on_touch_motion,
	.frame = wayland_clipboard_on_touch_frame,
	.cancel = wayland_clipboard_on_touch_frame,
};

static void wayland_clipboard_release_keyboard(struct wayland_clipboard *clipboard) {
	if (clipboard->keyboard != NULL)
		wl_keyboard_destroy(clipboard->keyboard);
	clipboard->keyboard = NULL;
}

static void wayland_clipboard_release_pointer(struct wayland_clipboard *clipboard) {
	if (clipboard->pointer != NULL)
		wl_pointer_destroy(clipboard->pointer);
	clipboard->pointer = NULL;
}

static void wayland_clipboard_release_touch(struct wayland_clipboard *clipboard) {
	if (clipboard->touch != NULL)
		wl_touch_destroy(clipboard->touch);
	clipboard->touch = NULL;
}

/* Updates the devices of the seat. A proxy is NULL only if there is no memory; that device then
 * provides no serials. */
static void wayland_clipboard_on_capabilities(
	void *data, struct wl_seat *seat, uint32_t capabilities) {
	struct wayland_clipboard *clipboard = data;
	wayland_clipboard_release_keyboard(clipboard);
	wayland_clipboard_release_pointer(clipboard);
	wayland_clipboard_release_touch(clipboard);
	if ((capabilities & WL_SEAT_CAPABILITY_KEYBOARD) != 0 &&
		(clipboard->keyboard = wl_seat_get_keyboard(seat)) != NULL)
		wl_keyboard_add_listener(clipboard->keyboard, &keyboard_listener, clipboard);
	if ((capabilities & WL_SEAT_CAPABILITY_POINTER) != 0 &&
		(clipboard->pointer = wl_seat_get_pointer(seat)) != NULL)
		wl_pointer_add_listener(clipboard->pointer, &pointer_listener, clipboard);
	if ((capabilities & WL_SEAT_CAPABILITY_TOUCH) != 0 &&
		(clipboard->touch = wl_seat_get_touch(seat)) != NULL)
		wl_touch_add_listener(clipboard->touch, &touch_listener, clipboard);
}

static const struct wl_seat_listener seat_listener = {
	.capabilities = wayland_clipboard_on_capabilities
};

/* ---- Offers of other programs ---- */

static void offer_destroy(const struct selection *selection, struct offer *offer) {
	if (offer == NULL)
		return;
	wl_proxy_marshal_flags(offer->proxy, selection->protocol->offer_destroy, NULL,
		wl_proxy_get_version(offer->proxy), WL_MARSHAL_FLAG_DESTROY);
	for (size_t i = 0; i < offer->count; i++)
		oriel__free(offer->names[i]);
	oriel__free(offer->names);
	oriel__free(offer);
}

static void selection_on_offer_name(void *data, void *proxy, const char *name) {
	struct offer *offer = data;
	if (offer->count == MOST_NAMES)
		return;
	offer->names = oriel__realloc_array(offer->names, offer->count + 1, sizeof(*offer->names));
	offer->names[offer->count++] = oriel__strdup(name);
}

/* Receives an offer. The compositor first announces an offer, then sends its names, and then makes
 * the offer a selection or a drag. */
static void selection_on_offer(void *data, void *device, void *proxy) {
	struct selection *selection = data;
	struct offer *offer = oriel__alloc_zero(1, sizeof(*offer));
	offer_destroy(selection, selection->announced);
	offer->proxy = proxy;
	selection->announced = offer;
	wl_proxy_add_listener(
		proxy, (void (**)(void))(uintptr_t)selection->protocol->offer_listener, offer);
}

/* Returns the announced offer, no longer announced, if its proxy is this one; else NULL. */
static struct offer *selection_take_announced(struct selection *selection, const void *proxy) {
	struct offer *offer = selection->announced;
	if (proxy == NULL || offer == NULL || offer->proxy != proxy)
		return NULL;
	selection->announced = NULL;
	return offer;
}

/* Receives the new selection, or NULL if there is none. The compositor may send the current offer
 * again, which changes nothing. */
static void selection_on_selection(void *data, void *device, void *proxy) {
	struct selection *selection = data;
	struct offer *offer = selection_take_announced(selection, proxy);
	if (offer == NULL && proxy != NULL && selection->current != NULL &&
		selection->current->proxy == proxy)
		return;
	offer_destroy(selection, selection->current);
	selection->current = offer;
}

/* Stores a dragged offer, only to free the offer later: windows accept no drops. */
static void selection_on_drag_enter(void *data, struct wl_data_device *device, uint32_t serial,
	struct wl_surface *surface, wl_fixed_t x, wl_fixed_t y, struct wl_data_offer *proxy) {
	struct selection *selection = data;
	offer_destroy(selection, selection->dragged);
	selection->dragged = selection_take_announced(selection, proxy);
}

static void selection_on_drag_leave(void *data, struct wl_data_device *device) {
	struct selection *selection = data;
	offer_destroy(selection, selection->dragged);
	selection->dragged = NULL;
}

static void selection_on_drag_motion(
	void *data, struct wl_data_device *device, uint32_t time, wl_fixed_t x, wl_fixed_t y) {}

static void data_device_on_offer(
	void *data, struct wl_data_device *device, struct wl_data_offer *offer) {
	selection_on_offer(data, device, offer);
}

static void data_device_on_selection(
	void *data, struct wl_data_device *device, struct wl_data_offer *offer) {
	selection_on_selection(data, device, offer);
}

static void data_offer_on_name(void *data, struct wl_data_offer *offer, const char *name) {
	selection_on_offer_name(data, offer, name);
}

/* ---- The program's own offers ---- */

static void source_destroy(struct selection *selection) {
	if (selection->source != NULL)
		wl_proxy_marshal_flags(selection->source, selection->protocol->source_destroy, NULL,
			wl_proxy_get_version(selection->source), WL_MARSHAL_FLAG_DESTROY);
	selection->source = NULL;
}

static void selection_on_send(void *data, void *source, const char *name, int32_t fd) {
	struct selection *selection = data;
	struct oriel_bytes *bytes = selection->source == source ?
		oriel__clipboard_own_fetch(&selection->own, name) :
		NULL;
	if (bytes != NULL)
		oriel__wayland_pipe_write(&selection->clipboard->pipes, fd, bytes);
	else
		close(fd);
	oriel_bytes_unref(bytes);
}

/* Releases the offer, because another program owns the selection, or the compositor has refused the
 * serial. */
static void selection_on_cancelled(void *data, void *source) {
	struct selection *selection = data;
	if (selection->source != source)
		return;
	source_destroy(selection);
	oriel__clipboard_own_clear(&selection->own);
}

static void data_source_on_target(void *data, struct wl_data_source *source, const char *name) {
}

static void data_source_on_send(
	void *data, struct wl_data_source *source, const char *name, int32_t fd) {
	selection_on_send(data, source, name, fd);
}

static void data_source_on_cancelled(void *data, struct wl_data_source *source) {
	selection_on_cancelled(data, source);
}

static void selection_claim(struct selection *selection) {
	const struct protocol *protocol = selection->protocol;
	const char *name;
	if (selection->own.types == NULL || selection->source != NULL ||
		selection->clipboard->serial == 0)
		return;
	selection->source = wl_proxy_marshal_flags(selection->manager, protocol->create_source,
		protocol->source, wl_proxy_get_version(selection->manager), 0, NULL);
	if (selection->source == NULL)
		return;
	wl_proxy_add_listener(
		selection->source, (void (**)(void))(uintptr_t)protocol->source_listener, selection);
	for (size_t i = 0; (name = oriel__clipboard_own_name(&selection->own, i)) != NULL; i++)
		wl_proxy_marshal_flags(selection->source, protocol->source_offer, NULL,
			wl_proxy_get_version(selection->source), 0, name);
	wl_proxy_marshal_flags(selection->device, protocol->set_selection, NULL,
		wl_proxy_get_version(selection->device), 0, selection->source,
		selection->clipboard->serial);
}

/* ---- The protocols ---- */

static const struct wl_data_device_listener data_device_listener = {
	.data_offer = data_device_on_offer,
	.enter = selection_on_drag_enter,
	.leave = selection_on_drag_leave,
	.motion = selection_on_drag_motion,
	.drop = selection_on_drag_leave,
	.selection = data_device_on_selection,
};
static const struct wl_data_offer_listener data_offer_listener = { .offer = data_offer_on_name };
static const struct wl_data_source_listener data_source_listener = {
	.target = data_source_on_target,
	.send = data_source_on_send,
	.cancelled = data_source_on_cancelled,
};

static const struct {
	void (*offer)(void *data, void *device, void *offer);
	void (*selection)(void *data, void *device, void *offer);
} primary_device_listener = { selection_on_offer, selection_on_selection };
static const struct {
	void (*offer)(void *data, void *offer, const char *name);
} primary_offer_listener = { selection_on_offer_name };
static const struct {
	void (*send)(void *data, void *source, const char *name, int32_t fd);
	void (*cancelled)(void *data, void *source);
} primary_source_listener = { selection_on_send, selection_on_cancelled };

static const struct protocol protocols[ORIEL_SELECTION_COUNT] = {
	[ORIEL_SELECTION_CLIPBOARD] = {
		.manager = &wl_data_device_manager_interface, .device = &wl_data_device_interface,
		.source = &wl_data_source_interface,
		.create_source = WL_DATA_DEVICE_MANAGER_CREATE_DATA_SOURCE,
		.get_device = WL_DATA_DEVICE_MANAGER_GET_DATA_DEVICE,
		.set_selection = WL_DATA_DEVICE_SET_SELECTION, .source_offer = WL_DATA_SOURCE_OFFER,
		.source_destroy = WL_DATA_SOURCE_DESTROY,
		.receive = WL_DATA_OFFER_RECEIVE, .offer_destroy = WL_DATA_OFFER_DESTROY,
		.device_listener = &data_device_listener, .offer_listener = &data_offer_listener,
		.source_listener = &data_source_listener,
	},
	[ORIEL_SELECTION_PRIMARY] = {
		.manager = &oriel__wayland_primary_manager, .device = &oriel__wayland_primary_device,
		.source = &oriel__wayland_primary_source,
		.create_source = 0, .get_device = 1, .set_selection = 0, .source_offer = 0,
		.source_destroy = 1, .receive = 0, .offer_destroy = 1,
		.device_listener = &primary_device_listener, .offer_listener = &primary_offer_listener,
		.source_listener = &primary_source_listener,
	},
};

/* ---- The class ---- */

static struct wayland_clipboard *wayland_clipboard_of(struct oriel__sdl_clipboard *clipboard) {
	return oriel__container_of(clipboard, struct wayland_clipboard, base);
}

static enum oriel_status wayland_offer(struct oriel__sdl_clipboard *base,
	enum oriel_selection which, const struct oriel_clipboard_offer *offer) {
	struct wayland_clipboard *clipboard = wayland_clipboard_of(base);
	struct selection *selection = &clipboard->selections[which];
	if (selection->device == NULL) {
		oriel__clipboard_offer_release(offer);
		return ORIEL_NOT_FOUND_ERROR;
	}
	bool was_claimed = selection->source != NULL;
	source_destroy(selection);
	oriel__clipboard_own_set(&selection->own, offer);
	selection_claim(selection);
	if (was_claimed && selection->source == NULL) /* the new offer has no types */
		wl_proxy_marshal_flags(selection->device, selection->protocol->set_selection, NULL,
			wl_proxy_get_version(selection->device), 0, NULL, clipboard->serial);
	return ORIEL_OK;
}

/*
 * Replies with the text that SDL has. On a focus change, Weston informs only one data device of a
 * program, namely SDL's. The offer of this file's device is then outdated, and its pipe is empty.
 */
static void wayland_answer_with_sdl_text(struct oriel_clipboard_request *request) {
	oriel__sdl_text_answer(ORIEL_SELECTION_CLIPBOARD, ORIEL__CLIPBOARD_TEXT, request);
}

static void wayland_read(struct wayland_clipboard *clipboard, struct selection *selection,
	const char *type, struct oriel_clipboard_request *request) {
	struct offer *offer = selection->current;
	size_t index = oriel__clipboard_choose((const char *const *)offer->names, offer->count, type);
	int ends[2];
	if (index == offer->count) {
		oriel__clipboard_answer_failure(request, ORIEL_NOT_FOUND_ERROR);
	} else if (pipe2(ends, O_CLOEXEC) != 0) {
		oriel__clipboard_answer_failure(request, ORIEL_OPERATION_ERROR);
	} else {
		wl_proxy_marshal_flags(offer->proxy, selection->protocol->receive, NULL,
			wl_proxy_get_version(offer->proxy), 0, offer->names[index], ends[1]);
		close(ends[1]); /* libwayland has sent a duplicate */
		oriel__wayland_pipe_read(
			&clipboard->pipes, ends[0], oriel__clipboard_encoding_of(offer->names[index]), request);
	}
}

static void wayland_ask(struct oriel__sdl_clipboard *base, enum oriel_selection which,
	const char *type, struct oriel_clipboard_request *request) {
	struct wayland_clipboard *clipboard = wayland_clipboard_of(base);
	struct selection *selection = &clipboard->selections[which];
	if (selection->own.types != NULL)
		oriel__clipboard_own_answer(&selection->own, type, request);
	else if (selection->current == NULL)
		oriel__sdl_text_answer(which, type, request);
	else if (type == NULL)
		oriel__clipboard_answer_types(
			request, (const char *const *)selection->current->names, selection->current->count);
	else
		wayland_read(clipboard, selection, type, request);
}

static void wayland_cancel(
	struct oriel__sdl_clipboard *clipboard, struct oriel_clipboard_request *request) {
	oriel__wayland_pipe_cancel(&wayland_clipboard_of(clipboard)->pipes, request);
}

static bool wayland_pump(struct oriel__sdl_clipboard *clipboard) {
	return oriel__wayland_pipes_pump(&wayland_clipboard_of(clipboard)->pipes);
}

static struct pollfd wayland_clipboard_prepare(
	struct oriel__sdl_clipboard *base, int *timeout_ms) {
	const struct wayland_clipboard *clipboard = wayland_clipboard_of(base);
	return (struct pollfd){ .fd = clipboard->pipes.first != NULL ? clipboard->pipes.epoll_fd : -1,
		.events = POLLIN };
}

static void selection_finish(struct selection *selection) {
	source_destroy(selection);
	oriel__clipboard_own_clear(&selection->own);
	offer_destroy(selection, selection->announced);
	offer_destroy(selection, selection->current);
	offer_destroy(selection, selection->dragged);
	if (selection->device != NULL)
		wl_proxy_destroy(selection->device);
	if (selection->manager != NULL)
		wl_proxy_destroy(selection->manager);
}

static void wayland_destroy(struct oriel__sdl_clipboard *base) {
	struct wayland_clipboard *clipboard = wayland_clipboard_of(base);
	oriel__wayland_pipes_finish(&clipboard->pipes);
	for (int i = 0; i < ORIEL_SELECTION_COUNT; i++)
		selection_finish(&clipboard->selections[i]);
	wayland_clipboard_release_keyboard(clipboard);
	wayland_clipboard_release_pointer(clipboard);
	wayland_clipboard_release_touch(clipboard);
	if (clipboard->seat != NULL)
		wl_seat_destroy(clipboard->seat);
	if (clipboard->registry != NULL)
		wl_registry_destroy(clipboard->registry);
	oriel__free(clipboard);
}

static const struct oriel__sdl_clipboard_class wayland_clipboard_class = {
	.offer = wayland_offer,
	.ask = wayland_ask,
	.cancel = wayland_cancel,
	.destroy = wayland_destroy,
	.pump = wayland_pump,
	.prepare = wayland_clipboard_prepare,
};

/* ---- Binding to the compositor ---- */

/* Binds the managers and the first seat, which SDL uses too. Version 1 of each protocol is
 * sufficient. */
static void wayland_clipboard_on_global(void *data, struct wl_registry *registry, uint32_t name,
	const char *interface, uint32_t version) {
	struct wayland_clipboard *clipboard = data;
	if (strcmp(interface, wl_seat_interface.name) == 0 && clipboard->seat == NULL) {
		clipboard->seat = wl_registry_bind(registry, name, &wl_seat_interface, 1);
		if (clipboard->seat != NULL)
			wl_seat_add_listener(clipboard->seat, &seat_listener, clipboard);
	}
	for (int i = 0; i < ORIEL_SELECTION_COUNT; i++) {
		struct selection *selection = &clipboard->selections[i];
		if (strcmp(interface, selection->protocol->manager->name) == 0 &&
			selection->manager == NULL)
			selection->manager = wl_registry_bind(registry, name, selection->protocol->manager, 1);
	}
}

static void wayland_clipboard_on_global_remove(
	void *data, struct wl_registry *registry, uint32_t name) {}

static const struct wl_registry_listener registry_listener = { wayland_clipboard_on_global,
	wayland_clipboard_on_global_remove };

static void selection_begin(struct selection *selection, struct wl_seat *seat) {
	if (selection->manager == NULL)
		return;
	selection->device = wl_proxy_marshal_flags(selection->manager, selection->protocol->get_device,
		selection->protocol->device, wl_proxy_get_version(selection->manager), 0, NULL, seat);
	if (selection->device != NULL)
		wl_proxy_add_listener(selection->device,
			(void (**)(void))(uintptr_t)selection->protocol->device_listener, selection);
}

struct oriel__sdl_clipboard *oriel__wayland_clipboard_new(const struct oriel__wayland *wayland) {
	struct wayland_clipboard *clipboard = oriel__alloc_zero(1, sizeof(*clipboard));
	clipboard->base.clipboard_class = &wayland_clipboard_class;
	oriel__wayland_pipes_init(&clipboard->pipes, wayland_answer_with_sdl_text);
	for (int i = 0; i < ORIEL_SELECTION_COUNT; i++) {
		clipboard->selections[i].clipboard = clipboard;
		clipboard->selections[i].protocol = &protocols[i];
	}
	clipboard->registry = oriel__wayland_get_registry(wayland);
	bool has_globals = clipboard->registry != NULL &&
		wl_registry_add_listener(clipboard->registry, &registry_listener, clipboard) == 0 &&
		wl_display_roundtrip_queue(wayland->display, wayland->queue) >= 0;
	for (int i = 0; i < ORIEL_SELECTION_COUNT && has_globals && clipboard->seat != NULL; i++)
		selection_begin(&clipboard->selections[i], clipboard->seat);
	if (clipboard->selections[ORIEL_SELECTION_CLIPBOARD].device != NULL)
		return &clipboard->base;
	wayland_destroy(&clipboard->base);
	return NULL;
}
