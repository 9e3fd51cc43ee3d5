/* SPDX-License-Identifier: MIT */
/*
 * Input: translates SDL's events, one by one and in order, to raw input for the sinks of their
 * windows.
 *
 * Nothing is coalesced or delayed here, with two exceptions where SDL splits one input into several
 * events. A commit of an input method that exceeds SDL's 32-byte event arrives in pieces, which are
 * joined. If no layout is known, a key event is combined with the next event, which has the typed
 * text. SDL's mouse events for touches are off (sdl.c).
 */
#include "sdl_internal.h"

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"
#include "loop/loop_internal.h"

#include <string.h>

#include <oriel/runtime/log.h>

#define MOUSE_POINTER_ID 1
#define FIRST_TOUCH_POINTER_ID 2

/* Chromium on Linux scrolls this far for one notch. */
#define WHEEL_NOTCH_PX 53.0f

/* Bytes. A piece of at least this length is followed by another piece: a character of four bytes no
 * longer fits. */
#define FULL_PIECE (SDL_TEXTINPUTEVENT_TEXT_SIZE - 4)

/*
 * Returns the time of an event. SDL stamps an event with its own milliseconds on reading it. The
 * returned times never decrease, and never exceed the current time.
 */
static double sdl_input_time(struct oriel__sdl_platform *platform, Uint32 timestamp) {
	double now_ms = (double)oriel__loop_now_ns(platform->loop) / 1e6;
	Uint32 age_ms = SDL_GetTicks() - timestamp;
	/* a stamp of 0, or of another clock, is ignored */
	double time_ms = age_ms < 60000 ? now_ms - age_ms : now_ms;
	struct oriel__sdl_input *input = &platform->input;
	if (time_ms < input->last_time_ms && input->last_time_ms <= now_ms)
		time_ms = input->last_time_ms;
	input->last_time_ms = time_ms;
	return time_ms;
}

static struct oriel_raw_input sdl_input_from_mouse(struct oriel__sdl_window *window,
	enum oriel_raw_input_type type, Uint32 timestamp, int x, int y) {
	const struct oriel__sdl_input *input = &window->platform->input;
	return (struct oriel_raw_input){
		.type = type,
		.time_ms = sdl_input_time(window->platform, timestamp),
		.pointer_id = MOUSE_POINTER_ID,
		.pointer_kind = ORIEL_POINTER_MOUSE,
		.x = (float)x / window->unit,
		.y = (float)y / window->unit,
		.button = ORIEL_BUTTON_NONE,
		.modifiers = input->modifiers,
	};
}

/* Captures the mouse during a drag. Before a drag the system sends all events to one window anyway,
 * and the grab would slow down every click. */
static void sdl_input_set_captured(struct oriel__sdl_platform *platform, bool captured) {
	if (captured != platform->input.is_captured &&
		SDL_CaptureMouse(captured ? SDL_TRUE : SDL_FALSE) == 0)
		platform->input.is_captured = captured;
}

static void sdl_input_handle_motion(
	struct oriel__sdl_window *window, const SDL_MouseMotionEvent *event) {
	if (event->which == SDL_TOUCH_MOUSEID)
		return;
	struct oriel_raw_input input = sdl_input_from_mouse(
		window, ORIEL_RAW_POINTER_MOVE, event->timestamp, event->x, event->y);
	input.pressure = event->state != 0 ? 0.5f : 0;
	sdl_input_set_captured(window->platform, event->state != 0);
	oriel__sdl_window_send(window, input);
}

static int sdl_input_button(Uint8 button) {
	switch (button) {
	case SDL_BUTTON_LEFT:
		return ORIEL_BUTTON_PRIMARY;
	case SDL_BUTTON_MIDDLE:
		return ORIEL_BUTTON_MIDDLE;
	case SDL_BUTTON_RIGHT:
		return ORIEL_BUTTON_SECONDARY;
	case SDL_BUTTON_X1:
		return ORIEL_BUTTON_BACK;
	case SDL_BUTTON_X2:
		return ORIEL_BUTTON_FORWARD;
	default:
		return ORIEL_BUTTON_NONE;
	}
}

static void sdl_input_handle_button(
	struct oriel__sdl_window *window, const SDL_MouseButtonEvent *event) {
	int button = sdl_input_button(event->button);
	if (event->which == SDL_TOUCH_MOUSEID || button == ORIEL_BUTTON_NONE)
		return;
	bool down = event->state == SDL_PRESSED;
	struct oriel__sdl_input *state = &window->platform->input;
	const Uint32 bit = SDL_BUTTON(event->button);
	/* SDL had missed the previous release, and therefore dropped this press */
	bool is_swallowed = !down && (state->lost_buttons & bit) != 0;
	state->lost_buttons &= ~bit;
	if (is_swallowed)
		sdl_input_handle_button(window,
			&(SDL_MouseButtonEvent){ .state = SDL_PRESSED,
				.button = event->button,
				.timestamp = event->timestamp,
				.x = event->x,
				.y = event->y });
	if (down && window->platform->driver->pressed != NULL)
		window->platform->driver->pressed(window);
	struct oriel_raw_input input = sdl_input_from_mouse(window,
		down ? ORIEL_RAW_POINTER_DOWN : ORIEL_RAW_POINTER_UP, event->timestamp, event->x, event->y);
	input.button = button;
	input.pressure = down ? 0.5f : 0;
	oriel__sdl_window_send(window, input);
}

/* Handles the wheel: SDL's values are positive up and right, Oriel's down and right. */
static void sdl_input_handle_wheel(
	struct oriel__sdl_window *window, const SDL_MouseWheelEvent *event) {
	if (event->which == SDL_TOUCH_MOUSEID)
		return;
	struct oriel_raw_input input = sdl_input_from_mouse(
		window, ORIEL_RAW_WHEEL, event->timestamp, event->mouseX, event->mouseY);
	input.wheel_x = event->preciseX * WHEEL_NOTCH_PX;
	input.wheel_y = -event->preciseY * WHEEL_NOTCH_PX;
	oriel__sdl_window_send(window, input);
}

static void sdl_input_send_at_mouse(
	struct oriel__sdl_window *window, enum oriel_raw_input_type type, Uint32 timestamp) {
	int x, y;
	SDL_GetMouseState(&x, &y);
	oriel__sdl_window_send(window, sdl_input_from_mouse(window, type, timestamp, x, y));
}

static struct oriel__sdl_touch *sdl_touch_find(
	struct oriel__sdl_input *input, SDL_TouchID device, SDL_FingerID finger) {
	for (size_t i = 0; i < ORIEL__SDL_TOUCHES; i++) {
		struct oriel__sdl_touch *touch = &input->touches[i];
		if (touch->pointer_id != 0 && touch->device == device && touch->finger == finger)
			return touch;
	}
	return NULL;
}

static void sdl_touch_cancel(struct oriel__sdl_platform *platform, struct oriel__sdl_touch *touch) {
	struct oriel__sdl_window *window = oriel__sdl_window_find(platform, touch->window_id);
	const struct oriel_raw_input input = {
		.type = ORIEL_RAW_POINTER_CANCEL,
		.pointer_id = touch->pointer_id,
		.pointer_kind = ORIEL_POINTER_TOUCH,
	};
	touch->pointer_id = 0;
	if (window != NULL)
		oriel__sdl_window_send(window, input);
}

/* Returns a free slot. If there is none, cancels the touch without events for the longest time,
 * whose end was lost, and returns its slot. */
static struct oriel__sdl_touch *sdl_touch_slot(struct oriel__sdl_platform *platform) {
	struct oriel__sdl_touch *touches = platform->input.touches, *oldest = &touches[0];
	for (size_t i = 0; i < ORIEL__SDL_TOUCHES; i++) {
		if (touches[i].pointer_id == 0)
			return &touches[i];
		if (touches[i].last_event < oldest->last_event)
			oldest = &touches[i];
	}
	sdl_touch_cancel(platform, oldest);
	return oldest;
}

static struct oriel__sdl_touch *sdl_touch_add(
	struct oriel__sdl_window *window, SDL_TouchID device, SDL_FingerID finger) {
	struct oriel__sdl_input *input = &window->platform->input;
	struct oriel__sdl_touch *touch = sdl_touch_slot(window->platform);
	int64_t id = input->last_touch_id < FIRST_TOUCH_POINTER_ID ? FIRST_TOUCH_POINTER_ID :
																input->last_touch_id + 1;
	input->last_touch_id = id;
	*touch = (struct oriel__sdl_touch){
		.device = device, .finger = finger, .pointer_id = id, .window_id = window->id
	};
	return touch;
}

void oriel__sdl_input_cancel_touches(struct oriel__sdl_platform *platform) {
	for (size_t i = 0; i < ORIEL__SDL_TOUCHES; i++) {
		if (platform->input.touches[i].pointer_id != 0)
			sdl_touch_cancel(platform, &platform->input.touches[i]);
	}
}

void oriel__sdl_input_cancel_mouse(struct oriel__sdl_platform *platform) {
	sdl_input_set_captured(platform, false);
	for (struct oriel__sdl_window *window = platform->windows; window != NULL;
		window = window->next)
		oriel__sdl_window_send(window,
			(struct oriel_raw_input){
				.type = ORIEL_RAW_POINTER_CANCEL, .pointer_id = MOUSE_POINTER_ID });
}

static void sdl_touch_send(struct oriel__sdl_window *window, const SDL_TouchFingerEvent *event,
	int64_t pointer_id, enum oriel_raw_input_type type) {
	struct oriel_size size = oriel__sdl_window_size(&window->base);
	bool changes = type == ORIEL_RAW_POINTER_DOWN || type == ORIEL_RAW_POINTER_UP;
	const struct oriel_raw_input input = {
		.type = type,
		.time_ms = sdl_input_time(window->platform, event->timestamp),
		.pointer_id = pointer_id,
		.pointer_kind = ORIEL_POINTER_TOUCH,
		.x = event->x * size.width,
		.y = event->y * size.height,
		.pressure = type == ORIEL_RAW_POINTER_UP ? 0 : event->pressure,
		.button = changes ? ORIEL_BUTTON_PRIMARY : ORIEL_BUTTON_NONE,
		.modifiers = window->platform->input.modifiers,
	};
	oriel__sdl_window_send(window, input);
}

static enum oriel_raw_input_type sdl_touch_type(Uint32 type) {
	switch (type) {
	case SDL_FINGERDOWN:
		return ORIEL_RAW_POINTER_DOWN;
	case SDL_FINGERUP:
		return ORIEL_RAW_POINTER_UP;
	default:
		return ORIEL_RAW_POINTER_MOVE;
	}
}

/* Handles touch screens; other touch pads act as a mouse. A second FINGERDOWN of one finger means
 * that SDL lost its end, so the first touch is cancelled. */
static void sdl_input_handle_finger(
	struct oriel__sdl_window *window, const SDL_TouchFingerEvent *event) {
	if (SDL_GetTouchDeviceType(event->touchId) != SDL_TOUCH_DEVICE_DIRECT)
		return;
	struct oriel__sdl_input *input = &window->platform->input;
	struct oriel__sdl_touch *touch = sdl_touch_find(input, event->touchId, event->fingerId);
	if (event->type == SDL_FINGERDOWN) {
		if (touch != NULL)
			sdl_touch_cancel(window->platform, touch);
		touch = sdl_touch_add(window, event->touchId, event->fingerId);
		if (window->platform->driver->pressed != NULL)
			window->platform->driver->pressed(window);
	}
	if (touch == NULL)
		return;
	touch->last_event = ++input->touch_events;
	int64_t pointer_id = touch->pointer_id;
	enum oriel_raw_input_type type = sdl_touch_type(event->type);
	if (type == ORIEL_RAW_POINTER_UP)
		touch->pointer_id = 0;
	sdl_touch_send(window, event, pointer_id, type);
}

static const char *sdl_input_typed_text(const SDL_Event *next, Uint32 window_id) {
	return next != NULL && next->type == SDL_TEXTINPUT && next->text.windowID == window_id ?
		next->text.text :
		NULL;
}

static void sdl_input_send_text(struct oriel__sdl_window *window, enum oriel_raw_input_type type,
	Uint32 timestamp, const char *text, size_t caret) {
	const struct oriel_raw_input input = {
		.type = type,
		.time_ms = sdl_input_time(window->platform, timestamp),
		.modifiers = window->platform->input.modifiers,
		.text = text,
		.preedit_caret = caret,
	};
	oriel__sdl_window_send(window, input);
}

/* Tells whether modifiers make a key a command, even if the system assigns a character to it. */
static bool sdl_input_is_command(unsigned modifiers) {
	const unsigned command = ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_ALT | ORIEL_MODIFIER_META;
	return (modifiers & command) != 0 && (modifiers & ORIEL_MODIFIER_ALT_GRAPH) == 0;
}

static struct oriel__keymap *sdl_input_keymap(struct oriel__sdl_platform *platform) {
	const struct oriel__sdl_driver *driver = platform->driver;
	return platform->has_driver_started && driver->keymap != NULL ? driver->keymap(platform) : NULL;
}

/* Returns SDL's translation of a key, for displays whose layout is unknown. */
static struct oriel__key_meaning sdl_input_guess_meaning(
	const SDL_KeyboardEvent *event, const SDL_Event *next) {
	const char *typed =
		event->type == SDL_KEYDOWN ? sdl_input_typed_text(next, event->windowID) : NULL;
	struct oriel__key_meaning meaning = oriel__sdl_key_meaning(event->keysym, typed);
	if (event->type == SDL_KEYDOWN && typed == NULL && !SDL_IsTextInputActive() &&
		!sdl_input_is_command(meaning.modifiers))
		memcpy(meaning.text, meaning.character, sizeof(meaning.character));
	return meaning;
}

/* Translates a key. Only a window with text input has compose sequences. */
static struct oriel__key_meaning sdl_input_key_meaning(
	struct oriel__sdl_window *window, const SDL_KeyboardEvent *event, const SDL_Event *next) {
	struct oriel__sdl_platform *platform = window->platform;
	struct oriel__keymap *keymap = sdl_input_keymap(platform);
	const struct oriel__key_event *record = oriel__sdl_keys_find(
		&platform->keys, event->keysym.unused);
	if (keymap == NULL || record == NULL)
		return sdl_input_guess_meaning(event, next);
	struct oriel__key_event key = *record;
	key.is_repeat = event->repeat != 0;
	return oriel__keymap_translate(keymap, &key, platform->text_window == window);
}

/* Shows the unfinished compose sequence, or removes it from display. */
static void sdl_input_show_sequence(
	struct oriel__sdl_window *window, Uint32 timestamp, const char *preedit) {
	struct oriel__sdl_input *input = &window->platform->input;
	if (strcmp(preedit, input->sequence) == 0)
		return;
	strcpy(input->sequence, preedit);
	input->is_preedit = preedit[0] != '\0';
	sdl_input_send_text(window, ORIEL_RAW_PREEDIT, timestamp, preedit, strlen(preedit));
}

/*
 * Handles a key. Keys send text even if no widget takes text: one pump may contain a key that moves
 * the focus and the keys typed after it, as from a bar code scanner. The input module drops unused
 * text.
 */
static void sdl_input_handle_key(
	struct oriel__sdl_window *window, const SDL_KeyboardEvent *event, const SDL_Event *next) {
	struct oriel__sdl_platform *platform = window->platform;
	const struct oriel__key_meaning meaning = sdl_input_key_meaning(window, event, next);
	platform->input.modifiers = meaning.modifiers;
	const struct oriel_raw_input input = {
		.type = event->type == SDL_KEYDOWN ? ORIEL_RAW_KEY_DOWN : ORIEL_RAW_KEY_UP,
		.time_ms = sdl_input_time(platform, event->timestamp),
		.modifiers = meaning.modifiers,
		.key = meaning.name != NULL ? meaning.name : meaning.character,
		.code = meaning.code[0] != '\0' ? meaning.code :
										oriel__sdl_key_code(event->keysym.scancode),
		.by_place = meaning.is_by_place,
		.repeat = event->repeat != 0,
	};
	oriel__sdl_window_send(window, input);
	if (meaning.text[0] != '\0')
		sdl_input_send_text(window, ORIEL_RAW_TEXT, event->timestamp, meaning.text, 0);
	sdl_input_show_sequence(window, event->timestamp, meaning.preedit);
}

void oriel__sdl_input_reset(struct oriel__sdl_platform *platform) {
	oriel__keymap_reset(sdl_input_keymap(platform));
	platform->input.sequence[0] = '\0';
}

/* Appends a piece of text. If there is no memory for one piece, the whole text is dropped. */
static void sdl_input_append_text(
	struct oriel__sdl_input *input, const char *piece, size_t length) {
	char *grown = oriel__try_grow(
		input->text, &input->text_capacity, input->text_length + length + 1, 1);
	if (grown == NULL) {
		oriel_log(ORIEL_LOG_ERROR,
			"no memory for over %zu bytes of text that was typed at once; it is ignored",
			input->text_length);
		input->text_length = 0;
		input->is_text_lost = true;
		return;
	}
	input->text = grown;
	memcpy(input->text + input->text_length, piece, length + 1);
	input->text_length += length;
}

static void sdl_input_handle_text(
	struct oriel__sdl_window *window, const SDL_TextInputEvent *event) {
	struct oriel__sdl_input *input = &window->platform->input;
	if (sdl_input_is_command(input->modifiers) && !input->is_preedit)
		return;
	size_t length = strlen(event->text);
	if (!input->is_text_lost)
		sdl_input_append_text(input, event->text, length);
	input->text_window_id = window->id;
	if (length < FULL_PIECE)
		oriel__sdl_input_flush(window->platform);
}

void oriel__sdl_input_flush(struct oriel__sdl_platform *platform) {
	struct oriel__sdl_input *input = &platform->input;
	input->is_text_lost = false;
	if (input->text_length == 0)
		return;
	input->text_length = 0;
	struct oriel__sdl_window *window = oriel__sdl_window_find(platform, input->text_window_id);
	if (window != NULL)
		sdl_input_send_text(window, ORIEL_RAW_TEXT, SDL_GetTicks(), input->text, 0);
}

/* Returns the byte offset of a caret, which SDL counts in characters. */
static size_t sdl_input_byte_offset(const char *text, Sint32 characters) {
	size_t at = 0;
	while (text[at] != '\0' && characters > 0) {
		at++;
		while (((unsigned char)text[at] & 0xc0) == 0x80)
			at++;
		characters--;
	}
	return at;
}

static void sdl_input_handle_preedit(struct oriel__sdl_window *window, Uint32 timestamp,
	const char *text, Sint32 start, Sint32 length) {
	struct oriel__sdl_input *input = &window->platform->input;
	bool empty = text[0] == '\0';
	if (empty && !input->is_preedit)
		return;
	input->is_preedit = !empty;
	input->sequence[0] = '\0';
	sdl_input_send_text(window, ORIEL_RAW_PREEDIT, timestamp, text,
		sdl_input_byte_offset(text, start + (length > 0 ? length : 0)));
}

static void sdl_input_send_plain(
	struct oriel__sdl_window *window, enum oriel_raw_input_type type, Uint32 timestamp) {
	oriel__sdl_window_send(window,
		(struct oriel_raw_input){
			.type = type, .time_ms = sdl_input_time(window->platform, timestamp) });
}

static void sdl_input_handle_focus(struct oriel__sdl_window *window, Uint32 timestamp) {
	struct oriel__sdl_platform *platform = window->platform;
	const struct oriel__sdl_driver *driver = platform->driver;
	bool can_tell = platform->has_driver_started && driver->modifiers != NULL;
	platform->input.modifiers = can_tell ? driver->modifiers(platform) :
										oriel__sdl_modifiers((Uint16)SDL_GetModState());
	sdl_input_send_plain(window, ORIEL_RAW_FOCUS, timestamp);
}

static void sdl_input_handle_blur(struct oriel__sdl_window *window, Uint32 timestamp) {
	sdl_input_handle_preedit(window, timestamp, "", 0, 0);
	oriel__sdl_input_reset(window->platform);
	window->platform->input.modifiers = 0;
	sdl_input_send_plain(window, ORIEL_RAW_BLUR, timestamp);
}

/* Cancels a press if leaving the window loses the pointer. SDL then misses the release, and drops
 * the next press of that button. */
static void sdl_input_handle_leave(struct oriel__sdl_window *window) {
	struct oriel__sdl_platform *platform = window->platform;
	Uint32 held = SDL_GetMouseState(NULL, NULL);
	if (!platform->driver->is_pointer_lost_on_leave || held == 0)
		return;
	platform->input.lost_buttons = held;
	oriel__sdl_input_cancel_mouse(platform);
}

static void sdl_input_handle_window_event(
	struct oriel__sdl_window *window, const SDL_WindowEvent *event) {
	switch (event->event) {
	case SDL_WINDOWEVENT_SIZE_CHANGED:
	case SDL_WINDOWEVENT_DISPLAY_CHANGED:
		oriel__sdl_window_update_scale(window);
		sdl_input_send_plain(window, ORIEL_RAW_RESIZE, event->timestamp);
		break;
	case SDL_WINDOWEVENT_EXPOSED:
		sdl_input_send_plain(window, ORIEL_RAW_EXPOSE, event->timestamp);
		break;
	case SDL_WINDOWEVENT_SHOWN:
	case SDL_WINDOWEVENT_HIDDEN:
	case SDL_WINDOWEVENT_MINIMIZED:
	case SDL_WINDOWEVENT_MAXIMIZED:
	case SDL_WINDOWEVENT_RESTORED:
		oriel__sdl_window_update_visibility(window);
		sdl_input_send_plain(window, ORIEL_RAW_STATE, event->timestamp);
		break;
	case SDL_WINDOWEVENT_MOVED:
		sdl_input_send_plain(window, ORIEL_RAW_STATE, event->timestamp);
		break;
	case SDL_WINDOWEVENT_ENTER:
		oriel__sdl_window_show_cursor(window);
		/* SDL reports no motion event for the position at entry */
		sdl_input_send_at_mouse(window, ORIEL_RAW_POINTER_MOVE, event->timestamp);
		break;
	case SDL_WINDOWEVENT_LEAVE:
		sdl_input_handle_leave(window);
		sdl_input_send_at_mouse(window, ORIEL_RAW_POINTER_LEAVE, event->timestamp);
		break;
	case SDL_WINDOWEVENT_FOCUS_GAINED:
		sdl_input_handle_focus(window, event->timestamp);
		break;
	case SDL_WINDOWEVENT_FOCUS_LOST:
		sdl_input_handle_blur(window, event->timestamp);
		break;
	case SDL_WINDOWEVENT_CLOSE:
		sdl_input_send_plain(window, ORIEL_RAW_CLOSE, event->timestamp);
		break;
	default:
		break;
	}
}

static void sdl_input_handle_in_window(
	struct oriel__sdl_window *window, const SDL_Event *event, const SDL_Event *next) {
	switch (event->type) {
	case SDL_WINDOWEVENT:
		sdl_input_handle_window_event(window, &event->window);
		break;
	case SDL_MOUSEMOTION:
		sdl_input_handle_motion(window, &event->motion);
		break;
	case SDL_MOUSEBUTTONDOWN:
	case SDL_MOUSEBUTTONUP:
		sdl_input_handle_button(window, &event->button);
		break;
	case SDL_MOUSEWHEEL:
		sdl_input_handle_wheel(window, &event->wheel);
		break;
	case SDL_FINGERDOWN:
	case SDL_FINGERMOTION:
	case SDL_FINGERUP:
		sdl_input_handle_finger(window, &event->tfinger);
		break;
	case SDL_KEYDOWN:
	case SDL_KEYUP:
		sdl_input_handle_key(window, &event->key, next);
		break;
	case SDL_TEXTINPUT:
		sdl_input_handle_text(window, &event->text);
		break;
	case SDL_TEXTEDITING:
		sdl_input_handle_preedit(
			window, event->edit.timestamp, event->edit.text, event->edit.start, event->edit.length);
		break;
	case SDL_TEXTEDITING_EXT:
		sdl_input_handle_preedit(window, event->editExt.timestamp, event->editExt.text,
			event->editExt.start, event->editExt.length);
		break;
	default:
		break;
	}
}

/* Returns the id of the window of an event, or 0 for a type of event that is not handled. */
static Uint32 sdl_input_window_id(const SDL_Event *event) {
	switch (event->type) {
	case SDL_WINDOWEVENT:
		return event->window.windowID;
	case SDL_MOUSEMOTION:
		return event->motion.windowID;
	case SDL_MOUSEBUTTONDOWN:
	case SDL_MOUSEBUTTONUP:
		return event->button.windowID;
	case SDL_MOUSEWHEEL:
		return event->wheel.windowID;
	case SDL_FINGERDOWN:
	case SDL_FINGERMOTION:
	case SDL_FINGERUP:
		return event->tfinger.windowID;
	case SDL_KEYDOWN:
	case SDL_KEYUP:
		return event->key.windowID;
	case SDL_TEXTINPUT:
		return event->text.windowID;
	case SDL_TEXTEDITING:
		return event->edit.windowID;
	case SDL_TEXTEDITING_EXT:
		return event->editExt.windowID;
	default:
		return 0;
	}
}

/* Handles the end of the session. */
static void sdl_input_handle_quit(const struct oriel__sdl_platform *platform) {
	if (platform->base.quit_asked != NULL)
		platform->base.quit_asked(platform->base.quit_asked_data);
}

static bool sdl_input_is_drop(const SDL_Event *event) {
	return event->type >= SDL_DROPFILE && event->type <= SDL_DROPCOMPLETE;
}

/* Frees the memory of an event, which the receiver owns. */
static void sdl_input_free_event(const SDL_Event *event) {
	if (event->type == SDL_TEXTEDITING_EXT)
		SDL_free(event->editExt.text);
	else if (sdl_input_is_drop(event))
		SDL_free(event->drop.file);
}

void oriel__sdl_input_handle(
	struct oriel__sdl_platform *platform, const SDL_Event *event, const SDL_Event *next) {
	struct oriel__sdl_window *window = oriel__sdl_window_find(platform, sdl_input_window_id(event));
	if (event->type != SDL_TEXTINPUT)
		oriel__sdl_input_flush(platform);
	if (event->type == SDL_QUIT)
		sdl_input_handle_quit(platform);
	else if (sdl_input_is_drop(event))
		oriel__sdl_drop_handle(platform, &event->drop);
	else if (event->type == SDL_SYSWMEVENT && platform->driver->system_event != NULL)
		platform->driver->system_event(platform, &event->syswm);
	else if (window != NULL)
		sdl_input_handle_in_window(window, event, next);
	if (event->type == SDL_MOUSEBUTTONUP && SDL_GetMouseState(NULL, NULL) == 0)
		sdl_input_set_captured(platform, false);
	sdl_input_free_event(event);
}

void oriel__sdl_input_finish(struct oriel__sdl_platform *platform) {
	oriel__free(platform->input.text);
	oriel__sdl_drop_finish(platform);
}
