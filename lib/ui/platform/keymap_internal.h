/* SPDX-License-Identifier: MIT */
/*
 * A keyboard's layout, by libxkbcommon: what a key means with the group and modifiers that its
 * event carries.
 *
 * A keymap holds no keyboard state but two things: which modifier keys are down, and an unfinished
 * compose sequence.
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
	uint32_t keycode;   /* XKB's: that of the Linux kernel plus 8 */
	uint32_t modifiers; /* XKB's mask of the effective modifiers before the event */
	uint32_t group;     /* XKB's effective group before the event */
	bool is_down, is_repeat;
};

enum { ORIEL__KEY_TEXT_SIZE = 64 };

struct oriel__key_meaning {
	const char *code;  /* UI Events' `code`, static; "" if the place is unknown */
	const char *name;  /* UI Events' `key`, static; NULL: it is the character */
	char character[8]; /* UTF-8 that the key gives; "" if it gives none */
	char text[ORIEL__KEY_TEXT_SIZE]; /* UTF-8 that the key types; "" if it types none */
	/* UTF-8 to show for the unfinished compose sequence; "" if there is none */
	char preedit[ORIEL__KEY_TEXT_SIZE];
	unsigned modifiers; /* bits of enum oriel_modifier, after the event */
	bool is_by_place;      /* as in struct oriel_raw_input */
};

/* Returns a keymap that holds a reference of keymap. Returns NULL, with an error logged, if there
 * is no memory. */
struct oriel__keymap *oriel__keymap_new(struct xkb_context *context, struct xkb_keymap *keymap);
/* Takes NULL. */
void oriel__keymap_destroy(struct oriel__keymap *keymap);
/* Interprets an event. With composes, the key may begin or continue a compose sequence. */
struct oriel__key_meaning oriel__keymap_translate(
	struct oriel__keymap *keymap, const struct oriel__key_event *event, bool composes);
/* Tells whether the key of an event gives a character, whatever Control, Alt and Meta do. */
bool oriel__keymap_gives_character(
	struct oriel__keymap *keymap, const struct oriel__key_event *event);
/* Returns the bits of enum oriel_modifier for XKB's mask. */
unsigned oriel__keymap_modifiers(const struct oriel__keymap *keymap, uint32_t mask);
/* Forgets the unfinished compose sequence. Takes NULL. */
void oriel__keymap_reset(struct oriel__keymap *keymap);

/* Returns UI Events' `code` of a key, static; "" if the place is unknown. */
const char *oriel__keymap_code(const struct oriel__keymap *keymap, uint32_t keycode);

/* key_code.c */
/* The same by XKB's name of the key, such as "AD01"; NULL is a name as well. */
const char *oriel__key_code(const char *name);

/* key_name.c */
/* Returns UI Events' `key` for an XKB keysym, static; NULL for a keysym that gives a character, or
 * that has no name. */
const char *oriel__key_name(uint32_t keysym);
bool oriel__keysym_is_dead(uint32_t keysym);
/* Returns the accent of a dead key, alone, as UTF-8; static. */
const char *oriel__keysym_accent(uint32_t keysym);

#endif
