/* SPDX-License-Identifier: MIT */
/*
 * Models over an array.
 *
 * A row is a slot of a slot map, whose key is the key of the row. The order of the rows is a
 * blocked sequence of slot indices. Each row knows its leaf of the sequence, which yields the index
 * of a key.
 */
#include <oriel/ui/array_model.h>

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"
#include "model/model_internal.h"
#include "model/sequence_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

enum { INSERT_CHUNK = 512 };

struct array_row {
	struct oriel_payload item;
	struct oriel__sequence_node *leaf;
};

struct array_model {
	oriel_model *model; /* borrowed: the model owns this struct */
	oriel_array_text_fn *text;
	void *text_data;
	struct oriel__sequence order; /* items: uint32_t, indices of slots */
	struct oriel__slot_map keys;
	struct array_row *rows; /* one a slot */
	size_t row_capacity;
};

static void array_placed(struct oriel__sequence *order, struct oriel__sequence_node *leaf,
	const void *items, size_t count) {
	struct array_model *array = oriel__container_of(order, struct array_model, order);
	const uint32_t *slots = items;
	for (size_t i = 0; i < count; i++)
		array->rows[slots[i]].leaf = leaf;
}

static const struct oriel__sequence_class array_order_class = {
	.item_size = sizeof(uint32_t), .placed = array_placed
};

/* ---- The class ---- */

static size_t array_count(oriel_model *model, uint64_t parent) {
	const struct array_model *array = model->data;
	return parent == 0 ? oriel__sequence_count(&array->order) : 0;
}

static uint32_t array_slot(const struct array_model *array, size_t index) {
	return *(const uint32_t *)oriel__sequence_at(&array->order, index);
}

static uint64_t array_key(oriel_model *model, uint64_t parent, size_t index) {
	const struct array_model *array = model->data;
	(void)parent;
	return oriel__slot_key(&array->keys, array_slot(array, index));
}

static struct array_row *array_row_of_key(const struct array_model *array, uint64_t key) {
	return oriel__slot_find(&array->keys, key) != NULL ? &array->rows[oriel__slot_index(key)] :
														NULL;
}

static const char *array_text(oriel_model *model, uint64_t key, unsigned column) {
	const struct array_model *array = model->data;
	const struct array_row *row = array_row_of_key(array, key);
	if (row == NULL)
		return NULL;
	if (array->text != NULL)
		return array->text(row->item.data, column, array->text_data);
	return column == 0 ? row->item.data : NULL;
}

static void *array_item(oriel_model *model, uint64_t key) {
	const struct array_row *row = array_row_of_key(model->data, key);
	return row != NULL ? row->item.data : NULL;
}

static bool array_find(oriel_model *model, uint64_t parent, uint64_t key, size_t *index) {
	const struct array_row *row = array_row_of_key(model->data, key);
	if (parent != 0 || row == NULL)
		return false;
	*index = oriel__sequence_id_index(row->leaf, oriel__slot_index(key));
	return true;
}

static const struct oriel_model_class array_class = {
	.abi = ORIEL_MODEL_ABI,
	.name = "array",
	.count = array_count,
	.key = array_key,
	.text = array_text,
	.item = array_item,
	.find = array_find,
};

static void array_free(void *data) {
	struct array_model *array = data;
	size_t count = oriel__sequence_count(&array->order);
	for (size_t i = 0; i < count; i++) {
		struct oriel_payload item = array->rows[array_slot(array, i)].item;
		if (item.release != NULL)
			item.release(item.data);
	}
	oriel__sequence_finish(&array->order);
	oriel__slot_map_finish(&array->keys);
	oriel__free(array->rows);
	oriel__free(array);
}

oriel_model *oriel_array_model_new_at(
	const char *site, const struct oriel_array_model_options *options) {
	oriel__check_options("oriel_array_model_new", site, options);
	struct array_model *array = oriel__alloc_zero(1, sizeof(*array));
	array->order.type = &array_order_class;
	if (options != NULL) {
		array->text = options->text;
		array->text_data = options->data;
	}
	array->model = oriel_model_new_at(site, &array_class, array,
		&(const struct oriel_model_options){
			.size = sizeof(struct oriel_model_options), .release = array_free });
	return array->model;
}

/* ---- Changes ---- */

static struct array_model *array_of(oriel_model *model, const char *caller) {
	oriel__model_check_change(model, caller, NULL);
	ORIEL_ASSERT(model->type == &array_class,
		"%s: this is a %s model; pass a model of oriel_array_model_new()", caller,
		model->type->name);
	return model->data;
}

static struct array_model *array_of_rows(
	oriel_model *model, size_t first, size_t count, const char *caller) {
	struct array_model *array = array_of(model, caller);
	size_t all = oriel__sequence_count(&array->order);
	ORIEL_ASSERT(first <= all && count <= all - first,
		"%s: rows %zu to %zu of an array model whose count is %zu; pass rows that exist", caller,
		first, first + count, all);
	return array;
}

static uint32_t array_row_new(struct array_model *array, struct oriel_payload item) {
	uint32_t slot = oriel__slot_index(oriel__slot_take(&array->keys));
	array->rows = oriel__grow(
		array->rows, &array->row_capacity, slot + (size_t)1, sizeof(array->rows[0]));
	array->rows[slot] = (struct array_row){ .item = item };
	return slot;
}

static void array_insert(
	struct array_model *array, size_t index, const struct oriel_payload *items, size_t count) {
	uint32_t slots[INSERT_CHUNK];
	for (size_t done = 0; done < count;) {
		size_t chunk = count - done < INSERT_CHUNK ? count - done : INSERT_CHUNK;
		for (size_t i = 0; i < chunk; i++)
			slots[i] = array_row_new(array, items[done + i]);
		oriel__sequence_insert(&array->order, index + done, slots, chunk);
		done += chunk;
	}
}

/* Returns the keys of rows; the caller frees them. */
static uint64_t *array_keys_new(const struct array_model *array, size_t first, size_t count) {
	uint64_t *keys = oriel__alloc_zero(count + 1, sizeof(*keys));
	for (size_t i = 0; i < count; i++)
		keys[i] = array_key(array->model, 0, first + i);
	return keys;
}

static void array_release_rows(struct array_model *array, const uint64_t *keys, size_t count) {
	for (size_t i = 0; i < count; i++) {
		struct oriel_payload item = array->rows[oriel__slot_index(keys[i])].item;
		oriel__slot_give_back(&array->keys, oriel__slot_index(keys[i]));
		oriel__defer_drop(array->model->observers.loop, item.release, item.data);
	}
}

/* Replaces rows, and releases the removed ones after the step was told. */
static void array_splice(struct array_model *array, size_t first, size_t removed,
	const struct oriel_payload *items, size_t added) {
	oriel_loop *loop = array->model->observers.loop;
	oriel__hold_begin(loop);
	uint64_t *keys = array_keys_new(array, first, removed);
	oriel__sequence_remove(&array->order, first, removed);
	array_insert(array, first, items, added);
	oriel__model_tell(array->model,
		&(const struct oriel__model_step){ .first = first,
			.removed = removed,
			.added = added,
			.removed_keys = keys });
	array_release_rows(array, keys, removed);
	oriel__free(keys);
	oriel__hold_end(loop);
}

void oriel_array_model_splice(oriel_model *model, size_t first, size_t removed,
	const struct oriel_payload *items, size_t added) {
	struct array_model *array = array_of_rows(model, first, removed, "oriel_array_model_splice");
	ORIEL_ASSERT(items != NULL || added == 0,
		"oriel_array_model_splice: items is NULL; pass %zu objects", added);
	array_splice(array, first, removed, items, added);
}

/* Replaces at most one row by one, and returns its key. The key is read before observers run. */
static uint64_t array_put(
	struct array_model *array, size_t index, size_t removed, struct oriel_payload item) {
	struct oriel__models *models = array->model->observers.models;
	oriel__change_begin(models);
	array_splice(array, index, removed, &item, 1);
	uint64_t key = array_key(array->model, 0, index);
	oriel__change_end(models);
	return key;
}

uint64_t oriel_array_model_append(oriel_model *model, struct oriel_payload item) {
	struct array_model *array = array_of(model, "oriel_array_model_append");
	return array_put(array, oriel__sequence_count(&array->order), 0, item);
}

uint64_t oriel_array_model_insert(
	oriel_model *model, size_t index, struct oriel_payload item) {
	return array_put(array_of_rows(model, index, 0, "oriel_array_model_insert"), index, 0, item);
}

void oriel_array_model_remove(oriel_model *model, size_t first, size_t count) {
	array_splice(
		array_of_rows(model, first, count, "oriel_array_model_remove"), first, count, NULL, 0);
}

uint64_t oriel_array_model_replace(
	oriel_model *model, size_t index, struct oriel_payload item) {
	return array_put(array_of_rows(model, index, 1, "oriel_array_model_replace"), index, 1, item);
}

void oriel_array_model_set(oriel_model *model, size_t index, struct oriel_payload item) {
	struct array_model *array = array_of_rows(model, index, 1, "oriel_array_model_set");
	oriel_loop *loop = model->observers.loop;
	oriel__hold_begin(loop);
	struct array_row *row = &array->rows[array_slot(array, index)];
	struct oriel_payload old = row->item;
	row->item = item;
	oriel__model_tell(model, &(const struct oriel__model_step){ .first = index, .changed = 1 });
	oriel__defer_drop(loop, old.release, old.data);
	oriel__hold_end(loop);
}

void oriel_array_model_move(oriel_model *model, size_t first, size_t count, size_t to) {
	struct array_model *array = array_of_rows(model, first, count, "oriel_array_model_move");
	ORIEL_ASSERT(to <= oriel__sequence_count(&array->order) - count,
		"oriel_array_model_move: %zu rows cannot begin at index %zu of %zu rows", count, to,
		oriel__sequence_count(&array->order));
	if (first == to || count == 0)
		return;
	struct oriel__models *models = model->observers.models;
	uint64_t *keys = array_keys_new(array, first, count);
	uint32_t *slots = oriel__alloc_zero(count, sizeof(*slots));
	oriel__sequence_copy(&array->order, first, count, slots);
	oriel__change_begin(models);
	oriel__sequence_remove(&array->order, first, count);
	oriel__model_tell(model,
		&(const struct oriel__model_step){
			.first = first, .removed = count, .removed_keys = keys });
	oriel__sequence_insert(&array->order, to, slots, count);
	oriel__model_tell(model, &(const struct oriel__model_step){ .first = to, .added = count });
	oriel__free(slots);
	oriel__free(keys);
	oriel__change_end(models);
}
