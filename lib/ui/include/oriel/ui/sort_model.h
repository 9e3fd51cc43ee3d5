/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Sorted models: the rows of another model in an order of their own, at every level of a tree.
 *
 * The order is stable: rows that compare equal stand in the order of the source. A change of k rows
 * in the source costs O(k log n); the other rows are not sorted again. A row that only moves is
 * told as removed and added in one change, so that it stays selected.
 *
 * ```c
 * oriel_model *cities = oriel_array_model_new();
 * oriel_array_model_append(cities, oriel_borrowed("Rome"));
 * oriel_array_model_append(cities, oriel_borrowed("Oslo"));
 *
 * static const struct oriel_sort_key by_name = { .column = 0 };
 * oriel_model *sorted = oriel_sort_model_new(cities, &by_name, 1); // takes over the reference
 * puts(oriel_model_text(sorted, oriel_model_key(sorted, 0, 0), 0)); // Oslo
 * oriel_model_unref(sorted);
 * ```
 *
 * Sorting happens when the count of a level is first asked for, or when the model is first
 * observed.
 *
 * Thread: loop. Errors: asserts on models of another kind, and on comparisons that change a model.
 */
#ifndef ORIEL_UI_SORT_MODEL_H
#define ORIEL_UI_SORT_MODEL_H

#include <oriel/ui/model.h>

ORIEL_BEGIN

/** Compares two texts, as strcmp() and strcoll() do. */
typedef int oriel_compare_text_fn(const char *a, const char *b);
/** Compares two rows of a model by their keys. Returns a number below, equal to or above 0. */
typedef int oriel_compare_rows_fn(oriel_model *model, uint64_t a, uint64_t b, void *data);

/** One of the criteria by which rows are sorted. All zeros: by the text of column 0, ascending. */
struct oriel_sort_key {
	unsigned column ORIEL_DEFAULT; /**< whose text is compared */
	/** the larger text comes first; equal rows stay in the order of the source */
	bool descending ORIEL_DEFAULT;
	/** NULL: the bytes are compared, which is the order of code points in every locale */
	oriel_compare_text_fn *compare_text ORIEL_DEFAULT;
	/** replaces the comparison of texts; may be NULL */
	oriel_compare_rows_fn *compare_rows ORIEL_DEFAULT;
	/** for .compare_rows; borrowed as long as the model uses the key */
	void *data ORIEL_DEFAULT;
};

/** The largest number of criteria of a model. */
#define ORIEL_SORT_KEYS_MAX 16

/** Does the work of oriel_sort_model_new(). */
ORIEL_API oriel_model *oriel_sort_model_new_at(const char *site, oriel_model *source,
	const struct oriel_sort_key *keys, size_t count);
/**
 * Makes a sorted model.
 * @param source taken over
 * @param keys   the first criterion that tells two rows apart decides; copied
 * @param count  number of criteria, at most ORIEL_SORT_KEYS_MAX (asserted); 0: the order of the
 * source
 * @return with one reference
 */
#define oriel_sort_model_new(source, keys, count) \
	oriel_sort_model_new_at(ORIEL_SITE, source, keys, count)

/**
 * Replaces the criteria, and sorts all rows again. The new order is reported as one splice for each
 * level, from the first row that moves to the last. The same criteria again sort rows whose
 * comparison depends on something else that has changed.
 * @param keys  copied
 * @param count number of criteria, at most ORIEL_SORT_KEYS_MAX (asserted)
 */
ORIEL_API void oriel_sort_model_set_keys(
	oriel_model *model, const struct oriel_sort_key *keys, size_t count);

ORIEL_END

#endif
