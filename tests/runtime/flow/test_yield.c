/* SPDX-License-Identifier: MIT */
/* Yielding, and long work in chunks. */
#include "flow_test.h"

#include <oriel/runtime/frame.h>
#include <oriel/runtime/task.h>
#include <oriel/flow/yield.h>

static void note(void *name) {
	order_add(&order, "%s", (const char *)name);
}

static void note_frame(double time_ms, void *name) {
	(void)time_ms;
	note(name);
}

static struct oriel_completion note_then(struct oriel_payload value, void *name) {
	(void)value;
	note(name);
	return ORIEL_COMPLETE;
}

static void yield_in_a_task(void *data) {
	(void)data;
	note("begins");
	oriel_promise_unref(oriel_then(oriel_yield(), note_then, NULL, "goes on"));
	oriel_queue_task(note, "input", .source = ORIEL_TASK_SOURCE_INPUT);
	oriel_request_frame(note_frame, "frame");
}

static void a_yield_resolves_after_input_and_a_due_frame(void **state) {
	oriel_queue_task(yield_in_a_task, NULL);
	advance(0);
	assert_order(&order, "begins, frame, input, goes on");
}

static void a_yield_can_be_aborted(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	watch(oriel_yield(.signal = oriel_abort_controller_signal(controller)), "yield");
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	settle();
	assert_order(&order, "yield: AbortError");
	oriel_abort_controller_destroy(controller);
}

struct counter {
	int count, end;
	oriel_abort_controller *controller; /* aborted at the third step; may be NULL */
};

static bool step(void *data) {
	struct counter *counter = data;
	order_add(&order, "%d", ++counter->count);
	if (counter->count == 1)
		oriel_queue_task(note, "task");
	if (counter->count == 3 && counter->controller != NULL)
		oriel_abort(counter->controller, ORIEL_NO_PAYLOAD);
	return counter->count < counter->end;
}

static void drop_counter(void *data) {
	(void)data;
	note("drop");
}

static void other_tasks_run_between_chunks(void **state) {
	struct counter counter = { .end = 5 };
	watch(oriel_run_chunks(step, &counter, .max_steps = 2, .release = drop_counter), "chunks");
	assert_order(&order, "");
	settle();
	assert_order(&order, "1, 2, task, 3, 4, 5, drop, chunks: done");
}

static void an_abort_ends_chunks_before_the_next_step(void **state) {
	struct counter counter = { .end = 100, .controller = oriel_abort_controller_new() };
	oriel_abort_signal *signal = oriel_abort_controller_signal(counter.controller);
	watch(oriel_run_chunks(step, &counter, .signal = signal, .release = drop_counter), "chunks");
	settle();
	assert_order(&order, "1, 2, 3, drop, chunks: AbortError, task");
	watch(oriel_run_chunks(step, &counter, .signal = signal, .release = drop_counter), "chunks");
	settle();
	assert_order(&order, "drop, chunks: AbortError");
	oriel_abort_controller_destroy(counter.controller);
}

static void the_end_of_the_loop_ends_chunks(void **state) {
	struct counter counter = { .end = 100 };
	oriel_promise_unref(oriel_run_chunks(step, &counter, .release = drop_counter));
	oriel_promise_unref(oriel_yield());
	oriel_loop_destroy(the_loop);
	the_loop = NULL;
	assert_order(&order, "drop");
}

int main(void) {
	return RUN_TESTS(on_virtual(a_yield_resolves_after_input_and_a_due_frame),
		on_virtual(a_yield_can_be_aborted), on_virtual(other_tasks_run_between_chunks),
		on_virtual(an_abort_ends_chunks_before_the_next_step),
		on_virtual(the_end_of_the_loop_ends_chunks));
}
