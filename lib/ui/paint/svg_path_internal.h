/* SPDX-License-Identifier: MIT */
/*
 * The segments of a parsed path. Every command of SVG's grammar becomes a move, a line, a cubic
 * curve or a closing, in absolute coordinates.
 */
#ifndef ORIEL_PAINT_SVG_PATH_INTERNAL_H
#define ORIEL_PAINT_SVG_PATH_INTERNAL_H

#include <stdatomic.h>

#include <oriel/extend/svg_path.h>

enum oriel__segment_kind {
	ORIEL__SEGMENT_MOVE,  /* to points[2] */
	ORIEL__SEGMENT_LINE,  /* to points[2] */
	ORIEL__SEGMENT_CUBIC, /* by the control points [0] and [1] to [2] */
	ORIEL__SEGMENT_CLOSE,
};

struct oriel__segment {
	enum oriel__segment_kind kind;
	struct oriel_point points[3];
};

struct oriel_svg_path {
	atomic_uint references;
	uint64_t id; /* never reused; the key of its masks */
	struct oriel_rect bounds;
	struct oriel__segment *segments;
	size_t count;
};

#endif
