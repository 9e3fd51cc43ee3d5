/* SPDX-License-Identifier: MIT */
/*
 * The memory of the slot map; the other functions are inline. Slots that are allocated again after
 * a trim start with generations that no trimmed slot has had, so keys stay unique.
 */
#include "base/slot_map_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

void oriel__slot_map_init(struct oriel__slot_map *map) {
	*map = (struct oriel__slot_map){ 0 };
}

void oriel__slot_map_finish(struct oriel__slot_map *map) {
	oriel__free(map->slots);
	oriel__free(map->values);
	oriel__slot_map_init(map);
}

uint32_t oriel__slot_map_extend(struct oriel__slot_map *map) {
	while (map->fresh < map->used && map->slots[map->fresh].changes == ORIEL__SLOT_CHANGES) {
		if (map->floor == map->fresh)
			map->floor++;
		map->fresh++;
	}
	if (map->fresh < map->used)
		return map->fresh++;

	ORIEL_ASSERT(map->used < UINT32_MAX,
		"oriel: 4,294,967,295 ids of one kind are in use; cancel unused registrations");
	if (map->used == map->capacity)
		map->slots = oriel__grow(
			map->slots, &map->capacity, (size_t)map->used + 1, sizeof(*map->slots));
	map->slots[map->used] = (struct oriel__slot){ .changes = map->first_changes };
	map->used++;
	return map->fresh++;
}

void oriel__slot_map_extend_values(struct oriel__slot_map *map) {
	size_t old = map->values_capacity;
	map->values = oriel__realloc_array(map->values, map->capacity, sizeof(map->values[0]));
	map->values_capacity = map->capacity;
	memset(map->values + old, 0, (map->capacity - old) * sizeof(map->values[0]));
}

static uint32_t slot_map_used_end(const struct oriel__slot_map *map, uint32_t least) {
	uint32_t end = map->used;
	while (end > least && !oriel__slot_is_used(&map->slots[end - 1]))
		end--;
	return end;
}

static uint32_t slot_map_latest_changes(const struct oriel__slot_map *map, uint32_t begin) {
	uint32_t latest = map->first_changes;
	for (uint32_t i = begin; i < map->used; i++) {
		if (map->slots[i].changes > latest)
			latest = map->slots[i].changes;
	}
	return latest;
}

/* Rebuilds the list of free slots, except those from fresh onwards. */
static void slot_map_link_free_slots(struct oriel__slot_map *map) {
	map->first_free = 0;
	for (uint32_t i = map->fresh; i-- > map->floor;) {
		struct oriel__slot *slot = &map->slots[i];
		if (oriel__slot_is_used(slot) || slot->changes == ORIEL__SLOT_CHANGES)
			continue;
		slot->link = map->first_free;
		map->first_free = i + 1;
	}
}

/* After about a million trims the ids would run out before the memory does. From then on the memory
 * is kept. */
void oriel__slot_map_trim(struct oriel__slot_map *map, uint32_t kept) {
	if (map->used <= kept || map->floor >= kept)
		return;
	uint32_t end = slot_map_used_end(map, kept), changes = slot_map_latest_changes(map, end);
	if (map->used - end < kept || changes > ORIEL__SLOT_CHANGES / 2)
		return;
	map->first_changes = changes;
	map->used = end;
	if (map->fresh > end)
		map->fresh = end;
	slot_map_link_free_slots(map);
	map->slots = oriel__realloc_array(map->slots, end, sizeof(*map->slots));
	map->capacity = end;
	if (map->values_capacity > end) {
		map->values = oriel__realloc_array(map->values, end, sizeof(map->values[0]));
		map->values_capacity = end;
	}
}
