/* SPDX-License-Identifier: MIT */
/*
 * Places the items of a grid: the areas of those that do not say where they stand are found, and
 * implicit tracks are counted. Source: Grid 2, §8.5.
 *
 *	two areas of .is_auto = { true, true }, .span = { 2, 1 }, and three explicit columns:
 *	the second area has no room beside the first, and starts at column 0 of row 1
 */
#ifndef ORIEL_LAYOUT_GRID_PLACEMENT_INTERNAL_H
#define ORIEL_LAYOUT_GRID_PLACEMENT_INTERNAL_H

#include "layout/grid_tracks_internal.h"

struct oriel__grid_placement {
	struct oriel__grid_area *areas; /* in order; start counts from the first explicit line */
	size_t count;
	int32_t explicit_count[2];      /* tracks, by enum oriel__grid_axis */
	bool is_column_flow, is_dense;

	/* the result */
	int32_t before[2]; /* implicit tracks before the explicit ones */
	int32_t tracks[2]; /* all of them */
};

/* Finds every area's start, which then counts from the first implicit line, and the numbers of
 * tracks. */
void oriel__grid_place(struct oriel__grid_placement *placement);

#endif
