/* SPDX-License-Identifier: MIT */
/*
 * The part of the slot map that is not inline: its memory. Slots that were given back begin again with generations that none of
 * them has had, so that keys stay unique.
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
	map->slots[map->used] = (struct oriel__slot){ .generation = map->first_generation };
	map->used++;
	return map->fresh++;
}

static uint32_t end_of_use(const struct oriel__slot_map *map, uint32_t least) {
	uint32_t end = map->used;
	while (end > least && map->slots[end - 1].value == NULL)
		end--;
	return end;
}

static uint32_t latest_generation(const struct oriel__slot_map *map, uint32_t begin) {
	uint32_t latest = map->first_generation;
	for (uint32_t i = begin; i < map->used; i++) {
		if (map->slots[i].generation > latest)
			latest = map->slots[i].generation;
	}
	return latest;
}

/* Of the free slots that are not fresh. */
static void link_free_slots(struct oriel__slot_map *map) {
	map->first_free = 0;
	for (uint32_t i = map->fresh; i-- > map->floor;) {
		struct oriel__slot *slot = &map->slots[i];
		if (slot->value != NULL || slot->generation == ORIEL__SLOT_GENERATIONS)
			continue;
		slot->link = map->first_free;
		map->first_free = i + 1;
	}
}

/* Ids run out before memory does if this is done a million times: from then on it is kept. */
void oriel__slot_map_trim(struct oriel__slot_map *map, uint32_t kept) {
	if (map->used <= kept || map->floor >= kept)
		return;
	uint32_t end = end_of_use(map, kept), generation = latest_generation(map, end);
	if (map->used - end < kept || generation > ORIEL__SLOT_GENERATIONS / 2)
		return;
	map->first_generation = generation;
	map->used = end;
	if (map->fresh > end)
		map->fresh = end;
	link_free_slots(map);
	map->slots = oriel__realloc_array(map->slots, end, sizeof(*map->slots));
	map->capacity = end;
}
