/* SPDX-License-Identifier: MIT */
/*
 * Outlines of boxes with round corners, for FreeType's rasteriser.
 */
#ifndef ORIEL_PAINT_OUTLINE_INTERNAL_H
#define ORIEL_PAINT_OUTLINE_INTERNAL_H

#include <ft2build.h>
#include FT_OUTLINE_H

/* At most two closed contours with four lines and four curves each. */
struct oriel__outline {
	FT_Vector points[32];
	char tags[32];
	short contours[2];
	short point_count, contour_count;
};

/* Radii of the four ellipses at a box's corners, measured along its edges. */
struct oriel__corner_radii {
	float left, top, right, bottom; /* px */
};

/* Adds a box. If two boxes are added, their intersection is a hole. */
void oriel__outline_add_box(struct oriel__outline *outline, float left, float top, float right,
	float bottom, struct oriel__corner_radii radii);
FT_Outline oriel__outline_of(struct oriel__outline *outline);

#endif
