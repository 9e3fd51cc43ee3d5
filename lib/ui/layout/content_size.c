/* SPDX-License-Identifier: MIT */
/*
 * The size that a tree takes by itself: its max-content width, and its height at that width. A
 * window that fits its content uses this size.
 */
#include "layout/layout_internal.h"
#include "layout/measure_internal.h"
#include "tree/tree_state_internal.h"

#include <math.h>

/* Returns a whole number of px, at least 1 and min, so that a window never cuts the content. */
static float content_size_length(float content, float min) {
	const float most = 16384;
	return fminf(fmaxf(ceilf(content), fmaxf(min, 1)), most);
}

struct oriel_size oriel__layout_content_size(struct oriel__tree *tree, struct oriel_size min) {
	struct oriel__node *root = tree->root;
	const struct oriel__space any = oriel__space_in(ORIEL__UNKNOWN, ORIEL__UNKNOWN);
	oriel__tree_freeze(oriel__node_loop(root), "measure");
	float width = content_size_length(oriel__measure_contribution(root, false, &any), min.width);
	struct oriel__space wide = oriel__space_in(width, ORIEL__UNKNOWN);
	wide.width = width;
	float height = content_size_length(oriel__measure_height(root, &wide, width), min.height);
	oriel__tree_thaw(oriel__node_loop(root));
	return (struct oriel_size){ width, height };
}
