/* SPDX-License-Identifier: MIT */
/*
 * The nodes of a tree that stand apart: those whose containing block is not their parent (they
 * escape), and sticky nodes. layout/ fills the list, paint/ and input/ read it. A node leaves the
 * list when it leaves its place in the tree, and enters it again by the next layout.
 */
#ifndef ORIEL_TREE_POSITION_INTERNAL_H
#define ORIEL_TREE_POSITION_INTERNAL_H

#include "tree/node_internal.h"

struct oriel__position {
	struct oriel__list_link link; /* of oriel__tree.positions, by depth */
	struct oriel__node *node;
	/* Of a node that escapes: the nearest ancestor that contains it; NULL: the window. */
	struct oriel__node *container;
	/* Of a sticky node: its place without its offset, and that offset, px. */
	struct oriel__box flow;
	double x, y;
	uint8_t marks; /* paint/: the node's marks, while a walk puts the node off */
};

#define oriel__positions_each(item, tree) \
	oriel__list_each (item, &(tree)->positions, struct oriel__position, link)

/* Takes a node off the list, and frees its entry. */
void oriel__position_drop(struct oriel__node *node);
/* Takes root and all nodes inside it off the list. */
void oriel__positions_drop_inside(struct oriel__tree *tree, const struct oriel__node *root);

/* Returns the node in whose border box a node stands, and with whose content it scrolls; NULL: the
 * window. */
static inline struct oriel__node *oriel__node_container(const struct oriel__node *node) {
	return node->escapes ? node->rare->position->container : node->parent;
}

#endif
