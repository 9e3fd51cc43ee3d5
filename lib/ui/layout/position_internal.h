/* SPDX-License-Identifier: MIT */
/*
 * The placing of positioned boxes.
 */
#ifndef ORIEL_LAYOUT_POSITION_INTERNAL_H
#define ORIEL_LAYOUT_POSITION_INTERNAL_H

#include "layout/measure_internal.h"
#include "tree/position_internal.h"

/* Places an absolute or fixed child, or a shadow child. The parent's own place is known, and the
 * items of its flow are placed. A child that escapes is placed at the end of the layout. */
void oriel__position_place(struct oriel__node *child, const struct oriel__style *style);

/* Returns where an item of the flow stands that the flow has given a place: a relative or sticky
 * item is moved. area: the grid area of an item of a grid; NULL: the containing block is the
 * content box of the parent. */
struct oriel__box oriel__position_in_flow(struct oriel__node *node,
	const struct oriel__style *style, struct oriel__box rect, const struct oriel_size *area);

/* Returns the place that the flow has given an item: without the offset of a relative or sticky
 * item. */
struct oriel__box oriel__position_flow_box(
	const struct oriel__node *node, const struct oriel__style *style);

/* Places all nodes of the tree that stand apart; the end of each layout. */
void oriel__positions_place(struct oriel__tree *tree);
/* Moves sticky nodes to where the scroll offsets keep them. Returns whether any has moved. */
bool oriel__positions_stick(struct oriel__tree *tree);

/* Returns whether oriel__position_in_flow() would move an item, or take it off the list. */
static inline bool oriel__position_moves(
	const struct oriel__node *node, const struct oriel__style *style) {
	return node->apart || style->position == ORIEL__POSITION_RELATIVE ||
		style->position == ORIEL__POSITION_STICKY;
}

/* ---- anchored.c ---- */

/* Places a member of the top layer beside its anchor, as that was at the last call. */
void oriel__anchored_place(struct oriel__node *node);
/* Places the members again whose anchors have moved; called after a layout and after scrolling. */
void oriel__anchored_follow(struct oriel__tree *tree);

#endif
