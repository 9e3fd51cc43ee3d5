/* SPDX-License-Identifier: MIT */
/*
 * Scroll anchoring: what is read stays where it is on the screen when rows above it come, go or
 * change their size.
 */
#ifndef ORIEL_LAYOUT_ANCHOR_INTERNAL_H
#define ORIEL_LAYOUT_ANCHOR_INTERNAL_H

#include "tree/node_internal.h"

/* Chooses the anchor of a scroll container whose content is about to be placed again, and remembers
 * where it stands. */
void oriel__anchor_choose(struct oriel__node *scroller);
/* Chooses the anchors of all scroll containers around a node. */
void oriel__anchor_choose_around(const struct oriel__node *node);
/* Scrolls each container by the distance that its anchor has moved; called after a layout. */
void oriel__anchor_adjust(struct oriel__tree *tree);
/* Drops the anchor of a scroll container that is about to be freed. */
void oriel__anchor_forget(struct oriel__node *scroller);
/* Keeps a node that moves within its tree from being an anchor until the next layout has placed it.
 */
void oriel__anchor_moving(struct oriel__node *node);

#endif
