/* SPDX-License-Identifier: MIT */
/*
 * The second pass of a layout, which gives nodes their places.
 */
#ifndef ORIEL_LAYOUT_ARRANGE_INTERNAL_H
#define ORIEL_LAYOUT_ARRANGE_INTERNAL_H

#include "tree/node_internal.h"

/* Places the children of a node whose own place is known, and all that has to be placed inside
 * them. The node is not dirty afterwards. Returns whether its overflow area has changed: then
 * oriel__overflow_propagate() is due, unless its parent is being arranged. */
bool oriel__layout_arrange(struct oriel__node *node);
/* Places the root of a window of this size, with all that has to be placed inside it. */
void oriel__layout_arrange_root(struct oriel__node *root, struct oriel_size size);

/* ---- For other files of layout/ ---- */

/* Gives a node a place, and goes on inside it if its size has changed or it is dirty. basis_width:
 * what percentages of its padding are of; is_height_definite: percentages inside are of its height.
 */
void oriel__layout_place(
	struct oriel__node *node, struct oriel__box rect, float basis_width, bool is_height_definite);
/* The same for an item of the flow, which relative and sticky positions shift from rect. */
void oriel__layout_place_in_flow(
	struct oriel__node *node, struct oriel__box rect, float basis_width, bool is_height_definite);
/* Takes the places of a node and of all nodes inside it away. */
void oriel__layout_hide(struct oriel__node *node);

#endif
