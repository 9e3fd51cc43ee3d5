/* SPDX-License-Identifier: MIT */
/*
 * Reactions of programs: then, catch and finally. A reaction and the promise that it settles are one node; the reaction holds it.
 *
 * A reaction that its signal's abort has ended stays queued if it was, and finds itself cancelled.
 */
#include "async/promise-internal.h"

#include "base/alloc-internal.h"
#include "event/state-internal.h"

#include <oriel/abort.h>
#include <oriel/error.h>

struct oriel_payload oriel__signal_rejection(const char *site, const oriel_signal *signal) {
	struct oriel_payload reason = oriel_signal_reason(signal);
	bool has_reason = reason.data != NULL || reason.drop != NULL;
	if (has_reason && (reason.retain != NULL || reason.drop == NULL))
		return oriel_payload_ref(reason);
	if (oriel_signal_status(signal) == ORIEL_TIMEOUT_ERROR)
		return oriel_error_new_at(site, ORIEL_TIMEOUT_ERROR, "it took longer than its signal allows");
	return oriel_error_new_at(site, ORIEL_ABORT_ERROR, "its signal aborted");
}

static void drop_data(struct oriel__deferred *deferred) {
	oriel_promise *promise = (oriel_promise *)(void *)((char *)deferred - offsetof(oriel_promise, with.deferred));
	oriel_drop_fn *drop = promise->from.then.drop;
	void *data = promise->from.then.data;
	promise->from.then.drop = NULL;
	oriel__promise_release(promise);
	drop(data);
}

static void leave_signal(oriel_promise *promise) {
	oriel__abort_hook_remove(&promise->from.then.hook->hook);
	oriel__free(promise->from.then.hook);
	promise->from.then.hook = NULL;
}

void oriel__promise_leave_signal(oriel_promise *promise) {
	leave_signal(promise);
	promise->is_lost = false;
	oriel__promise_release(promise);
}

static void on_signal_gone(struct oriel__abort_hook *hook) {
	oriel__promise_leave_signal(((struct oriel__then_hook *)(void *)hook)->promise);
}

/* The reaction has run, or never will: its data is dropped, and its reference given up. */
static void give_up_data(oriel_promise *promise) {
	if (promise->from.then.drop != NULL)
		oriel__defer(oriel__promises_of(promise)->loop, &promise->with.deferred, drop_data);
	else
		oriel__promise_release(promise);
}

/* And its signal forgets it. */
static void end_laden_reaction(oriel_promise *promise) {
	if (promise->from.then.hook != NULL)
		leave_signal(promise);
	give_up_data(promise);
}

static inline void end_reaction(oriel_promise *promise) {
	if (promise->from.then.hook != NULL || promise->from.then.drop != NULL)
		end_laden_reaction(promise);
	else
		oriel__promise_release_last(promise);
}

/* Its signal can still reject it, as long as that can abort. */
static void abandon(struct oriel__reaction *reaction) {
	oriel_promise *promise = oriel__promise_of_reaction(reaction);
	struct oriel__then_hook *hook = promise->from.then.hook;
	bool is_lost = hook != NULL && hook->hook.list != NULL && !oriel__promises_of(promise)->is_ended;
	if (!is_lost) {
		end_reaction(promise);
		return;
	}
	hook->hook.gone = on_signal_gone;
	promise->is_lost = true;
	promise->references++;
	give_up_data(promise);
}

static const struct oriel__run_class reaction_run = { .name = "promise reaction" };

static void run_then(void *data) {
	oriel_promise *promise = oriel__promise_of_reaction(data);
	oriel_promise *source = oriel__reaction_take(&promise->reaction);
	if (source == NULL) {
		oriel__promise_release(promise);
		return;
	}
	oriel_then_fn *fn = source->state == ORIEL_PROMISE_FULFILLED ? promise->with.then.call.on_fulfilled : promise->with.then.on_rejected;
	if (promise->from.then.hook != NULL)
		oriel__abort_hook_remove(&promise->from.then.hook->hook);
	if (fn == NULL) {
		oriel__reaction_forget_context(&promise->reaction);
		oriel__promise_settle_as(promise, source);
	} else {
		oriel_loop *loop = oriel__promises_of(promise)->loop;
		oriel__reaction_begin(loop, &promise->reaction, &reaction_run);
		struct oriel_completion completion = fn(source->is.result, promise->from.then.data);
		oriel__reaction_end(loop, promise->reaction.context);
		promise->reaction.context = NULL;
		oriel__promise_release(source);
		bool is_empty = completion.type == ORIEL_COMPLETION_RETURN && completion.value.data == NULL && completion.value.drop == NULL;
		if (is_empty && promise->is.waiting.first == NULL && !oriel__promises_of(promise)->is_ended)
			oriel__promise_fulfil_quickly(promise);
		else
			oriel__promise_complete(promise, &completion);
	}
	end_reaction(promise);
}

static const struct oriel__reaction_class then_class = { run_then, abandon };

/* finally. Source: ECMAScript, "Promise.prototype.finally". */

/* The promise within: what fn's own promise is waited for. Fulfilled, it passes on what was kept. */
static void run_kept(void *data) {
	oriel_promise *promise = oriel__promise_of_reaction(data);
	oriel_promise *source = oriel__reaction_take(&promise->reaction), *kept = promise->from.kept;
	oriel__reaction_forget_context(&promise->reaction);
	bool passes = source->state == ORIEL_PROMISE_FULFILLED;
	oriel__promise_settle_as(promise, passes ? kept : source);
	oriel__promise_release(passes ? source : kept);
	oriel__promise_release(promise);
}

static void abandon_kept(struct oriel__reaction *reaction) {
	oriel_promise *promise = oriel__promise_of_reaction(reaction);
	oriel__promise_release(promise->from.kept);
	oriel__promise_release(promise);
}

static const struct oriel__reaction_class kept_class = { run_kept, abandon_kept };

/* Source: ECMAScript, "PromiseResolve". */
static oriel_promise *promise_of_completion(struct oriel__promises *promises, const char *site, const struct oriel_completion *completion) {
	if (completion->type == ORIEL_COMPLETION_FOLLOW) {
		oriel__promise_check_live(completion->promise, "oriel_follow");
		return completion->promise;
	}
	oriel_promise *promise = oriel__promise_new(promises, site);
	oriel__promise_complete(promise, completion);
	return promise;
}

/* Takes over kept. */
static void follow_within(oriel_promise *promise, oriel_promise *kept, const struct oriel_completion *completion) {
	struct oriel__promises *promises = oriel__promises_of(promise);
	oriel_promise *waited = promise_of_completion(promises, promise->reaction.site, completion);
	oriel_promise *within = oriel__promise_new(promises, promise->reaction.site);
	within->from.kept = kept;
	within->references++;
	within->reaction.reaction_class = &kept_class;
	oriel__promise_react(waited, &within->reaction);
	oriel__promise_release(waited);
	oriel__promise_follow(promise, within);
}

static void run_finally(void *data) {
	oriel_promise *promise = oriel__promise_of_reaction(data);
	oriel_promise *source = oriel__reaction_take(&promise->reaction);
	if (source == NULL) {
		oriel__promise_release(promise);
		return;
	}
	if (promise->from.then.hook != NULL)
		oriel__abort_hook_remove(&promise->from.then.hook->hook);
	oriel_loop *loop = oriel__promises_of(promise)->loop;
	oriel__reaction_begin(loop, &promise->reaction, &reaction_run);
	struct oriel_completion completion = promise->with.then.call.on_settled(promise->from.then.data);
	oriel__reaction_end(loop, promise->reaction.context);
	promise->reaction.context = NULL;
	if (completion.type == ORIEL_COMPLETION_THROW) {
		oriel__promise_release(source);
		oriel__promise_reject(promise, completion.value);
	} else {
		follow_within(promise, source, &completion);
	}
	end_reaction(promise);
}

static const struct oriel__reaction_class finally_class = { run_finally, abandon };

/* Making */

static void reject_aborted(oriel_promise *promise, const oriel_signal *signal) {
	promise->is_aborted = true;
	oriel__promise_reject(promise, oriel__signal_rejection(promise->reaction.site, signal));
}

static void on_abort(struct oriel__abort_hook *hook) {
	struct oriel__then_hook *then_hook = (struct oriel__then_hook *)(void *)hook;
	oriel_promise *promise = then_hook->promise;
	if (promise->is_lost) {
		reject_aborted(promise, then_hook->signal);
		oriel__promise_leave_signal(promise);
		return;
	}
	bool is_queued = !oriel__reaction_cancel(&promise->reaction);
	promise->references += is_queued; /* the microtask's */
	reject_aborted(promise, then_hook->signal);
	end_reaction(promise);
}

static void hang_on_signal(oriel_promise *promise, oriel_signal *signal) {
	struct oriel__then_hook *hook = oriel__alloc_zero(1, sizeof(*hook));
	hook->promise = promise;
	hook->signal = signal;
	promise->from.then.hook = hook;
	oriel__abort_hook_add(signal, &hook->hook, on_abort);
}

/* Does not react: its signal has aborted, or the loop ends. */
static void end_at_once(oriel_promise *source, oriel_promise *promise, const oriel_signal *signal) {
	oriel__promise_handle(source);
	if (signal != NULL && oriel_signal_is_aborted(signal))
		reject_aborted(promise, signal);
	end_reaction(promise);
}

static void react_with_signal(oriel_promise *source, oriel_promise *promise, oriel_signal *signal) {
	if ((signal != NULL && oriel_signal_is_aborted(signal)) || oriel__promises_of(promise)->is_ended) {
		end_at_once(source, promise, signal);
		return;
	}
	if (signal != NULL)
		hang_on_signal(promise, signal);
	oriel__promise_react(source, &promise->reaction);
}

/* promise is new. */
static inline void react(oriel_promise *source, oriel_promise *promise, void *data, const struct oriel_then_options *options) {
	oriel_signal *signal = options != NULL ? options->signal : NULL;
	promise->from.then.data = data;
	promise->from.then.drop = options != NULL ? options->drop : NULL;
	promise->from.then.hook = NULL;
	promise->references = 2;
	if (signal != NULL || oriel__promises_of(promise)->is_ended)
		react_with_signal(source, promise, signal);
	else
		oriel__promise_react(source, &promise->reaction);
}

static inline oriel_promise *derive(const char *site, const char *caller, oriel_promise *source, const struct oriel_then_options *options) {
	bool is_here = source != NULL && source->references > 0 && oriel__promises_of(source)->loop == oriel__thread_loop && !oriel__promises_of(source)->is_ended;
	if (!is_here)
		oriel__promise_check_live(source, caller);
	ORIEL_ASSERT(options == NULL || options->size > 0, "%s at %s: the options have no size; use the macro, or set .size", caller, site);
	return oriel__promise_new(oriel__promises_of(source), site);
}

oriel_promise *oriel_then_at(const char *site, oriel_promise *promise, oriel_then_fn *on_fulfilled, oriel_then_fn *on_rejected, void *data,
	const struct oriel_then_options *options) {
	oriel_promise *derived = derive(site, "oriel_then", promise, options);
	derived->reaction.reaction_class = &then_class;
	derived->with.then.call.on_fulfilled = on_fulfilled;
	derived->with.then.on_rejected = on_rejected;
	react(promise, derived, data, options);
	oriel__promise_release(promise);
	return derived;
}

oriel_promise *oriel_finally_at(const char *site, oriel_promise *promise, oriel_finally_fn *fn, void *data, const struct oriel_then_options *options) {
	ORIEL_ASSERT(fn != NULL, "oriel_finally at %s: fn is NULL; pass a function", site);
	oriel_promise *derived = derive(site, "oriel_finally", promise, options);
	derived->reaction.reaction_class = &finally_class;
	derived->with.then.call.on_settled = fn;
	react(promise, derived, data, options);
	oriel__promise_release(promise);
	return derived;
}
