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
#include "layout/position_internal.h"
#include "layout/scroll_internal.h"
#include "loop/callback_internal.h"
#include "tree/tree_state_internal.h"

bool oriel__layout_is_shown(const struct oriel__node *node) {
	return node->layout_cache != NULL && node->layout_cache->is_shown;
}

struct oriel_rect oriel__layout_content_box(
	const struct oriel__node *node, const struct oriel__style *style) {
	float basis = node->layout_cache != NULL ? node->layout_cache->basis_width : ORIEL__UNKNOWN;
	struct oriel_rect box = {
		oriel__frame_start(style, false, basis),
		oriel__frame_start(style, true, basis),
		oriel__inner(node->rect.width, oriel__frame(style, false, basis)),
		oriel__inner(node->rect.height, oriel__frame(style, true, basis)),
	};
	if (node->scroll == NULL || !style->is_scroll_bar_classic)
		return box;
	/* bars that have appeared take room too */
	struct oriel_edges gutter = oriel__scroll_gutter(node);
	float left = gutter.left - style->gutter.left;
	box.x += left;
	box.width = oriel__larger(0, box.width - left - (gutter.right - style->gutter.right));
	box.height = oriel__larger(0, box.height - (gutter.bottom - style->gutter.bottom));
	return box;
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
	oriel__layout_arrange(node); /* of a row, whose overflow does not count */
	if (node->tree->must_place)
		oriel__positions_place(node->tree);
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

bool oriel__layout_bring_up_to_date(const struct oriel__node *node) {
	const unsigned marks = ORIEL__MARK_STYLE | ORIEL__MARK_LAYOUT;
	struct oriel__tree *tree = node->tree;
	if (tree == NULL || tree->tree_class->update == NULL ||
		!(tree->root->marks & (marks | marks << ORIEL__MARK_CHILD_SHIFT)))
		return true;
	oriel_loop *loop = oriel__node_loop(node);
	if (oriel__tree_is_frozen(loop))
		return true;
	oriel__hold_begin(loop);
	tree->tree_class->update(tree);
	bool is_left = !node->destroyed;
	oriel__hold_end(loop);
	return is_left;
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

/* The corner of a node in the window, px. */
struct corner {
	double x, y;
};

static struct corner window_corner(const struct oriel__node *node) {
	struct corner corner = { node->rect.x, node->rect.y };
	for (node = oriel__node_container(node); node != NULL; node = oriel__node_container(node)) {
		struct oriel_scroll scroll = oriel__scroll_of(node);
		corner.x += node->rect.x - scroll.x;
		corner.y += node->rect.y - scroll.y;
	}
	return corner;
}

/* A node that escapes stands in another box, so that its place in its parent follows from both
 * places in the window. */
static struct corner parent_corner(const struct oriel__node *node) {
	if (!node->escapes)
		return (struct corner){ node->rect.x, node->rect.y };
	struct corner corner = window_corner(node), parent = window_corner(node->parent);
	struct oriel_scroll scroll = oriel__scroll_of(node->parent);
	return (struct corner){ corner.x - parent.x + scroll.x, corner.y - parent.y + scroll.y };
}

struct oriel_rect oriel_widget_bounds(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_widget_bounds");
	if (node == NULL || !oriel__layout_bring_up_to_date(node))
		return (struct oriel_rect){ 0 };
	oriel__layout_catch_up(node->parent);
	if (!is_shown_with_ancestors(node))
		return (struct oriel_rect){ 0 };
	struct corner corner = parent_corner(node);
	return rect_at(corner.x, corner.y, &node->rect);
}

struct oriel_rect oriel_widget_window_bounds(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_of(widget);
	if (!oriel__layout_bring_up_to_date(node))
		return (struct oriel_rect){ 0 };
	return oriel__layout_window_bounds(node);
}

struct oriel_rect oriel__layout_window_bounds(const struct oriel__node *node) {
	oriel__layout_catch_up(node->parent);
	if (!is_shown_with_ancestors(node))
		return (struct oriel_rect){ 0 };
	struct corner corner = window_corner(node);
	return rect_at(corner.x, corner.y, &node->rect);
}

/* Cuts the part of [*start, *start + *length) that is outside of [low, high) off. */
static void visible_cut(double *start, double *length, double low, double high) {
	double end = fmin(*start + *length, high);
	*start = fmax(*start, low);
	*length = fmax(end - *start, 0);
}

struct oriel_rect oriel_widget_visible_rect(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_of(widget);
	if (!oriel__layout_bring_up_to_date(node))
		return (struct oriel_rect){ 0 };
	oriel__layout_catch_up(node->parent);
	if (!is_shown_with_ancestors(node))
		return (struct oriel_rect){ 0 };
	/* left, top: the widget's corner in the ancestor's border box; the others: what is visible */
	double left = node->rect.x, top = node->rect.y;
	double x = 0, y = 0, width = (double)node->rect.width, height = (double)node->rect.height;
	for (const struct oriel__node *at = oriel__node_container(node); at != NULL;
		at = oriel__node_container(at)) {
		const struct oriel__style *style = oriel__widget_style(oriel__widget_of(at));
		const struct oriel_scroll scroll = oriel__scroll_of(at);
		left -= scroll.x;
		top -= scroll.y;
		struct oriel_rect view = oriel__scroll_view(at);
		if (oriel__layout_clips_axis(style, false))
			visible_cut(
				&x, &width, (double)view.x - left, (double)(view.x + view.width) - left);
		if (oriel__layout_clips_axis(style, true))
			visible_cut(
				&y, &height, (double)view.y - top, (double)(view.y + view.height) - top);
		left += at->rect.x;
		top += at->rect.y;
	}
	if (node->tree != NULL) {
		visible_cut(&x, &width, -left, (double)node->tree->root->rect.width - left);
		visible_cut(&y, &height, -top, (double)node->tree->root->rect.height - top);
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
		.is_rtl = style->is_rtl,
	};
}

struct oriel_rect oriel_widget_content_box(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_of(widget);
	if (!oriel__layout_bring_up_to_date(node))
		return (struct oriel_rect){ 0 };
	oriel__layout_catch_up(node->parent);
	return oriel__layout_content_box(node, oriel__widget_style(widget));
}

void oriel__layout_virtual_view(const struct oriel__node *node, struct oriel_virtual_view *view) {
	const struct oriel__node *at = node;
	while (at != NULL && oriel__layout_is_shown(at))
		at = at->parent;
	if (at != NULL)
		return;
	const struct oriel_scroll position = oriel__scroll_of(node);
	view->content = oriel__layout_content_box(node, oriel__layout_style(node));
	view->x = position.x;
	view->y = position.y;
}
