/* SPDX-License-Identifier: MIT */
/*
 * Resize observers, for the frame of a window and for nodes that end.
 */
#ifndef ORIEL_LAYOUT_RESIZE_OBSERVER_INTERNAL_H
#define ORIEL_LAYOUT_RESIZE_OBSERVER_INTERNAL_H

#include <oriel/ui/resize_observer.h>

#include "tree/node_internal.h"

/* Deeper than no node: what the first round of a frame looks at. */
#define ORIEL__RESIZE_DEPTH_ALL (-1)

/* Finds the targets of a tree whose size has changed and that are deeper than depth. Returns
 * whether there are any. Layout has to be up to date. */
bool oriel__resize_gather(struct oriel__tree *tree, int depth);
/* Calls the observers of what was gathered. They may change anything. Returns the least depth of
 * their targets. */
int oriel__resize_broadcast(oriel_loop *loop);
/* Returns whether the last gathering has left out targets, since they are not deep enough. */
bool oriel__resize_is_left(oriel_loop *loop);

#endif
