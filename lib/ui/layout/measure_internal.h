/* SPDX-License-Identifier: MIT */
/*
 * How large a node wants to be: the three questions of flexbox, answered from the cache or by
 * asking the class or the children. All sizes are of the border box, with the node's own width,
 * height, minima and maxima applied unless it says otherwise.
 */
#ifndef ORIEL_LAYOUT_MEASURE_INTERNAL_H
#define ORIEL_LAYOUT_MEASURE_INTERNAL_H

#include "layout/cache_internal.h"
#include "style/style_state_internal.h"

/* Of two numbers; fmaxf and fminf, which also take what is no number, are calls. */
static inline float oriel__larger(float a, float b) {
	return a > b ? a : b;
}

static inline float oriel__smaller(float a, float b) {
	return a < b ? a : b;
}

/* The node must have a cache, and its depth in there. */
float oriel__measure_max_content(struct oriel__node *node);
float oriel__measure_min_content(struct oriel__node *node);
/* The width it takes where so much is available. Source: CSS Sizing 3, "fit-content". */
float oriel__measure_fit_content(struct oriel__node *node, float available);
float oriel__measure_height(struct oriel__node *node, float width);
/* From the top of a border box of this width; the bottom of its border box if nothing in it has a
 * baseline. */
float oriel__measure_baseline(struct oriel__node *node, float width);
/* What the content alone gives along an axis, without the node's own size, minimum and maximum;
 * width: for heights. */
float oriel__measure_content(struct oriel__node *node, bool vertical, float width);
float oriel__measure_content_minimum(struct oriel__node *node, bool vertical, float width);

/* Measures again what the cache knew. Returns whether any answer differs; then the cache knows only
 * what was asked since. */
bool oriel__measure_changed(struct oriel__node *node);

/* The style step of a frame comes before layout, so that no node of the tree has to be asked
 * whether it is up to date. */
static inline const struct oriel__style *oriel__layout_style(const struct oriel__node *node) {
	return node->computed != NULL ? &node->computed->style :
									oriel__widget_style(oriel__widget_of(node));
}

static inline bool oriel__is_auto(float length) {
	return length == ORIEL__AUTO;
}

/* What a class answered, and what comes from outside, as a length: a number from 0 to what float
 * still counts exactly enough. */
static inline float oriel__length(float length) {
	return !(length > 0) ? 0 : oriel__smaller(length, 1e9f);
}

/* Padding and border at one end, or at both, of an axis. */
static inline float oriel__frame_start(const struct oriel__style *style, bool vertical) {
	return vertical ? style->padding.top + style->border.top :
					style->padding.left + style->border.left;
}

static inline float oriel__frame_end(const struct oriel__style *style, bool vertical) {
	return vertical ? style->padding.bottom + style->border.bottom :
					style->padding.right + style->border.right;
}

static inline float oriel__frame(const struct oriel__style *style, bool vertical) {
	return oriel__frame_start(style, vertical) + oriel__frame_end(style, vertical);
}

static inline float oriel__margin_start(const struct oriel__style *style, bool vertical) {
	return vertical ? style->margin.top : style->margin.left;
}

static inline float oriel__margin_end(const struct oriel__style *style, bool vertical) {
	return vertical ? style->margin.bottom : style->margin.right;
}

static inline float oriel__margins(const struct oriel__style *style, bool vertical) {
	return oriel__margin_start(style, vertical) + oriel__margin_end(style, vertical);
}

static inline float oriel__own_size(const struct oriel__style *style, bool vertical) {
	return vertical ? style->height : style->width;
}

static inline float oriel__own_min(const struct oriel__style *style, bool vertical) {
	return vertical ? style->min_height : style->min_width;
}

static inline float oriel__own_max(const struct oriel__style *style, bool vertical) {
	return vertical ? style->max_height : style->max_width;
}

/* Within the node's own minimum and maximum, an automatic minimum being 0; never smaller than
 * padding and border. */
static inline float oriel__clamp_size(const struct oriel__style *style, bool vertical, float size) {
	float min = oriel__own_min(style, vertical), max = oriel__own_max(style, vertical);
	if (!oriel__is_auto(max) && size > max)
		size = max;
	if (!oriel__is_auto(min) && size < min)
		size = min;
	return oriel__larger(size, oriel__frame(style, vertical));
}

/* The inside of padding and border. */
static inline float oriel__inner(const struct oriel__style *style, bool vertical, float size) {
	return oriel__larger(0, size - oriel__frame(style, vertical));
}

static inline bool oriel__is_column(const struct oriel__style *style) {
	return style->direction == ORIEL_DIRECTION_COLUMN ||
		style->direction == ORIEL_DIRECTION_COLUMN_REVERSE;
}

/* Whether it takes part in layout at all. */
static inline bool oriel__layout_is_displayed(
	const struct oriel__node *node, const struct oriel__style *style) {
	return !node->hidden && style->display != ORIEL_DISPLAY_NONE;
}

#endif
