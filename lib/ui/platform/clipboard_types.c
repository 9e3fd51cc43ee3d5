/* SPDX-License-Identifier: MIT */
/*
 * Matching of clipboard names with MIME types. Names are compared without regard to case and
 * spaces, as in "text/plain; charset=UTF-8". A name that states its encoding is preferred to one
 * that does not.
 */
#include "clipboard_types_internal.h"

#include <string.h>

const char *const oriel__clipboard_text_names[ORIEL__CLIPBOARD_TEXT_NAMES] = {
	"UTF8_STRING", "text/plain;charset=utf-8", "text/plain", "TEXT", "STRING",
};

/* Names of text, best first. TEXT is missing: it leaves the encoding to the owner, which may send
 * COMPOUND_TEXT. */
static const struct {
	const char *name;
	enum oriel__clipboard_encoding encoding;
} preferred[] = {
	{ "text/plain;charset=utf-8", ORIEL__CLIPBOARD_UTF8 },
	{ "UTF8_STRING", ORIEL__CLIPBOARD_UTF8 },
	{ "text/plain", ORIEL__CLIPBOARD_UNKNOWN },
	{ "STRING", ORIEL__CLIPBOARD_LATIN1 },
	{ "text/plain;charset=iso-8859-1", ORIEL__CLIPBOARD_LATIN1 },
	{ "text/plain;charset=us-ascii", ORIEL__CLIPBOARD_LATIN1 },
};

enum { PREFERRED = sizeof(preferred) / sizeof(preferred[0]) };

static char type_char_fold(char c) {
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static const char *type_skip_ignored(const char *at) {
	while (*at == ' ' || *at == '"')
		at++;
	return at;
}

static bool type_is(const char *a, const char *b) {
	for (;;) {
		a = type_skip_ignored(a);
		b = type_skip_ignored(b);
		if (type_char_fold(*a) != type_char_fold(*b))
			return false;
		if (*a == '\0')
			return true;
		a++;
		b++;
	}
}

/* Returns the index of a name in the preferred ones, or PREFERRED. */
static size_t type_rank(const char *name) {
	size_t rank = 0;
	while (rank < PREFERRED && !type_is(name, preferred[rank].name))
		rank++;
	return rank;
}

bool oriel__clipboard_is_text(const char *type) {
	return type_is(type, "text/plain") || type_is(type, "text/plain;charset=utf-8");
}

size_t oriel__clipboard_choose(const char *const *names, size_t count, const char *type) {
	size_t best = count, best_rank = PREFERRED;
	for (size_t i = 0; i < count; i++) {
		if (!oriel__clipboard_is_text(type)) {
			if (type_is(names[i], type))
				return i;
			continue;
		}
		size_t rank = type_rank(names[i]);
		if (rank < best_rank) {
			best = i;
			best_rank = rank;
		}
	}
	return best;
}

enum oriel__clipboard_encoding oriel__clipboard_encoding_of(const char *name) {
	size_t rank = type_rank(name);
	return rank < PREFERRED ? preferred[rank].encoding : ORIEL__CLIPBOARD_BINARY;
}

bool oriel__clipboard_is_listed(const char *name, bool has_text) {
	return strchr(name, '/') != NULL && strchr(name, '\n') == NULL &&
		!(has_text && type_rank(name) < PREFERRED);
}
