/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Trusted dispatch: events that count as what a user or the system did, for authors of widgets and
 * platforms.
 *
 *     oriel_fire_trusted(slider, "change", .bubbles = true);      // after the user has moved it
 *
 * Thread: loop. Errors: only broken contracts, which assert.
 */
#ifndef ORIEL_EXTEND_EVENT_H
#define ORIEL_EXTEND_EVENT_H

#include <oriel/runtime/target.h>

ORIEL_BEGIN

/** The function behind oriel_dispatch_trusted(). */
ORIEL_API enum oriel_status oriel_dispatch_trusted_at(
	const char *site, oriel_target *target, oriel_event *event);
/**
 * Dispatches as oriel_dispatch() does, but trusted. Then the event is offered, unless it was
 * prevented or is a `click`, as default action to the targets of its path, from the target up,
 * until one takes it.
 *
 * Nothing is hit-tested, and no other event follows; oriel_input_push() does that.
 */
#define oriel_dispatch_trusted(target, event) \
	oriel_dispatch_trusted_at(ORIEL_SITE, ORIEL_TARGET(target), event)

/** The function behind oriel_fire_trusted(). */
ORIEL_API bool oriel_fire_trusted_at(const char *site, oriel_target *target,
	const char *type, const struct oriel_event_options *options);
/**
 * Makes an event, dispatches it trusted, and releases it; e.g. `change` as a consequence of a
 * user's action.
 * @param ... type, then members of struct oriel_event_options by name
 * @return as oriel_fire()
 */
#define oriel_fire_trusted(target, ...) \
	ORIEL__CALL_2(oriel_fire_trusted_at, struct oriel_event_options, ORIEL_TARGET(target), \
		__VA_ARGS__, )

ORIEL_END

#endif
