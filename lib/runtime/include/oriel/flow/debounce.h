/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Debouncing and throttling: fewer calls than there are occasions, with the newest of what they
 * brought.
 *
 * Thread: loop. Errors: only broken contracts, which assert. One that has ended calls nothing, and
 * drops what it is called with.
 */
#ifndef ORIEL_FLOW_DEBOUNCE_H
#define ORIEL_FLOW_DEBOUNCE_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** Calls that come close together, a burst, answered by one or few. */
typedef struct oriel_debounce oriel_debounce;

/** @param newest what the newest call brought, borrowed for the call; all NULL if that was nothing
 */
typedef void oriel_debounce_fn(struct oriel_payload newest, void *data);

struct oriel_debounce_options {
	ORIEL_OPTIONS_HEAD;
	/** true: also at the beginning of a burst; ORIEL_OFF: not; 0: a throttle does, a debounce does
	 * not */
	int leading ORIEL_DEFAULT;
	int trailing ORIEL_DEFAULT; /**< true, 0: with what came since; ORIEL_OFF: not */
	/** of a debounce: a burst without an end is answered this often; 0: it waits for its end */
	double max_wait_ms ORIEL_DEFAULT;
	/** its abort ends it: nothing is called any more; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** data is handed over: dropped when it has ended; may be NULL */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** The function behind oriel_debounce_new(). */
ORIEL_API oriel_debounce *oriel_debounce_new_at(const char *site, oriel_debounce_fn *fn, void *data,
	double wait_ms, const struct oriel_debounce_options *options);
/**
 * Makes a debounce, which calls fn once a burst is over: when wait_ms have passed without a call.
 * @param ... wait_ms, then members of struct oriel_debounce_options by name; wait_ms: negative or
 * not a number counts as 0: in the next timer step
 * @param data borrowed, or handed over with .release
 * @return owned by the caller; oriel_debounce_destroy()
 */
#define oriel_debounce_new(fn, data, ...) \
	ORIEL__CALL_3(oriel_debounce_new_at, struct oriel_debounce_options, fn, data, __VA_ARGS__, )

/** The function behind oriel_throttle_new(). */
ORIEL_API oriel_debounce *oriel_throttle_new_at(const char *site, oriel_debounce_fn *fn, void *data,
	double interval_ms, const struct oriel_debounce_options *options);
/**
 * Makes a throttle, which calls fn at once, and then at most once every interval_ms as long as
 * calls come, the last time for the last of them.
 * @param ... interval_ms, then members of struct oriel_debounce_options by name
 * @return as oriel_debounce_new(); .max_wait_ms is the interval
 */
#define oriel_throttle_new(fn, data, ...) \
	ORIEL__CALL_3(oriel_throttle_new_at, struct oriel_debounce_options, fn, data, __VA_ARGS__, )

/** Ends it without calling fn; legal anywhere. NULL is allowed. */
ORIEL_API void oriel_debounce_destroy(oriel_debounce *debounce);

/** One occasion. fn may be called before this returns only with .leading. @param newest handed
 * over; all NULL for nothing */
ORIEL_API void oriel_debounce_call(oriel_debounce *debounce, struct oriel_payload newest);
/** Calls fn now if a call waits for its answer, and begins anew. @return whether it did */
ORIEL_API bool oriel_debounce_flush(oriel_debounce *debounce);
/** Forgets what waits, and begins anew. */
ORIEL_API void oriel_debounce_cancel(oriel_debounce *debounce);
/** Whether a call waits for its answer. */
ORIEL_API bool oriel_debounce_is_pending(const oriel_debounce *debounce);

ORIEL_END

#endif
