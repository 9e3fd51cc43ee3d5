/* SPDX-License-Identifier: MIT */
/*
 * The key of a shape's mask. All members have four bytes, so the struct has no padding.
 */
#ifndef ORIEL_PAINT_SHAPE_KEY_INTERNAL_H
#define ORIEL_PAINT_SHAPE_KEY_INTERNAL_H

#include <stdint.h>

enum oriel__shape_kind {
	ORIEL__SHAPE_BOX,
	ORIEL__SHAPE_SHADOW,
	ORIEL__SHAPE_PATH, /* followed by the points */
	ORIEL__SHAPE_GLYPH,
	ORIEL__SHAPE_SVG_PATH, /* followed by its numbers */
};

/* Limits in device px of radii and shadows; larger values are drawn with the limit, which bounds
 * the size of masks. */
#define ORIEL__SHAPE_RADIUS_MAX 512
#define ORIEL__SHAPE_BLUR_MAX 128
#define ORIEL__SHAPE_SHIFT_MAX 256

struct oriel__shape_key {
	int32_t kind;
	int32_t width, height;
	int32_t quarters; /* the radius in quarters of a pixel */
	int32_t more[4];
};

#endif
