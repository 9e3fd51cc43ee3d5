/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Pressure: notices that work waits on a loop faster than the loop takes it away.
 *
 * Tasks, microtasks, posts and jobs outside of job queues may wait in any number, so each of them
 * has a mark. A depth beyond its mark fires one `pressure` event at the loop. The next event of
 * that source comes after the depth has been below half of the mark. An emitter's mark is its
 * limit of listeners (oriel_emitter_set_max_listeners()).
 *
 * A feedback storm is an event whose listeners cause the same event again across tasks, without a
 * moment at which the loop has nothing to run. The loop finds a storm by the chain of causes, logs
 * a warning with the circle of places and fires a `pressure` event of ORIEL_PRESSURE_FEEDBACK.
 *
 * Example: with a mark of 1,000 tasks, a burst of 5,000 tasks fires one event. The burst has to
 * shrink below 500 before another event can come.
 *
 * ```c
 * static void on_pressure(oriel_event *event, void *data) {
 *     const struct oriel_pressure *pressure = oriel_event_pressure(event);
 *     fprintf(stderr, "%zu wait, mark %zu\n", pressure->depth, pressure->mark);
 * }
 *
 * oriel_loop_set_pressure_mark(loop, ORIEL_PRESSURE_TASKS, 1000);
 * oriel_listen(loop, "pressure", on_pressure, NULL, .signal = signal);
 * ```
 *
 * Thread: loop. Errors: only broken contracts, which assert.
 */
#ifndef ORIEL_RUNTIME_PRESSURE_H
#define ORIEL_RUNTIME_PRESSURE_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** The source of a pressure. The number in each line is the mark that a new loop has. */
enum oriel_pressure_source {
	ORIEL_PRESSURE_TASKS,      /**< 10,000: tasks of all kinds; looked at once a turn */
	ORIEL_PRESSURE_MICROTASKS, /**< 100,000: looked at every 32 microtasks */
	ORIEL_PRESSURE_POSTS,      /**< 10,000: posts; looked at once a turn; posts are tasks too */
	ORIEL_PRESSURE_JOBS,       /**< 1,000: jobs outside of job queues that are not done */
	ORIEL_PRESSURE_EMITTER,    /**< 10: listeners of one type on one emitter */
	ORIEL_PRESSURE_FEEDBACK,   /**< 1,000: rounds of an event that causes itself */
};

/** The values of a `pressure` event. Valid as long as the event. */
struct oriel_pressure {
	enum oriel_pressure_source source;
	size_t depth;      /**< how many wait; of a storm, how many rounds it has gone */
	size_t mark;       /**< the mark that the depth has passed */
	const char *site;  /**< where the newest of them was registered, "file:line"; may be NULL */
	const char *chain; /**< of a storm, the circle of places; otherwise "" */
};

/**
 * Returns the values of a `pressure` event, borrowed as long as the event; NULL for an event of
 * another kind.
 */
ORIEL_API const struct oriel_pressure *oriel_event_pressure(const oriel_event *event);

/**
 * Sets the mark of a source. Asserts for ORIEL_PRESSURE_EMITTER, whose mark belongs to the emitter.
 * @param mark 0 means none
 */
ORIEL_API void oriel_loop_set_pressure_mark(
	oriel_loop *loop, enum oriel_pressure_source source, size_t mark);

ORIEL_END

#endif
