/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Long work on the loop's own thread, in pieces: between them input is handled and frames are
 * drawn.
 *
 * Thread: loop. Errors: promises are rejected; broken contracts assert. Source: Prioritized Task
 * Scheduling, "scheduler.yield()".
 */
#ifndef ORIEL_FLOW_YIELD_H
#define ORIEL_FLOW_YIELD_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

struct oriel_yield_options {
	/**< its abort rejects the promise with the signal's reason; may be NULL */
	oriel_abort_signal *signal;
	size_t size;
};

/** @return a promise, fulfilled by a task of the next turn: after the input that waits by then, and
 * after a frame that is due */
ORIEL_API oriel_promise *oriel_yield_at(
	const char *site, const struct oriel_yield_options *options);
#define oriel_yield(...) \
	oriel_yield_at(ORIEL_SITE, \
		&(const struct oriel_yield_options){ \
			.size = sizeof(struct oriel_yield_options), __VA_ARGS__ })

/** One step of long work, which should take well under a millisecond. @return whether there is more
 */
typedef bool oriel_chunk_fn(void *data);

struct oriel_chunks_options {
	double budget_ms;     /**< how long the steps between two yields may take together; 0: 5 */
	size_t max_steps;     /**< between two yields; 0: any number within the budget */
	oriel_abort_signal *signal; /**< its abort ends the work before its next step; may be NULL */
	/**< data is handed over: dropped when the work is over; may be NULL */
	oriel_release_fn *release;
	size_t size;
};

/**
 * Calls step(data) until it answers false, first as a task, yielding whenever the budget is used
 * up. The time of the budget is the machine's; with a virtual clock, which stands still meanwhile,
 * only .max_steps divides the work.
 * @param data borrowed, or handed over with .release
 * @return a promise, fulfilled when there is no more; rejected with the signal's reason
 */
ORIEL_API oriel_promise *oriel_run_chunks_at(
	const char *site, oriel_chunk_fn *step, void *data, const struct oriel_chunks_options *options);
#define oriel_run_chunks(...) \
	ORIEL__RUN_CHUNKS(__VA_ARGS__, .size = sizeof(struct oriel_chunks_options))
#define ORIEL__RUN_CHUNKS(step, data, ...) \
	oriel_run_chunks_at(ORIEL_SITE, step, data, &(const struct oriel_chunks_options){ __VA_ARGS__ })

ORIEL_END

#endif
