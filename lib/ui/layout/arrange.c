/* SPDX-License-Identifier: MIT */
/*
 * The second pass of a layout: places the children of a node, and goes on inside those whose size
 * has changed or which are dirty. A node's children are items of the flow, rows of a long column
 * (column_cache.c), absolute boxes (position.c), or placed by the node's class.
 */
#include "layout/arrange_internal.h"

#include <math.h>

#include <oriel/runtime/log.h>

#include "layout/anchor_internal.h"
#include "layout/block_internal.h"
#include "layout/column_cache_internal.h"
#include "layout/container_internal.h"
#include "layout/flex_internal.h"
#include "layout/grid_internal.h"
#include "layout/layout_geometry_internal.h"
#include "layout/layout_internal.h"
#include "layout/measure_internal.h"
#include "layout/overflow_internal.h"
#include "layout/position_internal.h"
#include "layout/scroll_internal.h"
#include "tree/rare_internal.h"
#include "tree/walk_internal.h"

/* ---- Places ---- */

static void mark_resized(struct oriel__node *node) {
	if (!(node->marks & ORIEL__MARK_RECORD))
		oriel__node_mark(node, ORIEL__MARK_RECORD);
}

void oriel__layout_mark_moved(struct oriel__node *node) {
	oriel__node_mark_twin(node, ORIEL__MARK_RECORD);
}

/* Notes what percentages inside a node are of. Returns whether its content has to be placed again.
 */
static bool layout_set_bases(
	struct oriel__node *node, float basis_width, bool is_height_definite) {
	struct oriel__layout_cache *cache = node->layout_cache;
	bool is_other = cache->is_height_definite != is_height_definite;
	cache->is_height_definite = is_height_definite;
	if (cache->basis_width == basis_width)
		return is_other;
	cache->basis_width = basis_width;
	return is_other || oriel__layout_style(node)->has_relative_padding;
}

void oriel__layout_place(
	struct oriel__node *node, struct oriel__box rect, float basis_width, bool is_height_definite) {
	struct oriel__layout_cache *cache = node->layout_cache;
	bool resized = layout_set_bases(node, basis_width, is_height_definite) ||
		node->rect.width != rect.width || node->rect.height != rect.height || !cache->is_shown;
	bool moved = node->rect.x != rect.x || node->rect.y != rect.y;

	if (oriel__box_has_no_size(node->rect))
		oriel__column_cache_reset(oriel__column_cache_of(node));
	if (moved || resized) {
		node->rect = rect;
		oriel__layout_mark_moved(node);
	}
	cache->is_shown = true;
	cache->is_placed = true;
	cache->is_restyled = false;
	node->moved = 0;
	if (resized)
		mark_resized(node);
	if (resized || cache->is_dirty || oriel__box_has_no_size(rect))
		oriel__layout_arrange(node);
}

/* Places a node that is not watched; its content stays as it is until a caller asks for it. */
static void place_later(
	struct oriel__node *node, struct oriel__box rect, float basis_width, bool is_height_definite) {
	struct oriel__layout_cache *cache = node->layout_cache;
	bool resized = layout_set_bases(node, basis_width, is_height_definite) ||
		node->rect.width != rect.width || node->rect.height != rect.height || !cache->is_shown;

	if (oriel__box_has_no_size(node->rect))
		oriel__column_cache_reset(oriel__column_cache_of(node));
	node->rect = rect;
	cache->is_shown = true;
	cache->is_restyled = false;
	node->moved = 0;
	if (resized || oriel__box_has_no_size(rect))
		cache->is_dirty = true;
	cache->is_waiting = cache->is_dirty;
}

/* What is in a hidden node has no place either, which shows when that is placed again. */
static void take_places_inside(struct oriel__node *root) {
	for (struct oriel__node *node = oriel__node_first_flat(root); node != NULL;
		node = oriel__flat_next(node, root))
		node->rect = (struct oriel__box){ 0 };
}

void oriel__layout_hide(struct oriel__node *node) {
	struct oriel__layout_cache *cache = node->layout_cache;
	if (cache == NULL || !cache->is_shown)
		return;
	cache->is_shown = false;
	cache->is_dirty = true;
	node->rect = (struct oriel__box){ 0 };
	take_places_inside(node);
	oriel__layout_mark_moved(node);
}

/* ---- Rows of a long column ---- */

/* An item that is as it was, but for where it stands. Paint learns of it by the column cache. */
static void layout_shift(struct oriel__column_cache *column, uint32_t i, double y) {
	struct oriel__node *node = column->items[i].node;
	struct oriel__box *rect = &node->rect;
	if (node->moved)
		node->moved = 0;
	if (rect->y == y)
		return;
	rect->y = y;
	if (i < column->shifted_from)
		column->shifted_from = i;
}

/* Returns the place of row i. The distance to the row before is summed up first, so that each row
 * waits for one addition only. */
static double column_at(const struct oriel__column_cache *column, uint32_t i) {
	const struct oriel__column_cache_item *item = &column->items[i];
	if (i == 0)
		return (double)item->before;
	double step = (double)item[-1].size + (double)item[-1].after +
		((double)column->gap + (double)item->before);
	return item[-1].at + step;
}

/* Goes on until everything further down stands where it did. Returns whether rows that are not
 * watched stand elsewhere. */
static bool place_column(
	struct oriel__column_cache *column, struct oriel_point content, bool is_definite) {
	bool later = false, moved = column->content.x != content.x || column->content.y != content.y ||
		column->is_definite != is_definite;

	column->content = content;
	column->is_definite = is_definite;
	for (uint32_t i = moved ? 0 : column->placed; i < column->count; i++) {
		struct oriel__column_cache_item *item = &column->items[i];
		double at = column_at(column, i);
		bool stays = at == item->at && !item->is_fresh && !moved;
		if (stays && i >= column->fresh_end)
			break;
		if (stays)
			continue;
		item->at = at;
		/* a fixed box is seen although its row is not */
		bool is_watched = item->node->watched || item->node->holds_fixed;
		bool is_moved_apart = item->is_stray || item->node->apart;
		later |= !is_watched;
		if (!item->is_fresh && !moved && !is_moved_apart) { /* most rows */
			layout_shift(column, i, (double)content.y + at);
			continue;
		}
		struct oriel__box rect = { (double)content.x + (double)item->cross_at,
			(double)content.y + at, item->cross, item->size };
		if (is_moved_apart)
			rect = oriel__position_in_flow(
				item->node, oriel__layout_style(item->node), rect, NULL);
		if (!item->is_fresh && !moved)
			layout_shift(column, i, rect.y);
		else if (is_watched)
			oriel__layout_place(item->node, rect, column->width, is_definite || item->is_definite);
		else
			place_later(item->node, rect, column->width, is_definite || item->is_definite);
		item->is_fresh = false;
	}
	column->placed = column->count;
	column->fresh_end = 0;
	return later;
}

/* Returns whether it could; then *all says whether that was all that is in it. */
static bool arrange_column(struct oriel__node *node, struct oriel_rect content, bool *all) {
	struct oriel__column_cache *column = oriel__column_cache_solve(node, content.width);
	if (column == NULL)
		return false;
	if (!oriel__column_cache_is_rigid(column, content.height)) {
		oriel__column_cache_reset(column); /* what flex makes of the sizes is not remembered */
		return false;
	}
	bool later = place_column(column, (struct oriel_point){ content.x, content.y },
		node->layout_cache->is_height_definite);
	if (later || column->shifted_from < column->count)
		oriel__layout_mark_moved(node);
	*all = !column->is_left_over && oriel__node_first_shadow_child(node) == NULL;
	column->is_left_over = column->is_absolute;
	return true;
}

/* ---- Items of the flow ---- */

void oriel__layout_place_in_flow(
	struct oriel__node *node, struct oriel__box rect, float basis_width, bool is_height_definite) {
	const struct oriel__style *style = oriel__layout_style(node);
	if (oriel__position_moves(node, style))
		rect = oriel__position_in_flow(node, style, rect, NULL);
	oriel__layout_place(node, rect, basis_width, is_height_definite);
}

/* Returns whether the items of the flow are all the nodes in a node. */
static bool placed_all(const struct oriel__node *node, size_t count) {
	return !node->holds_contents && count == oriel__node_flow_count(node) &&
		oriel__node_first_shadow_child(node) == NULL;
}

static bool arrange_grid(struct oriel__node *node, struct oriel_rect content) {
	struct oriel__grid grid;
	if (node->layout_cache->has_column)
		oriel__column_cache_free(node);
	oriel__block_cache_free(node->layout_cache);
	oriel__grid_solve_placed(&grid, node);
	for (size_t i = 0; i < grid.count; i++) {
		struct oriel__box rect = oriel__grid_item_rect(&grid, i);
		rect.x += (double)content.x;
		rect.y += (double)content.y;
		const struct oriel__grid_item *item = &grid.items[i];
		const struct oriel_size area = { oriel__grid_area_size(&grid, i, ORIEL__GRID_COLUMNS),
			oriel__grid_area_size(&grid, i, ORIEL__GRID_ROWS) };
		if (oriel__position_moves(item->node, item->style))
			rect = oriel__position_in_flow(item->node, item->style, rect, &area);
		oriel__layout_place(item->node, rect, area.width, item->is_definite);
	}
	if (oriel__is_scroll_container(grid.style, false))
		oriel__node_rare(node)->tracks = oriel__grid_extent(
			&grid, (struct oriel_point){ content.x, content.y });
	size_t count = grid.count;
	oriel__grid_finish(&grid);
	return placed_all(node, count);
}

/* Returns what percentages of a height inside a node are of, px; unknown: nothing. content: the
 * content box. */
static float arrange_definite_height(struct oriel__node *node, struct oriel_rect content) {
	if (!node->layout_cache->is_height_definite)
		return ORIEL__UNKNOWN;
	if (!(oriel__layout_style(node)->ratio > 0))
		return content.height;
	return oriel__smaller(content.height, oriel__container_definite_height(node,
		node->layout_cache->basis_width, node->rect.width, node->rect.height));
}

static bool arrange_block(struct oriel__node *node, struct oriel_rect content) {
	struct oriel__block block;
	if (node->layout_cache->has_column)
		oriel__column_cache_free(node);
	oriel__block_solve(&block, node,
		(struct oriel__block_box){ .width = content.width,
			.height = content.height,
			.definite_height = arrange_definite_height(node, content),
			.is_final = true });
	for (size_t i = 0; i < block.count; i++) {
		struct oriel__box rect = block.items[i].rect;
		rect.x += (double)content.x;
		rect.y += (double)content.y;
		oriel__layout_place_in_flow(
			block.items[i].node, rect, content.width, block.items[i].is_definite);
	}
	oriel__block_finish(&block);
	return placed_all(node, block.count);
}

/* Returns whether that was all that is in it. */
static bool arrange_items(struct oriel__node *node, struct oriel_rect content) {
	struct oriel__flex flex;
	bool all;
	if (oriel__layout_style(node)->display == ORIEL_DISPLAY_GRID)
		return arrange_grid(node, content);
	if (oriel__layout_is_block(node))
		return arrange_block(node, content);
	if (arrange_column(node, content, &all))
		return all;
	oriel__flex_solve(&flex, node,
		(struct oriel__flex_box){ .width = content.width,
			.height = content.height,
			.definite_height = arrange_definite_height(node, content) });
	oriel__flex_place(&flex);
	for (size_t i = 0; i < flex.count; i++) {
		struct oriel__box rect = oriel__flex_rect(&flex, &flex.items[i]);
		rect.x += (double)content.x;
		rect.y += (double)content.y;
		oriel__layout_place_in_flow(flex.items[i].node, rect, content.width,
			oriel__flex_is_definite(&flex, &flex.items[i]));
	}
	oriel__flex_finish(&flex);
	return placed_all(node, flex.count);
}

/* ---- Children outside the flow, and those without a place ---- */

/* Returns whether a node with `visibility: collapse` is an item of a flex container, where it has
 * no place. */
static bool is_collapsed_item(const struct oriel__node *parent, const struct oriel__node *node,
	const struct oriel__style *style) {
	parent = oriel__flow_is_dissolved(parent) ? oriel__flow_find_parent(parent) : parent;
	return !style->is_absolute && !oriel__node_is_shadow_child(node) &&
		oriel__layout_style(parent)->display == ORIEL_DISPLAY_FLEX &&
		oriel__node_class(parent)->measure == NULL && oriel__node_class(parent)->arrange == NULL;
}

/* A container that places its children itself leaves members of the top layer to the window. */
static void place_rest(struct oriel__node *node, bool has_arrange) {
	for (struct oriel__node *child = oriel__node_first_flat(node); child != NULL;
		child = oriel__node_next_flat(child)) {
		if (child->layout_cache == NULL)
			continue;
		const struct oriel__style *style = oriel__layout_style(child);
		bool by_class = has_arrange && !child->on_top;
		if (!oriel__layout_is_displayed(child, style) ||
			(style->is_collapsed && is_collapsed_item(node, child, style)))
			oriel__layout_hide(child);
		else if (by_class ? !child->layout_cache->is_placed : !oriel__layout_may_descend(node))
			oriel__layout_hide(child);
		else if (!by_class && (style->is_absolute || oriel__node_is_shadow_child(child)))
			oriel__position_place(child, style);
	}
}

/* Handles the children with `display: contents`, whose items in the flow have been placed. Each
 * child gets an empty rectangle at the corner of the node, and its absolute items are placed. */
static void arrange_dissolved(struct oriel__node *node) {
	for (struct oriel__node *child = oriel__node_first_in_flow(node); child != NULL;
		child = oriel__node_next_in_flow(child)) {
		struct oriel__layout_cache *cache = child->layout_cache;
		if (!oriel__flow_is_dissolved(child) || cache == NULL || !oriel__layout_may_descend(node))
			continue;
		bool had_box = child->rect.width != 0 || child->rect.height != 0 || child->rect.x != 0 ||
			child->rect.y != 0 || !cache->is_shown;
		child->rect = (struct oriel__box){ 0 };
		cache->is_dirty = cache->is_waiting = cache->is_restyled = false;
		cache->is_shown = cache->is_placed = true;
		child->moved = 0;
		if (child->holds_contents)
			arrange_dissolved(child);
		place_rest(child, false);
		oriel__overflow_update(child, oriel__layout_style(child));
		if (had_box)
			mark_resized(child);
		oriel__layout_mark_moved(child);
	}
}

static void arrange_by_class(struct oriel__node *node, struct oriel_rect content) {
	oriel_widget *widget = oriel__widget_of(node);
	for (struct oriel__node *child = oriel__node_first_flat(node); child != NULL;
		child = oriel__node_next_flat(child)) {
		oriel__layout_cache_ensure(child);
		child->layout_cache->is_placed = false;
		child->layout_cache->depth = (uint16_t)(node->layout_cache->depth + 1);
	}
	widget->widget_class->arrange(widget, content);
}

/* ---- A node ---- */

static void arrange_content(struct oriel__node *node, const struct oriel__style *style) {
	bool by_class = oriel__node_class(node)->arrange != NULL && oriel__layout_may_descend(node);
	bool all = false;

	node->tree->counts.laid_out++;
	if (by_class)
		arrange_by_class(node, oriel__layout_content_box(node, style));
	else if (oriel__node_first_flat(node) != NULL)
		all = arrange_items(node, oriel__layout_content_box(node, style));
	else {
		oriel__column_cache_free(node); /* of the children that it had */
		all = true;
	}
	if (node->holds_contents && !by_class)
		arrange_dissolved(node);
	if (!all)
		place_rest(node, by_class);
}

/* A classic scroll bar that appears takes room from the content, which is then placed again. */
static bool arrange_scrolled(struct oriel__node *node, const struct oriel__style *style) {
	unsigned bars = oriel__scroll_begin_bars(node, oriel__column_cache_of(node) != NULL);
	bool has_changed = false;
	int pass = 0;
	do {
		arrange_content(node, style);
		has_changed |= oriel__overflow_update(node, style);
	} while (oriel__scroll_add_bars(node, style, bars, pass++));
	return has_changed;
}

bool oriel__layout_arrange(struct oriel__node *node) {
	const struct oriel__style *style = oriel__layout_style(node);

	if (node->scroll != NULL)
		oriel__anchor_choose(node);
	node->layout_cache->is_dirty = node->layout_cache->is_waiting = false;
	if (style->is_scroll_bar_classic)
		return arrange_scrolled(node, style);
	arrange_content(node, style);
	return oriel__overflow_update(node, style);
}

void oriel__layout_arrange_root(struct oriel__node *root, struct oriel_size size) {
	oriel__layout_cache_ensure(root)->depth = 0;
	if (oriel__layout_is_displayed(root, oriel__layout_style(root)))
		oriel__layout_place(root,
			(struct oriel__box){ 0, 0, oriel__length(size.width), oriel__length(size.height) },
			oriel__length(size.width), true);
	else
		oriel__layout_hide(root);
}

/* ---- For containers that place their children themselves ---- */

static struct oriel__node *measured_child(oriel_widget *child, const char *caller) {
	struct oriel__node *node = oriel__node_of(child);
	ORIEL_ASSERT(node->parent != NULL && node->parent->layout_cache != NULL,
		"%s: this %s has no parent that is being laid out; call it for children, from measure and "
		"arrange only",
		caller, oriel_widget_type(child));
	oriel__layout_cache_ensure(node)->depth = (uint16_t)(node->parent->layout_cache->depth + 1);
	return node;
}

struct oriel_measurement oriel_widget_measure(oriel_widget *child, float max_width) {
	struct oriel__node *node = measured_child(child, "oriel_widget_measure");
	const struct oriel__style *style = oriel__layout_style(node);
	if (!oriel__layout_is_displayed(node, style) || !oriel__layout_may_descend(node->parent))
		return (struct oriel_measurement){ .baseline = -1 };
	/* 0 and INFINITY ask for contributions, in which percentages are of nothing */
	float basis = max_width > 0 && max_width < INFINITY ? max_width : ORIEL__UNKNOWN;
	struct oriel__space space = oriel__space_in(basis, ORIEL__UNKNOWN);
	struct oriel_edges margin = oriel__margin(style, basis);
	float width = oriel__is_known(basis) ?
		oriel__measure_width(node, &space) :
		oriel__measure_contribution(node, !(max_width > 0), &space);
	float height = oriel__measure_height(node, &space, width);
	return (struct oriel_measurement){
		.width = width + margin.left + margin.right,
		.height = height + margin.top + margin.bottom,
		.baseline = oriel__measure_baseline(node, &space, width, height, false) + margin.top,
	};
}

static double layout_finite_far(double x) {
	return isfinite(x) ? x : 0;
}

static void layout_place_child(oriel_widget *child, struct oriel__box rect, const char *caller) {
	struct oriel__node *node = measured_child(child, caller);
	const struct oriel__style *style = oriel__layout_style(node);
	if (!oriel__layout_is_displayed(node, style))
		return;
	rect.x = layout_finite_far(rect.x);
	rect.y = layout_finite_far(rect.y);
	rect.width = oriel__length(rect.width);
	rect.height = oriel__length(rect.height);
	if (oriel__position_moves(node, style))
		rect = oriel__position_in_flow(node, style, rect, NULL);
	oriel__layout_place(node, rect,
		oriel__layout_content_box(node->parent, oriel__layout_style(node->parent)).width, true);
}

void oriel_widget_place(oriel_widget *child, struct oriel_rect border_box) {
	layout_place_child(child,
		(struct oriel__box){ (double)border_box.x, (double)border_box.y, border_box.width,
			border_box.height },
		"oriel_widget_place");
}

void oriel_widget_place_far(
	oriel_widget *child, double x, double y, float width, float height) {
	layout_place_child(
		child, (struct oriel__box){ x, y, width, height }, "oriel_widget_place_far");
}
