/* SPDX-License-Identifier: MIT */
/*
 * One running request by key. A request is an operation with a line of callers, each of which has a
 * promise of its own. A request whose last caller leaves is aborted and forgotten; its key is free.
 */
#include <oriel/flow/sharing.h>

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/uthash_internal.h"
#include "event/event_state_internal.h"
#include "flow/operation_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

struct shared_request {
	struct oriel__operation operation; /* first */
	UT_hash_handle hh;
	oriel_sharing *sharing;        /* NULL: its key is free */
	struct oriel__waiters callers; /* struct oriel__waiter, each allocated by itself */
	char *key;                     /* owned; freed with the place in the hash */
};

struct oriel_sharing {
	struct oriel__flow flow;
	struct shared_request *by_key;
	struct oriel__operations running;
};

static oriel_sharing *sharing_of(struct oriel__flow *flow) {
	return oriel__container_of(flow, oriel_sharing, flow);
}

static void shared_request_free_key(struct shared_request *request) {
	if (request->sharing == NULL)
		return;
	HASH_DEL(request->sharing->by_key, request);
	request->sharing = NULL;
	oriel__free(request->key);
	request->key = NULL;
}

static struct oriel__waiter *shared_request_first_caller(const struct shared_request *request) {
	return oriel__list_first(&request->callers.waiters, struct oriel__waiter, link);
}

/* The line of callers is empty already, or the request is over. */
static void shared_request_left(struct oriel__waiters *line, struct oriel__waiter *caller) {
	struct shared_request *request = oriel__container_of(line, struct shared_request, callers);
	oriel__free(caller);
	if (line->count > 0 || request->sharing == NULL)
		return;
	shared_request_free_key(request);
	if (request->operation.running != NULL)
		oriel__operation_abandon(&request->operation);
}

static void sharing_end(struct oriel__flow *flow) {
	oriel_sharing *sharing = sharing_of(flow);
	struct shared_request *request, *next;
	HASH_ITER(hh, sharing->by_key, request, next) {
		struct oriel__waiter *caller;
		shared_request_free_key(request);
		while ((caller = shared_request_first_caller(request)) != NULL) {
			oriel__waiters_take(caller);
			oriel__flow_reject_ended(flow, caller->resolver);
			oriel__free(caller);
		}
	}
	oriel__operations_abandon(&sharing->running);
}

static void sharing_free(struct oriel__flow *flow) {
	oriel__free(sharing_of(flow));
}

static const struct oriel__flow_class sharing_class =
	{ .name = "sharing", .end = sharing_end, .free = sharing_free };

static void sharing_settled(struct oriel__operation *operation, enum oriel_promise_state state) {
	struct shared_request *request = (struct shared_request *)operation;
	struct oriel__waiter *caller;
	shared_request_free_key(request);
	while ((caller = shared_request_first_caller(request)) != NULL) {
		oriel__waiters_take(caller);
		if (state != ORIEL_PROMISE_PENDING)
			oriel_resolve_with(caller->resolver, oriel_promise_ref(operation->promise));
		oriel_resolver_unref(caller->resolver);
		oriel__free(caller);
	}
}

static struct shared_request *sharing_find(const oriel_sharing *sharing, const char *key) {
	struct shared_request *request;
	HASH_FIND_STR(sharing->by_key, key, request);
	return request;
}

static void sharing_check(const oriel_sharing *sharing, const char *key, const char *caller) {
	oriel__flow_check(sharing != NULL ? &sharing->flow : NULL, caller);
	ORIEL_ASSERT(key != NULL && strlen(key) <= ORIEL__SMALL_TEXT_MAX,
		"%s: the key is NULL or longer than %d bytes; pass a shorter one", caller,
		ORIEL__SMALL_TEXT_MAX);
}

static oriel_promise *shared_request_join(struct shared_request *request, const char *site,
	oriel_abort_signal *signal) {
	struct oriel__waiter *caller = oriel__alloc_zero(1, sizeof(*caller));
	oriel_promise *promise = oriel_promise_new_at(site, &caller->resolver);
	oriel__waiters_join(&request->callers, caller, signal);
	return promise;
}

static oriel_promise *sharing_begin(oriel_sharing *sharing, const char *site, const char *key,
	const struct oriel__operation_options *options, oriel_abort_signal *signal) {
	struct shared_request *request = (struct shared_request *)oriel__operation_new(
		sizeof(*request), "oriel_sharing_run", site, options, NULL);
	request->sharing = sharing;
	request->callers.left = shared_request_left;
	request->key = oriel__strdup(key);
	HASH_ADD_KEYPTR(hh, sharing->by_key, request->key, strlen(request->key), request);
	oriel_promise *promise = shared_request_join(request, site, signal);
	oriel__operation_begin(&request->operation, &sharing->running);
	return promise;
}

oriel_promise *oriel_sharing_run_at(const char *site, oriel_sharing *sharing, const char *key,
	oriel_start_fn *start, void *data, const struct oriel_sharing_run_options *options) {
	static const struct oriel_sharing_run_options defaults = { .size = sizeof(defaults) };
	sharing_check(sharing, key, "oriel_sharing_run");
	oriel__check_options("oriel_sharing_run", site, options);
	ORIEL_ASSERT(start != NULL, "oriel_sharing_run at %s: start is NULL; pass a function",
		site);
	if (options == NULL)
		options = &defaults;
	oriel_promise *promise = oriel__flow_refusal(&sharing->flow, options->signal, site);
	struct shared_request *running = promise == NULL ? sharing_find(sharing, key) : NULL;
	if (promise == NULL && running == NULL) {
		oriel_loop *loop = sharing->flow.loop;
		oriel__hold_begin(loop);
		promise = sharing_begin(sharing, site, key,
			&(const struct oriel__operation_options){ .owner = &sharing->flow, .start = start,
				.data = data, .release = options->release, .settled = sharing_settled },
			options->signal);
		oriel__hold_end(loop);
		return promise;
	}
	oriel__payload_drop((struct oriel_payload){ .data = data, .release = options->release });
	return promise != NULL ? promise : shared_request_join(running, site, options->signal);
}

size_t oriel_sharing_count(const oriel_sharing *sharing, const char *key) {
	sharing_check(sharing, key, "oriel_sharing_count");
	const struct shared_request *request = sharing_find(sharing, key);
	return request != NULL ? request->callers.count : 0;
}

oriel_sharing *oriel_sharing_new_at(const char *site,
	const struct oriel_sharing_options *options) {
	oriel__check_options("oriel_sharing_new", site, options);
	oriel_sharing *sharing = oriel__alloc_zero(1, sizeof(*sharing));
	oriel__flow_init(&sharing->flow, &sharing_class, "oriel_sharing_new",
		options != NULL ? options->signal : NULL, NULL, NULL);
	return sharing;
}

void oriel_sharing_destroy(oriel_sharing *sharing) {
	oriel__flow_destroy(sharing != NULL ? &sharing->flow : NULL, "oriel_sharing_destroy");
}
