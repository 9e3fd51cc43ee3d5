/* SPDX-License-Identifier: MIT */
/*
 * Inserting, replacing and removing nodes. Source: DOM, "mutation algorithms".
 *
 * Validity is checked before any change, in the DOM's order. Removing a node from its old place
 * runs code of the program, which may change the tree. The new place is therefore checked again
 * afterwards. The children of a fragment are in no window, so no code can interrupt their
 * insertion. Classes are called when the whole insertion is done and its mutation records are
 * queued.
 */
#include "base/alloc_internal.h"
#include "loop/callback_internal.h"
#include "tree/insert_internal.h"
#include "tree/mutation_internal.h"
#include "tree/names_internal.h"
#include "tree/node_list_internal.h"
#include "tree/walk_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>

#include <stdio.h>

/* The place of an insertion. */
struct place {
	struct oriel__node *parent;
	struct oriel__node *reference; /* the next sibling; NULL: at the end */
	bool is_part;
};

/* ---- Validity ---- */

static bool is_tree_root(const struct oriel__node *node) {
	return node->parent == NULL && node->tree != NULL;
}

/* A node without children cannot contain another. This shortcut keeps building a deep tree from the
 * top linear. */
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

/* Checks the place a second time: the classes that were notified of child's removal may have
 * changed the tree. */
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

/* ---- Refusing ---- */

enum oriel_status oriel__insertion_refuse(const struct oriel__insertion *insertion,
	const struct oriel__node *parent, const struct oriel__node *child, enum oriel_status status,
	const char *reason) {
	if (insertion->site == NULL)
		return status;
	char message[320];
	snprintf(message, sizeof(message), "%s: this %.64s cannot be inserted into this %.64s: %s",
		insertion->caller, oriel__node_class(child)->name, oriel__node_class(parent)->name, reason);
	oriel_report_error_at(insertion->site, status, message, ORIEL_NO_PAYLOAD);
	return status;
}

static const char *insert_reason(
	const struct place *place, const struct oriel__node *child, enum oriel_status status) {
	if (status == ORIEL_INVALID_STATE_ERROR)
		return "a listener or a class has changed the tree during the call; insert in a microtask";
	if (status == ORIEL_NOT_FOUND_ERROR)
		return "the reference is not a child of the parent; pass a child, or call oriel_append()";
	if (!insert_takes(place, child))
		return place->is_part ? "a shadow tree holds elements only; put the text into a label" :
								"the parent is a leaf; insert into a row or a column";
	return is_tree_root(child) ? "the child is the root of a window; insert its children" :
								"the child contains the parent; remove the parent first";
}

static enum oriel_status insert_refuse(const struct oriel__insertion *insertion,
	const struct place *place, const struct oriel__node *child, enum oriel_status status) {
	return oriel__insertion_refuse(
		insertion, place->parent, child, status, insert_reason(place, child, status));
}

/* ---- Inserting nodes ---- */

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

/* The node that an insertion replaces, and its previous sibling. */
struct replaced {
	struct oriel__node *node; /* NULL: nothing is replaced */
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

/* Inserts child. A child that is in this place already is not moved: it would lose focus and hover.
 */
static enum oriel_status insert_insert(
	const struct oriel__insertion *insertion, struct place place, struct oriel__node *child) {
	enum oriel_status status = insert_check(&place, child);
	if (status != ORIEL_OK)
		return insert_refuse(insertion, &place, child, status);
	if (place.reference == child)
		place.reference = child->next;
	if (insert_stands(&place, child))
		return ORIEL_OK;
	oriel_loop *loop = oriel__node_loop(place.parent);
	const struct replaced nothing = { 0 };
	oriel__hold_begin(loop);
	status = insert_put(&place, &nothing, child);
	if (status != ORIEL_OK)
		insert_refuse(insertion, &place, child, status);
	oriel__hold_end(loop);
	return status;
}

static enum oriel_status insert_append(
	struct oriel__insertion insertion, oriel_widget *parent, oriel_widget *child) {
	struct place place = { .parent = oriel__node_change(parent, insertion.caller) };
	return insert_insert(&insertion, place, oriel__node_change_child(child, insertion.caller));
}

enum oriel_status oriel_append_at(const char *site, oriel_widget *parent, oriel_widget *child) {
	return insert_append((struct oriel__insertion){ "oriel_append", site }, parent, child);
}

enum oriel_status oriel_try_append(oriel_widget *parent, oriel_widget *child) {
	return insert_append((struct oriel__insertion){ "oriel_try_append", NULL }, parent, child);
}

static enum oriel_status insert_prepend(
	struct oriel__insertion insertion, oriel_widget *parent, oriel_widget *child) {
	struct place place = { .parent = oriel__node_change(parent, insertion.caller) };
	place.reference = place.parent->first_child;
	return insert_insert(&insertion, place, oriel__node_change_child(child, insertion.caller));
}

enum oriel_status oriel_prepend_at(const char *site, oriel_widget *parent, oriel_widget *child) {
	return insert_prepend((struct oriel__insertion){ "oriel_prepend", site }, parent, child);
}

enum oriel_status oriel_try_prepend(oriel_widget *parent, oriel_widget *child) {
	return insert_prepend((struct oriel__insertion){ "oriel_try_prepend", NULL }, parent, child);
}

static enum oriel_status insert_insert_before(struct oriel__insertion insertion,
	oriel_widget *parent, oriel_widget *child, oriel_widget *reference) {
	struct place place = { .parent = oriel__node_change(parent, insertion.caller) };
	place.reference = reference != NULL ? oriel__node_of(reference) : NULL;
	return insert_insert(&insertion, place, oriel__node_change_child(child, insertion.caller));
}

enum oriel_status oriel_insert_before_at(
	const char *site, oriel_widget *parent, oriel_widget *child, oriel_widget *reference) {
	return insert_insert_before(
		(struct oriel__insertion){ "oriel_insert_before", site }, parent, child, reference);
}

enum oriel_status oriel_try_insert_before(
	oriel_widget *parent, oriel_widget *child, oriel_widget *reference) {
	return insert_insert_before(
		(struct oriel__insertion){ "oriel_try_insert_before", NULL }, parent, child, reference);
}

static enum oriel_status insert_shadow_child(
	struct oriel__insertion insertion, oriel_widget *host, oriel_widget *child) {
	struct place place = { .parent = oriel__node_change(host, insertion.caller), .is_part = true };
	return insert_insert(&insertion, place, oriel__node_change_child(child, insertion.caller));
}

enum oriel_status oriel_widget_append_shadow_child_at(
	const char *site, oriel_widget *host, oriel_widget *child) {
	return insert_shadow_child(
		(struct oriel__insertion){ "oriel_widget_append_shadow_child", site }, host, child);
}

enum oriel_status oriel_widget_try_append_shadow_child(oriel_widget *host, oriel_widget *child) {
	return insert_shadow_child(
		(struct oriel__insertion){ "oriel_widget_try_append_shadow_child", NULL }, host, child);
}

oriel_widget *oriel_widget_append_all_at(
	const char *site, oriel_widget *parent, oriel_widget *const *children, size_t count) {
	for (size_t i = 0; i < count; i++) {
		if (children[i] == NULL)
			continue;
		enum oriel_status status = oriel_try_append(parent, children[i]);
		ORIEL_ASSERT(status == ORIEL_OK,
			"oriel_widget_append_all at %s: this %s cannot be inserted into this %s (%s); pass each "
			"child to one parent that takes children",
			site, oriel_widget_type(children[i]), oriel_widget_type(parent),
			oriel_status_name(status));
	}
	return parent;
}

/* ---- Removing and replacing ---- */

/*
 * Replaces old. Source: DOM, "replace", from "let referenceChild".
 *
 * The replacement leaves its old place first, so the record of that removal names old as a sibling.
 * The previous sibling of old is read even earlier, and may be the replacement itself.
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
static enum oriel_status insert_replace(const struct oriel__insertion *insertion,
	struct oriel__node *parent, struct oriel__node *old, struct oriel__node *replacement) {
	struct place place = { .parent = parent, .reference = old };
	enum oriel_status status = insert_check(&place, replacement);
	if (status != ORIEL_OK)
		return insert_refuse(insertion, &place, replacement, status);
	if (old == replacement)
		return ORIEL_OK;
	oriel_loop *loop = oriel__node_loop(parent);
	oriel__hold_begin(loop);
	status = replace_with(place, old, replacement);
	if (status != ORIEL_OK)
		insert_refuse(insertion, &place, replacement, status);
	oriel__hold_end(loop);
	return status;
}

static enum oriel_status replace_old(
	struct oriel__insertion insertion, oriel_widget *old, oriel_widget *replacement) {
	struct oriel__node *node = oriel__node_change(old, insertion.caller);
	struct oriel__node *new_node = oriel__node_change_child(replacement, insertion.caller);
	struct oriel__node *parent = oriel__node_tree_parent(node);
	if (parent == NULL)
		return oriel__insertion_refuse(&insertion, node, new_node, ORIEL_NOT_FOUND_ERROR,
			"the widget to replace has no parent; insert that widget first");
	return insert_replace(&insertion, parent, node, new_node);
}

enum oriel_status oriel_replace_at(
	const char *site, oriel_widget *old, oriel_widget *replacement) {
	return replace_old((struct oriel__insertion){ "oriel_replace", site }, old, replacement);
}

enum oriel_status oriel_try_replace(oriel_widget *old, oriel_widget *replacement) {
	return replace_old((struct oriel__insertion){ "oriel_try_replace", NULL }, old, replacement);
}

static enum oriel_status replace_child(struct oriel__insertion insertion, oriel_widget *parent,
	oriel_widget *replacement, oriel_widget *old) {
	struct oriel__node *node = oriel__node_change(parent, insertion.caller);
	struct oriel__node *new_node = oriel__node_change_child(replacement, insertion.caller);
	ORIEL_ASSERT(old != NULL, "%s: the old child is NULL; pass one, or call oriel_append()",
		insertion.caller);
	return insert_replace(&insertion, node, oriel__node_of(old), new_node);
}

enum oriel_status oriel_widget_replace_child_at(
	const char *site, oriel_widget *parent, oriel_widget *replacement, oriel_widget *old) {
	return replace_child(
		(struct oriel__insertion){ "oriel_widget_replace_child", site }, parent, replacement, old);
}

enum oriel_status oriel_widget_try_replace_child(
	oriel_widget *parent, oriel_widget *replacement, oriel_widget *old) {
	return replace_child((struct oriel__insertion){ "oriel_widget_try_replace_child", NULL },
		parent, replacement, old);
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

/* Removes the children that exist now. Children that listeners insert during the call stay. */
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
