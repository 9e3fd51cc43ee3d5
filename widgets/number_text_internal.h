/* SPDX-License-Identifier: MIT */
/* Numbers as texts: HTML's valid floating-point numbers, and the number's text in the language of
 * the user. No function depends on the process's locale, which another library may have set. */
#ifndef ORIEL_WIDGETS_NUMBER_TEXT_INTERNAL_H
#define ORIEL_WIDGETS_NUMBER_TEXT_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

enum { ORIEL__NUMBER_TEXT_SIZE = 48, ORIEL__RADIX_SIZE = 8 };

/* Reads a valid floating-point number, e.g. "-1.5e3". Returns false, and leaves *value alone, for
 * any other text and beyond the largest double. Source: HTML, "valid floating-point number". */
bool oriel__number_try_parse(const char *text, double *value);
/* Returns whether a text is "any" in upper or lower case, as of HTML's attribute "step". */
bool oriel__number_is_any(const char *text);
/* Writes the shortest text that reads as the value. Source: HTML, "best representation of the
 * number as a floating-point number". */
void oriel__number_format(double value, char text[ORIEL__NUMBER_TEXT_SIZE]);
/* Returns the decimal number of 15 digits that stands for a value between steps, e.g. 0.3 for 3 *
 * 0.1, which is 0.30000000000000004; or the value, if the difference is more than an error of
 * rounding. */
double oriel__number_tidy(double value, double step);

/* Sets radix to the decimal separator of the user's language, from the environment. */
void oriel__number_radix(char radix[ORIEL__RADIX_SIZE]);
/* Rewrites a text of the user as HTML writes numbers: with a point as the radix, "-" as the sign,
 * and without spaces around it. Returns false if the result does not fit. */
bool oriel__number_from_local(const char *text, const char *radix, char *out, size_t capacity);
/* Rewrites a number of HTML for the user. */
bool oriel__number_to_local(const char *text, const char *radix, char *out, size_t capacity);

#endif
