/* SPDX-License-Identifier: MIT */
/*
 * The walk that finds damage. It visits only nodes that are marked for recording, and nodes that
 * layout has moved. Each node is compared with the picture of its last painting. A node that has
 * appeared, disappeared or moved damages its whole subtree, before and after; the subtree is then
 * visited without adding damage. A node that only looks different damages its own ink. The walk
 * tracks positions before and after in parallel.
 *
 * In a long column only the rows in or near the view are painted; the others have no pictures and
 * are not visited. A node that contains such rows is `partial`, and is visited again when its
 * visible part changes. A far row is painted too if a node escapes from a stacking context inside
 * it: the context is drawn where the node stands.
 */
#include "paint/damage_internal.h"

#include "layout/children_internal.h"
#include "layout/layout_internal.h"
#include "layout/scroll_internal.h"
#include "paint/blit_internal.h"
#include "paint/order_internal.h"
#include "paint/raster_internal.h"
#include "tree/marks_internal.h"
#include "tree/position_internal.h"
#include "tree/top_layer_internal.h"
#include "tree/walk_internal.h"

#include <string.h>

#define MARKS (ORIEL__MARK_RECORD | ORIEL__MARK_RECORD << ORIEL__MARK_CHILD_SHIFT)

/* The state of the walk for the children of one node. */
struct visit {
	struct oriel__device_point before, now; /* origin of the parent's children */
	struct oriel_device_rect clip; /* current clip of the ancestors */
	bool is_quiet; /* an ancestor has damaged the whole subtree */
	bool is_all; /* all nodes are visited, not only marked ones */
	bool is_view_changed; /* the visible part may have changed since the last painting */
	bool is_reordered; /* the node is drawn elsewhere in the order of painting */
};

void oriel__damage_all_unless(bool is_whole, pixman_region32_t *region) {
	if (is_whole)
		return;
	pixman_region32_fini(region);
	pixman_region32_init_rect(region, 0, 0, ORIEL__CANVAS_MAX, ORIEL__CANVAS_MAX);
}

void oriel__damage_add(pixman_region32_t *region, struct oriel_device_rect rect) {
	if (!oriel__device_is_empty(rect))
		oriel__damage_all_unless(pixman_region32_union_rect(region, region, rect.x, rect.y,
									(unsigned)rect.width, (unsigned)rect.height),
			region);
}

static void damage_own_add(
	struct oriel__damage *damage, const struct visit *visit, struct oriel_device_rect rect) {
	if (!visit->is_quiet)
		oriel__damage_add(damage->region, oriel__device_intersect(rect, visit->clip));
}

/* ---- Extents ---- */

/* Returns the extents of a child among its siblings. A child that escapes has none there. */
static struct oriel__area damage_child_extents(const struct oriel__node *child) {
	const struct oriel__picture *picture = child->picture;
	if (picture == NULL || !picture->is_painted || picture->is_escaped)
		return (struct oriel__area){ 0 };
	return oriel__area_offset(oriel__area_of(picture->subtree), picture->rect.x, picture->rect.y);
}

/* Limit of children for which all extents are united again when one changes. With more children the
 * old extent is only enlarged. */
#define FEW 32

/* Updates the extent of a subtree. @param visited the extents of the visited children */
static void damage_update_subtree(
	struct oriel__node *node, struct oriel__area visited, bool all_visited) {
	struct oriel__picture *picture = node->picture;
	struct oriel__area ink = oriel__area_of(picture->ink),
					subtree = oriel__area_union(ink, visited);

	if (picture->does_clip && !picture->is_free_x && !picture->is_free_y)
		subtree = oriel__area_union(
			ink, (struct oriel__area){ 0, 0, (double)node->rect.width, (double)node->rect.height });
	else if (!all_visited && node->child_count > FEW)
		subtree = oriel__area_union(subtree, oriel__area_of(picture->subtree));
	else if (!all_visited)
		for (struct oriel__node *child = oriel__node_first_flat(node); child != NULL;
			child = oriel__node_next_flat(child))
			subtree = oriel__area_union(subtree, damage_child_extents(child));
	picture->subtree = oriel__area_hull(subtree);
}

/* ---- Scrolling ---- */

/* Stores the node's current scroll offset. Returns whether it differs from the painted one; *dx,
 * *dy are the difference. */
static bool damage_take_scroll(
	struct oriel__damage *damage, struct oriel__node *node, int *dx, int *dy) {
	struct oriel__picture *picture = node->picture;
	struct oriel_scroll position = oriel__scroll_of(node);
	double x = oriel__device_round_far(position.x * (double)damage->scale),
		y = oriel__device_round_far(position.y * (double)damage->scale);

	*dx = (int)oriel__device_limit(picture->scroll_x - x);
	*dy = (int)oriel__device_limit(picture->scroll_y - y);
	picture->scroll_x = x;
	picture->scroll_y = y;
	return *dx != 0 || *dy != 0;
}

static struct oriel__shown_bars damage_bars_of(struct oriel__node *node) {
	if (node->scroll == NULL)
		return (struct oriel__shown_bars){ 0 };
	struct oriel__shown_bars bars = {
		.has_x = !oriel_rect_is_empty(oriel__scroll_bar(node, false).track),
		.has_y = !oriel_rect_is_empty(oriel__scroll_bar(node, true).track),
	};
	if (!bars.has_x && !bars.has_y)
		return bars;
	bars.width = oriel__widget_style(oriel__widget_of(node))->scroll_bar_width;
	bars.is_left = oriel__scroll_is_bar_left(node);
	return bars;
}

/* Adds the pixels of scroll bars to the damage. @param box inside the border */
static void damage_bars_add(struct oriel__damage *damage, const struct visit *visit,
	const struct oriel__shown_bars *bars, struct oriel_device_rect box) {
	int width = (int)ceilf((float)bars->width * damage->scale) + 1;
	int beside = oriel__max(0, box.width - width), above = oriel__max(0, box.height - width);
	if (bars->has_y)
		damage_own_add(damage, visit,
			oriel__device_inset(
				box, 0, bars->is_left ? beside : 0, 0, bars->is_left ? 0 : beside));
	if (bars->has_x)
		damage_own_add(damage, visit, oriel__device_inset(box, above, 0, 0, 0));
}

/* Adds the scroll bars to the damage if they look different, or are drawn elsewhere in the order:
 * the thumb follows the exact offset. */
static void damage_bars(struct oriel__damage *damage, const struct visit *visit,
	struct oriel__node *node, const struct oriel__device_space *space) {
	struct oriel__picture *picture = node->picture;
	struct oriel_scroll now = oriel__scroll_of(node);
	struct oriel__shown_bars bars = damage_bars_of(node);
	bool has_layer = oriel__layer_has_bars(node);
	if (memcmp(&now, &picture->scrolled, sizeof(now)) == 0 &&
		memcmp(&bars, &picture->bars, sizeof(bars)) == 0 && has_layer == picture->has_bar_layer)
		return;
	struct oriel_device_rect box = oriel__raster_border_inside(picture, space);
	damage_bars_add(damage, visit, &picture->bars, box);
	damage_bars_add(damage, visit, &bars, box);
	picture->has_bar_layer = has_layer;
	picture->scrolled = now;
	picture->bars = bars;
}

/* Moves scrolled pixels. Damage inside the area moves with them; pixels that come into view are
 * damaged. */
static void damage_move_pixels(
	struct oriel__damage *damage, struct oriel_device_rect area, int dx, int dy) {
	pixman_region32_t stale;

	oriel__canvas_move(damage->canvas, area, dx, dy);
	pixman_region32_init(&stale);
	bool is_whole = pixman_region32_intersect_rect(
		&stale, damage->region, area.x, area.y, (unsigned)area.width, (unsigned)area.height);
	pixman_region32_translate(&stale, dx, dy);
	is_whole = pixman_region32_intersect_rect(
				&stale, &stale, area.x, area.y, (unsigned)area.width, (unsigned)area.height) &&
		is_whole;
	is_whole = pixman_region32_union(damage->region, damage->region, &stale) && is_whole;
	oriel__damage_all_unless(is_whole, damage->region);
	pixman_region32_fini(&stale);

	struct oriel_device_rect kept = oriel__device_intersect(
		area, oriel__device_offset(area, dx, dy));
	pixman_region32_t exposed;
	pixman_region32_init_rect(
		&exposed, area.x, area.y, (unsigned)area.width, (unsigned)area.height);
	pixman_region32_t kept_region;
	pixman_region32_init_rect(
		&kept_region, kept.x, kept.y, (unsigned)kept.width, (unsigned)kept.height);
	is_whole = pixman_region32_subtract(&exposed, &exposed, &kept_region);
	is_whole = pixman_region32_union(damage->region, damage->region, &exposed) && is_whole;
	oriel__damage_all_unless(is_whole, damage->region);
	pixman_region32_fini(&exposed);
	pixman_region32_fini(&kept_region);
	oriel__damage_add(damage->moved, area);
	damage->counters->blits++;
}

/* Adds the round corners of a clip to the damage: they show pixels from under the node, which must
 * not move. */
static void damage_corners(struct oriel__damage *damage, const struct visit *visit,
	const struct oriel__picture *picture, struct oriel_device_rect area, int dx, int dy) {
	int side = oriel__raster_corner(picture, damage->scale);
	struct oriel_device_rect top = oriel__device_inset(area, 0, 0, area.height - side, 0);
	struct oriel_device_rect bottom = oriel__device_inset(area, area.height - side, 0, 0, 0);
	struct oriel_device_rect corner[4] = {
		oriel__device_inset(top, 0, top.width - side, 0, 0),
		oriel__device_inset(top, 0, 0, 0, top.width - side),
		oriel__device_inset(bottom, 0, bottom.width - side, 0, 0),
		oriel__device_inset(bottom, 0, 0, 0, bottom.width - side),
	};
	for (int i = 0; side > 0 && i < 4; i++) {
		damage_own_add(damage, visit, corner[i]);
		damage_own_add(damage, visit, oriel__device_offset(corner[i], dx, dy));
	}
}

/* Moves or damages the scrolled pixels. Returns whether the canvas now shows the children at their
 * new positions. */
static bool damage_scroll(struct oriel__damage *damage, const struct visit *visit,
	struct oriel__node *node, const struct oriel__device_space *space, int dx, int dy) {
	struct oriel_device_rect box = oriel__raster_padding_box(node->picture, space);
	struct oriel_device_rect area = oriel__device_intersect(box, visit->clip);

	if (visit->is_quiet || oriel__device_is_empty(area))
		return false;
	if (!oriel__blit_is_exact(node, space, area)) {
		damage_own_add(damage, visit, area);
		return false;
	}
	damage_move_pixels(damage, area, dx, dy);
	damage_corners(damage, visit, node->picture, box, dx, dy);
	return true;
}

/* ---- The children of a long column ---- */

/* Adds the rows that layout has shifted without marking to the damage, as one area before and one
 * after. Returns their current extents. */
static struct oriel__area damage_take_shifted(
	struct oriel__damage *damage, const struct visit *visit, const struct oriel__node *node) {
	const struct oriel__device_space before = { visit->before, damage->scale },
									now = { visit->now, damage->scale };
	struct oriel__children shifted = oriel__children_take_shifted(node);
	struct oriel__area was = { 0 }, is = { 0 };

	for (struct oriel__node *row; (row = oriel__children_next(&shifted)) != NULL;) {
		struct oriel__picture *picture = row->picture;
		node->picture->kept = ORIEL__CHILD_RUN_ALL;
		if (picture == NULL || !picture->is_painted)
			continue;
		was = oriel__area_union(was, damage_child_extents(row));
		picture->rect = row->rect;
		is = oriel__area_union(is, damage_child_extents(row));
	}
	damage_own_add(damage, visit, oriel__device_cover_area(&before, was));
	damage_own_add(damage, visit, oriel__device_cover_area(&now, is));
	return is;
}

/* Returns how far a child's drawing extends beyond its box vertically. */
static float damage_picture_reach(const struct oriel__picture *picture) {
	const struct oriel__area ink = oriel__area_of(picture->subtree);
	if (oriel__area_is_empty(ink))
		return 0;
	return (float)fmax(0, fmax(-ink.top, ink.bottom - (double)picture->size.height));
}

static void damage_visit_node(
	struct oriel__damage *damage, struct oriel__node *node, const struct visit *visit);

static void damage_visit_child(struct oriel__damage *damage, struct oriel__node *node,
	struct oriel__node *child, const struct visit *visit, struct oriel__area *extents) {
	damage_visit_node(damage, child, visit);
	*extents = oriel__area_union(*extents, damage_child_extents(child));
	if (child->picture == NULL || child->escapes)
		return;
	node->picture->reach = fmaxf(node->picture->reach, damage_picture_reach(child->picture));
	node->picture->is_partial |= child->picture->is_partial;
}

/* Stores the colour of a backdrop, which covers the window. A change damages the whole canvas. */
static void damage_take_backdrop(struct oriel__damage *damage, struct oriel__picture *picture,
	oriel_color color, bool is_moved) {
	bool was_shown = (picture->backdrop & 0xffu) != 0, is_shown = (color & 0xffu) != 0;
	bool differs = picture->backdrop != color || is_moved;
	if (differs && (was_shown || is_shown) && !damage->is_everything)
		oriel__damage_add(damage->region, damage->canvas->area);
	picture->backdrop = color;
}

/* Returns the space in which a node was painted. */
static struct oriel__device_space damage_space_before(const struct oriel__damage *damage,
	const struct oriel__picture *picture, const struct visit *visit) {
	if (picture->is_escaped)
		return (struct oriel__device_space){ { picture->x, picture->y }, damage->scale };
	return oriel__raster_space(
		visit->before, picture->rect.x, picture->rect.y, damage->scale);
}

/* Damages the area where a node stood apart, whatever clips it now. */
static void damage_add_apart(struct oriel__damage *damage, const struct oriel__picture *picture) {
	const struct oriel__device_space before = { { picture->x, picture->y }, damage->scale };
	if (!damage->is_everything)
		oriel__damage_add(damage->region,
			oriel__device_intersect(
				oriel__device_cover(&before, picture->subtree), damage->canvas->area));
}

/* Handles a node that is not shown: damages the area where it was painted. Layout marks the node
 * when it is shown again. */
static void damage_vanish(
	struct oriel__damage *damage, struct oriel__node *node, const struct visit *visit) {
	struct oriel__picture *picture = node->picture;
	if (picture == NULL || !picture->is_painted)
		return;
	struct oriel__device_space before = damage_space_before(damage, picture, visit);
	if (picture->is_escaped) /* no ancestor has damaged the area */
		damage_add_apart(damage, picture);
	else
		damage_own_add(damage, visit, oriel__device_cover(&before, picture->subtree));
	damage_take_backdrop(damage, picture, ORIEL_TRANSPARENT, false);
	picture->is_painted = false;
}

static bool damage_is_painted(const struct oriel__node *node) {
	return node->picture != NULL && node->picture->is_painted;
}

/* Tells whether a child must be visited even if it is not marked. */
static bool damage_is_due(const struct oriel__node *child, const struct visit *visit) {
	return visit->is_all || !damage_is_painted(child) ||
		(visit->is_view_changed && child->picture->is_partial);
}

/* ---- The walk in a long column ---- */

/* px beyond the view. Rows this near are painted, because how far they extend beyond their boxes is
 * only known after recording. */
#define NEAR 256.0
/* px beyond NEAR within which the pictures of rows are kept. */
#define KEPT 1024.0

static struct oriel__children damage_rows_within(const struct oriel__damage *damage,
	const struct oriel__node *node, const struct visit *visit, double around) {
	const struct oriel_device_rect *clip = &visit->clip;
	double top = (clip->y - visit->now.y) / (double)damage->scale,
		bottom = (clip->y + clip->height - visit->now.y) / (double)damage->scale;
	if (oriel__device_is_empty(*clip))
		return oriel__children_between(node, 0, 0);
	return oriel__children_between(node, top - around, bottom + around);
}

/* Returns the row of a column from which a node escapes, if a stacking context in that row is drawn
 * with the node; else NULL. */
static struct oriel__node *damage_row_of_escaped(
	const struct oriel__node *column, const struct oriel__position *position) {
	struct oriel__node *row = position->node, *container = position->container;
	bool has_context = false;
	if (!row->escapes || row->parent == column)
		return NULL;
	while (!row->on_top && row->parent != NULL && row->parent != column) {
		row = row->parent;
		has_context |= row->stacks;
		if (row == container)
			return NULL;
	}
	return has_context && !row->on_top && row->parent == column ? row : NULL;
}

/* Tells whether a row keeps its pictures wherever the view is. */
static bool damage_must_keep(const struct oriel__node *column, const struct oriel__node *row) {
	if (!row->holds_lifted)
		return false;
	oriel__positions_each(position, column->tree) {
		if (damage_row_of_escaped(column, position) == row)
			return true;
	}
	return false;
}

/* Frees the pictures of a row; visible parts of the row have been damaged before. */
static void damage_free_pictures(struct oriel__node *row) {
	if (row->picture == NULL)
		return;
	struct oriel__node *node = row;
	while (node != NULL) {
		if (!node->escapes)
			oriel__picture_free(node);
		node = node->escapes ? oriel__flat_after(node, row) : oriel__flat_next(node, row);
	}
}

/* Frees the pictures of rows that are not to be kept. */
static void damage_keep_only(struct oriel__node *node, const struct oriel__children *keep) {
	struct oriel__children kept = oriel__children_of_run(node, node->picture->kept);
	for (struct oriel__node *row; (row = oriel__children_next(&kept)) != NULL;)
		if (oriel__children_leave_out(keep, row) && !damage_must_keep(node, row))
			damage_free_pictures(row);
	node->picture->kept = keep->run;
}

/* Visits the rows of near that were not in before. */
static void damage_visit_due(struct oriel__damage *damage, struct oriel__node *node,
	const struct visit *visit, struct oriel__children near, const struct oriel__children *before,
	struct oriel__area *extents) {
	for (struct oriel__node *row; (row = oriel__children_next(&near)) != NULL;)
		if (oriel__children_leave_out(before, row) && damage_is_due(row, visit))
			damage_visit_child(damage, node, row, visit, extents);
}

/* Visits the far rows that are drawn with a node which stands in another box. */
static void damage_visit_kept(struct oriel__damage *damage, struct oriel__node *node,
	const struct visit *visit, const struct oriel__children *near, struct oriel__area *extents) {
	oriel__positions_each(position, node->tree) {
		struct oriel__node *row = damage_row_of_escaped(node, position);
		if (row != NULL && oriel__children_leave_out(near, row) && damage_is_due(row, visit))
			damage_visit_child(damage, node, row, visit, extents);
	}
}

/* Visits the marked rows that are near. A far row only loses its marks, since it will be recorded
 * when it comes near. */
static void damage_visit_marked_near(struct oriel__damage *damage, struct oriel__node *node,
	const struct visit *visit, const struct oriel__children *near, struct oriel__area *extents) {
	struct oriel__node *child = oriel__marked_first(node, MARKS);
	for (; child != NULL; child = oriel__marked_next(child, MARKS)) {
		if (!oriel__children_leave_out(near, child) || damage_must_keep(node, child)) {
			damage_visit_child(damage, node, child, visit, extents);
			continue;
		}
		damage_vanish(damage, child, visit);
		damage_free_pictures(child);
		child->marks &= (uint8_t)~MARKS;
	}
}

/* Visits the rows near the view. A row that extends further than known brings more rows near, which
 * are then visited, too. */
static struct oriel__area damage_visit_rows(
	struct oriel__damage *damage, struct oriel__node *node, const struct visit *visit) {
	struct oriel__children near = oriel__children_between(node, 0, 0);
	struct oriel__area extents = { 0 };
	float reach;

	do {
		struct oriel__children before = near;
		reach = node->picture->reach;
		near = damage_rows_within(damage, node, visit, NEAR + (double)reach);
		damage_visit_due(damage, node, visit, near, &before, &extents);
		damage_visit_marked_near(damage, node, visit, &near, &extents);
		damage_visit_kept(damage, node, visit, &near, &extents);
	} while (node->picture->reach > reach);
	struct oriel__children keep = visit->is_all ?
		near :
		damage_rows_within(damage, node, visit, NEAR + KEPT + (double)reach);
	damage_keep_only(node, &keep);
	node->picture->is_partial |= !oriel__children_are_all(&near);
	return extents;
}

/* ---- The walk ---- */

static struct oriel__area damage_visit_marked(
	struct oriel__damage *damage, struct oriel__node *node, const struct visit *visit) {
	struct oriel__area extents = { 0 };
	struct oriel__node *child = oriel__marked_first(node, MARKS);
	for (; child != NULL; child = oriel__marked_next(child, MARKS))
		damage_visit_child(damage, node, child, visit, &extents);
	return extents;
}

/* Visits the children; returns the extents of the visited ones. */
static struct oriel__area damage_visit_children(
	struct oriel__damage *damage, struct oriel__node *node, const struct visit *visit) {
	struct oriel__area extents = { 0 };
	bool was_windowed = node->picture->is_windowed;

	node->picture->is_windowed = oriel__children_are_rows(node);
	if (node->picture->is_windowed)
		return damage_visit_rows(damage, node, visit);
	/* if any child may be visible now, rows that were left out must be visited */
	node->picture->kept = ORIEL__CHILD_RUN_ALL;
	if (visit->is_all || ((visit->is_view_changed || was_windowed) && node->picture->is_partial))
		for (struct oriel__node *child = oriel__node_first_flat(node); child != NULL;
			child = oriel__node_next_flat(child))
			if (damage_is_due(child, visit))
				damage_visit_child(damage, node, child, visit, &extents);
	return oriel__area_union(extents, damage_visit_marked(damage, node, visit));
}

/* Records a node if necessary; returns whether it looks different. */
static bool damage_record(struct oriel__damage *damage, struct oriel__node *node) {
	struct oriel__picture *picture = node->picture;
	bool resized = picture->size.width != node->rect.width ||
		picture->size.height != node->rect.height;
	if (picture->is_recorded && !resized && !(node->marks & ORIEL__MARK_RECORD))
		return false;
	damage->counters->records++;
	return oriel__picture_record(node);
}

/* Tells whether a change affects the whole subtree: of a group, a clip, or the position in the
 * order of painting. */
static bool damage_affects_children(
	const struct oriel__picture *before, const struct oriel__picture *now) {
	return before->opacity != now->opacity || before->does_clip != now->does_clip ||
		before->is_lifted != now->is_lifted || before->does_stack != now->does_stack ||
		before->z_index != now->z_index ||
		(now->does_clip && !oriel__picture_same_clip(before, now));
}

static void damage_visit_shown(
	struct oriel__damage *damage, struct oriel__node *node, const struct visit *visit) {
	oriel__layout_arrange_waiting(node);
	struct oriel__picture *picture = oriel__picture_ensure(node), was = *picture;
	struct oriel__device_space before = damage_space_before(damage, &was, visit);
	struct oriel__device_space now = oriel__raster_space(
		visit->now, node->rect.x, node->rect.y, damage->scale);
	bool stays = was.is_painted && before.origin.x == now.origin.x &&
		before.origin.y == now.origin.y;
	int dx, dy;

	bool different = damage_record(damage, node);
	bool is_regrouped = different && damage_affects_children(&was, picture);
	bool whole = !stays || visit->is_reordered || is_regrouped;
	damage->is_reordered |= is_regrouped && node->holds_lifted;
	if (whole && was.is_painted)
		damage_own_add(damage, visit, oriel__device_cover(&before, was.subtree));
	if (!whole && different)
		damage_own_add(damage, visit, oriel__device_cover(&now, was.ink));
	picture->is_painted = true;
	picture->rect = node->rect;
	picture->is_escaped = node->escapes;
	picture->x = now.origin.x;
	picture->y = now.origin.y;

	struct visit inner = { .clip = visit->clip,
		.is_quiet = visit->is_quiet || whole || damage->is_everything };
	inner.is_all = damage->is_everything || !was.is_painted;
	inner.before = (struct oriel__device_point){ before.origin.x - was.scroll_x,
		before.origin.y - was.scroll_y };
	const struct visit own = { .clip = visit->clip, .is_quiet = inner.is_quiet };
	bool scrolled = damage_take_scroll(damage, node, &dx, &dy);
	inner.now = (struct oriel__device_point){ now.origin.x - picture->scroll_x,
		now.origin.y - picture->scroll_y };
	damage_bars(damage, &own, node, &now);
	if (scrolled && damage_scroll(damage, &own, node, &now, dx, dy))
		inner.before = inner.now;
	else if (scrolled)
		inner.is_quiet = true;
	inner.is_view_changed = visit->is_view_changed || whole || scrolled || damage->is_everything;
	if (picture->does_clip)
		inner.clip = oriel__device_intersect(inner.clip, oriel__raster_clip_box(picture, &now));
	struct oriel__area shifted = damage_take_shifted(damage, &inner, node);
	picture->is_partial &= !inner.is_all;
	struct oriel__area visited = damage_visit_children(damage, node, &inner);
	damage_update_subtree(node, oriel__area_union(shifted, visited), inner.is_all);
	if (whole)
		damage_own_add(damage, visit, oriel__device_cover(&now, picture->subtree));
	else if (different)
		damage_own_add(damage, visit, oriel__device_cover(&now, picture->ink));
}

/* Handles a node that escapes where its parent is visited. It waits for the end of the walk, with
 * its marks; if it was painted here, it has vanished. */
static void damage_put_off(
	struct oriel__damage *damage, struct oriel__node *node, const struct visit *visit) {
	if (node->picture != NULL && !node->picture->is_escaped)
		damage_vanish(damage, node, visit);
	node->rare->position->marks |= node->marks & MARKS;
	node->marks &= (uint8_t)~MARKS;
}

static void damage_visit_node(
	struct oriel__damage *damage, struct oriel__node *node, const struct visit *visit) {
	if (node->escapes) {
		damage_put_off(damage, node, visit);
		return;
	}
	if (node->picture != NULL && node->picture->is_escaped)
		damage_vanish(damage, node, visit); /* it comes back from another box */
	if (oriel__layout_is_shown(node))
		damage_visit_shown(damage, node, visit);
	else
		damage_vanish(damage, node, visit);
	node->marks &= (uint8_t)~MARKS;
}

/* ---- Nodes that escape ---- */

static bool damage_is_due_apart(const struct oriel__damage *damage,
	const struct oriel__node *node, const struct oriel__raster_frame *frame, bool is_reordered) {
	const struct oriel__picture *picture = node->picture;
	if (damage->is_everything || is_reordered || (node->marks & MARKS) != 0 ||
		!damage_is_painted(node) || picture->is_partial)
		return true;
	struct oriel__device_space now = oriel__raster_space(
		frame->origin, node->rect.x, node->rect.y, damage->scale);
	return now.origin.x != picture->x || now.origin.y != picture->y;
}

/* Visits a node in the box where it stands. The node's container has been visited before. */
static void damage_visit_apart(struct oriel__damage *damage, struct oriel__position *position) {
	struct oriel__node *node = position->node;
	struct oriel__raster_frame frame = { .clip = damage->canvas->area };
	node->marks |= position->marks;
	position->marks = 0;
	bool has_place = oriel__raster_frame_of(
		position->container, damage->scale, damage->canvas->area, &frame);
	bool is_shown = has_place && oriel__layout_is_shown(node);
	uint64_t serial = node->on_top ? node->rare->top->serial : 0;
	bool is_reordered = damage->is_reordered ||
		(damage_is_painted(node) && node->picture->top_serial != serial);
	if (is_shown && !damage_is_due_apart(damage, node, &frame, is_reordered))
		return;
	const struct visit visit = { .before = frame.origin,
		.now = frame.origin,
		.clip = frame.clip,
		.is_quiet = damage->is_everything,
		.is_all = damage->is_everything,
		.is_view_changed = true,
		.is_reordered = is_reordered };
	if (is_shown) {
		if (is_reordered && damage_is_painted(node))
			damage_add_apart(damage, node->picture); /* the clip may be another */
		damage_visit_shown(damage, node, &visit);
		damage_take_backdrop(damage, node->picture, oriel__raster_backdrop(node), is_reordered);
		node->picture->top_serial = serial;
	} else
		damage_vanish(damage, node, &(const struct visit){ .clip = damage->canvas->area });
	node->marks &= (uint8_t)~MARKS;
}

void oriel__damage_find(struct oriel__damage *damage, struct oriel__tree *tree) {
	const struct visit visit = { .clip = damage->canvas->area, .is_quiet = damage->is_everything };
	if (tree->root == NULL)
		return;
	if (damage->is_everything || tree->root->marks & MARKS)
		damage_visit_node(damage, tree->root, &visit);
	oriel__positions_each(position, tree) {
		if (position->node->escapes)
			damage_visit_apart(damage, position);
	}
}
