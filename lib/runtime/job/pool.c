/* SPDX-License-Identifier: MIT */
/*
 * The threads of a pool and the lists they take jobs from. What a job means to its loop is job.c's.
 *
 * A job is on one list at a time: blocked behind others of its queue, or ready, one list a
 * priority. A thread starts when more jobs are ready than threads are idle, up to one a core or as
 * many as were set, and leaves when it has been idle for long or is one too many; it is joined when
 * the next one starts, or when the pool stops. The result of a job is posted before a thread can
 * take the next job of its queue, so that results come in the queue's order.
 */
#include "job/pool_internal.h"
#include "job/executor_internal.h"
#include "base/thread_internal.h"

#include "base/alloc_internal.h"
#include "loop/external_internal.h"

#include <errno.h>
#include <oriel/runtime/log.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LEAST_MAX_THREADS = 2, DEFAULT_IDLE_MS = 10000, DEFAULT_LEAVE_MS = 500 };

static size_t core_count(void) {
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	return cores > LEAST_MAX_THREADS ? (size_t)cores : LEAST_MAX_THREADS;
}

/* At most. */
static const struct oriel__record_kind threads_kind = { "a number of threads", "i" };

struct oriel__pool *oriel__pool_new(oriel_loop *loop) {
	struct oriel__pool *pool = oriel__alloc_zero(1, sizeof(*pool));
	pthread_condattr_t monotonic;
	pool->loop = loop;
	atomic_init(&pool->references, 1);
	pool->default_threads = pool->max_threads = (size_t)oriel__external_number(
		loop, &threads_kind, (int64_t)core_count(), LEAST_MAX_THREADS);
	pool->keeps_reports = oriel__loop_is_replayed(loop);
	pool->idle_ms = DEFAULT_IDLE_MS;
	pool->leave_ms = DEFAULT_LEAVE_MS;
	oriel__slot_map_init(&pool->jobs);
	pthread_mutex_init(&pool->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&pool->work, &monotonic);
	pthread_cond_init(&pool->returned, &monotonic);
	pthread_condattr_destroy(&monotonic);
	return pool;
}

void oriel__pool_lock(struct oriel__pool *pool) {
	pthread_mutex_lock(&pool->mutex);
}

void oriel__pool_unlock(struct oriel__pool *pool) {
	pthread_mutex_unlock(&pool->mutex);
}

void oriel__pool_unref(struct oriel__pool *pool) {
	if (atomic_fetch_sub_explicit(&pool->references, 1, memory_order_acq_rel) > 1)
		return;
	oriel__slot_map_finish(&pool->jobs);
	pthread_cond_destroy(&pool->returned);
	pthread_cond_destroy(&pool->work);
	pthread_mutex_destroy(&pool->mutex);
	oriel__free(pool);
}

/* Highest priority first. */
static struct oriel__list *ready_list(
	struct oriel__pool *pool, enum oriel_job_priority priority) {
	return &pool->ready[ORIEL_JOB_PRIORITY_HIGH - priority];
}

/* Wakes nobody: who gives up one job for another, on a thread of the pool or by withdrawing it,
 * leaves as many to be taken as threads were told of. */
static void make_ready(struct oriel__pool *pool, oriel_job *job) {
	job->state = ORIEL__JOB_STATE_READY;
	oriel__list_append(ready_list(pool, job->priority), &job->link);
	atomic_fetch_add_explicit(&pool->ready_count, 1, memory_order_relaxed);
}

static void remove_ready(struct oriel__pool *pool, oriel_job *job) {
	oriel__list_remove(ready_list(pool, job->priority), &job->link);
	atomic_fetch_sub_explicit(&pool->ready_count, 1, memory_order_relaxed);
}

oriel_job *oriel__pool_take(struct oriel__pool *pool) {
	size_t i = 0;
	while (oriel__list_is_empty(&pool->ready[i]))
		i++;
	oriel_job *job = oriel__list_first(&pool->ready[i], oriel_job, link);
	remove_ready(pool, job);
	job->state = ORIEL__JOB_STATE_RUNNING;
	return job;
}

/* ---- Queues ---- */

static void enter_queue(struct oriel__pool *pool, oriel_job *job) {
	oriel_job_queue *queue = job->queue;
	if (queue != NULL)
		queue->depth++;
	if (queue != NULL && queue->begun >= queue->concurrency) {
		job->state = ORIEL__JOB_STATE_BLOCKED;
		oriel__list_append(&queue->blocked, &job->link);
		return;
	}
	if (queue != NULL)
		queue->begun++;
	make_ready(pool, job);
}

/* The job has begun, and the next of its queue becomes ready in its place. */
static void leave_queue(struct oriel__pool *pool, oriel_job *job) {
	oriel_job_queue *queue = job->queue;
	if (queue == NULL)
		return;
	queue->depth--;
	oriel_job *next = oriel__list_first(&queue->blocked, oriel_job, link);
	if (next != NULL && queue->begun <= queue->concurrency) {
		oriel__list_remove(&queue->blocked, &next->link);
		make_ready(pool, next);
	} else {
		queue->begun--;
	}
}

/* ---- Threads ---- */

static bool is_one_too_many(const struct oriel__pool *pool) {
	return pool->thread_count > pool->max_threads;
}

static struct timespec pool_deadline_after(int64_t ms) {
	struct timespec deadline;
	clock_gettime(CLOCK_MONOTONIC, &deadline);
	int64_t ns = deadline.tv_nsec + ms % 1000 * 1000000;
	deadline.tv_sec += (time_t)(ms / 1000 + ns / 1000000000);
	deadline.tv_nsec = (long)(ns % 1000000000);
	return deadline;
}

/* Waits about a microsecond for work without sleeping. Small jobs arrive faster than a thread falls
 * asleep and wakes up, and a thread that looks for work needs no signal. */
static void look_for_work(struct oriel__pool *pool) {
	enum { LOOKS = 2000 };
	int looks = 0;
	pool->looking_count++;
	oriel__pool_unlock(pool);
	while (looks < LOOKS && atomic_load_explicit(&pool->ready_count, memory_order_relaxed) == 0)
		looks++;
	oriel__pool_lock(pool);
	pool->looking_count--;
}

/* False: nothing came within the idle time, or this thread is to leave. */
static bool wait_for_work(struct oriel__pool *pool) {
	struct timespec deadline = pool_deadline_after(pool->idle_ms);
	int error = 0;
	pool->idle_count++;
	look_for_work(pool);
	while (pool->ready_count == 0 && !pool->is_stopping && !is_one_too_many(pool) &&
		error != ETIMEDOUT)
		error = pthread_cond_timedwait(&pool->work, &pool->mutex, &deadline);
	pool->idle_count--;
	return pool->ready_count > 0;
}

static void pool_work(oriel_job *job) {
	int64_t begun_ns = job->trace != NULL ? oriel__trace_now() : 0;
	job->work(job, job->data);
	if (job->trace == NULL)
		return;
	const struct oriel__trace_slice slice = {
		.thread = oriel__trace_this_thread(job->trace),
		.category = "job",
		.name = "job",
		.site = job->site,
		.begun_ns = begun_ns,
		.ended_ns = oriel__trace_now(),
	};
	oriel__trace_file_slice(job->trace, &slice, job->begun_by);
	job->begun_by = job->ran = (struct oriel__trace_point){ begun_ns, slice.thread,
		oriel__trace_file_number(job->trace) };
}

bool oriel__pool_work(struct oriel__pool *pool, oriel_job *job) {
	oriel__pool_unlock(pool);
	if (!oriel_job_is_cancelled(job))
		pool_work(job);
	oriel__pool_lock(pool);
	if (job->is_left) {
		oriel__pool_unlock(pool);
		oriel__job_release_left(job);
		return false;
	}
	job->seat = NULL;
	if (job->does_go_on && !oriel_job_is_cancelled(job)) {
		job->does_go_on = false;
		make_ready(pool, job);
		return true;
	}
	job->state = ORIEL__JOB_STATE_RETURNED;
	leave_queue(pool, job);
	oriel__job_post_returned(job);
	pthread_cond_broadcast(&pool->returned);
	return true;
}

bool oriel__pool_gives_way(oriel_job *job) {
	struct oriel__pool *pool = job->pool;
	oriel__pool_lock(pool);
	for (int priority = ORIEL_JOB_PRIORITY_HIGH; priority >= (int)job->priority && !job->does_go_on;
		priority--)
		job->does_go_on = !oriel__list_is_empty(
			ready_list(pool, (enum oriel_job_priority)priority));
	oriel__pool_unlock(pool);
	return job->does_go_on;
}

static void leave_pool(struct oriel__pool *pool, struct oriel__worker *worker) {
	worker->next = pool->left;
	pool->left = worker;
	pool->thread_count--;
	if (pool->ready_count > 0)
		pthread_cond_signal(&pool->work); /* which this thread may have been woken for */
	pthread_cond_broadcast(&pool->returned);
}

static void *worker_main(void *data) {
	struct oriel__worker *worker = data;
	struct oriel__pool *pool = worker->pool;
	oriel__thread_set_name("oriel-pool");
	oriel__pool_lock(pool);
	while (!is_one_too_many(pool) && (pool->ready_count > 0 || wait_for_work(pool))) {
		if (!oriel__pool_work(pool, oriel__pool_take(pool))) {
			pthread_detach(pthread_self());
			oriel__free(worker);
			return NULL;
		}
	}
	leave_pool(pool, worker);
	oriel__pool_unlock(pool);
	return NULL;
}

/* Joins those that have left; they need no lock any more but the one that the caller gives up
 * meanwhile. */
static void join_left(struct oriel__pool *pool) {
	while (pool->left != NULL) {
		struct oriel__worker *worker = pool->left;
		pool->left = worker->next;
		oriel__pool_unlock(pool);
		pthread_join(worker->thread, NULL);
		oriel__free(worker);
		oriel__pool_lock(pool);
	}
}

/* Threads that cannot be had are done without, as long as there is one. 0, or an errno. */
static int pool_start_thread(struct oriel__pool *pool) {
	join_left(pool);
	struct oriel__worker *worker = oriel__alloc_zero(1, sizeof(*worker));
	worker->pool = pool;
	pool->thread_count++;
	int error = oriel__thread_start(&worker->thread, worker_main, worker);
	if (error == 0)
		return 0;
	pool->thread_count--;
	oriel__free(worker);
	return pool->thread_count > 0 ? 0 : error;
}

static enum oriel__job_progress pool_withdraw(struct oriel__pool *pool, oriel_job *job);

int oriel__pool_submit(struct oriel__pool *pool, oriel_job *job) {
	int error = 0;
	atomic_fetch_add_explicit(&pool->references, 1, memory_order_relaxed);
	oriel__pool_lock(pool);
	enter_queue(pool, job);
	if (pool->executor == NULL && pool->ready_count > pool->idle_count &&
		pool->thread_count < pool->max_threads)
		error = pool_start_thread(pool);
	if (error != 0)
		pool_withdraw(pool, job);
	bool wakes_thread = job->state == ORIEL__JOB_STATE_READY &&
		pool->idle_count > pool->looking_count && pool->ready_count > pool->looking_count;
	oriel__pool_unlock(pool);
	if (wakes_thread)
		pthread_cond_signal(&pool->work); /* after the unlock, so that the thread gets the lock */
	return error;
}

/* Jobs that may begin by now do. */
static void set_concurrency(struct oriel__pool *pool, oriel_job_queue *queue, size_t concurrency) {
	queue->concurrency = concurrency;
	while (queue->begun < concurrency && !oriel__list_is_empty(&queue->blocked)) {
		oriel_job *job = oriel__list_first(&queue->blocked, oriel_job, link);
		oriel__list_remove(&queue->blocked, &job->link);
		queue->begun++;
		make_ready(pool, job);
	}
}

void oriel__pool_set_max_threads(struct oriel__pool *pool, size_t max_threads) {
	oriel__pool_lock(pool);
	pool->max_threads = max_threads;
	if (pool->lookups != NULL)
		set_concurrency(pool, pool->lookups, oriel__pool_lookup_threads(pool));
	size_t missing = pool->executor == NULL && pool->ready_count > pool->idle_count ?
		pool->ready_count - pool->idle_count :
		0;
	for (; missing > 0 && pool->thread_count < max_threads; missing--)
		pool_start_thread(pool);
	pthread_cond_broadcast(&pool->work);
	oriel__pool_unlock(pool);
}

/* Locked. */
static enum oriel__job_progress pool_withdraw(struct oriel__pool *pool, oriel_job *job) {
	switch (job->state) {
	case ORIEL__JOB_STATE_RUNNING:
		return ORIEL__JOB_RUNS;
	case ORIEL__JOB_STATE_RETURNED:
		return ORIEL__JOB_RETURNED;
	case ORIEL__JOB_STATE_READY:
		remove_ready(pool, job);
		leave_queue(pool, job);
		break;
	case ORIEL__JOB_STATE_BLOCKED:
		oriel__list_remove(&job->queue->blocked, &job->link);
		job->queue->depth--;
		break;
	}
	job->state = ORIEL__JOB_STATE_RETURNED;
	return ORIEL__JOB_WITHDRAWN;
}

enum oriel__job_progress oriel__pool_withdraw(struct oriel__pool *pool, oriel_job *job) {
	oriel__pool_lock(pool);
	enum oriel__job_progress progress = pool_withdraw(pool, job);
	oriel__pool_unlock(pool);
	return progress;
}

bool oriel__pool_has_begun(struct oriel__pool *pool, const oriel_job *job, bool *has_returned) {
	oriel__pool_lock(pool);
	*has_returned = job->state == ORIEL__JOB_STATE_RETURNED;
	bool has_begun = *has_returned || job->state == ORIEL__JOB_STATE_RUNNING;
	oriel__pool_unlock(pool);
	return has_begun;
}

void oriel__pool_pause(struct oriel__pool *pool) {
	static const struct timespec moment = { .tv_nsec = 1000000 };
	if (pool->executor == NULL) {
		nanosleep(&moment, NULL);
		return;
	}
	oriel__pool_lock(pool);
	oriel__executor_step(pool);
	oriel__pool_unlock(pool);
}

void oriel__pool_await_return(struct oriel__pool *pool) {
	if (pool->executor != NULL)
		oriel__executor_step(pool);
	else
		pthread_cond_wait(&pool->returned, &pool->mutex);
}

/* The jobs that may be left behind, which are marked if they are. On the loop's thread, locked. */
static size_t count_leavable(struct oriel__pool *pool, bool leaves) {
	size_t count = 0;
	for (uint32_t i = 0; i < pool->jobs.used; i++) {
		oriel_job *job = pool->jobs.values[i];
		if (job == NULL || job->state != ORIEL__JOB_STATE_RUNNING || job->extra.leave == NULL)
			continue;
		job->is_left = leaves;
		count++;
	}
	return count;
}

/* Whoever is still at work when the time is over, and may be left behind, counts no more. */
static void wait_for_threads(struct oriel__pool *pool) {
	struct timespec deadline = pool_deadline_after(pool->leave_ms);
	int error = 0;
	while (pool->thread_count > 0) {
		if (count_leavable(pool, false) < pool->thread_count)
			pthread_cond_wait(&pool->returned, &pool->mutex);
		else if (error != ETIMEDOUT)
			error = pthread_cond_timedwait(&pool->returned, &pool->mutex, &deadline);
		else
			pool->thread_count -= count_leavable(pool, true);
	}
}

void oriel__pool_stop(struct oriel__pool *pool) {
	if (pool->executor != NULL)
		oriel__executor_finish(pool);
	oriel__pool_lock(pool);
	pool->is_stopping = true;
	pthread_cond_broadcast(&pool->work);
	wait_for_threads(pool);
	join_left(pool);
	oriel__pool_unlock(pool);
}
