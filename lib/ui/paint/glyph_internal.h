/* SPDX-License-Identifier: MIT */
/*
 * Drawing of glyphs from caches of masks. The key is the font, the glyph, the size in device px,
 * and the quarter of a pixel horizontally.
 */
#ifndef ORIEL_PAINT_GLYPH_INTERNAL_H
#define ORIEL_PAINT_GLYPH_INTERNAL_H

#include "paint/canvas_internal.h"
#include "paint/paint_state_internal.h"
#include "text/paragraph_internal.h"

/* Draws glyphs; space has its origin at the paragraph's corner. Returns the number of glyphs in
 * visible runs. */
size_t oriel__glyphs_draw(struct oriel__paint_state *state, struct oriel__canvas *canvas,
	const struct oriel__glyphs *glyphs, const struct oriel__device_space *space, oriel_color color);

#endif
