/* SPDX-License-Identifier: MIT */
/**
 * @file
 * "Latest wins": of several runs of the same thing, e.g. a search as you type, only the newest
 * counts.
 *
 * Thread: loop. Errors: promises are rejected; broken contracts assert.
 */
#ifndef ORIEL_FLOW_LATEST_H
#define ORIEL_FLOW_LATEST_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** What runs, of which there is at most one that counts. */
typedef struct oriel_latest oriel_latest;

/** Options of oriel_latest_new(). */
struct oriel_latest_options {
	ORIEL_OPTIONS_HEAD;
	/** its abort aborts what runs, and what comes; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** The function behind oriel_latest_new(). */
ORIEL_API oriel_latest *oriel_latest_new_at(
	const char *site, const struct oriel_latest_options *options);
/**
 * Returns owned by the caller; oriel_latest_destroy().
 * @param ... members of struct oriel_latest_options by name
 */
#define oriel_latest_new(...) \
	ORIEL__CALL_0(oriel_latest_new_at, struct oriel_latest_options, __VA_ARGS__)
/** Ends it, and aborts what runs; legal anywhere; NULL is allowed. */
ORIEL_API void oriel_latest_destroy(oriel_latest *latest);

/** Options of oriel_latest_run(). */
struct oriel_latest_run_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort aborts this run; may be NULL */
	/** releases data when the run is over; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** The function behind oriel_latest_run(). */
ORIEL_API oriel_promise *oriel_latest_run_at(const char *site, oriel_latest *latest,
	oriel_start_fn *start, void *data, const struct oriel_latest_run_options *options);
/**
 * Calls start(signal, data) at once; before that, the run that is not over is aborted, and its
 * promise rejected with ORIEL_ABORT_ERROR: whatever it still brings is seen by nobody.
 * @param ... data, then members of struct oriel_latest_run_options by name; data: borrowed, or
 * handed over with .release
 * @return a promise that follows start's unless a newer run comes; its rejection by a newer run is
 * no unhandled one
 */
#define oriel_latest_run(latest, start, ...) \
	ORIEL__CALL_3(oriel_latest_run_at, struct oriel_latest_run_options, latest, start, \
		__VA_ARGS__, )

/** Aborts what runs. @return whether something did */
ORIEL_API bool oriel_latest_cancel(oriel_latest *latest);

ORIEL_END

#endif
