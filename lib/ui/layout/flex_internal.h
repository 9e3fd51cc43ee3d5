/* SPDX-License-Identifier: MIT */
/*
 * One line of flex items in a container whose width is known and whose height may not be. Sizes and
 * places come out relative to the container's content box; nothing is written to the nodes.
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
	double main_at;   /* of the border box in the content box */
	float cross_at;
	float baseline;   /* unknown unless the item is aligned by it */
	uint8_t align;    /* enum oriel_align */
	bool is_frozen;
};

#define ORIEL__FLEX_LOCAL 12

struct oriel__flex {
	struct oriel__node *node;
	const struct oriel__style *style;
	bool is_column, is_reverse;
	/* of the content box; main of a column and cross of a row may be unknown */
	float main, cross;
	float used_main;     /* of items, margins and gaps */
	float line_cross;    /* of the largest item */
	float max_baseline;  /* of the items that are aligned by it */
	struct oriel__flex_item *items;
	size_t count;
	struct oriel__flex_item local[ORIEL__FLEX_LOCAL]; /* what most containers need */
};

/* Finds the size of every item and of the line. height: of the content box, or unknown. */
void oriel__flex_solve(
	struct oriel__flex *flex, struct oriel__node *node, float inner_width, float inner_height);
/* Finds where the items stand; needs both of the container's sizes. */
void oriel__flex_place(struct oriel__flex *flex);
void oriel__flex_finish(struct oriel__flex *flex);
/* Measures one item of a column, with node, style and align filled in, by itself: its base size,
 * within its limits, and where it stands across. */
void oriel__flex_measure_item(const struct oriel__flex *flex, struct oriel__flex_item *item);

/* The sum (row) or the largest (column) of what the items want, as a content box's width. */
float oriel__flex_content_width(struct oriel__node *node, bool minimal);

/* How far justify moves a group of count items into free px, and what it puts between two. */
float oriel__flex_justify(uint8_t justify, float free_space, size_t count, float *between);
/* How far align moves something into free px; baseline and stretch stand at the start. */
float oriel__flex_align(uint8_t align, float free_space);

/* Whether the item is to be as high, or wide, as its line. */
static inline bool oriel__flex_stretches(
	const struct oriel__style *style, uint8_t align, bool cross_vertical) {
	return align == ORIEL_ALIGN_STRETCH && oriel__is_auto(oriel__own_size(style, cross_vertical));
}

static inline uint8_t oriel__flex_item_align(
	const struct oriel__style *container, const struct oriel__style *item) {
	uint8_t align = item->align_self != 0 ? item->align_self : container->align;
	return align != 0 ? align : ORIEL_ALIGN_STRETCH;
}

/* Levels below the deepest are not laid out. */
bool oriel__layout_may_descend(struct oriel__node *node);

#endif
