/* SPDX-License-Identifier: MIT */
/* The wall clock: real and virtual time, time zones, and recordings. */
#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <oriel/runtime.h>

#include "test.h"

static void virtual_wall_clock_begins_in_2000_and_advances(void **state) {
	(void)state;
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	double begin = oriel_loop_wall_clock(loop).unix_ms;
	assert_true(begin == 946684800000.0 + oriel_loop_now(loop));
	oriel_loop_advance(loop, 1500);
	struct oriel_wall_clock later = oriel_loop_wall_clock(loop);
	assert_true(later.unix_ms == begin + 1500);
	assert_int_equal(later.utc_offset_s, 0);
	oriel_loop_destroy(loop);
}

static void wall_clock_has_the_systems_time_and_zone(void **state) {
	(void)state;
	oriel_loop *loop = oriel_loop_new();
	setenv("TZ", "XYZ-5:30", 1);
	double before = (double)time(NULL) * 1000 - 1000;
	struct oriel_wall_clock clock = oriel_loop_wall_clock(loop);
	assert_true(clock.unix_ms >= before && clock.unix_ms <= before + 62000);
	assert_int_equal(clock.utc_offset_s, 5 * 3600 + 30 * 60);
	unsetenv("TZ");
	oriel_loop_destroy(loop);
}

static void replay_has_the_recorded_time_and_zone(void **state) {
	(void)state;
	char file[] = "wall-clock-XXXXXX";
	assert_int_equal(close(mkstemp(file)), 0);
	setenv("TZ", "XYZ-5:30", 1);
	oriel_loop *loop = oriel_loop_new();
	assert_int_equal(oriel_record_start(file), ORIEL_OK);
	double recorded = oriel_loop_wall_clock(loop).unix_ms;
	oriel_record_stop();
	oriel_loop_destroy(loop);
	setenv("TZ", "ABC3", 1);
	loop = oriel_loop_new();
	assert_int_equal(oriel_replay_start(file), ORIEL_OK);
	struct oriel_wall_clock clock = oriel_loop_wall_clock(loop);
	assert_true(clock.unix_ms == recorded);
	assert_int_equal(clock.utc_offset_s, 5 * 3600 + 30 * 60);
	oriel_loop_destroy(loop);
	unsetenv("TZ");
	unlink(file);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(virtual_wall_clock_begins_in_2000_and_advances),
		cmocka_unit_test(wall_clock_has_the_systems_time_and_zone),
		cmocka_unit_test(replay_has_the_recorded_time_and_zone));
}
