/* SPDX-License-Identifier: MIT */
/*
 * Names of clipboard data. Systems name text in several ways ("UTF8_STRING",
 * "text/plain;charset=utf-8", "STRING"); Oriel knows one, "text/plain", which is UTF-8. Other MIME
 * types are used as they are.
 */
#ifndef ORIEL_PLATFORM_CLIPBOARD_TYPES_INTERNAL_H
#define ORIEL_PLATFORM_CLIPBOARD_TYPES_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#define ORIEL__CLIPBOARD_TEXT "text/plain"

/* The names by which text is offered to other programs, the best one first. */
#define ORIEL__CLIPBOARD_TEXT_NAMES 5
extern const char *const oriel__clipboard_text_names[ORIEL__CLIPBOARD_TEXT_NAMES];

enum oriel__clipboard_encoding {
	ORIEL__CLIPBOARD_BINARY, /* not text: used as it is */
	ORIEL__CLIPBOARD_UTF8,
	ORIEL__CLIPBOARD_LATIN1,
	ORIEL__CLIPBOARD_UNKNOWN, /* UTF-8 if that is valid, else Latin-1 */
};

/* Whether a MIME type is plain text in UTF-8, or in no encoding that it names. */
bool oriel__clipboard_is_text(const char *type);
/* The index of the name that fits a MIME type best, or count if none does. */
size_t oriel__clipboard_choose(const char *const *names, size_t count, const char *type);
/* The encoding of data of this name. */
enum oriel__clipboard_encoding oriel__clipboard_encoding_of(const char *name);
/* Whether a name stands for a MIME type in a list of types, and is not one more name of text that
 * has_text covers. */
bool oriel__clipboard_is_listed(const char *name, bool has_text);

#endif
