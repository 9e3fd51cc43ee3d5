/* SPDX-License-Identifier: MIT */
/*
 * A queue that is warm allocates nothing: every allocation of the process is counted, by wrapping
 * the allocator at link time.
 */
#include "queue_test.h"

#include <oriel/runtime/generator.h>
#include <oriel/runtime/operators.h>

#include <stdlib.h>

static size_t allocations;

void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__real_aligned_alloc(size_t alignment, size_t size);
void *__wrap_aligned_alloc(size_t alignment, size_t size);

void *__wrap_malloc(size_t size) {
	allocations++;
	return __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
	allocations++;
	return __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size) {
	allocations++;
	return __real_realloc(old, size);
}

void *__wrap_aligned_alloc(size_t alignment, size_t size) {
	allocations++;
	return __real_aligned_alloc(alignment, size);
}

static unsigned taken;

static struct oriel_completion count_values(void *queue) {
	struct oriel_item item = { 0 };
	while (oriel_queue_next(queue, &item))
		taken++;
	return ORIEL_COMPLETE;
}

static struct oriel_completion put_with_room(void *queue) {
	while (oriel_await(oriel_queue_room(queue), NULL) == ORIEL_AWAIT_FULFILLED)
		oriel_queue_put(queue, text("a"));
	return ORIEL_COMPLETE;
}

static void play_round(oriel_queue *queue) {
	in_callback(oriel_queue_put(queue, text("a")));
	in_callback(oriel_queue_put(queue, text("b")); oriel_queue_put(queue, text("c"));
		oriel_queue_put(queue, text("d")));
	settle();
}

static void puts_to_a_waiting_coroutine_allocate_nothing(void **state) {
	oriel_queue *queue = oriel_queue_new(.limit = 2, .policy = ORIEL_QUEUE_POLICY_DROP_OLDEST);
	oriel_promise_unref(oriel_async(count_values, queue));
	play_round(queue);
	assert_true(allocations > 0);
	taken = 0;
	allocations = 0;
	for (unsigned i = 0; i < 1000; i++)
		play_round(queue);
	assert_int_equal(allocations, 0);
	assert_int_equal(taken, 3000);
	in_callback(oriel_queue_close(queue, NULL));
	oriel_queue_unref(queue);
}

static void waits_for_room_allocate_nothing(void **state) {
	oriel_queue *queue = oriel_queue_new(.limit = 2);
	oriel_promise_unref(oriel_async(put_with_room, queue));
	for (unsigned i = 0; i < 10; i++)
		in_callback(oriel_queue_try_take(queue, &(struct oriel_payload){ 0 }));
	settle();
	allocations = 0;
	for (unsigned i = 0; i < 1000; i++) {
		in_callback(oriel_queue_try_take(queue, &(struct oriel_payload){ 0 }));
		settle();
	}
	assert_int_equal(allocations, 0);
	in_callback(oriel_queue_close(queue, NULL));
	oriel_queue_unref(queue);
}

static struct oriel_completion produce_for_ever(void *data) {
	while (oriel_produce(text("a")))
		;
	return ORIEL_COMPLETE;
}

static struct oriel_completion take_many(void *queue) {
	struct oriel_item item = { 0 };
	for (taken = 0; taken < 1100 && oriel_queue_next(queue, &item); taken++) {
		if (taken == 100)
			allocations = 0;
	}
	return ORIEL_COMPLETE;
}

static void values_of_a_generator_allocate_nothing(void **state) {
	oriel_queue *queue = oriel_generate(produce_for_ever, NULL);
	in_callback(oriel_promise_unref(oriel_async(take_many, queue)));
	assert_int_equal(taken, 1100);
	assert_int_equal(allocations, 0);
	in_callback(oriel_queue_unref(queue));
}

static struct oriel_payload keep_value(struct oriel_payload value, void *data) {
	return value;
}

static bool pass_value(struct oriel_payload value, void *data) {
	return true;
}

static struct oriel_payload keep_newest(struct oriel_payload sum, struct oriel_payload value,
	void *data) {
	return value;
}

static void operators_allocate_nothing(void **state) {
	oriel_queue *queue = oriel_queue_map(oriel_queue_new(), keep_value, NULL);
	queue = oriel_queue_scan(oriel_queue_filter(queue, pass_value, NULL), keep_newest, text("0"),
		NULL);
	queue = oriel_queue_timeout(oriel_queue_skip(queue, 1), 1e6);
	queue = oriel_queue_throttle(oriel_queue_merge(queue, oriel_queue_new()), 1);
	oriel_promise_unref(oriel_async(count_values, queue));
	for (unsigned i = 0; i < 1100; i++) {
		if (i == 100)
			allocations = 0;
		in_callback(oriel_queue_put(queue, text("a")); oriel_queue_put(queue, text("b")));
		advance(1);
	}
	assert_int_equal(allocations, 0);
	in_callback(oriel_queue_unref(queue));
}

static struct oriel_completion return_at_once(void *data) {
	return ORIEL_COMPLETE;
}

static void coroutines_allocate_nothing(void **state) {
	for (unsigned i = 0; i < 1100; i++) {
		if (i == 100)
			allocations = 0;
		in_callback(oriel_promise_unref(oriel_async(return_at_once, NULL)));
	}
	assert_int_equal(allocations, 0);
}

int main(void) {
	return RUN_TESTS(
		on_loop(puts_to_a_waiting_coroutine_allocate_nothing),
		on_loop(waits_for_room_allocate_nothing),
		on_loop(values_of_a_generator_allocate_nothing),
		on_loop(operators_allocate_nothing),
		on_loop(coroutines_allocate_nothing));
}
