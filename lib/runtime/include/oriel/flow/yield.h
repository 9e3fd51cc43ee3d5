/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Yielding: long work on the loop's own thread, in pieces, with input and frames between them.
 *
 * ```c
 * static bool count_next(void *data) {
 * 	unsigned *count = data;
 * 	return ++*count < 1000000;
 * }
 *
 * static unsigned count;
 * oriel_promise_unref(oriel_run_chunks(count_next, &count, .budget_ms = 5));
 * ```
 *
 * Work of 40 ms then runs as 8 pieces of 5 ms, and a key press waits 5 ms instead of 40 ms.
 *
 * Thread: loop. Errors: promises are rejected; broken contracts assert. Source: Prioritized Task
 * Scheduling, "scheduler.yield()".
 */
#ifndef ORIEL_FLOW_YIELD_H
#define ORIEL_FLOW_YIELD_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** Options of oriel_yield(). */
struct oriel_yield_options {
	ORIEL_OPTIONS_HEAD;
	/** its abort rejects the promise with the signal's reason; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** Does the work of oriel_yield(). */
ORIEL_API oriel_promise *oriel_yield_at(
	const char *site, const struct oriel_yield_options *options);
/**
 * Lets the loop handle the input that waits, and a frame that is due.
 * @param ... members of struct oriel_yield_options by name
 * @return a promise, fulfilled without a value by a task of the next turn
 */
#define oriel_yield(...) ORIEL__CALL_0(oriel_yield_at, struct oriel_yield_options, __VA_ARGS__)

/**
 * Does one step of long work, which should take well under a millisecond.
 * @return whether more steps follow
 */
typedef bool oriel_chunk_fn(void *data);

/** Options of oriel_run_chunks(). */
struct oriel_chunks_options {
	ORIEL_OPTIONS_HEAD;
	double budget_ms ORIEL_DEFAULT; /**< ms of steps between two yields; 0: 5 */
	/** steps between two yields; 0: any number within the budget */
	size_t max_steps ORIEL_DEFAULT;
	/** its abort ends the work before its next step; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** releases data when the work is over; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_run_chunks(). */
ORIEL_API oriel_promise *oriel_run_chunks_at(
	const char *site, oriel_chunk_fn *step, void *data, const struct oriel_chunks_options *options);
/**
 * Calls step(data) until it returns false, first as a task, and yields whenever the budget is used
 * up.
 *
 * The budget is measured on the machine's clock. With a virtual clock, which stands still
 * meanwhile, only .max_steps divides the work.
 *
 * @param ... data, then members of struct oriel_chunks_options by name; data is borrowed, or handed
 * over with .release
 * @return a promise, fulfilled without a value when there is no more; rejected with the signal's
 * reason
 */
#define oriel_run_chunks(step, ...) \
	ORIEL__CALL_2(oriel_run_chunks_at, struct oriel_chunks_options, step, __VA_ARGS__, )

ORIEL_END

#endif
