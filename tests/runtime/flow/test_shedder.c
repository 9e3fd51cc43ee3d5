/* SPDX-License-Identifier: MIT */
/* Load shedding. */
#include "flow_test.h"

#include "chance.h"

#include <oriel/flow/shedder.h>

#include <math.h>

/* Takes count pieces of work that have waited for waited_ms, one every step_ms; notes which are
 * shed. */
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

static void a_long_wait_sheds_only_if_the_queue_stands(void **state) {
	oriel_shedder *shedder = oriel_shedder_new(.target_ms = 10, .interval_ms = 100);
	take(shedder, 50, 10, 10);
	take(shedder, 5, 1, 10);
	take(shedder, 50, 10, 10);
	take(shedder, 5, 1, 10);
	assert_order(&order, "");
	oriel_shedder_destroy(shedder);
}

static void a_standing_queue_sheds_until_an_interval_without_shedding(void **state) {
	oriel_shedder *shedder = oriel_shedder_new(.target_ms = 10, .interval_ms = 100);
	take(shedder, 50, 13, 10);
	assert_order(&order, "100, 110, 120");
	assert_int_equal(oriel_shedder_count(shedder), 3);
	take(shedder, 10, 5, 10);
	take(shedder, 11, 1, 10);
	take(shedder, 10, 9, 10);
	take(shedder, 50, 1, 10);
	assert_order(&order, "180, 280");
	take(shedder, 5, 11, 10);
	take(shedder, 50, 10, 10);
	assert_order(&order, "");
	oriel_shedder_destroy(shedder);
}

/* A queue and its worker, on the virtual clock. */

enum { MOST_WAITING = 100000 };

struct load {
	double target_ms, interval_ms;
	double service_ms, gap_ms; /* work of a piece, and average time between two arrivals */
	bool is_random;            /* gaps are random */
	struct chance chance;
};

struct outcome {
	unsigned done, shed;
	double longest_wait_ms;
};

static double draw_gap(struct load *load) {
	return load->is_random ? load->gap_ms * 2 * roll(&load->chance, 1001) / 1000 : load->gap_ms;
}

/* Works until end_ms have passed. The outcome covers the time from settled_ms on. */
static struct outcome work_off(
	oriel_shedder *shedder, struct load *load, double settled_ms, double end_ms) {
	static double queue[MOST_WAITING];
	struct outcome outcome = { 0 };
	size_t first = 0, last = 0;
	double begun_ms = oriel_loop_now(the_loop), arrival_ms = begun_ms;
	for (double now_ms;
		(now_ms = oriel_loop_now(the_loop)) < begun_ms + end_ms && last < MOST_WAITING - 100;) {
		for (; arrival_ms <= now_ms; arrival_ms += draw_gap(load))
			queue[last++] = arrival_ms;
		if (first == last) {
			/* by a nanosecond at least */
			oriel_loop_spend(the_loop, fmax(arrival_ms - now_ms, 1e-6));
			continue;
		}
		double queued_ms = queue[first++];
		bool is_shed = oriel_shedder_should_shed(shedder, queued_ms, first == last);
		if (now_ms >= begun_ms + settled_ms) {
			outcome.shed += is_shed;
			outcome.done += !is_shed;
			if (!is_shed && now_ms - queued_ms > outcome.longest_wait_ms)
				outcome.longest_wait_ms = now_ms - queued_ms;
		}
		if (!is_shed)
			oriel_loop_spend(the_loop, load->service_ms);
	}
	return outcome;
}

static void above_capacity_the_wait_of_completed_work_stays_at_the_target(void **state) {
	static const double overloads[] = { 1.5, 2, 3, 10 };
	static const struct load loads[] = {
		{ .target_ms = 50, .interval_ms = 500, .service_ms = 10 },
		{ .target_ms = 5, .interval_ms = 100, .service_ms = 1 },
		{ .target_ms = 50, .interval_ms = 500, .service_ms = 40 },
		/* one piece takes longer than the interval */
		{ .target_ms = 50, .interval_ms = 100, .service_ms = 200 },
		{ .target_ms = 20, .interval_ms = 200, .service_ms = 4, .is_random = true },
	};
	for (size_t i = 0; i < sizeof(loads) / sizeof(loads[0]); i++) {
		for (size_t j = 0; j < sizeof(overloads) / sizeof(overloads[0]); j++) {
			struct load load = loads[i];
			oriel_shedder *shedder = oriel_shedder_new(.target_ms = load.target_ms,
				.interval_ms = load.interval_ms);
			load.gap_ms = load.service_ms / overloads[j];
			struct outcome outcome = work_off(shedder, &load,
				60 * load.service_ms + 10 * load.interval_ms,
				60 * load.service_ms + 100 * load.interval_ms);
			double capacity = 90 * load.interval_ms / load.service_ms;
			/* The last queued piece is always done, at the latest when the piece before it is. */
			assert_true(outcome.longest_wait_ms <= fmax(load.target_ms, load.service_ms) + 1e-6);
			assert_true(outcome.done >= capacity * 0.95 - 2); /* no more is shed than necessary */
			oriel_shedder_destroy(shedder);
		}
	}
}

static void below_capacity_nothing_is_shed_even_after_an_overload(void **state) {
	oriel_shedder *shedder = oriel_shedder_new(.target_ms = 50, .interval_ms = 500);
	struct load load = { .service_ms = 10, .gap_ms = 5 };
	assert_true(work_off(shedder, &load, 0, 5000).shed > 0);
	load.gap_ms = 11;
	assert_int_equal(work_off(shedder, &load, 0, 20000).shed, 0);
	oriel_shedder_destroy(shedder);
}

static void a_burst_completed_within_an_interval_loses_nothing(void **state) {
	oriel_shedder *shedder = oriel_shedder_new(.target_ms = 50, .interval_ms = 500);
	struct load burst = { .service_ms = 10, .gap_ms = 5 },
				rest = { .service_ms = 10, .gap_ms = 20 };
	assert_int_equal(work_off(shedder, &burst, 0, 400).shed, 0);
	assert_int_equal(work_off(shedder, &rest, 0, 5000).shed, 0);
	oriel_shedder_destroy(shedder);
}

static void the_last_waiting_request_is_never_shed(void **state) {
	oriel_shedder *shedder = oriel_shedder_new(.target_ms = 10, .interval_ms = 100);
	for (int i = 0; i < 100; i++) {
		assert_false(oriel_shedder_should_shed(shedder, oriel_loop_now(the_loop) - 1000, true));
		advance(10);
	}
	oriel_shedder_destroy(shedder);
	oriel_shedder_destroy(NULL);
}

int main(void) {
	return RUN_TESTS(on_virtual(a_short_wait_sheds_nothing),
		on_virtual(a_long_wait_sheds_only_if_the_queue_stands),
		on_virtual(a_standing_queue_sheds_until_an_interval_without_shedding),
		on_virtual(above_capacity_the_wait_of_completed_work_stays_at_the_target),
		on_virtual(below_capacity_nothing_is_shed_even_after_an_overload),
		on_virtual(a_burst_completed_within_an_interval_loses_nothing),
		on_virtual(the_last_waiting_request_is_never_shed));
}
