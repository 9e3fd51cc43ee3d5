/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Debouncing: one call of a function for a burst of calls, with the newest value.
 *
 * ```c
 * static void search(struct oriel_payload newest, void *data) {
 * 	printf("searching %s\n", (const char *)newest.data);
 * }
 *
 * oriel_debounce *debounce = oriel_debounce_new(search, NULL, 100);
 * oriel_debounce_call(debounce, oriel_borrowed("cat"));
 * ```
 *
 * A debounce with a wait of 100 ms that is called at 0, 40 and 80 ms calls its function once, at
 * 180 ms, with the value of the third call. With .leading the function runs at 0 ms too; with
 * .max_wait_ms = 150 it runs at 150 ms and, if more calls have come by then, again later.
 *
 * Thread: loop. Errors: broken contracts assert. A debounce whose signal has aborted, or whose loop
 * has ended, calls nothing, and releases the values that it is called with.
 */
#ifndef ORIEL_FLOW_DEBOUNCE_H
#define ORIEL_FLOW_DEBOUNCE_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** Merges a burst of calls into one call of a function, when the burst is over. */
typedef struct oriel_debounce oriel_debounce;

/**
 * The function that a debounce calls.
 * @param newest the value of the newest call; borrowed for the call
 */
typedef void oriel_debounce_fn(struct oriel_payload newest, void *data);

/** Options of oriel_debounce_new(). */
struct oriel_debounce_options {
	ORIEL_OPTIONS_HEAD;
	bool leading ORIEL_DEFAULT;       /**< calls fn at the beginning of a burst too */
	bool skip_trailing ORIEL_DEFAULT; /**< not at the end; needs leading (asserted) */
	/** ms; a burst that goes on calls fn this often; 0: only at the end of a burst */
	double max_wait_ms ORIEL_DEFAULT;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort ends the debounce; may be NULL */
	oriel_release_fn *release ORIEL_DEFAULT;  /**< releases data at the end; may be NULL */
};

/** Does the work of oriel_debounce_new(). */
ORIEL_API oriel_debounce *oriel_debounce_new_at(const char *site, oriel_debounce_fn *fn, void *data,
	double wait_ms, const struct oriel_debounce_options *options);
/**
 * Makes a debounce, which calls fn when wait_ms have passed without a call.
 * @param fn   called as a timer is
 * @param data borrowed, or handed over with .release
 * @param ... wait_ms, then members of struct oriel_debounce_options by name; wait_ms that is
 * negative or not a number counts as 0, the next timer step
 * @return owned by the caller; oriel_debounce_destroy()
 */
#define oriel_debounce_new(fn, data, ...) \
	ORIEL__CALL_3(oriel_debounce_new_at, struct oriel_debounce_options, fn, data, __VA_ARGS__, )

/** Ends the debounce without calling its function. Legal anywhere; NULL is allowed. */
ORIEL_API void oriel_debounce_destroy(oriel_debounce *debounce);

/**
 * Adds a call to the burst, or begins one. Only with .leading may fn run before this returns.
 * @param newest handed over; ORIEL_NO_PAYLOAD for none
 */
ORIEL_API void oriel_debounce_call(oriel_debounce *debounce, struct oriel_payload newest);

/**
 * Calls fn now if a call of the burst has not been delivered, and ends the burst.
 * @return whether fn was called
 */
ORIEL_API bool oriel_debounce_flush(oriel_debounce *debounce);

/** Ends the burst without calling fn. */
ORIEL_API void oriel_debounce_cancel(oriel_debounce *debounce);

/** Returns whether a call of the burst has not been delivered. */
ORIEL_API bool oriel_debounce_is_pending(const oriel_debounce *debounce);

ORIEL_END

#endif
