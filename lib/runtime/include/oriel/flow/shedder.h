/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Load shedding by age: when work has waited for too long, for long enough, what has is given up,
 * so that the rest is not late too.
 *
 * A shedder keeps no queue: the owner of a queue takes work off it, and asks the shedder about each
 * piece. Once every piece has waited longer than the target for a whole interval, the queue is
 * overloaded: each piece that has waited longer than the target is to be given up, until none had
 * to be for an interval. A burst that is worked off within an interval loses nothing.
 *
 * For example, work that takes 10 ms a piece and comes every 5 ms, with the defaults: for the first
 * 600 ms the wait grows to 300 ms. From then on half of the work is given up, and the other half
 * has waited 50 ms at most.
 *
 * Thread: loop. Errors: only broken contracts, which assert. Source: RFC 8289, "Controlled Delay
 * Active Queue Management", for when a queue is overloaded; B. Maurer, "Fail at Scale" (ACM
 * Queue 13.8), for giving up all that is late, since requests, unlike packets, do not slow down.
 */
#ifndef ORIEL_FLOW_SHEDDER_H
#define ORIEL_FLOW_SHEDDER_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** What it has seen of one queue. */
typedef struct oriel_shedder oriel_shedder;

/** Options of oriel_shedder_new(). */
struct oriel_shedder_options {
	ORIEL_OPTIONS_HEAD;
	double target_ms ORIEL_DEFAULT; /**< a wait that is acceptable as a standing one; 0: 50 */
	/** for how long it may be longer before anything is given up; 0: 500 */
	double interval_ms ORIEL_DEFAULT;
};

/** The function behind oriel_shedder_new(). */
ORIEL_API oriel_shedder *oriel_shedder_new_at(
	const char *site, const struct oriel_shedder_options *options);
/**
 * Returns owned by the caller; oriel_shedder_destroy().
 * @param ... members of struct oriel_shedder_options by name
 */
#define oriel_shedder_new(...) \
	ORIEL__CALL_0(oriel_shedder_new_at, struct oriel_shedder_options, __VA_ARGS__)
/** NULL is allowed. */
ORIEL_API void oriel_shedder_destroy(oriel_shedder *shedder);

/**
 * Asks about one piece of work that has just been taken off the queue; to be asked about each.
 * @param queued_at_ms when it was queued, on the loop's clock
 * @param is_last      nothing waits behind it: never shed
 * @return whether to give it up
 */
ORIEL_API bool oriel_shedder_should_shed(oriel_shedder *shedder, double queued_at_ms, bool is_last);
/** Returns how many it has had given up. */
ORIEL_API uint64_t oriel_shedder_count(const oriel_shedder *shedder);

ORIEL_END

#endif
