/* SPDX-License-Identifier: MIT */
/*
 * Reading the tree: neighbours, tree order, what contains what.
 */
#include "tree/state-internal.h"
#include "tree/walk-internal.h"

oriel_widget *oriel_parent(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_parent");
	return node != NULL ? oriel__widget_or_null(node->parent) : NULL;
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

oriel_widget *oriel_root(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_root");
	while (node != NULL && node->parent != NULL)
		node = node->parent;
	return oriel__widget_or_null(node);
}

bool oriel_contains(const oriel_widget *widget, const oriel_widget *other) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_contains");
	return node != NULL && other != NULL && oriel__node_contains(node, oriel__node_of(other));
}

static const struct oriel__node *node_or_null(const oriel_widget *widget) {
	return widget != NULL ? oriel__node_of(widget) : NULL;
}

oriel_widget *oriel_next_in_tree(const oriel_widget *widget, const oriel_widget *root) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_next_in_tree");
	return node != NULL ? oriel__widget_or_null(oriel__node_next(node, node_or_null(root))) : NULL;
}

oriel_widget *oriel_previous_in_tree(const oriel_widget *widget, const oriel_widget *root) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_previous_in_tree");
	return node != NULL ? oriel__widget_or_null(oriel__node_previous(node, node_or_null(root))) : NULL;
}

oriel_window *oriel_widget_window(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_widget_window");
	return node != NULL && node->tree != NULL ? node->tree->window : NULL;
}

const char *oriel_type(const oriel_widget *widget) {
	return widget != NULL ? widget->widget_class->name : NULL;
}

bool oriel_is_destroyed(const oriel_widget *widget) {
	const struct oriel__node *node = node_or_null(widget);
	return node != NULL && (node->destroyed || node->destroying);
}

struct oriel_rect oriel_bounds(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_bounds");
	return node != NULL ? node->rect : (struct oriel_rect){ 0 };
}
