/* SPDX-License-Identifier: MIT */
/*
 * Virtual containers: the list of those of a loop, the pass that realises their children, and the
 * places of items in their sets. layout/ places the children, app/ runs the pass in each frame.
 */
#include "tree/virtual_internal.h"

#include "base/alloc_internal.h"
#include "loop/callback_internal.h"
#include "tree/rare_internal.h"
#include "tree/tree_state_internal.h"

#include <oriel/runtime/log.h>

#include <limits.h>

/* ---- Items ---- */

const struct oriel_set_item *oriel__node_item(const struct oriel__node *node) {
	return node->rare != NULL && node->rare->item.position > 0 ? &node->rare->item : NULL;
}

void oriel_widget_set_item(oriel_widget *widget, const struct oriel_set_item *item) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_widget_set_item");
	ORIEL_ASSERT(item != NULL, "oriel_widget_set_item: item is NULL; pass one of zeros for none");
	ORIEL_ASSERT(item->position <= item->set_size,
		"oriel_widget_set_item: position %zu of %zu; positions begin at 1", item->position,
		item->set_size);
	struct oriel_set_item *now = &oriel__node_rare(node)->item, was = *now;
	*now = *item;
	if (was.position == now->position && was.set_size == now->set_size)
		return;
	struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
	bool is_edge = (was.position == 1) != (now->position == 1) ||
		(was.position == was.set_size) != (now->position == now->set_size);
	state->version++;
	if (state->style != NULL && node->parent != NULL)
		state->style->item_changed(node, is_edge);
}

/* ---- Containers ---- */

void oriel__virtual_add(struct oriel__node *node) {
	oriel__node_list_add(&oriel__tree_state(oriel__node_loop(node))->virtuals, node);
}

void oriel__virtual_remove(struct oriel__node *node) {
	struct oriel__node_list *list = &oriel__tree_state(oriel__node_loop(node))->virtuals;
	for (size_t i = 0; i < list->count; i++) {
		if (list->nodes[i] == node) {
			list->nodes[i] = list->nodes[--list->count];
			return;
		}
	}
}

static bool virtual_realise_node(struct oriel__node *node,
	void (*view_of)(const struct oriel__node *node, struct oriel_virtual_view *view)) {
	struct oriel_virtual_view view = { 0 };
	view_of(node, &view);
	return oriel__node_class(node)->realise(oriel__widget_of(node), &view);
}

bool oriel__virtual_realise(struct oriel__tree *tree,
	void (*view_of)(const struct oriel__node *node, struct oriel_virtual_view *view)) {
	if (tree->root == NULL)
		return false;
	oriel_loop *loop = oriel__node_loop(tree->root);
	const struct oriel__node_list *list = &oriel__tree_state(loop)->virtuals;
	bool has_changed = false;
	if (list->count == 0)
		return false;
	/* Classes may change the list. A container that is left out by that is realised in the next
	 * pass, and one that is called twice finds nothing to do. */
	oriel__hold_begin(loop);
	for (size_t i = 0; i < list->count; i++) {
		struct oriel__node *node = list->nodes[i];
		if (node->tree == tree && !node->destroyed)
			has_changed |= virtual_realise_node(node, view_of);
	}
	oriel__hold_end(loop);
	return has_changed;
}

void oriel_widget_call_back(oriel_widget *widget, void (*fn)(void *data), void *data) {
	oriel_loop *loop = oriel__node_loop(oriel__node_read(widget, "oriel_widget_call_back"));
	oriel__callback_enter(loop);
	fn(data);
	oriel__callback_leave(loop);
}
