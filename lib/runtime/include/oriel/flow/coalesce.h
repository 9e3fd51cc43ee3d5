/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Coalescing by key: of many changes to the same thing, only the newest is delivered.
 *
 * Thread: loop. Errors: a status, with what was put dropped; broken contracts assert.
 */
#ifndef ORIEL_FLOW_COALESCE_H
#define ORIEL_FLOW_COALESCE_H

#include <oriel/runtime/status.h>

ORIEL_BEGIN

/** What waits, the newest for each key. */
typedef struct oriel_coalescer oriel_coalescer;

/** @param key borrowed for the call @param newest what was put under it last, borrowed for the call
 */
typedef void oriel_coalesce_fn(const char *key, struct oriel_payload newest, void *data);

/** When what waits is delivered, counted from the first that was put. */
enum oriel_coalesce_time {
	ORIEL_COALESCE_TASK,      /**< as a task */
	ORIEL_COALESCE_MICROTASK, /**< in the checkpoint that follows */
	ORIEL_COALESCE_FRAME,     /**< in the next frame's callbacks */
	ORIEL_COALESCE_DELAY,     /**< when .delay_ms have passed */
};

/** Options of oriel_coalescer_new(). */
struct oriel_coalesce_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_coalesce_time time ORIEL_DEFAULT;
	double delay_ms ORIEL_DEFAULT; /**< for ORIEL_COALESCE_DELAY */
	size_t max_keys ORIEL_DEFAULT; /**< how many may wait; 0: 10,000 */
	/** its abort ends it: nothing is delivered any more; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** releases data when it has ended; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** The function behind oriel_coalescer_new(). */
ORIEL_API oriel_coalescer *oriel_coalescer_new_at(const char *site, oriel_coalesce_fn *fn,
	void *data, const struct oriel_coalesce_options *options);
/**
 * Makes a coalescer, which calls fn once for each key under which something was put, in the order
 * in which the keys came. What is put while it delivers waits for the next time.
 * @param ... data, then members of struct oriel_coalesce_options by name; data: borrowed, or handed
 * over with .release
 * @return owned by the caller; oriel_coalescer_destroy()
 */
#define oriel_coalescer_new(fn, ...) \
	ORIEL__CALL_2(oriel_coalescer_new_at, struct oriel_coalesce_options, fn, __VA_ARGS__, )

/** Ends it without delivering; legal anywhere; NULL is allowed. */
ORIEL_API void oriel_coalescer_destroy(oriel_coalescer *coalescer);

/**
 * Has newest delivered under key, in place of what waits there.
 * @param key copied; up to 65,535 bytes
 * @param newest handed over
 * @return ORIEL_QUOTA_EXCEEDED_ERROR, with newest released, for one key more than may wait, or one
 * that is longer; ORIEL_ABORT_ERROR, with newest released, when it has ended
 */
ORIEL_API enum oriel_status oriel_coalescer_put(
	oriel_coalescer *coalescer, const char *key, struct oriel_payload newest);
/** Delivers now what waits. */
ORIEL_API void oriel_coalescer_flush(oriel_coalescer *coalescer);
/** Returns how many keys wait. */
ORIEL_API size_t oriel_coalescer_count(const oriel_coalescer *coalescer);

ORIEL_END

#endif
