/* SPDX-License-Identifier: MIT */
/* Oriel inside a libuv program. docs/embedding.md quotes the driver. */
#include "test.h"

#include <oriel/loop.h>
#include <oriel/post.h>
#include <oriel/task.h>
#include <oriel/timer.h>

#include <math.h>
#include <pthread.h>
#include <time.h>

#include <uv.h>

static struct order order;

struct driver {
	oriel_loop *loop;
	uv_prepare_t prepare;
	uv_poll_t poll;
	uv_timer_t timer;
};

static void on_due(uv_timer_t *timer) {
	oriel_loop_step(((struct driver *)timer->data)->loop);
}

static void on_readable(uv_poll_t *poll, int status, int events) {
	(void)status;
	(void)events;
	oriel_loop_step(((struct driver *)poll->data)->loop);
}

static void on_prepare(uv_prepare_t *prepare) {
	struct driver *driver = prepare->data;
	double wait_ms = oriel_loop_prepare(driver->loop);
	uv_update_time(prepare->loop);
	if (isinf(wait_ms))
		uv_timer_stop(&driver->timer);
	else
		uv_timer_start(&driver->timer, on_due, (uint64_t)ceil(wait_ms), 0);
}

static void driver_start(struct driver *driver, uv_loop_t *host, oriel_loop *loop) {
	driver->loop = loop;
	driver->prepare.data = driver->poll.data = driver->timer.data = driver;
	uv_prepare_init(host, &driver->prepare);
	uv_timer_init(host, &driver->timer);
	uv_poll_init(host, &driver->poll, oriel_loop_fd(loop));
	uv_prepare_start(&driver->prepare, on_prepare);
	uv_poll_start(&driver->poll, UV_READABLE, on_readable);
}

static void driver_stop(struct driver *driver) {
	uv_close((uv_handle_t *)&driver->prepare, NULL);
	uv_close((uv_handle_t *)&driver->poll, NULL);
	uv_close((uv_handle_t *)&driver->timer, NULL);
}

struct stage {
	oriel_loop *loop;
	uv_loop_t host;
	struct driver driver;
	uv_timer_t timer;
};

static int set_up(void **state) {
	static struct stage stage;
	order = (struct order){ 0 };
	stage.loop = oriel_loop_new();
	uv_loop_init(&stage.host);
	uv_timer_init(&stage.host, &stage.timer);
	stage.timer.data = &stage;
	driver_start(&stage.driver, &stage.host, stage.loop);
	*state = &stage;
	return 0;
}

static int tear_down(void **state) {
	struct stage *stage = *state;
	driver_stop(&stage->driver);
	uv_close((uv_handle_t *)&stage->timer, NULL);
	uv_run(&stage->host, UV_RUN_DEFAULT);
	assert_int_equal(uv_loop_close(&stage->host), 0);
	oriel_loop_destroy(stage->loop);
	return 0;
}

static void note(void *name) {
	order_add(&order, "%s", (const char *)name);
}

static void note_and_quit(void *stage) {
	note("quit");
	uv_stop(&((struct stage *)stage)->host);
}

static void on_host_timer(uv_timer_t *timer) {
	struct stage *stage = timer->data;
	oriel_loop_begin_host(stage->loop);
	note("host");
	oriel_queue_task(note, "task");
	oriel_set_timeout(note_and_quit, stage, 5);
	oriel_loop_end_host(stage->loop);
}

static void start_host_timer(void *stage) {
	note("first");
	uv_timer_start(&((struct stage *)stage)->timer, on_host_timer, 0, 0);
}

static void what_a_callback_of_libuv_queues_runs(void **state) {
	struct stage *stage = *state;
	oriel_queue_task(start_host_timer, stage);
	uv_run(&stage->host, UV_RUN_DEFAULT);
	assert_order(&order, "first, host, task, quit");
}

static void *post_quit(void *stage) {
	nanosleep(&(const struct timespec){ 0, 20000000 }, NULL);
	oriel_post(((struct stage *)stage)->loop, note_and_quit, stage);
	return NULL;
}

static void a_post_wakes_libuv(void **state) {
	struct stage *stage = *state;
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, post_quit, stage), 0);
	uv_run(&stage->host, UV_RUN_DEFAULT);
	pthread_join(thread, NULL);
	assert_order(&order, "quit");
}

static void at_rest_libuv_sleeps(void **state) {
	struct stage *stage = *state;
	oriel_set_timeout(note_and_quit, stage, 100);
	for (int turns = 0; order.text[0] == '\0'; turns++) {
		assert_in_range(turns, 0, 10);
		uv_run(&stage->host, UV_RUN_ONCE);
	}
	assert_order(&order, "quit");
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test_setup_teardown(what_a_callback_of_libuv_queues_runs, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_post_wakes_libuv, set_up, tear_down),
		cmocka_unit_test_setup_teardown(at_rest_libuv_sleeps, set_up, tear_down));
}
