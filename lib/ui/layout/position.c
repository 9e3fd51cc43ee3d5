/* SPDX-License-Identifier: MIT */
/*
 * Positioned boxes. An absolute box whose containing block is its parent is placed with its
 * siblings. Every other box outside the flow escapes: it waits in the tree's list until the rest of
 * the tree is placed. Only then are its containing block and its static position known. The list is
 * in the order of depth, so that an outer box is placed before the boxes inside it.
 *
 * A sticky box is placed in the flow. Its offset depends on the scrollport and is recomputed after
 * each layout and each change of a scroll offset; oriel__node.rect always includes the offset.
 * Source: CSS Positioned Layout 3.
 */
#include "layout/position_internal.h"

#include <math.h>

#include "base/alloc_internal.h"
#include "layout/container_internal.h"
#include "layout/overflow_internal.h"
#include "layout/arrange_internal.h"
#include "layout/flex_internal.h"
#include "layout/grid_internal.h"
#include "layout/layout_geometry_internal.h"
#include "layout/layout_internal.h"
#include "layout/scroll_internal.h"
#include "tree/rare_internal.h"
#include "tree/top_layer_internal.h"

/* The number of containers whose bars one layout adds because of boxes that escape; the next layout
 * adds more. */
enum { MOST_BARS = 32 };

/* ---- The list of positioned boxes ---- */

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

/* Works out the area of the containing block of a box that escapes to it; NULL: of the window. */
static void container_update(struct oriel__node *container) {
	if (container != NULL && oriel__layout_is_shown(container) &&
		oriel__overflow_update(container, oriel__layout_style(container)))
		oriel__overflow_propagate(container);
}

static void position_drop(struct oriel__node *node) {
	if (!node->apart)
		return;
	struct oriel__node *container = node->escapes ? node->rare->position->container : NULL;
	if (node->escapes) {
		oriel__layout_mark_moved(node);
		node->tree->layers++;
	}
	oriel__position_drop(node);
	container_update(container);
}

/* ---- Containing blocks ---- */

static bool is_containing_block(const struct oriel__node *node, bool of_fixed) {
	const struct oriel__style *style = oriel__layout_style(node);
	if (style->does_contain_layout || style->does_contain_paint)
		return true;
	return !of_fixed &&
		(style->position != ORIEL__POSITION_STATIC || oriel__node_is_shadow_child(node));
}

/* Returns the node that establishes the containing block of a node; NULL: the window. The container
 * of a shadow child is its host, unless the child is fixed. */
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
	bool is_rtl;
};

/* Returns the containing block of a node. In a grid container, this is the grid area between the
 * lines that the node's style names. */
static struct area area_of(struct oriel__node *container, const struct oriel__tree *tree,
	const struct oriel__style *style) {
	const struct oriel__node *node = container != NULL ? container : tree->root;
	struct oriel_rect box = { 0, 0, node->rect.width, node->rect.height };
	bool is_window = container == NULL ||
		(container->parent == NULL && !is_containing_block(container, false));
	if (!is_window)
		box = oriel__scroll_view(container);
	if (container != NULL && oriel__layout_style(container)->display == ORIEL_DISPLAY_GRID)
		box = oriel__grid_absolute_area(container, style, box);
	return (struct area){ (double)box.x, (double)box.y, box.width, box.height,
		oriel__layout_style(node)->is_rtl };
}

/* ---- Absolute layout ---- */

/* One axis of an absolute box. Its static position is where the box would stand as the only item in
 * its parent's content box: at the start, in the middle or at the end. */
struct axis {
	bool is_vertical;
	float available;             /* size of the containing block */
	float start, end;            /* insets; unknown: automatic */
	float before, after;         /* margins, automatic ones are 0 */
	bool is_before_auto, is_after_auto;
	float frame;                 /* padding and border */
	uint8_t align;               /* enum oriel_align, perhaps with ORIEL__ALIGN_SAFE */
	bool is_reversed;            /* horizontal, and the containing block is right-to-left */
	float parent_start, parent_size; /* the parent's content box, px in the containing block */
	uint8_t bias;                /* the static position: START, CENTER or END */
	float static_edge;           /* px in the containing block */
	bool is_static_safe;         /* an overflowing box stands at the start of the area */
	float area_start, area_size; /* the inset-modified containing block */
	float size;
	double at;                   /* of the border box, px in the containing block */
};

/* Returns an alignment as START, CENTER, END, STRETCH or NORMAL from the left or the top. Source:
 * CSS Box Alignment 3, §6.1.1 and §6.2.1. */
static uint8_t physical_alignment(uint8_t align, const struct axis *axis,
	const struct oriel__style *style) {
	bool is_end = false;
	switch (oriel__align_of(align)) {
	case 0: case ORIEL_ALIGN_NORMAL:
		return ORIEL_ALIGN_NORMAL;
	case ORIEL_ALIGN_CENTER: case ORIEL_ALIGN_STRETCH:
		return oriel__align_of(align);
	case ORIEL_ALIGN_LEFT:
		return ORIEL_ALIGN_START;
	case ORIEL_ALIGN_RIGHT:
		return ORIEL_ALIGN_END;
	case ORIEL_ALIGN_SELF_START: case ORIEL_ALIGN_SELF_END:
		is_end = oriel__align_of(align) == ORIEL_ALIGN_SELF_END;
		return is_end != (style->is_rtl && !axis->is_vertical) ? ORIEL_ALIGN_END :
																ORIEL_ALIGN_START;
	default:
		is_end = oriel__align_of(align) == ORIEL_ALIGN_END ||
			oriel__align_of(align) == ORIEL_ALIGN_FLEX_END ||
			oriel__align_of(align) == ORIEL_ALIGN_LAST_BASELINE;
		return is_end != axis->is_reversed ? ORIEL_ALIGN_END : ORIEL_ALIGN_START;
	}
}

static struct axis axis_of(const struct oriel__node *node, const struct oriel__style *style,
	bool is_vertical, const struct area *area, double parent_at) {
	float size = is_vertical ? area->height : area->width;
	const struct oriel_edges margin = oriel__margin(style, area->width);
	const struct oriel__dimension_edges *inset = &style->inset;
	const struct oriel__node *parent = oriel__flow_parent(node);
	struct oriel_rect content = oriel__layout_content_box(parent, oriel__layout_style(parent));
	struct axis axis = {
		.is_vertical = is_vertical,
		.available = size,
		.start = oriel__dimension_resolve(is_vertical ? &inset->top : &inset->left, size),
		.end = oriel__dimension_resolve(is_vertical ? &inset->bottom : &inset->right, size),
		.before = is_vertical ? margin.top : margin.left,
		.after = is_vertical ? margin.bottom : margin.right,
		.is_before_auto = style->auto_margins &
			(is_vertical ? ORIEL__EDGE_TOP : ORIEL__EDGE_LEFT),
		.is_after_auto = style->auto_margins &
			(is_vertical ? ORIEL__EDGE_BOTTOM : ORIEL__EDGE_RIGHT),
		.frame = oriel__frame(style, is_vertical, area->width),
		.is_reversed = !is_vertical && area->is_rtl,
		.parent_start = (float)(parent_at + (double)(is_vertical ? content.y : content.x)),
		.parent_size = is_vertical ? content.height : content.width,
	};
	axis.align = is_vertical ? style->align_self : style->justify_self;
	return axis;
}

static bool axis_has_insets(const struct axis *axis) {
	return oriel__is_known(axis->start) && oriel__is_known(axis->end);
}

/* Finds the static position in a block container: the place in the flow, aligned across it. */
static void axis_find_block_static(struct axis *axis, const struct oriel__node *node,
	const struct oriel__style *parent, const struct oriel__style *style) {
	axis->static_edge = axis->parent_start;
	if (axis->is_vertical) {
		uint8_t align = physical_alignment(style->align_self, axis, style);
		bool is_start = align == ORIEL_ALIGN_NORMAL || align == ORIEL_ALIGN_STRETCH;
		axis->bias = is_start ? ORIEL_ALIGN_START : align;
		axis->is_static_safe = (style->align_self & ORIEL__ALIGN_SAFE) != 0;
		axis->static_edge += node->layout_cache->static_y;
		return;
	}
	axis->bias = oriel__grid_static_alignment(parent, style, false, INFINITY);
	axis->is_static_safe = (style->justify_self & ORIEL__ALIGN_SAFE) != 0;
	if (axis->bias != ORIEL_ALIGN_START)
		axis->static_edge +=
			axis->parent_size / (axis->bias == ORIEL_ALIGN_CENTER ? 2 : 1);
}

/* Finds the static position as if there were unlimited free space: an overflowing box is centred,
 * too. Source: CSS Flexible Box 4.1. */
static void axis_find_static(struct axis *axis, const struct oriel__node *node,
	const struct oriel__style *style, bool is_in_parent) {
	const struct oriel__style *parent = oriel__layout_style(oriel__flow_parent(node));
	if (oriel__layout_is_block(oriel__flow_parent(node)) && !oriel__node_is_shadow_child(node)) {
		axis_find_block_static(axis, node, parent, style);
		return;
	}
	bool is_main = axis->is_vertical == oriel__is_column(parent);
	uint8_t own = is_main ? style->justify_self : style->align_self;
	axis->is_static_safe = (own & ORIEL__ALIGN_SAFE) != 0;
	bool is_grid = parent->display == ORIEL_DISPLAY_GRID;
	axis->bias = is_grid ?
		oriel__grid_static_alignment(parent, style, axis->is_vertical, INFINITY) :
		oriel__flex_static_alignment(parent, style, axis->is_vertical, INFINITY);
	if (is_grid && is_in_parent) { /* the grid area of the box, as in Chromium */
		axis->parent_start = 0;
		axis->parent_size = axis->available;
	}
	axis->static_edge = axis->parent_start;
	if (axis->bias == ORIEL_ALIGN_CENTER)
		axis->static_edge += axis->parent_size / 2;
	else if (axis->bias == ORIEL_ALIGN_END)
		axis->static_edge += axis->parent_size;
}

/* Finds the inset-modified containing block. Source: CSS Positioned Layout 3, §3.5.1 and §4.1. */
static void axis_find_area(struct axis *axis) {
	float start = oriel__is_known(axis->start) ? axis->start : 0;
	float end = oriel__is_known(axis->end) ? axis->end : 0;
	if (!oriel__is_known(axis->start) && !oriel__is_known(axis->end)) {
		float before = axis->static_edge, after = axis->available - axis->static_edge;
		float half = oriel__smaller(before, after);
		if (axis->bias == ORIEL_ALIGN_CENTER)
			start = before - half, end = after - half;
		else if (axis->bias == ORIEL_ALIGN_END)
			end = after;
		else
			start = before;
	}
	if (axis->is_reversed && start + end > axis->available)
		start = axis->available - end; /* the right inset wins in right-to-left text */
	axis->area_start = start;
	axis->area_size = oriel__larger(0, axis->available - start - end);
}

/* Returns the size that fills the area; unknown if the box does not stretch. */
static float axis_stretched(const struct axis *axis, struct oriel__node *node,
	const struct oriel__style *style, const struct oriel__space *space) {
	uint8_t align = physical_alignment(axis->align, axis, style);
	bool does_stretch = align == ORIEL_ALIGN_NORMAL || align == ORIEL_ALIGN_STRETCH;
	if (!axis_has_insets(axis) || !does_stretch ||
		!oriel__dimension_is(oriel__size_of(style, axis->is_vertical), ORIEL__DIMENSION_AUTO))
		return ORIEL__UNKNOWN;
	return oriel__clamp_size(oriel__measure_limits(node, space, axis->is_vertical, space->width),
		axis->area_size - axis->before - axis->after, axis->frame);
}

/* Returns how far free space moves a box that has both insets. Automatic margins take precedence
 * over alignment. Source: CSS Positioned Layout 3, §4.3 and §4.4. */
static double axis_shift(const struct axis *axis, const struct oriel__style *style) {
	double space = (double)axis->area_size - (double)axis->size - (double)axis->before -
		(double)axis->after;
	bool is_cramped = space < 0 && !axis->is_vertical;
	if (axis->is_before_auto && axis->is_after_auto)
		return is_cramped ? (axis->is_reversed ? space : 0) : space / 2;
	if (axis->is_before_auto || axis->is_after_auto)
		return axis->is_before_auto ? space : 0;
	uint8_t align = physical_alignment(axis->align, axis, style);
	bool is_start = align == ORIEL_ALIGN_NORMAL || align == ORIEL_ALIGN_STRETCH ||
		(space < 0 && (axis->align & ORIEL__ALIGN_SAFE));
	double shift = align == ORIEL_ALIGN_CENTER ? space / 2 : align == ORIEL_ALIGN_END ? space : 0;
	if (is_start)
		shift = axis->is_reversed ? space : 0;
	if (align == ORIEL_ALIGN_NORMAL || (axis->align & ORIEL__ALIGN_SAFE))
		return shift;
	/* A box that overflows the area is kept in the containing block. */
	double low = -fmax(0, (double)axis->area_start);
	double size = (double)axis->area_size - space;
	double high = fmax((double)axis->area_size,
					(double)axis->available - (double)axis->area_start) - size;
	if (low > high)
		return axis->is_reversed ? high : low;
	return fmax(low, fmin(shift, high));
}

static void axis_find_place(struct axis *axis, const struct oriel__style *style) {
	double before = (double)axis->before, after = (double)axis->after;
	double size = (double)axis->size;
	if (axis_has_insets(axis))
		axis->at = (double)axis->area_start + before + axis_shift(axis, style);
	else if (oriel__is_known(axis->start))
		axis->at = (double)axis->start + before;
	else if (oriel__is_known(axis->end))
		axis->at = (double)axis->available - (double)axis->end - after - size;
	else if (axis->is_static_safe && before + size + after > (double)axis->area_size)
		axis->at = (double)axis->area_start +
			(axis->is_reversed ? (double)axis->area_size - after - size : before);
	else if (axis->bias == ORIEL_ALIGN_END)
		axis->at = (double)axis->static_edge - after - size;
	else if (axis->bias == ORIEL_ALIGN_CENTER)
		axis->at = (double)axis->static_edge + (before - after - size) / 2;
	else
		axis->at = (double)axis->static_edge + before;
}

/* Places a node in a containing block. parent_x, parent_y: the top left corner of the border box of
 * the node's parent, px in the containing block. */
static void position_place_in(
	struct oriel__node *node, const struct area *area, double parent_x, double parent_y) {
	const struct oriel__style *style = oriel__layout_style(node);
	struct axis x = axis_of(node, style, false, area, parent_x);
	struct axis y = axis_of(node, style, true, area, parent_y);
	struct oriel__space space = oriel__space_in(area->width, area->height);
	oriel__layout_cache_set_depth(node->layout_cache, node->parent->layout_cache->depth + 1u);
	axis_find_static(&x, node, style, !node->escapes);
	axis_find_static(&y, node, style, !node->escapes);
	axis_find_area(&x);
	axis_find_area(&y);
	space.available_width = x.area_size;
	float height = axis_stretched(&y, node, style, &space);
	space.width = axis_stretched(&x, node, style, &space);
	space.height = height;
	space.is_height_definite = oriel__is_known(height);
	x.size = oriel__measure_width(node, &space);
	y.size = oriel__measure_height(node, &space, x.size);
	axis_find_place(&x, style);
	axis_find_place(&y, style);
	bool is_definite = oriel__is_known(oriel__definite_height(node, style, &space));
	oriel__layout_place(node,
		(struct oriel__box){ area->x + x.at, area->y + y.at, x.size, y.size }, area->width,
		is_definite);
}

void oriel__position_place(struct oriel__node *child, const struct oriel__style *style) {
	struct oriel__node *parent = child->parent, *container = find_container(child, style);
	if (container == parent) {
		position_drop(child);
		const struct area area = area_of(parent, child->tree, style);
		position_place_in(child, &area, -area.x, -area.y);
		return;
	}
	oriel__layout_cache_set_depth(child->layout_cache, parent->layout_cache->depth + 1u);
	struct oriel__position *position = position_ensure(child);
	if (!child->escapes) {
		oriel__layout_mark_moved(child);
		child->tree->layers++;
	}
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
	if (!style->is_absolute && !node->on_top) { /* not any more, and its parent hides it */
		position_drop(node);
		return;
	}
	if (!oriel__layout_is_displayed(node, style) || !has_shown_ancestors(node) ||
		!oriel__layout_may_descend(node->parent)) {
		bool was_shown = oriel__layout_is_shown(node);
		oriel__layout_hide(node);
		if (was_shown)
			container_update(position->container);
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
	if (node->on_top && node->rare->top->anchoring.is_set) {
		oriel__anchored_place(node);
		return;
	}
	const struct area area = area_of(container, node->tree, style);
	double x = -area.x, y = -area.y;
	for (const struct oriel__node *at = node->parent; at != NULL && at != container;
		at = oriel__node_container(at)) {
		/* a static position does not follow the offset of a sticky ancestor */
		const struct oriel__box *flow = at->apart && !at->escapes ? &at->rare->position->flow :
																	&at->rect;
		x += flow->x;
		y += flow->y;
	}
	position_place_in(node, &area, x, y);
	container_update(container);
}

/* ---- Boxes in the flow ---- */

/* Returns the offset of a relative box along one axis. If both insets are set, the inset at the
 * start wins. Source: CSS Positioned Layout 3, §3.3. */
static double relative_shift(const struct oriel__dimension *start,
	const struct oriel__dimension *end, float basis, bool is_reversed) {
	float from_start = oriel__dimension_resolve(start, basis);
	float from_end = oriel__dimension_resolve(end, basis);
	if (oriel__is_known(from_end) && (is_reversed || !oriel__is_known(from_start)))
		return -(double)from_end;
	return oriel__is_known(from_start) ? (double)from_start : 0;
}

/* Moves the rectangle of a relative box by its offset. area: of a grid item, or NULL. */
static struct oriel__box position_relative_box(const struct oriel__node *node,
	const struct oriel__style *style, struct oriel__box rect, const struct oriel_size *area,
	int sign) {
	const struct oriel__node *around = oriel__flow_parent(node);
	const struct oriel__style *parent = oriel__layout_style(around);
	struct oriel_rect content = oriel__layout_content_box(around, parent);
	float width = area != NULL ? area->width : content.width;
	float height = area != NULL ? area->height :
		around->layout_cache->is_height_definite ? content.height :
														ORIEL__UNKNOWN;
	rect.x += sign * relative_shift(
		&style->inset.left, &style->inset.right, width, parent->is_rtl);
	rect.y += sign * relative_shift(&style->inset.top, &style->inset.bottom, height, false);
	return rect;
}

struct oriel__box oriel__position_flow_box(
	const struct oriel__node *node, const struct oriel__style *style) {
	if (style->position == ORIEL__POSITION_RELATIVE)
		return position_relative_box(node, style, node->rect, NULL, -1);
	if (style->position == ORIEL__POSITION_STICKY && node->apart && !node->escapes) {
		struct oriel__box rect = node->rect;
		rect.x = node->rare->position->flow.x;
		rect.y = node->rare->position->flow.y;
		return rect;
	}
	return node->rect;
}

struct oriel__box oriel__position_in_flow(struct oriel__node *node,
	const struct oriel__style *style, struct oriel__box rect, const struct oriel_size *area) {
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
	return position_relative_box(node, style, rect, area, 1);
}

/* One axis of a sticky box. All lengths are px in the content of the scrollport's node. */
struct stick {
	double start, size;           /* the box in the flow */
	double view_start, view_size; /* the scrollport */
	double limit_start, limit_end; /* the range in which the box may move */
	float before, after;          /* insets; unknown: automatic */
};

/* Returns the offset of a sticky box along one axis. The scrollport excludes its node's padding, as
 * in browsers. Source: CSS Positioned Layout 3, §3.4.1. */
static double stick_offset(const struct stick *stick) {
	double offset = 0, view_end = stick->view_start + stick->view_size;
	double before = oriel__is_known(stick->before) ? (double)stick->before : 0;
	double after = oriel__is_known(stick->after) ? (double)stick->after : 0;
	if (oriel__is_known(stick->before) && oriel__is_known(stick->after))
		after = fmin(after, stick->view_size - before - stick->size);
	if (oriel__is_known(stick->after)) {
		double over = stick->start + stick->size - (view_end - after);
		offset = -fmax(0, fmin(over, stick->start - stick->limit_start));
	}
	if (oriel__is_known(stick->before)) {
		double under = stick->view_start + before - (stick->start + offset);
		if (under > 0)
			offset += fmax(0,
				fmin(under, stick->limit_end - (stick->start + offset + stick->size)));
	}
	return offset;
}

/* Returns the node of the scrollport: the nearest container that scrolls; NULL: the window. */
static const struct oriel__node *find_scrollport(const struct oriel__node *node) {
	do
		node = oriel__node_container(node);
	while (node != NULL && !oriel__layout_is_scroll_container(oriel__layout_style(node)));
	return node;
}

static struct stick stick_of(const struct oriel__position *position, bool vertical,
	const struct oriel__node *port, double parent_at) {
	const struct oriel__node *node = position->node, *parent = oriel__flow_parent(node);
	const struct oriel__style *style = oriel__layout_style(node),
							*around = oriel__layout_style(parent);
	const struct oriel__node *view = port != NULL ? port : node->tree->root;
	struct oriel_scroll scroll = oriel__scroll_of(view);
	struct oriel_rect content = oriel__layout_content_box(parent, around);
	struct oriel_edges margin = oriel__margin(style, content.width);
	struct stick stick = {
		.start = parent_at + (vertical ? position->flow.y : position->flow.x),
		.size = (double)(vertical ? node->rect.height : node->rect.width),
		.view_size = (double)(vertical ? view->rect.height : view->rect.width),
		.limit_start = parent_at +
			(double)(vertical ? content.y + margin.top : content.x + margin.left),
		.limit_end = parent_at +
			(double)(vertical ? content.y + content.height - margin.bottom :
								content.x + content.width - margin.right),
	};
	if (port != NULL) {
		struct oriel_rect inside = oriel__layout_content_box(port, oriel__layout_style(port));
		stick.view_start = vertical ? scroll.y + (double)inside.y : scroll.x + (double)inside.x;
		stick.view_size = (double)(vertical ? inside.height : inside.width);
	}
	const struct oriel__dimension_edges *inset = &style->inset;
	float basis = (float)stick.view_size;
	stick.before = oriel__dimension_resolve(vertical ? &inset->top : &inset->left, basis);
	stick.after = oriel__dimension_resolve(vertical ? &inset->bottom : &inset->right, basis);
	if (port == parent) /* the box may move to the end of the scrollable content */
		stick.limit_end += vertical ? scroll.max_y : scroll.max_x;
	return stick;
}

/* Returns whether the node stands elsewhere now. */
static bool position_stick(struct oriel__position *position) {
	struct oriel__node *node = position->node;
	if (!oriel__layout_is_shown(node) || !has_shown_ancestors(node))
		return false;
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
		return false;
	node->rect.x = new_x;
	node->rect.y = new_y;
	oriel__layout_mark_moved(node);
	return true;
}

/* ---- After a layout ---- */

bool oriel__positions_stick(struct oriel__tree *tree) {
	bool has_moved = false;
	oriel__positions_each(position, tree) {
		if (!position->node->escapes)
			has_moved |= position_stick(position);
	}
	return has_moved;
}

/* Places the boxes that escape, ancestors first. Placing a box may add boxes inside it to the list,
 * behind the entry of the box, and may remove that entry. */
static void positions_escape_all(struct oriel__tree *tree) {
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
}

/* Arranges a container whose classic scroll bars are wrong, because a box that escapes to it has
 * been placed since. Returns whether there was one. */
static bool positions_arrange_bars(struct oriel__tree *tree,
	bool (*is_wrong)(const struct oriel__node *node, const struct oriel__style *style)) {
	oriel__positions_each(position, tree) {
		struct oriel__node *container = position->container;
		if (!position->node->escapes || container == NULL || !oriel__layout_is_shown(container) ||
			!is_wrong(container, oriel__layout_style(container)))
			continue;
		if (oriel__layout_arrange(container))
			oriel__overflow_propagate(container);
		return true;
	}
	return false;
}

/* A box that escapes may enlarge the range of a scrollport, which moves a sticky box, or needs a
 * scroll bar, which takes room from the others. Spare bars come from the last places of the boxes,
 * and go first: the bars are then those of a layout from scratch. */
void oriel__positions_place(struct oriel__tree *tree) {
	positions_escape_all(tree);
	for (int i = 0; i < MOST_BARS && positions_arrange_bars(tree, oriel__scroll_has_spare_bar); i++)
		positions_escape_all(tree);
	for (int i = 0; i < MOST_BARS && positions_arrange_bars(tree, oriel__scroll_lacks_bar); i++)
		positions_escape_all(tree);
	oriel__positions_stick(tree);
	tree->must_place = false;
}
