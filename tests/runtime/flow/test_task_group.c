/* SPDX-License-Identifier: MIT */
/* Task groups: the first failure, aborts from every side, and what the wait says when. */
#include "flow_test.h"

#include <oriel/flow/task_group.h>
#include <oriel/runtime/census.h>

static oriel_task_group *group;

static void note_report(oriel_event *event, void *data) {
	order_add(&order, "report %s", oriel_event_error(event)->message);
	oriel_prevent_default(event);
}

struct errand {
	const char *name;
	double ms;
	const char *failure; /* NULL: it succeeds */
};

static struct oriel_completion run_errand(void *data) {
	const struct errand *errand = data;
	struct oriel_payload reason;
	order_add(&order, "%s begins", errand->name);
	if (oriel_await(oriel_sleep(errand->ms), &reason) == ORIEL_AWAIT_ABORTED) {
		order_add(&order, "%s aborted", errand->name);
		return oriel_throw(oriel_payload_ref(reason));
	}
	order_add(&order, "%s ends", errand->name);
	return errand->failure != NULL ? oriel_throw(text(errand->failure)) : oriel_return(
		text(errand->name));
}

static void begin(const struct errand *errand) {
	watch(oriel_task_group_async(group, run_errand, (void *)(uintptr_t)errand), errand->name);
}

static void begin_group(oriel_abort_signal *signal) {
	group = oriel_task_group_new(.signal = signal);
	oriel_listen(the_loop, "error", note_report, NULL);
}

static void the_wait_ends_when_all_have_returned(void **state) {
	static const struct errand a = { "a", 10 }, b = { "b", 20 };
	begin_group(NULL);
	in_callback(begin(&a); begin(&b); watch(oriel_task_group_wait(group), "wait"));
	assert_int_equal(oriel_task_group_count(group), 2);
	advance(10);
	assert_order(&order, "a begins, b begins, a ends, a: a");
	advance(10);
	assert_order(&order, "b ends, b: b, wait: done");
	in_callback(watch(oriel_task_group_wait(group), "again"));
	assert_order(&order, "again: done");
	in_callback(oriel_task_group_destroy(group));
}

static void the_first_failure_aborts_the_others(void **state) {
	static const struct errand a = { "a", 30 }, b = { "b", 10, "why" }, c = { "c", 30 },
		d = { "d", 1 };
	begin_group(NULL);
	in_callback(begin(&a); begin(&b); begin(&c); watch(oriel_task_group_wait(group), "wait"));
	advance(10);
	assert_order(&order, "a begins, b begins, c begins, b ends, b: rejected why, a aborted, "
		"c aborted, a: rejected why, c: rejected why, wait: rejected why");
	in_callback(begin(&d); watch(oriel_task_group_wait(group), "again"));
	assert_order(&order, "d: rejected why, again: rejected why");
	in_callback(oriel_task_group_destroy(group));
}

static struct oriel_completion fail_when_aborted(void *name) {
	oriel_await(oriel_sleep(1000), NULL);
	return oriel_throw_error(ORIEL_OPERATION_ERROR, name);
}

static void further_failures_are_reported(void **state) {
	static const struct errand a = { "a", 10, "why" };
	begin_group(NULL);
	in_callback(begin(&a));
	oriel_promise_unref(oriel_task_group_async(group, fail_when_aborted, "second"));
	in_callback(watch(oriel_task_group_wait(group), "wait"));
	advance(10);
	assert_order(&order, "a begins, a ends, a: rejected why, report second, wait: rejected why");
	in_callback(oriel_task_group_destroy(group));
}

static void a_failure_that_was_not_waited_for_is_reported(void **state) {
	begin_group(NULL);
	oriel_promise_unref(oriel_task_group_async(group, fail_when_aborted, "unheard"));
	advance(1000);
	assert_order(&order, "");
	in_callback(oriel_task_group_destroy(group));
	assert_order(&order, "report unheard");
}

static void an_abort_from_outside_aborts_all(void **state) {
	static const struct errand a = { "a", 30 };
	oriel_abort_controller *controller = oriel_abort_controller_new();
	begin_group(oriel_abort_controller_signal(controller));
	in_callback(begin(&a); watch(oriel_task_group_wait(group), "wait"));
	struct oriel_payload reason = text("enough");
	in_callback(oriel_abort(controller, reason));
	assert_order(&order, "a begins, a aborted, a: rejected enough, wait: rejected enough");
	in_callback(oriel_task_group_destroy(group));
	begin_group(oriel_abort_controller_signal(controller));
	in_callback(begin(&a); watch(oriel_task_group_wait(group), "wait"));
	assert_order(&order, "a: rejected enough, wait: rejected enough");
	in_callback(oriel_task_group_destroy(group));
	oriel_abort_controller_destroy(controller);
}

static void a_group_can_be_destroyed_while_its_tasks_run(void **state) {
	static const struct errand a = { "a", 30 };
	begin_group(NULL);
	in_callback(begin(&a); watch(oriel_task_group_wait(group), "wait"));
	in_callback(oriel_task_group_destroy(group));
	assert_order(&order, "a begins, a aborted, a: AbortError, wait: AbortError");
}

static struct oriel_completion begin_another(void *data) {
	static const struct errand inner = { "inner", 10 };
	begin(&inner);
	return ORIEL_COMPLETE;
}

static void a_task_may_begin_another(void **state) {
	begin_group(NULL);
	in_callback(watch(oriel_task_group_async(group, begin_another, NULL), "outer");
		watch(oriel_task_group_wait(group), "wait"));
	assert_order(&order, "inner begins, outer: done");
	advance(10);
	assert_order(&order, "inner ends, inner: inner, wait: done");
	in_callback(oriel_task_group_destroy(group));
}

static void the_end_of_the_loop_ends_the_group(void **state) {
	static const struct errand a = { "a", 30 };
	begin_group(NULL);
	in_callback(oriel_promise_unref(oriel_task_group_async(group, run_errand,
		(void *)(uintptr_t)&a, .release = note_drop_of_work)));
	oriel_loop_destroy(the_loop);
	the_loop = NULL;
	assert_order(&order, "a begins, a aborted, drop a");
	oriel_task_group_destroy(group);
}

int main(void) {
	return RUN_TESTS(
		on_virtual(the_wait_ends_when_all_have_returned),
		on_virtual(the_first_failure_aborts_the_others),
		on_virtual(further_failures_are_reported),
		on_virtual(a_failure_that_was_not_waited_for_is_reported),
		on_virtual(an_abort_from_outside_aborts_all),
		on_virtual(a_group_can_be_destroyed_while_its_tasks_run),
		on_virtual(a_task_may_begin_another),
		on_virtual(the_end_of_the_loop_ends_the_group),
	);
}
