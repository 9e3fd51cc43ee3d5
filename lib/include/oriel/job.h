/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Jobs: heavy work on the threads of a pool, with its result as a task of the loop.
 *
 * Pool threads start on demand and leave after ten idle seconds.
 *
 * Thread: loop, but for what a job calls from its pool thread.
 */
#ifndef ORIEL_JOB_H
#define ORIEL_JOB_H

#include <oriel/status.h>

ORIEL_BEGIN

/** The work, on a pool thread. It shares nothing with the loop's thread but data, which is its own until it returns. */
typedef void oriel_job_work_fn(oriel_job *job, void *data);
/** The result, on the loop's thread, once the work has returned. Not called for a job that was cancelled. */
typedef void oriel_job_done_fn(void *data);
/** News from a running job, on the loop's thread; reports that come faster than they are taken are coalesced to the newest. */
typedef void oriel_job_progress_fn(void *report, void *data);

enum oriel_job_priority {
	ORIEL_JOB_PRIORITY_LOW = -1,
	ORIEL_JOB_PRIORITY_NORMAL = 0,
	ORIEL_JOB_PRIORITY_HIGH = 1,
};

struct oriel_job_options {
	enum oriel_job_priority priority; /**< among the jobs that wait; first in, first out within one */
	oriel_signal *signal;             /**< its abort cancels the job; oriel_widget_signal() drops results for a destroyed widget; may be NULL */
	oriel_job_progress_fn *progress;  /**< may be NULL */
	bool finish_on_quit;              /**< the application and the loop wait for it when they end, instead of cancelling it */
	oriel_job_queue *queue;           /**< run one at a time and in order with the others of this queue; NULL: as threads are free */
	oriel_drop_fn *drop;              /**< data is handed over: dropped on the loop's thread after done, or when cancelled and off its thread; may be NULL */
	size_t size;
};

/**
 * Has work(job, data) run on a pool thread, and then done(data) as a task of this loop.
 *
 * A job that is cancelled before it has begun never begins; one that runs is told (oriel_job_is_cancelled()) and ends when it
 * likes; in both cases neither progress nor done is called any more, and drop runs once the work is off its thread.
 *
 * @param done may be NULL
 * @param data borrowed, or handed over with .drop
 * @return an id for oriel_job_cancel(); 0, with data dropped, if .signal has aborted
 */
ORIEL_API oriel_job_id oriel_job_run_at(const char *site, oriel_job_work_fn *work, oriel_job_done_fn *done, void *data, const struct oriel_job_options *options);
#define oriel_job_run(...) ORIEL__JOB_RUN(__VA_ARGS__, .size = sizeof(struct oriel_job_options))
#define ORIEL__JOB_RUN(work, done, data, ...) oriel_job_run_at(ORIEL_SITE, work, done, data, &(const struct oriel_job_options){ __VA_ARGS__ })

/** Cancels a job. Any id is allowed. */
ORIEL_API void oriel_job_cancel(oriel_job_id id);

/** Whether the job's result is no longer wanted. Thread: its pool thread. */
ORIEL_API bool oriel_job_is_cancelled(const oriel_job *job);

/** Sends news to the job's progress callback. @param report handed over; dropped on the loop's thread, also unseen. Thread: its pool thread. */
ORIEL_API void oriel_job_report(oriel_job *job, struct oriel_payload report);

/** Makes a serial queue. @return owned by the caller; oriel_job_queue_destroy() */
ORIEL_API oriel_job_queue *oriel_job_queue_new(void);
/** Takes no more jobs; those accepted still run. NULL is allowed. */
ORIEL_API void oriel_job_queue_destroy(oriel_job_queue *queue);
/** @return how many of its jobs wait or run */
ORIEL_API size_t oriel_job_queue_depth(const oriel_job_queue *queue);

ORIEL_END

#endif
