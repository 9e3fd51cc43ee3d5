/* SPDX-License-Identifier: MIT */
/*
 * Queues: the order of values, policies, waits for values and for room, and the loop of a consumer.
 */
#include "queue_test.h"

#include <oriel/runtime/microtask.h>

static void note(void *name) {
	order_add(&order, "%s", (const char *)name);
}

/* ---- Policies ---- */

static void values_come_out_in_the_order_they_went_in(void **state) {
	oriel_queue *queue = oriel_queue_new();
	for (unsigned i = 0; i < 100; i++)
		assert_int_equal(oriel_queue_put(queue,
			oriel_borrowed((void *)(uintptr_t)(i + 1))), ORIEL_OK);
	assert_int_equal(alive("queued values"), 100);
	for (unsigned i = 0; i < 1000; i++) {
		struct oriel_payload value;
		assert_true(oriel_queue_try_take(queue, &value));
		assert_int_equal((uintptr_t)value.data, i % 100 + 1);
		assert_int_equal(oriel_queue_put(queue, value), ORIEL_OK);
	}
	assert_int_equal(oriel_queue_count(queue), 100);
	oriel_queue_unref(queue);
}

static void a_full_queue_refuses_and_releases_the_new_value(void **state) {
	oriel_queue *queue = oriel_queue_new(.limit = 2);
	put(queue, "a", ORIEL_OK);
	put(queue, "b", ORIEL_OK);
	put(queue, "c", ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_order(&order, "drop c");
	assert_int_equal(oriel_queue_dropped(queue), 0);
	take(queue, "1");
	put(queue, "d", ORIEL_OK);
	take(queue, "2");
	take(queue, "3");
	take(queue, "4");
	assert_order(&order, "1: a, drop a, 2: b, drop b, 3: d, drop d, 4: nothing");
	oriel_queue_unref(queue);
}

static void the_default_limit_is_1024(void **state) {
	oriel_queue *queue = oriel_queue_new();
	for (unsigned i = 0; i < 1024; i++)
		assert_int_equal(oriel_queue_put(queue, text("a")), ORIEL_OK);
	assert_int_equal(oriel_queue_put(queue, text("a")), ORIEL_QUOTA_EXCEEDED_ERROR);
	oriel_queue_unref(queue);
}

static void drop_oldest_makes_room_by_giving_up_the_oldest_value(void **state) {
	oriel_queue *queue = oriel_queue_new(.limit = 2, .policy = ORIEL_QUEUE_POLICY_DROP_OLDEST);
	put(queue, "a", ORIEL_OK);
	put(queue, "b", ORIEL_OK);
	put(queue, "c", ORIEL_OK);
	put(queue, "d", ORIEL_OK);
	assert_order(&order, "drop a, drop b");
	assert_int_equal(oriel_queue_dropped(queue), 2);
	take(queue, "1");
	take(queue, "2");
	assert_order(&order, "1: c, drop c, 2: d, drop d");
	oriel_queue_unref(queue);
}

static void drop_newest_gives_up_the_new_value(void **state) {
	oriel_queue *queue = oriel_queue_new(.limit = 1, .policy = ORIEL_QUEUE_POLICY_DROP_NEWEST);
	put(queue, "a", ORIEL_OK);
	put(queue, "b", ORIEL_OK);
	assert_order(&order, "drop b");
	assert_int_equal(oriel_queue_dropped(queue), 1);
	take(queue, "1");
	put(queue, "c", ORIEL_OK);
	take(queue, "2");
	assert_order(&order, "1: a, drop a, 2: c, drop c");
	oriel_queue_unref(queue);
}

static void replace_keeps_the_place_of_the_key(void **state) {
	oriel_queue *queue = oriel_queue_new(.limit = 3, .policy = ORIEL_QUEUE_POLICY_REPLACE);
	struct consumer consumer = { queue, "c", .most = 3 };
	assert_int_equal(oriel_queue_put_keyed(queue, 1, owned("a1")), ORIEL_OK);
	assert_int_equal(oriel_queue_put_keyed(queue, 2, owned("b1")), ORIEL_OK);
	assert_int_equal(oriel_queue_put_keyed(queue, 0, owned("x")), ORIEL_OK);
	assert_int_equal(oriel_queue_put_keyed(queue, 0, owned("y")), ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_int_equal(oriel_queue_put_keyed(queue, 3, owned("z")), ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_int_equal(oriel_queue_put_keyed(queue, 1, owned("a2")), ORIEL_OK);
	assert_order(&order, "drop y, drop z, drop a1");
	assert_int_equal(oriel_queue_dropped(queue), 1);
	consume(&consumer);
	settle();
	assert_order(&order, "c: a2, drop a2, c: b1, drop b1, c: x, drop x");
	oriel_queue_unref(queue);
}

static struct oriel_completion note_keys(void *queue) {
	struct oriel_item item = { 0 };
	while (oriel_queue_next(queue, &item))
		order_add(&order, "%u: %s", (unsigned)item.key, text_of(item.value));
	return ORIEL_COMPLETE;
}

static void an_item_has_the_key_of_its_value(void **state) {
	oriel_queue *queue = oriel_queue_new();
	oriel_queue_put_keyed(queue, 7, text("a"));
	oriel_queue_put(queue, text("b"));
	oriel_queue_close(queue, NULL);
	in_callback(oriel_promise_unref(oriel_async(note_keys, queue)));
	assert_order(&order, "7: a, 0: b");
	oriel_queue_unref(queue);
}

/* ---- The loop of a consumer ---- */

static void a_value_that_is_there_costs_one_microtask(void **state) {
	oriel_queue *queue = oriel_queue_new();
	struct consumer consumer = { queue, "c", .most = 2 };
	put(queue, "a", ORIEL_OK);
	put(queue, "b", ORIEL_OK);
	in_callback(consume(&consumer); order_add(&order, "host"); oriel_queue_microtask(note, "m1"));
	assert_order(&order, "host, c: a, drop a, m1, c: b, drop b");
	oriel_queue_unref(queue);
}

static void a_value_lives_until_the_next_round(void **state) {
	oriel_queue *queue = oriel_queue_new();
	struct consumer consumer = { queue, "c", .pause_ms = 10 };
	put(queue, "a", ORIEL_OK);
	put(queue, "b", ORIEL_OK);
	consume(&consumer);
	settle();
	assert_order(&order, "c: a");
	advance(10);
	assert_order(&order, "drop a, c: b");
	oriel_queue_close(queue, NULL);
	advance(10);
	assert_order(&order, "drop b, c: OK nothing");
	oriel_queue_unref(queue);
}

static void a_put_wakes_the_consumer_as_a_microtask(void **state) {
	oriel_queue *queue = oriel_queue_new();
	struct consumer consumer = { queue, "c", .most = 2 };
	in_callback(consume(&consumer));
	in_callback(oriel_queue_microtask(note, "m1"); put(queue, "a", ORIEL_OK);
		oriel_queue_microtask(note, "m2"); order_add(&order, "host"));
	assert_order(&order, "host, m1, c: a, drop a, m2");
	in_callback(put(queue, "b", ORIEL_OK));
	assert_order(&order, "c: b, drop b");
	oriel_queue_unref(queue);
}

static void consumers_take_turns_oldest_first(void **state) {
	oriel_queue *queue = oriel_queue_new();
	struct consumer a = { queue, "a" }, b = { queue, "b" }, c = { queue, "c" };
	in_callback(consume(&a); consume(&b); consume(&c));
	in_callback(put(queue, "1", ORIEL_OK); put(queue, "2", ORIEL_OK));
	assert_order(&order, "a: 1, drop 1, b: 2, drop 2");
	in_callback(put(queue, "3", ORIEL_OK); put(queue, "4", ORIEL_OK));
	assert_order(&order, "c: 3, drop 3, a: 4, drop 4");
	in_callback(oriel_queue_close(queue, NULL));
	assert_order(&order, "b: OK nothing, c: OK nothing, a: OK nothing");
	oriel_queue_unref(queue);
}

static void a_consumer_whose_value_was_taken_waits_before_all_others(void **state) {
	oriel_queue *queue = oriel_queue_new();
	struct consumer a = { queue, "a", .most = 1 }, b = { queue, "b", .most = 1 };
	in_callback(consume(&a); consume(&b));
	in_callback(put(queue, "1", ORIEL_OK); take(queue, "thief"));
	assert_order(&order, "thief: 1, drop 1");
	in_callback(put(queue, "2", ORIEL_OK));
	in_callback(put(queue, "3", ORIEL_OK));
	assert_order(&order, "a: 2, drop 2, b: 3, drop 3");
	oriel_queue_unref(queue);
}

/* ---- Waits that take nothing ---- */

static void a_promise_of_readiness_is_settled_while_a_value_is_there(void **state) {
	oriel_queue *queue = oriel_queue_new();
	watch(oriel_queue_ready(queue), "ready");
	settle();
	in_callback(put(queue, "a", ORIEL_OK); order_add(&order, "put"));
	assert_order(&order, "put, ready: nothing");
	watch(oriel_queue_ready(queue), "again");
	settle();
	assert_order(&order, "again: nothing");
	take(queue, "1");
	assert_order(&order, "1: a, drop a");
	oriel_queue_unref(queue);
}

static void an_aborted_consumer_loses_no_value_and_passes_its_turn_on(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_queue *queue = oriel_queue_new();
	struct consumer a = { queue, "a", .signal = oriel_abort_controller_signal(controller) }, b =
		{ queue, "b", .most = 1 };
	in_callback(consume(&a); consume(&b));
	in_callback(put(queue, "1", ORIEL_OK); oriel_abort(controller, ORIEL_NO_PAYLOAD));
	assert_order(&order, "a: AbortError AbortError");
	settle();
	assert_order(&order, "b: 1, drop 1");
	oriel_abort_controller_destroy(controller);
	oriel_queue_unref(queue);
}

static void an_aborted_wait_leaves_the_line(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_queue *queue = oriel_queue_new();
	struct consumer a = { queue, "a", .signal = oriel_abort_controller_signal(controller) }, b =
		{ queue, "b", .most = 1 };
	in_callback(consume(&a); consume(&b));
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD));
	in_callback(put(queue, "1", ORIEL_OK));
	assert_order(&order, "a: AbortError AbortError, b: 1, drop 1");
	oriel_abort_controller_destroy(controller);
	oriel_queue_unref(queue);
}

static void a_promise_without_holders_is_passed_over(void **state) {
	oriel_queue *queue = oriel_queue_new();
	struct consumer consumer = { queue, "c", .most = 1 };
	oriel_promise_unref(oriel_queue_ready(queue));
	in_callback(consume(&consumer));
	in_callback(put(queue, "1", ORIEL_OK));
	assert_order(&order, "c: 1, drop 1");
	oriel_queue_unref(queue);
}

static void a_turn_that_takes_nothing_lapses_with_its_task(void **state) {
	oriel_queue *queue = oriel_queue_new();
	struct consumer consumer = { queue, "c", .most = 1 };
	watch(oriel_queue_ready(queue), "idle");
	in_callback(consume(&consumer));
	in_callback(put(queue, "1", ORIEL_OK); oriel_queue_microtask(note, "m1"));
	assert_order(&order, "idle: nothing, m1");
	settle();
	assert_order(&order, "c: 1, drop 1");
	oriel_queue_unref(queue);
}

static void waits_that_lose_their_races_are_swept(void **state) {
	oriel_queue *queue = oriel_queue_new();
	for (unsigned i = 0; i < 1000; i++)
		oriel_promise_unref(oriel_queue_ready(queue));
	assert_true(alive("promises") <= 16);
	oriel_queue_unref(queue);
}

/* ---- Room ---- */

struct producer {
	oriel_queue *queue;
	const char *name, *const *values;
};

static struct oriel_completion run_producer(void *data) {
	const struct producer *producer = data;
	for (const char *const *value = producer->values; *value != NULL; value++) {
		if (oriel_await(oriel_queue_room(producer->queue), NULL) != ORIEL_AWAIT_FULFILLED) {
			order_add(&order, "%s: rejected", producer->name);
			break;
		}
		order_add(&order, "%s puts %s", producer->name, *value);
		put(producer->queue, *value, ORIEL_OK);
	}
	return ORIEL_COMPLETE;
}

static void produce(struct producer *producer) {
	oriel_promise_unref(oriel_async(run_producer, producer));
}

static void producers_wait_for_room_oldest_first(void **state) {
	oriel_queue *queue = oriel_queue_new(.limit = 1);
	struct producer a = { queue, "a", (const char *const[]){ "a1", "a2", NULL } };
	struct producer b = { queue, "b", (const char *const[]){ "b1", NULL } };
	in_callback(produce(&a); produce(&b));
	assert_order(&order, "a puts a1");
	in_callback(take(queue, "1"));
	assert_order(&order, "1: a1, drop a1, b puts b1");
	in_callback(take(queue, "2"));
	assert_order(&order, "2: b1, drop b1, a puts a2");
	oriel_queue_unref(queue);
	assert_order(&order, "drop a2");
}

static void room_is_reserved_for_the_rest_of_the_task(void **state) {
	oriel_queue *queue = oriel_queue_new(.limit = 1);
	in_callback(watch(oriel_queue_room(queue), "a"); watch(oriel_queue_room(queue), "b");
		oriel_queue_microtask(note, "m1"));
	assert_order(&order, "a: nothing, m1");
	settle();
	assert_order(&order, "b: nothing");
	in_callback(put(queue, "x", ORIEL_OK); watch(oriel_queue_room(queue), "c"));
	settle();
	assert_order(&order, "");
	in_callback(take(queue, "1"));
	assert_order(&order, "1: x, drop x, c: nothing");
	oriel_queue_unref(queue);
}

static void producer_and_consumer_keep_step_within_the_limit(void **state) {
	oriel_queue *queue = oriel_queue_new(.limit = 2);
	struct producer producer = { queue, "p", (const char *const[]){ "1", "2", "3", "4", NULL } };
	struct consumer consumer = { queue, "c", .most = 4, .pause_ms = 10 };
	in_callback(produce(&producer); consume(&consumer));
	settle();
	assert_order(&order, "p puts 1, c: 1, p puts 2, p puts 3");
	advance(10);
	assert_order(&order, "drop 1, c: 2, p puts 4");
	advance(20);
	assert_order(&order, "drop 2, c: 3, drop 3, c: 4, drop 4");
	oriel_queue_unref(queue);
}

static void contracts_are_checked(void **state) {
	oriel_queue *queue = oriel_queue_new();
	assert_breaks("the queue is NULL", oriel_queue_put(NULL, text("a")));
	assert_breaks("is not a policy", oriel_queue_new(.policy = (enum oriel_queue_policy)4));
	assert_breaks("the item is NULL", oriel_queue_next(queue, NULL));
	assert_breaks("the value is NULL", oriel_queue_try_take(queue, NULL));
	oriel_queue_unref(queue);
}

int main(void) {
	return RUN_TESTS(
		on_loop(values_come_out_in_the_order_they_went_in),
		on_loop(a_full_queue_refuses_and_releases_the_new_value),
		on_loop(the_default_limit_is_1024),
		on_loop(drop_oldest_makes_room_by_giving_up_the_oldest_value),
		on_loop(drop_newest_gives_up_the_new_value),
		on_loop(replace_keeps_the_place_of_the_key),
		on_loop(an_item_has_the_key_of_its_value),
		on_loop(a_value_that_is_there_costs_one_microtask),
		on_loop(a_value_lives_until_the_next_round),
		on_loop(a_put_wakes_the_consumer_as_a_microtask),
		on_loop(consumers_take_turns_oldest_first),
		on_loop(a_consumer_whose_value_was_taken_waits_before_all_others),
		on_loop(a_promise_of_readiness_is_settled_while_a_value_is_there),
		on_loop(an_aborted_consumer_loses_no_value_and_passes_its_turn_on),
		on_loop(an_aborted_wait_leaves_the_line),
		on_loop(a_promise_without_holders_is_passed_over),
		on_loop(a_turn_that_takes_nothing_lapses_with_its_task),
		on_loop(waits_that_lose_their_races_are_swept),
		on_loop(producers_wait_for_room_oldest_first),
		on_loop(room_is_reserved_for_the_rest_of_the_task),
		on_loop(producer_and_consumer_keep_step_within_the_limit),
		on_loop(contracts_are_checked));
}
