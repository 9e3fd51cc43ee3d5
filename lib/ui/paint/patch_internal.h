/* SPDX-License-Identifier: MIT */
/*
 * Nine-patches: masks of boxes whose edges are uniform between the corners. A mask is rasterised
 * for the smallest box that has a middle; for larger boxes the middle is repeated. A smaller box
 * has its own mask.
 */
#ifndef ORIEL_PAINT_PATCH_INTERNAL_H
#define ORIEL_PAINT_PATCH_INTERNAL_H

#include "paint/canvas_internal.h"

/* Sizes in device px: how far a mask extends beyond its box (over), the size of the corners, and
 * the length of the middle, which is repeated. */
struct oriel__patch_shape {
	int over_left, over_top, over_right, over_bottom;
	int corner_x, corner_y;
	int middle;
};

/* The drawing at the middle of an axis. */
enum oriel__patch_fill {
	ORIEL__PATCH_SOLID,   /* everything inside the box is covered */
	ORIEL__PATCH_TILED,   /* the mask, repeated; the centre of the box is empty */
	ORIEL__PATCH_CORNERS, /* nothing; the caller draws the edges */
};

/* Returns the size along one axis of the box for which the mask is rasterised. */
int oriel__patch_size(int size, int corner, int middle);
/* Returns the length of the middle along one axis of the real box, or 0 if the mask has none. The
 * middle begins after the corner. */
int oriel__patch_middle(int size, int corner, int middle);
/* Draws a box with the mask that was made for a box of oriel__patch_size(). */
void oriel__patch_draw(struct oriel__canvas *canvas, const struct oriel__mask *mask,
	const struct oriel__patch_shape *shape, struct oriel_device_rect box,
	enum oriel__patch_fill fill, oriel_color color);

#endif
