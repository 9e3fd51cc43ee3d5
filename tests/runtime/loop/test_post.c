/* SPDX-License-Identifier: MIT */
#include "loop_test.h"

#include "loop/loop_internal.h"

#include <oriel/runtime/microtask.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/task.h>

static void posts_run_in_order_as_tasks(void **state) {
	oriel_post(*state, note, "a");
	oriel_queue_task(note, "task");
	oriel_post(*state, note, "b", .release = note_drop);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "task, a, b, drop b");
}

static void post_more(void *loop) {
	note("first");
	oriel_queue_microtask(note, "microtask");
	oriel_post(loop, note, "posted in a callback");
}

static void a_post_made_while_the_loop_runs_belongs_to_the_next_turn(void **state) {
	oriel_post(*state, post_more, *state);
	oriel_post(*state, note, "second");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "first, microtask, second, posted in a callback");
}

static void a_cancelled_post_releases_its_data_without_running(void **state) {
	oriel_post_id id = oriel_post(*state, note, "a", .release = note_drop);
	oriel_post_id plain = oriel_post(*state, note, "b");
	assert_true(oriel_cancel_post(*state, id));
	assert_false(oriel_cancel_post(*state, id));
	assert_true(oriel_cancel_post(*state, plain));
	oriel_loop_advance(*state, 0);
	assert_false(oriel_cancel_post(*state, id));
	assert_order(&order, "drop a");
}

static oriel_post_id self, other;

static void cancel_both(void *loop) {
	assert_false(oriel_cancel_post(loop, self));
	assert_true(oriel_cancel_post(loop, other));
	note("ran");
}

static void a_running_post_cannot_be_cancelled_but_a_taken_one_can(void **state) {
	self = oriel_post(*state, cancel_both, *state);
	other = oriel_post(*state, note, "other");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "ran");
}

static void any_number_is_a_harmless_id(void **state) {
	oriel_post_id id = oriel_post(*state, note, "a");
	assert_false(oriel_cancel_post(*state, 0));
	assert_false(oriel_cancel_post(*state, id + 1));
	assert_false(oriel_cancel_post(*state, id + 100000));
	assert_false(oriel_cancel_post(*state, UINT64_MAX));
	assert_false(oriel_cancel_post(*state, id + (UINT64_C(1) << 28)));
	oriel_loop_advance(*state, 0);
	assert_order(&order, "a");
}

static void reused_nodes_have_new_ids(void **state) {
	oriel_post_id last = 0;
	for (int i = 0; i < 1000; i++) {
		oriel_post_id id = oriel_post(*state, note, "");
		assert_true(id > 0 && id != last && id < UINT64_C(1) << 53);
		oriel_loop_advance(*state, 0);
		order = (struct order){ 0 };
		assert_false(oriel_cancel_post(*state, last));
		last = id;
	}
}

static void the_depth_counts_queued_posts(void **state) {
	assert_int_equal(oriel_post_depth(*state), 0);
	for (int i = 0; i < 600; i++)
		oriel_post(*state, note, "", .release = NULL);
	assert_int_equal(oriel_post_depth(*state), 600);
	oriel_loop_step(*state);
	oriel_post(*state, note, "");
	assert_int_equal(oriel_post_depth(*state), 600);
	oriel_loop_advance(*state, 0);
	assert_int_equal(oriel_post_depth(*state), 0);
}

static void an_abort_cancels_the_post_and_a_run_post_leaves_its_signal(void **state) {
	struct test_signal signal = { .list.loop = *state };
	oriel_post(*state, note, "ran", .signal = AS_SIGNAL(&signal));
	oriel_loop_advance(*state, 0);
	assert_true(oriel__list_is_empty(&signal.list.hooks));
	oriel_post(*state, note, "aborted", .signal = AS_SIGNAL(&signal), .release = note_drop);
	abort_signal(&signal);
	assert_int_equal(
		oriel_post(*state, note, "refused", .signal = AS_SIGNAL(&signal), .release = note_drop), 0);
	oriel_loop_advance(*state, 0);
	assert_order(&order, "ran, drop refused, drop aborted");
}

static void run_remote(struct oriel__remote_task *task) {
	(void)task;
	note("remote");
	oriel_queue_microtask(note, "its microtask");
}

static void abandon_remote(struct oriel__remote_task *task) {
	(void)task;
	note("abandoned");
}

static void a_remote_task_runs_in_the_queue_of_its_source(void **state) {
	struct oriel__remote_task remote = {
		.run = run_remote, .abandon = abandon_remote, .source = ORIEL_TASK_SOURCE_JOB
	};
	oriel_post(*state, note, "a");
	assert_true(oriel__post_remote(*state, &remote));
	oriel_post(*state, note, "b");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "a, remote, its microtask, b");
}

static void the_end_of_the_loop_abandons_remote_tasks_and_refuses_later_ones(void **state) {
	struct oriel__remote_task taken = { .run = run_remote, .abandon = abandon_remote };
	struct oriel__remote_task waiting = taken;
	order = (struct order){ 0 };
	oriel_loop *loop = oriel_loop_ref(oriel_loop_new());
	oriel_post(loop, note, "a");
	oriel__post_remote(loop, &taken);
	oriel_loop_step(loop);
	oriel__post_remote(loop, &waiting);
	oriel_loop_destroy(loop);
	assert_false(oriel__post_remote(loop, &waiting));
	oriel_loop_unref(loop);
	assert_order(&order, "a, abandoned, abandoned");
}

int main(void) {
	return RUN_TESTS(
		on_virtual(posts_run_in_order_as_tasks),
		on_virtual(a_post_made_while_the_loop_runs_belongs_to_the_next_turn),
		on_virtual(a_cancelled_post_releases_its_data_without_running),
		on_virtual(a_running_post_cannot_be_cancelled_but_a_taken_one_can),
		on_virtual(any_number_is_a_harmless_id),
		on_virtual(reused_nodes_have_new_ids),
		on_virtual(the_depth_counts_queued_posts),
		on_virtual(an_abort_cancels_the_post_and_a_run_post_leaves_its_signal),
		on_virtual(a_remote_task_runs_in_the_queue_of_its_source),
		cmocka_unit_test(the_end_of_the_loop_abandons_remote_tasks_and_refuses_later_ones));
}
