/* SPDX-License-Identifier: MIT */
/*
 * Posts and cancels from several threads while the loop runs and while it ends. Every payload is
 * counted: its post runs or not, and its release function runs exactly once.
 */
#include "loop_test.h"

#include <oriel/runtime/post.h>
#include <oriel/runtime/timer.h>

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

enum { THREADS = 4, POSTS = 20000 };

struct item {
	atomic_int ran, dropped;
	int thread, number;
};

struct producer {
	pthread_t thread;
	oriel_loop *loop;
	int index;
	size_t cancelled, refused;
	struct item items[POSTS];
};

static struct producer producers[THREADS];
static int next_number[THREADS];
static size_t finished;

static void run_item(void *data) {
	struct item *item = data;
	atomic_fetch_add(&item->ran, 1);
	assert_true(item->number >= next_number[item->thread]);
	next_number[item->thread] = item->number + 1;
}

static void drop_item(void *data) {
	atomic_fetch_add(&((struct item *)data)->dropped, 1);
}

static void producer_done(void *data) {
	(void)data;
	if (++finished == THREADS)
		oriel_loop_quit(oriel_loop_current(), 0);
}

static void *produce(void *data) {
	struct producer *producer = data;
	for (int i = 0; i < POSTS; i++) {
		struct item *item = &producer->items[i];
		oriel_post_id id = oriel_post(producer->loop, run_item, item, .release = drop_item);
		if (id == 0)
			producer->refused++;
		else if (i % 3 == 0)
			producer->cancelled += oriel_cancel_post(producer->loop, id);
		if (i % 1000 == 0)
			sched_yield();
	}
	oriel_post(producer->loop, producer_done, NULL);
	oriel_loop_unref(producer->loop);
	return NULL;
}

static void start(oriel_loop *loop) {
	finished = 0;
	for (int i = 0; i < THREADS; i++) {
		struct producer *producer = &producers[i];
		producer->loop = oriel_loop_ref(loop);
		producer->index = i;
		producer->cancelled = producer->refused = 0;
		next_number[i] = 0;
		for (int k = 0; k < POSTS; k++)
			producer->items[k] = (struct item){ .thread = i, .number = k };
		pthread_create(&producer->thread, NULL, produce, producer);
	}
}

/* Checks that each payload was released once, and returns the number of posts that ran. */
static size_t count_run(void) {
	size_t ran = 0;
	for (int i = 0; i < THREADS; i++) {
		for (int k = 0; k < POSTS; k++) {
			const struct item *item = &producers[i].items[k];
			assert_int_equal(atomic_load(&item->dropped), 1);
			assert_in_range(atomic_load(&item->ran), 0, 1);
			ran += (size_t)atomic_load(&item->ran);
		}
	}
	return ran;
}

static size_t join(size_t *refused) {
	size_t cancelled = 0;
	*refused = 0;
	for (int i = 0; i < THREADS; i++) {
		pthread_join(producers[i].thread, NULL);
		cancelled += producers[i].cancelled;
		*refused += producers[i].refused;
	}
	return cancelled;
}

static void posts_of_a_thread_run_in_order_unless_cancelled(void **state) {
	size_t refused;
	oriel_loop *loop = oriel_loop_new();
	start(loop);
	oriel_loop_run(loop);
	size_t cancelled = join(&refused);
	assert_int_equal(refused, 0);
	assert_int_equal(count_run(), (size_t)THREADS * POSTS - cancelled);
	assert_int_equal(oriel_post_depth(loop), 0);
	oriel_loop_destroy(loop);
}

static void quit(void *loop) {
	oriel_loop_quit(loop, 0);
}

static void a_loop_that_ends_during_posting_releases_each_payload_once(void **state) {
	for (int round = 0; round < 5; round++) {
		size_t refused;
		oriel_loop *loop = oriel_loop_new();
		oriel_set_timeout(quit, loop, round);
		start(loop);
		oriel_loop_run(loop);
		oriel_loop_destroy(loop);
		size_t cancelled = join(&refused);
		assert_true(count_run() <= (size_t)THREADS * POSTS - cancelled - refused);
	}
}

/* The loop sleeps between most posts. A lost wake-up would hang the test, and a late one would
 * access a destroyed loop. */
static void *ping(void *data) {
	oriel_loop *loop = data;
	oriel_post(loop, quit, loop);
	oriel_loop_unref(loop);
	return NULL;
}

static void wake_ups_race_with_the_end_of_the_loop(void **state) {
	for (int round = 0; round < 300; round++) {
		pthread_t threads[2];
		oriel_loop *loop = oriel_loop_new();
		for (int i = 0; i < 2; i++)
			pthread_create(&threads[i], NULL, ping, oriel_loop_ref(loop));
		oriel_loop_run(loop);
		oriel_loop_destroy(loop);
		for (int i = 0; i < 2; i++)
			pthread_join(threads[i], NULL);
	}
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(posts_of_a_thread_run_in_order_unless_cancelled),
		cmocka_unit_test(a_loop_that_ends_during_posting_releases_each_payload_once),
		cmocka_unit_test(wake_ups_race_with_the_end_of_the_loop));
}
