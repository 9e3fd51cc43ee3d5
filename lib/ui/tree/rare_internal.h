/* SPDX-License-Identifier: MIT */
/*
 * Members that few nodes need: created on first use, freed with the node.
 */
#ifndef ORIEL_TREE_RARE_INTERNAL_H
#define ORIEL_TREE_RARE_INTERNAL_H

#include "base/alloc_internal.h"
#include "tree/node_internal.h"

static inline struct oriel__rare *oriel__node_rare(struct oriel__node *node) {
	if (node->rare == NULL)
		node->rare = oriel__alloc_zero(1, sizeof(*node->rare));
	return node->rare;
}

#endif
