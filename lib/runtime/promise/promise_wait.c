/* SPDX-License-Identifier: MIT */
/*
 * Promises of times, frames and events, and running the loop until a promise is settled.
 *
 * Each is a timer, a frame callback or a listener whose data, a struct wait, holds a reference to
 * the promise. The release of that data ends the wait in every case. A promise that was not settled
 * by then stays pending; for an event whose target is gone it is rejected.
 */
#include <oriel/runtime/coroutine.h>

#include "promise/promise_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/frame.h>
#include <oriel/runtime/target.h>
#include <oriel/runtime/timer.h>

#include <stdatomic.h>

struct wait {
	struct oriel__abort_hook hook; /* first member */
	oriel_abort_signal *signal;    /* the signal of the hook; may be NULL */
	oriel_promise *promise;        /* holds a reference; NULL once settled */
	const char *site;
	void (*cancel)(uint64_t id); /* cancels the timer, frame callback or listener */
	uint64_t id;
};

static oriel_promise *promise_wait_take_promise(struct wait *wait) {
	oriel_promise *promise = wait->promise;
	wait->promise = NULL;
	oriel__abort_hook_remove(&wait->hook);
	return promise;
}

static void promise_wait_fulfil(struct wait *wait, struct oriel_payload value) {
	oriel_promise *promise = promise_wait_take_promise(wait);
	oriel__promise_fulfil(promise, value);
	oriel__promise_release(promise);
}

static void promise_wait_reject(struct wait *wait, struct oriel_payload reason, bool is_aborted) {
	oriel_promise *promise = promise_wait_take_promise(wait);
	promise->is_aborted = is_aborted;
	oriel__promise_reject(promise, reason);
	oriel__promise_release(promise);
}

/* Cancels the wait, which releases its data. */
static void promise_wait_on_abort(struct oriel__abort_hook *hook) {
	struct wait *wait = oriel__container_of(hook, struct wait, hook);
	promise_wait_reject(wait, oriel__abort_signal_rejection(wait->site, wait->signal), true);
	wait->cancel(wait->id);
}

static void promise_wait_release(void *data) {
	struct wait *wait = data;
	if (wait->promise != NULL)
		oriel__promise_release(promise_wait_take_promise(wait));
	oriel__free(wait);
}

static void promise_wait_check_options(
	const char *caller, const char *site, const struct oriel_wait_options *options) {
	oriel__check_options(caller, site, options);
}

/* Returns a wait, and its promise in *promise. If the signal has aborted, returns NULL and rejects
 * the promise. */
static struct wait *promise_wait_new(const char *caller, const char *site,
	const struct oriel_wait_options *options, oriel_promise **promise) {
	promise_wait_check_options(caller, site, options);
	oriel_abort_signal *signal = options != NULL ? options->signal : NULL;
	*promise = oriel__promise_new(oriel__promises_here(caller), site);
	if (signal != NULL && oriel_abort_signal_is_aborted(signal)) {
		(*promise)->is_aborted = true;
		oriel__promise_reject(*promise, oriel__abort_signal_rejection(site, signal));
		return NULL;
	}
	struct wait *wait = oriel__alloc_zero(1, sizeof(*wait));
	wait->signal = signal;
	wait->promise = oriel_promise_ref(*promise);
	wait->site = site;
	return wait;
}

static void promise_wait_begun(struct wait *wait, void (*cancel)(uint64_t id), uint64_t id) {
	wait->cancel = cancel;
	wait->id = id;
	oriel__abort_hook_add(wait->signal, &wait->hook, promise_wait_on_abort);
}

/* ---- Time ---- */

static void promise_wait_on_time(void *data) {
	promise_wait_fulfil(data, ORIEL_NO_PAYLOAD);
}

oriel_promise *oriel_sleep_at(
	const char *site, double delay_ms, const struct oriel_wait_options *options) {
	oriel_promise *promise;
	struct wait *wait = promise_wait_new("oriel_sleep", site, options, &promise);
	if (wait == NULL)
		return promise;
	const struct oriel_timer_options timer = { .release = promise_wait_release,
		.size = sizeof(timer) };
	uint64_t id = oriel_set_timeout_at(site, promise_wait_on_time, wait, delay_ms, &timer);
	if (id != 0)
		promise_wait_begun(wait, oriel_clear_timer, id);
	return promise;
}

/* ---- Frames ---- */

struct frame_time {
	double time_ms; /* first member */
	atomic_size_t references;
};

static void promise_wait_retain_time(void *data) {
	atomic_fetch_add_explicit(&((struct frame_time *)data)->references, 1, memory_order_relaxed);
}

static void promise_wait_release_time(void *data) {
	if (atomic_fetch_sub_explicit(
			&((struct frame_time *)data)->references, 1, memory_order_acq_rel) == 1)
		oriel__free(data);
}

static void promise_wait_on_frame(double time_ms, void *data) {
	struct frame_time *time = oriel__alloc(sizeof(*time));
	time->time_ms = time_ms;
	atomic_init(&time->references, 1);
	promise_wait_fulfil(
		data, oriel_shared(time, promise_wait_retain_time, promise_wait_release_time));
}

oriel_promise *oriel_next_frame_at(const char *site, const struct oriel_wait_options *options) {
	oriel_promise *promise;
	struct wait *wait = promise_wait_new("oriel_next_frame", site, options, &promise);
	if (wait == NULL)
		return promise;
	const struct oriel_frame_options frame = { .release = promise_wait_release,
		.size = sizeof(frame) };
	uint64_t id = oriel_request_frame_at(site, promise_wait_on_frame, wait, &frame);
	if (id != 0)
		promise_wait_begun(wait, oriel_cancel_frame, id);
	return promise;
}

/* ---- Events ---- */

static void promise_wait_retain_event(void *data) {
	oriel_event_ref(data);
}

static void promise_wait_release_event(void *data) {
	oriel_event_unref(data);
}

static void promise_wait_on_event(oriel_event *event, void *data) {
	promise_wait_fulfil(data,
		oriel_shared(
			oriel_event_ref(event), promise_wait_retain_event, promise_wait_release_event));
}

/* The listener ends without an event when its target is destroyed. */
static void promise_wait_release_listener(void *data) {
	struct wait *wait = data;
	if (wait->promise != NULL)
		promise_wait_reject(wait,
			oriel_error_new_at(wait->site, ORIEL_ABORT_ERROR, "the target of the event is gone"),
			true);
	oriel__free(wait);
}

oriel_promise *oriel_next_event_at(const char *site, oriel_target *target, const char *type,
	const struct oriel_wait_options *options) {
	ORIEL_ASSERT(target != NULL,
		"oriel_next_event at %s: the target is NULL; pass the event's target", site);
	ORIEL_ASSERT(
		type != NULL, "oriel_next_event at %s: the type is NULL; pass the name of an event", site);
	oriel_promise *promise;
	struct wait *wait = promise_wait_new("oriel_next_event", site, options, &promise);
	if (wait == NULL)
		return promise;
	const struct oriel_listen_options listen = {
		.once = true, .release = promise_wait_release_listener, .size = sizeof(listen)
	};
	uint64_t id = oriel_listen_at(site, target, type, promise_wait_on_event, wait, &listen);
	if (id != 0)
		promise_wait_begun(wait, oriel_unlisten, id);
	return promise;
}

/* ---- Running the loop ---- */

static bool is_settled(const void *promise) {
	return oriel_promise_state(promise) != ORIEL_PROMISE_PENDING;
}

enum oriel_promise_state oriel_loop_run_until(oriel_loop *loop, oriel_promise *promise) {
	oriel__loop_check(loop, "oriel_loop_run_until");
	oriel__promise_check_live(promise, "oriel_loop_run_until");
	oriel__promise_handle(promise);
	oriel__loop_run_until(loop, "oriel_loop_run_until", is_settled, promise);
	return oriel_promise_state(promise);
}
