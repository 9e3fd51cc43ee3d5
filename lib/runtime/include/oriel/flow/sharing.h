/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Sharing one running request by key: callers that ask for the same thing at the same time wait for
 * one answer.
 *
 *     oriel_promise *avatar = oriel_sharing_run(avatars, "users/17", download, url);
 *
 * Of three calls with that key within the 80 ms of the first download, one calls start, and three
 * promises get its result. A call after that begins a new download: nothing is kept.
 *
 * Thread: loop. Errors: promises are rejected; broken contracts assert.
 */
#ifndef ORIEL_FLOW_SHARING_H
#define ORIEL_FLOW_SHARING_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** What runs, at most one of each key. */
typedef struct oriel_sharing oriel_sharing;

struct oriel_sharing_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort aborts all that runs; may be NULL */
};

/** The function behind oriel_sharing_new(). */
ORIEL_API oriel_sharing *oriel_sharing_new_at(const char *site,
	const struct oriel_sharing_options *options);
/** @return owned by the caller; oriel_sharing_destroy() */
#define oriel_sharing_new(...) \
	ORIEL__CALL_0(oriel_sharing_new_at, struct oriel_sharing_options, __VA_ARGS__)
/** Ends it: aborts all that runs, and rejects all that wait. Legal anywhere. NULL is allowed. */
ORIEL_API void oriel_sharing_destroy(oriel_sharing *sharing);

struct oriel_sharing_run_options {
	ORIEL_OPTIONS_HEAD;
	/** Its abort rejects this call; the abort of the last call aborts what runs. May be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** data is handed over: dropped when what was begun is over, or at once if start is not called;
	 * may be NULL */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** The function behind oriel_sharing_run(). */
ORIEL_API oriel_promise *oriel_sharing_run_at(const char *site, oriel_sharing *sharing,
	const char *key, oriel_start_fn *start, void *data,
	const struct oriel_sharing_run_options *options);
/**
 * Calls start(signal, data), or joins what runs with this key.
 * @param key  copied; up to 65,535 bytes
 * @param data borrowed, or handed over with .release
 * @return a promise that follows start's; its result is shared, and borrowed by each
 */
#define oriel_sharing_run(sharing, key, start, ...) \
	ORIEL__CALL_4(oriel_sharing_run_at, struct oriel_sharing_run_options, sharing, key, start, \
		__VA_ARGS__, )

/** @return how many calls wait for what runs with this key; 0: nothing does */
ORIEL_API size_t oriel_sharing_count(const oriel_sharing *sharing, const char *key);

ORIEL_END

#endif
