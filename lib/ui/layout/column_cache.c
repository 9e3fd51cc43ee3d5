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
#include "layout/layout_internal.h"

/* Fewer children are laid out sooner than remembered. */
#define LANE_MIN 64

static struct oriel__lane_item *item_of(const struct oriel__node *child) {
	struct oriel__lane *lane = child->parent != NULL ? oriel__lane_of(child->parent) : NULL;
	if (lane == NULL || child->layout_cache == NULL)
		return NULL;
	uint32_t at = child->layout_cache->lane_at;
	return at < lane->count && lane->items[at].node == child ? &lane->items[at] : NULL;
}

static uint32_t column_cache_smaller(uint32_t a, uint32_t b) {
	return a < b ? a : b;
}

static uint32_t column_cache_larger(uint32_t a, uint32_t b) {
	return a > b ? a : b;
}

/* ---- Counts of what kinds of items there are ---- */

static bool is_negative(const struct oriel__lane_item *item) {
	return item->before < 0 || item->after < 0;
}

static void count_item(struct oriel__lane *lane, const struct oriel__lane_item *item) {
	lane->growing += item->can_grow;
	lane->shrinking += item->can_shrink;
	lane->negative += is_negative(item);
}

static void uncount_item(struct oriel__lane *lane, const struct oriel__lane_item *item) {
	lane->growing -= item->can_grow;
	lane->shrinking -= item->can_shrink;
	lane->negative -= is_negative(item);
}

static void forget_item(struct oriel__lane *lane, struct oriel__lane_item *item) {
	uint32_t at = (uint32_t)(item - lane->items);
	if (oriel__is_known(item->size))
		uncount_item(lane, item);
	item->size = ORIEL__UNKNOWN;
	item->is_fresh = true;
	lane->unknown_from = column_cache_smaller(lane->unknown_from, at);
	lane->placed = column_cache_smaller(lane->placed, at);
	lane->fresh_end = column_cache_larger(lane->fresh_end, at + 1);
}

void oriel__lane_forget(const struct oriel__node *child) {
	struct oriel__lane_item *item = item_of(child);
	if (item != NULL)
		forget_item(oriel__lane_of(child->parent), item);
}

void oriel__lane_reorder(const struct oriel__node *child) {
	struct oriel__lane *lane = child->parent != NULL ? oriel__lane_of(child->parent) : NULL;
	if (lane != NULL)
		lane->is_reordered = true;
}

void oriel__lane_reset(struct oriel__lane *lane) {
	if (lane != NULL)
		lane->width = ORIEL__UNKNOWN;
}

void oriel__lane_free(struct oriel__node *node) {
	struct oriel__lane *lane = oriel__lane_of(node);
	if (lane == NULL)
		return;
	node->layout_cache->has_lane = false;
	node->layout_cache->natural.width = ORIEL__UNKNOWN;
	oriel__free(lane->items);
	oriel__free(lane);
}

/* ---- Who the items are ---- */

static bool column_cache_distributes(uint8_t justify) {
	return justify == ORIEL_ALIGN_CENTER || justify == ORIEL_ALIGN_END ||
		justify == ORIEL_ALIGN_SPACE_BETWEEN || justify == ORIEL_ALIGN_SPACE_AROUND ||
		justify == ORIEL_ALIGN_SPACE_EVENLY;
}

static bool may_have_lane(struct oriel__node *node, const struct oriel_style *style) {
	return node->child_count >= LANE_MIN && style->direction == ORIEL_DIRECTION_COLUMN &&
		!column_cache_distributes(style->justify) && oriel__node_class(node)->measure == NULL &&
		oriel__node_class(node)->arrange == NULL && oriel__layout_may_descend(node);
}

static void column_cache_append(
	struct oriel__lane *lane, struct oriel__lane_item item, bool is_moved) {
	if (lane->count == lane->capacity) {
		lane->capacity = column_cache_larger(LANE_MIN, lane->capacity + lane->capacity / 2);
		lane->items = oriel__realloc_array(lane->items, lane->capacity, sizeof(*lane->items));
	}
	if (is_moved)
		item.node->layout_cache->lane_at = lane->count;
	lane->items[lane->count++] = item;
}

/* Appends an item that is known. */
static void keep_item(
	struct oriel__lane *lane, const struct oriel__lane_item *item, bool is_moved) {
	column_cache_append(lane, *item, is_moved);
	lane->last = item->node;
	count_item(lane, item);
	if (is_moved)
		lane->placed = column_cache_smaller(lane->placed, lane->count - 1);
	if (item->is_fresh)
		lane->fresh_end = lane->count;
}

/* Looks at child: appends what old knew of it, or a new item, unless it is none. */
static void look_at(struct oriel__lane *lane, struct oriel__node *child,
	const struct oriel__lane_item *old, uint32_t old_count) {
	if (child->layout_cache == NULL)
		oriel__layout_cache_siblings(child);
	struct oriel__layout_cache *cache = child->layout_cache;
	const struct oriel_style *style = oriel__layout_style(child);
	bool is_item = oriel__layout_is_displayed(child, style) && !style->absolute;

	lane->last = child;
	if (!is_item) {
		lane->is_absolute |= style->absolute;
		lane->is_left_over = true;
		return;
	}
	oriel__layout_cache_set_depth(cache, lane->depth);
	uint32_t was_at = cache->lane_at;
	bool was_item = was_at < old_count && old[was_at].node == child;
	if (was_item && oriel__is_known(old[was_at].size)) {
		keep_item(lane, &old[was_at], was_at != lane->count);
		return;
	}
	column_cache_append(
		lane, (struct oriel__lane_item){ .node = child, .size = ORIEL__UNKNOWN }, true);
	forget_item(lane, &lane->items[lane->count - 1]);
}

/* Where the children are in the order in which they were items, most need not be looked into. */
static void look_at_all(struct oriel__lane *lane, struct oriel__node *node, bool keep) {
	struct oriel__lane_item *old = lane->items;
	uint32_t old_count = keep ? lane->count : 0, placed = keep ? lane->placed : 0, at = 0;
	bool same_kinds = !lane->is_reordered;

	lane->items = NULL;
	lane->count = lane->capacity = 0;
	lane->growing = lane->shrinking = lane->negative = 0;
	lane->unknown_from = lane->placed = UINT32_MAX;
	lane->fresh_end = 0;
	lane->is_absolute = lane->is_left_over = lane->is_reordered = false;
	node->children_shuffled = 0;
	for (struct oriel__node *child = node->first_child; child != NULL; child = child->next) {
		if (same_kinds && at + 1 < old_count && old[at].node != child && old[at + 1].node == child)
			at++; /* one went */
		bool is_next = same_kinds && at < old_count && old[at].node == child &&
			oriel__is_known(old[at].size);
		if (is_next)
			keep_item(lane, &old[at], at != lane->count);
		else
			look_at(lane, child, old, old_count);
		at += at < old_count && old[at].node == child;
	}
	lane->placed = column_cache_smaller(column_cache_smaller(lane->placed, placed), lane->count);
	if (keep)
		lane->shifted_from = column_cache_smaller(lane->shifted_from, lane->placed);
	else if (lane->shifted_from != UINT32_MAX)
		lane->shifted_from = 0;
	lane->unknown_from = column_cache_smaller(lane->unknown_from, lane->count);
	oriel__free(old);
}

static void look_at_appended(struct oriel__lane *lane, const struct oriel__node *node) {
	struct oriel__node *child = lane->last != NULL ? lane->last->next : node->first_child;
	for (; child != NULL; child = child->next)
		look_at(lane, child, NULL, 0);
}

/* ---- How large they are ---- */

/* Conservative: where its least size is not known at once, it may shrink. */
static bool may_shrink(const struct oriel__flex_item *item) {
	const struct oriel_style *style = item->style;
	if (!(style->shrink > 0))
		return false;
	if (oriel__is_known(item->min))
		return item->min < item->main_size;
	return !(oriel__is_auto(style->height) && oriel__is_auto(style->basis) &&
		style->overflow_y <= ORIEL_OVERFLOW_VISIBLE);
}

static void measure_item(
	struct oriel__lane *lane, const struct oriel__flex *flex, struct oriel__lane_item *to) {
	const struct oriel_style *style = oriel__layout_style(to->node);
	struct oriel__flex_item item = {
		.node = to->node, .style = style, .align = oriel__flex_item_align(flex->style, style)
	};

	oriel__flex_measure_item(flex, &item);
	to->size = item.main_size;
	to->before = style->margin.top;
	to->after = style->margin.bottom;
	to->cross = item.cross_size;
	to->cross_at = item.cross_at;
	to->can_grow = style->grow > 0;
	to->can_shrink = may_shrink(&item);
	count_item(lane, to);
}

static void measure_unknown(struct oriel__lane *lane, const struct oriel__flex *flex) {
	for (uint32_t i = lane->unknown_from; i < lane->count; i++) {
		if (!oriel__is_known(lane->items[i].size))
			measure_item(lane, flex, &lane->items[i]);
	}
	lane->unknown_from = lane->count;
}

static struct oriel__lane *column_cache_ensure(struct oriel__node *node) {
	struct oriel__layout_cache *cache = node->layout_cache;
	if (cache->has_lane)
		return cache->lane;
	cache->lane = oriel__alloc_zero(1, sizeof(*cache->lane));
	cache->lane->width = ORIEL__UNKNOWN;
	cache->lane->shifted_from = UINT32_MAX;
	cache->has_lane = true;
	return cache->lane;
}

static bool column_cache_holds(
	const struct oriel__lane *lane, const struct oriel_style *style, float width, uint16_t depth) {
	return lane->width == width && lane->gap == style->gap && lane->align == style->align &&
		lane->depth == depth;
}

/* What the lane had to tell paint/ is told by marks. */
static void column_cache_give_up(struct oriel__node *node) {
	const struct oriel__lane *lane = oriel__lane_of(node);
	if (lane == NULL)
		return;
	for (struct oriel__node *child = node->first_child;
		child != NULL && lane->shifted_from != UINT32_MAX; child = child->next)
		oriel__layout_mark_moved(child);
	oriel__lane_free(node);
}

struct oriel__lane *oriel__lane_solve(struct oriel__node *node, float width) {
	const struct oriel_style *style = oriel__layout_style(node);
	if (!may_have_lane(node, style)) {
		column_cache_give_up(node);
		return NULL;
	}
	struct oriel__lane *lane = column_cache_ensure(node);
	uint16_t depth = (uint16_t)(node->layout_cache->depth + 1u);
	bool keep = column_cache_holds(lane, style, width, depth);

	lane->width = width;
	lane->gap = style->gap;
	lane->align = style->align;
	lane->depth = depth;
	if (!keep || lane->is_reordered || node->children_shuffled)
		look_at_all(lane, node, keep);
	else
		look_at_appended(lane, node);
	const struct oriel__flex flex = {
		.node = node, .style = style, .is_column = true, .main = ORIEL__UNKNOWN, .cross = width
	};
	measure_unknown(lane, &flex);
	return lane;
}

float oriel__lane_height(const struct oriel__lane *lane) {
	double height = lane->count > 1 ? (double)lane->gap * (lane->count - 1) : 0;
	for (uint32_t i = 0; i < lane->count; i++)
		height += (double)(lane->items[i].size + (lane->items[i].before + lane->items[i].after));
	return (float)height;
}

bool oriel__lane_is_rigid(const struct oriel__lane *lane, float height) {
	if (lane->growing == 0 && lane->shrinking == 0)
		return true;
	float used = oriel__lane_height(lane);
	return used == height || (used < height ? lane->growing == 0 : lane->shrinking == 0);
}

/* ---- Rows by their places ---- */

struct oriel__child_run oriel__lane_take_shifted(const struct oriel__node *node) {
	struct oriel__lane *lane = oriel__lane_of(node);
	if (lane == NULL || lane->shifted_from >= lane->count)
		return (struct oriel__child_run){ 0, 0 };
	struct oriel__child_run range = { lane->shifted_from, lane->count };
	lane->shifted_from = UINT32_MAX;
	return range;
}

const struct oriel__lane *oriel__lane_in_order(const struct oriel__node *node) {
	const struct oriel__lane *lane = oriel__lane_of(node);
	return lane != NULL && lane->negative == 0 && !(lane->gap < 0) && !lane->is_absolute ? lane :
																						NULL;
}

/* Of the first count items, the first that begins at y or below, or, by its end, that ends below y.
 */
static uint32_t first_below(
	const struct oriel__lane *lane, uint32_t count, double y, bool by_start) {
	uint32_t low = 0, high = count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		const struct oriel__box *rect = &lane->items[middle].node->rect;
		if (by_start ? rect->y < y : rect->y + (double)rect->height <= y)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct oriel__child_run find_among(
	const struct oriel__lane *lane, uint32_t count, double top, double bottom) {
	return (struct oriel__child_run){ first_below(lane, count, top, false),
		first_below(lane, count, bottom, true) };
}

struct oriel__child_run oriel__lane_find(
	const struct oriel__lane *lane, double top, double bottom) {
	return find_among(lane, lane->count, top, bottom);
}

struct oriel__child_run oriel__lane_find_placed(
	const struct oriel__lane *lane, double top, double bottom) {
	return find_among(lane, column_cache_smaller(lane->placed, lane->count), top, bottom);
}
