/* SPDX-License-Identifier: MIT */
/*
 * The struct of sorted models. sort_model.c has the class and the levels, sort_steps.c follows the
 * source.
 *
 * A level is the children of one parent: two sequences of row ids, one in the order of the source
 * and one sorted. A row knows its leaves in both, and so its index in both.
 */
#ifndef ORIEL_MODEL_SORT_MODEL_INTERNAL_H
#define ORIEL_MODEL_SORT_MODEL_INTERNAL_H

#include "base/uthash_internal.h"
#include "model/model_internal.h"
#include "model/sequence_internal.h"
#include "model/sort_order_internal.h"

struct oriel__sort_row {
	uint64_t key; /* of a free row: the id of the next free row, plus 1 */
	struct oriel__sequence_node *source_leaf, *sorted_leaf;
};

struct oriel__sort_level {
	struct oriel__sort_model *sort;
	uint64_t parent;
	struct oriel__sequence source, sorted; /* items: uint32_t, ids of rows */
	struct oriel__sort_level *next;        /* in a list of levels to be freed */
	UT_hash_handle hh;
};

struct oriel__sort_model {
	oriel_model *model; /* borrowed: the model owns this struct */
	struct oriel__dependant dependant;
	struct oriel__sort_order order;
	struct oriel__sort_row *rows;
	size_t row_capacity;
	uint32_t row_count; /* rows ever used */
	uint32_t first_free; /* id plus 1; 0: none */
	struct oriel__sort_level *levels; /* hash by parent */
};

static inline struct oriel__sort_row *oriel__sort_row_at(
	const struct oriel__sort_level *level, const struct oriel__sequence *ids, size_t index) {
	return &level->sort->rows[*(const uint32_t *)oriel__sequence_at(ids, index)];
}

/* Returns the level of a parent, or NULL if its count was never asked for. */
struct oriel__sort_level *oriel__sort_level_find(
	const struct oriel__sort_model *sort, uint64_t parent);
/* Reads and sorts a level. */
struct oriel__sort_level *oriel__sort_level_new(struct oriel__sort_model *sort, uint64_t parent);
uint32_t oriel__sort_row_new(struct oriel__sort_model *sort, uint64_t key);
void oriel__sort_row_free(struct oriel__sort_model *sort, uint32_t id);
/* Frees the level of a parent, and those of all rows below it. */
void oriel__sort_level_forget(struct oriel__sort_model *sort, uint64_t parent);

/* Sorts ids, which are in the order of the source, into the level, and tells it. */
void oriel__sort_insert(
	struct oriel__sort_level *level, const uint32_t *ids, size_t count, const char *site);
void oriel__sort_step(struct oriel__dependant *dependant, const struct oriel__model_step *step);

#endif
