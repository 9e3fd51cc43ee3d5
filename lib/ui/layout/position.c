/* SPDX-License-Identifier: MIT */
/*
 * Boxes outside the flow: their sizes and places in their containing blocks. Source: CSS
 * Positioned Layout 3.
 */
#include "layout/position_internal.h"

#include "layout/scroll_internal.h"

#include "layout/arrange_internal.h"
#include "layout/flex_internal.h"

/* An axis of an absolutely positioned box. Insets are unknown where they are automatic. */
struct axis {
	bool is_vertical;
	float available;  /* of the padding box */
	float start, end; /* insets */
	float before, after; /* margins */
	float frame;
};

static struct axis axis_of(
	const struct oriel__style *style, bool is_vertical, struct oriel_rect box) {
	struct oriel_edges margin = oriel__margin(style, box.width);
	float size = is_vertical ? box.height : box.width;
	return (struct axis){
		.is_vertical = is_vertical,
		.available = size,
		.start = oriel__dimension_resolve(
			is_vertical ? &style->inset.top : &style->inset.left, size),
		.end = oriel__dimension_resolve(
			is_vertical ? &style->inset.bottom : &style->inset.right, size),
		.before = is_vertical ? margin.top : margin.left,
		.after = is_vertical ? margin.bottom : margin.right,
		.frame = oriel__frame(style, is_vertical, box.width),
	};
}

static float inset_or_0(float inset) {
	return oriel__is_known(inset) ? inset : 0;
}

/* What both insets leave, if the size is automatic; else unknown. */
static float stretched_between(const struct axis *axis, struct oriel__node *node,
	const struct oriel__style *style, const struct oriel__space *space, float width) {
	if (!oriel__is_known(axis->start) || !oriel__is_known(axis->end) ||
		oriel__size_of(style, axis->is_vertical)->kind != ORIEL__DIMENSION_AUTO)
		return ORIEL__UNKNOWN;
	return oriel__clamp_size(oriel__measure_limits(node, space, axis->is_vertical, width),
		axis->available - axis->start - axis->end - axis->before - axis->after, axis->frame);
}

/* Where it stands in the padding box. Without insets it stands where it would as the only item in
 * the content box. */
static double absolute_at(const struct axis *axis, float size, float static_at) {
	if (oriel__is_known(axis->start))
		return (double)axis->start + (double)axis->before;
	if (oriel__is_known(axis->end))
		return (double)axis->available - (double)axis->end - (double)axis->after - (double)size;
	return (double)static_at + (double)axis->before;
}

/* The static position along one axis, in the padding box. Source: CSS Flexible Box 4.1. */
static float static_at(const struct oriel__node *node, const struct oriel__style *style,
	const struct axis *axis, float size) {
	const struct oriel__style *container = oriel__layout_style(node);
	float basis = node->layout_cache->basis_width;
	struct oriel_edges padding = oriel__padding(container, basis);
	float inner = oriel__inner(axis->is_vertical ? node->rect.height : node->rect.width,
		oriel__frame(container, axis->is_vertical, basis));
	float free_space = inner - size - axis->before - axis->after, between;
	uint8_t align = oriel__flex_static_alignment(container, style, axis->is_vertical, free_space);
	return (axis->is_vertical ? padding.top : padding.left) +
		oriel__align_group(align, free_space, 1, &between);
}

void oriel__position_place(
	struct oriel__node *node, struct oriel__node *child, const struct oriel__style *style) {
	struct oriel_rect box = oriel__scroll_view(node);
	struct axis x = axis_of(style, false, box), y = axis_of(style, true, box);
	struct oriel__space space = oriel__space_in(box.width, box.height);

	child->layout_cache->depth = (uint16_t)(node->layout_cache->depth + 1);
	oriel__layout_set_lifted(child, true);
	space.available_width = oriel__larger(0, box.width - inset_or_0(x.start) - inset_or_0(x.end));
	space.height = stretched_between(&y, child, style, &space, ORIEL__UNKNOWN);
	space.width = stretched_between(&x, child, style, &space, ORIEL__UNKNOWN);
	space.is_height_definite = oriel__is_known(space.height);
	float width = oriel__measure_width(child, &space);
	float height = oriel__measure_height(child, &space, width);
	bool is_definite = oriel__is_known(oriel__definite_height(child, style, &space));
	oriel__layout_place(child,
		(struct oriel__box){
			(double)box.x + absolute_at(&x, width, static_at(node, style, &x, width)),
			(double)box.y + absolute_at(&y, height, static_at(node, style, &y, height)),
			width,
			height,
		},
		box.width, is_definite);
}
