/* SPDX-License-Identifier: MIT */
/*
 * Jobs on their loop's thread: running, cancelling, progress and results. pool.c has the threads,
 * job_queue.c the queues, and job_submit.c and job_parallel.c the promises of jobs.
 *
 * A job is delivered once, on the loop's thread, after its work has left its pool thread: done is
 * called unless the job was cancelled, and data is released. The job is freed after delivery, once
 * the nodes for its result and its reports have returned from the loop's queue of posts. When a
 * thread makes another job of a queue ready, that thread takes it; only submitting starts threads.
 */
#include "job/executor_internal.h"
#include "job/job_internal.h"
#include "job/pool_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/errno_internal.h"
#include "base/options_internal.h"
#include "loop/callback_internal.h"
#include "loop/external_internal.h"
#include "loop/pressure_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/log.h>
#include <string.h>

static const char report_name[] = "report of the job";

/* Records how many reports a job had made when one of them was delivered. */
static const struct oriel__record_kind reports_kind = { "reports of a job", "i" };
/* Records how far a job was when it was cancelled: enum oriel__job_progress. */
static const struct oriel__record_kind cancelled_kind = { "a cancelled job", "i" };

/* After delivery a job has left its thread, so none of its fields needs the lock. */

/* Returns whether a job is cancelled; may be called on any thread. Unlike oriel_job_is_cancelled(),
 * this is not a point of the executor. */
static bool job_is_cancelled(const oriel_job *job) {
	return atomic_load_explicit(&job->cancelled, memory_order_acquire) ||
		(job->extra.stop != NULL && atomic_load_explicit(job->extra.stop, memory_order_acquire));
}

static void job_free_if_over(oriel_job *job) {
	struct oriel__pool *pool = job->pool;
	if (!job->is_delivered || job->is_return_in_flight || job->is_report_in_flight)
		return;
	oriel__trace_file_unref(job->trace);
	oriel__free(job);
	oriel__pool_unref(pool);
}

/* ---- Reports ---- */

static void job_release_report(oriel_loop *loop, struct oriel_payload report) {
	oriel__defer_drop(loop, report.release, report.data);
}

static void job_release_stale(oriel_loop *loop, struct oriel__stale_report *stale) {
	while (stale != NULL) {
		struct oriel__stale_report *next = stale->next;
		job_release_report(loop, stale->report);
		oriel__free(stale);
		stale = next;
	}
}

/* Removes and returns the first stale report. */
static struct oriel__stale_report *job_take_stale(oriel_job *job) {
	struct oriel__stale_report *stale = job->stale;
	job->stale = stale->next;
	if (job->stale == NULL)
		job->last_stale = NULL;
	stale->next = NULL;
	return stale;
}

/* Takes report number count, when all reports are kept. Returns the reports before it, which are
 * stale. */
static struct oriel__stale_report *job_take_report_number(
	oriel_job *job, uint64_t count, struct oriel_payload *report, bool *has_report) {
	struct oriel__stale_report *first = NULL, **end = &first;
	uint64_t left = job->report_count;
	for (const struct oriel__stale_report *stale = job->stale; stale != NULL; stale = stale->next)
		left--;
	for (left -= job->has_report; left + 1 < count && job->stale != NULL; left++) {
		*end = job_take_stale(job);
		end = &(*end)->next;
	}
	*has_report = left + 1 == count && job->stale != NULL;
	if (*has_report) {
		struct oriel__stale_report *stale = job_take_stale(job);
		*report = stale->report;
		oriel__free(stale);
	}
	return first;
}

/* Takes the reports since the last call, up to number count. *report receives the newest, or NULLs
 * if there is none; the stale ones are returned. Locked, unless the job has left its thread. */
static struct oriel__stale_report *job_take_reports(
	oriel_job *job, uint64_t count, struct oriel_payload *report, bool *has_report) {
	*report = ORIEL_NO_PAYLOAD;
	if (job->report_count > count)
		return job_take_report_number(job, count, report, has_report);
	struct oriel__stale_report *stale = job->stale;
	*report = job->report;
	*has_report = job->has_report;
	job->stale = job->last_stale = NULL;
	job->report = ORIEL_NO_PAYLOAD;
	job->has_report = false;
	return stale;
}

static void job_deliver_report(oriel_job *job, struct oriel_payload report) {
	if (job->progress == NULL || job->is_delivered || job_is_cancelled(job))
		return;
	static const struct oriel__run_class progress_class = { .name = "job progress" };
	oriel_loop *loop = job->pool->loop;
	struct oriel__run run;
	oriel__run_begin(loop, &run, &progress_class, &job->cause);
	oriel__callback_enter(loop);
	job->progress(report.data, job->data);
	oriel__callback_leave(loop);
	oriel__run_end(loop, &run);
}

/* Returns whether this loop cancelled the job, which a replay repeats at the same place. */
static bool job_is_cancelled_by_loop(const oriel_job *job) {
	return atomic_load_explicit(&job->cancelled, memory_order_relaxed);
}

static void job_post_report(oriel_job *job) {
	if (!job->is_report_in_flight)
		job->is_report_in_flight = oriel__post_remote(job->pool->loop, &job->reported);
}

static uint64_t job_report_count(oriel_job *job) {
	oriel__pool_lock(job->pool);
	uint64_t count = job->report_count;
	oriel__pool_unlock(job->pool);
	return count;
}

/* Returns how many reports are delivered by now. A replay first waits until as many reports have
 * been made as in the recording. */
static uint64_t job_await_recorded_reports(oriel_job *job) {
	oriel_loop *loop = job->pool->loop;
	int64_t begun_ns = 0, usual = (int64_t)job->reports_seen + 1;
	job->reports_seen = (uint64_t)oriel__external_number(loop, &reports_kind, usual, usual);
	while (job_report_count(job) < job->reports_seen &&
		oriel__external_wait(loop, &begun_ns, "a report of the job", job->reported.number))
		oriel__pool_pause(job->pool);
	return oriel__loop_is_replayed(loop) ? job->reports_seen : UINT64_MAX;
}

/* Delivers the newest report. The pool thread may send the node again once is_report_in_flight is
 * false. */
static void job_run_reported(struct oriel__remote_task *task) {
	oriel_job *job = oriel__container_of(task, oriel_job, reported);
	oriel_loop *loop = job->pool->loop;
	struct oriel_payload report;
	bool has_report;
	bool is_wanted = !job->is_delivered && !job_is_cancelled_by_loop(job),
		is_again = is_wanted && oriel__loop_is_replayed(loop);
	uint64_t count = is_again ? job_await_recorded_reports(job) : UINT64_MAX;
	oriel__pool_lock(job->pool);
	uint64_t made = job->report_count;
	struct oriel__stale_report *stale = job_take_reports(job, count, &report, &has_report);
	job->is_report_in_flight = false;
	if (job->has_report && count != UINT64_MAX)
		job_post_report(job);
	oriel__pool_unlock(job->pool);

	if (is_wanted && !is_again)
		job->reports_seen = (uint64_t)oriel__external_number(
			loop, &reports_kind, (int64_t)made, (int64_t)job->reports_seen + 1);
	oriel__hold_begin(loop);
	job_release_stale(loop, stale);
	if (has_report)
		job_deliver_report(job, report);
	job_release_report(loop, report);
	job_free_if_over(job);
	oriel__hold_end(loop);
}

static void job_abandon_reported(struct oriel__remote_task *task) {
	oriel_job *job = oriel__container_of(task, oriel_job, reported);
	oriel__pool_lock(job->pool);
	job->is_report_in_flight = false;
	oriel__pool_unlock(job->pool);
	job_free_if_over(job);
}

static void job_put_report(oriel_job *job, struct oriel_payload report) {
	job->report_count++;
	if (job->has_report && (job->report.release != NULL || job->pool->keeps_reports)) {
		struct oriel__stale_report *stale = oriel__alloc(sizeof(*stale));
		*stale = (struct oriel__stale_report){ NULL, job->report };
		*(job->last_stale != NULL ? &job->last_stale->next : &job->stale) = stale;
		job->last_stale = stale;
	}
	job->report = report;
	job->has_report = true;
}

void oriel_job_report(oriel_job *job, struct oriel_payload report) {
	oriel__pool_lock(job->pool);
	job_put_report(job, report);
	job_post_report(job);
	oriel__pool_unlock(job->pool);
	oriel__executor_point(job);
}

/* ---- Results ---- */

/* Releases the reports of a delivered job. */
static void job_release_reports(oriel_job *job) {
	struct oriel_payload report;
	bool has_report;
	struct oriel__stale_report *stale = job_take_reports(job, UINT64_MAX, &report, &has_report);
	job_release_stale(job->pool->loop, stale);
	job_release_report(job->pool->loop, report);
}

/* Delivers a job, which may be freed by this. */
static void job_deliver(oriel_job *job) {
	struct oriel__pool *pool = job->pool;
	oriel_loop *loop = pool->loop;
	if (job->is_delivered)
		return;
	job->is_delivered = true;
	oriel__slot_map_remove(&pool->jobs, job->id);
	oriel__abort_hook_remove(&job->hook);
	static const struct oriel__run_class done_class = { .name = "job done" };
	struct oriel__run run;
	oriel__run_begin(loop, &run, &done_class, &job->cause);
	oriel__hold_begin(loop);
	if (job->done != NULL && !job_is_cancelled(job)) {
		oriel__callback_enter(loop);
		job->done(job->data);
		oriel__callback_leave(loop);
	}
	oriel__job_queue_leave(job->queue);
	if (job->queue == NULL)
		oriel__loop_pressure(loop, ORIEL_PRESSURE_JOBS, --pool->unqueued, NULL);
	job_release_reports(job);
	oriel__defer_drop(loop, job->release, job->data);
	oriel__loop_pending_end(loop);
	if (job->trace != NULL)
		oriel__trace_file_arrow(job->trace, job->ran, oriel__trace_point_of(loop, &run));
	oriel__run_end(loop, &run);
	oriel__cause_release(&job->cause);
	oriel__context_unref(job->work_context);
	job->work_context = NULL;
	job_free_if_over(job);
	oriel__hold_end(loop);
}

static void job_run_returned(struct oriel__remote_task *task) {
	oriel_job *job = oriel__container_of(task, oriel_job, returned);
	job->is_return_in_flight = false;
	if (job->is_delivered)
		job_free_if_over(job);
	else
		job_deliver(job);
}

/* The loop ends: the end of the pool delivers or cancels the job. */
static void job_abandon_returned(struct oriel__remote_task *task) {
	oriel_job *job = oriel__container_of(task, oriel_job, returned);
	job->is_return_in_flight = false;
	job_free_if_over(job);
}

void oriel__job_post_returned(oriel_job *job) {
	job->is_return_in_flight = true;
	if (!oriel__post_remote(job->pool->loop, &job->returned))
		job->is_return_in_flight = false;
}

static enum oriel__job_progress job_withdraw(oriel_job *job) {
	atomic_store_explicit(&job->cancelled, true, memory_order_release);
	return oriel__pool_withdraw(job->pool, job);
}

static void job_await_begin(oriel_job *job, bool returned) {
	bool has_returned;
	int64_t begun_ns = 0;
	while ((!oriel__pool_has_begun(job->pool, job, &has_returned) || (returned && !has_returned)) &&
		oriel__external_wait(job->pool->loop, &begun_ns, "the job", job->returned.number))
		oriel__pool_pause(job->pool);
}

/* Cancels a job in a replay. First waits until the job is at least as far as in the recording; a
 * job that is further is reported as recorded. */
static enum oriel__job_progress job_withdraw_as_recorded(oriel_job *job) {
	oriel_loop *loop = job->pool->loop;
	enum oriel__job_progress was = (enum oriel__job_progress)oriel__external_number(
		loop, &cancelled_kind, ORIEL__JOB_WITHDRAWN, ORIEL__JOB_WITHDRAWN);
	if (was != ORIEL__JOB_WITHDRAWN)
		job_await_begin(job, was == ORIEL__JOB_RETURNED);
	enum oriel__job_progress is = job_withdraw(job);
	if (was == ORIEL__JOB_WITHDRAWN && is == ORIEL__JOB_RUNS) {
		job_await_begin(job, true);
		is = oriel__pool_withdraw(job->pool, job);
	}
	return oriel__loop_is_replayed(loop) ? was : is;
}

static void job_cancel(oriel_job *job) {
	oriel_loop *loop = job->pool->loop;
	enum oriel__job_progress progress;
	if (oriel__loop_is_replayed(loop)) {
		progress = job_withdraw_as_recorded(job);
	} else {
		progress = job_withdraw(job);
		oriel__external_number(loop, &cancelled_kind, progress, ORIEL__JOB_WITHDRAWN);
	}
	if (progress != ORIEL__JOB_RUNS)
		job_deliver(job);
}

static void job_on_abort(struct oriel__abort_hook *hook) {
	job_cancel(oriel__container_of(hook, oriel_job, hook));
}

bool oriel_job_is_cancelled(const oriel_job *job) {
	oriel__executor_point(job);
	return job_is_cancelled(job);
}

/* ---- The end of the pool ---- */

static void job_each(struct oriel__pool *pool, void (*visit)(oriel_job *)) {
	for (uint32_t i = 0; i < pool->jobs.used; i++) {
		oriel_job *job = pool->jobs.values[i];
		if (job != NULL)
			visit(job);
	}
}

/* Returns a job whose result can be delivered, or NULL. *waits tells whether any job must be waited
 * for. Locked. */
static oriel_job *job_find_to_finish(struct oriel__pool *pool, bool *waits) {
	*waits = false;
	for (uint32_t i = 0; i < pool->jobs.used; i++) {
		oriel_job *job = pool->jobs.values[i];
		if (job == NULL || !job->must_finish_on_quit)
			continue;
		if (job->state == ORIEL__JOB_STATE_RETURNED)
			return job;
		*waits = true;
	}
	return NULL;
}

static void job_finish_all(struct oriel__pool *pool) {
	for (;;) {
		bool waits;
		oriel__pool_lock(pool);
		oriel_job *job = job_find_to_finish(pool, &waits);
		while (job == NULL && waits) {
			oriel__pool_await_return(pool);
			job = job_find_to_finish(pool, &waits);
		}
		oriel__pool_unlock(pool);
		if (job == NULL)
			return;
		job_deliver(job);
	}
}

void oriel__job_release_left(oriel_job *job) {
	struct oriel__pool *pool = job->pool;
	if (atomic_fetch_sub_explicit(&job->holders, 1, memory_order_acq_rel) > 1)
		return;
	job->extra.drop_left(job->data);
	oriel__trace_file_unref(job->trace);
	oriel__free(job);
	oriel__pool_unref(pool);
}

/* Abandons a job whose thread is still working; that thread frees the job. */
static void job_leave_behind(oriel_job *job) {
	struct oriel__pool *pool = job->pool;
	oriel__slot_map_remove(&pool->jobs, job->id);
	oriel__abort_hook_remove(&job->hook);
	oriel__hold_begin(pool->loop);
	job->extra.leave(job->data);
	oriel__job_queue_leave(job->queue);
	oriel__loop_pending_end(pool->loop);
	oriel__cause_release(&job->cause);
	oriel__job_release_left(job);
	oriel__hold_end(pool->loop);
}

static void job_end(oriel_job *job) {
	if (job->is_left)
		job_leave_behind(job);
	else
		job_deliver(job);
}

/* The value of the loop's slot after the end of its pool. */
static const char ended;

/* Ends the pool. While the loop ends, user code may still run jobs. They join this pool as long as
 * it waits for .finish_on_quit jobs, and are refused after that. */
static void job_finish_pool(void *value) {
	struct oriel__pool *pool = value;
	oriel__loop_set_slot(pool->loop, ORIEL__LOOP_SLOT_JOB, pool, NULL);
	job_finish_all(pool);
	oriel__loop_set_slot(pool->loop, ORIEL__LOOP_SLOT_JOB, (void *)&ended, NULL);
	pool->is_ended = true;
	job_each(pool, job_cancel);
	oriel__job_queues_end(pool);
	oriel__pool_stop(pool);
	job_each(pool, job_end);
	oriel_job_queue_destroy(pool->lookups);
	oriel__census_remove(pool->loop, &pool->census);
	oriel__pool_unref(pool);
}

static void job_count(const struct oriel__census_source *source, struct oriel_census *out) {
	const struct oriel__pool *pool = oriel__container_of(source, struct oriel__pool, census);
	oriel__census_put(out, "jobs", pool->jobs.count);
}

/* Returns whether a recorded report may be missing in a replay: a job that is cancelled earlier in
 * its work makes fewer reports, and the later ones would not be delivered. */
static bool job_report_is_moot(oriel_loop *loop, const char *name, uint64_t number) {
	const struct oriel__pool *pool = oriel__loop_slot(loop, ORIEL__LOOP_SLOT_JOB);
	for (uint32_t i = 0; i < pool->jobs.used; i++) {
		const oriel_job *job = pool->jobs.values[i];
		if (job != NULL && job->reported.number == number)
			return job_is_cancelled_by_loop(job) && strcmp(job->reported.name, name) == 0;
	}
	return strcmp(name, report_name) == 0;
}

/* Returns the loop's pool, or NULL. */
static struct oriel__pool *job_find_pool(const oriel_loop *loop) {
	void *value = oriel__loop_slot(loop, ORIEL__LOOP_SLOT_JOB);
	return value != &ended ? value : NULL;
}

struct oriel__pool *oriel__pool_of(oriel_loop *loop) {
	struct oriel__pool *pool = job_find_pool(loop);
	if (pool == NULL && oriel__loop_slot(loop, ORIEL__LOOP_SLOT_JOB) == NULL) {
		pool = oriel__pool_new(loop);
		pool->census.count = job_count;
		oriel__external_set_moot(loop, job_report_is_moot);
		oriel__census_add(loop, &pool->census);
		oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_JOB, pool, job_finish_pool);
	}
	return pool;
}

void oriel__jobs_finish(oriel_loop *loop) {
	ORIEL_ASSERT(!oriel__callback_on_stack(loop),
		"oriel__jobs_finish: called inside a callback; wait for the loop to return");
	struct oriel__pool *pool = job_find_pool(loop);
	oriel__external_end(loop);
	if (pool != NULL)
		job_finish_all(pool);
}

size_t oriel__jobs_thread_count(oriel_loop *loop) {
	struct oriel__pool *pool = job_find_pool(loop);
	if (pool == NULL)
		return 0;
	oriel__pool_lock(pool);
	size_t count = pool->thread_count;
	oriel__pool_unlock(pool);
	return count;
}

struct oriel__job_counts oriel__jobs_counts(oriel_loop *loop) {
	const struct oriel__pool *pool = job_find_pool(loop);
	return pool != NULL ?
		(struct oriel__job_counts){ pool->given, pool->jobs.count, pool->most_jobs } :
		(struct oriel__job_counts){ 0 };
}

void oriel__jobs_forget_counts(oriel_loop *loop) {
	struct oriel__pool *pool = job_find_pool(loop);
	if (pool == NULL)
		return;
	pool->given = 0;
	pool->most_jobs = pool->jobs.count;
}

void oriel__jobs_set_idle_ms(oriel_loop *loop, int64_t idle_ms) {
	struct oriel__pool *pool = oriel__pool_of(loop);
	oriel__pool_lock(pool);
	pool->idle_ms = idle_ms;
	oriel__pool_unlock(pool);
}

void oriel__jobs_set_leave_ms(oriel_loop *loop, int64_t leave_ms) {
	oriel__pool_of(loop)->leave_ms = leave_ms;
}

/* ---- Public functions ---- */

static oriel_job *job_new(struct oriel__pool *pool, oriel_job_work_fn *work,
	oriel_job_done_fn *done, void *data, const struct oriel_job_options *options) {
	oriel_job *job = oriel__alloc_zero(1, sizeof(*job));
	job->pool = pool;
	job->work = work;
	job->done = done;
	job->progress = options->progress;
	job->release = options->release;
	job->data = data;
	job->queue = options->queue;
	job->priority = options->priority;
	job->must_finish_on_quit = options->finish_on_quit;
	uint64_t number = ++pool->last_number;
	job->returned = (struct oriel__remote_task){ .name = "job",
		.number = number,
		.run = job_run_returned,
		.abandon = job_abandon_returned,
		.source = ORIEL_TASK_SOURCE_JOB };
	job->reported = (struct oriel__remote_task){ .name = report_name,
		.number = number,
		.run = job_run_reported,
		.abandon = job_abandon_reported,
		.source = ORIEL_TASK_SOURCE_JOB };
	atomic_init(&job->cancelled, false);
	return job;
}

void oriel__job_check_options(const char *caller, const char *site, const struct oriel__pool *pool,
	const struct oriel_job_options *options) {
	oriel__check_options(caller, site, options);
	ORIEL_ASSERT(options->queue == NULL || pool == NULL || options->queue->pool == pool,
		"%s at %s: the queue belongs to another thread's loop; make one on this thread", caller,
		site);
	ORIEL_ASSERT(options->queue == NULL || !options->queue->is_destroyed,
		"%s at %s: the queue is destroyed; run jobs before that", caller, site);
	ORIEL_ASSERT(
		options->priority >= ORIEL_JOB_PRIORITY_LOW && options->priority <= ORIEL_JOB_PRIORITY_HIGH,
		"%s at %s: %d is no priority; see enum oriel_job_priority", caller, site,
		(int)options->priority);
}

static bool job_is_refused(
	const struct oriel__pool *pool, const struct oriel_job_options *options) {
	return pool == NULL ||
		(options->signal != NULL && oriel_abort_signal_is_aborted(options->signal)) ||
		(options->queue != NULL && oriel_job_queue_is_full(options->queue));
}

oriel_job_id oriel__job_run(const char *site, oriel_job_work_fn *work, oriel_job_done_fn *done,
	void *data, const struct oriel_job_options *options, const struct oriel__job_extra *extra,
	int *error) {
	oriel_loop *loop = oriel__loop_here("oriel_job_run");
	struct oriel__pool *pool = oriel__pool_of(loop);
	ORIEL_ASSERT(work != NULL,
		"oriel_job_run at %s: the work is NULL; pass a function for a pool thread", site);
	oriel__job_check_options("oriel_job_run", site, pool, options);
	*error = 0;
	if (job_is_refused(pool, options)) {
		oriel__defer_drop(loop, options->release, data);
		return 0;
	}
	oriel_job *job = job_new(pool, work, done, data, options);
	job->cause = oriel__cause_capture(loop, site);
	job->site = job->cause.site;
	/* one that may be left behind outlives its loop */
	if (job->cause.context != NULL && (extra == NULL || extra->leave == NULL))
		job->work_context = oriel__context_clone(job->cause.context);
	job->trace = oriel__trace_file_ref(oriel__trace_file(loop));
	job->begun_by = oriel__trace_point_here(loop);
	if (extra != NULL)
		job->extra = *extra;
	atomic_init(&job->holders, 2);
	job->id = oriel__slot_map_add(&pool->jobs, job);
	pool->given++;
	if (pool->jobs.count > pool->most_jobs)
		pool->most_jobs = pool->jobs.count;
	oriel__job_queue_accept(job->queue);
	if (job->queue == NULL)
		oriel__loop_pressure(loop, ORIEL_PRESSURE_JOBS, ++pool->unqueued, job->site);
	oriel__abort_hook_add(options->signal, &job->hook, job_on_abort);
	oriel__loop_pending_begin(loop);
	oriel_job_id id = job->id;
	*error = oriel__pool_submit(pool, job);
	if (*error == 0)
		return id;
	atomic_store_explicit(&job->cancelled, true, memory_order_release);
	job_deliver(job);
	return 0;
}

oriel_job_id oriel_job_run_at(const char *site, oriel_job_work_fn *work, oriel_job_done_fn *done,
	void *data, const struct oriel_job_options *options) {
	static const struct oriel_job_options defaults = { .size = sizeof(defaults) };
	int error;
	oriel_job_id id = oriel__job_run(
		site, work, done, data, options != NULL ? options : &defaults, NULL, &error);
	if (error != 0)
		oriel_log(ORIEL_LOG_ERROR,
			"oriel_job_run at %s: no thread can be started: %s; raise the limit of threads", site,
			oriel__errno_text(error).text);
	return id;
}

void oriel_job_set_threads(size_t threads) {
	enum { MOST_THREADS = 1024 };
	struct oriel__pool *pool = oriel__pool_of(oriel__loop_here("oriel_job_set_threads"));
	ORIEL_ASSERT(threads <= MOST_THREADS,
		"oriel_job_set_threads: %zu threads are too many; pass at most %d, or 0 for the default",
		threads, MOST_THREADS);
	ORIEL_ASSERT(pool != NULL,
		"oriel_job_set_threads: the loop is ending, and runs no more jobs; call it before "
		"oriel_loop_destroy()");
	ORIEL_ASSERT(pool->executor == NULL,
		"oriel_job_set_threads: an executor runs the jobs of this loop; pass .threads to "
		"oriel_executor_use()");
	oriel__pool_set_max_threads(pool, threads > 0 ? threads : pool->default_threads);
}

size_t oriel_job_threads(void) {
	const struct oriel__pool *pool = oriel__pool_of(oriel__loop_here("oriel_job_threads"));
	return pool != NULL ? pool->max_threads : 0;
}

void oriel_job_cancel(oriel_job_id id) {
	struct oriel__pool *pool = job_find_pool(oriel__loop_here("oriel_job_cancel"));
	oriel_job *job = pool != NULL ? oriel__slot_map_get(&pool->jobs, id) : NULL;
	if (job != NULL)
		job_cancel(job);
}
