/* SPDX-License-Identifier: MIT */
/*
 * The order of painting; hit testing uses the reverse order. Source: CSS 2.1, appendix E, without
 * floats and z-index.
 *
 * A node with absolute position is *lifted*: it is drawn after all content in the flow of its
 * *layer*, even after later siblings of its ancestors. Lifted nodes are drawn in tree order.
 *
 * A layer is drawn as a unit. Layers are the root, every lifted node, and every node that clips or
 * is not fully opaque. A layer consists of its own box, then the flow content inside it, and then
 * its lifted nodes that are in no inner layer.
 *
 * Each node stores whether it contains a lifted node (oriel__node.holds_lifted), so subtrees
 * without one are not searched.
 */
#ifndef ORIEL_PAINT_ORDER_INTERNAL_H
#define ORIEL_PAINT_ORDER_INTERNAL_H

#include "paint/display_list_internal.h"

/* Tells whether a node is a layer, by the state of its last painting. */
static inline bool oriel__picture_is_layer(const struct oriel__node *node) {
	const struct oriel__picture *picture = node->picture;
	return picture->is_lifted || picture->does_clip || picture->opacity < 1 || node->parent == NULL;
}

#endif
