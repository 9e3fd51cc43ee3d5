/* SPDX-License-Identifier: MIT */
/*
 * The characters of a note. Upper and lower case are those of Unicode, whatever the language of the
 * user is.
 */
#include "note.h"

#include <locale.h>
#include <string.h>
#include <wctype.h>

/* Returns the locale whose letters are Unicode's. It is made once, and kept. */
static locale_t unicode_locale(void) {
	static locale_t locale;
	if (locale == (locale_t)0)
		locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	return locale;
}

/* Returns how many bytes a character has by its first byte. */
static size_t length_by(unsigned char first) {
	return first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* Takes a character off a text. Of bytes that are not UTF-8, the result is any number. */
static wint_t take_character(const char **text) {
	const unsigned char *bytes = (const unsigned char *)*text;
	size_t length = length_by(bytes[0]);
	wint_t character = length == 1 ? bytes[0] : bytes[0] & (0xffu >> (length + 1));
	size_t used = 1;
	for (; used < length && (bytes[used] & 0xc0) == 0x80; used++)
		character = character << 6 | (bytes[used] & 0x3f);
	*text += used;
	return character;
}

static wint_t take_letter(const char **text) {
	wint_t letter = take_character(text);
	locale_t locale = unicode_locale();
	return locale != (locale_t)0 ? towlower_l(letter, locale) : towlower(letter);
}

/* Returns how many bytes a character has in UTF-8; 0 for a number that is no character. */
static size_t length_of(wint_t character) {
	if (character > 0x10ffff || (character >= 0xd800 && character <= 0xdfff))
		return 0;
	return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
}

bool text_is_utf8(const char *text) {
	while (*text != '\0') {
		unsigned char first = (unsigned char)*text;
		const char *begin = text;
		wint_t character = take_character(&text);
		size_t length = (size_t)(text - begin);
		if (first > 0xf4 || length != length_by(first) || length != length_of(character))
			return false;
	}
	return true;
}

static bool begins_with(const char *text, const char *word, const char *word_end) {
	while (word < word_end) {
		if (*text == '\0' || take_letter(&text) != take_letter(&word))
			return false;
	}
	return true;
}

static bool contains(const char *text, const char *word, const char *word_end) {
	while (*text != '\0') {
		if (begins_with(text, word, word_end))
			return true;
		take_letter(&text);
	}
	return false;
}

bool note_matches(const struct note *note, const char *query) {
	for (;;) {
		query += strspn(query, " ");
		const char *end = query + strcspn(query, " ");
		if (end == query)
			return true;
		if (!contains(note->text, query, end))
			return false;
		query = end;
	}
}
