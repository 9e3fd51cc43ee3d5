/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Long tasks: what kept the loop from everything else for 50 ms or more.
 *
 * When a task with its checkpoint, an immediate, a timer, a frame callback, one step of a frame or
 * an idle callback has taken that long, a `longtask` event is fired at the loop. Nothing is logged
 * by default. On the machine's clock durations are exact to its tick, 1 to 4 ms; on a virtual clock
 * only oriel_loop_spend() takes time.
 *
 * Thread: loop. Source: W3C, Long Tasks API.
 */
#ifndef ORIEL_RUNTIME_LONG_TASK_H
#define ORIEL_RUNTIME_LONG_TASK_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** What a `longtask` event tells. Valid as long as the event. */
struct oriel_long_task {
	double duration_ms;
	const char *site;  /**< where it was registered, "file:line"; may be NULL */
	const char *chain; /**< what it was, and what caused it (cause.h); never NULL */
};

/**
 * Returns what a `longtask` event tells, borrowed as long as the event; NULL for an event of
 * another kind.
 */
ORIEL_API const struct oriel_long_task *oriel_event_long_task(const oriel_event *event);

/** Sets how long a long task is. @param ms 50 to begin with; INFINITY: none is long. Negative, 0 or
 * not a number asserts */
ORIEL_API void oriel_loop_set_long_task(oriel_loop *loop, double ms);

ORIEL_END

#endif
