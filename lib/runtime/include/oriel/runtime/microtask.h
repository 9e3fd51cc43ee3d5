/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Microtasks: callbacks that run as soon as no other callback is on the stack, before anything else
 * of the loop.
 *
 * A checkpoint runs next-ticks until none is left, then microtasks until none is left, and again
 * until both are empty; a next-tick queued by a microtask waits until the microtasks are empty.
 * They cannot be cancelled.
 *
 * Thread: loop. Errors: none; what is queued while the loop ends is dropped. Source: HTML, "perform
 * a microtask checkpoint"; Node.js, process.nextTick.
 */
#ifndef ORIEL_RUNTIME_MICROTASK_H
#define ORIEL_RUNTIME_MICROTASK_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

struct oriel_microtask_options {
	ORIEL_OPTIONS_HEAD;
	/** data is handed over: dropped once the microtask has run, or the loop ends first */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** The function behind oriel_queue_microtask(). */
ORIEL_API void oriel_queue_microtask_at(
	const char *site, oriel_task_fn *fn, void *data, const struct oriel_microtask_options *options);
/**
 * Queues a microtask.
 * @param ... data, then members of struct oriel_microtask_options by name; data: borrowed, or
 * handed over with .release
 */
#define oriel_queue_microtask(fn, ...) \
	ORIEL__CALL_2(oriel_queue_microtask_at, struct oriel_microtask_options, fn, __VA_ARGS__, )

/** The function behind oriel_next_tick(). */
ORIEL_API void oriel_next_tick_at(
	const char *site, oriel_task_fn *fn, void *data, const struct oriel_microtask_options *options);
/**
 * Queues a next-tick, which goes before the microtasks of its checkpoint.
 * @param ... data, then members of struct oriel_microtask_options by name; data: borrowed, or
 * handed over with .release
 */
#define oriel_next_tick(fn, ...) \
	ORIEL__CALL_2(oriel_next_tick_at, struct oriel_microtask_options, fn, __VA_ARGS__, )

ORIEL_END

#endif
