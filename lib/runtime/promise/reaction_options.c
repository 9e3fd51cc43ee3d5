/* SPDX-License-Identifier: MIT */
/*
 * What a reaction of a program may carry besides its functions: a signal that ends it, and a
 * release function for its data.
 *
 * A reaction that its signal's abort has ended stays queued if it was, and finds itself cancelled.
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
			site, ORIEL_TIMEOUT_ERROR, "it took longer than its signal allows");
	return oriel_error_new_at(site, ORIEL_ABORT_ERROR, "its signal aborted");
}

static void drop_data(struct oriel__deferred *deferred) {
	oriel_promise *promise = oriel__container_of(deferred, oriel_promise, reacting.deferred);
	oriel_release_fn *release = promise->origin.then.release;
	void *data = promise->origin.then.data;
	promise->origin.then.release = NULL;
	oriel__promise_release(promise);
	release(data);
}

static void leave_signal(oriel_promise *promise) {
	oriel__abort_hook_remove(&promise->origin.then.hook->hook);
	oriel__free(promise->origin.then.hook);
	promise->origin.then.hook = NULL;
}

void oriel__promise_leave_abort_signal(oriel_promise *promise) {
	leave_signal(promise);
	promise->is_lost = false;
	oriel__promise_release(promise);
}

static void on_signal_gone(struct oriel__abort_hook *hook) {
	oriel__promise_leave_abort_signal(
		oriel__container_of(hook, struct oriel__then_hook, hook)->promise);
}

/* The reaction has run, or never will: its data is dropped, and its reference given up. */
static void give_up_data(oriel_promise *promise) {
	if (promise->origin.then.release != NULL)
		oriel__defer(oriel__promises_of(promise)->loop, &promise->reacting.deferred, drop_data);
	else
		oriel__promise_release(promise);
}

void oriel__reaction_end_laden(oriel_promise *promise) {
	if (promise->origin.then.hook != NULL)
		leave_signal(promise);
	give_up_data(promise);
}

void oriel__reaction_abandon_laden(oriel_promise *promise) {
	struct oriel__then_hook *hook = promise->origin.then.hook;
	bool is_lost = hook != NULL && hook->hook.list != NULL &&
		!oriel__promises_of(promise)->is_ended;
	if (!is_lost) {
		oriel__reaction_end_laden(promise);
		return;
	}
	hook->hook.gone = on_signal_gone;
	promise->is_lost = true;
	promise->references++;
	give_up_data(promise);
}

void oriel__reaction_unhook(oriel_promise *promise) {
	if (promise->origin.then.hook != NULL)
		oriel__abort_hook_remove(&promise->origin.then.hook->hook);
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
	promise->references += is_queued; /* the microtask's */
	reaction_options_reject_aborted(promise, then_hook->signal);
	oriel__reaction_end_laden(promise);
}

static void hang_on_signal(oriel_promise *promise, oriel_abort_signal *signal) {
	struct oriel__then_hook *hook = oriel__alloc_zero(1, sizeof(*hook));
	hook->promise = promise;
	hook->signal = signal;
	promise->origin.then.hook = hook;
	oriel__abort_hook_add(signal, &hook->hook, reaction_options_on_abort);
}

/* Takes over source, but does not react: its signal has aborted, or the loop ends. */
static void end_at_once(
	oriel_promise *source, oriel_promise *promise, const oriel_abort_signal *signal) {
	oriel__promise_handle(source);
	if (signal != NULL && oriel_abort_signal_is_aborted(signal))
		reaction_options_reject_aborted(promise, signal);
	oriel__reaction_end_laden(promise);
	oriel__promise_release(source);
}

void oriel__reaction_load(
	oriel_promise *source, oriel_promise *promise, const struct oriel_then_options *options) {
	static const struct oriel_then_options defaults;
	if (options == NULL)
		options = &defaults;
	promise->is_laden = true;
	promise->origin.then.release = options->release;
	promise->origin.then.hook = NULL;
	if ((options->signal != NULL && oriel_abort_signal_is_aborted(options->signal)) ||
		oriel__promises_of(promise)->is_ended) {
		end_at_once(source, promise, options->signal);
		return;
	}
	if (options->signal != NULL)
		hang_on_signal(promise, options->signal);
	oriel__promise_react(source, &promise->reaction);
}
