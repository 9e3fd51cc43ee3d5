/* SPDX-License-Identifier: MIT */
/*
 * Queues of events, of an emitter's notices, of ticks and of a port's messages: what they hold,
 * their bounds, and how they end.
 */
#include "queue_test.h"

#include <oriel/runtime/bytes.h>
#include <oriel/runtime/emitter.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/port.h>
#include <oriel/runtime/queue_source.h>
#include <oriel/runtime/target.h>

static oriel_target *target;
static oriel_queue *queue;

static int target_setup(void **state) {
	int result = loop_setup(state);
	target = oriel_target_new(NULL, NULL);
	return result;
}

static int target_teardown(void **state) {
	oriel_target_destroy(target);
	assert_int_equal(alive("listeners"), 0);
	assert_int_equal(alive("events"), 0);
	return queue_teardown(state);
}

#define on_target(test) cmocka_unit_test_setup_teardown(test, target_setup, target_teardown)

/* ---- Events ---- */

static struct oriel_completion note_events(void *data) {
	struct oriel_item item = { 0 };
	while (oriel_queue_next(data, &item))
		order_add(&order, "%s %s", oriel_event_type(item.value.data),
			text_of(oriel_event_detail(item.value.data)));
	order_add(&order, "%s", oriel_status_name(item.status));
	return ORIEL_COMPLETE;
}

static void begin_noting(void) {
	oriel_promise_unref(oriel_async(note_events, queue));
}

static void fire(const char *detail) {
	oriel_fire(target, "say", .cancelable = true, .detail = owned(detail));
}

static void events_come_in_order_and_are_held(void **state) {
	queue = oriel_queue_new_events(target, "say");
	in_callback(fire("a"); fire("b"); order_add(&order, "fired"));
	assert_order(&order, "fired");
	in_callback(begin_noting());
	assert_order(&order, "say a, drop a, say b, drop b");
	in_callback(fire("c"));
	assert_order(&order, "say c, drop c");
	oriel_queue_unref(queue);
	settle();
	assert_order(&order, "AbortError");
	fire("d");
	assert_order(&order, "drop d");
}

static bool accept_b(oriel_event *event, void *data) {
	bool is_b = *(const char *)oriel_event_detail(event).data == 'b';
	order_add(&order, "%s?", text_of(oriel_event_detail(event)));
	if (is_b)
		oriel_prevent_default(event);
	return is_b && data == &queue;
}

static void accept_decides_during_the_dispatch(void **state) {
	queue = oriel_queue_new_events(target, "say", .accept = accept_b, .data = &queue);
	assert_true(oriel_fire(target, "say", .cancelable = true, .detail = text("a")));
	assert_false(oriel_fire(target, "say", .cancelable = true, .detail = text("b")));
	assert_order(&order, "a?, b?");
	assert_int_equal(oriel_queue_count(queue), 1);
	oriel_queue_unref(queue);
}

static bool accept_and_end(oriel_event *event, void *data) {
	oriel_queue_unref(queue);
	return true;
}

static void accept_may_end_the_queue(void **state) {
	queue = oriel_queue_new_events(target, "say", .accept = accept_and_end);
	fire("a");
	fire("b");
	assert_order(&order, "drop a, drop b");
}

static void events_beyond_the_limit_close_the_queue(void **state) {
	struct oriel_payload reason;
	queue = oriel_queue_new_events(target, "say", .limit = 2);
	in_callback(fire("a"); fire("b"); fire("c"); fire("d"));
	assert_order(&order, "drop d, drop c");
	assert_int_equal(oriel_queue_status(queue, &reason), ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_non_null(strstr(oriel_error_try_from_payload(reason)->message,
		"more than 2 values wait in the queue from"));
	assert_non_null(strstr(oriel_error_try_from_payload(reason)->message, "test_queue_source.c"));
	assert_int_equal(alive("listeners"), 0);
	in_callback(begin_noting());
	assert_order(&order, "say a, drop a, say b, drop b, QuotaExceededError");
	oriel_queue_unref(queue);
}

static void events_obey_the_policies(void **state) {
	queue = oriel_queue_new_events(target, "say", .limit = 1, .policy =
		ORIEL_QUEUE_POLICY_DROP_OLDEST);
	in_callback(fire("a"); fire("b"));
	assert_order(&order, "drop a");
	oriel_queue_unref(queue);
	assert_order(&order, "drop b");
	queue = oriel_queue_new_events(target, "say", .limit = 1, .policy =
		ORIEL_QUEUE_POLICY_DROP_NEWEST);
	in_callback(fire("a"); fire("b"));
	assert_order(&order, "drop b");
	assert_int_equal(oriel_queue_dropped(queue), 1);
	oriel_queue_unref(queue);
	assert_order(&order, "drop a");
	assert_breaks("have no key", oriel_queue_new_events(target, "say", .policy =
		ORIEL_QUEUE_POLICY_REPLACE));
}

static void a_target_that_goes_ends_the_queue_in_order(void **state) {
	oriel_target *other = oriel_target_new(NULL, NULL);
	queue = oriel_queue_new_events(other, "say");
	in_callback(oriel_fire(other, "say", .detail = text("a")));
	in_callback(oriel_target_destroy(other));
	in_callback(begin_noting());
	assert_order(&order, "say a, OK");
	oriel_queue_unref(queue);
	queue = oriel_queue_new_events(target, "say");
	oriel_unlisten_all(target, "say");
	assert_true(oriel_queue_is_over(queue));
	oriel_queue_unref(queue);
}

static void close_and_abort_end_the_listener(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	queue = oriel_queue_new_events(target, "say", .signal =
		oriel_abort_controller_signal(controller));
	oriel_queue *closed = oriel_queue_new_events(target, "say");
	assert_int_equal(alive("listeners"), 2);
	oriel_queue_close(closed, NULL);
	assert_int_equal(alive("listeners"), 1);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_int_equal(alive("listeners"), 0);
	oriel_queue_unref(queue);
	queue = oriel_queue_new_events(target, "say", .signal =
		oriel_abort_controller_signal(controller));
	assert_true(oriel_queue_is_over(queue));
	oriel_queue_unref(queue);
	oriel_queue_unref(closed);
	oriel_abort_controller_destroy(controller);
}

/* ---- Emitters ---- */

static void no_retain(void *data) {
}

static void emit(oriel_emitter *emitter, const char *type, const char *value) {
	struct oriel_payload payload = text(value);
	assert_true(oriel_emitter_emit(emitter, type, payload));
}

static void notices_of_an_emitter_are_values(void **state) {
	oriel_emitter *emitter = oriel_emitter_new();
	struct consumer consumer = { oriel_queue_new_emitted(emitter, "tell"), "c" };
	in_callback(consume(&consumer));
	in_callback(emit(emitter, "tell", "1"); emit(emitter, "tell", "2"));
	assert_order(&order, "c: 1, c: 2");
	in_callback(oriel_emitter_destroy(emitter));
	assert_order(&order, "c: OK nothing");
	oriel_queue_unref(consumer.queue);
}

static void an_error_of_the_emitter_closes_the_queue_with_it(void **state) {
	oriel_emitter *emitter = oriel_emitter_new();
	struct oriel_payload error = oriel_error_new(ORIEL_NETWORK_ERROR, "the line is cut");
	struct consumer consumer = { oriel_queue_new_emitted(emitter, "tell"), "c" };
	emit(emitter, "tell", "1");
	assert_true(oriel_emitter_emit(emitter, "error", error));
	assert_int_equal(oriel_emitter_count(emitter, NULL), 0);
	in_callback(consume(&consumer));
	assert_order(&order, "c: 1, c: NetworkError NetworkError");
	oriel_queue_unref(consumer.queue);
	oriel_emitter_destroy(emitter);
}

static void errors_can_be_the_values(void **state) {
	oriel_emitter *emitter = oriel_emitter_new();
	struct consumer consumer = { oriel_queue_new_emitted(emitter, "error"), "c", .most = 1 };
	emit(emitter, "error", "1");
	in_callback(consume(&consumer));
	assert_order(&order, "c: 1");
	oriel_queue_unref(consumer.queue);
	oriel_emitter_destroy(emitter);
}

static void removing_one_listener_removes_both(void **state) {
	oriel_emitter *emitter = oriel_emitter_new();
	queue = oriel_queue_new_emitted(emitter, "tell");
	oriel_emitter_off_all(emitter, "tell");
	assert_true(oriel_queue_is_over(queue));
	assert_int_equal(oriel_emitter_count(emitter, NULL), 0);
	oriel_queue_unref(queue);
	oriel_emitter_destroy(emitter);
}

static void a_payload_that_cannot_be_kept_closes_the_queue(void **state) {
	oriel_emitter *emitter = oriel_emitter_new();
	struct oriel_payload kept = { (void *)"kept", no_retain, drop_text }, lost =
		{ (void *)"lost", NULL, drop_text };
	queue = oriel_queue_new_emitted(emitter, "tell");
	oriel_emitter_emit(emitter, "tell", kept);
	assert_order(&order, "drop kept");
	oriel_emitter_emit(emitter, "tell", lost);
	assert_order(&order, "drop lost");
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_DATA_CLONE_ERROR);
	oriel_queue_unref(queue);
	assert_order(&order, "drop kept");
	oriel_emitter_destroy(emitter);
}

/* ---- Ticks ---- */

static struct oriel_completion note_ticks(void *data) {
	struct oriel_item item = { 0 };
	while (oriel_queue_next(data, &item))
		order_add(&order, "%u at %g", (unsigned)item.key, oriel_loop_now(loop));
	order_add(&order, "%s", oriel_status_name(item.status));
	return ORIEL_COMPLETE;
}

static void ticks_are_numbered_by_their_period(void **state) {
	double begin = oriel_loop_now(loop);
	queue = oriel_queue_new_ticks(10);
	oriel_promise_unref(oriel_async(note_ticks, queue));
	for (unsigned i = 1; i <= 3; i++) {
		char expected[64];
		snprintf(expected, sizeof(expected), "%u at %g", i, begin + 10 * i);
		advance(10);
		assert_order(&order, expected);
	}
	oriel_queue_close(queue, NULL);
	assert_int_equal(alive("timers"), 0);
	settle();
	assert_order(&order, "OK");
	oriel_queue_unref(queue);
}

static void ticks_that_are_not_taken_close_the_queue(void **state) {
	queue = oriel_queue_new_ticks(10, .limit = 2);
	for (unsigned i = 0; i < 5; i++)
		advance(10);
	assert_int_equal(oriel_queue_count(queue), 2);
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_int_equal(alive("timers"), 0);
	oriel_queue_unref(queue);
	queue = oriel_queue_new_ticks(10);
	oriel_queue_unref(queue);
	assert_breaks("pass one above 0", oriel_queue_new_ticks(0));
}

/* ---- Ports ---- */

static void messages_wait_in_the_channel_while_the_queue_is_full(void **state) {
	oriel_port *ports[2];
	oriel_channel_new(ports, .limit = 3);
	queue = oriel_queue_new_messages(ports[1], .limit = 2);
	for (unsigned i = 0; i < 3; i++)
		assert_int_equal(oriel_port_send(ports[0], text("x")), ORIEL_OK);
	settle();
	assert_int_equal(oriel_queue_count(queue), 2);
	for (unsigned i = 0; i < 2; i++)
		assert_int_equal(oriel_port_send(ports[0], text("y")), ORIEL_OK);
	settle();
	assert_int_equal(oriel_queue_count(queue), 2);
	assert_int_equal(oriel_port_room(ports[0]), 0);
	oriel_port_close(ports[0]);
	settle();
	struct consumer consumer = { queue, "c" };
	consume(&consumer);
	settle();
	assert_order(&order, "c: x, c: x, c: x, c: y, c: y, c: OK nothing");
	oriel_queue_unref(queue);
	oriel_port_unref(ports[0]);
	oriel_port_unref(ports[1]);
}

static void note_message(oriel_event *event, void *data) {
	order_add(&order, "event %s", text_of(oriel_event_detail(event)));
}

static void the_end_of_the_queue_gives_the_port_back(void **state) {
	oriel_port *ports[2];
	oriel_channel_new(ports, .limit = 8);
	queue = oriel_queue_new_messages(ports[1], .limit = 1);
	for (unsigned i = 0; i < 3; i++)
		assert_int_equal(oriel_port_send(ports[0], i == 0 ? owned("a") : text("b")), ORIEL_OK);
	settle();
	oriel_listen(ports[1], "message", note_message, NULL);
	oriel_queue_unref(queue);
	assert_order(&order, "drop a");
	settle();
	assert_order(&order, "event b, event b");
	oriel_port_unref(ports[0]);
	oriel_port_unref(ports[1]);
}

static void the_queue_holds_its_port(void **state) {
	oriel_port *ports[2];
	oriel_channel_new(ports);
	queue = oriel_queue_new_messages(ports[1]);
	oriel_port_unref(ports[1]);
	assert_int_equal(oriel_port_send(ports[0], text("a")), ORIEL_OK);
	settle();
	take(queue, "1");
	assert_order(&order, "1: a");
	oriel_queue_unref(queue);
	settle();
	assert_int_equal(oriel_port_send(ports[0], text("b")), ORIEL_INVALID_STATE_ERROR);
	oriel_port_unref(ports[0]);
}

static void the_end_of_the_loop_ends_all_sources(void **state) {
	oriel_port *ports[2];
	oriel_emitter *emitter = oriel_emitter_new();
	oriel_channel_new(ports);
	oriel_queue *queues[] = { oriel_queue_new_events(target, "say"),
		oriel_queue_new_emitted(emitter, "tell"),
		oriel_queue_new_ticks(10), oriel_queue_new_messages(ports[1]) };
	oriel_emitter_destroy(emitter);
	oriel_target_destroy(target);
	oriel_loop_destroy(loop);
	loop = NULL;
	for (size_t i = 0; i < 4; i++) {
		assert_true(oriel_queue_is_over(queues[i]));
		oriel_queue_unref(queues[i]);
	}
	oriel_port_unref(ports[0]);
	oriel_port_unref(ports[1]);
}

int main(void) {
	return RUN_TESTS(
		on_target(events_come_in_order_and_are_held),
		on_target(accept_decides_during_the_dispatch),
		on_target(accept_may_end_the_queue),
		on_target(events_beyond_the_limit_close_the_queue),
		on_target(events_obey_the_policies),
		on_target(a_target_that_goes_ends_the_queue_in_order),
		on_target(close_and_abort_end_the_listener),
		on_target(notices_of_an_emitter_are_values),
		on_target(an_error_of_the_emitter_closes_the_queue_with_it),
		on_target(errors_can_be_the_values),
		on_target(removing_one_listener_removes_both),
		on_target(a_payload_that_cannot_be_kept_closes_the_queue),
		on_target(ticks_are_numbered_by_their_period),
		on_target(ticks_that_are_not_taken_close_the_queue),
		on_target(messages_wait_in_the_channel_while_the_queue_is_full),
		on_target(the_end_of_the_queue_gives_the_port_back),
		on_target(the_queue_holds_its_port),
		cmocka_unit_test_setup_teardown(the_end_of_the_loop_ends_all_sources, target_setup,
			loop_teardown));
}
