/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Points, sizes, rectangles and edges, in logical pixels.
 *
 * Thread: any. Nothing here can fail. Whose space a point is in is said where it is passed.
 */
#ifndef ORIEL_UI_GEOMETRY_H
#define ORIEL_UI_GEOMETRY_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

struct oriel_point {
	float x, y; // px
};

struct oriel_size {
	float width, height; // px
};

/** Half open: it holds x <= px < x + width. One with a width or height of 0 or less is empty. */
struct oriel_rect {
	float x, y, width, height; // px
};

/** Widths along the four edges: a border, a padding, an inset. */
struct oriel_edges {
	float top, right, bottom, left; // px
};

ORIEL_API bool oriel_rect_is_empty(struct oriel_rect rect);
ORIEL_API bool oriel_rect_contains(struct oriel_rect rect, float x, float y);
/** @return what both have in common; empty (all zeros) when that is nothing */
ORIEL_API struct oriel_rect oriel_rect_intersect(struct oriel_rect a, struct oriel_rect b);
/** @return the smallest rectangle around both; an empty one counts for nothing */
ORIEL_API struct oriel_rect oriel_rect_union(struct oriel_rect a, struct oriel_rect b);
ORIEL_API struct oriel_rect oriel_rect_offset(struct oriel_rect rect, float dx, float dy);
/** @return the rectangle made smaller by the edges; sizes stop at 0 */
ORIEL_API struct oriel_rect oriel_rect_inset(struct oriel_rect rect, struct oriel_edges edges);
ORIEL_API struct oriel_edges oriel_edges_all(float width);

ORIEL_END

#endif
