/* SPDX-License-Identifier: MIT */
/*
 * Debouncing and throttling. A burst lasts as long as the timer is armed. Calls do not re-arm the
 * timer: when it fires too early, it waits for the remaining time.
 */
#include <oriel/flow/debounce.h>

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/event_state_internal.h"
#include "flow/flow_internal.h"
#include "loop/cause_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/runtime/timer.h>

/* A timer can fire up to half a nanosecond early, and times in ms have larger rounding errors. */
#define ALMOST_MS 1e-5

struct oriel_debounce {
	struct oriel__flow flow;
	const char *site;
	oriel_debounce_fn *fn;
	double wait_ms, max_wait_ms;
	bool has_leading, has_trailing, is_throttle;

	struct oriel_payload newest;
	struct oriel__cause cause; /* cause of the call that passed the data */
	bool is_pending;
	double last_call_ms;
	double since_ms; /* the time when the burst began, or of the last call of fn in it */
	oriel_timer_id timer;
};

static oriel_debounce *debounce_of(struct oriel__flow *flow) {
	return oriel__container_of(flow, oriel_debounce, flow);
}

static struct oriel_payload debounce_take_newest(oriel_debounce *debounce) {
	struct oriel_payload newest = debounce->newest;
	debounce->newest = (struct oriel_payload){ 0 };
	debounce->is_pending = false;
	return newest;
}

static void debounce_discard_newest(oriel_debounce *debounce) {
	struct oriel_payload newest = debounce_take_newest(debounce);
	oriel__cause_release(&debounce->cause);
	oriel__defer_drop(debounce->flow.loop, newest.release, newest.data);
}

static void debounce_forget(oriel_debounce *debounce) {
	oriel_clear_timer(debounce->timer);
	debounce->timer = 0;
	debounce_discard_newest(debounce);
}

static void debounce_end(struct oriel__flow *flow) {
	debounce_forget(debounce_of(flow));
}

static void debounce_free(struct oriel__flow *flow) {
	oriel__free(debounce_of(flow));
}

static const struct oriel__flow_class debounce_class = {
	.name = "debounce", .end = debounce_end, .free = debounce_free
};

static const struct oriel__run_class debounce_run = { .name = "debounce" };
static const struct oriel__run_class throttle_run = { .name = "throttle" };

/* Calls fn with the newest data, and with the context values and the cause of the last call. */
static void debounce_call(oriel_debounce *debounce) {
	oriel_loop *loop = debounce->flow.loop;
	struct oriel_payload newest = debounce_take_newest(debounce);
	struct oriel__cause cause = debounce->cause;
	struct oriel__run run;
	debounce->cause = (struct oriel__cause){ 0 };
	oriel__hold_begin(loop);
	oriel__run_begin(loop, &run, debounce->is_throttle ? &throttle_run : &debounce_run, &cause);
	oriel__callback_enter(loop);
	debounce->fn(newest, debounce->flow.data);
	oriel__callback_leave(loop);
	oriel__run_end(loop, &run);
	oriel__cause_release(&cause);
	oriel__defer_drop(loop, newest.release, newest.data);
	oriel__hold_end(loop);
}

/* Returns when the timer is due if there are no more calls. */
static double debounce_due_ms(const oriel_debounce *debounce) {
	double due = debounce->last_call_ms + debounce->wait_ms;
	if (debounce->is_throttle)
		return debounce->since_ms + debounce->wait_ms;
	if (debounce->max_wait_ms > 0 && debounce->since_ms + debounce->max_wait_ms < due)
		return debounce->since_ms + debounce->max_wait_ms;
	return due;
}

static bool debounce_is_due(double time_ms, double now_ms) {
	return time_ms <= now_ms + ALMOST_MS;
}

static void debounce_on_timer(void *data);

static void debounce_arm(oriel_debounce *debounce) {
	debounce->timer = oriel_set_timeout_until_at(
		debounce->site, debounce_on_timer, debounce, debounce_due_ms(debounce), NULL);
}

/* Returns whether the burst continues. A throttle rests for an interval after each call of fn. A
 * debounce whose maximum wait ended within a burst continues that burst. */
static bool debounce_burst_continues(
	const oriel_debounce *debounce, double now_ms, bool was_called) {
	if (debounce->is_throttle)
		return was_called;
	return !debounce_is_due(debounce->last_call_ms + debounce->wait_ms, now_ms);
}

static void debounce_on_timer(void *data) {
	oriel_debounce *debounce = data;
	double now_ms = oriel_loop_now(debounce->flow.loop);
	debounce->timer = 0;
	if (!debounce_is_due(debounce_due_ms(debounce), now_ms)) {
		debounce_arm(debounce);
		return;
	}
	bool must_call = debounce->is_pending && debounce->has_trailing;
	debounce->since_ms = now_ms;
	if (debounce_burst_continues(debounce, now_ms, must_call))
		debounce_arm(debounce);
	if (must_call)
		debounce_call(debounce);
	else
		debounce_discard_newest(debounce);
}

static void debounce_check(const oriel_debounce *debounce, const char *caller) {
	oriel__flow_check(debounce != NULL ? &debounce->flow : NULL, caller);
}

static void debounce_begin_burst(oriel_debounce *debounce, double now_ms) {
	debounce->since_ms = now_ms;
	debounce_arm(debounce);
	if (debounce->has_leading)
		debounce_call(debounce);
}

void oriel_debounce_call(oriel_debounce *debounce, struct oriel_payload newest) {
	debounce_check(debounce, "oriel_debounce_call");
	if (debounce->flow.has_ended) {
		oriel__payload_drop(newest);
		return;
	}
	oriel_loop *loop = debounce->flow.loop;
	struct oriel_payload old = debounce->newest;
	struct oriel__cause old_cause = debounce->cause;
	debounce->newest = newest;
	debounce->cause = oriel__cause_capture(loop, debounce->site);
	debounce->is_pending = true;
	debounce->last_call_ms = oriel_loop_now(loop);
	if (debounce->timer == 0)
		debounce_begin_burst(debounce, debounce->last_call_ms);
	oriel__cause_release(&old_cause);
	oriel__defer_drop(loop, old.release, old.data);
}

bool oriel_debounce_flush(oriel_debounce *debounce) {
	debounce_check(debounce, "oriel_debounce_flush");
	if (!debounce->is_pending)
		return false;
	oriel_clear_timer(debounce->timer);
	debounce->timer = 0;
	debounce_call(debounce);
	return true;
}

void oriel_debounce_cancel(oriel_debounce *debounce) {
	debounce_check(debounce, "oriel_debounce_cancel");
	if (!debounce->flow.has_ended)
		debounce_forget(debounce);
}

bool oriel_debounce_is_pending(const oriel_debounce *debounce) {
	debounce_check(debounce, "oriel_debounce_is_pending");
	return debounce->is_pending;
}

static bool debounce_choice(int given, bool otherwise) {
	return given == 0 ? otherwise : given > 0;
}

static oriel_debounce *debounce_new(const char *caller, const char *site, oriel_debounce_fn *fn,
	void *data, double wait_ms, bool is_throttle, const struct oriel_debounce_options *options) {
	static const struct oriel_debounce_options defaults = { .size = sizeof(defaults) };
	ORIEL_ASSERT(fn != NULL, "%s at %s: fn is NULL; pass what is to be called", caller, site);
	oriel__check_options(caller, site, options);
	if (options == NULL)
		options = &defaults;
	oriel_debounce *debounce = oriel__alloc_zero(1, sizeof(*debounce));
	debounce->site = site;
	debounce->fn = fn;
	debounce->wait_ms = wait_ms > 0 ? wait_ms : 0;
	debounce->max_wait_ms = options->max_wait_ms > 0 ? options->max_wait_ms : 0;
	debounce->has_leading = debounce_choice(options->leading, is_throttle);
	debounce->has_trailing = debounce_choice(options->trailing, true);
	debounce->is_throttle = is_throttle;
	oriel__flow_init(
		&debounce->flow, &debounce_class, caller, options->signal, data, options->release);
	return debounce;
}

oriel_debounce *oriel_debounce_new_at(const char *site, oriel_debounce_fn *fn, void *data,
	double wait_ms, const struct oriel_debounce_options *options) {
	return debounce_new("oriel_debounce_new", site, fn, data, wait_ms, false, options);
}

oriel_debounce *oriel_throttle_new_at(const char *site, oriel_debounce_fn *fn, void *data,
	double interval_ms, const struct oriel_debounce_options *options) {
	return debounce_new("oriel_throttle_new", site, fn, data, interval_ms, true, options);
}

void oriel_debounce_destroy(oriel_debounce *debounce) {
	oriel__flow_destroy(debounce != NULL ? &debounce->flow : NULL, "oriel_debounce_destroy");
}
