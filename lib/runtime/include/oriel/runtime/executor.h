/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The deterministic executor: for tests, in the place of the pool. It runs the jobs of a loop in an
 * order drawn from a seed, so that the orders that threads could bring about can be tried one after
 * another, and a failure comes again with its seed.
 *
 *     for (uint64_t seed = 0; seed < 1000; seed++) {
 *         oriel_app *app = oriel_app_new("org.example.test", .headless = true);
 *         oriel_executor_use(seed);
 *         ...
 *         oriel_loop_settle(oriel_app_loop(app));
 *     }
 *
 * One job works at a time, while the loop's thread waits: when the loop polls, perhaps, and when it
 * would block, certainly. A job may be left where it reports progress or asks whether it is
 * cancelled, and gone on with later, others between. Priorities, queues, progress, cancelling and
 * the end of the loop are as with the pool. What seeds decide is which job works when and for how
 * long; what a job does by itself, e.g. with a clock, is its own.
 *
 * Thread: loop.
 */
#ifndef ORIEL_RUNTIME_EXECUTOR_H
#define ORIEL_RUNTIME_EXECUTOR_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** Options of oriel_executor_use(). */
struct oriel_executor_options {
	ORIEL_OPTIONS_HEAD;
	size_t threads ORIEL_DEFAULT; /**< so many jobs are begun at one time; 0: 3 */
	/**
	 * how long a job may work, in the machine's time, before it is taken to wait for one that does
	 * not run; 0: 10,000
	 */
	double patience_ms ORIEL_DEFAULT;
};

/** The function behind oriel_executor_use(). */
ORIEL_API void oriel_executor_use_at(
	const char *site, uint64_t seed, const struct oriel_executor_options *options);
/**
 * Has the jobs of this thread's loop run by a deterministic executor, until the loop ends.
 *
 * Jobs that wait for each other, which a pool may or may not let through, assert here: the message
 * names the job that did not return.
 *
 * @param ... seed, then members of struct oriel_executor_options by name; seed: any number; the
 * same one gives the same order; options: copied; NULL means the defaults
 * Errors: asserts if the loop has run a job already, or has an executor.
 */
#define oriel_executor_use(...) \
	ORIEL__CALL_1(oriel_executor_use_at, struct oriel_executor_options, __VA_ARGS__, )

ORIEL_END

#endif
