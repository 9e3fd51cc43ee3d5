/* SPDX-License-Identifier: MIT */
/*
 * Ends of queues: close, abort, the last reference and the loop's end, each with waits, with
 * values, and inside callbacks of the queue.
 */
#include "queue_test.h"

static oriel_queue *queue;

/* ---- Close ---- */

static void values_of_a_closed_queue_can_still_be_taken(void **state) {
	struct consumer consumer = { oriel_queue_new(), "c" };
	put(consumer.queue, "a", ORIEL_OK);
	put(consumer.queue, "b", ORIEL_OK);
	oriel_queue_close(consumer.queue, NULL);
	put(consumer.queue, "c", ORIEL_INVALID_STATE_ERROR);
	assert_false(oriel_queue_is_over(consumer.queue));
	assert_order(&order, "drop c");
	in_callback(consume(&consumer));
	assert_order(&order, "c: a, drop a, c: b, drop b, c: OK nothing");
	assert_true(oriel_queue_is_over(consumer.queue));
	oriel_queue_unref(consumer.queue);
}

static void close_with_a_reason_ends_the_loop_with_its_status(void **state) {
	queue = oriel_queue_new();
	struct consumer a = { queue, "a" }, b = { queue, "b" };
	struct oriel_payload error = oriel_error_new(ORIEL_NETWORK_ERROR, "the line is cut"), other =
		owned("why"), reason;
	in_callback(consume(&a));
	in_callback(oriel_queue_close(queue, &error); oriel_queue_close(queue, &other);
		order_add(&order, "host"));
	assert_order(&order, "host, drop why, a: NetworkError NetworkError");
	in_callback(consume(&b));
	assert_order(&order, "b: NetworkError NetworkError");
	assert_int_equal(oriel_queue_status(queue, &reason), ORIEL_NETWORK_ERROR);
	assert_string_equal(oriel_error_try_from_payload(reason)->message, "the line is cut");
	oriel_queue_unref(queue);
}

static void a_reason_that_is_no_error_counts_as_a_failure(void **state) {
	struct consumer consumer = { oriel_queue_new(), "c" };
	struct oriel_payload reason = owned("why");
	oriel_queue_close(consumer.queue, &reason);
	in_callback(consume(&consumer));
	assert_order(&order, "c: OperationError why");
	oriel_queue_unref(consumer.queue);
	assert_order(&order, "drop why");
}

static void close_wakes_consumers_beyond_the_last_value(void **state) {
	queue = oriel_queue_new();
	struct consumer a = { queue, "a" }, b = { queue, "b" };
	in_callback(consume(&a); consume(&b));
	in_callback(put(queue, "1", ORIEL_OK); oriel_queue_close(queue, NULL));
	assert_order(&order, "a: 1, drop 1, b: OK nothing, a: OK nothing");
	oriel_queue_unref(queue);
}

static void close_rejects_waits_for_room(void **state) {
	queue = oriel_queue_new(.limit = 1);
	put(queue, "a", ORIEL_OK);
	watch(oriel_queue_room(queue), "room");
	in_callback(oriel_queue_close(queue, NULL));
	assert_order(&order, "room: rejected InvalidStateError");
	watch(oriel_queue_room(queue), "later");
	settle();
	assert_order(&order, "later: rejected InvalidStateError");
	oriel_queue_unref(queue);
	assert_order(&order, "drop a");
}

/* ---- Abort ---- */

static void abort_releases_values_and_ends_waits(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	struct oriel_payload why = text("why");
	queue = oriel_queue_new(.limit = 2, .signal = oriel_abort_controller_signal(controller));
	put(queue, "a", ORIEL_OK);
	put(queue, "b", ORIEL_OK);
	watch(oriel_queue_room(queue), "room");
	in_callback(oriel_abort(controller, why); order_add(&order, "host"));
	assert_order(&order, "host, drop a, drop b, room: rejected AbortError");
	put(queue, "c", ORIEL_ABORT_ERROR);
	assert_order(&order, "drop c");
	watch(oriel_queue_room(queue), "room");
	watch(oriel_queue_ready(queue), "ready");
	settle();
	assert_order(&order, "room: rejected AbortError, ready: nothing");
	struct consumer consumer = { queue, "c" };
	in_callback(consume(&consumer));
	assert_order(&order, "c: AbortError why");
	oriel_queue_unref(queue);
	oriel_abort_controller_destroy(controller);
}

static void abort_ends_a_consumer_that_waits(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	queue = oriel_queue_new(.signal = oriel_abort_controller_signal(controller));
	struct consumer consumer = { queue, "c" };
	in_callback(consume(&consumer));
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD));
	assert_order(&order, "c: AbortError AbortError");
	oriel_queue_unref(queue);
	oriel_abort_controller_destroy(controller);
}

static void abort_of_a_closed_queue_releases_the_rest(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	struct oriel_payload reason = owned("why");
	queue = oriel_queue_new(.signal = oriel_abort_controller_signal(controller));
	put(queue, "a", ORIEL_OK);
	oriel_queue_close(queue, &reason);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_order(&order, "drop why, drop a");
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_ABORT_ERROR);
	oriel_queue_unref(queue);
	oriel_abort_controller_destroy(controller);
}

static void abort_of_a_queue_that_is_over_changes_nothing(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	queue = oriel_queue_new(.signal = oriel_abort_controller_signal(controller));
	oriel_queue_close(queue, NULL);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_OK);
	oriel_queue_unref(queue);
	queue = oriel_queue_new(.signal = oriel_abort_controller_signal(controller));
	assert_true(oriel_queue_is_over(queue));
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_ABORT_ERROR);
	oriel_queue_unref(queue);
	oriel_abort_controller_destroy(controller);
}

/* ---- References ---- */

static void the_last_reference_ends_a_consumer_that_waits(void **state) {
	struct consumer consumer = { oriel_queue_new(), "c" };
	oriel_queue_ref(consumer.queue);
	in_callback(consume(&consumer));
	oriel_queue_unref(consumer.queue);
	settle();
	assert_order(&order, "");
	oriel_queue_unref(consumer.queue);
	settle();
	assert_order(&order, "c: AbortError nothing");
}

static void drop_that_gives_up_the_queue(void *data) {
	order_add(&order, "last");
	oriel_queue_unref(data);
}

static void a_drop_may_give_up_its_own_queue(void **state) {
	queue = oriel_queue_new(.limit = 1, .policy = ORIEL_QUEUE_POLICY_DROP_OLDEST);
	put(queue, "a", ORIEL_OK);
	oriel_queue_put(queue, oriel_owned(queue, drop_that_gives_up_the_queue));
	put(queue, "b", ORIEL_OK);
	assert_order(&order, "drop a, last, drop b");
}

static struct oriel_completion end_in_its_own_loop(void *data) {
	struct oriel_item item = { 0 };
	while (oriel_queue_next(queue, &item)) {
		order_add(&order, "%s", text_of(item.value));
		oriel_abort(data, ORIEL_NO_PAYLOAD);
	}
	order_add(&order, "%s", oriel_status_name(item.status));
	return ORIEL_COMPLETE;
}

static void a_consumer_may_end_its_own_queue(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	queue = oriel_queue_new(.signal = oriel_abort_controller_signal(controller));
	put(queue, "a", ORIEL_OK);
	put(queue, "b", ORIEL_OK);
	in_callback(oriel_promise_unref(oriel_async(end_in_its_own_loop, controller)));
	assert_order(&order, "a, drop a, drop b, AbortError");
	oriel_queue_unref(queue);
	oriel_abort_controller_destroy(controller);
}

/* ---- The loop's end ---- */

static struct oriel_completion put_at_the_end(void *data) {
	struct oriel_item item = { 0 };
	assert_false(oriel_queue_next(data, &item));
	order_add(&order, "%s", oriel_status_name(item.status));
	put(data, "late", ORIEL_OK);
	oriel_queue *other = oriel_queue_new();
	assert_true(oriel_queue_is_over(other));
	oriel_queue_unref(other);
	return ORIEL_COMPLETE;
}

static void the_end_of_the_loop_ends_its_queues(void **state) {
	queue = oriel_queue_new();
	oriel_queue *drained = oriel_queue_new();
	put(queue, "a", ORIEL_OK);
	in_callback(oriel_promise_unref(oriel_async(put_at_the_end, drained)));
	oriel_loop_destroy(loop);
	loop = NULL;
	assert_order(&order, "AbortError, drop late, drop a");
	put(queue, "b", ORIEL_ABORT_ERROR);
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_ABORT_ERROR);
	oriel_queue_unref(queue);
	oriel_queue_unref(drained);
	assert_order(&order, "drop b");
}

int main(void) {
	return RUN_TESTS(
		on_loop(values_of_a_closed_queue_can_still_be_taken),
		on_loop(close_with_a_reason_ends_the_loop_with_its_status),
		on_loop(a_reason_that_is_no_error_counts_as_a_failure),
		on_loop(close_wakes_consumers_beyond_the_last_value),
		on_loop(close_rejects_waits_for_room),
		on_loop(abort_releases_values_and_ends_waits),
		on_loop(abort_ends_a_consumer_that_waits),
		on_loop(abort_of_a_closed_queue_releases_the_rest),
		on_loop(abort_of_a_queue_that_is_over_changes_nothing),
		on_loop(the_last_reference_ends_a_consumer_that_waits),
		on_loop(a_drop_may_give_up_its_own_queue),
		on_loop(a_consumer_may_end_its_own_queue),
		cmocka_unit_test_setup_teardown(the_end_of_the_loop_ends_its_queues, loop_setup,
			loop_teardown));
}
