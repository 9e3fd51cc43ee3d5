/* SPDX-License-Identifier: MIT */
/* Makes the glyphs of broken lines. */
#ifndef ORIEL_TEXT_GLYPHS_INTERNAL_H
#define ORIEL_TEXT_GLYPHS_INTERNAL_H

#include "text/paragraph_internal.h"
#include "text/shaped_internal.h"

/* The alignment of lines. */
struct oriel__alignment {
	float width; /* px; INFINITY: the width of the longest line */
	enum oriel_text_align align;
};

/* Returns the left end of the line's ink, in px from the paragraph's left; a line that is too wide
 * overflows at its end. */
float oriel__line_x(const struct oriel__lines *lines, const struct oriel__line *line,
	struct oriel__alignment alignment);

/* Returns new glyphs with one reference for the caller. */
struct oriel__glyphs *oriel__glyphs_new(const struct oriel__shaped *shaped,
	const struct oriel__lines *lines, struct oriel__alignment alignment);

#endif
