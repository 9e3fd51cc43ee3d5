/* SPDX-License-Identifier: MIT */
/*
 * Boxes of a node.
 */
#ifndef ORIEL_LAYOUT_LAYOUT_GEOMETRY_INTERNAL_H
#define ORIEL_LAYOUT_LAYOUT_GEOMETRY_INTERNAL_H


#include "style/style_internal.h"
#include "tree/node_internal.h"

/* Removing a node from its tree zeroes its box and those of its descendants. So an empty box means
 * that a node has no place yet, except for boxes that really are empty. */
static inline bool oriel__box_has_no_size(struct oriel__box box) {
	return box.width == 0 && box.height == 0;
}

/* Returns the content box, px from the corner of the border box. */
struct oriel_rect oriel__layout_content_box(
	const struct oriel__node *node, const struct oriel__style *style);

/* Brings style and layout of the node's window up to date, if anything is marked and no class is
 * being asked. Classes that style tells of a change may destroy widgets: returns false if the node
 * is destroyed. */
bool oriel__layout_bring_up_to_date(const struct oriel__node *node);
/* As oriel_widget_window_bounds(), of the last layout. */
struct oriel_rect oriel__layout_window_bounds(const struct oriel__node *node);

#endif
