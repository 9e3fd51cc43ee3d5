/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Mutation observers: functions that are called, in a microtask, with the changes of a tree.
 *
 * An observer has a queue of records. After a change, one microtask goes through the observers with
 * records, in the order in which the observers were made, and calls each one once with all of its
 * records. For example, 3 rows that are appended by one listener give one call with 3 records:
 *
 * ```c
 * static void on_rows(const struct oriel_mutation_record *records, size_t count, void *data) {
 *     printf("%zu changes\n", count);
 * }
 *
 * oriel_mutation_observer_id id = oriel_mutation_observer_new(on_rows, list);
 * oriel_mutation_observe(id, list, ORIEL_OBSERVE_CHILDREN | ORIEL_OBSERVE_SUBTREE);
 * ```
 *
 * With ORIEL_OBSERVE_SUBTREE, the descendants of a removed widget are observed until that call. A
 * shadow tree is a tree of its own: observers outside of it get no records of its changes.
 *
 * Thread: loop. Errors: the DOM's exceptions are statuses; after a refusal nothing has changed.
 * Source: DOM, "mutation observers".
 */
#ifndef ORIEL_UI_MUTATION_H
#define ORIEL_UI_MUTATION_H

#include <oriel/ui/widget.h>

ORIEL_BEGIN

/** The kind of a change. */
enum oriel_mutation_kind {
	ORIEL_MUTATION_CHILDREN, /**< children of target were inserted or removed */
	ORIEL_MUTATION_ATTRIBUTE, /**< an attribute of target was set, also to its old value, or removed
							   */
	ORIEL_MUTATION_DATA, /**< the text of target, a text node, was set */
};

/** A change. The widgets are held (oriel_widget_hold()): they may be destroyed. */
struct oriel_mutation_record {
	enum oriel_mutation_kind kind;
	oriel_widget *target;         /**< the changed widget */
	oriel_widget *const *added;   /**< in tree order */
	oriel_widget *const *removed; /**< in tree order */
	size_t added_count, removed_count;
	oriel_widget *previous_sibling, *next_sibling; /**< around the children; may be NULL */
	const char *attribute_name;   /**< for ORIEL_MUTATION_ATTRIBUTE, else NULL */
	/** the value before; NULL if it was not asked for, or the attribute was not set */
	const char *old_value;
	size_t old_value_length;      /**< bytes */
};

/** Called with the waiting records, in their order. @param records borrowed for the call */
typedef void oriel_mutation_fn(
	const struct oriel_mutation_record *records, size_t count, void *data);

/** Options of oriel_mutation_observer_new(). */
struct oriel_mutation_observer_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort destroys the observer; may be NULL */
	/** releases data once, when the observer is gone and not on the stack; may be NULL */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_mutation_observer_new(). @param options copied; NULL: the defaults */
ORIEL_API oriel_mutation_observer_id oriel_mutation_observer_new_at(const char *site,
	oriel_mutation_fn *fn, void *data, const struct oriel_mutation_observer_options *options);
/**
 * Makes an observer without targets. It ends by oriel_mutation_observer_destroy(), by .signal, or
 * with its loop.
 * @param fn  called with the records
 * @param ... data, borrowed, or handed over with .release; then members of struct
 * oriel_mutation_observer_options by name
 * @return an id; 0, with data released, if .signal has aborted or the loop ends
 */
#define oriel_mutation_observer_new(fn, ...) \
	ORIEL__CALL_2(oriel_mutation_observer_new_at, struct oriel_mutation_observer_options, fn, \
		__VA_ARGS__, )

/** Disconnects an observer and ends it; legal anywhere, also while it runs. Any id is allowed. */
ORIEL_API void oriel_mutation_observer_destroy(oriel_mutation_observer_id id);

/** The kinds of changes that an observer asks for. Bits. */
enum oriel_observe {
	ORIEL_OBSERVE_CHILDREN = 1,   /**< children that are inserted or removed */
	ORIEL_OBSERVE_ATTRIBUTES = 2, /**< attributes that are set or removed */
	ORIEL_OBSERVE_DATA = 4,       /**< text nodes whose text is set */
	ORIEL_OBSERVE_SUBTREE = 8,    /**< the same of all descendants */
	/** the value before the change, too; implies ORIEL_OBSERVE_ATTRIBUTES */
	ORIEL_OBSERVE_ATTRIBUTE_OLD_VALUE = 16,
	/** the text before the change, too; implies ORIEL_OBSERVE_DATA */
	ORIEL_OBSERVE_DATA_OLD_VALUE = 32,
};

/** Options of oriel_mutation_observe(). */
struct oriel_mutation_observe_options {
	ORIEL_OPTIONS_HEAD;
	/** only these attributes, attribute_filter_count of them, at most 4,096; copied; NULL: all;
	 * implies ORIEL_OBSERVE_ATTRIBUTES */
	const char *const *attribute_filter ORIEL_DEFAULT;
	size_t attribute_filter_count ORIEL_DEFAULT;
};

/** Does the work of oriel_mutation_observe(). @param options copied; NULL: the defaults */
ORIEL_API enum oriel_status oriel_mutation_observe_at(const char *site,
	oriel_mutation_observer_id id, oriel_widget *target, unsigned bits,
	const struct oriel_mutation_observe_options *options);
/**
 * Adds a target to an observer. For a target that the observer has already, the call replaces what
 * it asks for.
 *
 * @param id     of an observer
 * @param target not destroyed (asserted); its destruction ends the observation
 * @param ...    bits of enum oriel_observe; then members of struct oriel_mutation_observe_options
 * by name
 * @return ORIEL_TYPE_ERROR if the bits name no kind of change, or a bit is unknown;
 * ORIEL_INVALID_STATE_ERROR if the observer is gone; ORIEL_QUOTA_EXCEEDED_ERROR if the filter has
 * too many names
 * Source: DOM, "observe()".
 */
#define oriel_mutation_observe(id, target, ...) \
	ORIEL__CALL_3(oriel_mutation_observe_at, struct oriel_mutation_observe_options, id, target, \
		__VA_ARGS__, )

/** Ends all observations of an observer, and discards its waiting records. Any id is allowed. */
ORIEL_API void oriel_mutation_disconnect(oriel_mutation_observer_id id);

/**
 * Takes the waiting records of an observer, calls fn with them at once if there are any, and frees
 * them.
 * @param fn   called once at most
 * @param data borrowed for the call
 * @return the number of records; 0 for an observer that is gone
 */
ORIEL_API size_t oriel_mutation_take_records(
	oriel_mutation_observer_id id, oriel_mutation_fn *fn, void *data);

ORIEL_END

#endif
