/* SPDX-License-Identifier: MIT */
/*
 * Shortcuts that are stored: parsed once, and compared with each key that is pressed.
 */
#ifndef ORIEL_INPUT_SHORTCUT_INTERNAL_H
#define ORIEL_INPUT_SHORTCUT_INTERNAL_H

#include <oriel/ui/input_event.h>

enum { ORIEL__SHORTCUT_TEXT = 64 }; /* bytes of the longest text, with NUL */

struct oriel__shortcut {
	unsigned modifiers; /* bits of enum oriel_modifier */
	char key[32];       /* a character, or a name of UI Events in any case */
};

/* Parses a text such as "Ctrl+Shift+S". Returns false if it is malformed. */
bool oriel__shortcut_parse(const char *text, struct oriel__shortcut *out);
/* Returns whether a key matches, by the rules of oriel_key_is(). */
bool oriel__shortcut_is_key(
	const struct oriel__shortcut *shortcut, const struct oriel_key_event *key);
bool oriel__shortcut_is_same(const struct oriel__shortcut *a, const struct oriel__shortcut *b);
/* Returns whether the key types a character, so that a text input receives the key. */
bool oriel__shortcut_types_text(const struct oriel__shortcut *shortcut);
/* Writes the text for menus, cut to size bytes. Returns the length of the whole text. */
size_t oriel__shortcut_write(const struct oriel__shortcut *shortcut, char *buffer, size_t size);

#endif
