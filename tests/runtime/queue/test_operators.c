/* SPDX-License-Identifier: MIT */
/*
 * Operators and stages: what passes and when, the bound of a chain, and every end of a queue, also
 * by a function of its own chain.
 */
#include "queue_test.h"

#include <oriel/extend/stage.h>
#include <oriel/runtime/operators.h>
#include <oriel/runtime/queue_source.h>

#include <stdlib.h>
#include <string.h>

static oriel_queue *queue;

static void note_data_drop(void *name) {
	order_add(&order, "data of %s", (const char *)name);
}

static struct oriel_payload to_upper(struct oriel_payload value, void *data) {
	static const char *const upper[] = { "A", "B", "C", "D", "E", "F" };
	(void)data;
	oriel_payload_unref(value);
	return text(upper[*(const char *)value.data - 'a']);
}

static bool is_not_b(struct oriel_payload value, void *data) {
	(void)data;
	return *(const char *)value.data != 'b';
}

static bool is_same_text(struct oriel_payload before, struct oriel_payload value, void *data) {
	(void)data;
	return strcmp(before.data, value.data) == 0;
}

static void begin_consumer(void) {
	static struct consumer consumer;
	consumer = (struct consumer){ queue, "c" };
	in_callback(consume(&consumer));
}

static void put_texts(const char *texts) {
	static const char *const all[] = { "a", "b", "c", "d", "e", "f" };
	for (; *texts != '\0'; texts++)
		assert_int_equal(oriel_queue_put(queue, text(all[*texts - 'a'])), ORIEL_OK);
}

/* ---- Operators ---- */

static void map_replaces_values_and_filter_releases_them(void **state) {
	queue = oriel_queue_filter(oriel_queue_new(), is_not_b, (void *)"filter", .release =
		note_data_drop);
	queue = oriel_queue_map(queue, to_upper, (void *)"map", .release = note_data_drop);
	put(queue, "a", ORIEL_OK);
	put(queue, "b", ORIEL_OK);
	put(queue, "c", ORIEL_OK);
	assert_order(&order, "drop a, drop b, drop c");
	assert_int_equal(oriel_queue_count(queue), 2);
	begin_consumer();
	in_callback(oriel_queue_close(queue, NULL));
	assert_order(&order, "c: A, c: C, data of filter, data of map, c: OK nothing");
	oriel_queue_unref(queue);
}

static void values_that_wait_pass_through_a_new_operator(void **state) {
	queue = oriel_queue_new(.limit = 3);
	put_texts("abc");
	queue = oriel_queue_map(oriel_queue_filter(queue, is_not_b, NULL), to_upper, NULL);
	put_texts("d");
	assert_int_equal(oriel_queue_put(queue, text("e")), ORIEL_QUOTA_EXCEEDED_ERROR);
	oriel_queue_close(queue, NULL);
	begin_consumer();
	assert_order(&order, "c: A, c: C, c: D, c: OK nothing");
	oriel_queue_unref(queue);
}

static void operators_can_be_added_to_a_closed_queue(void **state) {
	queue = oriel_queue_new();
	put_texts("abc");
	oriel_queue_close(queue, NULL);
	queue = oriel_queue_map(queue, to_upper, (void *)"map", .release = note_data_drop);
	queue = oriel_queue_debounce(queue, 10);
	assert_order(&order, "data of map");
	begin_consumer();
	assert_order(&order, "c: C, c: OK nothing");
	queue = oriel_queue_map(queue, to_upper, (void *)"late", .release = note_data_drop);
	assert_order(&order, "data of late");
	assert_int_equal(alive("timers"), 0);
	oriel_queue_unref(queue);
}

static void distinct_compares_with_the_value_that_passed_before(void **state) {
	queue = oriel_queue_distinct(oriel_queue_new(), is_same_text, NULL);
	put_texts("aabbba");
	oriel_queue_close(queue, NULL);
	begin_consumer();
	assert_order(&order, "c: a, c: b, c: a, c: OK nothing");
	oriel_queue_unref(queue);
}

static void take_closes_the_queue_and_its_source(void **state) {
	queue = oriel_queue_take(oriel_queue_new_ticks(10), 2);
	for (unsigned i = 0; i < 4; i++)
		advance(10);
	assert_int_equal(oriel_queue_count(queue), 2);
	assert_int_equal(alive("timers"), 0);
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_OK);
	oriel_queue_unref(queue);
}

static void a_full_queue_refuses_before_the_chain_runs(void **state) {
	queue = oriel_queue_take(oriel_queue_new(.limit = 1), 2);
	put_texts("a");
	assert_int_equal(oriel_queue_put(queue, text("b")), ORIEL_QUOTA_EXCEEDED_ERROR);
	take(queue, "1");
	put_texts("c");
	assert_int_equal(oriel_queue_put(queue, text("d")), ORIEL_INVALID_STATE_ERROR);
	take(queue, "2");
	assert_order(&order, "1: a, 2: c");
	assert_true(oriel_queue_is_over(queue));
	oriel_queue_unref(queue);
}

/* The sum is a number beside the pointer. */
static struct oriel_payload add_length(struct oriel_payload sum, struct oriel_payload value,
	void *data) {
	(void)data;
	sum.data = (char *)sum.data + strlen(value.data);
	oriel_payload_unref(value);
	return sum;
}

static void scan_passes_the_sum_of_all_so_far(void **state) {
	static const char base[16];
	struct oriel_payload value;
	queue = oriel_queue_scan(oriel_queue_new(), add_length,
		((struct oriel_payload){ .data = (void *)(uintptr_t)base }), (void *)"scan", .release =
		note_data_drop);
	for (unsigned i = 1; i <= 3; i++) {
		put(queue, "ab", ORIEL_OK);
		assert_true(oriel_queue_try_take(queue, &value));
		assert_int_equal((const char *)value.data - base, 2 * i);
	}
	oriel_queue_unref(queue);
	assert_order(&order, "drop ab, drop ab, drop ab, data of scan");
}

static void skip_releases_the_first_values(void **state) {
	queue = oriel_queue_skip(oriel_queue_new(), 2);
	put(queue, "a", ORIEL_OK);
	put(queue, "b", ORIEL_OK);
	put(queue, "c", ORIEL_OK);
	take(queue, "1");
	take(queue, "2");
	assert_order(&order, "drop a, drop b, 1: c, drop c, 2: nothing");
	oriel_queue_unref(queue);
}

/* ---- Operators that keep values ---- */

static void debounce_passes_the_newest_after_a_silence(void **state) {
	queue = oriel_queue_debounce(oriel_queue_new(), 100);
	begin_consumer();
	put(queue, "a", ORIEL_OK);
	advance(60);
	put(queue, "b", ORIEL_OK);
	assert_order(&order, "drop a");
	advance(99);
	assert_order(&order, "");
	advance(1);
	assert_order(&order, "c: b, drop b");
	put(queue, "c", ORIEL_OK);
	in_callback(oriel_queue_close(queue, NULL));
	assert_order(&order, "c: c, drop c, c: OK nothing");
	assert_int_equal(alive("timers"), 0);
	oriel_queue_unref(queue);
}

static void note_values(struct oriel_payload payload) {
	const struct oriel_values *values = oriel_values_try_from_payload(payload);
	assert_non_null(values);
	order_add(&order, "%zu from %s", values->count, text_of(values->items[0]));
}

static void take_values(void) {
	struct oriel_payload payload;
	assert_true(oriel_queue_try_take(queue, &payload));
	note_values(payload);
	oriel_payload_unref(payload);
}

static void buffer_passes_by_count_by_time_and_at_the_end(void **state) {
	queue = oriel_queue_buffer(oriel_queue_new(), 3, 50);
	put(queue, "a", ORIEL_OK);
	put(queue, "b", ORIEL_OK);
	assert_int_equal(oriel_queue_count(queue), 0);
	put(queue, "c", ORIEL_OK);
	put(queue, "d", ORIEL_OK);
	take_values();
	assert_order(&order, "3 from a, drop a, drop b, drop c");
	advance(49);
	assert_int_equal(oriel_queue_count(queue), 0);
	advance(1);
	take_values();
	assert_order(&order, "1 from d, drop d");
	put(queue, "e", ORIEL_OK);
	oriel_queue_close(queue, NULL);
	take_values();
	assert_order(&order, "1 from e, drop e");
	assert_true(oriel_queue_is_over(queue));
	assert_int_equal(alive("timers"), 0);
	oriel_queue_unref(queue);
	assert_null(oriel_values_try_from_payload(text("a")));
}

static void an_abort_releases_what_operators_keep(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	queue = oriel_queue_new(.signal = oriel_abort_controller_signal(controller));
	queue = oriel_queue_buffer(oriel_queue_debounce(queue, 10), 3, 50);
	put(queue, "a", ORIEL_OK);
	advance(10);
	put(queue, "b", ORIEL_OK);
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD); order_add(&order, "host"));
	assert_order(&order, "host, drop b, drop a");
	assert_int_equal(alive("timers"), 0);
	oriel_queue_unref(queue);
	oriel_abort_controller_destroy(controller);
}

static void the_last_reference_releases_what_operators_keep(void **state) {
	queue = oriel_queue_buffer(oriel_queue_new(), 3, 50);
	put(queue, "a", ORIEL_OK);
	oriel_queue_unref(queue);
	assert_order(&order, "drop a");
	assert_int_equal(alive("timers"), 0);
}

static void the_end_of_the_loop_releases_what_operators_keep(void **state) {
	queue = oriel_queue_buffer(oriel_queue_debounce(oriel_queue_new(), 10), 3, 50);
	put(queue, "a", ORIEL_OK);
	oriel_loop_destroy(loop);
	loop = NULL;
	assert_order(&order, "drop a");
	oriel_queue_unref(queue);
}

/* ---- Functions that end their queue ---- */

static struct oriel_payload give_up_queue(struct oriel_payload value, void *data) {
	order_add(&order, "%s by %s", text_of(value), (const char *)data);
	oriel_queue_unref(queue);
	return value;
}

static void a_function_may_give_up_its_queue(void **state) {
	queue = oriel_queue_map(oriel_queue_new(), give_up_queue, (void *)"map", .release =
		note_data_drop);
	queue = oriel_queue_debounce(queue, 10);
	assert_int_equal(oriel_queue_put(queue, owned("a")), ORIEL_ABORT_ERROR);
	assert_order(&order, "a by map, data of map, drop a");
	assert_int_equal(alive("timers"), 0);
}

static struct oriel_payload close_queue(struct oriel_payload value, void *data) {
	oriel_queue_close(queue, NULL);
	assert_int_equal(oriel_queue_put(queue, text("inner")), ORIEL_INVALID_STATE_ERROR);
	return value;
}

static void a_function_may_close_its_queue(void **state) {
	queue = oriel_queue_map(oriel_queue_new(), close_queue, NULL);
	assert_int_equal(oriel_queue_put(queue, owned("a")), ORIEL_INVALID_STATE_ERROR);
	assert_order(&order, "drop a");
	assert_true(oriel_queue_is_over(queue));
	oriel_queue_unref(queue);
}

static void drop_that_gives_up_the_queue(void *data) {
	order_add(&order, "data of %s", (const char *)data);
	oriel_queue_unref(queue);
}

static void a_drop_at_the_close_may_give_up_the_queue(void **state) {
	queue = oriel_queue_new_ticks(10);
	queue = oriel_queue_map(
		queue, to_upper, (void *)"first", .release = drop_that_gives_up_the_queue);
	queue = oriel_queue_map(queue, to_upper, (void *)"second", .release = note_data_drop);
	oriel_queue_close(queue, NULL);
	assert_order(&order, "data of first, data of second");
}

static struct oriel_payload put_again(struct oriel_payload value, void *data) {
	unsigned *left = data;
	if ((*left)-- > 0)
		put_texts("f");
	return value;
}

static void a_function_may_put(void **state) {
	unsigned left = 1;
	queue = oriel_queue_map(oriel_queue_new(), put_again, &left);
	put_texts("a");
	take(queue, "1");
	take(queue, "2");
	assert_order(&order, "1: f, 2: a");
	oriel_queue_unref(queue);
}

/* ---- A stage of a program's own ---- */

struct twice {
	oriel_stage stage;
};

static void twice_push(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	oriel_stage_pass(stage, key, oriel_payload_ref(value));
	order_add(&order, "%s", oriel_status_name(oriel_stage_pass(stage, key + 1, value)));
}

static const struct oriel_stage_class twice_class = {
	.name = "twice", .push = twice_push, .stage_size = sizeof(struct twice), .size =
		sizeof(twice_class),
};

static void a_program_writes_its_own_stage(void **state) {
	queue = oriel_queue_add_stage(oriel_queue_new(.limit = 3), oriel_stage_new(&twice_class));
	assert_int_equal(oriel_queue_put(queue, text("a")), ORIEL_OK);
	assert_int_equal(oriel_queue_put(queue, text("b")), ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_order(&order, "OK, QuotaExceededError");
	assert_int_equal(oriel_queue_count(queue), 3);
	oriel_queue_unref(queue);
	assert_breaks("no push", oriel_stage_new(&(const struct oriel_stage_class){ .name = "none",
		.size = sizeof(twice_class) }));
}

static void a_late_value_without_room_closes_the_queue(void **state) {
	queue = oriel_queue_debounce(oriel_queue_new(.limit = 1), 10);
	queue = oriel_queue_add_stage(queue, oriel_stage_new(&twice_class));
	put_texts("a");
	advance(10);
	assert_order(&order, "QuotaExceededError");
	assert_int_equal(oriel_queue_status(queue, NULL), ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_int_equal(oriel_queue_count(queue), 1);
	oriel_queue_unref(queue);
}

int main(void) {
	return RUN_TESTS(
		on_loop(map_replaces_values_and_filter_releases_them),
		on_loop(values_that_wait_pass_through_a_new_operator),
		on_loop(operators_can_be_added_to_a_closed_queue),
		on_loop(distinct_compares_with_the_value_that_passed_before),
		on_loop(scan_passes_the_sum_of_all_so_far),
		on_loop(skip_releases_the_first_values),
		on_loop(take_closes_the_queue_and_its_source),
		on_loop(a_full_queue_refuses_before_the_chain_runs),
		on_loop(debounce_passes_the_newest_after_a_silence),
		on_loop(buffer_passes_by_count_by_time_and_at_the_end),
		on_loop(an_abort_releases_what_operators_keep),
		on_loop(the_last_reference_releases_what_operators_keep),
		cmocka_unit_test_setup_teardown(the_end_of_the_loop_releases_what_operators_keep,
			loop_setup, loop_teardown),
		on_loop(a_function_may_give_up_its_queue),
		on_loop(a_function_may_close_its_queue),
		on_loop(a_drop_at_the_close_may_give_up_the_queue),
		on_loop(a_function_may_put),
		on_loop(a_program_writes_its_own_stage),
		on_loop(a_late_value_without_room_closes_the_queue));
}
