/* SPDX-License-Identifier: MIT */
/*
 * This module's per-loop state: ids of listeners, the stacks that dispatches share, names for
 * comparisons, the loop's own target, and lingering signals.
 */
#ifndef ORIEL_EVENT_EVENT_STATE_INTERNAL_H
#define ORIEL_EVENT_EVENT_STATE_INTERNAL_H

#include "base/list_internal.h"
#include "base/slot_map_internal.h"
#include "event/target_internal.h"
#include "loop/census_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/event_trace.h>
#include <oriel/runtime/pressure.h>

struct oriel__long_task;

/* The part of a path that lies in one tree. Its first item is the target that all its items see,
 * and they see the path from that item upwards. */
struct oriel__path_segment {
	size_t first; /* index in the path */
	oriel_target *target;
	oriel_target *related; /* may be NULL */
};

/* A delegated listener to be called for an item of the path. */
struct oriel__delegated_match {
	size_t item;  /* index in the path */
	size_t entry; /* index in the list of listeners */
};

/* Stacks that nested dispatches share. A dispatch pushes items at the end and pops them when it
 * ends. It uses indices, because a nested dispatch may move the memory. */
struct oriel__path_stack {
	oriel_target **items;
	size_t count, capacity;
};
struct oriel__segment_stack {
	struct oriel__path_segment *items;
	size_t count, capacity;
};
struct oriel__match_stack {
	struct oriel__delegated_match *items;
	size_t count, capacity;
};

/* The target whose events are printed; see event_trace.c. */
struct oriel__event_trace {
	struct oriel__weak_target target; /* NULL: none */
	oriel__atom type;                 /* NULL: all types */
	oriel_event_trace_fn *fn;
	void *data;
	unsigned depth; /* number of traced dispatches on the stack */
};

enum { ORIEL__KNOWN_TYPES_BITS = 1024 };

struct oriel__event_state {
	oriel_loop *loop;
	/* A bit for the hash of each type that was fired, listened to or declared: one whose bit is set
	 * is not checked for its spelling. Two types may share a bit; then a warning is lost. */
	uint64_t known_types[ORIEL__KNOWN_TYPES_BITS / 64];
	struct oriel__census_source census;
	size_t targets[ORIEL__TARGET_KINDS]; /* number of targets that are not finished */
	size_t events;
	struct oriel__slot_map listeners;
	struct oriel__slot_map user_data; /* see user_data.c */
	struct oriel__path_stack path;
	struct oriel__segment_stack segments;
	struct oriel__match_stack matches;
	oriel__atom click, wheel;
	/* largest number of listeners of one type on one target without a warning; 0: no limit */
	size_t max_listeners;
	oriel_target loop_target;
	struct oriel__event_trace trace;
	bool is_ending; /* new listeners are refused */
	/* NULL: errors that are not prevented are logged */
	void (*error_receiver)(const struct oriel_error *error, void *data);
	void *error_receiver_data;
	struct oriel__list lingering; /* items: oriel_abort_signal; see abort.c */
	size_t lingering_count, lingering_limit;
};

static inline uint64_t *oriel__known_types_word(
	struct oriel__event_state *state, oriel__atom type, uint64_t *bit) {
	*bit = UINT64_C(1) << (type->hash & 63);
	return &state->known_types[(type->hash >> 6) & (ORIEL__KNOWN_TYPES_BITS / 64 - 1)];
}

/* From now on the spelling of this type is not checked. */
static inline void oriel__event_type_know(struct oriel__event_state *state, oriel__atom type) {
	uint64_t bit, *word = oriel__known_types_word(state, type, &bit);
	*word |= bit;
}

/* Returns the loop's state, which the first call creates. */
struct oriel__event_state *oriel__event_state(oriel_loop *loop);

void oriel__payload_drop_by(oriel_release_fn *release, void *data);

/* Releases a payload: at once, or when nothing is on the stack. May be called after the loop has
 * ended. */
static inline void oriel__payload_drop(struct oriel_payload payload) {
	if (payload.release != NULL)
		oriel__payload_drop_by(payload.release, payload.data);
}

/* error_event.c */
extern const struct oriel__target_class oriel__loop_target_class;
void oriel__event_report_error(oriel_loop *loop, const struct oriel_error *error);

/* event_trace.c */
void oriel__event_trace_end(struct oriel__event_state *state);

/* pressure_event.c */
void oriel__event_report_pressure(oriel_loop *loop, const struct oriel_pressure *pressure);

/* long_task.c */
void oriel__event_report_long_task(oriel_loop *loop, const struct oriel__long_task *task);

#endif
