/* SPDX-License-Identifier: MIT */
/*
 * Locks by name. A name exists while its lock is held or requested. Holders are running operations,
 * and requests wait in a line. The first request in line begins once it can share the lock with the
 * holders.
 */
#include <oriel/flow/locks.h>

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/uthash_internal.h"
#include "event/event_state_internal.h"
#include "flow/operation_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

struct lock {
	UT_hash_handle hh;
	oriel_locks *locks;
	struct oriel__operations holders;
	struct oriel__waiters line; /* items: requests */
	bool is_shared;             /* the holders share the lock */
	/* number of functions on the stack that use the lock, which must not be freed */
	unsigned busy;
	char name[];
};

struct request {
	struct oriel__operation operation; /* first member */
	struct lock *lock;
	bool is_shared;
};

struct oriel_locks {
	struct oriel__flow flow;
	struct lock *by_name;
};

static oriel_locks *locks_of(struct oriel__flow *flow) {
	return oriel__container_of(flow, oriel_locks, flow);
}

static void locks_free_lock(struct lock *lock) {
	HASH_DEL(lock->locks->by_name, lock);
	oriel__free(lock);
}

static void locks_free_if_unused(struct lock *lock) {
	if (lock->busy == 0 && lock->holders.count == 0 && lock->line.count == 0)
		locks_free_lock(lock);
}

/* Rejects all lines before aborting the holders. An abort may call any function, and no request may
 * begin then. */
static void locks_end(struct oriel__flow *flow) {
	struct lock *lock, *next;
	HASH_ITER(hh, locks_of(flow)->by_name, lock, next)
		oriel__operations_reject_line(&lock->line, flow);
	HASH_ITER(hh, locks_of(flow)->by_name, lock, next) {
		oriel__operations_abandon(&lock->holders);
		locks_free_if_unused(lock);
	}
}

static void locks_free(struct oriel__flow *flow) {
	oriel__free(locks_of(flow));
}

static const struct oriel__flow_class locks_class = {
	.name = "locks", .end = locks_end, .free = locks_free
};

static struct request *locks_first_request(const struct lock *lock) {
	return oriel__list_first(&lock->line.waiters, struct request, operation.waiter.link);
}

static bool locks_may_begin(const struct lock *lock, const struct request *request) {
	return lock->holders.count == 0 || (lock->is_shared && request->is_shared);
}

/* Begins requests from the line. The lock may be freed by this. */
static void locks_begin_next(struct lock *lock) {
	struct request *request;
	lock->busy++;
	while ((request = locks_first_request(lock)) != NULL && locks_may_begin(lock, request)) {
		lock->is_shared = request->is_shared;
		oriel__operation_begin(&request->operation, &lock->holders);
	}
	lock->busy--;
	locks_free_if_unused(lock);
}

static void locks_request_left(struct oriel__waiters *line, struct oriel__waiter *waiter) {
	struct lock *lock = oriel__container_of(line, struct lock, line);
	oriel__operation_free(oriel__container_of(waiter, struct oriel__operation, waiter));
	locks_begin_next(lock);
}

static void locks_settled(struct oriel__operation *operation, enum oriel_promise_state state) {
	(void)state;
	locks_begin_next(oriel__container_of(operation, struct request, operation)->lock);
}

static struct lock *locks_find(const oriel_locks *locks, const char *name) {
	struct lock *lock;
	HASH_FIND_STR(locks->by_name, name, lock);
	return lock;
}

static struct lock *locks_find_or_add(oriel_locks *locks, const char *name) {
	struct lock *lock = locks_find(locks, name);
	if (lock != NULL)
		return lock;
	size_t length = strlen(name);
	lock = oriel__alloc_zero(1, sizeof(*lock) + length + 1);
	memcpy(lock->name, name, length);
	lock->locks = locks;
	lock->line.left = locks_request_left;
	HASH_ADD_STR(locks->by_name, name, lock);
	return lock;
}

static void locks_check(const oriel_locks *locks, const char *name, const char *caller) {
	oriel__flow_check(locks != NULL ? &locks->flow : NULL, caller);
	ORIEL_ASSERT(name != NULL && strlen(name) <= ORIEL__SMALL_TEXT_MAX,
		"%s: the name is NULL or longer than %d bytes; pass a shorter one", caller,
		ORIEL__SMALL_TEXT_MAX);
}

static bool locks_is_available(const oriel_locks *locks, const char *name, bool shared) {
	const struct lock *lock = locks_find(locks, name);
	return lock == NULL || (shared && lock->is_shared && lock->line.count == 0);
}

static oriel_promise *locks_refusal(const oriel_locks *locks, const char *name,
	const struct oriel_locks_request_options *options, const char *site) {
	oriel_promise *refused = oriel__flow_refusal(&locks->flow, options->signal, site);
	if (refused == NULL && options->if_available &&
		!locks_is_available(locks, name, options->shared))
		refused = oriel__flow_refused(site, ORIEL_INVALID_STATE_ERROR,
			"oriel_locks_request: another request holds this lock; wait for it, or try again later");
	return refused;
}

static oriel_promise *locks_request(oriel_locks *locks, const char *name, bool shared,
	const char *site, const struct oriel__operation_options *options) {
	oriel_loop *loop = locks->flow.loop;
	oriel_promise *promise;
	struct lock *lock = locks_find_or_add(locks, name);
	struct request *request = oriel__container_of(
		oriel__operation_new(sizeof(*request), "oriel_locks_request", site, options, &promise),
		struct request, operation);
	request->lock = lock;
	request->is_shared = shared;
	oriel__hold_begin(loop);
	oriel__waiters_join(&lock->line, &request->operation.waiter, request->operation.signal);
	locks_begin_next(lock);
	oriel__hold_end(loop);
	return promise;
}

oriel_promise *oriel_locks_request_at(const char *site, oriel_locks *locks, const char *name,
	oriel_start_fn *start, void *data, const struct oriel_locks_request_options *options) {
	static const struct oriel_locks_request_options defaults = { .size = sizeof(defaults) };
	locks_check(locks, name, "oriel_locks_request");
	oriel__check_options("oriel_locks_request", site, options);
	if (options == NULL)
		options = &defaults;
	oriel_promise *refused = locks_refusal(locks, name, options, site);
	if (refused != NULL) {
		oriel__payload_drop(oriel_owned(data, options->release));
		return refused;
	}
	return locks_request(locks, name, options->shared, site,
		&(const struct oriel__operation_options){ .owner = &locks->flow,
			.start = start,
			.data = data,
			.release = options->release,
			.signal = options->signal,
			.settled = locks_settled });
}

size_t oriel_locks_held(const oriel_locks *locks, const char *name) {
	locks_check(locks, name, "oriel_locks_held");
	const struct lock *lock = locks_find(locks, name);
	return lock != NULL ? lock->holders.count : 0;
}

size_t oriel_locks_waiting(const oriel_locks *locks, const char *name) {
	locks_check(locks, name, "oriel_locks_waiting");
	const struct lock *lock = locks_find(locks, name);
	return lock != NULL ? lock->line.count : 0;
}

oriel_locks *oriel_locks_new_at(const char *site, const struct oriel_locks_options *options) {
	oriel__check_options("oriel_locks_new", site, options);
	oriel_locks *locks = oriel__alloc_zero(1, sizeof(*locks));
	oriel__flow_init(&locks->flow, &locks_class, "oriel_locks_new",
		options != NULL ? options->signal : NULL, NULL, NULL);
	return locks;
}

void oriel_locks_destroy(oriel_locks *locks) {
	oriel__flow_destroy(locks != NULL ? &locks->flow : NULL, "oriel_locks_destroy");
}
