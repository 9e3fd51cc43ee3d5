/* SPDX-License-Identifier: MIT */
#include "loop_test.h"

#include "loop/loop_internal.h"

#include <oriel/runtime/frame.h>
#include <oriel/runtime/idle.h>
#include <oriel/runtime/immediate.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/timer.h>
#include <oriel/runtime/watch.h>

#include <pthread.h>
#include <unistd.h>

static void note_idle(const oriel_idle_deadline *deadline, void *name) {
	(void)deadline;
	note(name);
}

static void note_watch(int fd, unsigned events, void *name) {
	(void)fd;
	(void)events;
	note(name);
}

static void a_thread_has_one_loop(void **state) {
	assert_null(oriel_loop_current());
	oriel_loop *loop = oriel_loop_new();
	assert_ptr_equal(oriel_loop_current(), loop);
	assert_breaks("oriel_loop_new", oriel_loop_new());
	oriel_loop_destroy(loop);
	assert_null(oriel_loop_current());
	oriel_loop_destroy(NULL);
	oriel_loop_unref(NULL);
}

static void the_end_of_the_loop_runs_every_release_function_once(void **state) {
	int fds[2];
	struct order empty = { 0 };
	order = empty;
	assert_int_equal(pipe(fds), 0);
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_post(loop, note, "post", .release = note_drop);
	oriel_queue_task(note, "task", .release = note_drop);
	oriel_set_immediate(note, "immediate", .release = note_drop);
	oriel_set_timeout(note, "timeout", 5, .release = note_drop);
	oriel_set_interval(note, "interval", 5, .release = note_drop);
	oriel_request_frame(note_frame, "frame", .release = note_drop);
	oriel_request_idle(note_idle, "idle", .timeout_ms = 5, .release = note_drop);
	oriel_watch_fd(fds[0], ORIEL_WATCH_READABLE, note_watch, "watch", .release = note_drop);
	oriel_next_tick(note, "tick", .release = note_drop);
	oriel_queue_microtask(note, "microtask", .release = note_drop);
	oriel_loop_destroy(loop);
	assert_order(&order,
		"drop post, drop task, drop immediate, drop idle, drop timeout, drop interval, drop frame, "
		"drop watch, "
		"drop tick, drop microtask");
	close(fds[0]);
	close(fds[1]);
}

static void register_more(void *data) {
	(void)data;
	note("drop that registers");
	assert_int_equal(oriel_queue_task(note, "task", .release = note_drop), 0);
	assert_int_equal(oriel_set_timeout(note, "timer", 1, .release = note_drop), 0);
	assert_int_equal(oriel_post(oriel_loop_current(), note, "post", .release = note_drop), 0);
	oriel_queue_microtask(note, "microtask", .release = note_drop);
}

static void registrations_of_release_functions_at_the_end_are_released(void **state) {
	order = (struct order){ 0 };
	oriel_loop *loop = oriel_loop_new();
	oriel_queue_task(note, NULL, .release = register_more);
	oriel_queue_task(note, "other", .release = note_drop);
	oriel_loop_destroy(loop);
	assert_order(&order,
		"drop that registers, drop post, drop other, drop task, drop timer, drop microtask");
}

static void finish_slot(void *name) {
	order_add(&order, "finish %s", (const char *)name);
	oriel__loop_check(oriel_loop_current(), "finish_slot");
}

static void slots_finish_from_the_highest_after_all_release_functions(void **state) {
	order = (struct order){ 0 };
	oriel_loop *loop = oriel_loop_new();
	assert_null(oriel__loop_slot(loop, oriel__loop_slot_above(0)));
	oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_EVENT, "event", finish_slot);
	oriel__loop_set_slot(loop, oriel__loop_slot_above(7), "app", finish_slot);
	oriel__loop_set_slot(loop, oriel__loop_slot_above(0), "tree", finish_slot);
	assert_string_equal(oriel__loop_slot(loop, oriel__loop_slot_above(0)), "tree");
	oriel_queue_task(note, "task", .release = note_drop);
	oriel_loop_destroy(loop);
	assert_order(&order, "drop task, finish app, finish tree, finish event");
}

static void ids_and_posts_stay_harmless_after_the_end(void **state) {
	order = (struct order){ 0 };
	oriel_loop *loop = oriel_loop_ref(oriel_loop_new());
	oriel_task_id task = oriel_queue_task(note, "task");
	oriel_timer_id timer = oriel_set_timeout(note, "timer", 1);
	oriel_post_id post = oriel_post(loop, note, "post");
	oriel_loop_destroy(loop);
	oriel_cancel_task(task);
	oriel_clear_timer(timer);
	oriel_clear_immediate(1);
	oriel_cancel_frame(1);
	oriel_cancel_idle(1);
	oriel_unwatch(1);
	assert_false(oriel_cancel_post(loop, post));
	assert_int_equal(oriel_post_depth(loop), 0);
	assert_int_equal(oriel_post(loop, note, "late", .release = note_drop), 0);
	assert_int_equal(oriel_post(loop, note, "late"), 0);
	assert_breaks("this thread has no loop", oriel_set_timeout(note, "timer", 1));
	oriel_loop_unref(loop);
	assert_order(&order, "drop late");
}

static void try_everything(void *loop) {
	note("callback");
	assert_breaks("oriel_loop_destroy: called inside a callback", oriel_loop_destroy(loop));
	assert_breaks("oriel_loop_run: called inside a callback", oriel_loop_run(loop));
	assert_breaks("oriel_loop_step: called inside a callback", oriel_loop_step(loop));
	assert_breaks("oriel_loop_advance: called inside a callback", oriel_loop_advance(loop, 1));
	assert_breaks("oriel_loop_settle: called inside a callback", oriel_loop_settle(loop));
}

static void a_loop_does_not_run_or_end_inside_its_callbacks(void **state) {
	oriel_queue_task(try_everything, *state);
	oriel_queue_microtask(try_everything, *state);
	oriel_loop_advance(*state, 0);
	oriel_loop_begin_host(*state);
	try_everything(*state);
	oriel_loop_end_host(*state);
	assert_order(&order, "callback, callback, callback");
}

static void quit(void *loop) {
	note("quit");
	oriel_queue_microtask(note, "its checkpoint");
	oriel_loop_quit(loop, 7);
}

static void quit_ends_run_after_the_checkpoint_and_a_later_run_continues(void **state) {
	oriel_queue_task(quit, *state);
	oriel_queue_task(note, "next");
	oriel_queue_task(quit, *state);
	assert_int_equal(oriel_loop_run(*state), 7);
	assert_order(&order, "quit, its checkpoint");
	assert_int_equal(oriel_loop_run(*state), 7);
	assert_order(&order, "next, quit, its checkpoint");
	oriel_loop_quit(*state, 3);
	oriel_queue_task(note, "not now");
	assert_int_equal(oriel_loop_run(*state), 3);
	assert_order(&order, "");
}

static void virtual_time_is_only_for_virtual_loops(void **state) {
	assert_breaks(
		"oriel_loop_advance: the loop's clock is the machine's", oriel_loop_advance(*state, 1));
	assert_breaks(
		"oriel_loop_settle: the loop's clock is the machine's", oriel_loop_settle(*state));
}

static oriel_loop *other_loop;
static pthread_barrier_t barrier;

static void *own_loop(void *data) {
	(void)data;
	other_loop = oriel_loop_new();
	pthread_barrier_wait(&barrier);
	pthread_barrier_wait(&barrier);
	oriel_loop_destroy(other_loop);
	return NULL;
}

static void the_loop_of_another_thread_is_refused(void **state) {
	pthread_t thread;
	pthread_barrier_init(&barrier, NULL, 2);
	pthread_create(&thread, NULL, own_loop, NULL);
	pthread_barrier_wait(&barrier);
	assert_breaks("oriel_loop_now", oriel_loop_now(other_loop));
	assert_breaks("oriel_loop_run", oriel_loop_run(other_loop));
	assert_breaks("oriel_loop_quit", oriel_loop_quit(other_loop, 0));
	assert_breaks("oriel_loop_destroy", oriel_loop_destroy(other_loop));
	assert_breaks("oriel_loop_uv", oriel_loop_uv(other_loop));
	pthread_barrier_wait(&barrier);
	pthread_join(thread, NULL);
	pthread_barrier_destroy(&barrier);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_thread_has_one_loop),
		cmocka_unit_test(the_end_of_the_loop_runs_every_release_function_once),
		cmocka_unit_test(registrations_of_release_functions_at_the_end_are_released),
		cmocka_unit_test(slots_finish_from_the_highest_after_all_release_functions),
		cmocka_unit_test(ids_and_posts_stay_harmless_after_the_end),
		on_virtual(a_loop_does_not_run_or_end_inside_its_callbacks),
		on_monotonic(quit_ends_run_after_the_checkpoint_and_a_later_run_continues),
		on_monotonic(virtual_time_is_only_for_virtual_loops),
		on_monotonic(the_loop_of_another_thread_is_refused));
}
