/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The date and the time of day. Timers do not use this clock, which jumps when the system's clock
 * is set; oriel_loop_now() never goes back.
 *
 * ```c
 * struct oriel_wall_clock clock = oriel_loop_wall_clock(loop);
 * double local_ms = clock.unix_ms + clock.utc_offset_s * 1000.0;
 * int day = (int)floor(local_ms / 86400000); // 10957 on 2000-01-01
 * ```
 *
 * A recording contains the readings (replay.h).
 *
 * Thread: loop. Errors: none. Source: ECMAScript, "Date.now()".
 */
#ifndef ORIEL_RUNTIME_WALL_CLOCK_H
#define ORIEL_RUNTIME_WALL_CLOCK_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** A reading of the wall clock. */
struct oriel_wall_clock {
	double unix_ms;   /**< ms since 1970-01-01 00:00 UTC */
	int utc_offset_s; /**< s from UTC to local time at this moment; positive in the east */
};

/** Reads the wall clock. With a virtual clock, the wall clock begins at 2000-01-01 00:00 UTC, and
 * local time is UTC. */
ORIEL_API struct oriel_wall_clock oriel_loop_wall_clock(oriel_loop *loop);

ORIEL_END

#endif
