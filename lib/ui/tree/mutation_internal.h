/* SPDX-License-Identifier: MIT */
/*
 * Notifying mutation observers. While the loop has no observation, each call costs one comparison.
 */
#ifndef ORIEL_TREE_MUTATION_INTERNAL_H
#define ORIEL_TREE_MUTATION_INTERNAL_H

#include <oriel/ui/mutation.h>

#include "base/list_internal.h"
#include "base/shared_text_internal.h"
#include "loop/callback_data_internal.h"
#include "tree/tree_state_internal.h"

struct oriel__child_change {
	struct oriel__node *parent;
	struct oriel__node *const *added, *const *removed;
	size_t added_count, removed_count;
	struct oriel__node *before, *after; /* the siblings around the change; may be NULL */
};

/* Called after the change, before any other notification. */
void oriel__mutation_children(const struct oriel__child_change *change);
/* Called before the attribute is set or removed. */
void oriel__mutation_attribute(struct oriel__node *node, oriel__atom name);
/* Called before the data is set. */
void oriel__mutation_data(struct oriel__node *node, struct oriel__shared_text *old);
/* node was taken out of parent, and continues to exist: observers of parent's subtree observe
 * node's subtree until they are called. */
void oriel__mutation_removed(struct oriel__node *node, struct oriel__node *parent);
/* Ends the observations of a destroyed node. */
void oriel__mutation_forget(struct oriel__node *node);
void oriel__mutation_finish(struct oriel__tree_state *state);

/* Shared by mutation.c and mutation_record.c. */

/* The options of an observation, shared with the transient observations made from it. */
struct oriel__observe_options {
	uint32_t references;
	bool wants_children, wants_subtree, wants_attributes, keeps_attribute_old_value, wants_data,
		keeps_data_old_value;
	bool has_filter;
	oriel__atom *filter;
	size_t filter_count;
};

/* An observation of a node. DOM: "registered observer". */
struct oriel__observation {
	struct oriel__list_link on_node, of_observer;
	struct oriel__observer *observer;
	struct oriel__node *node;
	struct oriel__observe_options *options;
	/* of a transient observation: its original, or itself if the original has ended */
	const struct oriel__observation *source;
};

struct oriel__observer {
	struct oriel__list_link link; /* in the loop's list */
	oriel_mutation_observer_id id;
	oriel_mutation_fn *fn;
	void *data;
	struct oriel__attachment *attachment;
	struct oriel__list observations; /* struct oriel__observation, the newest first */
	struct oriel_mutation_record *records;
	size_t record_count, record_capacity;
	bool is_pending; /* the next microtask calls it */
	/* Valid while a record is being queued: */
	bool is_interested, wants_old_value;
	struct oriel__observer *next_interested;
};

void oriel__observation_add(struct oriel__observer *observer, struct oriel__node *node,
	struct oriel__observe_options *options, const struct oriel__observation *source);
/* Releases the contents of the records, and frees the array. */
void oriel__mutation_records_free(struct oriel_mutation_record *records, size_t count);
/* Queues the microtask that calls observers, unless it is queued. */
void oriel__mutation_schedule(struct oriel__tree_state *state);

#endif
