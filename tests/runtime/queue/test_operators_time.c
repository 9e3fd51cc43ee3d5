/* SPDX-License-Identifier: MIT */
/*
 * Operators of time, and latest: when values pass, and what the ends of a queue do to what is kept
 * or in flight.
 */
#include "queue_test.h"

#include <oriel/runtime/operators.h>
#include <oriel/runtime/queue_source.h>

#include <string.h>

static oriel_queue *queue;

static void begin_consumer(void) {
	static struct consumer consumer;
	consumer = (struct consumer){ queue, "c" };
	in_callback(consume(&consumer));
}

/* ---- Throttle ---- */

static void throttle_passes_the_first_and_the_newest_of_each_interval(void **state) {
	queue = oriel_queue_throttle(oriel_queue_new(), 100);
	begin_consumer();
	put(queue, "a", ORIEL_OK);
	checkpoint();
	assert_order(&order, "c: a, drop a");
	advance(30);
	put(queue, "b", ORIEL_OK);
	advance(30);
	put(queue, "c", ORIEL_OK);
	assert_order(&order, "drop b");
	advance(39);
	assert_order(&order, "");
	advance(1);
	assert_order(&order, "c: c, drop c");
	advance(50);
	put(queue, "d", ORIEL_OK);
	advance(50);
	assert_order(&order, "c: d, drop d");
	advance(100);
	put(queue, "e", ORIEL_OK);
	put(queue, "f", ORIEL_OK);
	in_callback(oriel_queue_close(queue, NULL));
	assert_order(&order, "c: e, drop e, c: f, drop f, c: OK nothing");
	assert_int_equal(alive("timers"), 0);
	oriel_queue_unref(queue);
}

static void an_abort_releases_what_throttle_keeps(void **state) {
	queue = oriel_queue_throttle(oriel_queue_new(), 100);
	put(queue, "a", ORIEL_OK);
	put(queue, "b", ORIEL_OK);
	oriel_queue_unref(queue);
	assert_order(&order, "drop a, drop b");
	assert_int_equal(alive("timers"), 0);
}

/* ---- Timeout ---- */

static void timeout_closes_a_queue_in_which_nothing_comes(void **state) {
	queue = oriel_queue_timeout(oriel_queue_new(), 100);
	begin_consumer();
	advance(60);
	put(queue, "a", ORIEL_OK);
	advance(60);
	put(queue, "b", ORIEL_OK);
	advance(99);
	assert_order(&order, "c: a, drop a, c: b, drop b");
	advance(1);
	assert_order(&order, "c: TimeoutError TimeoutError");
	assert_int_equal(oriel_queue_put(queue, text("c")), ORIEL_INVALID_STATE_ERROR);
	assert_int_equal(alive("timers"), 0);
	oriel_queue_unref(queue);
}

static void timeout_ends_its_source_and_with_its_queue(void **state) {
	queue = oriel_queue_timeout(oriel_queue_new_ticks(100), 10);
	advance(10);
	assert_int_equal(alive("timers"), 0);
	oriel_queue_unref(queue);
	queue = oriel_queue_timeout(oriel_queue_new(), 10);
	oriel_queue_close(queue, NULL);
	assert_int_equal(alive("timers"), 0);
	queue = oriel_queue_timeout(queue, 10);
	assert_int_equal(alive("timers"), 0);
	oriel_queue_unref(queue);
}

/* ---- Latest ---- */

static oriel_resolver *resolvers[4];
static oriel_abort_signal *signals[4];
static unsigned begun;

static oriel_promise *begin(struct oriel_payload value, oriel_abort_signal *signal, void *data) {
	order_add(&order, "begin %s", text_of(value));
	oriel_payload_unref(value);
	(void)data;
	signals[begun] = oriel_abort_signal_ref(signal);
	return oriel_promise_new(&resolvers[begun++]);
}

static void note_data_drop(void *name) {
	order_add(&order, "data of %s", (const char *)name);
}

static void set_up_latest(oriel_abort_signal *signal) {
	begun = 0;
	queue = oriel_queue_latest(oriel_queue_new(.signal = signal), begin, (void *)"latest",
		.release = note_data_drop);
	begin_consumer();
}

static void give_up_resolvers(void) {
	while (begun > 0) {
		oriel_resolver_unref(resolvers[--begun]);
		oriel_abort_signal_unref(signals[begun]);
	}
}

static void latest_passes_the_result_of_the_newest_value(void **state) {
	set_up_latest(NULL);
	put(queue, "a", ORIEL_OK);
	put(queue, "b", ORIEL_OK);
	checkpoint();
	assert_order(&order, "begin a, drop a, begin b, drop b");
	assert_true(oriel_abort_signal_is_aborted(signals[0]));
	assert_false(oriel_abort_signal_is_aborted(signals[1]));
	in_callback(oriel_resolve(resolvers[0], owned("old")));
	assert_order(&order, "drop old");
	in_callback(oriel_resolve(resolvers[1], text("new")));
	assert_order(&order, "c: new");
	put(queue, "c", ORIEL_OK);
	in_callback(oriel_queue_close(queue, NULL); order_add(&order, "host"));
	assert_order(&order, "begin c, drop c, host");
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_OK);
	put(queue, "d", ORIEL_INVALID_STATE_ERROR);
	assert_order(&order, "drop d");
	in_callback(oriel_resolve(resolvers[2], text("last")));
	assert_order(&order, "data of latest, c: last, c: OK nothing");
	give_up_resolvers();
	oriel_queue_unref(queue);
}

static void a_failure_of_the_newest_closes_the_queue(void **state) {
	set_up_latest(NULL);
	put(queue, "a", ORIEL_OK);
	put(queue, "b", ORIEL_OK);
	in_callback(oriel_reject(resolvers[0], text("of old")));
	in_callback(oriel_reject(resolvers[1], text("why")));
	assert_order(&order, "begin a, drop a, begin b, drop b, data of latest, "
		"c: OperationError why");
	give_up_resolvers();
	oriel_queue_unref(queue);
	set_up_latest(NULL);
	put(queue, "c", ORIEL_OK);
	in_callback(oriel_queue_close(queue, NULL));
	in_callback(oriel_reject(resolvers[0], text("late")));
	assert_order(&order, "begin c, drop c, data of latest, c: OperationError late");
	give_up_resolvers();
	oriel_queue_unref(queue);
}

static void a_reason_of_the_close_comes_after_the_result_in_flight(void **state) {
	struct oriel_payload reason = text("closed");
	set_up_latest(NULL);
	put(queue, "a", ORIEL_OK);
	in_callback(oriel_queue_close(queue, &reason));
	in_callback(oriel_resolve(resolvers[0], text("result")));
	assert_order(&order, "begin a, drop a, data of latest, c: result, c: OperationError closed");
	give_up_resolvers();
	oriel_queue_unref(queue);
}

static void an_abort_aborts_the_operation_in_flight(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	set_up_latest(oriel_abort_controller_signal(controller));
	put(queue, "a", ORIEL_OK);
	in_callback(oriel_queue_close(queue, NULL));
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD); order_add(&order, "host"));
	assert_order(&order, "begin a, drop a, host, data of latest, c: AbortError AbortError");
	assert_true(oriel_abort_signal_is_aborted(signals[0]));
	in_callback(oriel_resolve(resolvers[0], owned("late")));
	assert_order(&order, "drop late");
	give_up_resolvers();
	oriel_queue_unref(queue);
	oriel_abort_controller_destroy(controller);
}

static void an_operation_without_a_result_ends_when_it_is_lost(void **state) {
	set_up_latest(NULL);
	put(queue, "a", ORIEL_OK);
	in_callback(oriel_queue_close(queue, NULL));
	assert_order(&order, "begin a, drop a");
	give_up_resolvers();
	checkpoint();
	assert_order(&order, "data of latest, c: OK nothing");
	oriel_queue_unref(queue);
}

static void the_close_waits_with_operators_behind_latest(void **state) {
	set_up_latest(NULL);
	queue = oriel_queue_debounce(queue, 50);
	put(queue, "a", ORIEL_OK);
	in_callback(oriel_queue_close(queue, NULL));
	in_callback(oriel_resolve(resolvers[0], text("result")));
	assert_order(&order, "begin a, drop a, data of latest, c: result, c: OK nothing");
	give_up_resolvers();
	oriel_queue_unref(queue);
}

static void the_end_of_the_loop_aborts_what_is_in_flight(void **state) {
	begun = 0;
	queue = oriel_queue_latest(oriel_queue_new(), begin, (void *)"latest", .release =
		note_data_drop);
	put(queue, "a", ORIEL_OK);
	oriel_loop_destroy(loop);
	loop = NULL;
	assert_order(&order, "begin a, drop a, data of latest");
	give_up_resolvers();
	oriel_queue_unref(queue);
}

int main(void) {
	return RUN_TESTS(
		on_loop(throttle_passes_the_first_and_the_newest_of_each_interval),
		on_loop(an_abort_releases_what_throttle_keeps),
		on_loop(timeout_closes_a_queue_in_which_nothing_comes),
		on_loop(timeout_ends_its_source_and_with_its_queue),
		on_loop(latest_passes_the_result_of_the_newest_value),
		on_loop(a_failure_of_the_newest_closes_the_queue),
		on_loop(a_reason_of_the_close_comes_after_the_result_in_flight),
		on_loop(an_abort_aborts_the_operation_in_flight),
		on_loop(an_operation_without_a_result_ends_when_it_is_lost),
		on_loop(the_close_waits_with_operators_behind_latest),
		cmocka_unit_test_setup_teardown(the_end_of_the_loop_aborts_what_is_in_flight,
			loop_setup, loop_teardown),
	);
}
