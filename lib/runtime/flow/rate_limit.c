/* SPDX-License-Identifier: MIT */
/*
 * Token buckets. Tokens are computed on demand. The only timer is armed for the first taker in
 * line.
 */
#include <oriel/flow/rate_limit.h>

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "flow/flow_internal.h"
#include "flow/waiters_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/runtime/timer.h>

#include <math.h>

enum { DEFAULT_MAX_WAITING = 1000 };

/* The largest rounding error of a token count at the time when the timer reports a whole token. */
#define ALMOST 1e-9
/* One nanosecond, the shortest delay of a timer. */
#define SHORTEST_WAIT_MS 1e-6

struct taker {
	struct oriel__waiter waiter;
	double tokens;
};

struct oriel_rate_limit {
	struct oriel__flow flow;
	const char *site;
	double per_ms, burst;
	size_t max_waiting;

	double tokens, counted_ms;
	struct oriel__waiters line; /* items: takers */
	oriel_timer_id timer;
};

static oriel_rate_limit *rate_limit_of(struct oriel__flow *flow) {
	return oriel__container_of(flow, oriel_rate_limit, flow);
}

static struct taker *rate_limit_first_taker(const oriel_rate_limit *limit) {
	return oriel__list_first(&limit->line.waiters, struct taker, waiter.link);
}

static void rate_limit_end(struct oriel__flow *flow) {
	oriel_rate_limit *limit = rate_limit_of(flow);
	oriel_clear_timer(limit->timer);
	struct taker *taker;
	while ((taker = rate_limit_first_taker(limit)) != NULL) {
		oriel__waiters_take(&taker->waiter);
		oriel__flow_reject_ended(flow, taker->waiter.resolver);
		oriel__free(taker);
	}
}

static void rate_limit_free(struct oriel__flow *flow) {
	oriel__free(rate_limit_of(flow));
}

static const struct oriel__flow_class limit_class = {
	.name = "rate limit", .end = rate_limit_end, .free = rate_limit_free
};

static void rate_limit_update_tokens(oriel_rate_limit *limit) {
	if (limit->flow.has_ended)
		return;
	double now_ms = oriel_loop_now(limit->flow.loop);
	limit->tokens = fmin(
		limit->burst, limit->tokens + (now_ms - limit->counted_ms) * limit->per_ms);
	limit->counted_ms = now_ms;
}

static bool rate_limit_has_tokens(const oriel_rate_limit *limit, double tokens) {
	return limit->tokens >= tokens - limit->burst * ALMOST;
}

static void rate_limit_serve(oriel_rate_limit *limit, struct taker *taker) {
	limit->tokens = fmax(0, limit->tokens - taker->tokens);
	oriel__waiters_take(&taker->waiter);
	oriel_resolve(taker->waiter.resolver, ORIEL_NO_PAYLOAD);
	oriel_resolver_unref(taker->waiter.resolver);
	oriel__free(taker);
}

static void rate_limit_serve_line(void *data) {
	oriel_rate_limit *limit = data;
	oriel_clear_timer(limit->timer);
	limit->timer = 0;
	rate_limit_update_tokens(limit);
	struct taker *taker;
	while ((taker = rate_limit_first_taker(limit)) != NULL &&
		rate_limit_has_tokens(limit, taker->tokens))
		rate_limit_serve(limit, taker);
	if (taker == NULL)
		return;
	double wait_ms = fmax((taker->tokens - limit->tokens) / limit->per_ms, SHORTEST_WAIT_MS);
	limit->timer = oriel_set_timeout_at(limit->site, rate_limit_serve_line, limit, wait_ms, NULL);
}

static void rate_limit_taker_left(struct oriel__waiters *line, struct oriel__waiter *waiter) {
	oriel_rate_limit *limit = oriel__container_of(line, oriel_rate_limit, line);
	oriel__free(oriel__container_of(waiter, struct taker, waiter));
	rate_limit_serve_line(limit);
}

static void rate_limit_check(const oriel_rate_limit *limit, const char *caller) {
	oriel__flow_check(limit != NULL ? &limit->flow : NULL, caller);
}

bool oriel_rate_limit_try(oriel_rate_limit *limit, double tokens) {
	rate_limit_check(limit, "oriel_rate_limit_try");
	rate_limit_update_tokens(limit);
	if (limit->flow.has_ended || limit->line.count > 0 || !(tokens >= 0) ||
		!rate_limit_has_tokens(limit, tokens))
		return false;
	limit->tokens = fmax(0, limit->tokens - tokens);
	return true;
}

static oriel_promise *rate_limit_join(
	oriel_rate_limit *limit, const char *site, double tokens, oriel_abort_signal *signal) {
	oriel_loop *loop = limit->flow.loop;
	struct taker *taker = oriel__alloc_zero(1, sizeof(*taker));
	taker->tokens = tokens;
	oriel_promise *promise = oriel_promise_new_at(site, &taker->waiter.resolver);
	oriel__hold_begin(loop);
	oriel__waiters_join(&limit->line, &taker->waiter, signal);
	rate_limit_serve_line(limit);
	oriel__hold_end(loop);
	return promise;
}

oriel_promise *oriel_rate_limit_take_at(const char *site, oriel_rate_limit *limit, double tokens,
	const struct oriel_rate_limit_take_options *options) {
	rate_limit_check(limit, "oriel_rate_limit_take");
	oriel__check_options("oriel_rate_limit_take", site, options);
	oriel_abort_signal *signal = options != NULL ? options->signal : NULL;
	if (!(tokens >= 0 && tokens <= limit->burst))
		return oriel__flow_refused(site, ORIEL_TYPE_ERROR,
			"oriel_rate_limit_take: the bucket cannot hold this number of tokens; take "
			"less, or make the burst larger");
	oriel_promise *refusal = oriel__flow_refusal(&limit->flow, signal, site);
	if (refusal != NULL)
		return refusal;
	if (limit->line.count >= limit->max_waiting)
		return oriel__flow_refused(site, ORIEL_QUOTA_EXCEEDED_ERROR,
			"oriel_rate_limit_take: too many calls wait already; try again later, or raise "
			".max_waiting");
	return rate_limit_join(limit, site, tokens, signal);
}

double oriel_rate_limit_tokens(oriel_rate_limit *limit) {
	rate_limit_check(limit, "oriel_rate_limit_tokens");
	rate_limit_update_tokens(limit);
	return limit->tokens;
}

oriel_rate_limit *oriel_rate_limit_new_at(const char *site, double per_second, double burst,
	const struct oriel_rate_limit_options *options) {
	ORIEL_ASSERT(per_second > 0 && burst > 0,
		"oriel_rate_limit_new at %s: a rate of %g a second and a burst of %g let nothing through; "
		"pass numbers above 0",
		site, per_second, burst);
	oriel__check_options("oriel_rate_limit_new", site, options);
	oriel_rate_limit *limit = oriel__alloc_zero(1, sizeof(*limit));
	limit->site = site;
	limit->per_ms = per_second / 1000;
	limit->burst = limit->tokens = burst;
	limit->max_waiting = options != NULL && options->max_waiting > 0 ? options->max_waiting :
																	DEFAULT_MAX_WAITING;
	limit->line.left = rate_limit_taker_left;
	oriel__flow_init(&limit->flow, &limit_class, "oriel_rate_limit_new",
		options != NULL ? options->signal : NULL, NULL, NULL);
	limit->counted_ms = limit->flow.loop != NULL ? oriel_loop_now(limit->flow.loop) : 0;
	return limit;
}

void oriel_rate_limit_destroy(oriel_rate_limit *limit) {
	oriel__flow_destroy(limit != NULL ? &limit->flow : NULL, "oriel_rate_limit_destroy");
}
