/* SPDX-License-Identifier: MIT */
/*
 * Going to what is marked without looking at its siblings. A parent with many children keeps a list
 * of the marked ones; one with few, or whose children are all marked, is scanned.
 *
 * A walk takes its marks off each child before it asks for the next. What is marked meanwhile may
 * come up too.
 */
#ifndef ORIEL_TREE_MARKS_INTERNAL_H
#define ORIEL_TREE_MARKS_INTERNAL_H

#include "tree/node_internal.h"

/* A child that has any of these marks, or NULL; in no particular order. */
struct oriel__node *oriel__marked_first(struct oriel__node *parent, unsigned marks);
/* The one after child, of the same parent. */
struct oriel__node *oriel__marked_next(struct oriel__node *child, unsigned marks);

/* For the code that unlinks a node: parent forgets that the node is marked. */
void oriel__marked_remove(struct oriel__node *parent, struct oriel__node *child);

#endif
