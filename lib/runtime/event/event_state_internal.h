/* SPDX-License-Identifier: MIT */
/*
 * What this module keeps per loop: ids of listeners, the stacks that dispatches share, names that
 * it compares with, the loop's own target, and the signals that outlive their last reference.
 */
#ifndef ORIEL_EVENT_EVENT_STATE_INTERNAL_H
#define ORIEL_EVENT_EVENT_STATE_INTERNAL_H

#include "base/list_internal.h"
#include "base/slot_map_internal.h"
#include "event/target_internal.h"
#include "loop/census_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/event_trace.h>

struct oriel__long_task;

/* The part of a path in one tree. Its first item is the target as all of them see it; of the path
 * they see what is from there up. */
struct oriel__path_segment {
	size_t first; /* index in the path */
	oriel_target *target;
	oriel_target *related; /* may be NULL */
};

/* A delegated listener that is to be called for an item of the path. */
struct oriel__delegated_match {
	size_t item;  /* index in the path */
	size_t entry; /* index in the list of listeners */
};

/* Stacks: a dispatch pushes at the end, uses indices, since a nested one may move the items, and
 * pops when it is done. */
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

/* What somebody wants to be told; see event_trace.c. */
struct oriel__event_trace {
	struct oriel__weak_target target; /* NULL: nothing */
	oriel__atom type;                 /* NULL: of every type */
	oriel_event_trace_fn *fn;
	void *data;
	unsigned depth; /* of dispatches that are told, within one another */
};

enum { ORIEL__KNOWN_TYPES_BITS = 1024 };

struct oriel__event_state {
	oriel_loop *loop;
	/* A bit for the hash of each type that was fired, listened to or declared: one whose bit is set
	 * is not checked for its spelling. Two types may share a bit; then a warning is lost. */
	uint64_t known_types[ORIEL__KNOWN_TYPES_BITS / 64];
	struct oriel__census_source census;
	size_t targets[ORIEL__TARGET_KINDS]; /* that are not finished */
	size_t events;
	struct oriel__slot_map listeners;
	struct oriel__slot_map user_data; /* see user_data.c */
	struct oriel__path_stack path;
	struct oriel__segment_stack segments;
	struct oriel__match_stack matches;
	oriel__atom click, wheel;
	size_t max_listeners; /* of one type on one target, before it is reported; 0: any number */
	oriel_target loop_target;
	struct oriel__event_trace trace;
	bool is_ending; /* listeners are refused */
	/* NULL: errors that nobody prevented are logged */
	void (*pass_error_on)(const struct oriel_error *error, void *data);
	void *pass_error_on_data;
	struct oriel__list lingering; /* struct oriel_abort_signal; see abort.c */
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

/* The loop's; made by the first call. */
struct oriel__event_state *oriel__event_state(oriel_loop *loop);

void oriel__payload_drop_by(oriel_release_fn *release, void *data);

/* Gives up a payload by the rule for drops: at once, or when nothing is on the stack. Also after
 * the loop has ended. */
static inline void oriel__payload_drop(struct oriel_payload payload) {
	if (payload.release != NULL)
		oriel__payload_drop_by(payload.release, payload.data);
}

/* error_event.c */
extern const struct oriel__target_class oriel__loop_target_class;
void oriel__event_report_error(oriel_loop *loop, const struct oriel_error *error);

/* event_trace.c */
void oriel__event_trace_end(struct oriel__event_state *state);

/* long_task.c */
void oriel__event_report_long_task(oriel_loop *loop, const struct oriel__long_task *task);

#endif
