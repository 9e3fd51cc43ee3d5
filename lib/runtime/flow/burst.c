/* SPDX-License-Identifier: MIT */
/*
 * Bursts of calls. A burst lasts while the timer is armed. A call does not arm the timer again,
 * which would be slow. Instead, a timer that fires too early is armed for the remaining time.
 */
#include "flow/burst_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/event_state_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/runtime/timer.h>

/* Tolerance: a timer may fire half a nanosecond early, and a time in ms has a larger rounding
 * error. */
#define ALMOST_MS 1e-5

static struct oriel__burst *burst_of(struct oriel__flow *flow) {
	return oriel__container_of(flow, struct oriel__burst, flow);
}

static struct oriel_payload take_newest(struct oriel__burst *burst) {
	struct oriel_payload newest = burst->newest;
	burst->newest = ORIEL_NO_PAYLOAD;
	burst->is_pending = false;
	return newest;
}

static void discard_newest(struct oriel__burst *burst) {
	struct oriel_payload newest = take_newest(burst);
	oriel__cause_release(&burst->cause);
	oriel__defer_drop(burst->flow.loop, newest.release, newest.data);
}

static void burst_forget(struct oriel__burst *burst) {
	oriel_clear_timer(burst->timer);
	burst->timer = 0;
	discard_newest(burst);
}

static void burst_end(struct oriel__flow *flow) {
	burst_forget(burst_of(flow));
}

static void burst_free(struct oriel__flow *flow) {
	oriel__free(burst_of(flow));
}

/* Calls fn with the newest payload, and with the context values and the cause of the newest call.
 */
static void burst_answer(struct oriel__burst *burst) {
	oriel_loop *loop = burst->flow.loop;
	struct oriel_payload newest = take_newest(burst);
	struct oriel__cause cause = burst->cause;
	struct oriel__run run;
	burst->cause = (struct oriel__cause){ 0 };
	oriel__hold_begin(loop);
	oriel__run_begin(loop, &run, burst->burst_class->run_class, &cause);
	oriel__callback_enter(loop);
	burst->fn(newest, burst->flow.data);
	oriel__callback_leave(loop);
	oriel__run_end(loop, &run);
	oriel__cause_release(&cause);
	oriel__defer_drop(loop, newest.release, newest.data);
	oriel__hold_end(loop);
}

/* Returns the time of the timer's next action, if no call follows. */
static double due_ms(const struct oriel__burst *burst) {
	double due = burst->last_call_ms + burst->wait_ms;
	if (burst->burst_class->is_throttle)
		return burst->since_ms + burst->wait_ms;
	if (burst->max_wait_ms > 0 && burst->since_ms + burst->max_wait_ms < due)
		return burst->since_ms + burst->max_wait_ms;
	return due;
}

static bool has_come(double time_ms, double now_ms) {
	return time_ms <= now_ms + ALMOST_MS;
}

static void burst_on_timer(void *data);

static void burst_arm(struct oriel__burst *burst) {
	burst->timer = oriel_set_timeout_until_at(
		burst->site, burst_on_timer, burst, due_ms(burst), NULL);
}

/* Returns whether the burst continues. A throttle waits for an interval after each call of fn. A
 * debounce continues if fn was called because of max_wait_ms, before the burst ended. */
static bool burst_goes_on(const struct oriel__burst *burst, double now_ms, bool has_answered) {
	return burst->burst_class->is_throttle ? has_answered :
								!has_come(burst->last_call_ms + burst->wait_ms, now_ms);
}

static void burst_on_timer(void *data) {
	struct oriel__burst *burst = data;
	double now_ms = oriel_loop_now(burst->flow.loop);
	burst->timer = 0;
	if (!has_come(due_ms(burst), now_ms)) {
		burst_arm(burst);
		return;
	}
	bool is_due = burst->is_pending && burst->has_trailing;
	burst->since_ms = now_ms;
	if (burst_goes_on(burst, now_ms, is_due))
		burst_arm(burst);
	if (is_due)
		burst_answer(burst);
	else
		discard_newest(burst);
}

static void begin_burst(struct oriel__burst *burst, double now_ms) {
	burst->since_ms = now_ms;
	burst_arm(burst);
	if (burst->has_leading)
		burst_answer(burst);
}

void oriel__burst_call(struct oriel__burst *burst, struct oriel_payload newest) {
	if (burst->flow.has_ended) {
		oriel__payload_drop(newest);
		return;
	}
	oriel_loop *loop = burst->flow.loop;
	struct oriel_payload old = burst->newest;
	struct oriel__cause old_cause = burst->cause;
	burst->newest = newest;
	burst->cause = oriel__cause_capture(loop, burst->site);
	burst->is_pending = true;
	burst->last_call_ms = oriel_loop_now(loop);
	if (burst->timer == 0)
		begin_burst(burst, burst->last_call_ms);
	oriel__cause_release(&old_cause);
	oriel__defer_drop(loop, old.release, old.data);
}

bool oriel__burst_flush(struct oriel__burst *burst) {
	if (!burst->is_pending)
		return false;
	oriel_clear_timer(burst->timer);
	burst->timer = 0;
	burst_answer(burst);
	return true;
}

void oriel__burst_cancel(struct oriel__burst *burst) {
	if (!burst->flow.has_ended)
		burst_forget(burst);
}

/* ---- Making and destroying ---- */

struct oriel__burst *oriel__burst_new(
	const struct oriel__burst_class *burst_class, const struct oriel__burst_setup *setup) {
	static const struct oriel__flow_class flow_class = {
		.name = "burst", .end = burst_end, .free = burst_free
	};
	ORIEL_ASSERT(setup->fn != NULL, "%s at %s: fn is NULL; pass a function",
		burst_class->caller, setup->site);
	struct oriel__burst *burst = oriel__alloc_zero(1, sizeof(*burst));
	burst->burst_class = burst_class;
	burst->site = setup->site;
	burst->fn = setup->fn;
	burst->wait_ms = setup->wait_ms > 0 ? setup->wait_ms : 0;
	burst->max_wait_ms = setup->max_wait_ms > 0 ? setup->max_wait_ms : 0;
	burst->has_leading = setup->has_leading;
	burst->has_trailing = setup->has_trailing;
	oriel__flow_init(&burst->flow, &flow_class, burst_class->caller, setup->signal, setup->data,
		setup->release);
	return burst;
}

void oriel__burst_destroy(struct oriel__burst *burst, const char *caller) {
	oriel__flow_destroy(burst != NULL ? &burst->flow : NULL, caller);
}

void oriel__burst_check(const struct oriel__burst *burst, const char *caller) {
	oriel__flow_check(burst != NULL ? &burst->flow : NULL, caller);
}
