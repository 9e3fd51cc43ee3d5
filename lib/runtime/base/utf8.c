/* SPDX-License-Identifier: MIT */
/*
 * UTF-8. utf8_scan() implements which byte may follow which (Unicode, table 3-7); all other
 * functions use it. It takes the longest prefix of a well-formed sequence, so each maximal subpart
 * of an ill-formed sequence is replaced separately (table 3-8).
 */
#include "base/utf8_internal.h"

#include "base/alloc_internal.h"

#include <oriel/extend/utf8.h>
#include <oriel/runtime/log.h>

#include <string.h>

enum { REPLACEMENT = 0xfffd, INVALID = 0x110000 };

struct lead {
	size_t length;             /* 0: ill-formed, and no byte can follow */
	uint32_t bits;             /* the lead byte's bits of the code point */
	unsigned char first, last; /* range of the second byte; later bytes are 0x80 to 0xbf */
};

static struct lead utf8_lead_of(unsigned char byte) {
	if (byte < 0xc2)
		return (struct lead){ 0 };
	if (byte < 0xe0)
		return (struct lead){ 2, byte & 0x1fu, 0x80, 0xbf };
	if (byte < 0xf0)
		return (
			struct lead){ 3, byte & 0x0fu, byte == 0xe0 ? 0xa0 : 0x80, byte == 0xed ? 0x9f : 0xbf };
	if (byte < 0xf5)
		return (
			struct lead){ 4, byte & 0x07u, byte == 0xf0 ? 0x90 : 0x80, byte == 0xf4 ? 0x8f : 0xbf };
	return (struct lead){ 0 };
}

/* Returns the code point, or INVALID; *length is at least 1. */
static uint32_t utf8_scan(const unsigned char *text, size_t available, size_t *length) {
	*length = 1;
	if (text[0] < 0x80)
		return text[0];

	struct lead lead = utf8_lead_of(text[0]);
	uint32_t code_point = lead.bits;
	for (size_t i = 1; i < lead.length; i++) {
		unsigned char first = i == 1 ? lead.first : 0x80;
		unsigned char last = i == 1 ? lead.last : 0xbf;
		if (i == available || text[i] < first || text[i] > last)
			return INVALID;
		code_point = code_point << 6 | (text[i] & 0x3fu);
		*length = i + 1;
	}
	return lead.length > 0 ? code_point : INVALID;
}

uint32_t oriel__utf8_decode(const char *text, size_t available, size_t *length) {
	uint32_t code_point = utf8_scan((const unsigned char *)text, available, length);
	return code_point == INVALID ? REPLACEMENT : code_point;
}

size_t oriel__utf8_encode(uint32_t code_point, char *out) {
	if (code_point > 0x10ffff || (code_point >= 0xd800 && code_point < 0xe000))
		code_point = REPLACEMENT;
	if (code_point < 0x80) {
		out[0] = (char)code_point;
		return 1;
	}
	size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
	for (size_t i = length - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (code_point & 0x3f));
		code_point >>= 6;
	}
	out[0] = (char)((0xf00u >> length & 0xf0u) | code_point);
	return length;
}

/* Returns the length of the ASCII prefix, rounded down to a multiple of eight bytes. */
static size_t utf8_ascii_prefix(const char *text, size_t length) {
	size_t at = 0;
	for (; at + 8 <= length; at += 8) {
		uint64_t word;
		memcpy(&word, text + at, sizeof(word));
		if ((word & UINT64_C(0x8080808080808080)) != 0)
			break;
	}
	return at;
}

bool oriel__utf8_is_valid(const char *text, size_t length) {
	size_t taken;
	for (size_t at = utf8_ascii_prefix(text, length); at < length; at += taken) {
		if (utf8_scan((const unsigned char *)text + at, length - at, &taken) == INVALID)
			return false;
	}
	return true;
}

size_t oriel__utf8_repair(const char *text, size_t length, char *out) {
	size_t taken, written = utf8_ascii_prefix(text, length);
	if (out != NULL && written > 0)
		memcpy(out, text, written);
	for (size_t at = written; at < length; at += taken) {
		char bytes[4];
		size_t count = oriel__utf8_encode(
			oriel__utf8_decode(text + at, length - at, &taken), bytes);
		if (out != NULL)
			memcpy(out + written, bytes, count);
		written += count;
	}
	return written;
}

/* Returns the length of the valid form. It is at most three times length, which cannot overflow,
 * because the text itself is in memory. */
size_t oriel__utf8_valid_length(const char *text, size_t length) {
	return oriel__utf8_is_valid(text, length) ? length : oriel__utf8_repair(text, length, NULL);
}

static char *utf8_fill(
	char *copy, size_t copy_length, const char *text, size_t length, size_t *out_length) {
	if (copy == NULL)
		return NULL;
	oriel__utf8_repair(text, length, copy);
	copy[copy_length] = '\0';
	if (out_length != NULL)
		*out_length = copy_length;
	return copy;
}

char *oriel__utf8_copy(const char *text, size_t length, size_t *out_length) {
	size_t copy_length = oriel__utf8_valid_length(text, length);
	return utf8_fill(oriel__alloc(copy_length + 1), copy_length, text, length, out_length);
}

char *oriel__utf8_try_copy(const char *text, size_t length, size_t *out_length) {
	size_t copy_length = oriel__utf8_valid_length(text, length);
	return utf8_fill(oriel__try_alloc(copy_length + 1, 1), copy_length, text, length, out_length);
}

void oriel_utf8_free(char *text) {
	oriel__text_free(text);
}

char *oriel_utf8_copy(const char *text, size_t length, size_t *copy_length) {
	ORIEL_ASSERT(
		text != NULL, "oriel_utf8_copy: the text is NULL; pass a string, which may be empty");
	char *copy = oriel__utf8_try_copy(text, length, copy_length);
	if (copy == NULL)
		oriel_log(ORIEL_LOG_ERROR, "no memory for a text of %zu bytes", length);
	return copy;
}

size_t oriel__utf8_floor(const char *text, size_t length, size_t at) {
	if (at >= length)
		return length;
	for (size_t back = 1;
		back <= 3 && back <= at && ((unsigned char)text[at - back + 1] & 0xc0) == 0x80; back++) {
		size_t taken;
		utf8_scan((const unsigned char *)text + at - back, length - (at - back), &taken);
		if (taken > back)
			return at - back;
	}
	return at;
}
