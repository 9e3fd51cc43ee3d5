/* SPDX-License-Identifier: MIT */
/*
 * Task groups. The shared state (struct tasks) is reference-counted by the group and by each
 * running task. A group may therefore be destroyed while its tasks return.
 *
 * A task ends when its promise is settled. It also ends when the promise can no longer be settled:
 * the release function of the reaction's data reports that.
 */
#include <oriel/flow/task_group.h>

#include "flow/flow_internal.h"
#include "promise/promise_internal.h"

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "event/event_state_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/loop.h>

struct tasks {
	unsigned references; /* held by the group and by each running task */
	size_t running;
	const char *site;
	oriel_abort_controller *controller;
	/* has_failed: `reason` is set; was_told: a wait has been requested */
	bool has_failed, was_told;
	struct oriel_payload reason;
	oriel_promise *wait; /* the promise of the current waits, a reference; may be NULL */
	oriel_resolver *resolver;
};

struct oriel_task_group {
	struct oriel__flow flow;
	struct tasks *tasks;
};

struct task {
	struct tasks *tasks;
	bool is_over;
};

static void tasks_report(const struct tasks *tasks, struct oriel_payload reason,
	const char *message) {
	const struct oriel_error *error = oriel_error_try_from_payload(reason);
	struct oriel_payload shared = oriel__reason_share(tasks->site, reason);
	oriel_report_error_at(error != NULL ? error->site : tasks->site, error != NULL ? error->code :
		ORIEL_OPERATION_ERROR, error != NULL ? error->message : message, shared);
}

static void tasks_unref(struct tasks *tasks) {
	if (--tasks->references > 0)
		return;
	bool is_unheard = tasks->has_failed && !tasks->was_told && oriel_loop_current() != NULL;
	if (is_unheard)
		tasks_report(tasks, tasks->reason, "a task of a group failed; wait for the group");
	oriel_abort_controller_destroy(tasks->controller);
	oriel__payload_drop(tasks->reason);
	oriel__free(tasks);
}

/* Settles the wait, when no task is running. */
static void tasks_settle(struct tasks *tasks) {
	oriel_promise *wait = tasks->wait;
	oriel_resolver *resolver = tasks->resolver;
	oriel_abort_signal *signal = oriel_abort_controller_signal(tasks->controller);
	tasks->wait = NULL;
	tasks->resolver = NULL;
	if (wait == NULL)
		return;
	if (tasks->has_failed)
		oriel_reject(resolver, oriel__reason_share(tasks->site, tasks->reason));
	else if (oriel_abort_signal_is_aborted(signal))
		oriel__flow_reject_aborted(signal, oriel_resolver_ref(resolver));
	else
		oriel_resolve(resolver, (struct oriel_payload){ 0 });
	oriel_resolver_unref(resolver);
	oriel_promise_unref(wait);
}

static void tasks_abort(struct tasks *tasks, struct oriel_payload reason) {
	oriel_abort(tasks->controller, reason);
}

/* ---- Tasks ---- */

/* Returns whether the reason is the reason of an abort: of the group or of another signal. */
static bool reason_is_abort(const struct tasks *tasks, struct oriel_payload reason) {
	const struct oriel_error *error = oriel_error_try_from_payload(reason);
	oriel_abort_signal *signal = oriel_abort_controller_signal(tasks->controller);
	if (error != NULL && error->code == ORIEL_ABORT_ERROR)
		return true;
	return oriel_abort_signal_is_aborted(signal) && reason.data != NULL
		&& reason.data == oriel_abort_signal_reason(signal).data;
}

static void task_end(struct task *task) {
	struct tasks *tasks = task->tasks;
	task->is_over = true;
	if (--tasks->running == 0)
		tasks_settle(tasks);
}

static void task_fail(const struct task *task, struct oriel_payload reason) {
	struct tasks *tasks = task->tasks;
	if (reason_is_abort(tasks, reason))
		return;
	if (tasks->has_failed) {
		tasks_report(tasks, reason, "a second task of a group failed");
		return;
	}
	tasks->has_failed = true;
	tasks->reason = oriel__reason_share(tasks->site, reason);
	tasks_abort(tasks, oriel_payload_ref(tasks->reason));
}

static struct oriel_completion task_on_value(struct oriel_payload value, void *task) {
	(void)value;
	task_end(task);
	return ORIEL_COMPLETE;
}

static struct oriel_completion task_on_reason(struct oriel_payload reason, void *task) {
	task_fail(task, reason);
	task_end(task);
	return ORIEL_COMPLETE;
}

static void task_drop(void *data) {
	struct task *task = data;
	if (!task->is_over)
		task_end(task);
	tasks_unref(task->tasks);
	oriel__free(task);
}

/* ---- Groups ---- */

static struct oriel_task_group *group_of_flow(struct oriel__flow *flow) {
	return oriel__container_of(flow, struct oriel_task_group, flow);
}

static void task_group_end(struct oriel__flow *flow) {
	bool is_aborted = flow->signal != NULL && oriel_abort_signal_is_aborted(flow->signal);
	struct tasks *tasks = group_of_flow(flow)->tasks;
	tasks_abort(tasks, is_aborted ? oriel__abort_signal_rejection(tasks->site, flow->signal) :
		oriel_error_new_at(tasks->site, ORIEL_ABORT_ERROR,
			"the task group has been destroyed, or its loop ends"));
}

static void task_group_free(struct oriel__flow *flow) {
	tasks_unref(group_of_flow(flow)->tasks);
	oriel__free(group_of_flow(flow));
}

static const struct oriel__flow_class task_group_class =
	{ .name = "task group", .end = task_group_end, .free = task_group_free };

static void task_group_check(const oriel_task_group *group, const char *caller) {
	oriel__flow_check(group != NULL ? &group->flow : NULL, caller);
}

oriel_task_group *oriel_task_group_new_at(const char *site,
	const struct oriel_task_group_options *options) {
	oriel__check_options("oriel_task_group_new", site, options);
	oriel_task_group *group = oriel__alloc_zero(1, sizeof(*group));
	struct tasks *tasks = group->tasks = oriel__alloc_zero(1, sizeof(*tasks));
	tasks->references = 1;
	tasks->site = site;
	tasks->controller = oriel_abort_controller_new();
	oriel__flow_init(&group->flow, &task_group_class, "oriel_task_group_new",
		options != NULL ? options->signal : NULL, NULL, NULL);
	return group;
}

void oriel_task_group_destroy(oriel_task_group *group) {
	oriel__flow_destroy(group != NULL ? &group->flow : NULL, "oriel_task_group_destroy");
}

oriel_promise *oriel_task_group_async_at(const char *site, oriel_task_group *group,
	oriel_coroutine_fn *fn, void *data, const struct oriel_task_group_async_options *options) {
	static const struct oriel_task_group_async_options defaults = { .size = sizeof(defaults) };
	static const struct oriel_then_options then = { .release = task_drop, .size = sizeof(then) };
	task_group_check(group, "oriel_task_group_async");
	oriel__check_options("oriel_task_group_async", site, options);
	if (options == NULL)
		options = &defaults;
	struct tasks *tasks = group->tasks;
	struct task *task = oriel__alloc_zero(1, sizeof(*task));
	task->tasks = tasks;
	tasks->references++;
	tasks->running++;
	oriel_promise *promise = oriel_async_at(site, fn, data, &(const struct oriel_async_options){
		.signal = oriel_abort_controller_signal(tasks->controller), .release = options->release,
		.stack_size = options->stack_size, .size = sizeof(struct oriel_async_options) });
	oriel_promise_unref(oriel_then_at(site, oriel_promise_ref(promise), task_on_value,
		task_on_reason, task, &then));
	return promise;
}

oriel_promise *oriel_task_group_wait_at(const char *site, oriel_task_group *group) {
	task_group_check(group, "oriel_task_group_wait");
	struct tasks *tasks = group->tasks;
	tasks->was_told = true;
	if (tasks->wait != NULL)
		return oriel_promise_ref(tasks->wait);
	tasks->wait = oriel_promise_new_at(site, &tasks->resolver);
	oriel_promise *wait = oriel_promise_ref(tasks->wait);
	if (tasks->running == 0)
		tasks_settle(tasks);
	return wait;
}

size_t oriel_task_group_count(const oriel_task_group *group) {
	task_group_check(group, "oriel_task_group_count");
	return group->tasks->running;
}

oriel_abort_signal *oriel_task_group_signal(oriel_task_group *group) {
	task_group_check(group, "oriel_task_group_signal");
	return oriel_abort_controller_signal(group->tasks->controller);
}
