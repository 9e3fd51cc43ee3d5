/* SPDX-License-Identifier: MIT */
/*
 * The flex layout algorithm for a single line. Steps follow CSS Flexible Box §9: base sizes and
 * hypothetical sizes (9.2), resolving flexible lengths (9.7), cross sizes (9.4), main and cross
 * alignment (9.5, 9.6), intrinsic sizes (9.9.1).
 *
 * A container's width is always known here, since a height is always computed at a width. The
 * automatic minimum is found only for items that it can matter to, since it means measuring an item
 * a second time.
 */
#include "layout/flex_internal.h"

#include <oriel/runtime/log.h>

#include "base/alloc_internal.h"
#include "layout/layout_internal.h"

bool oriel__layout_may_descend(struct oriel__node *node) {
	struct oriel__layout_cache *cache = node->layout_cache;
	if (cache->depth < ORIEL__LAYOUT_MAX_DEPTH - 1 || oriel__node_first_flat(node) == NULL)
		return true;
	if (!cache->is_too_deep)
		oriel_log(ORIEL_LOG_ERROR,
			"layout: widgets nested deeper than %d levels are not shown; move those in this %s "
			"further up",
			ORIEL__LAYOUT_MAX_DEPTH, oriel__node_class(node)->name);
	cache->is_too_deep = true;
	return false;
}

/* ---- 9.1, 9.2: items, their base sizes and their limits ---- */

static void flex_collect(struct oriel__flex *flex) {
	struct oriel__node *node = flex->node;

	flex->items = flex->local;
	flex->count = 0;
	if (!oriel__layout_may_descend(node))
		return;
	uint32_t count = oriel__node_flow_count(node);
	if (count > ORIEL__FLEX_LOCAL)
		flex->items = oriel__realloc_array(NULL, count, sizeof(*flex->items));
	for (struct oriel__node *child = oriel__node_first_in_flow(node); child != NULL;
		child = oriel__node_next_in_flow(child)) {
		if (child->layout_cache == NULL)
			oriel__layout_cache_siblings(child);
		const struct oriel__style *style = oriel__layout_style(child);
		if (!oriel__layout_is_displayed(child, style) || style->is_absolute)
			continue;
		oriel__layout_cache_set_depth(child->layout_cache, node->layout_cache->depth + 1u);
		struct oriel__flex_item *item = &flex->items[flex->count++];
		item->node = child;
		item->style = style;
		item->align = oriel__flex_item_align(flex->style, style);
	}
}

/* The width of an item of a column. */
static float column_item_width(
	const struct oriel__flex *flex, const struct oriel__flex_item *item) {
	float available = oriel__larger(0, flex->cross - oriel__margins(item->style, false));
	if (oriel__flex_stretches(item->style, item->align, false))
		return oriel__clamp_size(item->style, false, available);
	return oriel__measure_fit_content(item->node, available);
}

/* Source: 4.5, "automatic minimum size". */
static float automatic_minimum(
	const struct oriel__flex *flex, const struct oriel__flex_item *item) {
	bool vertical = flex->is_column;
	float own = oriel__own_size(item->style, vertical);
	if ((vertical ? item->style->overflow_y : item->style->overflow_x) > ORIEL_OVERFLOW_VISIBLE)
		return 0;
	float content = oriel__measure_content_minimum(item->node, vertical, item->cross_size);
	return oriel__is_auto(own) ? content : oriel__smaller(own, content);
}

static void find_minimum(const struct oriel__flex *flex, struct oriel__flex_item *item) {
	if (oriel__is_known(item->min))
		return;
	float min = oriel__smaller(automatic_minimum(flex, item), item->max);
	item->min = oriel__larger(min, oriel__frame(item->style, flex->is_column));
}

/* A minimum that is not known does not matter: what grows from its content, or its own size, is not
 * below it. */
static float within_limits(const struct oriel__flex_item *item, float size) {
	size = oriel__smaller(size, item->max);
	return oriel__is_known(item->min) ? oriel__larger(size, item->min) : size;
}

static void find_base(const struct oriel__flex *flex, struct oriel__flex_item *item) {
	const struct oriel__style *style = item->style;
	bool vertical = flex->is_column;
	float min = oriel__own_min(style, vertical), max = oriel__own_max(style, vertical);
	float own = oriel__own_size(style, vertical), frame = oriel__frame(style, vertical);

	item->is_frozen = false;
	item->max = oriel__is_auto(max) ? INFINITY : oriel__larger(max, frame);
	item->min = oriel__is_auto(min) ? ORIEL__UNKNOWN : oriel__larger(min, frame);
	item->cross_size = vertical ? column_item_width(flex, item) : ORIEL__UNKNOWN;
	if (!oriel__is_auto(style->basis)) {
		item->base = oriel__larger(style->basis, frame);
		find_minimum(flex, item);
	} else if (!oriel__is_auto(own)) {
		item->base = oriel__larger(own, frame);
	} else {
		item->base = oriel__larger(
			oriel__measure_content(item->node, vertical, item->cross_size), frame);
	}
	item->main_size = within_limits(item, item->base);
}

static double total_gap(const struct oriel__flex *flex) {
	return flex->count > 1 ? (double)flex->style->gap * (double)(flex->count - 1) : 0;
}

static float used_main(const struct oriel__flex *flex) {
	double used = total_gap(flex);
	for (size_t i = 0; i < flex->count; i++)
		used += (double)(flex->items[i].main_size +
			oriel__margins(flex->items[i].style, flex->is_column));
	return (float)used;
}

/* ---- 9.7: resolving flexible lengths ---- */

static float flex_factor(const struct oriel__flex_item *item, bool grow) {
	return grow ? item->style->grow : item->style->shrink;
}

static void freeze_inflexible(struct oriel__flex *flex, bool grow) {
	for (size_t i = 0; i < flex->count; i++) {
		struct oriel__flex_item *item = &flex->items[i];
		if (!grow) {
			find_minimum(flex, item);
			item->main_size = within_limits(item, item->base);
		}
		item->is_frozen = !(flex_factor(item, grow) > 0) ||
			(grow ? item->base > item->main_size : item->base < item->main_size);
		if (!item->is_frozen)
			item->main_size = item->base;
	}
}

/* How a share of the free space is weighed: shrinking is in proportion to the inner base size too.
 */
static float flex_weight(
	const struct oriel__flex *flex, const struct oriel__flex_item *item, bool grow) {
	return grow ? item->style->grow :
				item->style->shrink * oriel__inner(item->style, flex->is_column, item->base);
}

/* The free space that is given to unfrozen items, all at their base sizes. Factors that sum to less
 * than 1 take only that part. */
static float free_to_share(const struct oriel__flex *flex, bool grow, float initial) {
	double sum = (double)flex->main - total_gap(flex);
	float factors = 0;
	for (size_t i = 0; i < flex->count; i++) {
		const struct oriel__flex_item *item = &flex->items[i];
		sum -= (double)((item->is_frozen ? item->main_size : item->base) +
			oriel__margins(item->style, flex->is_column));
		if (!item->is_frozen)
			factors += flex_factor(item, grow);
	}
	float part = initial * factors, remaining = (float)sum;
	return factors < 1 && fabsf(part) < fabsf(remaining) ? part : remaining;
}

/* Shares free space among the unfrozen and clamps them. Returns the sum of what clamping added. */
static float flex_distribute(struct oriel__flex *flex, bool grow, float free_space) {
	float weights = 0, violation = 0;
	for (size_t i = 0; i < flex->count; i++)
		if (!flex->items[i].is_frozen)
			weights += flex_weight(flex, &flex->items[i], grow);
	for (size_t i = 0; i < flex->count; i++) {
		struct oriel__flex_item *item = &flex->items[i];
		if (item->is_frozen)
			continue;
		float size = item->base;
		if (weights > 0)
			size += free_space * (flex_weight(flex, item, grow) / weights);
		item->main_size = within_limits(item, size);
		violation += item->main_size - size;
	}
	return violation;
}

/* Freezes those that were clamped in the direction of the total violation, or all. Returns how many
 * remain. */
static size_t freeze_violators(struct oriel__flex *flex, float violation) {
	size_t left = 0;
	for (size_t i = 0; i < flex->count; i++) {
		struct oriel__flex_item *item = &flex->items[i];
		if (item->is_frozen)
			continue;
		item->is_frozen = violation == 0 ||
			(violation > 0 ? item->main_size <= item->min : item->main_size >= item->max);
		left += !item->is_frozen;
	}
	return left;
}

static void resolve_flexible(struct oriel__flex *flex) {
	bool grow = flex->used_main < flex->main;

	freeze_inflexible(flex, grow);
	float initial = free_to_share(flex, grow, INFINITY);
	size_t left = 0, before;
	for (size_t i = 0; i < flex->count; i++)
		left += !flex->items[i].is_frozen;
	while (left > 0) {
		before = left;
		float violation = flex_distribute(flex, grow, free_to_share(flex, grow, initial));
		left = freeze_violators(flex, violation);
		if (left == before) /* rounding left a violation although no item is at its limit */
			break;
	}
	flex->used_main = used_main(flex);
}

static bool may_flex(const struct oriel__flex *flex) {
	bool grow = flex->used_main < flex->main;
	if (!oriel__is_known(flex->main) || flex->used_main == flex->main)
		return false;
	for (size_t i = 0; i < flex->count; i++)
		if (flex_factor(&flex->items[i], grow) > 0)
			return true;
	return false;
}

/* ---- 9.4: cross sizes ---- */

/* The height of an item of a row. */
static float row_item_height(const struct oriel__flex *flex, const struct oriel__flex_item *item) {
	if (oriel__is_known(flex->cross) && oriel__flex_stretches(item->style, item->align, true))
		return oriel__clamp_size(
			item->style, true, flex->cross - oriel__margins(item->style, true));
	return oriel__measure_height(item->node, item->main_size);
}

static void find_baseline(struct oriel__flex_item *item) {
	item->baseline = ORIEL__UNKNOWN;
	if (item->align == ORIEL_ALIGN_BASELINE)
		item->baseline = oriel__measure_baseline(item->node, item->main_size) +
			item->style->margin.top;
}

static void find_cross_sizes(struct oriel__flex *flex) {
	float below = 0;
	flex->line_cross = 0;
	flex->max_baseline = 0;
	for (size_t i = 0; i < flex->count; i++) {
		struct oriel__flex_item *item = &flex->items[i];
		item->baseline = ORIEL__UNKNOWN;
		if (!flex->is_column) {
			item->cross_size = row_item_height(flex, item);
			find_baseline(item);
		}
		float outer = item->cross_size + oriel__margins(item->style, !flex->is_column);
		if (oriel__is_known(item->baseline)) {
			flex->max_baseline = oriel__larger(flex->max_baseline, item->baseline);
			below = oriel__larger(below, outer - item->baseline);
		} else {
			flex->line_cross = oriel__larger(flex->line_cross, outer);
		}
	}
	flex->line_cross = oriel__larger(flex->line_cross, flex->max_baseline + below);
}

void oriel__flex_solve(
	struct oriel__flex *flex, struct oriel__node *node, float inner_width, float inner_height) {
	flex->node = node;
	flex->style = oriel__layout_style(node);
	flex->is_column = oriel__is_column(flex->style);
	flex->is_reverse = flex->style->direction == ORIEL_DIRECTION_ROW_REVERSE ||
		flex->style->direction == ORIEL_DIRECTION_COLUMN_REVERSE;
	flex->main = flex->is_column ? inner_height : inner_width;
	flex->cross = flex->is_column ? inner_width : inner_height;
	flex_collect(flex);
	for (size_t i = 0; i < flex->count; i++)
		find_base(flex, &flex->items[i]);
	flex->used_main = used_main(flex);
	if (may_flex(flex))
		resolve_flexible(flex);
	find_cross_sizes(flex);
}

void oriel__flex_finish(struct oriel__flex *flex) {
	if (flex->items != flex->local)
		oriel__free(flex->items);
}

/* ---- 9.5, 9.6: alignment ---- */

float oriel__flex_justify(uint8_t justify, float free_space, size_t count, float *between) {
	float n = (float)count;
	bool spare = free_space > 0;
	*between = 0;
	switch (justify) {
	case ORIEL_ALIGN_CENTER:
		return free_space / 2;
	case ORIEL_ALIGN_END:
		return free_space;
	case ORIEL_ALIGN_SPACE_BETWEEN:
		*between = spare && count > 1 ? free_space / (n - 1) : 0;
		return 0;
	case ORIEL_ALIGN_SPACE_AROUND:
		*between = spare ? free_space / n : 0;
		return *between / 2;
	case ORIEL_ALIGN_SPACE_EVENLY:
		*between = spare ? free_space / (n + 1) : 0;
		return *between;
	default:
		return 0;
	}
}

float oriel__flex_align(uint8_t align, float free_space) {
	switch (align) {
	case ORIEL_ALIGN_CENTER:
		return free_space / 2;
	case ORIEL_ALIGN_END:
		return free_space;
	default:
		return 0;
	}
}

static float cross_at(const struct oriel__flex *flex, const struct oriel__flex_item *item) {
	bool vertical = !flex->is_column;
	float start = oriel__margin_start(item->style, vertical);
	if (oriel__is_known(item->baseline))
		return flex->max_baseline - item->baseline + start;
	float free_space = flex->cross - item->cross_size - oriel__margins(item->style, vertical);
	return start + oriel__flex_align(item->align, free_space);
}

void oriel__flex_measure_item(const struct oriel__flex *flex, struct oriel__flex_item *item) {
	find_base(flex, item);
	item->baseline = ORIEL__UNKNOWN;
	item->cross_at = cross_at(flex, item);
}

/* A reverse direction is laid out from the end of the list, with the group standing at the other
 * end. */
static float group_start(const struct oriel__flex *flex, float *between) {
	float free_space = flex->main - flex->used_main;
	float start = oriel__flex_justify(flex->style->justify, free_space, flex->count, between);
	if (!flex->is_reverse || flex->style->justify == ORIEL_ALIGN_CENTER)
		return start;
	float extra = flex->count > 1 ? *between * (float)(flex->count - 1) : 0;
	return free_space - start - extra;
}

void oriel__flex_place(struct oriel__flex *flex) {
	float between;
	double at = (double)group_start(flex, &between);

	for (size_t i = 0; i < flex->count; i++) {
		struct oriel__flex_item *item = &flex->items[flex->is_reverse ? flex->count - 1 - i : i];
		item->main_at = at + (double)oriel__margin_start(item->style, flex->is_column);
		item->cross_at = cross_at(flex, item);
		at = item->main_at + (double)item->main_size +
			(double)oriel__margin_end(item->style, flex->is_column) + (double)flex->style->gap +
			(double)between;
	}
}

/* ---- 9.9.1: intrinsic sizes ---- */

/* What an item contributes to its container's width. An item that cannot grow, or shrink, is held
 * to its basis. */
static float flex_contribution(const struct oriel__flex_item *item, bool minimal, bool in_row) {
	const struct oriel__style *style = item->style;
	float size = minimal ? oriel__measure_min_content(item->node) :
						oriel__measure_max_content(item->node);
	if (in_row && !oriel__is_auto(style->basis)) {
		if (!(style->grow > 0))
			size = oriel__smaller(size, style->basis);
		if (!(style->shrink > 0))
			size = oriel__larger(size, style->basis);
		size = oriel__clamp_size(style, false, size);
	}
	return size + oriel__margins(style, false);
}

float oriel__flex_content_width(struct oriel__node *node, bool minimal) {
	struct oriel__flex flex; /* not zeroed: it is large, and this is hot */
	double width = 0;

	flex.node = node;
	flex.style = oriel__layout_style(node);
	bool row = !oriel__is_column(flex.style);
	flex_collect(&flex);
	for (size_t i = 0; i < flex.count; i++) {
		double item = (double)flex_contribution(&flex.items[i], minimal, row);
		width = row ? width + item : width > item ? width : item;
	}
	if (row)
		width += total_gap(&flex);
	oriel__flex_finish(&flex);
	return oriel__larger(0, (float)width);
}
