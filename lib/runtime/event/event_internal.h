/* SPDX-License-Identifier: MIT */
/*
 * Events of the modules above: events with a typed detail, which are trusted and get default
 * actions.
 */
#ifndef ORIEL_EVENT_EVENT_INTERNAL_H
#define ORIEL_EVENT_EVENT_INTERNAL_H

#include "base/private_api_internal.h"
#include "event/target_internal.h"

#include <oriel/runtime/error.h>

/* A kind of event with its own detail; one static const object for each kind, compared by
 * address. */
struct oriel__event_kind {
	const char *name; /* for messages */
	size_t size;      /* size of the detail */
	/* called when the event is freed, perhaps inside a callback; may be NULL */
	void (*finish)(void *detail);
};

enum oriel__event_flags {
	ORIEL__EVENT_BUBBLES = 1,
	ORIEL__EVENT_CANCELABLE = 2,
	ORIEL__EVENT_COMPOSED = 4,
};

/* Returns the atom of an event's type with a reference. Asserts that the type is small
 * (base/alloc_internal.h). */
oriel__atom oriel__event_type_intern(oriel_loop *loop, const char *type);
/* Returns an event with one reference. detail is copied (kind->size bytes); objects that detail
 * owns are handed over. related may be NULL; time_ms is on the loop's clock. */
ORIEL_PRIVATE_API oriel_event *oriel__event_new_kind(const char *type,
	const struct oriel__event_kind *kind, const void *detail, unsigned flags, oriel_target *related,
	double time_ms);

/* Moves the payload of oriel_event_detail() to the caller; afterwards the event's detail is
 * NULL. */
struct oriel_payload oriel__event_take_detail(oriel_event *event);

/* Returns the detail, borrowed as long as the event lives; NULL if the event is of another kind. */
ORIEL_PRIVATE_API const void *oriel__event_kind_detail(
	const oriel_event *event, const struct oriel__event_kind *kind);

/* Dispatches a trusted event as oriel_dispatch() does. Then runs the default action: offers the
 * event to the path's items, from the target upwards. A prevented event or a `click` is not
 * offered. Returns true unless
 * the event was prevented. The event is not being dispatched. */
ORIEL_PRIVATE_API bool oriel__dispatch_trusted(oriel_target *target, oriel_event *event);

/* Dispatches as oriel__dispatch_trusted() does. *taker receives the target that the event
 * activated, or whose default action took the event, or NULL. The target stays valid within the
 * caller's hold. */
ORIEL_PRIVATE_API bool oriel__dispatch_taken(
	oriel_target *target, oriel_event *event, oriel_target **taker);

/* Makes an event without detail, stamped now, dispatches it trusted and releases it. Returns true
 * unless the event was prevented. */
ORIEL_PRIVATE_API bool oriel__fire_trusted(oriel_target *target, const char *type, unsigned flags);

#endif
