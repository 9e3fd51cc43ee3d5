/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Filtered models: the rows of another model that pass a filter, at every level of a tree.
 *
 * A filtered model stores one byte for each row of the source. A row that does not pass hides its
 * descendants too.
 *
 * ```c
 * static bool is_short(oriel_model *source, uint64_t key, void *data) {
 *     return strlen(oriel_model_text(source, key, 0)) <= 4;
 * }
 *
 * oriel_model *cities = oriel_array_model_new();
 * oriel_array_model_append(cities, oriel_borrowed("London"));
 * oriel_array_model_append(cities, oriel_borrowed("Oslo"));
 * oriel_model *filtered = oriel_filter_model_new(cities, is_short, NULL); // takes it over
 * printf("%zu rows\n", oriel_model_count(filtered, 0)); // 1 rows
 * oriel_model_unref(filtered);
 * ```
 *
 * The filter is called for each row when the count of a level is first asked for, or when the model
 * is first observed, and later for the rows that change.
 *
 * Thread: loop. Errors: asserts on models of another kind, and on filters that change a model.
 */
#ifndef ORIEL_UI_FILTER_MODEL_H
#define ORIEL_UI_FILTER_MODEL_H

#include <oriel/ui/model.h>

ORIEL_BEGIN

/** Returns whether a row of source passes. May not change a model. */
typedef bool oriel_model_filter_fn(oriel_model *source, uint64_t key, void *data);

/** Options of oriel_filter_model_new() and oriel_filter_model_set_filter(). */
struct oriel_filter_model_options {
	ORIEL_OPTIONS_HEAD;
	/** releases data when the filter is replaced or the model ends; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_filter_model_new(). */
ORIEL_API oriel_model *oriel_filter_model_new_at(const char *site, oriel_model *source,
	oriel_model_filter_fn *fn, void *data, const struct oriel_filter_model_options *options);
/**
 * Makes a filtered model.
 * @param source taken over
 * @param fn     NULL: all rows pass
 * @param ... data, then members of struct oriel_filter_model_options by name
 * @return with one reference
 */
#define oriel_filter_model_new(source, fn, ...) \
	ORIEL__CALL_3(oriel_filter_model_new_at, struct oriel_filter_model_options, source, fn, \
		__VA_ARGS__, )

/** Does the work of oriel_filter_model_set_filter(). */
ORIEL_API void oriel_filter_model_set_filter_at(const char *site, oriel_model *model,
	oriel_model_filter_fn *fn, void *data, const struct oriel_filter_model_options *options);
/**
 * Replaces the filter, and reports the rows that begin or cease to pass.
 *
 * Each run of neighbours is one step. More than 256 runs are reported as one step, from the first
 * row that differs to the last. Rows between them that pass before and after are then reported as
 * removed and added in one step.
 * @param fn  NULL: all rows pass
 * @param ... data, then members of struct oriel_filter_model_options by name
 */
#define oriel_filter_model_set_filter(model, fn, ...) \
	ORIEL__CALL_3(oriel_filter_model_set_filter_at, struct oriel_filter_model_options, model, fn, \
		__VA_ARGS__, )

/**
 * Calls the filter for all rows again, because something that the filter reads has changed, and
 * tells the difference as oriel_filter_model_set_filter() does.
 */
ORIEL_API void oriel_filter_model_refilter(oriel_model *model);

ORIEL_END

#endif
