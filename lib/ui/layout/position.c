/* SPDX-License-Identifier: MIT */
/*
 * Boxes outside the flow: their sizes and places in their containing blocks. Source: CSS
 * Positioned Layout 3.
 */
#include "layout/position_internal.h"

#include "layout/arrange_internal.h"
#include "layout/flex_internal.h"

/* An axis of an absolutely positioned box: its size, or unknown if layout has to find it. */
static float absolute_size(
	const struct oriel__style *style, bool vertical, float available, float start, float end) {
	float own = oriel__own_size(style, vertical);
	if (!oriel__is_auto(own))
		return oriel__clamp_size(style, vertical, own);
	if (oriel__is_auto(start) || oriel__is_auto(end))
		return ORIEL__UNKNOWN;
	return oriel__clamp_size(
		style, vertical, available - start - end - oriel__margins(style, vertical));
}

/* Where it stands in the padding box. Without insets it stands where it would as the only item in
 * the content box. */
static double absolute_at(const struct oriel__style *style, bool vertical, float available,
	float start, float end, float size, float static_at) {
	if (!oriel__is_auto(start))
		return (double)start + (double)oriel__margin_start(style, vertical);
	if (!oriel__is_auto(end))
		return (double)available - (double)end - (double)oriel__margin_end(style, vertical) -
			(double)size;
	return (double)static_at + (double)oriel__margin_start(style, vertical);
}

/* The static position along one axis, in the padding box. Source: CSS Flexible Box 4.1. */
static float static_at(const struct oriel__style *container, const struct oriel__style *style,
	bool vertical, float inner, float size) {
	float free_space = inner - size - oriel__margins(style, vertical), between;
	float padding = vertical ? container->padding.top : container->padding.left;
	if (vertical != oriel__is_column(container))
		return padding + oriel__flex_align(oriel__flex_item_align(container, style), free_space);
	return padding + oriel__flex_justify(container->justify, free_space, 1, &between);
}

void oriel__position_place(
	struct oriel__node *node, struct oriel__node *child, const struct oriel__style *style) {
	const struct oriel__style *container = oriel__layout_style(node);
	struct oriel_rect box = oriel_rect_inset(
		(struct oriel_rect){ 0, 0, node->rect.width, node->rect.height }, container->border);
	const struct oriel_edges *inset = &style->inset;

	child->layout_cache->depth = (uint16_t)(node->layout_cache->depth + 1);
	oriel__layout_set_lifted(child, true);
	float width = absolute_size(style, false, box.width, inset->left, inset->right);
	float height = absolute_size(style, true, box.height, inset->top, inset->bottom);
	if (!oriel__is_known(width)) {
		float taken = (oriel__is_auto(inset->left) ? 0 : inset->left) +
			(oriel__is_auto(inset->right) ? 0 : inset->right);
		width = oriel__measure_fit_content(
			child, oriel__larger(0, box.width - taken - oriel__margins(style, false)));
	}
	if (!oriel__is_known(height))
		height = oriel__measure_height(child, width);
	float static_x = static_at(
		container, style, false, oriel__inner(container, false, node->rect.width), width);
	float static_y = static_at(
		container, style, true, oriel__inner(container, true, node->rect.height), height);
	oriel__layout_place(child,
		(struct oriel__box){
			(double)box.x +
				absolute_at(style, false, box.width, inset->left, inset->right, width, static_x),
			(double)box.y +
				absolute_at(style, true, box.height, inset->top, inset->bottom, height, static_y),
			width,
			height,
		});
}
