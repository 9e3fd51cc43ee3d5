/* SPDX-License-Identifier: MIT */
/*
 * Mutation observers: their creation and end, their observed nodes, and the microtask that calls
 * them. mutation_record.c makes the records. Source: DOM, "notify mutation observers".
 *
 * An observation is on two lists, one of its node and one of its observer. It ends with the first
 * of the two. The DOM's set of pending observers is a flag on each observer, because browsers call
 * observers in order of creation.
 */
#include "tree/mutation_internal.h"

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "tree/rare_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/runtime/microtask.h>

#include <string.h>

enum { MAX_FILTER = 4096 };

static struct oriel__observer *mutation_find(oriel_mutation_observer_id id, const char *caller) {
	oriel_loop *loop = oriel_loop_current();
	if (id == 0 || loop == NULL)
		return NULL;
	oriel__loop_check(loop, caller);
	return oriel__slot_map_get(&oriel__tree_state(loop)->observer_ids, id);
}

/* ---- Options ---- */

static void options_unref(struct oriel__observe_options *options) {
	if (--options->references > 0)
		return;
	for (size_t i = 0; i < options->filter_count; i++)
		oriel__atom_unref(options->filter[i]);
	oriel__free(options->filter);
	oriel__free(options);
}

/* Copies the filter, without names that are too long to be the name of any attribute. */
static void copy_filter(struct oriel__observe_options *options, struct oriel__atom_table *atoms,
	const struct oriel_mutation_observe_options *from) {
	options->filter = oriel__alloc_zero(from->attribute_filter_count + 1, sizeof(*options->filter));
	for (size_t i = 0; i < from->attribute_filter_count; i++) {
		if (strlen(from->attribute_filter[i]) <= ORIEL__SMALL_TEXT_MAX)
			options->filter[options->filter_count++] = oriel__atom_intern(
				atoms, from->attribute_filter[i]);
	}
}

enum {
	OBSERVE_ALL = ORIEL_OBSERVE_DATA_OLD_VALUE * 2 - 1,
	OBSERVE_ATTRIBUTES = ORIEL_OBSERVE_ATTRIBUTES | ORIEL_OBSERVE_ATTRIBUTE_OLD_VALUE,
	OBSERVE_DATA = ORIEL_OBSERVE_DATA | ORIEL_OBSERVE_DATA_OLD_VALUE,
};

/* Returns NULL where the DOM throws a TypeError. */
static struct oriel__observe_options *options_new(struct oriel__atom_table *atoms, unsigned bits,
	const struct oriel_mutation_observe_options *from) {
	bool has_filter = from->attribute_filter != NULL;
	if (has_filter)
		bits |= ORIEL_OBSERVE_ATTRIBUTES;
	if ((bits & ~(unsigned)ORIEL_OBSERVE_SUBTREE) == 0 || (bits & ~(unsigned)OBSERVE_ALL) != 0)
		return NULL;
	struct oriel__observe_options *options = oriel__alloc_zero(1, sizeof(*options));
	options->references = 1;
	options->wants_children = (bits & ORIEL_OBSERVE_CHILDREN) != 0;
	options->wants_subtree = (bits & ORIEL_OBSERVE_SUBTREE) != 0;
	options->wants_attributes = (bits & OBSERVE_ATTRIBUTES) != 0;
	options->keeps_attribute_old_value = (bits & ORIEL_OBSERVE_ATTRIBUTE_OLD_VALUE) != 0;
	options->wants_data = (bits & OBSERVE_DATA) != 0;
	options->keeps_data_old_value = (bits & ORIEL_OBSERVE_DATA_OLD_VALUE) != 0;
	options->has_filter = has_filter;
	if (has_filter)
		copy_filter(options, atoms, from);
	return options;
}

/* ---- Observations ---- */

void oriel__observation_add(struct oriel__observer *observer, struct oriel__node *node,
	struct oriel__observe_options *options, const struct oriel__observation *source) {
	struct oriel__observation *observation = oriel__alloc_zero(1, sizeof(*observation));
	observation->observer = observer;
	observation->node = node;
	observation->options = options;
	observation->source = source;
	options->references++;
	oriel__list_append(&oriel__node_rare(node)->observations, &observation->on_node);
	oriel__list_prepend(&observer->observations, &observation->of_observer);
	oriel__tree_state(oriel__node_loop(node))->observation_count++;
}

/* Makes the transient observations of source independent: they end when their observer is called.
 */
static void disown_transients(const struct oriel__observation *source) {
	oriel__list_each(
		other, &source->observer->observations, struct oriel__observation, of_observer) {
		if (other != source && other->source == source)
			other->source = other;
	}
}

static void remove_observation(struct oriel__observation *observation) {
	if (observation->source == NULL)
		disown_transients(observation);
	oriel__list_remove(&observation->node->rare->observations, &observation->on_node);
	oriel__list_remove(&observation->observer->observations, &observation->of_observer);
	oriel__tree_state(oriel__node_loop(observation->node))->observation_count--;
	options_unref(observation->options);
	oriel__free(observation);
}

void oriel__mutation_forget(struct oriel__node *node) {
	if (node->rare == NULL)
		return;
	oriel__list_each(
		observation, &node->rare->observations, struct oriel__observation, on_node)
		remove_observation(observation);
}

/* Removes the transient observations made from source; NULL: all transient observations. */
static void remove_transients(
	struct oriel__observer *observer, const struct oriel__observation *source) {
	oriel__list_each(
		observation, &observer->observations, struct oriel__observation, of_observer) {
		if (source != NULL ? observation->source == source : observation->source != NULL)
			remove_observation(observation);
	}
}

static struct oriel__observation *own_observation(
	const struct oriel__observer *observer, const struct oriel__node *node) {
	if (node->rare == NULL)
		return NULL;
	oriel__list_each(
		observation, &node->rare->observations, struct oriel__observation, on_node) {
		if (observation->observer == observer && observation->source == NULL)
			return observation;
	}
	return NULL;
}

/* ---- Calling observers ---- */

static size_t mutation_deliver(
	struct oriel__observer *observer, oriel_mutation_fn *fn, void *data) {
	struct oriel_mutation_record *records = observer->records;
	size_t count = observer->record_count;
	oriel_loop *loop = oriel_loop_current();
	observer->records = NULL;
	observer->record_count = observer->record_capacity = 0;
	if (count > 0) {
		oriel__callback_enter(loop);
		fn(records, count, data);
		oriel__callback_leave(loop);
	}
	oriel__mutation_records_free(records, count);
	return count;
}

/* Returns the ids of the pending observers, and clears their flags. */
static oriel_mutation_observer_id *take_pending(struct oriel__tree_state *state, size_t *count) {
	oriel_mutation_observer_id *ids = oriel__alloc_zero(
		state->observer_ids.count + (size_t)1, sizeof(*ids));
	*count = 0;
	oriel__list_each(observer, &state->observers, struct oriel__observer, link) {
		if (observer->is_pending)
			ids[(*count)++] = observer->id;
		observer->is_pending = false;
	}
	return ids;
}

static void mutation_notify(void *data) {
	struct oriel__tree_state *state = data;
	size_t count;
	state->is_mutation_scheduled = false;
	oriel_mutation_observer_id *ids = take_pending(state, &count);
	for (size_t i = 0; i < count; i++) {
		struct oriel__observer *observer = oriel__slot_map_get(&state->observer_ids, ids[i]);
		if (observer == NULL)
			continue;
		remove_transients(observer, NULL);
		mutation_deliver(observer, observer->fn, observer->data);
	}
	oriel__free(ids);
}

void oriel__mutation_schedule(struct oriel__tree_state *state) {
	if (state->is_mutation_scheduled)
		return;
	state->is_mutation_scheduled = true;
	oriel_queue_microtask(mutation_notify, state);
}

/* ---- Observers ---- */

static void mutation_disconnect(struct oriel__observer *observer) {
	oriel__list_each(
		observation, &observer->observations, struct oriel__observation, of_observer)
		remove_observation(observation);
	oriel__mutation_records_free(observer->records, observer->record_count);
	observer->records = NULL;
	observer->record_count = observer->record_capacity = 0;
}

static void mutation_destroy(struct oriel__tree_state *state, struct oriel__observer *observer) {
	mutation_disconnect(observer);
	oriel__slot_map_remove(&state->observer_ids, observer->id);
	oriel__list_remove(&state->observers, &observer->link);
	oriel__attachment_end(state->loop, observer->attachment, observer->data);
	oriel__free(observer);
}

void oriel_mutation_observer_destroy(oriel_mutation_observer_id id) {
	struct oriel__observer *observer = mutation_find(id, "oriel_mutation_observer_destroy");
	if (observer != NULL)
		mutation_destroy(oriel__tree_state(oriel_loop_current()), observer);
}

oriel_mutation_observer_id oriel_mutation_observer_new_at(const char *site, oriel_mutation_fn *fn,
	void *data, const struct oriel_mutation_observer_options *options) {
	ORIEL_ASSERT(
		fn != NULL, "oriel_mutation_observer_new at %s: fn is NULL; pass a function", site);
	oriel__check_options("oriel_mutation_observer_new", site, options);
	oriel_loop *loop = oriel__loop_here("oriel_mutation_observer_new");
	struct oriel__attachment *attachment;
	if (!oriel__attach(loop, &attachment, options != NULL ? options->signal : NULL,
			options != NULL ? options->release : NULL, data, oriel_mutation_observer_destroy))
		return 0;
	struct oriel__tree_state *state = oriel__tree_state(loop);
	struct oriel__observer *observer = oriel__alloc_zero(1, sizeof(*observer));
	observer->id = oriel__slot_map_add(&state->observer_ids, observer);
	observer->fn = fn;
	observer->data = data;
	observer->attachment = attachment;
	if (attachment != NULL)
		attachment->id = observer->id;
	oriel__list_append(&state->observers, &observer->link);
	return observer->id;
}

/* Source: DOM, "observe()". */
enum oriel_status oriel_mutation_observe_at(const char *site, oriel_mutation_observer_id id,
	oriel_widget *target, unsigned bits, const struct oriel_mutation_observe_options *from) {
	static const struct oriel_mutation_observe_options defaults;
	ORIEL_ASSERT(target != NULL,
		"oriel_mutation_observe at %s: the target is NULL; pass a widget", site);
	oriel__check_options("oriel_mutation_observe", site, from);
	if (from == NULL)
		from = &defaults;
	struct oriel__node *node = oriel__node_read(target, "oriel_mutation_observe");
	ORIEL_ASSERT(!node->destroyed,
		"oriel_mutation_observe at %s: this %s is destroyed; check oriel_widget_is_destroyed()",
		site, oriel_widget_type(target));
	struct oriel__observer *observer = mutation_find(id, "oriel_mutation_observe");
	if (observer == NULL)
		return ORIEL_INVALID_STATE_ERROR;
	if (from->attribute_filter != NULL && from->attribute_filter_count > MAX_FILTER)
		return ORIEL_QUOTA_EXCEEDED_ERROR;
	struct oriel__observe_options *options = options_new(
		oriel__loop_atoms(oriel__node_loop(node)), bits, from);
	if (options == NULL)
		return ORIEL_TYPE_ERROR;
	struct oriel__observation *own = own_observation(observer, node);
	if (own != NULL) {
		remove_transients(observer, own);
		options_unref(own->options);
		own->options = options;
		return ORIEL_OK;
	}
	oriel__observation_add(observer, node, options, NULL);
	options_unref(options);
	return ORIEL_OK;
}

void oriel_mutation_disconnect(oriel_mutation_observer_id id) {
	struct oriel__observer *observer = mutation_find(id, "oriel_mutation_disconnect");
	if (observer != NULL)
		mutation_disconnect(observer);
}

size_t oriel_mutation_take_records(
	oriel_mutation_observer_id id, oriel_mutation_fn *fn, void *data) {
	ORIEL_ASSERT(fn != NULL,
		"oriel_mutation_take_records: fn is NULL; pass a function, or call "
		"oriel_mutation_disconnect()");
	struct oriel__observer *observer = mutation_find(id, "oriel_mutation_take_records");
	return observer != NULL ? mutation_deliver(observer, fn, data) : 0;
}

void oriel__mutation_finish(struct oriel__tree_state *state) {
	oriel__hold_begin(state->loop);
	struct oriel__observer *observer;
	while ((observer = oriel__list_first(&state->observers, struct oriel__observer, link)) != NULL)
		mutation_destroy(state, observer);
	oriel__hold_end(state->loop);
}
