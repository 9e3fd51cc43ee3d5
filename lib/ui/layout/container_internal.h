/* SPDX-License-Identifier: MIT */
/*
 * The content of a node whose class does not measure: of a flex or a block container. Nothing is
 * kept here; measure.c does that. All lengths are px.
 */
#ifndef ORIEL_LAYOUT_CONTAINER_INTERNAL_H
#define ORIEL_LAYOUT_CONTAINER_INTERNAL_H

#include "layout/measure_internal.h"

/* Whether a node is a block container. */
static inline bool oriel__layout_is_block(const struct oriel__node *node) {
	return oriel__layout_style(node)->display == ORIEL_DISPLAY_BLOCK &&
		oriel__node_class(node)->measure == NULL && oriel__node_class(node)->arrange == NULL;
}

/* Returns the style of a child that takes part in the flow, with its cache ready for measuring;
 * NULL if it does not. */
const struct oriel__style *oriel__layout_take_child(
	struct oriel__node *node, struct oriel__node *child);

/* Returns the min-content or max-content width of the content box. definite_height: of the content
 * box, or unknown; is_dependent is set if the answer follows from it, and left otherwise. */
float oriel__container_width(
	struct oriel__node *node, bool is_minimal, float definite_height, bool *is_dependent);
/* Returns the height of the content box as the content wants it at a width. */
float oriel__container_height(
	struct oriel__node *node, float width, float definite_height, bool *is_dependent);
/* Returns the first or last baseline from the top of the border box, which has its final size;
 * INFINITY: the content has none. */
float oriel__container_baseline(struct oriel__node *node, float basis_width,
	struct oriel_size border_box, bool is_definite, bool is_last);

#endif
