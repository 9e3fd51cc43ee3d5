/* SPDX-License-Identifier: MIT */
/*
 * The min-content and max-content width of a flex container. Source: CSS Flexible Box §9.9.
 *
 * A row sums up what its items contribute, or takes the largest where it may break between any two.
 * A column takes the largest. A column that wraps is laid out at its definite height, its items
 * being as wide as the widest of them wants.
 */
#include "layout/container_internal.h"
#include "layout/flex_internal.h"

/* Whether the container's width follows from its height by way of this item. */
static bool contribution_depends(
	const struct oriel__flex *flex, const struct oriel__flex_item *item, bool is_stretched) {
	const struct oriel__style *style = item->style;
	if (!is_stretched && !style->has_relative_height)
		return false;
	return flex->is_wrap || style->ratio > 0 || item->node->layout_cache->has_definite_width ||
		oriel__node_class(item->node)->measure != NULL;
}

/* An item that cannot grow, or shrink, to its contribution is held to its basis, if that is a
 * length. */
static float row_contribution(
	struct oriel__flex *flex, struct oriel__flex_item *item, bool is_minimal, bool *depends) {
	struct oriel__space space = oriel__space_in(ORIEL__UNKNOWN, flex->percent_height);
	const struct oriel__style *style = item->style;
	bool is_stretched = oriel__align_of(item->align) == ORIEL_ALIGN_STRETCH &&
		style->height.kind == ORIEL__DIMENSION_AUTO && !flex->is_wrap;
	if (is_stretched && oriel__is_known(flex->percent_height) &&
		!(style->auto_margins & (ORIEL__EDGE_TOP | ORIEL__EDGE_BOTTOM))) {
		space.height = oriel__clamp_size(
			oriel__measure_limits(item->node, &space, true, ORIEL__UNKNOWN),
			flex->percent_height - item->cross_before - item->cross_after, item->cross_frame);
		space.is_height_definite = true;
	}
	float size = oriel__measure_contribution(item->node, is_minimal, &space);
	*depends |= contribution_depends(flex, item, is_stretched);
	bool may_grow = style->grow > 0, may_shrink = style->shrink > 0;
	bool is_alone = flex->is_wrap && is_minimal; /* in its line, at its contribution */
	if (!is_alone && !(may_grow && may_shrink) &&
		oriel__is_known(oriel__dimension_resolve(&style->basis, ORIEL__UNKNOWN))) {
		oriel__flex_find_base(flex, item);
		if ((size > item->base && !may_grow) || (size < item->base && !may_shrink))
			size = item->main_size;
		flex->has_narrow = true;
	}
	flex->has_narrow |= item->main_before < 0 || item->main_after < 0;
	return size + item->main_before + item->main_after;
}

static float row_width(struct oriel__flex *flex, bool is_minimal, bool *depends) {
	double width = 0;
	bool is_sum = !is_minimal || !flex->is_wrap;
	size_t count = 0;
	for (size_t i = 0; i < flex->count; i++) {
		if (flex->items[i].style->is_collapsed) /* takes no room along the row */
			continue;
		count++;
		double item = (double)row_contribution(flex, &flex->items[i], is_minimal, depends);
		width = is_sum ? width + item : width > item ? width : item;
	}
	if (is_sum && count > 1)
		width += (double)flex->main_gap * (double)(count - 1);
	return (float)width;
}

static float column_width(struct oriel__flex *flex, bool is_minimal, bool *depends) {
	float width = 0;
	for (size_t i = 0; i < flex->count; i++) {
		struct oriel__flex_item *item = &flex->items[i];
		struct oriel__space space = oriel__space_in(ORIEL__UNKNOWN, flex->percent_height);
		float size = oriel__measure_contribution(item->node, is_minimal, &space) +
			item->cross_before + item->cross_after;
		*depends |= contribution_depends(flex, item, false);
		width = oriel__larger(width, size);
	}
	return width;
}

/* All lines side by side. */
static float wrapped_width(struct oriel__node *node, float widest, float definite_height) {
	struct oriel__flex flex;
	bool is_definite = oriel__is_known(definite_height);
	oriel__flex_solve(&flex, node,
		(struct oriel__flex_box){ .width = widest,
			.height = definite_height,
			.definite_height = definite_height,
			.max_height = is_definite ?
				INFINITY :
				oriel__container_max_height(oriel__layout_style(node)),
			.is_intrinsic = true });
	double width = 0;
	for (size_t i = 0; i < flex.line_count; i++) {
		float line = 0;
		for (size_t k = flex.lines[i].first; k < flex.lines[i].first + flex.lines[i].count; k++)
			line = oriel__larger(line, flex.items[k].cross_size + flex.items[k].cross_before +
					flex.items[k].cross_after);
		width += (double)line + (i > 0 ? (double)flex.cross_gap : 0);
	}
	oriel__flex_finish(&flex);
	return (float)width;
}

float oriel__flex_content_width(
	struct oriel__node *node, bool is_minimal, float definite_height, bool *is_dependent) {
	struct oriel__flex flex; /* not zeroed: it is large, and this is hot */

	oriel__flex_init(&flex, node, ORIEL__UNKNOWN, definite_height);
	flex.main = ORIEL__UNKNOWN;
	flex.cross = flex.is_column ? ORIEL__UNKNOWN : definite_height;
	flex.has_narrow = false;
	oriel__flex_collect(&flex);
	float width = flex.is_column ? column_width(&flex, is_minimal, is_dependent) :
								row_width(&flex, is_minimal, is_dependent);
	oriel__flex_finish(&flex);
	if (flex.is_column && flex.is_wrap) {
		*is_dependent = true;
		if (!is_minimal)
			width = wrapped_width(node, oriel__larger(0, width), definite_height);
	}
	/* one line of all items has room for each item in a line of its own */
	if (!flex.is_column && flex.is_wrap && !is_minimal && flex.has_narrow)
		width = oriel__larger(width,
			oriel__flex_content_width(node, true, definite_height, is_dependent));
	return oriel__larger(0, width);
}
