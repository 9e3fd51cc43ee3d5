/* SPDX-License-Identifier: MIT */
/*
 * Queues of jobs on their loop's thread: how many jobs they accept, and which callers wait for
 * room. pool.c decides which jobs may begin.
 *
 * Jobs are accepted and delivered on the loop's thread, so nothing else affects whether a queue is
 * full. A waiter that is notified of room has a place reserved until the task and its checkpoint
 * end. Unused places then go to the next waiters. A queue is freed once it is destroyed and its
 * last job is delivered.
 */
#include "job/pool_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"
#include "loop/external_internal.h"

#include <oriel/runtime/log.h>

static const char loop_ends[] = "oriel_job_queue_ready: the loop ends, and runs no more jobs";

static size_t job_queue_room(const oriel_job_queue *queue) {
	size_t taken = queue->accepted + queue->granted;
	if (queue->limit == 0)
		return SIZE_MAX;
	return taken < queue->limit ? queue->limit - taken : 0;
}

static void job_queue_run_lapse(struct oriel__task *task);

static void job_queue_grant(oriel_job_queue *queue) {
	if (queue->limit == 0)
		return;
	queue->granted++;
	if (!queue->lapse.is_queued)
		oriel__task_queue(
			queue->pool->loop, &queue->lapse, ORIEL_TASK_SOURCE_JOB, job_queue_run_lapse);
}

static oriel_resolver *job_queue_take_waiter(oriel_job_queue *queue) {
	struct oriel__job_waiter *waiter = queue->first_waiter;
	oriel_resolver *resolver = waiter->resolver;
	queue->first_waiter = waiter->next;
	if (queue->first_waiter == NULL)
		queue->last_waiter = NULL;
	oriel__free(waiter);
	return resolver;
}

static void job_queue_notify_waiters(oriel_job_queue *queue) {
	while (queue->first_waiter != NULL && job_queue_room(queue) > 0) {
		oriel_resolver *resolver = job_queue_take_waiter(queue);
		job_queue_grant(queue);
		oriel_resolve(resolver, ORIEL_NO_PAYLOAD);
		oriel_resolver_unref(resolver);
	}
}

static void job_queue_run_lapse(struct oriel__task *task) {
	oriel_job_queue *queue = oriel__container_of(task, struct oriel_job_queue, lapse);
	queue->granted = 0;
	job_queue_notify_waiters(queue);
}

/* Frees a queue; the loop may have ended. */
static void job_queue_free(oriel_job_queue *queue) {
	struct oriel__pool *pool = queue->pool;
	oriel__list_remove(&pool->queues, &queue->link);
	oriel__free(queue);
	oriel__pool_unref(pool);
}

void oriel__job_queue_accept(oriel_job_queue *queue) {
	if (queue == NULL)
		return;
	queue->accepted++;
	if (queue->granted > 0)
		queue->granted--;
}

void oriel__job_queue_leave(oriel_job_queue *queue) {
	if (queue == NULL)
		return;
	queue->accepted--;
	if (queue->is_destroyed && queue->accepted == 0)
		job_queue_free(queue);
	else
		job_queue_notify_waiters(queue);
}

static void job_queue_refuse_waiters(
	oriel_job_queue *queue, enum oriel_status status, const char *message) {
	while (queue->first_waiter != NULL) {
		oriel_resolver *resolver = job_queue_take_waiter(queue);
		oriel_reject_error(resolver, status, message);
		oriel_resolver_unref(resolver);
	}
}

static void job_queue_cancel_lapse(oriel_job_queue *queue) {
	if (!queue->pool->is_ended)
		oriel__task_cancel(queue->pool->loop, &queue->lapse);
}

void oriel__job_queues_end(struct oriel__pool *pool) {
	oriel__list_each(queue, &pool->queues, oriel_job_queue, link) {
		oriel__task_cancel(pool->loop, &queue->lapse);
		job_queue_refuse_waiters(queue, ORIEL_ABORT_ERROR, loop_ends);
	}
}

oriel_job_queue *oriel_job_queue_new_at(
	const char *site, const struct oriel_job_queue_options *options) {
	static const struct oriel_job_queue_options defaults = { .size = sizeof(defaults) };
	struct oriel__pool *pool = oriel__pool_of(oriel__loop_here("oriel_job_queue_new"));
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(pool != NULL,
		"oriel_job_queue_new: the loop is ending; make queues before oriel_loop_destroy()");
	oriel__check_options("oriel_job_queue_new", site, options);
	oriel_job_queue *queue = oriel__alloc_zero(1, sizeof(*queue));
	queue->pool = pool;
	queue->concurrency = options->concurrency > 0 ? options->concurrency : 1;
	queue->limit = options->limit;
	oriel__list_prepend(&pool->queues, &queue->link);
	pool->references++;
	return queue;
}

void oriel_job_queue_destroy(oriel_job_queue *queue) {
	if (queue == NULL)
		return;
	ORIEL_ASSERT(!queue->is_destroyed, "oriel_job_queue_destroy: the queue %p is destroyed already",
		(void *)queue);
	queue->is_destroyed = true;
	job_queue_cancel_lapse(queue);
	job_queue_refuse_waiters(queue, ORIEL_INVALID_STATE_ERROR,
		"oriel_job_queue_ready: the queue was destroyed; it takes no more jobs");
	if (queue->accepted == 0)
		job_queue_free(queue);
}

static const struct oriel__record_kind depth_kind = { "a depth of a queue", "i" };

size_t oriel_job_queue_depth(const oriel_job_queue *queue) {
	oriel__pool_lock(queue->pool);
	size_t depth = queue->depth;
	oriel__pool_unlock(queue->pool);
	return (size_t)oriel__external_number(queue->pool->loop, &depth_kind, (int64_t)depth, 0);
}

bool oriel_job_queue_is_full(const oriel_job_queue *queue) {
	return queue->limit > 0 && queue->accepted >= queue->limit;
}

oriel_promise *oriel_job_queue_ready_at(const char *site, oriel_job_queue *queue) {
	oriel_resolver *resolver;
	oriel__loop_check(queue->pool->loop, "oriel_job_queue_ready");
	ORIEL_ASSERT(!queue->is_destroyed,
		"oriel_job_queue_ready at %s: the queue is destroyed; call it earlier", site);
	oriel_promise *promise = oriel_promise_new_at(site, &resolver);
	struct oriel__job_waiter *waiter = oriel__alloc(sizeof(*waiter));
	*waiter = (struct oriel__job_waiter){ NULL, resolver };
	*(queue->last_waiter != NULL ? &queue->last_waiter->next : &queue->first_waiter) = waiter;
	queue->last_waiter = waiter;
	if (queue->pool->is_ended)
		job_queue_refuse_waiters(queue, ORIEL_ABORT_ERROR, loop_ends);
	else
		job_queue_notify_waiters(queue);
	return promise;
}
