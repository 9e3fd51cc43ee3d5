/* SPDX-License-Identifier: MIT */
/*
 * Taking a node out of its parent, for this room.
 */
#ifndef ORIEL_TREE_INSERT_INTERNAL_H
#define ORIEL_TREE_INSERT_INTERNAL_H

#include "tree/node-internal.h"

/* The window and the classes are told. Without a parent nothing happens. Only inside a hold. */
void oriel__node_detach(struct oriel__node *node, bool destroying);

#endif
