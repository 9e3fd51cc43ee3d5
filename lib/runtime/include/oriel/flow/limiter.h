/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Limiters: a bound on the number of operations that run at once.
 *
 * ```c
 * static oriel_promise *load(oriel_abort_signal *signal, void *path) {
 * 	return oriel_file_read(path, .signal = signal);
 * }
 *
 * static oriel_limiter *load_all(char *const paths[10]) {
 * 	oriel_limiter *limiter = oriel_limiter_new(4);
 * 	for (size_t i = 0; i < 10; i++)
 * 		oriel_promise_unref(oriel_limiter_run(limiter, load, paths[i]));
 * 	return limiter; // 4 reads run, and 6 wait; each waiting read begins when a running one ends
 * }
 * ```
 *
 * Thread: loop. Errors: promises are rejected; broken contracts assert.
 */
#ifndef ORIEL_FLOW_LIMITER_H
#define ORIEL_FLOW_LIMITER_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** The running operations, and the queue of the waiting ones. */
typedef struct oriel_limiter oriel_limiter;

/** Options of oriel_limiter_new(). */
struct oriel_limiter_options {
	ORIEL_OPTIONS_HEAD;
	size_t max_waiting ORIEL_DEFAULT; /**< operations that may wait; 0: 10,000 */
	/** its abort aborts running operations, and rejects those that wait; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** Does the work of oriel_limiter_new(). */
ORIEL_API oriel_limiter *oriel_limiter_new_at(
	const char *site, size_t max_running, const struct oriel_limiter_options *options);
/**
 * Makes a limiter.
 * @param ... max_running, at least 1 (asserted), then members of struct oriel_limiter_options by
 * name
 * @return owned by the caller; oriel_limiter_destroy()
 */
#define oriel_limiter_new(...) \
	ORIEL__CALL_1(oriel_limiter_new_at, struct oriel_limiter_options, __VA_ARGS__, )

/**
 * Destroys the limiter, rejects waiting operations with ORIEL_ABORT_ERROR, and aborts running ones.
 * Legal anywhere; NULL is allowed.
 */
ORIEL_API void oriel_limiter_destroy(oriel_limiter *limiter);

/** Options of oriel_limiter_run(). */
struct oriel_limiter_run_options {
	ORIEL_OPTIONS_HEAD;
	/** its abort aborts the operation, or removes it from the queue; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** releases data when the operation has ended or cannot begin; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_limiter_run(). */
ORIEL_API oriel_promise *oriel_limiter_run_at(const char *site, oriel_limiter *limiter,
	oriel_start_fn *start, void *data, const struct oriel_limiter_run_options *options);
/**
 * Calls start(signal, data) at once if fewer than max_running operations run. Otherwise the
 * operation waits; waiting operations begin in the order of the calls.
 * @param ... data, then members of struct oriel_limiter_run_options by name; data is borrowed, or
 * handed over with .release
 * @return a promise that settles as start's promise does. Rejected with ORIEL_QUOTA_EXCEEDED_ERROR
 * if max_waiting operations wait already, and with the reason of the abort if a signal aborts
 */
#define oriel_limiter_run(limiter, start, ...) \
	ORIEL__CALL_3(oriel_limiter_run_at, struct oriel_limiter_run_options, limiter, start, \
		__VA_ARGS__, )

/** Returns the number of running operations. */
ORIEL_API size_t oriel_limiter_running(const oriel_limiter *limiter);
/** Returns the number of waiting operations. */
ORIEL_API size_t oriel_limiter_waiting(const oriel_limiter *limiter);

ORIEL_END

#endif
