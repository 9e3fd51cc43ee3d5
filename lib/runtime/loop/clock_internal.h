/* SPDX-License-Identifier: MIT */
/*
 * The loop's clock, in nanoseconds. A precise reading costs about 20 ns. Budgets are measured by
 * the machine's tick, which costs a few; whatever becomes a deadline is read precisely.
 */
#ifndef ORIEL_LOOP_CLOCK_INTERNAL_H
#define ORIEL_LOOP_CLOCK_INTERNAL_H

#include "base/private_api_internal.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#define ORIEL__NS_PER_MS 1000000

/* A time that never comes. */
#define ORIEL__NEVER INT64_MAX

struct oriel__external;

struct oriel__clock {
	int64_t now_ns;    /* the last precise reading; on a virtual clock, the time */
	bool is_virtual;
	bool is_stale;     /* a callback has run, or the loop has polled, since the last reading */
	struct oriel__external *external; /* NULL: nothing is recorded or replayed */
};

/* A precise reading. */
ORIEL_PRIVATE_API int64_t oriel__clock_read(struct oriel__clock *clock);

/* The same for figures on which nothing depends: the clock is not told, and no recording. */
int64_t oriel__clock_aside(const struct oriel__clock *clock);

/* The machine's clock in steps of its tick (1 to 4 ms), in a few nanoseconds. For budgets. */
int64_t oriel__clock_coarse(void);
/* The same by this clock, whose readings may be recorded. */
int64_t oriel__clock_tick(const struct oriel__clock *clock);

/* A precise reading, unless nothing has taken time since the last one. */
static inline int64_t oriel__clock_fresh(struct oriel__clock *clock) {
	return clock->is_stale ? oriel__clock_read(clock) : clock->now_ns;
}

/* Negative, or not a number: 0. Too long: ORIEL__NEVER. */
static inline int64_t oriel__ns_from_ms(double ms) {
	if (!(ms > 0))
		return 0;
	return ms < 9.2e12 ? (int64_t)(ms * ORIEL__NS_PER_MS + 0.5) : ORIEL__NEVER;
}

static inline double oriel__ms_from_ns(int64_t ns) {
	return ns == ORIEL__NEVER ? (double)INFINITY : (double)ns / ORIEL__NS_PER_MS;
}

/* a + b for b >= 0, ORIEL__NEVER if that is too much. */
static inline int64_t oriel__ns_add(int64_t a, int64_t b) {
	return a > ORIEL__NEVER - b ? ORIEL__NEVER : a + b;
}

static inline int64_t oriel__ns_min(int64_t a, int64_t b) {
	return a < b ? a : b;
}

#endif
