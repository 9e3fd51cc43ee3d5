/* SPDX-License-Identifier: MIT */
/*
 * White space is compared as UTF-8 bytes. No character's form is the end of another character's
 * form, so searching backwards needs no decoding.
 */
#include "blank.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "memory.h"

static const char *const blanks[] = {
	"\t",
	"\n",
	"\v",
	"\f",
	"\r",
	" ",
	"\xc2\x85" /* U+0085 */,
	"\u00a0",
	"\u1680",
	"\u2000",
	"\u2001",
	"\u2002",
	"\u2003",
	"\u2004",
	"\u2005",
	"\u2006",
	"\u2007",
	"\u2008",
	"\u2009",
	"\u200a",
	"\u2028",
	"\u2029",
	"\u202f",
	"\u205f",
	"\u3000",
	"\ufeff",
};

/* Returns the number of bytes of white space at the start or the end of the text. */
static size_t blank_length(const char *text, size_t length, bool at_end) {
	for (size_t i = 0; i < sizeof(blanks) / sizeof(blanks[0]); i++) {
		size_t size = strlen(blanks[i]);
		if (size <= length && memcmp(at_end ? text + length - size : text, blanks[i], size) == 0)
			return size;
	}
	return 0;
}

char *blank_trim(const char *text) {
	size_t length = strlen(text), size;
	while ((size = blank_length(text, length, false)) > 0) {
		text += size;
		length -= size;
	}
	while ((size = blank_length(text, length, true)) > 0)
		length -= size;
	return copy_text(text, length);
}
