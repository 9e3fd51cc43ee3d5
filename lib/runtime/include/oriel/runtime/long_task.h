/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Long tasks: callbacks that block the loop for 50 ms or more.
 *
 * A `longtask` event is fired at the loop after each such callback: a task with its checkpoint, an
 * immediate, a timer, a frame callback, one step of a frame, or an idle callback. By default
 * nothing is logged. On the system clock, durations are exact to the clock's tick, 1 to 4 ms. On a
 * virtual clock only oriel_loop_spend() takes time: a timer that spends 80 ms fires a `longtask` of
 * 80 ms.
 *
 * ```c
 * static void on_long_task(oriel_event *event, void *data) {
 *     const struct oriel_long_task *task = oriel_event_long_task(event);
 *     fprintf(stderr, "%.0f ms: %s\n", task->duration_ms, task->chain);
 * }
 *
 * oriel_loop_set_long_task(loop, 100);
 * oriel_listen(loop, "longtask", on_long_task, NULL, .signal = signal);
 * ```
 *
 * Thread: loop. Errors: only broken contracts, which assert. Source: W3C, Long Tasks API.
 */
#ifndef ORIEL_RUNTIME_LONG_TASK_H
#define ORIEL_RUNTIME_LONG_TASK_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** A long task; valid as long as its event. */
struct oriel_long_task {
	double duration_ms; /**< of the callback with its checkpoint */
	const char *site; /**< place of the registration, "file:line"; may be NULL */
	const char *chain; /**< the callback and its causes (cause.h); never NULL */
};

/**
 * Returns the long task of a `longtask` event, borrowed as long as the event; NULL for an event of
 * another kind.
 */
ORIEL_API const struct oriel_long_task *oriel_event_long_task(const oriel_event *event);

/**
 * Sets the duration from which a task is long.
 * @param ms default 50; INFINITY: no task is long. A negative value, 0 and NaN assert
 */
ORIEL_API void oriel_loop_set_long_task(oriel_loop *loop, double ms);

ORIEL_END

#endif
