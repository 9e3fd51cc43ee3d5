/* SPDX-License-Identifier: MIT */
/* Making the glyphs of broken lines. */
#ifndef ORIEL_TEXT_GLYPHS_INTERNAL_H
#define ORIEL_TEXT_GLYPHS_INTERNAL_H

#include "text/paragraph_internal.h"
#include "text/shaped_internal.h"

/* How lines stand. */
struct oriel__alignment {
	float width; /* px; INFINITY: that of the longest line */
	enum oriel_text_align align;
};

/* Where the line's ink begins, px from the paragraph's left; what does not fit sticks out at its
 * paragraph's end. */
float oriel__line_x(const struct oriel__lines *lines, const struct oriel__line *line,
	struct oriel__alignment alignment);

/* One reference for the caller. */
struct oriel__glyphs *oriel__glyphs_new(const struct oriel__shaped *shaped,
	const struct oriel__lines *lines, struct oriel__alignment alignment);

#endif
