/* SPDX-License-Identifier: MIT */
/*
 * Ids for registered things: a table of pointers whose keys are above 0, below 2^53 and never reused. A key is
 * (generation << 32) | (index + 1), the generation from 0 to 2^21 - 1; a slot whose generations are used up is retired.
 *
 * Free slots are a list, the last freed first. When the last value goes, the list is forgotten and slots are handed out in
 * order of their indices again, so that what is kept beside them is walked through as memory likes it.
 * Inline, since it is on the path of every registration. All zeros is an empty map.
 */
#ifndef ORIEL_BASE_SLOT_MAP_INTERNAL_H
#define ORIEL_BASE_SLOT_MAP_INTERNAL_H

#include <stddef.h>
#include <stdint.h>

struct oriel__slot {
	void *value;         /* NULL: free */
	uint32_t generation;
	uint32_t link;       /* free: index + 1 of the next free slot, 0 for none; in use: a number of the owner's */
};

struct oriel__slot_map {
	struct oriel__slot *slots;
	size_t capacity;
	uint32_t used;       /* slots ever used */
	uint32_t fresh;      /* the first slot that is neither in use, nor on the list, nor looked at for being retired */
	uint32_t floor;      /* all slots before it are retired */
	uint32_t first_free; /* index + 1; 0: none */
	uint32_t count;      /* values in the map */
	uint32_t first_generation; /* of slots that were never used, or given back */
};

#define ORIEL__SLOT_GENERATIONS (UINT32_C(1) << 21)

void oriel__slot_map_init(struct oriel__slot_map *map);
void oriel__slot_map_finish(struct oriel__slot_map *map);
/* Gives back the memory of free slots behind the last one in use, unless they are few; keeps this many slots at least. */
void oriel__slot_map_trim(struct oriel__slot_map *map, uint32_t kept);
/* Takes the next fresh slot, for which there may be no memory yet, and returns its index. */
uint32_t oriel__slot_map_extend(struct oriel__slot_map *map);

/* The index of a key that is in the map: as small as the map was when it was added. */
static inline uint32_t oriel__slot_index(uint64_t key) {
	return (uint32_t)key - 1;
}

/* The key of a slot that is in use. */
static inline uint64_t oriel__slot_key(const struct oriel__slot_map *map, uint32_t index) {
	return (uint64_t)map->slots[index].generation << 32 | (index + 1);
}

/* value may not be NULL. */
static inline uint64_t oriel__slot_map_add(struct oriel__slot_map *map, void *value) {
	uint32_t index;
	if (map->first_free != 0) {
		index = map->first_free - 1;
		map->first_free = map->slots[index].link;
	} else if (map->fresh < map->used && map->slots[map->fresh].generation < ORIEL__SLOT_GENERATIONS) {
		index = map->fresh++;
	} else {
		index = oriel__slot_map_extend(map);
	}
	map->slots[index].value = value;
	map->count++;
	return oriel__slot_key(map, index);
}

/* The slot that holds this key's value, or NULL. */
static inline struct oriel__slot *oriel__slot_map_find(const struct oriel__slot_map *map, uint64_t key) {
	uint32_t index = oriel__slot_index(key); /* key 0 gives the largest, which is not in use */
	if (index >= map->used)
		return NULL;
	struct oriel__slot *slot = &map->slots[index];
	return slot->generation == key >> 32 && slot->value != NULL ? slot : NULL;
}

/* NULL: not there (any more). */
static inline void *oriel__slot_map_get(const struct oriel__slot_map *map, uint64_t key) {
	const struct oriel__slot *slot = oriel__slot_map_find(map, key);
	return slot != NULL ? slot->value : NULL;
}

/* The slot must be in use. */
static inline void oriel__slot_map_remove_at(struct oriel__slot_map *map, uint32_t index) {
	struct oriel__slot *slot = &map->slots[index];
	slot->value = NULL;
	slot->generation++;
	if (--map->count == 0) {
		map->first_free = 0;
		map->fresh = map->floor;
	} else if (slot->generation < ORIEL__SLOT_GENERATIONS) {
		slot->link = map->first_free;
		map->first_free = index + 1;
	}
}

/* What was there, or NULL. */
static inline void *oriel__slot_map_remove(struct oriel__slot_map *map, uint64_t key) {
	struct oriel__slot *slot = oriel__slot_map_find(map, key);
	if (slot == NULL)
		return NULL;
	void *value = slot->value;
	oriel__slot_map_remove_at(map, oriel__slot_index(key));
	return value;
}

#endif
