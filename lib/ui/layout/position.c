/* SPDX-License-Identifier: MIT */
/*
 * Positioned boxes. An absolute box whose containing block is its parent is placed with its
 * siblings. Every other box outside the flow escapes: it waits in the tree's list until the rest of
 * the tree is placed, since its containing block and its static position are known only then. The
 * list is in the order of depth, so that an outer box is placed before the boxes inside it.
 *
 * A sticky box is placed in the flow. Its offset follows from the scrollport and is found after
 * each layout and each change of a scroll offset; oriel__node.rect always contains it. Source: CSS
 * Positioned Layout 3.
 */
#include "layout/position_internal.h"

#include <math.h>

#include "base/alloc_internal.h"
#include "layout/arrange_internal.h"
#include "layout/flex_internal.h"
#include "layout/layout_geometry_internal.h"
#include "layout/layout_internal.h"
#include "layout/scroll_internal.h"
#include "tree/rare_internal.h"

/* ---- The list ---- */

static struct oriel__position *position_ensure(struct oriel__node *node) {
	struct oriel__rare *rare = oriel__node_rare(node);
	if (rare->position != NULL)
		return rare->position;
	rare->position = oriel__alloc_zero(1, sizeof(*rare->position));
	rare->position->node = node;
	node->apart = 1;
	struct oriel__list *list = &node->tree->positions;
	struct oriel__position *before = oriel__list_last(list, struct oriel__position, link);
	while (before != NULL && before->node->layout_cache->depth > node->layout_cache->depth)
		before = oriel__list_previous(before, struct oriel__position, link);
	oriel__list_insert(
		list, &rare->position->link, before != NULL ? before->link.next : list->first);
	return rare->position;
}

static void position_drop(struct oriel__node *node) {
	if (!node->apart)
		return;
	if (node->escapes)
		oriel__layout_mark_moved(node);
	oriel__position_drop(node);
}

/* ---- Containing blocks ---- */

static bool is_containing_block(const struct oriel__node *node, bool of_fixed) {
	const struct oriel__style *style = oriel__layout_style(node);
	if (style->does_contain_layout || style->does_contain_paint)
		return true;
	return !of_fixed &&
		(style->position != ORIEL__POSITION_STATIC || oriel__node_is_shadow_child(node));
}

/* NULL: the window. A part stands in its host, unless it is fixed. */
static struct oriel__node *find_container(
	const struct oriel__node *node, const struct oriel__style *style) {
	bool is_fixed = style->position == ORIEL__POSITION_FIXED;
	if (node->on_top)
		return NULL;
	if (!is_fixed && oriel__node_is_shadow_child(node))
		return node->parent;
	struct oriel__node *at = node->parent;
	while (at != NULL && !is_containing_block(at, is_fixed)) {
		if (!is_fixed && at->parent == NULL)
			return at;
		at = at->parent;
	}
	return at;
}

/* A containing block: px in the border box of its node, or in the window. */
struct area {
	double x, y;
	float width, height;
};

static struct area area_of(const struct oriel__node *container, const struct oriel__tree *tree) {
	const struct oriel__node *node = container != NULL ? container : tree->root;
	struct oriel_rect box = { 0, 0, node->rect.width, node->rect.height };
	bool is_window = container == NULL ||
		(container->parent == NULL && !is_containing_block(container, false));
	if (!is_window)
		box = oriel_rect_inset(box, oriel__layout_style(container)->border);
	return (struct area){ (double)box.x, (double)box.y, box.width, box.height };
}

/* ---- Absolute layout ---- */

/* One axis. The static position is that of the only item in the content box of a flex container:
 * the edge, or the middle, by which the box would stand there. Source: CSS Flexible Box 4.1. */
struct axis {
	bool is_vertical;
	float available;          /* size of the containing block */
	float start, end;         /* insets; auto: as computed */
	float static_edge;        /* px in the containing block */
	enum { AT_START, AT_CENTER, AT_END } bias;
	float area_start, area_size; /* the inset-modified containing block */
	float size;
	double at;                /* of the border box, px in the containing block */
};

static void axis_find_static(struct axis *axis, const struct oriel__node *node,
	const struct oriel__style *style, double parent_at) {
	const struct oriel__style *parent = oriel__layout_style(node->parent);
	bool vertical = axis->is_vertical, is_main = vertical == oriel__is_column(parent);
	bool is_reverse = parent->direction == ORIEL_DIRECTION_ROW_REVERSE ||
		parent->direction == ORIEL_DIRECTION_COLUMN_REVERSE;
	float inner = oriel__inner(
		parent, vertical, vertical ? node->parent->rect.height : node->parent->rect.width);
	uint8_t align = is_main ? parent->justify : oriel__flex_item_align(parent, style);
	bool is_end = align == ORIEL_ALIGN_END;
	axis->bias = AT_START;
	if (align == ORIEL_ALIGN_CENTER ||
		(is_main && (align == ORIEL_ALIGN_SPACE_AROUND || align == ORIEL_ALIGN_SPACE_EVENLY)))
		axis->bias = AT_CENTER;
	else if (is_main && is_reverse ? !is_end : is_end)
		axis->bias = AT_END;
	float within = axis->bias == AT_CENTER ? inner / 2 : axis->bias == AT_END ? inner : 0;
	axis->static_edge = (float)(parent_at + (double)oriel__frame_start(parent, vertical) +
		(double)within);
}

/* Source: CSS Positioned Layout 3, §3.5.1 and §4.1. */
static void axis_find_area(struct axis *axis) {
	bool is_start_auto = oriel__is_auto(axis->start), is_end_auto = oriel__is_auto(axis->end);
	float start = is_start_auto ? 0 : axis->start, end = is_end_auto ? 0 : axis->end;
	if (is_start_auto && is_end_auto) {
		float before = axis->static_edge, after = axis->available - axis->static_edge;
		float half = oriel__smaller(before, after);
		start = axis->bias == AT_START ? before : axis->bias == AT_CENTER ? before - half : 0;
		end = axis->bias == AT_END ? after : axis->bias == AT_CENTER ? after - half : 0;
	}
	axis->area_start = start;
	axis->area_size = oriel__larger(0, axis->available - start - end);
}

/* Returns the size, or unknown if the content decides it. */
static float axis_own_size(const struct axis *axis, const struct oriel__style *style) {
	float own = oriel__own_size(style, axis->is_vertical);
	if (!oriel__is_auto(own))
		return oriel__clamp_size(style, axis->is_vertical, own);
	if (oriel__is_auto(axis->start) || oriel__is_auto(axis->end))
		return ORIEL__UNKNOWN;
	return oriel__clamp_size(
		style, axis->is_vertical, axis->area_size - oriel__margins(style, axis->is_vertical));
}

static void axis_find_place(struct axis *axis, const struct oriel__style *style) {
	bool is_start_auto = oriel__is_auto(axis->start), is_end_auto = oriel__is_auto(axis->end);
	double before = (double)oriel__margin_start(style, axis->is_vertical);
	double after = (double)oriel__margin_end(style, axis->is_vertical);
	double size = (double)axis->size;
	if (!is_start_auto)
		axis->at = (double)axis->start + before;
	else if (!is_end_auto)
		axis->at = (double)axis->available - (double)axis->end - after - size;
	else if (axis->bias == AT_START)
		axis->at = (double)axis->static_edge + before;
	else if (axis->bias == AT_END)
		axis->at = (double)axis->static_edge - after - size;
	else
		axis->at = (double)axis->static_edge + (before - after - size) / 2;
}

/* Places a node in a containing block. parent_x, parent_y: the corner of its parent's border box,
 * px in that block. */
static void position_place_in(
	struct oriel__node *node, const struct area *area, double parent_x, double parent_y) {
	const struct oriel__style *style = oriel__layout_style(node);
	struct axis x = { .available = area->width, .start = style->inset.left,
		.end = style->inset.right };
	struct axis y = { .is_vertical = true, .available = area->height, .start = style->inset.top,
		.end = style->inset.bottom };
	oriel__layout_cache_set_depth(node->layout_cache, node->parent->layout_cache->depth + 1u);
	axis_find_static(&x, node, style, parent_x);
	axis_find_static(&y, node, style, parent_y);
	axis_find_area(&x);
	axis_find_area(&y);
	x.size = axis_own_size(&x, style);
	if (!oriel__is_known(x.size))
		x.size = oriel__measure_fit_content(
			node, oriel__larger(0, x.area_size - oriel__margins(style, false)));
	y.size = axis_own_size(&y, style);
	if (!oriel__is_known(y.size))
		y.size = oriel__measure_height(node, x.size);
	axis_find_place(&x, style);
	axis_find_place(&y, style);
	oriel__layout_place(
		node, (struct oriel__box){ area->x + x.at, area->y + y.at, x.size, y.size });
}

void oriel__position_place(struct oriel__node *child, const struct oriel__style *style) {
	struct oriel__node *parent = child->parent, *container = find_container(child, style);
	if (container == parent) {
		position_drop(child);
		const struct area area = area_of(parent, child->tree);
		position_place_in(child, &area, -area.x, -area.y);
		return;
	}
	oriel__layout_cache_set_depth(child->layout_cache, parent->layout_cache->depth + 1u);
	struct oriel__position *position = position_ensure(child);
	if (!child->escapes)
		oriel__layout_mark_moved(child);
	position->container = container;
	child->escapes = 1;
	child->tree->must_place = true;
}

/* ---- Boxes that escape ---- */

static bool has_shown_ancestors(const struct oriel__node *node) {
	for (node = node->parent; node != NULL; node = node->parent) {
		if (!oriel__layout_is_shown(node))
			return false;
	}
	return true;
}

static void position_escape(struct oriel__position *position) {
	struct oriel__node *node = position->node;
	const struct oriel__style *style = oriel__layout_style(node);
	if (!oriel__layout_is_displayed(node, style) || !has_shown_ancestors(node) ||
		!oriel__layout_may_descend(node->parent)) {
		oriel__layout_hide(node);
		return;
	}
	struct oriel__node *container = find_container(node, style);
	if (container == node->parent) {
		oriel__position_place(node, style);
		return;
	}
	if (container != position->container)
		oriel__layout_mark_moved(node);
	position->container = container;
	const struct area area = area_of(container, node->tree);
	double x = -area.x, y = -area.y;
	for (const struct oriel__node *at = node->parent; at != NULL && at != container;
		at = oriel__node_container(at)) {
		x += at->rect.x;
		y += at->rect.y;
	}
	position_place_in(node, &area, x, y);
	if (container != NULL && container->scroll != NULL)
		oriel__layout_update_scroll(container);
}

/* ---- Boxes in the flow ---- */

struct oriel__box oriel__position_in_flow(
	struct oriel__node *node, const struct oriel__style *style, struct oriel__box rect) {
	if (style->position == ORIEL__POSITION_STICKY) {
		if (node->escapes)
			position_drop(node);
		struct oriel__position *position = position_ensure(node);
		position->flow = rect;
		rect.x += position->x;
		rect.y += position->y;
		node->tree->must_place = true;
		return rect;
	}
	position_drop(node);
	if (style->position != ORIEL__POSITION_RELATIVE)
		return rect;
	if (!oriel__is_auto(style->inset.left))
		rect.x += (double)style->inset.left;
	else if (!oriel__is_auto(style->inset.right))
		rect.x -= (double)style->inset.right;
	if (!oriel__is_auto(style->inset.top))
		rect.y += (double)style->inset.top;
	else if (!oriel__is_auto(style->inset.bottom))
		rect.y -= (double)style->inset.bottom;
	return rect;
}

/* One axis of a sticky box; all of it px in the content of the scrollport's node. */
struct stick {
	double start, size;           /* the box in the flow */
	double view_start, view_size; /* the scrollport */
	double limit_start, limit_end; /* where the box may go */
	float before, after;          /* insets */
};

/* Returns the offset. Source: CSS Positioned Layout 3, §3.4.1. */
static double stick_offset(const struct stick *stick) {
	double offset = 0, view_end = stick->view_start + stick->view_size;
	double before = oriel__is_auto(stick->before) ? 0 : (double)stick->before;
	double after = oriel__is_auto(stick->after) ? 0 : (double)stick->after;
	if (!oriel__is_auto(stick->before) && !oriel__is_auto(stick->after))
		after = fmin(after, stick->view_size - before - stick->size);
	if (!oriel__is_auto(stick->after)) {
		double over = stick->start + stick->size - (view_end - after);
		offset = -fmax(0, fmin(over, stick->start - stick->limit_start));
	}
	if (!oriel__is_auto(stick->before)) {
		double under = stick->view_start + before - (stick->start + offset);
		if (under > 0)
			offset += fmax(0,
				fmin(under, stick->limit_end - (stick->start + offset + stick->size)));
	}
	return offset;
}

/* A scrollport: the nearest ancestor that scrolls, or the window. */
static const struct oriel__node *find_scrollport(const struct oriel__node *node) {
	do
		node = oriel__node_container(node);
	while (node != NULL && !oriel__layout_is_scroll_container(oriel__layout_style(node)));
	return node;
}

static struct stick stick_of(const struct oriel__position *position, bool vertical,
	const struct oriel__node *port, double parent_at) {
	const struct oriel__node *node = position->node, *parent = node->parent;
	const struct oriel__style *style = oriel__layout_style(node),
							*around = oriel__layout_style(parent);
	const struct oriel__node *view = port != NULL ? port : node->tree->root;
	struct oriel_scroll scroll = oriel__scroll_of(view);
	struct stick stick = {
		.start = parent_at + (vertical ? position->flow.y : position->flow.x),
		.size = (double)(vertical ? node->rect.height : node->rect.width),
		.view_size = (double)(vertical ? view->rect.height : view->rect.width),
		.limit_start = parent_at + (double)oriel__frame_start(around, vertical) +
			(double)oriel__margin_start(style, vertical),
		.limit_end = parent_at + (double)(vertical ? parent->rect.height : parent->rect.width) -
			(double)oriel__frame_end(around, vertical) - (double)oriel__margin_end(style, vertical),
		.before = vertical ? style->inset.top : style->inset.left,
		.after = vertical ? style->inset.bottom : style->inset.right,
	};
	if (port != NULL) {
		const struct oriel_edges *border = &oriel__layout_style(port)->border;
		stick.view_start = (vertical ? scroll.y : scroll.x) +
			(double)(vertical ? border->top : border->left);
		stick.view_size -= (double)(vertical ? border->top + border->bottom :
											border->left + border->right);
	}
	if (port == parent) /* the limit is all that can be scrolled to */
		stick.limit_end += vertical ? scroll.max_y : scroll.max_x;
	return stick;
}

static void position_stick(struct oriel__position *position) {
	struct oriel__node *node = position->node;
	if (!oriel__layout_is_shown(node) || !has_shown_ancestors(node))
		return;
	const struct oriel__node *port = find_scrollport(node);
	double parent_x = 0, parent_y = 0;
	for (const struct oriel__node *at = node->parent; at != port && at != NULL;
		at = oriel__node_container(at)) {
		parent_x += at->rect.x;
		parent_y += at->rect.y;
	}
	struct stick x = stick_of(position, false, port, parent_x);
	struct stick y = stick_of(position, true, port, parent_y);
	position->x = stick_offset(&x);
	position->y = stick_offset(&y);
	double new_x = position->flow.x + position->x, new_y = position->flow.y + position->y;
	if (new_x == node->rect.x && new_y == node->rect.y)
		return;
	node->rect.x = new_x;
	node->rect.y = new_y;
	oriel__layout_mark_moved(node);
}

/* ---- After a layout ---- */

void oriel__positions_stick(struct oriel__tree *tree) {
	oriel__positions_each(position, tree) {
		if (!position->node->escapes)
			position_stick(position);
	}
}

/* Placing a box may bring boxes inside it onto the list, behind it, and may take it off. */
void oriel__positions_place(struct oriel__tree *tree) {
	struct oriel__position *position = oriel__list_first(
		&tree->positions, struct oriel__position, link);
	while (position != NULL) {
		struct oriel__node *node = position->node;
		struct oriel__list_link *previous = position->link.previous;
		if (node->escapes)
			position_escape(position);
		struct oriel__list_link *next = previous != NULL ? previous->next : tree->positions.first;
		if (node->apart)
			next = node->rare->position->link.next;
		position = oriel__list_item(next, struct oriel__position, link);
	}
	oriel__positions_stick(tree);
	tree->must_place = false;
}
