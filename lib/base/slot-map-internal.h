/* SPDX-License-Identifier: MIT */
/*
 * Ids for registered things: a table of pointers whose keys are above 0, below 2^53 and never reused. A key is
 * (generation << 32) | (index + 1), the generation from 0 to 2^21 - 1; a slot whose generations are used up is retired. Free slots are a list.
 */
#ifndef ORIEL_BASE_SLOT_MAP_INTERNAL_H
#define ORIEL_BASE_SLOT_MAP_INTERNAL_H

#include <stddef.h>
#include <stdint.h>

struct oriel__slot {
	void *value;         /* NULL: free */
	uint32_t generation;
	uint32_t next_free;
};

struct oriel__slot_map {
	struct oriel__slot *slots;
	size_t capacity;
	uint32_t used;       /* slots ever used */
	uint32_t first_free; /* index + 1; 0: none */
	uint32_t count;      /* values in the map */
};

void oriel__slot_map_init(struct oriel__slot_map *map);
void oriel__slot_map_finish(struct oriel__slot_map *map);
uint64_t oriel__slot_map_add(struct oriel__slot_map *map, void *value);
void *oriel__slot_map_get(const struct oriel__slot_map *map, uint64_t key);    /* NULL: not there (any more) */
void *oriel__slot_map_remove(struct oriel__slot_map *map, uint64_t key);       /* what was there, or NULL */

#endif
