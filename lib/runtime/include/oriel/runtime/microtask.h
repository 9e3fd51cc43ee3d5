/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Microtasks: callbacks that run as soon as no other callback is on the stack, before anything else
 * of the loop.
 *
 * A checkpoint runs next-ticks until none is left, then microtasks until none is left, and again
 * until both queues are empty. A next-tick that a microtask queues waits until the microtasks are
 * empty. For example, a task that queues microtask A, next-tick B and microtask C runs B, A, C.
 * Microtasks cannot be cancelled.
 *
 * ```c
 * static void print(void *data) {
 *     puts((const char *)data);
 * }
 *
 * oriel_queue_microtask(print, "2");
 * oriel_next_tick(print, "1");
 * oriel_queue_microtask(print, "3"); // prints 1, 2, 3 after this callback
 * ```
 *
 * Thread: loop. Errors: none; a microtask that is queued while the loop ends is released without a
 * call. Source: HTML, "perform a microtask checkpoint"; Node.js, process.nextTick.
 */
#ifndef ORIEL_RUNTIME_MICROTASK_H
#define ORIEL_RUNTIME_MICROTASK_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** Options of oriel_queue_microtask() and oriel_next_tick(). */
struct oriel_microtask_options {
	ORIEL_OPTIONS_HEAD;
	/** releases data after the call, or when the loop ends first; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_queue_microtask(). */
ORIEL_API void oriel_queue_microtask_at(
	const char *site, oriel_task_fn *fn, void *data, const struct oriel_microtask_options *options);
/**
 * Queues a microtask.
 * @param ... data, then members of struct oriel_microtask_options by name; data is borrowed, or
 * handed over with .release
 */
#define oriel_queue_microtask(fn, ...) \
	ORIEL__CALL_2(oriel_queue_microtask_at, struct oriel_microtask_options, fn, __VA_ARGS__, )

/** Does the work of oriel_next_tick(). */
ORIEL_API void oriel_next_tick_at(
	const char *site, oriel_task_fn *fn, void *data, const struct oriel_microtask_options *options);
/**
 * Queues a next-tick, which runs before the microtasks of its checkpoint.
 * @param ... data, then members of struct oriel_microtask_options by name; data is borrowed, or
 * handed over with .release
 */
#define oriel_next_tick(fn, ...) \
	ORIEL__CALL_2(oriel_next_tick_at, struct oriel_microtask_options, fn, __VA_ARGS__, )

ORIEL_END

#endif
