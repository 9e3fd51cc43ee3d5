/* SPDX-License-Identifier: MIT */
/*
 * Scrollable overflow areas. The area of a node is its border box together with the areas of its
 * children, as far as these are not clipped. Only nodes whose area is larger than the border box
 * store it (struct oriel__rare), so that most nodes cost one pass over their children.
 *
 * A scroll container scrolls over its padding box and the areas of its children. The margin boxes
 * of children in the flow count too, as if no child were moved by its insets, with the padding
 * around all of them; so do the tracks of a grid. Boxes without an area do not count. Content
 * beyond the edges at which the content begins cannot be scrolled to. Source: CSS Overflow 3, §2.2.
 *
 * Only the border boxes of the rows of a long column count, because the content of a row may be
 * laid out later. Unless the column itself scrolls sideways, only its height counts, which follows
 * from the first and the last row. A change of one row then makes layout read no other row.
 */
#include "layout/overflow_internal.h"

#include <math.h>

#include "base/alloc_internal.h"
#include "layout/arrange_internal.h"
#include "layout/column_cache_internal.h"
#include "layout/layout_geometry_internal.h"
#include "layout/layout_internal.h"
#include "layout/measure_internal.h"
#include "layout/position_internal.h"
#include "layout/scroll_internal.h"
#include "tree/rare_internal.h"
#include "tree/virtual_internal.h"

/* ---- Areas ---- */

static struct oriel__extent extent_of_box(double x, double y, double width, double height) {
	return (struct oriel__extent){ x, y, x + width, y + height };
}

static void extent_add(struct oriel__extent *extent, struct oriel__extent other) {
	/* fmin() and fmax() would be calls */
	extent->left = other.left < extent->left ? other.left : extent->left;
	extent->top = other.top < extent->top ? other.top : extent->top;
	extent->right = other.right > extent->right ? other.right : extent->right;
	extent->bottom = other.bottom > extent->bottom ? other.bottom : extent->bottom;
}

static bool extent_is_same(const struct oriel__extent *a, const struct oriel__extent *b) {
	return a->left == b->left && a->top == b->top && a->right == b->right &&
		a->bottom == b->bottom;
}

/* Boxes without an area do not count. */
static bool extent_is_empty(const struct oriel__extent *extent) {
	return extent->left == extent->right || extent->top == extent->bottom;
}

/* Returns the place of a child as far as it counts: a sticky box counts where it is in the flow,
 * because its offset follows from the scrolling. */
static struct oriel__box box_of_child(
	const struct oriel__node *child, const struct oriel__style *style) {
	return style->position == ORIEL__POSITION_STICKY ? oriel__position_flow_box(child, style) :
														child->rect;
}

/* Returns the area of a child, px in its parent's border box, without the parts that the child
 * clips. */
static struct oriel__extent extent_of_child(
	const struct oriel__node *child, const struct oriel__style *style) {
	const struct oriel__box place = box_of_child(child, style), *box = &place;
	struct oriel__extent extent = extent_of_box(
		box->x, box->y, (double)box->width, (double)box->height);
	if (!child->layout_cache->has_overflow || style->does_contain_paint)
		return extent;
	const struct oriel__extent *inside = &child->rare->overflow;
	if (style->overflow_x == ORIEL_OVERFLOW_VISIBLE) {
		extent.left = box->x + inside->left;
		extent.right = box->x + inside->right;
	}
	if (style->overflow_y == ORIEL_OVERFLOW_VISIBLE) {
		extent.top = box->y + inside->top;
		extent.bottom = box->y + inside->bottom;
	}
	return extent;
}

/* ---- Children ---- */

/* Returns whether the content begins at the right or the bottom edge, and is scrolled backwards.
 * This holds for the main axis of a reversed direction, and for the cross axis of wrap-reverse.
 * Text that runs from right to left inverts the horizontal axis. */
static bool overflow_runs_backwards(const struct oriel__style *style, bool vertical) {
	bool is_column = style->direction == ORIEL_DIRECTION_COLUMN ||
		style->direction == ORIEL_DIRECTION_COLUMN_REVERSE;
	bool is_reversed = vertical == is_column ?
		style->direction == ORIEL_DIRECTION_COLUMN_REVERSE ||
			style->direction == ORIEL_DIRECTION_ROW_REVERSE :
		style->wrap == ORIEL_FLEX_WRAP_REVERSE;
	if (style->display != ORIEL_DISPLAY_FLEX)
		is_reversed = false;
	return is_reversed != (!vertical && style->is_rtl);
}

/* The union of the areas of a node and of its children. */
struct gathered {
	/* of a scroll container: the padding box, and whether content begins at the right or the
	 * bottom; a box that is wholly beyond that edge does not count */
	struct oriel__extent view;
	bool is_backwards_x, is_backwards_y;
	struct oriel__extent area;
	struct oriel__extent flow; /* margin boxes of the children in the flow; valid if has_flow */
	bool has_flow;
};

static void gather_flow(struct gathered *gathered, const struct oriel__extent *extent) {
	if (!gathered->has_flow)
		gathered->flow = *extent;
	else
		extent_add(&gathered->flow, *extent);
	gathered->has_flow = true;
}

static void gather_margins(struct gathered *gathered, const struct oriel__node *child,
	const struct oriel__style *style) {
	const struct oriel__box in_flow = oriel__position_flow_box(child, style), *box = &in_flow;
	const struct oriel_edges margin = oriel__margin(style, child->layout_cache->basis_width);
	const struct oriel__extent extent = {
		box->x - (double)margin.left,
		box->y - (double)margin.top,
		box->x + (double)(box->width + margin.right),
		box->y + (double)(box->height + margin.bottom),
	};
	gather_flow(gathered, &extent);
}

/* Returns whether a node is a row of a long column. The content of a row is laid out on demand. */
static bool is_row(const struct oriel__node *node) {
	const struct oriel__column_cache *column = oriel__column_cache_of(node->parent);
	uint32_t at = node->layout_cache->column_at;
	return column != NULL && at < column->count && column->items[at].node == node;
}

/* Returns whether no scrolling shows any part of an area. */
static bool is_unreachable(const struct gathered *gathered, const struct oriel__extent *area) {
	const struct oriel__extent *view = &gathered->view;
	return (gathered->is_backwards_x ? area->left >= view->right : area->right <= view->left) ||
		(gathered->is_backwards_y ? area->top >= view->bottom : area->bottom <= view->top);
}

static void gather_child(
	struct gathered *gathered, const struct oriel__node *child, bool does_scroll) {
	const struct oriel__style *style = oriel__layout_style(child);
	const struct oriel__box place = box_of_child(child, style), *box = &place;
	const struct oriel__extent area = is_row(child) ?
		extent_of_box(box->x, box->y, (double)box->width, (double)box->height) :
		extent_of_child(child, style);
	if (!extent_is_empty(&area) && !(does_scroll && is_unreachable(gathered, &area)))
		extent_add(&gathered->area, area);
	if (does_scroll && !style->is_absolute && !oriel__node_is_shadow_child(child))
		gather_margins(gathered, child, style);
}

/* Adds a long column: only the first and the last row, and only their top and bottom edges. */
static void gather_column(struct gathered *gathered, const struct oriel__node *node,
	const struct oriel__column_cache *column) {
	const struct oriel__node *ends[2] = { column->items[0].node,
		column->items[column->count - 1].node };
	for (int i = 0; i < 2; i++) {
		const struct oriel__box *box = &ends[i]->rect;
		extent_add(&gathered->area,
			(struct oriel__extent){ 0, box->y, (double)node->rect.width,
				box->y + (double)box->height });
		gather_margins(gathered, ends[i], oriel__layout_style(ends[i]));
	}
	gathered->flow.left = gathered->flow.right = 0;
}

/* Returns whether only programs can scroll a node, because it hides its overflow along both axes.
 * Most such nodes only clip. */
static bool is_for_programs(const struct oriel__style *style) {
	return style->overflow_x == ORIEL_OVERFLOW_HIDDEN &&
		style->overflow_y == ORIEL_OVERFLOW_HIDDEN;
}

/* Returns the column cache of a node whose first and last row suffice, or NULL. A column in order
 * has no negative margins, so that no row ends below the last row. */
static const struct oriel__column_cache *gather_from_ends(
	const struct oriel__node *node, const struct oriel__style *style) {
	const struct oriel__column_cache *column = oriel__column_cache_in_order(node);
	bool does_user_scroll_x = style->overflow_x == ORIEL_OVERFLOW_AUTO ||
		style->overflow_x == ORIEL_OVERFLOW_SCROLL;
	bool has_x = does_user_scroll_x || is_for_programs(style) ||
		(node->scroll != NULL && node->scroll->position.x != 0);
	return column != NULL && column->count > 0 && !has_x &&
			oriel__node_first_shadow_child(node) == NULL ?
		column :
		NULL;
}

/* Returns whether a child adds nothing to an area: the fast path of most children. */
static bool is_inside(const struct oriel__extent *area, const struct oriel__node *child) {
	const struct oriel__box *box = &child->rect;
	return !child->layout_cache->has_overflow && !child->apart && box->x >= area->left &&
		box->y >= area->top && box->x + (double)box->width <= area->right &&
		box->y + (double)box->height <= area->bottom;
}

static void gather_all(
	struct gathered *gathered, const struct oriel__node *node, bool does_scroll) {
	for (struct oriel__node *child = oriel__node_first_flat(node); child != NULL;
		child = oriel__node_next_flat(child))
		if (oriel__flow_is_dissolved(child))
			gather_all(gathered, child, does_scroll);
		else if (child->layout_cache != NULL && child->layout_cache->is_shown && !child->escapes &&
			(does_scroll || !is_inside(&gathered->area, child)))
			gather_child(gathered, child, does_scroll);
}

/* Adds the boxes that escape to a node: it contains them, but is not their parent. */
static void gather_escaped(
	struct gathered *gathered, const struct oriel__node *node, bool does_scroll) {
	oriel__positions_each(position, node->tree) {
		if (position->container == node && position->node->escapes &&
			oriel__layout_is_shown(position->node))
			gather_child(gathered, position->node, does_scroll);
	}
}

/* ---- Scroll containers ---- */

/* Returns how far the offsets of a scroll container go. */
static struct oriel_scroll range_of(const struct oriel__node *node,
	const struct oriel__style *style, const struct gathered *gathered) {
	struct oriel__extent area = gathered->area;
	if (gathered->has_flow) {
		const struct oriel_edges padding = oriel__padding(style, node->layout_cache->basis_width);
		struct oriel__extent flow = gathered->flow;
		flow.left -= (double)padding.left;
		flow.top -= (double)padding.top;
		flow.right += (double)padding.right;
		flow.bottom += (double)padding.bottom;
		extent_add(&area, flow);
	}
	struct oriel_rect view = oriel__scroll_view(node);
	const double right = (double)(view.x + view.width), bottom = (double)(view.y + view.height);
	struct oriel_scroll range = { 0 };
	if (overflow_runs_backwards(style, false))
		range.min_x = fmin(0, area.left - (double)view.x);
	else
		range.max_x = fmax(0, area.right - right);
	if (overflow_runs_backwards(style, true))
		range.min_y = fmin(0, area.top - (double)view.y);
	else
		range.max_y = fmax(0, area.bottom - bottom);
	return range;
}

/* Adds the tracks of a grid, items or not. */
static void gather_tracks(
	struct gathered *gathered, const struct oriel__node *node, const struct oriel__style *style) {
	if (style->display != ORIEL_DISPLAY_GRID || node->rare == NULL)
		return;
	const struct oriel__extent *tracks = &node->rare->tracks;
	if (tracks->left != tracks->right || tracks->top != tracks->bottom)
		gather_flow(gathered, tracks);
}

/* Adds what a virtual container has told of its content. */
static void gather_told(
	struct gathered *gathered, const struct oriel__node *node, const struct oriel__style *style) {
	const struct oriel__scroll_content *told = node->rare != NULL ? node->rare->scroll_content :
																	NULL;
	if (told == NULL)
		return;
	const struct oriel_rect content = oriel__layout_content_box(node, style);
	const struct oriel__extent extent = {
		(double)content.x,
		(double)content.y,
		(double)content.x + told->width,
		(double)content.y + told->height,
	};
	gather_flow(gathered, &extent);
}

/* Sets the range of a virtual container whose content has moved: the offset moves along before it
 * is clamped. */
static void update_shifted(struct oriel__node *node, const struct oriel_scroll *range) {
	struct oriel__scroll_content *told = node->rare->scroll_content;
	double y = node->scroll->position.y + told->shift_y;
	bool was_settling = node->scroll->is_settling;
	told->shift_y = 0;
	node->scroll->is_settling = true;
	oriel__scroll_set_range(node, range);
	node->scroll->is_settling = was_settling;
	oriel__scroll_set_offset_y(node, y);
}

static void update_container(struct oriel__node *node, const struct oriel__style *style,
	const struct gathered *gathered, bool is_x_late) {
	struct oriel_scroll range = range_of(node, style, gathered);
	bool is_needed = !is_for_programs(style) || oriel__scroll_has_range(&range) ||
		(node->scroll != NULL && oriel__scroll_owes(node->scroll));
	oriel__scroll_configure(node, style, is_needed);
	if (!is_needed)
		return;
	node->scroll->is_x_late = is_x_late;
	const struct oriel__scroll_content *told = node->rare != NULL ? node->rare->scroll_content :
																	NULL;
	if (told != NULL && told->shift_y != 0)
		update_shifted(node, &range);
	else
		oriel__scroll_set_range(node, &range);
}

void oriel_widget_set_scroll_content(
	oriel_widget *widget, double width, double height, double shift_y) {
	struct oriel__node *node = oriel__node_of(widget);
	struct oriel__rare *rare = oriel__node_rare(node);
	if (rare->scroll_content == NULL)
		rare->scroll_content = oriel__alloc_zero(1, sizeof(*rare->scroll_content));
	*rare->scroll_content = (struct oriel__scroll_content){ width, height, shift_y };
}

/* ---- A node ---- */

static struct gathered gathered_begin(
	const struct oriel__node *node, const struct oriel__style *style, bool does_scroll) {
	double width = (double)node->rect.width, height = (double)node->rect.height;
	struct gathered gathered = { .area = extent_of_box(0, 0, width, height) };
	if (does_scroll) { /* the border does not count */
		struct oriel_rect view = oriel__scroll_view(node);
		gathered.area = extent_of_box((double)view.x, (double)view.y, (double)view.width,
			(double)view.height);
		gathered.view = gathered.area;
		gathered.is_backwards_x = overflow_runs_backwards(style, false);
		gathered.is_backwards_y = overflow_runs_backwards(style, true);
	}
	return gathered;
}

/* Returns whether the area of a node that is no scroll container is its border box: the case of
 * most nodes. */
static bool overflow_is_none(const struct oriel__node *node) {
	const struct oriel__extent area = extent_of_box(
		0, 0, (double)node->rect.width, (double)node->rect.height);
	if (!oriel__list_is_empty(&node->tree->positions))
		return false;
	for (const struct oriel__node *child = oriel__node_first_flat(node); child != NULL;
		child = oriel__node_next_flat(child)) {
		if (oriel__flow_is_dissolved(child))
			return false;
		if (child->layout_cache != NULL && child->layout_cache->is_shown &&
			!is_inside(&area, child))
			return false;
	}
	return true;
}

/* Stores the area of a node that is no scroll container. Returns whether it has changed. */
static bool overflow_store(struct oriel__node *node, const struct oriel__extent *area) {
	const struct oriel__extent box = extent_of_box(
		0, 0, (double)node->rect.width, (double)node->rect.height);
	bool had = node->layout_cache->has_overflow, has = !extent_is_same(area, &box);
	node->layout_cache->has_overflow = has;
	if (!has)
		return had;
	struct oriel__rare *rare = oriel__node_rare(node);
	bool is_same = had && extent_is_same(area, &rare->overflow);
	rare->overflow = *area;
	return !is_same;
}

bool oriel__overflow_update(struct oriel__node *node, const struct oriel__style *style) {
	bool does_scroll = oriel__overflow_scrolls(style->overflow_x) ||
		oriel__overflow_scrolls(style->overflow_y);
	if (!does_scroll && oriel__column_cache_of(node) == NULL && overflow_is_none(node)) {
		bool had = node->layout_cache->has_overflow;
		node->layout_cache->has_overflow = false;
		if (node->scroll != NULL || node->parent == NULL)
			oriel__scroll_configure(node, style, false);
		return had;
	}
	struct gathered gathered = gathered_begin(node, style, does_scroll);
	const struct oriel__column_cache *column = gather_from_ends(node, style);
	if (column != NULL)
		gather_column(&gathered, node, column);
	else
		gather_all(&gathered, node, does_scroll);
	gather_escaped(&gathered, node, does_scroll);
	if (does_scroll) {
		gather_tracks(&gathered, node, style);
		gather_told(&gathered, node, style);
	}
	if (!does_scroll) {
		oriel__scroll_configure(node, style, false);
		return overflow_store(node, &gathered.area);
	}
	update_container(node, style, &gathered, column != NULL);
	node->layout_cache->has_overflow = false;
	return false;
}

void oriel__overflow_find_x(struct oriel__node *node) {
	const struct oriel__style *style = oriel__layout_style(node);
	if (node->scroll == NULL || !node->scroll->is_x_late)
		return;
	struct gathered gathered = gathered_begin(node, style, true);
	gather_all(&gathered, node, true);
	gather_escaped(&gathered, node, true);
	gather_tracks(&gathered, node, style);
	gather_told(&gathered, node, style);
	const struct oriel_scroll range = range_of(node, style, &gathered);
	node->scroll->is_x_late = false;
	oriel__scroll_set_range(node, &range);
}

/* Arranges a scroll container whose range has changed so that its classic bars are wrong. */
static bool update_bars(struct oriel__node *node, const struct oriel__style *style) {
	return (oriel__scroll_lacks_bar(node, style) || oriel__scroll_has_spare_bar(node, style)) &&
		oriel__layout_arrange(node);
}

void oriel__overflow_propagate(const struct oriel__node *node) {
	for (struct oriel__node *at = oriel__node_container(node);
		at != NULL && oriel__layout_is_shown(at) && !is_row(node);
		at = oriel__node_container(at)) {
		const struct oriel__style *style = oriel__layout_style(at);
		bool has_changed = oriel__overflow_update(at, style);
		if (!update_bars(at, style) && !has_changed)
			return;
		node = at;
	}
}
