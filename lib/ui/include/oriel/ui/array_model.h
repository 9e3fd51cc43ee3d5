/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Models over an array of the program's objects.
 *
 * Each row owns a payload. The model makes the keys: a row keeps its key when it moves and when
 * its object is replaced by oriel_array_model_set(). Inserting, removing and moving cost
 * O(log n) wherever they happen.
 *
 * ```c
 * oriel_model *fruits = oriel_array_model_new(); // the text of a row is its object, a string
 * oriel_array_model_append(fruits, oriel_borrowed("pear"));
 * oriel_array_model_insert(fruits, 0, oriel_borrowed("apple"));
 * oriel_array_model_move(fruits, 1, 1, 0); // pear, apple
 * printf("%zu rows\n", oriel_model_count(fruits, 0)); // 2 rows
 * oriel_model_unref(fruits);
 * ```
 *
 * Thread: loop. Errors: asserts on rows that do not exist, and on models of another kind.
 */
#ifndef ORIEL_UI_ARRAY_MODEL_H
#define ORIEL_UI_ARRAY_MODEL_H

#include <oriel/ui/model.h>

ORIEL_BEGIN

/** Returns the text of an object in a column, UTF-8, borrowed until the next call; NULL: none. */
typedef const char *oriel_array_text_fn(void *item, unsigned column, void *data);

/** Options of oriel_array_model_new(). */
struct oriel_array_model_options {
	ORIEL_OPTIONS_HEAD;
	oriel_array_text_fn *text ORIEL_DEFAULT; /**< NULL: the objects are strings, in column 0 */
	void *data ORIEL_DEFAULT;                /**< for .text; borrowed until the model ends */
};

/** Does the work of oriel_array_model_new(). */
ORIEL_API oriel_model *oriel_array_model_new_at(
	const char *site, const struct oriel_array_model_options *options);
/**
 * Makes an empty model.
 * @param ... members of struct oriel_array_model_options by name
 * @return with one reference
 */
#define oriel_array_model_new(...) \
	ORIEL__CALL_0(oriel_array_model_new_at, struct oriel_array_model_options, __VA_ARGS__)

/** Appends a row and returns its key. @param item handed over */
ORIEL_API uint64_t oriel_array_model_append(oriel_model *model, struct oriel_payload item);
/** Inserts a row before index, which may be the count, and returns its key. @param item handed
 * over */
ORIEL_API uint64_t oriel_array_model_insert(
	oriel_model *model, size_t index, struct oriel_payload item);
/** Removes count rows from first on, and releases their objects. */
ORIEL_API void oriel_array_model_remove(oriel_model *model, size_t first, size_t count);
/**
 * Replaces rows by new ones, as one step.
 * @param items handed over; borrowed array; may be NULL if added is 0
 * Source: ECMAScript, "Array.prototype.splice".
 */
ORIEL_API void oriel_array_model_splice(oriel_model *model, size_t first, size_t removed,
	const struct oriel_payload *items, size_t added);
/**
 * Moves count rows from first on, so that the first of them has the index `to` afterwards. Keys and
 * selections move with the rows.
 */
ORIEL_API void oriel_array_model_move(oriel_model *model, size_t first, size_t count, size_t to);
/** Replaces a row by a new one, and returns its key. @param item handed over */
ORIEL_API uint64_t oriel_array_model_replace(
	oriel_model *model, size_t index, struct oriel_payload item);
/** Sets the object of a row, which keeps its key. Releases the old object. @param item handed
 * over */
ORIEL_API void oriel_array_model_set(
	oriel_model *model, size_t index, struct oriel_payload item);

ORIEL_END

#endif
