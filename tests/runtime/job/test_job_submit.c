/* SPDX-License-Identifier: MIT */
/*
 * Jobs whose result settles a promise: values, errors, aborts before, during and after the work,
 * ownership of data, and the end of the loop.
 */
#include "async_test.h"
#include "census.h"

#include "gate.h"
#include "outcome.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/job.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>
#include <string.h>

struct item {
	struct gate *gate; /* may be NULL */
	const char *result;
	bool throws, saw_cancel;
};

static void drop_value(void *data) {
	assert_ptr_equal(oriel_loop_current(), loop);
	order_add(&order, "drop %s", (const char *)data);
	free(data);
}

static int data_drops;

static void drop_data(void *data) {
	assert_ptr_equal(oriel_loop_current(), loop);
	data_drops++;
	order_add(&order, "drop data");
}

static struct oriel_completion work(oriel_job *job, void *data) {
	struct item *item = data;
	if (item->gate != NULL)
		gate_pass(item->gate);
	item->saw_cancel = oriel_job_is_cancelled(job);
	if (item->throws)
		return oriel_throw_error(ORIEL_NOT_FOUND_ERROR, "nothing is there");
	return oriel_return(oriel_owned(strdup(item->result), drop_value));
}

static void note(oriel_promise *promise, const char *name) {
	record_outcome(promise, (struct outcome){ .order = &order, .name = name });
}

static void a_value_fulfils_the_promise_and_is_released_with_it(void **state) {
	struct item item = { .result = "42" };
	note(oriel_job_submit(work, &item, .release = drop_data), "a");
	assert_order(&order, "");
	oriel_loop_settle(loop);
	assert_order(&order, "a: 42, drop 42, drop data");
}

static void an_error_rejects_the_promise(void **state) {
	struct item item = { .throws = true };
	note(oriel_job_submit(work, &item), "a");
	oriel_loop_settle(loop);
	assert_order(&order, "a: NotFoundError");
}

static void an_unhandled_error_is_reported_with_its_site(void **state) {
	struct item item = { .throws = true };
	oriel_promise_unref(oriel_job_submit(work, &item));
	expect_log("nothing is there");
	oriel_loop_settle(loop);
}

static void results_of_a_queue_arrive_in_order(void **state) {
	struct item items[] = { { .result = "1" }, { .throws = true }, { .result = "3" } };
	static const char *const names[] = { "a", "b", "c" };
	oriel_job_queue *queue = oriel_job_queue_new();
	for (int i = 0; i < 3; i++)
		note(oriel_job_submit(work, &items[i], .queue = queue), names[i]);
	oriel_loop_settle(loop);
	assert_order(&order, "a: 1, drop 1, b: NotFoundError, c: 3, drop 3");
	oriel_job_queue_destroy(queue);
}

static void a_full_queue_rejects_at_once(void **state) {
	struct item item = { .result = "1" };
	oriel_job_queue *queue = oriel_job_queue_new(.limit = 1);
	note(oriel_job_submit(work, &item, .queue = queue), "a");
	oriel_promise *refused = oriel_job_submit(work, &item, .queue = queue, .release = drop_data);
	assert_int_equal(oriel_promise_state(refused), ORIEL_PROMISE_REJECTED);
	note(refused, "b");
	oriel_loop_advance(loop, 0);
	assert_memory_equal(order.text, "drop data, b: QuotaExceededError", 32);
	oriel_loop_settle(loop);
	assert_order(&order, "drop data, b: QuotaExceededError, a: 1, drop 1");
	oriel_job_queue_destroy(queue);
}

static void an_abort_rejects_at_once_if_data_was_handed_over(void **state) {
	struct gate gate = GATE;
	struct item item = { .gate = &gate, .result = "late" };
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_promise *promise = oriel_job_submit(
		work, &item, .signal = oriel_abort_controller_signal(controller), .release = drop_data);
	gate_wait(&gate, 1);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_int_equal(oriel_promise_state(promise), ORIEL_PROMISE_REJECTED);
	note(promise, "a");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "a: AbortError");
	gate_open(&gate);
	oriel_loop_settle(loop);
	assert_true(item.saw_cancel);
	assert_order(&order, "drop late, drop data");
	oriel_abort_controller_destroy(controller);
}

static void borrowed_data_is_unused_once_the_promise_is_settled(void **state) {
	struct gate gate = GATE;
	struct item item = { .gate = &gate, .result = "late" };
	oriel_abort_controller *controller = oriel_abort_controller_new();
	note(oriel_job_submit(work, &item, .signal = oriel_abort_controller_signal(controller)), "a");
	gate_wait(&gate, 1);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "");
	gate_open(&gate);
	oriel_loop_settle(loop);
	assert_true(item.saw_cancel);
	assert_order(&order, "drop late, a: AbortError");
	oriel_abort_controller_destroy(controller);
}

static void an_abort_before_the_work_or_the_call_prevents_the_work(void **state) {
	struct gate gate = GATE;
	struct item first = { .gate = &gate, .result = "1" }, second = { .result = "2" },
				third = { .result = "3" };
	char reason[] = "never mind";
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	oriel_job_queue *queue = oriel_job_queue_new();
	note(oriel_job_submit(work, &first, .queue = queue), "a");
	note(oriel_job_submit(work, &second, .queue = queue, .signal = signal), "b");
	gate_wait(&gate, 1);
	oriel_abort(controller, oriel_borrowed(reason));
	oriel_promise *late = oriel_job_submit(work, &third, .signal = signal, .release = drop_data);
	assert_int_equal(oriel_promise_state(late), ORIEL_PROMISE_REJECTED);
	note(late, "c");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "b: never mind, drop data, c: never mind");
	gate_open(&gate);
	oriel_loop_settle(loop);
	assert_order(&order, "a: 1, drop 1");
	oriel_job_queue_destroy(queue);
	oriel_abort_controller_destroy(controller);
}

/* The result is in flight once the next job of the queue has begun. */
static void an_abort_after_the_work_releases_the_result_without_delivery(void **state) {
	struct gate gate = GATE;
	struct item first = { .result = "1" }, second = { .gate = &gate, .result = "2" };
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_job_queue *queue = oriel_job_queue_new();
	note(oriel_job_submit(
			work, &first, .queue = queue, .signal = oriel_abort_controller_signal(controller)),
		"a");
	note(oriel_job_submit(work, &second, .queue = queue), "b");
	gate_wait(&gate, 1);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "drop 1, a: AbortError");
	gate_open(&gate);
	oriel_loop_settle(loop);
	assert_order(&order, "b: 2, drop 2");
	oriel_job_queue_destroy(queue);
	oriel_abort_controller_destroy(controller);
}

static void on_progress(void *report, void *data) {
	assert_string_equal(((struct item *)data)->result, "1");
	order_add(&order, "progress %s", (const char *)report);
}

static struct oriel_completion work_reporting(oriel_job *job, void *data) {
	oriel_job_report(job, oriel_borrowed("half"));
	return work(job, data);
}

static void progress_receives_the_data_of_the_program(void **state) {
	struct item item = { .result = "1" };
	note(oriel_job_submit(work_reporting, &item, .progress = on_progress), "a");
	oriel_loop_settle(loop);
	assert_order(&order, "progress half, a: 1, drop 1");
}

static void the_end_of_the_loop_releases_all_data(void **state) {
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	order = (struct order){ 0 };
	struct gate gate = GATE;
	struct item running = { .gate = &gate, .result = "late" }, waiting = { .result = "never" };
	oriel_job_queue *queue = oriel_job_queue_new();
	oriel_promise_unref(oriel_job_submit(work, &running, .queue = queue, .release = drop_data));
	oriel_promise_unref(oriel_job_submit(work, &waiting, .queue = queue, .release = drop_data));
	gate_wait(&gate, 1);
	gate_open(&gate);
	data_drops = 0;
	oriel_loop_destroy(loop);
	oriel_job_queue_destroy(queue);
	assert_int_equal(data_drops, 2);
}

static void work_that_must_finish_fulfils_its_promise_before_the_loop_ends(void **state) {
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	order = (struct order){ 0 };
	struct item item = { .result = "saved" };
	oriel_promise_unref(
		oriel_job_submit(work, &item, .finish_on_quit = true, .release = drop_data));
	oriel_loop_destroy(loop);
	assert_false(item.saw_cancel);
	assert_order(&order, "drop saved, drop data");
}

static void nothing_is_left_in_the_census(void **state) {
	struct oriel_census before, after;
	static struct item items[100];
	oriel_loop_census(loop, &before);
	for (int i = 0; i < 100; i++) {
		items[i].result = "1";
		oriel_promise_unref(oriel_job_submit(work, &items[i]));
	}
	oriel_loop_settle(loop);
	oriel_loop_census(loop, &after);
	assert_same_census(&before, &after, "the end");
	order = (struct order){ 0 };
}

static void wrong_arguments_are_reported(void **state) {
	assert_breaks("the work is NULL", oriel_promise_unref(oriel_job_submit(NULL, NULL)));
	assert_breaks(
		"is no priority", oriel_promise_unref(oriel_job_submit(work, NULL, .priority = 7)));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, loop_setup, loop_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_value_fulfils_the_promise_and_is_released_with_it),
		TEST(an_error_rejects_the_promise),
		TEST(an_unhandled_error_is_reported_with_its_site),
		TEST(results_of_a_queue_arrive_in_order),
		TEST(a_full_queue_rejects_at_once),
		TEST(an_abort_rejects_at_once_if_data_was_handed_over),
		TEST(borrowed_data_is_unused_once_the_promise_is_settled),
		TEST(an_abort_before_the_work_or_the_call_prevents_the_work),
		TEST(an_abort_after_the_work_releases_the_result_without_delivery),
		TEST(progress_receives_the_data_of_the_program),
		cmocka_unit_test(the_end_of_the_loop_releases_all_data),
		cmocka_unit_test(work_that_must_finish_fulfils_its_promise_before_the_loop_ends),
		TEST(nothing_is_left_in_the_census),
		TEST(wrong_arguments_are_reported));
}
