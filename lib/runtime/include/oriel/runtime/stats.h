/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Statistics: how much a loop has done, and how punctual it was.
 *
 * Counting is always on and costs about two nanoseconds a task. Latencies are sampled on the
 * machine's clock: the first task that is queued after the loop has slept is timed, and one of 64.
 * On a virtual clock every task is timed, one at a time. Lag needs no timer of its own. The depth
 * of a queue is read at the beginning of the step that empties it.
 *
 * ```c
 * static struct oriel_stats stats;
 * oriel_loop_stats(loop, &stats);
 * printf("99 %% of tasks began within %g us\n",
 *     oriel_histogram_percentile(&stats.task_latency, 99) / 1000);
 * ```
 *
 * Thread: loop. Nothing here can fail.
 */
#ifndef ORIEL_RUNTIME_STATS_H
#define ORIEL_RUNTIME_STATS_H

#include <oriel/runtime/histogram.h>

ORIEL_BEGIN

/** The depth of a queue. */
struct oriel_depth {
	size_t now;
	size_t most; /**< since the beginning, or oriel_loop_reset_stats() */
};

/**
 * The task that has kept the loop from everything else for longest: see long_task.h for what counts
 * as one task.
 */
struct oriel_longest_task {
	double duration_ms; /**< 0: there was no long task */
	const char *site; /**< place of the registration of its callback, "file:line"; may be NULL */
	char chain[256]; /**< the callback and its causes (cause.h), cut to fit */
};

/** Counts since the loop was made, or since oriel_loop_reset_stats(). */
struct oriel_stats {
	uint64_t tasks;       /**< tasks that have run: posts, input and results of jobs too */
	uint64_t microtasks;  /**< microtasks and next-ticks that have run */
	uint64_t checkpoints; /**< checkpoints that ran a microtask */
	uint64_t immediates, timers, frame_callbacks, idles;
	uint64_t jobs;        /**< jobs that were given to the pool */
	uint64_t long_tasks;  /**< see long_task.h */
	struct oriel_longest_task longest_task;

	uint64_t frames_on_time; /**< done within their interval */
	uint64_t frames_late;
	uint64_t frames_skipped; /**< intervals that passed while a frame waited for its turn */
	uint64_t frames_early;   /**< drawn between frames, in response to input */

	struct oriel_depth task_depth, microtask_depth, immediate_depth, timer_depth;
	/** posts that have not run; they are tasks too once the loop has taken them */
	struct oriel_depth post_depth;
	struct oriel_depth job_depth;  /**< jobs that were not delivered */

	/** from being queued, or taken from another thread's posts, to running; ns */
	struct oriel_histogram task_latency;
	/**
	 * How late the loop was; ns. Each timer adds the time from its deadline to the beginning of its
	 * callback, and each frame the same. Each turn that ran something adds the time from its poll
	 * to the next one: so long an event from outside may have waited. For example, a timer of 10 ms
	 * whose turn first runs another timer's callback for 30 ms adds 30 ms, and that turn adds 30 ms
	 * as well.
	 */
	struct oriel_histogram lag;
	struct oriel_histogram drains;       /**< microtasks of a checkpoint */
};

/**
 * Reads the statistics.
 * @param out filled in; large (28 KiB)
 */
ORIEL_API void oriel_loop_stats(oriel_loop *loop, struct oriel_stats *out);

/** Resets the statistics: counts are 0, and the largest depth of a queue is its depth now. */
ORIEL_API void oriel_loop_reset_stats(oriel_loop *loop);

ORIEL_END

#endif
