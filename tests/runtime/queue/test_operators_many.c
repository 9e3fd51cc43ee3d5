/* SPDX-License-Identifier: MIT */
/*
 * Merge and share: where values go, whose bound counts, and what the end of each queue does to the
 * others.
 */
#include "queue_test.h"

#include <oriel/runtime/emitter.h>
#include <oriel/runtime/generator.h>
#include <oriel/runtime/operators.h>
#include <oriel/runtime/queue_source.h>

#include <string.h>

static oriel_queue *queue, *other;

static struct consumer consumers[2];

static void begin_consumer(void) {
	consumers[0] = (struct consumer){ queue, "c" };
	in_callback(consume(&consumers[0]));
}

static struct oriel_payload to_question(struct oriel_payload value, void *data) {
	oriel_payload_unref(value);
	return text("?");
}

/* ---- Merge ---- */

static void merge_takes_values_in_the_order_of_the_puts(void **state) {
	oriel_queue *second = oriel_queue_new(), *first = oriel_queue_map(oriel_queue_new(),
		to_question, NULL);
	put(second, "a", ORIEL_OK);
	other = oriel_queue_ref(second);
	queue = oriel_queue_merge(first, second);
	assert_ptr_equal(queue, first);
	begin_consumer();
	put(other, "b", ORIEL_OK);
	put(queue, "x", ORIEL_OK);
	put(other, "c", ORIEL_OK);
	checkpoint();
	assert_order(&order, "c: a, drop a, drop x, c: b, drop b, c: ?, c: c, drop c");
	in_callback(oriel_queue_close(other, NULL));
	put(other, "d", ORIEL_INVALID_STATE_ERROR);
	put(queue, "y", ORIEL_OK);
	checkpoint();
	assert_order(&order, "drop d, drop y, c: ?");
	in_callback(oriel_queue_close(queue, NULL));
	assert_order(&order, "c: OK nothing");
	oriel_queue_unref(queue);
	oriel_queue_unref(other);
}

/* The promise of a value: its text, after 10 ms. */
static struct oriel_completion settle_with(void *data) {
	struct oriel_payload value = { data, NULL, NULL };
	if (oriel_await(oriel_sleep(10), NULL) != ORIEL_AWAIT_FULFILLED)
		return ORIEL_COMPLETE;
	return oriel_return(value);
}

static oriel_promise *begin_value(
	struct oriel_payload value, oriel_abort_signal *signal, void *data) {
	oriel_payload_unref(value);
	return oriel_async(settle_with, data, .signal = signal);
}

static void a_close_flushes_what_stages_of_both_queues_keep(void **state) {
	oriel_queue *collected = oriel_queue_latest(oriel_queue_new(), begin_value, "of other");
	other = oriel_queue_ref(collected);
	queue = oriel_queue_latest(oriel_queue_new(), begin_value, "of queue");
	queue = oriel_queue_merge(queue, collected);
	begin_consumer();
	in_callback({
		put(queue, "1", ORIEL_OK);
		put(other, "2", ORIEL_OK);
		oriel_queue_close(queue, NULL);
		put(other, "3", ORIEL_INVALID_STATE_ERROR);
		put(queue, "4", ORIEL_INVALID_STATE_ERROR);
	});
	assert_order(&order, "drop 1, drop 2, drop 3, drop 4");
	advance(10);
	assert_order(&order, "c: of queue, c: of other, c: OK nothing");
	oriel_queue_unref(queue);
	oriel_queue_unref(other);
}

static void an_end_amid_a_close_drops_what_other_keeps(void **state) {
	oriel_queue *collected = oriel_queue_latest(oriel_queue_new(), begin_value, "of other");
	other = oriel_queue_ref(collected);
	queue = oriel_queue_merge(oriel_queue_new(), collected);
	in_callback({
		put(other, "2", ORIEL_OK);
		oriel_queue_close(queue, NULL);
	});
	in_callback(oriel_queue_unref(queue));
	assert_int_equal(oriel_queue_status(other, NULL), ORIEL_ABORT_ERROR);
	advance(10);
	assert_order(&order, "drop 2");
	oriel_queue_unref(other);
}

static void the_bound_is_that_of_the_merged_queue(void **state) {
	other = oriel_queue_new(.limit = 10);
	queue = oriel_queue_merge(oriel_queue_new(.limit = 2), oriel_queue_ref(other));
	put(other, "a", ORIEL_OK);
	put(queue, "b", ORIEL_OK);
	put(other, "c", ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_order(&order, "drop c");
	assert_int_equal(oriel_queue_count(other), 0);
	oriel_promise *room = oriel_queue_room(other);
	assert_int_equal(oriel_promise_state(room), ORIEL_PROMISE_PENDING);
	take(queue, "1");
	assert_int_equal(oriel_promise_state(room), ORIEL_PROMISE_FULFILLED);
	oriel_promise_unref(room);
	oriel_queue_unref(queue);
	put(other, "d", ORIEL_ABORT_ERROR);
	assert_order(&order, "1: a, drop a, drop b, drop d");
	oriel_queue_unref(other);
}

static void a_merged_queue_closes_when_all_its_sources_have(void **state) {
	oriel_emitter *emitters[3];
	for (unsigned i = 0; i < 3; i++)
		emitters[i] = oriel_emitter_new();
	queue = oriel_queue_merge(oriel_queue_new_emitted(emitters[0], "x"),
		oriel_queue_new_emitted(emitters[1], "x"));
	queue = oriel_queue_merge(queue, oriel_queue_new_emitted(emitters[2], "x"));
	begin_consumer();
	struct oriel_payload value = text("2");
	in_callback(oriel_emitter_emit(emitters[2], "x", value); oriel_emitter_destroy(emitters[0]);
		oriel_emitter_destroy(emitters[2]));
	assert_order(&order, "c: 2");
	value = text("1");
	in_callback(oriel_emitter_emit(emitters[1], "x", value));
	in_callback(oriel_emitter_destroy(emitters[1]));
	assert_order(&order, "c: 1, c: OK nothing");
	oriel_queue_unref(queue);
}

static void an_error_of_one_source_closes_the_merged_queue(void **state) {
	oriel_emitter *first = oriel_emitter_new(), *second = oriel_emitter_new();
	queue = oriel_queue_merge(oriel_queue_new_emitted(first, "x"),
		oriel_queue_new_emitted(second, "x"));
	begin_consumer();
	struct oriel_payload reason = text("why");
	in_callback(oriel_emitter_emit(second, "error", reason));
	assert_order(&order, "c: OperationError why");
	assert_int_equal(oriel_emitter_count(first, NULL), 0);
	oriel_queue_unref(queue);
	oriel_emitter_destroy(first);
	oriel_emitter_destroy(second);
}

static void an_abort_of_one_closes_the_merged_queue(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	other = oriel_queue_new(.signal = oriel_abort_controller_signal(controller));
	queue = oriel_queue_merge(oriel_queue_new_ticks(10), other);
	begin_consumer();
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD));
	assert_order(&order, "c: AbortError AbortError");
	assert_int_equal(alive("timers"), 0);
	oriel_queue_unref(queue);
	oriel_abort_controller_destroy(controller);
}

static void the_last_reference_ends_all_sources(void **state) {
	queue = oriel_queue_merge(oriel_queue_new_ticks(10), oriel_queue_new_ticks(15));
	advance(30);
	assert_int_equal(oriel_queue_count(queue), 5);
	oriel_queue_unref(queue);
	assert_int_equal(alive("timers"), 0);
}

static void a_full_queue_closes_by_a_source_that_cannot_wait(void **state) {
	queue = oriel_queue_merge(oriel_queue_new_ticks(10, .limit = 1), oriel_queue_new_ticks(10));
	advance(10);
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_int_equal(oriel_queue_count(queue), 1);
	assert_int_equal(alive("timers"), 0);
	oriel_queue_unref(queue);
}

static oriel_queue *closed_with(const char *value, const struct oriel_payload *reason) {
	oriel_queue *closed = oriel_queue_new();
	put(closed, value, ORIEL_OK);
	oriel_queue_close(closed, reason);
	return closed;
}

static void closed_queues_can_be_merged(void **state) {
	other = oriel_queue_new();
	queue = oriel_queue_merge(closed_with("a", NULL), other);
	assert_ptr_equal(queue, other);
	queue = oriel_queue_merge(queue, closed_with("b", NULL));
	oriel_queue_close(queue, NULL);
	queue = oriel_queue_merge(queue, closed_with("c", NULL));
	begin_consumer();
	assert_order(&order, "c: a, drop a, c: b, drop b, c: c, drop c, c: OK nothing");
	oriel_queue_unref(queue);
	struct oriel_payload reason = text("why");
	queue = oriel_queue_merge(closed_with("a", &reason), oriel_queue_new());
	begin_consumer();
	assert_order(&order, "c: a, drop a, c: OperationError why");
	oriel_queue_unref(queue);
	queue = oriel_queue_merge(oriel_queue_new(), closed_with("a", &reason));
	begin_consumer();
	assert_order(&order, "c: a, drop a, c: OperationError why");
	oriel_queue_unref(queue);
}

static struct oriel_completion count(void *data) {
	static const char *const digits[] = { "1", "2", "3" };
	for (unsigned i = 0; i < 3 && oriel_produce(text(digits[i])); i++)
		order_add(&order, "%s after %s", (const char *)data, digits[i]);
	return ORIEL_COMPLETE;
}

static void merged_generators_run_while_the_consumer_waits(void **state) {
	queue = oriel_queue_merge(oriel_generate(count, "a"), oriel_generate(count, "b"));
	consumers[0] = (struct consumer){ queue, "c", .most = 2 };
	in_callback(consume(&consumers[0]));
	assert_order(&order, "c: 1, c: 1");
	consumers[0].most = 0;
	in_callback(consume(&consumers[0]));
	assert_order(&order, "a after 1, b after 1, c: 2, c: 2, a after 2, b after 2, c: 3, c: 3, "
		"a after 3, b after 3, c: OK nothing");
	oriel_queue_unref(queue);
}

static void a_queue_is_merged_once(void **state) {
	queue = oriel_queue_new();
	assert_breaks("two different queues", oriel_queue_merge(queue, queue));
	oriel_queue_unref(queue);
}

static void the_end_of_the_loop_ends_merged_queues(void **state) {
	queue = oriel_queue_merge(oriel_queue_new_ticks(10), oriel_queue_new_ticks(10));
	other = oriel_queue_share(queue);
	oriel_loop_destroy(loop);
	loop = NULL;
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_ABORT_ERROR);
	assert_int_equal(oriel_queue_status(other, NULL), ORIEL_ABORT_ERROR);
	oriel_queue_unref(queue);
	oriel_queue_unref(other);
}

/* ---- Share ---- */

static struct oriel_payload shared(const char *value) {
	return oriel_error_new(ORIEL_NOT_FOUND_ERROR, value);
}

static void share_gives_every_value_to_both(void **state) {
	queue = oriel_queue_new();
	oriel_queue_put(queue, shared("before"));
	other = oriel_queue_map(oriel_queue_share(queue), to_question, NULL);
	oriel_queue *third = oriel_queue_share(queue);
	oriel_queue_put(queue, shared("after"));
	assert_int_equal(oriel_queue_count(queue), 2);
	assert_int_equal(oriel_queue_count(third), 1);
	take(other, "other");
	assert_order(&order, "other: ?");
	oriel_queue_unref(other);
	oriel_queue_put(queue, shared("after"));
	assert_int_equal(oriel_queue_count(third), 2);
	oriel_queue_close(queue, NULL);
	assert_int_equal(oriel_queue_status(third, NULL), ORIEL_OK);
	assert_int_equal(oriel_queue_put(third, text("x")), ORIEL_INVALID_STATE_ERROR);
	oriel_queue_unref(queue);
	assert_int_equal(oriel_queue_count(third), 2);
	oriel_queue_unref(third);
}

static void copies_end_as_the_queue_does(void **state) {
	struct oriel_payload reason = shared("why");
	queue = oriel_queue_new();
	other = oriel_queue_share(queue);
	consumers[0] = (struct consumer){ other, "copy" };
	in_callback(consume(&consumers[0]));
	in_callback(oriel_queue_close(queue, &reason));
	assert_order(&order, "copy: NotFoundError NotFoundError");
	oriel_queue_unref(other);
	other = oriel_queue_share(queue);
	assert_int_equal(oriel_queue_status(other, NULL), ORIEL_NOT_FOUND_ERROR);
	oriel_queue_unref(other);
	oriel_queue_unref(queue);
	queue = oriel_queue_new();
	other = oriel_queue_share(queue);
	oriel_queue_unref(queue);
	assert_int_equal(oriel_queue_status(other, NULL), ORIEL_ABORT_ERROR);
	oriel_queue_unref(other);
}

static void drop_one(oriel_queue *from) {
	struct oriel_payload value;
	assert_true(oriel_queue_try_take(from, &value));
	oriel_payload_unref(value);
}

static struct oriel_completion await_room(void *name) {
	if (oriel_await(oriel_queue_room(queue), NULL) == ORIEL_AWAIT_FULFILLED)
		order_add(&order, "%s", (const char *)name);
	return ORIEL_COMPLETE;
}

static void producers_wait_for_room_in_copies(void **state) {
	queue = oriel_queue_new();
	other = oriel_queue_share(queue, .limit = 1);
	oriel_queue *newest = oriel_queue_share(queue, .limit = 1, .policy =
		ORIEL_QUEUE_POLICY_DROP_NEWEST);
	oriel_queue_put(queue, shared("1"));
	in_callback({
		oriel_promise_unref(oriel_async(await_room, "first"));
		oriel_promise_unref(oriel_async(await_room, "second"));
	});
	assert_order(&order, "");
	in_callback(drop_one(other));
	assert_order(&order, "first");
	in_callback(oriel_queue_unref(other));
	assert_order(&order, "second");
	oriel_queue_unref(queue);
	oriel_queue_unref(newest);
}

static void a_copy_is_not_merged_into_its_own_queue(void **state) {
	queue = oriel_queue_new();
	other = oriel_queue_merge(oriel_queue_new(), oriel_queue_share(queue));
	assert_breaks("merge this queue into the other", oriel_queue_merge(queue, other));
	other = oriel_queue_merge(other, oriel_queue_ref(queue));
	oriel_queue_put(queue, text("x"));
	take(other, "1");
	take(other, "2");
	take(other, "3");
	assert_order(&order, "1: x, 2: x, 3: nothing");
	oriel_queue_unref(queue);
	oriel_queue_unref(other);
}

static void a_full_copy_ends_alone(void **state) {
	queue = oriel_queue_new();
	other = oriel_queue_share(queue, .limit = 1);
	oriel_queue *newest = oriel_queue_share(queue, .limit = 1, .policy =
		ORIEL_QUEUE_POLICY_DROP_OLDEST);
	oriel_queue_put(queue, shared("1"));
	oriel_queue_put(queue, shared("2"));
	assert_int_equal(oriel_queue_status(other, NULL), ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_int_equal(oriel_queue_count(queue), 2);
	assert_int_equal(oriel_queue_count(newest), 1);
	put(queue, "no retain", ORIEL_OK);
	assert_int_equal(oriel_queue_status(newest, NULL), ORIEL_DATA_CLONE_ERROR);
	oriel_queue_unref(queue);
	assert_order(&order, "drop no retain");
	oriel_queue_unref(other);
	oriel_queue_unref(newest);
}

static struct oriel_payload give_up_shared(struct oriel_payload value, void *data) {
	oriel_queue_unref(queue);
	return value;
}

static void a_copy_may_end_the_queue_in_the_middle_of_a_push(void **state) {
	queue = oriel_queue_new();
	other = oriel_queue_map(oriel_queue_share(queue), give_up_shared, NULL);
	oriel_queue *third = oriel_queue_share(queue);
	assert_int_equal(oriel_queue_put(queue, shared("a")), ORIEL_ABORT_ERROR);
	assert_true(oriel_queue_status(other, NULL) == ORIEL_ABORT_ERROR);
	assert_true(oriel_queue_status(third, NULL) == ORIEL_ABORT_ERROR);
	oriel_queue_unref(other);
	oriel_queue_unref(third);
}

int main(void) {
	return RUN_TESTS(
		on_loop(merge_takes_values_in_the_order_of_the_puts),
		on_loop(a_close_flushes_what_stages_of_both_queues_keep),
		on_loop(an_end_amid_a_close_drops_what_other_keeps),
		on_loop(the_bound_is_that_of_the_merged_queue),
		on_loop(a_merged_queue_closes_when_all_its_sources_have),
		on_loop(an_error_of_one_source_closes_the_merged_queue),
		on_loop(an_abort_of_one_closes_the_merged_queue),
		on_loop(the_last_reference_ends_all_sources),
		on_loop(a_full_queue_closes_by_a_source_that_cannot_wait),
		on_loop(closed_queues_can_be_merged),
		on_loop(merged_generators_run_while_the_consumer_waits),
		on_loop(a_queue_is_merged_once),
		cmocka_unit_test_setup_teardown(the_end_of_the_loop_ends_merged_queues,
			loop_setup, loop_teardown),
		on_loop(share_gives_every_value_to_both),
		on_loop(producers_wait_for_room_in_copies),
		on_loop(copies_end_as_the_queue_does),
		on_loop(a_copy_is_not_merged_into_its_own_queue),
		on_loop(a_full_copy_ends_alone),
		on_loop(a_copy_may_end_the_queue_in_the_middle_of_a_push),
	);
}
