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

struct oriel_latest_options {
	oriel_abort_signal *signal; /**< its abort aborts what runs, and what comes; may be NULL */
	size_t size;
};

/** @return owned by the caller; oriel_latest_destroy() */
ORIEL_API oriel_latest *oriel_latest_new_at(
	const char *site, const struct oriel_latest_options *options);
#define oriel_latest_new(...) \
	oriel_latest_new_at(ORIEL_SITE, \
		&(const struct oriel_latest_options){ \
			.size = sizeof(struct oriel_latest_options), __VA_ARGS__ })
/** Ends it, and aborts what runs; legal anywhere. NULL is allowed. */
ORIEL_API void oriel_latest_destroy(oriel_latest *latest);

struct oriel_latest_run_options {
	oriel_abort_signal *signal; /**< its abort aborts this run; may be NULL */
	/**< data is handed over: dropped when the run is over; may be NULL */
	oriel_release_fn *release;
	size_t size;
};

/**
 * Calls start(signal, data) at once; before that, the run that is not over is aborted, and its
 * promise rejected with ORIEL_ABORT_ERROR: whatever it still brings is seen by nobody.
 * @param data borrowed, or handed over with .release
 * @return a promise that follows start's unless a newer run comes; its rejection by a newer run is
 * no unhandled one
 */
ORIEL_API oriel_promise *oriel_latest_run_at(const char *site, oriel_latest *latest,
	oriel_start_fn *start, void *data, const struct oriel_latest_run_options *options);
#define oriel_latest_run(...) \
	ORIEL__LATEST_RUN(__VA_ARGS__, .size = sizeof(struct oriel_latest_run_options))
#define ORIEL__LATEST_RUN(latest, start, data, ...) \
	oriel_latest_run_at( \
		ORIEL_SITE, latest, start, data, &(const struct oriel_latest_run_options){ __VA_ARGS__ })

/** Aborts what runs. @return whether something did */
ORIEL_API bool oriel_latest_cancel(oriel_latest *latest);

ORIEL_END

#endif
