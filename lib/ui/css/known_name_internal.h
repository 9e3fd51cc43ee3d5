/* SPDX-License-Identifier: MIT */
/*
 * Names that CSS knows: comparing them whatever their case, and finding the nearest one to a name
 * that was misspelt.
 */
#ifndef ORIEL_CSS_KNOWN_NAME_INTERNAL_H
#define ORIEL_CSS_KNOWN_NAME_INTERNAL_H

#include <stddef.h>

enum { ORIEL__KNOWN_NAME_MAX = 47 }; /* bytes: no known name is longer */

/* Copies text in lower case, NUL-terminated. Returns its length, or 0 if it is too long to be a
 * known name. */
size_t oriel__css_lower(const char *text, size_t length, char out[ORIEL__KNOWN_NAME_MAX + 1]);

/* Returns the index of the name that text is, whatever its case, among those from low to high - 1,
 * which are in alphabetical order; high if there is none. */
typedef const char *oriel__css_known_fn(size_t index);
size_t oriel__css_known_find(
	const char *text, size_t length, oriel__css_known_fn *name_of, size_t low, size_t high);

/* All zeros: no name is near. */
struct oriel__css_nearest {
	const char *name;
	int distance;
};

/* Makes candidate the nearest name if it differs from text by few letters, and by fewer than the
 * nearest so far. */
void oriel__css_nearest_try(
	struct oriel__css_nearest *nearest, const char *text, size_t length, const char *candidate);

#endif
