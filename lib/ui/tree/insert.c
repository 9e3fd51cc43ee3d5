/* SPDX-License-Identifier: MIT */
/*
 * Changing who stands where. Source: DOM, "mutation algorithms".
 *
 * Validity is checked before anything changes, in the DOM's order. Taking a node out of its old
 * place runs code of the program, which may change the tree, so the new place is checked again
 * after it; a fragment's children are in no window, so that putting them in cannot be interrupted.
 * Classes are told once all of an insertion stands and its mutation records are queued.
 */
#include "base/alloc_internal.h"
#include "loop/callback_internal.h"
#include "tree/insert_internal.h"
#include "tree/mutation_internal.h"
#include "tree/names_internal.h"
#include "tree/node_list_internal.h"
#include "tree/walk_internal.h"

#include <oriel/runtime/log.h>

/* Where something is to stand. */
struct place {
	struct oriel__node *parent;
	struct oriel__node *reference; /* before which sibling; NULL: at the end */
	bool is_part;
};

/* ---- Validity ---- */

static bool is_tree_root(const struct oriel__node *node) {
	return node->parent == NULL && node->tree != NULL;
}

/* One without anything in it holds nobody: this keeps building a deep tree from the top linear. */
bool oriel__node_would_be_cycle(const struct oriel__node *parent, const struct oriel__node *child) {
	return child == parent ||
		(oriel__node_first_flat(child) != NULL && oriel__node_contains(child, parent));
}

static bool insert_takes(const struct place *place, const struct oriel__node *child) {
	if (place->is_part)
		return place->parent->kind == ORIEL__NODE_ELEMENT && child->kind == ORIEL__NODE_ELEMENT;
	return !(oriel__node_class(place->parent)->flags & ORIEL_WIDGET_LEAF);
}

/* Source: DOM, "ensure pre-insertion validity". */
static enum oriel_status insert_check(const struct place *place, const struct oriel__node *child) {
	if (!insert_takes(place, child) || oriel__node_would_be_cycle(place->parent, child))
		return ORIEL_HIERARCHY_REQUEST_ERROR;
	if (place->reference != NULL && oriel__node_tree_parent(place->reference) != place->parent)
		return ORIEL_NOT_FOUND_ERROR;
	return is_tree_root(child) ? ORIEL_HIERARCHY_REQUEST_ERROR : ORIEL_OK;
}

static bool is_going(const struct oriel__node *node) {
	return node->destroyed || node->destroying;
}

/* Whether those who were told that child leaves its old place have left the new one as it was
 * checked. */
static enum oriel_status insert_check_again(
	const struct place *place, const struct oriel__node *child) {
	if (is_going(place->parent) || is_going(child) || child->parent != NULL)
		return ORIEL_INVALID_STATE_ERROR;
	return insert_check(place, child);
}

struct oriel__node *oriel__node_change_child(const oriel_widget *child, const char *caller) {
	struct oriel__node *node = oriel__node_change(child, caller);
	ORIEL_ASSERT(!node->destroying, "%s: this %s is being destroyed; insert another widget", caller,
		oriel_widget_type(child));
	return node;
}

/* ---- Putting in ---- */

static struct oriel__node_list take_children(struct oriel__node *fragment) {
	struct oriel__node_list taken = { 0 };
	while (fragment->first_child != NULL) {
		struct oriel__node *child = fragment->first_child;
		oriel__node_list_add(&taken, child);
		oriel__node_unlink(child);
		oriel__mutation_removed(child, fragment);
	}
	if (taken.count > 0)
		oriel__mutation_children(&(const struct oriel__child_change){
			.parent = fragment, .removed = taken.nodes, .removed_count = taken.count });
	return taken;
}

/* Where something was replaced: by what is put in. */
struct replaced {
	struct oriel__node *node; /* NULL: nothing was */
	struct oriel__node *before;
};

static void insert_record(const struct place *place, const struct replaced *replaced,
	struct oriel__node **added, size_t count, struct oriel__node *before) {
	if (place->is_part || (count == 0 && replaced->node == NULL))
		return;
	oriel__mutation_children(&(const struct oriel__child_change){
		.parent = place->parent,
		.added = added,
		.added_count = count,
		.removed = replaced->node != NULL ? (struct oriel__node *[]){ replaced->node } : NULL,
		.removed_count = replaced->node != NULL,
		.before = replaced->node != NULL ? replaced->before : before,
		.after = place->reference,
	});
}

static void insert_put_all(const struct place *place, const struct replaced *replaced,
	struct oriel__node **nodes, size_t count) {
	struct oriel__node *before = place->reference != NULL ? place->reference->previous :
															place->parent->last_child;
	oriel_loop *loop = oriel__node_loop(place->parent);
	struct oriel__tree *tree = place->parent->tree;
	struct oriel__node_list told = { 0 };
	oriel__states_hold(loop);
	for (size_t i = 0; i < count; i++) {
		oriel__node_link(place->parent, nodes[i], place->reference, place->is_part);
		if (tree != NULL)
			oriel__node_set_tree(nodes[i], tree, &told);
		oriel__node_update_disabled(nodes[i]);
	}
	insert_record(place, replaced, nodes, count, before);
	oriel__states_tell(loop);
	oriel__attachments_tell(&told);
}

/* Source: DOM, "insert". */
static enum oriel_status insert_put(
	const struct place *place, const struct replaced *replaced, struct oriel__node *child) {
	if (child->kind != ORIEL__NODE_FRAGMENT) {
		oriel__node_detach(child, 0);
		enum oriel_status status = insert_check_again(place, child);
		if (status == ORIEL_OK)
			insert_put_all(place, replaced, &child, 1);
		return status;
	}
	enum oriel_status status = insert_check_again(place, child);
	if (status != ORIEL_OK)
		return status;
	struct oriel__node_list nodes = take_children(child);
	insert_put_all(place, replaced, nodes.nodes, nodes.count);
	oriel__free(nodes.nodes);
	return ORIEL_OK;
}

static bool insert_stands(const struct place *place, const struct oriel__node *child) {
	return child->parent == place->parent && oriel__node_is_shadow_child(child) == place->is_part &&
		child->next == place->reference;
}

/* A child that stands there already stays: it would only lose focus and hover. */
static enum oriel_status insert_insert(struct place place, struct oriel__node *child) {
	enum oriel_status status = insert_check(&place, child);
	if (status != ORIEL_OK)
		return status;
	if (place.reference == child)
		place.reference = child->next;
	if (insert_stands(&place, child))
		return ORIEL_OK;
	oriel_loop *loop = oriel__node_loop(place.parent);
	const struct replaced nothing = { 0 };
	oriel__hold_begin(loop);
	status = insert_put(&place, &nothing, child);
	oriel__hold_end(loop);
	return status;
}

enum oriel_status oriel_append(oriel_widget *parent, oriel_widget *child) {
	struct place place = { .parent = oriel__node_change(parent, "oriel_append") };
	return insert_insert(place, oriel__node_change_child(child, "oriel_append"));
}

enum oriel_status oriel_prepend(oriel_widget *parent, oriel_widget *child) {
	struct place place = { .parent = oriel__node_change(parent, "oriel_prepend") };
	place.reference = place.parent->first_child;
	return insert_insert(place, oriel__node_change_child(child, "oriel_prepend"));
}

enum oriel_status oriel_insert_before(
	oriel_widget *parent, oriel_widget *child, oriel_widget *reference) {
	struct place place = { .parent = oriel__node_change(parent, "oriel_insert_before") };
	place.reference = reference != NULL ? oriel__node_of(reference) : NULL;
	return insert_insert(place, oriel__node_change_child(child, "oriel_insert_before"));
}

enum oriel_status oriel_widget_append_shadow_child(oriel_widget *host, oriel_widget *part) {
	struct place place = { .parent = oriel__node_change(host, "oriel_widget_append_shadow_child"),
		.is_part = true };
	return insert_insert(place, oriel__node_change_child(part, "oriel_widget_append_shadow_child"));
}

oriel_widget *oriel_widget_append_all(
	oriel_widget *parent, oriel_widget *const *children, size_t count) {
	for (size_t i = 0; i < count; i++) {
		if (children[i] == NULL)
			continue;
		enum oriel_status status = oriel_append(parent, children[i]);
		ORIEL_ASSERT(status == ORIEL_OK,
			"oriel_widget_append_all: this %s cannot be put into this %s (%s); give each child to "
			"one "
			"parent that takes children",
			oriel_widget_type(children[i]), oriel_widget_type(parent), oriel_status_name(status));
	}
	return parent;
}

/* ---- Removing and replacing ---- */

/*
 * The replacement leaves its old place while old still stands, so that the record of that names old
 * as a sibling; what stood before old is looked up even earlier, and may be the replacement itself.
 * Source: DOM, "replace", from "let referenceChild".
 */
static enum oriel_status replace_with(
	struct place place, struct oriel__node *old, struct oriel__node *replacement) {
	const struct replaced replaced = { old, old->previous };
	oriel__node_detach(replacement, 0);
	enum oriel_status status = insert_check_again(&place, replacement);
	if (status != ORIEL_OK)
		return status;
	place.reference = old->next;
	oriel__node_detach(old, ORIEL__DETACH_UNRECORDED);
	status = insert_put(&place, &replaced, replacement);
	if (status != ORIEL_OK)
		insert_record(&place, &replaced, NULL, 0, NULL);
	return status;
}

/* Source: DOM, "replace". */
static enum oriel_status insert_replace(
	struct oriel__node *parent, struct oriel__node *old, struct oriel__node *replacement) {
	struct place place = { .parent = parent, .reference = old };
	enum oriel_status status = insert_check(&place, replacement);
	if (status != ORIEL_OK || old == replacement)
		return status;
	oriel_loop *loop = oriel__node_loop(parent);
	oriel__hold_begin(loop);
	status = replace_with(place, old, replacement);
	oriel__hold_end(loop);
	return status;
}

enum oriel_status oriel_replace(oriel_widget *old, oriel_widget *replacement) {
	struct oriel__node *node = oriel__node_change(old, "oriel_replace");
	struct oriel__node *new_node = oriel__node_change_child(replacement, "oriel_replace");
	struct oriel__node *parent = oriel__node_tree_parent(node);
	return parent != NULL ? insert_replace(parent, node, new_node) : ORIEL_NOT_FOUND_ERROR;
}

enum oriel_status oriel_widget_replace_child(
	oriel_widget *parent, oriel_widget *replacement, oriel_widget *old) {
	struct oriel__node *node = oriel__node_change(parent, "oriel_widget_replace_child");
	struct oriel__node *new_node = oriel__node_change_child(
		replacement, "oriel_widget_replace_child");
	ORIEL_ASSERT(old != NULL,
		"oriel_widget_replace_child: the old child is NULL; pass one, or call oriel_append()");
	return insert_replace(node, oriel__node_of(old), new_node);
}

oriel_widget *oriel_remove(oriel_widget *widget) {
	if (widget == NULL)
		return NULL;
	struct oriel__node *node = oriel__node_change(widget, "oriel_remove");
	oriel_loop *loop = oriel__node_loop(node);
	oriel__hold_begin(loop);
	oriel__node_detach(node, 0);
	oriel__hold_end(loop);
	return widget;
}

/* Those that are put in meanwhile stay. */
void oriel_widget_clear(oriel_widget *widget) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_widget_clear");
	struct oriel__node_list children = { 0 };
	for (struct oriel__node *child = node->first_child; child != NULL; child = child->next)
		oriel__node_list_add(&children, child);
	oriel_loop *loop = oriel__node_loop(node);
	oriel__hold_begin(loop);
	for (size_t i = 0; i < children.count; i++) {
		if (oriel__node_tree_parent(children.nodes[i]) == node)
			oriel_destroy(oriel__widget_of(children.nodes[i]));
	}
	oriel__free(children.nodes);
	oriel__hold_end(loop);
}
