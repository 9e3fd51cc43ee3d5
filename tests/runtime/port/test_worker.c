/* SPDX-License-Identifier: MIT */
/*
 * Dedicated workers: the order of messages, errors and exits, terminating, and the end of owners.
 * The owner's clock is virtual; running the owner's loop waits for messages of the worker.
 */
#include "async_test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/emitter.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/timer.h>
#include <oriel/runtime/worker.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <sys/prctl.h>

static atomic_int drops;

static int setup(void **state) {
	atomic_store(&drops, 0);
	return loop_setup(state);
}

static int teardown(void **state) {
	assert_int_equal(alive("workers"), 0);
	assert_int_equal(alive("ports"), 0);
	loop_teardown(state);
	assert_order(&order, "");
	return 0;
}

static void count_drop(void *data) {
	atomic_fetch_add(&drops, 1);
}

static struct oriel_payload counted(const char *text) {
	return oriel_owned((void *)text, count_drop);
}

static void on_message(oriel_event *event, void *data) {
	order_add(&order, "%s", (const char *)oriel_event_detail(event).data);
}

static void on_error(oriel_event *event, void *data) {
	const struct oriel_error *error = oriel_event_error(event);
	order_add(&order, "%s: %s", oriel_status_name(error->code), error->message);
	assert_non_null(strstr(error->site, "test_worker.c"));
	oriel_prevent_default(event);
}

static void on_exit(oriel_event *event, void *data) {
	const struct oriel_worker_exit *exit = oriel_event_worker_exit(event);
	order_add(&order, "exit %d%s", exit->status, exit->is_terminated ? " terminated" : "");
	oriel_loop_quit(loop, 0);
}

static void quit_on(oriel_event *event, void *data) {
	oriel_loop_quit(oriel_loop_current(), 0);
}

static void listen(oriel_worker *worker) {
	oriel_listen(worker, "message", on_message, NULL);
	oriel_listen(worker, "error", on_error, NULL);
	oriel_listen(worker, "exit", on_exit, NULL);
}

/* ---- Workers ---- */

static void quit_at_once(const struct oriel_worker_scope *scope, void *data) {
	oriel_loop_quit(scope->loop, 7);
}

static void send_and_fail(const struct oriel_worker_scope *scope, void *data) {
	oriel_port_send(scope->port, counted("first"));
	oriel_report_error(ORIEL_OPERATION_ERROR, "something broke", ORIEL_NO_PAYLOAD);
	oriel_port_send(scope->port, counted("last"));
	oriel_loop_quit(scope->loop, 0);
}

static void prevent(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

static void fail_and_prevent_the_error(const struct oriel_worker_scope *scope, void *data) {
	oriel_listen(oriel_loop_target(scope->loop), "error", prevent, NULL);
	oriel_report_error(ORIEL_OPERATION_ERROR, "something broke", ORIEL_NO_PAYLOAD);
	oriel_loop_quit(scope->loop, 0);
}

static void on_request(oriel_event *event, void *data) {
	const struct oriel_worker_scope *scope = data;
	oriel_port_send(scope->port, oriel_message_take(event));
}

static void echo(const struct oriel_worker_scope *scope, void *data) {
	oriel_listen(scope->port, "message", on_request, (void *)scope);
}

static void on_abort(oriel_event *event, void *data) {
	atomic_fetch_add((atomic_int *)data, 100);
}

static void wait_for_abort(const struct oriel_worker_scope *scope, void *data) {
	oriel_listen(scope->signal, "abort", on_abort, data);
}

static void from_timer(void *data) {
	const struct oriel_worker_scope *scope = data;
	oriel_port_send(scope->port, counted("timer"));
	oriel_loop_quit(scope->loop, 0);
}

static void from_microtask(void *data) {
	const struct oriel_worker_scope *scope = data;
	oriel_port_send(scope->port, counted("microtask"));
}

static void queue_timer_and_microtask(const struct oriel_worker_scope *scope, void *data) {
	oriel_set_timeout(from_timer, (void *)scope, 1);
	oriel_queue_microtask(from_microtask, (void *)scope);
	oriel_port_send(scope->port, counted("function"));
}

/* A worker that is busy until the test opens the door. */
struct door {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	bool has_come, is_open;
};

#define DOOR { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, false, false }

static void stand_at_door(const struct oriel_worker_scope *scope, void *data) {
	struct door *door = data;
	pthread_mutex_lock(&door->mutex);
	door->has_come = true;
	pthread_cond_broadcast(&door->changed);
	while (!door->is_open)
		pthread_cond_wait(&door->changed, &door->mutex);
	pthread_mutex_unlock(&door->mutex);
	if (oriel_worker_is_terminated(scope->worker))
		atomic_fetch_add(&drops, 1000);
}

static void wait_at_door(struct door *door) {
	pthread_mutex_lock(&door->mutex);
	while (!door->has_come)
		pthread_cond_wait(&door->changed, &door->mutex);
	pthread_mutex_unlock(&door->mutex);
}

static void open_door(struct door *door) {
	pthread_mutex_lock(&door->mutex);
	door->is_open = true;
	pthread_cond_broadcast(&door->changed);
	pthread_mutex_unlock(&door->mutex);
}

static void fill_and_fail(const struct oriel_worker_scope *scope, void *data) {
	send_and_fail(scope, NULL);
	stand_at_door(scope, data);
}

/* ---- Tests ---- */

static void a_worker_ends_with_the_status_of_its_loop(void **state) {
	oriel_worker *worker = oriel_worker_new(quit_at_once, &drops, .release = count_drop);
	listen(worker);
	oriel_loop_run(loop);
	assert_order(&order, "exit 7");
	assert_int_equal(drops, 1);
	assert_int_equal(oriel_worker_send(worker, counted("late")), ORIEL_INVALID_STATE_ERROR);
	assert_int_equal(oriel_worker_room(worker), 0);
	oriel_worker_destroy(worker);
}

static void messages_and_errors_arrive_in_order_before_exit(void **state) {
	oriel_worker *worker = oriel_worker_new(send_and_fail, NULL);
	listen(worker);
	oriel_loop_run(loop);
	assert_order(&order, "first, OperationError: something broke, last, exit 0");
	assert_int_equal(drops, 2);
	oriel_worker_destroy(worker);
}

static void an_error_prevented_in_the_worker_stays_there(void **state) {
	oriel_worker *worker = oriel_worker_new(fail_and_prevent_the_error, NULL);
	listen(worker);
	oriel_loop_run(loop);
	assert_order(&order, "exit 0");
	oriel_worker_destroy(worker);
}

static void an_unprevented_error_is_reported_on_the_loop_of_the_owner(void **state) {
	oriel_worker *worker = oriel_worker_new(send_and_fail, NULL);
	oriel_listen(worker, "exit", on_exit, NULL);
	oriel_listen(oriel_loop_target(loop), "error", on_error, NULL);
	oriel_loop_run(loop);
	assert_order(&order, "OperationError: something broke, exit 0");
	oriel_worker_destroy(worker);
}

static void emit_error(const struct oriel_worker_scope *scope, void *data) {
	oriel_emitter *emitter = oriel_emitter_new();
	struct oriel_payload error = oriel_error_new(ORIEL_NETWORK_ERROR, "the line is cut");
	oriel_emitter_emit(emitter, "error", error);
	oriel_emitter_destroy(emitter);
	oriel_loop_quit(scope->loop, 0);
}

static void an_emitter_error_in_a_worker_reaches_the_owner_unchanged(void **state) {
	oriel_worker *worker = oriel_worker_new(emit_error, NULL);
	listen(worker);
	oriel_loop_run(loop);
	assert_order(&order, "NetworkError: the line is cut, exit 0");
	oriel_worker_destroy(worker);

	worker = oriel_worker_new(emit_error, NULL);
	oriel_listen(worker, "exit", on_exit, NULL);
	expect_log("NetworkError: the line is cut");
	oriel_loop_run(loop);
	assert_order(&order, "exit 0");
	oriel_worker_destroy(worker);
}

static void an_error_without_a_receiver_is_logged(void **state) {
	struct door door = DOOR;
	oriel_worker *worker = oriel_worker_new(fill_and_fail, &door, .limit = 1, .name = "full");
	listen(worker);
	expect_log("something broke (in the worker \"full\", whose owner cannot hear it");
	wait_at_door(&door);
	open_door(&door);
	oriel_loop_run(loop);
	assert_order(&order, "first, exit 0");
	oriel_worker_destroy(worker);
}

static void a_worker_replies_to_requests(void **state) {
	oriel_worker *worker = oriel_worker_new(echo, NULL);
	listen(worker);
	oriel_listen(worker, "message", quit_on, NULL);
	assert_int_equal(oriel_worker_send(worker, counted("one")), ORIEL_OK);
	oriel_loop_run(loop);
	assert_int_equal(oriel_worker_send(worker, counted("two")), ORIEL_OK);
	oriel_loop_run(loop);
	assert_order(&order, "one, two");
	oriel_worker_terminate(worker);
	oriel_loop_settle(loop);
	assert_order(&order, "exit 1 terminated");
	assert_int_equal(drops, 2);
	oriel_worker_destroy(worker);
	oriel_loop_advance(loop, 10000);
}

static void the_loop_of_a_worker_has_timers_and_microtasks(void **state) {
	oriel_worker *worker = oriel_worker_new(queue_timer_and_microtask, NULL);
	listen(worker);
	oriel_loop_run(loop);
	assert_order(&order, "function, microtask, timer, exit 0");
	oriel_worker_destroy(worker);
}

static void terminating_aborts_the_signal_of_the_worker(void **state) {
	struct door door = DOOR;
	oriel_worker *worker = oriel_worker_new(wait_for_abort, &drops);
	listen(worker);
	/* Its answer shows that the worker has begun. */
	oriel_worker *other = oriel_worker_new(stand_at_door, &door);
	wait_at_door(&door);
	open_door(&door);
	oriel_worker_terminate(worker);
	assert_true(oriel_worker_is_terminated(worker));
	oriel_worker_terminate(worker);
	oriel_worker_destroy(other);
	oriel_loop_settle(loop);
	assert_order(&order, "exit 1 terminated");
	assert_true(drops % 1000 == 0 || drops % 1000 == 100);
	oriel_worker_destroy(worker);
}

static void answer_and_wait(const struct oriel_worker_scope *scope, void *data) {
	wait_for_abort(scope, data);
	oriel_port_send(scope->port, counted("ready"));
}

static void a_running_worker_sees_its_abort(void **state) {
	oriel_worker *worker = oriel_worker_new(answer_and_wait, &drops);
	listen(worker);
	oriel_listen(worker, "message", quit_on, NULL);
	oriel_loop_run(loop);
	oriel_worker_terminate(worker);
	oriel_loop_settle(loop);
	assert_order(&order, "ready, exit 1 terminated");
	assert_int_equal(drops, 101);
	oriel_worker_destroy(worker);
}

static void messages_of_a_terminated_worker_are_not_delivered(void **state) {
	struct door door = DOOR;
	oriel_worker *worker = oriel_worker_new(stand_at_door, &door);
	listen(worker);
	wait_at_door(&door);
	oriel_worker_send(worker, counted("unread"));
	oriel_worker_terminate(worker);
	assert_int_equal(oriel_worker_send(worker, counted("late")), ORIEL_INVALID_STATE_ERROR);
	open_door(&door);
	oriel_loop_settle(loop);
	assert_order(&order, "exit 1 terminated");
	assert_int_equal(drops, 1002);
	oriel_worker_destroy(worker);
}

static void pass_door(void *data) {
	struct door *door = data;
	pthread_mutex_lock(&door->mutex);
	door->has_come = true;
	pthread_cond_broadcast(&door->changed);
	while (!door->is_open)
		pthread_cond_wait(&door->changed, &door->mutex);
	pthread_mutex_unlock(&door->mutex);
}

static const char *timer_site;

static void set_timer_to_door(const struct oriel_worker_scope *scope, void *data) {
	const struct oriel_timer_options options = { .size = sizeof(options) };
	oriel_set_timeout_at(timer_site, pass_door, data, 0, &options);
}

static void a_report_names_the_callback_that_a_worker_runs(void **state) {
	struct door door = DOOR;
	timer_site = "stubborn.c:7";
	oriel_worker *worker = oriel_worker_new(
		set_timer_to_door, &door, .name = "stubborn", .terminate_ms = 20);
	wait_at_door(&door);
	expect_log(ORIEL_SITES ? "its last callback was queued at stubborn.c:7: let the callback" :
							"its last callback was queued at its beginning");
	oriel_worker_destroy(worker);
	oriel_loop_advance(loop, 20);
	open_door(&door);
	oriel_loop_settle(loop);
}

static void an_unresponsive_worker_is_reported_once(void **state) {
	struct door door = DOOR;
	oriel_worker *worker = oriel_worker_new(
		stand_at_door, &door, .name = "stubborn", .terminate_ms = 20);
	listen(worker);
	wait_at_door(&door);
	expect_log("the worker \"stubborn\" has not ended 20 ms after it was terminated; its last "
			"callback was queued at its beginning");
	oriel_worker_terminate(worker);
	oriel_loop_advance(loop, 19);
	oriel_loop_advance(loop, 10000);
	open_door(&door);
	oriel_loop_settle(loop);
	assert_order(&order, "exit 1 terminated");
	oriel_worker_destroy(worker);
}

static void busy_for_a_moment(const struct oriel_worker_scope *scope, void *data) {
	const struct timespec moment = { 0, 2000000 };
	(void)scope;
	nanosleep(data != NULL ? data : &moment, NULL);
}

/* Virtual time advances at once, possibly before the worker's thread has begun. */
static void virtual_time_does_not_make_a_worker_overdue(void **state) {
	static struct timespec none;
	for (int i = 0; i < 20; i++) {
		oriel_worker *worker = oriel_worker_new(busy_for_a_moment, i % 2 == 0 ? NULL : &none);
		if (i % 4 < 2)
			oriel_worker_destroy(worker);
		else
			oriel_worker_terminate(worker);
		oriel_loop_advance(loop, 10000);
		oriel_loop_advance(loop, 1e7);
		if (i % 4 >= 2)
			oriel_worker_destroy(worker);
	}
	oriel_loop_settle(loop);
}

static void open_door_on_log(enum oriel_log_level level, const char *message, void *data) {
	assert_non_null(strstr(
		message, "oriel_loop_destroy: waits: the worker \"stubborn\" has not ended 1 ms after"));
	open_door(data);
}

static void the_end_of_the_loop_names_the_worker_that_it_waits_for(void **state) {
	struct door door = DOOR;
	oriel_worker_new(stand_at_door, &door, .name = "stubborn", .terminate_ms = 1);
	wait_at_door(&door);
	/* only a report opens the door; this test is the last, because the hook stays installed */
	oriel_set_log_hook(open_door_on_log, &door);
	oriel_loop_destroy(loop);
	setup(state);
}

static void an_abort_terminates_the_worker(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_worker *worker = oriel_worker_new(
		echo, NULL, .signal = oriel_abort_controller_signal(controller));
	listen(worker);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_loop_settle(loop);
	assert_order(&order, "exit 1 terminated");
	assert_null(oriel_worker_new(
		echo, NULL, .signal = oriel_abort_controller_signal(controller), .release = count_drop));
	assert_int_equal(drops, 1);
	oriel_worker_destroy(worker);
	oriel_abort_controller_destroy(controller);
}

static void destroy_in_listener(oriel_event *event, void *data) {
	on_message(event, data);
	oriel_worker_destroy(oriel_worker_try_from_target(oriel_event_target(event)));
	oriel_loop_quit(loop, 0);
}

static void a_listener_destroys_its_worker(void **state) {
	oriel_worker *worker = oriel_worker_new(send_and_fail, NULL);
	oriel_listen(worker, "message", destroy_in_listener, NULL);
	oriel_listen(worker, "exit", on_exit, NULL);
	oriel_listen(worker, "error", on_error, NULL);
	/* The error is released undelivered, whether or not it has arrived by then. */
	expect_log("whose owner cannot hear it");
	oriel_loop_run(loop);
	oriel_loop_settle(loop);
	assert_order(&order, "first");
}

static void destroy_in_exit(oriel_event *event, void *data) {
	on_exit(event, data);
	oriel_worker_destroy(oriel_worker_try_from_target(oriel_event_target(event)));
}

static void an_exit_listener_destroys_its_worker(void **state) {
	oriel_worker *worker = oriel_worker_new(quit_at_once, NULL);
	oriel_listen(worker, "exit", destroy_in_exit, NULL);
	oriel_loop_run(loop);
	assert_order(&order, "exit 7");
}

static void destroying_a_worker_neither_blocks_nor_fires_events(void **state) {
	oriel_worker *worker = oriel_worker_new(echo, &drops, .release = count_drop);
	listen(worker);
	oriel_worker_destroy(worker);
	oriel_loop_settle(loop);
	assert_int_equal(drops, 1);
}

static void the_end_of_the_loop_ends_its_workers(void **state) {
	oriel_worker *worker = oriel_worker_new(echo, &drops, .release = count_drop);
	oriel_worker_send(worker, counted("one"));
	oriel_loop_destroy(loop);
	assert_int_equal(drops, 2);
	setup(state);
}

/* A nested worker sends a port to itself up to the owner. */
static void on_child_message(oriel_event *event, void *data) {
	const struct oriel_worker_scope *scope = data;
	oriel_port_send(scope->port, oriel_message_take(event));
}

static void grandchild(const struct oriel_worker_scope *scope, void *data) {
	oriel_port *ports[2];
	oriel_channel_new(ports);
	oriel_port_send(scope->port, oriel_detached_port_payload(oriel_port_detach(ports[0])));
	oriel_port_send(ports[1], counted("from a grandchild"));
	oriel_port_unref(ports[1]);
}

static void child(const struct oriel_worker_scope *scope, void *data) {
	oriel_worker *worker = oriel_worker_new(grandchild, NULL);
	oriel_listen(worker, "message", on_child_message, (void *)scope);
}

static void on_port(oriel_event *event, void *data) {
	oriel_port *port = oriel_message_port(event);
	assert_non_null(port);
	oriel_listen(port, "message", on_message, NULL);
	oriel_listen(port, "close", quit_on, NULL);
	oriel_port_start(port);
	*(oriel_port **)data = port;
}

static void workers_nest_and_ports_pass_through_them(void **state) {
	oriel_port *port = NULL;
	oriel_worker *worker = oriel_worker_new(child, NULL);
	oriel_listen(worker, "message", on_port, &port);
	oriel_loop_run(loop);
	assert_order(&order, "from a grandchild");
	oriel_port_unref(port);
	oriel_worker_destroy(worker);
	oriel_loop_settle(loop);
	assert_int_equal(drops, 1);
}

/* Two workers pass a ball to each other. The worker that has caught it ten times notifies the
 * owner. */
static void on_ball(oriel_event *event, void *data) {
	const struct oriel_worker_scope *scope = data;
	struct oriel_payload ball = oriel_message_take(event);
	int *catches = ball.data;
	if (++*catches < 10) {
		oriel_port_send(oriel_port_try_from_target(oriel_event_target(event)), ball);
		return;
	}
	ball.release(ball.data);
	oriel_port_send(scope->port, counted("ten"));
}

static void drop_port(void *data) {
	oriel_port_unref(data);
}

static void join_game(oriel_event *event, void *data) {
	oriel_port *port = oriel_message_port(event);
	oriel_listen(port, "message", on_ball, data);
	/* runs with the end of the worker's loop */
	oriel_listen(port, "close", quit_on, port, .release = drop_port);
	oriel_port_start(port);
}

static void play(const struct oriel_worker_scope *scope, void *data) {
	oriel_listen(scope->port, "message", join_game, (void *)scope);
}

static void two_workers_communicate_without_their_owner(void **state) {
	oriel_port *ports[2];
	int *ball = calloc(1, sizeof(*ball));
	oriel_worker *workers[2];
	oriel_channel_new(ports);
	oriel_port_send(ports[0], oriel_owned(ball, free));
	for (int i = 0; i < 2; i++) {
		workers[i] = oriel_worker_new(play, NULL);
		listen(workers[i]);
		oriel_listen(workers[i], "message", quit_on, NULL);
		assert_int_equal(
			oriel_worker_send(workers[i], oriel_detached_port_payload(oriel_port_detach(ports[i]))),
			ORIEL_OK);
	}
	oriel_loop_run(loop);
	assert_order(&order, "ten");
	oriel_worker_destroy(workers[0]); /* its port closes, so the other worker quits */
	oriel_loop_run(loop);
	assert_order(&order, "exit 0");
	oriel_worker_destroy(workers[1]);
	oriel_loop_settle(loop);
}

static void send_thread(const struct oriel_worker_scope *scope, void *data) {
	sigset_t mask;
	pthread_sigmask(SIG_SETMASK, NULL, &mask);
	char name[16];
	prctl(PR_GET_NAME, name);
	assert_string_equal(name, "a worker whose ");
	atomic_store(&drops, sigismember(&mask, SIGTERM) + sigismember(&mask, SIGCHLD));
	oriel_loop_quit(scope->loop, 0);
}

static void the_thread_of_a_worker_has_its_name_and_blocks_signals(void **state) {
	oriel_worker *worker = oriel_worker_new(
		send_thread, NULL, .name = "a worker whose name is long");
	listen(worker);
	oriel_loop_run(loop);
	assert_order(&order, "exit 0");
	assert_int_equal(drops, 2);
	oriel_worker_destroy(worker);
}

static void many_workers_are_created_and_destroyed(void **state) {
	for (int i = 0; i < 50; i++) {
		oriel_worker *worker = oriel_worker_new(
			i % 2 == 0 ? echo : quit_at_once, &drops, .release = count_drop);
		oriel_worker_send(worker, counted("x"));
		oriel_worker_destroy(worker);
	}
	oriel_loop_settle(loop);
	assert_int_equal(drops, 100);
}

static void wrong_calls_are_reported(void **state) {
	assert_breaks("fn is NULL", oriel_worker_new(NULL, NULL));
	assert_breaks("worker is NULL", oriel_worker_terminate(NULL));
	oriel_worker_destroy(NULL);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_worker_ends_with_the_status_of_its_loop),
		TEST(messages_and_errors_arrive_in_order_before_exit),
		TEST(an_error_prevented_in_the_worker_stays_there),
		TEST(an_unprevented_error_is_reported_on_the_loop_of_the_owner),
		TEST(an_emitter_error_in_a_worker_reaches_the_owner_unchanged),
		TEST(an_error_without_a_receiver_is_logged),
		TEST(a_worker_replies_to_requests),
		TEST(the_loop_of_a_worker_has_timers_and_microtasks),
		TEST(terminating_aborts_the_signal_of_the_worker),
		TEST(a_running_worker_sees_its_abort),
		TEST(messages_of_a_terminated_worker_are_not_delivered),
		TEST(a_report_names_the_callback_that_a_worker_runs),
		TEST(an_unresponsive_worker_is_reported_once),
		TEST(virtual_time_does_not_make_a_worker_overdue),
		TEST(an_abort_terminates_the_worker),
		TEST(a_listener_destroys_its_worker),
		TEST(an_exit_listener_destroys_its_worker),
		TEST(destroying_a_worker_neither_blocks_nor_fires_events),
		TEST(the_end_of_the_loop_ends_its_workers),
		TEST(workers_nest_and_ports_pass_through_them),
		TEST(two_workers_communicate_without_their_owner),
		TEST(the_thread_of_a_worker_has_its_name_and_blocks_signals),
		TEST(many_workers_are_created_and_destroyed),
		TEST(wrong_calls_are_reported),
		TEST(the_end_of_the_loop_names_the_worker_that_it_waits_for));
}
