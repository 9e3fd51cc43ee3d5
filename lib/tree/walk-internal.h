/* SPDX-License-Identifier: MIT */
/*
 * Walks over a subtree that need neither recursion nor memory, however deep it is.
 */
#ifndef ORIEL_TREE_WALK_INTERNAL_H
#define ORIEL_TREE_WALK_INTERNAL_H

#include "tree/node-internal.h"

/* The next in tree order after node and all that is in it; NULL at the end. root is node or an ancestor, or NULL: the whole tree. */
static inline struct oriel__node *oriel__node_after(const struct oriel__node *node, const struct oriel__node *root) {
	while (node != root && node->next == NULL) {
		node = node->parent;
		if (node == NULL)
			return NULL;
	}
	return node != root ? node->next : NULL;
}

/* The next in tree order, children first; NULL at the end. */
static inline struct oriel__node *oriel__node_next(const struct oriel__node *node, const struct oriel__node *root) {
	return node->first_child != NULL ? node->first_child : oriel__node_after(node, root);
}

static inline struct oriel__node *oriel__node_last_inside(struct oriel__node *node) {
	while (node->last_child != NULL)
		node = node->last_child;
	return node;
}

/* The one before in tree order; root is the first. */
static inline struct oriel__node *oriel__node_previous(const struct oriel__node *node, const struct oriel__node *root) {
	if (node == root)
		return NULL;
	return node->previous != NULL ? oriel__node_last_inside(node->previous) : node->parent;
}

/* Children before their parents: begin with the first, end with root. */
static inline struct oriel__node *oriel__node_first_upwards(struct oriel__node *root) {
	while (root->first_child != NULL)
		root = root->first_child;
	return root;
}

static inline struct oriel__node *oriel__node_next_upwards(const struct oriel__node *node, const struct oriel__node *root) {
	if (node == root)
		return NULL;
	return node->next != NULL ? oriel__node_first_upwards(node->next) : node->parent;
}

/* Whether other is node or inside it. */
static inline bool oriel__node_contains(const struct oriel__node *node, const struct oriel__node *other) {
	while (other != NULL && other != node)
		other = other->parent;
	return other != NULL;
}

#endif
