/* SPDX-License-Identifier: MIT */
/*
 * Formats values for oriel_set_style(bar, "width", "%gpx", width). Numbers are written in the C
 * locale. A text that is more than one value is refused, so that no text can add a declaration.
 */
#include "css/css_format_internal.h"

#include "base/alloc_internal.h"
#include "css/value_parser_internal.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

enum { MAX_LENGTH = 65535 };

/* Writes as much of the formatted text as fits. Returns the length of the whole text. */
static int format_write(char *out, size_t capacity, const char *format, va_list arguments) {
	va_list copy;
	locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	locale_t before = plain != (locale_t)0 ? uselocale(plain) : (locale_t)0;
	va_copy(copy, arguments);
	int length = vsnprintf(out, capacity, format, copy);
	va_end(copy);
	if (plain != (locale_t)0) {
		uselocale(before);
		freelocale(plain);
	}
	return length;
}

const char *oriel__css_value_refused(const char *text, size_t length) {
	struct oriel__css_arena arena = { 0 };
	struct oriel__css_value_extent extent;
	const char *reason = NULL;
	struct oriel__css_scanner scanner = { .arena = &arena };
	if (length > MAX_LENGTH)
		return "it exceeds 65,535 bytes";
	scanner.text = oriel__css_preprocess(&arena, text, length, &scanner.length);
	oriel__css_value_scan(&scanner, false, &extent);
	if (extent.stop == ORIEL__TOKEN_SEMICOLON)
		reason = "it contains a semicolon";
	else if (extent.is_important)
		reason = "it contains an exclamation mark";
	else if (extent.stop != ORIEL__TOKEN_END)
		reason = "it contains a closing bracket without an opening one";
	else if (extent.is_bad)
		reason = "it contains an exclamation mark, a broken string or brackets that do not match";
	else if (oriel__css_is_open(&arena, scanner.text, scanner.length))
		reason = "it leaves a bracket, a string or a comment open";
	oriel__css_arena_finish(&arena);
	return reason;
}

char *oriel__css_value_format(const char **reason, const char *format, va_list arguments) {
	char small[256];
	int length = format_write(small, sizeof(small), format, arguments);
	*reason = "its format is invalid";
	if (length < 0)
		return NULL;
	*reason = "it exceeds 65,535 bytes";
	if (length > MAX_LENGTH)
		return NULL;
	char *text = oriel__alloc((size_t)length + 1);
	if ((size_t)length < sizeof(small))
		memcpy(text, small, (size_t)length + 1);
	else
		format_write(text, (size_t)length + 1, format, arguments);
	*reason = oriel__css_value_refused(text, (size_t)length);
	if (*reason == NULL)
		return text;
	oriel__free(text);
	return NULL;
}
