/* SPDX-License-Identifier: MIT */
/*
 * Load shedding by CoDel (RFC 8289, section 5). Once the wait has been above the target for an interval, it sheds; and as long as it stays
 * above, ever more often, by the square root of how often it has: that lowers the load linearly.
 */
#include <oriel/shedder.h>

#include "base/alloc-internal.h"
#include "loop/loop-internal.h"

#include <oriel/log.h>

#include <math.h>

#define DEFAULT_TARGET_MS 50.0
#define DEFAULT_INTERVAL_MS 500.0

struct oriel_shedder {
	oriel_loop *loop; /* borrowed */
	double target_ms, interval_ms;

	double above_until_ms; /* when the wait will have been above the target for an interval; below 0: it is not */
	bool is_shedding;
	double next_ms; /* when to shed next */
	unsigned count, last_count; /* in this time of shedding, and what the last one ended with */
	uint64_t total;
};

/* Whether the wait has been too long for an interval. */
static bool has_stood(oriel_shedder *shedder, double waited_ms, double now_ms, bool is_last) {
	if (waited_ms < shedder->target_ms || is_last) {
		shedder->above_until_ms = -1;
		return false;
	}
	if (shedder->above_until_ms < 0)
		shedder->above_until_ms = now_ms + shedder->interval_ms;
	return now_ms >= shedder->above_until_ms;
}

static double next_after(const oriel_shedder *shedder, double time_ms) {
	return time_ms + shedder->interval_ms / sqrt(shedder->count);
}

/* Goes on where the last time ended, if that is not long ago. */
static void begin_shedding(oriel_shedder *shedder, double now_ms) {
	unsigned delta = shedder->count - shedder->last_count;
	bool is_recent = now_ms - shedder->next_ms < 16 * shedder->interval_ms;
	shedder->is_shedding = true;
	shedder->count = delta > 1 && is_recent ? delta : 1;
	shedder->last_count = shedder->count;
	shedder->next_ms = next_after(shedder, now_ms);
}

static bool sheds(oriel_shedder *shedder, double now_ms, bool has_stood_long) {
	if (!has_stood_long) {
		shedder->is_shedding = false;
		return false;
	}
	if (!shedder->is_shedding) {
		begin_shedding(shedder, now_ms);
		return true;
	}
	if (now_ms < shedder->next_ms)
		return false;
	shedder->count++;
	shedder->next_ms = next_after(shedder, shedder->next_ms);
	return true;
}

bool oriel_shedder_should_shed(oriel_shedder *shedder, double queued_at_ms, bool is_last) {
	ORIEL_ASSERT(shedder != NULL, "oriel_shedder_should_shed: the shedder is NULL; make one with oriel_shedder_new()");
	oriel__loop_check(shedder->loop, "oriel_shedder_should_shed");
	double now_ms = oriel_loop_now(shedder->loop);
	bool is_shed = sheds(shedder, now_ms, has_stood(shedder, now_ms - queued_at_ms, now_ms, is_last));
	shedder->total += is_shed;
	return is_shed;
}

uint64_t oriel_shedder_count(const oriel_shedder *shedder) {
	ORIEL_ASSERT(shedder != NULL, "oriel_shedder_count: the shedder is NULL; make one with oriel_shedder_new()");
	return shedder->total;
}

oriel_shedder *oriel_shedder_new_at(const char *site, const struct oriel_shedder_options *options) {
	ORIEL_ASSERT(options == NULL || options->size > 0, "oriel_shedder_new at %s: the options have no size; use the macro, or set .size", site);
	oriel_shedder *shedder = oriel__alloc_zero(1, sizeof(*shedder));
	shedder->loop = oriel__loop_here("oriel_shedder_new");
	shedder->target_ms = options != NULL && options->target_ms > 0 ? options->target_ms : DEFAULT_TARGET_MS;
	shedder->interval_ms = options != NULL && options->interval_ms > 0 ? options->interval_ms : DEFAULT_INTERVAL_MS;
	shedder->above_until_ms = -1;
	return shedder;
}

void oriel_shedder_destroy(oriel_shedder *shedder) {
	oriel__free(shedder);
}
