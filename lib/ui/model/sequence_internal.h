/* SPDX-License-Identifier: MIT */
/*
 * A blocked sequence with counts: a long array in which items are inserted and removed anywhere.
 *
 * Items are plain memory of one size. They are in leaves of at most 2 KiB, below branches that
 * store the number of items and two sums for each child. Access by index, insertion and removal
 * cost O(log n) and a memmove within a leaf. The owner defines the sums: the index of an item
 * yields the sums before it, and a sum yields the item. An all-zero sequence but for its class is
 * empty.
 */
#ifndef ORIEL_MODEL_SEQUENCE_INTERNAL_H
#define ORIEL_MODEL_SEQUENCE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct oriel__sequence;
struct oriel__sequence_branch;
struct oriel__sequence_node;

/* The sums of some items, as their owner weighs them. */
struct oriel__sums {
	size_t first, second;
};

struct oriel__sequence_class {
	size_t item_size; /* bytes; a multiple of the item's alignment */
	/* returns the sums of some items; NULL: all sums are 0 */
	struct oriel__sums (*weigh)(const void *items, size_t count);
	/* called after items came into a leaf, so that their owner can store it; may be NULL */
	void (*placed)(struct oriel__sequence *sequence, struct oriel__sequence_node *leaf,
		const void *items, size_t count);
};

/* A branch or a leaf. The memory of a leaf's items follows. */
struct oriel__sequence_node {
	struct oriel__sequence_branch *parent; /* NULL: the root */
	uint32_t slot;                         /* index in the parent */
	uint32_t count;                        /* children, or items */
};

struct oriel__sequence_entry {
	struct oriel__sequence_node *node;
	size_t count; /* items below */
	struct oriel__sums sums;
};

struct oriel__sequence {
	const struct oriel__sequence_class *type;
	struct oriel__sequence_entry root; /* .node is NULL while there was no item */
	unsigned height;                   /* branches above each leaf */
};

static inline size_t oriel__sequence_count(const struct oriel__sequence *sequence) {
	return sequence->root.count;
}

static inline struct oriel__sums oriel__sequence_sums(const struct oriel__sequence *sequence) {
	return sequence->root.sums;
}

/* Frees the memory; the sequence is empty then. */
void oriel__sequence_finish(struct oriel__sequence *sequence);

/* Returns the item, borrowed until the next insertion or removal. After the owner has changed an
 * item in place, it calls oriel__sequence_weigh_again(). */
void *oriel__sequence_at(const struct oriel__sequence *sequence, size_t index);
/* Returns the item, and sets *count to the number of items that follow in memory, itself
 * included. */
void *oriel__sequence_run(const struct oriel__sequence *sequence, size_t index, size_t *count);
/* Computes the sums of the leaf with this item anew. */
void oriel__sequence_weigh_again(struct oriel__sequence *sequence, size_t index);

void oriel__sequence_insert(
	struct oriel__sequence *sequence, size_t index, const void *items, size_t count);
void oriel__sequence_remove(struct oriel__sequence *sequence, size_t index, size_t count);

/* Returns the sums of the items before index, which may be the number of items. */
struct oriel__sums oriel__sequence_sums_before(
	const struct oriel__sequence *sequence, size_t index);
/* Returns the index of the item in which the first sum exceeds target, and sets *before to the sums
 * of the items before it. target is below the first sum of all. */
size_t oriel__sequence_find_first(
	const struct oriel__sequence *sequence, size_t target, struct oriel__sums *before);
/* The same with the second sum. */
size_t oriel__sequence_find_second(
	const struct oriel__sequence *sequence, size_t target, struct oriel__sums *before);

/* Returns the index of the first item of a leaf, and its items. */
size_t oriel__sequence_leaf_index(const struct oriel__sequence_node *leaf);
void *oriel__sequence_leaf_items(struct oriel__sequence_node *leaf);
/* Copies items to out. */
void oriel__sequence_copy(
	const struct oriel__sequence *sequence, size_t index, size_t count, void *out);
/* Returns the index of an id, in a sequence of uint32_t that are unique, whose leaf is known. */
size_t oriel__sequence_id_index(struct oriel__sequence_node *leaf, uint32_t id);

#endif
