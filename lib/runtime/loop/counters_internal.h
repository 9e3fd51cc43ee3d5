/* SPDX-License-Identifier: MIT */
/*
 * Counts of the loop, and the durations of its items. The module trace/ reads them.
 *
 * The depth of a queue is sampled where it is largest: when the step begins that empties the queue.
 * One task in 64 is timed, and also the first task queued after the loop has slept; only these read
 * a clock.
 */
#ifndef ORIEL_LOOP_COUNTERS_INTERNAL_H
#define ORIEL_LOOP_COUNTERS_INTERNAL_H

#include <oriel/runtime/histogram.h>

#include <stddef.h>
#include <stdint.h>

struct oriel__depths {
	size_t tasks, microtasks, immediates, timers, posts;
};

/* The longest of all long tasks. */
struct oriel__longest {
	int64_t duration_ns;
	const char *site; /* may be NULL */
	char chain[256];
};

struct oriel__stats {
	/* tasks run before counting began */
	uint64_t tasks_before;
	/* counts of callbacks that have run */
	uint64_t microtasks, checkpoints, immediates, timers, frame_callbacks, idles;
	uint64_t frames_on_time, frames_late, frames_skipped, frames_early;
	uint64_t long_tasks;
	struct oriel__longest longest;
	struct oriel__depths most;
	struct oriel_histogram latency_ns, lag_ns, drains;
};

/* Returns the statistics of loop, which live as long as the loop. */
const struct oriel__stats *oriel__loop_stats(const oriel_loop *loop);
uint64_t oriel__loop_tasks_run(const oriel_loop *loop);
void oriel__loop_forget_stats(oriel_loop *loop);
struct oriel__depths oriel__loop_depths(const oriel_loop *loop);

struct oriel__long_task {
	int64_t duration_ns;
	const char *chain; /* borrowed for the call */
	const char *site;  /* may be NULL */
};

/* Sets the hook that is called after a long item, when nothing is on the stack. */
void oriel__loop_set_long_task_hook(
	oriel_loop *loop, void (*hook)(oriel_loop *loop, const struct oriel__long_task *task));
/* Sets the duration from which an item is a long task; ORIEL__NEVER disables the check. */
void oriel__loop_set_long_task_ns(oriel_loop *loop, int64_t ns);

#endif
