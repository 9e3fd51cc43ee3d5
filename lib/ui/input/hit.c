/* SPDX-License-Identifier: MIT */
/*
 * Hit testing: finds the widget that is drawn at a point. The order is the order of painting
 * (paint/order_internal.h) backwards. A stacking context is tested in this order: its layers from
 * the highest z-index down to 0, its flow, its layers below 0. A node is tested in this order: its
 * scroll bars, its shadow tree and its children from the last to the first, the node itself.
 * Children may extend beyond a widget that does not clip.
 */
#include "style/style_internal.h"
#include "input/pointer_internal.h"

#include "layout/children_internal.h"
#include "layout/layout_internal.h"
#include "layout/scroll_internal.h"
#include "paint/display_list_internal.h"
#include "paint/order_internal.h"
#include "tree/top_layer_internal.h"


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

/* With this many siblings or more, a node is tested only if the point is in the extent that paint/
 * stores. */
#define MANY 64

/* Returns whether nothing inside the node can be at a point outside its border box. x, y: px in
 * that box. An extent covers only what is drawn. In a long list, a transparent widget that extends
 * beyond its row is therefore not hit there. */
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
	const struct oriel__style *style = oriel__widget_style(oriel__widget_of(node));
	if (!style->has_pointer_events || !style->is_visible || oriel__node_is_inert(node))
		return false;
	return widget_class->hit_test == NULL || widget_class->hit_test(oriel__widget_of(node), x, y);
}

static bool is_clipped_away(const struct oriel__node *node, double x, double y) {
	const struct oriel__style *style = oriel__widget_style(oriel__widget_of(node));
	if (!oriel__layout_clips(style))
		return false;
	struct oriel__area area = oriel__area_of(oriel__scroll_view(node));
	return (oriel__layout_clips_axis(style, false) && !(x >= area.left && x < area.right)) ||
		(oriel__layout_clips_axis(style, true) && !(y >= area.top && y < area.bottom));
}

/* Returns the place inside a node. x, y: the point, px in the node's border box. The place is that
 * point plus the scroll offset, because children have positions in the scrolled content. */
static struct oriel__layer_place hit_place_inside(
	const struct oriel__node *node, double x, double y, bool is_clipped) {
	struct oriel_scroll scroll = oriel__scroll_of(node);
	return (struct oriel__layer_place){ .x = x + scroll.x,
		.y = y + scroll.y,
		.is_clipped = is_clipped || is_clipped_away(node, x, y) };
}

/* Returns the children that may be drawn at a place. Until a node is painted, its children may be
 * drawn at any distance from their boxes. */
static struct oriel__children hit_children_at(
	const struct oriel__node *node, const struct oriel__layer_place *inside) {
	double reach = node->picture != NULL ? (double)node->picture->reach + 1 : (double)INFINITY;
	if (inside->is_clipped)
		return (struct oriel__children){ 0 };
	return oriel__children_between(node, inside->y - reach, inside->y + reach);
}

/* ---- A node ---- */

static bool hit_unit(struct oriel__node *node, double x, double y, struct oriel__hit *out);
static bool hit_context(struct oriel__node *node, const struct oriel__layer_place *inside,
	struct oriel__hit *out);

/* Returns whether a node, or a node drawn with it, is at a point. x, y: px in its border box. */
static bool hit_hit(struct oriel__node *node, double x, double y, struct oriel__hit *out) {
	return (hit_is_inside(node, x, y) || !hit_is_elsewhere(node, x, y)) &&
		oriel__layout_is_shown(node) && hit_unit(node, x, y, out);
}

/* Tests the children in the flow, from the last to the first. all: tests layers, too. */
static bool hit_flow(struct oriel__node *node, const struct oriel__layer_place *inside, bool all,
	struct oriel__hit *out) {
	struct oriel__children children = hit_children_at(node, inside);
	for (struct oriel__node *child; (child = oriel__children_previous(&children)) != NULL;) {
		if ((all || !child->lifted) &&
			hit_hit(child, inside->x - child->rect.x, inside->y - child->rect.y, out))
			return true;
	}
	return false;
}

static bool hit_inside(struct oriel__node *node, double x, double y, struct oriel__hit *out) {
	if (oriel__node_first_flat(node) == NULL)
		return false;
	const struct oriel__layer_place inside = hit_place_inside(node, x, y, false);
	if (node->stacks && node->holds_lifted)
		return hit_context(node, &inside, out);
	return hit_flow(node, &inside, !node->holds_lifted, out);
}

static bool hit_unit(struct oriel__node *node, double x, double y, struct oriel__hit *out) {
	bool inside = hit_is_inside(node, x, y);
	oriel__layout_arrange_waiting(node);
	if (inside && !oriel__layer_has_bars(node) && hit_bars(node, (float)x, (float)y, out))
		return true;
	if (hit_inside(node, x, y, out))
		return true;
	if (!inside || !is_hit_itself(node, (float)x, (float)y))
		return false;
	/* A generated box is no widget: its parent receives the events. */
	*out = (struct oriel__hit){
		.node = node->kind == ORIEL__NODE_GENERATED ? node->parent : node
	};
	return true;
}

/* ---- Layers ---- */

static struct oriel__children hit_layer_children(const struct oriel__layer_walk *walk,
	const struct oriel__node *node, const struct oriel__layer_place *inside) {
	return hit_children_at(node, inside);
}

static bool hit_layer_enter(struct oriel__layer_walk *walk, struct oriel__node *child,
	const struct oriel__layer_place *at, struct oriel__layer_place *inside) {
	double x = at->x - child->rect.x, y = at->y - child->rect.y;
	if (at->is_clipped || !oriel__layout_is_shown(child) ||
		(!hit_is_inside(child, x, y) && hit_is_elsewhere(child, x, y)))
		return false;
	oriel__layout_arrange_waiting(child);
	*inside = hit_place_inside(child, x, y, at->is_clipped);
	return true;
}

struct hit_walk {
	struct oriel__layer_walk walk;
	const struct oriel__node *context;
	const struct oriel__layer_place *inside; /* of the context */
};

/* Returns the point in the window: adds the positions of the context and of its containers. */
static struct oriel__layer_place hit_window_place(const struct hit_walk *hit) {
	struct oriel__layer_place place = { .x = hit->inside->x, .y = hit->inside->y };
	for (const struct oriel__node *at = hit->context; at != NULL;
		at = oriel__node_container(at)) {
		struct oriel_scroll scroll = oriel__scroll_of(at);
		place.x += at->rect.x - scroll.x;
		place.y += at->rect.y - scroll.y;
	}
	return place;
}

static bool hit_layer_place_in(struct oriel__layer_walk *walk, struct oriel__node *container,
	struct oriel__layer_place *inside) {
	const struct hit_walk *hit = oriel__container_of(walk, struct hit_walk, walk);
	struct oriel__layer_place at;
	if (container == NULL) {
		*inside = hit_window_place(hit);
		return true;
	}
	if (!oriel__layout_is_shown(container) ||
		!hit_layer_place_in(walk, oriel__node_container(container), &at))
		return false;
	*inside = hit_place_inside(
		container, at.x - container->rect.x, at.y - container->rect.y, at.is_clipped);
	return true;
}

/* Tests a context that is clipped away. Only nodes that escape from the clip can be hit. */
static bool hit_escaped(struct oriel__node *context, double x, double y, struct oriel__hit *out) {
	const struct oriel__layer_place inside = hit_place_inside(context, x, y, true);
	return context->stacks && context->holds_lifted && hit_context(context, &inside, out);
}

static bool hit_layer(const struct oriel__layer *layer, struct oriel__hit *out) {
	struct oriel__node *node = layer->node;
	double x = layer->place.x - node->rect.x, y = layer->place.y - node->rect.y;
	if (!oriel__layout_is_shown(node))
		return false;
	if (layer->place.is_clipped)
		return !layer->is_bars && hit_escaped(node, x, y, out);
	if (layer->is_bars)
		return hit_is_inside(node, x, y) && hit_bars(node, (float)x, (float)y, out);
	return hit_unit(node, x, y, out);
}

static bool hit_layers(
	const struct oriel__layer_walk *walk, size_t first, size_t end, struct oriel__hit *out) {
	while (end > first) {
		if (hit_layer(&walk->layers[--end], out))
			return true;
	}
	return false;
}

static bool hit_context(struct oriel__node *node, const struct oriel__layer_place *inside,
	struct oriel__hit *out) {
	struct hit_walk hit = { .walk = { .children = hit_layer_children,
								.enter = hit_layer_enter,
								.place_in = hit_layer_place_in },
		.context = node,
		.inside = inside };
	struct oriel__layer_walk *walk = &hit.walk;
	oriel__layers_find(walk, node, inside);
	bool is_hit = hit_layers(walk, walk->below, walk->count, out) ||
		hit_flow(node, inside, false, out) || hit_layers(walk, 0, walk->below, out);
	oriel__layers_finish(walk);
	return is_hit;
}

/* ---- The top layer ---- */

/* Tests the members of the top layer, from the last to the first. The backdrop of a modal member
 * covers the window; a hit on the backdrop hits the member. All nodes below the backdrop are inert.
 * x, y: px in the window. */
static bool hit_top_layer(
	const struct oriel__tree *tree, double x, double y, struct oriel__hit *out) {
	for (struct oriel__top *top = oriel__list_last(&tree->top_layer, struct oriel__top, link);
		top != NULL; top = oriel__list_previous(top, struct oriel__top, link)) {
		struct oriel__node *node = top->node;
		if (!node->escapes || !oriel__layout_is_shown(node))
			continue;
		if (hit_unit(node, x - node->rect.x, y - node->rect.y, out))
			return true;
		if (top->is_modal && !oriel__node_is_inert(node)) {
			*out = (struct oriel__hit){ .node = node };
			return true;
		}
	}
	return false;
}

struct oriel__hit oriel__hit_test(struct oriel__surface *surface, float x, float y) {
	struct oriel__hit out = { 0 };
	oriel__surface_query_geometry(surface);
	struct oriel__node *root = surface->tree.root;
	if (surface->is_closed || surface->is_blocked || root == NULL)
		return out;
	oriel__tree_freeze(surface->view.loop, "hit_test");
	if (!hit_top_layer(root->tree, (double)x, (double)y, &out))
		hit_hit(root, (double)x - root->rect.x, (double)y - root->rect.y, &out);
	oriel__tree_thaw(surface->view.loop);
	return out;
}
