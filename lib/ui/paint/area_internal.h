/* SPDX-License-Identifier: MIT */
/*
 * Areas: rectangles stored as edges, in double, for sums over long lists. The value stored for each
 * node is a rectangle in float, rounded outwards: an extent may be larger than necessary, but never
 * smaller.
 */
#ifndef ORIEL_PAINT_AREA_INTERNAL_H
#define ORIEL_PAINT_AREA_INTERNAL_H

#include <math.h>

#include <oriel/ui/geometry.h>

struct oriel__area {
	double left, top, right, bottom; /* px; empty unless left < right and top < bottom */
};

static inline struct oriel__area oriel__area_of(struct oriel_rect rect) {
	const double x = (double)rect.x, y = (double)rect.y;
	return (struct oriel__area){ x, y, x + (double)rect.width, y + (double)rect.height };
}

static inline bool oriel__area_is_empty(struct oriel__area area) {
	return !(area.left < area.right && area.top < area.bottom);
}

static inline bool oriel__area_contains(struct oriel__area area, double x, double y) {
	return x >= area.left && x < area.right && y >= area.top && y < area.bottom;
}

static inline struct oriel__area oriel__area_offset(struct oriel__area area, double dx, double dy) {
	return (struct oriel__area){ area.left + dx, area.top + dy, area.right + dx, area.bottom + dy };
}

static inline struct oriel__area oriel__area_outset(struct oriel__area area, double by) {
	return (struct oriel__area){ area.left - by, area.top - by, area.right + by, area.bottom + by };
}

static inline double oriel__smaller_edge(double a, double b) {
	return a < b ? a : b;
}

static inline double oriel__larger_edge(double a, double b) {
	return a > b ? a : b;
}

static inline struct oriel__area oriel__area_intersect(struct oriel__area a, struct oriel__area b) {
	return (struct oriel__area){ oriel__larger_edge(a.left, b.left),
		oriel__larger_edge(a.top, b.top), oriel__smaller_edge(a.right, b.right),
		oriel__smaller_edge(a.bottom, b.bottom) };
}

/* Returns the smallest area that contains both; an empty area has no effect. */
static inline struct oriel__area oriel__area_union(struct oriel__area a, struct oriel__area b) {
	if (oriel__area_is_empty(a))
		return b;
	if (oriel__area_is_empty(b))
		return a;
	return (struct oriel__area){ oriel__smaller_edge(a.left, b.left),
		oriel__smaller_edge(a.top, b.top), oriel__larger_edge(a.right, b.right),
		oriel__larger_edge(a.bottom, b.bottom) };
}

static inline void oriel__span_hull(double from, double to, float *start, float *length) {
	*start = (float)from;
	if ((double)*start > from)
		*start = nextafterf(*start, -INFINITY);
	*length = (float)(to - (double)*start);
	if ((double)*start + (double)*length < to)
		*length = nextafterf(*length, INFINITY);
}

/* Returns a rectangle that contains an area; all zeros for an empty one. */
static inline struct oriel_rect oriel__area_hull(struct oriel__area area) {
	struct oriel_rect rect = { 0 };
	if (oriel__area_is_empty(area))
		return rect;
	oriel__span_hull(area.left, area.right, &rect.x, &rect.width);
	oriel__span_hull(area.top, area.bottom, &rect.y, &rect.height);
	return rect;
}

#endif
