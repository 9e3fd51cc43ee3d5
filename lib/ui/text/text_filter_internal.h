/* SPDX-License-Identifier: MIT */
/* The characters that an editing buffer takes, from a text that comes in parts. */
#ifndef ORIEL_TEXT_TEXT_FILTER_INTERNAL_H
#define ORIEL_TEXT_TEXT_FILTER_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

enum { ORIEL__TEXT_FILTER_REST = 16 };

/* All zeros, but for is_multiline, begins a text. */
struct oriel__text_filter {
	bool is_multiline; /* newlines remain */
	bool is_after_cr;  /* the next LF belongs to the CR before it */
	char held[4];      /* the bytes of a character whose end has not come yet */
	size_t held_length;
};

/* Returns the bytes that the output of a part may have. */
size_t oriel__text_filter_room(size_t length);
/* Writes the permitted characters of a part as valid UTF-8. CR and CRLF become LF. Returns the
 * bytes written. */
size_t oriel__text_filter_run(
	struct oriel__text_filter *filter, const char *text, size_t length, char *out);
/* Writes what the filter holds, as the end of the text. out has ORIEL__TEXT_FILTER_REST bytes. */
size_t oriel__text_filter_end(struct oriel__text_filter *filter, char *out);

#endif
