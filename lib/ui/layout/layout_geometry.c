/* SPDX-License-Identifier: MIT */
/*
 * The geometry that widgets and other modules ask for. A row of a long column that is not watched
 * is placed by the first question about a node in it.
 */
#include "style/style_internal.h"
#include "layout/layout_geometry_internal.h"

#include <oriel/extend/layout.h>
#include <oriel/extend/paragraph.h>
#include <oriel/runtime/loop.h>

#include <math.h>

#include "layout/anchor_internal.h"
#include "layout/arrange_internal.h"
#include "layout/cache_internal.h"
#include "layout/layout_internal.h"
#include "layout/measure_internal.h"
#include "layout/scroll_internal.h"

bool oriel__layout_is_shown(const struct oriel__node *node) {
	return node->layout_cache != NULL && node->layout_cache->is_shown;
}

struct oriel_rect oriel__layout_content_box(
	const struct oriel__node *node, const struct oriel__style *style) {
	float basis = node->layout_cache != NULL ? node->layout_cache->basis_width : ORIEL__UNKNOWN;
	return (struct oriel_rect){
		oriel__frame_start(style, false, basis),
		oriel__frame_start(style, true, basis),
		oriel__inner(node->rect.width, oriel__frame(style, false, basis)),
		oriel__inner(node->rect.height, oriel__frame(style, true, basis)),
	};
}

/* ---- Rows that wait for a question ---- */

void oriel__layout_watch(struct oriel__node *node, bool is_watched) {
	if (node->layout_cache != NULL)
		node->watched = is_watched;
}

void oriel__layout_arrange_waiting(struct oriel__node *node) {
	if (!node->layout_cache->is_waiting)
		return;
	oriel_loop *loop = oriel_loop_current();
	oriel__tree_freeze(loop, "measure or arrange");
	oriel__layout_arrange(node);
	oriel__tree_thaw(loop);
	oriel__anchor_adjust(node->tree);
}

/* The outermost one that waits, of the node and those around it. What is in one that is not shown
 * has no place. */
static struct oriel__node *find_waiting(struct oriel__node *node) {
	struct oriel__node *found = NULL;
	for (; node != NULL; node = node->parent) {
		if (!oriel__layout_is_shown(node))
			found = NULL;
		else if (node->layout_cache->is_waiting)
			found = node;
	}
	return found;
}

void oriel__layout_catch_up(struct oriel__node *node) {
	struct oriel__node *waiting;
	while (node != NULL && node->tree != NULL && (waiting = find_waiting(node)) != NULL)
		oriel__layout_arrange_waiting(waiting);
}

/* ---- Questions of widgets ---- */

static bool is_shown_with_ancestors(const struct oriel__node *node) {
	for (; node != NULL; node = node->parent)
		if (!oriel__layout_is_shown(node))
			return false;
	return true;
}

static struct oriel_rect rect_at(double x, double y, const struct oriel__box *box) {
	return (struct oriel_rect){ (float)x, (float)y, box->width, box->height };
}

struct oriel_rect oriel_widget_bounds(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_widget_bounds");
	if (node == NULL)
		return (struct oriel_rect){ 0 };
	oriel__layout_catch_up(node->parent);
	return rect_at(node->rect.x, node->rect.y, &node->rect);
}

struct oriel_rect oriel_widget_window_bounds(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_of(widget);
	oriel__layout_catch_up(node->parent);
	const struct oriel__box *box = &node->rect;
	double x = box->x, y = box->y;

	if (!is_shown_with_ancestors(node))
		return (struct oriel_rect){ 0 };
	for (node = node->parent; node != NULL; node = node->parent) {
		struct oriel_scroll scroll = oriel__scroll_of(node);
		x += node->rect.x - scroll.x;
		y += node->rect.y - scroll.y;
	}
	return rect_at(x, y, box);
}

/* Cuts the part of [*start, *start + *length) that is outside of [low, high) off. */
static void visible_cut(double *start, double *length, double low, double high) {
	double end = fmin(*start + *length, high);
	*start = fmax(*start, low);
	*length = fmax(end - *start, 0);
}

struct oriel_rect oriel_widget_visible_rect(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_of(widget);
	oriel__layout_catch_up(node->parent);
	if (!is_shown_with_ancestors(node))
		return (struct oriel_rect){ 0 };
	/* left, top: the widget's corner in the ancestor's border box; the others: what is visible */
	double left = node->rect.x, top = node->rect.y;
	double x = 0, y = 0, width = (double)node->rect.width, height = (double)node->rect.height;
	for (const struct oriel__node *at = node->parent; at != NULL; at = at->parent) {
		const struct oriel__style *style = oriel__widget_style(oriel__widget_of(at));
		const struct oriel_scroll scroll = oriel__scroll_of(at);
		left -= scroll.x;
		top -= scroll.y;
		if (at->parent == NULL || oriel__layout_clips(style)) {
			visible_cut(&x, &width, (double)style->border.left - left,
				(double)(at->rect.width - style->border.right) - left);
			visible_cut(&y, &height, (double)style->border.top - top,
				(double)(at->rect.height - style->border.bottom) - top);
		}
		left += at->rect.x;
		top += at->rect.y;
	}
	if (width <= 0 || height <= 0)
		return (struct oriel_rect){ 0 };
	return (struct oriel_rect){ (float)x, (float)y, (float)width, (float)height };
}

struct oriel_text_style oriel_widget_text_style(const oriel_widget *widget) {
	const struct oriel__style *style = oriel__widget_style(widget);
	return (struct oriel_text_style){
		.family = style->font_family,
		.size = style->font_size,
		.weight = style->font_weight,
		.italic = style->is_italic,
		.line_height = style->line_height,
	};
}

struct oriel_rect oriel_widget_content_box(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_of(widget);
	oriel__layout_catch_up(node->parent);
	return oriel__layout_content_box(node, oriel__widget_style(widget));
}
