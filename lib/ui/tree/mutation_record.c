/* SPDX-License-Identifier: MIT */
/*
 * Mutation records: which observers a change interests, and the record for each of them. Source:
 * DOM, "queue a mutation record".
 *
 * A change interests the observers of its target, and those of an ancestor with .subtree. Each
 * observer gets its own record. The record has the old value only if the observer requested it.
 * Interested observers are linked through a member of their own, so only records are allocated.
 * Names and old values are referenced, not copied, because they may be large.
 */
#include "tree/mutation_internal.h"

#include "base/alloc_internal.h"
#include "tree/names_internal.h"
#include "tree/widget_internal.h"

#include <oriel/ui/node.h>

#include <string.h>

/* A change, before its observers are known. */
struct change {
	enum oriel_mutation_kind kind;
	struct oriel__node *target;
	const struct oriel__child_change *children; /* for CHILDREN */
	oriel__atom name;                           /* for ATTRIBUTE */
	oriel__atom old_value;                      /* for ATTRIBUTE; may be NULL */
	struct oriel__shared_text *old_data;        /* for DATA */
};

static bool is_in_filter(const struct oriel__observe_options *options, oriel__atom name) {
	for (size_t i = 0; i < options->filter_count; i++) {
		if (options->filter[i] == name)
			return true;
	}
	return !options->has_filter;
}

static bool is_interesting(
	const struct oriel__observe_options *options, const struct change *change, bool is_target) {
	if (!is_target && !options->wants_subtree)
		return false;
	switch (change->kind) {
	case ORIEL_MUTATION_CHILDREN:
		return options->wants_children;
	case ORIEL_MUTATION_ATTRIBUTE:
		return options->wants_attributes && is_in_filter(options, change->name);
	case ORIEL_MUTATION_DATA:
		return options->wants_data;
	}
	return false;
}

static bool wants_old_value(
	const struct oriel__observe_options *options, enum oriel_mutation_kind kind) {
	return kind == ORIEL_MUTATION_ATTRIBUTE ?
		options->keeps_attribute_old_value :
		kind == ORIEL_MUTATION_DATA && options->keeps_data_old_value;
}

/* Returns the list of interested observers. */
static struct oriel__observer *find_interested(const struct change *change) {
	struct oriel__observer *interested = NULL;
	for (const struct oriel__node *node = change->target; node != NULL;
		node = oriel__node_tree_parent(node)) {
		if (node->rare == NULL)
			continue;
		oriel__list_each(
			observation, &node->rare->observations, const struct oriel__observation, on_node) {
			struct oriel__observer *observer = observation->observer;
			if (!is_interesting(observation->options, change, node == change->target))
				continue;
			if (!observer->is_interested) {
				observer->is_interested = true;
				observer->next_interested = interested;
				interested = observer;
			}
			observer->wants_old_value |= wants_old_value(observation->options, change->kind);
		}
	}
	return interested;
}

/* ---- Records ---- */

static oriel_widget *mutation_record_hold(struct oriel__node *node) {
	return node != NULL ? oriel_widget_hold(oriel__widget_of(node)) : NULL;
}

/* Fills in the children of a record. added and removed share one block, and added points at it. */
static void set_children(
	struct oriel_mutation_record *record, const struct oriel__child_change *change) {
	oriel_widget **widgets = oriel__alloc_zero(
		change->added_count + change->removed_count, sizeof(oriel_widget *));
	for (size_t i = 0; i < change->added_count; i++)
		widgets[i] = mutation_record_hold(change->added[i]);
	for (size_t i = 0; i < change->removed_count; i++)
		widgets[change->added_count + i] = mutation_record_hold(change->removed[i]);
	record->added = widgets;
	record->removed = widgets + change->added_count;
	record->added_count = change->added_count;
	record->removed_count = change->removed_count;
	record->previous_sibling = mutation_record_hold(change->before);
	record->next_sibling = mutation_record_hold(change->after);
}

static struct oriel_mutation_record mutation_record_new(
	const struct change *change, bool with_old_value) {
	struct oriel_mutation_record record = { .kind = change->kind,
		.target = mutation_record_hold(change->target) };
	if (change->children != NULL)
		set_children(&record, change->children);
	if (change->name != NULL)
		record.attribute_name = oriel__atom_ref(change->name)->text;
	if (with_old_value && change->old_value != NULL) {
		record.old_value = oriel__atom_ref(change->old_value)->text;
		record.old_value_length = change->old_value->length;
	} else if (with_old_value && change->old_data != NULL) {
		record.old_value = oriel__shared_text_ref(change->old_data)->bytes;
		record.old_value_length = change->old_data->length;
	}
	return record;
}

static void release_old_value(const struct oriel_mutation_record *record) {
	if (record->old_value != NULL && record->kind == ORIEL_MUTATION_DATA)
		oriel__shared_text_unref(oriel__shared_text_of(record->old_value));
	else
		oriel__atom_unref(oriel__atom_of(record->old_value));
}

static void record_finish(const struct oriel_mutation_record *record) {
	for (size_t i = 0; i < record->added_count + record->removed_count; i++)
		oriel_widget_release(record->added[i]);
	oriel__free((void *)(uintptr_t)record->added);
	oriel_widget_release(record->previous_sibling);
	oriel_widget_release(record->next_sibling);
	oriel__atom_unref(oriel__atom_of(record->attribute_name));
	release_old_value(record);
	oriel_widget_release(record->target);
}

void oriel__mutation_records_free(struct oriel_mutation_record *records, size_t count) {
	for (size_t i = 0; i < count; i++)
		record_finish(&records[i]);
	oriel__free(records);
}

/* ---- Queueing ---- */

static void mutation_record_enqueue(struct oriel__observer *observer, const struct change *change) {
	observer->records = oriel__grow(observer->records, &observer->record_capacity,
		observer->record_count + 1, sizeof(*observer->records));
	observer->records[observer->record_count++] = mutation_record_new(
		change, observer->wants_old_value);
	observer->is_pending = true;
	observer->is_interested = observer->wants_old_value = false;
}

static void mutation_record_queue(const struct change *change) {
	struct oriel__observer *observer = find_interested(change);
	if (observer != NULL)
		oriel__mutation_schedule(oriel__tree_state(oriel__node_loop(change->target)));
	for (; observer != NULL; observer = observer->next_interested)
		mutation_record_enqueue(observer, change);
}

static bool is_anybody_here(const struct oriel__node *node) {
	return oriel__tree_state(oriel__node_loop(node))->observation_count > 0;
}

void oriel__mutation_children(const struct oriel__child_change *children) {
	if (is_anybody_here(children->parent))
		mutation_record_queue(&(const struct change){
			.kind = ORIEL_MUTATION_CHILDREN, .target = children->parent, .children = children });
}

void oriel__mutation_attribute(struct oriel__node *node, oriel__atom name) {
	if (!is_anybody_here(node))
		return;
	mutation_record_queue(&(const struct change){ .kind = ORIEL_MUTATION_ATTRIBUTE,
		.target = node,
		.name = name,
		.old_value = oriel__node_attribute(node, name) });
}

void oriel__mutation_data(struct oriel__node *node, struct oriel__shared_text *old) {
	if (is_anybody_here(node))
		mutation_record_queue(
			&(const struct change){ .kind = ORIEL_MUTATION_DATA, .target = node, .old_data = old });
}

/* Adds transient observations. Source: DOM, "remove", the step on transient registered observers.
 */
void oriel__mutation_removed(struct oriel__node *node, struct oriel__node *parent) {
	if (!is_anybody_here(node))
		return;
	for (; parent != NULL; parent = oriel__node_tree_parent(parent)) {
		if (parent->rare == NULL)
			continue;
		oriel__list_each(
			observation, &parent->rare->observations, const struct oriel__observation, on_node) {
			if (observation->options->wants_subtree)
				oriel__observation_add(observation->observer, node, observation->options,
					observation->source != NULL ? observation->source : observation);
		}
	}
}
