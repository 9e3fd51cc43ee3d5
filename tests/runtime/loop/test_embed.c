/* SPDX-License-Identifier: MIT */
/* A loop that a host drives: the time that the host may wait, the loop's descriptor, and the wake
 * hook. */
#include "loop_test.h"

#include "loop/display_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/frame.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>
#include <oriel/runtime/watch.h>

#include <math.h>
#include <pthread.h>
#include <unistd.h>
#include <uv.h>

static bool is_readable(oriel_loop *loop) {
	struct pollfd poll_fd = { .fd = oriel_loop_fd(loop), .events = POLLIN };
	return poll(&poll_fd, 1, 0) == 1;
}

static void run_all(oriel_loop *loop) {
	while (oriel_loop_step(loop))
		;
}

static void hook(void *data) {
	note(data);
}

static void *post_note(void *loop) {
	assert_true(oriel_post(loop, note, "post") != 0);
	return NULL;
}

static void post_from_another_thread(oriel_loop *loop) {
	pthread_t thread;
	assert_int_equal(pthread_create(&thread, NULL, post_note, loop), 0);
	pthread_join(thread, NULL);
}

static void the_loop_has_one_descriptor_that_is_not_readable_at_rest(void **state) {
	int fd = oriel_loop_fd(*state);
	assert_true(fd >= 0);
	assert_int_equal(oriel_loop_fd(*state), fd);
	assert_true(isinf(oriel_loop_prepare(*state)));
	assert_false(is_readable(*state));
}

static void a_post_makes_the_descriptor_readable_until_a_step(void **state) {
	for (int i = 0; i < 3; i++) {
		is_readable(*state);
		assert_true(isinf(oriel_loop_prepare(*state)));
		post_from_another_thread(*state);
		assert_true(is_readable(*state));
		run_all(*state);
		assert_true(isinf(oriel_loop_prepare(*state)));
		assert_false(is_readable(*state));
	}
	assert_order(&order, "post, post, post");
}

static void a_post_before_preparing_returns_a_timeout_of_zero(void **state) {
	post_from_another_thread(*state);
	assert_true(oriel_loop_prepare(*state) == 0);
	assert_true(oriel_loop_step(*state));
	assert_order(&order, "post");
}

static void the_host_may_wait_until_the_next_timer(void **state) {
	oriel_set_timeout(note, "timer", 5000);
	double wait_ms = oriel_loop_prepare(*state);
	assert_true(wait_ms > 4000 && wait_ms <= 5000);
	oriel_set_timeout(note, "now", 0);
	assert_true(oriel_loop_prepare(*state) == 0);
	run_all(*state);
	assert_order(&order, "now");
}

static void virtual_time_does_not_pass_while_the_host_waits(void **state) {
	oriel_set_timeout(note, "timer", 10);
	assert_true(isinf(oriel_loop_prepare(*state)));
	assert_true(oriel_loop_next_due(*state) == 10);
}

static void note_fd(int fd, unsigned events, void *data) {
	char byte;
	assert_int_equal(events, ORIEL_WATCH_READABLE);
	assert_int_equal(read(fd, &byte, 1), 1);
	note(data);
}

static void a_watch_makes_the_descriptor_readable(void **state) {
	int fds[2];
	assert_int_equal(pipe(fds), 0);
	oriel_watch_id id = oriel_watch_fd(fds[0], ORIEL_WATCH_READABLE, note_fd, "watch");
	assert_true(oriel_loop_fd(*state) >= 0);
	assert_true(isinf(oriel_loop_prepare(*state)));
	assert_false(is_readable(*state));
	assert_int_equal(write(fds[1], "x", 1), 1);
	assert_true(is_readable(*state));
	run_all(*state);
	assert_true(isinf(oriel_loop_prepare(*state)));
	assert_false(is_readable(*state));
	assert_order(&order, "watch");
	oriel_unwatch(id);
	run_all(*state);
	close(fds[0]);
	close(fds[1]);
}

static void on_uv_timer(uv_timer_t *timer) {
	oriel_loop_begin_host(timer->data);
	note("uv timer");
	oriel_loop_end_host(timer->data);
}

static void timers_of_libuv_count_in_next_due(void **state) {
	uv_timer_t timer = { .data = *state };
	uv_timer_init(oriel_loop_uv(*state), &timer);
	run_all(*state);
	assert_true(isinf(oriel_loop_next_due(*state)));
	uv_timer_start(&timer, on_uv_timer, 5000, 0);
	double left_ms = oriel_loop_next_due(*state) - oriel_loop_now(*state);
	assert_true(left_ms > 4000 && left_ms <= 5001);
	oriel_set_timeout(note, "timer", 1000);
	assert_true(oriel_loop_next_due(*state) - oriel_loop_now(*state) <= 1000);
	assert_true(oriel_loop_prepare(*state) <= 1000);
	uv_timer_start(&timer, on_uv_timer, 0, 0);
	assert_true(oriel_loop_next_due(*state) <= oriel_loop_now(*state));
	run_all(*state);
	assert_order(&order, "uv timer");
	uv_close((uv_handle_t *)&timer, NULL);
	run_all(*state);
}

struct display {
	struct oriel__display display;
	int fds[2];
	bool refuses;
};

static void pump(struct oriel__display *base) {
	struct display *display = (struct display *)base;
	struct pollfd poll_fd = { .fd = display->fds[0], .events = POLLIN };
	char byte;
	if (poll(&poll_fd, 1, 0) != 1)
		return;
	assert_int_equal(read(display->fds[0], &byte, 1), 1);
	note("input");
}

static int prepare(struct oriel__display *base, struct pollfd *fds, int *timeout_ms) {
	struct display *display = (struct display *)base;
	(void)timeout_ms;
	if (display->refuses)
		return -1;
	fds[0] = (struct pollfd){ .fd = display->fds[0], .events = POLLIN };
	return 1;
}

static void open_display(oriel_loop *loop, struct display *display) {
	*display = (struct display){ { .pump = pump, .prepare = prepare }, .fds = { -1, -1 } };
	assert_int_equal(pipe(display->fds), 0);
	oriel__display_add(loop, &display->display);
}

static void close_pipe(struct display *display) {
	close(display->fds[0]);
	close(display->fds[1]);
}

static void a_display_makes_the_descriptor_readable(void **state) {
	struct display display;
	open_display(*state, &display);
	assert_true(oriel_loop_fd(*state) >= 0);
	assert_true(isinf(oriel_loop_prepare(*state)));
	assert_false(is_readable(*state));
	assert_int_equal(write(display.fds[1], "x", 1), 1);
	assert_true(is_readable(*state));
	assert_false(oriel_loop_step(*state));
	assert_order(&order, "input");
	assert_false(is_readable(*state));
	display.refuses = true;
	assert_true(oriel_loop_prepare(*state) == 0);
	oriel__display_remove(*state, &display.display);
	close_pipe(&display);
}

static void a_reopened_descriptor_is_watched_again(void **state) {
	struct display display;
	open_display(*state, &display);
	assert_true(oriel_loop_fd(*state) >= 0);
	assert_true(isinf(oriel_loop_prepare(*state)));
	int before = display.fds[0];
	close_pipe(&display);
	assert_int_equal(pipe(display.fds), 0);
	assert_int_equal(display.fds[0], before);
	assert_true(isinf(oriel_loop_prepare(*state)));
	assert_int_equal(write(display.fds[1], "x", 1), 1);
	assert_true(is_readable(*state));
	oriel__display_remove(*state, &display.display);
	assert_true(isinf(oriel_loop_prepare(*state)));
	assert_false(is_readable(*state));
	close_pipe(&display);
}

static void the_hook_is_called_once_until_the_host_runs_the_loop(void **state) {
	oriel_loop_set_wake_hook(*state, hook, "wake");
	run_all(*state);
	post_from_another_thread(*state);
	post_from_another_thread(*state);
	assert_order(&order, "wake");
	run_all(*state);
	post_from_another_thread(*state);
	run_all(*state);
	assert_order(&order, "post, post, wake, post");
	oriel_loop_set_wake_hook(*state, NULL, NULL);
	run_all(*state);
	post_from_another_thread(*state);
	assert_order(&order, "");
}

static void the_hook_is_not_called_after_a_timeout_of_zero(void **state) {
	oriel_loop_set_wake_hook(*state, hook, "wake");
	assert_true(isinf(oriel_loop_prepare(*state)));
	post_from_another_thread(*state);
	assert_true(oriel_loop_prepare(*state) == 0);
	post_from_another_thread(*state);
	assert_order(&order, "wake");
	run_all(*state);
	assert_order(&order, "post, post");
}

static void earlier_work_by_host_code_wakes_the_host(void **state) {
	oriel_loop_set_wake_hook(*state, hook, "wake");
	oriel_set_timeout(note, "timer", 1000);
	run_all(*state);
	oriel_loop_begin_host(*state);
	oriel_set_timeout(note, "later", 2000);
	oriel_loop_end_host(*state);
	assert_order(&order, "");
	oriel_loop_begin_host(*state);
	oriel_loop_begin_host(*state);
	oriel_queue_task(note, "task");
	oriel_loop_end_host(*state);
	assert_order(&order, "");
	oriel_loop_end_host(*state);
	assert_order(&order, "wake");
	oriel_loop_begin_host(*state);
	oriel_set_timeout(note, "soon", 1);
	oriel_loop_end_host(*state);
	run_all(*state);
	assert_order(&order, "task");
}

static void post_and_quit(void *loop) {
	post_from_another_thread(loop);
	oriel_loop_quit(loop, 0);
}

static void a_loop_without_a_host_does_not_call_the_hook(void **state) {
	oriel_loop_set_wake_hook(*state, hook, "wake");
	run_all(*state);
	oriel_set_timeout(post_and_quit, *state, 1);
	oriel_loop_run(*state);
	run_all(*state);
	assert_order(&order, "post");
}

static void prepare_inside(void *loop) {
	assert_breaks("oriel_loop_prepare: called inside a callback", oriel_loop_prepare(loop));
	note("asserted");
}

static void preparing_inside_a_callback_asserts(void **state) {
	oriel_queue_task(prepare_inside, *state);
	run_all(*state);
	assert_order(&order, "asserted");
}

enum { THREADS = 3, POSTS = 2000 };

struct host {
	pthread_mutex_t lock;
	pthread_cond_t woken;
	bool must_look;
	oriel_loop *loop;
	int left;
};

static void wake_host(void *data) {
	struct host *host = data;
	pthread_mutex_lock(&host->lock);
	host->must_look = true;
	pthread_cond_signal(&host->woken);
	pthread_mutex_unlock(&host->lock);
}

static void count_down(void *host) {
	((struct host *)host)->left--;
}

static void *post_many(void *data) {
	struct host *host = data;
	for (int i = 0; i < POSTS; i++)
		oriel_post(host->loop, count_down, host);
	return NULL;
}

/* The host waits for the hook only, so a lost wake-up would hang the test. */
static void a_host_that_waits_for_the_hook_loses_no_post(void **state) {
	struct host host = { .lock = PTHREAD_MUTEX_INITIALIZER,
		.woken = PTHREAD_COND_INITIALIZER,
		.loop = *state,
		.left = THREADS * POSTS };
	pthread_t threads[THREADS];
	oriel_loop_set_wake_hook(*state, wake_host, &host);
	run_all(*state);
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, post_many, &host), 0);
	while (host.left > 0) {
		pthread_mutex_lock(&host.lock);
		while (!host.must_look)
			pthread_cond_wait(&host.woken, &host.lock);
		host.must_look = false;
		pthread_mutex_unlock(&host.lock);
		run_all(*state);
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	oriel_loop_set_wake_hook(*state, NULL, NULL);
}

int main(void) {
	return RUN_TESTS(
		on_monotonic(the_loop_has_one_descriptor_that_is_not_readable_at_rest),
		on_monotonic(a_post_makes_the_descriptor_readable_until_a_step),
		on_monotonic(a_post_before_preparing_returns_a_timeout_of_zero),
		on_monotonic(the_host_may_wait_until_the_next_timer),
		on_virtual(virtual_time_does_not_pass_while_the_host_waits),
		on_monotonic(a_watch_makes_the_descriptor_readable),
		on_monotonic(timers_of_libuv_count_in_next_due),
		on_monotonic(a_display_makes_the_descriptor_readable),
		on_monotonic(a_reopened_descriptor_is_watched_again),
		on_monotonic(the_hook_is_called_once_until_the_host_runs_the_loop),
		on_monotonic(the_hook_is_not_called_after_a_timeout_of_zero),
		on_monotonic(earlier_work_by_host_code_wakes_the_host),
		on_monotonic(a_loop_without_a_host_does_not_call_the_hook),
		on_virtual(preparing_inside_a_callback_asserts),
		on_monotonic(a_host_that_waits_for_the_hook_loses_no_post));
}
