/* SPDX-License-Identifier: MIT */
/*
 * Known names of CSS: case-insensitive lookup, and suggestions for misspelt names.
 */
#ifndef ORIEL_CSS_KNOWN_NAME_INTERNAL_H
#define ORIEL_CSS_KNOWN_NAME_INTERNAL_H

#include <stddef.h>

enum { ORIEL__KNOWN_NAME_MAX = 47 }; /* bytes; no known name is longer */

/* Copies text in lower case, NUL-terminated. Returns its length, or 0 if it is longer than all
 * known names. */
size_t oriel__css_lower(const char *text, size_t length, char out[ORIEL__KNOWN_NAME_MAX + 1]);

/* Returns the index of a name, ignoring case, among the alphabetical names from low to high - 1, or
 * high if it is not there. */
typedef const char *oriel__css_known_fn(size_t index);
size_t oriel__css_known_find(
	const char *text, size_t length, oriel__css_known_fn *name_of, size_t low, size_t high);

/* The nearest name so far. All zeros: none. */
struct oriel__css_nearest {
	const char *name;
	int distance;
};

/* Makes candidate the nearest name if its distance from text is small, and smaller than that of the
 * nearest name so far. */
void oriel__css_nearest_try(
	struct oriel__css_nearest *nearest, const char *text, size_t length, const char *candidate);

#endif
