/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of containers that place their children themselves.
 *
 * ```c
 * // Stacks children that have no margins.
 * static void stack_arrange(oriel_widget *widget, struct oriel_rect content) {
 *     for (oriel_widget *at = oriel_first_child(widget); at; at = oriel_next_sibling(at)) {
 *         struct oriel_measurement size = oriel_widget_measure(at, content.width);
 *         oriel_widget_place(at, (struct oriel_rect){ content.x, content.y, content.width,
 *             size.height });
 *         content.y += size.height + 8; // px between children
 *     }
 * }
 * ```
 *
 * Thread: loop; only inside the methods measure and arrange of a class (asserted). Errors: only
 * broken contracts, which assert.
 */
#ifndef ORIEL_EXTEND_LAYOUT_H
#define ORIEL_EXTEND_LAYOUT_H

#include <oriel/extend/widget.h>

ORIEL_BEGIN

/** Returns the size that a child needs, margins included, if max_width px are available. INFINITY
 * asks for the natural width, 0 for the least width, as for measure in widget.h. */
ORIEL_API struct oriel_measurement oriel_widget_measure(oriel_widget *child, float max_width);
/** Places a child's border box, px, relative to its parent's border box. Only arrange may call this
 * function. */
ORIEL_API void oriel_widget_place(oriel_widget *child, struct oriel_rect border_box);

ORIEL_END

#endif
