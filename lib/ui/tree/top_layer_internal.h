/* SPDX-License-Identifier: MIT */
/*
 * The top layer of a tree, and which nodes are inert.
 */
#ifndef ORIEL_TREE_TOP_LAYER_INTERNAL_H
#define ORIEL_TREE_TOP_LAYER_INTERNAL_H

#include "tree/node_internal.h"

/* Where layout/ places a member beside its anchor. */
struct oriel__anchoring {
	bool is_set;           /* the member has an anchor, else its style places it */
	bool is_as_wide;       /* at least as wide as the anchor */
	uint8_t side;          /* enum oriel_side */
	uint8_t alignment;     /* enum oriel_side_alignment */
	oriel_widget_id id;    /* of the anchor; 0: rect is the anchor */
	struct oriel_rect rect; /* px in the window: the anchor when the member was placed last */
};

struct oriel__top {
	struct oriel__list_link link; /* of oriel__tree.top_layer, the topmost last */
	struct oriel__node *node;
	uint64_t serial; /* grows with every addition: a greater one is above */
	bool is_modal;
	bool is_exempt; /* modal members do not block it */
	struct oriel__anchoring anchoring;
};

#define oriel__top_layer_each(item, tree) \
	oriel__list_each (item, &(tree)->top_layer, struct oriel__top, link)

/* Takes root and all nodes inside it out of the top layer; they leave the tree. */
void oriel__top_layer_drop_inside(struct oriel__tree *tree, const struct oriel__node *root);

/* Returns the topmost modal member, or NULL. tree may be NULL. */
struct oriel__node *oriel__top_layer_modal(const struct oriel__tree *tree);
bool oriel__node_is_inert(const struct oriel__node *node);

#endif
