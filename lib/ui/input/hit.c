/* SPDX-License-Identifier: MIT */
/*
 * Hit testing: which widget is drawn at a point, by the order of painting (paint/order_internal.h)
 * backwards: first the lifted nodes of a layer, then what is in its flow; the last part first, then
 * the last child, a widget after them, its scroll bars before them. Children may stick out of a
 * widget that does not clip.
 */
#include "style/style_internal.h"
#include "input/pointer_internal.h"

#include "layout/children_internal.h"
#include "layout/layout_internal.h"
#include "layout/scroll_internal.h"
#include "paint/display_list_internal.h"
#include "tree/node_internal.h"


#include <math.h>

static bool is_on_bar(const struct oriel__node *node, bool vertical, float x, float y) {
	return oriel_rect_contains(oriel__scroll_bar(node, vertical).track, x, y);
}

static bool hit_bars(struct oriel__node *node, float x, float y, struct oriel__hit *out) {
	if (node->scroll == NULL)
		return false;
	bool vertical = is_on_bar(node, true, x, y);
	if (!vertical && !is_on_bar(node, false, x, y))
		return false;
	*out = (struct oriel__hit){ .node = node, .has_bar = true, .is_vertical = vertical };
	return true;
}

static bool hit_is_inside(const struct oriel__node *node, double x, double y) {
	return x >= 0 && y >= 0 && x < (double)node->rect.width && y < (double)node->rect.height;
}

/* Beyond this number of siblings, what paint/ knows of their extents spares looking into each. */
#define MANY 64

/* Whether nothing in the node can be at this point, px in its border box, which is outside that
 * box. Extents are of what is drawn: in a long list, something transparent that sticks out of its
 * row is not found. */
static bool hit_is_elsewhere(const struct oriel__node *node, double x, double y) {
	const unsigned marks = ORIEL__MARK_RECORD | ORIEL__MARK_RECORD << ORIEL__MARK_CHILD_SHIFT;
	if (oriel__node_first_flat(node) == NULL)
		return true;
	if (node->parent == NULL || node->parent->child_count < MANY || (node->marks & marks) != 0)
		return false;
	const struct oriel__picture *picture = node->picture;
	return picture != NULL && picture->is_painted &&
		!oriel__area_contains(oriel__area_of(picture->subtree), x, y);
}

static bool is_hit_itself(struct oriel__node *node, float x, float y) {
	const struct oriel_widget_class *widget_class = oriel__node_class(node);
	if (!oriel__widget_style(oriel__widget_of(node))->has_pointer_events)
		return false;
	return widget_class->hit_test == NULL || widget_class->hit_test(oriel__widget_of(node), x, y);
}

/* Whether a node, or something in it, is at a point: px in its border box. */
typedef bool hit_fn(struct oriel__node *node, double x, double y, struct oriel__hit *out);

static hit_fn hit_hit, hit_in_flow, hit_lifted;

/* Asks the children that may be drawn at the point, the last first. Until a node is painted, its
 * children may be drawn at any distance from their boxes. */
static bool hit_each(
	struct oriel__node *node, double x, double y, hit_fn *fn, struct oriel__hit *out) {
	struct oriel_scroll scroll = oriel__scroll_of(node);
	double content_x = x + scroll.x, content_y = y + scroll.y;
	double reach = node->picture != NULL ? (double)node->picture->reach + 1 : (double)INFINITY;
	struct oriel__children children = oriel__children_between(
		node, content_y - reach, content_y + reach);
	for (struct oriel__node *child; (child = oriel__children_previous(&children)) != NULL;) {
		if (fn(child, content_x - child->rect.x, content_y - child->rect.y, out))
			return true;
	}
	return false;
}

/* As oriel__picture_is_layer(), by what will be painted next. */
static bool is_layer(const struct oriel__node *node) {
	const struct oriel__style *style = oriel__widget_style(oriel__widget_of(node));
	return node->lifted || oriel__layout_clips(style) || style->opacity < 1 || node->parent == NULL;
}

static bool hit_in_flow(struct oriel__node *child, double x, double y, struct oriel__hit *out) {
	return !child->lifted && hit_hit(child, x, y, out);
}

static bool hit_lifted(struct oriel__node *child, double x, double y, struct oriel__hit *out) {
	if (child->lifted)
		return hit_hit(child, x, y, out);
	if (!child->holds_lifted || !oriel__layout_is_shown(child) || is_layer(child) ||
		(!hit_is_inside(child, x, y) && hit_is_elsewhere(child, x, y)))
		return false;
	oriel__layout_arrange_waiting(child);
	return hit_each(child, x, y, hit_lifted, out);
}

static bool hit_children(struct oriel__node *node, double x, double y, struct oriel__hit *out) {
	if (!node->holds_lifted)
		return hit_each(node, x, y, hit_hit, out);
	return (is_layer(node) && hit_each(node, x, y, hit_lifted, out)) ||
		hit_each(node, x, y, hit_in_flow, out);
}

static bool is_clipped_away(const struct oriel__node *node, double x, double y) {
	const struct oriel__style *style = oriel__widget_style(oriel__widget_of(node));
	if (!oriel__layout_clips(style))
		return false;
	return !oriel__area_contains(oriel__area_of(oriel__scroll_view(node)), x, y);
}

/* x, y: px in the node's border box. */
static bool hit_hit(struct oriel__node *node, double x, double y, struct oriel__hit *out) {
	bool inside = hit_is_inside(node, x, y);
	if ((!inside && hit_is_elsewhere(node, x, y)) || !oriel__layout_is_shown(node))
		return false;
	oriel__layout_arrange_waiting(node);
	if (inside && hit_bars(node, (float)x, (float)y, out))
		return true;
	if (oriel__node_first_flat(node) != NULL && !is_clipped_away(node, x, y) &&
		hit_children(node, x, y, out))
		return true;
	if (!inside || !is_hit_itself(node, (float)x, (float)y))
		return false;
	/* A generated box has no events of its own. */
	*out = (struct oriel__hit){
		.node = node->kind == ORIEL__NODE_GENERATED ? node->parent : node
	};
	return true;
}

struct oriel__hit oriel__hit_test(struct oriel__surface *surface, float x, float y) {
	struct oriel__hit out = { 0 };
	oriel__surface_query_geometry(surface);
	struct oriel__node *root = surface->tree.root;
	if (surface->is_closed || root == NULL)
		return out;
	oriel__tree_freeze(surface->view.loop, "hit_test");
	hit_hit(root, (double)x - root->rect.x, (double)y - root->rect.y, &out);
	oriel__tree_thaw(surface->view.loop);
	return out;
}
