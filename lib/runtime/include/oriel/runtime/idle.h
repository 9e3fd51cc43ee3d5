/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Idle callbacks: run when nothing else waits, until the next deadline of the loop.
 *
 * Thread: loop. Errors: an id of 0, with data dropped, if .signal has aborted or the loop ends.
 * Source: W3C, requestIdleCallback.
 */
#ifndef ORIEL_RUNTIME_IDLE_H
#define ORIEL_RUNTIME_IDLE_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** What an idle callback may ask about its time; valid during the callback. */
typedef struct oriel_idle_deadline oriel_idle_deadline;

typedef void oriel_idle_fn(const oriel_idle_deadline *deadline, void *data);

struct oriel_idle_options {
	ORIEL_OPTIONS_HEAD;
	/** run after this time even if the loop is busy; 0: only when idle */
	double timeout_ms ORIEL_DEFAULT;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort cancels the callback; may be NULL */
	/** data is handed over: dropped once it has run or is cancelled; may be NULL */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** The function behind oriel_request_idle(). */
ORIEL_API oriel_idle_id oriel_request_idle_at(
	const char *site, oriel_idle_fn *fn, void *data, const struct oriel_idle_options *options);
/**
 * Calls fn once, in an idle period; callbacks requested in an idle period wait for the next one.
 * @param ... data, then members of struct oriel_idle_options by name; data: borrowed, or handed
 * over with .release
 * @return an id for oriel_cancel_idle(); 0, with data dropped, if .signal has aborted or the loop
 * ends
 */
#define oriel_request_idle(fn, ...) \
	ORIEL__CALL_2(oriel_request_idle_at, struct oriel_idle_options, fn, __VA_ARGS__, )

/** Cancels an idle callback that has not begun. Any id is allowed. */
ORIEL_API void oriel_cancel_idle(oriel_idle_id id);

/** @return how long the callback may go on without delaying anything, ms; 0 when time is up or it
 * was run by its timeout; at most 50 */
ORIEL_API double oriel_idle_time_remaining(const oriel_idle_deadline *deadline);

/** @return whether the callback runs because its timeout has passed, not because the loop is idle
 */
ORIEL_API bool oriel_idle_did_timeout(const oriel_idle_deadline *deadline);

ORIEL_END

#endif
