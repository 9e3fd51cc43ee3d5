/* SPDX-License-Identifier: MIT */
/*
 * Drawing a tree of recorded pictures onto a canvas, through its clip.
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
	uint64_t glyphs; /* that were drawn */
};

/* Draws what was painted below and including node, whose parent's border box begins at origin,
 * scrolled. */
void oriel__raster_node(struct oriel__raster *raster, const struct oriel__node *node,
	struct oriel__device_point origin);

/* The space of what stands at x, y px, as a node's border box does among its siblings. */
static inline struct oriel__device_space oriel__raster_space(
	struct oriel__device_point origin, double x, double y, float scale) {
	return (struct oriel__device_space){
		{ origin.x + x * (double)scale, origin.y + y * (double)scale }, scale
	};
}

/* How far a round corner of the node's border box reaches along its edges, device px; the real one
 * may be smaller. */
int oriel__raster_corner(const struct oriel__picture *picture, float scale);
/* The pixels inside the border of a node of that space. */
struct oriel_device_rect oriel__raster_padding_box(
	const struct oriel__picture *picture, const struct oriel__device_space *space);

#endif
