/* SPDX-License-Identifier: MIT */
/*
 * Generators: that the body runs only while a consumer waits, and every way in which the queue or
 * the body ends.
 */
#include "queue_test.h"

#include <oriel/runtime/first.h>
#include <oriel/runtime/generator.h>
#include <oriel/runtime/operators.h>

#include <stdlib.h>

static oriel_queue *queue;
static oriel_resolver *resolver;

static void note_body_drop(void *name) {
	order_add(&order, "drop of %s", (const char *)name);
}

/* Produces "1" to "9", and notes each step. */
static struct oriel_completion count(void *data) {
	static const char *const digits[] = { "1", "2", "3", "4", "5", "6", "7", "8", "9" };
	order_add(&order, "begin");
	for (size_t i = 0; i < 9; i++) {
		if (!oriel_produce(owned(digits[i]))) {
			order_add(&order, "told");
			return ORIEL_COMPLETE;
		}
		order_add(&order, "after %s", digits[i]);
	}
	return ORIEL_COMPLETE;
}

static void begin_consumer(unsigned most) {
	static struct consumer consumer;
	consumer = (struct consumer){ queue, "c", .most = most };
	in_callback(consume(&consumer); order_add(&order, "host"));
}

static void the_body_begins_with_the_first_wait_and_runs_while_one_waits(void **state) {
	queue = oriel_generate(count, (void *)"body", .release = note_body_drop);
	settle();
	assert_order(&order, "");
	take(queue, "nothing is produced");
	assert_order(&order, "nothing is produced: nothing");
	begin_consumer(2);
	assert_order(&order, "begin, host, c: 1, drop 1, after 1, c: 2, drop 2");
	settle();
	assert_order(&order, "");
	in_callback(oriel_queue_unref(queue); order_add(&order, "host"));
	assert_order(&order, "host, told, drop of body");
}

static void a_body_that_never_began_is_dropped(void **state) {
	queue = oriel_generate(count, (void *)"body", .release = note_body_drop);
	oriel_queue_unref(queue);
	assert_order(&order, "drop of body");
}

static void a_wait_outside_of_a_coroutine_runs_the_body(void **state) {
	queue = oriel_generate(count, NULL);
	oriel_promise_unref(oriel_queue_ready(queue));
	assert_order(&order, "begin");
	checkpoint();
	take(queue, "1st");
	take(queue, "2nd");
	assert_order(&order, "1st: 1, drop 1, 2nd: nothing");
	oriel_promise *second = oriel_queue_ready(queue), *third = oriel_queue_ready(queue);
	checkpoint();
	assert_order(&order, "after 1, after 2");
	take(queue, "2nd");
	take(queue, "3rd");
	take(queue, "4th");
	assert_order(&order, "2nd: 2, drop 2, 3rd: 3, drop 3, 4th: nothing");
	oriel_promise_unref(second);
	oriel_promise_unref(third);
	oriel_queue_unref(queue);
	checkpoint();
	assert_order(&order, "told");
}

static void a_value_of_a_lost_race_stays(void **state) {
	queue = oriel_generate(count, NULL);
	oriel_promise *ready = oriel_queue_ready(queue);
	oriel_promise_unref(ready);
	checkpoint();
	assert_int_equal(oriel_queue_count(queue), 1);
	begin_consumer(1);
	assert_order(&order, "begin, host, c: 1, drop 1");
	oriel_queue_close(queue, NULL);
	checkpoint();
	assert_order(&order, "told");
	oriel_queue_unref(queue);
}

/* ---- Ends ---- */

static struct oriel_completion produce_and_end(void *data) {
	const struct oriel_completion *end = data;
	oriel_produce(text("a"));
	return *end;
}

static void assert_end(struct oriel_completion end, const char *expected) {
	queue = oriel_generate(produce_and_end, &end);
	begin_consumer(0);
	checkpoint();
	assert_order(&order, expected);
	oriel_queue_unref(queue);
}

static void the_end_of_the_body_closes_the_queue(void **state) {
	assert_end(ORIEL_COMPLETE, "host, c: a, c: OK nothing");
	assert_end(oriel_return(owned("ignored")), "host, c: a, drop ignored, c: OK nothing");
	assert_end(oriel_throw(owned("why")), "host, c: a, c: OperationError why");
	assert_order(&order, "drop why");
	assert_end(oriel_throw_error(ORIEL_NOT_FOUND_ERROR, "none"),
		"host, c: a, c: NotFoundError NotFoundError");
	assert_end(oriel_follow(oriel_promise_new_rejected(text("no"))),
		"host, c: a, c: OperationError no");
	assert_end(oriel_follow(oriel_promise_new_fulfilled(owned("yes"))),
		"host, c: a, drop yes, c: OK nothing");
}

static void a_close_ends_the_body_at_its_next_produce(void **state) {
	queue = oriel_generate(count, NULL);
	begin_consumer(0);
	in_callback(oriel_queue_close(queue, NULL));
	assert_order(&order, "begin, host, c: 1, drop 1, after 1, c: 2, drop 2, after 2, c: 3, drop 3, "
		"after 3, c: 4, drop 4, after 4, c: 5, drop 5, after 5, c: 6, drop 6, after 6, c: 7, "
		"drop 7, after 7, c: 8, drop 8, after 8, c: 9, drop 9, after 9, c: OK nothing");
	oriel_queue_unref(queue);
	queue = oriel_queue_take(oriel_generate(count, NULL), 2);
	begin_consumer(0);
	assert_order(&order,
		"begin, host, c: 1, drop 1, after 1, told, c: 2, drop 2, c: OK nothing");
	oriel_queue_unref(queue);
}

/* Waits for what the test settles, then produces. */
static struct oriel_completion wait_and_produce(void *data) {
	oriel_promise *promise = oriel_promise_new(&resolver);
	order_add(&order, "%s", oriel_await(promise, NULL) == ORIEL_AWAIT_ABORTED ? "aborted" : "on");
	order_add(&order, "%s", oriel_produce(owned("a")) ? "wanted" : "told");
	return data != NULL ? oriel_throw_error(ORIEL_NOT_FOUND_ERROR, "late") : ORIEL_COMPLETE;
}

static void end_wait(void) {
	in_callback(oriel_resolve(resolver, (struct oriel_payload){ 0 }));
	oriel_resolver_unref(resolver);
}

static void what_the_body_awaits_goes_on_after_the_last_reference(void **state) {
	queue = oriel_generate(wait_and_produce, NULL);
	begin_consumer(0);
	in_callback(oriel_queue_unref(queue));
	assert_order(&order, "host, c: AbortError nothing");
	end_wait();
	assert_order(&order, "on, told, drop a");
}

static void an_abort_ends_the_queue_and_the_body(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	queue = oriel_generate(wait_and_produce, NULL, .signal =
		oriel_abort_controller_signal(controller));
	begin_consumer(0);
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD); order_add(&order, "host"));
	assert_order(&order, "host, host, c: AbortError AbortError, aborted, told, drop a");
	oriel_queue_unref(queue);
	oriel_resolver_unref(resolver);
	queue = oriel_generate(wait_and_produce, (void *)"body", .release = note_body_drop, .signal =
		oriel_abort_controller_signal(controller));
	assert_true(oriel_queue_is_over(queue));
	assert_order(&order, "drop of body");
	oriel_queue_unref(queue);
	oriel_abort_controller_destroy(controller);
}

static void an_abort_between_two_values_ends_the_body(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	queue = oriel_generate(count, NULL, .signal = oriel_abort_controller_signal(controller));
	begin_consumer(1);
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD); order_add(&order, "host"));
	assert_order(&order, "begin, host, c: 1, drop 1, host, told");
	oriel_queue_unref(queue);
	oriel_abort_controller_destroy(controller);
}

static void a_throw_after_the_end_is_reported(void **state) {
	expect_log("late");
	queue = oriel_generate(wait_and_produce, "throws");
	oriel_promise_unref(oriel_queue_ready(queue));
	oriel_queue_unref(queue);
	end_wait();
	settle();
	assert_order(&order, "on, told, drop a");
}

static void the_end_of_the_loop_ends_the_body(void **state) {
	queue = oriel_generate(count, (void *)"body", .release = note_body_drop);
	begin_consumer(1);
	assert_order(&order, "begin, host, c: 1, drop 1");
	oriel_loop_destroy(loop);
	loop = NULL;
	assert_order(&order, "told, drop of body");
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_ABORT_ERROR);
	oriel_queue_unref(queue);
}

static struct oriel_completion give_up_own_queue(void *data) {
	order_add(&order, "begin");
	oriel_queue_unref(queue);
	assert_false(oriel_produce(owned("a")));
	return ORIEL_COMPLETE;
}

static void a_body_may_give_up_its_own_queue(void **state) {
	queue = oriel_generate(give_up_own_queue, NULL);
	oriel_promise *ready = oriel_queue_ready(queue);
	assert_order(&order, "begin, drop a");
	assert_int_equal(oriel_promise_state(ready), ORIEL_PROMISE_FULFILLED);
	oriel_promise_unref(ready);
	queue = oriel_generate(give_up_own_queue, NULL);
	begin_consumer(0);
	assert_order(&order, "begin, host, drop a, c: AbortError nothing");
}

/* ---- Generators of generators ---- */

static struct oriel_completion double_each(void *data) {
	struct oriel_item item = { 0 };
	while (oriel_queue_next(data, &item)) {
		struct oriel_payload value = oriel_item_take(&item);
		bool goes_on = oriel_produce(value) && oriel_produce(text("again"));
		if (!goes_on)
			break;
	}
	oriel_item_release(&item);
	return ORIEL_COMPLETE;
}

static void give_up_source(void *data) {
	oriel_queue_unref(data);
}

static void generators_can_be_chained(void **state) {
	queue = oriel_generate(double_each, oriel_generate(count, NULL), .release = give_up_source);
	begin_consumer(3);
	assert_order(&order,
		"begin, host, c: 1, drop 1, c: again, after 1, c: 2, drop 2");
	oriel_queue_unref(queue);
	checkpoint();
	assert_order(&order, "told");
}

static struct oriel_completion race(void *data) {
	struct oriel_payload value;
	while (oriel_first({ .queue = queue }, { .after_ms = 10 }) == 0) {
		assert_true(oriel_queue_try_take(queue, &value));
		order_add(&order, "race: %s", text_of(value));
		oriel_payload_unref(value);
		if (++*(unsigned *)data == 2)
			break;
	}
	return ORIEL_COMPLETE;
}

static void first_makes_the_body_run(void **state) {
	unsigned rounds = 0;
	queue = oriel_generate(count, NULL);
	in_callback(oriel_promise_unref(oriel_async(race, &rounds)));
	assert_order(&order, "begin, race: 1, drop 1, after 1, race: 2, drop 2");
	oriel_queue_unref(queue);
	checkpoint();
	assert_order(&order, "told");
}

static struct oriel_completion produce_nowhere(void *data) {
	assert_breaks("the running coroutine is not a generator", oriel_produce(text("a")));
	return ORIEL_COMPLETE;
}

static void produce_asserts_outside_of_a_body(void **state) {
	assert_breaks("called outside a coroutine", oriel_produce(text("a")));
	oriel_promise_unref(oriel_async(produce_nowhere, NULL));
}

int main(void) {
	return RUN_TESTS(
		on_loop(the_body_begins_with_the_first_wait_and_runs_while_one_waits),
		on_loop(a_body_that_never_began_is_dropped),
		on_loop(a_wait_outside_of_a_coroutine_runs_the_body),
		on_loop(a_value_of_a_lost_race_stays),
		on_loop(the_end_of_the_body_closes_the_queue),
		on_loop(a_close_ends_the_body_at_its_next_produce),
		on_loop(what_the_body_awaits_goes_on_after_the_last_reference),
		on_loop(an_abort_ends_the_queue_and_the_body),
		on_loop(an_abort_between_two_values_ends_the_body),
		on_loop(a_throw_after_the_end_is_reported),
		cmocka_unit_test_setup_teardown(the_end_of_the_loop_ends_the_body,
			loop_setup, loop_teardown),
		on_loop(a_body_may_give_up_its_own_queue),
		on_loop(generators_can_be_chained),
		on_loop(first_makes_the_body_run),
		on_loop(produce_asserts_outside_of_a_body),
	);
}
