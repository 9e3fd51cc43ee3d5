/* SPDX-License-Identifier: MIT */
/*
 * Block layout: children from the top down. A child's margin leaves the container if no padding,
 * border or other box separates the margin from the container's edge. The margin then collapses
 * with the container's margin. The margins above and below a box of height 0 collapse with each
 * other. Source: CSS 2 §8.3.1, §10.3.3; CSS Box Alignment 3 §5.1.
 *
 * No margin leaves a scroll container, a box with layout or paint containment, or a box whose
 * parent is no block container. An inline-level
 * child stands in a line of its own.
 */
#include "layout/block_internal.h"

#include "base/alloc_internal.h"
#include "layout/column_cache_internal.h"
#include "layout/container_internal.h"
#include "layout/flex_internal.h"
#include "layout/grid_internal.h"

/* ---- Struts ---- */

static void strut_add(struct oriel__strut *strut, float margin) {
	strut->positive = oriel__larger(strut->positive, margin);
	strut->negative = oriel__smaller(strut->negative, margin);
}

static void strut_join(struct oriel__strut *strut, struct oriel__strut other) {
	strut_add(strut, other.positive);
	strut_add(strut, other.negative);
}

static float strut_sum(struct oriel__strut strut) {
	return strut.positive + strut.negative;
}

static bool strut_is(struct oriel__strut a, struct oriel__strut b) {
	return a.positive == b.positive && a.negative == b.negative;
}

/* ---- Which boxes are open to margins ---- */

bool oriel__block_is_open(const struct oriel__node *node, const struct oriel__style *style) {
	return style->display == ORIEL_DISPLAY_BLOCK && !style->is_inline_level &&
		!style->is_absolute && node->parent != NULL && !oriel__node_is_shadow_child(node) &&
		oriel__layout_is_block(oriel__flow_parent(node)) && oriel__layout_is_block(node) &&
		!oriel__is_scroll_container(style, false) && !oriel__is_scroll_container(style, true) &&
		style->align_content == ORIEL_ALIGN_NORMAL && !style->does_contain_layout &&
		!style->does_contain_paint;
}

static bool is_zero(const struct oriel__dimension *dimension) {
	return dimension->kind == ORIEL__DIMENSION_LENGTH && dimension->px == 0 &&
		dimension->fraction == 0;
}

/* Returns whether a margin of the content leaves the box at this end. */
static bool is_open_at(
	const struct oriel__node *node, const struct oriel__style *style, bool at_top) {
	return oriel__block_is_open(node, style) &&
		is_zero(at_top ? &style->relative_padding.top : &style->relative_padding.bottom) &&
		(at_top ? style->border.top : style->border.bottom) == 0;
}

/* ---- Children ---- */

/* A child in a block container. */
struct block_child {
	struct oriel__node *node;
	const struct oriel__style *style;
	struct oriel__space space;
	struct oriel_edges margin;
	float width, height;
	struct oriel__strut top, bottom;
	bool is_through;
	uint8_t align; /* child_alignment() */
};

/* Returns the alignment of a child across the container, perhaps with ORIEL__ALIGN_SAFE; NORMAL for
 * an inline-level box. Source: CSS Box Alignment 3, §6.1. */
static uint8_t child_alignment(
	const struct oriel__style *style, const struct oriel__style *container) {
	uint8_t align = style->justify_self != 0 ? style->justify_self : container->justify_items;
	return align == 0 || style->is_inline_level ? ORIEL_ALIGN_NORMAL : align;
}

/* Returns the width of a child. A block-level box of automatic width fills the container, unless it
 * is aligned. */
static float stretched_width(const struct block_child *child) {
	const struct oriel__style *style = child->style;
	struct oriel__ratio ratio = oriel__measure_ratio(child->node, style);
	bool is_sized = ratio.is_natural ||
		(ratio.ratio > 0 &&
			oriel__is_known(oriel__definite_height(child->node, style, &child->space)));
	if (child->align != ORIEL_ALIGN_NORMAL)
		is_sized = child->align != ORIEL_ALIGN_STRETCH;
	if (style->width.kind != ORIEL__DIMENSION_AUTO || style->is_inline_level || is_sized)
		return oriel__measure_width(child->node, &child->space);
	float frame = oriel__frame(style, false, child->space.basis_width);
	float width = child->space.basis_width - child->margin.left - child->margin.right;
	if (ratio.ratio > 0)
		width = oriel__ratio_limit_width(child->node, style, &child->space, ratio, width);
	return oriel__clamp_size(
		oriel__measure_limits(child->node, &child->space, false, ORIEL__UNKNOWN), width, frame);
}

/* Returns whether the margins above and below a box collapse, provided that its content does not
 * separate them. */
static bool may_be_through(const struct block_child *child) {
	return child->height == 0 && oriel__block_is_open(child->node, child->style) &&
		oriel__frame(child->style, true, child->space.basis_width) == 0;
}

static struct oriel__block_margins margins_of(const struct block_child *child);

static struct block_child child_measure(struct oriel__node *node,
	const struct oriel__style *style, const struct oriel__style *container, float width,
	float definite_height) {
	struct block_child child = {
		.node = node, .style = style, .align = child_alignment(style, container)
	};
	child.space = oriel__space_in(width, definite_height);
	child.margin = oriel__margin(style, width);
	child.width = stretched_width(&child);
	child.height = oriel__measure_height(node, &child.space, child.width);
	if (style->is_inline_level)
		return child;
	strut_add(&child.top, child.margin.top);
	strut_add(&child.bottom, child.margin.bottom);
	if (oriel__block_is_open(node, style)) {
		struct oriel__block_margins inside = margins_of(&child);
		float content = inside.height + oriel__frame(style, true, width);
		strut_join(&child.top, inside.top);
		/* a height that a limit gives keeps the last margin inside */
		bool is_limited = child.height > content + 0.001f ||
			(style->has_height_limits && child.height < content - 0.001f);
		if (!is_limited)
			strut_join(&child.bottom, inside.bottom);
		child.is_through = inside.is_through && may_be_through(&child);
	}
	return child;
}

/* Returns the left edge of the border box, px in the content box of the container. Source: CSS 2
 * §10.3.3; CSS Box Alignment 3, §6.1. */
static float child_left(
	const struct block_child *child, const struct oriel__style *container, float width) {
	float free_space = width - child->width - child->margin.left - child->margin.right;
	bool is_left = child->style->auto_margins & ORIEL__EDGE_LEFT;
	bool is_right = child->style->auto_margins & ORIEL__EDGE_RIGHT;
	if (free_space > 0 && (is_left || is_right) && !child->style->is_inline_level)
		return child->margin.left + (is_left ? free_space / (is_right ? 2 : 1) : 0);
	if (child->align == ORIEL_ALIGN_NORMAL || child->align == ORIEL_ALIGN_STRETCH || is_left ||
		is_right)
		return child->margin.left + (container->is_rtl ? free_space : 0);
	float between;
	float offset = oriel__align_group(oriel__grid_align_logical(child->align, true,
			container->is_rtl, child->style->is_rtl, free_space), free_space, 1, &between);
	return child->margin.left + (container->is_rtl ? free_space - offset : offset);
}

/* ---- The flow ---- */

struct block_flow {
	double y;
	struct oriel__strut pending; /* margins after the last box that separates margins */
	bool is_apart; /* pending cannot leave the container at its top */
};

static void place_child(struct oriel__block *block, struct block_flow *flow,
	const struct block_child *child, const struct oriel__style *container, float width) {
	strut_join(&flow->pending, child->top);
	double y = flow->y + (flow->is_apart ? (double)strut_sum(flow->pending) : 0);
	if (child->style->is_inline_level)
		y += (double)child->margin.top;
	float definite = oriel__definite_height(child->node, child->style, &child->space);
	block->items[block->count++] = (struct oriel__block_item){
		.node = child->node,
		.rect = { (double)child_left(child, container, width), y, child->width, child->height },
		.is_definite = oriel__is_known(definite) ||
			oriel__measure_ratio(child->node, child->style).ratio > 0,
	};
	if (child->is_through) {
		strut_join(&flow->pending, child->bottom);
		return;
	}
	if (!flow->is_apart)
		block->margins.top = flow->pending;
	flow->y = y + (double)child->height +
		(child->style->is_inline_level ? (double)child->margin.bottom : 0);
	flow->pending = child->bottom;
	flow->is_apart = true;
}

/* Ends the flow. Margins at the end of the content leave the container only if the height of the
 * container follows from the content. */
static void end_flow(struct oriel__block *block, const struct oriel__node *node,
	const struct oriel__style *style, const struct block_flow *flow, bool is_height_given) {
	bool is_open = is_open_at(node, style, false) && !is_height_given;
	block->height = oriel__larger(0, (float)flow->y);
	block->margins.is_through = !flow->is_apart;
	if (!flow->is_apart)
		block->margins.top = flow->pending;
	else if (is_open)
		block->margins.bottom = flow->pending;
	else
		block->height = oriel__larger(0, (float)(flow->y + (double)strut_sum(flow->pending)));
	block->margins.height = block->height;
}

/* Returns the style of an absolute child, or NULL for another child. */
static const struct oriel__style *absolute_style(const struct oriel__node *child) {
	const struct oriel__style *style = oriel__layout_style(child);
	return child->layout_cache != NULL && style->is_absolute &&
			oriel__layout_is_displayed(child, style) ?
		style :
		NULL;
}

/* Stores where an absolute child would stand in the flow, as browsers find it: below the margins
 * that are pending unless these may leave the container. Source: CSS 2 §10.6.4. */
static void note_static_position(const struct oriel__node *child, const struct block_flow *flow) {
	if (absolute_style(child) != NULL)
		child->layout_cache->static_y =
			(float)flow->y + (flow->is_apart ? strut_sum(flow->pending) : 0);
}

/* Moves the content by align-content. Content higher than the container begins at the top. */
static void align_content(struct oriel__block *block, const struct oriel__node *node,
	const struct oriel__style *style, const struct oriel__block_box *box) {
	float height = box->height;
	float free_space = height - block->height, between;
	uint8_t align = oriel__align_of(style->align_content);
	if (!oriel__is_known(height) || align == ORIEL_ALIGN_NORMAL)
		return;
	if (align == ORIEL_ALIGN_FLEX_END || align == ORIEL_ALIGN_LAST_BASELINE)
		align = ORIEL_ALIGN_END;
	if (align == ORIEL_ALIGN_SPACE_AROUND || align == ORIEL_ALIGN_SPACE_EVENLY)
		align = ORIEL_ALIGN_CENTER;
	if ((align != ORIEL_ALIGN_END && align != ORIEL_ALIGN_CENTER) || free_space < 0)
		return;
	float offset = oriel__align_group(align, free_space, 1, &between);
	for (size_t i = 0; i < block->count; i++)
		block->items[i].rect.y += (double)offset;
	for (struct oriel__node *child = oriel__flow_first(node);
		box->is_final && child != NULL; child = oriel__flow_next(node, child))
		if (absolute_style(child) != NULL)
			child->layout_cache->static_y += offset;
}

void oriel__block_solve(
	struct oriel__block *block, struct oriel__node *node, struct oriel__block_box box) {
	const struct oriel__style *style = oriel__layout_style(node);
	struct block_flow flow = { 0 };
	block->items = block->local;
	block->count = 0;
	block->is_dependent = false;
	block->margins = (struct oriel__block_margins){ 0 };
	flow.is_apart = !is_open_at(node, style, true);
	if (oriel__layout_may_descend(node)) {
		uint32_t count = oriel__flow_count(node);
		if (count > sizeof(block->local) / sizeof(block->local[0]))
			block->items = oriel__realloc_array(NULL, count, sizeof(*block->items));
		for (struct oriel__node *child = oriel__flow_first(node); child != NULL;
			child = oriel__flow_next(node, child)) {
			const struct oriel__style *of = oriel__layout_take_child(node, child, true);
			if (of == NULL && box.is_final)
				note_static_position(child, &flow);
			if (of == NULL)
				continue;
			const struct block_child measured = child_measure(
				child, of, style, box.width, box.definite_height);
			block->is_dependent |= of->has_relative_height;
			place_child(block, &flow, &measured, style, box.width);
		}
	}
	end_flow(block, node, style, &flow, oriel__is_known(box.definite_height));
	align_content(block, node, style, &box);
}

void oriel__block_finish(struct oriel__block *block) {
	if (block->items != block->local)
		oriel__free(block->items);
}

/* ---- Margins that a parent reads ---- */

static struct oriel__block_margins margins_find(
	struct oriel__node *node, float width, float definite_height) {
	struct oriel__block block;
	oriel__block_solve(&block, node,
		(struct oriel__block_box){ width, ORIEL__UNKNOWN, definite_height, false });
	oriel__block_finish(&block);
	return block.margins;
}

static struct oriel__block_margins margins_of(const struct block_child *child) {
	const struct oriel__style *style = child->style;
	struct oriel__layout_cache *cache = child->node->layout_cache;
	float basis = child->space.basis_width;
	float width = oriel__inner(child->width, oriel__frame(style, false, basis));
	float height = oriel__definite_height(child->node, style, &child->space);
	if (oriel__is_known(height))
		height = oriel__inner(height, oriel__frame(style, true, basis));
	if (cache->has_column)
		oriel__column_cache_free(child->node);
	if (cache->has_block && cache->block->width == width &&
		oriel__is_same_length(cache->block->definite_height, height))
		return cache->block->margins;
	struct oriel__block_margins margins = margins_find(child->node, width, height);
	if (!cache->has_block)
		cache->block = oriel__alloc(sizeof(*cache->block));
	cache->has_block = true;
	*cache->block = (struct oriel__block_cache){ width, height, margins };
	return margins;
}

bool oriel__block_margins_changed(struct oriel__node *node) {
	struct oriel__layout_cache *cache = node->layout_cache;
	if (!cache->has_block)
		return false;
	const struct oriel__block_cache old = *cache->block;
	oriel__block_cache_free(cache);
	if (!oriel__block_is_open(node, oriel__layout_style(node)))
		return true;
	struct oriel__block_margins now = margins_find(node, old.width, old.definite_height);
	return !strut_is(now.top, old.margins.top) || !strut_is(now.bottom, old.margins.bottom) ||
		now.is_through != old.margins.is_through;
}

/* ---- Widths and baselines ---- */

float oriel__block_content_width(
	struct oriel__node *node, bool is_minimal, float definite_height, bool *is_dependent) {
	float width = 0;
	if (!oriel__layout_may_descend(node))
		return 0;
	for (struct oriel__node *child = oriel__flow_first(node); child != NULL;
		child = oriel__flow_next(node, child)) {
		const struct oriel__style *style = oriel__layout_take_child(node, child, true);
		if (style == NULL)
			continue;
		struct oriel__space space = oriel__space_in(ORIEL__UNKNOWN, definite_height);
		float size = oriel__measure_contribution(child, is_minimal, &space) +
			oriel__margins(style, false, ORIEL__UNKNOWN);
		*is_dependent |= style->has_relative_height;
		width = oriel__larger(width, size);
	}
	return width;
}

float oriel__block_baseline(
	const struct oriel__block *block, float width, float definite_height, bool is_last) {
	for (size_t i = 0; i < block->count; i++) {
		const struct oriel__block_item *item =
			&block->items[is_last ? block->count - 1 - i : i];
		struct oriel__space space = oriel__space_in(width, definite_height);
		space.width = item->rect.width;
		space.height = item->rect.height;
		space.is_height_definite = item->is_definite;
		float baseline = oriel__measure_own_baseline(
			item->node, &space, item->rect.width, item->rect.height, is_last);
		if (baseline < INFINITY)
			return (float)item->rect.y + baseline;
	}
	return INFINITY;
}
