/* SPDX-License-Identifier: MIT */
/*
 * Virtual containers and their items. Each loop lists the nodes whose class has the method
 * `realise`; layout/ and app/ read what items and containers store here.
 */
#ifndef ORIEL_TREE_VIRTUAL_INTERNAL_H
#define ORIEL_TREE_VIRTUAL_INTERNAL_H

#include <oriel/extend/virtual.h>

#include "tree/node_internal.h"

/* What arrange has told of the content of a scroll container, px. */
struct oriel__scroll_content {
	double width, height;
	double shift_y; /* to be applied once */
};

/* Returns the place of a node in its set; NULL if it is an item of none. */
const struct oriel_set_item *oriel__node_item(const struct oriel__node *node);

void oriel__virtual_add(struct oriel__node *node);
void oriel__virtual_remove(struct oriel__node *node);

/* Calls realise for each virtual container of a tree that is in it. view_of fills in what a
 * container shows. Classes may change anything. Returns whether any has changed its children. */
bool oriel__virtual_realise(struct oriel__tree *tree,
	void (*view_of)(const struct oriel__node *node, struct oriel_virtual_view *view));

#endif
