/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Locks by name, among what is under way on one loop: who holds one keeps others from the same
 * thing across his awaits.
 *
 * A lock cannot be forgotten: it is held as long as the promise of what was begun with it is
 * pending, and can be settled.
 *
 * Thread: loop. Errors: promises are rejected; broken contracts assert. Source: Web Locks API.
 */
#ifndef ORIEL_FLOW_LOCKS_H
#define ORIEL_FLOW_LOCKS_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** A set of names. */
typedef struct oriel_locks oriel_locks;

struct oriel_locks_options {
	/**< its abort rejects who waits, and aborts who holds; may be NULL */
	oriel_abort_signal *signal;
	size_t size;
};

/** @return owned by the caller; oriel_locks_destroy() */
ORIEL_API oriel_locks *oriel_locks_new_at(
	const char *site, const struct oriel_locks_options *options);
#define oriel_locks_new(...) \
	oriel_locks_new_at(ORIEL_SITE, \
		&(const struct oriel_locks_options){ \
			.size = sizeof(struct oriel_locks_options), __VA_ARGS__ })
/** Ends it: rejects who waits with ORIEL_ABORT_ERROR, and aborts who holds; legal anywhere. NULL is
 * allowed. */
ORIEL_API void oriel_locks_destroy(oriel_locks *locks);

struct oriel_locks_request_options {
	bool shared;          /**< together with others that are shared */
	bool if_available;    /**< at once or not at all: rejected with ORIEL_INVALID_STATE_ERROR */
	/**< its abort ends the wait, or aborts what was begun; may be NULL */
	oriel_abort_signal *signal;
	/**< data is handed over: dropped when it has ended, or will not begin; may be NULL */
	oriel_release_fn *release;
	size_t size;
};

/**
 * Calls start(signal, data) once the lock of this name is his: at once if it is free, else in the
 * order of the requests.
 * @param name any string up to 65,535 bytes (asserted); copied
 * @param data borrowed, or handed over with .release
 * @return a promise that follows start's, or is rejected with a signal's reason
 */
ORIEL_API oriel_promise *oriel_locks_request_at(const char *site, oriel_locks *locks,
	const char *name, oriel_start_fn *start, void *data,
	const struct oriel_locks_request_options *options);
#define oriel_locks_request(...) \
	ORIEL__LOCKS_REQUEST(__VA_ARGS__, .size = sizeof(struct oriel_locks_request_options))
#define ORIEL__LOCKS_REQUEST(locks, name, start, data, ...) \
	oriel_locks_request_at(ORIEL_SITE, locks, name, start, data, \
		&(const struct oriel_locks_request_options){ __VA_ARGS__ })

/** @return how many hold the lock of this name */
ORIEL_API size_t oriel_locks_held(const oriel_locks *locks, const char *name);
/** @return how many wait for it */
ORIEL_API size_t oriel_locks_waiting(const oriel_locks *locks, const char *name);

ORIEL_END

#endif
