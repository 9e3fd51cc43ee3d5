/* SPDX-License-Identifier: MIT */
/*
 * Drawing glyphs, from caches of masks that are keyed by font, glyph, size in device px and quarter
 * of a pixel across.
 */
#ifndef ORIEL_PAINT_GLYPH_INTERNAL_H
#define ORIEL_PAINT_GLYPH_INTERNAL_H

#include "paint/canvas_internal.h"
#include "paint/paint_state_internal.h"
#include "text/paragraph_internal.h"

/* origin: of the paragraph's corner. Returns how many glyphs were looked at. */
size_t oriel__glyphs_draw(struct oriel__paint_state *state, struct oriel__canvas *canvas,
	const struct oriel__glyphs *glyphs, const struct oriel__device_space *space, oriel_color color);

#endif
