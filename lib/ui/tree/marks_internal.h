/* SPDX-License-Identifier: MIT */
/*
 * Finding marked children without scanning their siblings. A parent with many children keeps a list
 * of the marked children. A parent with few children, or with all children marked, is scanned.
 *
 * A walk clears its marks on each child before it moves to the next child. Children that are marked
 * during a walk may be visited too.
 */
#ifndef ORIEL_TREE_MARKS_INTERNAL_H
#define ORIEL_TREE_MARKS_INTERNAL_H

#include "tree/node_internal.h"

/* Returns a child that has any of these marks, or NULL; in no particular order. */
struct oriel__node *oriel__marked_first(struct oriel__node *parent, unsigned marks);
/* Returns the next marked child of the same parent, or NULL. */
struct oriel__node *oriel__marked_next(struct oriel__node *child, unsigned marks);

/* Removes child from the list of parent. Called by the code that unlinks a node. */
void oriel__marked_remove(struct oriel__node *parent, struct oriel__node *child);

#endif
