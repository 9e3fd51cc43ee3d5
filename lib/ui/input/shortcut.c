/* SPDX-License-Identifier: MIT */
/*
 * Shortcuts: matches a key event with a text such as "Ctrl+Shift+Z".
 *
 * A letter is compared with the character that the key types. Ctrl+Z is therefore the key marked Z
 * on American, German and French keyboards. A layout without Latin letters, such as Russian or
 * Hebrew, types no such character. There the position of the key on an American keyboard decides.
 *
 * A digit is compared with the typed character too. If a key types neither a letter nor a digit,
 * its position decides: French keyboards type digits only with Shift. A symbol is compared with the
 * typed character, whether or not Shift and AltGr are held, since layouts differ in the keys of
 * symbols.
 *
 * Source: UI Events, "key and code attributes"; Chromium, "ui::DomCodeToUsLayoutDomKey".
 */
#include "input/shortcut_internal.h"

#include "base/utf8_internal.h"
#include "input/handler_internal.h"

#include <oriel/runtime/log.h>
#include <stdio.h>
#include <string.h>

#ifdef __APPLE__
#define PLATFORM_MODIFIER ORIEL_MODIFIER_META
#else
#define PLATFORM_MODIFIER ORIEL_MODIFIER_CONTROL
#endif

#define MODIFIERS \
	(ORIEL_MODIFIER_SHIFT | ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_ALT | ORIEL_MODIFIER_META | \
		ORIEL_MODIFIER_ALT_GRAPH)

/* The symbols of an American keyboard, without and with Shift. Letters and digits follow from the
 * names of their codes. */
static const struct {
	const char *code;
	char plain, shifted;
} places[] = {
	{ "Backquote", '`', '~' },
	{ "Minus", '-', '_' },
	{ "Equal", '=', '+' },
	{ "BracketLeft", '[', '{' },
	{ "BracketRight", ']', '}' },
	{ "Backslash", '\\', '|' },
	{ "Semicolon", ';', ':' },
	{ "Quote", '\'', '"' },
	{ "Comma", ',', '<' },
	{ "Period", '.', '>' },
	{ "Slash", '/', '?' },
};

static char shortcut_lower(char c) {
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_letter(char c) {
	return shortcut_lower(c) >= 'a' && shortcut_lower(c) <= 'z';
}

static bool shortcut_is_digit(char c) {
	return c >= '0' && c <= '9';
}

static bool shortcut_is_same_name(const char *a, const char *b, size_t b_length) {
	size_t i = 0;
	while (i < b_length && a[i] != '\0' && shortcut_lower(a[i]) == shortcut_lower(b[i]))
		i++;
	return i == b_length && a[i] == '\0';
}

/* Returns the character of this key on an American keyboard, or 0. */
static char place_character(const char *code, bool shift) {
	static const char shifted_digits[] = ")!@#$%^&*(";
	if (strncmp(code, "Key", 3) == 0 && is_letter(code[3]) && code[4] == '\0')
		return shortcut_lower(code[3]);
	if (strncmp(code, "Digit", 5) == 0 && shortcut_is_digit(code[5]) && code[6] == '\0')
		return shift ? shifted_digits[code[5] - '0'] : code[5];
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (strcmp(code, places[i].code) == 0)
			return shift ? places[i].shifted : places[i].plain;
	return 0;
}

/* Returns the only character of key; 0 for a name, several characters, or none. */
static uint32_t character_of(const char *key) {
	size_t length = 0, all = strlen(key);
	if (all == 0 || all > 4)
		return 0;
	uint32_t character = oriel__utf8_decode(key, all, &length);
	return length == all ? character : 0;
}

/* Returns whether a keyboard may have this letter as a Latin letter. Source: Unicode, Scripts.txt.
 */
static bool is_latin(uint32_t character) {
	static const uint32_t ranges[][2] = {
		{ 'A', 'Z' },
		{ 'a', 'z' },
		{ 0xaa, 0xaa },
		{ 0xba, 0xba },
		{ 0xc0, 0xd6 },
		{ 0xd8, 0xf6 },
		{ 0xf8, 0x2b8 },
		{ 0x1e00, 0x1eff },
		{ 0x2c60, 0x2c7f },
		{ 0xa722, 0xa7ff },
	};
	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		if (character >= ranges[i][0] && character <= ranges[i][1])
			return true;
	return false;
}

/* Returns whether the position decides: the event shows that the layout has no Latin letter on this
 * key. */
static bool counts_by_place(const struct oriel_key_event *key) {
	uint32_t character = character_of(key->key);
	if (key->by_place || strcmp(key->key, "Unidentified") == 0)
		return character >= 0x80 || !is_letter(key->key[0]) || key->key[1] != '\0';
	if (character != 0)
		return character >= 0x80 && !is_latin(character);
	return (unsigned char)key->key[0] >= 0x80; /* a ligature */
}

static bool is_letter_key(const struct oriel_key_event *key, char letter) {
	char given = key->key[0] != '\0' && key->key[1] == '\0' ? shortcut_lower(key->key[0]) : 0;
	if (counts_by_place(key))
		given = place_character(key->code, false);
	return given == shortcut_lower(letter);
}

static bool is_digit_key(const struct oriel_key_event *key, char digit) {
	bool is_ascii = key->key[0] != '\0' && key->key[1] == '\0';
	if (is_ascii && (is_letter(key->key[0]) || shortcut_is_digit(key->key[0])))
		return key->key[0] == digit;
	return place_character(key->code, false) == digit;
}

static bool is_symbol_key(const struct oriel_key_event *key, const char *symbol, size_t length) {
	bool has_place = counts_by_place(key) || strcmp(key->key, "Dead") == 0;
	char placed = has_place ?
		place_character(key->code, (key->modifiers & ORIEL_MODIFIER_SHIFT) != 0) :
		0;
	return placed != 0 ? length == 1 && placed == symbol[0] :
						shortcut_is_same_name(key->key, symbol, length);
}

/* Removes one modifier and its "+" from the front of a shortcut. Returns the modifier; 0: none. */
static unsigned take_modifier(const char **shortcut) {
	static const struct {
		const char *name;
		unsigned modifier;
	} modifiers[] = {
		{ "Ctrl", ORIEL_MODIFIER_CONTROL },
		{ "Control", ORIEL_MODIFIER_CONTROL },
		{ "Shift", ORIEL_MODIFIER_SHIFT },
		{ "Alt", ORIEL_MODIFIER_ALT },
		{ "Meta", ORIEL_MODIFIER_META },
		{ "Super", ORIEL_MODIFIER_META },
		{ "AltGr", ORIEL_MODIFIER_ALT_GRAPH },
		{ "AltGraph", ORIEL_MODIFIER_ALT_GRAPH },
		{ "Mod", PLATFORM_MODIFIER },
	};
	const char *plus = strchr(*shortcut, '+');
	if (plus == NULL || plus == *shortcut || plus[1] == '\0')
		return 0;
	for (size_t i = 0; i < sizeof(modifiers) / sizeof(modifiers[0]); i++) {
		if (!shortcut_is_same_name(modifiers[i].name, *shortcut, (size_t)(plus - *shortcut)))
			continue;
		*shortcut = plus + 1;
		return modifiers[i].modifier;
	}
	return 0;
}

static const char *long_name(const char *name) {
	static const char *const names[][2] = {
		{ "Space", " " },
		{ "Plus", "+" },
		{ "Esc", "Escape" },
		{ "Del", "Delete" },
		{ "Ins", "Insert" },
		{ "Return", "Enter" },
		{ "Up", "ArrowUp" },
		{ "Down", "ArrowDown" },
		{ "Left", "ArrowLeft" },
		{ "Right", "ArrowRight" },
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (shortcut_is_same_name(names[i][0], name, strlen(name)))
			return names[i][1];
	return name;
}

/* Returns the name of the key behind the modifiers of a shortcut, and the modifiers; NULL if the
 * shortcut is malformed. */
static const char *shortcut_split(const char *shortcut, unsigned *modifiers) {
	const char *name = shortcut;
	unsigned one;
	*modifiers = 0;
	while ((one = take_modifier(&name)) != 0)
		*modifiers |= one;
	bool is_name = name[0] != '\0' && (name[1] == '\0' || strchr(name, '+') == NULL);
	return is_name ? long_name(name) : NULL;
}

static bool shortcut_matches(
	unsigned wanted, const char *name, const struct oriel_key_event *key) {
	unsigned held = key->modifiers & MODIFIERS;
	size_t length = strlen(name);
	if (length == 1 && is_letter(name[0]))
		return held == wanted && is_letter_key(key, name[0]);
	if (length == 1 && shortcut_is_digit(name[0]))
		return held == wanted && is_digit_key(key, name[0]);
	bool is_symbol = character_of(name) != 0 && name[0] != ' ' && !is_latin(character_of(name));
	if (!is_symbol)
		return held == wanted && shortcut_is_same_name(key->key, name, length);
	const unsigned free = (ORIEL_MODIFIER_SHIFT | ORIEL_MODIFIER_ALT_GRAPH) & ~wanted;
	return (held & ~free) == wanted && is_symbol_key(key, name, length);
}

bool oriel__key_is(const struct oriel_key_event *key, const char *shortcut) {
	unsigned wanted;
	const char *name = shortcut_split(shortcut, &wanted);
	ORIEL_ASSERT(name != NULL,
		"oriel_key_is: the shortcut is malformed; write any of Mod, Ctrl, Shift, Alt, Meta and "
		"AltGr, then one key, such as \"Ctrl+Shift+Z\", with \"Plus\" for +");
	return shortcut_matches(wanted, name, key);
}

/* ---- Stored shortcuts ---- */

bool oriel__shortcut_parse(const char *text, struct oriel__shortcut *out) {
	const char *name = shortcut_split(text, &out->modifiers);
	if (name == NULL || strlen(name) >= sizeof(out->key))
		return false;
	memcpy(out->key, name, strlen(name) + 1);
	return true;
}

bool oriel__shortcut_is_key(
	const struct oriel__shortcut *shortcut, const struct oriel_key_event *key) {
	return shortcut_matches(shortcut->modifiers, shortcut->key, key);
}

bool oriel__shortcut_is_same(const struct oriel__shortcut *a, const struct oriel__shortcut *b) {
	return a->modifiers == b->modifiers && shortcut_is_same_name(a->key, b->key, strlen(b->key));
}

bool oriel__shortcut_types_text(const struct oriel__shortcut *shortcut) {
	const unsigned chord = ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_ALT | ORIEL_MODIFIER_META;
	return (shortcut->modifiers & chord) == 0 && character_of(shortcut->key) != 0;
}

/* Returns the text of a key in a menu. A letter is written to *letter in upper case. */
static const char *shortcut_key_text(const char *key, char letter[2]) {
	static const char *const names[][2] = {
		{ " ", "Space" },
		{ "ArrowUp", "Up" },
		{ "ArrowDown", "Down" },
		{ "ArrowLeft", "Left" },
		{ "ArrowRight", "Right" },
		{ "PageUp", "Page Up" },
		{ "PageDown", "Page Down" },
		{ "Escape", "Esc" },
	};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (shortcut_is_same_name(names[i][0], key, strlen(key)))
			return names[i][1];
	if (!is_letter(key[0]) || key[1] != '\0')
		return key;
	letter[0] = (char)(key[0] & ~0x20);
	letter[1] = '\0';
	return letter;
}

size_t oriel__shortcut_write(const struct oriel__shortcut *shortcut, char *buffer, size_t size) {
	unsigned modifiers = shortcut->modifiers;
	char letter[2];
	int length = snprintf(buffer, size, "%s%s%s%s%s%s",
		(modifiers & ORIEL_MODIFIER_CONTROL) != 0 ? "Ctrl+" : "",
		(modifiers & ORIEL_MODIFIER_ALT) != 0 ? "Alt+" : "",
		(modifiers & ORIEL_MODIFIER_ALT_GRAPH) != 0 ? "AltGr+" : "",
		(modifiers & ORIEL_MODIFIER_SHIFT) != 0 ? "Shift+" : "",
		(modifiers & ORIEL_MODIFIER_META) != 0 ? "Super+" : "",
		shortcut_key_text(shortcut->key, letter));
	return (size_t)length;
}

static bool is_press_of(const oriel_event *event, const char *shortcut, bool repeats) {
	const struct oriel_key_event *key = oriel_event_key(event);
	bool is_press = key != NULL && oriel_event_is_type(event, "keydown") && !key->composing &&
		(repeats || !key->repeat);
	return is_press && oriel__key_is(key, shortcut);
}

bool oriel_key_is(const oriel_event *event, const char *shortcut) {
	ORIEL_ASSERT(event != NULL && shortcut != NULL,
		"oriel_key_is: the event or the shortcut is NULL; pass both");
	return is_press_of(event, shortcut, false);
}

bool oriel_key_is_or_repeats(const oriel_event *event, const char *shortcut) {
	ORIEL_ASSERT(event != NULL && shortcut != NULL,
		"oriel_key_is_or_repeats: the event or the shortcut is NULL; pass both");
	return is_press_of(event, shortcut, true);
}
