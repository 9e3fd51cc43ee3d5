/* SPDX-License-Identifier: MIT */
/*
 * Input: SDL's events, one by one and in order, become raw input at the sinks of their windows.
 *
 * Nothing is coalesced or kept back here, but for two things that SDL takes apart: a commit of an
 * input method that is longer than its 32-byte event comes in pieces, which are joined; and where
 * no layout is known, a key looks at the next event, which says what the key typed. Mouse events
 * that SDL makes of touches are off (sdl.c).
 */
#include "sdl_internal.h"

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"
#include "loop/loop_internal.h"

#include <string.h>

#include <oriel/runtime/log.h>

#define MOUSE_POINTER_ID 1
#define FIRST_TOUCH_POINTER_ID 2

/* What Chromium scrolls on Linux for one notch. */
#define WHEEL_NOTCH_PX 53.0f

/* A piece of a commit that is followed by another is as full as a character of four bytes lets it
 * be. */
#define FULL_PIECE (SDL_TEXTINPUTEVENT_TEXT_SIZE - 4)

/*
 * SDL stamps an event with its own milliseconds when it takes it in. What is sent never goes back
 * in time, and is never ahead of it.
 */
static double time_of(struct oriel__sdl_platform *platform, Uint32 timestamp) {
	double now_ms = (double)oriel__loop_now_ns(platform->loop) / 1e6;
	Uint32 age_ms = SDL_GetTicks() - timestamp;
	/* a stamp of 0, or from another clock, is no age */
	double time_ms = age_ms < 60000 ? now_ms - age_ms : now_ms;
	struct oriel__sdl_input *input = &platform->input;
	if (time_ms < input->last_time_ms && input->last_time_ms <= now_ms)
		time_ms = input->last_time_ms;
	input->last_time_ms = time_ms;
	return time_ms;
}

static struct oriel_raw_input mouse_input(struct oriel__sdl_window *window,
	enum oriel_raw_input_type type, Uint32 timestamp, int x, int y) {
	const struct oriel__sdl_input *input = &window->platform->input;
	return (struct oriel_raw_input){
		.type = type,
		.time_ms = time_of(window->platform, timestamp),
		.pointer_id = MOUSE_POINTER_ID,
		.pointer_kind = ORIEL_POINTER_MOUSE,
		.x = (float)x / window->unit,
		.y = (float)y / window->unit,
		.button = ORIEL_BUTTON_NONE,
		.modifiers = input->modifiers,
	};
}

/* Once a drag has begun: until then the system sends all there is to one window anyway, and the
 * grab would cost every click. */
static void set_captured(struct oriel__sdl_platform *platform, bool captured) {
	if (captured != platform->input.is_captured &&
		SDL_CaptureMouse(captured ? SDL_TRUE : SDL_FALSE) == 0)
		platform->input.is_captured = captured;
}

static void handle_motion(struct oriel__sdl_window *window, const SDL_MouseMotionEvent *event) {
	if (event->which == SDL_TOUCH_MOUSEID)
		return;
	struct oriel_raw_input input = mouse_input(
		window, ORIEL_RAW_POINTER_MOVE, event->timestamp, event->x, event->y);
	input.pressure = event->state != 0 ? 0.5f : 0;
	set_captured(window->platform, event->state != 0);
	oriel__sdl_window_send(window, input);
}

static int button_from_sdl(Uint8 button) {
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

static void handle_button(struct oriel__sdl_window *window, const SDL_MouseButtonEvent *event) {
	int button = button_from_sdl(event->button);
	if (event->which == SDL_TOUCH_MOUSEID || button == ORIEL_BUTTON_NONE)
		return;
	bool down = event->state == SDL_PRESSED;
	struct oriel__sdl_input *state = &window->platform->input;
	const Uint32 bit = SDL_BUTTON(event->button);
	/* SDL had missed the release before this press, and so dropped the press */
	bool is_swallowed = !down && (state->lost_buttons & bit) != 0;
	state->lost_buttons &= ~bit;
	if (is_swallowed)
		handle_button(window,
			&(SDL_MouseButtonEvent){ .state = SDL_PRESSED,
				.button = event->button,
				.timestamp = event->timestamp,
				.x = event->x,
				.y = event->y });
	if (down && window->platform->driver->pressed != NULL)
		window->platform->driver->pressed(window);
	struct oriel_raw_input input = mouse_input(window,
		down ? ORIEL_RAW_POINTER_DOWN : ORIEL_RAW_POINTER_UP, event->timestamp, event->x, event->y);
	input.button = button;
	input.pressure = down ? 0.5f : 0;
	oriel__sdl_window_send(window, input);
}

/* SDL counts up and right as positive; we count down and right. */
static void sdl_input_handle_wheel(
	struct oriel__sdl_window *window, const SDL_MouseWheelEvent *event) {
	if (event->which == SDL_TOUCH_MOUSEID)
		return;
	struct oriel_raw_input input = mouse_input(
		window, ORIEL_RAW_WHEEL, event->timestamp, event->mouseX, event->mouseY);
	input.wheel_x = event->preciseX * WHEEL_NOTCH_PX;
	input.wheel_y = -event->preciseY * WHEEL_NOTCH_PX;
	oriel__sdl_window_send(window, input);
}

static void send_at_mouse(
	struct oriel__sdl_window *window, enum oriel_raw_input_type type, Uint32 timestamp) {
	int x, y;
	SDL_GetMouseState(&x, &y);
	oriel__sdl_window_send(window, mouse_input(window, type, timestamp, x, y));
}

static struct oriel__sdl_touch *find_touch(
	struct oriel__sdl_input *input, SDL_TouchID device, SDL_FingerID finger) {
	for (size_t i = 0; i < ORIEL__SDL_TOUCHES; i++) {
		struct oriel__sdl_touch *touch = &input->touches[i];
		if (touch->pointer_id != 0 && touch->device == device && touch->finger == finger)
			return touch;
	}
	return NULL;
}

static void cancel_touch(struct oriel__sdl_platform *platform, struct oriel__sdl_touch *touch) {
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

/* Returns a free slot, or the slot of the finger that has been silent for longest, whose end was
 * lost. */
static struct oriel__sdl_touch *place_for_touch(struct oriel__sdl_platform *platform) {
	struct oriel__sdl_touch *touches = platform->input.touches, *oldest = &touches[0];
	for (size_t i = 0; i < ORIEL__SDL_TOUCHES; i++) {
		if (touches[i].pointer_id == 0)
			return &touches[i];
		if (touches[i].heard < oldest->heard)
			oldest = &touches[i];
	}
	cancel_touch(platform, oldest);
	return oldest;
}

static struct oriel__sdl_touch *add_touch(
	struct oriel__sdl_window *window, SDL_TouchID device, SDL_FingerID finger) {
	struct oriel__sdl_input *input = &window->platform->input;
	struct oriel__sdl_touch *touch = place_for_touch(window->platform);
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
			cancel_touch(platform, &platform->input.touches[i]);
	}
}

void oriel__sdl_input_cancel_mouse(struct oriel__sdl_platform *platform) {
	set_captured(platform, false);
	for (struct oriel__sdl_window *window = platform->windows; window != NULL;
		window = window->next)
		oriel__sdl_window_send(window,
			(struct oriel_raw_input){
				.type = ORIEL_RAW_POINTER_CANCEL, .pointer_id = MOUSE_POINTER_ID });
}

static void send_touch(struct oriel__sdl_window *window, const SDL_TouchFingerEvent *event,
	int64_t pointer_id, enum oriel_raw_input_type type) {
	struct oriel_size size = oriel__sdl_window_size(&window->base);
	bool changes = type == ORIEL_RAW_POINTER_DOWN || type == ORIEL_RAW_POINTER_UP;
	const struct oriel_raw_input input = {
		.type = type,
		.time_ms = time_of(window->platform, event->timestamp),
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

static enum oriel_raw_input_type type_of_finger(Uint32 type) {
	switch (type) {
	case SDL_FINGERDOWN:
		return ORIEL_RAW_POINTER_DOWN;
	case SDL_FINGERUP:
		return ORIEL_RAW_POINTER_UP;
	default:
		return ORIEL_RAW_POINTER_MOVE;
	}
}

/* Touch pads that are no screens are a mouse already. A finger that SDL lost sight of (its second
 * down) is cancelled. */
static void handle_finger(struct oriel__sdl_window *window, const SDL_TouchFingerEvent *event) {
	if (SDL_GetTouchDeviceType(event->touchId) != SDL_TOUCH_DEVICE_DIRECT)
		return;
	struct oriel__sdl_input *input = &window->platform->input;
	struct oriel__sdl_touch *touch = find_touch(input, event->touchId, event->fingerId);
	if (event->type == SDL_FINGERDOWN) {
		if (touch != NULL)
			cancel_touch(window->platform, touch);
		touch = add_touch(window, event->touchId, event->fingerId);
		if (window->platform->driver->pressed != NULL)
			window->platform->driver->pressed(window);
	}
	if (touch == NULL)
		return;
	touch->heard = ++input->touch_events;
	int64_t pointer_id = touch->pointer_id;
	enum oriel_raw_input_type type = type_of_finger(event->type);
	if (type == ORIEL_RAW_POINTER_UP)
		touch->pointer_id = 0;
	send_touch(window, event, pointer_id, type);
}

static const char *typed_by(const SDL_Event *next, Uint32 window_id) {
	return next != NULL && next->type == SDL_TEXTINPUT && next->text.windowID == window_id ?
		next->text.text :
		NULL;
}

static void send_text(struct oriel__sdl_window *window, enum oriel_raw_input_type type,
	Uint32 timestamp, const char *text, size_t caret) {
	const struct oriel_raw_input input = {
		.type = type,
		.time_ms = time_of(window->platform, timestamp),
		.modifiers = window->platform->input.modifiers,
		.text = text,
		.preedit_caret = caret,
	};
	oriel__sdl_window_send(window, input);
}

/* Control, Alt and Meta make commands of keys, also where the system gives them a character. */
static bool sdl_input_is_command(unsigned modifiers) {
	const unsigned command = ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_ALT | ORIEL_MODIFIER_META;
	return (modifiers & command) != 0 && (modifiers & ORIEL_MODIFIER_ALT_GRAPH) == 0;
}

static struct oriel__keymap *keymap_of(struct oriel__sdl_platform *platform) {
	const struct oriel__sdl_driver *driver = platform->driver;
	return platform->has_driver_started && driver->keymap != NULL ? driver->keymap(platform) : NULL;
}

/* SDL's word, where the server's is not known. */
static struct oriel__key_meaning guess_meaning(
	const SDL_KeyboardEvent *event, const SDL_Event *next) {
	const char *typed = event->type == SDL_KEYDOWN ? typed_by(next, event->windowID) : NULL;
	struct oriel__key_meaning meaning = oriel__sdl_key_meaning(event->keysym, typed);
	if (event->type == SDL_KEYDOWN && typed == NULL && !SDL_IsTextInputActive() &&
		!sdl_input_is_command(meaning.modifiers))
		memcpy(meaning.text, meaning.character, sizeof(meaning.character));
	return meaning;
}

/* Compose sequences are for text alone. */
static struct oriel__key_meaning meaning_of(
	struct oriel__sdl_window *window, const SDL_KeyboardEvent *event, const SDL_Event *next) {
	struct oriel__sdl_platform *platform = window->platform;
	struct oriel__keymap *keymap = keymap_of(platform);
	const struct oriel__key_event *record = oriel__sdl_keys_find(
		&platform->keys, event->keysym.unused);
	if (keymap == NULL || record == NULL)
		return guess_meaning(event, next);
	struct oriel__key_event key = *record;
	key.is_repeat = event->repeat != 0;
	return oriel__keymap_translate(keymap, &key, platform->text_window == window);
}

/* Shows what a compose sequence has so far, or takes that away. */
static void show_sequence(struct oriel__sdl_window *window, Uint32 timestamp, const char *preedit) {
	struct oriel__sdl_input *input = &window->platform->input;
	if (strcmp(preedit, input->sequence) == 0)
		return;
	strcpy(input->sequence, preedit);
	input->is_preedit = preedit[0] != '\0';
	send_text(window, ORIEL_RAW_PREEDIT, timestamp, preedit, strlen(preedit));
}

/*
 * Text is made of keys here also while no widget takes text: a key that moves the focus and those
 * typed after it may come in one pump (a bar code scanner types like that), and input/ drops what
 * no widget takes.
 */
static void handle_key(
	struct oriel__sdl_window *window, const SDL_KeyboardEvent *event, const SDL_Event *next) {
	struct oriel__sdl_platform *platform = window->platform;
	const struct oriel__key_meaning meaning = meaning_of(window, event, next);
	platform->input.modifiers = meaning.modifiers;
	const struct oriel_raw_input input = {
		.type = event->type == SDL_KEYDOWN ? ORIEL_RAW_KEY_DOWN : ORIEL_RAW_KEY_UP,
		.time_ms = time_of(platform, event->timestamp),
		.modifiers = meaning.modifiers,
		.key = meaning.name != NULL ? meaning.name : meaning.character,
		.code = meaning.code[0] != '\0' ? meaning.code :
										oriel__sdl_key_code(event->keysym.scancode),
		.by_place = meaning.is_by_place,
		.repeat = event->repeat != 0,
	};
	oriel__sdl_window_send(window, input);
	if (meaning.text[0] != '\0')
		send_text(window, ORIEL_RAW_TEXT, event->timestamp, meaning.text, 0);
	show_sequence(window, event->timestamp, meaning.preedit);
}

void oriel__sdl_input_reset(struct oriel__sdl_platform *platform) {
	oriel__keymap_reset(keymap_of(platform));
	platform->input.sequence[0] = '\0';
}

/* Without memory for one of its pieces, a text is not sent at all. */
static void append_text(struct oriel__sdl_input *input, const char *piece, size_t length) {
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

static void handle_text(struct oriel__sdl_window *window, const SDL_TextInputEvent *event) {
	struct oriel__sdl_input *input = &window->platform->input;
	if (sdl_input_is_command(input->modifiers) && !input->is_preedit)
		return;
	size_t length = strlen(event->text);
	if (!input->is_text_lost)
		append_text(input, event->text, length);
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
		send_text(window, ORIEL_RAW_TEXT, SDL_GetTicks(), input->text, 0);
}

/* SDL counts the caret in characters. */
static size_t byte_offset(const char *text, Sint32 characters) {
	size_t at = 0;
	while (text[at] != '\0' && characters > 0) {
		at++;
		while (((unsigned char)text[at] & 0xc0) == 0x80)
			at++;
		characters--;
	}
	return at;
}

static void handle_preedit(struct oriel__sdl_window *window, Uint32 timestamp, const char *text,
	Sint32 start, Sint32 length) {
	struct oriel__sdl_input *input = &window->platform->input;
	bool empty = text[0] == '\0';
	if (empty && !input->is_preedit)
		return;
	input->is_preedit = !empty;
	input->sequence[0] = '\0';
	send_text(window, ORIEL_RAW_PREEDIT, timestamp, text,
		byte_offset(text, start + (length > 0 ? length : 0)));
}

static void send_plain(
	struct oriel__sdl_window *window, enum oriel_raw_input_type type, Uint32 timestamp) {
	oriel__sdl_window_send(window,
		(struct oriel_raw_input){ .type = type, .time_ms = time_of(window->platform, timestamp) });
}

static void handle_focus(struct oriel__sdl_window *window, Uint32 timestamp) {
	struct oriel__sdl_platform *platform = window->platform;
	const struct oriel__sdl_driver *driver = platform->driver;
	bool can_tell = platform->has_driver_started && driver->modifiers != NULL;
	platform->input.modifiers = can_tell ? driver->modifiers(platform) :
										oriel__sdl_modifiers((Uint16)SDL_GetModState());
	send_plain(window, ORIEL_RAW_FOCUS, timestamp);
}

static void handle_blur(struct oriel__sdl_window *window, Uint32 timestamp) {
	handle_preedit(window, timestamp, "", 0, 0);
	oriel__sdl_input_reset(window->platform);
	window->platform->input.modifiers = 0;
	send_plain(window, ORIEL_RAW_BLUR, timestamp);
}

/* Cancels a press when leaving the window loses the pointer. SDL misses the release, and drops the
 * next press of that button. */
static void sdl_input_handle_leave(struct oriel__sdl_window *window) {
	struct oriel__sdl_platform *platform = window->platform;
	Uint32 held = SDL_GetMouseState(NULL, NULL);
	if (!platform->driver->is_leave_a_loss || held == 0)
		return;
	platform->input.lost_buttons = held;
	oriel__sdl_input_cancel_mouse(platform);
}

static void handle_window_event(struct oriel__sdl_window *window, const SDL_WindowEvent *event) {
	switch (event->event) {
	case SDL_WINDOWEVENT_SIZE_CHANGED:
	case SDL_WINDOWEVENT_DISPLAY_CHANGED:
		oriel__sdl_window_update_scale(window);
		send_plain(window, ORIEL_RAW_RESIZE, event->timestamp);
		break;
	case SDL_WINDOWEVENT_EXPOSED:
		send_plain(window, ORIEL_RAW_EXPOSE, event->timestamp);
		break;
	case SDL_WINDOWEVENT_SHOWN:
	case SDL_WINDOWEVENT_HIDDEN:
	case SDL_WINDOWEVENT_MINIMIZED:
	case SDL_WINDOWEVENT_MAXIMIZED:
	case SDL_WINDOWEVENT_RESTORED:
		oriel__sdl_window_update_visibility(window);
		break;
	case SDL_WINDOWEVENT_ENTER:
		oriel__sdl_window_show_cursor(window);
		/* SDL reports only how it goes on from there */
		send_at_mouse(window, ORIEL_RAW_POINTER_MOVE, event->timestamp);
		break;
	case SDL_WINDOWEVENT_LEAVE:
		sdl_input_handle_leave(window);
		send_at_mouse(window, ORIEL_RAW_POINTER_LEAVE, event->timestamp);
		break;
	case SDL_WINDOWEVENT_FOCUS_GAINED:
		handle_focus(window, event->timestamp);
		break;
	case SDL_WINDOWEVENT_FOCUS_LOST:
		handle_blur(window, event->timestamp);
		break;
	case SDL_WINDOWEVENT_CLOSE:
		send_plain(window, ORIEL_RAW_CLOSE, event->timestamp);
		break;
	default:
		break;
	}
}

static void handle_in_window(
	struct oriel__sdl_window *window, const SDL_Event *event, const SDL_Event *next) {
	switch (event->type) {
	case SDL_WINDOWEVENT:
		handle_window_event(window, &event->window);
		break;
	case SDL_MOUSEMOTION:
		handle_motion(window, &event->motion);
		break;
	case SDL_MOUSEBUTTONDOWN:
	case SDL_MOUSEBUTTONUP:
		handle_button(window, &event->button);
		break;
	case SDL_MOUSEWHEEL:
		sdl_input_handle_wheel(window, &event->wheel);
		break;
	case SDL_FINGERDOWN:
	case SDL_FINGERMOTION:
	case SDL_FINGERUP:
		handle_finger(window, &event->tfinger);
		break;
	case SDL_KEYDOWN:
	case SDL_KEYUP:
		handle_key(window, &event->key, next);
		break;
	case SDL_TEXTINPUT:
		handle_text(window, &event->text);
		break;
	case SDL_TEXTEDITING:
		handle_preedit(
			window, event->edit.timestamp, event->edit.text, event->edit.start, event->edit.length);
		break;
	case SDL_TEXTEDITING_EXT:
		handle_preedit(window, event->editExt.timestamp, event->editExt.text, event->editExt.start,
			event->editExt.length);
		break;
	default:
		break;
	}
}

/* The window that an event of a kind we know is for, or 0. */
static Uint32 window_id_of(const SDL_Event *event) {
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

/* The system ends the session: as if the user closed every window. */
static void handle_quit(struct oriel__sdl_platform *platform, Uint32 timestamp) {
	for (struct oriel__sdl_window *window = platform->windows; window != NULL;
		window = window->next)
		send_plain(window, ORIEL_RAW_CLOSE, timestamp);
}

/* What SDL allocated for an event is the receiver's to free. */
static void free_event(const SDL_Event *event) {
	if (event->type == SDL_TEXTEDITING_EXT)
		SDL_free(event->editExt.text);
}

void oriel__sdl_input_handle(
	struct oriel__sdl_platform *platform, const SDL_Event *event, const SDL_Event *next) {
	struct oriel__sdl_window *window = oriel__sdl_window_find(platform, window_id_of(event));
	if (event->type != SDL_TEXTINPUT)
		oriel__sdl_input_flush(platform);
	if (event->type == SDL_QUIT)
		handle_quit(platform, event->quit.timestamp);
	else if (event->type == SDL_SYSWMEVENT && platform->driver->system_event != NULL)
		platform->driver->system_event(platform, &event->syswm);
	else if (window != NULL)
		handle_in_window(window, event, next);
	if (event->type == SDL_MOUSEBUTTONUP && SDL_GetMouseState(NULL, NULL) == 0)
		set_captured(platform, false);
	free_event(event);
}

void oriel__sdl_input_finish(struct oriel__sdl_platform *platform) {
	oriel__free(platform->input.text);
}
