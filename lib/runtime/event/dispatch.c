/* SPDX-License-Identifier: MIT */
/*
 * Dispatching an event. Source: DOM, "dispatch", "invoke" and "inner invoke", step by step.
 *
 * The path is fixed first. An invocation calls the entries that were in a target's list when the
 * invocation began. Removing an entry meanwhile leaves a hole, which is skipped. The dispatch holds
 * the loop: freeing widgets and listeners is deferred until the dispatch ends. The dispatch
 * allocates no memory once the loop's stacks have grown to the depth of the tree.
 */
#include "event/dispatch_internal.h"

#include "base/utf8_internal.h"
#include "loop/loop_internal.h"
#include "loop/external_internal.h"

#include <oriel/extend/event.h>
#include <oriel/runtime/log.h>

#include <stdio.h>
#include <string.h>

static const char *dispatch_site_of_listener(const struct oriel__run *run) {
	return ((const struct oriel__listener *)run->subject)->site;
}

/* Describes a listener, e.g. "click on button.delete". For a delegated listener this names the
 * matching item. */
static void dispatch_describe_listener(const struct oriel__run *run, struct oriel__run_text *text) {
	const struct oriel__listener *listener = run->subject;
	const struct oriel__dispatch *dispatch = (const struct oriel__dispatch *)(const void *)run;
	const oriel_event *event = dispatch->event;
	const oriel_target *target = listener->is_delegated ? event->current_target :
														event->target.target;
	char what[128], note[256];
	oriel__target_describe(target != NULL ? target : event->current_target, what, sizeof(what));
	int length = snprintf(note, sizeof(note), "%s on %s", event->type->text, what);
	size_t whole = length < (int)sizeof(note) ? (size_t)length : sizeof(note) - 1;
	size_t cut = whole < sizeof(text->note) ?
		whole :
		oriel__utf8_floor(note, whole, sizeof(text->note) - 1);
	memcpy(text->note, note, cut);
	text->note[cut] = '\0';
}

static const struct oriel__run_class listener_class = { .name = "listener",
	.site = dispatch_site_of_listener,
	.describe = dispatch_describe_listener,
	.is_nested = true };

static inline bool dispatch_is_called(
	const struct oriel__listener_entry *entry, const oriel_event *event, bool capture) {
	return entry->type == event->type && entry->is_capture == capture && !entry->is_delegated;
}

static void dispatch_invoke_own(
	struct oriel__dispatch *dispatch, oriel_target *item, bool capture, size_t count) {
	oriel_event *event = dispatch->event;
	for (size_t i = 0; i < count && !event->must_stop_immediately; i++) {
		const struct oriel__listener_entry *entry = &item->listeners->entries[i];
		if (dispatch_is_called(entry, event, capture))
			oriel__call_listener(dispatch, entry, item);
	}
}

static void dispatch_invoke_list(
	struct oriel__dispatch *dispatch, size_t index, oriel_target *item, bool capture) {
	oriel__listeners_begin(item);
	size_t count = item->listeners->count;
	if (item->listeners->delegated > 0)
		oriel__invoke_delegated(dispatch, index, capture);
	if (!dispatch->event->must_stop)
		dispatch_invoke_own(dispatch, item, capture, count);
	oriel__listeners_end(item);
}

/* Invokes the listeners of one item. Most targets have a single listener. Nothing reads the list
 * after that listener, so the fast path needs no oriel__listeners_begin() and _end(). */
static inline void dispatch_invoke(struct oriel__dispatch *dispatch, size_t index, bool capture) {
	oriel_event *event = dispatch->event;
	oriel_target *item = oriel__dispatch_item(dispatch, index);
	if ((item->types & dispatch->type_bit) == 0 || event->must_stop)
		return;
	const struct oriel__listener_list *list = item->listeners;
	if (list->count > 1 || list->delegated > 0)
		dispatch_invoke_list(dispatch, index, item, capture);
	else if (dispatch_is_called(&list->entries[0], event, capture))
		oriel__call_listener(dispatch, &list->entries[0], item);
}

/* Sets the event's targets for a segment, i.e. the part of the path that lies in one tree. Outside
 * a shadow tree, its host is the target. Returns the index of the segment's first item. */
static size_t dispatch_enter_segment(struct oriel__dispatch *dispatch, size_t index) {
	const struct oriel__path_segment *segment = oriel__dispatch_segment(dispatch, index);
	dispatch->segment = index;
	oriel__weak_target_set(&dispatch->event->target, segment->target);
	oriel__weak_target_set(&dispatch->event->related, segment->related);
	return segment->first;
}

static size_t dispatch_segment_end(const struct oriel__dispatch *dispatch, size_t index) {
	return index + 1 < dispatch->segment_count ?
		oriel__dispatch_segment(dispatch, index + 1)->first :
		dispatch->path_count;
}

static void dispatch_invoke_capturing(struct oriel__dispatch *dispatch) {
	for (size_t s = dispatch->segment_count; s-- > 0;) {
		size_t first = dispatch_enter_segment(dispatch, s);
		for (size_t i = dispatch_segment_end(dispatch, s); i-- > first;) {
			dispatch->event->phase = i == first ? ORIEL_PHASE_AT_TARGET : ORIEL_PHASE_CAPTURING;
			dispatch_invoke(dispatch, i, true);
		}
	}
}

static void dispatch_invoke_bubbling(struct oriel__dispatch *dispatch) {
	oriel_event *event = dispatch->event;
	for (size_t s = 0; s < dispatch->segment_count; s++) {
		size_t i = dispatch_enter_segment(dispatch, s);
		event->phase = ORIEL_PHASE_AT_TARGET;
		dispatch_invoke(dispatch, i, false);
		if (!event->is_bubbling)
			continue;
		event->phase = ORIEL_PHASE_BUBBLING;
		for (size_t end = dispatch_segment_end(dispatch, s); ++i < end;)
			dispatch_invoke(dispatch, i, false);
	}
}

/* Resets an event after a dispatch, so that the event can be dispatched again. */
static void dispatch_clear_event(oriel_event *event, bool clears_targets) {
	event->phase = ORIEL_PHASE_NONE;
	event->current_target = NULL;
	event->dispatch = NULL;
	event->must_stop = event->must_stop_immediately = false;
	if (clears_targets) {
		oriel__weak_target_set(&event->target, NULL);
		oriel__weak_target_set(&event->related, NULL);
	}
}

/* Returns the value that the class needs to undo the pre-activation of a canceled event. */
static uint64_t dispatch_pre_activate(oriel_target *target, oriel_event *event) {
	return target->target_class->pre_activate != NULL ?
		target->target_class->pre_activate(target, event) :
		0;
}

static void dispatch_finish_activation(oriel_target *target, oriel_event *event, uint64_t before) {
	if (target->is_destroyed)
		return;
	if (!event->is_canceled)
		target->target_class->activate(target, event);
	else if (target->target_class->cancel_activate != NULL)
		target->target_class->cancel_activate(target, event, before);
}

/* A dispatch in a recording: two texts ("tt"), the event's type and the target's description. */
static const struct oriel__record_kind dispatch_kind = { "dispatch", "tt" };

/* Compares the dispatch with the recording: a replay must dispatch the same events in the same
 * order. */
static void dispatch_check_recording(
	const struct oriel__dispatch *dispatch, const oriel_target *target) {
	char what[128];
	oriel__target_describe(target, what, sizeof(what));
	oriel__external_check(dispatch->state->loop, &dispatch_kind,
		&(const struct oriel__record_values){ .texts = { dispatch->event->type->text, what } });
}

static void dispatch_run(struct oriel__dispatch *dispatch, oriel_target *target) {
	oriel_event *event = dispatch->event;
	event->dispatch = dispatch;
	if (oriel__external(dispatch->state->loop) != NULL)
		dispatch_check_recording(dispatch, target);
	oriel__path_build(dispatch, target);
	if (dispatch->is_traced)
		oriel__dispatch_traced_begin(dispatch);
	uint64_t before = dispatch->activation != NULL ?
		dispatch_pre_activate(dispatch->activation, event) :
		0;
	/* Pre-activation may have added listeners after the path was built. */
	if (dispatch->activation != NULL ||
		(dispatch->has_captures && (dispatch->types & dispatch->type_bit) != 0))
		dispatch_invoke_capturing(dispatch);
	dispatch_invoke_bubbling(dispatch);
	dispatch_clear_event(event, dispatch->must_clear_targets);
	if (dispatch->activation != NULL)
		dispatch_finish_activation(dispatch->activation, event, before);
}

/* Returns the target whose default action took the event, or NULL. */
static oriel_target *dispatch_run_default_action(const struct oriel__dispatch *dispatch) {
	for (size_t i = 0; i < dispatch->path_count; i++) {
		oriel_target *item = oriel__dispatch_item(dispatch, i);
		const struct oriel__target_class *target_class = item->target_class;
		if (!item->is_destroyed && target_class->default_action != NULL &&
			target_class->default_action(item, dispatch->event))
			return item;
	}
	return NULL;
}

/* Dispatches an event. Returns true unless the event was prevented. *taker receives the target that
 * the event activated, or whose default action took the event, or NULL.
 * @param site where the event was fired; may be NULL */
static bool dispatch_event(const char *site, oriel_target *target, oriel_event *event, bool trusted,
	oriel_target **taker) {
	struct oriel__event_state *state = target->state;
	oriel__loop_check(state->loop, "oriel_dispatch");
	struct oriel__dispatch dispatch = {
		.state = state,
		.event = event,
		.type_bit = oriel__type_bit(event->type),
		.hold = oriel__hold_enter(state->loop),
		.path_base = state->path.count,
		.segment_base = state->segments.count,
		.first_segment = { .target = target },
	};
	oriel__run_begin_with(state->loop, &dispatch.run,
		(struct oriel__run){ .run_class = &listener_class,
			.caller = oriel__site(site),
			.context = oriel__context_here(state->loop) });
	event->references++;
	dispatch.begun_ns = oriel__probe_begin(state->loop);
	dispatch.is_traced = dispatch.begun_ns != 0 || state->trace.target.target != NULL;
	event->is_trusted = trusted;
	dispatch_run(&dispatch, target);
	bool is_allowed = !event->is_canceled;
	*taker = event->is_canceled ? NULL : dispatch.activation;
	if (trusted && !event->is_canceled && event->type != state->click)
		*taker = dispatch_run_default_action(&dispatch);
	if (dispatch.is_traced)
		oriel__dispatch_traced_end(&dispatch, *taker);
	oriel__path_pop(&dispatch);
	if (--event->references == 0)
		oriel__event_free(event);
	oriel__run_end(state->loop, &dispatch.run);
	oriel__hold_leave(state->loop, dispatch.hold);
	return is_allowed;
}

/* Dispatches an event of the program. Refuses an event that is already being dispatched. */
static enum oriel_status dispatch_given(const char *caller, const char *site, oriel_target *target,
	oriel_event *event, bool trusted) {
	oriel_target *taker;
	ORIEL_ASSERT(
		target != NULL, "%s at %s: the target is NULL; pass the event's target", caller, site);
	ORIEL_ASSERT(event != NULL, "%s at %s: the event is NULL; make one with oriel_event_new()",
		caller, site);
	oriel__loop_check(target->state->loop, caller);
	if (event->dispatch != NULL)
		return ORIEL_INVALID_STATE_ERROR;
	dispatch_event(NULL, target, event, trusted, &taker);
	return ORIEL_OK;
}

enum oriel_status oriel_dispatch_at(const char *site, oriel_target *target, oriel_event *event) {
	return dispatch_given("oriel_dispatch", site, target, event, false);
}

bool oriel__dispatch_taken(
	oriel_target *target, oriel_event *event, oriel_target **taker) {
	*taker = NULL;
	return dispatch_event(NULL, target, event, true, taker);
}

bool oriel__dispatch_trusted(oriel_target *target, oriel_event *event) {
	oriel_target *taker;
	return dispatch_event(NULL, target, event, true, &taker);
}

enum oriel_status oriel_dispatch_trusted_at(
	const char *site, oriel_target *target, oriel_event *event) {
	return dispatch_given("oriel_dispatch_trusted", site, target, event, true);
}

static bool dispatch_fire(
	const char *site, oriel_target *target, oriel_event *event, bool trusted) {
	oriel_target *taker;
	bool is_allowed = dispatch_event(site, target, event, trusted, &taker);
	oriel_event_unref(event);
	return is_allowed;
}

bool oriel_fire_at(const char *site, oriel_target *target, const char *type,
	const struct oriel_event_options *options) {
	ORIEL_ASSERT(
		target != NULL, "oriel_fire at %s: the target is NULL; pass the event's target", site);
	return dispatch_fire(site, target, oriel_event_new_at(site, type, options), false);
}

bool oriel_fire_trusted_at(const char *site, oriel_target *target, const char *type,
	const struct oriel_event_options *options) {
	ORIEL_ASSERT(target != NULL,
		"oriel_fire_trusted at %s: the target is NULL; pass the event's target", site);
	return dispatch_fire(site, target, oriel_event_new_at(site, type, options), true);
}

bool oriel__fire_trusted(oriel_target *target, const char *type, unsigned flags) {
	return oriel_fire_trusted(target, type,
		.bubbles = flags & ORIEL__EVENT_BUBBLES,
		.cancelable = flags & ORIEL__EVENT_CANCELABLE,
		.composed = flags & ORIEL__EVENT_COMPOSED);
}
