/* SPDX-License-Identifier: MIT */
/*
 * The sizes and baselines of a container's content. Each function calls block, grid or flex layout,
 * depending on the kind of the container.
 */
#include "layout/container_internal.h"

#include <math.h>

#include "layout/block_internal.h"
#include "layout/column_cache_internal.h"
#include "layout/flex_internal.h"
#include "layout/grid_internal.h"

void oriel__layout_enter_block(struct oriel__layout_cache *cache, bool is_in_block) {
	cache->is_in_block = is_in_block;
	oriel__layout_cache_forget(cache);
	cache->is_dirty = true;
}

/* Returns whether a node is a block container. Frees the caches of other kinds of containers. */
static bool container_is_block(struct oriel__node *node) {
	bool is_block = oriel__layout_is_block(node);
	if (!is_block)
		oriel__block_cache_free(node->layout_cache);
	else if (node->layout_cache->has_column)
		oriel__column_cache_free(node);
	return is_block;
}

float oriel__container_width(
	struct oriel__node *node, bool is_minimal, float definite_height, bool *is_dependent) {
	if (container_is_block(node))
		return oriel__block_content_width(node, is_minimal, definite_height, is_dependent);
	if (oriel__layout_style(node)->display == ORIEL_DISPLAY_GRID)
		return oriel__grid_content_width(node, is_minimal, definite_height, is_dependent);
	return oriel__flex_content_width(node, is_minimal, definite_height, is_dependent);
}

/* ---- Heights ---- */

float oriel__container_max_height(const struct oriel__style *style) {
	float frame = oriel__frame(style, true, ORIEL__UNKNOWN);
	float max = oriel__border_size(style, &style->max_height, ORIEL__UNKNOWN, frame);
	return oriel__is_known(max) ? oriel__inner(max, frame) : INFINITY;
}

/* Returns whether a definite height of a row, which an item stretches to, matters to the item: by
 * its ratio, or by what is in it. */
static bool item_depends_on_stretching(const struct oriel__flex_item *item) {
	const struct oriel__layout_cache *cache = item->node->layout_cache;
	return oriel__align_of(item->align) == ORIEL_ALIGN_STRETCH &&
		item->style->height.kind == ORIEL__DIMENSION_AUTO &&
		(oriel__may_have_ratio(item->node, item->style) || cache->has_definite_width ||
			cache->definite_heights != 0);
}

static bool row_depends_on_height(const struct oriel__flex *flex) {
	for (size_t i = 0; i < flex->count; i++)
		if (item_depends_on_stretching(&flex->items[i]))
			return true;
	return false;
}

static bool depends_on_height(const struct oriel__flex *flex) {
	if (oriel__dimension_has_percentage(&flex->style->row_gap))
		return true;
	for (size_t i = 0; i < flex->count; i++)
		if (flex->items[i].style->has_relative_height)
			return true;
	return false;
}

static float block_height(
	struct oriel__node *node, float width, float definite_height, bool *is_dependent) {
	struct oriel__block block;
	oriel__block_solve(&block, node,
		(struct oriel__block_box){ width, ORIEL__UNKNOWN, definite_height, false });
	oriel__block_finish(&block);
	*is_dependent |= block.is_dependent;
	return block.height;
}

/* Returns whether a flex container has one row. Items that stretch are as high as that row if the
 * height of the container is definite. Source: CSS Flexible Box 9.8. */
static bool container_is_one_row(const struct oriel__node *node) {
	const struct oriel__style *style = oriel__layout_style(node);
	return !oriel__is_column(style) && style->wrap == ORIEL_FLEX_NOWRAP;
}

float oriel__container_height(
	struct oriel__node *node, float width, float definite_height, bool *is_dependent) {
	struct oriel__flex flex;
	if (container_is_block(node))
		return block_height(node, width, definite_height, is_dependent);
	if (oriel__layout_style(node)->display == ORIEL_DISPLAY_GRID)
		return oriel__grid_content_height(node, width, definite_height, is_dependent);
	const struct oriel__column_cache *column = oriel__column_cache_solve(node, width);
	if (column != NULL)
		return oriel__larger(0, oriel__column_cache_height(column));
	bool is_row = container_is_one_row(node);
	bool is_one_row = is_row && oriel__is_known(definite_height);
	oriel__flex_solve(&flex, node,
		(struct oriel__flex_box){ .width = width,
			.height = is_one_row ? definite_height : ORIEL__UNKNOWN,
			.definite_height = definite_height,
			.is_content_height = is_one_row,
			.max_height = oriel__container_max_height(oriel__layout_style(node)) });
	float height = oriel__flex_height(&flex);
	*is_dependent |= is_one_row || depends_on_height(&flex) ||
		(is_row && row_depends_on_height(&flex));
	oriel__flex_finish(&flex);
	return height;
}

/* Returns whether the content of a node may have made it higher than its ratio says. The height of
 * an item of a column is definite after flexing. */
static bool may_exceed_ratio(const struct oriel__node *node, const struct oriel__style *style) {
	if (!(style->ratio > 0) || style->height.kind != ORIEL__DIMENSION_AUTO ||
		style->min_height.kind != ORIEL__DIMENSION_AUTO)
		return false;
	const struct oriel__node *parent = node->parent != NULL ? oriel__flow_parent(node) : NULL;
	const struct oriel__style *of = parent != NULL ? oriel__layout_style(parent) : NULL;
	return of == NULL || style->is_absolute || of->display != ORIEL_DISPLAY_FLEX ||
		!oriel__is_column(of);
}

float oriel__container_definite_height(
	struct oriel__node *node, float basis_width, float width, float height) {
	const struct oriel__style *style = oriel__layout_style(node);
	float frame = oriel__frame(style, true, basis_width);
	if (!may_exceed_ratio(node, style))
		return oriel__inner(height, frame);
	struct oriel__ratio ratio = oriel__measure_ratio(node, style);
	float given = oriel__ratio_transfer(ratio, style, basis_width, true, width);
	struct oriel__space space = oriel__space_in(basis_width, ORIEL__UNKNOWN);
	if (given < height && fabsf(oriel__measure_height(node, &space, width) - height) < 0.01f)
		height = oriel__larger(given, frame);
	return oriel__inner(height, frame);
}

/* ---- Containers without content ---- */

static bool container_has_tracks(const struct oriel__node *node) {
	return oriel__layout_style(node)->display == ORIEL_DISPLAY_GRID &&
		oriel__node_class(node)->measure == NULL;
}

float oriel__container_empty_width(struct oriel__node *node, float definite_height) {
	bool is_dependent = false;
	return container_has_tracks(node) ?
		oriel__grid_content_width(node, false, definite_height, &is_dependent) :
		0;
}

float oriel__container_empty_height(struct oriel__node *node, float width, float definite_height) {
	bool is_dependent = false;
	return container_has_tracks(node) ?
		oriel__grid_content_height(node, width, definite_height, &is_dependent) :
		0;
}

/* ---- Baselines ---- */

/* Returns an item of a row's line that is aligned by its first or last baseline; NULL: none is. */
static const struct oriel__flex_item *baseline_aligned_item(
	const struct oriel__flex *flex, const struct oriel__flex_line *line, bool is_last) {
	for (size_t i = line->first; !flex->is_column && i < line->first + line->count; i++)
		if (oriel__is_known(flex->items[i].baseline) &&
			(oriel__align_of(flex->items[i].align) == ORIEL_ALIGN_LAST_BASELINE) == is_last)
			return &flex->items[i];
	return NULL;
}

/* Returns the item whose baseline is that of the container; NULL: there is no item. The line is the
 * one nearest to the top or the bottom. Its items that are aligned by their baselines come first,
 * then the item nearest to the start or the end. *is_last_of_item: which baseline of the item it
 * is. Source: CSS Flexible Box 8.5. */
static const struct oriel__flex_item *baseline_item(
	const struct oriel__flex *flex, bool is_last, bool *is_last_of_item) {
	if (flex->count == 0)
		return NULL;
	const struct oriel__flex_line *line =
		&flex->lines[is_last != flex->is_wrap_reverse ? flex->line_count - 1 : 0];
	*is_last_of_item = is_last;
	const struct oriel__flex_item *item = baseline_aligned_item(flex, line, is_last);
	if (item != NULL)
		return item;
	item = baseline_aligned_item(flex, line, !is_last);
	if (item != NULL) {
		*is_last_of_item = !is_last;
		return item;
	}
	return &flex->items[is_last != flex->is_reverse ? line->first + line->count - 1 :
													line->first];
}

/* Returns a baseline of a grid container, from the top of its content box. width, height: of the
 * content box. */
static float grid_container_baseline(struct oriel__node *node, float width, float height,
	float definite_height, bool is_last) {
	struct oriel__grid grid;
	oriel__grid_solve(
		&grid, node, (struct oriel__grid_box){ width, height, definite_height });
	float baseline = oriel__grid_baseline(&grid, is_last);
	oriel__grid_finish(&grid);
	return baseline;
}

/* Returns a baseline of a block container, from the top of its content box. width, height: of the
 * content box. */
static float block_baseline(struct oriel__node *node, float width, float height,
	float definite_height, bool is_last) {
	struct oriel__block block;
	oriel__block_solve(
		&block, node, (struct oriel__block_box){ width, height, definite_height, false });
	float baseline = oriel__block_baseline(&block, width, definite_height, is_last);
	oriel__block_finish(&block);
	return baseline;
}

float oriel__container_baseline(struct oriel__node *node, float basis_width,
	struct oriel_size border_box, bool is_definite, bool is_last) {
	struct oriel__flex flex;
	const struct oriel__style *style = oriel__layout_style(node);
	float baseline = INFINITY;
	float width = oriel__inner(border_box.width, oriel__frame(style, false, basis_width));
	float height = oriel__inner(border_box.height, oriel__frame(style, true, basis_width));
	float definite_height = ORIEL__UNKNOWN;

	if (is_definite)
		definite_height = oriel__container_definite_height(
			node, basis_width, border_box.width, border_box.height);
	if (container_is_block(node))
		return block_baseline(node, width, height, definite_height, is_last) +
			oriel__frame_start(style, true, basis_width);
	if (style->display == ORIEL_DISPLAY_GRID)
		return oriel__frame_start(style, true, basis_width) +
			grid_container_baseline(node, width, height, definite_height, is_last);
	oriel__flex_solve(&flex, node,
		(struct oriel__flex_box){
			.width = width,
			.height = height,
			.definite_height = definite_height });
	oriel__flex_place(&flex);
	bool is_last_of_item;
	const struct oriel__flex_item *item = baseline_item(&flex, is_last, &is_last_of_item);
	if (item != NULL) {
		struct oriel__box rect = oriel__flex_rect(&flex, item);
		struct oriel__space space = oriel__space_in(flex.basis_width, flex.percent_height);
		space.width = rect.width;
		space.height = rect.height;
		space.is_height_definite = oriel__flex_is_definite(&flex, item);
		baseline = oriel__frame_start(style, true, basis_width) + (float)rect.y +
			oriel__measure_baseline(
				item->node, &space, rect.width, rect.height, is_last_of_item);
	}
	oriel__flex_finish(&flex);
	return baseline;
}
