/* SPDX-License-Identifier: MIT */
/*
 * The first pass of a layout: from the marked nodes towards the root. Each of them becomes dirty:
 * its children have to be placed again. A node concerns its parent if its measurements, or the
 * members of its style that the parent reads, differ from those of the last layout; then the parent
 * becomes dirty too.
 */
#include "layout/invalidate_internal.h"

#include "layout/column_cache_internal.h"
#include "layout/layout_geometry_internal.h"
#include "layout/layout_internal.h"
#include "layout/measure_internal.h"
#include "tree/marks_internal.h"
#include "tree/walk_internal.h"

#define MARK_CHILD (ORIEL__MARK_LAYOUT << ORIEL__MARK_CHILD_SHIFT)

/* ---- The walk ---- */

/* Whether its parent has to be laid out again because of this node, which is dirty. */
static bool concerns_parent(struct oriel__node *node) {
	struct oriel__layout_cache *cache = node->layout_cache;
	const struct oriel__style *style = oriel__layout_style(node);
	bool displayed = oriel__layout_is_displayed(node, style);
	uint64_t outer = style->outer_hash;

	if (outer == cache->outer_style && displayed == cache->is_shown)
		return displayed && (node->is_contents || oriel__measure_changed(node));
	if (cache->outer_style != 0) /* it has been laid out before, somewhere */
		oriel__column_cache_reorder(node);
	cache->is_restyled = outer != cache->outer_style && cache->is_shown;
	cache->outer_style = outer;
	oriel__layout_cache_forget(cache);
	return true;
}

static void take_marks(struct oriel__node *node) {
	node->marks &= (uint8_t) ~(ORIEL__MARK_LAYOUT | MARK_CHILD);
}

/* Below the deepest level marks only make caches forget, so that what is moved further up later is
 * measured afresh. */
static void forget_marked_inside(struct oriel__node *root) {
	struct oriel__node *node = oriel__node_first_flat(root);
	while (node != NULL) {
		bool inside = node->marks & MARK_CHILD;
		if (node->layout_cache != NULL && (inside || node->marks & ORIEL__MARK_LAYOUT)) {
			oriel__layout_cache_forget(node->layout_cache);
			node->layout_cache->is_dirty = true;
		}
		take_marks(node);
		node = inside ? oriel__flat_next(node, root) : oriel__flat_after(node, root);
	}
}

static bool layout_refresh(
	struct oriel__layout_pass *pass, struct oriel__node *node, unsigned depth);

static bool refresh_children(
	struct oriel__layout_pass *pass, struct oriel__node *node, unsigned depth) {
	bool dirty = false;
	if (depth >= ORIEL__LAYOUT_MAX_DEPTH) {
		forget_marked_inside(node);
		return false;
	}
	struct oriel__node *child = oriel__marked_first(node, ORIEL__MARK_LAYOUT | MARK_CHILD);
	for (; child != NULL; child = oriel__marked_next(child, ORIEL__MARK_LAYOUT | MARK_CHILD)) {
		if (child->layout_cache == NULL)
			oriel__layout_cache_siblings(child);
		dirty |= layout_refresh(pass, child, depth);
	}
	return dirty;
}

/* Takes the marks off a subtree. Returns whether the node's parent has to be laid out again. */
static bool layout_refresh(
	struct oriel__layout_pass *pass, struct oriel__node *node, unsigned depth) {
	bool dirty = node->marks & ORIEL__MARK_LAYOUT;
	bool inside = node->marks & MARK_CHILD;

	take_marks(node);
	if (inside)
		dirty |= refresh_children(pass, node, depth + 1);
	if (!dirty)
		return false;
	struct oriel__layout_cache *cache = oriel__layout_cache_ensure(node);
	cache->is_dirty = true;
	cache->is_too_deep = false;
	cache->depth = (uint16_t)depth;
	if (cache->must_reveal)
		oriel__node_list_add(&pass->reveal, node);
	bool changed = concerns_parent(node);
	if (changed || oriel__box_has_no_size(node->rect))
		oriel__column_cache_forget(node);
	if (!changed)
		oriel__node_list_add(&pass->stable, node);
	return changed;
}

void oriel__layout_invalidate(struct oriel__layout_pass *pass, struct oriel__node *root) {
	layout_refresh(pass, root, 0);
}
