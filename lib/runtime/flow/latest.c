/* SPDX-License-Identifier: MIT */
/* "Latest wins": only the newest operation delivers its result. A newer operation settles the
 * promise of the previous one. */
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
	struct oriel__operation operation; /* first member */
	/* the promise given to the caller; holds a reference until it is settled */
	oriel_promise *promise;
	oriel_resolver *resolver;
};

struct oriel_latest {
	struct oriel__flow flow;
	struct oriel__operations running; /* at most one */
	uint64_t calls;                   /* number of calls of oriel_latest_run() */
};

static oriel_latest *latest_of(struct oriel__flow *flow) {
	return oriel__container_of(flow, oriel_latest, flow);
}

static void latest_release_promise(struct run *run) {
	oriel_promise_unref(run->promise);
	oriel_resolver_unref(run->resolver);
	run->promise = NULL;
	run->resolver = NULL;
}

static void latest_reject_superseded(struct run *run, struct oriel_payload reason) {
	oriel__promise_handle(run->promise);
	oriel_reject(run->resolver, reason);
	latest_release_promise(run);
	oriel__operation_abandon(&run->operation);
}

static bool latest_abandon_running(oriel_latest *latest, const char *message) {
	struct run *run = oriel__list_first(&latest->running.list, struct run, operation.link);
	if (run != NULL)
		latest_reject_superseded(
			run, oriel_error_new_at(run->operation.site, ORIEL_ABORT_ERROR, message));
	return run != NULL;
}

static void latest_end(struct oriel__flow *flow) {
	latest_abandon_running(
		latest_of(flow), "its oriel_latest was destroyed or aborted, or its loop ends");
}

static void latest_free(struct oriel__flow *flow) {
	oriel__free(latest_of(flow));
}

static const struct oriel__flow_class latest_class = {
	.name = "latest", .end = latest_end, .free = latest_free
};

static void latest_settled(struct oriel__operation *operation, enum oriel_promise_state state) {
	struct run *run = oriel__container_of(operation, struct run, operation);
	if (state != ORIEL_PROMISE_PENDING)
		oriel_resolve_with(run->resolver, oriel_promise_ref(operation->promise));
	latest_release_promise(run);
}

static void latest_check(const oriel_latest *latest, const char *caller) {
	oriel__flow_check(latest != NULL ? &latest->flow : NULL, caller);
}

bool oriel_latest_cancel(oriel_latest *latest) {
	latest_check(latest, "oriel_latest_cancel");
	return latest_abandon_running(latest, "oriel_latest_cancel");
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

/* Abandons the previous run, whose abort may start another run; that run is newer. */
static oriel_promise *latest_refusal(
	oriel_latest *latest, oriel_abort_signal *signal, const char *site) {
	static const char superseded[] = "a newer run has taken the place of this one";
	uint64_t call = ++latest->calls;
	latest_abandon_running(latest, superseded);
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
		/* because a function called below may release the caller's reference */
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
