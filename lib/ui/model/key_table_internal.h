/* SPDX-License-Identifier: MIT */
/*
 * A hash table from the keys of rows to small numbers: open addressing with linear probing, 16
 * bytes for each entry. Keys are above 0. An all-zero table is empty.
 */
#ifndef ORIEL_MODEL_KEY_TABLE_INTERNAL_H
#define ORIEL_MODEL_KEY_TABLE_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct oriel__key_entry {
	uint64_t key; /* 0: free */
	uint32_t id;
};

struct oriel__key_table {
	struct oriel__key_entry *entries;
	size_t capacity; /* a power of two, or 0 */
	size_t count;
};

void oriel__key_table_finish(struct oriel__key_table *table);
/* Returns the entry of a key, borrowed until the next addition or removal, or NULL. */
struct oriel__key_entry *oriel__key_table_find(
	const struct oriel__key_table *table, uint64_t key);
/* Adds a key that the table does not contain. */
void oriel__key_table_add(struct oriel__key_table *table, uint64_t key, uint32_t id);
/* Removes a key that the table contains. */
void oriel__key_table_remove(struct oriel__key_table *table, uint64_t key);

#endif
