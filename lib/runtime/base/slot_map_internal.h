/* SPDX-License-Identifier: MIT */
/*
 * Ids for registered objects: a table whose keys are above 0, below 2^53 and never reused. A key is
 * (generation << 32) | (index + 1), with a generation from 0 to 2^21 - 1. A slot that has used all
 * its generations is retired.
 *
 * Usually a key leads to a pointer: add, get, remove. An owner of many small objects keeps them in
 * its own array, indexed by slot, and only takes slots and gives them back.
 *
 * Free slots form a list, the last freed slot first. When the last used slot becomes free, the list
 * is discarded and slots are handed out in order of their indices again. The owner's array is then
 * walked in memory order. The functions are inline because every registration calls them. An
 * all-zero map is empty.
 */
#ifndef ORIEL_BASE_SLOT_MAP_INTERNAL_H
#define ORIEL_BASE_SLOT_MAP_INTERNAL_H

#include "base/private_api_internal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct oriel__slot {
	uint32_t changes; /* how often the slot was taken or given back; odd while in use */
	/* free: index + 1 of the next free slot, 0 for none; in use: a number that the owner may set */
	uint32_t link;
};

struct oriel__slot_map {
	struct oriel__slot *slots;
	/* one value a slot, NULL if the slot is free; the array is NULL if slots were only taken */
	void **values;
	size_t capacity, values_capacity;
	uint32_t used;       /* slots ever used */
	/* the first slot that is not in use, not on the list, and not yet checked for retirement */
	uint32_t fresh;
	uint32_t floor;      /* all slots before this index are retired */
	uint32_t first_free; /* index + 1 of the first free slot; 0: none */
	uint32_t count;      /* slots in use */
	/* initial changes of a slot that was never used, or whose memory was trimmed */
	uint32_t first_changes;
};

#define ORIEL__SLOT_GENERATIONS (UINT32_C(1) << 21)
/* The number of changes after which a slot is retired. */
#define ORIEL__SLOT_CHANGES (2 * ORIEL__SLOT_GENERATIONS)

void oriel__slot_map_init(struct oriel__slot_map *map);
ORIEL_PRIVATE_API void oriel__slot_map_finish(struct oriel__slot_map *map);
/* Frees the memory of free slots after the last used one, unless there are few. Keeps at least kept
 * slots. */
void oriel__slot_map_trim(struct oriel__slot_map *map, uint32_t kept);
/* Takes the next fresh slot, allocating memory if necessary, and returns its index. */
ORIEL_PRIVATE_API uint32_t oriel__slot_map_extend(struct oriel__slot_map *map);
/* Allocates values for all existing slots. */
ORIEL_PRIVATE_API void oriel__slot_map_extend_values(struct oriel__slot_map *map);

/* Returns the index of a key. Indices stay small: they are below the largest size that the map has
 * had. */
static inline uint32_t oriel__slot_index(uint64_t key) {
	return (uint32_t)key - 1;
}

static inline bool oriel__slot_is_used(const struct oriel__slot *slot) {
	return slot->changes % 2 != 0;
}

/* Returns the key of a slot that is in use. */
static inline uint64_t oriel__slot_key(const struct oriel__slot_map *map, uint32_t index) {
	return (uint64_t)(map->slots[index].changes / 2) << 32 | (index + 1);
}

/* Returns the used slot with this key, or NULL. */
static inline struct oriel__slot *oriel__slot_find(
	const struct oriel__slot_map *map, uint64_t key) {
	/* key 0 yields the largest index, which is never in use */
	uint32_t index = oriel__slot_index(key);
	if (index >= map->used)
		return NULL;
	struct oriel__slot *slot = &map->slots[index];
	return slot->changes == (key >> 32) * 2 + 1 ? slot : NULL;
}

/* Takes a slot without a value and returns its key. */
static inline uint64_t oriel__slot_take(struct oriel__slot_map *map) {
	uint32_t index;
	if (map->first_free != 0) {
		index = map->first_free - 1;
		map->first_free = map->slots[index].link;
	} else if (map->fresh < map->used && map->slots[map->fresh].changes < ORIEL__SLOT_CHANGES) {
		index = map->fresh++;
	} else {
		index = oriel__slot_map_extend(map);
	}
	map->slots[index].changes++;
	map->count++;
	return oriel__slot_key(map, index);
}

/* Frees a slot that is in use and has no value. */
static inline void oriel__slot_give_back(struct oriel__slot_map *map, uint32_t index) {
	struct oriel__slot *slot = &map->slots[index];
	slot->changes++;
	if (--map->count == 0) {
		map->first_free = 0;
		map->fresh = map->floor;
	} else if (slot->changes < ORIEL__SLOT_CHANGES) {
		slot->link = map->first_free;
		map->first_free = index + 1;
	}
}

/* Adds a value, which must not be NULL, and returns its key. */
static inline uint64_t oriel__slot_map_add(struct oriel__slot_map *map, void *value) {
	uint64_t key = oriel__slot_take(map);
	uint32_t index = oriel__slot_index(key);
	if (index >= map->values_capacity)
		oriel__slot_map_extend_values(map);
	map->values[index] = value;
	return key;
}

/* Returns the value of a key, or NULL if the map does not contain the key. */
static inline void *oriel__slot_map_get(const struct oriel__slot_map *map, uint64_t key) {
	return oriel__slot_find(map, key) != NULL ? map->values[oriel__slot_index(key)] : NULL;
}

/* Removes the value of a slot, which must have one. */
static inline void oriel__slot_map_remove_at(struct oriel__slot_map *map, uint32_t index) {
	map->values[index] = NULL;
	oriel__slot_give_back(map, index);
}

/* Removes a key and returns its value, or NULL if the map did not contain the key. */
static inline void *oriel__slot_map_remove(struct oriel__slot_map *map, uint64_t key) {
	void *value = oriel__slot_map_get(map, key);
	if (value != NULL)
		oriel__slot_map_remove_at(map, oriel__slot_index(key));
	return value;
}

#endif
