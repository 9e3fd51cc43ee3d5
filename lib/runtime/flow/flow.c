/* SPDX-License-Identifier: MIT */
/*
 * The common part of all flow-control objects (flow_internal.h), and the list of them that each
 * loop has.
 */
#include "flow/flow_internal.h"

#include "promise/promise_internal.h"
#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>

/* All flow-control objects of a loop. */
struct oriel__flows {
	struct oriel__list list; /* items: struct oriel__flow, the newest first */
	uint64_t seeds;          /* number of seeds generated */
};

static struct oriel__flow *flow_of_hook(struct oriel__abort_hook *hook) {
	return oriel__container_of(hook, struct oriel__flow, hook);
}

static struct oriel__flow *flow_of_deferred(struct oriel__deferred *deferred) {
	return oriel__container_of(deferred, struct oriel__flow, deferred);
}

static void flow_list_add(struct oriel__flows *flows, struct oriel__flow *flow) {
	oriel__list_prepend(&flows->list, &flow->link);
	flow->flows = flows;
}

static void flow_list_remove(struct oriel__flow *flow) {
	if (flow->flows == NULL)
		return;
	oriel__list_remove(&flow->flows->list, &flow->link);
	flow->flows = NULL;
}

void oriel__flow_end(struct oriel__flow *flow) {
	if (flow->has_ended)
		return;
	flow->has_ended = true;
	oriel__abort_hook_remove(&flow->hook);
	oriel__hold_begin(flow->loop);
	if (flow->type->end != NULL)
		flow->type->end(flow);
	oriel__defer_drop(flow->loop, flow->release, flow->data);
	oriel__hold_end(flow->loop);
}

static void flow_on_abort(struct oriel__abort_hook *hook) {
	oriel__flow_end(flow_of_hook(hook));
}

static void flow_end_with_loop(struct oriel__flow *flow) {
	oriel_loop *loop = flow->loop;
	oriel__hold_begin(loop);
	flow_list_remove(flow);
	oriel__flow_end(flow);
	flow->loop = NULL;
	oriel__hold_end(loop);
}

static void flows_finish(void *value) {
	struct oriel__flows *flows = value;
	struct oriel__flow *flow;
	while ((flow = oriel__list_first(&flows->list, struct oriel__flow, link)) != NULL)
		flow_end_with_loop(flow);
	oriel__free(flows);
}

static struct oriel__flows *flows_of(oriel_loop *loop) {
	struct oriel__flows *flows = oriel__loop_slot(loop, ORIEL__LOOP_SLOT_FLOW);
	if (flows == NULL) {
		flows = oriel__alloc_zero(1, sizeof(*flows));
		oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_FLOW, flows, flows_finish);
	}
	return flows;
}

void oriel__flow_init(struct oriel__flow *flow, const struct oriel__flow_class *type,
	const char *caller, oriel_abort_signal *signal, void *data, oriel_release_fn *release) {
	flow->loop = oriel__loop_here(caller);
	flow->type = type;
	flow->data = data;
	flow->release = release;
	if (oriel__loop_is_ending(flow->loop)) {
		flow_end_with_loop(flow);
		return;
	}
	flow_list_add(flows_of(flow->loop), flow);
	if (signal == NULL)
		return;
	flow->signal = oriel_abort_signal_ref(signal);
	if (!oriel__abort_hook_add(signal, &flow->hook, flow_on_abort))
		oriel__flow_end(flow);
}

static void flow_free(struct oriel__deferred *deferred) {
	struct oriel__flow *flow = flow_of_deferred(deferred);
	oriel_abort_signal_unref(flow->signal);
	flow->type->free(flow);
}

void oriel__flow_destroy(struct oriel__flow *flow, const char *caller) {
	if (flow == NULL)
		return;
	if (flow->loop == NULL) {
		flow_free(&flow->deferred);
		return;
	}
	oriel__flow_check(flow, caller);
	oriel_loop *loop = flow->loop;
	oriel__hold_begin(loop);
	flow_list_remove(flow);
	oriel__flow_end(flow);
	oriel__defer(loop, &flow->deferred, flow_free);
	oriel__hold_end(loop);
}

void oriel__flow_check(const struct oriel__flow *flow, const char *caller) {
	ORIEL_ASSERT(flow != NULL, "%s: the object is NULL; create it first", caller);
	if (flow->loop != NULL)
		oriel__loop_check(flow->loop, caller);
}

/* Returns the reason of flow's end, with one reference: that of its signal, or an error. */
static struct oriel_payload flow_end_reason(const struct oriel__flow *flow, const char *site) {
	if (flow->signal != NULL && oriel_abort_signal_is_aborted(flow->signal))
		return oriel__abort_signal_rejection(site, flow->signal);
	return oriel_error_new_at(
		site, ORIEL_ABORT_ERROR, "the object behind this promise was destroyed, or its loop ends");
}

/* Rejects a promise. The rejection is reported as unhandled only if the program holds a reference
 * to the promise. */
static void flow_reject_aborted(oriel_resolver *resolver, struct oriel_payload reason) {
	if (!resolver->is_spent)
		resolver->promise->is_aborted = true;
	oriel_reject(resolver, reason);
	oriel_resolver_unref(resolver);
}

static oriel_promise *flow_rejected_promise(const char *site, struct oriel_payload reason) {
	oriel_promise *promise = oriel_promise_new_rejected_at(site, reason);
	promise->is_aborted = true;
	return promise;
}

void oriel__flow_reject_ended(const struct oriel__flow *flow, oriel_resolver *resolver) {
	flow_reject_aborted(resolver, flow_end_reason(flow, ORIEL_SITE));
}

oriel_promise *oriel__flow_refusal(
	const struct oriel__flow *flow, oriel_abort_signal *signal, const char *site) {
	if (flow->has_ended)
		return flow_rejected_promise(site, flow_end_reason(flow, site));
	if (signal != NULL && oriel_abort_signal_is_aborted(signal))
		return flow_rejected_promise(site, oriel__abort_signal_rejection(site, signal));
	return NULL;
}

void oriel__flow_reject_aborted(oriel_abort_signal *signal, oriel_resolver *resolver) {
	flow_reject_aborted(resolver, oriel__abort_signal_rejection(ORIEL_SITE, signal));
}

oriel_promise *oriel__flow_refused(const char *site, enum oriel_status code, const char *message) {
	return oriel_promise_new_rejected_at(site, oriel_error_new_at(site, code, message));
}

/* Returns a splitmix64 hash of the clock and a counter. The lowest bit is set, so that the seed is
 * never 0. */
uint64_t oriel__flow_seed(oriel_loop *loop) {
	uint64_t seed = (uint64_t)oriel__loop_now_ns(loop) +
		++flows_of(loop)->seeds * UINT64_C(0x9e3779b97f4a7c15);
	seed = (seed ^ seed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	seed = (seed ^ seed >> 27) * UINT64_C(0x94d049bb133111eb);
	return (seed ^ seed >> 31) | 1;
}

oriel_promise *oriel__flow_start(
	oriel_loop *loop, oriel_start_fn *start, oriel_abort_signal *signal, void *data) {
	oriel__callback_enter(loop);
	oriel_promise *promise = start(signal, data);
	oriel__callback_leave(loop);
	return promise != NULL ? promise : oriel_promise_new_fulfilled(ORIEL_NO_PAYLOAD);
}
