/* SPDX-License-Identifier: MIT */
/*
 * A shaped text: the text of a paragraph before line breaking. Immutable and reference-counted;
 * equal texts of one style share it.
 *
 * A shaped text is a sequence of units in logical order. A unit is a word, a run of spaces, a tab
 * or a newline. It has one font, one script and one direction, and no place for a line break
 * inside.
 */
#ifndef ORIEL_TEXT_SHAPED_INTERNAL_H
#define ORIEL_TEXT_SHAPED_INTERNAL_H

#include "base/list_internal.h"
#include "text/fonts_internal.h"
#include "text/lines_internal.h"
#include "text/word_cache_internal.h"

#include <math.h>

struct oriel__text_context;

enum {
	ORIEL__UNIT_BREAK = 1,      /* a line may end after the unit */
	ORIEL__UNIT_SPACE = 2,      /* hangs over the end of a line; not drawn */
	ORIEL__UNIT_TAB = 4,        /* the advance depends on the position in the line */
	ORIEL__UNIT_NEWLINE = 8,    /* the line ends after the unit */
	ORIEL__UNIT_BASE_RTL = 16,  /* in a paragraph that runs from right to left */
	ORIEL__UNIT_JOINED = 32,    /* no place for a break and no space before the unit */
	ORIEL__UNIT_SENSITIVE = 64, /* an adjacent space may change the unit: word_cache_internal.h */
	ORIEL__UNIT_HYPHEN = 128,   /* ends in U+00AD: a line that ends after the unit shows a hyphen */
};

struct oriel__unit {
	/* one reference; spaces have glyphs without ink; NULL for tabs and newlines */
	struct oriel__word *word;
	uint32_t start;  /* byte in the text */
	float advance;   /* px */
	uint16_t length; /* bytes */
	uint8_t level;   /* embedding level of UAX #9 */
	uint8_t flags;
};

struct oriel__shaped_style {
	struct oriel__font_set *fonts;
	float size;        /* px */
	float line_height; /* a multiple of size; 0: the font's own */
	bool is_rtl;       /* paragraphs run from right to left; else by their first strong letter */
	bool is_private;   /* not cached; look-ups do not compare it */
};

struct oriel__shaped {
	struct oriel__shaped *next; /* in its bucket; members that a look-up reads come first */
	uint64_t hash;
	char *text; /* in the same block; NUL-terminated */
	size_t length;
	struct oriel__shaped_style style;
	uint32_t references;
	bool is_cached;
	bool is_one_font;                    /* every unit has the primary font */
	bool has_rtl;                        /* some unit has a level other than 0 */
	bool has_hyphens;                    /* some unit has ORIEL__UNIT_HYPHEN */
	struct oriel__list_link idle;        /* in the list of texts without references */
	struct oriel__text_context *context; /* one reference */
	struct oriel__lines natural;         /* broken at newlines only */
	struct oriel__unit *units;           /* in the same block if the text is short */
	size_t unit_count;
	struct oriel__glyphs *glyphs; /* of the natural lines; NULL until drawn */
	float tab;                    /* px between stops */
	float min_width;              /* px; negative until computed */
};

struct oriel__shaped_cache {
	struct oriel__shaped **buckets;
	size_t bucket_count, count;
	struct oriel__list idle; /* items: struct oriel__shaped without references, newest first */
	size_t idle_bytes;
};

void oriel__shaped_cache_init(struct oriel__shaped_cache *cache);
/* Frees the texts without references; the others are freed with their last reference. */
void oriel__shaped_cache_finish(struct oriel__shaped_cache *cache);

/* Returns the shaped text with one reference for the caller; NULL if there is no memory. */
struct oriel__shaped *oriel__shaped_find(struct oriel__text_context *context, const char *text,
	size_t length, const struct oriel__shaped_style *style);
void oriel__shaped_unref(struct oriel__shaped *shaped);

static inline float oriel__unit_scale(
	const struct oriel__shaped *shaped, const struct oriel__unit *unit) {
	return shaped->style.size / (float)unit->word->font->units_per_em;
}

static inline const struct oriel__unit *oriel__shaped_unit_end(const struct oriel__shaped *shaped) {
	return shaped->units + shaped->unit_count;
}

/* Returns the advance of a unit that begins x px after the beginning of its line. */
static inline double oriel__unit_advance(
	const struct oriel__shaped *shaped, const struct oriel__unit *unit, double x) {
	if ((unit->flags & ORIEL__UNIT_TAB) == 0)
		return unit->advance;
	return shaped->tab > 0 ? (floor(x / shaped->tab + 1e-4) + 1) * shaped->tab - x : 0;
}

/* Returns the unit that contains a byte of the text. */
const struct oriel__unit *oriel__shaped_unit_at(const struct oriel__shaped *shaped, size_t offset);

#endif
