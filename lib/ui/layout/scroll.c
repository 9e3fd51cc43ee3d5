/* SPDX-License-Identifier: MIT */
/*
 * Scroll containers: offsets and their clamping, scrolling something into view, and the events that
 * are due. A node owes `scroll` when its offset has changed and `scrollend` when nothing holds it
 * any more; those that owe stand in a ring, whose anchor is the struct of the tree's root, in the
 * order in which they first moved.
 */
#include "style/style_internal.h"
#include "layout/scroll_internal.h"

#include <math.h>

#include <oriel/runtime/loop.h>

#include "base/alloc_internal.h"
#include "layout/anchor_internal.h"
#include "layout/cache_internal.h"
#include "layout/layout_internal.h"
#include "layout/position_internal.h"

/* ---- The ring ---- */

static void ring_remove(struct oriel__scroll *scroll) {
	scroll->previous->next = scroll->next;
	scroll->next->previous = scroll->previous;
	scroll->next = scroll->previous = scroll;
}

static bool is_in_ring(const struct oriel__scroll *scroll) {
	return scroll->next != scroll;
}

static struct oriel__scroll *anchor_of(const struct oriel__tree *tree) {
	return tree != NULL && tree->root != NULL ? tree->root->scroll : NULL;
}

static bool scroll_owes(const struct oriel__scroll *scroll) {
	return scroll->is_scroll_due || scroll->is_end_due;
}

/* The anchor is not in its own ring: it is the ring, and what it owes itself is looked at first. */
static void ring_append(struct oriel__scroll *scroll) {
	struct oriel__scroll *anchor = anchor_of(scroll->node->tree);
	if (anchor == NULL || scroll == anchor || is_in_ring(scroll))
		return;
	scroll->previous = anchor->previous;
	scroll->next = anchor;
	scroll->previous->next = scroll;
	anchor->previous = scroll;
}

/* ---- What there is to scroll ---- */

static struct oriel__scroll *scroll_new(struct oriel__node *node) {
	struct oriel__scroll *scroll = oriel__alloc_zero(1, sizeof(*scroll));
	scroll->next = scroll->previous = scroll;
	scroll->node = node;
	return scroll;
}

void oriel__scroll_free(struct oriel__node *node) {
	if (node->scroll == NULL)
		return;
	oriel__anchor_forget(node);
	ring_remove(node->scroll);
	oriel__free(node->scroll);
	node->scroll = NULL;
}

static void ask_for_frame(struct oriel__node *node) {
	if (node->tree != NULL && node->tree->tree_class->marked != NULL)
		node->tree->tree_class->marked(node->tree);
}

/* Its children stand elsewhere. */
static void scroll_moved(struct oriel__node *node) {
	oriel__layout_mark_moved(node);
	if (node->tree != NULL && !node->tree->must_place)
		oriel__positions_stick(node->tree);
	ask_for_frame(node);
}

void oriel__scroll_configure(struct oriel__node *node, bool x, bool y, bool is_root) {
	if (!x && !y && !is_root) {
		oriel__scroll_free(node);
		return;
	}
	if (node->scroll == NULL)
		node->scroll = scroll_new(node);
	node->scroll->is_enabled_x = x;
	node->scroll->is_enabled_y = y;
	if (!x && !y)
		node->scroll->position = (struct oriel_scroll){ 0 };
}

static double scroll_clamp(double offset, double max) {
	return offset > 0 ? fmin(offset, max) : 0; /* not a number becomes 0 too */
}

static bool set_offsets(struct oriel__scroll *scroll, double x, double y) {
	struct oriel_scroll *position = &scroll->position;
	x = scroll_clamp(x, position->max_x);
	y = scroll_clamp(y, position->max_y);
	if (x == position->x && y == position->y)
		return false;
	position->x = x;
	position->y = y;
	scroll->is_scroll_due = scroll->is_end_due = true;
	ring_append(scroll);
	scroll_moved(scroll->node);
	return true;
}

void oriel__scroll_set_offset_y(struct oriel__node *node, double y) {
	set_offsets(node->scroll, node->scroll->position.x, y);
}

/* Sums of float lengths miss by less than this; what does not scroll a visible distance does not
 * scroll. */
#define SLACK 0.01

static double scroll_overflow(bool enabled, double content, double view) {
	return enabled && content > view + SLACK ? content - view : 0;
}

void oriel__scroll_set_extent(
	struct oriel__node *node, struct oriel_size view, double width, double height) {
	struct oriel__scroll *scroll = node->scroll;
	scroll->width = width;
	scroll->height = height;
	double max_x = scroll_overflow(scroll->is_enabled_x, width, (double)view.width);
	double max_y = scroll_overflow(scroll->is_enabled_y, height, (double)view.height);
	if (max_x != scroll->position.max_x || max_y != scroll->position.max_y)
		oriel__layout_mark_moved(node); /* its bars look different */
	scroll->position.max_x = max_x;
	scroll->position.max_y = max_y;
	set_offsets(scroll, scroll->position.x, scroll->position.y);
}

/* ---- Scrolling ---- */

struct oriel_scroll oriel_widget_scroll_position(const oriel_widget *widget) {
	oriel__layout_catch_up(oriel__node_of(widget));
	return oriel__scroll_of(oriel__node_of(widget));
}

bool oriel_widget_scroll_to(oriel_widget *widget, double x, double y) {
	struct oriel__node *node = oriel__node_of(widget);
	oriel__layout_catch_up(node);
	return node->scroll != NULL && set_offsets(node->scroll, x, y);
}

bool oriel_widget_scroll_by(oriel_widget *widget, double dx, double dy) {
	struct oriel_scroll position = oriel_widget_scroll_position(widget);
	return oriel_widget_scroll_to(widget, position.x + dx, position.y + dy);
}

/* The offset nearest to the present one at which [start, end) is in view, or its beginning if it
 * does not fit. */
static double scroll_nearest(double offset, double view, double start, double end) {
	if (start < offset || end - start > view)
		return start;
	return end > offset + view ? end - view : offset;
}

/* How far the outline stands out: a focus ring is to be seen whole. */
static float outline_reach(const struct oriel__node *node) {
	const struct oriel__style *style = oriel__widget_style(oriel__widget_of(node));
	float reach = style->outline_width > 0 ? style->outline_width + style->outline_offset : 0;
	return reach > 0 ? reach : 0;
}

/* Scrolls at and its ancestors as little as needed to show a rectangle of at's border box. */
static void scroll_show(
	struct oriel__node *at, double x, double y, double width, double height) {
	for (; at != NULL; at = oriel__node_container(at)) {
		if (at->scroll != NULL) {
			struct oriel_edges border = oriel__widget_style(oriel__widget_of(at))->border;
			struct oriel_rect view = oriel_rect_inset(
				(struct oriel_rect){ 0, 0, at->rect.width, at->rect.height }, border);
			double left = x - (double)border.left, top = y - (double)border.top;
			struct oriel_scroll position = at->scroll->position;
			set_offsets(at->scroll,
				scroll_nearest(position.x, (double)view.width, left, left + width),
				scroll_nearest(position.y, (double)view.height, top, top + height));
			x -= at->scroll->position.x;
			y -= at->scroll->position.y;
		}
		x += at->rect.x;
		y += at->rect.y;
	}
}

void oriel__scroll_reveal(struct oriel__node *node) {
	oriel__layout_catch_up(node->parent);
	if (!oriel__layout_is_shown(node))
		return;
	const double reach = (double)outline_reach(node);
	scroll_show(oriel__node_container(node), node->rect.x - reach, node->rect.y - reach,
		(double)node->rect.width + 2 * reach, (double)node->rect.height + 2 * reach);
}

static bool is_laid_out(struct oriel__node *node) {
	const unsigned waiting = ORIEL__MARK_LAYOUT | ORIEL__MARK_STYLE |
		ORIEL__MARK_LAYOUT << ORIEL__MARK_CHILD_SHIFT;
	if (node->tree == NULL)
		return false;
	oriel__layout_catch_up(node->parent);
	for (; node != NULL; node = node->parent)
		if (!oriel__layout_is_shown(node) || node->marks & waiting)
			return false;
	return true;
}

void oriel_widget_scroll_into_view(oriel_widget *widget) {
	struct oriel__node *node = oriel__node_of(widget);
	if (is_laid_out(node)) {
		oriel__scroll_reveal(node);
		return;
	}
	oriel__node_set_free(oriel_loop_current(), ORIEL__NODE_PART_LAYOUT, oriel__layout_free);
	oriel__layout_cache_ensure(node)->must_reveal = true;
	oriel__node_mark(node, ORIEL__MARK_LAYOUT);
}

bool oriel_widget_scroll_to_rect(oriel_widget *widget, struct oriel_rect rect) {
	struct oriel__node *node = oriel__node_of(widget);
	if (!is_laid_out(node))
		return false;
	oriel__layout_catch_up(node);
	scroll_show(
		node, (double)rect.x, (double)rect.y, (double)rect.width, (double)rect.height);
	return true;
}

/* ---- Events ---- */

static bool scroll_is_due(const struct oriel__scroll *scroll) {
	return scroll->is_scroll_due || (scroll->is_end_due && scroll->held == 0);
}

size_t oriel__scroll_due(const struct oriel__tree *tree) {
	const struct oriel__scroll *anchor = anchor_of(tree);
	size_t count = 0;
	if (anchor == NULL)
		return 0;
	const struct oriel__scroll *scroll = anchor;
	do {
		count += (size_t)scroll->is_scroll_due + (size_t)(scroll->is_end_due && scroll->held == 0);
		scroll = scroll->next;
	} while (scroll != anchor);
	return count;
}

static struct oriel__scroll *find_due(struct oriel__scroll *anchor, bool scroll_event) {
	struct oriel__scroll *scroll = anchor;
	do {
		if (scroll_event ? scroll->is_scroll_due : scroll_is_due(scroll))
			return scroll;
		scroll = scroll->next;
	} while (scroll != anchor);
	return NULL;
}

bool oriel__scroll_take_event(struct oriel__tree *tree, struct oriel__scroll_event *out) {
	struct oriel__scroll *anchor = anchor_of(tree);
	if (anchor == NULL)
		return false;
	struct oriel__scroll *scroll = find_due(anchor, true);
	if (scroll == NULL)
		scroll = find_due(anchor, false);
	if (scroll == NULL)
		return false;
	out->widget = oriel__widget_of(scroll->node);
	out->is_end = !scroll->is_scroll_due;
	if (out->is_end)
		scroll->is_end_due = false;
	scroll->is_scroll_due = false;
	if (!scroll_owes(scroll) && scroll != anchor)
		ring_remove(scroll);
	return true;
}

void oriel__scroll_hold(struct oriel__node *node) {
	if (node->scroll != NULL)
		node->scroll->held++;
}

void oriel__scroll_release(struct oriel__node *node) {
	struct oriel__scroll *scroll = node->scroll;
	if (scroll == NULL || scroll->held == 0)
		return;
	scroll->held--;
	if (scroll->held == 0 && scroll->is_end_due)
		ask_for_frame(node);
}
