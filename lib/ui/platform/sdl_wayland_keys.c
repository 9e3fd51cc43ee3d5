/* SPDX-License-Identifier: MIT */
/*
 * Wayland: the compositor's data of each key, and the keyboard layout.
 *
 * SDL has a wl_keyboard, but exposes neither XKB's group (the active one of the user's layouts) nor
 * its level (e.g. shifted). So this file has another wl_keyboard, on Oriel's queue, which receives
 * the same events and stores a record of each key: keycode, group and modifiers. When SDL handles a
 * key, the record of that key has already been read.
 *
 * SDL makes no events of keys that an input method consumes, or that are inside a compose sequence.
 * While an input method may be active, the records of such keys are dropped. Otherwise they become
 * events, since compose sequences are handled in keymap.c. Text that SDL makes of a key is dropped;
 * text of an input method is passed on.
 *
 * SDL reads IBus and Fcitx at the beginning of a pump. A key that they do not consume must not
 * overtake their earlier commits, so it waits until another pump has begun. If one pump has several
 * such keys, its commits precede the first of them.
 *
 * Source: Wayland, wl_seat and wl_keyboard.
 */
#include "sdl_wayland_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/log.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xkbcommon/xkbcommon.h>

enum { RECORDS = 64 };

struct oriel__wayland_keys {
	struct wl_seat *seat;
	uint32_t seat_name;
	struct wl_keyboard *keyboard; /* NULL: the seat has no keyboard now */
	struct xkb_context *context;
	struct oriel__keymap *keymap; /* NULL until the compositor has sent a keymap */
	uint32_t modifiers, group;
	/* records of keys that SDL has not handled yet, oldest first */
	struct oriel__key_event records[RECORDS];
	size_t count;
	struct oriel__key_event held; /* the key pressed last, which repeats */
	bool may_type_text;           /* SDL has queued a key, and its text may follow */
	/* a key that the input method did not consume is kept back until its commits have been read */
	bool is_holding;
	SDL_Event *waiting; /* that key and all later events */
	size_t waiting_count, waiting_capacity;
};

/* ---- The keyboard ---- */

static void sdl_wayland_keys_on_keymap(
	void *data, struct wl_keyboard *keyboard, uint32_t format, int32_t fd, uint32_t size) {
	struct oriel__wayland_keys *keys = data;
	void *text = format == WL_KEYBOARD_KEYMAP_FORMAT_XKB_V1 && size > 0 ?
		mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0) :
		MAP_FAILED;
	close(fd);
	if (text == MAP_FAILED)
		return;
	struct xkb_keymap *xkb = xkb_keymap_new_from_buffer(keys->context, text, strnlen(text, size),
		XKB_KEYMAP_FORMAT_TEXT_V1, XKB_KEYMAP_COMPILE_NO_FLAGS);
	munmap(text, size);
	oriel__keymap_destroy(keys->keymap);
	keys->keymap = xkb != NULL ? oriel__keymap_new(keys->context, xkb) : NULL;
	xkb_keymap_unref(xkb);
	if (keys->keymap == NULL)
		oriel_log(
			ORIEL_LOG_WARNING, "the compositor's keyboard layout cannot be read: keys go by SDL's");
}

static void sdl_wayland_keys_on_enter(void *data, struct wl_keyboard *keyboard, uint32_t serial,
	struct wl_surface *surface, struct wl_array *down) {}

static void sdl_wayland_keys_on_leave(
	void *data, struct wl_keyboard *keyboard, uint32_t serial, struct wl_surface *surface) {
	struct oriel__wayland_keys *keys = data;
	keys->count = 0;
}

static void sdl_wayland_keys_on_key(void *data, struct wl_keyboard *keyboard, uint32_t serial,
	uint32_t time, uint32_t key, uint32_t state) {
	struct oriel__wayland_keys *keys = data;
	const struct oriel__key_event event = {
		.keycode = key + 8,
		.modifiers = keys->modifiers,
		.group = keys->group,
		.is_down = state == WL_KEYBOARD_KEY_STATE_PRESSED,
	};
	if (keys->count == RECORDS)
		memmove(keys->records, keys->records + 1, --keys->count * sizeof(event));
	keys->records[keys->count++] = event;
}

static void sdl_wayland_keys_on_modifiers(void *data, struct wl_keyboard *keyboard, uint32_t serial,
	uint32_t down, uint32_t latched, uint32_t locked, uint32_t group) {
	struct oriel__wayland_keys *keys = data;
	keys->modifiers = down | latched | locked;
	keys->group = group;
}

static void sdl_wayland_keys_on_repeat_info(
	void *data, struct wl_keyboard *keyboard, int32_t rate, int32_t delay) {}

static const struct wl_keyboard_listener keyboard_listener = { sdl_wayland_keys_on_keymap,
	sdl_wayland_keys_on_enter, sdl_wayland_keys_on_leave, sdl_wayland_keys_on_key,
	sdl_wayland_keys_on_modifiers, sdl_wayland_keys_on_repeat_info };

static void sdl_wayland_keys_release_keyboard(struct oriel__wayland_keys *keys) {
	if (keys->keyboard == NULL)
		return;
	if (wl_keyboard_get_version(keys->keyboard) >= WL_KEYBOARD_RELEASE_SINCE_VERSION)
		wl_keyboard_release(keys->keyboard);
	else
		wl_keyboard_destroy(keys->keyboard);
	keys->keyboard = NULL;
	keys->count = 0;
}

static void sdl_wayland_keys_on_capabilities(
	void *data, struct wl_seat *seat, uint32_t capabilities) {
	struct oriel__wayland_keys *keys = data;
	bool has_keyboard = (capabilities & WL_SEAT_CAPABILITY_KEYBOARD) != 0;
	if (!has_keyboard)
		sdl_wayland_keys_release_keyboard(keys);
	else if (keys->keyboard == NULL) {
		keys->keyboard = wl_seat_get_keyboard(seat);
		if (keys->keyboard != NULL)
			wl_keyboard_add_listener(keys->keyboard, &keyboard_listener, keys);
	}
}

static void sdl_wayland_keys_on_name(void *data, struct wl_seat *seat, const char *name) {
}

static const struct wl_seat_listener seat_listener = { sdl_wayland_keys_on_capabilities,
	sdl_wayland_keys_on_name };

/* Uses the first seat, like SDL. */
void oriel__wayland_keys_add_seat(struct oriel__wayland *wayland, uint32_t name, uint32_t version) {
	if (wayland->keys != NULL)
		return;
	struct xkb_context *context = xkb_context_new(
		XKB_CONTEXT_NO_DEFAULT_INCLUDES | XKB_CONTEXT_NO_ENVIRONMENT_NAMES);
	struct wl_seat *seat = context != NULL ?
		wl_registry_bind(wayland->registry, name, &wl_seat_interface, version < 5 ? version : 5) :
		NULL;
	if (seat == NULL) {
		xkb_context_unref(context);
		return;
	}
	xkb_context_set_log_level(context, XKB_LOG_LEVEL_CRITICAL);
	wayland->keys = oriel__alloc_zero(1, sizeof(*wayland->keys));
	wayland->keys->seat = seat;
	wayland->keys->seat_name = name;
	wayland->keys->context = context;
	wl_seat_add_listener(seat, &seat_listener, wayland->keys);
}

void oriel__wayland_keys_finish(struct oriel__wayland *wayland) {
	struct oriel__wayland_keys *keys = wayland->keys;
	if (keys == NULL)
		return;
	sdl_wayland_keys_release_keyboard(keys);
	if (wl_seat_get_version(keys->seat) >= WL_SEAT_RELEASE_SINCE_VERSION)
		wl_seat_release(keys->seat);
	else
		wl_seat_destroy(keys->seat);
	oriel__keymap_destroy(keys->keymap);
	xkb_context_unref(keys->context);
	oriel__free(keys->waiting);
	oriel__free(keys);
	wayland->keys = NULL;
}

void oriel__wayland_keys_remove_seat(struct oriel__wayland *wayland, uint32_t name) {
	if (wayland->keys != NULL && wayland->keys->seat_name == name)
		oriel__wayland_keys_finish(wayland);
}

struct oriel__keymap *oriel__wayland_keymap(struct oriel__sdl_platform *platform) {
	const struct oriel__wayland *wayland = platform->driver_data;
	return wayland->keys != NULL ? wayland->keys->keymap : NULL;
}

unsigned oriel__wayland_modifiers(struct oriel__sdl_platform *platform) {
	const struct oriel__wayland *wayland = platform->driver_data;
	const struct oriel__keymap *keymap = oriel__wayland_keymap(platform);
	return keymap != NULL ? oriel__keymap_modifiers(keymap, wayland->keys->modifiers) :
							oriel__sdl_modifiers((Uint16)SDL_GetModState());
}

/* ---- SDL's events ---- */

static bool sdl_wayland_keys_is_record_of(const struct oriel__wayland_keys *keys,
	const struct oriel__key_event *record, const SDL_KeyboardEvent *event) {
	const char *code = oriel__keymap_code(keys->keymap, record->keycode);
	return record->is_down == (event->type == SDL_KEYDOWN) &&
		strcmp(code, oriel__sdl_key_code(event->keysym.scancode)) == 0;
}

/* Queues an event for a key of which SDL has made none. */
static void sdl_wayland_keys_queue_event(
	struct oriel__sdl_platform *platform, const struct oriel__key_event *record) {
	SDL_Window *window = SDL_GetKeyboardFocus();
	SDL_Event event = { 0 };
	event.key.type = record->is_down ? SDL_KEYDOWN : SDL_KEYUP;
	event.key.timestamp = SDL_GetTicks();
	event.key.windowID = window != NULL ? SDL_GetWindowID(window) : 0;
	event.key.state = record->is_down ? SDL_PRESSED : SDL_RELEASED;
	event.key.keysym.unused = oriel__sdl_keys_add(&platform->keys, record);
	SDL_PeepEvents(&event, 1, SDL_ADDEVENT, 0, 0);
}

/* Removes the oldest records; makes events of them unless an input method may be active. */
static void sdl_wayland_keys_flush_records(
	struct oriel__sdl_platform *platform, struct oriel__wayland_keys *keys, size_t count) {
	bool is_ime_active = oriel__sdl_ime_may_have_input(platform);
	for (size_t i = 0; i < count && !is_ime_active; i++)
		sdl_wayland_keys_queue_event(platform, &keys->records[i]);
	keys->count -= count;
	memmove(keys->records, keys->records + count, keys->count * sizeof(keys->records[0]));
}

/* Removes the record of an event and all older records; returns false if the event has none. */
static bool sdl_wayland_keys_take_record(struct oriel__sdl_platform *platform,
	struct oriel__wayland_keys *keys, const SDL_KeyboardEvent *event,
	struct oriel__key_event *record) {
	for (size_t i = 0; i < keys->count; i++) {
		if (!sdl_wayland_keys_is_record_of(keys, &keys->records[i], event))
			continue;
		sdl_wayland_keys_flush_records(platform, keys, i);
		*record = keys->records[0];
		memmove(keys->records, keys->records + 1, --keys->count * sizeof(*record));
		return true;
	}
	return false;
}

/* Makes the record of a repeat, which SDL generates, with the current modifiers. Returns false if
 * the event is no repeat. */
static bool sdl_wayland_keys_make_repeat(const struct oriel__wayland_keys *keys,
	const SDL_KeyboardEvent *event, struct oriel__key_event *record) {
	*record = keys->held;
	record->modifiers = keys->modifiers;
	record->group = keys->group;
	return event->repeat != 0 && sdl_wayland_keys_is_record_of(keys, record, event);
}

static void sdl_wayland_keys_filter_key(
	struct oriel__sdl_platform *platform, SDL_KeyboardEvent *event) {
	const struct oriel__wayland *wayland = platform->driver_data;
	struct oriel__wayland_keys *keys = wayland->keys;
	struct oriel__key_event record;
	event->keysym.unused = 0;
	wl_display_dispatch_queue_pending(wayland->display, wayland->queue);
	keys->may_type_text = false;
	if (keys->keymap == NULL ||
		(!sdl_wayland_keys_make_repeat(keys, event, &record) &&
			!sdl_wayland_keys_take_record(platform, keys, event, &record)))
		return;
	event->keysym.unused = oriel__sdl_keys_add(&platform->keys, &record);
	if (!record.is_down)
		return;
	keys->held = record;
	keys->may_type_text = oriel__keymap_gives_character(keys->keymap, &record) &&
		(SDL_GetModState() & KMOD_CTRL) == 0;
	keys->is_holding |= oriel__sdl_ime_may_have_input(platform);
}

bool oriel__wayland_keys_filter(struct oriel__sdl_platform *platform, SDL_Event *event) {
	const struct oriel__wayland *wayland = platform->driver_data;
	struct oriel__wayland_keys *keys = wayland->keys;
	if (keys == NULL)
		return true;
	bool is_text_of_key = event->type == SDL_TEXTINPUT && keys->may_type_text;
	bool is_text = event->type == SDL_TEXTINPUT || event->type == SDL_TEXTEDITING ||
		event->type == SDL_TEXTEDITING_EXT;
	if (event->type == SDL_KEYDOWN || event->type == SDL_KEYUP)
		sdl_wayland_keys_filter_key(platform, &event->key);
	else
		keys->may_type_text = false;
	if (!keys->is_holding || is_text)
		return !is_text_of_key;
	keys->waiting = oriel__grow(
		keys->waiting, &keys->waiting_capacity, keys->waiting_count + 1, sizeof(*keys->waiting));
	keys->waiting[keys->waiting_count++] = *event;
	return false;
}

/* Adds to SDL's queue first the input method's pending events, and then the waiting key and all
 * later events. */
static void sdl_wayland_keys_read_input_method(struct oriel__wayland_keys *keys) {
	if (!keys->is_holding)
		return;
	SDL_PumpEvents();
	SDL_PeepEvents(keys->waiting, (int)keys->waiting_count, SDL_ADDEVENT, 0, 0);
	keys->waiting_count = 0;
	keys->is_holding = false;
}

void oriel__wayland_keys_pumped(struct oriel__sdl_platform *platform) {
	const struct oriel__wayland *wayland = platform->driver_data;
	struct oriel__wayland_keys *keys = wayland->keys;
	if (keys == NULL)
		return;
	sdl_wayland_keys_read_input_method(keys);
	keys->may_type_text = false;
	sdl_wayland_keys_flush_records(platform, keys, keys->count);
}
