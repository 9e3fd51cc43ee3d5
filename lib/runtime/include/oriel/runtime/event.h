/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Events: what is dispatched to targets.
 *
 * Events are counted and may be kept; their state can be read before, during and after a dispatch.
 * They hold their targets weakly: the getters answer NULL for a target that is gone.
 *
 * Thread: loop. Errors: only broken contracts, which assert. Source: DOM, "interface Event".
 */
#ifndef ORIEL_RUNTIME_EVENT_H
#define ORIEL_RUNTIME_EVENT_H

#include <oriel/runtime/status.h>

ORIEL_BEGIN

enum oriel_phase {
	ORIEL_PHASE_NONE,      /**< not being dispatched */
	ORIEL_PHASE_CAPTURING, /**< on the way from the root down */
	ORIEL_PHASE_AT_TARGET,
	ORIEL_PHASE_BUBBLING, /**< on the way from the target up */
};

struct oriel_event_options {
	ORIEL_OPTIONS_HEAD;
	bool bubbles ORIEL_DEFAULT;
	bool cancelable ORIEL_DEFAULT;
	bool composed ORIEL_DEFAULT; /**< leaves private subtrees */
	struct oriel_payload detail ORIEL_DEFAULT; /**< handed over: dropped with the event */
	oriel_target *related_target ORIEL_DEFAULT; /**< e.g. who loses focus; may be NULL */
};

/** The function behind oriel_event_new(). */
ORIEL_API oriel_event *oriel_event_new_at(
	const char *site, const char *type, const struct oriel_event_options *options);
/**
 * Makes an event for oriel_dispatch().
 * @param ... type, then members of struct oriel_event_options by name; type: any string up to
 * 65,535 bytes (asserted), the empty one too; copied
 * @return counted, with one reference
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

/** @return event, with one reference more */
ORIEL_API oriel_event *oriel_event_ref(oriel_event *event);
/** NULL is allowed. */
ORIEL_API void oriel_event_unref(oriel_event *event);

/**
 * Makes the event anew: type and flags are replaced, target, prevention and stopping are cleared,
 * and it is no longer trusted.
 * @return ORIEL_INVALID_STATE_ERROR, with nothing changed, while it is being dispatched
 * Source: DOM, "initialize" an event.
 */
ORIEL_API enum oriel_status oriel_event_reinit(
	oriel_event *event, const char *type, bool bubbles, bool cancelable);

/** @return its type, borrowed until the event is made anew or freed */
ORIEL_API const char *oriel_event_type(const oriel_event *event);
ORIEL_API bool oriel_event_is_type(const oriel_event *event, const char *type);
/** @return who it was dispatched at, as the running listener may see it; NULL before the dispatch,
 * and when that target is gone */
ORIEL_API oriel_target *oriel_event_target(const oriel_event *event);
/** @return whose listener runs; NULL outside a dispatch */
ORIEL_API oriel_target *oriel_event_current_target(const oriel_event *event);
/** @return the second party, as the running listener may see it; may be NULL */
ORIEL_API oriel_target *oriel_event_related_target(const oriel_event *event);
ORIEL_API enum oriel_phase oriel_event_phase(const oriel_event *event);
ORIEL_API bool oriel_event_bubbles(const oriel_event *event);
ORIEL_API bool oriel_event_is_cancelable(const oriel_event *event);
ORIEL_API bool oriel_event_is_composed(const oriel_event *event);
/** Whether a user or the system caused it, not oriel_dispatch(). */
ORIEL_API bool oriel_event_is_trusted(const oriel_event *event);
ORIEL_API bool oriel_event_is_dispatching(const oriel_event *event);
ORIEL_API bool oriel_event_is_default_prevented(const oriel_event *event);
ORIEL_API bool oriel_event_is_propagation_stopped(const oriel_event *event);
/** @return when it happened, ms on the loop's clock */
ORIEL_API double oriel_event_time(const oriel_event *event);
/** @return what was given as .detail, borrowed as long as the event; all NULL if nothing was */
ORIEL_API struct oriel_payload oriel_event_detail(const oriel_event *event);

/**
 * Copies the path of the running dispatch, as the running listener may see it, from the target up.
 * @param targets room for capacity; may be NULL if that is 0
 * @return how long the path is, which may be more than was copied; 0 outside a dispatch
 * Source: DOM, "composedPath()".
 */
ORIEL_API size_t oriel_event_composed_path(
	const oriel_event *event, oriel_target **targets, size_t capacity);

/** Prevents the default action. Does nothing if the event is not cancelable or the listener is
 * passive. */
ORIEL_API void oriel_prevent_default(oriel_event *event);
/** Keeps the event from the targets after the current one. */
ORIEL_API void oriel_stop_propagation(oriel_event *event);
/** Keeps the event also from the current target's other listeners. */
ORIEL_API void oriel_stop_immediate_propagation(oriel_event *event);

ORIEL_END

#endif
