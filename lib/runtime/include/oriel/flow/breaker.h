/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Circuit breakers: after several failures, an operation is refused for a while, and then tried
 * again with few calls.
 *
 * With the defaults, five failures within 10 s open the breaker. For 30 s every call is rejected at
 * once; then one call may begin as a probe. Its success closes the breaker, its failure opens it
 * for another 30 s.
 *
 * ```c
 * static oriel_promise *look_up(oriel_abort_signal *signal, void *host) {
 * 	return oriel_dns_lookup(host, .signal = signal);
 * }
 *
 * oriel_breaker *breaker = oriel_breaker_new(.max_failures = 3, .reset_ms = 60000);
 * oriel_promise *addresses = oriel_breaker_run(breaker, look_up, "example.org");
 * // After 3 failures within 10 s, each call is rejected for 60 s, and look_up() is not called.
 * ```
 *
 * Thread: loop. Errors: promises are rejected; broken contracts assert. Source: Michael Nygard,
 * "Release It!", "Circuit Breaker".
 */
#ifndef ORIEL_FLOW_BREAKER_H
#define ORIEL_FLOW_BREAKER_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** Decides which operations may begin. */
typedef struct oriel_breaker oriel_breaker;

/** States of a breaker. */
enum oriel_breaker_state {
	ORIEL_BREAKER_CLOSED,    /**< every operation may begin */
	ORIEL_BREAKER_OPEN,      /**< no operation may begin */
	ORIEL_BREAKER_HALF_OPEN, /**< a few operations may begin, as probes */
};

/** Receives each change of a breaker's state. */
typedef void oriel_breaker_fn(oriel_breaker *breaker, enum oriel_breaker_state state, void *data);

/** Options of oriel_breaker_new(). */
struct oriel_breaker_options {
	ORIEL_OPTIONS_HEAD;
	/** failures within window_ms that open the breaker; 0: 5; at most 1,000 (asserted) */
	unsigned max_failures ORIEL_DEFAULT;
	double window_ms ORIEL_DEFAULT; /**< ms; 0: 10,000 */
	double reset_ms ORIEL_DEFAULT; /**< ms that the breaker stays open; 0: 30,000 */
	/**
	 * operations of a half open breaker that may run at once, and have to succeed to close it; 0: 1
	 */
	unsigned probes ORIEL_DEFAULT;
	oriel_breaker_fn *changed ORIEL_DEFAULT; /**< may be NULL */
	void *data ORIEL_DEFAULT; /**< for changed; borrowed, or handed over with .release */
	/** its abort aborts running operations, and refuses new ones; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** releases data when it has ended; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_breaker_new(). */
ORIEL_API oriel_breaker *oriel_breaker_new_at(
	const char *site, const struct oriel_breaker_options *options);
/**
 * Makes a breaker, which is closed.
 * @param ... members of struct oriel_breaker_options by name
 * @return owned by the caller; oriel_breaker_destroy()
 */
#define oriel_breaker_new(...) \
	ORIEL__CALL_0(oriel_breaker_new_at, struct oriel_breaker_options, __VA_ARGS__)
/** Destroys the breaker, and aborts running operations. Legal anywhere; NULL is allowed. */
ORIEL_API void oriel_breaker_destroy(oriel_breaker *breaker);

/** Options of oriel_breaker_run(). */
struct oriel_breaker_run_options {
	ORIEL_OPTIONS_HEAD;
	/**
	 * its abort aborts the operation, which then counts as no success and no failure; may be NULL
	 */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** releases data when it has ended, or was refused; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_breaker_run(). */
ORIEL_API oriel_promise *oriel_breaker_run_at(const char *site, oriel_breaker *breaker,
	oriel_start_fn *start, void *data, const struct oriel_breaker_run_options *options);
/**
 * Calls start(signal, data) at once if an operation may begin.
 * @param ... data, then members of struct oriel_breaker_run_options by name; data is borrowed, or
 * handed over with .release
 * @return a promise that follows start's, whose rejection is a failure; rejected with
 * ORIEL_INVALID_STATE_ERROR if the operation may not begin
 */
#define oriel_breaker_run(breaker, start, ...) \
	ORIEL__CALL_3(oriel_breaker_run_at, struct oriel_breaker_run_options, breaker, start, \
		__VA_ARGS__, )

/**
 * Returns the state now. A breaker that has been open for .reset_ms is half open; the next
 * operation calls .changed.
 */
ORIEL_API enum oriel_breaker_state oriel_breaker_state(const oriel_breaker *breaker);

ORIEL_END

#endif
