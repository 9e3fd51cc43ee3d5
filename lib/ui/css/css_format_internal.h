/* SPDX-License-Identifier: MIT */
/*
 * Formats and checks the value of one declaration, for oriel_set_style(). Any thread.
 */
#ifndef ORIEL_CSS_CSS_FORMAT_INTERNAL_H
#define ORIEL_CSS_CSS_FORMAT_INTERNAL_H

#include <oriel/runtime/types.h>

#include <stdarg.h>

/* Returns NULL if text can be the value of one declaration, and else the reason why not, as a
 * static text. A value may have no semicolon and no exclamation mark, and must close its brackets,
 * strings and comments. */
const char *oriel__css_value_refused(const char *text, size_t length);
/* Formats like printf() in the C locale. Returns the text, freed with oriel__free(), or NULL and
 * sets *reason if the text cannot be the value of one declaration. */
char *oriel__css_value_format(const char **reason, const char *format, va_list arguments);

#endif
