/* SPDX-License-Identifier: MIT */
/*
 * oriel-inject's fingers on the keyboard.
 *
 * A character that the layout has no key for is put on a keycode that is empty. Programs read the
 * new map when they come to the notice of it, which may be after the key was pressed; so a keycode
 * keeps its character until the end of the program, and is emptied then after a rest.
 */
#include "inject.h"

#include "base/utf8_internal.h"

#include <X11/XKBlib.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <string.h>

#define REST_MS 300

/* A key that goes down so soon after it went up looks to programs like one that repeats. */
#define BOUNCE_MS 5

struct key {
	KeyCode code;
	bool shift;
};

static bool find_key(struct inject *inject, KeySym keysym, struct key *key) {
	for (int level = 0; level < 2; level++) {
		for (int code = inject->key_codes_first; code <= inject->key_codes_last; code++) {
			if (XkbKeycodeToKeysym(inject->display, (KeyCode)code, 0, level) == keysym) {
				*key = (struct key){ (KeyCode)code, level == 1 };
				return true;
			}
		}
	}
	return false;
}

static bool is_empty(struct inject *inject, int code) {
	int width;
	KeySym *keysyms = XGetKeyboardMapping(inject->display, (KeyCode)code, 1, &width);
	bool empty = true;
	for (int i = 0; i < width; i++)
		empty = empty && keysyms[i] == NoSymbol;
	XFree(keysyms);
	return empty;
}

static struct key map_key(struct inject *inject, KeySym keysym) {
	for (int code = inject->key_codes_last; code >= inject->key_codes_first; code--) {
		if (inject->mapped_keys[code] || !is_empty(inject, code))
			continue;
		KeySym both[] = { keysym, keysym };
		XChangeKeyboardMapping(inject->display, code, 2, both, 1);
		XSync(inject->display, False);
		inject->mapped_keys[code] = true;
		return (struct key){ (KeyCode)code, false };
	}
	inject_fail("type: the keyboard has no keycode left for another character");
}

void inject_restore_keyboard(struct inject *inject) {
	KeySym none[] = { NoSymbol, NoSymbol };
	bool rested = false;
	for (int code = 0; code < 256; code++) {
		if (!inject->mapped_keys[code])
			continue;
		if (!rested)
			inject_sleep_ms(REST_MS);
		rested = true;
		XChangeKeyboardMapping(inject->display, code, 2, none, 1);
	}
	XSync(inject->display, False);
}

static void press(struct inject *inject, KeyCode code, bool down) {
	double since_ms = inject_now_ms() - inject->released_ms[code];
	if (down && since_ms < BOUNCE_MS) {
		XFlush(inject->display);
		inject_sleep_ms(BOUNCE_MS - since_ms);
	}
	if (!down)
		inject->released_ms[code] = inject_now_ms();
	XTestFakeKeyEvent(inject->display, code, down ? True : False, CurrentTime);
}

static KeyCode code_of(struct inject *inject, KeySym keysym) {
	struct key key;
	if (!find_key(inject, keysym, &key))
		inject_fail("key: the keyboard has no %s", XKeysymToString(keysym));
	return key.code;
}

static void strike(struct inject *inject, struct key key) {
	KeyCode shift = key.shift ? code_of(inject, XK_Shift_L) : 0;
	if (key.shift)
		press(inject, shift, true);
	press(inject, key.code, true);
	press(inject, key.code, false);
	if (key.shift)
		press(inject, shift, false);
}

static KeySym keysym_of_character(uint32_t character) {
	if (character == '\n')
		return XK_Return;
	if (character == '\t')
		return XK_Tab;
	return character < 0x100 ? character : 0x01000000 | character;
}

void inject_type(struct inject *inject, const char *text) {
	size_t left = strlen(text), length;
	for (; left > 0; text += length, left -= length) {
		KeySym keysym = keysym_of_character(oriel__utf8_decode(text, left, &length));
		struct key key;
		if (!find_key(inject, keysym, &key))
			key = map_key(inject, keysym);
		strike(inject, key);
	}
}

/* The names of UI Events that X11 has otherwise. */
static KeySym keysym_of_name(const char *name) {
	static const struct {
		const char *name;
		KeySym keysym;
	} aliases[] = {
		{ "Enter", XK_Return },
		{ "Backspace", XK_BackSpace },
		{ "Space", XK_space },
		{ "ArrowLeft", XK_Left },
		{ "ArrowRight", XK_Right },
		{ "ArrowUp", XK_Up },
		{ "ArrowDown", XK_Down },
		{ "PageUp", XK_Prior },
		{ "PageDown", XK_Next },
		{ "ContextMenu", XK_Menu },
		{ "ctrl", XK_Control_L },
		{ "shift", XK_Shift_L },
		{ "alt", XK_Alt_L },
		{ "super", XK_Super_L },
	};
	for (size_t i = 0; i < sizeof(aliases) / sizeof(aliases[0]); i++)
		if (strcmp(aliases[i].name, name) == 0)
			return aliases[i].keysym;
	KeySym keysym = XStringToKeysym(name);
	if (keysym == NoSymbol)
		inject_fail("key: there is no key \"%s\"", name);
	return keysym;
}

void inject_key(struct inject *inject, const char *name) {
	KeyCode modifiers[8];
	int count = 0;
	char part[64];
	for (const char *plus = strchr(name, '+'); plus != NULL && plus[1] != '\0';
		plus = strchr(name, '+')) {
		size_t length = (size_t)(plus - name);
		if (length >= sizeof(part) || count == 8)
			inject_fail("key: \"%s\" is too long", name);
		memcpy(part, name, length);
		part[length] = '\0';
		modifiers[count++] = code_of(inject, keysym_of_name(part));
		name = plus + 1;
	}
	struct key key;
	KeySym keysym = keysym_of_name(name);
	if (!find_key(inject, keysym, &key))
		inject_fail("key: the keyboard has no %s", name);
	for (int i = 0; i < count; i++)
		press(inject, modifiers[i], true);
	strike(inject, key);
	while (count > 0)
		press(inject, modifiers[--count], false);
}
