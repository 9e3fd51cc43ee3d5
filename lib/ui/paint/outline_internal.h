/* SPDX-License-Identifier: MIT */
/*
 * Outlines of boxes with round corners, for FreeType's rasteriser.
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

/* Radii of the four ellipses at the corners of a box: how far they reach along it. */
struct oriel__corner_radii {
	float left, top, right, bottom; /* px */
};

/* Adds a box. Where two are added, what is in both is a hole. */
void oriel__outline_add_box(struct oriel__outline *outline, float left, float top, float right,
	float bottom, struct oriel__corner_radii radii);
FT_Outline oriel__outline_of(struct oriel__outline *outline);

#endif
