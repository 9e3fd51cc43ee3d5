/* SPDX-License-Identifier: MIT */
/*
 * oriel_first(): which choice it returns, that it takes nothing, time, aborts, and queues that end
 * meanwhile.
 */
#include "queue_test.h"

#include <oriel/runtime/first.h>
#include <oriel/runtime/microtask.h>

/* One call, whose choices and result are noted as "first: 1". */
struct call {
	struct oriel_choice choices[10];
	size_t count;
	oriel_abort_signal *signal;
};

static struct oriel_completion run_call(void *data) {
	const struct call *call = data;
	int index = oriel_first_at(ORIEL_SITE, call->choices, call->count);
	order_add(&order, "first: %d", index);
	return ORIEL_COMPLETE;
}

static void begin_call(struct call *call) {
	const struct oriel_choice *next = call->choices;
	while (next->queue != NULL || next->room != NULL || next->promise != NULL ||
			next->after_ms != 0 || next->ready)
		next++;
	call->count = (size_t)(next - call->choices);
	oriel_promise_unref(oriel_async(run_call, call, .signal = call->signal));
}

static void note(void *name) {
	order_add(&order, "%s", (const char *)name);
}

static void the_lowest_choice_that_is_there_wins(void **state) {
	oriel_queue *a = oriel_queue_new(), *b = oriel_queue_new(), *c = oriel_queue_new();
	struct call call = { { { .queue = a }, { .queue = b }, { .queue = c } }, .count = 0 };
	put(c, "c", ORIEL_OK);
	put(b, "b", ORIEL_OK);
	in_callback(begin_call(&call); oriel_queue_microtask(note, "m1"));
	assert_order(&order, "first: 1, m1");
	take(b, "b");
	take(c, "c");
	assert_order(&order, "b: b, drop b, c: c, drop c");
	oriel_queue_unref(a);
	oriel_queue_unref(b);
	oriel_queue_unref(c);
}

static void a_put_ends_the_wait_and_takes_nothing(void **state) {
	oriel_queue *a = oriel_queue_new(), *b = oriel_queue_new();
	struct call call = { { { .queue = a }, { .queue = b } }, .count = 0 };
	in_callback(begin_call(&call));
	in_callback(put(b, "b", ORIEL_OK); put(a, "a", ORIEL_OK); order_add(&order, "host"));
	assert_order(&order, "host, first: 0");
	take(a, "a");
	take(b, "b");
	assert_order(&order, "a: a, drop a, b: b, drop b");
	oriel_queue_unref(a);
	oriel_queue_unref(b);
}

static void a_lost_race_passes_the_turn_on(void **state) {
	oriel_queue *a = oriel_queue_new(), *b = oriel_queue_new();
	struct call call = { { { .queue = a }, { .queue = b } }, .count = 0 };
	struct consumer consumer = { b, "c", .most = 1 };
	in_callback(begin_call(&call); consume(&consumer));
	in_callback(put(a, "1", ORIEL_OK); put(b, "2", ORIEL_OK));
	assert_order(&order, "first: 0");
	settle();
	assert_order(&order, "c: 2, drop 2");
	oriel_queue_unref(a);
	oriel_queue_unref(b);
	assert_order(&order, "drop 1");
}

static void a_stolen_value_makes_it_wait_again(void **state) {
	oriel_queue *a = oriel_queue_new();
	struct call call = { { { .queue = a }, { .after_ms = 50 } }, .count = 0 };
	in_callback(begin_call(&call));
	advance(20);
	in_callback(put(a, "1", ORIEL_OK); take(a, "thief"));
	assert_order(&order, "thief: 1, drop 1");
	advance(29);
	assert_order(&order, "");
	advance(1);
	assert_order(&order, "first: 1");
	oriel_queue_unref(a);
}

static void a_time_is_a_choice_and_leaves_no_timer(void **state) {
	oriel_queue *a = oriel_queue_new();
	struct call call = { { { .queue = a }, { .after_ms = 50 }, { .after_ms = 20 } }, .count = 0 };
	begin_call(&call);
	advance(19);
	assert_order(&order, "");
	advance(1);
	assert_order(&order, "first: 2");
	assert_int_equal(alive("timers"), 0);
	oriel_queue_unref(a);
}

static void a_choice_that_is_always_ready_keeps_the_call_from_waiting(void **state) {
	oriel_queue *a = oriel_queue_new();
	struct call call = { { { .queue = a }, { .after_ms = 50 }, { .ready = true } }, .count = 0 };
	struct call again = call;
	in_callback(begin_call(&call));
	assert_order(&order, "first: 2");
	put(a, "1", ORIEL_OK);
	in_callback(begin_call(&again));
	assert_order(&order, "first: 0");
	assert_int_equal(alive("timers"), 0);
	in_callback(take(a, "taken"));
	assert_order(&order, "taken: 1, drop 1");
	oriel_queue_unref(a);
}

static void a_promise_is_a_choice_also_when_it_is_rejected(void **state) {
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new(&resolver);
	oriel_queue *a = oriel_queue_new();
	struct call call = { { { .queue = a }, { .promise = promise } }, .count = 0 }, again = call;
	in_callback(begin_call(&call));
	in_callback(oriel_reject(resolver, text("no")); oriel_resolver_unref(resolver));
	assert_order(&order, "first: 1");
	in_callback(begin_call(&again));
	assert_order(&order, "first: 1");
	assert_string_equal(text_of(oriel_promise_result(promise)), "no");
	oriel_promise_unref(promise);
	oriel_queue_unref(a);
}

static void room_is_a_choice(void **state) {
	oriel_queue *full = oriel_queue_new(.limit = 1), *empty = oriel_queue_new();
	struct call call = { { { .room = full }, { .queue = empty } }, .count = 0 };
	put(full, "1", ORIEL_OK);
	in_callback(begin_call(&call));
	assert_order(&order, "");
	in_callback(take(full, "taken"));
	assert_order(&order, "taken: 1, drop 1, first: 0");
	put(full, "2", ORIEL_OK);
	struct call closed = { { { .queue = empty }, { .room = full } }, .count = 0 };
	in_callback(begin_call(&closed));
	in_callback(oriel_queue_close(full, NULL));
	assert_order(&order, "first: 1");
	oriel_queue_unref(full);
	oriel_queue_unref(empty);
	assert_order(&order, "drop 2");
}

static void the_end_of_a_queue_is_a_choice(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_queue *a = oriel_queue_new(), *b =
		oriel_queue_new(.signal = oriel_abort_controller_signal(controller)),
		*c = oriel_queue_new();
	struct call by_close = { { { .queue = b }, { .queue = a } }, .count = 0 }, by_abort =
		{ { { .queue = b } }, .count = 0 };
	struct call by_reference = { { { .after_ms = 50 }, { .queue = c } }, .count = 0 };
	in_callback(begin_call(&by_close));
	in_callback(oriel_queue_close(a, NULL));
	assert_order(&order, "first: 1");
	in_callback(begin_call(&by_abort));
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD));
	assert_order(&order, "first: 0");
	in_callback(begin_call(&by_reference));
	in_callback(oriel_queue_unref(c));
	assert_order(&order, "first: 1");
	oriel_queue_unref(a);
	oriel_queue_unref(b);
	oriel_abort_controller_destroy(controller);
}

static void an_aborted_coroutine_is_told(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_queue *a = oriel_queue_new();
	struct call call = { { { .queue = a }, { .after_ms = 50 } }, .signal =
		oriel_abort_controller_signal(controller) };
	in_callback(begin_call(&call));
	in_callback(oriel_abort(controller, ORIEL_NO_PAYLOAD));
	assert_order(&order, "first: -1");
	assert_int_equal(alive("timers"), 0);
	oriel_queue_unref(a);
	oriel_abort_controller_destroy(controller);
}

static void many_choices_are_allowed(void **state) {
	oriel_queue *a = oriel_queue_new(), *b = oriel_queue_new();
	struct call call = { .count = 10 };
	for (size_t i = 0; i < 10; i++)
		call.choices[i].queue = i == 9 ? b : a;
	in_callback(oriel_promise_unref(oriel_async(run_call, &call)));
	in_callback(put(b, "b", ORIEL_OK));
	assert_order(&order, "first: 9");
	oriel_queue_unref(a);
	oriel_queue_unref(b);
	assert_order(&order, "drop b");
}

static struct oriel_completion wait_for_lines(void *lines) {
	struct oriel_payload line;
	for (;;) {
		switch (oriel_first({ .queue = lines }, { .after_ms = 30 })) {
		case 0:
			if (oriel_queue_try_take(lines, &line))
				order_add(&order, "%s", text_of(line));
			else
				return ORIEL_COMPLETE;
			break;
		case 1:
			order_add(&order, "silence");
			break;
		default:
			return ORIEL_COMPLETE;
		}
	}
}

static void losing_races_costs_no_memory(void **state) {
	oriel_queue *lines = oriel_queue_new();
	oriel_promise_unref(oriel_async(wait_for_lines, lines));
	for (unsigned i = 0; i < 100; i++)
		advance(30);
	assert_true(alive("promises") < 40);
	order = (struct order){ 0 };
	in_callback(oriel_queue_put(lines, text("a")));
	advance(30);
	in_callback(oriel_queue_close(lines, NULL));
	assert_order(&order, "a, silence");
	oriel_queue_unref(lines);
}

static void broken_choices_assert(void **state) {
	oriel_queue *queue = oriel_queue_new();
	assert_breaks("there is no choice", oriel_first_at(ORIEL_SITE, NULL, 0));
	assert_breaks("choice 0 has 0 members", oriel_first({ .queue = NULL }));
	assert_breaks("choice 0 has 2 members", oriel_first({ .queue = queue, .after_ms = 1 }));
	oriel_queue_unref(queue);
}

int main(void) {
	return RUN_TESTS(
		on_loop(the_lowest_choice_that_is_there_wins),
		on_loop(a_put_ends_the_wait_and_takes_nothing),
		on_loop(a_lost_race_passes_the_turn_on),
		on_loop(a_stolen_value_makes_it_wait_again),
		on_loop(a_time_is_a_choice_and_leaves_no_timer),
		on_loop(a_choice_that_is_always_ready_keeps_the_call_from_waiting),
		on_loop(a_promise_is_a_choice_also_when_it_is_rejected),
		on_loop(room_is_a_choice),
		on_loop(the_end_of_a_queue_is_a_choice),
		on_loop(an_aborted_coroutine_is_told),
		on_loop(many_choices_are_allowed),
		on_loop(losing_races_costs_no_memory),
		on_loop(broken_choices_assert));
}
