/* SPDX-License-Identifier: MIT */
/*
 * The loop's clock, in nanoseconds. A precise reading takes about 20 ns. Time budgets use the
 * system's coarse tick, which takes a few nanoseconds; deadlines use precise readings.
 */
#ifndef ORIEL_LOOP_CLOCK_INTERNAL_H
#define ORIEL_LOOP_CLOCK_INTERNAL_H

#include "base/private_api_internal.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#define ORIEL__NS_PER_MS 1000000

/* A point in time that is never reached. */
#define ORIEL__NEVER INT64_MAX

struct oriel__external;

struct oriel__clock {
	int64_t now_ns; /* the last precise reading, or the time of a virtual clock */
	bool is_virtual;
	bool is_stale; /* a callback has run or the loop has polled since the last reading */
	struct oriel__external *external; /* NULL if the loop is neither recorded nor replayed */
};

/* Reads the clock precisely. */
ORIEL_PRIVATE_API int64_t oriel__clock_read(struct oriel__clock *clock);

/* Reads the clock precisely for statistics only: changes neither the clock nor a recording. */
int64_t oriel__clock_aside(const struct oriel__clock *clock);

/* Reads the system clock with the precision of its tick (1 to 4 ms), in a few nanoseconds. For
 * budgets. */
int64_t oriel__clock_coarse(void);
/* Reads the tick as oriel__clock_coarse() does, through this clock, whose readings may be
 * recorded. */
int64_t oriel__clock_tick(const struct oriel__clock *clock);

/* Returns the last precise reading, or a new one if time may have passed since. */
static inline int64_t oriel__clock_fresh(struct oriel__clock *clock) {
	return clock->is_stale ? oriel__clock_read(clock) : clock->now_ns;
}

/* Converts ms to ns. Returns 0 for negative values and NaN, and ORIEL__NEVER for values that are
 * too large. */
static inline int64_t oriel__ns_from_ms(double ms) {
	if (!(ms > 0))
		return 0;
	return ms < 9.2e12 ? (int64_t)(ms * ORIEL__NS_PER_MS + 0.5) : ORIEL__NEVER;
}

static inline double oriel__ms_from_ns(int64_t ns) {
	return ns == ORIEL__NEVER ? (double)INFINITY : (double)ns / ORIEL__NS_PER_MS;
}

/* Returns a + b for b >= 0, or ORIEL__NEVER on overflow. */
static inline int64_t oriel__ns_add(int64_t a, int64_t b) {
	return a > ORIEL__NEVER - b ? ORIEL__NEVER : a + b;
}

static inline int64_t oriel__ns_min(int64_t a, int64_t b) {
	return a < b ? a : b;
}

#endif
