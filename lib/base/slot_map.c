/* SPDX-License-Identifier: MIT */
/*
 * The part of the slot map that is not inline: its memory.
 */
#include "base/slot-map-internal.h"

#include "base/alloc-internal.h"

#include <oriel/log.h>

void oriel__slot_map_init(struct oriel__slot_map *map) {
	*map = (struct oriel__slot_map){ 0 };
}

void oriel__slot_map_finish(struct oriel__slot_map *map) {
	oriel__free(map->slots);
	oriel__slot_map_init(map);
}

uint32_t oriel__slot_map_extend(struct oriel__slot_map *map) {
	while (map->fresh < map->used && map->slots[map->fresh].generation == ORIEL__SLOT_GENERATIONS) {
		if (map->floor == map->fresh)
			map->floor++;
		map->fresh++;
	}
	if (map->fresh < map->used)
		return map->fresh++;

	ORIEL_ASSERT(map->used < UINT32_MAX, "oriel: 4,294,967,295 ids of one kind are in use; cancel what is no longer wanted");
	if (map->used == map->capacity)
		map->slots = oriel__grow(map->slots, &map->capacity, (size_t)map->used + 1, sizeof(*map->slots));
	map->slots[map->used] = (struct oriel__slot){ 0 };
	map->used++;
	return map->fresh++;
}
