/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Circuit breakers: what has failed several times is left alone for a while, and then tried
 * carefully.
 *
 * Thread: loop. Errors: promises are rejected; broken contracts assert. Source: Michael Nygard,
 * "Release It!", "Circuit Breaker".
 */
#ifndef ORIEL_FLOW_BREAKER_H
#define ORIEL_FLOW_BREAKER_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

typedef struct oriel_breaker oriel_breaker;

enum oriel_breaker_state {
	ORIEL_BREAKER_CLOSED,    /**< all may begin */
	ORIEL_BREAKER_OPEN,      /**< nothing may */
	ORIEL_BREAKER_HALF_OPEN, /**< a few may, as probes */
};

/** Told of each change of state, as a callback. */
typedef void oriel_breaker_fn(oriel_breaker *breaker, enum oriel_breaker_state state, void *data);

/** Options of oriel_breaker_new(). */
struct oriel_breaker_options {
	ORIEL_OPTIONS_HEAD;
	/** that many failures within .window_ms open it; 0: 5; at most 1,000 (asserted) */
	unsigned max_failures ORIEL_DEFAULT;
	double window_ms ORIEL_DEFAULT; /**< 0: 10,000 */
	double reset_ms ORIEL_DEFAULT; /**< how long it stays open; 0: 30,000 */
	/** how many may run at once when it is half open, and have to succeed to close it; 0: 1 */
	unsigned probes ORIEL_DEFAULT;
	oriel_breaker_fn *changed ORIEL_DEFAULT; /**< may be NULL */
	void *data ORIEL_DEFAULT; /**< for changed; borrowed, or handed over with .release */
	/** its abort aborts what runs, and refuses what comes; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** releases data when it has ended; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** The function behind oriel_breaker_new(). */
ORIEL_API oriel_breaker *oriel_breaker_new_at(
	const char *site, const struct oriel_breaker_options *options);
/**
 * Returns closed; owned by the caller; oriel_breaker_destroy().
 * @param ... members of struct oriel_breaker_options by name
 */
#define oriel_breaker_new(...) \
	ORIEL__CALL_0(oriel_breaker_new_at, struct oriel_breaker_options, __VA_ARGS__)
/** Ends it, and aborts what runs; legal anywhere; NULL is allowed. */
ORIEL_API void oriel_breaker_destroy(oriel_breaker *breaker);

/** Options of oriel_breaker_run(). */
struct oriel_breaker_run_options {
	ORIEL_OPTIONS_HEAD;
	/** its abort aborts it, which counts neither as success nor as failure; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** releases data when it has ended, or was refused; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** The function behind oriel_breaker_run(). */
ORIEL_API oriel_promise *oriel_breaker_run_at(const char *site, oriel_breaker *breaker,
	oriel_start_fn *start, void *data, const struct oriel_breaker_run_options *options);
/**
 * Calls start(signal, data) at once if it may begin.
 * @param ... data, then members of struct oriel_breaker_run_options by name; data: borrowed, or
 * handed over with .release
 * @return a promise that follows start's, whose rejection is a failure; rejected with
 * ORIEL_INVALID_STATE_ERROR if it may not begin
 */
#define oriel_breaker_run(breaker, start, ...) \
	ORIEL__CALL_3(oriel_breaker_run_at, struct oriel_breaker_run_options, breaker, start, \
		__VA_ARGS__, )

/**
 * Its state now: when it has been open for long enough it is half open, of which nobody is told
 * before the next asks.
 */
ORIEL_API enum oriel_breaker_state oriel_breaker_state(const oriel_breaker *breaker);

ORIEL_END

#endif
