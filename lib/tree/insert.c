/* SPDX-License-Identifier: MIT */
/*
 * Changing who stands where. Source: DOM, "mutation algorithms".
 *
 * Validity is checked before anything changes, the hierarchy before the reference. What is told of a change (the window,
 * which may fire events, and the classes' methods) may change the tree in turn, so everything is looked at again after it. A hold keeps
 * the addresses valid meanwhile.
 */
#include "loop/callback-internal.h"
#include "tree/insert-internal.h"
#include "tree/marks-internal.h"
#include "tree/names-internal.h"
#include "tree/node-list-internal.h"
#include "tree/walk-internal.h"

#include <oriel/log.h>

/* Links */

static void children_changed(struct oriel__node *parent, struct oriel__node *before, struct oriel__node *after) {
	struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(parent));
	state->structure_version++;
	state->version++;
	oriel__node_mark(parent, ORIEL__MARK_LAYOUT);
	if (state->style != NULL)
		state->style->children_changed(parent, before, after);
}

static void link_child(struct oriel__node *parent, struct oriel__node *child, struct oriel__node *reference) {
	struct oriel__node *before = reference != NULL ? reference->previous : parent->last_child;
	child->parent = parent;
	child->previous = before;
	child->next = reference;
	*(before != NULL ? &before->next : &parent->first_child) = child;
	*(reference != NULL ? &reference->previous : &parent->last_child) = child;
	parent->child_count++;
	child->marks |= ORIEL__MARK_ALL;
	oriel__node_mark_path(child, ORIEL__MARK_ALL);
	children_changed(parent, before, reference);
}

static void unlink_child(struct oriel__node *child) {
	struct oriel__node *parent = child->parent, *before = child->previous, *after = child->next;
	*(before != NULL ? &before->next : &parent->first_child) = after;
	*(after != NULL ? &after->previous : &parent->last_child) = before;
	parent->child_count--;
	oriel__marked_remove(parent, child);
	child->parent = child->previous = child->next = NULL;
	oriel__node_mark(child, ORIEL__MARK_STYLE | ORIEL__MARK_SUBTREE);
	children_changed(parent, before, after);
}

/* Entering and leaving a window's tree */

/* Who has to be told is found out first, since those who are told may change the tree. */
static struct oriel__node_list set_tree(struct oriel__node *root, struct oriel__tree *tree) {
	struct oriel__node_list told = { 0 };
	for (struct oriel__node *node = root; node != NULL; node = oriel__node_next(node, root)) {
		const struct oriel_widget_class *widget_class = oriel__node_class(node);
		node->tree = tree;
		if (tree == NULL)
			node->rect = (struct oriel_rect){ 0 };
		if (widget_class->attached != NULL || widget_class->detached != NULL)
			oriel__node_list_add(&told, node);
	}
	return told;
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

static void tell_all(struct oriel__node_list told) {
	for (size_t i = 0; i < told.count; i++)
		tell_attachment(told.nodes[i]);
	oriel__free(told.nodes);
}

static void enter(struct oriel__tree *tree, struct oriel__node *node) {
	struct oriel__node_list told = set_tree(node, tree);
	if (tree->tree_class->entered != NULL)
		tree->tree_class->entered(tree, node);
	tell_all(told);
}

static void tell_leaving(struct oriel__node *node, bool destroying) {
	struct oriel__tree *tree = node->tree;
	if (tree != NULL && tree->tree_class->leaving != NULL)
		tree->tree_class->leaving(tree, node, destroying);
}

void oriel__node_detach(struct oriel__node *node, bool destroying) {
	struct oriel__node *parent = node->parent;
	if (parent == NULL)
		return;
	tell_leaving(node, destroying);
	if (node->parent == NULL)
		return;
	unlink_child(node);
	oriel__node_update_disabled(node);
	if (node->tree != NULL)
		tell_all(set_tree(node, NULL));
}

static void list_tree(struct oriel__tree_state *state, struct oriel__tree *tree) {
	tree->next = state->trees;
	tree->previous = NULL;
	if (tree->next != NULL)
		tree->next->previous = tree;
	state->trees = tree;
}

static void unlist_tree(struct oriel__tree_state *state, struct oriel__tree *tree) {
	*(tree->previous != NULL ? &tree->previous->next : &state->trees) = tree->next;
	if (tree->next != NULL)
		tree->next->previous = tree->previous;
	tree->next = tree->previous = NULL;
}

void oriel__tree_set_root(struct oriel__tree *tree, struct oriel__node *root) {
	struct oriel__node *old = tree->root;
	if (old == root)
		return;
	oriel_loop *loop = oriel__node_loop(root != NULL ? root : old);
	struct oriel__tree_state *state = oriel__tree_state(loop);
	oriel__hold_begin(loop);
	if (old != NULL) {
		tell_leaving(old, true);
		tree->root = NULL;
		unlist_tree(state, tree);
		tell_all(set_tree(old, NULL));
	}
	if (root != NULL) {
		ORIEL_ASSERT(root->parent == NULL && root->tree == NULL, "oriel__tree_set_root: this %s has a parent or is another window's root; remove it there", oriel__widget_of(root)->widget_class->name);
		tree->root = root;
		list_tree(state, tree);
		state->version++;
		root->marks |= ORIEL__MARK_ALL;
		enter(tree, root);
		oriel__node_mark_path(root, ORIEL__MARK_ALL);
	}
	oriel__hold_end(loop);
}

/* Inserting */

static bool is_tree_root(const struct oriel__node *node) {
	return node->parent == NULL && node->tree != NULL;
}

/* One without children holds nobody: this keeps building a deep tree from the top linear. */
static bool would_be_cycle(const struct oriel__node *parent, const struct oriel__node *child) {
	return child == parent || (child->first_child != NULL && oriel__node_contains(child, parent));
}

/* Source: DOM, "ensure pre-insertion validity". */
static enum oriel_status check_insertion(const struct oriel__node *parent, const struct oriel__node *child, const struct oriel__node *reference) {
	if (oriel__node_class(parent)->flags & ORIEL_WIDGET_LEAF)
		return ORIEL_HIERARCHY_REQUEST_ERROR;
	if (would_be_cycle(parent, child) || is_tree_root(child))
		return ORIEL_HIERARCHY_REQUEST_ERROR;
	if (reference != NULL && reference->parent != parent)
		return ORIEL_NOT_FOUND_ERROR;
	return ORIEL_OK;
}

static bool is_going(const struct oriel__node *node) {
	return node->destroyed || node->destroying;
}

/* Whether those who were told that child leaves its old place have left the new one as it was checked. */
static enum oriel_status check_again(const struct oriel__node *parent, const struct oriel__node *child, const struct oriel__node *reference) {
	if (is_going(parent) || is_going(child) || child->parent != NULL)
		return ORIEL_INVALID_STATE_ERROR;
	return check_insertion(parent, child, reference);
}

static enum oriel_status move_before(struct oriel__node *parent, struct oriel__node *child, struct oriel__node *reference) {
	oriel__node_detach(child, false);
	enum oriel_status status = check_again(parent, child, reference);
	if (status != ORIEL_OK)
		return status;
	link_child(parent, child, reference);
	oriel__node_update_disabled(child);
	if (parent->tree != NULL)
		enter(parent->tree, child);
	return ORIEL_OK;
}

static struct oriel__node *change_child(const oriel_widget *child, const char *caller) {
	struct oriel__node *node = oriel__node_change(child, caller);
	ORIEL_ASSERT(!node->destroying, "%s: this %s is being destroyed; insert another widget", caller, child->widget_class->name);
	return node;
}

/* A child that stands there already stays: it would only lose focus and hover. */
static enum oriel_status insert(struct oriel__node *parent, struct oriel__node *child, struct oriel__node *reference) {
	enum oriel_status status = check_insertion(parent, child, reference);
	if (status != ORIEL_OK)
		return status;
	if (reference == child)
		reference = child->next;
	if (child->parent == parent && child->next == reference)
		return ORIEL_OK;
	oriel_loop *loop = oriel__node_loop(parent);
	oriel__hold_begin(loop);
	status = move_before(parent, child, reference);
	oriel__hold_end(loop);
	return status;
}

enum oriel_status oriel_append(oriel_widget *parent, oriel_widget *child) {
	return insert(oriel__node_change(parent, "oriel_append"), change_child(child, "oriel_append"), NULL);
}

enum oriel_status oriel_prepend(oriel_widget *parent, oriel_widget *child) {
	struct oriel__node *node = oriel__node_change(parent, "oriel_prepend");
	return insert(node, change_child(child, "oriel_prepend"), node->first_child);
}

enum oriel_status oriel_insert_before(oriel_widget *parent, oriel_widget *child, oriel_widget *reference) {
	struct oriel__node *node = oriel__node_change(parent, "oriel_insert_before");
	return insert(node, change_child(child, "oriel_insert_before"), reference != NULL ? oriel__node_of(reference) : NULL);
}

oriel_widget *oriel_append_all(oriel_widget *parent, oriel_widget *const *children, size_t count) {
	for (size_t i = 0; i < count; i++) {
		if (children[i] == NULL)
			continue;
		enum oriel_status status = oriel_append(parent, children[i]);
		ORIEL_ASSERT(status == ORIEL_OK, "oriel_append_all: this %s cannot be put into this %s (%s); give each child to one parent that takes children", oriel_type(children[i]), oriel_type(parent), oriel_status_name(status));
	}
	return parent;
}

/* Removing and replacing */

/* Source: DOM, "replace". */
static enum oriel_status replace(struct oriel__node *old, struct oriel__node *replacement) {
	struct oriel__node *parent = old->parent;
	enum oriel_status status = check_insertion(parent, replacement, NULL);
	if (status != ORIEL_OK || old == replacement)
		return status;
	struct oriel__node *reference = old->next != replacement ? old->next : replacement->next;
	oriel__node_detach(old, false);
	return move_before(parent, replacement, reference);
}

enum oriel_status oriel_replace(oriel_widget *old, oriel_widget *replacement) {
	struct oriel__node *node = oriel__node_change(old, "oriel_replace");
	struct oriel__node *new_node = change_child(replacement, "oriel_replace");
	if (node->parent == NULL)
		return ORIEL_NOT_FOUND_ERROR;
	oriel_loop *loop = oriel__node_loop(node);
	oriel__hold_begin(loop);
	enum oriel_status status = replace(node, new_node);
	oriel__hold_end(loop);
	return status;
}

oriel_widget *oriel_remove(oriel_widget *widget) {
	if (widget == NULL)
		return NULL;
	struct oriel__node *node = oriel__node_change(widget, "oriel_remove");
	oriel_loop *loop = oriel__node_loop(node);
	oriel__hold_begin(loop);
	oriel__node_detach(node, false);
	oriel__hold_end(loop);
	return widget;
}

/* Those that are put in meanwhile stay. */
void oriel_clear(oriel_widget *widget) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_clear");
	struct oriel__node_list children = { 0 };
	for (struct oriel__node *child = node->first_child; child != NULL; child = child->next)
		oriel__node_list_add(&children, child);
	oriel_loop *loop = oriel__node_loop(node);
	oriel__hold_begin(loop);
	for (size_t i = 0; i < children.count; i++) {
		if (children.nodes[i]->parent == node)
			oriel_destroy(oriel__widget_of(children.nodes[i]));
	}
	oriel__free(children.nodes);
	oriel__hold_end(loop);
}
