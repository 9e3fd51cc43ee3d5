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

/** Options of oriel_locks_new(). */
struct oriel_locks_options {
	ORIEL_OPTIONS_HEAD;
	/** its abort rejects who waits, and aborts who holds; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** The function behind oriel_locks_new(). */
ORIEL_API oriel_locks *oriel_locks_new_at(
	const char *site, const struct oriel_locks_options *options);
/**
 * Returns owned by the caller; oriel_locks_destroy().
 * @param ... members of struct oriel_locks_options by name
 */
#define oriel_locks_new(...) \
	ORIEL__CALL_0(oriel_locks_new_at, struct oriel_locks_options, __VA_ARGS__)
/**
 * Ends it: rejects who waits with ORIEL_ABORT_ERROR, and aborts who holds; legal anywhere; NULL is
 * allowed.
 */
ORIEL_API void oriel_locks_destroy(oriel_locks *locks);

/** Options of oriel_locks_request(). */
struct oriel_locks_request_options {
	ORIEL_OPTIONS_HEAD;
	bool shared ORIEL_DEFAULT; /**< together with others that are shared */
	/** at once or not at all: rejected with ORIEL_INVALID_STATE_ERROR */
	bool if_available ORIEL_DEFAULT;
	/** its abort ends the wait, or aborts what was begun; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** releases data when it has ended, or will not begin; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** The function behind oriel_locks_request(). */
ORIEL_API oriel_promise *oriel_locks_request_at(const char *site, oriel_locks *locks,
	const char *name, oriel_start_fn *start, void *data,
	const struct oriel_locks_request_options *options);
/**
 * Calls start(signal, data) once the lock of this name is his: at once if it is free, else in the
 * order of the requests.
 * @param name any string up to 65,535 bytes (asserted); copied
 * @param ... data, then members of struct oriel_locks_request_options by name; data: borrowed, or
 * handed over with .release
 * @return a promise that follows start's, or is rejected with a signal's reason
 */
#define oriel_locks_request(locks, name, start, ...) \
	ORIEL__CALL_4(oriel_locks_request_at, struct oriel_locks_request_options, locks, name, \
		start, __VA_ARGS__, )

/** Returns how many hold the lock of this name. */
ORIEL_API size_t oriel_locks_held(const oriel_locks *locks, const char *name);
/** Returns how many wait for it. */
ORIEL_API size_t oriel_locks_waiting(const oriel_locks *locks, const char *name);

ORIEL_END

#endif
