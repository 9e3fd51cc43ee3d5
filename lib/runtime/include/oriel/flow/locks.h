/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Named locks for asynchronous operations on one loop. A holder keeps its lock across awaits.
 *
 * A lock cannot be forgotten: it is held as long as the promise of its operation is pending and can
 * be settled.
 *
 * ```c
 * static oriel_promise *append_line(oriel_abort_signal *signal, void *line) {
 * 	return oriel_file_write("app.log", line, strlen(line), .append = true, .signal = signal);
 * }
 *
 * oriel_locks *locks = oriel_locks_new();
 * oriel_promise_unref(oriel_locks_request(locks, "app.log", append_line, "line 1\n"));
 * oriel_promise_unref(oriel_locks_request(locks, "app.log", append_line, "line 2\n"));
 * // The write of line 2 begins when that of line 1 has ended.
 * ```
 *
 * Thread: loop. Errors: promises are rejected; broken contracts assert. Source: Web Locks API.
 */
#ifndef ORIEL_FLOW_LOCKS_H
#define ORIEL_FLOW_LOCKS_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** A set of named locks. */
typedef struct oriel_locks oriel_locks;

/** Options of oriel_locks_new(). */
struct oriel_locks_options {
	ORIEL_OPTIONS_HEAD;
	/** its abort rejects waiting requests, and aborts the operations of holders; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** Does the work of oriel_locks_new(). */
ORIEL_API oriel_locks *oriel_locks_new_at(
	const char *site, const struct oriel_locks_options *options);
/**
 * Makes a set of locks.
 * @param ... members of struct oriel_locks_options by name
 * @return owned by the caller; oriel_locks_destroy()
 */
#define oriel_locks_new(...) \
	ORIEL__CALL_0(oriel_locks_new_at, struct oriel_locks_options, __VA_ARGS__)
/**
 * Destroys the set, rejects waiting requests with ORIEL_ABORT_ERROR, and aborts the operations of
 * holders. Legal anywhere; NULL is allowed.
 */
ORIEL_API void oriel_locks_destroy(oriel_locks *locks);

/** Options of oriel_locks_request(). */
struct oriel_locks_request_options {
	ORIEL_OPTIONS_HEAD;
	bool shared ORIEL_DEFAULT; /**< held together with other shared requests */
	/** rejected with ORIEL_INVALID_STATE_ERROR instead of waiting */
	bool if_available ORIEL_DEFAULT;
	/** its abort ends the wait, or aborts the operation; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** releases data when it has ended, or will not begin; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_locks_request(). */
ORIEL_API oriel_promise *oriel_locks_request_at(const char *site, oriel_locks *locks,
	const char *name, oriel_start_fn *start, void *data,
	const struct oriel_locks_request_options *options);
/**
 * Calls start(signal, data) with the lock of this name: at once if the lock is free, else in the
 * order of the requests.
 * @param name any string up to 65,535 bytes (asserted); copied
 * @param ... data, then members of struct oriel_locks_request_options by name; data is borrowed, or
 * handed over with .release
 * @return a promise that follows start's, or is rejected with a signal's reason
 */
#define oriel_locks_request(locks, name, start, ...) \
	ORIEL__CALL_4(oriel_locks_request_at, struct oriel_locks_request_options, locks, name, \
		start, __VA_ARGS__, )

/** Returns the number of holders of the lock of this name. */
ORIEL_API size_t oriel_locks_held(const oriel_locks *locks, const char *name);
/** Returns the number of requests that wait for the lock of this name. */
ORIEL_API size_t oriel_locks_waiting(const oriel_locks *locks, const char *name);

ORIEL_END

#endif
