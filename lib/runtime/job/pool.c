/* SPDX-License-Identifier: MIT */
/*
 * The threads of a pool, and the lists from which they take jobs. job.c has the loop's side of
 * jobs.
 *
 * A job is on one list at a time: blocked behind others of its queue, or ready, with one list for
 * each priority. A thread starts when more jobs are ready than threads are idle; the limit is one
 * thread for each core, or the number set by the program. A thread ends when it has been idle for
 * long, or when there are too many. It is joined when the next thread starts or the pool stops. A
 * job's result is posted before a thread can take the next job of its queue, so results arrive in
 * the order of the queue.
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

enum { LEAST_MAX_THREADS = 2, DEFAULT_IDLE_MS = 1000, DEFAULT_LEAVE_MS = 500 };

static size_t pool_core_count(void) {
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	return cores > LEAST_MAX_THREADS ? (size_t)cores : LEAST_MAX_THREADS;
}

/* Records the maximum number of threads. */
static const struct oriel__record_kind threads_kind = { "a number of threads", "i" };

struct oriel__pool *oriel__pool_new(oriel_loop *loop) {
	struct oriel__pool *pool = oriel__alloc_zero(1, sizeof(*pool));
	pthread_condattr_t monotonic;
	pool->loop = loop;
	atomic_init(&pool->references, 1);
	pool->default_threads = pool->max_threads = (size_t)oriel__external_number(
		loop, &threads_kind, (int64_t)pool_core_count(), LEAST_MAX_THREADS);
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

/* Returns the list of a priority; the highest priority comes first. */
static struct oriel__list *pool_ready_list(
	struct oriel__pool *pool, enum oriel_job_priority priority) {
	return &pool->ready[ORIEL_JOB_PRIORITY_HIGH - priority];
}

/* Makes a job ready. Wakes no thread: the caller has just taken or withdrawn another job, so the
 * number of jobs to take is still the number of wake-ups sent. */
static void pool_make_ready(struct oriel__pool *pool, oriel_job *job) {
	job->state = ORIEL__JOB_STATE_READY;
	oriel__list_append(pool_ready_list(pool, job->priority), &job->link);
	atomic_fetch_add_explicit(&pool->ready_count, 1, memory_order_relaxed);
}

static void pool_remove_ready(struct oriel__pool *pool, oriel_job *job) {
	oriel__list_remove(pool_ready_list(pool, job->priority), &job->link);
	atomic_fetch_sub_explicit(&pool->ready_count, 1, memory_order_relaxed);
}

oriel_job *oriel__pool_take(struct oriel__pool *pool) {
	size_t i = 0;
	while (oriel__list_is_empty(&pool->ready[i]))
		i++;
	oriel_job *job = oriel__list_first(&pool->ready[i], oriel_job, link);
	pool_remove_ready(pool, job);
	job->state = ORIEL__JOB_STATE_RUNNING;
	return job;
}

/* ---- Queues ---- */

static void pool_enter_queue(struct oriel__pool *pool, oriel_job *job) {
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
	pool_make_ready(pool, job);
}

/* Handles the end of a job's work: the next job of its queue becomes ready in its place. */
static void pool_leave_queue(struct oriel__pool *pool, oriel_job *job) {
	oriel_job_queue *queue = job->queue;
	if (queue == NULL)
		return;
	queue->depth--;
	oriel_job *next = oriel__list_first(&queue->blocked, oriel_job, link);
	if (next != NULL && queue->begun <= queue->concurrency) {
		oriel__list_remove(&queue->blocked, &next->link);
		pool_make_ready(pool, next);
	} else {
		queue->begun--;
	}
}

/* ---- Threads ---- */

static bool pool_has_surplus_threads(const struct oriel__pool *pool) {
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
static void pool_look_for_work(struct oriel__pool *pool) {
	enum { LOOKS = 2000 };
	int looks = 0;
	pool->looking_count++;
	oriel__pool_unlock(pool);
	while (looks < LOOKS && atomic_load_explicit(&pool->ready_count, memory_order_relaxed) == 0)
		looks++;
	oriel__pool_lock(pool);
	pool->looking_count--;
}

/* Waits for a ready job. Returns false after the idle time, or if this thread must end. */
static bool pool_wait_for_work(struct oriel__pool *pool) {
	struct timespec deadline = pool_deadline_after(pool->idle_ms);
	int error = 0;
	pool->idle_count++;
	pool_look_for_work(pool);
	while (pool->ready_count == 0 && !pool->is_stopping && !pool_has_surplus_threads(pool) &&
		error != ETIMEDOUT)
		error = pthread_cond_timedwait(&pool->work, &pool->mutex, &deadline);
	pool->idle_count--;
	return pool->ready_count > 0;
}

static void pool_work(oriel_job *job) {
	int64_t begun_ns = job->trace != NULL ? oriel__trace_now() : 0;
	oriel__thread_context = job->work_context;
	job->work(job, job->data);
	oriel__thread_context = NULL;
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
		pool_make_ready(pool, job);
		return true;
	}
	job->state = ORIEL__JOB_STATE_RETURNED;
	pool_leave_queue(pool, job);
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
			pool_ready_list(pool, (enum oriel_job_priority)priority));
	oriel__pool_unlock(pool);
	return job->does_go_on;
}

static void pool_end_worker(struct oriel__pool *pool, struct oriel__worker *worker) {
	worker->next = pool->left;
	pool->left = worker;
	pool->thread_count--;
	if (pool->ready_count > 0)
		/* this thread may have taken a wake-up meant for a waiting one */
		pthread_cond_signal(&pool->work);
	pthread_cond_broadcast(&pool->returned);
}

static void *pool_run_worker(void *data) {
	struct oriel__worker *worker = data;
	struct oriel__pool *pool = worker->pool;
	oriel__thread_set_name("oriel-pool");
	oriel__pool_lock(pool);
	while (!pool_has_surplus_threads(pool) && (pool->ready_count > 0 || pool_wait_for_work(pool))) {
		if (!oriel__pool_work(pool, oriel__pool_take(pool))) {
			pthread_detach(pthread_self());
			oriel__free(worker);
			return NULL;
		}
	}
	pool_end_worker(pool, worker);
	oriel__pool_unlock(pool);
	return NULL;
}

/* Joins threads that have ended. They may still need the lock, which the caller's lock is released
 * for. */
static void pool_join_ended(struct oriel__pool *pool) {
	while (pool->left != NULL) {
		struct oriel__worker *worker = pool->left;
		pool->left = worker->next;
		oriel__pool_unlock(pool);
		pthread_join(worker->thread, NULL);
		oriel__free(worker);
		oriel__pool_lock(pool);
	}
}

/* Starts a thread. Returns 0 or an errno. A failure is ignored if there is at least one thread. */
static int pool_start_thread(struct oriel__pool *pool) {
	pool_join_ended(pool);
	struct oriel__worker *worker = oriel__alloc_zero(1, sizeof(*worker));
	worker->pool = pool;
	pool->thread_count++;
	int error = oriel__thread_start(&worker->thread, pool_run_worker, worker);
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
	pool_enter_queue(pool, job);
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

/* Sets the concurrency of a queue, and makes jobs ready that may begin now. */
static void pool_set_concurrency(
	struct oriel__pool *pool, oriel_job_queue *queue, size_t concurrency) {
	queue->concurrency = concurrency;
	while (queue->begun < concurrency && !oriel__list_is_empty(&queue->blocked)) {
		oriel_job *job = oriel__list_first(&queue->blocked, oriel_job, link);
		oriel__list_remove(&queue->blocked, &job->link);
		queue->begun++;
		pool_make_ready(pool, job);
	}
}

void oriel__pool_set_max_threads(struct oriel__pool *pool, size_t max_threads) {
	oriel__pool_lock(pool);
	pool->max_threads = max_threads;
	if (pool->lookups != NULL)
		pool_set_concurrency(pool, pool->lookups, oriel__pool_lookup_threads(pool));
	size_t missing = pool->executor == NULL && pool->ready_count > pool->idle_count ?
		pool->ready_count - pool->idle_count :
		0;
	for (; missing > 0 && pool->thread_count < max_threads; missing--)
		pool_start_thread(pool);
	pthread_cond_broadcast(&pool->work);
	oriel__pool_unlock(pool);
}

/* Withdraws a job. Locked. */
static enum oriel__job_progress pool_withdraw(struct oriel__pool *pool, oriel_job *job) {
	switch (job->state) {
	case ORIEL__JOB_STATE_RUNNING:
		return ORIEL__JOB_RUNS;
	case ORIEL__JOB_STATE_RETURNED:
		return ORIEL__JOB_RETURNED;
	case ORIEL__JOB_STATE_READY:
		pool_remove_ready(pool, job);
		pool_leave_queue(pool, job);
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

/* Returns the number of running jobs that may be left behind, and marks them if leaves is set. On
 * the loop's thread; locked. */
static size_t pool_count_leavable(struct oriel__pool *pool, bool leaves) {
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

/* Waits until all threads have ended. After the time limit, jobs that may be left behind are no
 * longer waited for. */
static void pool_wait_for_threads(struct oriel__pool *pool) {
	struct timespec deadline = pool_deadline_after(pool->leave_ms);
	int error = 0;
	while (pool->thread_count > 0) {
		if (pool_count_leavable(pool, false) < pool->thread_count)
			pthread_cond_wait(&pool->returned, &pool->mutex);
		else if (error != ETIMEDOUT)
			error = pthread_cond_timedwait(&pool->returned, &pool->mutex, &deadline);
		else
			pool->thread_count -= pool_count_leavable(pool, true);
	}
}

void oriel__pool_stop(struct oriel__pool *pool) {
	if (pool->executor != NULL)
		oriel__executor_finish(pool);
	oriel__pool_lock(pool);
	pool->is_stopping = true;
	pthread_cond_broadcast(&pool->work);
	pool_wait_for_threads(pool);
	pool_join_ended(pool);
	oriel__pool_unlock(pool);
}
