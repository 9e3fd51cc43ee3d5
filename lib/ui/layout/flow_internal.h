/* SPDX-License-Identifier: MIT */
/*
 * The boxes that take part in the flow of a container: its children and generated boxes, where a
 * child with `display: contents` is replaced by its own children. Such a child has no box: its
 * rectangle is empty and stands at the corner of the container, so that the rectangles of the boxes
 * inside it are relative to that corner, too.
 *
 *	for (struct oriel__node *box = oriel__flow_first(node); box != NULL;
 *		box = oriel__flow_next(node, box))
 *		measure(box);
 */
#ifndef ORIEL_LAYOUT_FLOW_INTERNAL_H
#define ORIEL_LAYOUT_FLOW_INTERNAL_H

#include "tree/node_internal.h"

/* Returns whether a node is replaced by its children. */
static inline bool oriel__flow_is_dissolved(const struct oriel__node *node) {
	return node->is_contents && !node->hidden;
}

/* The slow paths of the functions below. */
struct oriel__node *oriel__flow_enter(
	const struct oriel__node *container, struct oriel__node *node);
struct oriel__node *oriel__flow_after(
	const struct oriel__node *container, struct oriel__node *box);
uint32_t oriel__flow_count_all(const struct oriel__node *container);
struct oriel__node *oriel__flow_find_parent(const struct oriel__node *node);

static inline struct oriel__node *oriel__flow_first(const struct oriel__node *container) {
	struct oriel__node *first = oriel__node_first_in_flow(container);
	return container->holds_contents ? oriel__flow_enter(container, first) : first;
}

static inline struct oriel__node *oriel__flow_next(
	const struct oriel__node *container, struct oriel__node *box) {
	return container->holds_contents ? oriel__flow_after(container, box) :
										oriel__node_next_in_flow(box);
}

/* Returns the number of boxes, hidden and absolute ones included. */
static inline uint32_t oriel__flow_count(const struct oriel__node *container) {
	return container->holds_contents ? oriel__flow_count_all(container) :
										oriel__node_flow_count(container);
}

/* Returns the node in whose flow a box stands; the parent of a shadow child. */
static inline struct oriel__node *oriel__flow_parent(const struct oriel__node *node) {
	return node->parent != NULL && oriel__flow_is_dissolved(node->parent) ?
		oriel__flow_find_parent(node) :
		node->parent;
}

#endif
