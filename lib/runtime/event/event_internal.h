/* SPDX-License-Identifier: MIT */
/*
 * Events as the modules above make them: with a detail of a type of their own, trusted, and offered
 * to default actions.
 */
#ifndef ORIEL_EVENT_EVENT_INTERNAL_H
#define ORIEL_EVENT_EVENT_INTERNAL_H

#include "base/private_api_internal.h"
#include "event/target_internal.h"

#include <oriel/runtime/error.h>

/* What a kind of event tells besides what every event does. One static const object a kind,
 * compared by address. */
struct oriel__event_kind {
	const char *name;             /* for messages */
	size_t size;                  /* of the detail */
	/* when the event is freed; NULL: nothing to do. May run inside a callback */
	void (*finish)(void *detail);
};

enum oriel__event_flags {
	ORIEL__EVENT_BUBBLES = 1,
	ORIEL__EVENT_CANCELABLE = 2,
	ORIEL__EVENT_COMPOSED = 4,
};

/* An event with one reference. detail is copied (kind->size bytes), what it owns is handed over.
 * related may be NULL; time_ms is on the loop's clock. */
/* Asserts that it is small (base/alloc_internal.h). With a reference. */
oriel__atom oriel__event_type_intern(oriel_loop *loop, const char *type);
ORIEL_PRIVATE_API oriel_event *oriel__event_new_kind(const char *type,
	const struct oriel__event_kind *kind, const void *detail, unsigned flags, oriel_target *related,
	double time_ms);

/* Takes what oriel_event_detail() answers, which is all NULL from then on; the caller's. */
struct oriel_payload oriel__event_take_detail(oriel_event *event);

/* The detail, borrowed as long as the event; NULL if the event is of another kind. */
ORIEL_PRIVATE_API const void *oriel__event_kind_detail(
	const oriel_event *event, const struct oriel__event_kind *kind);

/* Dispatches as oriel_dispatch() does, but trusted; then offers the event, unless it was prevented
 * or is a `click`, as default action to the path's items from the target up. Returns true unless
 * the event was prevented. The event is not being dispatched. */
ORIEL_PRIVATE_API bool oriel__dispatch_trusted(oriel_target *target, oriel_event *event);

/* Dispatches as oriel__dispatch_trusted() does. Writes to *taker the target that the event
 * activated, or whose default action took it; NULL if there is none. The target is valid within the
 * hold of the caller. */
ORIEL_PRIVATE_API bool oriel__dispatch_taken(
	oriel_target *target, oriel_event *event, oriel_target **taker);

/* Makes an event without detail, stamped now, dispatches it trusted and releases it. Returns true
 * unless the event was prevented. */
ORIEL_PRIVATE_API bool oriel__fire_trusted(oriel_target *target, const char *type, unsigned flags);

#endif
