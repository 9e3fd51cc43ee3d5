/* SPDX-License-Identifier: MIT */
/* Type-ahead: the letters that a user types to go to an item by its text. */
#ifndef ORIEL_WIDGETS_TYPE_AHEAD_INTERNAL_H
#define ORIEL_WIDGETS_TYPE_AHEAD_INTERNAL_H

#include <oriel/ui/input_event.h>

/* All zeros: no letter is typed. */
struct type_ahead {
	char text[64]; /* UTF-8 */
	double time_ms; /* of the last letter, on the loop's clock */
};

/* Adds the character of a key to the text, which begins anew a second after the last character.
 * Returns false if the key is no character; a space at the beginning is none. */
bool oriel__type_ahead_add(struct type_ahead *typed, const oriel_event *key_down);
/* Returns whether a character belongs to a text that is being typed, so that a space is no command
 * now. */
bool oriel__type_ahead_is_on(const struct type_ahead *typed, const oriel_event *key_down);
/* Returns whether the same letter was typed several times, which goes to the next item. */
bool oriel__type_ahead_repeats(const struct type_ahead *typed);
/* Returns whether a text begins with the typed one; if that repeats a letter, with that letter.
 * Case does not matter in the Latin, Greek and Cyrillic scripts. */
bool oriel__type_ahead_matches(const struct type_ahead *typed, const char *text);
/* Returns whether a text begins with another one, in the same way. */
bool oriel__text_begins_with(const char *text, const char *prefix);

#endif
