/* SPDX-License-Identifier: MIT */
/*
 * Reactions of programs: then, catch and finally. A reaction and the promise that it settles are
 * one node, to which the reaction holds a reference. Rare options of reactions are in
 * reaction_options.c.
 */
#include "base/options_internal.h"
#include "promise/promise_internal.h"

static inline void promise_then_end(oriel_promise *promise) {
	if (promise->is_laden)
		oriel__reaction_end_options(promise);
	else
		oriel__promise_release_last(promise);
}

static void promise_then_abandon(struct oriel__reaction *reaction) {
	oriel_promise *promise = oriel__promise_of_reaction(reaction);
	if (promise->is_laden)
		oriel__reaction_abandon_options(promise);
	else
		oriel__promise_release(promise);
}

static const struct oriel__run_class reaction_run = { .name = "promise reaction" };

static void promise_then_run(void *data) {
	oriel_promise *promise = oriel__promise_of_reaction(data);
	oriel_promise *source = oriel__reaction_take(&promise->reaction);
	if (source == NULL) {
		oriel__promise_release(promise);
		return;
	}
	oriel_then_fn *fn = source->state == ORIEL_PROMISE_FULFILLED ?
		promise->reacting.handlers.call.on_fulfilled :
		promise->reacting.handlers.on_rejected;
	if (promise->is_laden)
		oriel__reaction_unhook(promise);
	if (fn == NULL) {
		oriel__reaction_forget_context(&promise->reaction);
		oriel__promise_settle_as(promise, source);
	} else {
		oriel_loop *loop = oriel__promises_of(promise)->loop;
		oriel__reaction_begin(loop, &promise->reaction, &reaction_run);
		struct oriel_completion completion = fn(
			source->outcome.result, promise->origin.handlers.data);
		oriel__reaction_end(loop, promise->reaction.context);
		promise->reaction.context = NULL;
		oriel__promise_release_last(source);
		bool is_empty = completion.type == ORIEL_COMPLETION_RETURN &&
			completion.value.data == NULL && completion.value.release == NULL;
		if (is_empty && promise->outcome.waiting.first == NULL &&
			!oriel__promises_of(promise)->is_ended)
			oriel__promise_fulfil_quickly(promise);
		else
			oriel__promise_complete(promise, &completion);
	}
	promise_then_end(promise);
}

static const struct oriel__reaction_class then_class = { promise_then_run, promise_then_abandon };

/* finally. Source: ECMAScript, "Promise.prototype.finally". */

/* Settles the inner promise of a finally, which waits for the promise that fn returned. Once that
 * is fulfilled, passes on the kept result. */
static void promise_finally_run_inner(void *data) {
	oriel_promise *promise = oriel__promise_of_reaction(data);
	oriel_promise *source = oriel__reaction_take(&promise->reaction), *kept = promise->origin.kept;
	oriel__reaction_forget_context(&promise->reaction);
	bool passes = source->state == ORIEL_PROMISE_FULFILLED;
	oriel__promise_settle_as(promise, passes ? kept : source);
	oriel__promise_release(passes ? source : kept);
	oriel__promise_release(promise);
}

static void promise_finally_abandon_inner(struct oriel__reaction *reaction) {
	oriel_promise *promise = oriel__promise_of_reaction(reaction);
	oriel__promise_release(promise->origin.kept);
	oriel__promise_release(promise);
}

static const struct oriel__reaction_class kept_class = { promise_finally_run_inner,
	promise_finally_abandon_inner };

/* Source: ECMAScript, "PromiseResolve". */
static oriel_promise *promise_finally_resolve(
	struct oriel__promises *promises, const char *site, const struct oriel_completion *completion) {
	if (completion->type == ORIEL_COMPLETION_FOLLOW) {
		oriel__promise_check_live(completion->promise, "oriel_follow");
		return completion->promise;
	}
	oriel_promise *promise = oriel__promise_new(promises, site);
	oriel__promise_complete(promise, completion);
	return promise;
}

/* Lets promise follow an inner promise that waits for the completion; takes over kept. */
static void promise_finally_follow(
	oriel_promise *promise, oriel_promise *kept, const struct oriel_completion *completion) {
	struct oriel__promises *promises = oriel__promises_of(promise);
	oriel_promise *waited = promise_finally_resolve(promises, promise->reaction.site, completion);
	oriel_promise *within = oriel__promise_new(promises, promise->reaction.site);
	within->origin.kept = kept;
	within->references++;
	within->reaction.reaction_class = &kept_class;
	oriel__promise_react(waited, &within->reaction);
	oriel__promise_follow(promise, within);
}

static void promise_finally_run(void *data) {
	oriel_promise *promise = oriel__promise_of_reaction(data);
	oriel_promise *source = oriel__reaction_take(&promise->reaction);
	if (source == NULL) {
		oriel__promise_release(promise);
		return;
	}
	if (promise->is_laden)
		oriel__reaction_unhook(promise);
	oriel_loop *loop = oriel__promises_of(promise)->loop;
	oriel__reaction_begin(loop, &promise->reaction, &reaction_run);
	struct oriel_completion completion = promise->reacting.handlers.call.on_settled(
		promise->origin.handlers.data);
	oriel__reaction_end(loop, promise->reaction.context);
	promise->reaction.context = NULL;
	if (completion.type == ORIEL_COMPLETION_THROW) {
		oriel__promise_release(source);
		oriel__promise_reject(promise, completion.value);
	} else {
		promise_finally_follow(promise, source, &completion);
	}
	promise_then_end(promise);
}

static const struct oriel__reaction_class finally_class = { promise_finally_run,
	promise_then_abandon };

/* ---- Creating ---- */

/* Registers the reaction of a new promise; takes over source. */
static inline void promise_then_react(oriel_promise *source, oriel_promise *promise, void *data,
	const struct oriel_then_options *options) {
	promise->origin.handlers.data = data;
	bool is_laden = options != NULL && (options->signal != NULL || options->release != NULL);
	if (is_laden || oriel__promises_of(promise)->is_ended)
		oriel__reaction_react_with_options(source, promise, options);
	else
		oriel__promise_react(source, &promise->reaction);
}

/* Returns a promise with two references, one for the caller and one for its reaction. */
static inline oriel_promise *promise_then_derive(const char *site, const char *caller,
	oriel_promise *source, const struct oriel_then_options *options) {
	bool is_here = source != NULL && source->references > 0 &&
		oriel__promises_of(source)->loop == oriel__thread_loop &&
		!oriel__promises_of(source)->is_ended;
	if (!is_here)
		oriel__promise_check_live(source, caller);
	oriel__check_options(caller, site, options);
	return oriel__promise_new_shared(oriel__promises_of(source), site, 2);
}

oriel_promise *oriel_then_at(const char *site, oriel_promise *promise, oriel_then_fn *on_fulfilled,
	oriel_then_fn *on_rejected, void *data, const struct oriel_then_options *options) {
	oriel_promise *derived = promise_then_derive(site, "oriel_then", promise, options);
	derived->reaction.reaction_class = &then_class;
	derived->reacting.handlers.call.on_fulfilled = on_fulfilled;
	derived->reacting.handlers.on_rejected = on_rejected;
	promise_then_react(promise, derived, data, options);
	return derived;
}

oriel_promise *oriel_finally_at(const char *site, oriel_promise *promise, oriel_finally_fn *fn,
	void *data, const struct oriel_then_options *options) {
	ORIEL_ASSERT(fn != NULL, "oriel_finally at %s: fn is NULL; pass a function", site);
	oriel_promise *derived = promise_then_derive(site, "oriel_finally", promise, options);
	derived->reaction.reaction_class = &finally_class;
	derived->reacting.handlers.call.on_settled = fn;
	promise_then_react(promise, derived, data, options);
	return derived;
}
