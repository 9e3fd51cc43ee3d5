/* SPDX-License-Identifier: MIT */
/*
 * The glyphs of a paragraph with its current line breaks, for drawing. They are immutable,
 * reference-counted and independent of the paragraph, so that a display list can keep them. Thread:
 * loop.
 */
#ifndef ORIEL_TEXT_PARAGRAPH_INTERNAL_H
#define ORIEL_TEXT_PARAGRAPH_INTERNAL_H

#include <oriel/extend/paragraph.h>

struct oriel__font;

/* Glyphs of one font on one line, in visual order from left to right. */
struct oriel__glyph_run {
	struct oriel__font *font; /* held by the glyphs */
	float size;               /* px per em */
	size_t count;
	const uint32_t *glyphs;              /* indices into the font, as FT_Load_Glyph takes them */
	/* px: the glyphs' origins on their baselines, from the paragraph's corner */
	const struct oriel_point *positions;
	struct oriel_rect bounds;            /* px: no ink is outside it; often larger than the ink */
};

struct oriel__glyphs;

/* One reference for the caller; the same object as long as the paragraph is broken the same way.
 * Never NULL. */
struct oriel__glyphs *oriel__paragraph_glyphs(const oriel_paragraph *paragraph);
struct oriel__glyphs *oriel__glyphs_ref(struct oriel__glyphs *glyphs);
void oriel__glyphs_unref(struct oriel__glyphs *glyphs); /* NULL is allowed */

/* The runs, line by line from the top, in visual order in a line. Spaces and what has no ink may be
 * left out. */
const struct oriel__glyph_run *oriel__glyphs_runs(
	const struct oriel__glyphs *glyphs, size_t *count);
/* The union of the runs' bounds; empty if nothing is drawn. */
struct oriel_rect oriel__glyphs_bounds(const struct oriel__glyphs *glyphs);
/* The memory that they take; 0 for NULL. */
size_t oriel__glyphs_bytes(const struct oriel__glyphs *glyphs);

#endif
