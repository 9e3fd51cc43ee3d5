/* SPDX-License-Identifier: MIT */
/*
 * Drawing of a tree of recorded pictures onto a canvas, inside its clip.
 */
#ifndef ORIEL_PAINT_RASTER_INTERNAL_H
#define ORIEL_PAINT_RASTER_INTERNAL_H

#include "layout/children_internal.h"
#include "paint/canvas_internal.h"
#include "paint/painter_internal.h"
#include "paint/display_list_internal.h"
#include "paint/paint_state_internal.h"

struct oriel__raster {
	struct oriel__paint_state *state;
	struct oriel__canvas *canvas;
	float scale;
	/* the pixels of the canvas to be drawn, whatever clips the node that is drawn */
	struct oriel_device_rect limit;
	/* until this node is drawn, drawing is skipped: it would be hidden; NULL: nothing is skipped */
	const struct oriel__node *cover;
	uint64_t glyphs;   /* number of glyphs drawn */
	uint64_t commands; /* number of commands that reached the clip */
};

/* Returns the node that is drawn last among those whose opaque background fills a rectangle of the
 * window. NULL: none was found. (cover.c) */
const struct oriel__node *oriel__raster_cover(
	const struct oriel__node *root, float scale, struct oriel_device_rect rect);
/* Returns the children that may reach a clip. @param y of the children's origin */
struct oriel__children oriel__raster_children_within(const struct oriel__node *node, double y,
	const struct oriel_device_rect *clip, float scale);

/* Draws the painted nodes of a subtree. @param origin the origin of the parent's children, i.e. of
 * its border box after scrolling */
void oriel__raster_node(struct oriel__raster *raster, const struct oriel__node *node,
	struct oriel__device_point origin);

/* Returns the colour of the backdrop of a member of the top layer; transparent for other nodes. */
oriel_color oriel__raster_backdrop(struct oriel__node *node);
/* Draws the tree, which has a root, and its top layer. */
void oriel__raster_tree(struct oriel__raster *raster, const struct oriel__tree *tree);

/* Finds the origin of the children of a painted node, or of the window (NULL), and the clip of its
 * ancestors, which begins with the whole canvas. Returns whether the node is painted. */
struct oriel__raster_frame {
	struct oriel__device_point origin;
	struct oriel_device_rect clip;
};
bool oriel__raster_frame_of(const struct oriel__node *container, float scale,
	struct oriel_device_rect whole, struct oriel__raster_frame *frame);

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
/* Returns the pixels to which a node with this space clips its children: those inside the border,
 * and beyond in an axis that is not clipped. */
struct oriel_device_rect oriel__raster_clip_box(
	const struct oriel__picture *picture, const struct oriel__device_space *space);

#endif
