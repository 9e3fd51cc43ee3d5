/* SPDX-License-Identifier: MIT */
/*
 * The list of nodes that stand apart.
 */
#include "tree/position_internal.h"

#include "base/alloc_internal.h"
#include "tree/walk_internal.h"

void oriel__position_drop(struct oriel__node *node) {
	struct oriel__position *position = node->rare->position;
	oriel__list_remove(&node->tree->positions, &position->link);
	node->rare->position = NULL;
	node->apart = node->escapes = 0;
	oriel__free(position);
}

void oriel__positions_drop_inside(struct oriel__tree *tree, const struct oriel__node *root) {
	oriel__positions_each(position, tree) {
		struct oriel__node *node = position->node, *container = position->container;
		if (!oriel__node_contains(root, node))
			continue;
		/* what there is to scroll changes in a container that stays */
		if (node->escapes && container != NULL && !oriel__node_contains(root, container))
			oriel__node_mark(container, ORIEL__MARK_LAYOUT);
		oriel__position_drop(node);
	}
}
