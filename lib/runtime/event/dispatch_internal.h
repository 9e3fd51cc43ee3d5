/* SPDX-License-Identifier: MIT */
/*
 * A running dispatch and its event, shared by the files of this module.
 */
#ifndef ORIEL_EVENT_DISPATCH_INTERNAL_H
#define ORIEL_EVENT_DISPATCH_INTERNAL_H

#include "event/event_internal.h"
#include "event/listener_internal.h"
#include "event/event_state_internal.h"

#include "loop/cause_internal.h"

#include <stddef.h>

struct oriel__dispatch {
	struct oriel__run run; /* the current listener is its subject */
	struct oriel__event_state *state;
	oriel_event *event;
	uint64_t type_bit; /* the bit of the event's type */
	struct oriel__hold hold;
	size_t path_base, path_count; /* range in state->path */
	struct oriel__path_segment first_segment;
	/* all but the first segment are in state->segments; the count includes the first */
	size_t segment_base, segment_count;
	size_t segment;                 /* segment of the current item */
	oriel_target *activation;       /* the target that a click activates; may be NULL */
	uint64_t types;                 /* union of the masks of all items */
	bool has_captures;              /* an item may have a capture listener */
	bool is_traced, is_told;        /* see event_trace.c */
	bool was_canceled, was_stopped; /* values before the current listener */
	unsigned listener_count;        /* number of listeners called; only counted if traced */
	int64_t begun_ns;
	/* the event's targets lie in a shadow tree and are cleared after the dispatch */
	bool must_clear_targets;
};

struct oriel_event {
	size_t references;
	/* invalid once type is in no table; an event may outlive its loop */
	struct oriel__event_state *state;
	oriel__atom type;
	struct oriel__weak_target target, related;
	oriel_target *current_target;
	struct oriel__dispatch *dispatch; /* NULL unless the event is being dispatched */
	struct oriel_payload payload;
	const struct oriel__event_kind *kind; /* NULL for events from oriel_event_new() */
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

/* Retargets a against b; a may be NULL. Source: DOM, "retarget". */
oriel_target *oriel__retarget(oriel_target *a, oriel_target *b, const oriel_event *event);
/* Returns the host of the shadow tree that contains target, or NULL. */
oriel_target *oriel__tree_host(oriel_target *target, const oriel_event *event);
/* Builds the path from target upwards, with the targets that each item may see and the target that
 * a click activates. The path is empty if the related target, seen from target, is target
 * itself. */
void oriel__path_build(struct oriel__dispatch *dispatch, oriel_target *target);

static inline void oriel__path_pop(const struct oriel__dispatch *dispatch) {
	dispatch->state->path.count = dispatch->path_base;
	dispatch->state->segments.count = dispatch->segment_base;
}

/* Calls the delegated listeners of the path's item index, which has at least one. */
void oriel__invoke_delegated(struct oriel__dispatch *dispatch, size_t index, bool capture);

/* Trace a dispatch (event_trace.c). taker is the target that was activated, or whose default action
 * took the event; may be NULL. */
void oriel__dispatch_traced_begin(struct oriel__dispatch *dispatch);
void oriel__listener_traced_begin(struct oriel__dispatch *dispatch);
void oriel__listener_traced_end(struct oriel__dispatch *dispatch);
void oriel__dispatch_traced_end(struct oriel__dispatch *dispatch, const oriel_target *taker);

/* Calls a listener with item as the current target. Inline, because a dispatch spends most of its
 * time here. */
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
