/* SPDX-License-Identifier: MIT */
/*
 * Keys: converts SDL's scancodes and keycodes to the `code` and `key` of UI Events, and stores the
 * display server's records of keys.
 *
 * `code` is a table by scancode. `key` is computed here only where no layout is known (keymap.c is
 * used otherwise). SDL gives only the character of a key without modifiers, so the character with
 * Shift and Caps Lock is guessed. `key` is the first of these:
 * - the name of a key without a character;
 * - the text that the key typed, if text input is on;
 * - the capital of a letter;
 * - the shifted character of an American keyboard;
 * - the character without modifiers.
 *
 * Source: UI Events KeyboardEvent code Values; UI Events KeyboardEvent key Values.
 */
#include "sdl_internal.h"

#include "base/utf8_internal.h"

#include <string.h>

static const char *const codes[SDL_NUM_SCANCODES] = {
	[SDL_SCANCODE_A] = "KeyA",
	[SDL_SCANCODE_B] = "KeyB",
	[SDL_SCANCODE_C] = "KeyC",
	[SDL_SCANCODE_D] = "KeyD",
	[SDL_SCANCODE_E] = "KeyE",
	[SDL_SCANCODE_F] = "KeyF",
	[SDL_SCANCODE_G] = "KeyG",
	[SDL_SCANCODE_H] = "KeyH",
	[SDL_SCANCODE_I] = "KeyI",
	[SDL_SCANCODE_J] = "KeyJ",
	[SDL_SCANCODE_K] = "KeyK",
	[SDL_SCANCODE_L] = "KeyL",
	[SDL_SCANCODE_M] = "KeyM",
	[SDL_SCANCODE_N] = "KeyN",
	[SDL_SCANCODE_O] = "KeyO",
	[SDL_SCANCODE_P] = "KeyP",
	[SDL_SCANCODE_Q] = "KeyQ",
	[SDL_SCANCODE_R] = "KeyR",
	[SDL_SCANCODE_S] = "KeyS",
	[SDL_SCANCODE_T] = "KeyT",
	[SDL_SCANCODE_U] = "KeyU",
	[SDL_SCANCODE_V] = "KeyV",
	[SDL_SCANCODE_W] = "KeyW",
	[SDL_SCANCODE_X] = "KeyX",
	[SDL_SCANCODE_Y] = "KeyY",
	[SDL_SCANCODE_Z] = "KeyZ",
	[SDL_SCANCODE_1] = "Digit1",
	[SDL_SCANCODE_2] = "Digit2",
	[SDL_SCANCODE_3] = "Digit3",
	[SDL_SCANCODE_4] = "Digit4",
	[SDL_SCANCODE_5] = "Digit5",
	[SDL_SCANCODE_6] = "Digit6",
	[SDL_SCANCODE_7] = "Digit7",
	[SDL_SCANCODE_8] = "Digit8",
	[SDL_SCANCODE_9] = "Digit9",
	[SDL_SCANCODE_0] = "Digit0",
	[SDL_SCANCODE_RETURN] = "Enter",
	[SDL_SCANCODE_ESCAPE] = "Escape",
	[SDL_SCANCODE_BACKSPACE] = "Backspace",
	[SDL_SCANCODE_TAB] = "Tab",
	[SDL_SCANCODE_SPACE] = "Space",
	[SDL_SCANCODE_MINUS] = "Minus",
	[SDL_SCANCODE_EQUALS] = "Equal",
	[SDL_SCANCODE_LEFTBRACKET] = "BracketLeft",
	[SDL_SCANCODE_RIGHTBRACKET] = "BracketRight",
	[SDL_SCANCODE_BACKSLASH] = "Backslash",
	[SDL_SCANCODE_NONUSHASH] = "Backslash",
	[SDL_SCANCODE_SEMICOLON] = "Semicolon",
	[SDL_SCANCODE_APOSTROPHE] = "Quote",
	[SDL_SCANCODE_GRAVE] = "Backquote",
	[SDL_SCANCODE_COMMA] = "Comma",
	[SDL_SCANCODE_PERIOD] = "Period",
	[SDL_SCANCODE_SLASH] = "Slash",
	[SDL_SCANCODE_CAPSLOCK] = "CapsLock",
	[SDL_SCANCODE_F1] = "F1",
	[SDL_SCANCODE_F2] = "F2",
	[SDL_SCANCODE_F3] = "F3",
	[SDL_SCANCODE_F4] = "F4",
	[SDL_SCANCODE_F5] = "F5",
	[SDL_SCANCODE_F6] = "F6",
	[SDL_SCANCODE_F7] = "F7",
	[SDL_SCANCODE_F8] = "F8",
	[SDL_SCANCODE_F9] = "F9",
	[SDL_SCANCODE_F10] = "F10",
	[SDL_SCANCODE_F11] = "F11",
	[SDL_SCANCODE_F12] = "F12",
	[SDL_SCANCODE_F13] = "F13",
	[SDL_SCANCODE_F14] = "F14",
	[SDL_SCANCODE_F15] = "F15",
	[SDL_SCANCODE_F16] = "F16",
	[SDL_SCANCODE_F17] = "F17",
	[SDL_SCANCODE_F18] = "F18",
	[SDL_SCANCODE_F19] = "F19",
	[SDL_SCANCODE_F20] = "F20",
	[SDL_SCANCODE_F21] = "F21",
	[SDL_SCANCODE_F22] = "F22",
	[SDL_SCANCODE_F23] = "F23",
	[SDL_SCANCODE_F24] = "F24",
	[SDL_SCANCODE_PRINTSCREEN] = "PrintScreen",
	[SDL_SCANCODE_SCROLLLOCK] = "ScrollLock",
	[SDL_SCANCODE_PAUSE] = "Pause",
	[SDL_SCANCODE_INSERT] = "Insert",
	[SDL_SCANCODE_HOME] = "Home",
	[SDL_SCANCODE_PAGEUP] = "PageUp",
	[SDL_SCANCODE_DELETE] = "Delete",
	[SDL_SCANCODE_END] = "End",
	[SDL_SCANCODE_PAGEDOWN] = "PageDown",
	[SDL_SCANCODE_RIGHT] = "ArrowRight",
	[SDL_SCANCODE_LEFT] = "ArrowLeft",
	[SDL_SCANCODE_DOWN] = "ArrowDown",
	[SDL_SCANCODE_UP] = "ArrowUp",
	[SDL_SCANCODE_NUMLOCKCLEAR] = "NumLock",
	[SDL_SCANCODE_KP_DIVIDE] = "NumpadDivide",
	[SDL_SCANCODE_KP_MULTIPLY] = "NumpadMultiply",
	[SDL_SCANCODE_KP_MINUS] = "NumpadSubtract",
	[SDL_SCANCODE_KP_PLUS] = "NumpadAdd",
	[SDL_SCANCODE_KP_ENTER] = "NumpadEnter",
	[SDL_SCANCODE_KP_1] = "Numpad1",
	[SDL_SCANCODE_KP_2] = "Numpad2",
	[SDL_SCANCODE_KP_3] = "Numpad3",
	[SDL_SCANCODE_KP_4] = "Numpad4",
	[SDL_SCANCODE_KP_5] = "Numpad5",
	[SDL_SCANCODE_KP_6] = "Numpad6",
	[SDL_SCANCODE_KP_7] = "Numpad7",
	[SDL_SCANCODE_KP_8] = "Numpad8",
	[SDL_SCANCODE_KP_9] = "Numpad9",
	[SDL_SCANCODE_KP_0] = "Numpad0",
	[SDL_SCANCODE_KP_PERIOD] = "NumpadDecimal",
	[SDL_SCANCODE_KP_COMMA] = "NumpadComma",
	[SDL_SCANCODE_KP_EQUALS] = "NumpadEqual",
	[SDL_SCANCODE_KP_LEFTPAREN] = "NumpadParenLeft",
	[SDL_SCANCODE_KP_RIGHTPAREN] = "NumpadParenRight",
	[SDL_SCANCODE_NONUSBACKSLASH] = "IntlBackslash",
	[SDL_SCANCODE_APPLICATION] = "ContextMenu",
	[SDL_SCANCODE_POWER] = "Power",
	[SDL_SCANCODE_HELP] = "Help",
	[SDL_SCANCODE_UNDO] = "Undo",
	[SDL_SCANCODE_CUT] = "Cut",
	[SDL_SCANCODE_COPY] = "Copy",
	[SDL_SCANCODE_PASTE] = "Paste",
	[SDL_SCANCODE_FIND] = "Find",
	[SDL_SCANCODE_AGAIN] = "Again",
	[SDL_SCANCODE_MUTE] = "AudioVolumeMute",
	[SDL_SCANCODE_VOLUMEUP] = "AudioVolumeUp",
	[SDL_SCANCODE_VOLUMEDOWN] = "AudioVolumeDown",
	[SDL_SCANCODE_INTERNATIONAL1] = "IntlRo",
	[SDL_SCANCODE_INTERNATIONAL2] = "KanaMode",
	[SDL_SCANCODE_INTERNATIONAL3] = "IntlYen",
	[SDL_SCANCODE_INTERNATIONAL4] = "Convert",
	[SDL_SCANCODE_INTERNATIONAL5] = "NonConvert",
	[SDL_SCANCODE_LANG1] = "Lang1",
	[SDL_SCANCODE_LANG2] = "Lang2",
	[SDL_SCANCODE_LANG3] = "Lang3",
	[SDL_SCANCODE_LANG4] = "Lang4",
	[SDL_SCANCODE_LANG5] = "Lang5",
	[SDL_SCANCODE_LCTRL] = "ControlLeft",
	[SDL_SCANCODE_LSHIFT] = "ShiftLeft",
	[SDL_SCANCODE_LALT] = "AltLeft",
	[SDL_SCANCODE_LGUI] = "MetaLeft",
	[SDL_SCANCODE_RCTRL] = "ControlRight",
	[SDL_SCANCODE_RSHIFT] = "ShiftRight",
	[SDL_SCANCODE_RALT] = "AltRight",
	[SDL_SCANCODE_RGUI] = "MetaRight",
	[SDL_SCANCODE_MODE] = "AltRight",
	[SDL_SCANCODE_AUDIONEXT] = "MediaTrackNext",
	[SDL_SCANCODE_AUDIOPREV] = "MediaTrackPrevious",
	[SDL_SCANCODE_AUDIOSTOP] = "MediaStop",
	[SDL_SCANCODE_AUDIOPLAY] = "MediaPlayPause",
	[SDL_SCANCODE_MEDIASELECT] = "MediaSelect",
	[SDL_SCANCODE_WWW] = "BrowserHome",
	[SDL_SCANCODE_MAIL] = "LaunchMail",
	[SDL_SCANCODE_CALCULATOR] = "LaunchApp2",
	[SDL_SCANCODE_COMPUTER] = "LaunchApp1",
	[SDL_SCANCODE_AC_SEARCH] = "BrowserSearch",
	[SDL_SCANCODE_AC_HOME] = "BrowserHome",
	[SDL_SCANCODE_AC_BACK] = "BrowserBack",
	[SDL_SCANCODE_AC_FORWARD] = "BrowserForward",
	[SDL_SCANCODE_AC_STOP] = "BrowserStop",
	[SDL_SCANCODE_AC_REFRESH] = "BrowserRefresh",
	[SDL_SCANCODE_AC_BOOKMARKS] = "BrowserFavorites",
	[SDL_SCANCODE_EJECT] = "Eject",
	[SDL_SCANCODE_SLEEP] = "Sleep",
};

static const struct {
	SDL_Keycode keycode;
	const char *name;
} names[] = {
	{ SDLK_RETURN, "Enter" },
	{ SDLK_ESCAPE, "Escape" },
	{ SDLK_BACKSPACE, "Backspace" },
	{ SDLK_TAB, "Tab" },
	{ SDLK_KP_TAB, "Tab" },
	{ SDLK_CAPSLOCK, "CapsLock" },
	{ SDLK_PRINTSCREEN, "PrintScreen" },
	{ SDLK_SCROLLLOCK, "ScrollLock" },
	{ SDLK_PAUSE, "Pause" },
	{ SDLK_INSERT, "Insert" },
	{ SDLK_HOME, "Home" },
	{ SDLK_PAGEUP, "PageUp" },
	{ SDLK_DELETE, "Delete" },
	{ SDLK_END, "End" },
	{ SDLK_PAGEDOWN, "PageDown" },
	{ SDLK_RIGHT, "ArrowRight" },
	{ SDLK_LEFT, "ArrowLeft" },
	{ SDLK_DOWN, "ArrowDown" },
	{ SDLK_UP, "ArrowUp" },
	{ SDLK_NUMLOCKCLEAR, "NumLock" },
	{ SDLK_CLEAR, "Clear" },
	{ SDLK_KP_ENTER, "Enter" },
	{ SDLK_APPLICATION, "ContextMenu" },
	{ SDLK_MENU, "ContextMenu" },
	{ SDLK_POWER, "Power" },
	{ SDLK_HELP, "Help" },
	{ SDLK_EXECUTE, "Execute" },
	{ SDLK_SELECT, "Select" },
	{ SDLK_UNDO, "Undo" },
	{ SDLK_CUT, "Cut" },
	{ SDLK_COPY, "Copy" },
	{ SDLK_PASTE, "Paste" },
	{ SDLK_FIND, "Find" },
	{ SDLK_AGAIN, "Again" },
	{ SDLK_CANCEL, "Cancel" },
	{ SDLK_MUTE, "AudioVolumeMute" },
	{ SDLK_VOLUMEUP, "AudioVolumeUp" },
	{ SDLK_VOLUMEDOWN, "AudioVolumeDown" },
	{ SDLK_LCTRL, "Control" },
	{ SDLK_LSHIFT, "Shift" },
	{ SDLK_LALT, "Alt" },
	{ SDLK_LGUI, "Meta" },
	{ SDLK_RCTRL, "Control" },
	{ SDLK_RSHIFT, "Shift" },
	{ SDLK_RALT, "Alt" },
	{ SDLK_RGUI, "Meta" },
	{ SDLK_MODE, "AltGraph" },
	{ SDLK_AUDIONEXT, "MediaTrackNext" },
	{ SDLK_AUDIOPREV, "MediaTrackPrevious" },
	{ SDLK_AUDIOSTOP, "MediaStop" },
	{ SDLK_AUDIOPLAY, "MediaPlayPause" },
	{ SDLK_WWW, "BrowserHome" },
	{ SDLK_MAIL, "LaunchMail" },
	{ SDLK_AC_SEARCH, "BrowserSearch" },
	{ SDLK_AC_HOME, "BrowserHome" },
	{ SDLK_AC_BACK, "BrowserBack" },
	{ SDLK_AC_FORWARD, "BrowserForward" },
	{ SDLK_AC_STOP, "BrowserStop" },
	{ SDLK_AC_REFRESH, "BrowserRefresh" },
	{ SDLK_AC_BOOKMARKS, "BrowserFavorites" },
	{ SDLK_EJECT, "Eject" },
	{ SDLK_SLEEP, "Standby" },
};

/* The keys of the numeric pad, with Num Lock and without. */
static const struct {
	SDL_Keycode keycode;
	const char *locked, *unlocked;
} pad[] = {
	{ SDLK_KP_0, "0", "Insert" },
	{ SDLK_KP_1, "1", "End" },
	{ SDLK_KP_2, "2", "ArrowDown" },
	{ SDLK_KP_3, "3", "PageDown" },
	{ SDLK_KP_4, "4", "ArrowLeft" },
	{ SDLK_KP_5, "5", "Clear" },
	{ SDLK_KP_6, "6", "ArrowRight" },
	{ SDLK_KP_7, "7", "Home" },
	{ SDLK_KP_8, "8", "ArrowUp" },
	{ SDLK_KP_9, "9", "PageUp" },
	{ SDLK_KP_PERIOD, ".", "Delete" },
	{ SDLK_KP_COMMA, ",", "," },
	{ SDLK_KP_DIVIDE, "/", "/" },
	{ SDLK_KP_MULTIPLY, "*", "*" },
	{ SDLK_KP_MINUS, "-", "-" },
	{ SDLK_KP_PLUS, "+", "+" },
	{ SDLK_KP_EQUALS, "=", "=" },
	{ SDLK_KP_LEFTPAREN, "(", "(" },
	{ SDLK_KP_RIGHTPAREN, ")", ")" },
};

const char *oriel__sdl_key_code(SDL_Scancode scancode) {
	bool known = scancode >= 0 && scancode < SDL_NUM_SCANCODES && codes[scancode] != NULL;
	return known ? codes[scancode] : "";
}

unsigned oriel__sdl_modifiers(Uint16 mod) {
	static const struct {
		Uint16 sdl;
		unsigned ours;
	} bits[] = {
		{ KMOD_SHIFT, ORIEL_MODIFIER_SHIFT },
		{ KMOD_CTRL, ORIEL_MODIFIER_CONTROL },
		{ KMOD_ALT, ORIEL_MODIFIER_ALT },
		{ KMOD_GUI, ORIEL_MODIFIER_META },
		{ KMOD_MODE, ORIEL_MODIFIER_ALT_GRAPH },
		{ KMOD_CAPS, ORIEL_MODIFIER_CAPS_LOCK },
		{ KMOD_NUM, ORIEL_MODIFIER_NUM_LOCK },
	};
	unsigned modifiers = 0;
	for (size_t i = 0; i < sizeof(bits) / sizeof(bits[0]); i++)
		if (mod & bits[i].sdl)
			modifiers |= bits[i].ours;
	return modifiers;
}

static const char *sdl_keys_name_of(SDL_Keycode keycode, unsigned modifiers) {
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (names[i].keycode == keycode)
			return names[i].name;
	if (keycode >= SDLK_F1 && keycode <= SDLK_F12)
		return codes[SDL_SCANCODE_F1 + (keycode - SDLK_F1)];
	if (keycode >= SDLK_F13 && keycode <= SDLK_F24)
		return codes[SDL_SCANCODE_F13 + (keycode - SDLK_F13)];
	bool locked = (modifiers & ORIEL_MODIFIER_NUM_LOCK) && !(modifiers & ORIEL_MODIFIER_SHIFT);
	for (size_t i = 0; i < sizeof(pad) / sizeof(pad[0]); i++)
		if (pad[i].keycode == keycode)
			return locked ? pad[i].locked : pad[i].unlocked;
	return NULL;
}

/* Returns the capital of a small letter, for scripts with capitals and keyboards. */
static uint32_t sdl_keys_capital(uint32_t letter) {
	if ((letter >= 'a' && letter <= 'z') || (letter >= 0xe0 && letter <= 0xfe && letter != 0xf7))
		return letter - 0x20;
	if ((letter >= 0x3b1 && letter <= 0x3c9 && letter != 0x3c2) ||
		(letter >= 0x430 && letter <= 0x44f))
		return letter - 0x20; /* Greek, Cyrillic */
	if (letter >= 0x450 && letter <= 0x45f)
		return letter - 0x50;
	if (letter >= 0x561 && letter <= 0x586)
		return letter - 0x30; /* Armenian */
	if (letter >= 0x100 && letter <= 0x137 && (letter & 1))
		return letter - 1; /* Latin Extended-A, in pairs */
	if (letter >= 0x139 && letter <= 0x148 && !(letter & 1))
		return letter - 1;
	if (letter >= 0x14a && letter <= 0x177 && (letter & 1))
		return letter - 1;
	if (letter == 0x17a || letter == 0x17c || letter == 0x17e)
		return letter - 1;
	return letter;
}

static uint32_t sdl_keys_american_shift(uint32_t base) {
	static const char plain[] = "`1234567890-=[]\\;',./";
	static const char shifted[] = "~!@#$%^&*()_+{}|:\"<>?";
	const char *at = base < 0x80 ? strchr(plain, (int)base) : NULL;
	return at != NULL && *at != '\0' ? (uint32_t)shifted[at - plain] : base;
}

static uint32_t sdl_keys_guess_character(uint32_t base, unsigned modifiers) {
	bool shift = (modifiers & ORIEL_MODIFIER_SHIFT) != 0;
	bool is_letter = sdl_keys_capital(base) != base;
	if (is_letter && (modifiers & ORIEL_MODIFIER_CAPS_LOCK))
		shift = !shift;
	if (!shift)
		return base;
	return is_letter ? sdl_keys_capital(base) : sdl_keys_american_shift(base);
}

/* Tells whether text is one character; a longer text is a commit of an input method, not the key's
 * own. */
static bool sdl_keys_is_one_character(const char *text) {
	size_t length;
	size_t all = text != NULL ? strlen(text) : 0;
	if (all == 0 || all > 4)
		return false;
	oriel__utf8_decode(text, all, &length);
	return length == all;
}

static bool sdl_keys_is_between(SDL_Scancode scancode, SDL_Scancode first, SDL_Scancode last) {
	return scancode >= first && scancode <= last;
}

/* Tells whether a key is a dead key: a key of the main block to which the layout gives no
 * character. */
static bool sdl_keys_is_dead(SDL_Keysym keysym) {
	SDL_Scancode scancode = keysym.scancode;
	bool is_main = sdl_keys_is_between(scancode, SDL_SCANCODE_A, SDL_SCANCODE_0) ||
		scancode == SDL_SCANCODE_NONUSBACKSLASH;
	return keysym.sym == SDLK_SCANCODE_MASK &&
		(is_main || sdl_keys_is_between(scancode, SDL_SCANCODE_MINUS, SDL_SCANCODE_SLASH));
}

struct oriel__key_meaning oriel__sdl_key_meaning(SDL_Keysym keysym, const char *text) {
	struct oriel__key_meaning meaning = { .code = oriel__sdl_key_code(keysym.scancode),
		.modifiers = oriel__sdl_modifiers(keysym.mod) };
	meaning.name = sdl_keys_name_of(keysym.sym, meaning.modifiers);
	if (meaning.name != NULL)
		return meaning;
	if (sdl_keys_is_one_character(text))
		memcpy(meaning.character, text, strlen(text));
	else if (sdl_keys_is_dead(keysym))
		meaning.name = "Dead";
	else if (keysym.sym >= ' ' && !(keysym.sym & SDLK_SCANCODE_MASK))
		oriel__utf8_encode(
			sdl_keys_guess_character((uint32_t)keysym.sym, meaning.modifiers), meaning.character);
	else
		meaning.name = "Unidentified";
	return meaning;
}

#define RECORDS (sizeof(((struct oriel__sdl_keys *)0)->records) / sizeof(struct oriel__key_event))

Uint32 oriel__sdl_keys_add(struct oriel__sdl_keys *keys, const struct oriel__key_event *event) {
	keys->last = keys->last == UINT32_MAX ? 1 : keys->last + 1;
	keys->records[keys->last % RECORDS] = *event;
	return keys->last;
}

const struct oriel__key_event *oriel__sdl_keys_find(
	const struct oriel__sdl_keys *keys, Uint32 number) {
	bool is_kept = number != 0 && number <= keys->last && keys->last - number < RECORDS;
	return is_kept ? &keys->records[number % RECORDS] : NULL;
}
