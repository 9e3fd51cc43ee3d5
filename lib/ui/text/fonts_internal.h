/* SPDX-License-Identifier: MIT */
/*
 * Which fonts set a text: a font set is a family list at a weight, upright or italic, with all the
 * fonts that may step in for characters that its first one lacks. Sets belong to a thread's text
 * context and live as long as it.
 */
#ifndef ORIEL_TEXT_FONTS_INTERNAL_H
#define ORIEL_TEXT_FONTS_INTERNAL_H

#include "text/font_data_internal.h"

#include <stddef.h>

struct oriel__font_set {
	char *family; /* as it was asked for */
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
/* Has another thread load the system's configuration, which takes some milliseconds; the first set
 * waits for it. */
void oriel__fonts_load_ahead(struct oriel__fonts *fonts);

/* family may be NULL: the interface's font. */
struct oriel__font_set *oriel__fonts_find_set(
	struct oriel__fonts *fonts, const char *family, int weight, bool italic);

/*
 * The font for one grapheme: the first that shows all of its characters, else its first one, else
 * the one whose box says that a character is missing. Borrowed.
 */
struct oriel__font *oriel__font_set_find(
	struct oriel__font_set *set, const uint32_t *code_points, size_t count);

#endif
