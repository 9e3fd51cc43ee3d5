/* SPDX-License-Identifier: MIT */
/*
 * Painting a window, for app/: one painter a window. An update records what is marked, finds the
 * damage, rasters it into the window's pixels, and says which rectangles to present.
 */
#ifndef ORIEL_PAINT_PAINTER_INTERNAL_H
#define ORIEL_PAINT_PAINTER_INTERNAL_H

#include <oriel/extend/platform.h>

#include "tree/node_internal.h"

struct oriel__painter;

/* Sums since the painter was made. */
struct oriel__paint_counters {
	uint64_t records;  /* pictures recorded */
	uint64_t rects;    /* rectangles rastered */
	uint64_t pixels;   /* in those */
	uint64_t glyphs;   /* glyphs composited */
	uint64_t blits;    /* scrolls that moved pixels */
};

struct oriel__painter *oriel__painter_new(void);
void oriel__painter_destroy(struct oriel__painter *painter); /* NULL is allowed */

/*
 * Brings the pixels up to date with the tree, whose layout is up to date; clears the marks of
 * RECORD. Nothing changed: returns 0 and touches nothing. If the buffer's generation, size or the
 * scale differ from the last call's, everything is painted.
 *
 * damage: gets the rectangles to present, in device px; where there are more than capacity (at
 * least 1), one around them all.
 */
size_t oriel__painter_update(struct oriel__painter *painter, struct oriel__tree *tree,
	const struct oriel_framebuffer *fb, float scale, struct oriel_device_rect *damage,
	size_t capacity);

/* A subtree is about to leave the painter's tree: what it covered is painted again by the next
 * update. From leaving of struct oriel__tree_class; asks for no frame. */
void oriel__paint_leaving(struct oriel__painter *painter, struct oriel__node *node);

const struct oriel__paint_counters *oriel__painter_counters(const struct oriel__painter *painter);

#endif
