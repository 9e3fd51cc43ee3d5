/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Emitters: named notices from an object that needs no path, no default action and no event object.
 *
 * Listeners are called synchronously, in order of registration. Those that were there when emitting
 * began are called, unless they were removed meanwhile; any of them may listen, remove, emit again,
 * and destroy the emitter.
 *
 * Thread: loop. Errors: an `error` that nobody listens to is reported (error.h). Source: Node.js,
 * "Class: EventEmitter"; docs/differences.md says what differs.
 */
#ifndef ORIEL_RUNTIME_EMITTER_H
#define ORIEL_RUNTIME_EMITTER_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** @return owned by the caller; oriel_emitter_destroy() */
ORIEL_API oriel_emitter *oriel_emitter_new(void);
/** Removes its listeners and ends it; legal anywhere, also in its own listeners. NULL is allowed.
 */
ORIEL_API void oriel_emitter_destroy(oriel_emitter *emitter);

/** Called for what is emitted. @param payload borrowed for the call: retain it to keep it; all NULL
 * if none was given */
typedef void oriel_emitter_fn(struct oriel_payload payload, void *data);

struct oriel_emitter_options {
	bool once;            /**< removed before it is called */
	/** registers the listener before those of its type; an emit that runs does not call it */
	bool prepend;
	oriel_abort_signal *signal; /**< its abort removes the listener; may be NULL */
	/**< data is handed over: dropped when the listener is gone and not on the stack; may be NULL */
	oriel_release_fn *release;
	size_t size;
};

/**
 * Calls fn whenever this type is emitted. The same fn and data may be registered more than once,
 * and are then called more than once.
 * @param type any string; copied
 * @param data borrowed, or handed over with .release
 * @return an id for oriel_unlisten(); 0, with data dropped, if .signal has aborted or the loop ends
 */
ORIEL_API oriel_listener_id oriel_emitter_on_at(const char *site, oriel_emitter *emitter,
	const char *type, oriel_emitter_fn *fn, void *data,
	const struct oriel_emitter_options *options);
#define oriel_emitter_on(...) \
	ORIEL__EMITTER_ON(__VA_ARGS__, .size = sizeof(struct oriel_emitter_options))
#define ORIEL__EMITTER_ON(emitter, type, fn, data, ...) \
	oriel_emitter_on_at( \
		ORIEL_SITE, emitter, type, fn, data, &(const struct oriel_emitter_options){ __VA_ARGS__ })
/** The same with .once. */
#define oriel_emitter_once(...) \
	ORIEL__EMITTER_ONCE(__VA_ARGS__, .size = sizeof(struct oriel_emitter_options))
#define ORIEL__EMITTER_ONCE(emitter, type, fn, data, ...) \
	oriel_emitter_on_at(ORIEL_SITE, emitter, type, fn, data, \
		&(const struct oriel_emitter_options){ .once = true, __VA_ARGS__ })
/** The same with .prepend. */
#define oriel_emitter_prepend(...) \
	ORIEL__EMITTER_PREPEND(__VA_ARGS__, .size = sizeof(struct oriel_emitter_options))
#define ORIEL__EMITTER_PREPEND(emitter, type, fn, data, ...) \
	oriel_emitter_on_at(ORIEL_SITE, emitter, type, fn, data, \
		&(const struct oriel_emitter_options){ .prepend = true, __VA_ARGS__ })

/** Removes the listener of this type, fn and data that was registered last. @return whether there
 * was one */
ORIEL_API bool oriel_emitter_off(
	oriel_emitter *emitter, const char *type, oriel_emitter_fn *fn, void *data);
/** Removes all listeners of this type, or of every type if that is NULL. */
ORIEL_API void oriel_emitter_off_all(oriel_emitter *emitter, const char *type);

/**
 * Calls the listeners of this type; they have run when this returns. An `error` that nobody listens
 * to is reported as by oriel_report_error(), with the payload: an error from oriel_error_new() with
 * its own status, message and place, any other payload with those of this call.
 * @param payload handed over: dropped when nothing is on the stack that was given it; NULL means
 * none
 * @return whether a listener was called
 */
ORIEL_API bool oriel_emitter_emit_at(const char *site, oriel_emitter *emitter, const char *type,
	const struct oriel_payload *payload);
#define oriel_emitter_emit(emitter, type, ...) \
	oriel_emitter_emit_at(ORIEL_SITE, emitter, type, __VA_ARGS__)

/** @return how many listeners there are of this type, or of every type if that is NULL */
ORIEL_API size_t oriel_emitter_count(const oriel_emitter *emitter, const char *type);

/**
 * Sets how many listeners of one type are no cause for suspicion, 10 unless set. The first one
 * beyond is registered like any other, and a warning names where, once a type. @param max 0 means
 * any number
 */
ORIEL_API void oriel_emitter_set_max_listeners(oriel_emitter *emitter, size_t max);

ORIEL_END

#endif
