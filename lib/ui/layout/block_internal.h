/* SPDX-License-Identifier: MIT */
/*
 * A block container: its children stand one below another, as wide as the container, and their
 * vertical margins collapse. Sizes and places come out relative to the container's content box.
 *
 *	struct oriel__block block;
 *	oriel__block_solve(&block, node, (struct oriel__block_box){ 300, 200, ORIEL__UNKNOWN });
 *	for (size_t i = 0; i < block.count; i++)
 *		use(block.items[i].node, block.items[i].rect);
 *	oriel__block_finish(&block);
 */
#ifndef ORIEL_LAYOUT_BLOCK_INTERNAL_H
#define ORIEL_LAYOUT_BLOCK_INTERNAL_H

#include "layout/measure_internal.h"

/* Margins that collapse: the largest of the positive ones and of the negative ones. */
struct oriel__strut {
	float positive, negative;
};

/* What the margins of a box's content do outside of the box. */
struct oriel__block_margins {
	struct oriel__strut top, bottom; /* without the box's own margins */
	float height;    /* of the content box without these margins */
	bool is_through; /* nothing keeps the margins at the top and at the bottom apart */
};

/* What a parent has read of them; kept with the node's layout cache. */
struct oriel__block_cache {
	float width, definite_height; /* of the content box that was asked for */
	struct oriel__block_margins margins;
};

struct oriel__block_item {
	struct oriel__node *node;
	struct oriel__box rect; /* border box, px in the content box */
	bool is_definite;       /* its height is a basis for percentages */
};

struct oriel__block {
	struct oriel__block_item *items;
	size_t count;
	float height; /* of the content box as the content wants it */
	bool is_dependent; /* a percentage was of the definite height */
	struct oriel__block_margins margins;
	struct oriel__block_item local[8];
};

/* The content box of a container. */
struct oriel__block_box {
	float width;
	float height;          /* unknown while it is being found */
	float definite_height; /* what percentages are of; unknown: none */
	bool is_final;         /* stores the static positions of absolute children */
};

void oriel__block_solve(
	struct oriel__block *block, struct oriel__node *node, struct oriel__block_box box);
void oriel__block_finish(struct oriel__block *block);
/* As oriel__flex_content_width(). */
float oriel__block_content_width(
	struct oriel__node *node, bool is_minimal, float definite_height, bool *is_dependent);
/* Returns the first or last baseline from the top of the content box; INFINITY: none. */
float oriel__block_baseline(
	const struct oriel__block *block, float width, float definite_height, bool is_last);

/* Whether the margins that parents have read differ from those now. Forgets them. */
bool oriel__block_margins_changed(struct oriel__node *node);

/* Whether a node is a block container whose margins collapse with its children's. */
bool oriel__block_is_open(const struct oriel__node *node, const struct oriel__style *style);

#endif
