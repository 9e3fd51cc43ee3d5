/* SPDX-License-Identifier: MIT */
/*
 * Painting of a window, for the app module: one painter a window. An update records marked nodes,
 * finds the damage, rasterises it into the window's pixels, and returns the rectangles to present.
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
	uint64_t pixels;   /* pixels in those rectangles */
	uint64_t glyphs;   /* glyphs composited */
	uint64_t commands; /* commands of display lists executed */
	uint64_t blits;    /* scrolls that moved pixels */
};

struct oriel__painter *oriel__painter_new(void);
void oriel__painter_destroy(struct oriel__painter *painter); /* NULL is allowed */

/*
 * Updates the pixels to the tree, whose layout is up to date, and clears the marks of RECORD.
 * Returns the number of rectangles; if nothing has changed, returns 0 and writes nothing. Paints
 * everything if the buffer's generation or size, or the scale, differ from the last call's.
 *
 * damage receives the rectangles to present, in device px. If there are more than capacity (at
 * least 1), it receives one rectangle around all.
 */
size_t oriel__painter_update(struct oriel__painter *painter, struct oriel__tree *tree,
	const struct oriel_framebuffer *fb, float scale, struct oriel_device_rect *damage,
	size_t capacity);

/* Damages the area of a subtree that is about to leave the painter's tree; the next update repaints
 * it. Called from leaving of struct oriel__tree_class; requests no frame. */
void oriel__paint_leaving(struct oriel__painter *painter, struct oriel__node *node);

const struct oriel__paint_counters *oriel__painter_counters(const struct oriel__painter *painter);

#endif
