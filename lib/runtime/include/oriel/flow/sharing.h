/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Sharing by key: requests with the same key at the same time share one operation and its result.
 *
 * ```c
 * static oriel_promise *load(oriel_abort_signal *signal, void *path) {
 * 	return oriel_file_read(path, .signal = signal);
 * }
 *
 * oriel_sharing *files = oriel_sharing_new();
 * oriel_promise *avatar = oriel_sharing_run(files, "users/17", load, "users/17.png");
 * ```
 *
 * If the file takes 80 ms, and 3 calls with the key "users/17" come within that time, the first
 * calls load(). All 3 promises are fulfilled with its result. Results are not kept: a call at 81 ms
 * calls load() again.
 *
 * Thread: loop. Errors: promises are rejected; broken contracts assert.
 */
#ifndef ORIEL_FLOW_SHARING_H
#define ORIEL_FLOW_SHARING_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** The running operations, at most one for each key. */
typedef struct oriel_sharing oriel_sharing;

/** Options of oriel_sharing_new(). */
struct oriel_sharing_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort aborts all operations; may be NULL */
};

/** Does the work of oriel_sharing_new(). */
ORIEL_API oriel_sharing *oriel_sharing_new_at(const char *site,
	const struct oriel_sharing_options *options);
/**
 * Makes an object that shares operations.
 * @param ... members of struct oriel_sharing_options by name
 * @return owned by the caller; oriel_sharing_destroy()
 */
#define oriel_sharing_new(...) \
	ORIEL__CALL_0(oriel_sharing_new_at, struct oriel_sharing_options, __VA_ARGS__)
/**
 * Destroys the object, aborts the running operations, and rejects their promises. Legal anywhere;
 * NULL is allowed.
 */
ORIEL_API void oriel_sharing_destroy(oriel_sharing *sharing);

/** Options of oriel_sharing_run(). */
struct oriel_sharing_run_options {
	ORIEL_OPTIONS_HEAD;
	/**
	 * its abort rejects the promise of this call; the operation is aborted when no other call waits
	 * for it; may be NULL
	 */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/**
	 * releases data when the operation has ended, or at once if start is not called; NULL: data is
	 * borrowed
	 */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_sharing_run(). */
ORIEL_API oriel_promise *oriel_sharing_run_at(const char *site, oriel_sharing *sharing,
	const char *key, oriel_start_fn *start, void *data,
	const struct oriel_sharing_run_options *options);
/**
 * Calls start(signal, data), or joins the running operation of this key.
 * @param key copied; up to 65,535 bytes
 * @param ... data, then members of struct oriel_sharing_run_options by name; data is borrowed, or
 * handed over with .release
 * @return a promise that follows start's; the callers share its result, and borrow it
 */
#define oriel_sharing_run(sharing, key, start, ...) \
	ORIEL__CALL_4(oriel_sharing_run_at, struct oriel_sharing_run_options, sharing, key, start, \
		__VA_ARGS__, )

/** Returns the number of calls that wait for the operation of this key; 0 if none runs. */
ORIEL_API size_t oriel_sharing_count(const oriel_sharing *sharing, const char *key);

ORIEL_END

#endif
