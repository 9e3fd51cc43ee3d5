/* SPDX-License-Identifier: MIT */
/*
 * The comparison of rows, for sorted models: several criteria, and a stable sort of many rows that
 * reads the texts of each row once.
 */
#ifndef ORIEL_MODEL_SORT_ORDER_INTERNAL_H
#define ORIEL_MODEL_SORT_ORDER_INTERNAL_H

#include <oriel/ui/sort_model.h>

struct oriel__sort_order {
	oriel_model *source; /* borrowed */
	struct oriel_sort_key keys[ORIEL_SORT_KEYS_MAX];
	size_t count;
};

/* Rows with copies of the texts that are compared. The texts of a row stay valid while the source
 * changes or returns others. */
struct oriel__sort_rows {
	uint64_t *keys;
	const char **texts; /* count of criteria for each row; NULL where rows are compared */
	size_t count;
	struct oriel__sort_arena *arena;
};

void oriel__sort_rows_init(struct oriel__sort_rows *rows, const struct oriel__sort_order *order,
	const uint64_t *keys, size_t count);
void oriel__sort_rows_finish(struct oriel__sort_rows *rows);

/* Compares one of the rows with a row of the source; 0: they are equal. */
int oriel__sort_compare(const struct oriel__sort_order *order, const struct oriel__sort_rows *rows,
	size_t index, uint64_t key);
/* Returns the indices of the rows in their order, of equal rows the first first. The caller frees
 * them. */
uint32_t *oriel__sort_rows_sorted(
	const struct oriel__sort_order *order, const struct oriel__sort_rows *rows);

#endif
