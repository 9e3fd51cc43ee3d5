/* SPDX-License-Identifier: MIT */
#include "loop_test.h"

#include "loop/loop_state_internal.h"

#include <oriel/runtime/immediate.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>

#include <math.h>
#include <time.h>

static void note_time(void *name) {
	order_add(&order, "%s at %g", (const char *)name, oriel_loop_now(oriel_loop_current()));
}

static void timers_fire_by_deadline_then_by_creation(void **state) {
	oriel_set_timeout(note_time, "c", 20);
	oriel_set_timeout(note_time, "a", 10);
	oriel_set_timeout(note_time, "b", 10);
	oriel_set_timeout_until(note_time, "d", 20);
	oriel_loop_advance(*state, 100);
	assert_order(&order, "a at 10, b at 10, c at 20, d at 20");
}

static void no_timer_fires_early(void **state) {
	oriel_set_timeout(note_time, "a", 10);
	oriel_loop_advance(*state, 9.999);
	assert_order(&order, "");
	oriel_loop_advance(*state, 0.001);
	assert_order(&order, "a at 10");
}

static void invalid_delays_count_as_zero_or_infinity(void **state) {
	oriel_set_timeout(note_time, "negative", -5);
	oriel_set_timeout(note_time, "nan", NAN);
	oriel_set_timeout_until(note_time, "past", -1);
	oriel_timer_id never = oriel_set_timeout(note_time, "infinite", INFINITY);
	oriel_timer_id far = oriel_set_timeout(note_time, "far", 1e300);
	oriel_loop_advance(*state, 1e9);
	assert_order(&order, "negative at 0, nan at 0, past at 0");
	assert_true(isinf(oriel_loop_next_due(*state)));
	assert_true(never != 0 && far != 0);
	oriel_clear_timer(never);
}

static void an_interval_fires_at_multiples_of_its_period(void **state) {
	oriel_set_interval(note_time, "i", 10);
	oriel_loop_advance(*state, 35);
	assert_order(&order, "i at 10, i at 20, i at 30");
}

static oriel_timer_id timer;
static int times;

static void clear_itself_at_third(void *name) {
	note_time(name);
	if (++times == 3)
		oriel_clear_timer(timer);
}

static void an_interval_clears_itself_from_its_callback(void **state) {
	times = 0;
	timer = oriel_set_interval(clear_itself_at_third, "i", 5, .release = note_drop);
	oriel_loop_advance(*state, 100);
	assert_order(&order, "i at 5, i at 10, i at 15, drop i");
}

static void clear_timer(void *name) {
	note_time(name);
	oriel_clear_timer(timer);
}

static void a_callback_of_the_same_batch_can_be_cleared(void **state) {
	oriel_set_timeout(clear_timer, "a", 10);
	timer = oriel_set_timeout(note_time, "b", 10, .release = note_drop);
	oriel_set_timeout(note_time, "c", 10);
	oriel_loop_advance(*state, 10);
	assert_order(&order, "a at 10, drop b, c at 10");
}

static void arm_more(void *name) {
	note_time(name);
	oriel_set_timeout(note_time, "armed", 10);
}

static void an_interval_fires_after_the_timers_of_its_callback(void **state) {
	oriel_timer_id id = oriel_set_interval(arm_more, "i", 10);
	oriel_loop_advance(*state, 20);
	oriel_clear_timer(id);
	assert_order(&order, "i at 10, armed at 20, i at 20");
}

static void stop_interval(void *id) {
	note("stop");
	oriel_clear_timer(*(oriel_timer_id *)id);
}

static void an_interval_of_zero_fires_once_a_turn(void **state) {
	oriel_timer_id id = oriel_set_interval(note, "i", 0);
	for (int i = 0; i < 3; i++)
		assert_true(oriel_loop_step(*state));
	oriel_set_timeout(stop_interval, &id, 0);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "i, i, i, i, stop");
}

/* Takes 35 ms in its first call. */
static void slow_at_first(void *name) {
	note_time(name);
	if (times++ == 0)
		oriel_loop_current()->head.clock.now_ns += 35 * (int64_t)ORIEL__NS_PER_MS;
}

static void a_late_interval_skips_its_missed_multiples(void **state) {
	times = 0;
	oriel_timer_id id = oriel_set_interval(slow_at_first, "i", 10);
	oriel_loop_advance(*state, 75);
	oriel_clear_timer(id);
	assert_order(&order, "i at 10, i at 50, i at 60, i at 70");
}

static void an_interval_that_ends_on_a_multiple_waits_for_the_next(void **state) {
	times = 0;
	oriel_timer_id id = oriel_set_interval(slow_at_first, "i", 35);
	oriel_loop_advance(*state, 110);
	oriel_clear_timer(id);
	assert_order(&order, "i at 35, i at 105");
}

static void an_abort_clears_the_timer_and_a_fired_timer_leaves_its_signal(void **state) {
	struct test_signal signal = { .list.loop = *state };
	oriel_set_timeout(note_time, "fired", 5, .signal = AS_SIGNAL(&signal), .release = note_drop);
	oriel_loop_advance(*state, 5);
	assert_true(oriel__list_is_empty(&signal.list.hooks));
	oriel_set_interval(note_time, "aborted", 5, .signal = AS_SIGNAL(&signal), .release = note_drop);
	abort_signal(&signal);
	assert_int_equal(oriel_set_timeout(note_time, "refused", 5, .signal = AS_SIGNAL(&signal),
							.release = note_drop),
		0);
	oriel_loop_advance(*state, 50);
	assert_order(&order, "fired at 5, drop fired, drop aborted, drop refused");
}

static const double *previous;

/* Deadlines are stored in order of creation. */
static void check_deadline(void *data) {
	const double *deadline = data;
	assert_true(*deadline == oriel_loop_now(oriel_loop_current()));
	assert_true(previous == NULL || *previous < *deadline ||
		(*previous == *deadline && previous < deadline));
	previous = deadline;
	times++;
}

static void many_timers_cancelled_at_random_fire_in_order(void **state) {
	enum { COUNT = 3000 };
	static oriel_timer_id ids[COUNT];
	static double deadlines[COUNT];
	unsigned random = 1;
	for (int i = 0; i < COUNT; i++) {
		random = random * 1103515245u + 12345u;
		deadlines[i] = (random >> 16) % 500;
		ids[i] = oriel_set_timeout(check_deadline, &deadlines[i], deadlines[i]);
	}
	for (int i = 0; i < COUNT; i += 2)
		oriel_clear_timer(ids[i]);
	times = 0;
	previous = NULL;
	oriel_loop_advance(*state, 500);
	assert_int_equal(times, COUNT / 2);
}

static void timeouts_and_intervals_share_one_space_of_ids(void **state) {
	oriel_timer_id a = oriel_set_timeout(note, "a", 1), b = oriel_set_interval(note, "b", 1),
				c = oriel_set_timeout_until(note, "c", 1);
	assert_true(a != b && b != c && a != c);
	oriel_clear_timer(a);
	oriel_clear_timer(b);
	oriel_clear_timer(c);
	oriel_loop_advance(*state, 10);
	assert_order(&order, "");
}

static void rearm(void *data) {
	oriel_set_timeout(rearm, data, 0);
}

static void the_warning_names_a_timer_that_rearms_itself_without_delay(void **state) {
	oriel_timer_id id = oriel_set_interval(note, "", 0);
	oriel_clear_timer(id);
	oriel_set_timeout(rearm, NULL, 0);
	assert_breaks(ORIEL_SITES ? "test_timer.c:" : "an unknown site", oriel_loop_advance(*state, 1));
}

/* ---- The system clock ---- */

enum { ROUNDING_NS = 1000, SHORT_TIMERS = 40 };

static int64_t machine_ns(void) {
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void block(double ms) {
	int64_t end_ns = machine_ns() + (int64_t)(ms * 1e6);
	while (machine_ns() < end_ns)
		continue;
}

struct wait {
	int64_t due_ns;
	bool is_late_enough;
};

struct waits {
	void (*arm_next)(struct waits *waits);
	struct wait all[SHORT_TIMERS];
	size_t armed, fired;
};

static struct waits waits;

static void on_due(void *data) {
	struct wait *wait = data;
	wait->is_late_enough = machine_ns() >= wait->due_ns - ROUNDING_NS;
	if (++waits.fired == waits.armed && waits.armed < SHORT_TIMERS)
		waits.arm_next(&waits);
	else if (waits.fired == SHORT_TIMERS)
		oriel_loop_quit(oriel_loop_current(), 0);
}

static void arm(double delay_ms) {
	struct wait *wait = &waits.all[waits.armed++];
	wait->due_ns = machine_ns() + (int64_t)(delay_ms * 1e6);
	oriel_set_timeout(on_due, wait, delay_ms);
}

static void arm_half_a_ms(void *data) {
	arm(0.5);
}

/* Arms timers in one callback, between and after blocking calls that are shorter or longer than the
 * system's tick. */
static void arm_amid_blocking(void *data) {
	static const double blocks_ms[] = { 0.3, 1.7, 4.2, 0.9 };
	for (size_t i = 0; i < 4; i++) {
		arm(1.1);
		block(blocks_ms[i]);
	}
}

static void arm_in_timer(struct waits *all) {
	arm(0.7);
}

static void arm_in_immediate(struct waits *all) {
	oriel_set_immediate(arm_half_a_ms, NULL);
}

static void arm_in_microtask(struct waits *all) {
	block(0.4);
	oriel_queue_microtask(arm_half_a_ms, NULL);
}

static void arm_in_post(struct waits *all) {
	oriel_post(oriel_loop_current(), arm_half_a_ms, NULL);
}

static void arm_in_task(struct waits *all) {
	oriel_queue_task(arm_amid_blocking, NULL);
}

static void a_timer_never_fires_before_its_delay_has_passed(void **state) {
	void (*const places[])(struct waits *) = { arm_in_timer, arm_in_immediate, arm_in_microtask,
		arm_in_post, arm_in_task };
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		waits = (struct waits){ .arm_next = places[i] };
		places[i](&waits);
		oriel_loop_run(*state);
		for (size_t j = 0; j < SHORT_TIMERS; j++)
			assert_true(waits.all[j].is_late_enough);
	}
}

struct beats {
	int64_t begun_ns;
	size_t count, early;
	oriel_timer_id id;
};

static void beat(void *data) {
	struct beats *beats = data;
	beats->count++;
	beats->early += machine_ns() - beats->begun_ns < (int64_t)beats->count * 1300000 - ROUNDING_NS;
	if (beats->count < 10)
		return;
	oriel_clear_timer(beats->id);
	oriel_loop_quit(oriel_loop_current(), 0);
}

static void begin_beats(void *data) {
	struct beats *beats = data;
	oriel_set_timeout(note, "before", 0);
	block(2.9);
	beats->begun_ns = machine_ns();
	beats->id = oriel_set_interval(beat, beats, 1.3);
}

static void an_interval_never_fires_before_its_multiples(void **state) {
	struct beats beats = { 0 };
	oriel_queue_task(begin_beats, &beats);
	oriel_loop_run(*state);
	assert_int_equal(beats.count, 10);
	assert_int_equal(beats.early, 0);
	assert_order(&order, "before");
}

int main(void) {
	return RUN_TESTS(
		on_virtual(timers_fire_by_deadline_then_by_creation),
		on_virtual(no_timer_fires_early),
		on_virtual(invalid_delays_count_as_zero_or_infinity),
		on_virtual(an_interval_fires_at_multiples_of_its_period),
		on_virtual(an_interval_clears_itself_from_its_callback),
		on_virtual(a_callback_of_the_same_batch_can_be_cleared),
		on_virtual(an_interval_fires_after_the_timers_of_its_callback),
		on_virtual(an_interval_of_zero_fires_once_a_turn),
		on_virtual(a_late_interval_skips_its_missed_multiples),
		on_virtual(an_interval_that_ends_on_a_multiple_waits_for_the_next),
		on_virtual(an_abort_clears_the_timer_and_a_fired_timer_leaves_its_signal),
		on_virtual(many_timers_cancelled_at_random_fire_in_order),
		on_virtual(timeouts_and_intervals_share_one_space_of_ids),
		on_virtual(the_warning_names_a_timer_that_rearms_itself_without_delay),
		on_monotonic(a_timer_never_fires_before_its_delay_has_passed),
		on_monotonic(an_interval_never_fires_before_its_multiples));
}
