/* SPDX-License-Identifier: MIT */
/*
 * A grid container: its items, its tracks, and where both stand. Sizes and places come out relative
 * to the container's content box; nothing is written to the nodes.
 *
 *	struct oriel__grid grid;
 *	oriel__grid_solve(&grid, node, (struct oriel__grid_box){ 300, 200, 200 });
 *	for (size_t i = 0; i < grid.count; i++)
 *		use(grid.items[i].node, oriel__grid_item_rect(&grid, i));
 *	oriel__grid_finish(&grid);
 */
#ifndef ORIEL_LAYOUT_GRID_INTERNAL_H
#define ORIEL_LAYOUT_GRID_INTERNAL_H

#include "layout/grid_template_internal.h"
#include "layout/measure_internal.h"

struct oriel__grid_item {
	struct oriel__node *node;
	const struct oriel__style *style;
	uint32_t index;       /* in tree order */
	float width, height;  /* of the border box; unknown until measured */
	float shim[2];        /* how far a shared baseline moves the item from its start or end */
	uint8_t align[2];     /* enum oriel_align, perhaps with ORIEL__ALIGN_SAFE */
	bool is_stretched[2]; /* its size is that of its area */
	bool is_definite;     /* its height is a basis for percentages inside */
};

/* One axis of a container. */
struct oriel__grid_track_list {
	struct oriel__grid_template template;
	struct oriel__grid_track *tracks; /* with the implicit ones */
	double *starts;    /* of each track, px in the content box from the axis' start */
	size_t count;
	int32_t before;    /* implicit tracks before the explicit ones */
	float gap;         /* px */
	float extent;      /* px; of all tracks and the gutters between them */
	bool is_relative;  /* a percentage of the content box is in the tracks or in the gap */
};

struct oriel__grid {
	struct oriel__node *node;
	const struct oriel__style *style;
	struct oriel__css_arena arena;
	struct oriel__grid_track_list lists[2];  /* by enum oriel__grid_axis */
	struct oriel__grid_item *items;    /* in order */
	struct oriel__grid_area *areas;    /* of the items */
	size_t count;
	float width;                       /* of the content box */
	bool has_rows;       /* while columns are sized: the sizes of the rows are known */
	bool is_height_read; /* widths of items followed from their heights */
};

/* The content box of a container. */
struct oriel__grid_box {
	float width;
	float height;          /* unknown: as the content wants it */
	float definite_height; /* what percentages are of; unknown: none */
};

/* Finds the sizes and places of the tracks and items in the content box of a node that was placed.
 */
void oriel__grid_solve_placed(struct oriel__grid *grid, struct oriel__node *node);
/* Finds the sizes of the tracks and items, and their places. */
void oriel__grid_solve(
	struct oriel__grid *grid, struct oriel__node *node, struct oriel__grid_box box);
void oriel__grid_finish(struct oriel__grid *grid);

/* Returns the border box of an item, px in the content box. */
struct oriel__box oriel__grid_item_rect(const struct oriel__grid *grid, size_t item);

/* Returns the min-content or max-content width of the content box. is_dependent: set if it may
 * follow from the definite height. */
float oriel__grid_content_width(
	struct oriel__node *node, bool is_minimal, float definite_height, bool *is_dependent);
/* Returns the height of the content box that the rows take at a width. */
float oriel__grid_content_height(
	struct oriel__node *node, float width, float definite_height, bool *is_dependent);
/* Returns the first or last baseline from the top of the content box; INFINITY: there is none. */
float oriel__grid_baseline(const struct oriel__grid *grid, bool is_last);

/* Returns the values of a property of a style. */
const struct oriel__css_value *oriel__grid_value(
	const struct oriel__style *style, uint16_t property);

/* ---- grid_absolute.c ---- */

/* Returns the containing block of an absolute child of a grid, px in the border box like
 * padding_box. The child's lines stand for the edges of the padding box. */
struct oriel_rect oriel__grid_absolute_area(
	struct oriel__node *node, const struct oriel__style *child, struct oriel_rect padding_box);
/* Returns how an absolute child without insets stands in its containing block, from the left or the
 * top: START, CENTER or END. */
uint8_t oriel__grid_static_alignment(const struct oriel__style *container,
	const struct oriel__style *child, bool is_vertical, float free_space);

/* ---- grid_item.c ---- */

/* Returns the space of an item, whose area is known as far as the axes are given. */
struct oriel__space oriel__grid_item_space(
	const struct oriel__grid *grid, size_t item, bool has_width, bool has_height);
/* Returns the space of a measured item: its width is fixed, and its height if it is stretched. */
struct oriel__space oriel__grid_item_fixed_space(const struct oriel__grid *grid, size_t item);
/* Returns what an item contributes to its tracks along an axis; rows: its width is known. */
float oriel__grid_item_contribution(
	struct oriel__grid *grid, size_t item, uint8_t axis, enum oriel__grid_contribution kind);
/* Finds the alignments of an item. */
void oriel__grid_item_init(struct oriel__grid *grid, size_t item);
/* Finds the width of an item in its columns; has_height: and its height in its rows. */
void oriel__grid_item_measure(struct oriel__grid *grid, size_t item, bool has_height);
/* Returns whether the width that an item contributes follows from its height. */
bool oriel__grid_item_needs_height(const struct oriel__grid *grid, size_t item);
/* Finds the shims of the items that share baselines along the axis. */
void oriel__grid_align_baselines(struct oriel__grid *grid, uint8_t axis);

/* Returns the size of an item's area along an axis. */
float oriel__grid_area_size(const struct oriel__grid *grid, size_t item, uint8_t axis);

/* ---- grid_place.c ---- */

/* Finds where the tracks of an axis stand in a content box of this size. */
void oriel__grid_place_tracks(struct oriel__grid *grid, uint8_t axis, float size);
/* Returns the area of all tracks of a grid that was placed. content: the corner of the content box.
 */
struct oriel__extent oriel__grid_extent(
	const struct oriel__grid *grid, struct oriel_point content);
/* Returns START, CENTER, END or SPACE_…, as from the start of the axis. is_rtl: of the container;
 * is_self_rtl: of the item, or of the container for content. */
uint8_t oriel__grid_align_logical(
	uint8_t align, bool is_column, bool is_rtl, bool is_self_rtl, float free_space);

static inline bool oriel__grid_item_is_baseline(const struct oriel__grid_item *item, uint8_t axis) {
	return item->align[axis] == ORIEL_ALIGN_BASELINE ||
		item->align[axis] == ORIEL_ALIGN_LAST_BASELINE;
}

#endif
