/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Jobs: heavy work on the threads of a pool, with its result as a task of the loop or as a promise.
 *
 * Each loop has a pool. Its threads start on demand and end after one idle second. Jobs begin by
 * priority, then in the order of the calls.
 *
 * ```c
 * static struct oriel_completion add_up(oriel_job *job, void *data) {
 *     uint64_t *sum = (uint64_t *)data;
 *     for (uint64_t i = 1; i <= 1000000 && !oriel_job_is_cancelled(job); i++)
 *         *sum += i;
 *     return oriel_return(oriel_borrowed(sum));
 * }
 *
 * static struct oriel_completion show(struct oriel_payload result, void *data) {
 *     printf("%llu\n", (unsigned long long)*(uint64_t *)result.data); // 500000500000
 *     return ORIEL_COMPLETE;
 * }
 *
 * static uint64_t sum;
 * oriel_promise *added = oriel_job_submit(add_up, &sum, .signal = signal); // on a pool thread
 * oriel_promise_unref(oriel_then(added, show, NULL, NULL));
 * ```
 *
 * Thread: loop, except for the functions that a job calls on its pool thread. Errors: an id of 0,
 * with data released, if .signal has aborted, the loop ends, or there is no thread.
 */
#ifndef ORIEL_RUNTIME_JOB_H
#define ORIEL_RUNTIME_JOB_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/**
 * Sets how many threads the pool of this thread's loop has at most. It may be called before the
 * first job and at any time later: if jobs wait, more threads begin at once; threads that are too
 * many leave after the job that they run. Jobs that block, on the network or on a slow disk, may
 * need more threads than there are cores. Files and look-ups of hosts run on the same pool.
 *
 * For example, 8 jobs of 100 ms that only wait take 400 ms on the 2 threads of a small machine, and
 * 100 ms after oriel_job_set_threads(8).
 *
 * @param threads 1 to 1,024; 0: the default, one a core and at least two
 * Errors: asserts if there are too many, while the loop ends, and when an executor runs the jobs
 * (executor.h). Thread: loop.
 */
ORIEL_API void oriel_job_set_threads(size_t threads);
/** Returns the largest number of threads of this loop's pool; 0 while the loop ends. */
ORIEL_API size_t oriel_job_threads(void);

/**
 * The work of a job, on a pool thread. It shares nothing with the loop's thread but data, which
 * belongs to the work until it returns.
 */
typedef void oriel_job_work_fn(oriel_job *job, void *data);
/**
 * Receives the result, on the loop's thread, once the work has returned. Not called for a cancelled
 * job.
 */
typedef void oriel_job_done_fn(void *data);
/**
 * Receives a report of a running job, on the loop's thread. Of reports that come faster than the
 * loop takes them, only the newest arrives.
 */
typedef void oriel_job_progress_fn(void *report, void *data);

/** The priority of a job among the jobs that wait for a thread. */
enum oriel_job_priority {
	ORIEL_JOB_PRIORITY_LOW = -1,
	ORIEL_JOB_PRIORITY_NORMAL = 0,
	ORIEL_JOB_PRIORITY_HIGH = 1,
};

/** Options of oriel_job_run() and oriel_job_submit(). */
struct oriel_job_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_job_priority priority ORIEL_DEFAULT; /**< ORIEL_JOB_PRIORITY_NORMAL unless given */
	/** its abort cancels the job; oriel_widget_signal() cancels it with its widget; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	oriel_job_progress_fn *progress ORIEL_DEFAULT; /**< may be NULL */
	/** the application and the loop wait for the job when they end, instead of cancelling it */
	bool finish_on_quit ORIEL_DEFAULT;
	/**
	 * the queue that lets the job begin; NULL: none, the job begins when a thread is free, and any
	 * number of jobs may wait
	 */
	oriel_job_queue *queue ORIEL_DEFAULT;
	/**
	 * releases data on the loop's thread, after done, or when a cancelled job is off its thread;
	 * NULL: data is borrowed
	 */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_job_run(). */
ORIEL_API oriel_job_id oriel_job_run_at(const char *site, oriel_job_work_fn *work,
	oriel_job_done_fn *done, void *data, const struct oriel_job_options *options);
/**
 * Runs work(job, data) on a pool thread, and then done(data) as a task of this loop.
 *
 * A job that is cancelled before it has begun never begins. A running job that is cancelled ends
 * when its function returns, which oriel_job_is_cancelled() may hasten. In both cases neither
 * progress nor done is called any more, and the release function runs once the work is off its
 * thread.
 *
 * @param done may be NULL
 * @param ... data, then members of struct oriel_job_options by name; data is borrowed, or handed
 * over with .release
 * @return an id for oriel_job_cancel(); 0 also if .queue is full, or, logged, the pool has no
 * thread and none can be started
 */
#define oriel_job_run(work, done, ...) \
	ORIEL__CALL_3(oriel_job_run_at, struct oriel_job_options, work, done, __VA_ARGS__, )

/** Cancels a job. Any id is allowed. */
ORIEL_API void oriel_job_cancel(oriel_job_id id);

/** Returns whether the job has been cancelled. Thread: its pool thread. */
ORIEL_API bool oriel_job_is_cancelled(const oriel_job *job);

/**
 * Sends a report to the job's progress function.
 * @param report handed over; released on the loop's thread, also unseen
 * Thread: the job's pool thread.
 */
ORIEL_API void oriel_job_report(oriel_job *job, struct oriel_payload report);

/**
 * Work with a result, on a pool thread. Its completion settles the promise of oriel_job_submit():
 * oriel_return(), oriel_throw(), oriel_throw_error(). Following a promise asserts, since promises
 * belong to loops.
 */
typedef struct oriel_completion oriel_job_result_fn(oriel_job *job, void *data);

/** Does the work of oriel_job_submit(). */
ORIEL_API oriel_promise *oriel_job_submit_at(const char *site, oriel_job_result_fn *work,
	void *data, const struct oriel_job_options *options);
/**
 * Runs work(job, data) on a pool thread, as oriel_job_run() does, and settles a promise with its
 * completion in a task.
 *
 * An abort of .signal cancels the job and rejects the promise with the signal's reason. The
 * rejection comes at once if data is handed over with .release, and once the work is off its thread
 * if data is borrowed. So borrowed data is the caller's again when the promise is settled. The end
 * of the loop rejects in the same way, with ORIEL_ABORT_ERROR. A late result is released unseen.
 *
 * @param ... data, then members of struct oriel_job_options by name; data is borrowed until the
 * promise is settled, or handed over with .release
 * @return with one reference; rejected with ORIEL_QUOTA_EXCEEDED_ERROR, without a call of work, if
 * .queue is full, or the pool has no thread and none can be started
 */
#define oriel_job_submit(work, ...) \
	ORIEL__CALL_2(oriel_job_submit_at, struct oriel_job_options, work, __VA_ARGS__, )

/**
 * Works on one item of a range, on a pool thread, beside other items.
 * @return ORIEL_COMPLETE; a throw stops the rest of the range; a value is released
 */
typedef struct oriel_completion oriel_job_item_fn(oriel_job *job, size_t index, void *data);
/**
 * Receives the number of finished items, on the loop's thread, at most once a turn. The last call,
 * done == count, comes before the promise is fulfilled.
 */
typedef void oriel_job_parallel_progress_fn(size_t done, size_t count, void *data);

/** Options of oriel_job_parallel(). */
struct oriel_job_parallel_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_job_priority priority ORIEL_DEFAULT;
	size_t concurrency ORIEL_DEFAULT; /**< threads at a time, at most; 0: all of the pool */
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< may be NULL */
	oriel_job_parallel_progress_fn *progress ORIEL_DEFAULT; /**< may be NULL */
	/** releases data once all work is off its threads; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
	bool finish_on_quit ORIEL_DEFAULT; /**< as for a job */
};

/** Does the work of oriel_job_parallel(). */
ORIEL_API oriel_promise *oriel_job_parallel_at(const char *site, size_t count,
	oriel_job_item_fn *work, void *data, const struct oriel_job_parallel_options *options);
/**
 * Runs work(job, index, data) once for each index below count, on several pool threads, in no
 * order.
 *
 * A thread takes as many items at once as are done in a tenth of a millisecond or so. Small items
 * therefore cost little, and large ones spread evenly.
 *
 * The first item that throws stops the rest. Items that run are finished (long items may ask
 * oriel_job_is_cancelled()), no other item begins, and the promise is rejected with that reason. An
 * abort stops the range with the signal's reason. As for oriel_job_submit(), the promise of
 * borrowed data waits for the work.
 *
 * @param count any, also 0
 * @param ... data, then members of struct oriel_job_parallel_options by name; data has the results,
 * e.g. in an array by index; borrowed until the promise is settled, or handed over with .release
 * @return fulfilled without a value when all items are done, with one reference
 */
#define oriel_job_parallel(count, work, ...) \
	ORIEL__CALL_3(oriel_job_parallel_at, struct oriel_job_parallel_options, count, work, \
		__VA_ARGS__, )

/** Options of oriel_job_queue_new(). */
struct oriel_job_queue_options {
	ORIEL_OPTIONS_HEAD;
	/**
	 * jobs that run at a time, if threads are free; 0 or 1: one, so that work and results are in
	 * order
	 */
	size_t concurrency ORIEL_DEFAULT;
	/**
	 * jobs that wait, run, or have a result on its way, beyond which the queue is full; 0: never
	 */
	size_t limit ORIEL_DEFAULT;
};

/** Does the work of oriel_job_queue_new(). */
ORIEL_API oriel_job_queue *oriel_job_queue_new_at(
	const char *site, const struct oriel_job_queue_options *options);
/**
 * Makes a queue that bounds its jobs.
 * @param ... members of struct oriel_job_queue_options by name
 * @return owned by the caller; oriel_job_queue_destroy()
 */
#define oriel_job_queue_new(...) \
	ORIEL__CALL_0(oriel_job_queue_new_at, struct oriel_job_queue_options, __VA_ARGS__)

/**
 * Destroys the queue, which takes no more jobs; accepted jobs still run. Promises of
 * oriel_job_queue_ready() are rejected with ORIEL_INVALID_STATE_ERROR. NULL is allowed.
 */
ORIEL_API void oriel_job_queue_destroy(oriel_job_queue *queue);
/** Returns the number of jobs of the queue that wait or run. */
ORIEL_API size_t oriel_job_queue_depth(const oriel_job_queue *queue);
/** Returns whether another job would be refused. */
ORIEL_API bool oriel_job_queue_is_full(const oriel_job_queue *queue);

/** Does the work of oriel_job_queue_ready(). */
ORIEL_API oriel_promise *oriel_job_queue_ready_at(const char *site, oriel_job_queue *queue);
/**
 * Waits for room in the queue. A producer that is faster than the pool awaits this before each job.
 *
 * Each promise stands for a place of its own, the oldest first, and the place is reserved for the
 * rest of the task. A producer that submits without asking may be quicker.
 *
 * @return a promise, fulfilled without a value when there is room, with one reference
 */
#define oriel_job_queue_ready(queue) oriel_job_queue_ready_at(ORIEL_SITE, queue)

ORIEL_END

#endif
