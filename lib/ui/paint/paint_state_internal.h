/* SPDX-License-Identifier: MIT */
/*
 * The painting state of a loop: FreeType for shapes, and the caches of masks and glyphs, shared by
 * the loop's windows.
 */
#ifndef ORIEL_PAINT_PAINT_STATE_INTERNAL_H
#define ORIEL_PAINT_PAINT_STATE_INTERNAL_H

#include <stddef.h>
#include <stdint.h>

#include <pixman.h>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_STROKER_H

struct oriel__mask_cache;

struct oriel__paint_state {
	FT_Library freetype; /* for shapes; glyphs use the library of their font */
	FT_Stroker stroker;
	struct oriel__mask_cache *masks;
	pixman_glyph_cache_t *glyphs;
	/* the memory in which the next picture is recorded; may be NULL */
	unsigned char *recording;
	size_t recording_capacity;
	/* a stack of the pixels under the round clips that are being drawn; may be NULL */
	uint32_t *corners;
	size_t corner_count, corner_capacity; /* pixels */
};

/* Returns the loop's state; makes it at the first call. */
struct oriel__paint_state *oriel__paint_state(void);

#endif
