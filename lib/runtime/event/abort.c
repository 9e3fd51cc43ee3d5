/* SPDX-License-Identifier: MIT */
/*
 * Abort controllers and signals. Source: DOM, "aborting ongoing activities".
 *
 * A signal from oriel_abort_signal_new_any() is a dependent of its sources. Links between the two
 * are weak references in both directions. If a source is itself a dependent, its own sources are
 * linked instead, so links are one level deep. The link to a timeout signal is an exception: it
 * holds a reference, because a program often keeps none. When a signal aborts, all its dependents
 * are marked before the first hook runs.
 *
 * A signal without references lingers, i.e. still works, while two conditions hold. It has hooks or
 * listeners, and it can still abort by a timer or a source. Removing a hook or a listener does not
 * notify the signal. The lingering signals are therefore checked whenever their number has doubled,
 * so at most half of them are unneeded.
 */
#include "event/abort_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/event_internal.h"
#include "event/listener_internal.h"
#include "event/event_state_internal.h"
#include "loop/abort_hook_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/timer.h>

enum { LEAST_LINGERING_LIMIT = 16 };

/* The reason of an abort; shared by a signal and its dependents. */
struct reason {
	size_t references;
	struct oriel_payload payload;
	enum oriel_status status;
};

/* A link between a dependent signal and one of its sources. */
struct link {
	oriel_abort_signal *source; /* NULL if the source was freed */
	oriel_abort_signal *dependent;
	struct oriel__list_link sibling; /* in the source's list of dependents */
};

struct oriel_abort_signal {
	struct oriel__abort_list list; /* first member; see loop/abort_hook_internal.h */
	oriel_target target;
	size_t references;
	struct reason *reason; /* NULL until aborted */
	struct link *sources;  /* an array */
	size_t source_count, live_sources;
	struct oriel__list dependents; /* items: struct link, in order of linking */
	oriel_abort_signal *next_aborting; /* in the list of signal_mark_dependents() */
	oriel_timer_id timer;
	bool is_timeout, is_dependent, is_lingering;
	struct oriel__list_link lingering;
	struct oriel__deferred deferred;
};

struct oriel_abort_controller {
	oriel_abort_signal *signal;
};

static const struct oriel__target_class signal_target_class = { .name = "signal",
	.kind = ORIEL__TARGET_KIND_SIGNAL };

static void signal_release_if_unneeded(oriel_abort_signal *signal);

static struct reason *reason_new(struct oriel_payload payload, enum oriel_status status) {
	struct reason *reason = oriel__alloc(sizeof(*reason));
	*reason = (struct reason){ .references = 1, .status = status, .payload = payload };
	return reason;
}

static void reason_unref(struct reason *reason) {
	if (reason == NULL || --reason->references > 0)
		return;
	oriel__payload_drop(reason->payload);
	oriel__free(reason);
}

static oriel_abort_signal *signal_new(const char *caller) {
	oriel_abort_signal *signal = oriel__alloc_zero(1, sizeof(*signal));
	oriel__target_init(&signal->target, &signal_target_class, caller);
	signal->list.loop = signal->target.state->loop;
	atomic_init(&signal->list.aborted, false);
	signal->references = 1;
	return signal;
}

/* ---- Links ---- */

static void signal_link_source(
	struct link *link, oriel_abort_signal *source, oriel_abort_signal *dependent) {
	*link = (struct link){ .source = source, .dependent = dependent };
	oriel__list_append(&source->dependents, &link->sibling);
	dependent->live_sources++;
	if (source->is_timeout)
		oriel_abort_signal_ref(source);
}

/* Returns the first link to a dependent signal, or NULL. */
static struct link *signal_first_dependent(const oriel_abort_signal *signal) {
	return oriel__list_first(&signal->dependents, struct link, sibling);
}

/* Cuts a link. If the link held a reference to the source, returns the source, whose reference the
 * caller must release; otherwise returns NULL. */
static oriel_abort_signal *signal_unlink_source(struct link *link) {
	oriel_abort_signal *source = link->source;
	if (source == NULL)
		return NULL;
	oriel__list_remove(&source->dependents, &link->sibling);
	link->source = NULL;
	link->dependent->live_sources--;
	return source->is_timeout ? source : NULL;
}

static void signal_unlink_sources(oriel_abort_signal *signal) {
	struct link *sources = signal->sources;
	size_t count = signal->source_count;
	signal->sources = NULL;
	signal->source_count = 0;
	for (size_t i = 0; i < count; i++)
		oriel_abort_signal_unref(signal_unlink_source(&sources[i]));
	oriel__free(sources);
}

/* Cuts the links to the dependents of a signal without references. */
static void signal_unlink_dependents(oriel_abort_signal *signal) {
	struct link *first;
	while ((first = signal_first_dependent(signal)) != NULL) {
		oriel_abort_signal *dependent = first->dependent;
		signal_unlink_source(first);
		if (dependent->references == 0)
			signal_release_if_unneeded(dependent);
	}
}

/* ---- Lingering and freeing ---- */

static bool signal_is_needed(const oriel_abort_signal *signal) {
	bool may_abort = signal->reason == NULL && (signal->timer != 0 || signal->live_sources > 0);
	return may_abort && (!oriel__list_is_empty(
		&signal->list.hooks) || signal->target.listeners != NULL);
}

static void signal_end_lingering(oriel_abort_signal *signal) {
	struct oriel__event_state *state = signal->target.state;
	if (!signal->is_lingering)
		return;
	oriel__list_remove(&state->lingering, &signal->lingering);
	signal->is_lingering = false;
	state->lingering_count--;
}

static void signal_free(struct oriel__deferred *deferred) {
	oriel_abort_signal *signal = oriel__container_of(deferred, struct oriel_abort_signal, deferred);
	oriel__target_finish(&signal->target);
	reason_unref(signal->reason);
	oriel__free(signal);
}

static void signal_release(oriel_abort_signal *signal) {
	oriel_loop *loop = oriel_loop_current();
	if (loop == NULL) { /* the loop has ended, and timers and hooks with it */
		signal_unlink_sources(signal);
		signal_unlink_dependents(signal);
		signal_free(&signal->deferred);
		return;
	}
	oriel__hold_begin(loop);
	signal_end_lingering(signal);
	oriel_clear_timer(signal->timer);
	signal->timer = 0;
	signal_unlink_sources(signal);
	signal_unlink_dependents(signal);
	oriel__abort_list_clear(&signal->list);
	oriel__target_destroy(&signal->target);
	oriel__defer(loop, &signal->deferred, signal_free);
	oriel__hold_end(loop);
}

static void signal_release_if_unneeded(oriel_abort_signal *signal) {
	if (!signal_is_needed(signal))
		signal_release(signal);
}

static void signal_release_unneeded(struct oriel__event_state *state) {
	oriel__list_each(signal, &state->lingering, oriel_abort_signal, lingering)
		signal_release_if_unneeded(signal);
	state->lingering_limit = 2 * state->lingering_count;
	if (state->lingering_limit < LEAST_LINGERING_LIMIT)
		state->lingering_limit = LEAST_LINGERING_LIMIT;
}

static void signal_linger(oriel_abort_signal *signal) {
	struct oriel__event_state *state = signal->target.state;
	if (signal->is_lingering)
		return;
	if (state->lingering_count >= state->lingering_limit)
		signal_release_unneeded(state);
	oriel__list_prepend(&state->lingering, &signal->lingering);
	signal->is_lingering = true;
	state->lingering_count++;
}

size_t oriel__abort_signals_count_unneeded(const struct oriel__event_state *state) {
	size_t count = 0;
	oriel__list_each(signal, &state->lingering, const oriel_abort_signal, lingering)
		count += !signal_is_needed(signal);
	return count;
}

void oriel__abort_signals_finish(struct oriel__event_state *state) {
	oriel_abort_signal *signal;
	while ((signal = oriel__list_first(&state->lingering, oriel_abort_signal, lingering)) != NULL)
		signal_release(signal);
}

oriel_abort_signal *oriel_abort_signal_ref(oriel_abort_signal *signal) {
	signal_end_lingering(signal);
	signal->references++;
	return signal;
}

void oriel_abort_signal_unref(oriel_abort_signal *signal) {
	if (signal == NULL)
		return;
	oriel_loop *loop = oriel_loop_current();
	ORIEL_ASSERT(loop == NULL || loop == signal->list.loop,
		"oriel_abort_signal_unref: the signal belongs to another thread's loop; unref it there");
	if (--signal->references > 0)
		return;
	if (loop != NULL && signal_is_needed(signal))
		signal_linger(signal);
	else
		signal_release(signal);
}

/* ---- Aborting ---- */

static void signal_mark_aborted(oriel_abort_signal *signal, struct reason *reason) {
	reason->references++;
	signal->reason = reason;
	oriel__abort_list_mark(&signal->list);
	signal_unlink_sources(signal);
}

/* Source: DOM, "run the abort steps". */
static void signal_run_abort_steps(oriel_abort_signal *signal) {
	oriel__abort_list_run(&signal->list);
	if (signal->target.listeners != NULL)
		oriel__fire_trusted(&signal->target, "abort", 0);
}

/* Marks the dependents of signal as aborted. Returns the list of these dependents in the order of
 * linking. The caller owns one reference to each. */
static oriel_abort_signal *signal_mark_dependents(oriel_abort_signal *signal) {
	oriel_abort_signal *first = NULL, **end = &first;
	const struct link *link;
	while ((link = signal_first_dependent(signal)) != NULL) {
		oriel_abort_signal *dependent = oriel_abort_signal_ref(link->dependent);
		signal_mark_aborted(dependent, signal->reason);
		dependent->next_aborting = NULL;
		*end = dependent;
		end = &dependent->next_aborting;
	}
	return first;
}

/* Source: DOM, "signal abort". Takes over the reference to reason. */
static void signal_abort(oriel_abort_signal *signal, struct reason *reason) {
	oriel_loop *loop = signal->list.loop;
	if (signal->reason != NULL) {
		reason_unref(reason);
		return;
	}
	oriel__hold_begin(loop);
	oriel_abort_signal_ref(signal);
	signal_mark_aborted(signal, reason);
	reason_unref(reason);
	oriel_abort_signal *dependents = signal_mark_dependents(signal);
	signal_run_abort_steps(signal);
	for (oriel_abort_signal *dependent = dependents, *next; dependent != NULL; dependent = next) {
		next = dependent->next_aborting;
		signal_run_abort_steps(dependent);
		oriel_abort_signal_unref(dependent);
	}
	oriel_abort_signal_unref(signal);
	oriel__hold_end(loop);
}

oriel_abort_controller *oriel_abort_controller_new(void) {
	oriel_abort_controller *controller = oriel__alloc(sizeof(*controller));
	controller->signal = signal_new("oriel_abort_controller_new");
	return controller;
}

void oriel_abort_controller_destroy(oriel_abort_controller *controller) {
	if (controller == NULL)
		return;
	oriel_abort_signal_unref(controller->signal);
	oriel__free(controller);
}

oriel_abort_signal *oriel_abort_controller_signal(oriel_abort_controller *controller) {
	return controller->signal;
}

void oriel_abort(oriel_abort_controller *controller, struct oriel_payload reason) {
	oriel__loop_check(controller->signal->list.loop, "oriel_abort");
	signal_abort(controller->signal, reason_new(reason, ORIEL_ABORT_ERROR));
}

/* ---- Reading ---- */

bool oriel_abort_signal_is_aborted(const oriel_abort_signal *signal) {
	return atomic_load_explicit(&signal->list.aborted, memory_order_acquire);
}

struct oriel_payload oriel_abort_signal_reason(const oriel_abort_signal *signal) {
	return signal->reason != NULL ? signal->reason->payload : ORIEL_NO_PAYLOAD;
}

enum oriel_status oriel_abort_signal_status(const oriel_abort_signal *signal) {
	return signal->reason != NULL ? signal->reason->status : ORIEL_OK;
}

oriel_target *oriel_abort_signal_target(oriel_abort_signal *signal) {
	return &signal->target;
}

oriel_abort_signal *oriel_abort_signal_try_from_target(oriel_target *target) {
	if (!oriel__target_is(target, ORIEL__TARGET_KIND_SIGNAL))
		return NULL;
	return oriel__container_of(target, struct oriel_abort_signal, target);
}

/* ---- Creating ---- */

oriel_abort_signal *oriel_abort_signal_new_aborted(struct oriel_payload reason) {
	oriel_abort_signal *signal = signal_new("oriel_abort_signal_new_aborted");
	signal_abort(signal, reason_new(reason, ORIEL_ABORT_ERROR));
	return signal;
}

static void abort_on_timeout(void *data) {
	oriel_abort_signal *signal = data;
	signal->timer = 0;
	signal_abort(signal, reason_new(ORIEL_NO_PAYLOAD, ORIEL_TIMEOUT_ERROR));
}

oriel_abort_signal *oriel_abort_signal_new_timeout(double delay_ms) {
	oriel_abort_signal *signal = signal_new("oriel_abort_signal_new_timeout");
	signal->is_timeout = true;
	signal->timer = oriel_set_timeout(abort_on_timeout, signal, delay_ms);
	return signal;
}

/* Returns the number of links that a signal needs as a source. */
static size_t signal_link_count(const oriel_abort_signal *signal) {
	return signal->is_dependent ? signal->source_count : 1;
}

static bool signal_is_linked(const oriel_abort_signal *signal, const oriel_abort_signal *source) {
	for (size_t i = 0; i < signal->source_count; i++) {
		if (signal->sources[i].source == source)
			return true;
	}
	return false;
}

static void signal_add_source(oriel_abort_signal *signal, oriel_abort_signal *source) {
	if (source != NULL && !signal_is_linked(signal, source))
		signal_link_source(&signal->sources[signal->source_count++], source, signal);
}

static void signal_add_sources(oriel_abort_signal *signal, oriel_abort_signal *source) {
	if (!source->is_dependent) {
		signal_add_source(signal, source);
		return;
	}
	for (size_t i = 0; i < source->source_count; i++)
		signal_add_source(signal, source->sources[i].source);
}

static oriel_abort_signal *signal_find_aborted(oriel_abort_signal *const *signals, size_t count) {
	for (size_t i = 0; i < count; i++) {
		if (signals[i] != NULL && oriel_abort_signal_is_aborted(signals[i]))
			return signals[i];
	}
	return NULL;
}

/* Source: DOM, "create a dependent abort signal". */
oriel_abort_signal *oriel_abort_signal_new_any(oriel_abort_signal *const *signals, size_t count) {
	oriel_abort_signal *signal = signal_new("oriel_abort_signal_new_any");
	oriel_abort_signal *aborted = signal_find_aborted(signals, count);
	signal->is_dependent = true;
	if (aborted != NULL) {
		signal_mark_aborted(signal, aborted->reason);
		return signal;
	}
	size_t capacity = 0;
	for (size_t i = 0; i < count; i++) {
		if (signals[i] != NULL) {
			oriel__loop_check(signals[i]->list.loop, "oriel_abort_signal_new_any");
			capacity += signal_link_count(signals[i]);
		}
	}
	signal->sources = oriel__alloc_zero(capacity, sizeof(signal->sources[0]));
	for (size_t i = 0; i < count; i++) {
		if (signals[i] != NULL)
			signal_add_sources(signal, signals[i]);
	}
	return signal;
}
