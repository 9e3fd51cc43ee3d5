/* SPDX-License-Identifier: MIT */
/* Sharing a running request by key: who joins, who leaves, and what ends it. */
#include "flow_test.h"

#include <oriel/flow/sharing.h>

static oriel_sharing *sharing;
static struct work a, b;

static int sharing_setup(void **state) {
	int result = virtual_loop(state);
	a = (struct work){ "a" };
	b = (struct work){ "b" };
	sharing = oriel_sharing_new();
	return result;
}

static int sharing_teardown(void **state) {
	oriel_sharing_destroy(sharing);
	sharing = NULL;
	return end_loop(state);
}
#define on_sharing(test) cmocka_unit_test_setup_teardown(test, sharing_setup, sharing_teardown)

static void calls_with_one_key_share_one_request(void **state) {
	watch(oriel_sharing_run(sharing, "x", start, &a), "1");
	watch(oriel_sharing_run(sharing, "x", start, &b, .release = note_drop_of_work), "2");
	watch(oriel_sharing_run(sharing, "y", start, &b), "3");
	assert_order(&order, "start a, drop b, start b");
	assert_int_equal(oriel_sharing_count(sharing, "x"), 2);
	fulfil(&a);
	assert_order(&order, "1: a, 2: a");
	assert_int_equal(oriel_sharing_count(sharing, "x"), 0);
	watch(oriel_sharing_run(sharing, "x", start, &a), "4");
	reject(&a);
	assert_order(&order, "start a, 4: rejected a");
	fulfil(&b);
	assert_order(&order, "3: b");
}

static void the_last_caller_that_leaves_aborts_the_request(void **state) {
	oriel_abort_controller *first = oriel_abort_controller_new(), *second =
		oriel_abort_controller_new();
	watch(oriel_sharing_run(sharing, "x", start, &a, .signal =
		oriel_abort_controller_signal(first)), "1");
	watch(oriel_sharing_run(sharing, "x", start, &a, .signal =
		oriel_abort_controller_signal(second)), "2");
	in_callback(oriel_abort(first, ORIEL_NO_PAYLOAD));
	assert_order(&order, "start a, 1: AbortError");
	in_callback(oriel_abort(second, ORIEL_NO_PAYLOAD));
	assert_order(&order, "abort a, 2: AbortError");
	watch(oriel_sharing_run(sharing, "x", start, &b), "3");
	watch(oriel_sharing_run(sharing, "x", start, &b, .signal =
		oriel_abort_controller_signal(second), .release = note_drop_of_work), "4");
	settle();
	assert_order(&order, "start b, drop b, 4: AbortError");
	fulfil(&b);
	assert_order(&order, "3: b");
	oriel_abort_controller_destroy(first);
	oriel_abort_controller_destroy(second);
}

static void destroying_rejects_all(void **state) {
	watch(oriel_sharing_run(sharing, "x", start, &a, .release = note_drop_of_work), "1");
	watch(oriel_sharing_run(sharing, "x", start, &a), "2");
	in_callback(oriel_sharing_destroy(sharing));
	sharing = NULL;
	assert_order(&order, "start a, abort a, 1: AbortError, 2: AbortError, drop a");
}

static void a_request_that_is_lost_frees_its_key(void **state) {
	watch(oriel_sharing_run(sharing, "x", start, &a), "1");
	lose(&a);
	settle();
	assert_int_equal(oriel_sharing_count(sharing, "x"), 0);
	watch(oriel_sharing_run(sharing, "x", start, &b), "2");
	fulfil(&b);
	assert_order(&order, "start a, start b, 2: b");
}

static oriel_promise *start_and_destroy(oriel_abort_signal *signal, void *data) {
	oriel_sharing_destroy(sharing);
	sharing = NULL;
	return start(signal, data);
}

static void start_may_destroy_the_sharing(void **state) {
	watch(oriel_sharing_run(sharing, "x", start_and_destroy, &a), "1");
	settle();
	assert_order(&order, "start a, 1: AbortError");
	fulfil(&a);
}

static void the_end_of_the_loop_ends_all(void **state) {
	oriel_promise_unref(oriel_sharing_run(sharing, "x", start, &a, .release = note_drop_of_work));
	oriel_loop_destroy(the_loop);
	the_loop = NULL;
	assert_order(&order, "start a, abort a, drop a");
	lose(&a);
}

int main(void) {
	return RUN_TESTS(
		on_sharing(calls_with_one_key_share_one_request),
		on_sharing(the_last_caller_that_leaves_aborts_the_request),
		on_sharing(destroying_rejects_all),
		on_sharing(a_request_that_is_lost_frees_its_key),
		on_sharing(start_may_destroy_the_sharing),
		on_sharing(the_end_of_the_loop_ends_all),
	);
}
