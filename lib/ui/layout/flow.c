/* SPDX-License-Identifier: MIT */
/*
 * Walks over the boxes of a container some of whose children have `display: contents`. Source: CSS
 * Display 3, §2.5.
 */
#include "layout/flow_internal.h"

#include "layout/cache_internal.h"
#include "layout/flex_internal.h"

/* Returns the first box inside a dissolved node, or NULL. */
static struct oriel__node *flow_open(struct oriel__node *node) {
	if (node->layout_cache == NULL)
		oriel__layout_cache_siblings(node);
	oriel__layout_cache_set_depth(node->layout_cache, node->parent->layout_cache->depth + 1u);
	return oriel__layout_may_descend(node) ? oriel__node_first_in_flow(node) : NULL;
}

/* Returns what follows a node and all that is inside it. */
static struct oriel__node *flow_skip(
	const struct oriel__node *container, struct oriel__node *node) {
	struct oriel__node *next = oriel__node_next_in_flow(node);
	while (next == NULL && node->parent != container) {
		node = node->parent;
		next = oriel__node_next_in_flow(node);
	}
	return next;
}

struct oriel__node *oriel__flow_enter(
	const struct oriel__node *container, struct oriel__node *node) {
	while (node != NULL && oriel__flow_is_dissolved(node)) {
		struct oriel__node *first = flow_open(node);
		node = first != NULL ? first : flow_skip(container, node);
	}
	return node;
}

struct oriel__node *oriel__flow_after(
	const struct oriel__node *container, struct oriel__node *box) {
	return oriel__flow_enter(container, flow_skip(container, box));
}

uint32_t oriel__flow_count_all(const struct oriel__node *container) {
	uint32_t count = 0;
	for (struct oriel__node *box = oriel__flow_first(container); box != NULL;
		box = oriel__flow_after(container, box))
		count++;
	return count;
}

struct oriel__node *oriel__flow_find_parent(const struct oriel__node *node) {
	struct oriel__node *parent = node->parent;
	while (oriel__flow_is_dissolved(parent))
		parent = parent->parent;
	return parent;
}
