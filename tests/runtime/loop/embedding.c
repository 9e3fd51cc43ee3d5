/* SPDX-License-Identifier: MIT */
/* Tests that must pass in every host loop. See embedding.h. */
#include "embedding.h"

#include <oriel/runtime/post.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>

#include <pthread.h>
#include <time.h>

static struct order order;

static void note(void *name) {
	order_add(&order, "%s", (const char *)name);
}

static void note_and_quit(void *data) {
	struct host *host = data;
	note("quit");
	host->quit(host);
}

void host_on_timer(struct host *host) {
	oriel_loop_begin_host(host->loop);
	note("host");
	oriel_queue_task(note, "task");
	oriel_set_timeout(note_and_quit, host, 50);
	oriel_loop_end_host(host->loop);
}

static void start_timer(void *data) {
	struct host *host = data;
	note("first");
	host->start_timer(host);
}

void work_queued_by_a_host_callback_runs(void **state) {
	struct host *host = *state;
	oriel_queue_task(start_timer, host);
	host->run(host);
	assert_order(&order, "first, host, task, quit");
}

static void *post_quit(void *data) {
	struct host *host = data;
	nanosleep(&(const struct timespec){ 0, 20000000 }, NULL);
	oriel_post(host->loop, note_and_quit, host);
	return NULL;
}

void a_post_wakes_the_host(void **state) {
	struct host *host = *state;
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, post_quit, host), 0);
	host->run(host);
	pthread_join(thread, NULL);
	assert_order(&order, "quit");
}

void the_host_sleeps_while_the_loop_is_at_rest(void **state) {
	struct host *host = *state;
	oriel_set_timeout(note_and_quit, host, 100);
	for (int turns = 0; order.text[0] == '\0'; turns++) {
		assert_in_range(turns, 0, 10);
		host->turn(host);
	}
	assert_order(&order, "quit");
}
