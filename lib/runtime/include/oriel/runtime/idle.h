/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Idle callbacks: functions that run when no other work waits, until the next deadline of the loop.
 *
 * For example, if a timer is due in 30 ms, an idle callback has 30 ms; without any timer it has the
 * maximum, 50 ms.
 *
 * ```c
 * static void index_files(const oriel_idle_deadline *deadline, void *data) {
 *     int *left = (int *)data;
 *     while (*left > 0 && oriel_idle_time_remaining(deadline) > 2)
 *         printf("%d files left\n", --*left);
 *     if (*left > 0)
 *         oriel_request_idle(index_files, data);
 * }
 *
 * static int left = 1000;
 * oriel_request_idle(index_files, &left, .timeout_ms = 2000, .signal = signal);
 * ```
 *
 * Thread: loop. Errors: an id of 0, with data released, if .signal has aborted or the loop ends.
 * Source: W3C, requestIdleCallback.
 */
#ifndef ORIEL_RUNTIME_IDLE_H
#define ORIEL_RUNTIME_IDLE_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** The time that an idle callback has; valid during the callback. */
typedef struct oriel_idle_deadline oriel_idle_deadline;

/**
 * An idle callback.
 * @param deadline for oriel_idle_time_remaining(); borrowed for the call
 */
typedef void oriel_idle_fn(const oriel_idle_deadline *deadline, void *data);

/** Options of oriel_request_idle(). */
struct oriel_idle_options {
	ORIEL_OPTIONS_HEAD;
	/** runs the callback after this time also on a busy loop; 0: only when idle */
	double timeout_ms ORIEL_DEFAULT;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort cancels the callback; may be NULL */
	/** releases data once the callback has run or is cancelled; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_request_idle(). */
ORIEL_API oriel_idle_id oriel_request_idle_at(
	const char *site, oriel_idle_fn *fn, void *data, const struct oriel_idle_options *options);
/**
 * Calls fn once, in an idle period. Callbacks that are requested in an idle period wait for the
 * next one.
 * @param ... data, then members of struct oriel_idle_options by name; data is borrowed, or handed
 * over with .release
 * @return an id for oriel_cancel_idle(); 0 if .signal has aborted or the loop ends
 */
#define oriel_request_idle(fn, ...) \
	ORIEL__CALL_2(oriel_request_idle_at, struct oriel_idle_options, fn, __VA_ARGS__, )

/** Cancels an idle callback that has not begun. Any id is allowed. */
ORIEL_API void oriel_cancel_idle(oriel_idle_id id);

/**
 * Returns how long the callback may go on without delaying other work, ms; at most 50. The result
 * is 0 when the time is up, and after a time-out.
 */
ORIEL_API double oriel_idle_time_remaining(const oriel_idle_deadline *deadline);

/**
 * Returns whether the callback runs because its time-out has passed, and not because the loop is
 * idle.
 */
ORIEL_API bool oriel_idle_did_timeout(const oriel_idle_deadline *deadline);

ORIEL_END

#endif
