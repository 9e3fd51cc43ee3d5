/* SPDX-License-Identifier: MIT */
/*
 * Operations begun by an oriel_start_fn. A running operation belongs to the reaction to start's
 * promise, whose release function frees it. The operation therefore ends, too, when that promise is
 * freed unsettled or the loop ends.
 */
#include "flow/operation_internal.h"

#include "base/alloc_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/log.h>

#include <stdio.h>

static oriel_abort_signal *operation_combine(
	oriel_abort_signal *own, oriel_abort_signal *callers, oriel_abort_signal *owners) {
	if (callers == NULL && owners == NULL)
		return oriel_abort_signal_ref(own);
	oriel_abort_signal *const all[] = { own, callers, owners };
	return oriel_abort_signal_new_any(all, sizeof(all) / sizeof(all[0]));
}

struct oriel__operation *oriel__operation_new(size_t size, const char *caller, const char *site,
	const struct oriel__operation_options *options, oriel_promise **promise) {
	ORIEL_ASSERT(
		options->start != NULL, "%s at %s: start is NULL; pass a function", caller, site);
	struct oriel__operation *operation = oriel__alloc_zero(1, size);
	operation->loop = options->owner->loop;
	operation->owner = options->owner;
	operation->site = site;
	operation->kind = options->owner->type->name;
	operation->cause = oriel__cause_capture(operation->loop, site);
	operation->start = options->start;
	operation->data = options->data;
	operation->release = options->release;
	operation->settled = options->settled;
	operation->controller = oriel_abort_controller_new();
	operation->signal = operation_combine(oriel_abort_controller_signal(operation->controller),
		options->signal, options->owner->signal);
	if (promise != NULL)
		*promise = oriel_promise_new_at(site, &operation->waiter.resolver);
	return operation;
}

void oriel__operation_free(struct oriel__operation *operation) {
	oriel_loop *loop = operation->loop;
	oriel_abort_signal_unref(operation->signal);
	oriel_abort_controller_destroy(operation->controller);
	oriel__cause_release(&operation->cause);
	oriel__defer_drop(loop, operation->release, operation->data);
	oriel__free(operation);
}

static void operation_add_running(
	struct oriel__operations *running, struct oriel__operation *operation) {
	operation->running = running;
	oriel__list_prepend(&running->list, &operation->link);
	running->count++;
}

static void operation_remove_running(struct oriel__operation *operation) {
	oriel__list_remove(&operation->running->list, &operation->link);
	operation->running->count--;
	operation->running = NULL;
}

/* Handles the end of start's promise: fulfilled, rejected, or freed while pending. The owner may be
 * ending at the same time. */
static void operation_settle(struct oriel__operation *operation, enum oriel_promise_state state) {
	if (operation->running == NULL)
		return;
	const struct oriel__flow *owner = operation->owner;
	operation_remove_running(operation);
	if (!owner->has_ended)
		operation->settled(operation, state);
}

static struct oriel_completion operation_on_fulfilled(struct oriel_payload value, void *operation) {
	(void)value;
	operation_settle(operation, ORIEL_PROMISE_FULFILLED);
	return ORIEL_COMPLETE;
}

static struct oriel_completion operation_on_rejected(struct oriel_payload reason, void *operation) {
	(void)reason;
	operation_settle(operation, ORIEL_PROMISE_REJECTED);
	return ORIEL_COMPLETE;
}

static void operation_on_end(void *data) {
	struct oriel__operation *operation = data;
	operation->promise = NULL;
	operation_settle(operation, ORIEL_PROMISE_PENDING);
	oriel__operation_free(operation);
}

static void operation_describe(const struct oriel__run *run, struct oriel__run_text *text) {
	snprintf(text->note, sizeof(text->note), "%s start",
		((const struct oriel__operation *)run->subject)->kind);
}

static const struct oriel__run_class start_class = { .name = "start",
	.describe = operation_describe };

/* Calls start. The call may free the operation: a promise that can no longer be settled ends the
 * operation at once. */
static void operation_start(struct oriel__operation *operation) {
	static const struct oriel_then_options options = { .release = operation_on_end,
		.size = sizeof(options) };
	oriel_resolver *resolver = operation->waiter.resolver;
	oriel_promise *promise = oriel__flow_start(
		operation->loop, operation->start, operation->signal, operation->data);
	operation->promise = promise;
	if (resolver != NULL)
		oriel_resolve_with(resolver, oriel_promise_ref(promise));
	oriel_resolver_unref(resolver);
	oriel_promise_unref(oriel_then_at(
		operation->site, promise, operation_on_fulfilled, operation_on_rejected, operation,
		&options));
}

void oriel__operation_begin(struct oriel__operation *operation, struct oriel__operations *running) {
	oriel_loop *loop = operation->loop;
	struct oriel__cause cause = operation->cause;
	struct oriel__run run;
	if (operation->waiter.line != NULL)
		oriel__waiters_take(&operation->waiter);
	operation_add_running(running, operation);
	operation->cause = (struct oriel__cause){ 0 };
	oriel__run_begin_with(loop, &run,
		(struct oriel__run){ .run_class = &start_class,
			.site = cause.site,
			.context = cause.context,
			.cause = cause.run,
			.subject = operation });
	operation_start(operation);
	oriel__run_end(loop, &run);
	oriel__cause_release(&cause);
}

void oriel__operation_abandon(struct oriel__operation *operation) {
	operation_remove_running(operation);
	if (!oriel_abort_signal_is_aborted(operation->signal))
		oriel_abort(operation->controller, ORIEL_NO_PAYLOAD);
}

void oriel__operations_abandon(struct oriel__operations *running) {
	struct oriel__operation *operation;
	while ((operation = oriel__operations_newest(running)) != NULL)
		oriel__operation_abandon(operation);
}

void oriel__operations_reject_line(struct oriel__waiters *line, const struct oriel__flow *owner) {
	struct oriel__operation *operation;
	while ((operation = oriel__operations_first_of(line)) != NULL) {
		oriel__waiters_take(&operation->waiter);
		oriel__flow_reject_ended(owner, operation->waiter.resolver);
		oriel__operation_free(operation);
	}
}
