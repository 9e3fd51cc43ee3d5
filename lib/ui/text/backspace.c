/* SPDX-License-Identifier: MIT */
/*
 * The text that Backspace deletes. In scripts whose marks are typed one by one (Thai, Devanagari,
 * Hebrew, Arabic), Backspace deletes the last mark, so that a wrong mark does not cost the whole
 * syllable. In other scripts it deletes the grapheme: an accented letter, a Hangul syllable, a
 * flag, a family. Delete always deletes the grapheme. Pango, Android and Windows do the same.
 */
#include "text/text_boundary_internal.h"

#include "base/utf8_internal.h"

#include <hb.h>
#include <oriel/extend/paragraph.h>
#include <utf8proc.h>

/* Tells whether users of a script regard a letter with its marks as one unit. */
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

/* Tells whether Backspace deletes the whole grapheme. The first character with a script decides,
 * because marks may stand on a dotted circle or a space. */
static bool grapheme_is_deleted_whole(const char *text, size_t start, size_t end) {
	for (size_t at = start, taken; at < end; at += taken) {
		uint32_t c = oriel__utf8_decode(text + at, end - at, &taken);
		hb_script_t script = hb_unicode_script(hb_unicode_funcs_get_default(), c);
		if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED &&
			script != HB_SCRIPT_UNKNOWN)
			return script_has_whole_letters(script);
	}
	return true;
}

/* Tells whether a character only modifies another one, like joiners and variation selectors. */
static bool backspace_is_invisible(uint32_t c) {
	return utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_CF || c == 0x34f ||
		(c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
}

/* Tells whether a mark determines a letter: shin dot, sin dot, dagesh, rafe. */
static bool backspace_is_hebrew_letter_mark(uint32_t c) {
	return c == 0x5c1 || c == 0x5c2 || c == 0x5bc || c == 0x5bf;
}

static bool backspace_is_hebrew_vowel(uint32_t c) {
	return (c >= 0x5b0 && c <= 0x5bb) || c == 0x5c7;
}

/* Moves *at to the beginning of the previous character, and returns that character. */
static uint32_t backspace_character_before(const char *text, size_t length, size_t *at) {
	size_t taken;
	*at = oriel__utf8_floor(text, length, *at - 1);
	return oriel__utf8_decode(text + *at, length - *at, &taken);
}

/* Selects the vowel if it precedes a mark of its letter. Normalization puts the vowel first,
 * although it is typed and read last. */
static void backspace_prefer_hebrew_vowel(
	const char *text, size_t length, size_t first, size_t *start, size_t *end) {
	size_t at = *end;
	uint32_t c;
	do
		c = backspace_character_before(text, length, &at);
	while (at > first && backspace_is_hebrew_letter_mark(c));
	if (at > first && at < *start && backspace_is_hebrew_vowel(c)) {
		*start = at;
		*end = at + 2; /* a vowel has two bytes */
	}
}

void oriel_text_backspace(
	const char *text, size_t length, size_t offset, size_t *start, size_t *end) {
	size_t first;
	*end = offset < length ? offset : length;
	*start = first = oriel_text_previous_grapheme(text, length, *end);
	if (*end == 0 || grapheme_is_deleted_whole(text, first, *end))
		return;
	size_t at = *end;
	while (backspace_is_invisible(backspace_character_before(text, length, &at)) && at > first)
		continue;
	*start = at;
	backspace_prefer_hebrew_vowel(text, length, first, start, end);
}
