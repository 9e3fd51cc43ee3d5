/* SPDX-License-Identifier: MIT */
/*
 * Promises, for this module and the modules above: the nodes, reactions that are not callbacks of a
 * program, and settling without a resolver.
 *
 * A node is a promise together with its origin: its resolver, or the reaction that settles it.
 * References to a node are held by its handles, by an unused resolver, and by any other code that
 * is going to settle it. A reaction belongs to the promise that it waits for. Once that promise is
 * settled, each queued reaction holds a reference to it until it has run. A chain of promises
 * therefore never keeps itself alive.
 *
 * A promise that takes over the result of another promise holds a reference to the latter, the
 * *owner* of the result, in reaction.source. This passes on payloads without retain, too. An owner
 * has no owner itself.
 *
 * Nothing recurses along a chain of promises: settling queues microtasks, and nodes that end while
 * another node ends wait in the list `dying`.
 */
#ifndef ORIEL_PROMISE_PROMISE_INTERNAL_H
#define ORIEL_PROMISE_PROMISE_INTERNAL_H

#include "base/container_internal.h"
#include "base/list_internal.h"
#include "base/private_api_internal.h"
#include "loop/abort_hook_internal.h"
#include "loop/callback_internal.h"
#include "loop/cause_internal.h"
#include "loop/census_internal.h"
#include "loop/loop_internal.h"
#include "loop/microtask_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/runtime/promise.h>

struct oriel__promises;
struct oriel__reaction;

struct oriel__reaction_class {
	/* called as a microtask with the reaction; begins with oriel__reaction_take() */
	oriel_task_fn *run;
	/* Called instead of run if the promise is freed before it is settled, or if the loop ends. Must
	 * not call user code. */
	void (*abandon)(struct oriel__reaction *reaction);
};

enum oriel__reaction_state {
	ORIEL__REACTION_IDLE,
	ORIEL__REACTION_LISTED,    /* in the list of a pending promise */
	ORIEL__REACTION_QUEUED,    /* queued as a microtask; holds a reference to source */
	ORIEL__REACTION_CANCELLED, /* queued, but the microtask will do nothing */
};

/* A reaction to the settling of a promise; embedded in the object that it concerns. All zeros but
 * site is IDLE. */
struct oriel__reaction {
	/* in the list of the promise's reactions; after it has run, of a promise's own reaction, in a
	 * list of rejections */
	struct oriel__reaction *next, *previous;
	oriel_promise *source;
	const struct oriel__reaction_class *reaction_class;
	const char *site;
	/* context of the registration; holds a reference until the reaction has run; may be NULL */
	struct oriel__context *context;
	uint32_t run;        /* run of the registration */
	unsigned char state; /* enum oriel__reaction_state */
};

struct oriel_resolver {
	oriel_promise *promise; /* holds a reference until the resolver is used */
	uint32_t references;
	bool is_spent;
	bool is_embedded; /* stored in its promise */
};

enum oriel__rejection_list {
	ORIEL__REJECTION_LIST_NONE,
	ORIEL__REJECTION_LIST_NEW,  /* rejected during the current checkpoint */
	ORIEL__REJECTION_LIST_DUE,  /* for unhandledrejection */
	ORIEL__REJECTION_LIST_LATE, /* for rejectionhandled */
	ORIEL__REJECTION_LISTS,
};

struct oriel__then_hook {
	struct oriel__abort_hook hook;
	oriel_promise *promise;
	oriel_abort_signal *signal; /* the signal whose abort calls the hook */
};

struct oriel_promise {
	uint32_t references;
	unsigned char state;          /* enum oriel_promise_state */
	unsigned char rejection_list; /* enum oriel__rejection_list */
	/* origin.handlers has a release function and a hook, which may be NULL ("laden") */
	bool is_laden;
	bool is_used : 1;     /* the node is in use */
	bool is_handled : 1;  /* has had a reaction; meaningless once fulfilled */
	bool is_reported : 1; /* unhandledrejection was fired */
	/* rejected after a signal aborted the operation; not reported unless something holds a
	 * reference */
	bool is_aborted : 1;
	bool has_resolver : 1;
	bool has_owner : 1;
	bool is_dropping : 1; /* the release of its result is deferred */
	/* pending, and the promise it reacts to was freed; only its signal can settle it, and the
	 * signal's hook holds a reference */
	bool is_lost : 1;
	union {
		struct oriel_payload result;
		struct {
			struct oriel__reaction *first, *last;
		} waiting; /* list of reactions while pending */
	} outcome;
	struct oriel__reaction reaction; /* the reaction that settles this promise */
	union {
		struct {
			union {
				oriel_then_fn *on_fulfilled; /* may be NULL */
				oriel_finally_fn *on_settled;
			} call;
			oriel_then_fn *on_rejected; /* may be NULL */
		} handlers;
		struct oriel__deferred deferred; /* used after the reaction has run */
	} reacting;
	union {
		struct {
			void *data;
			oriel_release_fn *release;           /* may be NULL */
			struct oriel__then_hook *hook; /* may be NULL */
		} handlers;
		struct oriel_resolver resolver;
		oriel_promise *kept; /* for the inner promise of a finally; holds a reference */
	} origin;
};

struct oriel__promise_list {
	/* a list of rejected promises, linked by next and previous of their own reactions, which have
	 * run */
	struct oriel__reaction *first, *last;
	size_t count;
};

/* An object outside of nodes that holds promises or waits for several. The end of the loop abandons
 * it. Embedded and linked. */
struct oriel__promise_extra {
	struct oriel__list_link link;
	/* called when the loop ends; must not call user code */
	void (*abandon)(struct oriel__promise_extra *extra);
};

struct oriel__promise_chunk;

struct oriel__promises {
	oriel_promise *free;              /* free nodes, linked by reaction.next */
	oriel_promise *fresh, *fresh_end; /* unused nodes of the first chunk */
	size_t in_use, count;
	oriel_loop *loop;
	struct oriel__promise_chunk *chunks;
	oriel_promise *dying; /* nodes to end, linked by reaction.previous */
	bool is_reaping;
	/* the loop's promises have ended: promises stay pending and results are released */
	bool is_ended;
	bool is_counted; /* census and trimmer were added to the loop */
	struct oriel__promise_list rejections[ORIEL__REJECTION_LISTS];
	struct oriel__task rejection_task;
	struct oriel__checkpoint_end checkpoint_end;
	struct oriel__list extras; /* items: struct oriel__promise_extra, the newest first */
	struct oriel__census_source census;
	struct oriel__trimmer trimmer;
};

/* A chunk is aligned to its size, so that masking a node's address finds the pool. */
enum { ORIEL__PROMISE_CHUNK_SIZE = 8192 };

struct oriel__promise_chunk {
	struct oriel__promises *promises;
	struct oriel__promise_chunk *next;
	oriel_promise nodes[];
};

static inline struct oriel__promises *oriel__promises_of(const oriel_promise *promise) {
	uintptr_t address = (uintptr_t)promise & ~(uintptr_t)(ORIEL__PROMISE_CHUNK_SIZE - 1);
	return ((const struct oriel__promise_chunk *)address)->promises;
}

static inline oriel_promise *oriel__promise_of_reaction(struct oriel__reaction *reaction) {
	return oriel__container_of(reaction, oriel_promise, reaction);
}

/* promise_pool.c */
/* Returns the loop's promises, which the first call creates. Asserts, with the name of the caller,
 * if the thread has no loop. */
struct oriel__promises *oriel__promises_here(const char *caller);
/* Fails the assertion for a problem that oriel__promise_check() found. */
ORIEL_NORETURN void oriel__promise_refuse(const oriel_promise *promise, const char *caller);
/* Asserts as oriel__promise_check() does, and also that the promise's loop has not ended, so that
 * waiting makes sense. */
void oriel__promise_check_live(const oriel_promise *promise, const char *caller);
/* Allocates a chunk and takes one of its nodes. */
oriel_promise *oriel__promise_grow(struct oriel__promises *promises);
/* Frees the pool after the end of the loop, when the last node is freed. */
void oriel__promises_free_if_ended(struct oriel__promises *promises);
void oriel__promise_extra_add(struct oriel__promises *promises, struct oriel__promise_extra *extra);
void oriel__promise_extra_remove(
	struct oriel__promises *promises, struct oriel__promise_extra *extra);

/* Asserts that the promise has references and is used on its loop's thread. */
static inline void oriel__promise_check(const oriel_promise *promise, const char *caller) {
	bool is_held = promise != NULL && promise->references > 0;
	if (!is_held ||
		(oriel__promises_of(promise)->loop != oriel__thread_loop &&
			!oriel__promises_of(promise)->is_ended))
		oriel__promise_refuse(promise, caller);
}

/* Returns a node to the pool after its end. */
static inline void oriel__promise_give(struct oriel__promises *promises, oriel_promise *promise) {
	promise->is_used = false;
	promise->reaction.next = (struct oriel__reaction *)(void *)promises->free;
	promises->free = promise;
	if (--promises->in_use == 0)
		oriel__promises_free_if_ended(promises);
}

/* Returns a pending promise with this many references and without a resolver; the code that created
 * it settles it. */
static inline oriel_promise *oriel__promise_new_shared(
	struct oriel__promises *promises, const char *site, uint32_t references) {
	oriel_promise *promise = promises->free;
	if (promise != NULL)
		promises->free = (oriel_promise *)(void *)promise->reaction.next;
	else
		promise = promises->fresh < promises->fresh_end ? promises->fresh++ :
														oriel__promise_grow(promises);
	promises->in_use++;
	promise->references = references;
	promise->state = ORIEL_PROMISE_PENDING;
	promise->rejection_list = ORIEL__REJECTION_LIST_NONE;
	promise->is_used = true;
	promise->is_laden = false;
	promise->is_handled = promise->is_reported = promise->is_aborted = promise->is_lost = false;
	promise->has_resolver = promise->has_owner = promise->is_dropping = false;
	promise->outcome.waiting.first = NULL;
	promise->reaction.source = NULL;
	promise->reaction.site = oriel__site(site);
	promise->reaction.context = NULL;
	promise->reaction.state = ORIEL__REACTION_IDLE;
	return promise;
}

static inline oriel_promise *oriel__promise_new(
	struct oriel__promises *promises, const char *site) {
	return oriel__promise_new_shared(promises, site, 1);
}

/* promise.c */
/* Ends a promise whose last reference was released. */
void oriel__promise_end(oriel_promise *promise);

/* Releases a reference without checks. */
static inline void oriel__promise_release(oriel_promise *promise) {
	if (--promise->references == 0)
		oriel__promise_end(promise);
}

/* Releases a reference that is usually the last. Avoids a call if the promise holds nothing. */
static inline void oriel__promise_release_last(oriel_promise *promise) {
	if (--promise->references > 0)
		return;
	bool is_plain = promise->state != ORIEL_PROMISE_PENDING &&
		promise->outcome.result.release == NULL && !promise->has_owner && !promise->has_resolver;
	struct oriel__promises *promises = oriel__promises_of(promise);
	if (is_plain)
		oriel__promise_give(promises, promise);
	else
		oriel__promise_end(promise);
}

/* Settle a pending promise that has no unused resolver. The promise is borrowed; the next argument
 * is handed over. */
void oriel__promise_fulfil(oriel_promise *promise, struct oriel_payload value);
void oriel__promise_reject(oriel_promise *promise, struct oriel_payload reason);
/* Fulfils a promise with an empty value, if it has no reactions and the loop is not ending. */
static inline void oriel__promise_fulfil_quickly(oriel_promise *promise) {
	promise->state = ORIEL_PROMISE_FULFILLED;
	promise->outcome.result = ORIEL_NO_PAYLOAD;
}
/* Settles a promise with the result of another, settled promise. */
void oriel__promise_settle_as(oriel_promise *promise, oriel_promise *other);
/* Makes a promise take over the result of another once that is settled. Rejects it with an error if
 * both are the same. */
void oriel__promise_follow(oriel_promise *promise, oriel_promise *other);
void oriel__promise_complete(oriel_promise *promise, const struct oriel_completion *completion);

/* Marks a promise as handled. */
void oriel__promise_handle(oriel_promise *promise);
void oriel__promise_react_slow_path(oriel_promise *promise, struct oriel__reaction *reaction);

/* Queues a reaction; takes over the reference to promise for it. */
static inline void oriel__reaction_queue(
	oriel_loop *loop, oriel_promise *promise, struct oriel__reaction *reaction) {
	reaction->source = promise;
	reaction->state = ORIEL__REACTION_QUEUED;
	oriel__microtask_queue(
		loop, reaction->site, reaction->run, reaction->reaction_class->run, reaction);
}

/* Registers a reaction that runs once promise is settled. Takes over the reference to promise, and
 * marks it as handled. Source: ECMAScript, "PerformPromiseThen". */
static inline void oriel__promise_react(oriel_promise *promise, struct oriel__reaction *reaction) {
	oriel_loop *loop = oriel__promises_of(promise)->loop;
	bool is_first = promise->state == ORIEL_PROMISE_PENDING &&
		promise->outcome.waiting.first == NULL;
	bool is_quick = (promise->state == ORIEL_PROMISE_FULFILLED || is_first) &&
		oriel__run_is_known(oriel__loop_head(loop)->run, reaction->site, &reaction->run);
	if (!is_quick) {
		oriel__promise_react_slow_path(promise, reaction);
		return;
	}
	reaction->context = NULL;
	if (!is_first) {
		oriel__reaction_queue(loop, promise, reaction);
		return;
	}
	promise->is_handled = true;
	promise->outcome.waiting.first = promise->outcome.waiting.last = reaction;
	reaction->next = reaction->previous = NULL;
	reaction->source = promise;
	reaction->state = ORIEL__REACTION_LISTED;
	oriel__promise_release(promise);
}

static inline void oriel__reaction_forget_context(struct oriel__reaction *reaction) {
	if (reaction->context == NULL)
		return;
	oriel__context_unref(reaction->context);
	reaction->context = NULL;
}

/* Begins to run a reaction. Returns the settled promise with a reference, or NULL if the reaction
 * was cancelled. */
static inline oriel_promise *oriel__reaction_take(struct oriel__reaction *reaction) {
	bool is_cancelled = reaction->state == ORIEL__REACTION_CANCELLED;
	reaction->state = ORIEL__REACTION_IDLE;
	return is_cancelled ? NULL : reaction->source;
}

/* Bracket the call of user code by a reaction. The microtask's run gets the reaction's description
 * and the context of its registration. */
static inline void oriel__reaction_begin(oriel_loop *loop, const struct oriel__reaction *reaction,
	const struct oriel__run_class *run_class) {
	struct oriel__run *run = &oriel__loop_head(loop)->drain;
	run->run_class = run_class;
	run->context = reaction->context;
}

/* Ends a reaction that may have been freed; context is the reaction's former context. */
static inline void oriel__reaction_end(oriel_loop *loop, struct oriel__context *context) {
	struct oriel__run *run = &oriel__loop_head(loop)->drain;
	run->run_class = &oriel__run_microtask;
	run->context = NULL;
	oriel__context_unref(context);
}
/* Cancels a reaction that has not run. Returns true if nothing will follow. Returns false if run
 * will be called and will find the reaction cancelled. */
bool oriel__reaction_cancel(struct oriel__reaction *reaction);

/* promise_rejection.c */
/* Adds a promise that was rejected just now and is not handled. */
void oriel__rejection_add(oriel_promise *promise);
/* Removes a promise from the list of rejections, because a reaction was added to it. */
void oriel__rejection_handled(oriel_promise *promise);
void oriel__rejections_finish(struct oriel__promises *promises);

/* Returns whether a reference to a borrowed payload can be kept. */
static inline bool oriel__payload_can_be_kept(struct oriel_payload payload) {
	return payload.retain != NULL || payload.release == NULL;
}
/* A reference to a reason that is borrowed, or an error if the reason cannot be retained. */
struct oriel_payload oriel__reason_share(const char *site, struct oriel_payload reason);

/* reaction_options.c */
/* Reacts as oriel__promise_react() does, with promise's own reaction, which belongs to a then or a
 * finally. For reactions with a signal or a release function, and for the end of the loop. */
void oriel__reaction_react_with_options(
	oriel_promise *source, oriel_promise *promise, const struct oriel_then_options *options);
/* Detaches a laden reaction from its signal before it runs; an abort then has no effect. */
void oriel__reaction_unhook(oriel_promise *promise);
/* Ends a laden reaction that has run, or whose signal has aborted: detaches it from its signal,
 * releases its data, and releases its reference. */
void oriel__reaction_end_options(oriel_promise *promise);
/* Ends a laden reaction that will never run, as oriel__reaction_end_options() does. Its signal can
 * still reject the promise, as long as the signal can abort. */
void oriel__reaction_abandon_options(oriel_promise *promise);
/* Detaches a lost promise from its signal, whose hook held a reference. */
void oriel__promise_leave_abort_signal(oriel_promise *promise);
/* Returns the reason with which an abort of signal rejects a promise, with one reference: the
 * signal's reason if it can be shared, or else an error. */
ORIEL_PRIVATE_API struct oriel_payload oriel__abort_signal_rejection(
	const char *site, const oriel_abort_signal *signal);

#endif
