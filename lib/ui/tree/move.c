/* SPDX-License-Identifier: MIT */
/*
 * Moves a node within its tree without removing it: the node keeps its focus, scroll offset,
 * pointer capture and current input. Source: DOM, "move" and "moveBefore()".
 *
 * The window is notified before the move, and classes only of changed states, at the end. States
 * that ancestors have because of the node's content (:hover, :active, :focus-within) move along.
 */
#include "tree/insert_internal.h"
#include "tree/mutation_internal.h"
#include "tree/names_internal.h"
#include "tree/tree_state_internal.h"
#include "tree/walk_internal.h"

enum { CHAIN_STATES = ORIEL_STATE_HOVER | ORIEL_STATE_ACTIVE | ORIEL_STATE_FOCUS_WITHIN };

static const struct oriel__node *whole_root(const struct oriel__node *node) {
	while (node->parent != NULL)
		node = node->parent;
	return node;
}

/* Source: DOM, "move" steps 1 to 4. */
static enum oriel_status move_check(const struct oriel__node *parent,
	const struct oriel__node *child, const struct oriel__node *reference) {
	if ((oriel__node_class(parent)->flags & ORIEL_WIDGET_LEAF) ||
		whole_root(parent) != whole_root(child))
		return ORIEL_HIERARCHY_REQUEST_ERROR;
	if (oriel__node_would_be_cycle(parent, child))
		return ORIEL_HIERARCHY_REQUEST_ERROR;
	return reference != NULL && oriel__node_tree_parent(reference) != parent ?
		ORIEL_NOT_FOUND_ERROR :
		ORIEL_OK;
}

static void move_record(struct oriel__node *parent, struct oriel__node *child, bool added,
	struct oriel__node *before, struct oriel__node *after) {
	struct oriel__child_change change = { .parent = parent, .before = before, .after = after };
	*(added ? &change.added : &change.removed) = &child;
	*(added ? &change.added_count : &change.removed_count) = 1;
	oriel__mutation_children(&change);
}

static void move_relink(
	struct oriel__node *parent, struct oriel__node *child, struct oriel__node *reference) {
	struct oriel__node *old_parent = oriel__node_tree_parent(child), *before = child->previous,
					   *after = child->next;
	oriel__node_unlink(child);
	if (old_parent != NULL)
		move_record(old_parent, child, false, before, after);
	oriel__node_link(parent, child, reference, false);
	move_record(parent, child, true, child->previous, reference);
}

static uint32_t states_inside(const struct oriel__node *node) {
	uint32_t states = 0;
	for (const struct oriel__node *inside = oriel__node_first_flat(node); inside != NULL;
		inside = oriel__node_next_flat(inside))
		states |= inside->states;
	return states;
}

/* Moves the derived states: from the ancestors that the child has left to its new ancestors. Common
 * ancestors keep them. */
static void move_states(struct oriel__node *old_parent, struct oriel__node *child) {
	uint32_t states = child->states & CHAIN_STATES;
	if (states == 0)
		return;
	struct oriel__node *node = old_parent;
	for (; node != NULL && !oriel__node_contains(node, child); node = node->parent)
		oriel__node_set_states(node, states & ~states_inside(node), 0);
	const struct oriel__node *common = node;
	for (node = child->parent; node != NULL && node != common; node = node->parent)
		oriel__node_set_states(node, states, states);
}

static void move_move(
	struct oriel__node *parent, struct oriel__node *child, struct oriel__node *reference) {
	struct oriel__tree *tree = child->tree;
	struct oriel__node *old_parent = child->parent;
	oriel_loop *loop = oriel__node_loop(child);
	oriel__states_hold(loop);
	if (tree != NULL && tree->tree_class->moving != NULL)
		tree->tree_class->moving(tree, child);
	move_relink(parent, child, reference);
	oriel__node_update_disabled(child);
	move_states(old_parent, child);
	oriel__states_tell(loop);
}

static const char *move_reason(
	const struct oriel__node *parent, const struct oriel__node *child, enum oriel_status status) {
	if (status == ORIEL_NOT_FOUND_ERROR)
		return "the reference is not a child of the parent; pass a child, or NULL for the end";
	if (oriel__node_class(parent)->flags & ORIEL_WIDGET_LEAF)
		return "the parent is a leaf; pass a container";
	return whole_root(parent) != whole_root(child) ?
		"the child is in another tree; call oriel_insert_before()" :
		"the child contains the parent; remove the parent first";
}

static enum oriel_status move_before(struct oriel__insertion insertion, oriel_widget *parent,
	oriel_widget *child, oriel_widget *reference) {
	struct oriel__node *new_parent = oriel__node_change(parent, insertion.caller);
	struct oriel__node *node = oriel__node_change_child(child, insertion.caller);
	struct oriel__node *before = reference != NULL ? oriel__node_of(reference) : NULL;
	enum oriel_status status = move_check(new_parent, node, before);
	if (status != ORIEL_OK)
		return oriel__insertion_refuse(
			&insertion, new_parent, node, status, move_reason(new_parent, node, status));
	if (before == node)
		before = node->next;
	if (oriel__node_tree_parent(node) == new_parent && node->next == before)
		return ORIEL_OK;
	move_move(new_parent, node, before);
	return ORIEL_OK;
}

enum oriel_status oriel_widget_move_before_at(
	const char *site, oriel_widget *parent, oriel_widget *child, oriel_widget *reference) {
	return move_before(
		(struct oriel__insertion){ "oriel_widget_move_before", site }, parent, child, reference);
}

enum oriel_status oriel_widget_try_move_before(
	oriel_widget *parent, oriel_widget *child, oriel_widget *reference) {
	return move_before((struct oriel__insertion){ "oriel_widget_try_move_before", NULL }, parent,
		child, reference);
}
