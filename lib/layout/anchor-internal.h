/* SPDX-License-Identifier: MIT */
/*
 * Scroll anchoring: what is read stays where it is on the screen when rows above it come, go or change their size.
 */
#ifndef ORIEL_LAYOUT_ANCHOR_INTERNAL_H
#define ORIEL_LAYOUT_ANCHOR_INTERNAL_H

#include "tree/node-internal.h"

/* Chooses the anchor of a scroll container whose content is about to be placed again, and remembers where it stands. */
void oriel__anchor_choose(struct oriel__node *scroller);
/* The same for the scroll containers around a node. */
void oriel__anchor_choose_around(const struct oriel__node *node);
/* After a layout: scrolls by as much as the anchors have moved. */
void oriel__anchor_adjust(struct oriel__tree *tree);
/* A scroll container goes: it has no anchor any more. */
void oriel__anchor_forget(struct oriel__node *scroller);
/* A node moves within its tree: it is no anchor until it has its new place. */
void oriel__anchor_moving(struct oriel__node *node);

#endif
