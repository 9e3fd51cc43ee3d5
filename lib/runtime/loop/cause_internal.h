/* SPDX-License-Identifier: MIT */
/*
 * Causes and contexts, for the modules above. A registration captures its site and the current run.
 * The module that calls the callback brackets the call with a run.
 *
 * When registering, as oriel_then() does:
 *
 *     thing->cause = oriel__cause_capture(loop, site);
 *
 * Around the callback, inside or outside of oriel__callback_enter():
 *
 *     struct oriel__run run;
 *     oriel__run_begin(loop, &run, &reaction_class, &thing->cause);
 *     thing->fn(thing->data);
 *     oriel__run_end(loop, &run);
 *
 * At the end of the registration, on the loop's thread:
 *
 *     oriel__cause_release(&thing->cause);
 *
 * A run lives on the caller's stack and ends before the runs around it. A coroutine's run lives on
 * the stack of the code that resumes it; the coroutine captures a cause at each await, and its next
 * run begins with that cause. Tasks, microtasks and the other callbacks of this module do all this
 * themselves. A native task (oriel__task_queue()) begins a run only to get a more specific name
 * than "task".
 */
#ifndef ORIEL_LOOP_CAUSE_INTERNAL_H
#define ORIEL_LOOP_CAUSE_INTERNAL_H

#include "base/private_api_internal.h"
#include "loop/callback_internal.h"
#include "loop/loop_internal.h"
#include "loop/run_internal.h"
#include "loop/trace_internal.h"

#include <oriel/runtime/context_value.h>

/* The cause of a registration. All zeros: none. */
struct oriel__cause {
	const char *site;               /* may be NULL */
	struct oriel__context *context; /* holds a reference; may be NULL */
	uint32_t run;                   /* 0: none */
};

struct oriel__context_value;

/* A list of context values, the newest first. The list is reference-counted, is never changed once
 * shared, and belongs to one thread. */
struct oriel__context {
	size_t references;
	struct oriel__context *outer; /* holds a reference; may be NULL */
	const struct oriel_context_key *key;
	struct oriel__context_value *value; /* holds a reference */
};

/* The context of a thread without a loop, for oriel_context_value(); may be NULL. Borrowed. */
extern _Thread_local const struct oriel__context *oriel__thread_context;
/* Returns the context of the code that runs on this thread, with or without a loop; may be NULL. */
const struct oriel__context *oriel__context_of_thread(void);
/* All NULL: there is none. */
struct oriel_payload oriel__context_find(
	const struct oriel__context *context, const struct oriel_context_key *key);
/* Copies the values that may cross to another thread, which is to own the copy; NULL: none may. */
struct oriel__context *oriel__context_clone(const struct oriel__context *context);
/* Adds a value, which is handed over, to a list whose reference is taken over. */
struct oriel__context *oriel__context_push(struct oriel__context *outer,
	const struct oriel_context_key *key, struct oriel_payload payload);

/* Describes the current run of loop for another thread. */
struct oriel__foreign_run oriel__run_foreign(oriel_loop *loop);
/* Writes a record for a run on another loop and returns its number. Only the run's site and kind
 * are known, and whether it had a cause. */
uint32_t oriel__run_write_foreign(oriel_loop *loop, const struct oriel__foreign_run *foreign);
/* Writes records for a run and for the runs around it that have none. Returns the run's number. */
ORIEL_PRIVATE_API uint32_t oriel__run_write(oriel_loop *loop, struct oriel__run *run);
/* Returns the run's site and description. */
struct oriel__run_text oriel__run_describe(const struct oriel__run *run);
ORIEL_PRIVATE_API void oriel__context_free(struct oriel__context *context);

/* NULL is allowed. */
static inline struct oriel__context *oriel__context_ref(const struct oriel__context *context) {
	struct oriel__context *mine = (struct oriel__context *)context;
	if (mine != NULL)
		mine->references++;
	return mine;
}

/* NULL is allowed. The values' drops are deferred. */
static inline void oriel__context_unref(struct oriel__context *context) {
	if (context != NULL && --context->references == 0)
		oriel__context_free(context);
}

static inline bool oriel__run_repeats(const struct oriel__run *run, const char *site) {
	return site != NULL && site == atomic_load_explicit(&run->site, memory_order_relaxed);
}

/* Finds the result of oriel__run_here() without a call, if the run has no context. Returns false if
 * that is impossible. */
static inline bool oriel__run_is_known(
	const struct oriel__run *run, const char *site, uint32_t *id) {
#if ORIEL_CAUSES
	*id = run->id;
	if (run->id != ORIEL__RUN_UNWRITTEN)
		return true;
	*id = run->cause | ORIEL__RUN_REPEATED;
	return oriel__run_repeats(run, site) && run->context == NULL;
#else
	(void)site;
	*id = 0;
	return run->context == NULL;
#endif
}

/* Returns the number of the current run, which registrations at site store as their cause; 0 if
 * nothing runs. */
static inline uint32_t oriel__run_here(oriel_loop *loop, const char *site) {
#if ORIEL_CAUSES
	struct oriel__run *run = oriel__loop_head(loop)->run;
	if (run->id != ORIEL__RUN_UNWRITTEN)
		return run->id;
	return oriel__run_repeats(run, site) ? run->cause | ORIEL__RUN_REPEATED :
										oriel__run_write(loop, run);
#else
	(void)loop;
	(void)site;
	return 0;
#endif
}

static inline const struct oriel__context *oriel__context_here(oriel_loop *loop) {
	return oriel__loop_head(loop)->run->context;
}

/* Hides the id of a run that gets a context, so that the fast path, which reads the id alone, is
 * not taken. */
static inline void oriel__run_hide_id(struct oriel__run *run) {
	if (run->id != ORIEL__RUN_UNWRITTEN)
		run->written = run->id;
	run->id = ORIEL__RUN_UNWRITTEN;
}

/* Captures the current cause; the caller releases it with oriel__cause_release(). */
static inline struct oriel__cause oriel__cause_capture(oriel_loop *loop, const char *site) {
	return (struct oriel__cause){ oriel__site(site), oriel__context_ref(oriel__context_here(loop)),
		oriel__run_here(loop, site) };
}

/* Releases a cause and zeroes it. */
static inline void oriel__cause_release(struct oriel__cause *cause) {
	oriel__context_unref(cause->context);
	*cause = (struct oriel__cause){ 0 };
}

static inline void oriel__run_begin_with(
	oriel_loop *loop, struct oriel__run *run, struct oriel__run with) {
	struct oriel__loop_head *head = oriel__loop_head(loop);
	*run = with;
	run->outer = head->run;
	run->id = ORIEL__RUN_UNWRITTEN;
	head->run = run;
	if (run->outer == &head->item && !with.run_class->is_nested)
		head->part = (struct oriel__part){ with.run_class,
			atomic_load_explicit(&with.site, memory_order_relaxed), with.cause };
	if (head->trace != NULL)
		oriel__trace_run_begin(loop, run);
}

/* Begins a run; cause is borrowed until its end. Registrations inside get this run as their cause
 * and inherit its context. */
static inline void oriel__run_begin(oriel_loop *loop, struct oriel__run *run,
	const struct oriel__run_class *run_class, const struct oriel__cause *cause) {
	oriel__run_begin_with(loop, run,
		(struct oriel__run){ .run_class = run_class,
			.site = cause->site,
			.context = cause->context,
			.cause = cause->run });
}

static inline void oriel__run_end(oriel_loop *loop, struct oriel__run *run) {
	if (oriel__loop_head(loop)->trace != NULL)
		oriel__trace_run_end(loop, run, NULL, NULL);
	oriel__loop_head(loop)->run = run->outer;
}

/* Returns a site without its folders, as printed in chains. */
const char *oriel__site_short(const char *site);

/* The size of the buffer for a chain in a message; longer chains are cut. */
enum { ORIEL__CHAIN_SIZE = 1024 };

/*
 * Prints the chain of the current run, the newest first: "todo.c:88 job done ← todo.c:61 click on
 * button.delete ← pointer input". Like snprintf(), cuts the text to capacity, adds a NUL, and
 * returns the full length. Prints "" if nothing runs.
 */
size_t oriel__cause_print(oriel_loop *loop, char *text, size_t capacity);

/* Prints the chain of a stored cause. The chain begins with the cause's own site, described by
 * name. */
size_t oriel__cause_print_of(oriel_loop *loop, const struct oriel__cause *cause, const char *name,
	char *text, size_t capacity);

#endif
