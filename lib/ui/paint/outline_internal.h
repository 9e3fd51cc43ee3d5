/* SPDX-License-Identifier: MIT */
/*
 * Outlines of boxes with round corners, as input for FreeType's rasteriser. A frame, such as a
 * border, is an outer box and an inner box in one outline.
 */
#ifndef ORIEL_PAINT_OUTLINE_INTERNAL_H
#define ORIEL_PAINT_OUTLINE_INTERNAL_H

#include <ft2build.h>
#include FT_OUTLINE_H

/* Up to two closed contours of four lines and four curves. */
struct oriel__outline {
	FT_Vector points[32];
	char tags[32];
	short contours[2];
	short point_count, contour_count;
};

/* Radii of the elliptic corners of a box: left and right are the horizontal radii at these sides,
 * top and bottom the vertical ones. */
struct oriel__corner_radii {
	float left, top, right, bottom; /* px */
};

/* Adds a box. The common area of two boxes is a hole. */
void oriel__outline_add_box(struct oriel__outline *outline, float left, float top, float right,
	float bottom, struct oriel__corner_radii radii);
FT_Outline oriel__outline_of(struct oriel__outline *outline);

#endif
