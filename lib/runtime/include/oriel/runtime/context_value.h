/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Context: values that follow every callback that they cause, e.g. the id of a request.
 *
 * A value is set for a key and for the running callback. Every registration made meanwhile inherits
 * the value: tasks, microtasks, timers, frame and idle callbacks, watches, jobs, reactions,
 * coroutines, and all that these register in turn. A listener has the context of the code that
 * dispatches. A value does not leave its thread: a post from another thread begins without.
 *
 * Work that waits has the context of the request that queued it, not of the one that made room for
 * it. That holds for the work of a limiter, a lock or a retry, the `done` of a job that waited in a
 * queue, the last call that a debounce or throttle answers, and the last put of a coalescer's key.
 *
 * Keys are compared by address. The address of a static variable is unique.
 *
 *     static const char request_id;
 *
 *     static void on_click(oriel_event *event, void *data) {
 *         oriel_context_value_set(&request_id, oriel_owned(strdup(id), free));
 *         oriel_job_run(load, show, data);        // show() finds the id again
 *     }
 *
 * Thread: loop. Errors: only broken contracts, which assert. Source: Node.js, "Class:
 * AsyncLocalStorage".
 */
#ifndef ORIEL_RUNTIME_CONTEXT_VALUE_H
#define ORIEL_RUNTIME_CONTEXT_VALUE_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/**
 * Calls fn with a value that lasts until fn returns.
 * @param key   not NULL
 * @param value handed over; released when no registration that inherited it is left
 */
ORIEL_API void oriel_context_value_run(
	const void *key, struct oriel_payload value, oriel_task_fn *fn, void *data);

/**
 * Sets a value for the rest of the running callback; in a listener, for the rest of the dispatch.
 * Earlier registrations keep the value before.
 *
 * Asserts when no callback runs; there is oriel_context_value_run().
 *
 * @param key   not NULL
 * @param value handed over; released when no registration that inherited it is left
 */
ORIEL_API void oriel_context_value_set(const void *key, struct oriel_payload value);

/**
 * Returns the value that the running callback has for key, borrowed until the callback returns. All
 * members are NULL without one.
 */
ORIEL_API struct oriel_payload oriel_context_value(const void *key);

ORIEL_END

#endif
