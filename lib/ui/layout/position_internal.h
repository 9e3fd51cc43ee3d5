/* SPDX-License-Identifier: MIT */
/*
 * The placing of boxes outside the flow.
 */
#ifndef ORIEL_LAYOUT_POSITION_INTERNAL_H
#define ORIEL_LAYOUT_POSITION_INTERNAL_H

#include "layout/measure_internal.h"

/* Places an absolute child, or a shadow child, of a node whose own place is known. */
void oriel__position_place(
	struct oriel__node *node, struct oriel__node *child, const struct oriel__style *style);

#endif
