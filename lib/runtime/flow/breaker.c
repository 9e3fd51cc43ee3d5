/* SPDX-License-Identifier: MIT */
/*
 * Circuit breakers. The times of the last failures are kept in a ring, whose capacity is the number
 * of failures that opens the breaker. The breaker opens when the ring is full and its oldest time
 * lies within the window. There is no timer: the first query after the waiting time finds the
 * breaker half open.
 */
#include <oriel/flow/breaker.h>

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/event_state_internal.h"
#include "flow/operation_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/loop.h>

enum { DEFAULT_MAX_FAILURES = 5, MOST_FAILURES = 1000 };

#define DEFAULT_WINDOW_MS 10000.0
#define DEFAULT_RESET_MS 30000.0

struct oriel_breaker {
	struct oriel__flow flow;
	oriel_breaker_fn *changed; /* may be NULL */
	double window_ms, reset_ms;
	unsigned max_failures, probes;

	enum oriel_breaker_state state;
	double opened_ms;
	unsigned successes; /* successful probes since the breaker became half open */
	/* incremented with each change of state; operations of an earlier generation do not affect the
	 * present state */
	unsigned generation;
	struct oriel__operations running;
	unsigned probing;
	unsigned failure_count, next_failure; /* of the ring */
	double failures_ms[];
};

struct attempt {
	struct oriel__operation operation; /* first member */
	unsigned generation;
};

static oriel_breaker *breaker_of(struct oriel__flow *flow) {
	return oriel__container_of(flow, oriel_breaker, flow);
}

static void breaker_end(struct oriel__flow *flow) {
	oriel__operations_abandon(&breaker_of(flow)->running);
}

static void breaker_free(struct oriel__flow *flow) {
	oriel__free(breaker_of(flow));
}

static const struct oriel__flow_class breaker_class = {
	.name = "breaker", .end = breaker_end, .free = breaker_free
};

static double breaker_now_ms(const oriel_breaker *breaker) {
	return oriel_loop_now(breaker->flow.loop);
}

static bool breaker_has_waited(const oriel_breaker *breaker) {
	return breaker->state == ORIEL_BREAKER_OPEN && breaker->flow.loop != NULL &&
		breaker_now_ms(breaker) >= breaker->opened_ms + breaker->reset_ms;
}

static void breaker_change(oriel_breaker *breaker, enum oriel_breaker_state state) {
	breaker->state = state;
	breaker->generation++;
	breaker->successes = breaker->probing = breaker->failure_count = 0;
	if (state == ORIEL_BREAKER_OPEN)
		breaker->opened_ms = breaker_now_ms(breaker);
	if (breaker->changed == NULL)
		return;
	oriel__callback_enter(breaker->flow.loop);
	breaker->changed(breaker, state, breaker->flow.data);
	oriel__callback_leave(breaker->flow.loop);
}

/* Adds a failure to the ring. Returns whether the ring is full of failures within the window. */
static bool breaker_add_failure(oriel_breaker *breaker) {
	double now_ms = breaker_now_ms(breaker);
	breaker->failures_ms[breaker->next_failure] = now_ms;
	breaker->next_failure = (breaker->next_failure + 1) % breaker->max_failures;
	if (breaker->failure_count < breaker->max_failures)
		breaker->failure_count++;
	return breaker->failure_count == breaker->max_failures &&
		now_ms - breaker->failures_ms[breaker->next_failure] <= breaker->window_ms;
}

static void breaker_failed(oriel_breaker *breaker) {
	if (breaker->state == ORIEL_BREAKER_HALF_OPEN || breaker_add_failure(breaker))
		breaker_change(breaker, ORIEL_BREAKER_OPEN);
}

static void breaker_succeeded(oriel_breaker *breaker) {
	if (breaker->state == ORIEL_BREAKER_HALF_OPEN && ++breaker->successes >= breaker->probes)
		breaker_change(breaker, ORIEL_BREAKER_CLOSED);
}

static void breaker_settled(struct oriel__operation *operation, enum oriel_promise_state state) {
	const struct attempt *attempt = (const struct attempt *)(const void *)operation;
	oriel_breaker *breaker = operation->owner;
	if (attempt->generation != breaker->generation)
		return;
	if (breaker->state == ORIEL_BREAKER_HALF_OPEN)
		breaker->probing--;
	if (state == ORIEL_PROMISE_FULFILLED)
		breaker_succeeded(breaker);
	else if (state == ORIEL_PROMISE_REJECTED && !oriel_abort_signal_is_aborted(operation->signal))
		breaker_failed(breaker);
}

static void breaker_check(const oriel_breaker *breaker, const char *caller) {
	oriel__flow_check(breaker != NULL ? &breaker->flow : NULL, caller);
}

static oriel_promise *breaker_refusal(
	const oriel_breaker *breaker, oriel_abort_signal *signal, const char *site) {
	oriel_promise *refused = oriel__flow_refusal(&breaker->flow, signal, site);
	if (refused != NULL)
		return refused;
	if (breaker->state == ORIEL_BREAKER_OPEN)
		return oriel__flow_refused(site, ORIEL_INVALID_STATE_ERROR,
			"oriel_breaker_run: the circuit is open, since this has failed too often; try again "
			"later");
	if (breaker->state == ORIEL_BREAKER_HALF_OPEN &&
		breaker->probing + breaker->successes >= breaker->probes)
		return oriel__flow_refused(site, ORIEL_INVALID_STATE_ERROR,
			"oriel_breaker_run: the circuit is half open, and is being probed; try again later");
	return NULL;
}

static oriel_promise *breaker_run(
	oriel_breaker *breaker, const char *site, const struct oriel__operation_options *options) {
	oriel_promise *promise;
	struct attempt *attempt = oriel__container_of(
		oriel__operation_new(sizeof(*attempt), "oriel_breaker_run", site, options, &promise),
		struct attempt, operation);
	attempt->generation = breaker->generation;
	breaker->probing += breaker->state == ORIEL_BREAKER_HALF_OPEN;
	oriel__operation_begin(&attempt->operation, &breaker->running);
	return promise;
}

oriel_promise *oriel_breaker_run_at(const char *site, oriel_breaker *breaker, oriel_start_fn *start,
	void *data, const struct oriel_breaker_run_options *options) {
	static const struct oriel_breaker_run_options defaults = { .size = sizeof(defaults) };
	breaker_check(breaker, "oriel_breaker_run");
	oriel__check_options("oriel_breaker_run", site, options);
	if (options == NULL)
		options = &defaults;
	oriel_loop *loop = oriel__loop_here("oriel_breaker_run");
	oriel__hold_begin(loop);
	if (options->signal != NULL)
		/* because a function called below may release the caller's reference */
		oriel_abort_signal_ref(options->signal);
	if (!breaker->flow.has_ended && breaker_has_waited(breaker))
		breaker_change(breaker, ORIEL_BREAKER_HALF_OPEN);
	oriel_promise *promise = breaker_refusal(breaker, options->signal, site);
	if (promise != NULL) {
		oriel__payload_drop(oriel_owned(data, options->release));
	} else {
		promise = breaker_run(breaker, site,
			&(const struct oriel__operation_options){ .owner = &breaker->flow,
				.start = start,
				.data = data,
				.release = options->release,
				.signal = options->signal,
				.settled = breaker_settled });
	}
	oriel_abort_signal_unref(options->signal);
	oriel__hold_end(loop);
	return promise;
}

enum oriel_breaker_state oriel_breaker_state(const oriel_breaker *breaker) {
	breaker_check(breaker, "oriel_breaker_state");
	return breaker_has_waited(breaker) ? ORIEL_BREAKER_HALF_OPEN : breaker->state;
}

oriel_breaker *oriel_breaker_new_at(const char *site, const struct oriel_breaker_options *options) {
	static const struct oriel_breaker_options defaults = { .size = sizeof(defaults) };
	oriel__check_options("oriel_breaker_new", site, options);
	if (options == NULL)
		options = &defaults;
	unsigned max_failures = options->max_failures > 0 ? options->max_failures :
														DEFAULT_MAX_FAILURES;
	ORIEL_ASSERT(max_failures <= MOST_FAILURES,
		"oriel_breaker_new at %s: %u failures are too many to remember; pass at most %d", site,
		max_failures, MOST_FAILURES);
	oriel_breaker *breaker = oriel__alloc_zero(
		1, sizeof(*breaker) + max_failures * sizeof(breaker->failures_ms[0]));
	breaker->changed = options->changed;
	breaker->max_failures = max_failures;
	breaker->window_ms = options->window_ms > 0 ? options->window_ms : DEFAULT_WINDOW_MS;
	breaker->reset_ms = options->reset_ms > 0 ? options->reset_ms : DEFAULT_RESET_MS;
	breaker->probes = options->probes > 0 ? options->probes : 1;
	oriel__flow_init(&breaker->flow, &breaker_class, "oriel_breaker_new", options->signal,
		options->data, options->release);
	return breaker;
}

void oriel_breaker_destroy(oriel_breaker *breaker) {
	oriel__flow_destroy(breaker != NULL ? &breaker->flow : NULL, "oriel_breaker_destroy");
}
