/* SPDX-License-Identifier: MIT */
/* Drives a loop from a libuv program. docs/runtime/embedding.md quotes the driver. */
#include "embedding.h"

#include <math.h>

#include <uv.h>

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
	struct host host;
	uv_loop_t loop;
	struct driver driver;
	uv_timer_t timer;
};

static void run(struct host *host) {
	uv_run(&((struct stage *)host)->loop, UV_RUN_DEFAULT);
}

static void turn(struct host *host) {
	uv_run(&((struct stage *)host)->loop, UV_RUN_ONCE);
}

static void quit(struct host *host) {
	uv_stop(&((struct stage *)host)->loop);
}

static void on_timer(uv_timer_t *timer) {
	host_on_timer(timer->data);
}

static void start_timer(struct host *host) {
	uv_timer_start(&((struct stage *)host)->timer, on_timer, 0, 0);
}

static int set_up(void **state) {
	static struct stage stage;
	stage.host = (struct host){ oriel_loop_new(), run, turn, quit, start_timer };
	uv_loop_init(&stage.loop);
	uv_timer_init(&stage.loop, &stage.timer);
	stage.timer.data = &stage;
	driver_start(&stage.driver, &stage.loop, stage.host.loop);
	*state = &stage;
	return 0;
}

static int tear_down(void **state) {
	struct stage *stage = *state;
	driver_stop(&stage->driver);
	uv_close((uv_handle_t *)&stage->timer, NULL);
	uv_run(&stage->loop, UV_RUN_DEFAULT);
	assert_int_equal(uv_loop_close(&stage->loop), 0);
	oriel_loop_destroy(stage->host.loop);
	return 0;
}

int main(void) {
	return EMBEDDING_TESTS(set_up, tear_down);
}
