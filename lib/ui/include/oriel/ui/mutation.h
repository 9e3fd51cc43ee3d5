/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Mutation observers: being told, in a microtask, what has changed in a tree.
 *
 * An observer has a queue of records. After a change one microtask goes through the observers that
 * have some, in the order in which they were made, and calls each once with all of its records.
 * What is inside a removed widget is observed, with .subtree, until then too. Private parts are
 * trees of their own: an observer outside is told nothing of them.
 *
 * Thread: loop. Errors: what the DOM throws for is a status, and nothing has changed then. Source:
 * DOM, "mutation observers".
 */
#ifndef ORIEL_UI_MUTATION_H
#define ORIEL_UI_MUTATION_H

#include <oriel/ui/widget.h>

ORIEL_BEGIN

enum oriel_mutation_kind {
	ORIEL_MUTATION_CHILDREN,   /**< of target were put in or taken out */
	ORIEL_MUTATION_ATTRIBUTE,  /**< of target was set or removed, also to what it was */
	ORIEL_MUTATION_DATA,       /**< of target, which is text, was set */
};

/** What has changed. The widgets are held (oriel_widget_hold()): they may be destroyed. */
struct oriel_mutation_record {
	enum oriel_mutation_kind kind;
	oriel_widget *target;
	oriel_widget *const *added;   /**< in tree order */
	oriel_widget *const *removed; /**< in tree order */
	size_t added_count, removed_count;
	oriel_widget *previous_sibling, *next_sibling; /**< of what was added or removed; may be NULL */
	const char *attribute_name;   /**< for ORIEL_MUTATION_ATTRIBUTE, else NULL */
	/**< NULL if it was not asked for, and of an attribute that was not there */
	const char *old_value;
	size_t old_value_length;      // bytes
};

/** Called with the records that wait, in their order. @param records borrowed for the call */
typedef void oriel_mutation_fn(
	const struct oriel_mutation_record *records, size_t count, void *data);

struct oriel_mutation_observer_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal; /**< its abort destroys the observer; may be NULL */
	/**< data is handed over: dropped when the observer is gone and not on the stack; may be NULL */
	oriel_release_fn *release;
};

/**
 * Makes an observer, which observes nothing yet. It lives until it is destroyed, by hand, by
 * .signal or with its loop.
 * @param data borrowed, or handed over with .release
 * @return an id; 0, with data dropped, if .signal has aborted or the loop ends
 */
ORIEL_API oriel_mutation_observer_id oriel_mutation_observer_new_at(const char *site,
	oriel_mutation_fn *fn, void *data, const struct oriel_mutation_observer_options *options);
#define oriel_mutation_observer_new(...) \
	ORIEL__MUTATION_OBSERVER_NEW( \
		__VA_ARGS__, .size = sizeof(struct oriel_mutation_observer_options))
#define ORIEL__MUTATION_OBSERVER_NEW(fn, data, ...) \
	oriel_mutation_observer_new_at( \
		ORIEL_SITE, fn, data, &(const struct oriel_mutation_observer_options){ __VA_ARGS__ })

/** Disconnects and ends it; legal anywhere, also while it runs. Any id is allowed. */
ORIEL_API void oriel_mutation_observer_destroy(oriel_mutation_observer_id id);

struct oriel_mutation_observe_options {
	bool children;             /**< what is put in and taken out */
	bool subtree;              /**< of all that is inside too */
	int attributes;            /**< true; 0: if one of the next two is given; or ORIEL_OFF */
	bool attribute_old_value;
	/**< only these attributes, at most 4,096; copied; NULL: all */
	const char *const *attribute_filter;
	size_t attribute_filter_count;
	int data;                  /**< true; 0: if the next is given; or ORIEL_OFF */
	bool data_old_value;
	size_t size;
};

/**
 * Observes target too; options replace those with which it is observed already.
 * @param target  not destroyed (asserted); destroying it ends this
 * @param options copied
 * @return ORIEL_TYPE_ERROR if they ask for nothing, or for the old values or names of what they
 * switch off; ORIEL_INVALID_STATE_ERROR if the observer is gone; ORIEL_QUOTA_EXCEEDED_ERROR if the
 * filter has too many names Source: DOM, "observe()".
 */
ORIEL_API enum oriel_status oriel_mutation_observe_with(oriel_mutation_observer_id id,
	oriel_widget *target, const struct oriel_mutation_observe_options *options);
#define oriel_mutation_observe(...) \
	ORIEL__MUTATION_OBSERVE(__VA_ARGS__, .size = sizeof(struct oriel_mutation_observe_options))
#define ORIEL__MUTATION_OBSERVE(id, target, ...) \
	oriel_mutation_observe_with( \
		id, target, &(const struct oriel_mutation_observe_options){ __VA_ARGS__ })

/** Observes nothing any more; records that wait are gone. Any id is allowed. */
ORIEL_API void oriel_mutation_disconnect(oriel_mutation_observer_id id);

/**
 * Takes the records that wait, calls fn with them at once if there are any, and frees them.
 * @return how many there were; 0 for an observer that is gone
 */
ORIEL_API size_t oriel_mutation_take_records(
	oriel_mutation_observer_id id, oriel_mutation_fn *fn, void *data);

ORIEL_END

#endif
