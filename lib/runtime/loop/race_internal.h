/* SPDX-License-Identifier: MIT */
/*
 * The draws of the finder of logical races. A draw of 0 is the behaviour without the finder. The
 * value of a draw depends only on the seed and the draw's number, so reverting one draw leaves the
 * others unchanged.
 */
#ifndef ORIEL_LOOP_RACE_INTERNAL_H
#define ORIEL_LOOP_RACE_INTERNAL_H

#include <oriel/runtime/types.h>

/* A draw that changed something. */
struct oriel__race_draw {
	uint64_t number, value;
	const char *what; /* static: "the poll before this task" */
	const char *site; /* place of the code before or after; may be NULL */
};

/* The draws of one seed. Owned by the finder, and outlives the loop. */
struct oriel__race {
	uint64_t seed;
	int64_t jitter_ns;
	bool is_strict;
	const uint64_t *reverted; /* numbers of draws that are 0 instead, ascending; may be NULL */
	size_t reverted_count;
	uint64_t next_number;
	struct oriel__race_draw *draws;
	size_t count, capacity;
	/* delay of the timers with the first deadline */
	int64_t late_deadline_ns, late_ns;
};

/* Sets the finder's draws. race may be NULL; it is borrowed until the loop ends. */
void oriel__race_set(oriel_loop *loop, struct oriel__race *race);
struct oriel__race *oriel__race_of(const oriel_loop *loop);

/* Draws a number from 0 to choices - 1. */
uint64_t oriel__race_draw(
	struct oriel__race *race, uint64_t choices, const char *what, const char *site);

#endif
