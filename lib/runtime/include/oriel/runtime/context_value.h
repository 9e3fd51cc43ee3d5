/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Context: values that follow what they cause, as a request's id does.
 *
 * A value is set for a key and for what runs now. What is registered meanwhile inherits it: tasks,
 * microtasks, timers, frame and idle callbacks, watches, jobs, reactions, coroutines, and all that
 * these register in turn. A listener has the context of whoever dispatches. A value does not leave
 * its thread: what another thread posts begins without.
 *
 * Work that waits has the context of the request that queued it, not of the one that made room for
 * it: what a limiter, a lock or a retry starts, the `done` of a job that waited in a queue, the
 * answer of a debounce or throttle (its last call), the delivery of a coalescer (the last put of
 * the key).
 *
 * Keys are compared by address: that of a static variable is nobody else's.
 *
 *     static const char request_id;
 *
 *     static void on_click(oriel_event *event, void *data) {
 *         oriel_context_value_set(&request_id, oriel_owned(strdup(id), free));
 *         oriel_job_run(load, show, data);   // show() finds the id again
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
 * Calls fn with a value that lasts until it returns.
 * @param key   not NULL
 * @param value handed over: dropped when nothing that inherited it is left
 */
ORIEL_API void oriel_context_value_run(
	const void *key, struct oriel_payload value, oriel_task_fn *fn, void *data);

/**
 * Sets a value for the rest of what runs now, in place of one that there is; in a listener, for the
 * rest of the dispatch. What was registered before keeps what it has. Asserts when nothing runs:
 * there is oriel_context_value_run().
 * @param key   not NULL
 * @param value handed over: dropped when nothing that inherited it is left
 */
ORIEL_API void oriel_context_value_set(const void *key, struct oriel_payload value);

/** @return the value that what runs now has for key, borrowed until that returns; all NULL if there
 * is none */
ORIEL_API struct oriel_payload oriel_context_value(const void *key);

ORIEL_END

#endif
