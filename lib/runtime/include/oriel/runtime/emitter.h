/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Emitters: named notices from an object that needs no path, no default action and no event object.
 *
 * Listeners are called synchronously, in order of registration. One call of oriel_emitter_emit()
 * calls the listeners that existed when the call began, except those removed meanwhile. Each
 * listener may add and remove listeners, emit again, and destroy the emitter.
 *
 * ```c
 * static void on_position(struct oriel_payload payload, void *data) {
 *     printf("%g s\n", *(const double *)payload.data);
 * }
 *
 * oriel_emitter *player = oriel_emitter_new();
 * double seconds = 2.5;
 * oriel_emitter_on(player, "position", on_position, NULL, .signal = signal);
 * oriel_emitter_emit(player, "position", oriel_borrowed(&seconds)); // prints "2.5 s"
 * oriel_emitter_destroy(player);
 * ```
 *
 * Thread: loop. Errors: an `error` without a listener is reported (error.h). An id of 0, with data
 * released, if .signal has aborted or the loop ends. Source: Node.js, "Class: EventEmitter";
 * docs/differences.md says what differs.
 */
#ifndef ORIEL_RUNTIME_EMITTER_H
#define ORIEL_RUNTIME_EMITTER_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/**
 * Makes an emitter.
 * @return owned by the caller; oriel_emitter_destroy()
 */
ORIEL_API oriel_emitter *oriel_emitter_new(void);
/**
 * Removes the emitter's listeners and destroys it. Legal anywhere, also in its own listeners; NULL
 * is allowed.
 */
ORIEL_API void oriel_emitter_destroy(oriel_emitter *emitter);

/**
 * A listener of an emitter.
 * @param payload borrowed for the call; oriel_payload_ref() keeps it. All members are NULL for
 * ORIEL_NO_PAYLOAD
 */
typedef void oriel_emitter_fn(struct oriel_payload payload, void *data);

/** Options of oriel_emitter_on(). */
struct oriel_emitter_options {
	ORIEL_OPTIONS_HEAD;
	/** registers the listener before those of its type; an emit that runs does not call it */
	bool prepend ORIEL_DEFAULT;
	bool once ORIEL_DEFAULT; /**< removed before it is called */
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort removes the listener; may be NULL */
	/** releases data when the listener is gone and not on the stack; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_emitter_on(). */
ORIEL_API oriel_listener_id oriel_emitter_on_at(const char *site, oriel_emitter *emitter,
	const char *type, oriel_emitter_fn *fn, void *data,
	const struct oriel_emitter_options *options);
/**
 * Calls fn whenever this type is emitted. The same fn and data may be registered several times, and
 * are called as often.
 * @param type any string; copied
 * @param ... data, then members of struct oriel_emitter_options by name; data is borrowed, or
 * handed over with .release
 * @return an id for oriel_unlisten(); 0 as the head of this header says
 */
#define oriel_emitter_on(emitter, type, fn, ...) \
	ORIEL__CALL_4(oriel_emitter_on_at, struct oriel_emitter_options, emitter, type, fn, \
		__VA_ARGS__, )
/**
 * Calls fn the next time this type is emitted, as oriel_emitter_on() with .once does.
 * @param ... data, then members of struct oriel_emitter_options by name
 */
#define oriel_emitter_once(emitter, type, fn, ...) \
	ORIEL__EMITTER_ONCE(emitter, type, fn, __VA_ARGS__, )
#define ORIEL__EMITTER_ONCE(emitter, type, fn, data, ...) \
	ORIEL__CALL_4(oriel_emitter_on_at, struct oriel_emitter_options, emitter, type, fn, data, \
		.once = true, __VA_ARGS__)
/**
 * Calls fn before the listeners that this type has by now, as oriel_emitter_on() with .prepend
 * does.
 * @param ... data, then members of struct oriel_emitter_options by name
 */
#define oriel_emitter_prepend(emitter, type, fn, ...) \
	ORIEL__EMITTER_PREPEND(emitter, type, fn, __VA_ARGS__, )
#define ORIEL__EMITTER_PREPEND(emitter, type, fn, data, ...) \
	ORIEL__CALL_4(oriel_emitter_on_at, struct oriel_emitter_options, emitter, type, fn, data, \
		.prepend = true, __VA_ARGS__)

/** Removes the newest listener of this type, fn and data. Returns whether there was one. */
ORIEL_API bool oriel_emitter_off(
	oriel_emitter *emitter, const char *type, oriel_emitter_fn *fn, void *data);
/** Removes all listeners of this type; of every type if type is NULL. */
ORIEL_API void oriel_emitter_off_all(oriel_emitter *emitter, const char *type);

/** Does the work of oriel_emitter_emit(). */
ORIEL_API bool oriel_emitter_emit_at(const char *site, oriel_emitter *emitter, const char *type,
	struct oriel_payload payload);
/**
 * Calls the listeners of this type; all have run when the call returns.
 *
 * An `error` without a listener is reported as by oriel_report_error(), with the payload. An error
 * from oriel_error_new() is reported with its own status, message and place; any other payload with
 * those of this call.
 *
 * @param payload handed over; released when no listener that received it is on the stack
 * @return whether a listener was called
 */
#define oriel_emitter_emit(emitter, type, payload) \
	oriel_emitter_emit_at(ORIEL_SITE, emitter, type, payload)

/** Returns the number of listeners of this type; of every type if type is NULL. */
ORIEL_API size_t oriel_emitter_count(const oriel_emitter *emitter, const char *type);

/**
 * Sets how many listeners of one type may be registered without a warning. The first one beyond is
 * registered like any other; a warning, once a type, names its place.
 * @param max 10 to begin with; 0: any number
 */
ORIEL_API void oriel_emitter_set_max_listeners(oriel_emitter *emitter, size_t max);

ORIEL_END

#endif
