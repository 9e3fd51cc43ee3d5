/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Rate limits: token buckets, which bound the number of operations in a second and in a burst.
 *
 * ```c
 * oriel_rate_limit *limit = oriel_rate_limit_new(5, 10); // 5 tokens a second, 10 at most
 * if (oriel_rate_limit_try(limit, 1))
 * 	puts("request sent");
 * ```
 *
 * With this limit, 10 operations begin at once, and then one every 200 ms.
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
	/** calls of oriel_rate_limit_take() that may wait; 0: 1,000 */
	size_t max_waiting ORIEL_DEFAULT;
	/** its abort rejects waiting calls, and later ones; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** Does the work of oriel_rate_limit_new(). */
ORIEL_API oriel_rate_limit *oriel_rate_limit_new_at(const char *site, double per_second,
	double burst, const struct oriel_rate_limit_options *options);
/**
 * Makes a rate limit.
 * @param per_second tokens that come in a second, above 0 (asserted)
 * @param ... burst, the largest number of tokens in the bucket, above 0 (asserted), then members of
 * struct oriel_rate_limit_options by name
 * @return owned by the caller; oriel_rate_limit_destroy()
 */
#define oriel_rate_limit_new(per_second, ...) \
	ORIEL__CALL_2(oriel_rate_limit_new_at, struct oriel_rate_limit_options, per_second, \
		__VA_ARGS__, )

/**
 * Destroys the rate limit, and rejects waiting calls with ORIEL_ABORT_ERROR. Legal anywhere; NULL
 * is allowed.
 */
ORIEL_API void oriel_rate_limit_destroy(oriel_rate_limit *limit);

/**
 * Takes tokens if there are enough and no call waits.
 * @return whether the tokens were taken
 */
ORIEL_API bool oriel_rate_limit_try(oriel_rate_limit *limit, double tokens);

/** Options of oriel_rate_limit_take(). */
struct oriel_rate_limit_take_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort ends the wait; may be NULL */
};

/** Does the work of oriel_rate_limit_take(). */
ORIEL_API oriel_promise *oriel_rate_limit_take_at(const char *site, oriel_rate_limit *limit,
	double tokens, const struct oriel_rate_limit_take_options *options);
/**
 * Takes tokens when there are enough, in the order of the calls.
 * @param ... tokens, then members of struct oriel_rate_limit_take_options by name
 * @return a promise, fulfilled when the tokens have been taken; rejected with ORIEL_TYPE_ERROR for
 * more than the bucket can hold or for no number, with ORIEL_QUOTA_EXCEEDED_ERROR if too many calls
 * wait, or with a signal's reason
 */
#define oriel_rate_limit_take(limit, ...) \
	ORIEL__CALL_2(oriel_rate_limit_take_at, struct oriel_rate_limit_take_options, limit, \
		__VA_ARGS__, )

/** Returns the number of tokens in the bucket. */
ORIEL_API double oriel_rate_limit_tokens(oriel_rate_limit *limit);

ORIEL_END

#endif
