/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Rate limits: token buckets, which let through so much a second, and no more at once than they
 * hold.
 *
 * Thread: loop. Errors: promises are rejected; broken contracts assert.
 */
#ifndef ORIEL_FLOW_RATE_LIMIT_H
#define ORIEL_FLOW_RATE_LIMIT_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** A bucket of tokens, which is full at first. */
typedef struct oriel_rate_limit oriel_rate_limit;

/** Options of oriel_rate_limit_new(). */
struct oriel_rate_limit_options {
	ORIEL_OPTIONS_HEAD;
	size_t max_waiting ORIEL_DEFAULT; /**< how many takers may wait; 0: 1,000 */
	/** its abort rejects all that wait, and all that come; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** The function behind oriel_rate_limit_new(). */
ORIEL_API oriel_rate_limit *oriel_rate_limit_new_at(const char *site, double per_second,
	double burst, const struct oriel_rate_limit_options *options);
/**
 * @param per_second tokens that come in a second, above 0 (asserted)
 * @param ... burst, then members of struct oriel_rate_limit_options by name; burst: tokens that it
 * holds at most, above 0 (asserted)
 * @return owned by the caller; oriel_rate_limit_destroy()
 */
#define oriel_rate_limit_new(per_second, ...) \
	ORIEL__CALL_2(oriel_rate_limit_new_at, struct oriel_rate_limit_options, per_second, \
		__VA_ARGS__, )

/** Ends it, and rejects all that wait with ORIEL_ABORT_ERROR; legal anywhere; NULL is allowed. */
ORIEL_API void oriel_rate_limit_destroy(oriel_rate_limit *limit);

/** Takes tokens if they are there and nobody waits. @return whether it did */
ORIEL_API bool oriel_rate_limit_try(oriel_rate_limit *limit, double tokens);

/** Options of oriel_rate_limit_take(). */
struct oriel_rate_limit_take_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort ends the wait; may be NULL */
};

/** The function behind oriel_rate_limit_take(). */
ORIEL_API oriel_promise *oriel_rate_limit_take_at(const char *site, oriel_rate_limit *limit,
	double tokens, const struct oriel_rate_limit_take_options *options);
/**
 * Takes tokens when they are there; those who wait are served in the order in which they came.
 * @param ... tokens, then members of struct oriel_rate_limit_take_options by name
 * @return a promise, fulfilled when they have been taken; rejected with ORIEL_TYPE_ERROR for more
 * than the bucket holds or no number, with ORIEL_QUOTA_EXCEEDED_ERROR when too many wait, or with a
 * signal's reason
 */
#define oriel_rate_limit_take(limit, ...) \
	ORIEL__CALL_2(oriel_rate_limit_take_at, struct oriel_rate_limit_take_options, limit, \
		__VA_ARGS__, )

/** Returns the tokens that are there. */
ORIEL_API double oriel_rate_limit_tokens(oriel_rate_limit *limit);

ORIEL_END

#endif
