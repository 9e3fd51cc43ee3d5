/* SPDX-License-Identifier: MIT */
/*
 * Errors that callbacks report, as `error` events at the loop.
 */
#include "nodes.h"

#include <oriel/runtime/error.h>
#include <string.h>

static void record_event(oriel_event *event, struct mark *mark) {
	const struct oriel_error *error = oriel_event_error(event);
	assert_non_null(error);
	assert_non_null(strstr(error->site, "test_error_event.c:"));
	order_add(&mark->world->order, "%s: %s", oriel_status_name(error->code), error->message);
	assert_true(oriel_event_is_trusted(event) && oriel_event_is_cancelable(event) &&
		!oriel_event_bubbles(event));
	if (mark->arg != NULL)
		oriel_prevent_default(event);
}

static void an_error_is_logged_unless_prevented(void **state) {
	struct world *world = *state;
	char message[] = "it broke; mend it";
	oriel_listener_id id = oriel_listen(
		world->loop, "error", on_mark, mark_doing(world, NULL, record_event, "prevent"));
	oriel_report_error(ORIEL_NOT_FOUND_ERROR, message, ORIEL_NO_PAYLOAD);
	oriel_unlisten(id);
	expect_log("it broke; mend it");
	oriel_listen(world->loop, "error", on_mark, mark_doing(world, NULL, record_event, NULL));
	oriel_report_error(ORIEL_ABORT_ERROR, message, ORIEL_NO_PAYLOAD);
	assert_order(&world->order,
		"target loop, NotFoundError: it broke; mend it, target loop, AbortError: it broke; mend "
		"it");
}

static oriel_event *kept;

static void keep(oriel_event *event, struct mark *mark) {
	kept = oriel_event_ref(event);
	oriel_prevent_default(event);
}

static void the_payload_lives_as_long_as_the_event(void **state) {
	struct world *world = *state;
	oriel_listen(world->loop, "error", on_mark, mark_doing(world, NULL, keep, NULL));
	struct oriel_payload payload = { .data = mark(world, "payload"), .release = drop_mark };
	oriel_report_error(ORIEL_ABORT_ERROR, "kept", payload);
	assert_order(&world->order, "target loop");
	assert_string_equal(oriel_event_error(kept)->message, "kept");
	oriel_event_unref(kept);
	assert_order(&world->order, "drop payload");
}

static void report(oriel_event *event, struct mark *mark) {
	oriel_report_error(ORIEL_ABORT_ERROR, "inner", ORIEL_NO_PAYLOAD);
	oriel_prevent_default(event);
}

static void an_error_in_an_error_listener_is_logged_at_once(void **state) {
	struct world *world = *state;
	oriel_listen(world->loop, "error", on_mark, mark_doing(world, NULL, report, NULL));
	expect_log("inner");
	oriel_report_error(ORIEL_ABORT_ERROR, "outer", ORIEL_NO_PAYLOAD);
	assert_order(&world->order, "target loop");
}

static void report_failure(oriel_event *event, struct mark *mark) {
	oriel_report_error(ORIEL_ABORT_ERROR, "failed", ORIEL_NO_PAYLOAD);
}

static void later_listeners_still_run(void **state) {
	struct world *world = *state;
	struct node *node = node_new(world, "node", NULL);
	oriel_listen(&node->target, "x", on_mark, mark_doing(world, "fails", report_failure, NULL));
	oriel_listen(&node->target, "x", on_mark, mark(world, "runs"));
	oriel_listen(world->loop, "error", on_mark, mark_doing(world, NULL, record_event, "prevent"));
	fire(node, "x");
	assert_order(
		&world->order, "target node fails, target loop, AbortError: failed, target node runs");
}

static void other_events_have_no_error(void **state) {
	struct world *world = *state;
	oriel_event *event = oriel_event_new("error");
	assert_null(oriel_event_error(event));
	assert_int_equal(oriel_dispatch(world->loop, event), ORIEL_OK);
	oriel__dispatch_trusted(oriel_loop_target(world->loop), event);
	oriel_event_unref(event);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(an_error_is_logged_unless_prevented),
		TEST(the_payload_lives_as_long_as_the_event),
		TEST(an_error_in_an_error_listener_is_logged_at_once),
		TEST(later_listeners_still_run),
		TEST(other_events_have_no_error));
}
