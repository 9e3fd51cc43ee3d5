/* SPDX-License-Identifier: MIT */
/*
 * Finds the cover of a rectangle: the node that is drawn last among those whose opaque background
 * fills the whole rectangle. All that is drawn before the cover is hidden, so that drawing begins
 * with the cover itself.
 *
 * The search goes down from the root through boxes that hold the rectangle, and are neither layers
 * nor groups nor cut by a round corner there. It may miss a cover, which then only costs time.
 */
#include "paint/raster_internal.h"

#include "layout/children_internal.h"
#include "paint/shape_internal.h"

/* Returns whether no pixel of the rectangle is cut off from the children of a node. */
static bool cover_is_inside_clip(const struct oriel__picture *picture,
	const struct oriel__device_space *space, struct oriel_device_rect rect) {
	if (!picture->does_clip)
		return true;
	struct oriel_device_rect box = oriel__raster_clip_box(picture, space);
	int side = picture->is_free_x || picture->is_free_y ?
		0 :
		oriel__raster_corner(picture, space->scale);
	return oriel__device_holds(oriel__device_inset(box, side, 0, side, 0), rect);
}

static bool cover_is_filled(const struct oriel__picture *picture,
	const struct oriel__device_space *space, struct oriel_device_rect rect) {
	int side = oriel__raster_corner(picture, space->scale);
	return picture->is_opaque &&
		oriel__device_holds(
			oriel__device_inset(oriel__raster_padding_box(picture, space), side, 0, side, 0), rect);
}

/* @param origin the origin of the parent's children */
static const struct oriel__node *cover_search(const struct oriel__node *node,
	struct oriel__device_point origin, float scale, struct oriel_device_rect rect) {
	const struct oriel__picture *picture = node->picture;
	if (picture == NULL || !picture->is_painted || picture->opacity < 1)
		return NULL;
	struct oriel__device_space space = oriel__raster_space(
		origin, picture->rect.x, picture->rect.y, scale);
	struct oriel_device_rect box = oriel__device_snap(
		&space, (struct oriel_rect){ 0, 0, picture->size.width, picture->size.height });
	if (!oriel__device_holds(box, rect) ||
		!oriel__device_holds(oriel__device_cover(&space, picture->subtree), rect))
		return NULL;
	const struct oriel__node *cover = cover_is_filled(picture, &space, rect) ? node : NULL;
	if (!cover_is_inside_clip(picture, &space, rect))
		return cover;
	origin = (struct oriel__device_point){ space.origin.x - picture->scroll_x,
		space.origin.y - picture->scroll_y };
	struct oriel__children children = oriel__raster_children_within(node, origin.y, &rect, scale);
	for (const struct oriel__node *child; (child = oriel__children_next(&children)) != NULL;) {
		if (child->lifted || child->escapes)
			continue;
		const struct oriel__node *inner = cover_search(child, origin, scale, rect);
		cover = inner != NULL ? inner : cover;
	}
	return cover;
}

const struct oriel__node *oriel__raster_cover(
	const struct oriel__node *root, float scale, struct oriel_device_rect rect) {
	const struct oriel__device_point corner = { 0, 0 };
	return cover_search(root, corner, scale, rect);
}
