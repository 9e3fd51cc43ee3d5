/* SPDX-License-Identifier: MIT */
/**
 * @file
 * "Latest wins": only the newest of several runs of an operation counts, e.g. in a search while a
 * user types.
 *
 * ```c
 * static oriel_promise *load(oriel_abort_signal *signal, void *path) {
 * 	return oriel_file_read(path, .signal = signal);
 * }
 *
 * static struct oriel_completion show(struct oriel_payload text, void *data) {
 * 	puts(oriel_bytes_try_from_payload(text)->data);
 * 	return ORIEL_COMPLETE;
 * }
 *
 * oriel_latest *preview = oriel_latest_new();
 * oriel_promise *text = oriel_latest_run(preview, load, "1.txt"); // at each selection
 * oriel_promise_unref(oriel_then(text, show, NULL, NULL));
 * ```
 *
 * Selecting "1.txt", "2.txt" and "3.txt" within 20 ms starts 3 runs. The second run aborts the
 * first, and the third aborts the second. Only the text of "3.txt" is shown.
 *
 * Thread: loop. Errors: promises are rejected; broken contracts assert.
 */
#ifndef ORIEL_FLOW_LATEST_H
#define ORIEL_FLOW_LATEST_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** Holds the newest run of an operation. */
typedef struct oriel_latest oriel_latest;

/** Options of oriel_latest_new(). */
struct oriel_latest_options {
	ORIEL_OPTIONS_HEAD;
	/** its abort aborts the current run, and rejects all later runs; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** Does the work of oriel_latest_new(). */
ORIEL_API oriel_latest *oriel_latest_new_at(
	const char *site, const struct oriel_latest_options *options);
/**
 * Makes the holder of an operation's newest run.
 * @param ... members of struct oriel_latest_options by name
 * @return owned by the caller; oriel_latest_destroy()
 */
#define oriel_latest_new(...) \
	ORIEL__CALL_0(oriel_latest_new_at, struct oriel_latest_options, __VA_ARGS__)
/** Aborts the current run, and destroys latest. Legal anywhere; NULL is allowed. */
ORIEL_API void oriel_latest_destroy(oriel_latest *latest);

/** Options of oriel_latest_run(). */
struct oriel_latest_run_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort aborts this run; may be NULL */
	/** releases data when the run is over; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_latest_run(). */
ORIEL_API oriel_promise *oriel_latest_run_at(const char *site, oriel_latest *latest,
	oriel_start_fn *start, void *data, const struct oriel_latest_run_options *options);
/**
 * Aborts the previous run, and calls start(signal, data) at once. The promise of the previous run
 * is rejected with ORIEL_ABORT_ERROR, and its result is released.
 * @param ... data, then members of struct oriel_latest_run_options by name; data is borrowed, or
 * handed over with .release
 * @return a promise that settles like the promise that start returns, unless a newer run rejects it
 * first. That rejection counts as handled, i.e. it is not reported as an error
 */
#define oriel_latest_run(latest, start, ...) \
	ORIEL__CALL_3(oriel_latest_run_at, struct oriel_latest_run_options, latest, start, \
		__VA_ARGS__, )

/**
 * Aborts the current run, and rejects its promise with ORIEL_ABORT_ERROR.
 * @return whether there was a run
 */
ORIEL_API bool oriel_latest_cancel(oriel_latest *latest);

ORIEL_END

#endif
