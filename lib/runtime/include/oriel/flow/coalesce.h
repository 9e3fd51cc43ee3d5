/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Coalescing by key: of many values for the same key, only the newest is delivered.
 *
 * ```c
 * static void show_price(const char *stock, struct oriel_payload price, void *data) {
 * 	printf("%s: %s\n", stock, (const char *)price.data);
 * }
 *
 * oriel_coalescer *prices = oriel_coalescer_new(show_price, NULL);
 * oriel_coalescer_put(prices, "a", oriel_borrowed("1"));
 * oriel_coalescer_put(prices, "b", oriel_borrowed("2"));
 * oriel_coalescer_put(prices, "a", oriel_borrowed("3"));
 * // The next task prints "a: 3" and then "b: 2".
 * ```
 *
 * Thread: loop. Errors: a status, with the value released; broken contracts assert.
 */
#ifndef ORIEL_FLOW_COALESCE_H
#define ORIEL_FLOW_COALESCE_H

#include <oriel/runtime/status.h>

ORIEL_BEGIN

/** The waiting values, the newest for each key. */
typedef struct oriel_coalescer oriel_coalescer;

/**
 * Receives the newest value of a key.
 * @param key    borrowed for the call
 * @param newest borrowed for the call
 */
typedef void oriel_coalesce_fn(const char *key, struct oriel_payload newest, void *data);

/** The time of a delivery, counted from the first value that waits. */
enum oriel_coalesce_time {
	ORIEL_COALESCE_TASK,      /**< as a task */
	ORIEL_COALESCE_MICROTASK, /**< in the checkpoint that follows */
	ORIEL_COALESCE_FRAME,     /**< in the next frame's callbacks */
	ORIEL_COALESCE_DELAY,     /**< when .delay_ms have passed */
};

/** Options of oriel_coalescer_new(). */
struct oriel_coalesce_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_coalesce_time time ORIEL_DEFAULT; /**< ORIEL_COALESCE_TASK unless given */
	double delay_ms ORIEL_DEFAULT; /**< for ORIEL_COALESCE_DELAY */
	size_t max_keys ORIEL_DEFAULT; /**< keys that may wait; 0: 10,000 */
	/** its abort ends the coalescer, which then delivers nothing; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** releases data when it has ended; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_coalescer_new(). */
ORIEL_API oriel_coalescer *oriel_coalescer_new_at(const char *site, oriel_coalesce_fn *fn,
	void *data, const struct oriel_coalesce_options *options);
/**
 * Makes a coalescer, which calls fn once for each key with a waiting value, in the order in which
 * the keys came. Values that are put during a delivery wait for the next one.
 * @param ... data, then members of struct oriel_coalesce_options by name; data is borrowed, or
 * handed over with .release
 * @return owned by the caller; oriel_coalescer_destroy()
 */
#define oriel_coalescer_new(fn, ...) \
	ORIEL__CALL_2(oriel_coalescer_new_at, struct oriel_coalesce_options, fn, __VA_ARGS__, )

/** Destroys the coalescer without delivering. Legal anywhere; NULL is allowed. */
ORIEL_API void oriel_coalescer_destroy(oriel_coalescer *coalescer);

/**
 * Puts a value, in place of the waiting value of this key.
 * @param key    copied; up to 65,535 bytes
 * @param newest handed over; released here on an error
 * @return ORIEL_OK; ORIEL_QUOTA_EXCEEDED_ERROR for a key too many, or one that is too long;
 * ORIEL_ABORT_ERROR when the coalescer has ended
 */
ORIEL_API enum oriel_status oriel_coalescer_put(
	oriel_coalescer *coalescer, const char *key, struct oriel_payload newest);
/** Delivers the waiting values now. */
ORIEL_API void oriel_coalescer_flush(oriel_coalescer *coalescer);
/** Returns the number of keys that wait. */
ORIEL_API size_t oriel_coalescer_count(const oriel_coalescer *coalescer);

ORIEL_END

#endif
