/* SPDX-License-Identifier: MIT */
/*
 * The registration of resize and intersection observers. Observers are called in the order of their
 * creation, and have their targets in the order in which these were added.
 */
#include "layout/frame_observer_internal.h"

#include "base/alloc_internal.h"
#include "layout/layout_internal.h"
#include "loop/callback_data_internal.h"
#include "loop/callback_internal.h"
#include "loop/loop_internal.h"
#include "tree/tree_state_internal.h"
#include "values/loop_slots_internal.h"

#include <oriel/runtime/log.h>

struct frame_observer_state {
	struct oriel__frame_observers kinds[ORIEL__FRAME_OBSERVER_KINDS];
};

static struct frame_observer_state *frame_observer_find_state(oriel_loop *loop) {
	return oriel__loop_slot(loop, oriel__loop_slot_above(ORIEL__UI_SLOT_LAYOUT));
}

struct oriel__frame_observers *oriel__frame_observers_find(
	oriel_loop *loop, enum oriel__frame_observer_kind kind) {
	struct frame_observer_state *state = frame_observer_find_state(loop);
	return state != NULL ? &state->kinds[kind] : NULL;
}

static void frame_observer_end(
	struct oriel__frame_observers *observers, struct oriel__frame_observer *observer) {
	oriel__frame_unobserve(observer, NULL);
	if (observer->finish != NULL)
		observer->finish(observer);
	oriel__slot_map_remove(&observers->ids, observer->id);
	oriel__list_remove(&observers->list, &observer->link);
	oriel__attachment_end(observers->loop, observer->attachment, observer->data);
	oriel__free(observer);
}

static void frame_observer_state_finish(void *value) {
	struct frame_observer_state *state = value;
	oriel_loop *loop = state->kinds[0].loop;
	oriel__hold_begin(loop);
	for (int i = 0; i < ORIEL__FRAME_OBSERVER_KINDS; i++) {
		struct oriel__frame_observer *observer;
		while ((observer = oriel__list_first(
					&state->kinds[i].list, struct oriel__frame_observer, link)) != NULL)
			frame_observer_end(&state->kinds[i], observer);
	}
	oriel__hold_end(loop);
	for (int i = 0; i < ORIEL__FRAME_OBSERVER_KINDS; i++)
		oriel__slot_map_finish(&state->kinds[i].ids);
	oriel__free(state);
}

static struct oriel__frame_observers *frame_observers_ensure(
	oriel_loop *loop, enum oriel__frame_observer_kind kind) {
	struct frame_observer_state *state = frame_observer_find_state(loop);
	if (state != NULL)
		return &state->kinds[kind];
	state = oriel__alloc_zero(1, sizeof(*state));
	for (int i = 0; i < ORIEL__FRAME_OBSERVER_KINDS; i++)
		state->kinds[i].loop = loop;
	oriel__loop_set_slot(loop, oriel__loop_slot_above(ORIEL__UI_SLOT_LAYOUT), state,
		frame_observer_state_finish);
	return &state->kinds[kind];
}

struct oriel__frame_observer *oriel__frame_observer_new(enum oriel__frame_observer_kind kind,
	const char *caller, size_t size, void *data, oriel_abort_signal *signal,
	oriel_release_fn *release, void (*destroy)(uint64_t id)) {
	oriel_loop *loop = oriel__loop_here(caller);
	struct oriel__attachment *attachment;
	if (!oriel__attach(loop, &attachment, signal, release, data, destroy))
		return NULL;
	struct oriel__frame_observers *observers = frame_observers_ensure(loop, kind);
	struct oriel__frame_observer *observer = oriel__alloc_zero(1, size);
	observer->id = oriel__slot_map_add(&observers->ids, observer);
	observer->data = data;
	observer->attachment = attachment;
	if (attachment != NULL)
		attachment->id = observer->id;
	oriel__list_append(&observers->list, &observer->link);
	return observer;
}

struct oriel__frame_observer *oriel__frame_observer_find(
	enum oriel__frame_observer_kind kind, uint64_t id, const char *caller) {
	oriel_loop *loop = oriel_loop_current();
	if (id == 0 || loop == NULL)
		return NULL;
	oriel__loop_check(loop, caller);
	struct oriel__frame_observers *observers = oriel__frame_observers_find(loop, kind);
	return observers != NULL ? oriel__slot_map_get(&observers->ids, id) : NULL;
}

void oriel__frame_observer_destroy(
	enum oriel__frame_observer_kind kind, uint64_t id, const char *caller) {
	struct oriel__frame_observer *observer = oriel__frame_observer_find(kind, id, caller);
	if (observer != NULL)
		frame_observer_end(
			oriel__frame_observers_find(oriel_loop_current(), kind), observer);
}

/* ---- Observations ---- */

void oriel__frame_unobserve(
	struct oriel__frame_observer *observer, const struct oriel__node *node) {
	oriel__list_each(
		observation, &observer->observations, struct oriel__frame_observation, link) {
		if (node != NULL && observation->node != node)
			continue;
		oriel__list_remove(&observer->observations, &observation->link);
		oriel__free(observation);
	}
}

struct oriel__frame_observation *oriel__frame_observe(
	struct oriel__frame_observer *observer, struct oriel__node *node, size_t size) {
	oriel__frame_unobserve(observer, node);
	struct oriel__frame_observation *observation = oriel__alloc_zero(1, size);
	observation->node = node;
	node->frame_observed = 1;
	oriel__node_set_free(oriel_loop_current(), ORIEL__NODE_PART_LAYOUT, oriel__layout_free);
	oriel__list_append(&observer->observations, &observation->link);
	if (node->tree != NULL && node->tree->tree_class->marked != NULL)
		node->tree->tree_class->marked(node->tree);
	return observation;
}

void oriel__frame_observers_forget(struct oriel__node *node) {
	if (!node->frame_observed)
		return;
	struct frame_observer_state *state = frame_observer_find_state(oriel__node_loop(node));
	for (int i = 0; i < ORIEL__FRAME_OBSERVER_KINDS && state != NULL; i++) {
		oriel__list_each(
			observer, &state->kinds[i].list, struct oriel__frame_observer, link)
			oriel__frame_unobserve(observer, node);
	}
}
