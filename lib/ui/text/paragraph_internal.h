/* SPDX-License-Identifier: MIT */
/*
 * The glyphs of a paragraph's current lines, for drawing. They are immutable, reference-counted,
 * and independent of the paragraph, so a display list can keep them. Thread: loop.
 */
#ifndef ORIEL_TEXT_PARAGRAPH_INTERNAL_H
#define ORIEL_TEXT_PARAGRAPH_INTERNAL_H

#include <oriel/extend/paragraph.h>

struct oriel__font;

/* Glyphs of one font on one line, in visual order from left to right. */
struct oriel__glyph_run {
	struct oriel__font *font; /* borrowed from the glyphs */
	float size;               /* px per em */
	size_t count;
	const uint32_t *glyphs; /* glyph indices for FT_Load_Glyph */
	/* px from the paragraph's corner: origins of the glyphs on their baselines */
	const struct oriel_point *positions;
	struct oriel_rect bounds; /* px; contains all ink, and is often larger */
};

struct oriel__glyphs;

/* Returns the glyphs with one reference for the caller; the same object until the lines change.
 * Never NULL. */
struct oriel__glyphs *oriel__paragraph_glyphs(const oriel_paragraph *paragraph);
struct oriel__glyphs *oriel__glyphs_ref(struct oriel__glyphs *glyphs);
void oriel__glyphs_unref(struct oriel__glyphs *glyphs); /* NULL is allowed */

/* Returns the runs: line by line from the top, and in visual order within a line. Spaces and glyphs
 * without ink may be missing. */
const struct oriel__glyph_run *oriel__glyphs_runs(
	const struct oriel__glyphs *glyphs, size_t *count);
/* Returns the union of the runs' bounds; empty if nothing is drawn. */
struct oriel_rect oriel__glyphs_bounds(const struct oriel__glyphs *glyphs);
/* Returns the memory of the glyphs in bytes; 0 for NULL. */
size_t oriel__glyphs_bytes(const struct oriel__glyphs *glyphs);

#endif
