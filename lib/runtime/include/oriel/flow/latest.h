/* SPDX-License-Identifier: MIT */
/**
 * @file
 * "Latest wins": of several runs of the same operation, e.g. a search as you type, only the newest
 * counts.
 *
 * For example, typing "cat" starts three searches: "c" and "ca" are aborted, and only the result of
 * "cat" arrives.
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
	/** its abort aborts the run, and later ones; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** The function behind oriel_latest_new(). */
ORIEL_API oriel_latest *oriel_latest_new_at(
	const char *site, const struct oriel_latest_options *options);
/**
 * Makes the holder of an operation's newest run.
 * @param ... members of struct oriel_latest_options by name
 * @return owned by the caller; oriel_latest_destroy()
 */
#define oriel_latest_new(...) \
	ORIEL__CALL_0(oriel_latest_new_at, struct oriel_latest_options, __VA_ARGS__)
/** Destroys the object, and aborts its run. Legal anywhere; NULL is allowed. */
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
 * Aborts the run before, whose promise is rejected with ORIEL_ABORT_ERROR and whose result is
 * released unseen, and then calls start(signal, data) at once.
 * @param ... data, then members of struct oriel_latest_run_options by name; data is borrowed, or
 * handed over with .release
 * @return a promise that follows start's unless a newer run comes. Its rejection by a newer run is
 * no unhandled one
 */
#define oriel_latest_run(latest, start, ...) \
	ORIEL__CALL_3(oriel_latest_run_at, struct oriel_latest_run_options, latest, start, \
		__VA_ARGS__, )

/** Aborts the run. Returns whether there was one. */
ORIEL_API bool oriel_latest_cancel(oriel_latest *latest);

ORIEL_END

#endif
