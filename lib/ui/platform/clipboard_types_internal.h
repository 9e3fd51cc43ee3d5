/* SPDX-License-Identifier: MIT */
/*
 * Names of clipboard data. Systems have several names for text ("UTF8_STRING",
 * "text/plain;charset=utf-8", "STRING"); Oriel has one, "text/plain", which means UTF-8. Other MIME
 * types are used unchanged.
 */
#ifndef ORIEL_PLATFORM_CLIPBOARD_TYPES_INTERNAL_H
#define ORIEL_PLATFORM_CLIPBOARD_TYPES_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#define ORIEL__CLIPBOARD_TEXT "text/plain"

/* Names under which text is offered to other programs, best first. */
#define ORIEL__CLIPBOARD_TEXT_NAMES 5
extern const char *const oriel__clipboard_text_names[ORIEL__CLIPBOARD_TEXT_NAMES];

enum oriel__clipboard_encoding {
	ORIEL__CLIPBOARD_BINARY, /* not text; passed on unchanged */
	ORIEL__CLIPBOARD_UTF8,
	ORIEL__CLIPBOARD_LATIN1,
	ORIEL__CLIPBOARD_UNKNOWN, /* UTF-8 if the bytes are valid UTF-8, else Latin-1 */
};

/* Tells whether a MIME type is plain text in UTF-8 or without a charset. */
bool oriel__clipboard_is_text(const char *type);
/* Returns the index of the name that matches a MIME type best, or count if none matches. */
size_t oriel__clipboard_choose(const char *const *names, size_t count, const char *type);
/* Returns the encoding of data with this name. */
enum oriel__clipboard_encoding oriel__clipboard_encoding_of(const char *name);
/* Tells whether a name belongs into a list of MIME types. If has_text is set, further names of text
 * do not. */
bool oriel__clipboard_is_listed(const char *name, bool has_text);

#endif
