/* SPDX-License-Identifier: MIT */
/*
 * Keeps the items of a long column from one layout to the next. What is appended is found after the
 * last child that was looked at; if children came or went elsewhere, the list of items is made
 * anew, and those that were in it keep what is known of them. Pointers to children that went are
 * compared, not followed, until then. A child knows its index, which is good if it stands there.
 *
 * Sizes and places come out as the flex algorithm gives them where nothing is free to share: every
 * sum is made in its order, in double.
 */
#include "layout/column_cache_internal.h"

#include "base/alloc_internal.h"
#include "layout/container_internal.h"
#include "layout/layout_internal.h"

/* Fewer children are laid out sooner than remembered. */
#define LANE_MIN 64

static struct oriel__column_cache_item *item_of(const struct oriel__node *child) {
	struct oriel__column_cache *column = child->parent != NULL ?
		oriel__column_cache_of(child->parent) :
		NULL;
	if (column == NULL || child->layout_cache == NULL)
		return NULL;
	uint32_t at = child->layout_cache->column_at;
	return at < column->count && column->items[at].node == child ? &column->items[at] : NULL;
}

static uint32_t column_cache_smaller(uint32_t a, uint32_t b) {
	return a < b ? a : b;
}

static uint32_t column_cache_larger(uint32_t a, uint32_t b) {
	return a > b ? a : b;
}

/* ---- Counts of what kinds of items there are ---- */

static bool is_negative(const struct oriel__column_cache_item *item) {
	return item->before < 0 || item->after < 0;
}

static void count_item(
	struct oriel__column_cache *column, const struct oriel__column_cache_item *item) {
	column->growing += item->can_grow;
	column->shrinking += item->can_shrink;
	column->negative += is_negative(item);
	column->strays += item->is_stray;
}

static void uncount_item(
	struct oriel__column_cache *column, const struct oriel__column_cache_item *item) {
	column->growing -= item->can_grow;
	column->shrinking -= item->can_shrink;
	column->negative -= is_negative(item);
	column->strays -= item->is_stray;
}

static void forget_item(struct oriel__column_cache *column, struct oriel__column_cache_item *item) {
	uint32_t at = (uint32_t)(item - column->items);
	if (oriel__is_known(item->size))
		uncount_item(column, item);
	item->size = ORIEL__UNKNOWN;
	item->is_fresh = true;
	column->unknown_from = column_cache_smaller(column->unknown_from, at);
	column->placed = column_cache_smaller(column->placed, at);
	column->fresh_end = column_cache_larger(column->fresh_end, at + 1);
}

void oriel__column_cache_forget(const struct oriel__node *child) {
	struct oriel__column_cache_item *item = item_of(child);
	if (item != NULL)
		forget_item(oriel__column_cache_of(child->parent), item);
}

void oriel__column_cache_reorder(const struct oriel__node *child) {
	struct oriel__column_cache *column = child->parent != NULL ?
		oriel__column_cache_of(child->parent) :
		NULL;
	if (column != NULL)
		column->is_reordered = true;
}

void oriel__column_cache_reset(struct oriel__column_cache *column) {
	if (column != NULL)
		column->width = ORIEL__UNKNOWN;
}

void oriel__column_cache_free(struct oriel__node *node) {
	struct oriel__column_cache *column = oriel__column_cache_of(node);
	if (column == NULL)
		return;
	node->layout_cache->has_column = false;
	node->layout_cache->column = NULL;
	oriel__free(column->items);
	oriel__free(column);
}

/* ---- The items ---- */

static bool column_cache_distributes(uint8_t justify) {
	justify = oriel__align_of(justify);
	return justify == ORIEL_ALIGN_CENTER || justify == ORIEL_ALIGN_END ||
		justify == ORIEL_ALIGN_FLEX_END || justify == ORIEL_ALIGN_SPACE_BETWEEN ||
		justify == ORIEL_ALIGN_SPACE_AROUND || justify == ORIEL_ALIGN_SPACE_EVENLY;
}

static bool may_have_column(struct oriel__node *node, const struct oriel__style *style) {
	return node->child_count >= LANE_MIN && !oriel__node_has_generated(node) &&
		style->display == ORIEL_DISPLAY_FLEX &&
		style->direction == ORIEL_DIRECTION_COLUMN && style->wrap == ORIEL_FLEX_NOWRAP &&
		!column_cache_distributes(style->justify) &&
		!oriel__dimension_has_percentage(&style->row_gap) &&
		oriel__node_class(node)->measure == NULL && oriel__node_class(node)->arrange == NULL &&
		oriel__layout_may_descend(node);
}

/* Whether the size or the place of an item follows from more than the width of its container. */
static bool column_item_is_complex(
	struct oriel__node *child, const struct oriel__style *style) {
	uint8_t align = oriel__flex_item_align(oriel__layout_style(child->parent), style);
	return style->has_relative_height || style->is_collapsed || style->order != 0 ||
		oriel__is_baseline(align) ||
		(style->auto_margins & (ORIEL__EDGE_TOP | ORIEL__EDGE_BOTTOM)) ||
		oriel__measure_ratio(child, style).ratio > 0;
}

static void column_cache_append(
	struct oriel__column_cache *column, struct oriel__column_cache_item item, bool is_moved) {
	if (column->count == column->capacity) {
		column->capacity = column_cache_larger(LANE_MIN, column->capacity + column->capacity / 2);
		column->items = oriel__realloc_array(
			column->items, column->capacity, sizeof(*column->items));
	}
	if (is_moved)
		item.node->layout_cache->column_at = column->count;
	column->items[column->count++] = item;
}

/* Appends an item that is known. */
static void keep_item(struct oriel__column_cache *column,
	const struct oriel__column_cache_item *item, bool is_moved) {
	column_cache_append(column, *item, is_moved);
	column->last = item->node;
	count_item(column, item);
	if (is_moved)
		column->placed = column_cache_smaller(column->placed, column->count - 1);
	if (item->is_fresh)
		column->fresh_end = column->count;
}

/* Looks at child: appends what old knew of it, or a new item, unless it is none. */
static void look_at(struct oriel__column_cache *column, struct oriel__node *child,
	const struct oriel__column_cache_item *old, uint32_t old_count) {
	const struct oriel__style *style = oriel__layout_style(child);
	bool is_item = oriel__layout_take_child(child->parent, child, false) != NULL;
	struct oriel__layout_cache *cache = child->layout_cache;

	column->last = child;
	if (!is_item) {
		column->is_absolute |= style->is_absolute;
		column->is_left_over = true;
		return;
	}
	column->has_complex |= column_item_is_complex(child, style);
	uint32_t was_at = cache->column_at;
	bool was_item = was_at < old_count && old[was_at].node == child;
	if (was_item && oriel__is_known(old[was_at].size)) {
		keep_item(column, &old[was_at], was_at != column->count);
		return;
	}
	column_cache_append(
		column, (struct oriel__column_cache_item){ .node = child, .size = ORIEL__UNKNOWN }, true);
	forget_item(column, &column->items[column->count - 1]);
}

/* Where the children are in the order in which they were items, most need not be looked into. */
static void look_at_all(struct oriel__column_cache *column, struct oriel__node *node, bool keep) {
	struct oriel__column_cache_item *old = column->items;
	uint32_t old_count = keep ? column->count : 0, placed = keep ? column->placed : 0, at = 0;
	bool same_kinds = !column->is_reordered;

	column->items = NULL;
	column->count = column->capacity = 0;
	column->growing = column->shrinking = column->negative = column->strays = 0;
	column->unknown_from = column->placed = UINT32_MAX;
	column->fresh_end = 0;
	column->is_absolute = column->is_left_over = column->is_reordered = false;
	column->has_complex = false;
	node->children_shuffled = 0;
	for (struct oriel__node *child = node->first_child; child != NULL; child = child->next) {
		if (same_kinds && at + 1 < old_count && old[at].node != child && old[at + 1].node == child)
			at++; /* one went */
		bool is_next = same_kinds && at < old_count && old[at].node == child &&
			oriel__is_known(old[at].size);
		if (is_next)
			keep_item(column, &old[at], at != column->count);
		else
			look_at(column, child, old, old_count);
		at += at < old_count && old[at].node == child;
	}
	column->placed = column_cache_smaller(
		column_cache_smaller(column->placed, placed), column->count);
	if (keep)
		column->shifted_from = column_cache_smaller(column->shifted_from, column->placed);
	else if (column->shifted_from != UINT32_MAX)
		column->shifted_from = 0;
	column->unknown_from = column_cache_smaller(column->unknown_from, column->count);
	oriel__free(old);
}

static void look_at_appended(struct oriel__column_cache *column, const struct oriel__node *node) {
	struct oriel__node *child = column->last != NULL ? column->last->next : node->first_child;
	for (; child != NULL; child = child->next)
		look_at(column, child, NULL, 0);
}

/* ---- How large they are ---- */

/* Conservative: where its least size is not known at once, it may shrink. */
static bool may_shrink(const struct oriel__flex_item *item) {
	const struct oriel__style *style = item->style;
	if (!(style->shrink > 0))
		return false;
	if (oriel__is_known(item->min))
		return item->min < item->main_size;
	return !(style->height.kind == ORIEL__DIMENSION_AUTO &&
		style->basis.kind == ORIEL__DIMENSION_AUTO &&
		!oriel__is_scroll_container(style, true));
}

/* Whether an item may stand elsewhere than the flow has it. */
static bool column_cache_is_stray(const struct oriel__style *style) {
	const struct oriel__dimension_edges *inset = &style->inset;
	bool is_shifted = !oriel__dimension_is(&inset->top, ORIEL__DIMENSION_AUTO) ||
		!oriel__dimension_is(&inset->right, ORIEL__DIMENSION_AUTO) ||
		!oriel__dimension_is(&inset->bottom, ORIEL__DIMENSION_AUTO) ||
		!oriel__dimension_is(&inset->left, ORIEL__DIMENSION_AUTO);
	return style->position == ORIEL__POSITION_STICKY ||
		(style->position == ORIEL__POSITION_RELATIVE && is_shifted);
}

static void measure_item(struct oriel__column_cache *column, const struct oriel__flex *flex,
	struct oriel__column_cache_item *to) {
	const struct oriel__style *style = oriel__layout_style(to->node);
	struct oriel__flex_item item = { .node = to->node, .style = style };

	oriel__flex_measure_item(flex, &item);
	to->size = item.main_size;
	to->before = item.main_before;
	to->after = item.main_after;
	to->cross = item.cross_size;
	to->cross_at = item.cross_at;
	to->is_definite = oriel__flex_is_definite(flex, &item);
	to->can_grow = style->grow > 0;
	to->can_shrink = may_shrink(&item);
	to->is_stray = column_cache_is_stray(style);
	count_item(column, to);
}

static void measure_unknown(struct oriel__column_cache *column, const struct oriel__flex *flex) {
	for (uint32_t i = column->unknown_from; i < column->count; i++) {
		if (!oriel__is_known(column->items[i].size))
			measure_item(column, flex, &column->items[i]);
	}
	column->unknown_from = column->count;
}

static struct oriel__column_cache *column_cache_ensure(struct oriel__node *node) {
	struct oriel__layout_cache *cache = node->layout_cache;
	if (cache->has_column)
		return cache->column;
	cache->column = oriel__alloc_zero(1, sizeof(*cache->column));
	cache->column->width = ORIEL__UNKNOWN;
	cache->column->shifted_from = UINT32_MAX;
	cache->has_column = true;
	return cache->column;
}

static bool column_cache_holds(const struct oriel__column_cache *column,
	const struct oriel__style *style, float width, uint16_t depth) {
	return column->width == width && column->gap == style->row_gap.px &&
		column->align == style->align && column->is_rtl == style->is_rtl && column->depth == depth;
}

/* What the column cache had to tell paint/ is told by marks. */
static void column_cache_give_up(struct oriel__node *node) {
	const struct oriel__column_cache *column = oriel__column_cache_of(node);
	if (column == NULL)
		return;
	for (struct oriel__node *child = node->first_child;
		child != NULL && column->shifted_from != UINT32_MAX; child = child->next)
		oriel__layout_mark_moved(child);
	oriel__column_cache_free(node);
}

struct oriel__column_cache *oriel__column_cache_solve(struct oriel__node *node, float width) {
	const struct oriel__style *style = oriel__layout_style(node);
	if (!may_have_column(node, style)) {
		column_cache_give_up(node);
		return NULL;
	}
	struct oriel__column_cache *column = column_cache_ensure(node);
	uint16_t depth = (uint16_t)(node->layout_cache->depth + 1u);
	bool keep = column_cache_holds(column, style, width, depth);

	column->width = width;
	column->gap = style->row_gap.px;
	column->align = style->align;
	column->is_rtl = style->is_rtl;
	column->depth = depth;
	if (!keep || column->is_reordered || node->children_shuffled)
		look_at_all(column, node, keep);
	else
		look_at_appended(column, node);
	if (column->has_complex) {
		column_cache_give_up(node);
		return NULL;
	}
	struct oriel__flex flex;
	oriel__flex_init(&flex, node, width, ORIEL__UNKNOWN);
	flex.main = ORIEL__UNKNOWN;
	flex.cross = width;
	measure_unknown(column, &flex);
	return column;
}

float oriel__column_cache_height(const struct oriel__column_cache *column) {
	/* Four sums that do not wait for each other are faster than one. */
	double sums[4] = { column->count > 1 ? (double)column->gap * (column->count - 1) : 0 };
	for (uint32_t i = 0; i < column->count; i++)
		sums[i % 4] += (double)(column->items[i].size +
			(column->items[i].before + column->items[i].after));
	return (float)(sums[0] + sums[1] + (sums[2] + sums[3]));
}

bool oriel__column_cache_is_rigid(const struct oriel__column_cache *column, float height) {
	if (column->growing == 0 && column->shrinking == 0)
		return true;
	float used = oriel__column_cache_height(column);
	return used == height || (used < height ? column->growing == 0 : column->shrinking == 0);
}

/* ---- Rows by their places ---- */

struct oriel__child_run oriel__column_cache_take_shifted(const struct oriel__node *node) {
	struct oriel__column_cache *column = oriel__column_cache_of(node);
	if (column == NULL || column->shifted_from >= column->count)
		return (struct oriel__child_run){ 0, 0 };
	struct oriel__child_run range = { column->shifted_from, column->count };
	column->shifted_from = UINT32_MAX;
	return range;
}

const struct oriel__column_cache *oriel__column_cache_in_order(const struct oriel__node *node) {
	const struct oriel__column_cache *column = oriel__column_cache_of(node);
	return column != NULL && column->negative == 0 && column->strays == 0 &&
			!(column->gap < 0) && !column->is_absolute ?
		column :
		NULL;
}

/* Of the first count items, the first that begins at y or below, or, by its end, that ends below y.
 */
static uint32_t first_below(
	const struct oriel__column_cache *column, uint32_t count, double y, bool by_start) {
	uint32_t low = 0, high = count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct oriel__box *rect = &column->items[middle].node->rect;
		if (by_start ? rect->y < y : rect->y + (double)rect->height <= y)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct oriel__child_run find_among(
	const struct oriel__column_cache *column, uint32_t count, double top, double bottom) {
	return (struct oriel__child_run){ first_below(column, count, top, false),
		first_below(column, count, bottom, true) };
}

struct oriel__child_run oriel__column_cache_find(
	const struct oriel__column_cache *column, double top, double bottom) {
	return find_among(column, column->count, top, bottom);
}

struct oriel__child_run oriel__column_cache_find_placed(
	const struct oriel__column_cache *column, double top, double bottom) {
	return find_among(column, column_cache_smaller(column->placed, column->count), top, bottom);
}
