/* SPDX-License-Identifier: MIT */
/*
 * The state of the event module, one for each loop. The state is created when a loop first uses the
 * module. The end of the loop removes all listeners, so that every release function runs even if a
 * target is never destroyed.
 */
#include "event/event_state_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/abort_internal.h"
#include "event/listener_internal.h"
#include "event/user_data_internal.h"
#include "loop/loop_internal.h"
#include "loop/counters_internal.h"
#include "loop/pressure_internal.h"

enum { DEFAULT_MAX_LISTENERS = 100 };

static void event_state_remove_listeners(struct oriel__event_state *state) {
	for (uint32_t i = 0; i < state->listeners.used; i++) {
		struct oriel__listener *listener = state->listeners.values[i];
		if (listener != NULL)
			oriel__listeners_remove_all(listener->target, NULL);
	}
}

static void event_state_count(const struct oriel__census_source *source, struct oriel_census *out) {
	const struct oriel__event_state *state = oriel__container_of(
		source, struct oriel__event_state, census);
	oriel__census_put(out, "listeners", state->listeners.count);
	oriel__census_put(out, "emitters", state->targets[ORIEL__TARGET_KIND_EMITTER]);
	oriel__census_put(out, "targets", state->targets[ORIEL__TARGET_KIND_CUSTOM]);
	oriel__census_put(out, "events", state->events);
	oriel__census_put(out, "signals",
		state->targets[ORIEL__TARGET_KIND_SIGNAL] - oriel__abort_signals_count_unneeded(state));
	oriel__census_put(out, "objects with user data", state->user_data.count);
}

static void event_state_finish(void *value) {
	struct oriel__event_state *state = value;
	oriel_loop *loop = state->loop;
	/* Keeps the state in its slot: release functions called below may use events. */
	oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_EVENT, state, NULL);
	state->is_ending = true;
	oriel__hold_begin(loop);
	oriel__abort_signals_finish(state);
	event_state_remove_listeners(state);
	oriel__user_data_finish(state);
	oriel__hold_end(loop);
	oriel__event_trace_end(state);
	oriel__target_finish(&state->loop_target);
	oriel__census_remove(loop, &state->census);
	oriel__loop_set_error_hook(loop, NULL);
	oriel__loop_set_long_task_hook(loop, NULL);
	oriel__loop_set_pressure_hook(loop, NULL);
	oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_EVENT, NULL, NULL);
	oriel__slot_map_finish(&state->listeners);
	oriel__slot_map_finish(&state->user_data);
	oriel__atom_unref(state->click);
	oriel__atom_unref(state->wheel);
	oriel__free(state->path.items);
	oriel__free(state->segments.items);
	oriel__free(state->matches.items);
	oriel__free(state);
}

static struct oriel__event_state *event_state_new(oriel_loop *loop) {
	struct oriel__event_state *state = oriel__alloc_zero(1, sizeof(*state));
	struct oriel__atom_table *atoms = oriel__loop_atoms(loop);
	state->loop = loop;
	state->census.count = event_state_count;
	oriel__slot_map_init(&state->listeners);
	oriel__slot_map_init(&state->user_data);
	state->click = oriel__atom_intern(atoms, "click");
	state->wheel = oriel__atom_intern(atoms, "wheel");
	oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_EVENT, state, event_state_finish);
	oriel__target_init(&state->loop_target, &oriel__loop_target_class, "oriel_loop_target");
	oriel__census_add(loop, &state->census);
	oriel__loop_set_error_hook(loop, oriel__event_report_error);
	oriel__loop_set_long_task_hook(loop, oriel__event_report_long_task);
	oriel__loop_set_pressure_hook(loop, oriel__event_report_pressure);
	state->max_listeners = DEFAULT_MAX_LISTENERS;
	return state;
}

struct oriel__event_state *oriel__event_state(oriel_loop *loop) {
	struct oriel__event_state *state = oriel__loop_slot(loop, ORIEL__LOOP_SLOT_EVENT);
	return state != NULL ? state : event_state_new(loop);
}

oriel_target *oriel_loop_target(oriel_loop *loop) {
	oriel__loop_check(loop, "oriel_loop_target");
	return &oriel__event_state(loop)->loop_target;
}

void oriel__payload_drop_by(oriel_release_fn *release, void *data) {
	oriel_loop *loop = oriel_loop_current();
	if (loop != NULL)
		oriel__defer_drop(loop, release, data);
	else
		release(data);
}
