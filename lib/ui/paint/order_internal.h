/* SPDX-License-Identifier: MIT */
/*
 * The order of painting; hit testing uses the reverse order. Source: CSS 2.2, appendix E, without
 * floats and inline content.
 *
 * A node is a *layer* if it is positioned or a stacking context (oriel__node.lifted). A *stacking
 * context* (oriel__node.stacks) is drawn as a unit: its own box, its layers with a negative
 * z-index, its flow, its other layers by z-index, its scroll bars and its outline. Layers of equal
 * z-index are in tree order. The layers of a context are those inside it that are in no inner
 * context. A layer that is no context is drawn without the layers inside it, which follow it.
 *
 * The scroll bars of a scroll container that is no context are drawn over the layers inside it. So
 * they are an entry of the list by themselves.
 *
 * Layers are found when a context is drawn or hit: by a walk through the nodes that contain layers
 * (oriel__node.holds_lifted), which skips those out of reach, and from the tree's list of nodes
 * that stand apart. A program without positioned nodes never walks.
 */
#ifndef ORIEL_PAINT_ORDER_INTERNAL_H
#define ORIEL_PAINT_ORDER_INTERNAL_H

#include "layout/children_internal.h"
#include "paint/device_internal.h"
#include "tree/position_internal.h"

/* Where the children of a node stand, as the user of the walk counts it. */
struct oriel__layer_place {
	double x, y;
	struct oriel_device_rect clip; /* painting: of the ancestors that contain the children */
	uint32_t corners; /* painting: the innermost round clip, an index + 1; 0: none */
	bool is_clipped;  /* hit testing: no child can be reached */
};

struct oriel__layer {
	struct oriel__node *node;
	struct oriel__layer_place place; /* of the node and its siblings */
	int z;
	uint32_t at;   /* the order among equals */
	bool is_bars;  /* only the scroll bars of the node */
};

struct oriel__layer_walk {
	/* Returns the children of a node that may be reached. */
	struct oriel__children (*children)(const struct oriel__layer_walk *walk,
		const struct oriel__node *node, const struct oriel__layer_place *inside);
	/* Returns whether a child, or a node inside it, may be reached. Sets *inside then. */
	bool (*enter)(struct oriel__layer_walk *walk, struct oriel__node *child,
		const struct oriel__layer_place *at, struct oriel__layer_place *inside);
	/* Finds the place inside a container, or in the window (NULL). Returns whether there is one. */
	bool (*place_in)(struct oriel__layer_walk *walk, struct oriel__node *container,
		struct oriel__layer_place *inside);
	struct oriel__layer *layers;
	size_t count, capacity;
	size_t below; /* the first layers, whose z-index is negative */
};

/* Finds the layers of a stacking context, in the order of painting. The layers are those of the
 * walk, which begins as zeros apart from its functions. inside: the place of the context's
 * children. */
void oriel__layers_find(struct oriel__layer_walk *walk, struct oriel__node *context,
	const struct oriel__layer_place *inside);
void oriel__layers_finish(struct oriel__layer_walk *walk);

/* Returns whether a node's scroll bars are a layer, and not drawn with the node. */
static inline bool oriel__layer_has_bars(const struct oriel__node *node) {
	return node->scroll != NULL && node->holds_lifted && !node->stacks;
}

/* Returns whether some node inside a context stands in a box outside it. */
bool oriel__layers_escape(const struct oriel__node *context);

#endif
