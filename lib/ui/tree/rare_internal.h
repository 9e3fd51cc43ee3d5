/* SPDX-License-Identifier: MIT */
/*
 * What few nodes have: made when it is first needed, freed with the node.
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
