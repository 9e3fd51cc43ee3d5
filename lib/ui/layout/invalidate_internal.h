/* SPDX-License-Identifier: MIT */
/*
 * The first pass of a layout, and the lists of nodes that it leaves to the steps after it.
 */
#ifndef ORIEL_LAYOUT_INVALIDATE_INTERNAL_H
#define ORIEL_LAYOUT_INVALIDATE_INTERNAL_H


#include "style/style_internal.h"
#include "tree/node_list_internal.h"

struct oriel__layout_pass {
	/* dirty nodes whose parents stay as they are; descendants come before their ancestors */
	struct oriel__node_list stable;
	struct oriel__node_list reveal; /* nodes to scroll into view after the layout */
};

/* Clears the marks of LAYOUT below root, makes the marked nodes dirty, and fills the lists of pass,
 * whose lists are empty. The caller owns their memory. */
void oriel__layout_invalidate(struct oriel__layout_pass *pass, struct oriel__node *root);

#endif
