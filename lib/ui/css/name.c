/* SPDX-License-Identifier: MIT */
/*
 * Tables of names: an array, and a hash table over it with open addressing that is at most half
 * full.
 */
#include "css/name_internal.h"

#include "base/alloc_internal.h"

#include <string.h>

enum { FIRST_SLOTS = 32 };

/* Returns the FNV-1a hash of a text. */
static uint32_t name_hash(const char *text, size_t length) {
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619u;
	return hash;
}

static void name_slot_put(struct oriel__css_name_table *table, oriel__css_name name) {
	uint32_t at = table->items[name - 1].hash & (table->slot_count - 1);
	while (table->slots[at] != 0)
		at = (at + 1) & (table->slot_count - 1);
	table->slots[at] = name;
}

static void name_slots_grow(struct oriel__css_name_table *table) {
	table->slot_count = table->slot_count == 0 ? FIRST_SLOTS : table->slot_count * 2;
	oriel__free(table->slots);
	table->slots = oriel__alloc_zero(table->slot_count, sizeof(*table->slots));
	for (oriel__css_name name = 1; name <= table->count; name++)
		name_slot_put(table, name);
}

oriel__css_name oriel__css_name_add(
	struct oriel__css_name_table *table, const char *text, size_t length) {
	uint32_t hash = name_hash(text, length);
	if (table->slot_count > 0) {
		uint32_t at = hash & (table->slot_count - 1);
		for (; table->slots[at] != 0; at = (at + 1) & (table->slot_count - 1)) {
			const struct oriel__css_name_item *item = &table->items[table->slots[at] - 1];
			if (item->hash == hash && item->length == length &&
				memcmp(item->text, text, length) == 0)
				return table->slots[at];
		}
	}
	if (table->count >= table->slot_count / 2)
		name_slots_grow(table);
	table->items = oriel__grow(
		table->items, &table->capacity, (size_t)table->count + 1, sizeof(*table->items));
	table->items[table->count++] = (struct oriel__css_name_item){
		oriel__css_arena_text(table->arena, text, length), (uint32_t)length, hash
	};
	name_slot_put(table, table->count);
	return table->count;
}

void oriel__css_name_table_finish(struct oriel__css_name_table *table) {
	oriel__free(table->items);
	oriel__free(table->slots);
	*table = (struct oriel__css_name_table){ 0 };
}
