/* SPDX-License-Identifier: MIT */
/*
 * A shaped text: the glyphs of a paragraph before it is broken into lines. Immutable and
 * reference-counted; equal texts of one style share it.
 *
 * A shaped text is a row of units in logical order. A unit is a word, a run of spaces, a tab or a
 * newline. It has one font, one script and one direction, and contains no permitted line break.
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
	ORIEL__UNIT_BREAK = 1,      /* a line may end after it */
	ORIEL__UNIT_SPACE = 2,      /* hangs over the end of a line, and is not drawn */
	ORIEL__UNIT_TAB = 4,        /* its advance depends on where it stands */
	ORIEL__UNIT_NEWLINE = 8,    /* the line ends after it */
	ORIEL__UNIT_BASE_RTL = 16,  /* of a paragraph that runs from right to left */
	ORIEL__UNIT_JOINED = 32,    /* no place for a break before it, and no space */
	ORIEL__UNIT_SENSITIVE = 64, /* a space beside it may change it: space_shaping_internal.h */
	ORIEL__UNIT_HYPHEN = 128,   /* ends in U+00AD: a line that ends after it shows a hyphen */
};

struct oriel__unit {
	/* one reference; of glyphs without ink for spaces; NULL for tabs and newlines */
	struct oriel__word *word;
	uint32_t start;           /* byte in the text */
	float advance;            /* px */
	uint16_t length;          /* bytes */
	uint8_t level;            /* of UAX #9 */
	uint8_t flags;
};

struct oriel__shaped_style {
	struct oriel__font_set *fonts;
	float size;        /* px */
	float line_height; /* a multiple of size; 0: the font's own */
	bool is_private;   /* is not cached; does not tell equal texts apart */
};

struct oriel__shaped {
	struct oriel__shaped *next; /* in its bucket; the members that a look-up reads come first */
	uint64_t hash;
	char *text; /* inside the same block; NUL-terminated */
	size_t length;
	struct oriel__shaped_style style;
	uint32_t references;
	bool is_cached;
	bool is_one_font;                    /* every unit has the primary font */
	bool has_rtl;                        /* levels other than 0 occur */
	bool has_hyphens;                    /* ORIEL__UNIT_HYPHEN occurs */
	struct oriel__list_link idle;        /* among the unused ones */
	struct oriel__text_context *context; /* held */
	struct oriel__lines natural;         /* broken at newlines only */
	struct oriel__unit *units;           /* inside the same block if the text is short */
	size_t unit_count;
	struct oriel__glyphs *glyphs; /* of the natural lines; NULL until drawn */
	float tab;                    /* px between stops */
	float min_width;              /* px; negative until asked for */
};

struct oriel__shaped_cache {
	struct oriel__shaped **buckets;
	size_t bucket_count, count;
	struct oriel__list idle; /* struct oriel__shaped: the unused ones, the newest first */
	size_t idle_bytes;
};

void oriel__shaped_cache_init(struct oriel__shaped_cache *cache);
/* Frees the unused texts; the others are freed with their last reference. */
void oriel__shaped_cache_finish(struct oriel__shaped_cache *cache);

/* Finds or shapes a text. Returns one reference for the caller; NULL if there is no memory. */
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

/* The advance of a unit that begins x px after the beginning of its line. */
static inline double oriel__unit_advance(
	const struct oriel__shaped *shaped, const struct oriel__unit *unit, double x) {
	if ((unit->flags & ORIEL__UNIT_TAB) == 0)
		return unit->advance;
	return shaped->tab > 0 ? (floor(x / shaped->tab + 1e-4) + 1) * shaped->tab - x : 0;
}

/* The unit that holds this byte, which is in the text. */
const struct oriel__unit *oriel__shaped_unit_at(const struct oriel__shaped *shaped, size_t offset);

#endif
