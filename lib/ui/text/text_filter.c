/* SPDX-License-Identifier: MIT */
/*
 * The characters that an editing buffer takes: no controls but tab, and characters that begin a
 * line only in a buffer with lines. Bytes that are plain ASCII are copied in runs.
 */
#include "text/text_filter_internal.h"

#include "base/utf8_internal.h"

#include <string.h>

size_t oriel__text_filter_room(size_t length) {
	return 3 * length + ORIEL__TEXT_FILTER_REST; /* an invalid byte becomes U+FFFD */
}

static bool text_filter_is_plain(char c) {
	return (c >= ' ' && c < 0x7f) || c == '\t';
}

/* Returns the bytes that a character has by its first byte. */
static size_t text_filter_expected(char first) {
	unsigned char byte = (unsigned char)first;
	return byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
}

/* Tells whether a text ends inside a character that may still become valid. */
static bool text_filter_is_cut(const char *text, size_t length) {
	size_t taken;
	if (length >= text_filter_expected(text[0]))
		return false;
	/* an ill-formed beginning is replaced by itself, and the rest begins anew */
	oriel__utf8_decode(text, length, &taken);
	return taken == length;
}

/* Writes a character, if it is permitted. Returns the bytes written. */
static size_t text_filter_put(
	const struct oriel__text_filter *filter, const char *text, size_t length, char *out,
	size_t *taken) {
	uint32_t c = oriel__utf8_decode(text, length, taken);
	bool is_control = c < ' ' || (c >= 0x7f && c < 0xa0);
	bool is_separator = c == 0x2028 || c == 0x2029;
	if ((is_control && c != '\t') || (is_separator && !filter->is_multiline))
		return 0;
	return oriel__utf8_encode(c, out);
}

static size_t text_filter_plain_run(const char *text, size_t length) {
	size_t run = 0;
	while (run < length && text_filter_is_plain(text[run]))
		run++;
	return run;
}

/* Completes the character that is held. Returns the bytes of text that were used. */
static size_t text_filter_complete(struct oriel__text_filter *filter, const char *text,
	size_t length, char *out, size_t *written) {
	char joined[8];
	size_t held = filter->held_length, taken;
	size_t more = length < 4 ? length : 4;
	memcpy(joined, filter->held, held);
	memcpy(joined + held, text, more);
	*written = 0;
	if (text_filter_is_cut(joined, held + more) && held + more < 4) {
		memcpy(filter->held, joined, held + more);
		filter->held_length = held + more;
		return more;
	}
	filter->held_length = 0;
	*written = text_filter_put(filter, joined, held + more, out, &taken);
	return taken > held ? taken - held : 0;
}

size_t oriel__text_filter_run(
	struct oriel__text_filter *filter, const char *text, size_t length, char *out) {
	size_t at = 0, written = 0;
	if (filter->held_length > 0 && length > 0)
		at = text_filter_complete(filter, text, length, out, &written);
	while (at < length) {
		size_t run = text_filter_plain_run(text + at, length - at), taken = 1;
		memcpy(out + written, text + at, run);
		written += run;
		at += run;
		if (run > 0)
			filter->is_after_cr = false;
		if (at == length)
			break;
		char c = text[at];
		bool is_lf_of_cr = c == '\n' && filter->is_after_cr;
		filter->is_after_cr = c == '\r';
		if (c == '\n' || c == '\r') {
			if (filter->is_multiline && !is_lf_of_cr)
				out[written++] = '\n';
		} else if (text_filter_is_cut(text + at, length - at)) {
			filter->held_length = length - at;
			memcpy(filter->held, text + at, filter->held_length);
			break;
		} else {
			written += text_filter_put(filter, text + at, length - at, out + written, &taken);
		}
		at += taken;
	}
	return written;
}

size_t oriel__text_filter_end(struct oriel__text_filter *filter, char *out) {
	size_t held = filter->held_length, taken;
	filter->held_length = 0;
	return held > 0 ? text_filter_put(filter, filter->held, held, out, &taken) : 0;
}
