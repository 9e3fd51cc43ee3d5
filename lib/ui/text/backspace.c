/* SPDX-License-Identifier: MIT */
/*
 * What Backspace takes. Where marks are typed one by one, as in Thai, Devanagari, Hebrew and
 * Arabic, Backspace takes the last of them, so that one wrong mark need not cost the syllable.
 * Elsewhere it takes the grapheme: an accented letter, a Hangul syllable, a flag, a family. Delete
 * always takes the grapheme. Pango, Android and Windows do the same.
 */
#include "text/text_boundary_internal.h"

#include "base/utf8_internal.h"

#include <hb.h>
#include <oriel/extend/paragraph.h>
#include <utf8proc.h>

/* Returns whether users of a script think of a letter with its marks as one. */
static bool script_has_whole_letters(hb_script_t script) {
	switch (script) {
	case HB_SCRIPT_COMMON:
	case HB_SCRIPT_INHERITED:
	case HB_SCRIPT_UNKNOWN:
	case HB_SCRIPT_LATIN:
	case HB_SCRIPT_GREEK:
	case HB_SCRIPT_CYRILLIC:
	case HB_SCRIPT_ARMENIAN:
	case HB_SCRIPT_GEORGIAN:
	case HB_SCRIPT_COPTIC:
	case HB_SCRIPT_GLAGOLITIC:
	case HB_SCRIPT_HIRAGANA:
	case HB_SCRIPT_KATAKANA:
	case HB_SCRIPT_BOPOMOFO:
	case HB_SCRIPT_HAN:
	case HB_SCRIPT_HANGUL: return true;
	default: return false;
	}
}

/* Decides by the first character that has a script: marks may stand on a dotted circle or a space.
 */
static bool is_taken_whole(const char *text, size_t start, size_t end) {
	for (size_t at = start, taken; at < end; at += taken) {
		uint32_t c = oriel__utf8_decode(text + at, end - at, &taken);
		hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), c);
		if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED &&
			script != HB_SCRIPT_UNKNOWN)
			return script_has_whole_letters(script);
	}
	return true;
}

/* Returns whether a character only changes another one, as joiners and variation selectors do. */
static bool is_invisible(uint32_t c) {
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_CF || c == 0x34f ||
		(c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
}

/* Returns whether a mark says what a letter is: shin dot, sin dot, dagesh, rafe. */
static bool is_hebrew_letter_mark(uint32_t c) {
	return c == 0x5c1 || c == 0x5c2 || c == 0x5bc || c == 0x5bf;
}

static bool is_hebrew_vowel(uint32_t c) {
	return (c >= 0x5b0 && c <= 0x5bb) || c == 0x5c7;
}

/* Moves *at to the beginning of the character before it. Returns that character. */
static uint32_t character_before(const char *text, size_t length, size_t *at) {
	size_t taken;
	*at = oriel__utf8_floor(text, length, *at - 1);
	return oriel__utf8_decode(text + *at, length - *at, &taken);
}

/* Takes the vowel where it stands before a mark of its letter: normalization puts it there, though
 * it is typed and read last. */
static void prefer_hebrew_vowel(
	const char *text, size_t length, size_t first, size_t *start, size_t *end) {
	size_t at = *end;
	uint32_t c;
	do
		c = character_before(text, length, &at);
	while (at > first && is_hebrew_letter_mark(c));
	if (at > first && at < *start && is_hebrew_vowel(c)) {
		*start = at;
		*end = at + 2; /* bytes of a vowel */
	}
}

void oriel_text_backspace(
	const char *text, size_t length, size_t offset, size_t *start, size_t *end) {
	size_t first;
	*end = offset < length ? offset : length;
	*start = first = oriel_text_previous_grapheme(text, length, *end);
	if (*end == 0 || is_taken_whole(text, first, *end))
		return;
	size_t at = *end;
	while (is_invisible(character_before(text, length, &at)) && at > first)
		continue;
	*start = at;
	prefer_hebrew_vowel(text, length, first, start, end);
}
