/* SPDX-License-Identifier: MIT */
/* Promise reactions and awaits, trivial, chained and in bursts, and switches to a coroutine and
 * back. Compare peers/promise_*. */
#include "peers/bench.h"

#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/promise.h>

static oriel_loop *loop;
static oriel_promise *settled;
static long left;

static struct oriel_completion chain(struct oriel_payload result, void *data) {
	(void)result;
	if (--left > 0)
		oriel_promise_unref(oriel_then(oriel_promise_ref(settled), chain, NULL, data));
	return ORIEL_COMPLETE;
}

static struct oriel_completion hit(struct oriel_payload result, void *data) {
	(void)result;
	(void)data;
	left--;
	return ORIEL_COMPLETE;
}

static struct oriel_completion awaits(void *data) {
	(void)data;
	while (--left > 0)
		oriel_await(oriel_promise_ref(settled), NULL);
	return ORIEL_COMPLETE;
}

static struct oriel_completion returns(void *data) {
	(void)data;
	left--;
	return ORIEL_COMPLETE;
}

static void begin_chain(void) {
	left = 10000000;
	oriel_promise_unref(oriel_then(oriel_promise_ref(settled), chain, NULL, NULL));
}

static void begin_awaits(void) {
	left = 10000000;
	oriel_promise_unref(oriel_async(awaits, NULL));
}

static void measure(const char *name, void (*begin)(void), int reps) {
	BSample samples[16];
	for (int r = 0; r < reps; r++) {
		BSample start = bench_now();
		oriel_loop_begin_host(loop);
		begin();
		oriel_loop_end_host(loop);
		samples[r] = bench_since(start);
	}
	bench_report("promise", name, 1e7, samples, reps);
}

static void bursts(int reps) {
	BSample samples[16];
	for (int r = 0; r < reps; r++) {
		BSample start = bench_now();
		for (int k = 0; k < 10000; k++) {
			oriel_loop_begin_host(loop);
			for (int i = 0; i < 1000; i++)
				oriel_promise_unref(oriel_then(oriel_promise_ref(settled), hit, NULL, NULL));
			oriel_loop_end_host(loop);
		}
		samples[r] = bench_since(start);
	}
	bench_report("promise", "Oriel then, bursts of 1000", 1e7, samples, reps);
}

/* Runs a chain of derived promises, each of which waits for its predecessor. */
static void links(int reps) {
	BSample samples[16];
	for (int r = 0; r < reps; r++) {
		BSample start = bench_now();
		for (int k = 0; k < 10000; k++) {
			oriel_resolver *resolver;
			oriel_loop_begin_host(loop);
			oriel_promise *promise = oriel_promise_new(&resolver);
			for (int i = 0; i < 1000; i++)
				promise = oriel_then(promise, hit, NULL, NULL);
			oriel_promise_unref(promise);
			oriel_resolve(resolver, ORIEL_NO_PAYLOAD);
			oriel_resolver_unref(resolver);
			oriel_loop_end_host(loop);
		}
		samples[r] = bench_since(start);
	}
	bench_report("promise", "Oriel links of 1000", 1e7, samples, reps);
}

static void coroutines(int reps) {
	BSample samples[16];
	for (int r = 0; r < reps; r++) {
		BSample start = bench_now();
		for (int k = 0; k < 1000000; k++)
			oriel_promise_unref(oriel_async(returns, NULL));
		samples[r] = bench_since(start);
	}
	bench_report("promise", "Oriel async function that awaits nothing", 1e6, samples, reps);
}

int main(void) {
	bench_pin(0);
	bench_init();
	loop = oriel_loop_new();
	settled = oriel_promise_new_fulfilled(ORIEL_NO_PAYLOAD);
	int reps = bench_reps(5);
	measure("Oriel then, chained", begin_chain, reps);
	bursts(reps);
	links(reps);
	measure("Oriel await, in a loop", begin_awaits, reps);
	coroutines(reps);
	oriel_promise_unref(settled);
	oriel_loop_destroy(loop);
}
