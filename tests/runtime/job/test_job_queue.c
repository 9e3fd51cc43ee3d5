/* SPDX-License-Identifier: MIT */
/*
 * Queues that limit how many of their jobs run and how many they accept, and producers that wait
 * for room.
 */
#include "async_test.h"

#include "gate.h"
#include "outcome.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/job.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>

static void pass(oriel_job *job, void *data) {
	gate_pass(data);
}

static void nothing(oriel_job *job, void *data) {
	(void)job;
	(void)data;
}

static void dropped(void *data) {
	order_add(&order, "drop");
}

static void note(oriel_promise *promise, const char *name) {
	record_outcome(promise, (struct outcome){ .order = &order, .name = name });
}

static void a_queue_limits_the_number_of_running_jobs(void **state) {
	struct gate gate = GATE;
	oriel_job_queue *queue = oriel_job_queue_new(.concurrency = 2);
	for (int i = 0; i < 5; i++)
		oriel_job_run(pass, NULL, &gate, .queue = queue);
	gate_wait(&gate, 2);
	/* runs if a thread is free, although the queue is blocked */
	oriel_job_run(nothing, NULL, NULL);
	assert_int_equal(oriel_job_queue_depth(queue), 5);
	pthread_mutex_lock(&gate.mutex);
	assert_int_equal(gate.arrived, 2);
	pthread_mutex_unlock(&gate.mutex);
	gate_open(&gate);
	oriel_loop_settle(loop);
	assert_int_equal(gate.arrived, 5);
	assert_int_equal(oriel_job_queue_depth(queue), 0);
	oriel_job_queue_destroy(queue);
}

static void a_full_queue_refuses_jobs_until_a_result_is_delivered(void **state) {
	oriel_job_queue *queue = oriel_job_queue_new(.limit = 2);
	assert_true(oriel_job_run(nothing, NULL, NULL, .queue = queue) > 0);
	assert_false(oriel_job_queue_is_full(queue));
	assert_true(oriel_job_run(nothing, NULL, NULL, .queue = queue) > 0);
	assert_true(oriel_job_queue_is_full(queue));
	assert_int_equal(oriel_job_run(nothing, NULL, &order, .queue = queue, .release = dropped), 0);
	assert_order(&order, "drop");
	oriel_loop_settle(loop);
	assert_false(oriel_job_queue_is_full(queue));
	assert_true(oriel_job_run(nothing, NULL, &order, .queue = queue, .release = dropped) > 0);
	oriel_loop_settle(loop);
	assert_order(&order, "drop");
	oriel_job_queue_destroy(queue);
}

static void a_queue_with_room_is_ready_at_once(void **state) {
	oriel_job_queue *unlimited = oriel_job_queue_new(), *limited = oriel_job_queue_new(.limit = 1);
	oriel_promise *a = oriel_job_queue_ready(unlimited), *b = oriel_job_queue_ready(limited),
				  *c = oriel_job_queue_ready(limited);
	assert_int_equal(oriel_promise_state(a), ORIEL_PROMISE_FULFILLED);
	assert_int_equal(oriel_promise_state(b), ORIEL_PROMISE_FULFILLED);
	assert_int_equal(oriel_promise_state(c), ORIEL_PROMISE_PENDING);
	oriel_loop_settle(loop); /* the place was not used and goes to the next waiter */
	assert_int_equal(oriel_promise_state(c), ORIEL_PROMISE_FULFILLED);
	oriel_promise_unref(a);
	oriel_promise_unref(b);
	oriel_promise_unref(c);
	oriel_job_queue_destroy(unlimited);
	oriel_job_queue_destroy(limited);
}

struct producer {
	const char *name;
	oriel_job_queue *queue;
	int left;
};

static void produce(struct producer *producer);

static void done(void *data) {
	order_add(&order, "done %s", (const char *)data);
}

static struct oriel_completion submit(struct oriel_payload value, void *data) {
	struct producer *producer = data;
	bool is_accepted = oriel_job_run(nothing, done, (void *)(uintptr_t)producer->name,
						.queue = producer->queue) > 0;
	order_add(&order, "%s %s", producer->name, is_accepted ? "accepted" : "refused");
	if (--producer->left > 0)
		produce(producer);
	return ORIEL_COMPLETE;
}

static void produce(struct producer *producer) {
	oriel_promise_unref(oriel_then(oriel_job_queue_ready(producer->queue), submit, NULL, producer));
}

static void waiting_producers_are_served_in_turn_and_never_refused(void **state) {
	oriel_job_queue *queue = oriel_job_queue_new(.limit = 1);
	struct producer a = { "a", queue, 3 }, b = { "b", queue, 2 };
	produce(&a);
	produce(&b);
	oriel_loop_settle(loop);
	assert_order(&order,
		"a accepted, done a, b accepted, done b, a accepted, done a, b accepted, done b, a "
		"accepted, done a");
	oriel_job_queue_destroy(queue);
}

static void cancelling_a_job_makes_room(void **state) {
	struct gate gate = GATE;
	oriel_job_queue *queue = oriel_job_queue_new(.limit = 2);
	oriel_job_run(pass, NULL, &gate, .queue = queue);
	oriel_job_id id = oriel_job_run(nothing, NULL, NULL, .queue = queue);
	note(oriel_job_queue_ready(queue), "ready");
	oriel_loop_advance(loop, 0);
	assert_order(&order, "");
	oriel_job_cancel(id);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "ready: nothing");
	gate_open(&gate);
	oriel_loop_settle(loop);
	oriel_job_queue_destroy(queue);
}

static void destroying_a_queue_rejects_waiting_callers(void **state) {
	struct gate gate = GATE;
	oriel_job_queue *queue = oriel_job_queue_new(.limit = 1);
	oriel_job_run(pass, NULL, &gate, .queue = queue);
	note(oriel_job_queue_ready(queue), "ready");
	oriel_job_queue_destroy(queue);
	oriel_loop_advance(loop, 0);
	assert_order(&order, "ready: InvalidStateError");
	gate_open(&gate);
	oriel_loop_settle(loop);
}

static void the_end_of_the_loop_rejects_waiting_callers(void **state) {
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	order = (struct order){ 0 };
	oriel_job_queue *queue = oriel_job_queue_new(.limit = 1);
	oriel_job_run(nothing, NULL, NULL, .queue = queue);
	oriel_promise_unref(oriel_job_queue_ready(queue));
	note(oriel_job_queue_ready(queue), "ready");
	oriel_loop_destroy(loop);
	assert_order(&order, "");
	oriel_job_queue_destroy(queue);
}

static void wrong_calls_are_reported(void **state) {
	struct gate gate = GATE;
	oriel_job_queue *queue = oriel_job_queue_new();
	oriel_job_run(pass, NULL, &gate, .queue = queue);
	oriel_job_queue_destroy(queue);
	assert_breaks("the queue is destroyed", oriel_job_run(nothing, NULL, NULL, .queue = queue));
	assert_breaks("the queue is destroyed", oriel_promise_unref(oriel_job_queue_ready(queue)));
	assert_breaks("is destroyed already", oriel_job_queue_destroy(queue));
	assert_breaks("the options have no size",
		oriel_job_queue_new_at(ORIEL_SITE, &(struct oriel_job_queue_options){ .limit = 1 }));
	gate_open(&gate);
	oriel_loop_settle(loop);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, loop_setup, loop_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_queue_limits_the_number_of_running_jobs),
		TEST(a_full_queue_refuses_jobs_until_a_result_is_delivered),
		TEST(a_queue_with_room_is_ready_at_once),
		TEST(waiting_producers_are_served_in_turn_and_never_refused),
		TEST(cancelling_a_job_makes_room),
		TEST(destroying_a_queue_rejects_waiting_callers),
		cmocka_unit_test(the_end_of_the_loop_rejects_waiting_callers),
		TEST(wrong_calls_are_reported));
}
