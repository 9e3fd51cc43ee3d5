/* SPDX-License-Identifier: MIT */
/*
 * Decides whether scrolled pixels may be moved instead of redrawn.
 */
#ifndef ORIEL_PAINT_BLIT_INTERNAL_H
#define ORIEL_PAINT_BLIT_INTERNAL_H

#include "paint/display_list_internal.h"
#include "paint/device_internal.h"

/*
 * Tells whether every pixel of area shows only the node's children on one opaque colour, apart from
 * the node's own scroll bars and round corners. area is inside the padding box of the scrolling
 * node; space is the node's.
 */
bool oriel__blit_is_exact(const struct oriel__node *node, const struct oriel__device_space *space,
	struct oriel_device_rect area);

#endif
