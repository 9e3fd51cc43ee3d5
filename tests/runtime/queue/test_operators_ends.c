/* SPDX-License-Identifier: MIT */
/*
 * Each operator at each end of its queue: "a", "a" and "b" are put, time passes, "c" is put, and
 * the queue ends. What the consumer gets, what is dropped, and when, is one string a row.
 */
#include "queue_test.h"

#include <oriel/runtime/operators.h>

#include <string.h>

static oriel_queue *queue, *copy;

/* ---- Operators ---- */

static struct oriel_payload keep(struct oriel_payload value, void *data) {
	return value;
}

static bool is_not_b(struct oriel_payload value, void *data) {
	return strcmp(value.data, "b") != 0;
}

static bool is_same(struct oriel_payload before, struct oriel_payload value, void *data) {
	return strcmp(before.data, value.data) == 0;
}

static struct oriel_payload newest(struct oriel_payload sum, struct oriel_payload value,
	void *data) {
	return value;
}

static struct oriel_payload first_of(struct oriel_payload payload, void *data) {
	const struct oriel_values *values = oriel_values_try_from_payload(payload);
	struct oriel_payload first = oriel_payload_ref(values->items[0]);
	oriel_payload_unref(payload);
	return first;
}

static oriel_promise *begin_sleep(struct oriel_payload value, oriel_abort_signal *signal,
	void *data) {
	order_add(&order, "begin %s", text_of(value));
	return oriel_then(oriel_sleep(15, .signal = signal), NULL, NULL, NULL);
}

static oriel_queue *map(oriel_queue *of) {
	return oriel_queue_map(of, keep, NULL);
}

static oriel_queue *filter(oriel_queue *of) {
	return oriel_queue_filter(of, is_not_b, NULL);
}

static oriel_queue *distinct(oriel_queue *of) {
	return oriel_queue_distinct(of, is_same, NULL);
}

static oriel_queue *scan(oriel_queue *of) {
	return oriel_queue_scan(of, newest, text("0"), NULL);
}

static oriel_queue *take_three(oriel_queue *of) {
	return oriel_queue_take(of, 3);
}

static oriel_queue *skip_two(oriel_queue *of) {
	return oriel_queue_skip(of, 2);
}

static oriel_queue *debounce(oriel_queue *of) {
	return oriel_queue_debounce(of, 10);
}

static oriel_queue *throttle(oriel_queue *of) {
	return oriel_queue_throttle(of, 10);
}

static oriel_queue *timeout(oriel_queue *of) {
	return oriel_queue_timeout(of, 100);
}

static oriel_queue *buffer(oriel_queue *of) {
	return oriel_queue_map(oriel_queue_buffer(of, 2, 10), first_of, NULL);
}

static oriel_queue *latest(oriel_queue *of) {
	return oriel_queue_latest(of, begin_sleep, NULL);
}

static oriel_queue *merge(oriel_queue *of) {
	return oriel_queue_merge(of, oriel_queue_new());
}

static oriel_queue *share(oriel_queue *of) {
	copy = oriel_queue_share(of);
	return of;
}

/* ---- Ends ---- */

enum end { CLOSE, FAIL, ABORT, UNREF, ENDS };

static void end_queue(enum end end, oriel_abort_controller *controller) {
	struct oriel_payload reason = text("why");
	oriel_loop_begin_host(loop);
	if (end == CLOSE || end == FAIL)
		oriel_queue_close(queue, end == FAIL ? &reason : NULL);
	else if (end == ABORT)
		oriel_abort(controller, ORIEL_NO_PAYLOAD);
	else
		oriel_queue_unref(queue);
	oriel_loop_end_host(loop);
}

static void put_text(const char *value) {
	in_callback(oriel_queue_put(queue, text(value)));
}

/* The last word is that of the end. */
static void assert_row(oriel_queue *(*operator)(oriel_queue *of), enum end end,
	const char *expected) {
	struct consumer consumer = { NULL, "" };
	oriel_abort_controller *controller = oriel_abort_controller_new();
	queue = operator(oriel_queue_new(.signal = oriel_abort_controller_signal(controller)));
	consumer.queue = queue;
	in_callback(consume(&consumer));
	put_text("a");
	put_text("a");
	put_text("b");
	order_add(&order, "-");
	advance(12);
	order_add(&order, "-");
	put_text("c");
	order_add(&order, "-");
	end_queue(end, controller);
	order_add(&order, "-");
	advance(20);
	assert_order(&order, expected);
	assert_int_equal(alive("timers"), 0);
	if (end != UNREF)
		oriel_queue_unref(queue);
	oriel_queue_unref(copy);
	copy = NULL;
	oriel_abort_controller_destroy(controller);
}

/* Values before the end, and values that the end brings; then the status, as the end says. */
static void assert_operator(oriel_queue *(*operator)(oriel_queue *of), const char *before,
	const char *at_close) {
	static const char *const ends[ENDS] = { ": OK nothing", ": OperationError why",
		": AbortError AbortError", ": AbortError nothing" };
	for (unsigned end = 0; end < ENDS; end++) {
		char expected[256];
		snprintf(expected, sizeof(expected), "%s, -, %s%s, -", before, end <= FAIL ? at_close : "",
			ends[end]);
		assert_row(operator, (enum end)end, expected);
	}
}

static void operators_that_keep_nothing(void **state) {
	assert_operator(map, ": a, : a, : b, -, -, : c", "");
	assert_operator(filter, ": a, : a, -, -, : c", "");
	assert_operator(distinct, ": a, : b, -, -, : c", "");
	assert_operator(scan, ": a, : a, : b, -, -, : c", "");
	assert_operator(skip_two, ": b, -, -, : c", "");
	assert_operator(timeout, ": a, : a, : b, -, -, : c", "");
	assert_operator(merge, ": a, : a, : b, -, -, : c", "");
	assert_operator(share, ": a, : a, : b, -, -, : c", "");
}

static void operators_that_keep_values(void **state) {
	assert_operator(debounce, "-, : b, -", ": c, ");
	assert_operator(throttle, ": a, -, : b, -", ": c, ");
	assert_operator(buffer, ": a, -, : b, -", ": c, ");
}

static void take_ends_by_itself(void **state) {
	for (unsigned end = 0; end < ENDS; end++)
		assert_row(take_three, (enum end)end, ": a, : a, : b, : OK nothing, -, -, -, -");
}

static void latest_waits_for_what_is_in_flight(void **state) {
	assert_row(latest, CLOSE, "begin a, begin a, begin b, -, -, begin c, -, -, : nothing, "
		": OK nothing");
	assert_row(latest, FAIL, "begin a, begin a, begin b, -, -, begin c, -, -, : nothing, "
		": OperationError why");
	assert_row(latest, ABORT, "begin a, begin a, begin b, -, -, begin c, -, "
		": AbortError AbortError, -");
	assert_row(latest, UNREF, "begin a, begin a, begin b, -, -, begin c, -, "
		": AbortError nothing, -");
}

/* ---- Policies ---- */

static void assert_policy(enum oriel_queue_policy policy, const char *expected) {
	queue = oriel_queue_new(.limit = 2, .policy = policy);
	static const char *const values[] = { "a", "b", "c", "d" };
	for (unsigned i = 0; i < 4; i++) {
		enum oriel_status status = oriel_queue_put_keyed(queue, 1 + i % 3, owned(values[i]));
		order_add(&order, "%s", oriel_status_name(status));
	}
	take(queue, "1");
	take(queue, "2");
	order_add(&order, "%u", (unsigned)oriel_queue_dropped(queue));
	oriel_queue_unref(queue);
	assert_order(&order, expected);
}

static void policies_decide_at_the_limit(void **state) {
	assert_policy(ORIEL_QUEUE_POLICY_REFUSE, "OK, OK, drop c, QuotaExceededError, drop d, "
		"QuotaExceededError, 1: a, drop a, 2: b, drop b, 0");
	assert_policy(ORIEL_QUEUE_POLICY_DROP_OLDEST, "OK, OK, drop a, OK, drop b, OK, 1: c, drop c, "
		"2: d, drop d, 2");
	assert_policy(ORIEL_QUEUE_POLICY_DROP_NEWEST, "OK, OK, drop c, OK, drop d, OK, 1: a, drop a, "
		"2: b, drop b, 2");
	assert_policy(ORIEL_QUEUE_POLICY_REPLACE, "OK, OK, drop c, QuotaExceededError, drop a, OK, "
		"1: d, drop d, 2: b, drop b, 1");
}

/* ---- Functions that act on their own queue ---- */

static void count_up(void *count) {
	++*(int *)count;
}

static void count_down(void *count) {
	--*(int *)count;
}

static bool close_and_differ(struct oriel_payload before, struct oriel_payload value, void *data) {
	oriel_queue_close(queue, NULL);
	return false;
}

static void the_function_of_distinct_may_close_its_queue(void **state) {
	int references[2] = { 1, 1 };
	queue = oriel_queue_distinct(oriel_queue_new(), close_and_differ, NULL);
	for (unsigned i = 0; i < 2; i++)
		oriel_queue_put(queue, oriel_shared(&references[i], count_up, count_down));
	assert_true(oriel_queue_is_over(queue) || oriel_queue_count(queue) == 1);
	oriel_queue_unref(queue);
	assert_int_equal(references[0], 0);
	assert_int_equal(references[1], 0);
}

/* Adds an operator to its queue in the flush of its queue. */
static struct oriel_payload extend_once(struct oriel_payload value, void *is_extended) {
	if (!*(bool *)is_extended) {
		*(bool *)is_extended = true;
		queue = oriel_queue_map(queue, keep, NULL);
	}
	return value;
}

static void a_queue_may_be_extended_while_it_closes(void **state) {
	struct consumer consumer = { NULL, "c" };
	bool is_extended = false;
	queue = oriel_queue_debounce(oriel_queue_new(.limit = 1), 10);
	queue = oriel_queue_map(queue, extend_once, &is_extended);
	queue = oriel_queue_latest(queue, begin_sleep, NULL);
	oriel_queue_put(queue, text("a"));
	oriel_queue_close(queue, NULL);
	consumer.queue = queue;
	in_callback(consume(&consumer));
	advance(20);
	assert_order(&order, "begin a, c: nothing, c: OK nothing");
	oriel_queue_unref(queue);
}

int main(void) {
	return RUN_TESTS(on_loop(operators_that_keep_nothing), on_loop(operators_that_keep_values),
		on_loop(take_ends_by_itself), on_loop(latest_waits_for_what_is_in_flight),
		on_loop(policies_decide_at_the_limit),
		on_loop(the_function_of_distinct_may_close_its_queue),
		on_loop(a_queue_may_be_extended_while_it_closes));
}
