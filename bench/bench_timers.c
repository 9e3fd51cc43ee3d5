/* SPDX-License-Identifier: MIT */
/* Timers: a million with random deadlines, half of them cancelled, the rest fired; and a timer
 * without delay while many others are pending. Compare peers/timers_*.c. */
#include "peers/bench.h"

#include <math.h>

#include <oriel/runtime/loop.h>
#include <oriel/runtime/timer.h>

enum { N = 1000000, STEADY = 200000 };

static long fired, left;
static oriel_timer_id ids[N];

static void hit(void *data) {
	(void)data;
	fired++;
}

static void again(void *data) {
	if (--left > 0)
		oriel_set_timeout(again, data, 0);
	else
		oriel_loop_quit(data, 0);
}

static void insert_cancel_fire(int reps) {
	BSample inserted[16], cancelled[16], fires[16];
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	for (int r = 0; r < reps; r++) {
		uint64_t seed = 88172645463325252u;
		fired = 0;
		BSample start = bench_now();
		for (int i = 0; i < N; i++)
			ids[i] = oriel_set_timeout(hit, NULL, 1 + bench_rand(&seed) % 1000000 / 1000.0);
		inserted[r] = bench_since(start);
		start = bench_now();
		for (int i = 0; i < N; i += 2)
			oriel_clear_timer(ids[i]);
		cancelled[r] = bench_since(start);
		start = bench_now();
		oriel_loop_advance(loop, 2000);
		fires[r] = bench_since(start);
		if (fired != N / 2)
			abort();
	}
	oriel_loop_destroy(loop);
	bench_report("timers", "Oriel insert (N=1000000)", N, inserted, reps);
	bench_report("timers", "Oriel cancel half", N / 2, cancelled, reps);
	bench_report("timers", "Oriel fire half", N / 2, fires, reps);
}

static void never(void *data) {
	(void)data;
	abort();
}

static void steady(int pending, int reps) {
	BSample samples[16];
	oriel_loop *loop = oriel_loop_new();
	for (int i = 0; i < pending; i++)
		oriel_set_timeout(never, NULL, 1e9 + i);
	for (int r = 0; r < reps; r++) {
		left = STEADY;
		oriel_set_timeout(again, loop, 0);
		BSample start = bench_now();
		oriel_loop_run(loop);
		samples[r] = bench_since(start);
	}
	char label[64];
	snprintf(label, sizeof(label), "Oriel steady 0-delay, %d pending", pending);
	bench_report("timers", label, STEADY, samples, reps);
	oriel_loop_destroy(loop);
}

int main(void) {
	bench_pin(0);
	bench_init();
	int reps = bench_reps(5);
	insert_cancel_fire(reps);
	steady(0, reps);
	steady(10000, reps);
	steady(1000000, reps);
}
