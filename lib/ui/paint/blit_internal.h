/* SPDX-License-Identifier: MIT */
/*
 * Whether scrolled pixels may be moved instead of being drawn again.
 */
#ifndef ORIEL_PAINT_BLIT_INTERNAL_H
#define ORIEL_PAINT_BLIT_INTERNAL_H

#include "paint/display_list_internal.h"
#include "paint/device_internal.h"

/*
 * Whether every pixel of area, in the padding box of a scrolling node of that space, shows the
 * node's children on one opaque colour and nothing else, but for the node's own scroll bars and
 * round corners.
 */
bool oriel__blit_is_exact(const struct oriel__node *node, const struct oriel__device_space *space,
	struct oriel_device_rect area);

#endif
