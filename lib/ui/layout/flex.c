/* SPDX-License-Identifier: MIT */
/*
 * Sizes in the flex layout algorithm. Steps follow CSS Flexible Box §9: base sizes and hypothetical
 * sizes (9.2), lines (9.3), cross sizes (9.4). Flexible lengths are resolved in flex_resolve.c.
 * Alignment is in flex_place.c, intrinsic sizes are in flex_intrinsic.c.
 *
 * A container's width is always known here, since a height is always computed at a width. The
 * automatic minimum is found only for items that it can matter to, since it means measuring an item
 * a second time.
 */
#include "layout/flex_internal.h"

#include <oriel/runtime/log.h>

#include <stdlib.h>

#include "base/alloc_internal.h"
#include "layout/container_internal.h"
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

/* ---- 9.1: the axes and the items ---- */

void oriel__flex_init_style(struct oriel__flex *flex, const struct oriel__style *style) {
	flex->style = style;
	flex->is_column = oriel__is_column(style);
	flex->is_reverse = style->direction == ORIEL_DIRECTION_ROW_REVERSE ||
		style->direction == ORIEL_DIRECTION_COLUMN_REVERSE;
	flex->is_wrap = style->wrap != ORIEL_FLEX_NOWRAP;
	flex->is_wrap_reverse = style->wrap == ORIEL_FLEX_WRAP_REVERSE;
	flex->is_main_reversed = flex->is_reverse != (style->is_rtl && !flex->is_column);
	flex->is_cross_reversed = flex->is_wrap_reverse != (style->is_rtl && flex->is_column);
}

void oriel__flex_init(struct oriel__flex *flex, struct oriel__node *node, float basis_width,
	float percent_height) {
	const struct oriel__style *style = oriel__layout_style(node);
	oriel__flex_init_style(flex, style);
	flex->node = node;
	flex->basis_width = basis_width;
	flex->percent_height = percent_height;
	flex->space = oriel__space_in(basis_width, percent_height);
	float row_gap = oriel__dimension_resolve_or_0(&style->row_gap, percent_height);
	float column_gap = oriel__dimension_resolve_or_0(&style->column_gap, basis_width);
	flex->main_gap = flex->is_column ? row_gap : column_gap;
	flex->cross_gap = flex->is_column ? column_gap : row_gap;
}

void oriel__flex_item_init(const struct oriel__flex *flex, struct oriel__flex_item *item) {
	const struct oriel__style *style = item->style;
	const struct oriel_edges *margin = &style->margin;
	struct oriel_edges relative;
	float width = oriel__frame(style, false, flex->basis_width);
	float height = oriel__frame(style, true, flex->basis_width);

	if (style->has_relative_margin) {
		relative = oriel__edges_resolve(&style->relative_margin, flex->basis_width);
		margin = &relative;
	}
	item->align = oriel__flex_item_align(flex->style, style);
	item->is_stretched = false;
	if (flex->is_column) {
		item->main_frame = height;
		item->cross_frame = width;
		item->main_before = margin->top;
		item->main_after = margin->bottom;
		item->cross_before = margin->left;
		item->cross_after = margin->right;
	} else {
		item->main_frame = width;
		item->cross_frame = height;
		item->main_before = margin->left;
		item->main_after = margin->right;
		item->cross_before = margin->top;
		item->cross_after = margin->bottom;
	}
	if (flex->is_main_reversed) {
		float before = item->main_before;
		item->main_before = item->main_after;
		item->main_after = before;
	}
	if (flex->is_cross_reversed) {
		float before = item->cross_before;
		item->cross_before = item->cross_after;
		item->cross_after = before;
	}
}

static int item_order(const void *a, const void *b) {
	const struct oriel__flex_item *one = a, *other = b;
	if (one->style->order != other->style->order)
		return one->style->order < other->style->order ? -1 : 1;
	return one->index < other->index ? -1 : 1;
}

void oriel__flex_collect(struct oriel__flex *flex) {
	struct oriel__node *node = flex->node;
	bool is_ordered = true;
	uint8_t auto_margins = 0;

	flex->items = flex->local;
	flex->count = 0;
	flex->lines = &flex->local_line;
	flex->line_count = 0;
	flex->has_auto_margins = flex->has_collapsed = false;
	flex->struts = NULL;
	if (!oriel__layout_may_descend(node))
		return;
	uint32_t count = oriel__flow_count(node);
	if (count > ORIEL__FLEX_LOCAL)
		flex->items = oriel__realloc_array(NULL, count, sizeof(*flex->items));
	for (struct oriel__node *child = oriel__flow_first(node); child != NULL;
		child = oriel__flow_next(node, child)) {
		const struct oriel__style *style = oriel__layout_take_child(node, child, false);
		if (style == NULL)
			continue;
		struct oriel__flex_item *item = &flex->items[flex->count];
		item->node = child;
		item->style = style;
		item->index = (uint32_t)flex->count++;
		is_ordered &= style->order == 0;
		auto_margins |= style->auto_margins;
		flex->has_collapsed |= style->is_collapsed;
		oriel__flex_item_init(flex, item);
	}
	flex->has_auto_margins = auto_margins != 0;
	if (!is_ordered)
		qsort(flex->items, flex->count, sizeof(*flex->items), item_order);
}

static float margins_cross(const struct oriel__flex_item *item) {
	return item->cross_before + item->cross_after;
}

/* ---- 9.2: base sizes and limits ---- */

static uint8_t cross_edges(const struct oriel__flex *flex) {
	return flex->is_column ? ORIEL__EDGE_LEFT | ORIEL__EDGE_RIGHT :
							ORIEL__EDGE_TOP | ORIEL__EDGE_BOTTOM;
}

/* Whether the item is to be as high, or wide, as its line. */
static bool item_stretches(const struct oriel__flex *flex, const struct oriel__flex_item *item) {
	return oriel__align_of(item->align) == ORIEL_ALIGN_STRETCH &&
		oriel__size_of(item->style, !flex->is_column)->kind == ORIEL__DIMENSION_AUTO &&
		!(item->style->auto_margins & cross_edges(flex));
}

/* The size in its limits, without an automatic minimum. */
static float item_clamp(const struct oriel__flex_item *item, const struct oriel__space *space,
	bool is_vertical, float size, float frame, float width) {
	if (!oriel__has_limits(item->style, is_vertical))
		return oriel__larger(size, frame);
	return oriel__clamp_size(
		oriel__measure_limits(item->node, space, is_vertical, width), size, frame);
}

/* The cross size of an item that stretches in a line of this size. */
static float stretched_size(
	const struct oriel__flex *flex, const struct oriel__flex_item *item, float line_cross) {
	return item_clamp(item, &flex->space, !flex->is_column, line_cross - margins_cross(item),
		item->cross_frame, item->main_size);
}

/* Makes the height of an item count for nothing: its own height is not its main size. */
static void hide_height(struct oriel__space *space) {
	space->height = 0;
	space->is_height_definite = false;
}

/* The width of an item of a column. */
static float column_item_width(const struct oriel__flex *flex, struct oriel__flex_item *item) {
	if (!flex->is_wrap && item_stretches(flex, item)) {
		item->is_stretched = true;
		return stretched_size(flex, item, oriel__larger(flex->cross, margins_cross(item)));
	}
	struct oriel__space space = flex->space;
	if (item->style->basis.kind != ORIEL__DIMENSION_AUTO)
		hide_height(&space);
	return oriel__measure_width(item->node, &space);
}

/* The space in which the content of an item is measured along the main axis: of a row, with the
 * height that is definite because the item will stretch. */
static struct oriel__space content_space(
	const struct oriel__flex *flex, const struct oriel__flex_item *item) {
	struct oriel__space space = flex->space;
	if (!flex->is_column && !flex->is_wrap && oriel__is_known(flex->percent_height) &&
		item_stretches(flex, item)) {
		space.height = item_clamp(item, &space, true,
			flex->percent_height - margins_cross(item), item->cross_frame, ORIEL__UNKNOWN);
		space.is_height_definite = true;
	}
	return space;
}

/* The main size that a ratio gives to the cross size, if that is definite; else unknown. */
static float base_from_ratio(const struct oriel__flex *flex, const struct oriel__flex_item *item,
	const struct oriel__space *space) {
	struct oriel__ratio ratio = oriel__measure_ratio(item->node, item->style);
	if (!(ratio.ratio > 0))
		return ORIEL__UNKNOWN;
	float cross = flex->is_column ? item->cross_size :
									oriel__definite_height(item->node, item->style, space);
	if (!oriel__is_known(cross))
		return ORIEL__UNKNOWN;
	return oriel__ratio_transfer(ratio, item->style, flex->basis_width, flex->is_column, cross);
}

/* The height of the content of an item of a column: what its ratio gives to its width, but not less
 * than the content is high. Neither the width nor the percentages inside follow from the item's own
 * height. */
static float column_content(const struct oriel__flex *flex, const struct oriel__flex_item *item,
	const struct oriel__space *space, bool has_height) {
	const struct oriel__style *style = item->style;
	struct oriel__ratio ratio = oriel__measure_ratio(item->node, style);
	if (!(ratio.ratio > 0))
		return oriel__measure_content_height(item->node, space, item->cross_size);
	bool is_width_given = item->is_stretched ||
		oriel__is_known(oriel__dimension_resolve(&style->width, flex->basis_width));
	float width = is_width_given || !has_height ? item->cross_size :
												oriel__measure_width(item->node, space);
	float height = oriel__ratio_transfer(ratio, style, flex->basis_width, true, width);
	bool has_minimum = (has_height || style->height.kind == ORIEL__DIMENSION_AUTO) &&
		style->min_height.kind == ORIEL__DIMENSION_AUTO &&
		!oriel__is_scroll_container(style, true) && !ratio.is_natural;
	return has_minimum ?
		oriel__larger(height, oriel__measure_content_height(item->node, space, width)) :
		height;
}

/* The height of the content of an item of a column within the limits of its width, which a ratio
 * carries over. Source: 4.5. */
static float column_content_limit(
	const struct oriel__flex *flex, const struct oriel__flex_item *item, float height) {
	const struct oriel__style *style = item->style;
	struct oriel__ratio ratio = oriel__measure_ratio(item->node, style);
	if (!(ratio.ratio > 0) || !oriel__has_limits(style, false))
		return height;
	struct oriel__limits limits =
		oriel__measure_limits(item->node, &flex->space, false, ORIEL__UNKNOWN);
	if (limits.max < INFINITY && style->max_width.kind < ORIEL__DIMENSION_AUTO)
		height = oriel__smaller(height, oriel__ratio_transfer(ratio, style, flex->basis_width,
			true, oriel__larger(limits.max, item->cross_frame)));
	if (oriel__is_known(limits.min) && style->min_width.kind < ORIEL__DIMENSION_AUTO)
		height = oriel__larger(height,
			oriel__ratio_transfer(ratio, style, flex->basis_width, true, limits.min));
	return height;
}

/* The least width of the content of an item of a row. A height that is definite, or stretches, does
 * not make it less. */
static float row_content(const struct oriel__flex *flex, const struct oriel__flex_item *item,
	const struct oriel__space *space) {
	float width = oriel__measure_content_width(item->node, true, space);
	if (oriel__may_have_ratio(item->node, item->style) &&
		!oriel__measure_ratio(item->node, item->style).is_natural &&
		(item_stretches(flex, item) ||
			oriel__is_known(oriel__definite_height(item->node, item->style, space))))
		width = oriel__larger(width, oriel__measure_raw_width(item->node, true, space));
	return width;
}

/* Of the border box. Source: 4.5, "automatic minimum size". */
static float automatic_minimum(
	const struct oriel__flex *flex, const struct oriel__flex_item *item) {
	bool is_vertical = flex->is_column;
	if (oriel__is_scroll_container(item->style, is_vertical))
		return 0;
	struct oriel__space space = content_space(flex, item);
	float content, own = oriel__own_size(item->style, is_vertical,
		is_vertical ? flex->percent_height : flex->basis_width, item->main_frame);
	if (!is_vertical) {
		content = row_content(flex, item, &space);
		if (item->style->width.kind > ORIEL__DIMENSION_CONTENT &&
			oriel__may_have_ratio(item->node, item->style))
			own = oriel__measure_keyword_width(item->node, &space);
	} else {
		hide_height(&space);
		content = column_content_limit(
			flex, item, column_content(flex, item, &space, oriel__is_known(own)));
	}
	return oriel__is_known(own) ? oriel__smaller(own, content) : content;
}

void oriel__flex_find_minimum(const struct oriel__flex *flex, struct oriel__flex_item *item) {
	if (oriel__is_known(item->min))
		return;
	float min = oriel__smaller(automatic_minimum(flex, item), item->max);
	item->min = oriel__larger(min, item->main_frame);
}

static float base_from_content(const struct oriel__flex *flex, struct oriel__flex_item *item,
	enum oriel__dimension_kind kind) {
	struct oriel__space space = content_space(flex, item);
	if (flex->is_column && item->style->basis.kind != ORIEL__DIMENSION_AUTO)
		hide_height(&space);
	if (oriel__may_have_ratio(item->node, item->style)) {
		float from_ratio = base_from_ratio(flex, item, &space);
		if (oriel__is_known(from_ratio)) {
			oriel__flex_find_minimum(flex, item);
			return from_ratio;
		}
	}
	if (flex->is_column)
		return oriel__measure_content_height(item->node, &space, item->cross_size);
	if (kind == ORIEL__DIMENSION_FIT_CONTENT)
		return oriel__measure_fit_content(item->node, &space);
	return oriel__measure_content_width(
		item->node, kind == ORIEL__DIMENSION_MIN_CONTENT, &space);
}

/* The fast path of most items of rows. */
static bool item_is_plain(const struct oriel__flex_item *item, bool is_size_plain) {
	return is_size_plain && !(oriel__node_class(item->node)->flags & ORIEL_WIDGET_RATIO);
}

/* Whether the width of an item of a row is that of its content. A definite height of the row does
 * not matter to a class that measures. */
static bool item_has_plain_width(
	const struct oriel__flex *flex, const struct oriel__flex_item *item) {
	return !flex->is_column && item_is_plain(item, item->style->is_width_plain) &&
		(!oriel__is_known(flex->percent_height) ||
			oriel__node_class(item->node)->measure != NULL);
}

static void find_plain_base(struct oriel__flex_item *item) {
	item->is_frozen = false;
	item->cross_size = item->min = ORIEL__UNKNOWN;
	item->max = INFINITY;
	item->main_size = item->base =
		oriel__measure_plain_width(item->node) + item->main_frame;
}

void oriel__flex_find_base(const struct oriel__flex *flex, struct oriel__flex_item *item) {
	const struct oriel__style *style = item->style;
	bool is_vertical = flex->is_column, has_basis = style->basis.kind != ORIEL__DIMENSION_AUTO;
	const struct oriel__dimension *size =
		has_basis ? &style->basis : oriel__size_of(style, is_vertical);

	item->is_frozen = false;
	item->cross_size = is_vertical ? column_item_width(flex, item) : ORIEL__UNKNOWN;
	item->max = INFINITY;
	item->min = ORIEL__UNKNOWN;
	if (oriel__has_limits(style, is_vertical)) {
		struct oriel__space space = content_space(flex, item);
		struct oriel__limits limits = oriel__measure_limits(
			item->node, &space, is_vertical, item->cross_size);
		item->max = oriel__larger(limits.max, item->main_frame);
		item->min = oriel__is_known(limits.min) ? oriel__larger(limits.min, item->main_frame) :
												ORIEL__UNKNOWN;
	}
	item->base = oriel__border_size(style, size,
		is_vertical ? flex->percent_height : flex->basis_width, item->main_frame);
	if (!oriel__is_known(item->base))
		item->base = oriel__larger(
			base_from_content(flex, item, (enum oriel__dimension_kind)size->kind),
			item->main_frame);
	else if (has_basis)
		oriel__flex_find_minimum(flex, item);
	item->main_size = oriel__flex_within_limits(item, item->base);
}

/* ---- 9.3: lines ---- */

/* Sums of float lengths miss by less than this. */
static double break_slack(float length) {
	return 0.001 + (double)length * 1e-6;
}

static void collect_lines(struct oriel__flex *flex) {
	flex->local_line = (struct oriel__flex_line){ .count = flex->count };
	flex->line_count = 1;
	if (!flex->is_wrap || flex->break_at == INFINITY || flex->count < 2)
		return;
	double limit = (double)flex->break_at + break_slack(flex->break_at), at = 0;
	flex->lines = oriel__realloc_array(NULL, flex->count, sizeof(*flex->lines));
	flex->lines[0] = (struct oriel__flex_line){ 0 };
	for (size_t i = 0; i < flex->count; i++) {
		struct oriel__flex_line *line = &flex->lines[flex->line_count - 1];
		const struct oriel__flex_item *item = &flex->items[i];
		double size = (double)(item->main_size + oriel__flex_margins_main(item));
		double with_item = at + size + (line->count > 0 ? (double)flex->main_gap : 0);
		if (line->count > 0 && with_item > limit) {
			line = &flex->lines[flex->line_count++];
			*line = (struct oriel__flex_line){ .first = i };
			with_item = size;
		}
		line->count++;
		at = with_item;
	}
}

/* ---- 9.4: cross sizes ---- */

/* The height of an item of a row. */
static float row_item_height(const struct oriel__flex *flex, struct oriel__flex_item *item) {
	if (!flex->is_wrap && oriel__is_known(flex->cross) && item_stretches(flex, item)) {
		item->is_stretched = true;
		return stretched_size(flex, item, flex->cross);
	}
	if (item_is_plain(item, item->style->is_height_plain)) {
		float inner = oriel__inner(item->main_size, item->main_frame);
		return oriel__measure_plain_height(item->node, inner) + item->cross_frame;
	}
	return oriel__measure_height(item->node, &flex->space, item->main_size);
}

/* An item of a column whose width follows from its final height: by its ratio, or because that is
 * what percentages inside are of. */
static void find_width_from_height(const struct oriel__flex *flex, struct oriel__flex_item *item) {
	bool has_ratio = oriel__measure_ratio(item->node, item->style).ratio > 0;
	if (item->is_stretched || (!has_ratio && !item->node->layout_cache->has_definite_width))
		return;
	struct oriel__space space = flex->space;
	space.height = item->main_size;
	space.is_height_definite = has_ratio || oriel__is_known(flex->percent_height);
	bool is_given = oriel__is_known(
		oriel__dimension_resolve(&item->style->width, flex->basis_width));
	if (has_ratio && !is_given && item->style->height.kind == ORIEL__DIMENSION_AUTO)
		item->cross_size = item_clamp(item, &space, false,
			oriel__ratio_transfer(oriel__measure_ratio(item->node, item->style), item->style,
				flex->basis_width, false, item->main_size),
			item->cross_frame, ORIEL__UNKNOWN);
	else
		item->cross_size = oriel__measure_width(item->node, &space);
}

static void find_baseline(const struct oriel__flex *flex, struct oriel__flex_item *item) {
	bool is_last = oriel__align_of(item->align) == ORIEL_ALIGN_LAST_BASELINE;
	if (item->style->auto_margins & cross_edges(flex))
		return;
	/* of a column: the left edge, for want of a vertical baseline */
	float baseline = 0;
	if (!flex->is_column)
		baseline = oriel__measure_baseline(
			item->node, &flex->space, item->main_size, item->cross_size, is_last);
	/* from the top, or from the bottom where the group stands there */
	bool is_from_bottom = is_last != flex->is_cross_reversed;
	item->baseline = (is_from_bottom ? item->cross_size - baseline : baseline) +
		(is_last ? item->cross_after : item->cross_before);
}

static void find_cross_sizes(struct oriel__flex *flex, struct oriel__flex_line *line) {
	float below = -INFINITY, above = -INFINITY;
	line->cross_size = 0;
	line->ascent = line->descent = -INFINITY;
	oriel__flex_items_each (item, flex, line) {
		item->baseline = ORIEL__UNKNOWN;
		if (!flex->is_column)
			item->cross_size = row_item_height(flex, item);
		else
			find_width_from_height(flex, item);
		if (oriel__is_baseline(item->align))
			find_baseline(flex, item);
		float outer = item->cross_size + margins_cross(item);
		if (!oriel__is_known(item->baseline)) {
			line->cross_size = oriel__larger(line->cross_size, outer);
		} else if (oriel__align_of(item->align) == ORIEL_ALIGN_BASELINE) {
			line->ascent = oriel__larger(line->ascent, item->baseline);
			below = oriel__larger(below, outer - item->baseline);
		} else {
			line->descent = oriel__larger(line->descent, item->baseline);
			above = oriel__larger(above, outer - item->baseline);
		}
	}
	if (line->ascent > -INFINITY)
		line->cross_size = oriel__larger(line->cross_size, line->ascent + below);
	if (line->descent > -INFINITY)
		line->cross_size = oriel__larger(line->cross_size, line->descent + above);
}

static float lines_cross(const struct oriel__flex *flex) {
	double sum = 0;
	for (size_t i = 0; i < flex->line_count; i++)
		sum += (double)flex->lines[i].cross_size + (i > 0 ? (double)flex->cross_gap : 0);
	return (float)sum;
}

/* Steps 8 and 9. */
static void stretch_lines(struct oriel__flex *flex) {
	if (!oriel__is_known(flex->cross) || flex->is_content_height)
		return;
	if (!flex->is_wrap) {
		flex->lines[0].cross_size = flex->cross;
		return;
	}
	uint8_t align = oriel__align_of(flex->style->align_content);
	float free_space = flex->cross - lines_cross(flex);
	if ((align != ORIEL_ALIGN_NORMAL && align != ORIEL_ALIGN_STRETCH) || !(free_space > 0))
		return;
	for (size_t i = 0; i < flex->line_count; i++)
		flex->lines[i].cross_size += free_space / (float)flex->line_count;
}

/* The width of an item of a column that wraps, which fits into its line. */
static void fit_into_line(const struct oriel__flex *flex, struct oriel__flex_item *item,
	struct oriel__flex_line *line) {
	if (oriel__measure_ratio(item->node, item->style).ratio > 0)
		return;
	struct oriel__space space = flex->space;
	space.available_width = line->cross_size;
	space.height = item->main_size;
	space.is_height_definite = oriel__is_known(flex->percent_height);
	float before = item->cross_size;
	item->cross_size = oriel__measure_width(item->node, &space);
	bool is_last = oriel__align_of(item->align) == ORIEL_ALIGN_LAST_BASELINE;
	if (!oriel__is_known(item->baseline) || is_last == flex->is_cross_reversed)
		return;
	item->baseline += item->cross_size - before;
	float *extent = is_last ? &line->descent : &line->ascent;
	*extent = oriel__larger(*extent, item->baseline);
}

/* Step 11, where items have not been stretched from the start. */
static void stretch_items(struct oriel__flex *flex, struct oriel__flex_line *line) {
	oriel__flex_items_each (item, flex, line) {
		if (item->is_stretched)
			continue;
		if (!item_stretches(flex, item)) {
			if (flex->is_column)
				fit_into_line(flex, item, line);
			continue;
		}
		item->is_stretched = true;
		item->cross_size = stretched_size(flex, item, line->cross_size);
	}
}

static void find_bases(struct oriel__flex *flex) {
	for (size_t i = 0; i < flex->count; i++) {
		if (item_has_plain_width(flex, &flex->items[i]))
			find_plain_base(&flex->items[i]);
		else
			oriel__flex_find_base(flex, &flex->items[i]);
	}
}

/* Makes a line as large across as the items that were collapsed in it. Those before all other items
 * are in the first line. */
static void line_keep_struts(const struct oriel__flex *flex, struct oriel__flex_line *line) {
	for (size_t i = line->first == 0 ? 0 : line->first + 1; i <= line->first + line->count; i++)
		line->cross_size = oriel__larger(line->cross_size, flex->struts[i]);
}

/* Finds the sizes along, and the lines with their sizes across, of items with base sizes. */
static void find_lines(struct oriel__flex *flex) {
	collect_lines(flex);
	for (size_t i = 0; i < flex->line_count; i++) {
		struct oriel__flex_line *line = &flex->lines[i];
		oriel__flex_resolve(flex, line);
		find_cross_sizes(flex, line);
		if (flex->struts != NULL)
			line_keep_struts(flex, line);
	}
	stretch_lines(flex);
}

/* Removes the collapsed items, notes the sizes across of their lines, and begins again. Source: 4.4
 * and 9.4, step 10. */
static void collapse_items(struct oriel__flex *flex) {
	size_t kept = 0;
	flex->struts = oriel__alloc_zero(flex->count + 1, sizeof(*flex->struts));
	for (size_t i = 0; i < flex->line_count; i++) {
		const struct oriel__flex_line line = flex->lines[i];
		for (size_t k = line.first; k < line.first + line.count; k++) {
			float *strut = &flex->struts[kept];
			if (flex->items[k].style->is_collapsed)
				*strut = oriel__larger(*strut, line.cross_size);
			else
				flex->items[kept++] = flex->items[k];
		}
	}
	flex->count = kept;
	if (flex->lines != &flex->local_line)
		oriel__free(flex->lines);
	flex->lines = &flex->local_line;
	for (size_t i = 0; i < flex->count; i++)
		oriel__flex_item_init(flex, &flex->items[i]);
	find_bases(flex);
	find_lines(flex);
}

void oriel__flex_solve(
	struct oriel__flex *flex, struct oriel__node *node, struct oriel__flex_box box) {
	oriel__flex_init(
		flex, node, box.is_intrinsic ? ORIEL__UNKNOWN : box.width, box.definite_height);
	flex->is_content_height = box.is_content_height;
	flex->main = flex->is_column ? box.height : box.width;
	flex->cross = flex->is_column ? box.width : box.height;
	flex->break_at = oriel__is_known(flex->main) ? flex->main : box.max_height;
	if (flex->is_column)
		flex->space.available_width = flex->cross;
	oriel__flex_collect(flex);
	find_bases(flex);
	find_lines(flex);
	if (flex->has_collapsed)
		collapse_items(flex);
	if (flex->is_wrap && oriel__is_known(flex->cross))
		for (size_t i = 0; i < flex->line_count; i++)
			stretch_items(flex, &flex->lines[i]);
}

void oriel__flex_finish(struct oriel__flex *flex) {
	if (flex->items != flex->local)
		oriel__free(flex->items);
	if (flex->lines != &flex->local_line)
		oriel__free(flex->lines);
	oriel__free(flex->struts);
}

float oriel__flex_height(const struct oriel__flex *flex) {
	if (!flex->is_column)
		return oriel__larger(0, lines_cross(flex));
	float height = 0;
	for (size_t i = 0; i < flex->line_count; i++)
		height = oriel__larger(height, flex->lines[i].used_main);
	return height;
}

/* Source: 9.8. */
bool oriel__flex_is_definite(const struct oriel__flex *flex, const struct oriel__flex_item *item) {
	if (oriel__measure_ratio(item->node, item->style).ratio > 0)
		return true;
	if (flex->is_column && oriel__is_known(flex->percent_height))
		return true;
	if (flex->is_column)
		return oriel__is_known(oriel__dimension_resolve(
			item->style->basis.kind == ORIEL__DIMENSION_AUTO ? &item->style->height :
																&item->style->basis,
			ORIEL__UNKNOWN));
	if (item->is_stretched || item->style->height.kind > ORIEL__DIMENSION_MATH)
		return item->is_stretched;
	return oriel__is_known(oriel__definite_height(item->node, item->style, &flex->space));
}
