/* SPDX-License-Identifier: MIT */
/*
 * Reads the date, the time of day and the offset of the local time zone. A recording stores both
 * numbers, so that a replay has the same date on another day and in another time zone.
 */
#define _GNU_SOURCE /* tm_gmtoff */
#include <oriel/runtime/wall_clock.h>

#include <time.h>

#include "loop/external_internal.h"
#include "loop/loop_state_internal.h"

#define VIRTUAL_BEGIN_MS 946684800000.0 /* 2000-01-01 00:00 UTC */

static const struct oriel__record_kind wall_clock_time_kind = { "a time of day", "i" };
static const struct oriel__record_kind wall_clock_offset_kind = { "a UTC offset", "i" };

struct oriel_wall_clock oriel_loop_wall_clock(oriel_loop *loop) {
	oriel__loop_check(loop, "oriel_loop_wall_clock");
	if (loop->head.clock.is_virtual)
		return (struct oriel_wall_clock){
			.unix_ms = VIRTUAL_BEGIN_MS + oriel__ms_from_ns(loop->head.clock.now_ns)
		};
	struct timespec time;
	struct tm local = { 0 };
	clock_gettime(CLOCK_REALTIME, &time);
	tzset(); /* localtime_r() need not read the time zone */
	localtime_r(&time.tv_sec, &local);
	int64_t unix_ms = (int64_t)time.tv_sec * 1000 + time.tv_nsec / ORIEL__NS_PER_MS;
	return (struct oriel_wall_clock){
		.unix_ms = (double)oriel__external_number(loop, &wall_clock_time_kind, unix_ms, 0),
		.utc_offset_s = (int)oriel__external_number(
			loop, &wall_clock_offset_kind, local.tm_gmtoff, 0),
	};
}
