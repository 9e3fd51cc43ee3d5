/* SPDX-License-Identifier: MIT */
/*
 * Dependencies of rules: finds the nodes to restyle after a change. Nothing is matched here. A
 * change marks each node that a rule depending on the change could match.
 */
#include "style/style_state_internal.h"

#include "base/alloc_internal.h"
#include "tree/walk_internal.h"

/* ---- Collecting ---- */

enum { FEW_DEPENDENCIES = 8 };

static bool depend_keys_equal(struct oriel__selector_key a, struct oriel__selector_key b) {
	return a.kind == b.kind && a.name == b.name;
}

static bool depend_equal(const struct oriel__dependency *a, const struct oriel__dependency *b) {
	return a->states == b->states && a->standing == b->standing && a->relation == b->relation &&
		a->anchor == b->anchor && depend_keys_equal(a->asked, b->asked) &&
		depend_keys_equal(a->anchor_key, b->anchor_key) &&
		depend_keys_equal(a->subject, b->subject);
}

static size_t depend_hash(const struct oriel__dependency *dependency) {
	const uint64_t parts[] = { (uint64_t)(uintptr_t)dependency->asked.name,
		(uint64_t)(uintptr_t)dependency->anchor_key.name,
		(uint64_t)(uintptr_t)dependency->subject.name, dependency->relation, dependency->states,
		dependency->anchor };
	uint64_t hash = 0;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		hash = (hash ^ parts[i]) * UINT64_C(0x9e3779b97f4a7c15) ^ hash >> 32;
	return (size_t)(hash >> 20);
}

/* Returns the slot of an equal dependency, or the free slot for it. */
static uint32_t *depend_slot(
	const struct oriel__dependency_list *list, const struct oriel__dependency *dependency) {
	size_t at = depend_hash(dependency) & (list->slot_count - 1);
	while (list->slots[at] != 0 && !depend_equal(&list->items[list->slots[at] - 1], dependency))
		at = (at + 1) & (list->slot_count - 1);
	return &list->slots[at];
}

static void depend_slots_grow(struct oriel__dependency_list *list) {
	list->slot_count = list->slots == NULL ? FEW_DEPENDENCIES * 4 : list->slot_count * 2;
	oriel__free(list->slots);
	list->slots = oriel__alloc_zero(list->slot_count, sizeof(*list->slots));
	for (size_t i = 0; i < list->count; i++)
		*depend_slot(list, &list->items[i]) = (uint32_t)i + 1;
}

/* Returns whether an equal dependency is in the list. Of many rules `#id .row`, a change of the
 * class marks a node once. */
static bool depend_list_has(
	const struct oriel__dependency_list *list, const struct oriel__dependency *dependency) {
	if (list->slots != NULL)
		return *depend_slot(list, dependency) != 0;
	for (size_t i = 0; i < list->count; i++) {
		if (depend_equal(&list->items[i], dependency))
			return true;
	}
	return false;
}

static void depend_list_add(
	struct oriel__dependency_list *list, const struct oriel__dependency *dependency) {
	if (depend_list_has(list, dependency))
		return;
	list->items = oriel__grow(list->items, &list->capacity, list->count + 1, sizeof(*list->items));
	list->items[list->count++] = *dependency;
	if (list->count * 2 > list->slot_count && list->count > FEW_DEPENDENCIES)
		depend_slots_grow(list);
	else if (list->slots != NULL)
		*depend_slot(list, dependency) = (uint32_t)list->count;
}

static void depend_list_finish(struct oriel__dependency_list *list) {
	oriel__free(list->items);
	oriel__free(list->slots);
	*list = (struct oriel__dependency_list){ 0 };
}

static struct oriel__dependency_list *depend_find(
	const struct oriel__style_state *state, enum oriel__name_kind kind, oriel__atom name) {
	struct oriel__dependency_list wanted = { .key = { .kind = kind, .name = name } }, *list;
	HASH_FIND(hh, state->names, &wanted.key, sizeof(wanted.key), list);
	return list;
}

static struct oriel__dependency_list *names_of(
	struct oriel__style_state *state, enum oriel__name_kind kind, oriel__atom name) {
	struct oriel__dependency_list *list = depend_find(state, kind, name);
	if (list == NULL) {
		list = oriel__alloc_zero(1, sizeof(*list));
		list->key.kind = kind;
		list->key.name = name;
		HASH_ADD(hh, state->names, key, sizeof(list->key), list);
	}
	return list;
}

static void depend_add(void *data, const struct oriel__dependency *dependency) {
	struct oriel__style_state *state = data;
	if (dependency->standing != 0 && dependency->anchor != 0) {
		if (dependency->standing == ORIEL__STANDING_HAS)
			depend_list_add(&state->anchored, dependency);
		return;
	}
	state->standing |= dependency->standing;
	if (dependency->relation & ORIEL__RELATION_DESCENDANTS)
		state->deep_standing |= dependency->standing;
	if (dependency->relation & ~(unsigned)(ORIEL__RELATION_SELF | ORIEL__RELATION_DESCENDANTS))
		state->wide_standing |= dependency->standing;
	if (dependency->kind != ORIEL__NAME_NONE)
		depend_list_add(names_of(state, dependency->kind, dependency->name), dependency);
	for (int bit = 0; bit < ORIEL__STATE_BITS; bit++) {
		if (dependency->states >> bit & 1)
			depend_list_add(&state->states[bit], dependency);
	}
}

void oriel__dependencies_add(
	struct oriel__style_state *state, const struct oriel__complex *complex) {
	oriel__complex_dependencies(complex, depend_add, state);
}

void oriel__dependencies_clear(struct oriel__style_state *state) {
	struct oriel__dependency_list *list, *next;
	HASH_ITER(hh, state->names, list, next) {
		HASH_DEL(state->names, list);
		depend_list_finish(list);
		oriel__free(list);
	}
	for (int bit = 0; bit < ORIEL__STATE_BITS; bit++)
		depend_list_finish(&state->states[bit]);
	depend_list_finish(&state->anchored);
	state->standing = state->deep_standing = state->wide_standing = 0;
}

/* ---- Marking ---- */

static void mark_subject(struct oriel__node *node, const struct oriel__dependency *dependency) {
	if (oriel__selector_key_matches(dependency->subject, node))
		oriel__node_mark(node, ORIEL__MARK_STYLE);
}

static void mark_whole(struct oriel__node *node) {
	oriel__node_mark(node, ORIEL__MARK_STYLE | ORIEL__MARK_SUBTREE);
}

/* Marks the siblings of a node. A widget without a parent is its only sibling. */
static void mark_family(struct oriel__node *node) {
	mark_whole(node->parent != NULL ? node->parent : node);
}

static void mark_descendants(struct oriel__node *root, const struct oriel__dependency *dependency) {
	if (root->marks & ORIEL__MARK_SUBTREE)
		return;
	struct oriel__node *node = oriel__node_next(root, root);
	while (node != NULL) {
		bool is_marked = (node->marks & ORIEL__MARK_SUBTREE) != 0;
		mark_subject(node, dependency);
		node = is_marked ? oriel__node_after(node, root) : oriel__node_next(node, root);
	}
}

static void mark_parts(const struct oriel__node *host, const struct oriel__dependency *dependency) {
	for (struct oriel__node *part = oriel__node_first_shadow_child(host); part != NULL;
			part = part->next) {
		mark_subject(part, dependency);
		mark_descendants(part, dependency);
	}
}

/* Marks the nodes that may begin or cease to match after a change of node. */
static void mark_relatives(struct oriel__node *node, const struct oriel__dependency *dependency) {
	if (dependency->relation & ORIEL__RELATION_SELF)
		mark_subject(node, dependency);
	if (dependency->relation & ORIEL__RELATION_DESCENDANTS)
		mark_descendants(node, dependency);
	for (struct oriel__node *sibling = node->next; sibling != NULL; sibling = sibling->next) {
		if (dependency->relation & ORIEL__RELATION_SIBLINGS)
			mark_subject(sibling, dependency);
		if (dependency->relation & ORIEL__RELATION_SIBLING_DESCENDANTS)
			mark_descendants(sibling, dependency);
		if (!(dependency->relation &
				(ORIEL__RELATION_SIBLINGS | ORIEL__RELATION_SIBLING_DESCENDANTS)))
			break;
	}
	if (dependency->relation & ORIEL__RELATION_PARTS)
		mark_parts(node, dependency);
	if (dependency->relation & ORIEL__RELATION_FAMILY)
		mark_family(node);
	if (dependency->relation & ORIEL__RELATION_TREE)
		mark_whole(node);
}

/* ---- :has() ---- */

static void mark_anchor(struct oriel__node *node, const struct oriel__dependency *dependency) {
	if (node->kind == ORIEL__NODE_ELEMENT &&
		oriel__selector_key_matches(dependency->anchor_key, node))
		mark_relatives(node, dependency);
}

static void mark_anchors_before(
	const struct oriel__node *node, const struct oriel__dependency *dependency) {
	for (struct oriel__node *sibling = node->previous; sibling != NULL; sibling = sibling->previous)
		mark_anchor(sibling, dependency);
}

static void mark_anchors_anywhere(struct oriel__node *node) {
	for (struct oriel__node *parent = oriel__node_tree_parent(node); parent != NULL;
		parent = oriel__node_tree_parent(node))
		node = parent;
	mark_family(node);
}

/* Marks the relatives of every anchor whose :has() may begin or cease to match after a change of
 * node. */
static void mark_anchors(struct oriel__node *node, const struct oriel__dependency *dependency) {
	struct oriel__node *parent = oriel__node_tree_parent(node);
	if (dependency->anchor & ORIEL__ANCHOR_ANYWHERE)
		mark_anchors_anywhere(node);
	if (dependency->anchor & ORIEL__ANCHOR_PREVIOUS)
		mark_anchors_before(node, dependency);
	if ((dependency->anchor & ORIEL__ANCHOR_PARENT) && parent != NULL)
		mark_anchor(parent, dependency);
	if (!(dependency->anchor & (ORIEL__ANCHOR_ANCESTORS | ORIEL__ANCHOR_ANCESTOR_PREVIOUS)))
		return;
	for (; parent != NULL; parent = oriel__node_tree_parent(parent)) {
		if (dependency->anchor & ORIEL__ANCHOR_ANCESTORS)
			mark_anchor(parent, dependency);
		else
			mark_anchors_before(parent, dependency);
	}
}

static void mark_related(struct oriel__node *node, const struct oriel__dependency *dependency) {
	if (!oriel__selector_key_matches(dependency->asked, node))
		return;
	if (dependency->anchor != 0)
		mark_anchors(node, dependency);
	else
		mark_relatives(node, dependency);
}

static void mark_all_related(struct oriel__node *node, const struct oriel__dependency_list *list) {
	for (size_t i = 0; i < list->count; i++)
		mark_related(node, &list->items[i]);
}

/* ---- Changes of the tree ---- */

static void name_changed(struct oriel__node *node, enum oriel__name_kind kind, oriel__atom name) {
	const struct oriel__style_state *state = oriel__style_state(oriel__node_loop(node));
	const struct oriel__dependency_list *list = depend_find(state, kind, name);
	if (kind == ORIEL__NAME_ATTRIBUTE && node->rare != NULL)
		oriel__generated_attribute_changed(state, node, name);
	if (list != NULL)
		mark_all_related(node, list);
}

static void states_changed(struct oriel__node *node, uint32_t changed) {
	const struct oriel__style_state *state = oriel__style_state(oriel__node_loop(node));
	for (int bit = 0; bit < ORIEL__STATE_BITS; bit++) {
		if (changed >> bit & 1)
			mark_all_related(node, &state->states[bit]);
	}
}

static void mark_standing(
	const struct oriel__style_state *state, struct oriel__node *node, unsigned standing) {
	if (state->wide_standing & standing)
		mark_family(node);
	else if (state->deep_standing & standing)
		mark_whole(node);
	else
		oriel__node_mark(node, ORIEL__MARK_STYLE);
}

/* Marks all children of a node. The children get their marks when the update visits the parent, so
 * that inserting many children one by one takes linear time. */
static void mark_children(struct oriel__node *parent) {
	if (parent->style_children || oriel__node_first_flat(parent) == NULL)
		return;
	parent->style_children = 1;
	oriel__node_mark_path(oriel__node_first_flat(parent), ORIEL__MARK_STYLE);
}

/* Handles the insertion or removal of a child. The node that the argument of :has() tests may be
 * that child, one of its siblings, or the parent (:empty). The anchor is one of the children or
 * further out. */
static void mark_anchors_of_children(
	struct oriel__node *parent, const struct oriel__dependency *dependency) {
	if (dependency->anchor & (ORIEL__ANCHOR_PREVIOUS | ORIEL__ANCHOR_ANCESTOR_PREVIOUS)) {
		if (dependency->relation == ORIEL__RELATION_SELF)
			mark_children(parent);
		else
			mark_whole(parent);
		struct oriel__dependency before = *dependency;
		before.anchor = ORIEL__ANCHOR_PREVIOUS | ORIEL__ANCHOR_ANCESTOR_PREVIOUS;
		mark_anchors(parent, &before);
	} else {
		mark_anchor(parent, dependency);
		mark_anchors(parent, dependency);
	}
}

static void children_changed(
	struct oriel__node *parent, struct oriel__node *before, struct oriel__node *after) {
	const struct oriel__style_state *state = oriel__style_state(oriel__node_loop(parent));
	unsigned standing = state->standing;
	for (size_t i = 0; i < state->anchored.count; i++)
		mark_anchors_of_children(parent, &state->anchored.items[i]);
	if ((standing & ORIEL__STANDING_EMPTY) && oriel__node_element_count(parent) <= 1)
		mark_standing(state, parent, ORIEL__STANDING_EMPTY);
	if ((standing & ORIEL__STANDING_EDGE) && before != NULL && after == NULL)
		mark_standing(state, before, ORIEL__STANDING_EDGE);
	if ((standing & ORIEL__STANDING_EDGE) && after != NULL && before == NULL)
		mark_standing(state, after, ORIEL__STANDING_EDGE);
	if (((standing & ORIEL__STANDING_AFTER) && after != NULL) ||
		((standing & ORIEL__STANDING_BEFORE) && before != NULL))
		mark_children(parent);
}

static void item_changed(struct oriel__node *node, bool is_edge) {
	const struct oriel__style_state *state = oriel__style_state(oriel__node_loop(node));
	unsigned standing = state->standing &
		(ORIEL__STANDING_AFTER | ORIEL__STANDING_BEFORE | (is_edge ? ORIEL__STANDING_EDGE : 0u));
	if (standing != 0)
		mark_standing(state, node, standing);
}

const struct oriel__style_hooks oriel__style_hooks = {
	.name_changed = name_changed,
	.states_changed = states_changed,
	.children_changed = children_changed,
	.item_changed = item_changed,
	.inline_text = oriel__inline_text,
	.set_inline_text = oriel__inline_set_attribute,
};
