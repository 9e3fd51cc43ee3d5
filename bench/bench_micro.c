/* SPDX-License-Identifier: MIT */
/* Microtasks, tasks and bare turns: trivial callbacks, chained and in bursts. Compare
 * peers/micro_*.c. */
#include "peers/bench.h"

#include <oriel/runtime/immediate.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/task.h>

static oriel_loop *loop;
static long left;

static void chain(void *data) {
	if (--left > 0)
		oriel_queue_microtask(chain, data);
}

static void hit(void *data) {
	(void)data;
	left--;
}

static void chain_task(void *data) {
	if (--left > 0)
		oriel_queue_task(chain_task, data);
	else
		oriel_loop_quit(loop, 0);
}

static void last_task(void *data) {
	(void)data;
	oriel_loop_quit(loop, 0);
}

static void chained(int reps) {
	BSample samples[16];
	for (int r = 0; r < reps; r++) {
		BSample start = bench_now();
		left = 10000000;
		oriel_loop_begin_host(loop);
		oriel_queue_microtask(chain, NULL);
		oriel_loop_end_host(loop);
		samples[r] = bench_since(start);
	}
	bench_report("micro", "Oriel microtask, chained", 1e7, samples, reps);
}

static void bursts(int reps) {
	BSample samples[16];
	for (int r = 0; r < reps; r++) {
		BSample start = bench_now();
		for (int k = 0; k < 10000; k++) {
			oriel_loop_begin_host(loop);
			for (int i = 0; i < 1000; i++)
				oriel_queue_microtask(hit, NULL);
			oriel_loop_end_host(loop);
		}
		samples[r] = bench_since(start);
	}
	bench_report("micro", "Oriel microtask, bursts of 1000", 1e7, samples, reps);
}

static void tasks(int reps) {
	BSample samples[16];
	for (int r = 0; r < reps; r++) {
		BSample start = bench_now();
		for (int k = 0; k < 1000; k++) {
			for (int i = 0; i < 1000; i++)
				oriel_queue_task(hit, NULL);
			oriel_queue_task(last_task, NULL);
			oriel_loop_run(loop);
		}
		samples[r] = bench_since(start);
	}
	bench_report("micro", "Oriel task, bursts of 1000", 1e6, samples, reps);
}

static void turns(int reps) {
	BSample samples[16];
	for (int r = 0; r < reps; r++) {
		left = 1000000;
		oriel_queue_task(chain_task, NULL);
		BSample start = bench_now();
		oriel_loop_run(loop);
		samples[r] = bench_since(start);
	}
	bench_report("micro", "Oriel task, chained (a whole turn each)", 1e6, samples, reps);
}

int main(void) {
	bench_pin(0);
	bench_init();
	loop = oriel_loop_new();
	int reps = bench_reps(5);
	chained(reps);
	bursts(reps);
	tasks(reps);
	turns(reps);
	oriel_loop_destroy(loop);
}
