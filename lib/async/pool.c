/* SPDX-License-Identifier: MIT */
/*
 * The threads of a pool and the lists they take jobs from. What a job means to its loop is job.c's.
 *
 * A job is on one list at a time: blocked behind another of its serial queue, or ready, one list a priority. A thread
 * starts when more jobs are ready than threads are idle, up to one a core, and leaves when it has been idle for long; it
 * is joined when the next one starts, or when the pool stops. The result of a job is posted before the next of its queue becomes ready,
 * so that results come in the queue's order.
 */
#include "async/pool-internal.h"
#include "async/thread-internal.h"

#include "base/alloc-internal.h"

#include <errno.h>
#include <oriel/log.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LEAST_MAX_THREADS = 2, DEFAULT_IDLE_MS = 10000 };

static size_t core_count(void) {
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	return cores > LEAST_MAX_THREADS ? (size_t)cores : LEAST_MAX_THREADS;
}

struct oriel__pool *oriel__pool_new(oriel_loop *loop) {
	struct oriel__pool *pool = oriel__alloc_zero(1, sizeof(*pool));
	pthread_condattr_t monotonic;
	pool->loop = loop;
	pool->references = 1;
	pool->max_threads = core_count();
	pool->idle_ms = DEFAULT_IDLE_MS;
	oriel__slot_map_init(&pool->jobs);
	pthread_mutex_init(&pool->mutex, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&pool->work, &monotonic);
	pthread_condattr_destroy(&monotonic);
	pthread_cond_init(&pool->returned, NULL);
	return pool;
}

void oriel__pool_lock(struct oriel__pool *pool) {
	pthread_mutex_lock(&pool->mutex);
}

void oriel__pool_unlock(struct oriel__pool *pool) {
	pthread_mutex_unlock(&pool->mutex);
}

void oriel__pool_unref(struct oriel__pool *pool) {
	oriel__pool_lock(pool);
	bool last = --pool->references == 0;
	oriel__pool_unlock(pool);
	if (!last)
		return;
	oriel__slot_map_finish(&pool->jobs);
	pthread_cond_destroy(&pool->returned);
	pthread_cond_destroy(&pool->work);
	pthread_mutex_destroy(&pool->mutex);
	oriel__free(pool);
}

static void list_append(struct oriel__job_list *list, oriel_job *job) {
	job->next = NULL;
	job->previous = list->last;
	*(list->last != NULL ? &list->last->next : &list->first) = job;
	list->last = job;
}

static void list_remove(struct oriel__job_list *list, oriel_job *job) {
	*(job->previous != NULL ? &job->previous->next : &list->first) = job->next;
	*(job->next != NULL ? &job->next->previous : &list->last) = job->previous;
}

/* Highest priority first. */
static struct oriel__job_list *ready_list(struct oriel__pool *pool, enum oriel_job_priority priority) {
	return &pool->ready[ORIEL_JOB_PRIORITY_HIGH - priority];
}

static void make_ready(struct oriel__pool *pool, oriel_job *job) {
	job->state = ORIEL__JOB_STATE_READY;
	list_append(ready_list(pool, job->priority), job);
	pool->ready_count++;
	pthread_cond_signal(&pool->work);
}

static void remove_ready(struct oriel__pool *pool, oriel_job *job) {
	list_remove(ready_list(pool, job->priority), job);
	pool->ready_count--;
}

static oriel_job *take_ready(struct oriel__pool *pool) {
	size_t i = 0;
	while (pool->ready[i].first == NULL)
		i++;
	oriel_job *job = pool->ready[i].first;
	remove_ready(pool, job);
	job->state = ORIEL__JOB_STATE_RUNNING;
	return job;
}

/* Serial queues */

static void enter_queue(struct oriel__pool *pool, oriel_job *job) {
	oriel_job_queue *queue = job->queue;
	if (queue != NULL)
		queue->depth++;
	if (queue == NULL || queue->head == NULL) {
		if (queue != NULL)
			queue->head = job;
		make_ready(pool, job);
	} else {
		job->state = ORIEL__JOB_STATE_BLOCKED;
		list_append(&queue->blocked, job);
	}
}

/* The next of its queue becomes ready if the job was the head; a destroyed queue goes with its last job. */
static void leave_queue(struct oriel__pool *pool, oriel_job *job) {
	oriel_job_queue *queue = job->queue;
	if (queue == NULL)
		return;
	job->queue = NULL;
	queue->depth--;
	if (queue->head == job) {
		queue->head = queue->blocked.first;
		if (queue->head != NULL) {
			list_remove(&queue->blocked, queue->head);
			make_ready(pool, queue->head);
		}
	}
	if (queue->destroyed && queue->depth == 0) {
		oriel__free(queue);
		pool->references--; /* not the last one: the job has one */
	}
}

/* Threads */

/* False: nothing came within the idle time. */
static bool wait_for_work(struct oriel__pool *pool) {
	struct timespec deadline;
	clock_gettime(CLOCK_MONOTONIC, &deadline);
	int64_t ns = deadline.tv_nsec + pool->idle_ms % 1000 * 1000000;
	deadline.tv_sec += (time_t)(pool->idle_ms / 1000 + ns / 1000000000);
	deadline.tv_nsec = (long)(ns % 1000000000);

	int error = 0;
	pool->idle_count++;
	while (pool->ready_count == 0 && !pool->stopping && error != ETIMEDOUT)
		error = pthread_cond_timedwait(&pool->work, &pool->mutex, &deadline);
	pool->idle_count--;
	return pool->ready_count > 0;
}

static void run_job(struct oriel__pool *pool, oriel_job *job) {
	oriel__pool_unlock(pool);
	if (!oriel_job_is_cancelled(job))
		job->work(job, job->data);
	oriel__pool_lock(pool);
	job->state = ORIEL__JOB_STATE_RETURNED;
	oriel__job_post_returned(job);
	leave_queue(pool, job);
	pthread_cond_broadcast(&pool->returned);
}

static void leave_pool(struct oriel__pool *pool, struct oriel__worker *worker) {
	worker->next = pool->left;
	pool->left = worker;
	pool->thread_count--;
	pthread_cond_broadcast(&pool->returned);
}

static void *worker_main(void *data) {
	struct oriel__worker *worker = data;
	struct oriel__pool *pool = worker->pool;
	oriel__thread_set_name("oriel-pool");
	oriel__pool_lock(pool);
	while (pool->ready_count > 0 || wait_for_work(pool))
		run_job(pool, take_ready(pool));
	leave_pool(pool, worker);
	oriel__pool_unlock(pool);
	return NULL;
}

/* Joins those that have left; they need no lock any more but the one that the caller gives up meanwhile. */
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

/* Threads that cannot be had are done without, as long as there is one. */
static void start_thread(struct oriel__pool *pool) {
	join_left(pool);
	struct oriel__worker *worker = oriel__alloc_zero(1, sizeof(*worker));
	worker->pool = pool;
	pool->thread_count++;
	int error = oriel__thread_start(&worker->thread, worker_main, worker);
	if (error == 0)
		return;
	pool->thread_count--;
	oriel__free(worker);
	ORIEL_ASSERT(pool->thread_count > 0, "oriel_job_run: no thread can be started (%s); raise the limit of threads", strerror(error));
}

void oriel__pool_submit(struct oriel__pool *pool, oriel_job *job) {
	oriel__pool_lock(pool);
	pool->references++;
	enter_queue(pool, job);
	if (pool->ready_count > pool->idle_count && pool->thread_count < pool->max_threads)
		start_thread(pool);
	oriel__pool_unlock(pool);
}

bool oriel__pool_withdraw(struct oriel__pool *pool, oriel_job *job) {
	oriel__pool_lock(pool);
	if (job->state == ORIEL__JOB_STATE_READY)
		remove_ready(pool, job);
	else if (job->state == ORIEL__JOB_STATE_BLOCKED)
		list_remove(&job->queue->blocked, job);
	bool is_off = job->state != ORIEL__JOB_STATE_RUNNING;
	if (is_off) {
		job->state = ORIEL__JOB_STATE_RETURNED;
		leave_queue(pool, job);
	}
	oriel__pool_unlock(pool);
	return is_off;
}

void oriel__pool_stop(struct oriel__pool *pool) {
	oriel__pool_lock(pool);
	pool->stopping = true;
	pthread_cond_broadcast(&pool->work);
	while (pool->thread_count > 0)
		pthread_cond_wait(&pool->returned, &pool->mutex);
	join_left(pool);
	oriel__pool_unlock(pool);
}
