/* SPDX-License-Identifier: MIT */
/*
 * Used values of scroll-padding, scroll-margin, scroll-behavior and overscroll-behavior.
 */
#include "style/used_scroll_internal.h"

#include "style/style_internal.h"
#include "style/style_state_internal.h"

static const struct oriel__css_value *scroll_value(struct oriel__node *node, uint16_t property) {
	oriel__node_style(node, "oriel__used_scroll");
	return oriel__computed_value(node->computed, property);
}

static float scroll_length(struct oriel__node *node, uint16_t property, float base) {
	return (float)oriel__css_value_resolve(scroll_value(node, property), (double)base);
}

struct oriel_edges oriel__used_scroll_padding(struct oriel__node *node, struct oriel_size view) {
	return (struct oriel_edges){
		.top = scroll_length(node, ORIEL__CSS_SCROLL_PADDING_TOP, view.height),
		.right = scroll_length(node, ORIEL__CSS_SCROLL_PADDING_RIGHT, view.width),
		.bottom = scroll_length(node, ORIEL__CSS_SCROLL_PADDING_BOTTOM, view.height),
		.left = scroll_length(node, ORIEL__CSS_SCROLL_PADDING_LEFT, view.width),
	};
}

struct oriel_edges oriel__used_scroll_margin(struct oriel__node *node, bool *is_set) {
	const struct oriel_edges margin = {
		.top = scroll_length(node, ORIEL__CSS_SCROLL_MARGIN_TOP, 0),
		.right = scroll_length(node, ORIEL__CSS_SCROLL_MARGIN_RIGHT, 0),
		.bottom = scroll_length(node, ORIEL__CSS_SCROLL_MARGIN_BOTTOM, 0),
		.left = scroll_length(node, ORIEL__CSS_SCROLL_MARGIN_LEFT, 0),
	};
	*is_set = margin.top != 0 || margin.right != 0 || margin.bottom != 0 || margin.left != 0;
	return margin;
}

bool oriel__used_scroll_is_smooth(struct oriel__node *node) {
	return oriel__css_value_is_keyword(
		scroll_value(node, ORIEL__CSS_SCROLL_BEHAVIOR), ORIEL__KEYWORD_SMOOTH);
}

bool oriel__used_overscroll_is_contained(struct oriel__node *node, bool vertical) {
	return !oriel__css_value_is_keyword(
		scroll_value(node,
			vertical ? ORIEL__CSS_OVERSCROLL_BEHAVIOR_Y : ORIEL__CSS_OVERSCROLL_BEHAVIOR_X),
		ORIEL__KEYWORD_AUTO);
}
