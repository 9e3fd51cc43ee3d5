/* SPDX-License-Identifier: MIT */
/*
 * Conversion of px to device pixels. Each edge is rounded on its own, half up, so neighbours share
 * edges. Positions are summed in double and in device pixels. Scrolling moves them by whole pixels,
 * which changes no rounding, so pixels can be moved.
 */
#ifndef ORIEL_PAINT_DEVICE_INTERNAL_H
#define ORIEL_PAINT_DEVICE_INTERNAL_H

#include <math.h>
#include <stdbool.h>

#include <oriel/ui/geometry.h>
#include <oriel/extend/platform.h>

#include "paint/area_internal.h"

/* Device px. Beyond every buffer, and safe for int and for pixman's arithmetic. */
#define ORIEL__DEVICE_LIMIT 16000000.0

/* Device px. Sums of float lengths are off by less than this; an edge at exactly a half must be
 * rounded up nevertheless. */
#define ORIEL__DEVICE_SLACK (1.0 / 512)

struct oriel__device_point {
	double x, y; /* device px */
};

/* A scale, and the origin of a widget's border box. */
struct oriel__device_space {
	struct oriel__device_point origin;
	float scale;
};

static inline double oriel__device_limit(double x) {
	return !(x > -ORIEL__DEVICE_LIMIT) ? -ORIEL__DEVICE_LIMIT :
		x < ORIEL__DEVICE_LIMIT        ? x :
										ORIEL__DEVICE_LIMIT;
}

/* Returns the floor of a number within the limit. floor() would be a call on processors without an
 * instruction for it. */
static inline int oriel__device_floor(double x) {
	int toward_zero = (int)x;
	return toward_zero - (x < toward_zero);
}

static inline int oriel__device_round(double x) {
	return oriel__device_floor(oriel__device_limit(x) + 0.5 + ORIEL__DEVICE_SLACK);
}

/* Rounds a number that may exceed int, e.g. the scroll offset of a long list. */
static inline double oriel__device_round_far(double x) {
	return floor(x + 0.5 + ORIEL__DEVICE_SLACK);
}

/* Returns the device width of a border: rounded down, but at least one pixel if width is
 * positive. */
static inline int oriel__device_border(float width, float scale) {
	if (!(width > 0))
		return 0;
	return (int)fmax(1, floor(fmin((double)width * (double)scale, 10000) + ORIEL__DEVICE_SLACK));
}

static inline struct oriel_device_rect oriel__device_rect_of(
	int left, int top, int right, int bottom) {
	return (struct oriel_device_rect){ left, top, right > left ? right - left : 0,
		bottom > top ? bottom - top : 0 };
}

/* Returns the pixels between the rounded edges of a rectangle. */
static inline struct oriel_device_rect oriel__device_snap(
	const struct oriel__device_space *space, struct oriel_rect rect) {
	double s = (double)space->scale, x = space->origin.x + (double)rect.x * s,
		y = space->origin.y + (double)rect.y * s;
	return oriel__device_rect_of(oriel__device_round(x), oriel__device_round(y),
		oriel__device_round(x + (double)rect.width * s),
		oriel__device_round(y + (double)rect.height * s));
}

/* Returns all pixels that an area touches, including after its edges are rounded. */
static inline struct oriel_device_rect oriel__device_cover_area(
	const struct oriel__device_space *space, struct oriel__area area) {
	double s = (double)space->scale, x = space->origin.x, y = space->origin.y;
	if (oriel__area_is_empty(area))
		return (struct oriel_device_rect){ 0 };
	return oriel__device_rect_of(
		oriel__device_floor(oriel__device_limit(x + area.left * s) + ORIEL__DEVICE_SLACK),
		oriel__device_floor(oriel__device_limit(y + area.top * s) + ORIEL__DEVICE_SLACK),
		(int)ceil(oriel__device_limit(x + area.right * s) - ORIEL__DEVICE_SLACK),
		(int)ceil(oriel__device_limit(y + area.bottom * s) - ORIEL__DEVICE_SLACK));
}

static inline struct oriel_device_rect oriel__device_cover(
	const struct oriel__device_space *space, struct oriel_rect rect) {
	return oriel__device_cover_area(space, oriel__area_of(rect));
}

static inline bool oriel__device_is_empty(struct oriel_device_rect rect) {
	return rect.width <= 0 || rect.height <= 0;
}

static inline int oriel__min(int a, int b) {
	return a < b ? a : b;
}

static inline int oriel__max(int a, int b) {
	return a > b ? a : b;
}

static inline struct oriel_device_rect oriel__device_intersect(
	struct oriel_device_rect a, struct oriel_device_rect b) {
	return oriel__device_rect_of(oriel__max(a.x, b.x), oriel__max(a.y, b.y),
		oriel__min(a.x + a.width, b.x + b.width), oriel__min(a.y + a.height, b.y + b.height));
}

static inline bool oriel__device_overlap(struct oriel_device_rect a, struct oriel_device_rect b) {
	return !oriel__device_is_empty(oriel__device_intersect(a, b));
}

static inline bool oriel__device_holds(
	struct oriel_device_rect outer, struct oriel_device_rect inner) {
	return inner.x >= outer.x && inner.y >= outer.y &&
		inner.x + inner.width <= outer.x + outer.width &&
		inner.y + inner.height <= outer.y + outer.height;
}

static inline struct oriel_device_rect oriel__device_inset(
	struct oriel_device_rect rect, int top, int right, int bottom, int left) {
	return oriel__device_rect_of(
		rect.x + left, rect.y + top, rect.x + rect.width - right, rect.y + rect.height - bottom);
}

static inline struct oriel_device_rect oriel__device_offset(
	struct oriel_device_rect rect, int dx, int dy) {
	rect.x += dx;
	rect.y += dy;
	return rect;
}

#endif
