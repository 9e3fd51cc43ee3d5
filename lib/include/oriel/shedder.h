/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Load shedding by age: when work has waited for too long, for long enough, some of it is given up, so that the rest is not late too.
 *
 * A shedder keeps no queue: whoever takes work off his own queue asks it about each piece.
 *
 * Thread: loop. Errors: only broken contracts, which assert. Source: RFC 8289, "Controlled Delay Active Queue Management", with time in queue as the
 * sojourn time.
 */
#ifndef ORIEL_SHEDDER_H
#define ORIEL_SHEDDER_H

#include <oriel/types.h>

ORIEL_BEGIN

/** What it has seen of one queue. */
typedef struct oriel_shedder oriel_shedder;

struct oriel_shedder_options {
	double target_ms;   /**< a wait that is acceptable as a standing one; 0: 50 */
	double interval_ms; /**< for how long it may be longer before anything is shed; 0: 500 */
	size_t size;
};

/** @return owned by the caller; oriel_shedder_destroy() */
ORIEL_API oriel_shedder *oriel_shedder_new_at(const char *site, const struct oriel_shedder_options *options);
#define oriel_shedder_new(...) oriel_shedder_new_at(ORIEL_SITE, &(const struct oriel_shedder_options){ .size = sizeof(struct oriel_shedder_options), __VA_ARGS__ })
/** NULL is allowed. */
ORIEL_API void oriel_shedder_destroy(oriel_shedder *shedder);

/**
 * Asks about one piece of work that has just been taken off the queue; to be asked about each.
 * @param queued_at_ms when it was queued, on the loop's clock
 * @param is_last      nothing waits behind it: never shed
 * @return whether to give it up
 */
ORIEL_API bool oriel_shedder_should_shed(oriel_shedder *shedder, double queued_at_ms, bool is_last);
/** @return how many it has had given up */
ORIEL_API uint64_t oriel_shedder_count(const oriel_shedder *shedder);

ORIEL_END

#endif
