/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Selection models: which rows of a model are selected, shared by views and the program.
 *
 * A selection concerns the rows of the root. It stores runs of selected rows, so that all of
 * 50,000,000 rows cost as much as one. When the model changes, the selected rows stay selected at
 * their new indices, and added rows are not selected. A removed row that comes back in the same
 * change stays selected, if the step told its key (oriel_model_splice()); arrays, sorted and
 * filtered models do so.
 *
 * ```c
 * oriel_model *files = oriel_array_model_new();
 * for (int i = 0; i < 10; i++)
 *     oriel_array_model_append(files, oriel_borrowed("file"));
 * oriel_selection_model *selection = oriel_selection_model_new(files); // takes it over
 * oriel_selection_model_select_all(selection);
 * oriel_selection_model_toggle(selection, 3); // all but one
 * printf("%zu selected\n", oriel_selection_model_count(selection)); // 9 selected
 * for (size_t i = 0; oriel_selection_model_next(selection, &i); i++)
 *     printf("row %zu\n", i); // 0 1 2 4 5 6 7 8 9
 * oriel_selection_model_unref(selection);
 * ```
 *
 * The *anchor* is the row at which a range begins, and the *lead* the row at which it ends: the row
 * that the arrow keys move. Both follow their rows. If the row is removed, the place goes to the
 * row that takes its index, or else to the last row.
 *
 * Thread: loop. Errors: asserts on rows that do not exist.
 */
#ifndef ORIEL_UI_SELECTION_MODEL_H
#define ORIEL_UI_SELECTION_MODEL_H

#include <oriel/ui/model.h>

ORIEL_BEGIN

/** A selection of rows; reference-counted. */
typedef struct oriel_selection_model oriel_selection_model;

/** How many rows may be selected. */
enum oriel_selection_mode {
	ORIEL_SELECTION_MODE_MULTIPLE, /**< any number */
	ORIEL_SELECTION_MODE_SINGLE,   /**< at most one: the one that was selected last */
	ORIEL_SELECTION_MODE_NONE,     /**< none; the functions that select move anchor and lead only */
};

/** Options of oriel_selection_model_new(). */
struct oriel_selection_model_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_selection_mode mode ORIEL_DEFAULT; /**< ORIEL_SELECTION_MODE_MULTIPLE unless given */
};

/** Does the work of oriel_selection_model_new(). */
ORIEL_API oriel_selection_model *oriel_selection_model_new_at(
	const char *site, oriel_model *model, const struct oriel_selection_model_options *options);
/**
 * Makes a selection without rows, and without anchor and lead.
 * @param ... model, taken over; then members of struct oriel_selection_model_options by name
 * @return with one reference
 */
#define oriel_selection_model_new(...) \
	ORIEL__CALL_1(oriel_selection_model_new_at, struct oriel_selection_model_options, \
		__VA_ARGS__, )
/** Returns selection, with one more reference. */
ORIEL_API oriel_selection_model *oriel_selection_model_ref(oriel_selection_model *selection);
/** Releases a reference to the selection. The last one ends its observers. NULL is allowed. */
ORIEL_API void oriel_selection_model_unref(oriel_selection_model *selection);
/** Returns the model, borrowed as long as the selection. */
ORIEL_API oriel_model *oriel_selection_model_model(const oriel_selection_model *selection);
/** Returns the mode. */
ORIEL_API enum oriel_selection_mode oriel_selection_model_mode(
	const oriel_selection_model *selection);

/* ---- Reading ---- */

/** Returns the number of selected rows. */
ORIEL_API size_t oriel_selection_model_count(const oriel_selection_model *selection);
/** Returns whether a row is selected. Asserts if index is not below the count of the model. */
ORIEL_API bool oriel_selection_model_is_selected(
	const oriel_selection_model *selection, size_t index);
/** Returns whether the model has a row with this key that is selected. */
ORIEL_API bool oriel_selection_model_is_key_selected(
	const oriel_selection_model *selection, uint64_t key);
/**
 * Finds the first selected row from an index on.
 * @param index where to begin, any number; set to the index of the row
 * @return false if there is none
 */
ORIEL_API bool oriel_selection_model_next(const oriel_selection_model *selection, size_t *index);
/**
 * Finds the first run of selected rows from an index on. A run that began before is returned from
 * the index on.
 * @param first where to begin, any number; set to the index of the first row of the run
 * @param count set to the number of rows
 * @return false if there is none
 */
ORIEL_API bool oriel_selection_model_next_run(
	const oriel_selection_model *selection, size_t *first, size_t *count);
/** Finds the anchor. @param index set if there is one @return whether there is one */
ORIEL_API bool oriel_selection_model_anchor(
	const oriel_selection_model *selection, size_t *index);
/** Finds the lead. @param index set if there is one @return whether there is one */
ORIEL_API bool oriel_selection_model_lead(const oriel_selection_model *selection, size_t *index);

/* ---- Selecting, as a view does ---- */

/** Selects one row and no other, and makes it anchor and lead: a click. */
ORIEL_API void oriel_selection_model_select(oriel_selection_model *selection, size_t index);
/** Selects a row, or deselects it, and makes it anchor and lead: a click with Control. */
ORIEL_API void oriel_selection_model_toggle(oriel_selection_model *selection, size_t index);
/**
 * Selects the rows from the anchor to a row, and makes that row the lead: a click with Shift.
 * Without an anchor, the lead or else the first row becomes the anchor.
 * @param keep the other rows stay as they are: a click with Control and Shift
 */
ORIEL_API void oriel_selection_model_extend(
	oriel_selection_model *selection, size_t index, bool keep);
/** Moves the lead and selects nothing: an arrow key with Control. */
ORIEL_API void oriel_selection_model_set_lead(oriel_selection_model *selection, size_t index);

/* ---- Selecting, as a program does: anchor and lead stay ---- */

/** Selects count rows from first on, besides the others. In single mode, the last of them only. */
ORIEL_API void oriel_selection_model_add(
	oriel_selection_model *selection, size_t first, size_t count);
/** Selects the row with a key, besides the others. Returns whether there is such a row. */
ORIEL_API bool oriel_selection_model_add_key(oriel_selection_model *selection, uint64_t key);
/** Deselects count rows from first on. */
ORIEL_API void oriel_selection_model_remove(
	oriel_selection_model *selection, size_t first, size_t count);
/** Selects all rows; only in the mode ORIEL_SELECTION_MODE_MULTIPLE, else nothing changes. */
ORIEL_API void oriel_selection_model_select_all(oriel_selection_model *selection);
/** Deselects all rows. */
ORIEL_API void oriel_selection_model_clear(oriel_selection_model *selection);

/* ---- Observing ---- */

/** A change of a selection. */
struct oriel_selection_change {
	oriel_selection_model *selection;
	/** index of the first row that may have been selected or deselected, when the change ended */
	size_t first;
	/** number of such rows; 0 if only removed rows were selected, or only a place has moved */
	size_t count;
};

/** An observer of a selection. @param change borrowed for the call */
typedef void oriel_selection_fn(const struct oriel_selection_change *change, void *data);

/** Does the work of oriel_selection_model_observe(). */
ORIEL_API oriel_model_observer_id oriel_selection_model_observe_at(const char *site,
	oriel_selection_model *selection, oriel_selection_fn *fn, void *data,
	const struct oriel_model_observe_options *options);
/**
 * Calls fn after each change of the selection, of the anchor or of the lead. Notices of selections
 * and of models are reported in one order. Rows that only get other indices are no change.
 * @param ... data, then members of struct oriel_model_observe_options by name
 * @return an id for oriel_model_unobserve(); 0, with data released, if .signal has aborted or the
 * loop ends
 */
#define oriel_selection_model_observe(selection, fn, ...) \
	ORIEL__CALL_3(oriel_selection_model_observe_at, struct oriel_model_observe_options, selection, \
		fn, __VA_ARGS__, )

ORIEL_END

#endif
