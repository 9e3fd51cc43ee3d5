/* SPDX-License-Identifier: MIT */
/* Wake-ups on the system clock, and the interface to displays. */
#include "loop_test.h"

#include "loop/display_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/frame.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/timer.h>
#include <oriel/runtime/watch.h>

#include <fcntl.h>
#include <pthread.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>
#include <uv.h>

static void quit(void *data) {
	(void)data;
	oriel_loop_quit(oriel_loop_current(), 0);
}

static void *post_later(void *loop) {
	const struct timespec delay = { 0, 20000000 };
	nanosleep(&delay, NULL);
	oriel_post(loop, quit, NULL);
	oriel_loop_unref(loop);
	return NULL;
}

static void a_post_from_another_thread_wakes_a_blocked_loop(void **state) {
	for (int i = 0; i < 3; i++) {
		pthread_t thread;
		pthread_create(&thread, NULL, post_later, oriel_loop_ref(*state));
		assert_int_equal(oriel_loop_run(*state), 0);
		pthread_join(thread, NULL);
	}
}

static void a_timer_wakes_the_loop_but_never_early(void **state) {
	double begun = oriel_loop_now(*state);
	oriel_set_timeout(quit, NULL, 5.5);
	oriel_loop_run(*state);
	assert_true(oriel_loop_now(*state) - begun >= 5.5);
}

static void quit_frame(double time_ms, void *data) {
	(void)time_ms;
	quit(data);
}

static void again_and_quit(double time_ms, void *begun) {
	*(double *)begun = time_ms;
	oriel_request_frame(quit_frame, NULL);
}

static void a_frame_wakes_the_loop_an_interval_after_the_last(void **state) {
	double begun;
	oriel_request_frame(again_and_quit, &begun);
	oriel_loop_run(*state);
	assert_true(oriel_loop_now(*state) - begun >= 16.6);
}

static long voluntary_switches(void) {
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_nvcsw;
}

static void never(int fd, unsigned events, void *data) {
	(void)fd;
	(void)events;
	(void)data;
	fail();
}

/* 300 ms with a watch and a timer far in the future take one sleep. A periodic wake-up would be
 * noticed even at 30 times a second. */
static void an_idle_loop_does_not_wake(void **state) {
	int fds[2];
	assert_int_equal(pipe(fds), 0);
	oriel_watch_fd(fds[0], ORIEL_WATCH_READABLE, never, NULL);
	oriel_set_timeout(quit, NULL, 300);
	long before = voluntary_switches();
	oriel_loop_run(*state);
	assert_in_range(voluntary_switches() - before, 1, 8);
	oriel_loop_step(*state);
	close(fds[0]);
	close(fds[1]);
}

static void on_uv_timer(uv_timer_t *timer) {
	oriel_loop *loop = timer->data;
	oriel_loop_begin_host(loop);
	note("uv timer");
	quit(NULL);
	oriel_loop_end_host(loop);
}

static void timers_of_libuv_wake_the_loop(void **state) {
	uv_timer_t timer = { .data = *state };
	uv_timer_init(oriel_loop_uv(*state), &timer);
	uv_timer_start(&timer, on_uv_timer, 5, 0);
	oriel_loop_run(*state);
	assert_order(&order, "uv timer");
	uv_close((uv_handle_t *)&timer, NULL);
	oriel_loop_step(*state);
}

static void the_warning_names_an_open_handle(void **state) {
	uv_timer_t timer;
	oriel_loop *loop = oriel_loop_new();
	uv_timer_init(oriel_loop_uv(loop), &timer);
	expect_log("a libuv handle of type timer is still open");
	oriel_loop_destroy(loop);
}

struct display {
	struct oriel__display display;
	int fds[2];
	const char *name;
	int refusals; /* number of calls of prepare that report pending events */
	struct oriel__task task;
};

static void display_task(struct oriel__task *task) {
	struct display *display = (struct display *)(void *)((char *)task -
		offsetof(struct display, task));
	order_add(&order, "task %s", display->name);
	oriel_loop_quit(oriel_loop_current(), 0);
}

static void pump(struct oriel__display *base) {
	struct display *display = (struct display *)base;
	char byte;
	if (read(display->fds[0], &byte, 1) == 1)
		oriel__task_queue(
			oriel_loop_current(), &display->task, ORIEL_TASK_SOURCE_INPUT, display_task);
}

static int prepare(struct oriel__display *base, struct pollfd *fds, int *timeout_ms) {
	struct display *display = (struct display *)base;
	(void)timeout_ms;
	order_add(&order, "prepare %s", display->name);
	if (display->refusals > 0) {
		display->refusals--;
		return -1;
	}
	fds[0] = (struct pollfd){ .fd = display->fds[0], .events = POLLIN };
	return 1;
}

static void check(struct oriel__display *base, const struct pollfd *fds, int count) {
	struct display *display = (struct display *)base;
	assert_int_equal(count, 1);
	assert_int_equal(fds[0].fd, display->fds[0]);
	order_add(
		&order, "check %s%s", display->name, (fds[0].revents & POLLIN) != 0 ? " readable" : "");
}

static void open_display(oriel_loop *loop, struct display *display, const char *name) {
	*display = (struct display){ { .pump = pump, .prepare = prepare, .check = check },
		.name = name };
	assert_int_equal(pipe(display->fds), 0);
	fcntl(display->fds[0], F_SETFL, O_NONBLOCK);
	oriel__display_add(loop, &display->display);
}

static void close_display(oriel_loop *loop, struct display *display) {
	oriel__display_remove(loop, &display->display);
	close(display->fds[0]);
	close(display->fds[1]);
}

static void *write_later(void *fd) {
	const struct timespec delay = { 0, 20000000 };
	nanosleep(&delay, NULL);
	assert_int_equal(write(*(int *)fd, "x", 1), 1);
	return NULL;
}

static void a_display_wakes_the_loop_and_every_prepare_has_a_check(void **state) {
	struct display a, b;
	pthread_t thread;
	open_display(*state, &a, "a");
	open_display(*state, &b, "b");
	pthread_create(&thread, NULL, write_later, &b.fds[1]);
	oriel_loop_run(*state);
	pthread_join(thread, NULL);
	assert_order(&order, "prepare a, prepare b, check a, check b readable, task b");
	close_display(*state, &a);
	close_display(*state, &b);
}

static void pending_events_of_a_display_prevent_blocking(void **state) {
	struct display a, b;
	open_display(*state, &a, "a");
	open_display(*state, &b, "b");
	b.refusals = 1;
	oriel_set_timeout(quit, NULL, 20);
	oriel_loop_run(*state);
	assert_order(&order, "prepare a, prepare b, check a, prepare a, prepare b, check a, check b");
	close_display(*state, &a);
	close_display(*state, &b);
}

static void a_loop_with_work_prepares_no_display(void **state) {
	struct display a;
	open_display(*state, &a, "a");
	oriel_post(*state, quit, NULL);
	oriel_loop_run(*state);
	assert_order(&order, "");
	close_display(*state, &a);
}

static int prepare_cap(struct oriel__display *display, struct pollfd *fds, int *timeout_ms) {
	(void)display;
	(void)fds;
	note(*timeout_ms < 0 ? "no timeout" : "a timeout");
	oriel_loop_quit(oriel_loop_current(), 0);
	*timeout_ms = 5;
	return 0;
}

static void a_display_may_cap_the_wait(void **state) {
	struct oriel__display display = { .prepare = prepare_cap };
	oriel__display_add(*state, &display);
	oriel_loop_run(*state);
	assert_order(&order, "no timeout");
	oriel__display_remove(*state, &display);
	oriel__display_remove(*state, &display);
}

static void quitting_pump(struct oriel__display *display) {
	(void)display;
	order_add(&order, "pump");
	quit(NULL);
}

static int prepare_of_nothing(struct oriel__display *display, struct pollfd *fds, int *timeout_ms) {
	(void)display;
	(void)fds;
	(void)timeout_ms;
	order_add(&order, "prepare");
	return -1;
}

static void a_loop_about_to_quit_does_not_sleep(void **state) {
	struct oriel__display display = { .pump = quitting_pump, .prepare = prepare_of_nothing };
	oriel__display_add(*state, &display);
	oriel_loop_run(*state);
	assert_order(&order, "pump");
	oriel__display_remove(*state, &display);
}

int main(void) {
	return RUN_TESTS(
		on_monotonic(a_post_from_another_thread_wakes_a_blocked_loop),
		on_monotonic(a_timer_wakes_the_loop_but_never_early),
		on_monotonic(a_frame_wakes_the_loop_an_interval_after_the_last),
		on_monotonic(an_idle_loop_does_not_wake),
		on_monotonic(timers_of_libuv_wake_the_loop),
		cmocka_unit_test(the_warning_names_an_open_handle),
		on_monotonic(a_display_wakes_the_loop_and_every_prepare_has_a_check),
		on_monotonic(pending_events_of_a_display_prevent_blocking),
		on_monotonic(a_loop_with_work_prepares_no_display),
		on_monotonic(a_display_may_cap_the_wait),
		on_monotonic(a_loop_about_to_quit_does_not_sleep));
}
