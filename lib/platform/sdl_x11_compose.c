/* SPDX-License-Identifier: MIT */
/*
 * Whether the keyboard can compose at all, asked before SDL starts.
 *
 * SDL has Xlib read the locale's compose table, half a megabyte of text, which is a third of what a program needs to its first
 * picture. A sequence begins with a dead key, the Compose key, or one of the few characters below (as the tables that come with
 * libX11 have it); a keyboard that has none of them, in any of its groups, needs no table.
 */
#include "sdl-internal.h"

#include <X11/XKBlib.h>
#include <X11/keysym.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* From here on the tables begin sequences with characters: Ethiopic, Khmer, Arabic ligatures. */
#define FIRST_COMPOSING_CHARACTER 0x01001000

static bool begins_sequence(KeySym keysym) {
	bool is_dead = keysym >= XK_dead_grave && keysym < XK_First_Virtual_Screen;
	bool is_character = keysym >= FIRST_COMPOSING_CHARACTER && keysym <= 0x0110ffff;
	return is_dead || is_character || keysym == XK_Multi_key || keysym == XK_Greek_accentdieresis;
}

/* Amharic's table begins with characters that any keyboard has. */
static bool is_amharic(void) {
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *locale = getenv(names[i]);
		if (locale != NULL && locale[0] != '\0')
			return strncmp(locale, "am_", 3) == 0;
	}
	return false;
}

/* A table of the user's own may begin with any key. */
static bool has_own_table(void) {
	const char *home = getenv("HOME");
	char path[512];
	if (getenv("XCOMPOSEFILE") != NULL)
		return true;
	if (home == NULL)
		return false;
	int length = snprintf(path, sizeof(path), "%s/.XCompose", home);
	return length >= (int)sizeof(path) || access(path, F_OK) == 0;
}

static bool may_be_x11(void) {
	const char *drivers = getenv("SDL_VIDEODRIVER");
	return drivers == NULL || strstr(drivers, "x11") != NULL;
}

static bool keyboard_composes(Display *display) {
	XkbDescPtr keyboard = XkbGetMap(display, XkbKeySymsMask, XkbUseCoreKbd);
	if (keyboard == NULL)
		return true;
	bool composes = false;
	for (unsigned i = 0; i < keyboard->map->num_syms && !composes; i++)
		composes = begins_sequence(keyboard->map->syms[i]);
	XkbFreeKeyboard(keyboard, 0, True);
	return composes;
}

struct oriel__sdl_x11_probe oriel__sdl_x11_probe(void) {
	struct oriel__sdl_x11_probe probe = { .may_compose = true };
	if (!may_be_x11() || is_amharic() || has_own_table())
		return probe;
	probe.display = XOpenDisplay(NULL);
	if (probe.display != NULL)
		probe.may_compose = keyboard_composes(probe.display);
	return probe;
}

void oriel__sdl_x11_probe_finish(struct oriel__sdl_x11_probe *probe) {
	if (probe->display != NULL)
		XCloseDisplay(probe->display);
	probe->display = NULL;
}
