/* SPDX-License-Identifier: MIT */
/*
 * A queue that is warm allocates nothing: every allocation of the process is counted, by wrapping
 * the allocator at link time.
 */
#include "queue_test.h"

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

int main(void) {
	return RUN_TESTS(
		on_loop(puts_to_a_waiting_coroutine_allocate_nothing),
		on_loop(waits_for_room_allocate_nothing));
}
