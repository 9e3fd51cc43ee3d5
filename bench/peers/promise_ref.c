/* SPDX-License-Identifier: MIT */
/* Switching to another stack and back with glibc's functions: the limit of a coroutine's switch. */
#define _GNU_SOURCE
#undef _FORTIFY_SOURCE
#include "bench.h"

#include <setjmp.h>
#include <ucontext.h>

static ucontext_t outer, inner;
static jmp_buf outer_jump, inner_jump;
static char stack[65536];

static void swaps(void) {
	for (;;)
		swapcontext(&inner, &outer);
}

static void jumps(void) {
	for (;;) {
		if (_setjmp(inner_jump) == 0)
			_longjmp(outer_jump, 1);
	}
}

static void set_up(void (*fn)(void)) {
	getcontext(&inner);
	inner.uc_stack.ss_sp = stack;
	inner.uc_stack.ss_size = sizeof(stack);
	makecontext(&inner, fn, 0);
}

static void measure_swaps(int reps) {
	BSample samples[16];
	set_up(swaps);
	for (int r = 0; r < reps; r++) {
		BSample start = bench_now();
		for (int i = 0; i < 1000000; i++)
			swapcontext(&outer, &inner);
		samples[r] = bench_since(start);
	}
	bench_report("promise", "C limit: swapcontext there and back", 1e6, samples, reps);
}

static void measure_jumps(int reps) {
	BSample samples[16];
	set_up(jumps);
	if (_setjmp(outer_jump) == 0)
		setcontext(&inner);
	for (volatile int r = 0; r < reps; r++) {
		samples[r] = bench_now();
		for (volatile int i = 0; i < 10000000; i++) {
			if (_setjmp(outer_jump) == 0)
				_longjmp(inner_jump, 1);
		}
		samples[r] = bench_since(samples[r]);
	}
	bench_report("promise", "C limit: _longjmp there and back", 1e7, samples, reps);
}

int main(void) {
	bench_pin(0);
	bench_init();
	int reps = bench_reps(5);
	measure_swaps(reps);
	measure_jumps(reps);
}
