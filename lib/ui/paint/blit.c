/* SPDX-License-Identifier: MIT */
/*
 * Checks whether scrolled pixels can be moved, from the scrolling node up to the root. At each
 * level, siblings that are drawn later must not reach the area. Until an opaque background is
 * found, two more conditions hold: earlier siblings must not reach it either, and the ancestors may
 * draw only their backgrounds there. Siblings that are lifted, or contain a lifted node, may be
 * drawn later regardless of their position (order_internal.h).
 */
#include "paint/blit_internal.h"

#include "paint/raster_internal.h"
#include "tree/position_internal.h"
#include "tree/walk_internal.h"

static bool blit_reaches(const struct oriel__node *node, struct oriel__device_point origin,
	float scale, struct oriel_device_rect area) {
	const struct oriel__picture *picture = node->picture;
	if (picture == NULL || !picture->is_painted || picture->is_escaped)
		return false;
	struct oriel__device_space space = oriel__raster_space(
		origin, picture->rect.x, picture->rect.y, scale);
	return oriel__device_overlap(oriel__device_cover(&space, picture->subtree), area);
}

static bool blit_may_be_drawn_later(const struct oriel__node *node) {
	return node->lifted || node->holds_lifted ||
		(node->picture != NULL && node->picture->is_lifted);
}

/* Tells whether a sibling draws into the area. @param origin the origin of the parent's children */
static bool blit_siblings_reach(const struct oriel__node *node, struct oriel__device_point origin,
	float scale, struct oriel_device_rect area, bool earlier) {
	for (const struct oriel__node *at = oriel__node_next_flat(node); at != NULL;
		at = oriel__node_next_flat(at))
		if (blit_reaches(at, origin, scale, area))
			return true;
	if (!earlier && !node->parent->holds_lifted)
		return false;
	for (const struct oriel__node *at = oriel__node_previous_flat(node); at != NULL;
		at = oriel__node_previous_flat(at))
		if ((earlier || blit_may_be_drawn_later(at)) && blit_reaches(at, origin, scale, area))
			return true;
	return false;
}

/* Tells whether a node's own drawing permits moving: no opacity and nothing over the children; if
 * the node is seen through, only a background. */
static bool blit_picture_is_plain(const struct oriel__picture *picture, bool seen_through) {
	return picture->opacity >= 1 && !picture->has_inner_overlay &&
		(!seen_through || !picture->has_content);
}

/* Returns the pixels of a node's background without its border and corners. */
static struct oriel_device_rect blit_plain_box(
	const struct oriel__picture *picture, const struct oriel__device_space *space) {
	struct oriel_device_rect box = oriel__raster_padding_box(picture, space);
	int side = oriel__raster_corner(picture, space->scale);
	return oriel__device_inset(box, side, 0, side, 0);
}

/* Tells whether a node outside a scroll container that stands apart draws into the area, or a node
 * inside it does not move with the content. */
static bool blit_reaches_apart(const struct oriel__node *scroller, float scale,
	struct oriel_device_rect area) {
	oriel__positions_each(position, scroller->tree) {
		const struct oriel__node *node = position->node;
		const struct oriel__picture *picture = node->picture;
		if (oriel__node_contains(node, scroller) || picture == NULL || !picture->is_painted)
			continue;
		const struct oriel__device_space space = { { picture->x, picture->y }, scale };
		if (oriel__node_contains(scroller, node))
			return true;
		if (picture->is_escaped &&
			oriel__device_overlap(oriel__device_cover(&space, picture->subtree), area))
			return true;
	}
	return false;
}

/* Finds the origin of a node's siblings from the space of the node. A node that escapes has none
 * among its siblings, so that the place of its parent is used. */
static bool blit_find_origin(const struct oriel__node *node,
	const struct oriel__device_space *space, struct oriel__device_point *origin) {
	if (node->escapes) {
		struct oriel__raster_frame frame;
		const struct oriel_device_rect nowhere = { 0 };
		bool is_painted = oriel__raster_frame_of(node->parent, space->scale, nowhere, &frame);
		*origin = frame.origin;
		return is_painted;
	}
	*origin = (struct oriel__device_point){
		space->origin.x - node->rect.x * (double)space->scale,
		space->origin.y - node->rect.y * (double)space->scale,
	};
	return true;
}

bool oriel__blit_is_exact(const struct oriel__node *node, const struct oriel__device_space *space,
	struct oriel_device_rect area) {
	struct oriel__device_space at = *space;
	bool covered = node->picture->is_opaque;

	if (!blit_picture_is_plain(node->picture, true) ||
		blit_reaches_apart(node, space->scale, area))
		return false;
	for (; node->parent != NULL; node = node->parent) {
		const struct oriel__node *parent = node->parent;
		const struct oriel__picture *picture = parent->picture;
		/* from the node's corner back to the origin of its siblings, and on to the parent's
		 * corner */
		struct oriel__device_point origin;
		if ((node->escapes && !covered) || !blit_find_origin(node, &at, &origin) ||
			blit_siblings_reach(node, origin, at.scale, area, !covered))
			return false;
		at.origin.x = origin.x + picture->scroll_x;
		at.origin.y = origin.y + picture->scroll_y;
		bool inside = oriel__device_holds(blit_plain_box(picture, &at), area);
		if (!blit_picture_is_plain(picture, !covered) || (!covered && !inside) ||
			(picture->does_clip && picture->radius > 0 && !inside))
			return false;
		covered |= picture->is_opaque;
	}
	return covered;
}
