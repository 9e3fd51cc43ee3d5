/* SPDX-License-Identifier: MIT */
/*
 * Retrying. A retry has no owner: it destroys itself when its promise is settled, which includes
 * the end of its signal or its loop. Each attempt is an operation; an attempt that has timed out
 * continues, but its result is ignored.
 */
#include <oriel/flow/retry.h>

#include "promise/promise_internal.h"
#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/event_state_internal.h"
#include "flow/operation_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/timer.h>

#include <math.h>

enum { DEFAULT_MAX_ATTEMPTS = 5 };

#define DEFAULT_BASE_MS 100.0
#define DEFAULT_MAX_MS 30000.0
#define DEFAULT_FACTOR 2.0

/* State that the retry shares with its attempts; the last of them releases the data. */
struct work {
	unsigned references;
	oriel_start_fn *start;
	void *data;
	oriel_release_fn *release; /* may be NULL */
};

struct retry {
	struct oriel__flow flow; /* its data is the work */
	const char *site;
	oriel_should_retry_fn *should_retry; /* may be NULL */
	oriel_retry_wait_fn *on_wait;         /* may be NULL */
	unsigned max_attempts;
	double wait_ms, factor, max_ms, attempt_timeout_ms;
	bool has_jitter;
	uint64_t random;

	oriel_resolver *resolver;         /* NULL once settled */
	struct oriel__operations running; /* at most one attempt */
	unsigned attempt;
	oriel_timer_id timer;
};

static struct retry *retry_of(struct oriel__flow *flow) {
	return oriel__container_of(flow, struct retry, flow);
}

static struct work *retry_work_of(const struct retry *retry) {
	return retry->flow.data;
}

static void retry_unref_work(void *data) {
	struct work *work = data;
	if (--work->references > 0)
		return;
	oriel__payload_drop(oriel_owned(work->data, work->release));
	oriel__free(work);
}

static oriel_promise *retry_start_work(oriel_abort_signal *signal, void *data) {
	struct work *work = data;
	return work->start(signal, work->data);
}

static void retry_clear_timer(struct retry *retry) {
	oriel_clear_timer(retry->timer);
	retry->timer = 0;
}

static void retry_end(struct oriel__flow *flow) {
	struct retry *retry = retry_of(flow);
	retry_clear_timer(retry);
	if (retry->resolver != NULL)
		oriel__flow_reject_ended(flow, retry->resolver);
	retry->resolver = NULL;
	oriel__operations_abandon(&retry->running);
	oriel__flow_destroy(flow, "oriel_retry");
}

static void retry_free(struct oriel__flow *flow) {
	oriel__free(retry_of(flow));
}

static const struct oriel__flow_class retry_class = {
	.name = "retry", .end = retry_end, .free = retry_free
};

/* Settles the retry's promise as promise, which is borrowed, and ends the retry. NULL means that
 * the attempt's promise was freed unsettled; the retry's promise then stays unsettled too. */
static void retry_settle_as(struct retry *retry, oriel_promise *promise) {
	oriel_resolver *resolver = retry->resolver;
	retry->resolver = NULL;
	if (promise != NULL)
		oriel_resolve_with(resolver, oriel_promise_ref(promise));
	oriel_resolver_unref(resolver);
	oriel__flow_end(&retry->flow);
}

/* Returns a random number, at least 0 and below 1 (xorshift64*). */
static double retry_draw(struct retry *retry) {
	retry->random ^= retry->random >> 12;
	retry->random ^= retry->random << 25;
	retry->random ^= retry->random >> 27;
	return (double)(retry->random * UINT64_C(0x2545f4914f6cdd1d) >> 11) * 0x1p-53;
}

static double retry_next_wait_ms(struct retry *retry) {
	double longest_ms = fmin(retry->wait_ms, retry->max_ms);
	retry->wait_ms = fmin(retry->wait_ms * retry->factor, retry->max_ms);
	return retry->has_jitter ? longest_ms * retry_draw(retry) : longest_ms;
}

static bool retry_may_continue(struct retry *retry, struct oriel_payload reason) {
	if (retry->attempt >= retry->max_attempts)
		return false;
	if (retry->should_retry == NULL)
		return true;
	oriel__callback_enter(retry->flow.loop);
	bool must_continue = retry->should_retry(reason, retry->attempt, retry_work_of(retry)->data);
	oriel__callback_leave(retry->flow.loop);
	return must_continue;
}

static void retry_begin_attempt(void *data);

/* Decides whether to try again. promise, which is borrowed, is that of the failed attempt. */
static void retry_failed(struct retry *retry, oriel_promise *promise) {
	bool again = retry_may_continue(retry, oriel_promise_result(promise));
	if (retry->flow.has_ended)
		return;
	if (!again) {
		retry_settle_as(retry, promise);
		return;
	}
	double wait_ms = retry_next_wait_ms(retry);
	if (retry->on_wait != NULL) {
		oriel__callback_enter(retry->flow.loop);
		retry->on_wait(
			oriel_promise_result(promise), retry->attempt, wait_ms, retry_work_of(retry)->data);
		oriel__callback_leave(retry->flow.loop);
		if (retry->flow.has_ended)
			return;
	}
	retry->timer = oriel_set_timeout_at(retry->site, retry_begin_attempt, retry, wait_ms, NULL);
}

static void retry_settled(struct oriel__operation *operation, enum oriel_promise_state state) {
	struct retry *retry = operation->owner;
	retry_clear_timer(retry);
	if (state == ORIEL_PROMISE_REJECTED)
		retry_failed(retry, operation->promise);
	else
		retry_settle_as(retry, operation->promise);
}

static void retry_on_timeout(void *data) {
	struct retry *retry = data;
	retry->timer = 0;
	oriel__operation_abandon(oriel__operations_newest(&retry->running));
	oriel_promise *promise = oriel__flow_refused(retry->site, ORIEL_TIMEOUT_ERROR,
		"the attempt took longer than its time-out allows, and was aborted");
	oriel__promise_handle(promise);
	if (!retry->flow.has_ended)
		retry_failed(retry, promise);
	oriel_promise_unref(promise);
}

static void retry_begin_attempt(void *data) {
	struct retry *retry = data;
	oriel_loop *loop = retry->flow.loop;
	const struct oriel__operation_options options = { .owner = &retry->flow,
		.start = retry_start_work,
		.data = retry_work_of(retry),
		.release = retry_unref_work,
		.settled = retry_settled };
	struct oriel__operation *attempt = oriel__operation_new(
		sizeof(*attempt), "oriel_retry", retry->site, &options, NULL);
	retry_work_of(retry)->references++;
	retry->attempt++;
	retry->timer = 0;
	oriel__hold_begin(loop);
	if (retry->attempt_timeout_ms > 0)
		retry->timer = oriel_set_timeout_at(
			retry->site, retry_on_timeout, retry, retry->attempt_timeout_ms, NULL);
	oriel__operation_begin(attempt, &retry->running);
	oriel__hold_end(loop);
}

static double retry_positive(double given, double otherwise) {
	return given > 0 ? given : otherwise;
}

static struct retry *retry_new(const char *site, const struct oriel_retry_options *options) {
	struct retry *retry = oriel__alloc_zero(1, sizeof(*retry));
	retry->site = site;
	retry->should_retry = options->should_retry;
	retry->max_attempts = options->max_attempts > 0 ? options->max_attempts : DEFAULT_MAX_ATTEMPTS;
	retry->on_wait = options->on_wait;
	retry->wait_ms = options->no_wait ? 0 : retry_positive(options->base_ms, DEFAULT_BASE_MS);
	retry->factor = options->factor >= 1 ? options->factor : DEFAULT_FACTOR;
	retry->max_ms = retry_positive(options->max_ms, DEFAULT_MAX_MS);
	retry->attempt_timeout_ms = retry_positive(options->attempt_timeout_ms, 0);
	retry->has_jitter = !options->no_jitter;
	return retry;
}

/* Each of these would do nothing. */
static void retry_check_options(const char *site, const struct oriel_retry_options *options) {
	ORIEL_ASSERT(!options->no_wait ||
			(options->base_ms == 0 && options->factor == 0 && options->max_ms == 0 &&
				!options->no_jitter),
		"oriel_retry at %s: .no_wait leaves no wait that other options could shape; drop them",
		site);
	ORIEL_ASSERT(!options->no_jitter || options->seed == 0,
		"oriel_retry at %s: .no_jitter draws nothing with .seed; drop one of them", site);
}

static struct work *retry_new_work(oriel_start_fn *start, void *data, oriel_release_fn *release) {
	struct work *work = oriel__alloc(sizeof(*work));
	*work = (struct work){ .references = 1, .start = start, .data = data, .release = release };
	return work;
}

oriel_promise *oriel_retry_at(const char *site, oriel_start_fn *start, void *data,
	const struct oriel_retry_options *options) {
	static const struct oriel_retry_options defaults = { .size = sizeof(defaults) };
	ORIEL_ASSERT(start != NULL, "oriel_retry at %s: start is NULL; pass a function", site);
	oriel__check_options("oriel_retry", site, options);
	if (options == NULL)
		options = &defaults;
	retry_check_options(site, options);
	oriel_loop *loop = oriel__loop_here("oriel_retry");
	struct retry *retry = retry_new(site, options);
	oriel_promise *promise = oriel_promise_new_at(site, &retry->resolver);
	oriel__hold_begin(loop);
	oriel__flow_init(&retry->flow, &retry_class, "oriel_retry", options->signal,
		retry_new_work(start, data, options->release), retry_unref_work);
	if (!retry->flow.has_ended) {
		retry->random = options->seed != 0 ? options->seed : oriel__flow_seed(loop);
		retry_begin_attempt(retry);
	}
	oriel__hold_end(loop);
	return promise;
}
