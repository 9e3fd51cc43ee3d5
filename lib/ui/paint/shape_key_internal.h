/* SPDX-License-Identifier: MIT */
/*
 * What tells the masks of shapes from each other. Only numbers of four bytes, so that there is
 * nothing between them.
 */
#ifndef ORIEL_PAINT_SHAPE_KEY_INTERNAL_H
#define ORIEL_PAINT_SHAPE_KEY_INTERNAL_H

#include <stdint.h>

enum oriel__shape_kind {
	ORIEL__SHAPE_BOX,
	ORIEL__SHAPE_SHADOW,
	ORIEL__SHAPE_PATH, /* followed by its points */
	ORIEL__SHAPE_GLYPH,
};

/* Larger radii are drawn as this; so are shadows that reach further, which bounds the size of
 * masks. Device px. */
#define ORIEL__SHAPE_RADIUS_MAX 512
#define ORIEL__SHAPE_BLUR_MAX 128
#define ORIEL__SHAPE_SHIFT_MAX 256

struct oriel__shape_key {
	int32_t kind;
	int32_t width, height;
	int32_t quarters; /* of a pixel: the radius */
	int32_t more[4];
};

#endif
