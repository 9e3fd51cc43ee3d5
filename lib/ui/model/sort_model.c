/* SPDX-License-Identifier: MIT */
/*
 * Sorted models: their class, their levels and their criteria. A level is made when its count is
 * first asked for.
 */
#include "model/sort_model_internal.h"

#include "base/container_internal.h"

#include <oriel/runtime/log.h>

typedef struct oriel__sort_model sort_model;
typedef struct oriel__sort_level sort_level;

static const struct oriel_model_class sort_class;

/* ---- Rows ---- */

uint32_t oriel__sort_row_new(struct oriel__sort_model *sort, uint64_t key) {
	uint32_t id;
	if (sort->first_free != 0) {
		id = sort->first_free - 1;
		sort->first_free = (uint32_t)sort->rows[id].key;
	} else {
		id = sort->row_count++;
		sort->rows = oriel__grow(
			sort->rows, &sort->row_capacity, sort->row_count, sizeof(sort->rows[0]));
	}
	sort->rows[id] = (struct oriel__sort_row){ .key = key };
	return id;
}

void oriel__sort_row_free(struct oriel__sort_model *sort, uint32_t id) {
	sort->rows[id].key = sort->first_free;
	sort->first_free = id + 1;
}

static void sort_placed_in_source(struct oriel__sequence *ids, struct oriel__sequence_node *leaf,
	const void *items, size_t count) {
	const sort_level *level = oriel__container_of(ids, sort_level, source);
	for (size_t i = 0; i < count; i++)
		level->sort->rows[((const uint32_t *)items)[i]].source_leaf = leaf;
}

static void sort_placed_in_order(struct oriel__sequence *ids, struct oriel__sequence_node *leaf,
	const void *items, size_t count) {
	const sort_level *level = oriel__container_of(ids, sort_level, sorted);
	for (size_t i = 0; i < count; i++)
		level->sort->rows[((const uint32_t *)items)[i]].sorted_leaf = leaf;
}

static const struct oriel__sequence_class sort_source_class = {
	.item_size = sizeof(uint32_t), .placed = sort_placed_in_source
};
static const struct oriel__sequence_class sort_order_class = {
	.item_size = sizeof(uint32_t), .placed = sort_placed_in_order
};

/* ---- Levels ---- */

struct oriel__sort_level *oriel__sort_level_find(
	const struct oriel__sort_model *sort, uint64_t parent) {
	sort_level *level;
	HASH_FIND(hh, sort->levels, &parent, sizeof(parent), level);
	return level;
}

/* Reads all rows of a level from the source. */
static void sort_level_fill(sort_level *level) {
	sort_model *sort = level->sort;
	oriel_model *source = sort->dependant.model;
	size_t count = oriel_model_count(source, level->parent);
	uint32_t *ids = oriel__alloc_zero(count + 1, sizeof(*ids));
	for (size_t i = 0; i < count; i++)
		ids[i] = oriel__sort_row_new(sort, oriel_model_key(source, level->parent, i));
	oriel__sequence_insert(&level->source, 0, ids, count);
	oriel__free(ids);
}

/* Returns the ids of a level in the order of the source. The caller frees them. */
static uint32_t *sort_level_ids(const sort_level *level, size_t count) {
	uint32_t *ids = oriel__alloc_zero(count + 1, sizeof(*ids));
	oriel__sequence_copy(&level->source, 0, count, ids);
	return ids;
}

/* Returns the ids of a level as the criteria order them. The caller frees them. */
static uint32_t *sort_level_order(const sort_level *level) {
	const sort_model *sort = level->sort;
	size_t count = oriel__sequence_count(&level->source);
	uint32_t *ids = sort_level_ids(level, count);
	uint64_t *keys = oriel__alloc_zero(count + 1, sizeof(*keys));
	for (size_t i = 0; i < count; i++)
		keys[i] = sort->rows[ids[i]].key;
	struct oriel__sort_rows rows;
	oriel__sort_rows_init(&rows, &sort->order, keys, count);
	uint32_t *sorted = oriel__sort_rows_sorted(&sort->order, &rows);
	for (size_t i = 0; i < count; i++)
		sorted[i] = ids[sorted[i]];
	oriel__sort_rows_finish(&rows);
	oriel__free(keys);
	oriel__free(ids);
	return sorted;
}

struct oriel__sort_level *oriel__sort_level_new(struct oriel__sort_model *sort, uint64_t parent) {
	sort_level *level = oriel__alloc_zero(1, sizeof(*level));
	level->sort = sort;
	level->parent = parent;
	level->source.type = &sort_source_class;
	level->sorted.type = &sort_order_class;
	HASH_ADD(hh, sort->levels, parent, sizeof(level->parent), level);
	sort_level_fill(level);
	uint32_t *sorted = sort_level_order(level);
	oriel__sequence_insert(&level->sorted, 0, sorted, oriel__sequence_count(&level->source));
	oriel__free(sorted);
	return level;
}

static void sort_level_free(sort_level *level) {
	HASH_DELETE(hh, level->sort->levels, level);
	oriel__sequence_finish(&level->source);
	oriel__sequence_finish(&level->sorted);
	oriel__free(level);
}

void oriel__sort_level_forget(struct oriel__sort_model *sort, uint64_t parent) {
	sort_level *waiting = oriel__sort_level_find(sort, parent);
	if (waiting == NULL)
		return;
	waiting->next = NULL;
	while (waiting != NULL) {
		sort_level *level = waiting;
		waiting = level->next;
		size_t count = oriel__sequence_count(&level->source);
		for (size_t i = 0; i < count; i++) {
			uint32_t id = *(const uint32_t *)oriel__sequence_at(&level->source, i);
			sort_level *child = oriel__sort_level_find(sort, sort->rows[id].key);
			if (child != NULL) {
				child->next = waiting;
				waiting = child;
			}
			oriel__sort_row_free(sort, id);
		}
		sort_level_free(level);
	}
}

/* Returns the level of a parent, and makes it if necessary. Comparisons may not change models. */
static sort_level *sort_level_get(oriel_model *model, uint64_t parent) {
	sort_model *sort = model->data;
	sort_level *level = oriel__sort_level_find(sort, parent);
	if (level != NULL)
		return level;
	struct oriel__models *models = model->observers.models;
	if (models != NULL)
		models->update_depth++;
	level = oriel__sort_level_new(sort, parent);
	if (models != NULL)
		models->update_depth--;
	return level;
}

/* ---- The class ---- */

static oriel_model *sort_source(const oriel_model *model) {
	return ((const sort_model *)model->data)->dependant.model;
}

/* A row without children gets no level until it has some. */
static size_t sort_count(oriel_model *model, uint64_t parent) {
	const sort_level *level = oriel__sort_level_find(model->data, parent);
	if (level == NULL && oriel_model_count(sort_source(model), parent) == 0)
		return 0;
	return oriel__sequence_count(&sort_level_get(model, parent)->sorted);
}

static uint64_t sort_key(oriel_model *model, uint64_t parent, size_t index) {
	const sort_level *level = sort_level_get(model, parent);
	return oriel__sort_row_at(level, &level->sorted, index)->key;
}

static const char *sort_text(oriel_model *model, uint64_t key, unsigned column) {
	return oriel_model_text(sort_source(model), key, column);
}

static void *sort_item(oriel_model *model, uint64_t key) {
	return oriel_model_item(sort_source(model), key);
}

static bool sort_has_children(oriel_model *model, uint64_t key) {
	return oriel_model_has_children(sort_source(model), key);
}

static oriel_promise *sort_children(oriel_model *model, uint64_t key) {
	return oriel_model_children(sort_source(model), key);
}

static bool sort_find(oriel_model *model, uint64_t parent, uint64_t key, size_t *index) {
	size_t at;
	if (!oriel_model_find(sort_source(model), parent, key, &at))
		return false;
	const sort_level *level = sort_level_get(model, parent);
	uint32_t id = *(const uint32_t *)oriel__sequence_at(&level->source, at);
	*index = oriel__sequence_id_index(level->sort->rows[id].sorted_leaf, id);
	return true;
}

static const struct oriel_model_class sort_class = {
	.abi = ORIEL_MODEL_ABI,
	.name = "sorted",
	.count = sort_count,
	.key = sort_key,
	.text = sort_text,
	.item = sort_item,
	.has_children = sort_has_children,
	.children = sort_children,
	.find = sort_find,
};

/* ---- Life ---- */

static void sort_free(void *data) {
	sort_model *sort = data;
	sort_level *level, *next;
	HASH_ITER(hh, sort->levels, level, next)
		sort_level_free(level);
	oriel__dependant_remove(&sort->dependant);
	oriel__free(sort->rows);
	oriel__free(sort);
}

static void sort_copy_keys(
	sort_model *sort, const struct oriel_sort_key *keys, size_t count, const char *caller) {
	ORIEL_ASSERT(count <= ORIEL_SORT_KEYS_MAX && (keys != NULL || count == 0),
		"%s: %zu criteria at %p; pass at most %d", caller, count, (const void *)keys,
		ORIEL_SORT_KEYS_MAX);
	if (count > 0)
		memcpy(sort->order.keys, keys, count * sizeof(*keys));
	sort->order.count = count;
}

oriel_model *oriel_sort_model_new_at(const char *site, oriel_model *source,
	const struct oriel_sort_key *keys, size_t count) {
	oriel__model_check_change(source, "oriel_sort_model_new", site);
	sort_model *sort = oriel__alloc_zero(1, sizeof(*sort));
	sort_copy_keys(sort, keys, count, "oriel_sort_model_new");
	sort->order.source = source;
	sort->model = oriel_model_new_at(site, &sort_class, sort,
		&(const struct oriel_model_options){
			.size = sizeof(struct oriel_model_options), .release = sort_free });
	oriel__dependant_add(&sort->dependant, source, oriel__sort_step);
	return sort->model;
}

/* ---- New criteria ---- */

/* Sorts a level anew, and tells the rows from the first that moves to the last. */
static void sort_level_again(sort_level *level) {
	size_t count = oriel__sequence_count(&level->sorted), first = 0, last = count;
	uint32_t *new = sort_level_order(level), *old = oriel__alloc_zero(count + 1, sizeof(*old));
	oriel__sequence_copy(&level->sorted, 0, count, old);
	while (first < count && old[first] == new[first])
		first++;
	while (last > first && old[last - 1] == new[last - 1])
		last--;
	uint64_t *keys = oriel__alloc_zero(last - first + 1, sizeof(*keys));
	for (size_t i = first; i < last; i++)
		keys[i - first] = level->sort->rows[old[i]].key;
	oriel__sequence_remove(&level->sorted, first, last - first);
	oriel__sequence_insert(&level->sorted, first, new + first, last - first);
	oriel__model_tell(level->sort->model,
		&(const struct oriel__model_step){ .parent = level->parent,
			.first = first,
			.removed = last - first,
			.added = last - first,
			.removed_keys = keys });
	oriel__free(keys);
	oriel__free(new);
	oriel__free(old);
}

void oriel_sort_model_set_keys(
	oriel_model *model, const struct oriel_sort_key *keys, size_t count) {
	oriel__model_check_change(model, "oriel_sort_model_set_keys", NULL);
	ORIEL_ASSERT(model->type == &sort_class,
		"oriel_sort_model_set_keys: this is a %s model; pass a model of oriel_sort_model_new()",
		model->type->name);
	sort_model *sort = model->data;
	struct oriel__models *models = model->observers.models;
	sort_level *level, *next;
	sort_copy_keys(sort, keys, count, "oriel_sort_model_set_keys");
	oriel__change_begin(models);
	models->update_depth++;
	HASH_ITER(hh, sort->levels, level, next)
		sort_level_again(level);
	models->update_depth--;
	oriel__change_end(models);
}
