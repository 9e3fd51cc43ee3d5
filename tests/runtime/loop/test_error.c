/* SPDX-License-Identifier: MIT */
#include "loop_test.h"

#include "loop/loop_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/task.h>

static void without_a_hook_an_error_is_logged_and_its_payload_released(void **state) {
	const struct oriel_payload payload = { .data = "payload", .release = note_drop };
	expect_log("SyntaxError: no colon");
	oriel_report_error(ORIEL_SYNTAX_ERROR, "no colon", payload);
	assert_order(&order, "drop payload");
}

static void report(void *data) {
	(void)data;
	oriel_report_error(ORIEL_OPERATION_ERROR, "it broke", ORIEL_NO_PAYLOAD);
}

static void the_log_contains_the_chain_of_causes(void **state) {
	expect_log(ORIEL_SITES ? "it broke (in test_error.c:23 task)" : "it broke (in task)");
	oriel_queue_task(report, NULL);
	oriel_queue_task(note, "the next task runs");
	oriel_loop_advance(*state, 0);
	assert_order(&order, "the next task runs");
}

static void hook(oriel_loop *loop, const struct oriel_error *error) {
	(void)loop;
	order_add(&order, "%s %s", oriel_status_name(error->code), error->message);
	expect_log("inside");
	oriel_report_error(ORIEL_OPERATION_ERROR, "inside", ORIEL_NO_PAYLOAD);
	order_add(&order, "end of hook");
}

static void an_error_inside_an_error_hook_is_logged_at_once(void **state) {
	oriel__loop_set_error_hook(*state, hook);
	oriel_report_error(ORIEL_NOT_FOUND_ERROR, "outside", ORIEL_NO_PAYLOAD);
	oriel_report_error(ORIEL_TIMEOUT_ERROR, "again", ORIEL_NO_PAYLOAD);
	assert_order(&order, "NotFoundError outside, end of hook, TimeoutError again, end of hook");
}

int main(void) {
	return RUN_TESTS(
		on_virtual(without_a_hook_an_error_is_logged_and_its_payload_released),
		on_virtual(the_log_contains_the_chain_of_causes),
		on_virtual(an_error_inside_an_error_hook_is_logged_at_once));
}
