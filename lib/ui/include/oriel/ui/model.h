/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Models: the rows that a list, a tree or a table shows, without any widget.
 *
 * A model is a tree of rows. Each row has a key, a 64-bit identity, and an index among the children
 * of its parent. The root has the key 0; a list is a tree whose rows have no children. A view reads
 * only the rows that it shows. A model may therefore compute its rows and store none of them:
 *
 * ```c
 * static size_t count_rows(oriel_model *model, uint64_t parent) {
 *     return parent == 0 ? 50000000 : 0; // 50,000,000 rows; no memory for any of them
 * }
 *
 * static uint64_t row_key(oriel_model *model, uint64_t parent, size_t index) {
 *     return index + 1; // 0 is the key of the root
 * }
 *
 * static const struct oriel_model_class numbers_class = {
 *     .abi = ORIEL_MODEL_ABI, .name = "numbers", .count = count_rows, .key = row_key,
 * };
 *
 * oriel_model *numbers = oriel_model_new(&numbers_class, NULL);
 * printf("%zu rows\n", oriel_model_count(numbers, 0)); // 50000000 rows
 * oriel_model_unref(numbers);
 * ```
 *
 * **Changes.** A model first changes its rows and then calls oriel_model_splice() or
 * oriel_model_changed(), once for each step. Sorting and filtering models above it, and selections,
 * are up to date when the call returns. Then observers are called, in the order of their
 * registration. A change made by an observer is reported after the running one: all observers see
 * all changes in one order. An observer may thus find the model ahead of the change that it is
 * called for. It shifts the indices that it has stored, and reads rows later, e.g. in the next
 * frame.
 *
 * Models are reference-counted and passed on: a function that makes a model, or a selection, over
 * another model takes over one reference to it.
 *
 * Thread: loop. Errors: broken contracts assert, e.g. a splice that does not fit the count; the
 * message names the place of the call.
 */
#ifndef ORIEL_UI_MODEL_H
#define ORIEL_UI_MODEL_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** A model; reference-counted. */
typedef struct oriel_model oriel_model;
/** An observer of a model; an id as in types.h. */
typedef uint64_t oriel_model_observer_id;

/** The version of struct oriel_model_class. */
#define ORIEL_MODEL_ABI 1u

/**
 * The class of a model: static. Its methods may neither change nor end a model. An index is below
 * the count, and a key is one that .key has returned for an existing row, or 0.
 */
struct oriel_model_class {
	unsigned abi;     /**< ORIEL_MODEL_ABI */
	const char *name; /**< for messages, e.g. "file tree"; static */
	/** returns the number of children of a row that are known by now; 0 for an unknown key */
	size_t (*count)(oriel_model *model, uint64_t parent);
	/**
	 * returns the key of a row: above 0, unique in the model, and not used again for another row
	 * while the model exists
	 */
	uint64_t (*key)(oriel_model *model, uint64_t parent, size_t index);
	/** returns UTF-8, borrowed until the next call or change; may be NULL: rows have no text */
	const char *(*text)(oriel_model *model, uint64_t key, unsigned column) ORIEL_DEFAULT;
	/** returns the object of a row, borrowed until the next change; may be NULL: there is none */
	void *(*item)(oriel_model *model, uint64_t key) ORIEL_DEFAULT;
	/** returns whether a row can be expanded, also before its children are known; may be NULL:
	 * whether its count is above 0 */
	bool (*has_children)(oriel_model *model, uint64_t key) ORIEL_DEFAULT;
	/**
	 * begins to load the children of a row. Returns a promise that is settled after the children
	 * were told by oriel_model_splice(), with one reference; NULL if they are known. May be NULL:
	 * they always are
	 */
	oriel_promise *(*children)(oriel_model *model, uint64_t key) ORIEL_DEFAULT;
	/**
	 * finds the index of a child by its key; returns false without one. May be NULL: each search
	 * then reads the keys of all children
	 */
	bool (*find)(oriel_model *model, uint64_t parent, uint64_t key,
		size_t *index) ORIEL_DEFAULT;
};

/** Options of oriel_model_new(). */
struct oriel_model_options {
	ORIEL_OPTIONS_HEAD;
	/** releases data with the model; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_model_new(). */
ORIEL_API oriel_model *oriel_model_new_at(const char *site,
	const struct oriel_model_class *model_class, void *data,
	const struct oriel_model_options *options);
/**
 * Makes a model of a program's own class.
 * @param model_class has .abi, .name, .count and .key (asserted)
 * @param ... data, borrowed, or handed over with .release
 * @return with one reference
 */
#define oriel_model_new(model_class, ...) \
	ORIEL__CALL_2(oriel_model_new_at, struct oriel_model_options, model_class, __VA_ARGS__, )

/** Returns model, with one more reference. */
ORIEL_API oriel_model *oriel_model_ref(oriel_model *model);
/**
 * Releases a reference to the model. The last reference ends its observers and releases its data.
 * Legal anywhere, also in an observer of the model; NULL is allowed.
 */
ORIEL_API void oriel_model_unref(oriel_model *model);
/** Returns the data of oriel_model_new(). */
ORIEL_API void *oriel_model_data(const oriel_model *model);
/** Returns the name of the model's class, e.g. "array". */
ORIEL_API const char *oriel_model_name(const oriel_model *model);

/* ---- Reading ---- */

/** Returns the number of children of a row. @param parent 0: the root */
ORIEL_API size_t oriel_model_count(oriel_model *model, uint64_t parent);
/** Returns the key of a child. Asserts if index is not below the count. */
ORIEL_API uint64_t oriel_model_key(oriel_model *model, uint64_t parent, size_t index);
/** Returns the text of a row in a column, borrowed until the next call or change; never NULL. */
ORIEL_API const char *oriel_model_text(oriel_model *model, uint64_t key, unsigned column);
/** Returns the object of a row, borrowed until the next change; NULL if the model has none. */
ORIEL_API void *oriel_model_item(oriel_model *model, uint64_t key);
/** Returns whether a row can be expanded. */
ORIEL_API bool oriel_model_has_children(oriel_model *model, uint64_t key);
/**
 * Begins to load the children of a row.
 * @return a promise that is settled when the children are known, with one reference; NULL if they
 * are known already
 */
ORIEL_API oriel_promise *oriel_model_children(oriel_model *model, uint64_t key);
/**
 * Finds the index of a child by its key.
 * @param index set if there is such a child
 * @return whether there is
 */
ORIEL_API bool oriel_model_find(
	oriel_model *model, uint64_t parent, uint64_t key, size_t *index);

/* ---- Telling changes ---- */

/** Options of oriel_model_splice(). */
struct oriel_model_splice_options {
	ORIEL_OPTIONS_HEAD;
	/**
	 * the keys of the removed rows, in order; borrowed for the call. Only with them do selections
	 * recognise rows that are removed and added again in one change; NULL: not known
	 */
	const uint64_t *removed_keys ORIEL_DEFAULT;
};

/** Does the work of oriel_model_splice(). */
ORIEL_API void oriel_model_splice_at(const char *site, oriel_model *model, uint64_t parent,
	size_t first, size_t removed, size_t added, const struct oriel_model_splice_options *options);
/**
 * Tells that children of a row were replaced: removed of them from first on are gone, and added new
 * ones stand in their place. For example, a row that moves from index 5 to 2 is two splices in one
 * change, (5, 1, 0) and (2, 0, 1). The descendants of removed rows are gone too.
 *
 * Called after the change, and before the next one.
 * @param ... added, then members of struct oriel_model_splice_options by name
 * Errors: asserts if the rows do not fit the count, or if a method of a class or a comparison
 * calls it.
 */
#define oriel_model_splice(model, parent, first, removed, ...) \
	ORIEL__CALL_5(oriel_model_splice_at, struct oriel_model_splice_options, model, parent, first, \
		removed, __VA_ARGS__, )

/** Does the work of oriel_model_changed(). */
ORIEL_API void oriel_model_changed_at(
	const char *site, oriel_model *model, uint64_t parent, size_t first, size_t count);
/**
 * Tells that the text or the object of count children of a row, from first on, has changed. Their
 * keys and their order are the same.
 */
#define oriel_model_changed(model, parent, first, count) \
	oriel_model_changed_at(ORIEL_SITE, model, parent, first, count)

/**
 * Begins a change of several steps, on this model or others of the loop. Observers are called after
 * oriel_model_end_change(). A row that is removed and added again before that, with the same key,
 * stays selected. Changes nest.
 */
ORIEL_API void oriel_model_begin_change(oriel_model *model);
/** Ends a change of oriel_model_begin_change(), and calls the observers after the outermost one. */
ORIEL_API void oriel_model_end_change(oriel_model *model);

/* ---- Observing ---- */

/** One step of a change. */
struct oriel_model_change {
	oriel_model *model;
	uint64_t parent;
	size_t first;   /**< index of the first row that was removed, added or changed */
	size_t removed; /**< number of rows */
	size_t added;   /**< number of rows */
	size_t changed; /**< number of rows with a new text or object; removed and added are 0 then */
	/** another step of the same change follows, in which a removed row may come back */
	bool has_more;
};

/** An observer. @param change borrowed for the call; the model may be ahead of the change */
typedef void oriel_model_fn(const struct oriel_model_change *change, void *data);

/** Options of oriel_model_observe(). */
struct oriel_model_observe_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort ends the observer; may be NULL */
	/** releases data once, when the observer is gone and not on the stack; NULL: data is
	 * borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_model_observe(). */
ORIEL_API oriel_model_observer_id oriel_model_observe_at(const char *site, oriel_model *model,
	oriel_model_fn *fn, void *data, const struct oriel_model_observe_options *options);
/**
 * Calls fn for each step of each later change. The observer does not keep the model alive, and ends
 * with it.
 * @param ... data, then members of struct oriel_model_observe_options by name
 * @return an id for oriel_model_unobserve(); 0, with data released, if .signal has aborted or the
 * loop ends
 */
#define oriel_model_observe(model, fn, ...) \
	ORIEL__CALL_3(oriel_model_observe_at, struct oriel_model_observe_options, model, fn, \
		__VA_ARGS__, )

/** Ends an observer of a model or of a selection; legal anywhere. Any id is allowed. */
ORIEL_API void oriel_model_unobserve(oriel_model_observer_id id);

ORIEL_END

#endif
