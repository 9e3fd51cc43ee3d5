/* SPDX-License-Identifier: MIT */
/*
 * Reading the tree: neighbours, tree order, containment. Every function stays in one tree. A shadow
 * tree is another tree; only the functions for shadow trees enter or leave it.
 */
#include "tree/tree_state_internal.h"
#include "tree/walk_internal.h"

oriel_widget *oriel_parent(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_parent");
	return node != NULL ? oriel__widget_or_null(oriel__node_tree_parent(node)) : NULL;
}

oriel_widget *oriel_first_child(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_first_child");
	return node != NULL ? oriel__widget_or_null(node->first_child) : NULL;
}

oriel_widget *oriel_last_child(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_last_child");
	return node != NULL ? oriel__widget_or_null(node->last_child) : NULL;
}

oriel_widget *oriel_next_sibling(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_next_sibling");
	return node != NULL ? oriel__widget_or_null(node->next) : NULL;
}

oriel_widget *oriel_previous_sibling(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_previous_sibling");
	return node != NULL ? oriel__widget_or_null(node->previous) : NULL;
}

size_t oriel_child_count(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_child_count");
	return node != NULL ? node->child_count : 0;
}

oriel_widget *oriel_child_at(const oriel_widget *widget, size_t index) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_child_at");
	if (node == NULL || index >= node->child_count)
		return NULL;
	const struct oriel__node *child;
	if (index < node->child_count / 2) {
		child = node->first_child;
		for (size_t i = 0; i < index; i++)
			child = child->next;
	} else {
		child = node->last_child;
		for (size_t i = node->child_count - 1; i > index; i--)
			child = child->previous;
	}
	return oriel__widget_of(child);
}

static const struct oriel__node *root_of(const struct oriel__node *node) {
	while (oriel__node_tree_parent(node) != NULL)
		node = node->parent;
	return node;
}

oriel_widget *oriel_widget_root(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_widget_root");
	return node != NULL ? oriel__widget_of(root_of(node)) : NULL;
}

bool oriel_widget_contains(const oriel_widget *widget, const oriel_widget *other) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_widget_contains");
	const struct oriel__node *inside = other != NULL ? oriel__node_of(other) : NULL;
	while (inside != NULL && inside != node)
		inside = oriel__node_tree_parent(inside);
	return inside != NULL;
}

static const struct oriel__node *node_or_null(const oriel_widget *widget) {
	return widget != NULL ? oriel__node_of(widget) : NULL;
}

oriel_widget *oriel_widget_next_in_tree(const oriel_widget *widget, const oriel_widget *root) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_widget_next_in_tree");
	return node != NULL ? oriel__widget_or_null(oriel__node_next(node, node_or_null(root))) : NULL;
}

oriel_widget *oriel_widget_previous_in_tree(const oriel_widget *widget, const oriel_widget *root) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_widget_previous_in_tree");
	return node != NULL ? oriel__widget_or_null(oriel__node_previous(node, node_or_null(root))) :
						NULL;
}

oriel_window *oriel_widget_window(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_widget_window");
	return node != NULL && node->tree != NULL ? node->tree->window : NULL;
}

const char *oriel_widget_type(const oriel_widget *widget) {
	if (widget == NULL)
		return NULL;
	const struct oriel__node *node = oriel__node_of(widget);
	return node->type != NULL ? node->type->text : widget->widget_class->name;
}

bool oriel_widget_is_destroyed(const oriel_widget *widget) {
	const struct oriel__node *node = node_or_null(widget);
	return node != NULL && (node->destroyed || node->destroying);
}

/* ---- Comparing ---- */

static size_t depth_of(const struct oriel__node *node) {
	size_t depth = 0;
	for (; oriel__node_tree_parent(node) != NULL; node = node->parent)
		depth++;
	return depth;
}

/* Returns whether a and b are in the same tree. All shadow children of one host are in one tree. */
static bool is_same_tree(const struct oriel__node *a, const struct oriel__node *b) {
	a = root_of(a);
	b = root_of(b);
	return a == b ||
		(oriel__node_is_shadow_child(a) && oriel__node_is_shadow_child(b) &&
			a->parent == b->parent);
}

static const struct oriel__node *traverse_up(const struct oriel__node *node, size_t levels) {
	for (; levels > 0; levels--)
		node = node->parent;
	return node;
}

/* Returns whether sibling b precedes a. Searches both directions at once, so close siblings are
 * found early. */
static bool traverse_is_before(const struct oriel__node *b, const struct oriel__node *a) {
	const struct oriel__node *back = a->previous, *ahead = a->next;
	while (back != NULL && ahead != NULL && back != b && ahead != b) {
		back = back->previous;
		ahead = ahead->next;
	}
	return back == b || (back != NULL && ahead == NULL);
}

static unsigned compare_in_tree(const struct oriel__node *a, const struct oriel__node *b) {
	size_t a_depth = depth_of(a), b_depth = depth_of(b);
	const struct oriel__node *a_up = traverse_up(a, a_depth > b_depth ? a_depth - b_depth : 0);
	const struct oriel__node *b_up = traverse_up(b, b_depth > a_depth ? b_depth - a_depth : 0);
	if (a_up == b_up)
		return a_depth > b_depth ? ORIEL_POSITION_CONTAINS | ORIEL_POSITION_PRECEDING :
								ORIEL_POSITION_CONTAINED_BY | ORIEL_POSITION_FOLLOWING;
	while (a_up->parent != b_up->parent) {
		a_up = a_up->parent;
		b_up = b_up->parent;
	}
	return traverse_is_before(b_up, a_up) ? ORIEL_POSITION_PRECEDING : ORIEL_POSITION_FOLLOWING;
}

unsigned oriel_widget_compare_position(const oriel_widget *widget, const oriel_widget *other) {
	const struct oriel__node *a = oriel__node_read(widget, "oriel_widget_compare_position"),
							 *b = node_or_null(other);
	if (a == b)
		return 0;
	if (a != NULL && b != NULL && is_same_tree(a, b))
		return compare_in_tree(a, b);
	bool precedes = (uintptr_t)b < (uintptr_t)a; /* any consistent order */
	return ORIEL_POSITION_DISCONNECTED | ORIEL_POSITION_IMPLEMENTATION_SPECIFIC |
		(precedes ? ORIEL_POSITION_PRECEDING : ORIEL_POSITION_FOLLOWING);
}

/* ---- The shadow tree ---- */

oriel_widget *oriel_widget_host(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_widget_host");
	if (node == NULL)
		return NULL;
	node = root_of(node);
	return oriel__node_is_shadow_child(node) ? oriel__widget_or_null(node->parent) : NULL;
}

oriel_widget *oriel_widget_first_shadow_child(const oriel_widget *host) {
	const struct oriel__node *node = oriel__node_read(host, "oriel_widget_first_shadow_child");
	return node != NULL ? oriel__widget_or_null(oriel__node_first_shadow_child(node)) : NULL;
}

oriel_widget *oriel_widget_last_shadow_child(const oriel_widget *host) {
	const struct oriel__node *node = oriel__node_read(host, "oriel_widget_last_shadow_child");
	return node != NULL ? oriel__widget_or_null(oriel__node_last_shadow_child(node)) : NULL;
}
