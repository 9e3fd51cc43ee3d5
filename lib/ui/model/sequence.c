/* SPDX-License-Identifier: MIT */
/*
 * Blocked sequences: a B+ tree by index, without keys.
 *
 * The entry of a node stands in its parent, or in the sequence for the root: the number of items
 * below the node, and their sums. A change of a leaf adds the difference to all entries above it.
 * A node is inserted empty and then filled, so that every step leaves correct entries. A leaf or a
 * branch below a quarter is merged with a sibling if both fit into three quarters.
 */
#include "model/sequence_internal.h"

#include "base/alloc_internal.h"

#include <string.h>

enum { LEAF_BYTES = 2048, FANOUT = 32 };

struct oriel__sequence_branch {
	struct oriel__sequence_node node; /* first member */
	struct oriel__sequence_entry children[FANOUT];
};

typedef struct oriel__sequence sequence;
typedef struct oriel__sequence_node sequence_node;
typedef struct oriel__sequence_branch sequence_branch;
typedef struct oriel__sequence_entry sequence_entry;

static sequence_branch *sequence_branch_of(sequence_node *node) {
	return (sequence_branch *)(void *)node;
}

static size_t sequence_capacity(const sequence *all) {
	return LEAF_BYTES / all->type->item_size;
}

void *oriel__sequence_leaf_items(struct oriel__sequence_node *leaf) {
	return leaf + 1;
}

static unsigned char *sequence_item(const sequence *all, sequence_node *leaf, size_t offset) {
	return (unsigned char *)oriel__sequence_leaf_items(leaf) + offset * all->type->item_size;
}

static struct oriel__sums sequence_weigh(const sequence *all, const void *items, size_t count) {
	return all->type->weigh != NULL ? all->type->weigh(items, count) : (struct oriel__sums){ 0 };
}

static void sequence_tell_placed(
	sequence *all, sequence_node *leaf, size_t offset, size_t count) {
	if (all->type->placed != NULL)
		all->type->placed(all, leaf, sequence_item(all, leaf, offset), count);
}

/* ---- Entries ---- */

static sequence_entry *sequence_entry_of(sequence *all, const sequence_node *node) {
	return node->parent != NULL ? &node->parent->children[node->slot] : &all->root;
}

/* Adds a difference to the entries of a node and of all above it; size_t wraps around. */
static void sequence_propagate(
	sequence *all, const sequence_node *node, size_t count, struct oriel__sums sums) {
	while (node != NULL) {
		sequence_entry *entry = sequence_entry_of(all, node);
		entry->count += count;
		entry->sums.first += sums.first;
		entry->sums.second += sums.second;
		node = node->parent != NULL ? &node->parent->node : NULL;
	}
}

static void sequence_leaf_changed(sequence *all, sequence_node *leaf) {
	const sequence_entry *entry = sequence_entry_of(all, leaf);
	struct oriel__sums sums = sequence_weigh(all, oriel__sequence_leaf_items(leaf), leaf->count);
	sequence_propagate(all, leaf, leaf->count - entry->count,
		(struct oriel__sums){ sums.first - entry->sums.first, sums.second - entry->sums.second });
}

/* Moves the children of a branch from an index on to the end of another branch. */
static void sequence_move_children(
	sequence *all, sequence_branch *from, size_t first, sequence_branch *to) {
	size_t count = 0;
	struct oriel__sums sums = { 0 };
	for (size_t i = first; i < from->node.count; i++) {
		sequence_entry child = from->children[i];
		child.node->parent = to;
		child.node->slot = to->node.count;
		to->children[to->node.count++] = child;
		count += child.count;
		sums.first += child.sums.first;
		sums.second += child.sums.second;
	}
	from->node.count = (uint32_t)first;
	sequence_propagate(all, &to->node, count, sums);
	sequence_propagate(all, &from->node, -count, (struct oriel__sums){ -sums.first, -sums.second });
}

/* ---- Nodes ---- */

static void sequence_branch_renumber(sequence_branch *branch, size_t first) {
	for (size_t i = first; i < branch->node.count; i++)
		branch->children[i].node->slot = (uint32_t)i;
}

static sequence_branch *sequence_branch_new(void) {
	return oriel__alloc_zero(1, sizeof(sequence_branch));
}

/* Puts a new branch between the root and its place. */
static void sequence_grow_root(sequence *all) {
	sequence_branch *root = sequence_branch_new();
	root->children[0] = all->root;
	root->node.count = 1;
	all->root.node->parent = root;
	all->root.node->slot = 0;
	all->root.node = &root->node;
	all->height++;
}

static void sequence_insert_after(sequence *all, sequence_node *node, sequence_node *added);

static void sequence_split_branch(sequence *all, sequence_branch *branch) {
	sequence_branch *right = sequence_branch_new();
	sequence_insert_after(all, &branch->node, &right->node);
	sequence_move_children(all, branch, FANOUT / 2, right);
}

/* Inserts an empty node as the next sibling of another. */
static void sequence_insert_after(sequence *all, sequence_node *node, sequence_node *added) {
	if (node->parent == NULL)
		sequence_grow_root(all);
	if (node->parent->node.count == FANOUT)
		sequence_split_branch(all, node->parent);
	sequence_branch *parent = node->parent;
	size_t slot = node->slot + (size_t)1;
	memmove(&parent->children[slot + 1], &parent->children[slot],
		(parent->node.count - slot) * sizeof(parent->children[0]));
	parent->children[slot] = (sequence_entry){ .node = added };
	parent->node.count++;
	added->parent = parent;
	sequence_branch_renumber(parent, slot);
}

/* Gives a root with one child away. */
static void sequence_shrink_root(sequence *all) {
	while (all->height > 0 && all->root.node->count == 1) {
		sequence_branch *old = sequence_branch_of(all->root.node);
		all->root.node = old->children[0].node;
		all->root.node->parent = NULL;
		all->root.node->slot = 0;
		all->height--;
		oriel__free(old);
	}
}

static void sequence_merge_branch(sequence *all, sequence_branch *branch);

/* Frees a node without items. */
static void sequence_remove_node(sequence *all, sequence_node *node) {
	sequence_branch *parent = node->parent;
	if (parent == NULL) {
		all->root = (sequence_entry){ 0 };
		all->height = 0;
		oriel__free(node);
		return;
	}
	size_t slot = node->slot;
	oriel__free(node);
	parent->node.count--;
	memmove(&parent->children[slot], &parent->children[slot + 1],
		(parent->node.count - slot) * sizeof(parent->children[0]));
	sequence_branch_renumber(parent, slot);
	if (parent->node.count == 0)
		sequence_remove_node(all, &parent->node);
	else
		sequence_merge_branch(all, parent);
}

/* Returns whether two neighbours with so many elements are to be one. */
static bool sequence_should_merge(size_t left, size_t right, size_t capacity) {
	return (left < capacity / 4 || right < capacity / 4) && left + right <= capacity / 4 * 3;
}

/* Returns the node of two neighbours that is the left one, if they are to be one; else NULL. */
static sequence_node *sequence_merge_left(sequence_node *node, size_t capacity) {
	sequence_branch *parent = node->parent;
	if (parent == NULL)
		return NULL;
	for (size_t slot = node->slot > 0 ? node->slot - (size_t)1 : 0; slot <= node->slot; slot++) {
		if (slot + 1 < parent->node.count &&
			sequence_should_merge(parent->children[slot].node->count,
				parent->children[slot + 1].node->count, capacity))
			return parent->children[slot].node;
	}
	return NULL;
}

static sequence_node *sequence_next_sibling(const sequence_node *node) {
	return node->parent->children[node->slot + 1].node;
}

static void sequence_merge_branch(sequence *all, sequence_branch *branch) {
	sequence_node *left = sequence_merge_left(&branch->node, FANOUT);
	if (left == NULL) {
		sequence_shrink_root(all);
		return;
	}
	sequence_node *right = sequence_next_sibling(left);
	sequence_move_children(all, sequence_branch_of(right), 0, sequence_branch_of(left));
	sequence_remove_node(all, right);
}

/* ---- Leaves ---- */

static sequence_node *sequence_leaf_new(const sequence *all) {
	sequence_node *leaf = oriel__alloc(
		sizeof(*leaf) + sequence_capacity(all) * all->type->item_size);
	*leaf = (sequence_node){ 0 };
	return leaf;
}

static sequence_node *sequence_leaf_insert_after(sequence *all, sequence_node *leaf) {
	sequence_node *added = sequence_leaf_new(all);
	sequence_insert_after(all, leaf, added);
	return added;
}

/* Moves the items of a leaf from an offset on to the end of another leaf. */
static void sequence_move_items(
	sequence *all, sequence_node *from, size_t offset, sequence_node *to) {
	size_t count = from->count - offset, end = to->count;
	memcpy(sequence_item(all, to, end), sequence_item(all, from, offset),
		count * all->type->item_size);
	to->count += (uint32_t)count;
	from->count = (uint32_t)offset;
	sequence_leaf_changed(all, to);
	sequence_leaf_changed(all, from);
	sequence_tell_placed(all, to, end, count);
}

static void sequence_merge_leaf(sequence *all, sequence_node *leaf) {
	sequence_node *left = sequence_merge_left(leaf, sequence_capacity(all));
	if (left == NULL)
		return;
	sequence_node *right = sequence_next_sibling(left);
	sequence_move_items(all, right, 0, left);
	sequence_remove_node(all, right);
}

/* Returns the leaf of an item, and its offset there. With is_end, the index is a place to insert
 * at: the end of a leaf comes before the start of the next. */
static sequence_node *sequence_locate(
	const sequence *all, size_t index, bool is_end, size_t *offset) {
	sequence_node *node = all->root.node;
	for (unsigned level = all->height; level > 0; level--) {
		const sequence_branch *branch = sequence_branch_of(node);
		size_t slot = 0;
		while (index >= branch->children[slot].count + is_end && slot + 1 < branch->node.count)
			index -= branch->children[slot++].count;
		node = branch->children[slot].node;
	}
	*offset = index;
	return node;
}

/* ---- The whole sequence ---- */

static void sequence_free_nodes(sequence_node *node, unsigned height) {
	for (size_t i = 0; height > 0 && i < node->count; i++)
		sequence_free_nodes(sequence_branch_of(node)->children[i].node, height - 1);
	oriel__free(node);
}

void oriel__sequence_finish(struct oriel__sequence *all) {
	if (all->root.node != NULL)
		sequence_free_nodes(all->root.node, all->height);
	*all = (sequence){ .type = all->type };
}

void *oriel__sequence_run(const struct oriel__sequence *all, size_t index, size_t *count) {
	size_t offset;
	sequence_node *leaf = sequence_locate(all, index, false, &offset);
	*count = leaf->count - offset;
	return sequence_item(all, leaf, offset);
}

void *oriel__sequence_at(const struct oriel__sequence *all, size_t index) {
	size_t count;
	return oriel__sequence_run(all, index, &count);
}

void oriel__sequence_weigh_again(struct oriel__sequence *all, size_t index) {
	size_t offset;
	sequence_leaf_changed(all, sequence_locate(all, index, false, &offset));
}

static void sequence_leaf_put(
	sequence *all, sequence_node *leaf, size_t offset, const void *items, size_t count) {
	size_t size = all->type->item_size;
	memmove(sequence_item(all, leaf, offset + count), sequence_item(all, leaf, offset),
		(leaf->count - offset) * size);
	memcpy(sequence_item(all, leaf, offset), items, count * size);
	leaf->count += (uint32_t)count;
	sequence_leaf_changed(all, leaf);
	sequence_tell_placed(all, leaf, offset, count);
}

/* Returns a leaf in which at least one of count items can be put at index, and the offset. The end
 * of a full leaf gets a new leaf, so that appending fills leaves. A large insertion in the middle
 * splits there. */
static sequence_node *sequence_make_space(
	sequence *all, size_t index, size_t count, size_t *offset) {
	size_t capacity = sequence_capacity(all);
	for (;;) {
		sequence_node *leaf = sequence_locate(all, index, true, offset);
		if (leaf->count + count <= capacity || (leaf->count < capacity && *offset == leaf->count))
			return leaf;
		if (*offset == capacity) {
			*offset = 0;
			return sequence_leaf_insert_after(all, leaf);
		}
		bool is_full = leaf->count == capacity;
		size_t at = is_full && (*offset == 0 || count < capacity / 2) ? capacity / 2 : *offset;
		sequence_move_items(all, leaf, at, sequence_leaf_insert_after(all, leaf));
	}
}

void oriel__sequence_insert(
	struct oriel__sequence *all, size_t index, const void *items, size_t count) {
	const unsigned char *from = items;
	if (count > 0 && all->root.node == NULL)
		all->root.node = sequence_leaf_new(all);
	while (count > 0) {
		size_t offset;
		sequence_node *leaf = sequence_make_space(all, index, count, &offset);
		size_t space = sequence_capacity(all) - leaf->count;
		size_t taken = count < space ? count : space;
		sequence_leaf_put(all, leaf, offset, from, taken);
		from += taken * all->type->item_size;
		index += taken;
		count -= taken;
	}
}

void oriel__sequence_remove(struct oriel__sequence *all, size_t index, size_t count) {
	while (count > 0) {
		size_t offset;
		sequence_node *leaf = sequence_locate(all, index, false, &offset);
		size_t rest = leaf->count - offset, taken = count < rest ? count : rest;
		memmove(sequence_item(all, leaf, offset), sequence_item(all, leaf, offset + taken),
			(rest - taken) * all->type->item_size);
		leaf->count -= (uint32_t)taken;
		count -= taken;
		sequence_leaf_changed(all, leaf);
		if (leaf->count == 0)
			sequence_remove_node(all, leaf);
		else
			sequence_merge_leaf(all, leaf);
	}
}

/* ---- Sums ---- */

static void sums_add(struct oriel__sums *sums, struct oriel__sums other) {
	sums->first += other.first;
	sums->second += other.second;
}

struct oriel__sums oriel__sequence_sums_before(const struct oriel__sequence *all, size_t index) {
	struct oriel__sums sums = { 0 };
	sequence_node *node = all->root.node;
	if (index >= all->root.count)
		return all->root.sums;
	for (unsigned level = all->height; level > 0; level--) {
		const sequence_entry *child = sequence_branch_of(node)->children;
		for (; index >= child->count; child++) {
			index -= child->count;
			sums_add(&sums, child->sums);
		}
		node = child->node;
	}
	sums_add(&sums, sequence_weigh(all, oriel__sequence_leaf_items(node), index));
	return sums;
}

static size_t sums_member(struct oriel__sums sums, bool is_second) {
	return is_second ? sums.second : sums.first;
}

/* Returns the offset in a leaf of the item in which the sum exceeds target, by halving. */
static size_t sequence_leaf_find(const sequence *all, sequence_node *leaf, size_t target,
	bool is_second, struct oriel__sums *before) {
	size_t low = 0, high = leaf->count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		struct oriel__sums sums = sequence_weigh(
			all, sequence_item(all, leaf, low), middle - low);
		if (target < sums_member(sums, is_second)) {
			high = middle;
		} else {
			target -= sums_member(sums, is_second);
			sums_add(before, sums);
			low = middle;
		}
	}
	return low;
}

static size_t sequence_find(
	const sequence *all, size_t target, bool is_second, struct oriel__sums *before) {
	size_t index = 0;
	sequence_node *node = all->root.node;
	*before = (struct oriel__sums){ 0 };
	for (unsigned level = all->height; level > 0; level--) {
		const sequence_entry *child = sequence_branch_of(node)->children;
		for (; target >= sums_member(child->sums, is_second); child++) {
			target -= sums_member(child->sums, is_second);
			index += child->count;
			sums_add(before, child->sums);
		}
		node = child->node;
	}
	return index + sequence_leaf_find(all, node, target, is_second, before);
}

size_t oriel__sequence_find_first(
	const struct oriel__sequence *all, size_t target, struct oriel__sums *before) {
	return sequence_find(all, target, false, before);
}

size_t oriel__sequence_find_second(
	const struct oriel__sequence *all, size_t target, struct oriel__sums *before) {
	return sequence_find(all, target, true, before);
}

size_t oriel__sequence_leaf_index(const struct oriel__sequence_node *leaf) {
	size_t index = 0;
	for (const sequence_node *node = leaf; node->parent != NULL; node = &node->parent->node) {
		for (size_t i = 0; i < node->slot; i++)
			index += node->parent->children[i].count;
	}
	return index;
}

void oriel__sequence_copy(
	const struct oriel__sequence *all, size_t index, size_t count, void *out) {
	unsigned char *to = out;
	while (count > 0) {
		size_t run;
		const void *items = oriel__sequence_run(all, index, &run);
		size_t taken = count < run ? count : run;
		memcpy(to, items, taken * all->type->item_size);
		to += taken * all->type->item_size;
		index += taken;
		count -= taken;
	}
}

size_t oriel__sequence_id_index(struct oriel__sequence_node *leaf, uint32_t id) {
	const uint32_t *ids = oriel__sequence_leaf_items(leaf);
	size_t offset = 0;
	while (ids[offset] != id)
		offset++;
	return oriel__sequence_leaf_index(leaf) + offset;
}
