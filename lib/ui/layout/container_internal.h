/* SPDX-License-Identifier: MIT */
/*
 * The content of a node whose class does not measure: of a flex or a block container. Nothing is
 * kept here; measure.c does that. All lengths are px.
 */
#ifndef ORIEL_LAYOUT_CONTAINER_INTERNAL_H
#define ORIEL_LAYOUT_CONTAINER_INTERNAL_H

#include "layout/measure_internal.h"

/* Returns whether a node is a block container; `contents` is that where it has a box. Source: CSS
 * Display 3, §2.8. */
static inline bool oriel__layout_is_block(const struct oriel__node *node) {
	uint8_t display = oriel__layout_style(node)->display;
	bool is_block = display == ORIEL_DISPLAY_BLOCK ||
		(display == ORIEL_DISPLAY_CONTENTS && !node->is_contents);
	return is_block &&
		oriel__node_class(node)->measure == NULL && oriel__node_class(node)->arrange == NULL;
}

/* Drops what was measured of a child, which came into or out of a block container. */
void oriel__layout_enter_block(struct oriel__layout_cache *cache, bool is_in_block);

/* Returns the style of a child that takes part in the flow, with its cache ready for measuring;
 * NULL if it does not. is_block: the node is a block container. */
static inline const struct oriel__style *oriel__layout_take_child(
	struct oriel__node *node, struct oriel__node *child, bool is_block) {
	if (child->layout_cache == NULL)
		oriel__layout_cache_siblings(child);
	const struct oriel__style *style = oriel__layout_style(child);
	if (!oriel__layout_is_displayed(child, style) || style->is_absolute)
		return NULL;
	oriel__layout_cache_set_depth(child->layout_cache, child->parent->layout_cache->depth + 1u);
	if (child->layout_cache->is_in_block != is_block)
		oriel__layout_enter_block(child->layout_cache, is_block);
	return style;
}

/* Returns the min-content or max-content width of the content box. definite_height: of the content
 * box, or unknown; is_dependent is set if the answer follows from it, and left otherwise. */
float oriel__container_width(
	struct oriel__node *node, bool is_minimal, float definite_height, bool *is_dependent);
/* Returns the height of the content box as the content wants it at a width. */
float oriel__container_height(
	struct oriel__node *node, float width, float definite_height, bool *is_dependent);
/* Returns what percentages inside a border box of a definite height are of, px: the height of the
 * content box, or of what a ratio gives if the content has made the box higher than that. */
float oriel__container_definite_height(
	struct oriel__node *node, float basis_width, float width, float height);
/* Returns the height of the content box at which a wrapping column breaks: the maximum height, or
 * infinity. */
float oriel__container_max_height(const struct oriel__style *style);
/* Return the sizes of the content box of a node without children, as `contain: size` requires: 0,
 * except for the explicit tracks of a grid. Source: CSS Containment 2, §3.1. */
float oriel__container_empty_width(struct oriel__node *node, float definite_height);
float oriel__container_empty_height(struct oriel__node *node, float width, float definite_height);
/* Returns the first or last baseline from the top of the border box, which has its final size;
 * INFINITY: the content has none. */
float oriel__container_baseline(struct oriel__node *node, float basis_width,
	struct oriel_size border_box, bool is_definite, bool is_last);

#endif
