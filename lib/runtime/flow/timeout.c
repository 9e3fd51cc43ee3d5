/* SPDX-License-Identifier: MIT */
/*
 * Time limits of promises: a reaction to the promise and a timer. Whichever runs first settles the
 * result. The release function of the timer then frees both; if the reaction is queued, its
 * microtask frees them instead.
 */
#include <oriel/flow/retry.h>
#include <oriel/flow/timeout.h>

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "promise/promise_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/timer.h>

struct timeout {
	struct oriel__reaction reaction; /* first member */
	oriel_promise *result;           /* holds a reference; NULL once settled */
	oriel_timer_id timer;
	const char *site;
};

static oriel_promise *timeout_take_result(struct timeout *timeout) {
	oriel_promise *result = timeout->result;
	timeout->result = NULL;
	return result;
}

/* Settles the result as the promise was settled. */
static void timeout_run(void *data) {
	struct timeout *timeout = data;
	oriel_promise *source = oriel__reaction_take(&timeout->reaction);
	if (source == NULL) {
		oriel__free(timeout);
		return;
	}
	oriel_promise *result = timeout_take_result(timeout);
	oriel__reaction_forget_context(&timeout->reaction);
	oriel__promise_settle_as(result, source);
	oriel__promise_release(result);
	oriel_clear_timer(timeout->timer);
}

/* Keeps the reaction when the promise can no longer be settled: the timer still rejects the
 * result. */
static void timeout_abandon(struct oriel__reaction *reaction) {
	(void)reaction;
}

static const struct oriel__reaction_class timeout_class = { timeout_run, timeout_abandon };

static void timeout_fire(void *data) {
	struct timeout *timeout = data;
	oriel_promise *result = timeout_take_result(timeout);
	oriel__promise_reject(result,
		oriel_error_new_at(timeout->site, ORIEL_TIMEOUT_ERROR,
			"the promise was not settled within its time-out; allow more time, or try again"));
	oriel__promise_release(result);
}

/* Ends the time limit and frees its memory. If the reaction is queued, it is only cancelled here:
 * its microtask frees the memory later. */
static void timeout_release(void *data) {
	struct timeout *timeout = data;
	bool is_waiting = timeout->reaction.state != ORIEL__REACTION_IDLE;
	if (timeout->result != NULL)
		oriel__promise_release(timeout_take_result(timeout));
	if (!is_waiting || oriel__reaction_cancel(&timeout->reaction))
		oriel__free(timeout);
}

oriel_promise *oriel_timeout_at(const char *site, oriel_promise *promise, double delay_ms) {
	static const struct oriel_timer_options options =
		{ .release = timeout_release, .size = sizeof(options) };
	oriel__promise_check_live(promise, "oriel_timeout");
	oriel_promise *result = oriel__promise_new_shared(oriel__promises_of(promise), site, 2);
	struct timeout *timeout = oriel__alloc_zero(1, sizeof(*timeout));
	timeout->reaction.reaction_class = &timeout_class;
	timeout->reaction.site = oriel__site(site);
	timeout->result = result;
	timeout->site = site;
	oriel_timer_id timer = oriel_set_timeout_at(site, timeout_fire, timeout, delay_ms, &options);
	if (timer == 0) {
		oriel__promise_handle(promise);
		oriel__promise_release(promise);
		return result;
	}
	timeout->timer = timer;
	oriel__promise_react(promise, &timeout->reaction);
	return result;
}

/* ---- Time limits with an abort ---- */

/* The shortest limit: for a retry, 0 means no limit. */
#define LEAST_MS 1e-6

/* Runs a retry with one attempt and a time limit. */
oriel_promise *oriel_timeout_run_at(const char *site, oriel_start_fn *start, void *data,
	double delay_ms, const struct oriel_timeout_run_options *options) {
	static const struct oriel_timeout_run_options defaults = { .size = sizeof(defaults) };
	ORIEL_ASSERT(start != NULL, "oriel_timeout_run at %s: start is NULL; pass a function",
		site);
	oriel__check_options("oriel_timeout_run", site, options);
	if (options == NULL)
		options = &defaults;
	return oriel_retry_at(site, start, data, &(const struct oriel_retry_options){
		.max_attempts = 1, .attempt_timeout_ms = delay_ms > LEAST_MS ? delay_ms : LEAST_MS,
		.signal = options->signal, .release = options->release, .size =
			sizeof(struct oriel_retry_options) });
}
