/* SPDX-License-Identifier: MIT */
/*
 * Members of the top layer that stand beside an anchor, inside the window.
 *
 * The main axis leads from the anchor to the member. There, the member stands on the wished side if
 * it fits, else on the other side if it fits there, else on the larger one. A member above or below
 * is made as high as that side; a member left or right of its anchor covers the anchor instead,
 * because a narrow menu cannot be read. Along the anchor, the member is aligned, and then shifted
 * into the window. Source: CSS Anchor Positioning 1, "position-try-fallbacks" of flip-block and
 * flip-inline.
 */
#include "layout/position_internal.h"

#include <oriel/ui/geometry.h>

#include "layout/arrange_internal.h"
#include "layout/layout_geometry_internal.h"
#include "layout/layout_internal.h"
#include "layout/measure_internal.h"
#include "tree/top_layer_internal.h"

/* A member above or below that had less room than this covers its anchor, px. */
#define LEAST_HEIGHT 80.0f
/* A member may be the anchor of another one, which follows in the next round. */
enum { ANCHORED_ROUNDS = 8 };

/* One axis; px in the window. */
struct anchored_axis {
	float anchor_start, anchor_end;
	float window;        /* size of the window */
	float before, after; /* margins */
	float size;          /* of the member */
};

static float anchored_room_before(const struct anchored_axis *axis) {
	return axis->anchor_start - axis->before - axis->after;
}

static float anchored_room_after(const struct anchored_axis *axis) {
	return axis->window - axis->anchor_end - axis->before - axis->after;
}

/* Returns the position within the window; a member that is too large begins at the start. */
static float anchored_clamp(const struct anchored_axis *axis, float at) {
	float last = axis->window - axis->after - axis->size;
	return oriel__larger(axis->before, oriel__smaller(at, last));
}

/* Returns whether the member stands before its anchor, and not behind it. */
static bool anchored_is_before(const struct anchored_axis *axis, bool is_wished) {
	float before = anchored_room_before(axis), after = anchored_room_after(axis);
	if (axis->size <= (is_wished ? before : after))
		return is_wished;
	if (axis->size <= (is_wished ? after : before))
		return !is_wished;
	return before == after ? is_wished : before > after;
}

static float anchored_beside(const struct anchored_axis *axis, bool is_before) {
	return anchored_clamp(axis,
		is_before ? axis->anchor_start - axis->after - axis->size :
					axis->anchor_end + axis->before);
}

static float anchored_along(const struct anchored_axis *axis, uint8_t alignment, bool is_reversed) {
	float free = axis->anchor_end - axis->anchor_start - axis->size;
	float shift = alignment == ORIEL_SIDE_ALIGN_CENTER ? free / 2 :
		(alignment == ORIEL_SIDE_ALIGN_END) != is_reversed ? free :
															0;
	return anchored_clamp(axis, axis->anchor_start + shift);
}

static struct anchored_axis anchored_axis_of(const struct oriel__node *node,
	const struct oriel__style *style, const struct oriel_rect *anchor, bool is_vertical) {
	const struct oriel__node *root = node->tree->root;
	const struct oriel_edges margin = oriel__margin(style, root->rect.width);
	if (is_vertical)
		return (struct anchored_axis){ anchor->y, anchor->y + anchor->height, root->rect.height,
			margin.top, margin.bottom, 0 };
	return (struct anchored_axis){ anchor->x, anchor->x + anchor->width, root->rect.width,
		margin.left, margin.right, 0 };
}

static float anchored_space(const struct anchored_axis *axis) {
	return oriel__larger(0, axis->window - axis->before - axis->after);
}

static void anchored_find_width(struct anchored_axis *x, struct oriel__node *node,
	struct oriel__space *space, const struct oriel__anchoring *anchoring) {
	space->available_width = anchored_space(x);
	x->size = oriel__measure_width(node, space);
	if (anchoring->is_as_wide)
		x->size = oriel__larger(x->size, anchoring->rect.width);
	if (x->size > anchored_space(x))
		x->size = anchored_space(x);
	space->width = x->size;
}

void oriel__anchored_place(struct oriel__node *node) {
	const struct oriel__anchoring *anchoring = &node->rare->top->anchoring;
	const struct oriel__style *style = oriel__layout_style(node);
	bool is_rtl = oriel__layout_style(node->parent)->is_rtl;
	bool is_block = anchoring->side == ORIEL_SIDE_BLOCK_END ||
		anchoring->side == ORIEL_SIDE_BLOCK_START;
	struct anchored_axis x = anchored_axis_of(node, style, &anchoring->rect, false);
	struct anchored_axis y = anchored_axis_of(node, style, &anchoring->rect, true);
	struct oriel__space space = oriel__space_in(x.window, y.window);
	oriel__layout_cache_set_depth(node->layout_cache, node->parent->layout_cache->depth + 1u);
	anchored_find_width(&x, node, &space, anchoring);
	y.size = oriel__measure_height(node, &space, x.size);

	float natural = y.size, limit = anchored_space(&y);
	struct oriel_point at;
	if (is_block) {
		bool is_before = anchored_is_before(&y, anchoring->side == ORIEL_SIDE_BLOCK_START);
		float room = is_before ? anchored_room_before(&y) : anchored_room_after(&y);
		if (room >= oriel__smaller(LEAST_HEIGHT, natural))
			limit = room;
		y.size = oriel__smaller(natural, limit);
		at.y = anchored_beside(&y, is_before);
		at.x = anchored_along(&x, anchoring->alignment, is_rtl);
	} else {
		bool is_left = (anchoring->side == ORIEL_SIDE_INLINE_START) != is_rtl;
		y.size = oriel__smaller(natural, limit);
		at.x = anchored_beside(&x, anchored_is_before(&x, is_left));
		at.y = anchored_along(&y, anchoring->alignment, false);
	}
	space.height = y.size < natural ? y.size : ORIEL__UNKNOWN;
	space.is_height_definite = oriel__is_known(space.height);
	bool is_definite = oriel__is_known(oriel__definite_height(node, style, &space));
	oriel__layout_place(node,
		(struct oriel__box){ (double)at.x, (double)at.y, x.size, y.size }, x.window, is_definite);
}

/* ---- Following ---- */

/* Reads where the anchor is. Returns whether it has moved; an anchor that is gone has not. */
static bool anchored_has_moved(struct oriel__anchoring *anchoring) {
	const oriel_widget *anchor = oriel_widget_from_id(anchoring->id);
	if (anchor == NULL)
		return false;
	const struct oriel__node *node = oriel__node_of(anchor);
	if (node->tree == NULL || node->layout_cache == NULL || !oriel__layout_is_shown(node))
		return false;
	struct oriel_rect rect = oriel__layout_window_bounds(node);
	const struct oriel_rect *old = &anchoring->rect;
	if (rect.x == old->x && rect.y == old->y && rect.width == old->width &&
		rect.height == old->height)
		return false;
	anchoring->rect = rect;
	return true;
}

void oriel__anchored_follow(struct oriel__tree *tree) {
	bool has_moved = true;
	for (int round = 0; has_moved && round < ANCHORED_ROUNDS; round++) {
		has_moved = false;
		oriel__top_layer_each(top, tree) {
			struct oriel__node *node = top->node;
			if (!top->anchoring.is_set || !node->escapes || !oriel__layout_is_shown(node) ||
				!anchored_has_moved(&top->anchoring))
				continue;
			oriel__anchored_place(node);
			has_moved = true;
		}
	}
}
