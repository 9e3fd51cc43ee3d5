/* SPDX-License-Identifier: MIT */
/*
 * Coroutines: functions that run on stacks of their own (stack.c). A coroutine is entered from the
 * loop's stack or from another coroutine's, and leaves to the stack that entered it.
 *
 * A coroutine runs in slices: from entering to awaiting or returning. Each slice counts as a
 * callback, so the loop's depths are those of the entering code again as soon as the slice ends. A
 * coroutine may await only while the depths are those at the beginning of its slice. Work that a
 * slice defers runs when nothing is on the stack, as everywhere.
 *
 * An await is a reaction. The coroutine keeps a reference to the awaited promise until its next
 * await. The reaction's microtask resumes the coroutine, as does the microtask of an abort.
 */
#include <oriel/runtime/coroutine.h>

#include "promise/coroutine_internal.h"
#include "promise/promise_internal.h"
#include "promise/stack_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/list_internal.h"
#include "base/options_internal.h"
#include "event/event_state_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>

enum { MOST_AWAITS_WHEN_ABORTED = 1000000 };

/* Stored beside its stack. */
struct coroutine {
	struct oriel__list_link link; /* in the list of all coroutines */
	struct coroutines *all;
	struct oriel__stack *stack;
	oriel_coroutine_fn *fn;
	void *data;
	oriel_release_fn *release; /* may be NULL */
	const char *site;
	oriel_promise *promise; /* its own promise, a reference */
	uint64_t number;        /* serial number */

	struct oriel__reaction reaction; /* its await */
	oriel_promise *awaited;          /* held until the next await; may be NULL */
	bool is_suspended, is_listed, is_over;

	oriel_abort_signal *signal; /* the signal from the options; holds a reference; may be NULL */
	struct oriel__abort_hook hook;
	oriel_abort_controller *own; /* of oriel_coroutine_signal(); NULL until the first call */
	bool is_aborted;
	unsigned awaits_when_aborted;
	struct oriel_payload reason; /* reason of the abort */

	unsigned holds;          /* number of nested holds that fit onto its stack */
	struct coroutine *outer; /* the coroutine from which it was entered; may be NULL */
	unsigned hold_depth;     /* of the running slice; a callback counts as a hold */
	unsigned outer_deepest;  /* deepest hold of the stack from which it was entered */
};

_Static_assert(
	sizeof(struct coroutine) <= ORIEL__STACK_ROOM, "a coroutine has room beside its stack");

/* The coroutines of a loop. */
struct coroutines {
	oriel_loop *loop;
	struct oriel__promises *promises;
	struct coroutine *current; /* the running coroutine; NULL: the loop's own stack runs */
	/* struct coroutine that have been suspended, in order of creation */
	struct oriel__list list;
	size_t count; /* number of all coroutines */
	uint64_t begun;
	struct oriel__stack_pool stacks;
	struct oriel__census_source census;
	struct oriel__trimmer trimmer;
};

/* ---- Slices ---- */

/* Releases the parts that a coroutine got after its beginning. */
static void coroutine_let_all_go(struct coroutine *coroutine) {
	oriel__abort_hook_remove(&coroutine->hook);
	oriel_abort_signal_unref(coroutine->signal);
	oriel_abort_controller_destroy(coroutine->own);
	if (coroutine->awaited != NULL)
		oriel__promise_release(coroutine->awaited);
	oriel__payload_drop(coroutine->reason);
	coroutine->promise->is_aborted = coroutine->is_aborted;
	coroutine->signal = NULL;
	coroutine->own = NULL;
	coroutine->awaited = NULL;
	coroutine->reason = (struct oriel_payload){ 0 };
	coroutine->is_aborted = false;
	coroutine->awaits_when_aborted = 0;
}

/* Settles the promise, which may have no other reference. */
static inline void coroutine_complete(const struct coroutine *coroutine,
	const struct oriel_completion *completion) {
	oriel_promise *promise = coroutine->promise;
	bool is_plain = completion->type == ORIEL_COMPLETION_RETURN
		&& promise->outcome.waiting.first == NULL && !coroutine->all->promises->is_ended;
	if (is_plain) {
		promise->outcome.result.data = completion->value.data;
		promise->outcome.result.retain = completion->value.retain;
		promise->outcome.result.release = completion->value.release;
		promise->state = ORIEL_PROMISE_FULFILLED;
	} else {
		oriel__promise_complete(promise, completion);
	}
	oriel__promise_release(promise);
}

/* Runs on the coroutine's stack. Release functions wait for the end of the slice. */
static void coroutine_call(void *data) {
	struct coroutine *coroutine = data;
	struct oriel_completion completion = coroutine->fn(coroutine->data);
	if (coroutine->signal != NULL || coroutine->own != NULL || coroutine->awaited != NULL
		|| coroutine->is_aborted)
		coroutine_let_all_go(coroutine);
	if (coroutine->release != NULL)
		oriel__defer_drop(coroutine->all->loop, coroutine->release, coroutine->data);
	coroutine_complete(coroutine, &completion);
	coroutine->is_over = true;
}

/* Bytes of a coroutine's stack. The limit of nested callbacks, and the assertion that reports it,
 * must fit on the stack. */
enum { STACK_OF_A_HOLD = 1024, STACK_OF_THE_ASSERTION = 24 * 1024 };

static unsigned stack_holds(const struct oriel__stack *stack) {
	size_t size = oriel__stack_size(stack);
	size_t free_size = size > 2 * STACK_OF_THE_ASSERTION ? size - STACK_OF_THE_ASSERTION : size / 2;
	size_t holds = free_size / STACK_OF_A_HOLD;
	return holds < ORIEL__DEEPEST_HOLD ? (unsigned)holds : ORIEL__DEEPEST_HOLD;
}

static inline void coroutine_begin_slice(struct coroutine *coroutine) {
	struct coroutines *all = coroutine->all;
	struct oriel__loop_head *head = oriel__loop_head(all->loop);
	oriel__callback_enter(all->loop);
	if (head->hold_depth > head->deepest)
		oriel__nesting_fail(all->loop);
	unsigned deepest = head->hold_depth + coroutine->holds;
	coroutine->outer = all->current;
	coroutine->hold_depth = head->hold_depth;
	coroutine->outer_deepest = head->deepest;
	head->deepest = deepest < ORIEL__DEEPEST_HOLD ? deepest : ORIEL__DEEPEST_HOLD;
	all->current = coroutine;
}

static inline void coroutine_end_slice(struct coroutine *coroutine) {
	struct coroutines *all = coroutine->all;
	struct oriel__loop_head *head = oriel__loop_head(all->loop);
	all->current = coroutine->outer;
	head->deepest = coroutine->outer_deepest;
	if (coroutine->is_over) {
		if (coroutine->is_listed)
			oriel__list_remove(&all->list, &coroutine->link);
		all->count--;
		oriel__stack_give(&all->stacks, coroutine->stack);
	}
	if (head->hold_depth == 1 && head->has_after) {
		oriel__callback_leave_quietly(all->loop);
		return;
	}
	head->hold_depth--;
	head->callback_depth--;
	head->clock.is_stale = true;
}

static void coroutine_resume(struct coroutine *coroutine) {
	coroutine_begin_slice(coroutine);
	coroutine->is_suspended = false;
	oriel__stack_switch(coroutine->stack);
	coroutine_end_slice(coroutine);
}

/* Adds the coroutine to the list, in order of creation: most coroutines await before they begin
 * another. */
static void coroutine_list(struct coroutine *coroutine) {
	struct oriel__list *list = &coroutine->all->list;
	struct coroutine *last = oriel__list_last(list, struct coroutine, link), *next = NULL;
	while (last != NULL && last->number > coroutine->number) {
		next = last;
		last = oriel__list_previous(last, struct coroutine, link);
	}
	oriel__list_insert(list, &coroutine->link, next != NULL ? &next->link : NULL);
	coroutine->is_listed = true;
}

/* ---- Awaiting ---- */

static const struct oriel__run_class coroutine_run = { .name = "coroutine" };

static struct coroutine *coroutine_of_reaction(void *reaction) {
	return oriel__container_of(reaction, struct coroutine, reaction);
}

/* Resumes in a microtask, with the context that the coroutine had when it awaited. */
static void coroutine_resume_in_context(struct coroutine *coroutine,
	struct oriel__context *context) {
	oriel_loop *loop = coroutine->all->loop;
	oriel__reaction_begin(loop, &coroutine->reaction, &coroutine_run);
	coroutine->reaction.context = NULL;
	coroutine_begin_slice(coroutine);
	coroutine->is_suspended = false;
	oriel__stack_switch(coroutine->stack);
	coroutine_end_slice(coroutine);
	oriel__reaction_end(loop, context);
}

static void coroutine_run_awaited(void *data) {
	struct coroutine *coroutine = coroutine_of_reaction(data);
	oriel_promise *source = oriel__reaction_take(&coroutine->reaction);
	oriel__promise_release(source); /* the coroutine holds another reference as awaited */
	coroutine_resume_in_context(coroutine, coroutine->reaction.context);
}

static void coroutine_run_aborted(void *data) {
	struct coroutine *coroutine = data;
	coroutine_resume_in_context(coroutine, coroutine->reaction.context);
}

/* Does nothing: when the loop ends, its coroutines have already ended, and their awaited promises
 * have references. */
static void coroutine_abandon(struct oriel__reaction *reaction) {
	(void)reaction;
}

static const struct oriel__reaction_class await_class = { coroutine_run_awaited,
	coroutine_abandon };

static struct coroutines *coroutine_find(const oriel_loop *loop) {
	return oriel__loop_slot(loop, ORIEL__LOOP_SLOT_COROUTINE);
}

static bool coroutine_may_await(const struct coroutine *coroutine) {
	return oriel__loop_head(coroutine->all->loop)->hold_depth == coroutine->hold_depth;
}

static struct coroutine *coroutine_current(const char *caller) {
	struct coroutines *all = coroutine_find(oriel__loop_here(caller));
	ORIEL_ASSERT(all != NULL && all->current != NULL,
		"%s: called outside a coroutine; begin one with oriel_async(), or use oriel_then()",
		caller);
	return all->current;
}

static struct coroutine *coroutine_current_for_await(const char *site) {
	struct coroutine *coroutine = coroutine_current("oriel_await");
	ORIEL_ASSERT(coroutine_may_await(coroutine),
		"oriel_await at %s: called in a callback on the stack of the coroutine from %s; return "
		"from it first, or begin a coroutine in it with oriel_async()",
		site, coroutine->site);
	return coroutine;
}

bool oriel_can_await(void) {
	struct coroutines *all = coroutine_find(oriel__loop_here("oriel_can_await"));
	return all != NULL && all->current != NULL && coroutine_may_await(all->current);
}

static void coroutine_release_awaited(struct coroutine *coroutine) {
	if (coroutine->awaited != NULL)
		oriel__promise_release_last(coroutine->awaited);
	coroutine->awaited = NULL;
}

static enum oriel_await_status coroutine_return_aborted(
	struct coroutine *coroutine, struct oriel_payload *result) {
	ORIEL_ASSERT(++coroutine->awaits_when_aborted < MOST_AWAITS_WHEN_ABORTED,
		"oriel_await: the coroutine from %s was aborted, and has awaited a million times since; "
		"let it return on ORIEL_AWAIT_ABORTED",
		coroutine->site);
	if (result != NULL)
		*result = coroutine->reason;
	return ORIEL_AWAIT_ABORTED;
}

/* Begins an await. Returns the stack to leave. Returns NULL, and releases the promise, if the
 * coroutine was aborted. */
static inline struct oriel__stack *coroutine_await_begin(struct coroutine *coroutine,
	const char *site, oriel_promise *promise) {
	coroutine_release_awaited(coroutine);
	if (coroutine->is_aborted) {
		oriel__promise_handle(promise);
		oriel__promise_release(promise);
		return NULL;
	}
	coroutine->awaited = promise;
	coroutine->reaction.site = oriel__site(site);
	promise->references++;
	oriel__promise_react(promise, &coroutine->reaction);
	if (!coroutine->is_listed)
		coroutine_list(coroutine);
	coroutine->is_suspended = true;
	return coroutine->stack;
}

static inline enum oriel_await_status coroutine_await_end(struct coroutine *coroutine,
	struct oriel_payload *result) {
	if (coroutine->is_aborted) {
		coroutine_release_awaited(coroutine);
		return coroutine_return_aborted(coroutine, result);
	}
	const oriel_promise *promise = coroutine->awaited;
	if (result != NULL)
		*result = promise->outcome.result;
	return promise->state == ORIEL_PROMISE_FULFILLED ? ORIEL_AWAIT_FULFILLED : ORIEL_AWAIT_REJECTED;
}

enum oriel_await_status oriel_await_at(
	const char *site, oriel_promise *promise, struct oriel_payload *result) {
	struct coroutine *coroutine = coroutine_current_for_await(site);
	oriel__promise_check_live(promise, "oriel_await");
	struct oriel__stack *stack = coroutine_await_begin(coroutine, site, promise);
	if (stack != NULL)
		oriel__stack_leave(stack);
	return coroutine_await_end(coroutine, result);
}

struct oriel__await oriel__await_begin(const char *site, oriel_promise *promise) {
	struct coroutine *coroutine = coroutine_current_for_await(site);
	struct oriel__stack *stack = coroutine_await_begin(coroutine, site, promise);
	return (struct oriel__await){ coroutine, stack };
}

enum oriel_await_status oriel__await_end(struct oriel__await await) {
	return coroutine_await_end(await.coroutine, NULL);
}

/* ---- For generators ---- */

void *oriel__coroutine_data(const char *caller, oriel_coroutine_fn *fn) {
	struct coroutine *coroutine = coroutine_current(caller);
	return coroutine->fn == fn ? coroutine->data : NULL;
}

void oriel__coroutine_continue(oriel_promise *promise) {
	struct oriel__reaction *reaction = promise->outcome.waiting.first;
	struct coroutine *coroutine = coroutine_of_reaction(reaction);
	oriel_loop *loop = coroutine->all->loop;
	struct oriel__context *context = oriel__context_ref(reaction->context);
	struct oriel__run run;
	oriel__reaction_cancel(reaction);
	oriel__run_begin_with(loop, &run,
		(struct oriel__run){ .run_class = &coroutine_run, .site = reaction->site, .context =
			context, .cause = reaction->run });
	coroutine_resume(coroutine);
	oriel__run_end(loop, &run);
	oriel__context_unref(context);
}

/* ---- Aborting ---- */

static void coroutine_abort_own_signal(struct coroutine *coroutine) {
	struct oriel_payload reason = coroutine->reason;
	bool can_share = reason.retain != NULL || reason.release == NULL;
	struct oriel_payload shared = can_share ? oriel_payload_ref(reason) :
											ORIEL_NO_PAYLOAD;
	oriel_abort(coroutine->own, shared);
}

/* Aborts a coroutine. Listeners of the coroutine's own signal run last, because the coroutine may
 * end with them. */
static void coroutine_on_abort(struct oriel__abort_hook *hook) {
	struct coroutine *coroutine = oriel__container_of(hook, struct coroutine, hook);
	struct oriel__reaction *reaction = &coroutine->reaction;
	coroutine->is_aborted = true;
	coroutine->reason = oriel__abort_signal_rejection(coroutine->site, coroutine->signal);
	if (coroutine->is_suspended && reaction->state == ORIEL__REACTION_LISTED) {
		struct oriel__context *context = oriel__context_ref(reaction->context);
		oriel__reaction_cancel(reaction);
		reaction->context = context;
		oriel__microtask_queue(
			coroutine->all->loop, reaction->site, reaction->run, coroutine_run_aborted, coroutine);
	}
	if (coroutine->own != NULL)
		coroutine_abort_own_signal(coroutine);
}

oriel_abort_signal *oriel_coroutine_signal(void) {
	struct coroutine *coroutine = coroutine_current("oriel_coroutine_signal");
	if (coroutine->own == NULL) {
		coroutine->own = oriel_abort_controller_new();
		if (coroutine->is_aborted)
			coroutine_abort_own_signal(coroutine);
	}
	return oriel_abort_controller_signal(coroutine->own);
}

/* ---- The coroutines of a loop ---- */

/* Resumes a suspended coroutine directly, because microtasks no longer run when the loop ends. */
static void coroutine_abort_at_loop_end(struct coroutine *coroutine) {
	if (coroutine->reaction.state != ORIEL__REACTION_IDLE)
		oriel__reaction_cancel(&coroutine->reaction);
	coroutine->reaction.state = ORIEL__REACTION_IDLE;
	oriel__reaction_forget_context(&coroutine->reaction);
	oriel__abort_hook_remove(&coroutine->hook);
	if (!coroutine->is_aborted) {
		coroutine->is_aborted = true;
		coroutine->reason = oriel_error_new_at(coroutine->site, ORIEL_ABORT_ERROR, "the loop ends");
		if (coroutine->own != NULL)
			coroutine_abort_own_signal(coroutine);
	}
	coroutine_resume(coroutine);
}

static void coroutine_finish(void *value) {
	struct coroutines *all = value;
	oriel__loop_set_slot(all->loop, ORIEL__LOOP_SLOT_COROUTINE, all, NULL);
	struct coroutine *coroutine;
	while ((coroutine = oriel__list_first(&all->list, struct coroutine, link)) != NULL)
		coroutine_abort_at_loop_end(coroutine);
	oriel__loop_set_slot(all->loop, ORIEL__LOOP_SLOT_COROUTINE, NULL, NULL);
	oriel__census_remove(all->loop, &all->census);
	oriel__trimmer_remove(all->loop, &all->trimmer);
	oriel__stack_pool_finish(&all->stacks);
	oriel__free(all);
}

static void coroutine_count(const struct oriel__census_source *source, struct oriel_census *out) {
	const struct coroutines *all = oriel__container_of(source, struct coroutines, census);
	oriel__census_put(out, "coroutines", all->count);
}

static void coroutine_trim(struct oriel__trimmer *trimmer) {
	struct coroutines *all = oriel__container_of(trimmer, struct coroutines, trimmer);
	oriel__stack_pool_trim(&all->stacks);
}

static struct coroutines *coroutines_of(oriel_loop *loop) {
	struct coroutines *all = coroutine_find(loop);
	if (all != NULL)
		return all;
	all = oriel__alloc_zero(1, sizeof(*all));
	all->loop = loop;
	all->promises = oriel__promises_here("oriel_async");
	all->census.count = coroutine_count;
	all->trimmer.trim = coroutine_trim;
	oriel__census_add(loop, &all->census);
	oriel__trimmer_add(loop, &all->trimmer);
	oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_COROUTINE, all, coroutine_finish);
	return all;
}

/* ---- Beginning ---- */

/* Returns a new coroutine on a stack. The fields about the stack keep their values. */
static inline struct coroutine *coroutine_new(struct coroutines *all, struct oriel__stack *stack) {
	struct coroutine *coroutine = oriel__stack_room(stack);
	if (coroutine->stack == NULL) {
		coroutine->all = all;
		coroutine->stack = stack;
		coroutine->reaction.reaction_class = &await_class;
		coroutine->holds = stack_holds(stack);
	}
	coroutine->is_listed = coroutine->is_over = false;
	coroutine->number = ++all->begun;
	all->count++;
	return coroutine;
}

/* Runs the first slice. Returns the promise. */
static oriel_promise *coroutine_begin(struct coroutine *coroutine, oriel_promise *promise) {
	coroutine_begin_slice(coroutine);
	oriel__stack_switch(coroutine->stack);
	coroutine_end_slice(coroutine);
	return promise;
}

static oriel_promise *coroutine_refuse(oriel_loop *loop, oriel_promise *promise,
	const struct oriel_async_options *options, void *data, struct oriel_payload reason) {
	oriel__defer_drop(loop, options->release, data);
	oriel__promise_reject(promise, reason);
	return promise;
}

oriel_promise *oriel_async_at(const char *site, oriel_coroutine_fn *fn, void *data,
	const struct oriel_async_options *options) {
	static const struct oriel_async_options defaults = { .size = sizeof(defaults) };
	oriel_loop *loop = oriel__loop_here("oriel_async");
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(fn != NULL, "oriel_async at %s: fn is NULL; pass a function", site);
	oriel__check_options("oriel_async", site, options);
	bool is_aborted = options->signal != NULL && oriel_abort_signal_is_aborted(options->signal);
	if (is_aborted || oriel__loop_is_ending(loop)) {
		oriel_promise *refused = oriel__promise_new(oriel__promises_here("oriel_async"), site);
		refused->is_aborted = is_aborted;
		return coroutine_refuse(loop, refused, options, data, is_aborted
			? oriel__abort_signal_rejection(site, options->signal)
			: oriel_error_new_at(site, ORIEL_ABORT_ERROR, "the loop ends"));
	}
	struct coroutines *all = coroutines_of(loop);
	oriel_promise *promise = oriel__promise_new(all->promises, site);
	struct oriel__stack *stack = oriel__stack_try_take(&all->stacks, options->stack_size);
	if (stack == NULL)
		return coroutine_refuse(loop, promise, options, data,
			oriel_error_new_at(site, ORIEL_QUOTA_EXCEEDED_ERROR,
				"there is no memory for the stack of a coroutine; run fewer at once, or with a "
				"smaller .stack_size"));

	struct coroutine *coroutine = coroutine_new(all, stack);
	coroutine->fn = fn;
	coroutine->data = data;
	coroutine->release = options->release;
	coroutine->site = site;
	coroutine->promise = promise;
	promise->references++;
	if (options->signal != NULL) {
		coroutine->signal = oriel_abort_signal_ref(options->signal);
		oriel__abort_hook_add(options->signal, &coroutine->hook, coroutine_on_abort);
	}
	oriel__stack_begin(stack, coroutine_call, coroutine);
	return coroutine_begin(coroutine, promise);
}
