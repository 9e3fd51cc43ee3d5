/* SPDX-License-Identifier: MIT */
/*
 * The interface between the files of track sizing. grid_tracks.c has the steps of the algorithm;
 * grid_spanning.c distributes the contributions of items that cover several tracks.
 */
#ifndef ORIEL_LAYOUT_GRID_SIZING_INTERNAL_H
#define ORIEL_LAYOUT_GRID_SIZING_INTERNAL_H

#include "layout/grid_tracks_internal.h"

/* The largest contributions of the items that cover one track only. */
struct oriel__grid_single {
	float sizes[ORIEL__GRID_CONTRIBUTIONS];
	bool has_item;
};

/* An item that covers several tracks. */
struct oriel__grid_spanning {
	size_t item;
	size_t first, end;  /* tracks */
	bool is_flexible;   /* covers a flexible track */
	float sizes[ORIEL__GRID_CONTRIBUTIONS]; /* NAN until asked for */
};

struct oriel__grid_state {
	struct oriel__grid_sizing *sizing;
	struct oriel__grid_single *singles; /* of each track */
	/* by rising span; then those with a flexible track, in order */
	struct oriel__grid_spanning *spanning;
	size_t spanning_count;
};

/* One taker of space, and how much the taker can take: px, or INFINITY. */
struct oriel__grid_share {
	struct oriel__grid_track *track;
	float potential;
};

/* Adds equal shares of space to `incurred` of the takers, none beyond its potential. Sorts the
 * shares. Returns the space that is left. */
float oriel__grid_share_equally(struct oriel__grid_share *shares, size_t count, float space);

/* Lets the tracks grow by the items that cover several of them, and flexible tracks by all items.
 * Source: Grid 2, 12.5, steps 3 and 4. */
void oriel__grid_spanning_fit(struct oriel__grid_state *state);

/* Returns a contribution of a spanning item, which is asked for once. */
float oriel__grid_spanning_size(const struct oriel__grid_state *state,
	struct oriel__grid_spanning *item, enum oriel__grid_contribution kind);

#endif
