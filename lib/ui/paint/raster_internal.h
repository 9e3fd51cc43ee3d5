/* SPDX-License-Identifier: MIT */
/*
 * Drawing of a tree of recorded pictures onto a canvas, inside its clip.
 */
#ifndef ORIEL_PAINT_RASTER_INTERNAL_H
#define ORIEL_PAINT_RASTER_INTERNAL_H

#include "paint/canvas_internal.h"
#include "paint/painter_internal.h"
#include "paint/display_list_internal.h"
#include "paint/paint_state_internal.h"

struct oriel__raster {
	struct oriel__paint_state *state;
	struct oriel__canvas *canvas;
	float scale;
	uint64_t glyphs; /* number of glyphs drawn */
};

/* Draws the painted nodes of a subtree. @param origin the origin of the parent's children, i.e. of
 * its border box after scrolling */
void oriel__raster_node(struct oriel__raster *raster, const struct oriel__node *node,
	struct oriel__device_point origin);

/* Returns the space of a box at x, y px, e.g. of a node's border box among its siblings. */
static inline struct oriel__device_space oriel__raster_space(
	struct oriel__device_point origin, double x, double y, float scale) {
	return (struct oriel__device_space){
		{ origin.x + x * (double)scale, origin.y + y * (double)scale }, scale
	};
}

/* Returns how far a round corner of the node's border box extends along its edges, in device px; an
 * upper bound. */
int oriel__raster_corner(const struct oriel__picture *picture, float scale);
/* Returns the pixels inside the border of a node with this space, also gutters of scroll bars. */
struct oriel_device_rect oriel__raster_border_inside(
	const struct oriel__picture *picture, const struct oriel__device_space *space);
/* The same without the gutters: what shows the content. */
struct oriel_device_rect oriel__raster_padding_box(
	const struct oriel__picture *picture, const struct oriel__device_space *space);

#endif
