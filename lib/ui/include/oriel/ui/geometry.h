/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Points, sizes, rectangles and edges, in logical pixels (px).
 *
 * A function that takes or returns a point says in which space: of the window, of a widget, of its
 * parent.
 *
 * ```c
 * struct oriel_rect a = { 0, 0, 20, 10 }, b = { 15, 5, 20, 10 };
 * struct oriel_rect both = oriel_rect_intersect(a, b); // { 15, 5, 5, 5 }
 * ```
 *
 * Thread: any. Nothing here can fail.
 */
#ifndef ORIEL_UI_GEOMETRY_H
#define ORIEL_UI_GEOMETRY_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** A point. */
struct oriel_point {
	float x, y; /**< px */
};

/** A size. */
struct oriel_size {
	float width, height; /**< px */
};

/** A half-open rectangle: it contains x up to, but not including, x + width. A rectangle with a
 * width or height of 0 or less is empty. */
struct oriel_rect {
	float x, y, width, height; /**< px */
};

/** Widths along the four edges: of a border, a padding, an inset. */
struct oriel_edges {
	float top, right, bottom, left; /**< px */
};

/** Tells whether a rectangle is empty. */
ORIEL_API bool oriel_rect_is_empty(struct oriel_rect rect);
/** Tells whether a rectangle contains a point, px. */
ORIEL_API bool oriel_rect_contains(struct oriel_rect rect, float x, float y);
/** Returns the part that two rectangles have in common; all zeros if there is none. */
ORIEL_API struct oriel_rect oriel_rect_intersect(struct oriel_rect a, struct oriel_rect b);
/** Returns the smallest rectangle around two rectangles; an empty one is ignored. */
ORIEL_API struct oriel_rect oriel_rect_union(struct oriel_rect a, struct oriel_rect b);
/** Returns a rectangle moved by a distance, px. */
ORIEL_API struct oriel_rect oriel_rect_offset(struct oriel_rect rect, float dx, float dy);
/** Returns a rectangle made smaller by edges; its size is at least 0. */
ORIEL_API struct oriel_rect oriel_rect_inset(struct oriel_rect rect, struct oriel_edges edges);
/** Returns four edges of one width, px. */
ORIEL_API struct oriel_edges oriel_edges_all(float width);

/** The side of an anchor on which a popover stands. */
enum oriel_side {
	ORIEL_SIDE_BLOCK_END,    /**< below */
	ORIEL_SIDE_BLOCK_START,  /**< above */
	ORIEL_SIDE_INLINE_END,   /**< right; left in right-to-left text */
	ORIEL_SIDE_INLINE_START, /**< left; right in right-to-left text */
};

/** How a popover is aligned along its anchor. */
enum oriel_side_alignment {
	ORIEL_SIDE_ALIGN_START, /**< both begin at the same edge */
	ORIEL_SIDE_ALIGN_CENTER,
	ORIEL_SIDE_ALIGN_END, /**< both end at the same edge */
};

ORIEL_END

#endif
