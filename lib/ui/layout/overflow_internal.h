/* SPDX-License-Identifier: MIT */
/*
 * The scrollable overflow area: how far a node and what is visible of its descendants reach.
 */
#ifndef ORIEL_LAYOUT_OVERFLOW_INTERNAL_H
#define ORIEL_LAYOUT_OVERFLOW_INTERNAL_H

#include "style/style_internal.h"
#include "tree/node_internal.h"

/* Whether a computed overflow makes a scroll container along its axis. */
static inline bool oriel__overflow_scrolls(unsigned char overflow) {
	return overflow == ORIEL_OVERFLOW_HIDDEN || overflow == ORIEL_OVERFLOW_AUTO ||
		overflow == ORIEL_OVERFLOW_SCROLL;
}

/* Works out the area of a node whose children have their places; of a scroll container also what
 * there is to scroll. Returns whether the area differs from before. */
bool oriel__overflow_update(struct oriel__node *node, const struct oriel__style *style);
/* Works out the areas of the ancestors of a node whose area has changed, as far as they change. */
void oriel__overflow_propagate(const struct oriel__node *node);
/* Works out the horizontal extent of a long column that only programs scroll sideways: update
 * leaves the extent to the first question. */
void oriel__overflow_find_x(struct oriel__node *node);

#endif
