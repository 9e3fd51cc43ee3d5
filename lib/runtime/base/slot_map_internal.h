/* SPDX-License-Identifier: MIT */
/*
 * Ids for registered things: a table whose keys are above 0, below 2^53 and never reused. A key is
 * (generation << 32) | (index + 1), the generation from 0 to 2^21 - 1; a slot whose generations are
 * used up is retired.
 *
 * Mostly a key leads to a pointer: add, get, remove. Who has many small things keeps them in an
 * array of its own, by the index of their slot, and only takes slots and gives them back.
 *
 * Free slots are a list, the last freed first. When the last one in use goes, the list is forgotten
 * and slots are handed out in order of their indices again, so that what is kept beside them is
 * walked through as memory likes it. Inline, since it is on the path of every registration. All
 * zeros is an empty map.
 */
#ifndef ORIEL_BASE_SLOT_MAP_INTERNAL_H
#define ORIEL_BASE_SLOT_MAP_INTERNAL_H

#include "base/private_api_internal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct oriel__slot {
	uint32_t changes; /* how often it was taken and given back: odd while it is in use */
	/* free: index + 1 of the next free slot, 0 for none; in use: a number of the owner's */
	uint32_t link;
};

struct oriel__slot_map {
	struct oriel__slot *slots;
	/* beside the slots: NULL where a slot is free. None if slots were only taken */
	void **values;
	size_t capacity, values_capacity;
	uint32_t used;       /* slots ever used */
	/* the first slot that is neither in use, nor on the list, nor looked at for being retired */
	uint32_t fresh;
	uint32_t floor;      /* all slots before it are retired */
	uint32_t first_free; /* index + 1; 0: none */
	uint32_t count;      /* slots in use */
	uint32_t first_changes; /* of slots that were never used, or given back to the system */
};

#define ORIEL__SLOT_GENERATIONS (UINT32_C(1) << 21)
/* The changes of a slot that is retired. */
#define ORIEL__SLOT_CHANGES (2 * ORIEL__SLOT_GENERATIONS)

void oriel__slot_map_init(struct oriel__slot_map *map);
ORIEL_PRIVATE_API void oriel__slot_map_finish(struct oriel__slot_map *map);
/* Gives back the memory of free slots behind the last one in use, unless they are few; keeps this
 * many slots at least. */
void oriel__slot_map_trim(struct oriel__slot_map *map, uint32_t kept);
/* Takes the next fresh slot, for which there may be no memory yet, and returns its index. */
ORIEL_PRIVATE_API uint32_t oriel__slot_map_extend(struct oriel__slot_map *map);
/* Makes values for all slots there are. */
ORIEL_PRIVATE_API void oriel__slot_map_extend_values(struct oriel__slot_map *map);

/* The index of a key that is in the map: as small as the map was when it was added. */
static inline uint32_t oriel__slot_index(uint64_t key) {
	return (uint32_t)key - 1;
}

static inline bool oriel__slot_is_used(const struct oriel__slot *slot) {
	return slot->changes % 2 != 0;
}

/* The key of a slot that is in use. */
static inline uint64_t oriel__slot_key(const struct oriel__slot_map *map, uint32_t index) {
	return (uint64_t)(map->slots[index].changes / 2) << 32 | (index + 1);
}

/* The slot in use that has this key, or NULL. */
static inline struct oriel__slot *oriel__slot_find(
	const struct oriel__slot_map *map, uint64_t key) {
	uint32_t index = oriel__slot_index(key); /* key 0 gives the largest, which is not in use */
	if (index >= map->used)
		return NULL;
	struct oriel__slot *slot = &map->slots[index];
	return slot->changes == (key >> 32) * 2 + 1 ? slot : NULL;
}

/* The key of a slot that is in use from now on, and has no value. */
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

/* The slot must be in use, without a value. */
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

/* value may not be NULL. */
static inline uint64_t oriel__slot_map_add(struct oriel__slot_map *map, void *value) {
	uint64_t key = oriel__slot_take(map);
	uint32_t index = oriel__slot_index(key);
	if (index >= map->values_capacity)
		oriel__slot_map_extend_values(map);
	map->values[index] = value;
	return key;
}

/* NULL: not there (any more). */
static inline void *oriel__slot_map_get(const struct oriel__slot_map *map, uint64_t key) {
	return oriel__slot_find(map, key) != NULL ? map->values[oriel__slot_index(key)] : NULL;
}

/* There must be a value. */
static inline void oriel__slot_map_remove_at(struct oriel__slot_map *map, uint32_t index) {
	map->values[index] = NULL;
	oriel__slot_give_back(map, index);
}

/* What was there, or NULL. */
static inline void *oriel__slot_map_remove(struct oriel__slot_map *map, uint64_t key) {
	void *value = oriel__slot_map_get(map, key);
	if (value != NULL)
		oriel__slot_map_remove_at(map, oriel__slot_index(key));
	return value;
}

#endif
