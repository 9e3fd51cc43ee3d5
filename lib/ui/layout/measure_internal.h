/* SPDX-License-Identifier: MIT */
/*
 * How large a node wants to be in the space that its parent has for it. Sizes come from the
 * cache, from the node's class or from its children. All sizes are of the border box, with the
 * node's own width, height, minima and maxima applied unless a comment says otherwise.
 *
 *	struct oriel__space space = oriel__space_in(400, ORIEL__UNKNOWN); // of a row 400 px wide
 *	struct oriel__fragment fragment = oriel__layout_measure(child, &space); // fit-content
 *	space.width = 200; // the child stretches: its border box is 200 px wide
 *	fragment = oriel__layout_measure(child, &space);
 */
#ifndef ORIEL_LAYOUT_MEASURE_INTERNAL_H
#define ORIEL_LAYOUT_MEASURE_INTERNAL_H

#include "layout/cache_internal.h"
#include "layout/flow_internal.h"
#include "style/style_state_internal.h"

/* ---- The constraint space ---- */

struct oriel__space {
	/* px: the content box of the containing block, of which percentages are. Unknown: indefinite
	 */
	float basis_width, basis_height;
	/* px: where a width that is not fixed fits in, with its margins; unknown: no limit */
	float available_width;
	/* px: the border box, where the parent has fixed it by stretching or flexing; else unknown */
	float width, height;
	bool is_height_definite; /* a fixed height is a basis for percentages inside */
};

struct oriel__fragment {
	float width, height;
	float first_baseline, last_baseline; /* from the top; the bottom if there is none */
};

/* Returns a space in which neither size is fixed. */
static inline struct oriel__space oriel__space_in(float basis_width, float basis_height) {
	return (struct oriel__space){ .basis_width = basis_width,
		.basis_height = basis_height,
		.available_width = basis_width,
		.width = ORIEL__UNKNOWN,
		.height = ORIEL__UNKNOWN };
}

/* Returns the size and the baselines of a node, which must have a cache, and its depth in there. */
struct oriel__fragment oriel__layout_measure(
	struct oriel__node *node, const struct oriel__space *space);

/* ---- The same, one by one ---- */

float oriel__measure_width(struct oriel__node *node, const struct oriel__space *space);
/* width: as returned by oriel__measure_width() */
float oriel__measure_height(
	struct oriel__node *node, const struct oriel__space *space, float width);
/* Returns the first or last baseline of a border box of this size. */
float oriel__measure_baseline(struct oriel__node *node, const struct oriel__space *space,
	float width, float height, bool is_last);

/* Returns the same; INFINITY if there is none. */
float oriel__measure_own_baseline(struct oriel__node *node, const struct oriel__space *space,
	float width, float height, bool is_last);

/* Returns what a node adds to the min-content or max-content width of its container, without
 * margins. The space has a height of the container, and no width. Source: CSS Sizing 3, §5. */
float oriel__measure_contribution(
	struct oriel__node *node, bool is_minimal, const struct oriel__space *space);
/* Returns the width that the content gives, or a ratio and the height, without the node's own
 * width. */
float oriel__measure_content_width(
	struct oriel__node *node, bool is_minimal, const struct oriel__space *space);
/* Returns the width that a keyword of the style gives; an automatic width fits the content. */
float oriel__measure_keyword_width(struct oriel__node *node, const struct oriel__space *space);
/* Returns the width that the content alone gives. */
float oriel__measure_raw_width(
	struct oriel__node *node, bool is_minimal, const struct oriel__space *space);
/* Returns the height that the content alone gives at a width of the border box. */
float oriel__measure_content_height(
	struct oriel__node *node, const struct oriel__space *space, float width);
/* Returns the width of the content, fitted into what the space has. */
float oriel__measure_fit_content(struct oriel__node *node, const struct oriel__space *space);

struct oriel__limits {
	float min, max; /* px of the border box; max INFINITY: none. min unknown: automatic */
};

/* Returns the minimum and maximum of an axis. width: for heights that the content gives. */
struct oriel__limits oriel__measure_limits(
	struct oriel__node *node, const struct oriel__space *space, bool is_vertical, float width);

/* Returns the definite height of the border box; unknown: percentages inside have no basis. */
float oriel__definite_height(
	struct oriel__node *node, const struct oriel__style *style, const struct oriel__space *space);

/* A preferred aspect ratio. */
struct oriel__ratio {
	float ratio;     /* width through height; 0: none */
	bool is_content; /* of the content box, not of the border box */
	bool is_natural; /* the class says it, as of a picture: the content sets no minimum */
};

/* The slow path of oriel__measure_ratio(). */
struct oriel__ratio oriel__find_ratio(
	struct oriel__node *node, const struct oriel__style *style);

static inline bool oriel__may_have_ratio(
	const struct oriel__node *node, const struct oriel__style *style) {
	return style->ratio > 0 || oriel__node_class(node)->flags & ORIEL_WIDGET_RATIO;
}

static inline struct oriel__ratio oriel__measure_ratio(
	struct oriel__node *node, const struct oriel__style *style) {
	return oriel__may_have_ratio(node, style) ? oriel__find_ratio(node, style) :
												(struct oriel__ratio){ 0 };
}

/* Returns the height that a ratio gives to a width, or the width that it gives to a height. */
float oriel__ratio_transfer(struct oriel__ratio ratio, const struct oriel__style *style,
	float basis_width, bool to_height, float size);
/* Returns the width within the limits of the height, which a ratio carries over. */
float oriel__ratio_limit_width(struct oriel__node *node, const struct oriel__style *style,
	const struct oriel__space *space, struct oriel__ratio ratio, float width);

/* Measures again what the cache knew. Returns whether any answer differs; then the cache knows only
 * what was asked since. */
bool oriel__measure_changed(struct oriel__node *node);

/* The style step of a frame comes before layout, so that no node of the tree has to be asked
 * whether it is up to date. */
static inline const struct oriel__style *oriel__layout_style(const struct oriel__node *node) {
	return node->computed != NULL ? &node->computed->style :
									oriel__widget_style(oriel__widget_of(node));
}

/* ---- Fast paths of nodes without a ratio, of the content box ---- */

/* Returns the max-content width if the height is not definite. */
float oriel__measure_plain_width(struct oriel__node *node);
/* Returns the height at a width if the height is not definite. */
float oriel__measure_plain_height(struct oriel__node *node, float width);

/* ---- Numbers ---- */

/* Of two numbers; fmaxf and fminf, which also take what is no number, are calls. */
static inline float oriel__larger(float a, float b) {
	return a > b ? a : b;
}

static inline float oriel__smaller(float a, float b) {
	return a < b ? a : b;
}

/* Both unknown is the same. */
static inline bool oriel__is_same_length(float a, float b) {
	return a == b || (!oriel__is_known(a) && !oriel__is_known(b));
}

/* What a class answered, and what comes from outside, as a length: a number from 0 to what float
 * still counts exactly enough. */
static inline float oriel__length(float length) {
	return !(length > 0) ? 0 : oriel__smaller(length, 1e9f);
}

/* ---- Edges; percentages of all of them are of the width of the containing block ---- */

struct oriel_edges oriel__edges_resolve(
	const struct oriel__dimension_edges *edges, float basis_width);

static inline struct oriel_edges oriel__padding(
	const struct oriel__style *style, float basis_width) {
	return style->has_relative_padding ?
		oriel__edges_resolve(&style->relative_padding, basis_width) :
		style->padding;
}

/* An automatic margin is 0. */
static inline struct oriel_edges oriel__margin(
	const struct oriel__style *style, float basis_width) {
	return style->has_relative_margin ?
		oriel__edges_resolve(&style->relative_margin, basis_width) :
		style->margin;
}

static inline float oriel__edges_sum(struct oriel_edges edges, bool is_vertical) {
	return is_vertical ? edges.top + edges.bottom : edges.left + edges.right;
}

/* Returns padding, border and gutter of both ends of an axis. */
static inline float oriel__frame(
	const struct oriel__style *style, bool is_vertical, float basis_width) {
	if (!style->has_relative_padding)
		return is_vertical ? style->frame_height : style->frame_width;
	struct oriel_edges padding = oriel__edges_resolve(&style->relative_padding, basis_width);
	return is_vertical ?
		padding.top + style->border.top +
			(padding.bottom + style->border.bottom + style->gutter.bottom) :
		padding.left + style->border.left + style->gutter.left +
			(padding.right + style->border.right + style->gutter.right);
}

/* Returns padding, border and gutter at the top or the left. */
static inline float oriel__frame_start(
	const struct oriel__style *style, bool is_vertical, float basis_width) {
	struct oriel_edges padding = oriel__padding(style, basis_width);
	return is_vertical ? padding.top + style->border.top :
						padding.left + style->border.left + style->gutter.left;
}

static inline float oriel__margins(
	const struct oriel__style *style, bool is_vertical, float basis_width) {
	return oriel__edges_sum(oriel__margin(style, basis_width), is_vertical);
}

/* ---- Own sizes ---- */

static inline const struct oriel__dimension *oriel__size_of(
	const struct oriel__style *style, bool is_vertical) {
	return is_vertical ? &style->height : &style->width;
}

/* Whether there is a minimum that is not automatic, or a maximum. */
static inline bool oriel__has_limits(const struct oriel__style *style, bool is_vertical) {
	return is_vertical ? style->has_height_limits : style->has_width_limits;
}

static inline const struct oriel__dimension *oriel__min_of(
	const struct oriel__style *style, bool is_vertical) {
	return is_vertical ? &style->min_height : &style->min_width;
}

static inline const struct oriel__dimension *oriel__max_of(
	const struct oriel__style *style, bool is_vertical) {
	return is_vertical ? &style->max_height : &style->max_width;
}

/* Returns a dimension of the style as a size of the border box. frame: padding and border of the
 * axis. */
static inline float oriel__border_size(const struct oriel__style *style,
	const struct oriel__dimension *dimension, float basis, float frame) {
	float size = oriel__dimension_resolve(dimension, basis);
	if (!oriel__is_known(size))
		return ORIEL__UNKNOWN;
	return style->is_content_box ? oriel__larger(size, 0) + frame : oriel__larger(size, frame);
}

/* Returns width or height; unknown if it is automatic, or if the content gives it. */
static inline float oriel__own_size(
	const struct oriel__style *style, bool is_vertical, float basis, float frame) {
	return oriel__border_size(style, oriel__size_of(style, is_vertical), basis, frame);
}

/* Returns the size within its limits; an automatic minimum is frame. */
static inline float oriel__clamp_size(struct oriel__limits limits, float size, float frame) {
	size = size > limits.max ? limits.max : size;
	size = size < limits.min ? limits.min : size;
	return oriel__larger(size, frame);
}

/* The inside of padding and border. */
static inline float oriel__inner(float size, float frame) {
	return oriel__larger(0, size - frame);
}

/* ---- Kinds of boxes ---- */

static inline bool oriel__is_column(const struct oriel__style *style) {
	return style->direction == ORIEL_DIRECTION_COLUMN ||
		style->direction == ORIEL_DIRECTION_COLUMN_REVERSE;
}

/* Whether an automatic minimum is 0. */
static inline bool oriel__is_scroll_container(
	const struct oriel__style *style, bool is_vertical) {
	unsigned char overflow = is_vertical ? style->overflow_y : style->overflow_x;
	return overflow > ORIEL_OVERFLOW_VISIBLE && overflow != ORIEL_OVERFLOW_CLIP;
}

/* Whether it takes part in layout at all. */
static inline bool oriel__layout_is_displayed(
	const struct oriel__node *node, const struct oriel__style *style) {
	return !oriel__node_is_hidden(node) && style->display != ORIEL_DISPLAY_NONE;
}

#endif
