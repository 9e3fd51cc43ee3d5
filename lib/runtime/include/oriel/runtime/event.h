/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Events: the objects that are dispatched to targets.
 *
 * Events are reference-counted and may be kept. Their state can be read before, during and after a
 * dispatch. Events hold their targets weakly: the getters return NULL for a target that is gone.
 *
 * ```c
 * struct oriel_payload detail = oriel_borrowed("3 changes");
 * oriel_event *save = oriel_event_new("save", .cancelable = true, .detail = detail);
 * oriel_dispatch(widget, save);
 * if (!oriel_event_is_default_prevented(save))
 *     puts((const char *)oriel_event_detail(save).data);
 * oriel_event_unref(save);
 * ```
 *
 * Thread: loop. Errors: only broken contracts, which assert. Source: DOM, "interface Event".
 */
#ifndef ORIEL_RUNTIME_EVENT_H
#define ORIEL_RUNTIME_EVENT_H

#include <oriel/runtime/status.h>

ORIEL_BEGIN

/** The phase of a dispatch. */
enum oriel_phase {
	ORIEL_PHASE_NONE,      /**< not being dispatched */
	ORIEL_PHASE_CAPTURING, /**< on the way from the root down */
	ORIEL_PHASE_AT_TARGET,
	ORIEL_PHASE_BUBBLING, /**< on the way from the target up */
};

/** Options of oriel_event_new(). */
struct oriel_event_options {
	ORIEL_OPTIONS_HEAD;
	bool bubbles ORIEL_DEFAULT; /**< goes up from the target to the root */
	bool cancelable ORIEL_DEFAULT; /**< its default can be prevented */
	bool composed ORIEL_DEFAULT; /**< leaves shadow trees */
	struct oriel_payload detail ORIEL_DEFAULT; /**< handed over; released with the event */
	/** the second target, e.g. the one that loses focus; may be NULL */
	oriel_target *related_target ORIEL_DEFAULT;
};

/** Does the work of oriel_event_new(). */
ORIEL_API oriel_event *oriel_event_new_at(
	const char *site, const char *type, const struct oriel_event_options *options);
/**
 * Makes an event for oriel_dispatch().
 * @param ... type, then members of struct oriel_event_options by name. The type is any string up to
 * 65,535 bytes (asserted), also the empty one; copied
 * @return with one reference
 */
#define oriel_event_new(...) \
	ORIEL__CALL_1(oriel_event_new_at, struct oriel_event_options, __VA_ARGS__, )

/**
 * Declares an event type of the program's own whose name is close to a built-in one.
 *
 * Listening to a type that is one letter off a built-in name, as "keydwn" or "exits" is, logs a
 * warning, once a type, unless the type has been fired on this loop before. Types below five
 * letters, and those with '-' or ':', are never suspected.
 *
 * @param type e.g. "exits"; copied
 */
ORIEL_API void oriel_event_type_declare(const char *type);

/** Returns event, with one more reference. */
ORIEL_API oriel_event *oriel_event_ref(oriel_event *event);
/** Releases a reference to the event. NULL is allowed. */
ORIEL_API void oriel_event_unref(oriel_event *event);

/**
 * Initialises the event again: replaces type and flags, and clears target, prevention, stopping and
 * trust.
 * @return ORIEL_OK; ORIEL_INVALID_STATE_ERROR, with nothing changed, during a dispatch
 * Source: DOM, "initialize" an event.
 */
ORIEL_API enum oriel_status oriel_event_reinit(
	oriel_event *event, const char *type, bool bubbles, bool cancelable);

/** Returns the type, borrowed until the event is initialised again or freed. */
ORIEL_API const char *oriel_event_type(const oriel_event *event);
/** Returns whether the event has this type. */
ORIEL_API bool oriel_event_is_type(const oriel_event *event, const char *type);
/**
 * Returns the target of the dispatch, as the running listener may see it. NULL before the dispatch,
 * and when the target is gone.
 */
ORIEL_API oriel_target *oriel_event_target(const oriel_event *event);
/** Returns the target whose listener runs; NULL outside a dispatch. */
ORIEL_API oriel_target *oriel_event_current_target(const oriel_event *event);
/** Returns the second target, as the running listener may see it; may be NULL. */
ORIEL_API oriel_target *oriel_event_related_target(const oriel_event *event);
/** Returns the phase of the dispatch. */
ORIEL_API enum oriel_phase oriel_event_phase(const oriel_event *event);
/** Returns whether the event goes up from its target to the root. */
ORIEL_API bool oriel_event_bubbles(const oriel_event *event);
/** Returns whether the default of the event can be prevented. */
ORIEL_API bool oriel_event_is_cancelable(const oriel_event *event);
/** Returns whether the event leaves shadow trees. */
ORIEL_API bool oriel_event_is_composed(const oriel_event *event);
/** Returns whether a user or the system caused the event, and not oriel_dispatch(). */
ORIEL_API bool oriel_event_is_trusted(const oriel_event *event);
/** Returns whether the event is being dispatched. */
ORIEL_API bool oriel_event_is_dispatching(const oriel_event *event);
/** Returns whether a listener has prevented the default. */
ORIEL_API bool oriel_event_is_default_prevented(const oriel_event *event);
/** Returns whether a listener has stopped the propagation. */
ORIEL_API bool oriel_event_is_propagation_stopped(const oriel_event *event);
/** Returns the time of the event, ms on the loop's clock. */
ORIEL_API double oriel_event_time(const oriel_event *event);
/**
 * Returns the .detail of the event, borrowed as long as the event. All members are NULL if there is
 * none.
 */
ORIEL_API struct oriel_payload oriel_event_detail(const oriel_event *event);

/**
 * Copies the path of the running dispatch, from the target up, as the running listener may see it.
 * @param targets an array of capacity elements; may be NULL if capacity is 0
 * @return the length of the path, which may be more than was copied; 0 outside a dispatch
 * Source: DOM, "composedPath()".
 */
ORIEL_API size_t oriel_event_composed_path(
	const oriel_event *event, oriel_target **targets, size_t capacity);

/**
 * Prevents the default action. Does nothing if the event is not cancelable or the listener is
 * passive.
 */
ORIEL_API void oriel_prevent_default(oriel_event *event);
/** Keeps the event from the targets after the current one. */
ORIEL_API void oriel_stop_propagation(oriel_event *event);
/**
 * Keeps the event from the targets after the current one, and from the current target's other
 * listeners.
 */
ORIEL_API void oriel_stop_immediate_propagation(oriel_event *event);

ORIEL_END

#endif
