/* SPDX-License-Identifier: MIT */
/*
 * A running dispatch and the event it is about, shared by this module's files.
 */
#ifndef ORIEL_EVENT_DISPATCH_INTERNAL_H
#define ORIEL_EVENT_DISPATCH_INTERNAL_H

#include "event/event_internal.h"
#include "event/listener_internal.h"
#include "event/event_state_internal.h"

#include "loop/cause_internal.h"

#include <stddef.h>

struct oriel__dispatch {
	struct oriel__run run; /* of the listener that is called, its subject */
	struct oriel__event_state *state;
	oriel_event *event;
	uint64_t type_bit;                  /* of the event's type */
	struct oriel__hold hold;
	size_t path_base, path_count;       /* on state->path */
	struct oriel__path_segment first_segment;
	size_t segment_base, segment_count; /* the others are on state->segments; the count is of all */
	size_t segment;                     /* of the item being invoked */
	oriel_target *activation;           /* whom a click activates; may be NULL */
	uint64_t types;                     /* of all items together */
	bool has_captures;                      /* some item may have a capture listener */
	bool is_traced, is_told;          /* see event_trace.c */
	bool was_canceled, was_stopped;   /* before the listener that is called */
	unsigned listener_count;          /* that have been called, if it is traced */
	int64_t begun_ns;
	/* after the dispatch, targets inside a private tree must not be seen */
	bool must_clear_targets;
};

struct oriel_event {
	size_t references;
	/* gone if type is in no table any more: events may outlive their loop */
	struct oriel__event_state *state;
	oriel__atom type;
	struct oriel__weak_target target, related;
	oriel_target *current_target;
	struct oriel__dispatch *dispatch; /* NULL unless it is being dispatched */
	struct oriel_payload payload;
	const struct oriel__event_kind *kind; /* NULL: from oriel_event_new() */
	double time_ms;
	uint32_t user_data; /* 0: none; see user_data.c */
	unsigned char phase; /* enum oriel_phase */
	bool is_bubbling, is_cancelable, is_composed, is_trusted;
	bool is_canceled, must_stop, must_stop_immediately, in_passive;
	max_align_t detail[]; /* kind->size bytes */
};

static inline oriel_target *oriel__dispatch_item(
	const struct oriel__dispatch *dispatch, size_t index) {
	return dispatch->state->path.items[dispatch->path_base + index];
}
static inline const struct oriel__path_segment *oriel__dispatch_segment(
	const struct oriel__dispatch *dispatch, size_t index) {
	return index == 0 ? &dispatch->first_segment :
						&dispatch->state->segments.items[dispatch->segment_base + index - 1];
}

/* Frees an event without references. */
void oriel__event_free(oriel_event *event);

/* Retargets a against b. Source: DOM, "retarget". a may be NULL. */
oriel_target *oriel__retarget(oriel_target *a, oriel_target *b, const oriel_event *event);
/* The host of the private tree that target is in, or NULL. */
oriel_target *oriel__tree_host(oriel_target *target, const oriel_event *event);
/* Fixes the path from target up, with what each item may see and whom a click activates. An event
 * whose related target is, seen from the target, the target itself has an empty path. */
void oriel__path_build(struct oriel__dispatch *dispatch, oriel_target *target);

static inline void oriel__path_pop(const struct oriel__dispatch *dispatch) {
	dispatch->state->path.count = dispatch->path_base;
	dispatch->state->segments.count = dispatch->segment_base;
}

/* Calls the delegated listeners of the path's item index, which has some. */
void oriel__invoke_delegated(struct oriel__dispatch *dispatch, size_t index, bool capture);

/* event_trace.c: what is told of a dispatch that is traced. taker: the target that was activated,
 * or whose default action took the event; may be NULL. */
void oriel__dispatch_traced_begin(struct oriel__dispatch *dispatch);
void oriel__listener_traced_begin(struct oriel__dispatch *dispatch);
void oriel__listener_traced_end(struct oriel__dispatch *dispatch);
void oriel__dispatch_traced_end(struct oriel__dispatch *dispatch, const oriel_target *taker);

/* Calls a listener, with item as current target. Inline, since most of what a dispatch does happens
 * here. */
static inline void oriel__call_listener(struct oriel__dispatch *dispatch,
	const struct oriel__listener_entry *entry, oriel_target *item) {
	oriel_loop *loop = dispatch->state->loop;
	oriel_event *event = dispatch->event;
	oriel_event_fn *fn = entry->fn;
	void *data = entry->data;
	event->current_target = item;
	event->in_passive = entry->is_passive;
	struct oriel__run *run = &dispatch->run;
	run->subject = entry->listener;
	run->id = ORIEL__RUN_UNWRITTEN;
	run->written = 0;
	if (dispatch->is_traced)
		oriel__listener_traced_begin(dispatch);
	if (entry->is_once)
		oriel__listener_remove(entry->listener);
	oriel__hold_callback_enter(loop, dispatch->hold);
	fn(event, data);
	oriel__hold_callback_leave(loop, dispatch->hold);
	if (dispatch->is_traced)
		oriel__listener_traced_end(dispatch);
	run->subject = NULL;
	run->id = ORIEL__RUN_UNWRITTEN;
	run->written = 0;
	event->in_passive = false;
}

#endif
