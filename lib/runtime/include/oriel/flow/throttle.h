/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Throttling: at most one call of a function in an interval, with the newest value.
 *
 * ```c
 * static void save_position(struct oriel_payload newest, void *data) {
 * 	printf("position %s\n", (const char *)newest.data);
 * }
 *
 * oriel_throttle *throttle = oriel_throttle_new(save_position, NULL, 100);
 * oriel_throttle_call(throttle, oriel_borrowed("12,40"));
 * ```
 *
 * A throttle with an interval of 100 ms that is called at 0, 30 and 60 ms calls its function at
 * 0 ms with the first value, and at 100 ms with the third value. The second value is released. The
 * next interval ends at 200 ms without a call, so a call at 250 ms runs the function at once.
 *
 * Thread: loop. Errors: broken contracts assert. A throttle whose signal has aborted, or whose loop
 * has ended, calls nothing, and releases the values that it is called with.
 */
#ifndef ORIEL_FLOW_THROTTLE_H
#define ORIEL_FLOW_THROTTLE_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** Merges a burst of calls into one call of a function in each interval. */
typedef struct oriel_throttle oriel_throttle;

/**
 * The function that a throttle calls.
 * @param newest the value of the newest call; borrowed for the call
 */
typedef void oriel_throttle_fn(struct oriel_payload newest, void *data);

/** Options of oriel_throttle_new(). */
struct oriel_throttle_options {
	ORIEL_OPTIONS_HEAD;
	/** fn does not run at the start of a burst, but at the end of the first interval */
	bool skip_leading ORIEL_DEFAULT;
	/** fn never runs at the end of an interval; excludes .skip_leading (asserted) */
	bool skip_trailing ORIEL_DEFAULT;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort ends the throttle; may be NULL */
	oriel_release_fn *release ORIEL_DEFAULT;  /**< releases data at the end; may be NULL */
};

/** Does the work of oriel_throttle_new(). */
ORIEL_API oriel_throttle *oriel_throttle_new_at(const char *site, oriel_throttle_fn *fn, void *data,
	double interval_ms, const struct oriel_throttle_options *options);
/**
 * Makes a throttle, which calls fn at once, and at most once every interval_ms while calls come.
 * @param fn   called inside oriel_throttle_call() or oriel_throttle_flush(), or later by a timer
 * @param data borrowed, or handed over with .release
 * @param ... interval_ms, then members of struct oriel_throttle_options by name. An interval_ms
 * that is negative or NaN counts as 0: the interval ends at the next timer step
 * @return owned by the caller; oriel_throttle_destroy()
 */
#define oriel_throttle_new(fn, data, ...) \
	ORIEL__CALL_3(oriel_throttle_new_at, struct oriel_throttle_options, fn, data, __VA_ARGS__, )

/** Ends the throttle without calling its function. Legal anywhere; NULL is allowed. */
ORIEL_API void oriel_throttle_destroy(oriel_throttle *throttle);

/**
 * Asks for a call of fn, now or at the end of the interval. Unless .skip_leading is set, fn may run
 * before this returns.
 * @param newest handed over; ORIEL_NO_PAYLOAD for none
 */
ORIEL_API void oriel_throttle_call(oriel_throttle *throttle, struct oriel_payload newest);

/**
 * Calls fn now with the newest value that waits, and ends the interval. Does nothing if no value
 * waits.
 * @return whether fn was called
 */
ORIEL_API bool oriel_throttle_flush(oriel_throttle *throttle);

/** Ends the interval, and releases a value that waits, without calling fn. */
ORIEL_API void oriel_throttle_cancel(oriel_throttle *throttle);

/** Returns whether a value waits, i.e. fn has not been called with the newest value. */
ORIEL_API bool oriel_throttle_is_pending(const oriel_throttle *throttle);

ORIEL_END

#endif
