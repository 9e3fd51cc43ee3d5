/* SPDX-License-Identifier: MIT */
/*
 * A list of nodes to notify. The list is complete before the first notification, because a notified
 * class may change the tree. Valid inside a hold.
 */
#ifndef ORIEL_TREE_NODE_LIST_INTERNAL_H
#define ORIEL_TREE_NODE_LIST_INTERNAL_H

#include "base/alloc_internal.h"
#include "tree/node_internal.h"

/* All zeros is an empty list. The owner frees nodes. */
struct oriel__node_list {
	struct oriel__node **nodes;
	size_t count, capacity;
};

static inline void oriel__node_list_add(struct oriel__node_list *list, struct oriel__node *node) {
	if (list->count == list->capacity)
		list->nodes = oriel__grow(
			list->nodes, &list->capacity, list->count + 1, sizeof(*list->nodes));
	list->nodes[list->count++] = node;
}

#endif
