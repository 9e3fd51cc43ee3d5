/* SPDX-License-Identifier: MIT */
/*
 * Marks. Invariant: if a node has a mark, each of its ancestors has the CHILD twin of that mark.
 * Setting a mark therefore stops at the first ancestor that has the twin, and a walk visits marked
 * paths only.
 *
 * A parent lists each child that has a mark or a twin. If `scan_marked` is set, the parent has no
 * list, and a walk scans all children. A child stores its index in the list; the index is valid if
 * the list has the child there. A child whose marks are cleared stays listed until a walk ends
 * without finding it. Scanning begins only while the list is empty, so it never overtakes a walk.
 * Here "children" means children in the flat tree.
 */
#include "tree/marks_internal.h"

#include "base/alloc_internal.h"

/* Up to this many children, scanning is cheaper than a list. */
#define FEW 16

struct oriel__marked {
	uint32_t count, capacity;
	struct oriel__node *nodes[];
};

/* ---- The list ---- */

static bool is_listed(const struct oriel__node *parent, const struct oriel__node *child) {
	const struct oriel__marked *list = parent->marked;
	return list != NULL && child->marked_at < list->count && list->nodes[child->marked_at] == child;
}

static bool marks_is_empty(const struct oriel__node *parent) {
	return parent->marked == NULL || parent->marked->count == 0;
}

static void marks_reserve(struct oriel__node *parent) {
	struct oriel__marked *list = parent->marked;
	uint32_t capacity = list != NULL ? list->capacity * 2 : 4;
	if (list != NULL && list->count < list->capacity)
		return;
	uint32_t count = list != NULL ? list->count : 0;
	list = oriel__realloc_array(list, 1, sizeof(*list) + capacity * sizeof(list->nodes[0]));
	list->count = count;
	list->capacity = capacity;
	parent->marked = list;
}

/* Makes a walk from parent reach child. */
static void marks_add(struct oriel__node *parent, struct oriel__node *child) {
	if (parent->scan_marked || is_listed(parent, child))
		return;
	if (marks_is_empty(parent) && parent->child_count <= FEW) {
		parent->scan_marked = 1;
		return;
	}
	marks_reserve(parent);
	child->marked_at = parent->marked->count;
	parent->marked->nodes[parent->marked->count++] = child;
}

void oriel__marked_remove(struct oriel__node *parent, struct oriel__node *child) {
	if (!is_listed(parent, child))
		return;
	struct oriel__marked *list = parent->marked;
	struct oriel__node *last = list->nodes[--list->count];
	list->nodes[child->marked_at] = last;
	last->marked_at = child->marked_at;
}

/* ---- Marking ---- */

/* Sets twins on the ancestors. Returns whether the root had none of them. */
static bool mark_ancestors(struct oriel__node *node, uint8_t twins) {
	struct oriel__node *ancestor = node->parent;
	for (; ancestor != NULL; node = ancestor, ancestor = ancestor->parent) {
		marks_add(ancestor, node);
		if ((ancestor->marks & twins) == twins)
			return false;
		ancestor->marks |= twins;
	}
	return true;
}

void oriel__node_mark(struct oriel__node *node, unsigned marks) {
	if ((node->marks & marks) == marks)
		return;
	node->marks |= (uint8_t)marks;
	oriel__node_mark_path(node, marks);
}

void oriel__node_mark_path(struct oriel__node *node, unsigned marks) {
	bool reached = mark_ancestors(node, (uint8_t)(marks << ORIEL__MARK_CHILD_SHIFT));
	/* The node may be about to enter its parent's tree. */
	struct oriel__tree *tree = node->parent != NULL ? node->parent->tree : node->tree;
	if (reached && tree != NULL && !tree->is_quiet && tree->tree_class->marked != NULL)
		tree->tree_class->marked(tree);
}

void oriel__node_mark_twin(struct oriel__node *node, unsigned marks) {
	uint8_t twins = (uint8_t)(marks << ORIEL__MARK_CHILD_SHIFT);
	node->marks |= twins;
	mark_ancestors(node, twins);
}

void oriel__node_mark_children(struct oriel__node *node, unsigned marks) {
	if (oriel__node_first_flat(node) == NULL)
		return;
	if (marks_is_empty(node))
		node->scan_marked = 1;
	for (struct oriel__node *child = oriel__node_first_flat(node); child != NULL;
		child = oriel__node_next_flat(child)) {
		child->marks |= (uint8_t)marks;
		marks_add(node, child);
	}
	node->marks |= (uint8_t)(marks << ORIEL__MARK_CHILD_SHIFT);
	oriel__node_mark_path(node, marks);
}

/* ---- Walking ---- */

/* Ends a walk: keeps only the nodes that are still marked. */
static void settle_list(struct oriel__marked *list) {
	uint32_t kept = 0;
	for (uint32_t i = 0; i < list->count; i++) {
		struct oriel__node *node = list->nodes[i];
		if (node->marks == 0)
			continue;
		list->nodes[kept] = node;
		node->marked_at = kept++;
	}
	list->count = kept;
}

static void settle_scan(struct oriel__node *parent) {
	if (parent->child_count <= FEW)
		return;
	for (const struct oriel__node *child = oriel__node_first_flat(parent); child != NULL;
		child = oriel__node_next_flat(child)) {
		if (child->marks != 0)
			return;
	}
	parent->scan_marked = 0;
}

/* Ends the list or the scan of a walk. Frees an empty list that was long. */
static void marks_settle(struct oriel__node *parent) {
	if (parent->scan_marked)
		settle_scan(parent);
	if (parent->marked == NULL)
		return;
	settle_list(parent->marked);
	if (parent->marked->count == 0 && parent->marked->capacity > FEW) {
		oriel__free(parent->marked);
		parent->marked = NULL;
	}
}

static struct oriel__node *marks_scan(struct oriel__node *child, unsigned marks) {
	while (child != NULL && !(child->marks & marks))
		child = oriel__node_next_flat(child);
	return child;
}

static struct oriel__node *listed_from(
	const struct oriel__node *parent, uint32_t at, unsigned marks) {
	for (; parent->marked != NULL && at < parent->marked->count; at++) {
		if (parent->marked->nodes[at]->marks & marks)
			return parent->marked->nodes[at];
	}
	return NULL;
}

static struct oriel__node *or_settle(struct oriel__node *parent, struct oriel__node *found) {
	if (found == NULL)
		marks_settle(parent);
	return found;
}

struct oriel__node *oriel__marked_first(struct oriel__node *parent, unsigned marks) {
	return or_settle(parent,
		parent->scan_marked ? marks_scan(oriel__node_first_flat(parent), marks) :
							listed_from(parent, 0, marks));
}

struct oriel__node *oriel__marked_next(struct oriel__node *child, unsigned marks) {
	struct oriel__node *parent = child->parent;
	return or_settle(parent,
		parent->scan_marked ? marks_scan(oriel__node_next_flat(child), marks) :
							listed_from(parent, child->marked_at + 1, marks));
}
