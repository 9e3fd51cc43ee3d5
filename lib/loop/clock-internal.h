/* SPDX-License-Identifier: MIT */
/*
 * The loop's clock, in nanoseconds. A precise reading costs as much as two timers, so that there are cheaper ones for what
 * can do with less.
 */
#ifndef ORIEL_LOOP_CLOCK_INTERNAL_H
#define ORIEL_LOOP_CLOCK_INTERNAL_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#define ORIEL__NS_PER_MS 1000000

/* A time that never comes. */
#define ORIEL__NEVER INT64_MAX

struct oriel__tape;

struct oriel__clock {
	int64_t now_ns;    /* the last precise reading; on a virtual clock, the time */
	int64_t coarse_ns; /* the coarse clock at that reading */
	bool is_virtual;
	bool is_stale;     /* a callback has run, or the loop has polled, since the last reading */
	struct oriel__tape *tape; /* of what is recorded or replayed; NULL: nothing */
};

/* A precise reading. */
int64_t oriel__clock_read(struct oriel__clock *clock);

/* The machine's clock in steps of its tick (1 to 4 ms), in a few nanoseconds. For budgets. */
int64_t oriel__clock_coarse(void);
/* The same by this clock, whose readings may be recorded. */
int64_t oriel__clock_tick(const struct oriel__clock *clock);

/*
 * The time for what a callback arms: read when the callback first asks, and again whenever the machine's tick has gone on.
 * Within a callback it stands still for a tick at most.
 */
static inline int64_t oriel__clock_recent(struct oriel__clock *clock) {
	if (clock->is_virtual || (!clock->is_stale && oriel__clock_tick(clock) == clock->coarse_ns))
		return clock->now_ns;
	return oriel__clock_read(clock);
}

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
