/* SPDX-License-Identifier: MIT */
/*
 * Where scroll bars stand, and when classic ones appear. Overlay bars lie over the content along
 * the edges of the view. Classic bars stand in gutters between border and padding, and make the
 * view smaller. The vertical bar is at the right, or at the left where text runs from right to
 * left. Bars leave each other the corner. Painting and hit testing both ask here.
 */
#include "layout/scroll_internal.h"

#include <math.h>

#include "layout/layout_internal.h"
#include "layout/measure_internal.h"
#include "style/style_internal.h"

/* ---- Gutters ---- */

/* Returns the width of a classic bar that has appeared. The bar is no wider than the room between
 * the borders, of which it takes whole px. */
static float gutter_width(const struct oriel__style *style, float size, float borders) {
	return fminf((float)style->scroll_bar_width, floorf(fmaxf(0, size - borders)));
}

struct oriel_edges oriel__scroll_gutter(const struct oriel__node *node) {
	const struct oriel__style *style = oriel__layout_style(node);
	struct oriel_edges gutter = style->gutter;
	const struct oriel_edges *border = &style->border;
	const struct oriel__scroll *scroll = node->scroll;
	if (scroll == NULL || !style->is_scroll_bar_classic)
		return gutter;
	if (scroll->has_bar_y) {
		float *edge = style->is_rtl ? &gutter.left : &gutter.right;
		*edge = gutter_width(style, node->rect.width, border->left + border->right);
	}
	if (scroll->has_bar_x)
		gutter.bottom = gutter_width(style, node->rect.height, border->top + border->bottom);
	return gutter;
}

struct oriel_rect oriel__scroll_view(const struct oriel__node *node) {
	struct oriel_edges edges = oriel__layout_style(node)->border;
	struct oriel_edges gutter = oriel__scroll_gutter(node);
	edges.left += gutter.left;
	edges.right += gutter.right;
	edges.bottom += gutter.bottom;
	return oriel_rect_inset(
		(struct oriel_rect){ 0, 0, node->rect.width, node->rect.height }, edges);
}

bool oriel__scroll_is_bar_left(const struct oriel__node *node) {
	return oriel__layout_style(node)->is_rtl;
}

enum { BAR_X = 1, BAR_Y = 2, BARS_KEPT = 4 };

static unsigned bars_of(const struct oriel__scroll *scroll) {
	return (scroll->has_bar_x ? BAR_X : 0u) | (scroll->has_bar_y ? BAR_Y : 0u);
}

/* The rows of a long column would be measured twice in every layout, so that a bar stays there as
 * long as the rows overflow with it. */
unsigned oriel__scroll_begin_bars(struct oriel__node *node, bool has_rows) {
	struct oriel__scroll *scroll = node->scroll;
	if (scroll == NULL)
		return 0;
	unsigned before = bars_of(scroll) | (has_rows ? BARS_KEPT : 0u);
	scroll->is_settling = true;
	if (!has_rows)
		scroll->has_bar_x = scroll->has_bar_y = false;
	return before;
}

static bool bar_appears(unsigned char overflow, double min, double max) {
	return overflow == ORIEL_OVERFLOW_AUTO && max > min;
}

/* Returns the classic bars that the range of a scroll container needs, and that take room. */
static unsigned bars_needed(
	const struct oriel__scroll *scroll, const struct oriel__style *style) {
	const struct oriel_scroll *at = &scroll->position;
	bool has_bars = style->is_scroll_bar_classic && style->scroll_bar_width > 0;
	bool x = has_bars && bar_appears(style->overflow_x, at->min_x, at->max_x);
	bool y = has_bars && style->gutter.right + style->gutter.left == 0 &&
		bar_appears(style->overflow_y, at->min_y, at->max_y);
	return (x ? BAR_X : 0u) | (y ? BAR_Y : 0u);
}

bool oriel__scroll_lacks_bar(const struct oriel__node *node, const struct oriel__style *style) {
	const struct oriel__scroll *scroll = node->scroll;
	return scroll != NULL && !scroll->is_settling &&
		(bars_needed(scroll, style) & ~bars_of(scroll)) != 0;
}

bool oriel__scroll_has_spare_bar(
	const struct oriel__node *node, const struct oriel__style *style) {
	const struct oriel__scroll *scroll = node->scroll;
	return scroll != NULL && !scroll->is_settling &&
		(bars_of(scroll) & ~bars_needed(scroll, style)) != 0;
}

bool oriel__scroll_add_bars(
	struct oriel__node *node, const struct oriel__style *style, unsigned before, int pass) {
	struct oriel__scroll *scroll = node->scroll;
	if (scroll == NULL)
		return false;
	unsigned needed = bars_needed(scroll, style);
	bool x = (needed & BAR_X) != 0, y = (needed & BAR_Y) != 0;
	if ((x && !scroll->has_bar_x) || (y && !scroll->has_bar_y)) {
		scroll->has_bar_x |= x;
		scroll->has_bar_y |= y;
		scroll->is_settling = true;
		return true;
	}
	/* a bar that was kept is not needed any more */
	if ((before & BARS_KEPT) && pass == 0 &&
		((scroll->has_bar_x && !x) || (scroll->has_bar_y && !y))) {
		scroll->has_bar_x = scroll->has_bar_y = false;
		return true;
	}
	scroll->is_settling = false;
	if (bars_of(scroll) != (before & (BAR_X | BAR_Y)))
		oriel__node_mark(node, ORIEL__MARK_RECORD);
	oriel__scroll_place(scroll, scroll->position.x, scroll->position.y);
	return false;
}

/* ---- Bars ---- */

/* A bar along one axis: where its track begins, how long that is, and what it stands for. */
struct bar {
	float track_start, track_length; /* px in the border box, along the bar */
	/* px in the border box: where it begins across, and how wide it is there */
	float across, thickness;
	double offset, max; /* px, from 0 where the bar begins */
	double content;
};

/* Returns how far a bar stays away from its ends, so that it is within rounded corners, px. */
static float bar_end_gap(float radius) {
	return fmaxf(0, radius / 2 - 2);
}

/* Whether users scroll along an axis by a bar: how far; and whether the bar is always there. */
static double bar_range(const struct oriel__scroll *scroll, bool vertical) {
	const struct oriel_scroll *at = &scroll->position;
	if (vertical)
		return scroll->is_user_y ? at->max_y - at->min_y : 0;
	return scroll->is_user_x ? at->max_x - at->min_x : 0;
}

static bool bar_is_shown(
	const struct oriel__scroll *scroll, const struct oriel__style *style, bool vertical) {
	unsigned char overflow = vertical ? style->overflow_y : style->overflow_x;
	bool is_always = style->is_scroll_bar_classic && overflow == ORIEL_OVERFLOW_SCROLL;
	return style->scroll_bar_width > 0 && (is_always || bar_range(scroll, vertical) > 0);
}

/* Returns the width of the gutter in which a classic bar stands. */
static float bar_gutter(const struct oriel__node *node, bool vertical) {
	struct oriel_edges gutter = oriel__scroll_gutter(node);
	if (!vertical)
		return gutter.bottom;
	return oriel__scroll_is_bar_left(node) ? gutter.left : gutter.right;
}

static struct bar bar_of(const struct oriel__node *node, bool vertical) {
	const struct oriel__scroll *scroll = node->scroll;
	const struct oriel__style *style = oriel__layout_style(node);
	const struct oriel_scroll *at = &scroll->position;
	struct oriel_rect view = oriel__scroll_view(node);
	float width = (float)style->scroll_bar_width;
	bool is_classic = style->is_scroll_bar_classic;
	bool has_corner = !is_classic && bar_is_shown(scroll, style, !vertical);
	float corner = has_corner ? width : 0;
	float thickness = is_classic ? bar_gutter(node, vertical) :
								fminf(width, vertical ? view.width : view.height);
	double range = bar_range(scroll, vertical);
	struct bar bar = { .thickness = thickness,
		.max = range };

	if (vertical) {
		float inside = style->is_rtl ? view.x : view.x + view.width - thickness;
		float outside = style->is_rtl ? view.x - thickness : view.x + view.width;
		bar.across = is_classic ? outside : inside;
		bar.track_start = view.y;
		bar.track_length = fmaxf(0, view.height - corner);
		bar.offset = at->y - at->min_y;
		bar.content = range + (double)view.height;
	} else {
		bar.across = view.y + view.height - (is_classic ? 0 : thickness);
		bar.track_start = view.x + (style->is_rtl ? corner : 0);
		bar.track_length = fmaxf(0, view.width - corner);
		bar.offset = at->x - at->min_x;
		bar.content = range + (double)view.width;
	}
	float gap = bar_end_gap(style->radius);
	bar.track_start += gap;
	bar.track_length = fmaxf(0, bar.track_length - 2 * gap);
	return bar;
}

static float thumb_length(const struct bar *bar) {
	double seen = (bar->content - bar->max) / bar->content;
	float length = fmaxf(ORIEL__SCROLL_THUMB_MIN, (float)(seen * (double)bar->track_length));
	return fminf(length, bar->track_length);
}

static struct oriel_rect rect_along(
	const struct bar *bar, bool vertical, float start, float length) {
	if (vertical)
		return (struct oriel_rect){ bar->across, start, bar->thickness, length };
	return (struct oriel_rect){ start, bar->across, length, bar->thickness };
}

struct oriel__scroll_bar oriel__scroll_bar(const struct oriel__node *node, bool vertical) {
	if (node->scroll == NULL ||
		!bar_is_shown(node->scroll, oriel__layout_style(node), vertical))
		return (struct oriel__scroll_bar){ 0 };
	struct bar bar = bar_of(node, vertical);
	if (!(bar.track_length > 0))
		return (struct oriel__scroll_bar){ 0 };
	if (!(bar.max > 0))
		return (struct oriel__scroll_bar){
			.track = rect_along(&bar, vertical, bar.track_start, bar.track_length) };
	float length = thumb_length(&bar);
	float at = (float)(bar.offset / bar.max * (double)(bar.track_length - length));
	return (struct oriel__scroll_bar){
		.track = rect_along(&bar, vertical, bar.track_start, bar.track_length),
		.thumb = rect_along(&bar, vertical, bar.track_start + at, length),
	};
}

double oriel__scroll_bar_offset(const struct oriel__node *node, bool vertical, float thumb_start) {
	if (node->scroll == NULL)
		return 0;
	struct bar bar = bar_of(node, vertical);
	const struct oriel_scroll *position = &node->scroll->position;
	double room = (double)(bar.track_length - thumb_length(&bar));
	if (!(bar.max > 0) || !(room > 0))
		return 0;
	double at = (double)(thumb_start - bar.track_start) / room * bar.max;
	return fmax(0, fmin(at, bar.max)) + (vertical ? position->min_y : position->min_x);
}
