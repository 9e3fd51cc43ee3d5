/* SPDX-License-Identifier: MIT */
/*
 * Promises: references, resolvers, and the procedure that resolves a promise. Reactions of programs
 * are in promise_then.c, combinations of several promises in promise_many.c, and unhandled
 * rejections in promise_rejection.c.
 *
 * Microtasks are queued exactly where ECMAScript queues jobs, so the order of reactions is that of
 * browsers. Following a promise takes one microtask to react to it, and another one when it is
 * settled.
 */
#include "promise/promise_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/event_state_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>

/* ---- References ---- */

static void promise_free_if_over(oriel_promise *promise) {
	if (promise->references > 0 || promise->is_dropping ||
		(promise->has_resolver && promise->origin.resolver.references > 0))
		return;
	oriel__promise_give(oriel__promises_of(promise), promise);
}

static void promise_release_result(struct oriel__deferred *deferred) {
	oriel_promise *promise = oriel__container_of(deferred, oriel_promise, reacting.deferred);
	struct oriel_payload result = promise->outcome.result;
	promise->outcome.result = ORIEL_NO_PAYLOAD;
	promise->is_dropping = false;
	promise_free_if_over(promise);
	result.release(result.data);
}

static void promise_abandon_reactions(oriel_promise *promise) {
	struct oriel__reaction *reaction = promise->outcome.waiting.first;
	promise->outcome.waiting.first = NULL;
	while (reaction != NULL) {
		struct oriel__reaction *next = reaction->next;
		reaction->state = ORIEL__REACTION_IDLE;
		oriel__reaction_forget_context(reaction);
		reaction->reaction_class->abandon(reaction);
		reaction = next;
	}
}

static void promise_end_one(struct oriel__promises *promises, oriel_promise *promise) {
	if (promise->state == ORIEL_PROMISE_PENDING) {
		promise_abandon_reactions(promise);
	} else if (promise->has_owner) {
		promise->has_owner = false;
		oriel__promise_release(promise->reaction.source);
	} else if (promise->outcome.result.release != NULL) {
		promise->is_dropping = true;
		oriel__defer(promises->loop, &promise->reacting.deferred, promise_release_result);
		return;
	}
	promise_free_if_over(promise);
}

static void promise_end_all(struct oriel__promises *promises, oriel_promise *promise) {
	oriel_loop *loop = promises->is_ended ? NULL : promises->loop;
	if (loop != NULL)
		oriel__hold_begin(loop);
	promises->in_use++; /* prevents freeing the pool together with its last node */
	promises->is_reaping = true;
	for (;;) {
		promise_end_one(promises, promise);
		promise = promises->dying;
		if (promise == NULL)
			break;
		promises->dying = (oriel_promise *)(void *)promise->reaction.previous;
	}
	promises->is_reaping = false;
	if (--promises->in_use == 0)
		oriel__promises_free_if_ended(promises);
	if (loop != NULL)
		oriel__hold_end(loop);
}

void oriel__promise_end(oriel_promise *promise) {
	struct oriel__promises *promises = oriel__promises_of(promise);
	bool holds_nothing = promise->state != ORIEL_PROMISE_PENDING && !promise->has_owner &&
		promise->outcome.result.release == NULL;
	if (holds_nothing) {
		promise_free_if_over(promise);
	} else if (promises->is_reaping) {
		promise->reaction.previous = (struct oriel__reaction *)(void *)promises->dying;
		promises->dying = promise;
	} else {
		promise_end_all(promises, promise);
	}
}

oriel_promise *oriel_promise_ref(oriel_promise *promise) {
	oriel__promise_check(promise, "oriel_promise_ref");
	promise->references++;
	return promise;
}

void oriel_promise_unref(oriel_promise *promise) {
	if (promise == NULL)
		return;
	oriel__promise_check(promise, "oriel_promise_unref");
	oriel__promise_release_last(promise);
}

enum oriel_promise_state oriel_promise_state(const oriel_promise *promise) {
	oriel__promise_check(promise, "oriel_promise_state");
	return promise->state;
}

struct oriel_payload oriel_promise_result(const oriel_promise *promise) {
	oriel__promise_check(promise, "oriel_promise_result");
	return promise->state != ORIEL_PROMISE_PENDING ? promise->outcome.result :
													ORIEL_NO_PAYLOAD;
}

/* ---- Reactions ---- */

static void promise_list_reaction(oriel_promise *promise, struct oriel__reaction *reaction) {
	bool is_first = promise->outcome.waiting.first == NULL;
	reaction->source = promise;
	reaction->state = ORIEL__REACTION_LISTED;
	reaction->next = NULL;
	reaction->previous = is_first ? NULL : promise->outcome.waiting.last;
	*(is_first ? &promise->outcome.waiting.first : &promise->outcome.waiting.last->next) = reaction;
	promise->outcome.waiting.last = reaction;
}

void oriel__promise_handle(oriel_promise *promise) {
	if (promise->rejection_list != ORIEL__REJECTION_LIST_NONE || promise->is_reported)
		oriel__rejection_handled(promise);
	promise->is_handled = true;
}

void oriel__promise_react_slow_path(oriel_promise *promise, struct oriel__reaction *reaction) {
	oriel_loop *loop = oriel__promises_of(promise)->loop;
	reaction->context = oriel__context_ref(oriel__context_here(loop));
	reaction->run = oriel__run_here(loop, reaction->site);
	oriel__promise_handle(promise);
	if (promise->state != ORIEL_PROMISE_PENDING) {
		oriel__reaction_queue(loop, promise, reaction);
	} else {
		promise_list_reaction(promise, reaction);
		oriel__promise_release(promise);
	}
}

bool oriel__reaction_cancel(struct oriel__reaction *reaction) {
	oriel_promise *source = reaction->source;
	oriel__reaction_forget_context(reaction);
	if (reaction->state == ORIEL__REACTION_QUEUED) {
		reaction->state = ORIEL__REACTION_CANCELLED;
		oriel__promise_release(source);
		return false;
	}
	*(reaction->previous != NULL ? &reaction->previous->next :
								&source->outcome.waiting.first) = reaction->next;
	*(reaction->next != NULL ? &reaction->next->previous :
							&source->outcome.waiting.last) = reaction->previous;
	reaction->state = ORIEL__REACTION_IDLE;
	return true;
}

/* ---- Settling ---- */

/* Returns true if the promise can be settled. Otherwise, after the end of the loop's promises,
 * releases result and returns false. */
static bool promise_may_settle(oriel_promise *promise, struct oriel_payload result) {
	if (!oriel__promises_of(promise)->is_ended)
		return true;
	oriel__payload_drop(result);
	return false;
}

/* Queues the reactions of a promise whose state and result were set. Source: ECMAScript,
 * "TriggerPromiseReactions". */
static void promise_queue_reactions(oriel_promise *promise, struct oriel__reaction *reaction) {
	oriel_loop *loop = oriel__promises_of(promise)->loop;
	while (reaction != NULL) {
		struct oriel__reaction *next = reaction->next;
		promise->references++;
		oriel__reaction_queue(loop, promise, reaction);
		reaction = next;
	}
}

/* Source: ECMAScript, "FulfillPromise", "RejectPromise". */
static inline void promise_settle(
	oriel_promise *promise, enum oriel_promise_state state, struct oriel_payload result) {
	struct oriel__reaction *reaction = promise->outcome.waiting.first;
	promise->state = (unsigned char)state;
	promise->outcome.result = result;
	if (state == ORIEL_PROMISE_REJECTED && !promise->is_handled)
		oriel__rejection_add(promise);
	if (reaction != NULL)
		promise_queue_reactions(promise, reaction);
}

void oriel__promise_fulfil(oriel_promise *promise, struct oriel_payload value) {
	if (promise_may_settle(promise, value))
		promise_settle(promise, ORIEL_PROMISE_FULFILLED, value);
}

void oriel__promise_reject(oriel_promise *promise, struct oriel_payload reason) {
	if (promise_may_settle(promise, reason))
		promise_settle(promise, ORIEL_PROMISE_REJECTED, reason);
}

void oriel__promise_settle_as(oriel_promise *promise, oriel_promise *other) {
	if (!oriel__promises_of(promise)->is_ended) {
		oriel_promise *owner = other->has_owner ? other->reaction.source : other;
		owner->references++;
		promise->reaction.source = owner;
		promise->has_owner = true;
		promise_settle(promise, other->state, other->outcome.result);
	}
	oriel__promise_release(other);
}

/* ---- Following ---- */

static void promise_run_followed(void *data) {
	oriel_promise *promise = oriel__promise_of_reaction(data);
	oriel_promise *other = oriel__reaction_take(&promise->reaction);
	oriel__reaction_forget_context(&promise->reaction);
	oriel__promise_settle_as(promise, other);
	oriel__promise_release(promise);
}

static void promise_abandon_follower(struct oriel__reaction *reaction) {
	oriel__promise_release(oriel__promise_of_reaction(reaction));
}

static const struct oriel__reaction_class followed_class = { promise_run_followed,
	promise_abandon_follower };

/* Source: ECMAScript, "NewPromiseResolveThenableJob". */
static void promise_run_follow(void *data) {
	oriel_promise *promise = oriel__promise_of_reaction(data);
	oriel_promise *other = oriel__reaction_take(&promise->reaction);
	promise->reaction.reaction_class = &followed_class;
	oriel__promise_react(other, &promise->reaction);
}

static const struct oriel__reaction_class follow_class = { promise_run_follow,
	promise_abandon_follower };

void oriel__promise_follow(oriel_promise *promise, oriel_promise *other) {
	struct oriel__promises *promises = oriel__promises_of(promise);
	bool is_itself = other == promise;
	if (is_itself || promises->is_ended) {
		if (is_itself)
			oriel__promise_reject(promise,
				oriel_error_new_at(
					promise->reaction.site != NULL ? promise->reaction.site : ORIEL_SITE,
					ORIEL_TYPE_ERROR,
					"a promise was to follow itself, and would wait for ever; let it follow "
					"another"));
		oriel__promise_release(other);
		return;
	}
	promise->references++;
	promise->reaction.reaction_class = &follow_class;
	promise->reaction.run = oriel__run_here(promises->loop, promise->reaction.site);
	oriel__reaction_queue(promises->loop, other, &promise->reaction);
}

/* ---- Promises of another kind ---- */

struct foreign_job {
	struct oriel__promise_extra extra;
	oriel_promise *promise;
	struct oriel_payload thenable;
	oriel_thenable_fn *then;
	struct oriel__cause cause;
};

static const struct oriel__run_class thenable_run = { .name = "thenable" };

static oriel_resolver *resolver_new(oriel_promise *promise) {
	oriel_resolver *resolver = oriel__alloc_zero(1, sizeof(*resolver));
	resolver->promise = promise;
	resolver->references = 1;
	return resolver;
}

static void promise_run_foreign_job(void *data) {
	struct foreign_job *job = data;
	oriel_resolver *resolver = resolver_new(job->promise);
	oriel_loop *loop = oriel__promises_of(job->promise)->loop;
	struct oriel__run run;
	oriel__promise_extra_remove(oriel__promises_of(job->promise), &job->extra);
	oriel__run_begin(loop, &run, &thenable_run, &job->cause);
	job->then(resolver, job->thenable.data);
	oriel__run_end(loop, &run);
	oriel__cause_release(&job->cause);
	oriel__payload_drop(job->thenable);
	oriel_resolver_unref(resolver);
	oriel__free(job);
}

static void promise_abandon_foreign_job(struct oriel__promise_extra *extra) {
	struct foreign_job *job = (struct foreign_job *)extra;
	oriel__payload_drop(job->thenable);
	oriel__promise_release(job->promise);
	oriel__cause_release(&job->cause);
	oriel__free(job);
}

static void promise_follow_foreign(
	oriel_promise *promise, struct oriel_payload thenable, oriel_thenable_fn *then) {
	struct oriel__promises *promises = oriel__promises_of(promise);
	if (!promise_may_settle(promise, thenable))
		return;
	struct foreign_job *job = oriel__alloc_zero(1, sizeof(*job));
	promise->references++;
	job->promise = promise;
	job->thenable = thenable;
	job->then = then;
	job->extra.abandon = promise_abandon_foreign_job;
	oriel__promise_extra_add(promises, &job->extra);
	job->cause = oriel__cause_capture(promises->loop, promise->reaction.site);
	oriel__microtask_queue(
		promises->loop, job->cause.site, job->cause.run, promise_run_foreign_job, job);
}

void oriel__promise_complete(oriel_promise *promise, const struct oriel_completion *completion) {
	switch (completion->type) {
	case ORIEL_COMPLETION_RETURN:
		oriel__promise_fulfil(promise, completion->value);
		break;
	case ORIEL_COMPLETION_THROW:
		oriel__promise_reject(promise, completion->value);
		break;
	case ORIEL_COMPLETION_FOLLOW:
		oriel__promise_check_live(completion->promise, "oriel_follow");
		oriel__promise_follow(promise, completion->promise);
		break;
	case ORIEL_COMPLETION_FOREIGN:
		ORIEL_ASSERT(completion->then != NULL,
			"oriel: a completion of type FOREIGN has no .then; set the function that calls the "
			"thenable's then");
		promise_follow_foreign(promise, completion->value, completion->then);
		break;
	}
}

struct oriel_completion oriel_throw_error_at(
	const char *site, enum oriel_status code, const char *message) {
	return oriel_throw(oriel_error_new_at(site, code, message));
}

/* ---- Resolvers ---- */

oriel_promise *oriel_promise_new_at(const char *site, oriel_resolver **resolver) {
	ORIEL_ASSERT(resolver != NULL,
		"oriel_promise_new at %s: resolver is NULL; a promise without one would be pending for "
		"ever",
		site);
	oriel_promise *promise = oriel__promise_new(oriel__promises_here("oriel_promise_new"), site);
	promise->references++;
	promise->has_resolver = true;
	promise->origin.resolver = (struct oriel_resolver){
		.promise = promise, .references = 1, .is_embedded = true
	};
	*resolver = &promise->origin.resolver;
	return promise;
}

oriel_promise *oriel_promise_new_fulfilled(struct oriel_payload value) {
	oriel_promise *promise = oriel__promise_new(
		oriel__promises_here("oriel_promise_new_fulfilled"), NULL);
	oriel__promise_fulfil(promise, value);
	return promise;
}

oriel_promise *oriel_promise_new_rejected_at(const char *site, struct oriel_payload reason) {
	oriel_promise *promise = oriel__promise_new(
		oriel__promises_here("oriel_promise_new_rejected"), site);
	oriel__promise_reject(promise, reason);
	return promise;
}

static void resolver_check(const oriel_resolver *resolver, const char *caller) {
	ORIEL_ASSERT(resolver != NULL,
		"%s: the resolver is NULL; pass one from oriel_promise_new()", caller);
	ORIEL_ASSERT(resolver->references > 0,
		"%s: the resolver %p has been given up; oriel_resolver_ref() keeps it", caller,
		(const void *)resolver);
	if (!resolver->is_spent)
		oriel__promise_check(resolver->promise, caller);
}

oriel_resolver *oriel_resolver_ref(oriel_resolver *resolver) {
	resolver_check(resolver, "oriel_resolver_ref");
	resolver->references++;
	return resolver;
}

static oriel_promise *promise_of_embedded(oriel_resolver *resolver) {
	return oriel__container_of(resolver, oriel_promise, origin.resolver);
}

void oriel_resolver_unref(oriel_resolver *resolver) {
	if (resolver == NULL)
		return;
	resolver_check(resolver, "oriel_resolver_unref");
	if (--resolver->references > 0)
		return;
	bool is_embedded = resolver->is_embedded, is_spent = resolver->is_spent;
	oriel_promise *promise = is_embedded ? promise_of_embedded(resolver) : resolver->promise;
	resolver->is_spent = true;
	if (!is_embedded)
		oriel__free(resolver);
	if (!is_spent)
		oriel__promise_release(promise);
	else if (is_embedded)
		promise_free_if_over(promise);
}

/* Returns the promise with the resolver's reference; NULL if the resolver was used before. */
static oriel_promise *resolver_use(oriel_resolver *resolver, const char *caller) {
	resolver_check(resolver, caller);
	if (resolver->is_spent)
		return NULL;
	resolver->is_spent = true;
	return resolver->promise;
}

void oriel_resolve(oriel_resolver *resolver, struct oriel_payload value) {
	oriel_promise *promise = resolver_use(resolver, "oriel_resolve");
	if (promise == NULL) {
		oriel__payload_drop(value);
		return;
	}
	oriel__promise_fulfil(promise, value);
	oriel__promise_release(promise);
}

void oriel_resolve_with(oriel_resolver *resolver, oriel_promise *other) {
	oriel__promise_check(other, "oriel_resolve_with");
	resolver_check(resolver, "oriel_resolve_with");
	if (!resolver->is_spent && !oriel__promises_of(resolver->promise)->is_ended)
		oriel__promise_check_live(other, "oriel_resolve_with");
	oriel_promise *promise = resolver_use(resolver, "oriel_resolve_with");
	if (promise == NULL) {
		oriel__promise_release(other);
		return;
	}
	oriel__promise_follow(promise, other);
	oriel__promise_release(promise);
}

void oriel_reject(oriel_resolver *resolver, struct oriel_payload reason) {
	oriel_promise *promise = resolver_use(resolver, "oriel_reject");
	if (promise == NULL) {
		oriel__payload_drop(reason);
		return;
	}
	oriel__promise_reject(promise, reason);
	oriel__promise_release(promise);
}

void oriel_reject_error_at(
	const char *site, oriel_resolver *resolver, enum oriel_status code, const char *message) {
	oriel_reject(resolver, oriel_error_new_at(site, code, message));
}

void oriel_resolve_foreign(
	oriel_resolver *resolver, struct oriel_payload thenable, oriel_thenable_fn *then) {
	ORIEL_ASSERT(then != NULL,
		"oriel_resolve_foreign: then is NULL; pass the function that calls the thenable's then");
	oriel_promise *promise = resolver_use(resolver, "oriel_resolve_foreign");
	if (promise == NULL) {
		oriel__payload_drop(thenable);
		return;
	}
	promise_follow_foreign(promise, thenable, then);
	oriel__promise_release(promise);
}
