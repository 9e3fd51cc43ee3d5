/* SPDX-License-Identifier: MIT */
/*
 * The census of callbacks that wait on a loop, and of counts that modules above add.
 */
#include "loop_test.h"

#include "loop/census_internal.h"

#include <oriel/runtime/frame.h>
#include <oriel/runtime/idle.h>
#include <oriel/runtime/immediate.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>
#include <oriel/runtime/watch.h>

#include <unistd.h>

static void note_idle(const oriel_idle_deadline *deadline, void *name) {
	note(name);
}

static void note_watch(int fd, unsigned events, void *name) {
	note(name);
}

/* Notes every count that is not 0, e.g. "timers 2, posts 1". */
static void take_census(oriel_loop *loop) {
	struct oriel_census census;
	oriel_loop_census(loop, &census);
	for (size_t i = 0; i < census.length; i++) {
		if (census.entries[i].count != 0)
			order_add(&order, "%s %zu", census.entries[i].name, census.entries[i].count);
	}
}

static void callbacks_are_counted_until_they_have_run(void **state) {
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	take_census(*state);
	assert_order(&order, "");
	oriel_queue_task(note, "task");
	oriel_queue_microtask(note, "microtask");
	oriel_next_tick(note, "tick");
	oriel_set_immediate(note, "immediate");
	oriel_set_timeout(note, "timeout", 5);
	oriel_timer_id interval = oriel_set_interval(note, "interval", 1000);
	oriel_request_frame(note_frame, "frame");
	oriel_request_idle(note_idle, "idle");
	oriel_watch_id watch = oriel_watch_fd(ends[0], ORIEL_WATCH_READABLE, note_watch, "watch");
	oriel_post(*state, note, "post");
	take_census(*state);
	assert_order(&order,
		"tasks 1, microtasks 2, immediates 1, timers 2, frame callbacks 1, idle callbacks 1, "
		"watches 1, posts 1");
	oriel_loop_advance(*state, 20);
	order = (struct order){ 0 };
	take_census(*state);
	assert_order(&order, "timers 1, watches 1");
	oriel_clear_timer(interval);
	oriel_unwatch(watch);
	take_census(*state);
	assert_order(&order, "");
	close(ends[0]);
	close(ends[1]);
}

static void count_three(const struct oriel__census_source *source, struct oriel_census *out) {
	oriel__census_put(out, "widgets", 3);
}

static void count_one(const struct oriel__census_source *source, struct oriel_census *out) {
	oriel__census_put(out, "jobs", 1);
}

static void modules_above_add_their_counts(void **state) {
	struct oriel__census_source three = { .count = count_three }, one = { .count = count_one },
								more = { .count = count_three };
	oriel__census_add(*state, &three);
	oriel__census_add(*state, &one);
	take_census(*state);
	assert_order(&order, "jobs 1, widgets 3");
	oriel__census_add(*state, &more);
	take_census(*state);
	assert_order(&order, "widgets 6, jobs 1");
	oriel__census_remove(*state, &more);
	oriel__census_remove(*state, &three);
	take_census(*state);
	assert_order(&order, "jobs 1");
	oriel__census_remove(*state, &one);
	take_census(*state);
	assert_order(&order, "");
}

static void a_name_that_no_module_has_registered_counts_zero(void **state) {
	struct oriel_census census;
	oriel_loop_census(*state, &census);
	assert_int_equal(oriel_census_count(&census, "unicorns"), 0);
}

int main(void) {
	return RUN_TESTS(
		on_virtual(callbacks_are_counted_until_they_have_run),
		on_virtual(modules_above_add_their_counts),
		on_virtual(a_name_that_no_module_has_registered_counts_zero));
}
