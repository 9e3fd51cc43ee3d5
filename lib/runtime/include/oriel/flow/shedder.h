/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Load shedding by age: late work of an overloaded queue is shed, so that the rest of the work is
 * not late too.
 *
 * A shedder keeps no queue: the owner of a queue takes work off it, and asks the shedder about each
 * piece. Once every piece has waited longer than the target for a whole interval, the queue is
 * overloaded. Then each piece that has waited longer than the target is to be shed, until an
 * interval has passed without such a piece. A burst that is worked off within an interval loses
 * nothing.
 *
 * ```c
 * struct request {
 * 	double queued_at_ms;
 * 	struct request *next;
 * };
 *
 * static void requests_serve(struct request *first, oriel_shedder *shedder) {
 * 	for (struct request *r = first; r != NULL; r = r->next) {
 * 		if (oriel_shedder_should_shed(shedder, r->queued_at_ms, r->next == NULL))
 * 			continue; // refused
 * 		printf("request of %g ms\n", r->queued_at_ms); // handled
 * 	}
 * }
 *
 * oriel_shedder *shedder = oriel_shedder_new(.target_ms = 50, .interval_ms = 500);
 * ```
 *
 * For example, each piece of work takes 10 ms, and a new piece comes every 5 ms. For the first
 * 600 ms the wait grows to 300 ms. From then on half of the work is shed, and the other half has
 * waited 50 ms at most.
 *
 * Thread: loop. Errors: only broken contracts, which assert. Source: RFC 8289, "Controlled Delay
 * Active Queue Management", for when a queue is overloaded; B. Maurer, "Fail at Scale" (ACM Queue
 * 13.8), for shedding all late work, since requests, unlike packets, do not slow down.
 */
#ifndef ORIEL_FLOW_SHEDDER_H
#define ORIEL_FLOW_SHEDDER_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** The history of one queue. */
typedef struct oriel_shedder oriel_shedder;

/** Options of oriel_shedder_new(). */
struct oriel_shedder_options {
	ORIEL_OPTIONS_HEAD;
	double target_ms ORIEL_DEFAULT; /**< ms, an acceptable standing wait; 0: 50 */
	double interval_ms ORIEL_DEFAULT; /**< ms of longer waits before work is shed; 0: 500 */
};

/** Does the work of oriel_shedder_new(). */
ORIEL_API oriel_shedder *oriel_shedder_new_at(
	const char *site, const struct oriel_shedder_options *options);
/**
 * Makes a shedder.
 * @param ... members of struct oriel_shedder_options by name
 * @return owned by the caller; oriel_shedder_destroy()
 */
#define oriel_shedder_new(...) \
	ORIEL__CALL_0(oriel_shedder_new_at, struct oriel_shedder_options, __VA_ARGS__)
/** Destroys the shedder. NULL is allowed. */
ORIEL_API void oriel_shedder_destroy(oriel_shedder *shedder);

/**
 * Decides whether to shed a piece of work that has just been taken off the queue. Call this for
 * each piece.
 * @param queued_at_ms when the piece was queued, on the loop's clock
 * @param is_last      no work waits behind the piece, which is then never shed
 * @return whether to shed the piece
 */
ORIEL_API bool oriel_shedder_should_shed(oriel_shedder *shedder, double queued_at_ms, bool is_last);
/** Returns how many pieces were to be shed. */
ORIEL_API uint64_t oriel_shedder_count(const oriel_shedder *shedder);

ORIEL_END

#endif
