/* SPDX-License-Identifier: MIT */
/* Load shedding. */
#include "flow_test.h"

#include <oriel/shedder.h>

/* Takes work off a queue that has waited for so long, every step_ms; notes when it is shed. */
static void take(oriel_shedder *shedder, double waited_ms, int count, double step_ms) {
	for (int i = 0; i < count; i++) {
		double now_ms = oriel_loop_now(the_loop);
		if (oriel_shedder_should_shed(shedder, now_ms - waited_ms, false))
			order_add(&order, "%g", now_ms);
		advance(step_ms);
	}
}

static void a_short_wait_sheds_nothing(void **state) {
	oriel_shedder *shedder = oriel_shedder_new(.target_ms = 10, .interval_ms = 100);
	take(shedder, 9, 1000, 10);
	assert_order(&order, "");
	oriel_shedder_destroy(shedder);
}

static void a_long_wait_sheds_only_when_it_stands(void **state) {
	oriel_shedder *shedder = oriel_shedder_new(.target_ms = 10, .interval_ms = 100);
	take(shedder, 50, 10, 10);
	take(shedder, 5, 1, 10);
	take(shedder, 50, 10, 10);
	take(shedder, 5, 1, 10);
	assert_order(&order, "");
	oriel_shedder_destroy(shedder);
}

static void what_stands_is_shed_ever_more_often_until_it_is_short(void **state) {
	oriel_shedder *shedder = oriel_shedder_new(.target_ms = 10, .interval_ms = 100);
	take(shedder, 50, 50, 10);
	assert_order(&order, "100, 200, 280, 330, 380, 430, 470");
	assert_int_equal(oriel_shedder_count(shedder), 7);
	take(shedder, 5, 1, 10);
	take(shedder, 50, 10, 10);
	assert_order(&order, "");
	oriel_shedder_destroy(shedder);
}

static void the_last_that_waits_is_never_shed(void **state) {
	oriel_shedder *shedder = oriel_shedder_new(.target_ms = 10, .interval_ms = 100);
	for (int i = 0; i < 100; i++) {
		assert_false(oriel_shedder_should_shed(shedder, oriel_loop_now(the_loop) - 1000, true));
		advance(10);
	}
	oriel_shedder_destroy(shedder);
	oriel_shedder_destroy(NULL);
}

int main(void) {
	return RUN_TESTS(on_virtual(a_short_wait_sheds_nothing), on_virtual(a_long_wait_sheds_only_when_it_stands),
		on_virtual(what_stands_is_shed_ever_more_often_until_it_is_short), on_virtual(the_last_that_waits_is_never_shed));
}
