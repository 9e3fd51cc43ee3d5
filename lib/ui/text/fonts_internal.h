/* SPDX-License-Identifier: MIT */
/*
 * Font sets: a family list with a weight, upright or italic, and all fallback fonts for characters
 * that the first font lacks. Sets are owned by a thread's text context.
 */
#ifndef ORIEL_TEXT_FONTS_INTERNAL_H
#define ORIEL_TEXT_FONTS_INTERNAL_H

#include "text/font_data_internal.h"

#include <stddef.h>

struct oriel__font_set {
	char *family; /* the family list as requested */
	int weight;
	bool is_italic;
	bool has_ascii;              /* primary has every printable ASCII character */
	struct oriel__font *primary; /* never NULL */
	struct oriel__fonts *fonts;
	struct oriel__font_fallback *fallback; /* NULL until a character is missing */
};

/* The fonts of a thread. */
struct oriel__fonts;

struct oriel__fonts *oriel__fonts_new(void);
void oriel__fonts_destroy(struct oriel__fonts *fonts);
/* Starts a thread that loads the system's configuration, which takes some milliseconds. The first
 * set waits for that thread. */
void oriel__fonts_load_ahead(struct oriel__fonts *fonts);

/* Returns the set with these properties; makes it if needed. @param family NULL: the interface's
 * font */
struct oriel__font_set *oriel__fonts_find_set(
	struct oriel__fonts *fonts, const char *family, int weight, bool italic);

/*
 * Returns the font for one grapheme: the first font that shows all its characters, else its first
 * character, else a box for a missing character. Borrowed.
 */
struct oriel__font *oriel__font_set_find(
	struct oriel__font_set *set, const uint32_t *code_points, size_t count);

#endif
