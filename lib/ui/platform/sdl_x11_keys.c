/* SPDX-License-Identifier: MIT */
/*
 * X11: the server's data of each key, and the keyboard layout.
 *
 * SDL translates keys by the layout of its start, and drops the group, the level and the character
 * of a key. So each key event of SDL is linked to a record of its X event. SDL announces an X event
 * (SDL_SYSWMEVENT) before making its own event of it, and the filter sees both in turn. Text that
 * SDL makes of a key is dropped; text of an input method is passed on. After the server's notice of
 * a change, the layout is read again at the next key.
 *
 * SDL waits while IBus or Fcitx decides about a key. Text committed before the decision stays in
 * SDL's D-Bus connection until the end of a pump, and a key that the input method does not consume
 * would overtake it. So before such a key is queued, the filter makes SDL pump once more, with
 * Xlib's queue emptied meanwhile.
 *
 * Source: The X Keyboard Extension, "Computing A State Field from an XKB State".
 */
#include "sdl_x11_internal.h"

#include "base/alloc_internal.h"
#include "keymap_internal.h"

#include <SDL_syswm.h>
#include <X11/XKBlib.h>
#include <X11/Xlib-xcb.h>
#include <oriel/runtime/log.h>
#include <string.h>
#include <xkbcommon/xkbcommon-x11.h>

enum { KEYCODES = 256 };

struct oriel__x11_keys {
	Display *display;
	struct xkb_context *context;
	struct oriel__keymap *keymap; /* NULL: not readable; SDL translates keys */
	int32_t device;               /* the core keyboard */
	bool is_stale;                /* the layout has changed since it was read */
	bool is_key;                  /* SDL is handling the X event of a key: */
	bool is_queued;               /* an event for this key has been queued */
	struct oriel__key_event key;
	bool is_down[KEYCODES];        /* according to the server */
	bool is_queued_down[KEYCODES]; /* a press has been queued */
	bool is_reading_input_method;  /* SDL is being pumped for the input method */
	XEvent *held;                  /* X events removed from Xlib's queue meanwhile */
	size_t held_count, held_capacity;
};

/* ---- Layout ---- */

static struct oriel__keymap *x11_keymap_read(struct oriel__x11_keys *keys) {
	xcb_connection_t *connection = XGetXCBConnection(keys->display);
	struct xkb_keymap *xkb = xkb_x11_keymap_new_from_device(
		keys->context, connection, keys->device, XKB_KEYMAP_COMPILE_NO_FLAGS);
	struct oriel__keymap *keymap = xkb != NULL ? oriel__keymap_new(keys->context, xkb) : NULL;
	xkb_keymap_unref(xkb);
	if (keymap == NULL)
		oriel_log(ORIEL_LOG_WARNING,
			"the X server's keyboard layout cannot be read: keys go by the layout of the program's "
			"start");
	return keymap;
}

static void x11_keymap_update(struct oriel__x11_keys *keys) {
	if (!keys->is_stale)
		return;
	keys->is_stale = false;
	oriel__keymap_destroy(keys->keymap);
	keys->keymap = x11_keymap_read(keys);
}

void oriel__x11_keys_start(struct oriel__sdl_platform *platform, Display *display) {
	xcb_connection_t *connection = XGetXCBConnection(display);
	struct xkb_context *context = xkb_context_new(
		XKB_CONTEXT_NO_DEFAULT_INCLUDES | XKB_CONTEXT_NO_ENVIRONMENT_NAMES);
	bool has_xkb = context != NULL &&
		xkb_x11_setup_xkb_extension(connection, XKB_X11_MIN_MAJOR_XKB_VERSION,
			XKB_X11_MIN_MINOR_XKB_VERSION, XKB_X11_SETUP_XKB_EXTENSION_NO_FLAGS, NULL, NULL, NULL,
			NULL);
	int32_t device = has_xkb ? xkb_x11_get_core_keyboard_device_id(connection) : -1;
	if (device < 0) {
		oriel_log(
			ORIEL_LOG_INFO, "the X server does not tell its keyboard layout: keys go by SDL's");
		xkb_context_unref(context);
		return;
	}
	xkb_context_set_log_level(context, XKB_LOG_LEVEL_CRITICAL);
	struct oriel__x11_keys *keys = oriel__alloc_zero(1, sizeof(*keys));
	keys->display = display;
	keys->context = context;
	keys->device = device;
	keys->is_stale = true;
	platform->x11_keys = keys;
}

void oriel__x11_keys_finish(struct oriel__sdl_platform *platform) {
	struct oriel__x11_keys *keys = platform->x11_keys;
	if (keys == NULL)
		return;
	oriel__keymap_destroy(keys->keymap);
	xkb_context_unref(keys->context);
	oriel__free(keys->held);
	oriel__free(keys);
	platform->x11_keys = NULL;
}

struct oriel__keymap *oriel__x11_keymap(struct oriel__sdl_platform *platform) {
	return platform->x11_keys != NULL ? platform->x11_keys->keymap : NULL;
}

unsigned oriel__x11_modifiers(struct oriel__sdl_platform *platform) {
	struct oriel__x11_keys *keys = platform->x11_keys;
	XkbStateRec state;
	if (keys == NULL || XkbGetState(keys->display, XkbUseCoreKbd, &state) != Success)
		return oriel__sdl_modifiers((Uint16)SDL_GetModState());
	x11_keymap_update(keys);
	return keys->keymap != NULL ? oriel__keymap_modifiers(keys->keymap, state.mods) :
								oriel__sdl_modifiers((Uint16)SDL_GetModState());
}

/* ---- Input methods ---- */

/* Tells whether an X event may be removed and put back: an event of an extension would lose its
 * data. */
static Bool x11_keys_may_hold_event(Display *display, XEvent *event, XPointer data) {
	return event->type != GenericEvent;
}

static void x11_keys_hold_events(struct oriel__x11_keys *keys) {
	XEvent event;
	keys->held_count = 0;
	while (XCheckIfEvent(keys->display, &event, x11_keys_may_hold_event, NULL)) {
		keys->held = oriel__grow(
			keys->held, &keys->held_capacity, keys->held_count + 1, sizeof(*keys->held));
		keys->held[keys->held_count++] = event;
	}
}

static void x11_keys_put_back_events(struct oriel__x11_keys *keys) {
	while (keys->held_count > 0)
		XPutBackEvent(keys->display, &keys->held[--keys->held_count]);
}

/* Adds the input method's pending events to SDL's queue. SDL reads X events first and the input
 * method last. */
static void sdl_x11_keys_read_input_method(struct oriel__sdl_platform *platform) {
	struct oriel__x11_keys *keys = platform->x11_keys;
	if (keys->is_reading_input_method || !oriel__sdl_ime_may_have_input(platform))
		return;
	const struct oriel__key_event key = keys->key;
	keys->is_reading_input_method = true;
	x11_keys_hold_events(keys);
	keys->is_key = false;
	SDL_PumpEvents();
	x11_keys_put_back_events(keys);
	keys->is_reading_input_method = false;
	keys->key = key;
	keys->is_key = keys->is_queued = true;
}

/* ---- Events ---- */

/* Replaces an event of SDL by a key event for the current key. */
static void x11_keys_make_event(struct oriel__sdl_platform *platform, SDL_Event *event, bool down) {
	struct oriel__x11_keys *keys = platform->x11_keys;
	SDL_Window *window = SDL_GetKeyboardFocus();
	SDL_Event made = { 0 };
	made.key.type = down ? SDL_KEYDOWN : SDL_KEYUP;
	made.key.timestamp = event->common.timestamp;
	made.key.windowID = window != NULL ? SDL_GetWindowID(window) : 0;
	made.key.state = down ? SDL_PRESSED : SDL_RELEASED;
	made.key.repeat = keys->key.is_repeat;
	made.key.keysym.unused = oriel__sdl_keys_add(&platform->keys, &keys->key);
	keys->is_queued_down[keys->key.keycode] = down;
	keys->is_queued = true;
	*event = made;
}

/* Copies the server's state of all keys, so that a key pressed in another window counts as a repeat
 * here. */
static void x11_keys_copy_pressed(struct oriel__x11_keys *keys, const XKeymapEvent *event) {
	for (int keycode = 8; keycode < KEYCODES; keycode++)
		keys->is_down[keycode] = (event->key_vector[keycode / 8] >> keycode % 8 & 1) != 0;
}

static bool x11_keys_filter_x_event(struct oriel__sdl_platform *platform, SDL_Event *event) {
	struct oriel__x11_keys *keys = platform->x11_keys;
	const XEvent *x = &event->syswm.msg->msg.x11.event;
	keys->is_key = keys->is_queued = false;
	if (x->type == MappingNotify && x->xmapping.request != MappingPointer)
		keys->is_stale = true;
	if (x->type == KeymapNotify)
		x11_keys_copy_pressed(keys, &x->xkeymap);
	if (x->type == FocusOut && x->xfocus.mode != NotifyGrab && x->xfocus.mode != NotifyUngrab)
		memset(
			keys->is_queued_down, 0, sizeof(keys->is_queued_down)); /* SDL queues releases then */
	/* Keycode 0 carries text of one of Xlib's input methods. */
	if ((x->type != KeyPress && x->type != KeyRelease) || x->xkey.keycode == 0 ||
		x->xkey.keycode >= KEYCODES)
		return false;
	x11_keymap_update(keys);
	keys->is_key = keys->keymap != NULL;
	keys->key = (struct oriel__key_event){
		.keycode = x->xkey.keycode,
		.modifiers = x->xkey.state & 0xff,
		.group = (uint32_t)XkbGroupForCoreState(x->xkey.state),
		.is_down = x->type == KeyPress,
		.is_repeat = x->type == KeyPress && keys->is_down[x->xkey.keycode],
	};
	keys->is_down[keys->key.keycode] = keys->key.is_down;
	if (!keys->is_key || keys->key.is_down || !keys->is_queued_down[keys->key.keycode])
		return false;
	x11_keys_make_event(platform, event, false);
	return true;
}

/* Links a key event of SDL to its record. Releases are queued earlier, in
 * x11_keys_filter_x_event(): SDL takes two strokes within 2 ms for a repeat, and hides the
 * release. */
static bool sdl_x11_keys_filter_key(
	struct oriel__sdl_platform *platform, SDL_KeyboardEvent *event) {
	struct oriel__x11_keys *keys = platform->x11_keys;
	event->keysym.unused = 0;
	if (!keys->is_key || keys->key.is_down != (event->type == SDL_KEYDOWN))
		return true;
	if (keys->is_queued || !keys->key.is_down)
		return false;
	event->repeat = keys->key.is_repeat;
	event->keysym.unused = oriel__sdl_keys_add(&platform->keys, &keys->key);
	keys->is_queued_down[keys->key.keycode] = true;
	keys->is_queued = true;
	sdl_x11_keys_read_input_method(platform);
	return true;
}

static bool x11_keys_filter_text(struct oriel__sdl_platform *platform, SDL_Event *event) {
	struct oriel__x11_keys *keys = platform->x11_keys;
	if (!keys->is_key || !keys->key.is_down)
		return true;
	if (keys->is_queued)
		return false;
	x11_keys_make_event(platform, event, true);
	return true;
}

bool oriel__x11_keys_filter(struct oriel__sdl_platform *platform, SDL_Event *event) {
	if (platform->x11_keys == NULL)
		return true;
	switch (event->type) {
	case SDL_SYSWMEVENT:
		return x11_keys_filter_x_event(platform, event);
	case SDL_KEYDOWN:
	case SDL_KEYUP:
		return sdl_x11_keys_filter_key(platform, &event->key);
	case SDL_TEXTINPUT:
		return x11_keys_filter_text(platform, event);
	default:
		return true;
	}
}

void oriel__x11_keys_pumped(struct oriel__sdl_platform *platform) {
	if (platform->x11_keys != NULL)
		platform->x11_keys->is_key = false;
}
