/* SPDX-License-Identifier: MIT */
/* "Latest wins": one operation at most that is heard of. A newer one settles the promise of the one
 * before. */
#include <oriel/flow/latest.h>

#include "promise/promise_internal.h"
#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/event_state_internal.h"
#include "flow/operation_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>

struct run {
	struct oriel__operation operation; /* first */
	oriel_promise *promise;            /* the caller's; a reference until it is settled */
	oriel_resolver *resolver;
};

struct oriel_latest {
	struct oriel__flow flow;
	struct oriel__operations running; /* one at most */
	uint64_t calls;                   /* of oriel_latest_run() */
};

static oriel_latest *latest_of(struct oriel__flow *flow) {
	return oriel__container_of(flow, oriel_latest, flow);
}

static void forget_promise(struct run *run) {
	oriel_promise_unref(run->promise);
	oriel_resolver_unref(run->resolver);
	run->promise = NULL;
	run->resolver = NULL;
}

static void latest_give_up(struct run *run, struct oriel_payload reason) {
	oriel__promise_handle(run->promise);
	oriel_reject(run->resolver, reason);
	forget_promise(run);
	oriel__operation_abandon(&run->operation);
}

static bool give_up_running(oriel_latest *latest, const char *message) {
	struct run *run = oriel__list_first(&latest->running.list, struct run, operation.link);
	if (run != NULL)
		latest_give_up(run, oriel_error_new_at(run->operation.site, ORIEL_ABORT_ERROR, message));
	return run != NULL;
}

static void latest_end(struct oriel__flow *flow) {
	give_up_running(
		latest_of(flow), "what ran this has been destroyed or aborted, or its loop ends");
}

static void free_latest(struct oriel__flow *flow) {
	oriel__free(latest_of(flow));
}

static const struct oriel__flow_class latest_class = {
	.name = "latest", .end = latest_end, .free = free_latest
};

static void latest_settled(struct oriel__operation *operation, enum oriel_promise_state state) {
	struct run *run = oriel__container_of(operation, struct run, operation);
	if (state != ORIEL_PROMISE_PENDING)
		oriel_resolve_with(run->resolver, oriel_promise_ref(operation->promise));
	forget_promise(run);
}

static void latest_check(const oriel_latest *latest, const char *caller) {
	oriel__flow_check(latest != NULL ? &latest->flow : NULL, caller);
}

bool oriel_latest_cancel(oriel_latest *latest) {
	latest_check(latest, "oriel_latest_cancel");
	return give_up_running(latest, "oriel_latest_cancel");
}

static oriel_promise *latest_run(
	oriel_latest *latest, const char *site, const struct oriel__operation_options *options) {
	struct run *run = oriel__container_of(
		oriel__operation_new(sizeof(*run), "oriel_latest_run", site, options, NULL),
		struct run, operation);
	run->promise = oriel_promise_new_at(site, &run->resolver);
	oriel_promise *promise = oriel_promise_ref(run->promise);
	oriel__operation_begin(&run->operation, &latest->running);
	return promise;
}

/* The run before is given up, which may run another: that one is newer. */
static oriel_promise *latest_refusal(
	oriel_latest *latest, oriel_abort_signal *signal, const char *site) {
	static const char superseded[] = "a newer run has taken the place of this one";
	uint64_t call = ++latest->calls;
	give_up_running(latest, superseded);
	oriel_promise *refused = oriel__flow_refusal(&latest->flow, signal, site);
	if (refused != NULL || latest->calls == call)
		return refused;
	refused = oriel__flow_refused(site, ORIEL_ABORT_ERROR, superseded);
	oriel__promise_handle(refused);
	return refused;
}

oriel_promise *oriel_latest_run_at(const char *site, oriel_latest *latest, oriel_start_fn *start,
	void *data, const struct oriel_latest_run_options *options) {
	static const struct oriel_latest_run_options defaults = { .size = sizeof(defaults) };
	latest_check(latest, "oriel_latest_run");
	oriel__check_options("oriel_latest_run", site, options);
	if (options == NULL)
		options = &defaults;
	oriel_loop *loop = oriel__loop_here("oriel_latest_run");
	oriel__hold_begin(loop);
	if (options->signal != NULL)
		/* which may be given up by who is called before it is used */
		oriel_abort_signal_ref(options->signal);
	oriel_promise *promise = latest_refusal(latest, options->signal, site);
	if (promise != NULL) {
		oriel__payload_drop(oriel_owned(data, options->release));
	} else {
		promise = latest_run(latest, site,
			&(const struct oriel__operation_options){ .owner = &latest->flow,
				.start = start,
				.data = data,
				.release = options->release,
				.signal = options->signal,
				.settled = latest_settled });
	}
	oriel_abort_signal_unref(options->signal);
	oriel__hold_end(loop);
	return promise;
}

oriel_latest *oriel_latest_new_at(const char *site, const struct oriel_latest_options *options) {
	oriel__check_options("oriel_latest_new", site, options);
	oriel_latest *latest = oriel__alloc_zero(1, sizeof(*latest));
	oriel__flow_init(&latest->flow, &latest_class, "oriel_latest_new",
		options != NULL ? options->signal : NULL, NULL, NULL);
	return latest;
}

void oriel_latest_destroy(oriel_latest *latest) {
	oriel__flow_destroy(latest != NULL ? &latest->flow : NULL, "oriel_latest_destroy");
}
