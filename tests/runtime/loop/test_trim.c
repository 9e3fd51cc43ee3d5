/* SPDX-License-Identifier: MIT */
/* The loop frees memory of a burst before it sleeps; ids stay valid. */
#include "loop_test.h"

#include "loop/loop_state_internal.h"

#include <oriel/runtime/frame.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>

#include <pthread.h>

enum { BURST = 100000, KEPT = 4096, THREADS = 2 };

static int ran;

static void count_run(void *data) {
	(void)data;
	ran++;
}

static void run_all(oriel_loop *loop) {
	do {
		while (oriel_loop_step(loop))
			;
	} while (oriel_loop_prepare(loop) == 0);
}

/* Runs the loop until it would sleep for the second time, because the first sleep may lie within a
 * burst. */
static void run_to_rest(oriel_loop *loop) {
	run_all(loop);
	run_all(loop);
}

static int set_up(void **state) {
	ran = 0;
	return monotonic_loop(state);
}

static void a_burst_of_tasks_leaves_little_memory(void **state) {
	oriel_loop *loop = *state;
	for (int round = 1; round <= 3; round++) {
		oriel_task_id first = oriel_queue_task(count_run, NULL), last = 0;
		for (int i = 1; i < BURST; i++)
			last = oriel_queue_task(count_run, NULL);
		assert_true(loop->entries.count >= BURST);
		run_to_rest(loop);
		assert_int_equal(ran, round * BURST);
		assert_true(loop->entries.count <= KEPT);
		assert_true(loop->tasks.ids.capacity <= 2 * KEPT);
		oriel_task_id waiting = oriel_queue_task(count_run, NULL);
		oriel_cancel_task(first);
		oriel_cancel_task(last);
		assert_true(waiting != first && waiting != last);
		oriel_cancel_task(waiting);
	}
}

static void note_time(double time_ms, void *name) {
	(void)time_ms;
	note(name);
}

/* The callback of a hidden window stays queued for an unlimited time. */
static void a_pending_callback_keeps_only_its_own_memory(void **state) {
	oriel_loop *loop = *state;
	struct oriel__view view = { .is_visible = false };
	oriel_frame_id id = 0;
	oriel__view_add(loop, &view);
	for (int i = 0; i < BURST; i++) {
		oriel_queue_task(count_run, NULL);
		if (i == BURST / 2)
			id = oriel_request_frame(note_time, "frame", .release = note_drop);
	}
	run_to_rest(loop);
	assert_true(loop->entries.count <= KEPT + 64);
	oriel_cancel_frame(id);
	assert_order(&order, "drop frame");
	oriel__view_remove(&view);
}

static oriel_timer_id timers[BURST];

static void a_burst_of_timers_leaves_little_memory(void **state) {
	oriel_loop *loop = *state;
	oriel_timer_id lasting = oriel_set_timeout(note, "lasting", 1e9, .release = note_drop);
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < BURST; i++)
			timers[i] = oriel_set_timeout(count_run, NULL, 1e6);
		assert_true(loop->timers.capacity >= BURST);
		for (int i = 0; i < BURST; i += 2)
			oriel_clear_timer(timers[i]);
		for (int i = 1; i < BURST; i += 2)
			oriel_clear_timer(timers[i]);
		run_to_rest(loop);
		assert_true(loop->timers.capacity <= 2 * KEPT);
		assert_true(loop->timers.ids.capacity <= 2 * KEPT);
		oriel_timer_id again[10];
		for (int i = 0; i < 10; i++)
			again[i] = oriel_set_timeout(note, "again", 1e6, .release = note_drop);
		for (int i = 0; i < BURST; i++)
			oriel_clear_timer(timers[i]);
		assert_int_equal(loop->timers.count, 11);
		assert_order(&order, "");
		for (int i = 0; i < 10; i++)
			oriel_clear_timer(again[i]);
		order = (struct order){ 0 };
	}
	oriel_clear_timer(lasting);
	assert_order(&order, "drop lasting");
}

static void a_burst_of_microtasks_leaves_little_memory(void **state) {
	oriel_loop *loop = *state;
	for (int i = 0; i < BURST / 2; i++)
		oriel_queue_microtask(count_run, NULL);
	run_to_rest(loop);
	assert_int_equal(ran, BURST / 2);
	assert_int_equal(loop->head.microtasks.limit, 0);
	oriel_queue_microtask(note, "next");
	assert_true(oriel_loop_step(loop));
	assert_order(&order, "next");
}

static void *post_burst(void *loop) {
	for (int i = 0; i < BURST; i++)
		oriel_post(loop, count_run, NULL);
	return NULL;
}

static size_t chunks_with_memory(oriel_loop *loop) {
	return (size_t)atomic_load(&loop->posts.filled);
}

/* Some posts arrive while the loop frees memory. */
static void bursts_of_posts_leave_little_memory_and_lose_no_post(void **state) {
	oriel_loop *loop = *state;
	for (int round = 1; round <= 5; round++) {
		pthread_t threads[THREADS];
		for (int i = 0; i < THREADS; i++)
			assert_int_equal(pthread_create(&threads[i], NULL, post_burst, loop), 0);
		while (ran < round * THREADS * BURST)
			run_to_rest(loop);
		for (int i = 0; i < THREADS; i++)
			pthread_join(threads[i], NULL);
		run_to_rest(loop);
		assert_int_equal(ran, round * THREADS * BURST);
		assert_true(chunks_with_memory(loop) <= KEPT / 256);
	}
}

static oriel_post_id posts[BURST];

static void ids_of_posts_are_never_reused(void **state) {
	oriel_loop *loop = *state;
	for (int round = 1; round <= 3; round++) {
		for (int i = 0; i < BURST; i++)
			posts[i] = oriel_post(loop, count_run, NULL);
		assert_true(chunks_with_memory(loop) >= BURST / 256);
		run_to_rest(loop);
		assert_true(chunks_with_memory(loop) <= KEPT / 256);
		for (int i = 0; i < BURST; i++)
			assert_false(oriel_cancel_post(loop, posts[i]));
		for (int i = 0; i < BURST; i++)
			assert_true(oriel_post(loop, count_run, NULL) != posts[i]);
		for (int i = 0; i < BURST; i++)
			assert_false(oriel_cancel_post(loop, posts[i]));
		run_to_rest(loop);
		assert_int_equal(ran, 2 * round * BURST);
	}
}

#define on_fresh(test) cmocka_unit_test_setup_teardown(test, set_up, end_loop)

int main(void) {
	return RUN_TESTS(
		on_fresh(a_burst_of_tasks_leaves_little_memory),
		on_fresh(a_pending_callback_keeps_only_its_own_memory),
		on_fresh(a_burst_of_timers_leaves_little_memory),
		on_fresh(a_burst_of_microtasks_leaves_little_memory),
		on_fresh(bursts_of_posts_leave_little_memory_and_lose_no_post),
		on_fresh(ids_of_posts_are_never_reused));
}
