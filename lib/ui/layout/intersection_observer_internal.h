/* SPDX-License-Identifier: MIT */
/*
 * Intersection observers, for the frame of a window.
 */
#ifndef ORIEL_LAYOUT_INTERSECTION_OBSERVER_INTERNAL_H
#define ORIEL_LAYOUT_INTERSECTION_OBSERVER_INTERNAL_H

#include <oriel/ui/intersection_observer.h>

#include "tree/node_internal.h"

/* Compares the targets of a tree with their roots, and queues a task that tells the changes. Layout
 * has to be up to date. */
void oriel__intersection_update(struct oriel__tree *tree, double time_ms);

#endif
