/* SPDX-License-Identifier: MIT */
/*
 * What the loop counts, and how long its items take. trace/ reads it.
 *
 * The depth of a queue is looked at where it is deepest: when the step begins that empties it. Of
 * tasks, one in 64 is timed, and the first that is queued after the loop has slept: a clock is read
 * for those only.
 */
#ifndef ORIEL_LOOP_COUNTERS_INTERNAL_H
#define ORIEL_LOOP_COUNTERS_INTERNAL_H

#include <oriel/runtime/histogram.h>

#include <stddef.h>
#include <stdint.h>

struct oriel__depths {
	size_t tasks, microtasks, immediates, timers, posts;
};

/* The longest of the long tasks. */
struct oriel__longest {
	int64_t duration_ns;
	const char *site; /* may be NULL */
	char chain[256];
};

struct oriel__stats {
	/* that had run when counting began */
	uint64_t tasks_before;
	/* that have run */
	uint64_t microtasks, checkpoints, immediates, timers, frame_callbacks, idles;
	uint64_t frames_on_time, frames_late, frames_skipped, frames_early;
	uint64_t long_tasks;
	struct oriel__longest longest;
	struct oriel__depths most;
	struct oriel_histogram latency_ns, lag_ns, drains;
};

/* Those of loop; they last as long as it. */
const struct oriel__stats *oriel__loop_stats(const oriel_loop *loop);
uint64_t oriel__loop_tasks_run(const oriel_loop *loop);
void oriel__loop_forget_stats(oriel_loop *loop);
struct oriel__depths oriel__loop_depths(const oriel_loop *loop);

struct oriel__long_task {
	int64_t duration_ns;
	const char *chain; /* borrowed for the call */
	const char *site;  /* may be NULL */
};

/* Called after an item has taken long. Nothing is on the stack. */
void oriel__loop_set_long_task_hook(
	oriel_loop *loop, void (*hook)(oriel_loop *loop, const struct oriel__long_task *task));
/* What takes this long is a long task; ORIEL__NEVER: nothing is. */
void oriel__loop_set_long_task_ns(oriel_loop *loop, int64_t ns);

#endif
