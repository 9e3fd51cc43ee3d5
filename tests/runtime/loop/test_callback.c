/* SPDX-License-Identifier: MIT */
#include "loop_test.h"

#include "loop/callback_internal.h"

#include <oriel/runtime/microtask.h>

struct named {
	struct oriel__deferred deferred;
	const char *name;
};

static void run_named(struct oriel__deferred *deferred) {
	order_add(&order, "%s", ((struct named *)deferred)->name);
	oriel_queue_microtask(note, "its microtask");
}

static void deferred_work_runs_at_once_if_nothing_is_on_the_stack(void **state) {
	struct named a = { .name = "a" };
	oriel__defer(*state, &a.deferred, run_named);
	oriel__defer_drop(*state, note_drop, "b");
	oriel__defer_drop(*state, NULL, "c");
	assert_order(&order, "a, its microtask, drop b");
}

static void deferred_work_runs_in_order_after_the_outermost_hold_and_before_the_checkpoint(
	void **state) {
	struct named a = { .name = "a" }, b = { .name = "b" };
	oriel__hold_begin(*state);
	oriel__callback_enter(*state);
	oriel__defer(*state, &a.deferred, run_named);
	oriel__defer_drop(*state, note_drop, "data");
	oriel__defer(*state, &b.deferred, run_named);
	oriel_queue_microtask(note, "microtask");
	oriel__callback_leave(*state);
	order_add(&order, "callback left");
	oriel__hold_end(*state);
	assert_order(&order, "microtask, callback left, a, drop data, b, its microtask, its microtask");
}

static void the_checkpoint_waits_for_the_outermost_callback(void **state) {
	oriel__callback_enter(*state);
	oriel__callback_enter(*state);
	assert_true(oriel__callback_on_stack(*state));
	oriel_queue_microtask(note, "microtask");
	oriel__callback_leave(*state);
	order_add(&order, "inner");
	oriel__callback_leave(*state);
	assert_false(oriel__callback_on_stack(*state));
	assert_order(&order, "inner, microtask");
}

static struct named second;

static void defer_second(struct oriel__deferred *deferred) {
	(void)deferred;
	note("first");
	oriel__defer(oriel_loop_current(), &second.deferred, run_named);
	note("still first");
}

static void deferred_work_can_defer_more_work(void **state) {
	struct named first;
	second.name = "second";
	oriel__defer(*state, &first.deferred, defer_second);
	assert_order(&order, "first, still first, second, its microtask");
}

int main(void) {
	return RUN_TESTS(
		on_virtual(deferred_work_runs_at_once_if_nothing_is_on_the_stack),
		on_virtual(deferred_work_runs_in_order_after_the_outermost_hold_and_before_the_checkpoint),
		on_virtual(the_checkpoint_waits_for_the_outermost_callback),
		on_virtual(deferred_work_can_defer_more_work));
}
