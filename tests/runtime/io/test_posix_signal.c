/* SPDX-License-Identifier: MIT */
/*
 * POSIX signals as tasks: their listeners, order and end, and several loops at once.
 */
#include "io_test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/error.h>
#include <oriel/io/posix_signal.h>
#include <oriel/runtime/target.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

static void on_signal(int posix_signal, void *data) {
	order_add(&order, "%s %d", (const char *)data, posix_signal);
}

static void note_drop(void *data) {
	order_add(&order, "drop %s", (const char *)data);
}

static bool is_default(int posix_signal) {
	struct sigaction action;
	sigaction(posix_signal, NULL, &action);
	return action.sa_handler == SIG_DFL;
}

static size_t count_in_census(void) {
	struct oriel_census census;
	oriel_loop_census(loop, &census);
	return oriel_census_count(&census, "listeners to POSIX signals");
}

static void all_listeners_are_called_in_order(void **state) {
	oriel_listener_id second;
	oriel_posix_signal_listen(SIGUSR1, on_signal, "first", .release = note_drop);
	second = oriel_posix_signal_listen(SIGUSR1, on_signal, "second", .release = note_drop);
	oriel_posix_signal_listen(SIGUSR1, on_signal, "once", .once = true, .release = note_drop);
	oriel_posix_signal_listen(SIGHUP, on_signal, "other");
	assert_int_equal(count_in_census(), 2);
	raise(SIGUSR1);
	oriel_loop_settle(loop);
	assert_order(&order, "first 10, second 10, once 10, drop once");
	oriel_unlisten(second);
	assert_order(&order, "drop second");
	raise(SIGHUP);
	raise(SIGUSR1);
	oriel_loop_settle(loop);
	assert_order(&order, "other 1, first 10");
	io_end_loop();
	assert_order(&order, "drop first");
	assert_true(is_default(SIGUSR1) && is_default(SIGHUP));
}

static bool is_blocked(int posix_signal) {
	sigset_t blocked;
	pthread_sigmask(SIG_SETMASK, NULL, &blocked);
	return sigismember(&blocked, posix_signal) == 1;
}

static void a_blocked_signal_is_delivered_and_blocked_again(void **state) {
	static const int signals[] = { SIGUSR1, SIGTERM, SIGCHLD };
	sigset_t all, old;
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &old);
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++) {
		oriel_listener_id id = oriel_posix_signal_listen(signals[i], on_signal, "a");
		oriel_listener_id other = oriel_posix_signal_listen(signals[i], on_signal, "b");
		kill(getpid(), signals[i]);
		oriel_loop_settle(loop);
		oriel_unlisten(id);
		assert_false(is_blocked(signals[i]));
		oriel_unlisten(other);
		assert_true(is_blocked(signals[i]));
	}
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	assert_order(&order, "a 10, b 10, a 15, b 15, a 17, b 17");
	oriel_unlisten(oriel_posix_signal_listen(SIGUSR1, on_signal, "a"));
	assert_false(is_blocked(SIGUSR1));
}

static void without_listeners_the_default_action_is_restored(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_posix_signal_listen(SIGTERM, on_signal, "a",
		.signal = oriel_abort_controller_signal(controller), .release = note_drop);
	assert_false(is_default(SIGTERM));
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_true(is_default(SIGTERM));
	assert_int_equal(count_in_census(), 0);
	assert_int_equal(oriel_posix_signal_listen(SIGTERM, on_signal, "late",
						.signal = oriel_abort_controller_signal(controller), .release = note_drop),
		0);
	assert_order(&order, "drop a, drop late");
	assert_true(is_default(SIGTERM));
	oriel_abort_controller_destroy(controller);
}

static void the_next_signal_fulfils_a_promise(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	io_note_promise(oriel_posix_signal_next(SIGINT), "first");
	io_note_promise(
		oriel_posix_signal_next(SIGINT, .signal = oriel_abort_controller_signal(controller)),
		"second");
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	raise(SIGINT);
	oriel_loop_settle(loop);
	assert_order(&order, "second AbortError, first ok");
	assert_true(is_default(SIGINT));
	io_note_promise(
		oriel_posix_signal_next(SIGINT, .signal = oriel_abort_controller_signal(controller)),
		"third");
	assert_true(is_default(SIGINT));
	io_note_promise(oriel_posix_signal_next(SIGKILL), "never");
	oriel_loop_settle(loop);
	assert_order(&order, "third AbortError, never TypeError");
	oriel_abort_controller_destroy(controller);
}

static void a_burst_of_signals_is_delivered_once(void **state) {
	oriel_posix_signal_listen(SIGUSR2, on_signal, "a");
	for (int i = 0; i < 5; i++)
		raise(SIGUSR2);
	oriel_loop_settle(loop);
	assert_order(&order, "a 12");
}

static void unlisten_all(int posix_signal, void *data) {
	order_add(&order, "unlisten");
	oriel_unlisten(*(oriel_listener_id *)data);
}

static void a_listener_may_be_removed_in_its_callback(void **state) {
	static oriel_listener_id own, other;
	own = oriel_posix_signal_listen(SIGUSR1, unlisten_all, &own);
	other = oriel_posix_signal_listen(SIGUSR1, on_signal, "other");
	oriel_posix_signal_listen(SIGUSR1, unlisten_all, &other);
	raise(SIGUSR1);
	oriel_loop_settle(loop);
	assert_order(&order, "unlisten, other 10, unlisten");
	raise(SIGUSR1);
	oriel_loop_settle(loop);
	assert_order(&order, "unlisten");
}

static void a_signal_that_cannot_be_caught_is_refused(void **state) {
	expect_log("no program can wait for the POSIX signal 9");
	assert_int_equal(
		oriel_posix_signal_listen(SIGKILL, on_signal, "kill", .release = note_drop), 0);
	expect_log("no program can wait for the POSIX signal 1000");
	assert_int_equal(oriel_posix_signal_listen(1000, on_signal, "none", .release = note_drop), 0);
	expect_log("no program can wait for the POSIX signal 0");
	assert_int_equal(oriel_posix_signal_listen(0, on_signal, "zero", .release = note_drop), 0);
	assert_order(&order, "drop kill, drop none, drop zero");
}

/* ---- Several loops ---- */

static pthread_barrier_t barrier;

static void quit(int posix_signal, void *data) {
	oriel_loop_quit(oriel_loop_current(), posix_signal);
}

static void *run_loop(void *data) {
	oriel_loop *own = oriel_loop_new();
	oriel_posix_signal_listen(SIGUSR1, quit, NULL);
	pthread_barrier_wait(&barrier);
	*(int *)data = oriel_loop_run(own);
	oriel_loop_destroy(own);
	return NULL;
}

static void every_loop_gets_the_signal(void **state) {
	enum { COUNT = 3 };
	pthread_t threads[COUNT];
	int results[COUNT];
	pthread_barrier_init(&barrier, NULL, COUNT + 1);
	oriel_posix_signal_listen(SIGUSR1, on_signal, "main");
	for (int i = 0; i < COUNT; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, run_loop, &results[i]), 0);
	pthread_barrier_wait(&barrier);
	raise(SIGUSR1);
	for (int i = 0; i < COUNT; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(results[i], SIGUSR1);
	}
	oriel_loop_settle(loop);
	assert_order(&order, "main 10");
	pthread_barrier_destroy(&barrier);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, loop_setup, loop_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(all_listeners_are_called_in_order),
		TEST(a_blocked_signal_is_delivered_and_blocked_again),
		TEST(without_listeners_the_default_action_is_restored),
		TEST(the_next_signal_fulfils_a_promise),
		TEST(a_burst_of_signals_is_delivered_once),
		TEST(a_listener_may_be_removed_in_its_callback),
		TEST(a_signal_that_cannot_be_caught_is_refused),
		TEST(every_loop_gets_the_signal));
}
