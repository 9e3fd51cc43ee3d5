/* SPDX-License-Identifier: MIT */
/*
 * Reads the system clock. CLOCK_MONOTONIC stops while the system is suspended, so timers do not all
 * fire on resume.
 */
#define _GNU_SOURCE /* CLOCK_MONOTONIC_COARSE */
#include "loop/external_internal.h"

#include <time.h>

static int64_t clock_read_system(clockid_t id) {
	struct timespec time;
	clock_gettime(id, &time);
	return (int64_t)time.tv_sec * 1000 * ORIEL__NS_PER_MS + time.tv_nsec;
}

int64_t oriel__clock_coarse(void) {
#ifdef CLOCK_MONOTONIC_COARSE
	return clock_read_system(CLOCK_MONOTONIC_COARSE);
#else
	return clock_read_system(CLOCK_MONOTONIC);
#endif
}

int64_t oriel__clock_tick(const struct oriel__clock *clock) {
	struct oriel__external *external = clock->external;
	return external != NULL ? external->external_class->read_tick(external) : oriel__clock_coarse();
}

int64_t oriel__clock_aside(const struct oriel__clock *clock) {
	return clock->is_virtual ? clock->now_ns : clock_read_system(CLOCK_MONOTONIC);
}

int64_t oriel__clock_read(struct oriel__clock *clock) {
	if (clock->external != NULL && !clock->is_virtual) {
		clock->external->external_class->read_clock(clock->external, clock);
	} else if (!clock->is_virtual) {
		clock->now_ns = clock_read_system(CLOCK_MONOTONIC);
	}
	clock->is_stale = false;
	return clock->now_ns;
}
