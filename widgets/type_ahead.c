/* SPDX-License-Identifier: MIT */
#include "type_ahead_internal.h"

#include <string.h>

#define PAUSE_MS 1000.0

/* Returns the length of the first character of a UTF-8 text, bytes; at least 1. */
static size_t type_ahead_length(const char *text) {
	unsigned char first = (unsigned char)text[0];
	return first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

static bool type_ahead_is_character(const char *key) {
	unsigned char first = (unsigned char)key[0];
	return first >= 0x20 && first != 0x7f && strlen(key) == type_ahead_length(key);
}

/* Returns the lower case of a character of one or two bytes. */
static unsigned type_ahead_lower(unsigned c) {
	bool is_32_below = (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7) ||
		(c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f);
	bool is_1_below = (c >= 0x100 && c <= 0x137 && c % 2 == 0) ||
		(c >= 0x139 && c <= 0x148 && c % 2 == 1) || (c >= 0x14a && c <= 0x177 && c % 2 == 0);
	return is_32_below ? c + 32 : is_1_below ? c + 1 : c >= 0x400 && c <= 0x40f ? c + 80 : c;
}

/* Reads the character at *text, and moves *text behind it. A byte of a longer character counts as
 * a character of its own, which is enough for comparing. */
static unsigned type_ahead_next(const char **text) {
	unsigned first = (unsigned char)*(*text)++;
	if (first < 0xc0 || first >= 0xe0)
		return first < 0x80 ? type_ahead_lower(first) : 0x10000 + first;
	unsigned second = (unsigned char)**text & 0x3f;
	*text += **text != '\0';
	return type_ahead_lower((first & 0x1f) << 6 | second);
}

bool oriel__text_begins_with(const char *text, const char *prefix) {
	while (*prefix) {
		if (!*text || type_ahead_next(&text) != type_ahead_next(&prefix))
			return false;
	}
	return true;
}

bool oriel__type_ahead_is_on(const struct type_ahead *typed, const oriel_event *event) {
	return typed->text[0] != '\0' && oriel_event_time(event) - typed->time_ms <= PAUSE_MS;
}

bool oriel__type_ahead_add(struct type_ahead *typed, const oriel_event *event) {
	const struct oriel_key_event *key = oriel_event_key(event);
	if (!key || key->composing || !type_ahead_is_character(key->key) ||
		(key->modifiers & (ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_ALT | ORIEL_MODIFIER_META)))
		return false;
	if (!oriel__type_ahead_is_on(typed, event))
		typed->text[0] = '\0';
	if (typed->text[0] == '\0' && key->key[0] == ' ')
		return false;
	typed->time_ms = oriel_event_time(event);
	if (strlen(typed->text) + strlen(key->key) < sizeof(typed->text))
		strcat(typed->text, key->key);
	return true;
}

bool oriel__type_ahead_repeats(const struct type_ahead *typed) {
	size_t length = type_ahead_length(typed->text);
	const char *at = typed->text + (typed->text[0] != '\0' ? length : 0);
	while (*at && strncmp(at, typed->text, length) == 0)
		at += length;
	return *at == '\0';
}

bool oriel__type_ahead_matches(const struct type_ahead *typed, const char *text) {
	char first[8] = "";
	if (!oriel__type_ahead_repeats(typed))
		return oriel__text_begins_with(text, typed->text);
	memcpy(first, typed->text, type_ahead_length(typed->text));
	return oriel__text_begins_with(text, first);
}
