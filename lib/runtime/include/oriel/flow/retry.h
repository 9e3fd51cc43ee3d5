/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Retries with exponential back-off and jitter.
 *
 * ```c
 * static oriel_promise *look_up(oriel_abort_signal *signal, void *host) {
 * 	return oriel_dns_lookup(host, .signal = signal);
 * }
 *
 * oriel_promise *found = oriel_retry(look_up, "example.org", .max_attempts = 5, .base_ms = 100);
 * ```
 *
 * With .no_jitter the waits before the attempts 2 to 5 are 100, 200, 400 and 800 ms. With jitter
 * each wait is drawn evenly from 0 to that time.
 *
 * Thread: loop. Errors: the promise is rejected; broken contracts assert. Source: Marc Brooker,
 * "Exponential Backoff and Jitter" (full jitter).
 */
#ifndef ORIEL_FLOW_RETRY_H
#define ORIEL_FLOW_RETRY_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/**
 * Decides whether to try again.
 * @param reason  why the attempt failed; borrowed for the call
 * @param attempt the number of the attempt that failed, from 1
 * @return whether another attempt follows
 */
typedef bool oriel_should_retry_fn(struct oriel_payload reason, unsigned attempt, void *data);

/**
 * Receives each wait before it begins, e.g. to show "trying again in 3 s". May abort the signal.
 * @param reason  why the attempt failed; borrowed for the call
 * @param attempt the number of the attempt that failed, from 1
 * @param wait_ms how long the next attempt is put off
 */
typedef void oriel_retry_wait_fn(
	struct oriel_payload reason, unsigned attempt, double wait_ms, void *data);

/** Options of oriel_retry(). */
struct oriel_retry_options {
	ORIEL_OPTIONS_HEAD;
	unsigned max_attempts ORIEL_DEFAULT; /**< 0: 5 */
	double base_ms ORIEL_DEFAULT; /**< ms, the longest wait before the second attempt; 0: 100 */
	double factor ORIEL_DEFAULT; /**< ratio of a wait to the previous one, at least 1; 0: 2 */
	double max_ms ORIEL_DEFAULT; /**< ms that no wait exceeds; 0: 30,000 */
	bool no_wait ORIEL_DEFAULT;   /**< the next attempt follows in the next timer step */
	bool no_jitter ORIEL_DEFAULT; /**< waits the longest time, not one drawn evenly from 0 to it */
	uint64_t seed ORIEL_DEFAULT;  /**< of the draws, for tests; 0: another one each time */
	/**
	 * ms after which an attempt is aborted and counts as failed with ORIEL_TIMEOUT_ERROR; 0: no
	 * bound
	 */
	double attempt_timeout_ms ORIEL_DEFAULT;
	oriel_should_retry_fn *should_retry ORIEL_DEFAULT; /**< NULL: always */
	oriel_retry_wait_fn *on_wait ORIEL_DEFAULT;        /**< called before each wait; may be NULL */
	/** its abort ends the retry, also between attempts; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** releases data when it is over; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_retry(). */
ORIEL_API oriel_promise *oriel_retry_at(
	const char *site, oriel_start_fn *start, void *data, const struct oriel_retry_options *options);
/**
 * Calls start(signal, data), and again after a wait each time that the attempt fails.
 * @param ... data, for start, should_retry and on_wait, then members of struct oriel_retry_options
 * by name; data is borrowed, or handed over with .release
 * @return a promise, fulfilled as the attempt that succeeds; rejected as the last attempt, or with
 * the signal's reason
 */
#define oriel_retry(start, ...) \
	ORIEL__CALL_2(oriel_retry_at, struct oriel_retry_options, start, __VA_ARGS__, )

ORIEL_END

#endif
