/* SPDX-License-Identifier: MIT */
/*
 * Resize observers. Each observation keeps the size that it told last. A frame compares it with the
 * present size: first of all targets, then, after each round of calls and another layout, of the
 * targets below the shallowest one of the round. Source: Resize Observer 1, §3.4.
 */
#include "layout/resize_observer_internal.h"

#include <limits.h>

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "base/slot_map_internal.h"
#include "layout/layout_geometry_internal.h"
#include "layout/layout_internal.h"
#include "loop/callback_data_internal.h"
#include "loop/callback_internal.h"
#include "loop/loop_internal.h"
#include "tree/tree_state_internal.h"
#include "values/loop_slots_internal.h"

#include <oriel/runtime/log.h>

struct observation {
	struct oriel__list_link link; /* of its observer's */
	struct oriel__node *node;
	enum oriel_resize_box box;
	struct oriel_size told; /* px */
	bool is_active;         /* gathered, to be told */
};

struct observer {
	struct oriel__list_link link; /* of the loop's */
	oriel_resize_observer_id id;
	oriel_resize_fn *fn;
	void *data;
	struct oriel__attachment *attachment;
	struct oriel__list observations; /* struct observation, in order */
	size_t active;
};

struct resize_state {
	oriel_loop *loop;
	struct oriel__slot_map ids;
	struct oriel__list observers; /* struct observer, in the order in which they were made */
	bool is_left;
};

static struct resize_state *resize_find_state(oriel_loop *loop) {
	return oriel__loop_slot(loop, oriel__loop_slot_above(ORIEL__UI_SLOT_LAYOUT));
}

static struct observer *resize_find(oriel_resize_observer_id id, const char *caller) {
	oriel_loop *loop = oriel_loop_current();
	if (id == 0 || loop == NULL)
		return NULL;
	oriel__loop_check(loop, caller);
	struct resize_state *state = resize_find_state(loop);
	return state != NULL ? oriel__slot_map_get(&state->ids, id) : NULL;
}

/* ---- Observations ---- */

static void observation_remove(struct observer *observer, struct observation *observation) {
	observer->active -= observation->is_active;
	oriel__list_remove(&observer->observations, &observation->link);
	oriel__free(observation);
}

static void resize_unobserve(struct observer *observer, const struct oriel__node *node) {
	oriel__list_each(observation, &observer->observations, struct observation, link) {
		if (node == NULL || observation->node == node)
			observation_remove(observer, observation);
	}
}

void oriel__resize_forget(struct oriel__node *node) {
	if (!node->resize_observed)
		return;
	struct resize_state *state = resize_find_state(oriel__node_loop(node));
	if (state == NULL)
		return;
	oriel__list_each(observer, &state->observers, struct observer, link)
		resize_unobserve(observer, node);
}

/* ---- Observers ---- */

static void resize_destroy(struct resize_state *state, struct observer *observer) {
	resize_unobserve(observer, NULL);
	oriel__slot_map_remove(&state->ids, observer->id);
	oriel__list_remove(&state->observers, &observer->link);
	oriel__attachment_end(state->loop, observer->attachment, observer->data);
	oriel__free(observer);
}

static void resize_finish(void *value) {
	struct resize_state *state = value;
	struct observer *observer;
	oriel__hold_begin(state->loop);
	while ((observer = oriel__list_first(&state->observers, struct observer, link)) != NULL)
		resize_destroy(state, observer);
	oriel__hold_end(state->loop);
	oriel__slot_map_finish(&state->ids);
	oriel__free(state);
}

static struct resize_state *resize_state(oriel_loop *loop) {
	struct resize_state *state = resize_find_state(loop);
	if (state != NULL)
		return state;
	state = oriel__alloc_zero(1, sizeof(*state));
	state->loop = loop;
	oriel__loop_set_slot(
		loop, oriel__loop_slot_above(ORIEL__UI_SLOT_LAYOUT), state, resize_finish);
	return state;
}

oriel_resize_observer_id oriel_resize_observer_new_at(const char *site, oriel_resize_fn *fn,
	void *data, const struct oriel_resize_observer_options *options) {
	ORIEL_ASSERT(fn != NULL, "oriel_resize_observer_new at %s: fn is NULL; pass a function", site);
	oriel__check_options("oriel_resize_observer_new", site, options);
	oriel_loop *loop = oriel__loop_here("oriel_resize_observer_new");
	struct oriel__attachment *attachment;
	if (!oriel__attach(loop, &attachment, options != NULL ? options->signal : NULL,
			options != NULL ? options->release : NULL, data, oriel_resize_observer_destroy))
		return 0;
	struct resize_state *state = resize_state(loop);
	struct observer *observer = oriel__alloc_zero(1, sizeof(*observer));
	observer->id = oriel__slot_map_add(&state->ids, observer);
	observer->fn = fn;
	observer->data = data;
	observer->attachment = attachment;
	if (attachment != NULL)
		attachment->id = observer->id;
	oriel__list_append(&state->observers, &observer->link);
	return observer->id;
}

void oriel_resize_observer_destroy(oriel_resize_observer_id id) {
	struct observer *observer = resize_find(id, "oriel_resize_observer_destroy");
	if (observer != NULL)
		resize_destroy(resize_state(oriel_loop_current()), observer);
}

enum oriel_status oriel_resize_observe_at(const char *site, oriel_resize_observer_id id,
	oriel_widget *target, const struct oriel_resize_observe_options *options) {
	struct oriel__node *node = oriel__node_change(target, "oriel_resize_observe");
	oriel__check_options("oriel_resize_observe", site, options);
	enum oriel_resize_box box = options != NULL ? options->box : ORIEL_RESIZE_CONTENT_BOX;
	ORIEL_ASSERT((unsigned)box <= ORIEL_RESIZE_BORDER_BOX,
		"oriel_resize_observe at %s: %d is no member of enum oriel_resize_box", site, (int)box);
	struct observer *observer = resize_find(id, "oriel_resize_observe");
	if (observer == NULL)
		return ORIEL_INVALID_STATE_ERROR;
	resize_unobserve(observer, node);
	struct observation *observation = oriel__alloc_zero(1, sizeof(*observation));
	observation->node = node;
	observation->box = box;
	node->resize_observed = 1;
	oriel__node_set_free(oriel_loop_current(), ORIEL__NODE_PART_LAYOUT, oriel__layout_free);
	oriel__list_append(&observer->observations, &observation->link);
	if (node->tree != NULL && node->tree->tree_class->marked != NULL)
		node->tree->tree_class->marked(node->tree);
	return ORIEL_OK;
}

void oriel_resize_unobserve(oriel_resize_observer_id id, oriel_widget *target) {
	const struct oriel__node *node = oriel__node_read(target, "oriel_resize_unobserve");
	struct observer *observer = resize_find(id, "oriel_resize_unobserve");
	if (observer != NULL && node != NULL)
		resize_unobserve(observer, node);
}

void oriel_resize_disconnect(oriel_resize_observer_id id) {
	struct observer *observer = resize_find(id, "oriel_resize_disconnect");
	if (observer != NULL)
		resize_unobserve(observer, NULL);
}

/* ---- A frame ---- */

/* A node that is shown stands in nodes that are all shown. Returns its depth, or -1. */
static int shown_depth(const struct oriel__node *node) {
	int depth = -1;
	for (; node != NULL; node = node->parent, depth++)
		if (node->tree == NULL || !oriel__layout_is_shown(node))
			return -1;
	return depth;
}

static struct oriel_resize_record record_of(const struct oriel__node *node) {
	struct oriel_resize_record record = { .target = oriel__widget_of(node) };
	if (node->destroyed || shown_depth(node) < 0)
		return record;
	oriel__layout_catch_up(node->parent);
	record.content = oriel__layout_content_box(node, oriel__widget_style(record.target));
	record.border_box = (struct oriel_size){ node->rect.width, node->rect.height };
	return record;
}

static struct oriel_size observed_size(
	const struct observation *observation, const struct oriel_resize_record *record) {
	if (observation->box == ORIEL_RESIZE_BORDER_BOX)
		return record->border_box;
	return (struct oriel_size){ record->content.width, record->content.height };
}

static bool has_changed(const struct observation *observation) {
	const struct oriel_resize_record record = record_of(observation->node);
	struct oriel_size size = observed_size(observation, &record);
	return size.width != observation->told.width || size.height != observation->told.height;
}

/* How deep a target is; one that has left its tree is deeper than all others, and told at once. */
static int target_depth(const struct oriel__node *node) {
	int depth = 0;
	if (node->tree == NULL)
		return INT_MAX;
	while ((node = node->parent) != NULL)
		depth++;
	return depth;
}

bool oriel__resize_gather(struct oriel__tree *tree, int depth) {
	struct resize_state *state = resize_find_state(oriel_loop_current());
	bool is_any = false;
	if (state == NULL)
		return false;
	state->is_left = false;
	oriel__list_each(observer, &state->observers, struct observer, link) {
		oriel__list_each(observation, &observer->observations, struct observation, link) {
			const struct oriel__node *node = observation->node;
			if (node->destroyed || (node->tree != tree && node->tree != NULL) ||
				observation->is_active || !has_changed(observation))
				continue;
			if (target_depth(node) <= depth) {
				state->is_left = true;
				continue;
			}
			observation->is_active = is_any = true;
			observer->active++;
		}
	}
	return is_any;
}

bool oriel__resize_is_left(oriel_loop *loop) {
	const struct resize_state *state = resize_find_state(loop);
	return state != NULL && state->is_left;
}

/* Takes the records of an observer, whose observations then have told them. */
static struct oriel_resize_record *take_records(
	struct observer *observer, size_t *count, int *depth) {
	struct oriel_resize_record *records = oriel__alloc_zero(observer->active, sizeof(*records));
	*count = 0;
	oriel__list_each(observation, &observer->observations, struct observation, link) {
		if (!observation->is_active)
			continue;
		observation->is_active = false;
		if (observation->node->destroyed)
			continue;
		int of = target_depth(observation->node);
		*depth = of < *depth ? of : *depth;
		records[*count] = record_of(observation->node);
		observation->told = observed_size(observation, &records[*count]);
		(*count)++;
	}
	observer->active = 0;
	return records;
}

static struct observer *next_active(const struct resize_state *state) {
	oriel__list_each(observer, &state->observers, struct observer, link) {
		if (observer->active > 0)
			return observer;
	}
	return NULL;
}

int oriel__resize_broadcast(oriel_loop *loop) {
	struct resize_state *state = resize_find_state(loop);
	struct observer *observer;
	int depth = INT_MAX;
	oriel__hold_begin(loop);
	while ((observer = next_active(state)) != NULL) {
		size_t count;
		struct oriel_resize_record *records = take_records(observer, &count, &depth);
		if (count > 0) {
			oriel__callback_enter(loop);
			observer->fn(records, count, observer->data);
			oriel__callback_leave(loop);
		}
		oriel__free(records);
	}
	oriel__hold_end(loop);
	return depth;
}
