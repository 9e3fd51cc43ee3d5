/* SPDX-License-Identifier: MIT */
/*
 * Boundaries in text: graphemes by grapheme.c, words by libunistring (UAX #29). The rules look back
 * without limit, so each search begins at a place where earlier text does not matter. For graphemes
 * this is a pair with a boundary regardless of the text before; for words it is a letter or digit
 * after a space. Words are searched within a window, which bounds the cost for long lines.
 */
#include "text/text_boundary_internal.h"

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"
#include "text/grapheme_internal.h"

#include <oriel/extend/paragraph.h>

#include <uniwbrk.h>
#include <utf8proc.h>

#include <string.h>

enum { WINDOW = 2048 /* bytes on either side */ };

static bool text_boundary_is_ascii(char c) {
	return (unsigned char)c < 0x80;
}

static size_t text_boundary_previous_character(const char *text, size_t length, size_t offset) {
	return oriel__utf8_floor(text, length, offset - 1);
}

size_t oriel_text_next_grapheme(const char *text, size_t length, size_t offset) {
	size_t taken;
	struct oriel__grapheme grapheme = { 0 };
	if (offset >= length)
		return length;
	if (text_boundary_is_ascii(text[offset]) && text[offset] != '\r' &&
		(offset + 1 == length || text_boundary_is_ascii(text[offset + 1])))
		return offset + 1;
	offset = oriel__utf8_floor(text, length, offset);
	uint32_t before = oriel__utf8_decode(text + offset, length - offset, &taken);
	while ((offset += taken) < length) {
		uint32_t after = oriel__utf8_decode(text + offset, length - offset, &taken);
		if (oriel__grapheme_breaks(&grapheme, before, after))
			break;
		before = after;
	}
	return offset;
}

/* Returns the last sure boundary at least one character before offset; see
 * oriel__grapheme_breaks_surely(). */
static size_t text_boundary_sure_before(const char *text, size_t length, size_t offset) {
	size_t taken;
	size_t at = text_boundary_previous_character(text, length, offset);
	while (at > 0) {
		size_t previous = text_boundary_previous_character(text, length, at);
		uint32_t after = oriel__utf8_decode(text + at, length - at, &taken);
		uint32_t before = oriel__utf8_decode(text + previous, length - previous, &taken);
		if (oriel__grapheme_breaks_surely(before, after))
			break;
		at = previous;
	}
	return at;
}

size_t oriel_text_previous_grapheme(const char *text, size_t length, size_t offset) {
	if (offset > length)
		offset = length;
	if (offset == 0)
		return 0;
	size_t at = text_boundary_sure_before(text, length, offset), next;
	while ((next = oriel_text_next_grapheme(text, length, at)) < offset)
		at = next;
	return at;
}

size_t oriel__text_grapheme_floor(const char *text, size_t length, size_t offset) {
	if (offset == 0 || offset >= length)
		return offset < length ? offset : length;
	size_t before = oriel_text_previous_grapheme(text, length, offset);
	return oriel_text_next_grapheme(text, length, before) == offset ? offset : before;
}

size_t oriel__text_grapheme_ceil(const char *text, size_t length, size_t offset) {
	size_t floor = oriel__text_grapheme_floor(text, length, offset);
	return floor == offset || floor == length ? floor :
												oriel_text_next_grapheme(text, length, floor);
}

static bool text_boundary_is_alnum(char c) {
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool text_boundary_is_sure_word_start(const char *text, size_t length, size_t at) {
	return at == 0 || at >= length ||
		((text[at - 1] == ' ' || text[at - 1] == '\n') && text_boundary_is_alnum(text[at]));
}

static size_t text_boundary_window_start(const char *text, size_t length, size_t offset) {
	size_t at = offset;
	while (offset - at < WINDOW && !text_boundary_is_sure_word_start(text, length, at))
		at--;
	return oriel__utf8_floor(text, length, at);
}

static size_t text_boundary_window_end(const char *text, size_t length, size_t offset) {
	size_t at = offset + 1;
	while (at - offset < WINDOW && !text_boundary_is_sure_word_start(text, length, at))
		at++;
	return oriel_text_next_grapheme(text, length, oriel__utf8_floor(text, length, at - 1));
}

/* Copies text for libunistring, which requires valid UTF-8: each invalid byte becomes a question
 * mark. */
static void text_boundary_copy_valid(char *copy, const char *text, size_t length) {
	for (size_t at = 0, taken; at < length; at += taken) {
		char bytes[4];
		uint32_t code_point = oriel__utf8_decode(text + at, length - at, &taken);
		bool is_same = oriel__utf8_encode(code_point, bytes) == taken &&
			memcmp(bytes, text + at, taken) == 0;
		memcpy(copy + at, text + at, taken);
		if (!is_same)
			memset(copy + at, '?', taken);
	}
}

/* Finds the word boundaries around offset, which is before the end. */
static void text_boundary_find_word(
	const char *text, size_t length, size_t offset, size_t *start, size_t *end) {
	char copy[4 * WINDOW], boundaries[4 * WINDOW];
	size_t first = text_boundary_window_start(text, length, offset);
	size_t last = text_boundary_window_end(text, length, offset);
	if (last - first > sizeof(copy))
		last = oriel__utf8_floor(text, length, first + sizeof(copy));
	text_boundary_copy_valid(copy, text + first, last - first);
	u8_wordbreaks((const uint8_t *)copy, last - first, boundaries);
	*start = offset;
	while (*start > first && !boundaries[*start - first])
		--*start;
	*end = offset + 1;
	while (*end < last && !boundaries[*end - first])
		++*end;
	/* the copy may contain a password, and this stack is not overwritten soon */
	oriel__wipe(copy, last - first);
}

void oriel_text_word_at(
	const char *text, size_t length, size_t offset, size_t *start, size_t *end) {
	*start = *end = length;
	if (length > 0)
		text_boundary_find_word(text, length, offset < length ? offset : length - 1, start, end);
}

/* Tells whether a segment is a word: it contains a letter, a digit, a mark or an underscore. */
static bool text_boundary_is_word(const char *text, size_t start, size_t end) {
	for (size_t at = start, taken; at < end; at += taken) {
		utf8proc_category_t category = utf8proc_category(
			(utf8proc_int32_t)oriel__utf8_decode(text + at, end - at, &taken));
		if ((category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO) ||
			category == UTF8PROC_CATEGORY_PC)
			return true;
	}
	return false;
}

size_t oriel_text_next_word(const char *text, size_t length, size_t offset) {
	size_t start, end;
	for (size_t at = offset; at < length; at = end) {
		text_boundary_find_word(text, length, at, &start, &end);
		if (text_boundary_is_word(text, start, end))
			return end;
	}
	return length;
}

size_t oriel_text_previous_word(const char *text, size_t length, size_t offset) {
	size_t start, end;
	for (size_t at = offset < length ? offset : length; at > 0; at = start) {
		text_boundary_find_word(text, length, at - 1, &start, &end);
		if (text_boundary_is_word(text, start, end))
			return start;
	}
	return 0;
}
