/* SPDX-License-Identifier: MIT */
/*
 * Goes only to nodes that are marked for recording or that layout says have moved. Each node is
 * compared with what its picture remembers of the last painting: a node that came, went or moved
 * damages all that is in it, before and after, and then what is in it is looked at quietly; one
 * that only looks different damages its own ink. Positions before and after are carried down side
 * by side.
 *
 * Of a long column only the rows in view and near it are painted; the others have no pictures, and
 * are not gone to. A node that has such rows in it is `partial`, and is looked at again when what
 * is in view of it changes.
 */
#include "paint/damage_internal.h"

#include "layout/children_internal.h"
#include "layout/layout_internal.h"
#include "layout/scroll_internal.h"
#include "paint/blit_internal.h"
#include "paint/raster_internal.h"
#include "tree/marks_internal.h"
#include "tree/walk_internal.h"

#define MARKS (ORIEL__MARK_RECORD | ORIEL__MARK_RECORD << ORIEL__MARK_CHILD_SHIFT)

/* Where the walk is. */
struct visit {
	struct oriel__device_point before, now; /* where the children of the parent count from */
	struct oriel_device_rect clip;          /* of the parents, as it is now */
	bool is_quiet;  /* an ancestor has damaged all of it */
	bool is_all;    /* not only what is marked is visited */
	bool is_turned; /* other parts of it may be in view than at the last painting */
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

static struct oriel__area child_extents(const struct oriel__node *child) {
	const struct oriel__picture *picture = child->picture;
	if (picture == NULL || !picture->is_painted)
		return (struct oriel__area){ 0 };
	return oriel__area_offset(oriel__area_of(picture->subtree), picture->rect.x, picture->rect.y);
}

/* With this many children, they are not all asked again because one of them has changed: extents
 * that only grow will do. */
#define FEW 32

/* visited: the extents of those children that were visited. */
static void update_subtree(struct oriel__node *node, struct oriel__area visited, bool all_visited) {
	struct oriel__picture *picture = node->picture;
	struct oriel__area ink = oriel__area_of(picture->ink),
					subtree = oriel__area_union(ink, visited);

	if (picture->does_clip)
		subtree = oriel__area_union(
			ink, (struct oriel__area){ 0, 0, (double)node->rect.width, (double)node->rect.height });
	else if (!all_visited && node->child_count > FEW)
		subtree = oriel__area_union(subtree, oriel__area_of(picture->subtree));
	else if (!all_visited)
		for (struct oriel__node *child = oriel__node_first_flat(node); child != NULL;
			child = oriel__node_next_flat(child))
			subtree = oriel__area_union(subtree, child_extents(child));
	picture->subtree = oriel__area_hull(subtree);
}

/* ---- Scrolling ---- */

/* Takes over the node's scroll offset. Returns whether it differs from the painted one, and by how
 * much in *dx, *dy. */
static bool take_scroll(struct oriel__damage *damage, struct oriel__node *node, int *dx, int *dy) {
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

/* Where its bars are, if they look different: the thumb follows the exact offset. */
static void damage_bars(struct oriel__damage *damage, const struct visit *visit,
	struct oriel__node *node, const struct oriel__device_space *space) {
	struct oriel_scroll now = oriel__scroll_of(node), was = node->picture->scrolled;
	if (now.x == was.x && now.y == was.y && now.max_x == was.max_x && now.max_y == was.max_y)
		return;
	struct oriel_device_rect box = oriel__raster_padding_box(node->picture, space);
	int width = (int)ceilf(ORIEL__SCROLL_BAR_WIDTH * damage->scale) + 1;
	if (now.max_y > 0 || was.max_y > 0)
		damage_own_add(
			damage, visit, oriel__device_inset(box, 0, 0, 0, oriel__max(0, box.width - width)));
	if (now.max_x > 0 || was.max_x > 0)
		damage_own_add(
			damage, visit, oriel__device_inset(box, oriel__max(0, box.height - width), 0, 0, 0));
	node->picture->scrolled = now;
}

/* Moves the pixels of what scrolled. What was to be painted of it moves along; what comes into view
 * is damage. */
static void move_pixels(
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

/* A clip's round corners show what is under the node; they neither move nor may be moved. */
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

/* Returns whether the children now stand on the canvas where they are now. */
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
	move_pixels(damage, area, dx, dy);
	damage_corners(damage, visit, node->picture, box, dx, dy);
	return true;
}

/* ---- The children of a long column ---- */

/* The rows that layout has shifted without marking them are damage as one area, before and after.
 * Returns their extents now. */
static struct oriel__area take_shifted(
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
		was = oriel__area_union(was, child_extents(row));
		picture->rect = row->rect;
		is = oriel__area_union(is, child_extents(row));
	}
	damage_own_add(damage, visit, oriel__device_cover_area(&before, was));
	damage_own_add(damage, visit, oriel__device_cover_area(&now, is));
	return is;
}

/* How far what is drawn of a child sticks out of its box. */
static float reach_of(const struct oriel__picture *picture) {
	const struct oriel__area ink = oriel__area_of(picture->subtree);
	if (oriel__area_is_empty(ink))
		return 0;
	return (float)fmax(0, fmax(-ink.top, ink.bottom - (double)picture->size.height));
}

static void visit_node(
	struct oriel__damage *damage, struct oriel__node *node, const struct visit *visit);

static void visit_child(struct oriel__damage *damage, struct oriel__node *node,
	struct oriel__node *child, const struct visit *visit, struct oriel__area *extents) {
	visit_node(damage, child, visit);
	*extents = oriel__area_union(*extents, child_extents(child));
	if (child->picture == NULL)
		return;
	node->picture->reach = fmaxf(node->picture->reach, reach_of(child->picture));
	node->picture->is_partial |= child->picture->is_partial;
}

/* It has no place: what was there is damage. Layout marks it when it gets one. */
static void damage_vanish(
	struct oriel__damage *damage, struct oriel__node *node, const struct visit *visit) {
	struct oriel__picture *picture = node->picture;
	if (picture == NULL || !picture->is_painted)
		return;
	struct oriel__device_space before = oriel__raster_space(
		visit->before, picture->rect.x, picture->rect.y, damage->scale);
	damage_own_add(damage, visit, oriel__device_cover(&before, picture->subtree));
	picture->is_painted = false;
}

static bool damage_is_painted(const struct oriel__node *node) {
	return node->picture != NULL && node->picture->is_painted;
}

/* Whether it is to be visited though it may not be marked. */
static bool damage_is_due(const struct oriel__node *child, const struct visit *visit) {
	return visit->is_all || !damage_is_painted(child) ||
		(visit->is_turned && child->picture->is_partial);
}

/* ---- The walk in a long column ---- */

/* px beyond what is in view: rows are painted so much before they are seen, for what sticks out of
 * them is known only then. */
#define NEAR 256.0
/* And are kept for so much longer. */
#define KEPT 1024.0

static struct oriel__children rows_within(const struct oriel__damage *damage,
	const struct oriel__node *node, const struct visit *visit, double around) {
	const struct oriel_device_rect *clip = &visit->clip;
	double top = (clip->y - visit->now.y) / (double)damage->scale,
		bottom = (clip->y + clip->height - visit->now.y) / (double)damage->scale;
	if (oriel__device_is_empty(*clip))
		return oriel__children_between(node, 0, 0);
	return oriel__children_between(node, top - around, bottom + around);
}

/* Frees what was recorded of a row. It has been damaged where it could be seen. */
static void damage_forget(struct oriel__node *row) {
	if (row->picture == NULL)
		return;
	for (struct oriel__node *node = row; node != NULL; node = oriel__flat_next(node, row))
		oriel__picture_free(node);
}

/* Forgets the rows that have pictures and are not among those to keep. */
static void keep_only(struct oriel__node *node, const struct oriel__children *keep) {
	struct oriel__children kept = oriel__children_of_run(node, node->picture->kept);
	for (struct oriel__node *row; (row = oriel__children_next(&kept)) != NULL;)
		if (oriel__children_leave_out(keep, row))
			damage_forget(row);
	node->picture->kept = keep->run;
}

/* Visits the rows of near that were not among those before. */
static void visit_due(struct oriel__damage *damage, struct oriel__node *node,
	const struct visit *visit, struct oriel__children near, const struct oriel__children *before,
	struct oriel__area *extents) {
	for (struct oriel__node *row; (row = oriel__children_next(&near)) != NULL;)
		if (oriel__children_leave_out(before, row) && damage_is_due(row, visit))
			visit_child(damage, node, row, visit, extents);
}

/* A row that is far is not visited; its marks are taken off, since it is recorded anew when it
 * comes near. */
static void visit_marked_near(struct oriel__damage *damage, struct oriel__node *node,
	const struct visit *visit, const struct oriel__children *near, struct oriel__area *extents) {
	struct oriel__node *child = oriel__marked_first(node, MARKS);
	for (; child != NULL; child = oriel__marked_next(child, MARKS)) {
		if (!oriel__children_leave_out(near, child)) {
			visit_child(damage, node, child, visit, extents);
			continue;
		}
		damage_vanish(damage, child, visit);
		damage_forget(child);
		child->marks &= (uint8_t)~MARKS;
	}
}

/* A row that sticks out further than was known brings more rows into question, which are visited
 * too. */
static struct oriel__area visit_rows(
	struct oriel__damage *damage, struct oriel__node *node, const struct visit *visit) {
	struct oriel__children near = oriel__children_between(node, 0, 0);
	struct oriel__area extents = { 0 };
	float reach;

	do {
		struct oriel__children before = near;
		reach = node->picture->reach;
		near = rows_within(damage, node, visit, NEAR + (double)reach);
		visit_due(damage, node, visit, near, &before, &extents);
		visit_marked_near(damage, node, visit, &near, &extents);
	} while (node->picture->reach > reach);
	struct oriel__children keep = visit->is_all ?
		near :
		rows_within(damage, node, visit, NEAR + KEPT + (double)reach);
	keep_only(node, &keep);
	node->picture->is_partial |= !oriel__children_are_all(&near);
	return extents;
}

/* ---- The walk ---- */

static struct oriel__area visit_marked(
	struct oriel__damage *damage, struct oriel__node *node, const struct visit *visit) {
	struct oriel__area extents = { 0 };
	struct oriel__node *child = oriel__marked_first(node, MARKS);
	for (; child != NULL; child = oriel__marked_next(child, MARKS))
		visit_child(damage, node, child, visit, &extents);
	return extents;
}

/* Returns the extents of those that were visited. */
static struct oriel__area visit_children(
	struct oriel__damage *damage, struct oriel__node *node, const struct visit *visit) {
	struct oriel__area extents = { 0 };
	bool was_windowed = node->picture->is_windowed;

	node->picture->is_windowed = oriel__children_are_rows(node);
	if (node->picture->is_windowed)
		return visit_rows(damage, node, visit);
	/* Rows that were left out are due at once if any child may be in view now. */
	node->picture->kept = ORIEL__CHILD_RUN_ALL;
	if (visit->is_all || ((visit->is_turned || was_windowed) && node->picture->is_partial))
		for (struct oriel__node *child = oriel__node_first_flat(node); child != NULL;
			child = oriel__node_next_flat(child))
			if (damage_is_due(child, visit))
				visit_child(damage, node, child, visit, &extents);
	return oriel__area_union(extents, visit_marked(damage, node, visit));
}

/* Records it if that is due. Returns whether it looks different. */
static bool damage_record(struct oriel__damage *damage, struct oriel__node *node) {
	struct oriel__picture *picture = node->picture;
	bool resized = picture->size.width != node->rect.width ||
		picture->size.height != node->rect.height;
	if (picture->is_recorded && !resized && !(node->marks & ORIEL__MARK_RECORD))
		return false;
	damage->counters->records++;
	return oriel__picture_record(node);
}

/* A group or a clip that changes takes all that is in it along, and so does another place in the
 * order of painting. */
static bool changes_children(
	const struct oriel__picture *before, const struct oriel__picture *now) {
	return before->opacity != now->opacity || before->does_clip != now->does_clip ||
		before->is_lifted != now->is_lifted ||
		(now->does_clip && !oriel__picture_same_clip(before, now));
}

static void visit_shown(
	struct oriel__damage *damage, struct oriel__node *node, const struct visit *visit) {
	oriel__layout_arrange_waiting(node);
	struct oriel__picture *picture = oriel__picture_ensure(node), was = *picture;
	struct oriel__device_space before = oriel__raster_space(
		visit->before, was.rect.x, was.rect.y, damage->scale);
	struct oriel__device_space now = oriel__raster_space(
		visit->now, node->rect.x, node->rect.y, damage->scale);
	bool stays = was.is_painted && before.origin.x == now.origin.x &&
		before.origin.y == now.origin.y;
	int dx, dy;

	bool different = damage_record(damage, node);
	bool whole = !stays || (different && changes_children(&was, picture));
	if (whole && was.is_painted)
		damage_own_add(damage, visit, oriel__device_cover(&before, was.subtree));
	if (!whole && different)
		damage_own_add(damage, visit, oriel__device_cover(&now, was.ink));
	picture->is_painted = true;
	picture->rect = node->rect;

	struct visit inner = { .clip = visit->clip,
		.is_quiet = visit->is_quiet || whole || damage->is_everything };
	inner.is_all = damage->is_everything || !was.is_painted;
	inner.before = (struct oriel__device_point){ before.origin.x - was.scroll_x,
		before.origin.y - was.scroll_y };
	const struct visit own = { .clip = visit->clip, .is_quiet = inner.is_quiet };
	bool scrolled = take_scroll(damage, node, &dx, &dy);
	inner.now = (struct oriel__device_point){ now.origin.x - picture->scroll_x,
		now.origin.y - picture->scroll_y };
	damage_bars(damage, &own, node, &now);
	if (scrolled && damage_scroll(damage, &own, node, &now, dx, dy))
		inner.before = inner.now;
	else if (scrolled)
		inner.is_quiet = true;
	inner.is_turned = visit->is_turned || whole || scrolled || damage->is_everything;
	if (picture->does_clip)
		inner.clip = oriel__device_intersect(inner.clip, oriel__raster_padding_box(picture, &now));
	struct oriel__area shifted = take_shifted(damage, &inner, node);
	picture->is_partial &= !inner.is_all;
	struct oriel__area visited = visit_children(damage, node, &inner);
	update_subtree(node, oriel__area_union(shifted, visited), inner.is_all);
	if (whole)
		damage_own_add(damage, visit, oriel__device_cover(&now, picture->subtree));
	else if (different)
		damage_own_add(damage, visit, oriel__device_cover(&now, picture->ink));
}

static void visit_node(
	struct oriel__damage *damage, struct oriel__node *node, const struct visit *visit) {
	if (oriel__layout_is_shown(node))
		visit_shown(damage, node, visit);
	else
		damage_vanish(damage, node, visit);
	node->marks &= (uint8_t)~MARKS;
}

void oriel__damage_find(struct oriel__damage *damage, struct oriel__tree *tree) {
	const struct visit visit = { .clip = damage->canvas->area, .is_quiet = damage->is_everything };
	if (tree->root == NULL)
		return;
	if (damage->is_everything || tree->root->marks & MARKS)
		visit_node(damage, tree->root, &visit);
}
