/* SPDX-License-Identifier: MIT */
/*
 * How a sorted model follows the steps of its source.
 *
 * Removed rows know their places, and added rows find theirs by binary search. Neighbours are told
 * as one step. If that would be more than STEPS_MAX steps, one step covers all rows from the first
 * that changes to the last. A changed row stays where it is if it is still in order with its
 * neighbours; otherwise it is removed and sorted in again.
 */
#include "model/sort_model_internal.h"

#include "base/container_internal.h"

#include <oriel/runtime/log.h>

#include <stdlib.h>

enum { STEPS_MAX = 256 };

typedef struct oriel__sort_model sort_model;
typedef struct oriel__sort_level sort_level;

/* ---- Runs of places ---- */

/* Places in the sorted order, ascending, of the rows that a step concerns. */
struct sort_places {
	size_t *items;
	size_t count;
};

/* Returns the end of the run of places that begins at first: they follow each other, or, to insert
 * at, are the same. */
static size_t sort_run_end(const struct sort_places *places, size_t first, size_t distance) {
	size_t end = first + 1;
	while (end < places->count && places->items[end] == places->items[end - 1] + distance)
		end++;
	return end;
}

static size_t sort_run_begin(const struct sort_places *places, size_t end, size_t distance) {
	size_t first = end - 1;
	while (first > 0 && places->items[first] == places->items[first - 1] + distance)
		first--;
	return first;
}

static bool sort_has_many_runs(const struct sort_places *places, size_t distance) {
	size_t runs = 0;
	for (size_t i = 0; i < places->count && runs <= STEPS_MAX; runs++)
		i = sort_run_end(places, i, distance);
	return runs > STEPS_MAX;
}

/* Returns the keys of sorted rows; the caller frees them. NULL if nothing would read them. */
static uint64_t *sort_keys_new(const sort_level *level, size_t first, size_t count) {
	if (!oriel__model_is_followed(level->sort->model))
		return NULL;
	uint64_t *keys = oriel__alloc_zero(count + 1, sizeof(*keys));
	for (size_t i = 0; i < count;) {
		size_t run;
		const uint32_t *ids = oriel__sequence_run(&level->sorted, first + i, &run);
		for (size_t j = 0; j < run && i < count; j++)
			keys[i++] = level->sort->rows[ids[j]].key;
	}
	return keys;
}

static void sort_tell(const sort_level *level, size_t first, size_t removed, size_t added,
	const uint64_t *removed_keys, const char *site) {
	oriel__model_tell(level->sort->model,
		&(const struct oriel__model_step){ .parent = level->parent,
			.first = first,
			.removed = removed,
			.added = added,
			.removed_keys = removed_keys,
			.site = site });
}

/* ---- Removing ---- */

static size_t sort_place(const sort_level *level, uint32_t id) {
	return oriel__sequence_id_index(level->sort->rows[id].sorted_leaf, id);
}

static int sort_compare_places(const void *a, const void *b) {
	size_t left = *(const size_t *)a, right = *(const size_t *)b;
	return (left > right) - (left < right);
}

/* The caller frees the items. */
static struct sort_places sort_places_of(
	const sort_level *level, const uint32_t *ids, size_t count) {
	struct sort_places places = { oriel__alloc_zero(count + 1, sizeof(size_t)), count };
	for (size_t i = 0; i < count; i++)
		places.items[i] = sort_place(level, ids[i]);
	qsort(places.items, count, sizeof(size_t), sort_compare_places);
	return places;
}

static void sort_remove_run(
	sort_level *level, size_t first, size_t count, bool is_told, const char *site) {
	uint64_t *keys = is_told ? sort_keys_new(level, first, count) : NULL;
	oriel__sequence_remove(&level->sorted, first, count);
	if (is_told)
		sort_tell(level, first, count, 0, keys, site);
	oriel__free(keys);
}

/* Removes rows from the sorted order. Runs are removed from the last to the first, so that the
 * places of the others stay right. */
static void sort_remove(sort_level *level, const uint32_t *ids, size_t count, const char *site) {
	if (count == 0)
		return;
	struct sort_places places = sort_places_of(level, ids, count);
	bool is_covered = sort_has_many_runs(&places, 1);
	size_t low = places.items[0], all = places.items[count - 1] + 1 - low;
	uint64_t *keys = is_covered ? sort_keys_new(level, low, all) : NULL;
	for (size_t end = count; end > 0;) {
		size_t begin = sort_run_begin(&places, end, 1);
		sort_remove_run(level, places.items[begin], end - begin, !is_covered, site);
		end = begin;
	}
	if (is_covered)
		sort_tell(level, low, all, all - count, keys, site);
	oriel__free(keys);
	oriel__free(places.items);
}

/* ---- Inserting ---- */

static size_t sort_source_index(const sort_level *level, uint32_t id) {
	return oriel__sequence_id_index(level->sort->rows[id].source_leaf, id);
}

/* Returns whether a row comes before the one at a place; equal rows are in the order of the
 * source. */
static bool sort_is_before(const sort_level *level, const struct oriel__sort_rows *rows,
	size_t index, uint32_t id, size_t place) {
	uint32_t other = *(const uint32_t *)oriel__sequence_at(&level->sorted, place);
	const sort_model *sort = level->sort;
	int result = oriel__sort_compare(&sort->order, rows, index, sort->rows[other].key);
	if (result != 0)
		return result < 0;
	return sort_source_index(level, id) < sort_source_index(level, other);
}

static size_t sort_search(const sort_level *level, const struct oriel__sort_rows *rows,
	size_t index, uint32_t id, size_t low) {
	size_t high = oriel__sequence_count(&level->sorted);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (sort_is_before(level, rows, index, id, middle))
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

/* Puts ids into their order, and returns their places, which refer to the order without them. The
 * caller frees the items. */
static struct sort_places sort_find_places(
	const sort_level *level, uint32_t *ids, size_t count) {
	const sort_model *sort = level->sort;
	struct sort_places places = { oriel__alloc_zero(count + 1, sizeof(size_t)), count };
	uint64_t *keys = oriel__alloc_zero(count + 1, sizeof(*keys));
	for (size_t i = 0; i < count; i++)
		keys[i] = sort->rows[ids[i]].key;
	struct oriel__sort_rows rows;
	oriel__sort_rows_init(&rows, &sort->order, keys, count);
	uint32_t *sorted = oriel__sort_rows_sorted(&sort->order, &rows);
	for (size_t i = 0; i < count; i++)
		places.items[i] = sort_search(
			level, &rows, sorted[i], ids[sorted[i]], i > 0 ? places.items[i - 1] : 0);
	for (size_t i = 0; i < count; i++)
		sorted[i] = ids[sorted[i]];
	memcpy(ids, sorted, count * sizeof(*ids));
	oriel__sort_rows_finish(&rows);
	oriel__free(sorted);
	oriel__free(keys);
	return places;
}

void oriel__sort_insert(
	struct oriel__sort_level *level, const uint32_t *unsorted, size_t count, const char *site) {
	if (count == 0)
		return;
	uint32_t *ids = oriel__alloc_zero(count, sizeof(*ids));
	memcpy(ids, unsorted, count * sizeof(*ids));
	struct sort_places places = sort_find_places(level, ids, count);
	bool is_covered = sort_has_many_runs(&places, 0);
	size_t low = places.items[0], all = places.items[count - 1] - low;
	uint64_t *keys = is_covered ? sort_keys_new(level, low, all) : NULL;
	for (size_t end = count; end > 0;) {
		size_t begin = sort_run_begin(&places, end, 0);
		oriel__sequence_insert(&level->sorted, places.items[begin], ids + begin, end - begin);
		if (!is_covered)
			sort_tell(level, places.items[begin], 0, end - begin, NULL, site);
		end = begin;
	}
	if (is_covered)
		sort_tell(level, low, all, all + count, keys, site);
	oriel__free(keys);
	oriel__free(places.items);
	oriel__free(ids);
}

/* ---- Changed rows ---- */

/* Returns whether two neighbours are in order. */
static bool sort_is_in_order(const sort_level *level, size_t place) {
	uint32_t id = *(const uint32_t *)oriel__sequence_at(&level->sorted, place);
	struct oriel__sort_rows rows;
	oriel__sort_rows_init(&rows, &level->sort->order, &level->sort->rows[id].key, 1);
	bool is_before = sort_is_before(level, &rows, 0, id, place + 1);
	oriel__sort_rows_finish(&rows);
	return is_before;
}

static bool sort_run_is_in_order(const sort_level *level, size_t first, size_t count) {
	size_t end = first + count < oriel__sequence_count(&level->sorted) ? first + count :
																		first + count - 1;
	for (size_t place = first > 0 ? first - 1 : 0; place < end; place++) {
		if (!sort_is_in_order(level, place))
			return false;
	}
	return true;
}

/* Sets is_moved for each place whose run is not in order any more. */
static bool sort_find_moved(
	const sort_level *level, const struct sort_places *places, bool *is_moved) {
	bool has_moved = false;
	for (size_t begin = 0; begin < places->count;) {
		size_t end = sort_run_end(places, begin, 1);
		bool moves = !sort_run_is_in_order(level, places->items[begin], end - begin);
		for (size_t i = begin; i < end; i++)
			is_moved[i] = moves;
		has_moved = has_moved || moves;
		begin = end;
	}
	return has_moved;
}

/* Takes the ids at the places that move, or stay, out of ids, and returns their number. */
static size_t sort_select(const sort_level *level, const struct sort_places *places,
	const bool *is_moved, bool moves, const uint32_t *ids, uint32_t *out) {
	size_t count = 0;
	for (size_t i = 0; i < places->count; i++) {
		size_t place = sort_place(level, ids[i]);
		const size_t *at = bsearch(
			&place, places->items, places->count, sizeof(size_t), sort_compare_places);
		if (is_moved[at - places->items] == moves)
			out[count++] = ids[i];
	}
	return count;
}

static void sort_tell_changed(
	const sort_level *level, const uint32_t *ids, size_t count, const char *site) {
	struct sort_places places = sort_places_of(level, ids, count);
	bool is_covered = sort_has_many_runs(&places, 1);
	for (size_t begin = 0; begin < count;) {
		size_t end = is_covered ? count : sort_run_end(&places, begin, 1);
		oriel__model_tell(level->sort->model,
			&(const struct oriel__model_step){ .parent = level->parent,
				.first = places.items[begin],
				.changed = places.items[end - 1] + 1 - places.items[begin],
				.site = site });
		begin = end;
	}
	oriel__free(places.items);
}

static void sort_step_changed(sort_level *level, const struct oriel__model_step *step) {
	size_t count = step->changed;
	uint32_t *ids = oriel__alloc_zero(3 * count + 1, sizeof(*ids));
	uint32_t *moved = ids + count, *kept = moved + count;
	bool *is_moved = oriel__alloc_zero(count + 1, sizeof(*is_moved));
	oriel__sequence_copy(&level->source, step->first, count, ids);
	struct sort_places places = sort_places_of(level, ids, count);
	if (!sort_find_moved(level, &places, is_moved)) {
		sort_tell_changed(level, ids, count, step->site);
	} else {
		size_t moved_count = sort_select(level, &places, is_moved, true, ids, moved);
		size_t kept_count = sort_select(level, &places, is_moved, false, ids, kept);
		sort_remove(level, moved, moved_count, step->site);
		oriel__sort_insert(level, moved, moved_count, step->site);
		sort_tell_changed(level, kept, kept_count, step->site);
	}
	oriel__free(places.items);
	oriel__free(is_moved);
	oriel__free(ids);
}

/* ---- Steps ---- */

static void sort_step_splice(sort_level *level, const struct oriel__model_step *step) {
	sort_model *sort = level->sort;
	uint32_t *ids = oriel__alloc_zero(step->removed + step->added + 1, sizeof(*ids));
	uint32_t *added = ids + step->removed;
	oriel__sequence_copy(&level->source, step->first, step->removed, ids);
	oriel__sequence_remove(&level->source, step->first, step->removed);
	sort_remove(level, ids, step->removed, step->site);
	for (size_t i = 0; i < step->removed; i++) {
		if (HASH_COUNT(sort->levels) > 1)
			oriel__sort_level_forget(sort, sort->rows[ids[i]].key);
		oriel__sort_row_free(sort, ids[i]);
	}
	for (size_t i = 0; i < step->added; i++)
		added[i] = oriel__sort_row_new(
			sort, oriel_model_key(sort->dependant.model, step->parent, step->first + i));
	oriel__sequence_insert(&level->source, step->first, added, step->added);
	oriel__sort_insert(level, added, step->added, step->site);
	oriel__free(ids);
}

/* Follows a step below a row without a level. Its count may have been asked for while it was 0. */
static void sort_step_unknown(sort_model *sort, const struct oriel__model_step *step) {
	if (step->added > 0 && step->added == oriel_model_count(sort->dependant.model, step->parent))
		sort_tell(
			oriel__sort_level_new(sort, step->parent), 0, 0, step->added, NULL, step->site);
}

void oriel__sort_step(struct oriel__dependant *dependant, const struct oriel__model_step *step) {
	sort_model *sort = oriel__container_of(dependant, sort_model, dependant);
	sort_level *level = oriel__sort_level_find(sort, step->parent);
	if (level == NULL) {
		sort_step_unknown(sort, step);
		return;
	}
	oriel__dependant_check_step(dependant, step, oriel__sequence_count(&level->source));
	oriel__change_begin(sort->model->observers.models);
	if (step->changed > 0)
		sort_step_changed(level, step);
	else
		sort_step_splice(level, step);
	oriel__change_end(sort->model->observers.models);
}
