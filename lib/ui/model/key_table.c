/* SPDX-License-Identifier: MIT */
/*
 * A hash table from keys to small numbers. At most three quarters of the entries are used. Removing
 * a key moves later entries of its chain back, so that no chain is ever interrupted.
 */
#include "model/key_table_internal.h"

#include "base/alloc_internal.h"

static size_t key_table_home(const struct oriel__key_table *table, uint64_t key) {
	uint64_t hash = key * UINT64_C(0x9e3779b97f4a7c15);
	return (size_t)(hash ^ hash >> 32) & (table->capacity - 1);
}

/* Returns the index of the key, or of the free entry where its chain ends. */
static size_t key_table_index(const struct oriel__key_table *table, uint64_t key) {
	size_t index = key_table_home(table, key);
	while (table->entries[index].key != 0 && table->entries[index].key != key)
		index = (index + 1) & (table->capacity - 1);
	return index;
}

void oriel__key_table_finish(struct oriel__key_table *table) {
	oriel__free(table->entries);
	*table = (struct oriel__key_table){ 0 };
}

struct oriel__key_entry *oriel__key_table_find(
	const struct oriel__key_table *table, uint64_t key) {
	if (table->count == 0 || key == 0)
		return NULL;
	struct oriel__key_entry *entry = &table->entries[key_table_index(table, key)];
	return entry->key != 0 ? entry : NULL;
}

static void key_table_grow(struct oriel__key_table *table) {
	struct oriel__key_table old = *table;
	table->capacity = old.capacity > 0 ? 2 * old.capacity : 16;
	table->entries = oriel__alloc_zero(table->capacity, sizeof(table->entries[0]));
	for (size_t i = 0; i < old.capacity; i++) {
		if (old.entries[i].key != 0)
			table->entries[key_table_index(table, old.entries[i].key)] = old.entries[i];
	}
	oriel__free(old.entries);
}

void oriel__key_table_add(struct oriel__key_table *table, uint64_t key, uint32_t id) {
	if (table->count >= table->capacity / 4 * 3)
		key_table_grow(table);
	table->entries[key_table_index(table, key)] = (struct oriel__key_entry){ key, id };
	table->count++;
}

void oriel__key_table_remove(struct oriel__key_table *table, uint64_t key) {
	size_t mask = table->capacity - 1, hole = key_table_index(table, key);
	for (size_t at = (hole + 1) & mask; table->entries[at].key != 0; at = (at + 1) & mask) {
		size_t home = key_table_home(table, table->entries[at].key);
		/* the entry may fill the hole if its chain begins at or before the hole */
		if (((at - home) & mask) >= ((at - hole) & mask)) {
			table->entries[hole] = table->entries[at];
			hole = at;
		}
	}
	table->entries[hole].key = 0;
	table->count--;
}
