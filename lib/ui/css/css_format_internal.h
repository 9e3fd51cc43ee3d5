/* SPDX-License-Identifier: MIT */
/*
 * Formatting the value of one declaration, for oriel_set_style(). Any thread.
 */
#ifndef ORIEL_CSS_CSS_FORMAT_INTERNAL_H
#define ORIEL_CSS_CSS_FORMAT_INTERNAL_H

#include <oriel/runtime/types.h>

#include <stdarg.h>

/* Returns why text cannot be the value of one declaration, as a static text: it has a semicolon, an
 * exclamation mark, or brackets, strings or comments that do not end. NULL: it can. */
const char *oriel__css_value_refused(const char *text, size_t length);
/* Formats as printf() does in the C locale. Returns the text, freed with oriel__free(); NULL, with
 * *reason set, if the text cannot be the value of one declaration. */
char *oriel__css_value_format(const char **reason, const char *format, va_list arguments);

#endif
