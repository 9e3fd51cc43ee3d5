/* SPDX-License-Identifier: MIT */
/*
 * The first pass of a layout: from the marked nodes towards the root. Each of them becomes dirty:
 * its children have to be placed again. A node concerns its parent if its measurements, or the
 * members of its style that the parent reads, differ from those of the last layout; then the parent
 * becomes dirty too.
 */
#include "layout/invalidate_internal.h"

#include <string.h>

#include "layout/column_cache_internal.h"
#include "layout/layout_geometry_internal.h"
#include "layout/layout_internal.h"
#include "layout/measure_internal.h"
#include "tree/marks_internal.h"
#include "tree/walk_internal.h"

#define MARK_CHILD (ORIEL__MARK_LAYOUT << ORIEL__MARK_CHILD_SHIFT)

/* ---- The outer style: the members that the layout of the parent reads ---- */

static uint64_t hash_length(uint64_t hash, float length) {
	uint32_t word;
	memcpy(&word, &length, sizeof(word));
	hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
	return hash ^ hash >> 29;
}

static uint64_t hash_edges(uint64_t hash, const struct oriel_edges *edges) {
	hash = hash_length(hash, edges->top);
	hash = hash_length(hash, edges->right);
	hash = hash_length(hash, edges->bottom);
	return hash_length(hash, edges->left);
}

static uint64_t hash_dimension(uint64_t hash, const struct oriel__dimension *dimension) {
	hash = hash_length(hash ^ dimension->kind, dimension->px);
	hash = hash_length(hash, dimension->fraction);
	return hash ^ (uintptr_t)dimension->math;
}

static uint64_t hash_dimensions(uint64_t hash, const struct oriel__dimension_edges *edges) {
	hash = hash_dimension(hash, &edges->top);
	hash = hash_dimension(hash, &edges->right);
	hash = hash_dimension(hash, &edges->bottom);
	return hash_dimension(hash, &edges->left);
}

static uint64_t hash_bytes(uint64_t hash, const char *bytes, size_t count) {
	for (size_t i = 0; i < count; i++)
		hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3u;
	return hash;
}

/* A property of grid placement: a keyword, or a list of what it says. */
static uint64_t hash_line(uint64_t hash, const struct oriel__css_value *value) {
	hash = hash_length(hash ^ value->kind, value->kind == ORIEL__VALUE_NUMBER ?
			(float)value->content.number : 0);
	if (value->kind == ORIEL__VALUE_IDENT)
		return hash_bytes(hash, value->content.text, value->count);
	for (uint32_t i = 0; value->kind == ORIEL__VALUE_LIST && i < value->count; i++)
		hash = hash_line(hash, &value->content.items[i]);
	return hash;
}

static uint64_t hash_lines(uint64_t hash, const struct oriel__style *style) {
	const struct oriel__computed *computed = oriel__computed_of(style);
	hash = hash_line(hash, oriel__computed_value(computed, ORIEL__CSS_GRID_COLUMN_START));
	hash = hash_line(hash, oriel__computed_value(computed, ORIEL__CSS_GRID_COLUMN_END));
	hash = hash_line(hash, oriel__computed_value(computed, ORIEL__CSS_GRID_ROW_START));
	return hash_line(hash, oriel__computed_value(computed, ORIEL__CSS_GRID_ROW_END));
}

/* A member that a parent comes to read is added here. */
static uint64_t hash_outer_style(const struct oriel__style *style) {
	uint64_t hash = (uint64_t)style->display << 16 | (uint64_t)style->align_self << 8 |
		style->is_absolute;
	hash |= (uint64_t)style->overflow_x << 32 | (uint64_t)style->overflow_y << 24;
	hash |= (uint64_t)style->justify_self << 40 | (uint64_t)style->auto_margins << 48 |
		(uint64_t)style->is_rtl << 52 | (uint64_t)style->is_content_box << 53 |
		(uint64_t)style->is_ratio_natural << 54;
	hash = hash_length(hash, style->ratio);
	hash = hash_length(hash ^ (uint64_t)(unsigned)style->order, 0);
	hash = hash_length(hash, style->grow);
	hash = hash_length(hash, style->shrink);
	hash = hash_dimension(hash, &style->basis);
	hash = hash_dimension(hash, &style->width);
	hash = hash_dimension(hash, &style->height);
	hash = hash_dimension(hash, &style->min_width);
	hash = hash_dimension(hash, &style->min_height);
	hash = hash_dimension(hash, &style->max_width);
	hash = hash_dimension(hash, &style->max_height);
	hash = hash_dimensions(hash, &style->relative_padding);
	hash = hash_dimensions(hash, &style->relative_margin);
	hash = hash_edges(hash, &style->border);
	if (style->has_grid_lines)
		hash = hash_lines(hash, style);
	return hash_dimensions(hash, &style->inset);
}

static uint64_t outer_style(struct oriel__layout_pass *pass, const struct oriel__style *style) {
	size_t i = ((uintptr_t)style >> 6) % ORIEL__STYLE_MEMO;
	if (pass->memo[i].style != style) {
		pass->memo[i].style = style;
		pass->memo[i].hash = hash_outer_style(style);
	}
	return pass->memo[i].hash;
}

/* ---- The walk ---- */

/* Whether its parent has to be laid out again because of this node, which is dirty. */
static bool concerns_parent(struct oriel__layout_pass *pass, struct oriel__node *node) {
	struct oriel__layout_cache *cache = node->layout_cache;
	const struct oriel__style *style = oriel__layout_style(node);
	bool displayed = oriel__layout_is_displayed(node, style);
	uint64_t outer = outer_style(pass, style);

	if (outer == cache->outer_style && displayed == cache->is_shown)
		return displayed && oriel__measure_changed(node);
	if (cache->outer_style != 0) /* it has been laid out before, somewhere */
		oriel__column_cache_reorder(node);
	cache->is_restyled = outer != cache->outer_style && cache->is_shown;
	cache->outer_style = outer;
	oriel__layout_cache_forget(node);
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
			oriel__layout_cache_forget(node);
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
	bool changed = concerns_parent(pass, node);
	if (changed || oriel__box_has_no_size(node->rect))
		oriel__column_cache_forget(node);
	if (!changed)
		oriel__node_list_add(&pass->stable, node);
	return changed;
}

void oriel__layout_invalidate(struct oriel__layout_pass *pass, struct oriel__node *root) {
	layout_refresh(pass, root, 0);
}
