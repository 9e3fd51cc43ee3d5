/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The deterministic executor: runs the jobs of a loop in an order drawn from a seed, in tests,
 * instead of the pool. So a test can try many orders that threads might bring about, and a failure
 * comes again with its seed.
 *
 * ```c
 * static void work(oriel_job *job, void *data) {
 *     if (oriel_job_is_cancelled(job)) // the executor may suspend the job here
 *         return;
 * }
 *
 * static void done(void *data) {
 *     puts((const char *)data);
 * }
 *
 * for (uint64_t seed = 0; seed < 1000; seed++) {
 *     oriel_loop *test = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
 *     oriel_executor_use(seed);
 *     oriel_job_run(work, done, "a");
 *     oriel_job_run(work, done, "b");
 *     oriel_loop_settle(test); // "a", "b" with some seeds, "b", "a" with others
 *     oriel_loop_destroy(test);
 * }
 * ```
 *
 * One job works at a time, while the loop's thread waits: perhaps when the loop polls, and
 * certainly when the loop would block. A job may be suspended where it reports progress or asks
 * whether it is cancelled, and continued later, after others. Priorities, queues, progress,
 * cancelling and the end of the loop are as with the pool. The seed decides which job works when
 * and for how long. Anything else that a job depends on, e.g. a clock, stays outside.
 *
 * Thread: loop. Errors: only broken contracts, which assert.
 */
#ifndef ORIEL_RUNTIME_EXECUTOR_H
#define ORIEL_RUNTIME_EXECUTOR_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** Options of oriel_executor_use(). */
struct oriel_executor_options {
	ORIEL_OPTIONS_HEAD;
	size_t threads ORIEL_DEFAULT; /**< jobs that have begun at one time, at most; 0: 3 */
	/**
	 * ms of the machine's time that a job may work before it counts as waiting for a job that does
	 * not run; 0: 10,000
	 */
	double patience_ms ORIEL_DEFAULT;
};

/** Does the work of oriel_executor_use(). */
ORIEL_API void oriel_executor_use_at(
	const char *site, uint64_t seed, const struct oriel_executor_options *options);
/**
 * Makes a deterministic executor run the jobs of this thread's loop, until the loop ends.
 *
 * Jobs that wait for each other, which a pool may or may not let through, assert here: the message
 * names the job that did not return.
 *
 * @param ... seed, then members of struct oriel_executor_options by name. Any number is a seed; the
 * same one gives the same order
 * Errors: asserts if the loop has run a job already, or has an executor.
 */
#define oriel_executor_use(...) \
	ORIEL__CALL_1(oriel_executor_use_at, struct oriel_executor_options, __VA_ARGS__, )

ORIEL_END

#endif
