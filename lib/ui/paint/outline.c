/* SPDX-License-Identifier: MIT */
/*
 * Outlines of boxes. A quarter of an ellipse is approximated by one cubic curve. Its control points
 * are at 0.5523 of the radius from the ends; the error is at most 0.03 % of the radius.
 */
#include "paint/outline_internal.h"

#include <math.h>

#define CURVE 0.5522847f

static void outline_add_point(struct oriel__outline *outline, float x, float y, int tag) {
	outline->points[outline->point_count] = (FT_Vector){ lroundf(x * 64), lroundf(y * 64) };
	outline->tags[outline->point_count++] = (char)tag;
}

/* Adds a corner at x, y, from (x + from_x, y + from_y) to (x + to_x, y + to_y). */
static void outline_add_corner(struct oriel__outline *outline, float x, float y, float from_x,
	float from_y, float to_x, float to_y) {
	const float near = 1 - CURVE;
	outline_add_point(outline, x + from_x, y + from_y, FT_CURVE_TAG_ON);
	outline_add_point(outline, x + from_x * near, y + from_y * near, FT_CURVE_TAG_CUBIC);
	outline_add_point(outline, x + to_x * near, y + to_y * near, FT_CURVE_TAG_CUBIC);
	outline_add_point(outline, x + to_x, y + to_y, FT_CURVE_TAG_ON);
}

void oriel__outline_add_box(struct oriel__outline *outline, float left, float top, float right,
	float bottom, struct oriel__corner_radii radii) {
	if (!(right > left && bottom > top))
		return;
	outline_add_corner(outline, left, top, 0, radii.top, radii.left, 0);
	outline_add_corner(outline, right, top, -radii.right, 0, 0, radii.top);
	outline_add_corner(outline, right, bottom, 0, -radii.bottom, -radii.right, 0);
	outline_add_corner(outline, left, bottom, radii.left, 0, 0, -radii.bottom);
	outline->contours[outline->contour_count++] = (short)(outline->point_count - 1);
}

FT_Outline oriel__outline_of(struct oriel__outline *outline) {
	return (FT_Outline){
		.n_contours = outline->contour_count,
		.n_points = outline->point_count,
		.points = outline->points,
		.tags = outline->tags,
		.contours = outline->contours,
		.flags = FT_OUTLINE_EVEN_ODD_FILL,
	};
}
