/* SPDX-License-Identifier: MIT */
/*
 * Load shedding by waiting time. A standing queue is detected as in CoDel (RFC 8289, section 5.1):
 * for a whole interval, every request has waited longer than the target. The shedding differs from
 * CoDel. CoDel drops single packets with increasing frequency, because senders of packets slow
 * down. Clients that send requests do not: at twice the capacity, the waiting time would grow for
 * minutes before CoDel shed enough. Therefore, every request that has waited longer than the target
 * is shed. Shedding ends with a request within the target, if none was shed for an interval.
 */
#include <oriel/flow/shedder.h>

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/log.h>

#define DEFAULT_TARGET_MS 50.0
#define DEFAULT_INTERVAL_MS 500.0

struct oriel_shedder {
	oriel_loop *loop; /* borrowed */
	double target_ms, interval_ms;

	/* when the waiting time will have been above the target for an interval; negative: the waiting
	 * time is within the target */
	double above_until_ms;
	bool is_shedding;
	double last_shed_ms;
	uint64_t total;
};

static bool shedder_sheds(oriel_shedder *shedder, double waited_ms, double now_ms, bool is_last) {
	if (waited_ms <= shedder->target_ms || is_last) {
		shedder->above_until_ms = -1;
		shedder->is_shedding = shedder->is_shedding &&
			now_ms - shedder->last_shed_ms < shedder->interval_ms;
		return false;
	}
	if (shedder->above_until_ms < 0)
		shedder->above_until_ms = now_ms + shedder->interval_ms;
	shedder->is_shedding = shedder->is_shedding || now_ms >= shedder->above_until_ms;
	if (shedder->is_shedding)
		shedder->last_shed_ms = now_ms;
	return shedder->is_shedding;
}

bool oriel_shedder_should_shed(oriel_shedder *shedder, double queued_at_ms, bool is_last) {
	ORIEL_ASSERT(shedder != NULL,
		"oriel_shedder_should_shed: the shedder is NULL; make one with oriel_shedder_new()");
	oriel__loop_check(shedder->loop, "oriel_shedder_should_shed");
	double now_ms = oriel_loop_now(shedder->loop);
	bool is_shed = shedder_sheds(shedder, now_ms - queued_at_ms, now_ms, is_last);
	shedder->total += is_shed;
	return is_shed;
}

uint64_t oriel_shedder_count(const oriel_shedder *shedder) {
	ORIEL_ASSERT(shedder != NULL,
		"oriel_shedder_count: the shedder is NULL; make one with oriel_shedder_new()");
	return shedder->total;
}

oriel_shedder *oriel_shedder_new_at(const char *site, const struct oriel_shedder_options *options) {
	oriel__check_options("oriel_shedder_new", site, options);
	oriel_shedder *shedder = oriel__alloc_zero(1, sizeof(*shedder));
	shedder->loop = oriel__loop_here("oriel_shedder_new");
	shedder->target_ms = options != NULL && options->target_ms > 0 ? options->target_ms :
																	DEFAULT_TARGET_MS;
	shedder->interval_ms = options != NULL && options->interval_ms > 0 ? options->interval_ms :
																		DEFAULT_INTERVAL_MS;
	shedder->above_until_ms = -1;
	return shedder;
}

void oriel_shedder_destroy(oriel_shedder *shedder) {
	oriel__free(shedder);
}
