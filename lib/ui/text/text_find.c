/* SPDX-License-Identifier: MIT */
/*
 * Finding a text in an editing buffer. Both texts are compared character by character, folded to
 * lower case by Unicode's simple mappings. A cursor reads the chunks of the buffer in either
 * direction. A byte that cannot begin a match is skipped without decoding.
 */
#include "text/text_buffer_internal.h"

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"

#include <utf8proc.h>

#include <oriel/runtime/log.h>

#include <string.h>

/* A text that is looked for. */
struct find_pattern {
	uint32_t *characters; /* folded */
	size_t count;
	bool is_folded;
	bool may_begin[256]; /* by the first byte of a character */
};

/* A place in the store, with the chunk around it. */
struct find_cursor {
	const struct oriel__text_store *store;
	const char *chunk; /* NULL: not looked up yet */
	size_t start, length;
};

static uint32_t find_fold(uint32_t c) {
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
	/* by way of the upper case, which joins the two small sigmas and the long s */
	return (uint32_t)utf8proc_tolower(utf8proc_toupper((utf8proc_int32_t)c));
}

static bool find_pattern_init(
	struct find_pattern *pattern, const char *text, size_t length, bool is_folded) {
	*pattern = (struct find_pattern){ .is_folded = is_folded };
	pattern->characters = oriel__try_alloc(length, sizeof(*pattern->characters));
	if (pattern->characters == NULL)
		return false;
	for (size_t at = 0, taken; at < length; at += taken) {
		uint32_t c = oriel__utf8_decode(text + at, length - at, &taken);
		pattern->characters[pattern->count++] = is_folded ? find_fold(c) : c;
	}
	uint32_t first = pattern->characters[0];
	for (uint32_t byte = 0; byte < 256; byte++)
		pattern->may_begin[byte] = byte < 0x80 ? (is_folded ? find_fold(byte) : byte) == first :
												byte >= 0xc0;
	return true;
}

/* Returns the text at an offset, with its length up to the end of the chunk. */
static const char *find_cursor_at(struct find_cursor *cursor, size_t offset, size_t *length) {
	bool is_inside = cursor->chunk != NULL && offset >= cursor->start &&
		offset - cursor->start < cursor->length;
	if (!is_inside)
		cursor->chunk = oriel__text_store_chunk(
			cursor->store, offset, &cursor->start, &cursor->length);
	if (cursor->chunk == NULL)
		return NULL;
	*length = cursor->length - (offset - cursor->start);
	return cursor->chunk + (offset - cursor->start);
}

/* Returns the end of a match that begins at an offset; 0 without one. */
static size_t find_match_at(
	struct find_cursor *cursor, const struct find_pattern *pattern, size_t offset) {
	for (size_t i = 0; i < pattern->count; i++) {
		size_t length, taken;
		const char *text = find_cursor_at(cursor, offset, &length);
		if (text == NULL)
			return 0;
		uint32_t c = oriel__utf8_decode(text, length, &taken);
		if ((pattern->is_folded ? find_fold(c) : c) != pattern->characters[i])
			return 0;
		offset += taken;
	}
	return offset;
}

static bool find_forward(struct find_cursor *cursor, const struct find_pattern *pattern,
	size_t from, size_t to, size_t *start, size_t *end) {
	while (from < to) {
		size_t length, skipped = 0;
		const char *text = find_cursor_at(cursor, from, &length);
		if (text == NULL)
			return false;
		while (skipped < length && !pattern->may_begin[(unsigned char)text[skipped]])
			skipped++;
		from += skipped;
		if (skipped == length)
			continue;
		*end = find_match_at(cursor, pattern, from);
		if (*end > 0) {
			*start = from;
			return *end <= to;
		}
		from++;
	}
	return false;
}

static bool find_backward(struct find_cursor *cursor, const struct find_pattern *pattern,
	size_t from, size_t to, size_t *start, size_t *end) {
	for (size_t at = from; at > to;) {
		size_t length;
		const char *text = find_cursor_at(cursor, --at, &length);
		if (text == NULL || !pattern->may_begin[(unsigned char)text[0]])
			continue;
		*end = find_match_at(cursor, pattern, at);
		if (*end > 0 && *end <= from) {
			*start = at;
			return true;
		}
	}
	return false;
}

bool oriel_text_buffer_find(const oriel_text_buffer *buffer,
	const struct oriel_text_search *search, size_t *start, size_t *end) {
	struct find_cursor cursor = { .store = oriel__text_buffer_store(buffer) };
	struct find_pattern pattern;
	size_t most = oriel_text_buffer_length(buffer);
	if (search->length == 0)
		return false;
	if (!find_pattern_init(&pattern, search->text, search->length, !search->match_case)) {
		oriel_log(ORIEL_LOG_ERROR, "text buffer: no memory to find %zu bytes", search->length);
		return false;
	}
	size_t from = search->from < most ? search->from : most;
	size_t to = search->to < most ? search->to : most;
	bool is_found = to < from ? find_backward(&cursor, &pattern, from, to, start, end) :
								find_forward(&cursor, &pattern, from, to, start, end);
	oriel__free(pattern.characters);
	return is_found;
}
