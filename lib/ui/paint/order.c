/* SPDX-License-Identifier: MIT */
/*
 * Finds the layers of a stacking context, for painting and for hit testing.
 */
#include "paint/order_internal.h"

#include <stdlib.h>

#include "base/alloc_internal.h"
#include "style/style_internal.h"
#include "tree/walk_internal.h"

static void layers_add(struct oriel__layer_walk *walk, struct oriel__node *node,
	const struct oriel__layer_place *place, int z, bool is_bars) {
	if (walk->count == walk->capacity)
		walk->layers = oriel__grow(
			walk->layers, &walk->capacity, walk->count + 1, sizeof(*walk->layers));
	walk->layers[walk->count] = (struct oriel__layer){
		.node = node, .place = *place, .z = z, .at = (uint32_t)walk->count, .is_bars = is_bars
	};
	walk->count++;
}

static int layer_z_index(const struct oriel__node *node) {
	return node->has_z_index ? oriel__widget_style(oriel__widget_of(node))->z_index : 0;
}

static void layers_search(struct oriel__layer_walk *walk, struct oriel__node *node,
	const struct oriel__layer_place *inside);

/* Adds the layers of a child that may be reached: itself, those inside it, and its scroll bars,
 * which are drawn over all of these. */
static void layers_enter(struct oriel__layer_walk *walk, struct oriel__node *child,
	const struct oriel__layer_place *at, const struct oriel__layer_place *inside) {
	if (child->lifted)
		layers_add(walk, child, at, layer_z_index(child), false);
	if (child->stacks || !child->holds_lifted)
		return;
	size_t first = walk->count;
	layers_search(walk, child, inside);
	if (!oriel__layer_has_bars(child))
		return;
	int z = 0;
	for (size_t i = first; i < walk->count; i++)
		z = walk->layers[i].z > z ? walk->layers[i].z : z;
	layers_add(walk, child, at, z, true);
}

static void layers_search(struct oriel__layer_walk *walk, struct oriel__node *node,
	const struct oriel__layer_place *inside) {
	struct oriel__children children = walk->children(walk, node, inside);
	for (struct oriel__node *child; (child = oriel__children_next(&children)) != NULL;) {
		struct oriel__layer_place place;
		if ((child->lifted || child->holds_lifted) && !child->escapes &&
			walk->enter(walk, child, inside, &place))
			layers_enter(walk, child, inside, &place);
	}
}

/* ---- Nodes that escape ---- */

static struct oriel__node *context_of(const struct oriel__node *node) {
	struct oriel__node *at = node->parent;
	while (at != NULL && !at->stacks)
		at = at->parent;
	return at;
}

/* Returns the layer of a context in which a node is drawn; NULL: in none. */
static struct oriel__node *layer_in(
	struct oriel__node *node, const struct oriel__node *context) {
	struct oriel__node *layer = node, *around = context_of(node);
	while (around != context) {
		if (around == NULL || layer->on_top)
			return NULL;
		layer = around;
		around = context_of(around);
	}
	return layer->on_top ? NULL : layer;
}

static bool layers_have(const struct oriel__layer_walk *walk, const struct oriel__node *node) {
	for (size_t i = 0; i < walk->count; i++) {
		if (walk->layers[i].node == node && !walk->layers[i].is_bars)
			return true;
	}
	return false;
}

/* Adds the layers that the search has not found: those that stand in other boxes, and those that
 * are out of reach themselves and contain such a layer. Returns whether there were any. */
static bool layers_add_apart(struct oriel__layer_walk *walk, const struct oriel__node *context) {
	size_t found = walk->count;
	oriel__positions_each(position, context->tree) {
		struct oriel__node *layer = position->node->escapes ? layer_in(position->node, context) :
															NULL;
		struct oriel__layer_place at, inside;
		if (layer == NULL || layers_have(walk, layer) ||
			!walk->place_in(walk, oriel__node_container(layer), &at))
			continue;
		if (layer != position->node)
			layers_add(walk, layer, &at, layer_z_index(layer), false);
		else if (walk->enter(walk, layer, &at, &inside))
			layers_enter(walk, layer, &at, &inside);
	}
	return walk->count > found;
}

/* ---- The order ---- */

static int flat_depth(const struct oriel__node *node) {
	int depth = 0;
	for (; node->parent != NULL; node = node->parent)
		depth++;
	return depth;
}

/* Compares two nodes by the order of the flat tree. */
static int node_compare(const struct oriel__node *a, const struct oriel__node *b) {
	int depth_a = flat_depth(a), depth_b = flat_depth(b), difference = depth_a - depth_b;
	for (; depth_a > depth_b; depth_a--)
		a = a->parent;
	for (; depth_b > depth_a; depth_b--)
		b = b->parent;
	if (a == b)
		return difference;
	for (; a->parent != b->parent; a = a->parent)
		b = b->parent;
	while (a != NULL && a != b)
		a = oriel__node_next_flat(a);
	return a == b ? -1 : 1;
}

static int layer_compare_in_tree(const void *left, const void *right) {
	const struct oriel__layer *a = left, *b = right;
	if (a->is_bars == b->is_bars)
		return a->node == b->node ? 0 : node_compare(a->node, b->node);
	/* bars follow all that is inside their node */
	if (a->is_bars)
		return oriel__node_contains(a->node, b->node) ? 1 : node_compare(a->node, b->node);
	return oriel__node_contains(b->node, a->node) ? -1 : node_compare(a->node, b->node);
}

static int layer_compare(const void *left, const void *right) {
	const struct oriel__layer *a = left, *b = right;
	if (a->z != b->z)
		return a->z < b->z ? -1 : 1;
	return a->at < b->at ? -1 : a->at > b->at;
}

void oriel__layers_find(struct oriel__layer_walk *walk, struct oriel__node *context,
	const struct oriel__layer_place *inside) {
	bool has_z = false;
	layers_search(walk, context, inside);
	if (!oriel__list_is_empty(&context->tree->positions) && layers_add_apart(walk, context)) {
		qsort(walk->layers, walk->count, sizeof(*walk->layers), layer_compare_in_tree);
		for (size_t i = 0; i < walk->count; i++)
			walk->layers[i].at = (uint32_t)i;
	}
	for (size_t i = 0; i < walk->count; i++) {
		has_z |= walk->layers[i].z != 0;
		walk->below += walk->layers[i].z < 0;
	}
	if (has_z)
		qsort(walk->layers, walk->count, sizeof(*walk->layers), layer_compare);
}

void oriel__layers_finish(struct oriel__layer_walk *walk) {
	oriel__free(walk->layers);
}

bool oriel__layers_escape(const struct oriel__node *context) {
	oriel__positions_each(position, context->tree) {
		const struct oriel__node *node = position->node;
		if (node->escapes && !node->on_top && oriel__node_contains(context, node) &&
			node != context && !oriel__node_contains(context, position->container))
			return true;
	}
	return false;
}
