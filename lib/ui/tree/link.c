/* SPDX-License-Identifier: MIT */
/*
 * Links between nodes: the children of a node, and the nodes of a window's tree. insert.c checks
 * whether a place accepts a node.
 *
 * A change has two halves. The first half sets the links and restores the invariant that every node
 * has its parent's window. It runs no code of the program. The second half calls the classes and
 * fires the window's events; both may change the tree again. A hold keeps addresses valid until the
 * end.
 */
#include "base/alloc_internal.h"
#include "loop/callback_internal.h"
#include "tree/insert_internal.h"
#include "tree/marks_internal.h"
#include "tree/mutation_internal.h"
#include "tree/names_internal.h"
#include "tree/position_internal.h"
#include "tree/top_layer_internal.h"
#include "tree/node_list_internal.h"
#include "tree/rare_internal.h"
#include "tree/walk_internal.h"

#include <oriel/runtime/log.h>

/* ---- Links ---- */

void oriel__node_children_changed(
	struct oriel__node *parent, struct oriel__node *before, struct oriel__node *after) {
	struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(parent));
	state->structure_version++;
	state->version++;
	oriel__node_mark(parent, ORIEL__MARK_LAYOUT);
	if (state->style != NULL)
		state->style->children_changed(
			parent, oriel__node_element_back(before), oriel__node_element_ahead(after));
}

struct ends {
	struct oriel__node **first, **last;
};

static struct ends ends_of(struct oriel__node *parent, bool parts) {
	if (parts)
		return (struct ends){ &parent->rare->first_part, &parent->rare->last_part };
	return (struct ends){ &parent->first_child, &parent->last_child };
}

static void link_count(struct oriel__node *parent, const struct oriel__node *child, int by) {
	if (oriel__node_is_shadow_child(child))
		parent->rare->part_count += (uint32_t)by;
	else
		parent->child_count += (uint32_t)by;
	if (child->kind == ORIEL__NODE_TEXT)
		oriel__node_rare(parent)->text_count += (uint32_t)by;
}

void oriel__node_link(struct oriel__node *parent, struct oriel__node *child,
	struct oriel__node *reference, bool as_part) {
	if (as_part)
		oriel__node_rare(parent);
	struct ends ends = ends_of(parent, as_part);
	struct oriel__node *before = reference != NULL ? reference->previous : *ends.last;
	oriel__orphan_remove(child);
	child->target.is_shadow_root = as_part;
	child->parent = parent;
	child->target.parent = as_part ? NULL : &parent->target;
	child->previous = before;
	child->next = reference;
	*(before != NULL ? &before->next : ends.first) = child;
	*(reference != NULL ? &reference->previous : ends.last) = child;
	link_count(parent, child, 1);
	if (child->lifted || child->holds_lifted)
		oriel__node_tell_lifted(child);
	if (reference != NULL)
		parent->children_shuffled = 1;
	child->marks |= ORIEL__MARK_ALL;
	oriel__node_mark_path(child, ORIEL__MARK_ALL);
	oriel__node_children_changed(parent, before, reference);
}

/* ---- Generated boxes ---- */

void oriel__node_link_generated(
	struct oriel__node *parent, struct oriel__node *box, bool is_after) {
	struct oriel__rare *rare = oriel__node_rare(parent);
	oriel__orphan_remove(box);
	*(is_after ? &rare->after : &rare->before) = box;
	box->parent = parent;
	box->target.parent = &parent->target;
	box->in_shadow = parent->in_shadow;
	box->tree = parent->tree;
	oriel__node_mark_path(box, ORIEL__MARK_ALL);
	oriel__node_mark(parent, ORIEL__MARK_LAYOUT);
}

static void link_unlink_generated(struct oriel__node *box) {
	struct oriel__node *parent = box->parent;
	*(parent->rare->after == box ? &parent->rare->after : &parent->rare->before) = NULL;
	oriel__marked_remove(parent, box);
	box->parent = NULL;
	box->target.parent = NULL;
	oriel__orphan_add(box);
	oriel__node_mark(parent, ORIEL__MARK_LAYOUT);
}

void oriel__node_unlink(struct oriel__node *child) {
	if (child->kind == ORIEL__NODE_GENERATED) {
		link_unlink_generated(child);
		return;
	}
	struct oriel__node *parent = child->parent, *before = child->previous, *after = child->next;
	struct ends ends = ends_of(parent, oriel__node_is_shadow_child(child));
	*(before != NULL ? &before->next : ends.first) = after;
	*(after != NULL ? &after->previous : ends.last) = before;
	link_count(parent, child, -1);
	parent->children_shuffled = 1;
	oriel__marked_remove(parent, child);
	child->parent = child->previous = child->next = NULL;
	child->target.parent = NULL;
	child->target.is_shadow_root = false;
	oriel__orphan_add(child);
	oriel__node_mark(child, ORIEL__MARK_STYLE | ORIEL__MARK_SUBTREE);
	oriel__node_children_changed(parent, before, after);
}

/* ---- Entering and leaving a window's tree ---- */

void oriel__node_set_tree(
	struct oriel__node *root, struct oriel__tree *tree, struct oriel__node_list *told) {
	if (root->tree != NULL) {
		oriel__top_layer_drop_inside(root->tree, root);
		if (root->apart || root->lifted || root->holds_lifted)
			oriel__positions_drop_inside(root->tree, root);
	}
	for (struct oriel__node *node = root; node != NULL; node = oriel__flat_next(node, root)) {
		const struct oriel_widget_class *widget_class = oriel__node_class(node);
		node->tree = tree;
		if (tree == NULL)
			node->rect = (struct oriel__box){ 0 };
		if (widget_class->attached != NULL || widget_class->detached != NULL)
			oriel__node_list_add(told, node);
	}
}

static void tell_attachment(struct oriel__node *node) {
	const struct oriel_widget_class *widget_class = oriel__node_class(node);
	bool attached = node->tree != NULL;
	if (node->attached == attached || node->destroyed)
		return;
	node->attached = attached;
	void (*method)(oriel_widget *) = attached ? widget_class->attached : widget_class->detached;
	if (method != NULL)
		method(oriel__widget_of(node));
}

void oriel__attachments_tell(struct oriel__node_list *told) {
	for (size_t i = 0; i < told->count; i++)
		tell_attachment(told->nodes[i]);
	oriel__free(told->nodes);
}

static void tell_leaving(struct oriel__tree *tree, struct oriel__node *node, bool destroying) {
	if (tree != NULL && tree->tree_class->leaving != NULL)
		tree->tree_class->leaving(tree, node, destroying);
}

static void tell_left(struct oriel__tree *tree) {
	if (tree != NULL && tree->tree_class->left != NULL)
		tree->tree_class->left(tree);
}

static void link_take_out(struct oriel__node *node, unsigned flags) {
	struct oriel__node *parent = oriel__node_tree_parent(node), *before = node->previous,
					   *after = node->next;
	oriel__node_unlink(node);
	if (parent == NULL || node->kind == ORIEL__NODE_GENERATED)
		return;
	if (!(flags & ORIEL__DETACH_DESTROYING))
		oriel__mutation_removed(node, parent);
	if (!(flags & ORIEL__DETACH_UNRECORDED))
		oriel__mutation_children(&(const struct oriel__child_change){ .parent = parent,
			.removed = &node,
			.removed_count = 1,
			.before = before,
			.after = after });
}

void oriel__node_detach(struct oriel__node *node, unsigned flags) {
	if (node->parent == NULL)
		return;
	oriel_loop *loop = oriel__node_loop(node);
	struct oriel__tree *tree = node->tree;
	struct oriel__node_list told = { 0 };
	oriel__states_hold(loop);
	tell_leaving(tree, node, (flags & ORIEL__DETACH_DESTROYING) != 0);
	link_take_out(node, flags);
	if (tree != NULL)
		oriel__node_set_tree(node, NULL, &told);
	oriel__node_update_disabled(node);
	oriel__states_tell(loop);
	oriel__attachments_tell(&told);
	tell_left(tree);
}

/* ---- The roots of windows ---- */

static void take_out_root(struct oriel__tree_state *state, struct oriel__tree *tree) {
	struct oriel__node *old = tree->root;
	struct oriel__node_list told = { 0 };
	oriel__states_hold(state->loop);
	tell_leaving(tree, old, true);
	tree->root = NULL;
	oriel__list_remove(&state->trees, &tree->link);
	oriel__orphan_add(old);
	oriel__node_set_tree(old, NULL, &told);
	oriel__states_tell(state->loop);
	oriel__attachments_tell(&told);
	tell_left(tree);
}

static void put_in_root(
	struct oriel__tree_state *state, struct oriel__tree *tree, struct oriel__node *root) {
	ORIEL_ASSERT(root->parent == NULL && root->tree == NULL,
		"oriel__tree_set_root: this %s has a parent or is another window's root; remove it there",
		oriel__widget_of(root)->widget_class->name);
	struct oriel__node_list told = { 0 };
	tree->root = root;
	oriel__list_prepend(&state->trees, &tree->link);
	oriel__orphan_remove(root);
	state->version++;
	root->marks |= ORIEL__MARK_ALL;
	oriel__node_set_tree(root, tree, &told);
	oriel__node_mark_path(root, ORIEL__MARK_ALL);
	oriel__attachments_tell(&told);
}

void oriel__tree_set_root(struct oriel__tree *tree, struct oriel__node *root) {
	if (tree->root == root)
		return;
	oriel_loop *loop = oriel__node_loop(root != NULL ? root : tree->root);
	struct oriel__tree_state *state = oriel__tree_state(loop);
	oriel__hold_begin(loop);
	if (tree->root != NULL)
		take_out_root(state, tree);
	if (root != NULL)
		put_in_root(state, tree, root);
	oriel__hold_end(loop);
}

/* ---- Orphans ---- */

void oriel__orphan_add(struct oriel__node *node) {
	struct oriel__node_list *orphans = &oriel__tree_state(oriel__node_loop(node))->orphans;
	oriel__node_list_add(orphans, node);
	node->orphan = (uint32_t)orphans->count;
}

void oriel__orphan_remove(struct oriel__node *node) {
	if (node->orphan == 0)
		return;
	struct oriel__node_list *orphans = &oriel__tree_state(oriel__node_loop(node))->orphans;
	struct oriel__node *last = orphans->nodes[--orphans->count];
	orphans->nodes[node->orphan - 1] = last;
	last->orphan = node->orphan;
	node->orphan = 0;
}

void oriel__orphans_finish(oriel_loop *loop) {
	const struct oriel__node_list *orphans = &oriel__tree_state(loop)->orphans;
	while (orphans->count > 0)
		oriel_destroy(oriel__widget_of(orphans->nodes[orphans->count - 1]));
}
