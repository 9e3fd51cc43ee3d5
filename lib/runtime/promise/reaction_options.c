/* SPDX-License-Identifier: MIT */
/*
 * Options of a program's reactions: a signal that cancels the reaction, and a release function for
 * its data.
 *
 * A queued reaction whose signal aborts stays in the queue, and its microtask finds it cancelled.
 */
#include "promise/promise_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/event_state_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>

struct oriel_payload oriel__abort_signal_rejection(
	const char *site, const oriel_abort_signal *signal) {
	struct oriel_payload reason = oriel_abort_signal_reason(signal);
	bool has_reason = reason.data != NULL || reason.release != NULL;
	if (has_reason && (reason.retain != NULL || reason.release == NULL))
		return oriel_payload_ref(reason);
	if (oriel_abort_signal_status(signal) == ORIEL_TIMEOUT_ERROR)
		return oriel_error_new_at(
			site, ORIEL_TIMEOUT_ERROR, "the operation took longer than its signal allows");
	return oriel_error_new_at(site, ORIEL_ABORT_ERROR, "the signal of the operation was aborted");
}

static void reaction_options_release(struct oriel__deferred *deferred) {
	oriel_promise *promise = oriel__container_of(deferred, oriel_promise, reacting.deferred);
	oriel_release_fn *release = promise->origin.handlers.release;
	void *data = promise->origin.handlers.data;
	promise->origin.handlers.release = NULL;
	oriel__promise_release(promise);
	release(data);
}

static void reaction_options_leave_signal(oriel_promise *promise) {
	oriel__abort_hook_remove(&promise->origin.handlers.hook->hook);
	oriel__free(promise->origin.handlers.hook);
	promise->origin.handlers.hook = NULL;
}

void oriel__promise_leave_abort_signal(oriel_promise *promise) {
	reaction_options_leave_signal(promise);
	promise->is_lost = false;
	oriel__promise_release(promise);
}

static void reaction_options_on_signal_gone(struct oriel__abort_hook *hook) {
	oriel__promise_leave_abort_signal(
		oriel__container_of(hook, struct oriel__then_hook, hook)->promise);
}

/* Releases the data of a reaction that has run or never will, and releases its reference. */
static void reaction_options_defer_release(oriel_promise *promise) {
	if (promise->origin.handlers.release != NULL)
		oriel__defer(oriel__promises_of(promise)->loop, &promise->reacting.deferred,
			reaction_options_release);
	else
		oriel__promise_release(promise);
}

void oriel__reaction_end_options(oriel_promise *promise) {
	if (promise->origin.handlers.hook != NULL)
		reaction_options_leave_signal(promise);
	reaction_options_defer_release(promise);
}

void oriel__reaction_abandon_options(oriel_promise *promise) {
	struct oriel__then_hook *hook = promise->origin.handlers.hook;
	bool is_lost = hook != NULL && hook->hook.list != NULL &&
		!oriel__promises_of(promise)->is_ended;
	if (!is_lost) {
		oriel__reaction_end_options(promise);
		return;
	}
	hook->hook.gone = reaction_options_on_signal_gone;
	promise->is_lost = true;
	promise->references++;
	reaction_options_defer_release(promise);
}

void oriel__reaction_unhook(oriel_promise *promise) {
	if (promise->origin.handlers.hook != NULL)
		oriel__abort_hook_remove(&promise->origin.handlers.hook->hook);
}

static void reaction_options_reject_aborted(
	oriel_promise *promise, const oriel_abort_signal *signal) {
	promise->is_aborted = true;
	oriel__promise_reject(promise, oriel__abort_signal_rejection(promise->reaction.site, signal));
}

static void reaction_options_on_abort(struct oriel__abort_hook *hook) {
	struct oriel__then_hook *then_hook = oriel__container_of(hook, struct oriel__then_hook, hook);
	oriel_promise *promise = then_hook->promise;
	if (promise->is_lost) {
		reaction_options_reject_aborted(promise, then_hook->signal);
		oriel__promise_leave_abort_signal(promise);
		return;
	}
	bool is_queued = !oriel__reaction_cancel(&promise->reaction);
	promise->references += is_queued; /* the reference of the microtask */
	reaction_options_reject_aborted(promise, then_hook->signal);
	oriel__reaction_end_options(promise);
}

static void reaction_options_add_hook(oriel_promise *promise, oriel_abort_signal *signal) {
	struct oriel__then_hook *hook = oriel__alloc_zero(1, sizeof(*hook));
	hook->promise = promise;
	hook->signal = signal;
	promise->origin.handlers.hook = hook;
	oriel__abort_hook_add(signal, &hook->hook, reaction_options_on_abort);
}

/* Ends a reaction without registering it, because its signal has aborted or the loop is ending.
 * Takes over source. */
static void reaction_options_end_at_once(
	oriel_promise *source, oriel_promise *promise, const oriel_abort_signal *signal) {
	oriel__promise_handle(source);
	if (signal != NULL && oriel_abort_signal_is_aborted(signal))
		reaction_options_reject_aborted(promise, signal);
	oriel__reaction_end_options(promise);
	oriel__promise_release(source);
}

void oriel__reaction_react_with_options(
	oriel_promise *source, oriel_promise *promise, const struct oriel_then_options *options) {
	static const struct oriel_then_options defaults;
	if (options == NULL)
		options = &defaults;
	promise->is_laden = true;
	promise->origin.handlers.release = options->release;
	promise->origin.handlers.hook = NULL;
	if ((options->signal != NULL && oriel_abort_signal_is_aborted(options->signal)) ||
		oriel__promises_of(promise)->is_ended) {
		reaction_options_end_at_once(source, promise, options->signal);
		return;
	}
	if (options->signal != NULL)
		reaction_options_add_hook(promise, options->signal);
	oriel__promise_react(source, &promise->reaction);
}
