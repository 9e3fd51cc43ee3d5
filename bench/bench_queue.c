/* SPDX-License-Identifier: MIT */
/*
 * Queues: putting and taking, a consumer that finds values, a consumer that waits for each value,
 * and an await in a loop for comparison. Also operators, and a generator. Compare peers/queue_*.
 */
#include "peers/bench.h"

#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/generator.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/operators.h>
#include <oriel/runtime/payload.h>
#include <oriel/runtime/queue.h>

enum { VALUES = 1024 };

static oriel_loop *loop;
static oriel_queue *queue;
static oriel_promise *settled;
static long left;

static void report(const char *name, double ops, void (*play)(void), int reps) {
	BSample samples[16];
	for (int r = 0; r < reps; r++) {
		BSample start = bench_now();
		play();
		samples[r] = bench_since(start);
	}
	bench_report("queue", name, ops, samples, reps);
}

static void put_one(void) {
	oriel_queue_put(queue, oriel_borrowed(&left));
}

static void put_and_take(void) {
	struct oriel_payload value;
	for (long i = 0; i < 10000000; i++) {
		put_one();
		oriel_queue_try_take(queue, &value);
	}
}

static struct oriel_payload map_to_same(struct oriel_payload value, void *data) {
	(void)data;
	return value;
}

static void put_and_take_through_maps(void) {
	for (int i = 0; i < 10; i++)
		queue = oriel_queue_map(queue, map_to_same, NULL);
	put_and_take();
	oriel_queue_unref(queue);
	queue = oriel_queue_new();
}

static bool filter_all(struct oriel_payload value, void *data) {
	(void)value;
	(void)data;
	return true;
}

static struct oriel_payload scan_newest(struct oriel_payload sum, struct oriel_payload value,
	void *data) {
	(void)sum;
	(void)data;
	return value;
}

static void put_and_take_through_operators(void) {
	queue = oriel_queue_map(oriel_queue_filter(queue, filter_all, NULL), map_to_same, NULL);
	queue = oriel_queue_skip(oriel_queue_scan(queue, scan_newest, (struct oriel_payload){ 0 },
		NULL), 1);
	put_one();
	put_and_take();
	oriel_queue_unref(queue);
	queue = oriel_queue_new();
}

static struct oriel_completion produce_all(void *data) {
	(void)data;
	while (left-- > 0 && oriel_produce((struct oriel_payload){ .data = &left }))
		;
	return ORIEL_COMPLETE;
}

static struct oriel_completion await_in_a_loop(void *data) {
	(void)data;
	for (long i = 0; i < 10000000; i++)
		oriel_await(oriel_promise_ref(settled), NULL);
	return ORIEL_COMPLETE;
}

static void play_awaits(void) {
	oriel_loop_begin_host(loop);
	oriel_promise_unref(oriel_async(await_in_a_loop, NULL));
	oriel_loop_end_host(loop);
}

/* Takes values until the queue has ended. */
static struct oriel_completion consume(void *data) {
	struct oriel_item item = { 0 };
	(void)data;
	while (oriel_queue_next(queue, &item))
		left--;
	return ORIEL_COMPLETE;
}

static void play_bursts(void) {
	oriel_promise_unref(oriel_async(consume, NULL));
	for (long i = 0; i < 10000000 / VALUES; i++) {
		oriel_loop_begin_host(loop);
		for (int k = 0; k < VALUES; k++)
			put_one();
		oriel_loop_end_host(loop);
	}
	oriel_loop_begin_host(loop);
	oriel_queue_close(queue, NULL);
	oriel_loop_end_host(loop);
	oriel_queue_unref(queue);
	queue = oriel_queue_new();
}

/*
 * Puts a value, which queues the consumer as a microtask, and queues itself again after the
 * consumer.
 */
static void put_and_repeat(void *data) {
	put_one();
	if (--left > 0)
		oriel_queue_microtask(put_and_repeat, data);
	else
		oriel_queue_close(queue, NULL);
}

static void repeat_only(void *data) {
	if (--left > 0)
		oriel_queue_microtask(repeat_only, data);
}

static struct oriel_completion consume_quietly(void *data) {
	struct oriel_item item = { 0 };
	(void)data;
	while (oriel_queue_next(queue, &item))
		;
	return ORIEL_COMPLETE;
}

static void play_waits(void) {
	left = 10000000;
	oriel_loop_begin_host(loop);
	oriel_promise_unref(oriel_async(consume_quietly, NULL));
	oriel_queue_microtask(put_and_repeat, NULL);
	oriel_loop_end_host(loop);
	oriel_queue_unref(queue);
	queue = oriel_queue_new();
}

static void play_generator(void) {
	left = 10000000;
	oriel_queue_unref(queue);
	oriel_loop_begin_host(loop);
	queue = oriel_generate(produce_all, NULL);
	oriel_promise_unref(oriel_async(consume_quietly, NULL));
	oriel_loop_end_host(loop);
	oriel_queue_unref(queue);
	queue = oriel_queue_new();
}

static void play_microtasks(void) {
	left = 10000000;
	oriel_loop_begin_host(loop);
	oriel_queue_microtask(repeat_only, NULL);
	oriel_loop_end_host(loop);
}

int main(void) {
	bench_pin(0);
	bench_init();
	loop = oriel_loop_new();
	queue = oriel_queue_new();
	settled = oriel_promise_new_fulfilled(ORIEL_NO_PAYLOAD);
	int reps = bench_reps(5);
	report("Oriel put and take", 1e7, put_and_take, reps);
	report("Oriel put through ten maps and take", 1e7, put_and_take_through_maps, reps);
	report("Oriel put through filter, map, scan, skip and take", 1e7,
		put_and_take_through_operators, reps);
	report("Oriel await, in a loop", 1e7, play_awaits, reps);
	report("Oriel next of a value that is there", (double)(10000000 / VALUES * VALUES),
		play_bursts, reps);
	report("Oriel put to a waiting coroutine and back, from a microtask", 1e7, play_waits, reps);
	report("Oriel value of a generator", 1e7, play_generator, reps);
	report("Oriel microtask alone, which the line above contains", 1e7, play_microtasks, reps);
	oriel_promise_unref(settled);
	oriel_queue_unref(queue);
	oriel_loop_destroy(loop);
}
