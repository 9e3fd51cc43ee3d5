/* SPDX-License-Identifier: MIT */
#include "loop_test.h"

#include "loop/loop_internal.h"

#include <oriel/runtime/microtask.h>
#include <oriel/runtime/task.h>

#include <pthread.h>

static void a_task_never_runs_inside_the_queueing_call(void **state) {
	oriel_queue_task(note, "task");
	order_add(&order, "queued");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "queued, task");
}

static void a_cancelled_task_releases_its_data_once_without_running(void **state) {
	oriel_task_id id = oriel_queue_task(note, "task", .release = note_drop);
	oriel_cancel_task(id);
	oriel_cancel_task(id);
	oriel_cancel_task(0);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "drop task");
}

static void data_is_released_after_its_task_and_before_the_checkpoint(void **state) {
	oriel_queue_task(note, "a", .release = note_drop);
	oriel_queue_task(note, "b");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "a, drop a, b");
}

static oriel_task_id other;

static void cancel_other(void *name) {
	note(name);
	oriel_cancel_task(other);
}

static void a_task_can_cancel_a_task_of_the_same_step(void **state) {
	oriel_queue_task(cancel_other, "first");
	other = oriel_queue_task(note, "second", .release = note_drop);
	oriel_queue_task(note, "third");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "first, drop second, third");
}

static void a_task_may_cancel_itself(void **state) {
	other = oriel_queue_task(cancel_other, "self", .release = note_drop);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "self, drop self");
}

static void an_abort_cancels_the_task_and_a_completed_task_leaves_its_signal(void **state) {
	struct test_signal signal = { .list.loop = *state };
	oriel_queue_task(note, "done", .signal = AS_SIGNAL(&signal));
	oriel_loop_advance(*state, 0);
	assert_true(oriel__list_is_empty(&signal.list.hooks));
	oriel_queue_task(note, "aborted", .signal = AS_SIGNAL(&signal), .release = note_drop);
	abort_signal(&signal);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "done, drop aborted");
}

static void an_aborted_signal_refuses_the_task_and_releases_its_data(void **state) {
	struct test_signal signal = { .list.loop = *state };
	abort_signal(&signal);
	assert_int_equal(
		oriel_queue_task(note, "refused", .signal = AS_SIGNAL(&signal), .release = note_drop), 0);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "drop refused");
}

static void ids_are_never_reused(void **state) {
	oriel_task_id last = 0;
	for (int i = 0; i < 1000; i++) {
		oriel_task_id id = oriel_queue_task(note, "task");
		assert_true(id > 0 && id != last);
		oriel_cancel_task(id);
		oriel_cancel_task(last);
		last = id;
	}
}

static struct oriel__task native;

static void run_native(struct oriel__task *task) {
	assert_ptr_equal(task, &native);
	order_add(&order, "native");
	oriel_queue_microtask(note, "its microtask");
}

static void a_native_task_is_followed_by_a_checkpoint(void **state) {
	oriel__task_queue(*state, &native, ORIEL_TASK_SOURCE_IO, run_native);
	assert_breaks(
		"queued already", oriel__task_queue(*state, &native, ORIEL_TASK_SOURCE_IO, run_native));
	oriel_queue_task(note, "task");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "native, its microtask, task");
}

static void a_cancelled_native_task_can_be_queued_again(void **state) {
	oriel__task_queue(*state, &native, ORIEL_TASK_SOURCE_INPUT, run_native);
	oriel__task_cancel(*state, &native);
	oriel__task_cancel(*state, &native);
	oriel__task_queue(*state, &native, ORIEL_TASK_SOURCE_IO, run_native);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "native, its microtask");
}

static void the_assertion_names_wrong_arguments(void **state) {
	assert_breaks("oriel_queue_task: fn is NULL", oriel_queue_task(NULL, NULL));
	assert_breaks("oriel_queue_task: source 99", oriel_queue_task(note, NULL, .source = 99));
	const struct oriel_task_options no_size = { 0 };
	assert_breaks("the options have no size", oriel_queue_task_at("here", note, NULL, &no_size));
}

static void without_a_loop_the_assertion_names_the_call_and_the_remedy(void **state) {
	assert_breaks("oriel_queue_task: this thread has no loop", oriel_queue_task(note, NULL));
	assert_breaks("oriel_cancel_task: this thread has no loop", oriel_cancel_task(1));
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(without_a_loop_the_assertion_names_the_call_and_the_remedy),
		on_virtual(a_task_never_runs_inside_the_queueing_call),
		on_virtual(a_cancelled_task_releases_its_data_once_without_running),
		on_virtual(data_is_released_after_its_task_and_before_the_checkpoint),
		on_virtual(a_task_can_cancel_a_task_of_the_same_step),
		on_virtual(a_task_may_cancel_itself),
		on_virtual(an_abort_cancels_the_task_and_a_completed_task_leaves_its_signal),
		on_virtual(an_aborted_signal_refuses_the_task_and_releases_its_data),
		on_virtual(ids_are_never_reused),
		on_virtual(a_native_task_is_followed_by_a_checkpoint),
		on_virtual(a_cancelled_native_task_can_be_queued_again),
		on_virtual(the_assertion_names_wrong_arguments));
}
