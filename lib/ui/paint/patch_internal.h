/* SPDX-License-Identifier: MIT */
/*
 * Nine-patches: the mask of a box whose edges are all alike between its corners. It is rastered for
 * a box that is just large enough to have a middle, and drawn for larger ones by repeating the
 * middle; a smaller box has a mask of its own.
 */
#ifndef ORIEL_PAINT_PATCH_INTERNAL_H
#define ORIEL_PAINT_PATCH_INTERNAL_H

#include "paint/canvas_internal.h"

/* How far a mask reaches over its box, how much of the box at each edge is not like the middle, and
 * how much middle there is, which is what one repetition covers. Device px. */
struct oriel__patch_shape {
	int over_left, over_top, over_right, over_bottom;
	int corner_x, corner_y;
	int middle;
};

/* What is drawn where the middle of an axis is. */
enum oriel__patch_fill {
	ORIEL__PATCH_SOLID,   /* all is covered, out to the edges of the box */
	ORIEL__PATCH_TILED,   /* what the mask has; the very middle is empty */
	ORIEL__PATCH_CORNERS, /* nothing: the caller knows */
};

/* The size of the box that a mask is rastered for, along one axis. */
int oriel__patch_size(int size, int corner, int middle);
/* The length of the middle of an axis of the real box; 0 where the mask has none. It begins after
 * the corner. */
int oriel__patch_middle(int size, int corner, int middle);
/* Draws the mask of a box of oriel__patch_size() for the real box. */
void oriel__patch_draw(struct oriel__canvas *canvas, const struct oriel__mask *mask,
	const struct oriel__patch_shape *shape, struct oriel_device_rect box,
	enum oriel__patch_fill fill, oriel_color color);

#endif
