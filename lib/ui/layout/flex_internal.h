/* SPDX-License-Identifier: MIT */
/*
 * The lines of a flex container whose width is known and whose height may not be. Sizes and places
 * come out relative to the container's content box; nothing is written to the nodes.
 *
 *	struct oriel__flex flex;
 *	oriel__flex_solve(&flex, node, (struct oriel__flex_box){ 300, 200, 200 });
 *	oriel__flex_place(&flex);
 *	for (size_t i = 0; i < flex.count; i++)
 *		use(flex.items[i].node, oriel__flex_rect(&flex, &flex.items[i]));
 *	oriel__flex_finish(&flex);
 */
#ifndef ORIEL_LAYOUT_FLEX_INTERNAL_H
#define ORIEL_LAYOUT_FLEX_INTERNAL_H

#include "layout/measure_internal.h"

struct oriel__flex_item {
	struct oriel__node *node;
	const struct oriel__style *style;
	float base;       /* flex base size */
	float min, max;   /* along the main axis; min may be unknown until something shrinks */
	float main_size, cross_size;
	float violation;  /* px: what the limits have added to its share of the free space */
	/* margins at the start and the end of the container's axes; automatic ones are 0 until the
	 * free space is known */
	float main_before, main_after, cross_before, cross_after;
	float main_frame, cross_frame; /* padding and border */
	double main_at;   /* of the border box in the content box, from the left or the top */
	float cross_at;
	/* from the margin edge at the cross start, of a last baseline at the cross end; unknown unless
	 * the item is aligned by it */
	float baseline;
	uint32_t index;   /* in tree order */
	uint8_t align;    /* enum oriel_align, perhaps with ORIEL__ALIGN_SAFE */
	bool is_frozen;
	bool is_stretched; /* its cross size is that of the line */
};

struct oriel__flex_line {
	size_t first, count; /* items */
	float used_main;     /* of items, margins and gaps */
	float cross_size;
	float ascent, descent; /* the largest first baseline from the start, last one from the end */
	double cross_at;     /* from the cross start */
};

#define ORIEL__FLEX_LOCAL 12

struct oriel__flex {
	struct oriel__node *node;
	const struct oriel__style *style;
	bool is_column, is_reverse; /* flex-direction */
	bool is_wrap, is_wrap_reverse;
	bool is_main_reversed, is_cross_reversed; /* the axis begins at the right or the bottom */
	/* of the content box; main of a column and cross of a row may be unknown */
	float main, cross;
	float break_at;       /* a line is not longer; INFINITY: all items are in one */
	float basis_width;    /* what percentages of the items are of: the content box's width */
	float percent_height; /* its height if that is definite; else unknown */
	struct oriel__space space; /* of the items, of which nothing is fixed */
	float main_gap, cross_gap;
	bool has_auto_margins; /* of an item */
	bool is_content_height; /* lines across keep the sizes that their items give them */
	bool has_narrow; /* an item may add less to the max-content width than to the min-content one */
	bool has_collapsed;    /* an item has visibility: collapse; later, items had */
	/* or NULL: px across that the items collapsed behind item i - 1 keep of their line */
	float *struts;
	struct oriel__flex_item *items;
	size_t count;
	struct oriel__flex_line *lines;
	size_t line_count;
	struct oriel__flex_line local_line;
	struct oriel__flex_item local[ORIEL__FLEX_LOCAL]; /* what most containers need */
};

/* The content box of a container. */
struct oriel__flex_box {
	float width;
	float height;          /* unknown: as the content wants it */
	float definite_height; /* what percentages are of; unknown: none */
	float max_height;      /* where height is unknown: it will not be higher */
	bool is_content_height; /* of one row: the height that its items want is being found */
	bool is_intrinsic;     /* the width is being found: percentages are not of it */
};

/* Finds the size of every item and of the lines. */
void oriel__flex_solve(
	struct oriel__flex *flex, struct oriel__node *node, struct oriel__flex_box box);
/* Finds where the items stand; needs both of the container's sizes. */
void oriel__flex_place(struct oriel__flex *flex);
void oriel__flex_finish(struct oriel__flex *flex);
/* Returns the height of the content box that the lines want. */
float oriel__flex_height(const struct oriel__flex *flex);
/* Returns whether the final height of an item is a basis for percentages. */
bool oriel__flex_is_definite(const struct oriel__flex *flex, const struct oriel__flex_item *item);

/* Walks the items of a line, which a const flex does not protect. */
#define oriel__flex_items_each(item, flex, line) \
	for (struct oriel__flex_item *item = (flex)->items + (line)->first, \
								*item##_end = item + (line)->count; \
		item != item##_end; item++)

static inline float oriel__flex_margins_main(const struct oriel__flex_item *item) {
	return item->main_before + item->main_after;
}

/* A minimum that is not known does not matter: what grows from its content, or its own size, is not
 * below it. */
static inline float oriel__flex_within_limits(const struct oriel__flex_item *item, float size) {
	size = oriel__smaller(size, item->max);
	return oriel__is_known(item->min) ? oriel__larger(size, item->min) : size;
}

/* Returns the border box of an item that was placed, px in the content box. */
static inline struct oriel__box oriel__flex_rect(
	const struct oriel__flex *flex, const struct oriel__flex_item *item) {
	if (flex->is_column)
		return (struct oriel__box){
			(double)item->cross_at, item->main_at, item->cross_size, item->main_size
		};
	return (struct oriel__box){
		item->main_at, (double)item->cross_at, item->main_size, item->cross_size
	};
}

/* Fills in the axes. */
void oriel__flex_init_style(struct oriel__flex *flex, const struct oriel__style *style);
/* Fills in the axes, the bases of percentages and the gaps. */
void oriel__flex_init(struct oriel__flex *flex, struct oriel__node *node, float basis_width,
	float percent_height);
/* Finds the items, in order. */
void oriel__flex_collect(struct oriel__flex *flex);
/* Finds the minimum of an item along the main axis, unless it is known. */
void oriel__flex_find_minimum(const struct oriel__flex *flex, struct oriel__flex_item *item);
/* Finds the room that the items of a line use along the main axis, and their final main sizes. */
void oriel__flex_resolve(struct oriel__flex *flex, struct oriel__flex_line *line);
/* Finds an item's base size and its size within the limits. */
void oriel__flex_find_base(const struct oriel__flex *flex, struct oriel__flex_item *item);
/* Fills in what does not depend on the sizes of an item, whose node and style are set. */
void oriel__flex_item_init(const struct oriel__flex *flex, struct oriel__flex_item *item);
/* Measures one item of a column, with node and style filled in, by itself: its base size, within
 * its limits, and where it stands across. */
void oriel__flex_measure_item(const struct oriel__flex *flex, struct oriel__flex_item *item);
/* Returns where an item stands in a line of this cross size, px from the cross start; finds its
 * automatic margins. */
float oriel__flex_cross_offset(const struct oriel__flex *flex, struct oriel__flex_item *item,
	const struct oriel__flex_line *line);

/* Returns the width of the content box that the items want. is_dependent: set if it follows from
 * the definite height. */
float oriel__flex_content_width(
	struct oriel__node *node, bool is_minimal, float definite_height, bool *is_dependent);

/* How far an alignment moves a group of count things into free px, and what it puts between two of
 * them. align: START, CENTER, END or SPACE_…, as from the start of the axis. */
float oriel__align_group(uint8_t align, float free_space, size_t count, float *between);
/* Returns the alignment of content along the main axis as oriel__align_group() takes it. */
uint8_t oriel__flex_justify(const struct oriel__flex *flex, float free_space);

/* Returns where a box outside the flow stands along an axis of its parent's content box if it has
 * no insets: START (the left or the top), CENTER or END. Source: CSS Flexible Box §4.1. */
uint8_t oriel__flex_static_alignment(const struct oriel__style *container,
	const struct oriel__style *style, bool is_vertical, float free_space);

/* The alignment without ORIEL__ALIGN_SAFE. */
static inline uint8_t oriel__align_of(uint8_t align) {
	return align & (uint8_t)~ORIEL__ALIGN_SAFE;
}

static inline bool oriel__is_baseline(uint8_t align) {
	align = oriel__align_of(align);
	return align == ORIEL_ALIGN_BASELINE || align == ORIEL_ALIGN_LAST_BASELINE;
}

static inline uint8_t oriel__flex_item_align(
	const struct oriel__style *container, const struct oriel__style *item) {
	uint8_t align = item->align_self != 0 ? item->align_self : container->align;
	return align == ORIEL_ALIGN_NORMAL ? ORIEL_ALIGN_STRETCH : align;
}

/* Levels below the deepest are not laid out. */
bool oriel__layout_may_descend(struct oriel__node *node);

#endif
