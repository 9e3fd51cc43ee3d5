/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Context: values that follow every callback that they cause, e.g. the id of a request.
 *
 * A value is set for a key and for the running callback. Every registration made meanwhile inherits
 * the value: tasks, microtasks, timers, frame and idle callbacks, watches, jobs, reactions,
 * coroutines, and all that these register in turn. A listener has the context of the code that
 * dispatches.
 *
 * A value crosses to another thread only if its key has .clone: with posts, with the work of jobs,
 * with messages of ports and with the start of workers. A value crosses to another process only if
 * its key has .to_bytes and .from_bytes and both ends of the port name the key (port.h, .context).
 *
 * Work that waits has the context of the request that queued the work, not of the request whose end
 * let it begin. That holds for the work of a limiter, a lock or a retry, the `done` of a job that
 * waited in a queue, the last call that a debounce or throttle passes on, and the last put of a
 * coalescer's key.
 *
 * ```c
 * static struct oriel_payload copy_text(struct oriel_payload value) {
 *     return oriel_owned(strdup((const char *)value.data), free);
 * }
 *
 * static const struct oriel_context_key request_id = { .name = "request", .clone = copy_text };
 *
 * static void load(oriel_job *job, void *data) {
 *     puts((const char *)oriel_context_value(&request_id).data); // "r-17", on a pool thread
 * }
 *
 * static void on_click(oriel_event *click, void *data) {
 *     oriel_context_value_set(&request_id, oriel_owned(strdup("r-17"), free));
 *     oriel_job_run(load, NULL, data);
 * }
 *
 * oriel_listen(button, "click", on_click, NULL);
 * ```
 *
 * Thread: loop; oriel_context_value() also in the work of a job. Errors: only broken contracts,
 * which assert. Source: Node.js, "Class: AsyncLocalStorage".
 */
#ifndef ORIEL_RUNTIME_CONTEXT_VALUE_H
#define ORIEL_RUNTIME_CONTEXT_VALUE_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

struct oriel_bytes;

/**
 * A kind of values, compared by its address: a static constant. The functions may be NULL; they run
 * on the thread that has the value and call no function of Oriel but those of payloads and bytes.
 */
struct oriel_context_key {
	const char *name; /**< not NULL; at most 255 bytes; names the key in other processes */
	/** Returns a copy that another thread may use and release; all NULL: the value stays here. */
	struct oriel_payload (*clone)(struct oriel_payload value);
	/** Returns the value as bytes, with a reference; NULL: the value stays here. At most 65,000. */
	struct oriel_bytes *(*to_bytes)(struct oriel_payload value);
	/** Returns the value of bytes from another process; all NULL: they are none. */
	struct oriel_payload (*from_bytes)(const struct oriel_bytes *bytes);
};

/**
 * Calls fn with a value that lasts until fn returns.
 * @param key   not NULL
 * @param value handed over; released when no registration that inherited it is left
 */
ORIEL_API void oriel_context_value_run(const struct oriel_context_key *key,
	struct oriel_payload value, oriel_task_fn *fn, void *data);

/**
 * Sets a value for the rest of the running callback; in a listener, for the rest of the dispatch.
 * Earlier registrations keep the value before.
 *
 * Asserts when no callback runs; there is oriel_context_value_run().
 *
 * @param key   not NULL
 * @param value handed over; released when no registration that inherited it is left
 */
ORIEL_API void oriel_context_value_set(
	const struct oriel_context_key *key, struct oriel_payload value);

/**
 * Returns the value that the running callback has for key, borrowed until the callback returns. All
 * members are NULL without one.
 */
ORIEL_API struct oriel_payload oriel_context_value(const struct oriel_context_key *key);

ORIEL_END

#endif
