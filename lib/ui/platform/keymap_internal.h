/* SPDX-License-Identifier: MIT */
/*
 * A keyboard layout, read by libxkbcommon: translates a key with the group and modifiers of its
 * event.
 *
 * A keymap stores only two things about the keyboard: which modifier keys are pressed, and an
 * unfinished compose sequence.
 */
#ifndef ORIEL_PLATFORM_KEYMAP_INTERNAL_H
#define ORIEL_PLATFORM_KEYMAP_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

struct xkb_context;
struct xkb_keymap;
struct oriel__keymap;

/* A key event as the display server sent it. */
struct oriel__key_event {
	uint32_t keycode;   /* XKB's keycode: the Linux kernel's plus 8 */
	uint32_t modifiers; /* XKB's mask of the effective modifiers before the event */
	uint32_t group;     /* XKB's effective group before the event */
	bool is_down, is_repeat;
};

enum { ORIEL__KEY_TEXT_SIZE = 64 };

struct oriel__key_meaning {
	const char *code;                /* UI Events' `code`, static; "" if the place is unknown */
	const char *name;                /* UI Events' `key`, static; NULL: the key is the character */
	char character[8];               /* UTF-8 of the key's character; "" if it has none */
	char text[ORIEL__KEY_TEXT_SIZE]; /* UTF-8 that the key types; "" if it types none */
	/* UTF-8 to show for the unfinished compose sequence; "" if there is none */
	char preedit[ORIEL__KEY_TEXT_SIZE];
	unsigned modifiers; /* bits of enum oriel_modifier, after the event */
	bool is_by_place;      /* as in struct oriel_raw_input */
};

/* Returns a keymap with a reference to the given xkb_keymap. Returns NULL and logs an error if
 * there is no memory. */
struct oriel__keymap *oriel__keymap_new(struct xkb_context *context, struct xkb_keymap *keymap);
/* Takes NULL. */
void oriel__keymap_destroy(struct oriel__keymap *keymap);
/* Translates an event. If composes is set, the key may begin or continue a compose sequence. */
struct oriel__key_meaning oriel__keymap_translate(
	struct oriel__keymap *keymap, const struct oriel__key_event *event, bool composes);
/* Tells whether the key of an event has a character, regardless of Control, Alt and Meta. */
bool oriel__keymap_gives_character(
	struct oriel__keymap *keymap, const struct oriel__key_event *event);
/* Returns the bits of enum oriel_modifier for XKB's mask. */
unsigned oriel__keymap_modifiers(const struct oriel__keymap *keymap, uint32_t mask);
/* Forgets the unfinished compose sequence. Takes NULL. */
void oriel__keymap_reset(struct oriel__keymap *keymap);

/* Returns UI Events' `code` of a key, static; "" if the place is unknown. */
const char *oriel__keymap_code(const struct oriel__keymap *keymap, uint32_t keycode);

/* key_code.c */
/* Returns UI Events' `code` for XKB's name of a key, such as "AD01", static; "" for an unknown name
 * and for NULL. */
const char *oriel__key_code(const char *name);

/* key_name.c */
/* Returns UI Events' `key` for an XKB keysym, static. Returns NULL for a keysym with a character,
 * and for an unknown one. */
const char *oriel__key_name(uint32_t keysym);
bool oriel__keysym_is_dead(uint32_t keysym);
/* Returns the spacing form of a dead key's accent as UTF-8, static. */
const char *oriel__keysym_accent(uint32_t keysym);

#endif
