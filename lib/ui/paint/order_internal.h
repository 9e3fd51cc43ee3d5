/* SPDX-License-Identifier: MIT */
/*
 * The order of painting, which hit testing goes through backwards. Source: CSS 2.1, appendix E,
 * without floats and z-index.
 *
 * A node that is placed absolutely is *lifted*: it is drawn after all that is in the flow of the
 * *layer* which it is in, also after later siblings of its ancestors. Lifted nodes are drawn in
 * tree order. A layer is drawn as one thing: the window's root, every lifted node, and every node
 * that clips or is not quite opaque. So a layer is its own box, then what is in the flow in it,
 * then the lifted nodes in it that are in no inner layer.
 *
 * Nodes know whether they hold a lifted one (oriel__node.holds_lifted): where none is, nothing is
 * looked for.
 */
#ifndef ORIEL_PAINT_ORDER_INTERNAL_H
#define ORIEL_PAINT_ORDER_INTERNAL_H

#include "paint/display_list_internal.h"

/* Whether a node is a layer, by how it was painted last. */
static inline bool oriel__picture_is_layer(const struct oriel__node *node) {
	const struct oriel__picture *picture = node->picture;
	return picture->is_lifted || picture->does_clip || picture->opacity < 1 || node->parent == NULL;
}

#endif
