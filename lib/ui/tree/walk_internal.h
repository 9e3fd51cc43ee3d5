/* SPDX-License-Identifier: MIT */
/*
 * Walks over a subtree of any depth, without recursion or memory.
 */
#ifndef ORIEL_TREE_WALK_INTERNAL_H
#define ORIEL_TREE_WALK_INTERNAL_H

#include "tree/node_internal.h"

/* Walks of one tree in tree order, without shadow trees. */

/* Returns the next node after node and its descendants; NULL at the end. root is node or an
 * ancestor; NULL: the whole tree. */
static inline struct oriel__node *oriel__node_after(
	const struct oriel__node *node, const struct oriel__node *root) {
	while (node != root && node->next == NULL) {
		node = oriel__node_tree_parent(node);
		if (node == NULL)
			return NULL;
	}
	return node != root ? node->next : NULL;
}

/* Returns the next node, children first; NULL at the end. */
static inline struct oriel__node *oriel__node_next(
	const struct oriel__node *node, const struct oriel__node *root) {
	return node->first_child != NULL ? node->first_child : oriel__node_after(node, root);
}

static inline struct oriel__node *oriel__node_last_inside(struct oriel__node *node) {
	while (node->last_child != NULL)
		node = node->last_child;
	return node;
}

/* Returns the previous node; root is the first. */
static inline struct oriel__node *oriel__node_previous(
	const struct oriel__node *node, const struct oriel__node *root) {
	if (node == root)
		return NULL;
	return node->previous != NULL ? oriel__node_last_inside(node->previous) :
									oriel__node_tree_parent(node);
}

/* The walks of the flat tree. */

static inline struct oriel__node *oriel__flat_after(
	const struct oriel__node *node, const struct oriel__node *root) {
	for (; node != NULL && node != root; node = node->parent) {
		struct oriel__node *next = oriel__node_next_flat(node);
		if (next != NULL)
			return next;
	}
	return NULL;
}

static inline struct oriel__node *oriel__flat_next(
	const struct oriel__node *node, const struct oriel__node *root) {
	struct oriel__node *first = oriel__node_first_flat(node);
	return first != NULL ? first : oriel__flat_after(node, root);
}

static inline struct oriel__node *oriel__flat_last_inside(struct oriel__node *node) {
	for (struct oriel__node *last = node; last != NULL; last = oriel__node_last_flat(last))
		node = last;
	return node;
}

static inline struct oriel__node *oriel__flat_previous(
	const struct oriel__node *node, const struct oriel__node *root) {
	if (node == root)
		return NULL;
	struct oriel__node *previous = oriel__node_previous_flat(node);
	return previous != NULL ? oriel__flat_last_inside(previous) : node->parent;
}

/* Walks descendants before their ancestor: oriel__flat_first_upwards() begins, and root is the
 * last. */
static inline struct oriel__node *oriel__flat_first_upwards(struct oriel__node *root) {
	for (struct oriel__node *first = root; first != NULL; first = oriel__node_first_flat(first))
		root = first;
	return root;
}

static inline struct oriel__node *oriel__flat_next_upwards(
	const struct oriel__node *node, const struct oriel__node *root) {
	if (node == root)
		return NULL;
	struct oriel__node *next = oriel__node_next_flat(node);
	return next != NULL ? oriel__flat_first_upwards(next) : node->parent;
}

/* Returns whether other is node or inside it, shadow trees included. Source: DOM, "host-including
 * inclusive ancestor". */
static inline bool oriel__node_contains(
	const struct oriel__node *node, const struct oriel__node *other) {
	while (other != NULL && other != node)
		other = other->parent;
	return other != NULL;
}

#endif
