/* SPDX-License-Identifier: MIT */
/*
 * Promises, for the rest of this module: the nodes, reactions that are not callbacks of a program,
 * and settling without a resolver.
 *
 * A node is a promise with what it comes from: its resolver, or the reaction that settles it. It is
 * counted by its handles, by a resolver that has not been used, and by whatever else is going to
 * settle it. Reactions belong to the promise that they wait for; once that is settled each holds it
 * until it has run. So no chain of promises holds itself.
 *
 * A promise that takes on the result of another holds that one, the *owner* of the result, in
 * reaction.source: payloads without retain can be passed through as well. An owner has no owner
 * itself.
 *
 * Nothing recurses along a chain: settling queues microtasks, and what ends while something ends
 * waits in a list (dying).
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
	oriel_task_fn *run; /* a microtask, with the reaction; begins with oriel__reaction_take() */
	/* Instead of run: the promise is gone before it was settled, or the loop ends. May call no user
	 * code. */
	void (*abandon)(struct oriel__reaction *reaction);
};

enum oriel__reaction_state {
	ORIEL__REACTION_IDLE,
	ORIEL__REACTION_LISTED,    /* its promise is pending */
	ORIEL__REACTION_QUEUED,    /* as a microtask; it holds source */
	ORIEL__REACTION_CANCELLED, /* a microtask that finds nothing to do */
};

/* Something that happens once a promise is settled; embedded in what it is about. All zeros but
 * site is IDLE. */
struct oriel__reaction {
	/* of the same promise; of its own, once run, in a list of rejections */
	struct oriel__reaction *next, *previous;
	oriel_promise *source;
	const struct oriel__reaction_class *reaction_class;
	const char *site;
	/* of whoever registered it, counted until it has run; may be NULL */
	struct oriel__context *context;
	uint32_t run;                   /* in which that was */
	unsigned char state;            /* enum oriel__reaction_state */
};

struct oriel_resolver {
	oriel_promise *promise; /* held until the resolver is spent */
	uint32_t references;
	bool is_spent;
	bool is_embedded; /* in its promise */
};

enum oriel__rejection_list {
	ORIEL__REJECTION_LIST_NONE,
	ORIEL__REJECTION_LIST_NEW,  /* in the checkpoint that goes on */
	ORIEL__REJECTION_LIST_DUE,  /* for unhandledrejection */
	ORIEL__REJECTION_LIST_LATE, /* for rejectionhandled */
	ORIEL__REJECTION_LISTS,
};

struct oriel__then_hook {
	struct oriel__abort_hook hook;
	oriel_promise *promise;
	oriel_abort_signal *signal; /* the hook is called by it */
};

struct oriel_promise {
	uint32_t references;
	unsigned char state;          /* enum oriel_promise_state */
	unsigned char rejection_list; /* enum oriel__rejection_list */
	bool is_laden;       /* origin.then has a release function and a hook */
	bool is_used : 1;    /* the node is */
	bool is_handled : 1; /* of interest unless it is fulfilled */
	bool is_reported : 1; /* unhandledrejection was fired */
	/* rejected since a signal aborted what would settle it: of no interest if nobody holds it */
	bool is_aborted : 1;
	bool has_resolver : 1;
	bool has_owner : 1;
	bool is_dropping : 1; /* the drop of its result is deferred */
	/* pending, and what it reacted to is gone: its signal alone can settle it, whose hook holds it
	 */
	bool is_lost : 1;
	union {
		struct oriel_payload result;
		struct {
			struct oriel__reaction *first, *last;
		} waiting; /* while pending */
	} outcome;
	struct oriel__reaction reaction; /* what settles it */
	union {
		struct {
			union {
				oriel_then_fn *on_fulfilled; /* may be NULL */
				oriel_finally_fn *on_settled;
			} call;
			oriel_then_fn *on_rejected; /* may be NULL */
		} then;
		struct oriel__deferred deferred; /* once the reaction has run */
	} reacting;
	union {
		struct {
			void *data;
			oriel_release_fn *release;           /* may be NULL */
			struct oriel__then_hook *hook; /* may be NULL */
		} then;
		struct oriel_resolver resolver;
		oriel_promise *kept; /* held; of the promise within a finally */
	} origin;
};

struct oriel__promise_list {
	/* which the promises come from; they have run, and are linked by next and previous */
	struct oriel__reaction *first, *last;
	size_t count;
};

/* What holds promises, or waits for several, and is no node: the end of the loop has to know of it.
 * Embedded, and linked. */
struct oriel__promise_extra {
	struct oriel__list_link link;
	void (*abandon)(struct oriel__promise_extra *extra); /* the loop ends; may call no user code */
};

struct oriel__promise_chunk;

struct oriel__promises {
	oriel_promise *free; /* linked by reaction.next */
	oriel_promise *fresh, *fresh_end; /* never used, of the first chunk */
	size_t in_use, count;
	oriel_loop *loop;
	struct oriel__promise_chunk *chunks;
	oriel_promise *dying; /* linked by reaction.previous */
	bool is_reaping;
	bool is_ended; /* the loop's promises are finished: nothing settles, nothing is kept */
	bool is_counted; /* as the loop's: census and trimmer are added */
	struct oriel__promise_list rejections[ORIEL__REJECTION_LISTS];
	struct oriel__task rejection_task;
	struct oriel__list extras; /* struct oriel__promise_extra, the newest first */
	struct oriel__census_source census;
	struct oriel__trimmer trimmer;
};

/* A chunk is aligned to its size, so that a node finds what it belongs to. */
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
/* The loop's; made by the first call. Asserts, naming the caller, if the thread has no loop. */
struct oriel__promises *oriel__promises_here(const char *caller);
/* Says what oriel__promise_check() found. */
ORIEL_NORETURN void oriel__promise_refuse(const oriel_promise *promise, const char *caller);
/* Asserts that it is one that can be waited for: as oriel__promise_check(), and its loop has not
 * ended. */
void oriel__promise_check_live(const oriel_promise *promise, const char *caller);
/* Makes room, and takes a node. */
oriel_promise *oriel__promise_grow(struct oriel__promises *promises);
/* When no node is left. */
void oriel__promises_free_if_ended(struct oriel__promises *promises);
void oriel__promise_extra_add(struct oriel__promises *promises, struct oriel__promise_extra *extra);
void oriel__promise_extra_remove(
	struct oriel__promises *promises, struct oriel__promise_extra *extra);

/* Asserts that it is one that somebody holds, on its loop's thread. */
static inline void oriel__promise_check(const oriel_promise *promise, const char *caller) {
	bool is_held = promise != NULL && promise->references > 0;
	if (!is_held ||
		(oriel__promises_of(promise)->loop != oriel__thread_loop &&
			!oriel__promises_of(promise)->is_ended))
		oriel__promise_refuse(promise, caller);
}

/* A node whose end has been seen to. */
static inline void oriel__promise_give(struct oriel__promises *promises, oriel_promise *promise) {
	promise->is_used = false;
	promise->reaction.next = (struct oriel__reaction *)(void *)promises->free;
	promises->free = promise;
	if (--promises->in_use == 0)
		oriel__promises_free_if_ended(promises);
}

/* Pending, with so many references, and no resolver yet: whoever made it settles it. */
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
/* Nobody holds it any more. */
void oriel__promise_end(oriel_promise *promise);

/* Without checks. */
static inline void oriel__promise_release(oriel_promise *promise) {
	if (--promise->references == 0)
		oriel__promise_end(promise);
}

/* The same, for what mostly ends by it: if it holds nothing, without a call. */
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

/* Settling a promise that is pending, and has no resolver that is not spent. These borrow it; what
 * follows is handed over. */
void oriel__promise_fulfil(oriel_promise *promise, struct oriel_payload value);
void oriel__promise_reject(oriel_promise *promise, struct oriel_payload reason);
/* The first with nothing, when nothing reacts to it and the loop does not end. */
static inline void oriel__promise_fulfil_quickly(oriel_promise *promise) {
	promise->state = ORIEL_PROMISE_FULFILLED;
	promise->outcome.result = ORIEL_NO_PAYLOAD;
}
/* As another that is settled. */
void oriel__promise_settle_as(oriel_promise *promise, oriel_promise *other);
/* As another becomes, or with an error if that is the promise itself. */
void oriel__promise_follow(oriel_promise *promise, oriel_promise *other);
void oriel__promise_complete(oriel_promise *promise, const struct oriel_completion *completion);

/* Counts as handled from now on. */
void oriel__promise_handle(oriel_promise *promise);
void oriel__promise_react_slow_path(oriel_promise *promise, struct oriel__reaction *reaction);

/* Takes over the reference to promise, for the reaction. */
static inline void oriel__reaction_queue(
	oriel_loop *loop, oriel_promise *promise, struct oriel__reaction *reaction) {
	reaction->source = promise;
	reaction->state = ORIEL__REACTION_QUEUED;
	oriel__microtask_queue(
		loop, reaction->site, reaction->run, reaction->reaction_class->run, reaction);
}

/* Has reaction run once promise is settled. Takes over the reference to promise, and makes it count
 * as handled. Source: ECMAScript, "PerformPromiseThen". */
static inline void oriel__promise_react(oriel_promise *promise, struct oriel__reaction *reaction) {
	oriel_loop *loop = oriel__promises_of(promise)->loop;
	bool is_first = promise->state == ORIEL_PROMISE_PENDING
		&& promise->outcome.waiting.first == NULL;
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

/* What the reaction waited for, with a reference; NULL if it has been cancelled. */
static inline oriel_promise *oriel__reaction_take(struct oriel__reaction *reaction) {
	bool is_cancelled = reaction->state == ORIEL__REACTION_CANCELLED;
	reaction->state = ORIEL__REACTION_IDLE;
	return is_cancelled ? NULL : reaction->source;
}

/* Around the call of user code that a reaction makes: the microtask says what it is, and has the
 * context of who registered it. */
static inline void oriel__reaction_begin(oriel_loop *loop, const struct oriel__reaction *reaction,
	const struct oriel__run_class *run_class) {
	struct oriel__run *run = &oriel__loop_head(loop)->drain;
	run->run_class = run_class;
	run->context = reaction->context;
}

/* The reaction may be gone; context is what it had. */
static inline void oriel__reaction_end(oriel_loop *loop, struct oriel__context *context) {
	struct oriel__run *run = &oriel__loop_head(loop)->drain;
	run->run_class = &oriel__run_microtask;
	run->context = NULL;
	oriel__context_unref(context);
}
/* A reaction that has neither run nor been cancelled. True: nothing will come. False: run will, and
 * finds it cancelled. */
bool oriel__reaction_cancel(struct oriel__reaction *reaction);

/* promise_rejection.c */
/* It has just been rejected, and is not handled. */
void oriel__rejection_add(oriel_promise *promise);
/* Someone reacts to what has been added. */
void oriel__rejection_handled(oriel_promise *promise);
void oriel__rejections_finish(struct oriel__promises *promises);

/* Whether a reference to a payload that is borrowed can be kept. */
static inline bool oriel__payload_can_be_kept(struct oriel_payload payload) {
	return payload.retain != NULL || payload.release == NULL;
}
/* A reference to a reason that is borrowed, or an error if the reason cannot be retained. */
struct oriel_payload oriel__reason_share(const char *site, struct oriel_payload reason);

/* promise_load.c */
/* Reacts as oriel__promise_react() does, by promise's own reaction, which is a then's or a
 * finally's: with a signal or a release function, or when the loop ends. */
void oriel__reaction_load(
	oriel_promise *source, oriel_promise *promise, const struct oriel_then_options *options);
/* Of one that is laden: it runs, and its signal's abort changes nothing any more. */
void oriel__reaction_unhook(oriel_promise *promise);
/* It has run, or its signal has aborted: its signal forgets it, its data is dropped, and its
 * reference given up. */
void oriel__reaction_end_laden(oriel_promise *promise);
/* It never will: the same, but its signal can still reject the promise, as long as that can abort.
 */
void oriel__reaction_abandon_laden(oriel_promise *promise);
/* Of one that is lost: it hears no more of its signal, which held it. */
void oriel__promise_leave_abort_signal(oriel_promise *promise);
/* What a signal's abort rejects a promise with: its reason if that can be shared, else an error.
 * With one reference. */
ORIEL_PRIVATE_API struct oriel_payload oriel__abort_signal_rejection(
	const char *site, const oriel_abort_signal *signal);

#endif
