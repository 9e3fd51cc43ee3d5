/* SPDX-License-Identifier: MIT */
/* Limiters: running operations, and a line of operations that wait for a free place. */
#include <oriel/flow/limiter.h>

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/event_state_internal.h"
#include "flow/operation_internal.h"

#include <oriel/runtime/log.h>

enum { DEFAULT_MAX_WAITING = 10000 };

struct oriel_limiter {
	struct oriel__flow flow;
	size_t max_running, max_waiting;
	struct oriel__operations running;
	struct oriel__waiters line; /* items: operations */
};

static oriel_limiter *limiter_of(struct oriel__flow *flow) {
	return oriel__container_of(flow, oriel_limiter, flow);
}

static void limiter_end(struct oriel__flow *flow) {
	oriel_limiter *limiter = limiter_of(flow);
	oriel__operations_reject_line(&limiter->line, flow);
	oriel__operations_abandon(&limiter->running);
}

static void limiter_free(struct oriel__flow *flow) {
	oriel__free(limiter_of(flow));
}

static const struct oriel__flow_class limiter_class = {
	.name = "limiter", .end = limiter_end, .free = limiter_free
};

/* Begins waiting operations while there is room. A start function may run more operations, destroy
 * the limiter, or settle the previous operation. */
static void limiter_begin_next(oriel_limiter *limiter) {
	struct oriel__operation *operation;
	while ((operation = oriel__operations_first_of(&limiter->line)) != NULL &&
		limiter->running.count < limiter->max_running)
		oriel__operation_begin(operation, &limiter->running);
}

static void limiter_operation_left(struct oriel__waiters *line, struct oriel__waiter *waiter) {
	(void)line;
	oriel__operation_free(oriel__container_of(waiter, struct oriel__operation, waiter));
}

static void limiter_settled(struct oriel__operation *operation, enum oriel_promise_state state) {
	(void)state;
	limiter_begin_next(operation->owner);
}

static void limiter_check(const oriel_limiter *limiter, const char *caller) {
	oriel__flow_check(limiter != NULL ? &limiter->flow : NULL, caller);
}

static oriel_promise *limiter_refusal(
	const oriel_limiter *limiter, oriel_abort_signal *signal, const char *site) {
	oriel_promise *refused = oriel__flow_refusal(&limiter->flow, signal, site);
	if (refused != NULL)
		return refused;
	if (limiter->line.count >= limiter->max_waiting)
		return oriel__flow_refused(site, ORIEL_QUOTA_EXCEEDED_ERROR,
			"oriel_limiter_run: too many operations wait already; try again later, or raise "
			".max_waiting");
	return NULL;
}

static oriel_promise *limiter_run(
	oriel_limiter *limiter, const char *site, const struct oriel__operation_options *options) {
	oriel_loop *loop = limiter->flow.loop;
	oriel_promise *promise;
	struct oriel__operation *operation = oriel__operation_new(
		sizeof(*operation), "oriel_limiter_run", site, options, &promise);
	oriel__hold_begin(loop);
	oriel__waiters_join(&limiter->line, &operation->waiter, operation->signal);
	limiter_begin_next(limiter);
	oriel__hold_end(loop);
	return promise;
}

oriel_promise *oriel_limiter_run_at(const char *site, oriel_limiter *limiter, oriel_start_fn *start,
	void *data, const struct oriel_limiter_run_options *options) {
	static const struct oriel_limiter_run_options defaults = { .size = sizeof(defaults) };
	limiter_check(limiter, "oriel_limiter_run");
	oriel__check_options("oriel_limiter_run", site, options);
	if (options == NULL)
		options = &defaults;
	oriel_promise *refused = limiter_refusal(limiter, options->signal, site);
	if (refused != NULL) {
		oriel__payload_drop(oriel_owned(data, options->release));
		return refused;
	}
	return limiter_run(limiter, site,
		&(const struct oriel__operation_options){ .owner = &limiter->flow,
			.start = start,
			.data = data,
			.release = options->release,
			.signal = options->signal,
			.settled = limiter_settled });
}

size_t oriel_limiter_running(const oriel_limiter *limiter) {
	limiter_check(limiter, "oriel_limiter_running");
	return limiter->running.count;
}

size_t oriel_limiter_waiting(const oriel_limiter *limiter) {
	limiter_check(limiter, "oriel_limiter_waiting");
	return limiter->line.count;
}

oriel_limiter *oriel_limiter_new_at(
	const char *site, size_t max_running, const struct oriel_limiter_options *options) {
	ORIEL_ASSERT(max_running > 0,
		"oriel_limiter_new at %s: a limit of 0 lets nothing run; pass 1 or more", site);
	oriel__check_options("oriel_limiter_new", site, options);
	oriel_limiter *limiter = oriel__alloc_zero(1, sizeof(*limiter));
	limiter->max_running = max_running;
	limiter->max_waiting = options != NULL && options->max_waiting > 0 ? options->max_waiting :
																		DEFAULT_MAX_WAITING;
	limiter->line.left = limiter_operation_left;
	oriel__flow_init(&limiter->flow, &limiter_class, "oriel_limiter_new",
		options != NULL ? options->signal : NULL, NULL, NULL);
	return limiter;
}

void oriel_limiter_destroy(oriel_limiter *limiter) {
	oriel__flow_destroy(limiter != NULL ? &limiter->flow : NULL, "oriel_limiter_destroy");
}
