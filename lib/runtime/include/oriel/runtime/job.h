/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Jobs: heavy work on the threads of a pool, with its result as a task of the loop or as a promise.
 *
 * Each loop has a pool. Its threads start on demand and leave after ten idle seconds. Jobs begin by
 * priority, then first in, first out.
 *
 * Thread: loop, but for what a job calls from its pool thread. Errors: an id of 0, with data
 * dropped, if .signal has aborted, the loop ends, or there is no thread.
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
/** Returns how many threads the pool of this thread's loop has at most. @return 0 while the loop
 * ends */
ORIEL_API size_t oriel_job_threads(void);

/**
 * The work, on a pool thread. It shares nothing with the loop's thread but data, which is its own
 * until it returns.
 */
typedef void oriel_job_work_fn(oriel_job *job, void *data);
/**
 * The result, on the loop's thread, once the work has returned. Not called for a job that was
 * cancelled.
 */
typedef void oriel_job_done_fn(void *data);
/**
 * News from a running job, on the loop's thread; reports that come faster than they are taken are
 * coalesced to the newest.
 */
typedef void oriel_job_progress_fn(void *report, void *data);

enum oriel_job_priority {
	ORIEL_JOB_PRIORITY_LOW = -1,
	ORIEL_JOB_PRIORITY_NORMAL = 0,
	ORIEL_JOB_PRIORITY_HIGH = 1,
};

/** Options of oriel_job_run() and oriel_job_submit(). */
struct oriel_job_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_job_priority priority ORIEL_DEFAULT; /**< among the jobs that wait for a thread */
	/**
	 * its abort cancels the job; oriel_widget_signal() releases results for a destroyed widget; may
	 * be NULL
	 */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	oriel_job_progress_fn *progress ORIEL_DEFAULT; /**< may be NULL */
	/** the application and the loop wait for it when they end, instead of cancelling it */
	bool finish_on_quit ORIEL_DEFAULT;
	/**
	 * the queue that lets it begin; NULL: none, it begins as threads are free, and any number may
	 * wait
	 */
	oriel_job_queue *queue ORIEL_DEFAULT;
	/**
	 * releases data on the loop's thread after done, or when cancelled and off its thread; NULL:
	 * data is borrowed
	 */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** The function behind oriel_job_run(). */
ORIEL_API oriel_job_id oriel_job_run_at(const char *site, oriel_job_work_fn *work,
	oriel_job_done_fn *done, void *data, const struct oriel_job_options *options);
/**
 * Has work(job, data) run on a pool thread, and then done(data) as a task of this loop.
 *
 * A job that is cancelled before it has begun never begins; one that runs is told
 * (oriel_job_is_cancelled()) and ends when it likes; in both cases neither progress nor done is
 * called any more, and drop runs once the work is off its thread.
 *
 * @param done may be NULL
 * @param ... data, then members of struct oriel_job_options by name; data: borrowed, or handed over
 * with .release
 * @return an id for oriel_job_cancel(); 0, with data released, if .signal has aborted, .queue is
 * full, or, logged, the pool has no thread and none can be started
 */
#define oriel_job_run(work, done, ...) \
	ORIEL__CALL_3(oriel_job_run_at, struct oriel_job_options, work, done, __VA_ARGS__, )

/** Cancels a job. Any id is allowed. */
ORIEL_API void oriel_job_cancel(oriel_job_id id);

/** Whether the job's result is no longer wanted. Thread: its pool thread. */
ORIEL_API bool oriel_job_is_cancelled(const oriel_job *job);

/** Sends news to the job's progress callback. @param report handed over; dropped on the loop's
 * thread, also unseen. Thread: its pool thread. */
ORIEL_API void oriel_job_report(oriel_job *job, struct oriel_payload report);

/**
 * Work that has a result, on a pool thread. What it completes with settles the promise of
 * oriel_job_submit(): oriel_return(), oriel_throw(), oriel_throw_error(). Following a promise
 * asserts: promises belong to loops.
 */
typedef struct oriel_completion oriel_job_result_fn(oriel_job *job, void *data);

/** The function behind oriel_job_submit(). */
ORIEL_API oriel_promise *oriel_job_submit_at(const char *site, oriel_job_result_fn *work,
	void *data, const struct oriel_job_options *options);
/**
 * Has work(job, data) run on a pool thread, as oriel_job_run() does, for a promise of its result,
 * which settles in a task.
 *
 * An abort of .signal cancels the job and rejects the promise with the signal's reason: at once if
 * data is handed over with .release; if it is borrowed, once the work is off its thread. So
 * whatever a promise became, borrowed data is the caller's again. The end of the loop does the same
 * with ORIEL_ABORT_ERROR. A result that came too late is released unseen.
 *
 * @param ... data, then members of struct oriel_job_options by name; data: borrowed until the
 * promise is settled, or handed over with .release; options: as for oriel_job_run()
 * @return with one reference; rejected with ORIEL_QUOTA_EXCEEDED_ERROR, and no work done, if .queue
 * is full, or the pool has no thread and none can be started
 */
#define oriel_job_submit(work, ...) \
	ORIEL__CALL_2(oriel_job_submit_at, struct oriel_job_options, work, __VA_ARGS__, )

/**
 * Works on one item, on a pool thread, beside others. @return ORIEL_COMPLETE; a throw stops the
 * rest; a value is released
 */
typedef struct oriel_completion oriel_job_item_fn(oriel_job *job, size_t index, void *data);
/**
 * How many items are done, on the loop's thread; at most once a turn. The last one, done == count,
 * comes before the promise is fulfilled.
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

/** The function behind oriel_job_parallel(). */
ORIEL_API oriel_promise *oriel_job_parallel_at(const char *site, size_t count,
	oriel_job_item_fn *work, void *data, const struct oriel_job_parallel_options *options);
/**
 * Has work(job, index, data) run once for each index below count, on several pool threads, in no
 * order. Threads take as many items at once as are done in a tenth of a millisecond or so, so that
 * small ones are cheap, and large ones spread evenly.
 *
 * The first item that throws stops the rest: items that run are finished, no other begins
 * (oriel_job_is_cancelled() tells long ones), and the promise is rejected with that reason. An
 * abort does the same with the signal's reason, and as for oriel_job_submit() borrowed data is
 * waited for.
 *
 * @param count any, also 0
 * @param ... data, then members of struct oriel_job_parallel_options by name; data: results belong
 * here, e.g. in an array by index; borrowed until the promise is settled, or handed over with
 * .release
 * @return fulfilled without a value when all are done, with one reference
 */
#define oriel_job_parallel(count, work, ...) \
	ORIEL__CALL_3(oriel_job_parallel_at, struct oriel_job_parallel_options, count, work, \
		__VA_ARGS__, )

/** Options of oriel_job_queue_new(). */
struct oriel_job_queue_options {
	ORIEL_OPTIONS_HEAD;
	/**
	 * how many of its jobs run at a time, as threads are free; 0 or 1: one, so that work and
	 * results are in order
	 */
	size_t concurrency ORIEL_DEFAULT;
	/** of jobs that wait, run, or have a result on its way: over it the queue is full; 0: never */
	size_t limit ORIEL_DEFAULT;
};

/** The function behind oriel_job_queue_new(). */
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
 * Takes no more jobs; those accepted still run. Whoever waits for it to be ready is rejected with
 * ORIEL_INVALID_STATE_ERROR. NULL is allowed.
 */
ORIEL_API void oriel_job_queue_destroy(oriel_job_queue *queue);
/** Returns how many of its jobs wait or run. */
ORIEL_API size_t oriel_job_queue_depth(const oriel_job_queue *queue);
/** Whether another job would be refused. */
ORIEL_API bool oriel_job_queue_is_full(const oriel_job_queue *queue);

/** The function behind oriel_job_queue_ready(). */
ORIEL_API oriel_promise *oriel_job_queue_ready_at(const char *site, oriel_job_queue *queue);
/**
 * For a producer that is faster than the pool: await this, then submit one job.
 * @return a promise, fulfilled without a value when there is room, with one reference. Each that
 * waits is told of a place of its own, oldest first, and has it for the rest of the task; a
 * producer that submits without asking may be quicker
 */
#define oriel_job_queue_ready(queue) oriel_job_queue_ready_at(ORIEL_SITE, queue)

ORIEL_END

#endif
