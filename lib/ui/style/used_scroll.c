/* SPDX-License-Identifier: MIT */
/*
 * Used values of scroll-padding, scroll-margin, scroll-behavior and overscroll-behavior, and of the
 * properties of scroll bars.
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

/* ---- Scroll bars ---- */

/* Widths of scroll bars, px: those over the content, and those beside it. */
enum {
	SCROLL_BAR_OVERLAY = 8,
	SCROLL_BAR_OVERLAY_THIN = 5,
	SCROLL_BAR_CLASSIC = 14,
	SCROLL_BAR_CLASSIC_THIN = 8,
};

static bool overflow_has_gutter(unsigned char overflow) {
	return overflow == ORIEL_OVERFLOW_HIDDEN || overflow == ORIEL_OVERFLOW_AUTO ||
		overflow == ORIEL_OVERFLOW_SCROLL;
}

/* The gutter of the vertical bar may be stable, and on both sides. Source: CSS Overflow 3, §4. */
static struct oriel_edges scroll_gutter(const struct oriel__computed *computed) {
	const struct oriel__style *style = &computed->style;
	const struct oriel__css_value *value = oriel__computed_value(
		computed, ORIEL__CSS_SCROLLBAR_GUTTER);
	float width = (float)style->scroll_bar_width;
	bool is_stable = !oriel__css_value_is_keyword(value, ORIEL__KEYWORD_AUTO) &&
		overflow_has_gutter(style->overflow_y);
	bool has_both = is_stable && value->kind == ORIEL__VALUE_LIST;
	bool has_one = is_stable || style->overflow_y == ORIEL_OVERFLOW_SCROLL;
	return (struct oriel_edges){
		.right = has_both || (has_one && !style->is_rtl) ? width : 0,
		.left = has_both || (has_one && style->is_rtl) ? width : 0,
		.bottom = style->overflow_x == ORIEL_OVERFLOW_SCROLL ? width : 0,
	};
}

/* Source: CSS Scrollbars 1. */
void oriel__used_scroll_bars(struct oriel__computed *computed) {
	struct oriel__style *style = &computed->style;
	const struct oriel__css_value *width = oriel__computed_value(
		computed, ORIEL__CSS_SCROLLBAR_WIDTH);
	bool is_thin = oriel__css_value_is_keyword(width, ORIEL__KEYWORD_THIN);
	style->is_scroll_bar_classic = oriel__css_value_is_keyword(
		oriel__computed_value(computed, ORIEL__CSS_ORIEL_SCROLLBAR_MODE), ORIEL__KEYWORD_CLASSIC);
	if (oriel__css_value_is_keyword(width, ORIEL__KEYWORD_NONE))
		style->scroll_bar_width = 0;
	else if (style->is_scroll_bar_classic)
		style->scroll_bar_width = is_thin ? SCROLL_BAR_CLASSIC_THIN : SCROLL_BAR_CLASSIC;
	else
		style->scroll_bar_width = is_thin ? SCROLL_BAR_OVERLAY_THIN : SCROLL_BAR_OVERLAY;
	style->gutter = style->is_scroll_bar_classic ? scroll_gutter(computed) :
												(struct oriel_edges){ 0 };
}

/* Opacities of the text's colour. */
#define THUMB_ALPHA 0x66u
#define TRACK_ALPHA 0x1au

/* index: 0 for the thumb, 1 for the track. */
static oriel_color scroll_bar_color(struct oriel__node *node, uint32_t index) {
	const struct oriel__css_value *value = scroll_value(node, ORIEL__CSS_SCROLLBAR_COLOR);
	const struct oriel__style *style = &node->computed->style;
	const struct oriel__css_color_context context = { .current = style->color,
		.system = oriel__system_color };
	if (value->kind == ORIEL__VALUE_LIST)
		return oriel__css_color_resolve(&value->content.items[index], &context);
	if (index == 1 && !style->is_scroll_bar_classic)
		return 0;
	return (style->color & 0xffffff00u) | (index == 0 ? THUMB_ALPHA : TRACK_ALPHA);
}

oriel_color oriel__used_scroll_thumb_color(struct oriel__node *node) {
	return scroll_bar_color(node, 0);
}

oriel_color oriel__used_scroll_track_color(struct oriel__node *node) {
	return scroll_bar_color(node, 1);
}
