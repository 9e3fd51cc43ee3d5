/* SPDX-License-Identifier: MIT */
/*
 * Sizes of the tracks (columns or rows) of a grid, along one axis. The functions know neither nodes
 * nor styles: the caller describes the tracks and the areas of the items, and a callback returns
 * the sizes of items. Source: Grid 2, §12.3 to §12.8.
 *
 *	struct oriel__grid_track tracks[2] = {
 *		{ .min = ORIEL__TRACK_AUTO, .max = ORIEL__TRACK_FLEX, .max_size = 1 },
 *		{ .min = ORIEL__TRACK_FIXED, .max = ORIEL__TRACK_FIXED, .min_size = 40, .max_size = 40 },
 *	};
 *	struct oriel__grid_sizing sizing = { .tracks = tracks, .track_count = 2, .available = 100 … };
 *	oriel__grid_size_tracks(&sizing);      (base sizes: 60 and 40)
 */
#ifndef ORIEL_LAYOUT_GRID_TRACKS_INTERNAL_H
#define ORIEL_LAYOUT_GRID_TRACKS_INTERNAL_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum oriel__grid_axis {
	ORIEL__GRID_COLUMNS,
	ORIEL__GRID_ROWS,
};

/* The tracks that an item covers in both axes, by enum oriel__grid_axis. */
struct oriel__grid_area {
	int32_t start[2];
	int32_t span[2];
	bool is_auto[2]; /* until the item is placed: start has to be found */
};

enum oriel__track_kind {
	ORIEL__TRACK_FIXED,
	ORIEL__TRACK_AUTO,
	ORIEL__TRACK_MIN_CONTENT,
	ORIEL__TRACK_MAX_CONTENT,
	ORIEL__TRACK_FIT_CONTENT, /* of max only; sized as max-content up to max_size */
	ORIEL__TRACK_FLEX,        /* of max only; max_size is the factor */
};

struct oriel__grid_track {
	uint8_t min, max;         /* sizing functions: enum oriel__track_kind */
	bool has_gap;             /* a gutter stands before the track */
	bool is_collapsed;        /* an empty track of an auto-fit: fixed, 0 px, without a gutter */
	float min_size, max_size; /* px, or a factor */
	float base;               /* the result: px */

	/* while sizes are found */
	float limit;              /* the growth limit: px, or INFINITY */
	float planned, incurred;  /* increases of the base size or of the limit */
	bool is_growable;         /* infinitely, in the next step */
};

enum oriel__grid_contribution {
	ORIEL__GRID_MINIMUM,
	ORIEL__GRID_MIN_CONTENT,
	ORIEL__GRID_MAX_CONTENT,
	ORIEL__GRID_CONTRIBUTIONS,
};

/* Under which constraint the container is sized along the axis. */
enum oriel__grid_constraint {
	ORIEL__GRID_NO_CONSTRAINT,
	ORIEL__GRID_AS_MIN_CONTENT,
	ORIEL__GRID_AS_MAX_CONTENT,
};

struct oriel__grid_sizing {
	struct oriel__grid_track *tracks;
	size_t track_count;
	const struct oriel__grid_area *areas; /* of the items; every span lies within the tracks */
	size_t item_count;
	uint8_t axis;       /* enum oriel__grid_axis */
	uint8_t constraint; /* enum oriel__grid_constraint */
	bool is_stretched;  /* the content alignment of the axis is normal or stretch */
	float gap;          /* px */
	float available;    /* px of the content box; NAN if indefinite, and under a constraint */
	float min, max;     /* limits of the content box, px; 0 and INFINITY if there are none */
	/* Returns the outer size that an item contributes, px. Each kind may be asked several times. */
	float (*contribution)(void *data, size_t item, enum oriel__grid_contribution kind);
	void *data;
};

/* Finds the base sizes of all tracks. */
void oriel__grid_size_tracks(struct oriel__grid_sizing *sizing);

/* Returns the sum of tracks first … end - 1 and of the gutters between them. */
float oriel__grid_tracks_extent(
	const struct oriel__grid_sizing *sizing, size_t first, size_t end);

static inline bool oriel__track_is_intrinsic(uint8_t kind) {
	return kind >= ORIEL__TRACK_AUTO && kind <= ORIEL__TRACK_FIT_CONTENT;
}

#endif
