/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Trusted dispatch: events that stand for an action of the user or the system, for authors of
 * widgets and platforms.
 *
 * ```c
 * // The user has moved the slider from 0.25 to 0.5.
 * oriel_fire_trusted(widget, "change", .bubbles = true);
 * ```
 *
 * Thread: loop. Errors: only broken contracts, which assert.
 */
#ifndef ORIEL_EXTEND_EVENT_H
#define ORIEL_EXTEND_EVENT_H

#include <oriel/runtime/target.h>

ORIEL_BEGIN

/** Does the work of oriel_dispatch_trusted(). */
ORIEL_API enum oriel_status oriel_dispatch_trusted_at(
	const char *site, oriel_target *target, oriel_event *event);
/**
 * Dispatches a trusted event, as oriel_dispatch() does, and then runs its default action.
 *
 * The default action is offered to the targets of the event's path, from the target up, until a
 * target takes it. An event that was prevented has no default action here, nor has a `click`.
 *
 * Nothing is hit-tested, and no other event follows; oriel_input_push() does that.
 * @return as oriel_dispatch()
 */
#define oriel_dispatch_trusted(target, event) \
	oriel_dispatch_trusted_at(ORIEL_SITE, ORIEL_TARGET(target), event)

/** Does the work of oriel_fire_trusted(). */
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
