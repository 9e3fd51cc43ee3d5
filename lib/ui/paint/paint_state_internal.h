/* SPDX-License-Identifier: MIT */
/*
 * What painting keeps per loop: FreeType for shapes, masks and glyphs, shared by the loop's
 * windows.
 */
#ifndef ORIEL_PAINT_PAINT_STATE_INTERNAL_H
#define ORIEL_PAINT_PAINT_STATE_INTERNAL_H

#include <pixman.h>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_STROKER_H

struct oriel__mask_cache;

struct oriel__paint_state {
	FT_Library freetype; /* for shapes; glyphs bring their font's own */
	FT_Stroker stroker;
	struct oriel__mask_cache *masks;
	pixman_glyph_cache_t *glyphs;
};

/* The loop's; made by the first call. */
struct oriel__paint_state *oriel__paint_state(void);

#endif
