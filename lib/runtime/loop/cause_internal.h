/* SPDX-License-Identifier: MIT */
/*
 * Causes and contexts, as the modules above use them. What is registered captures where it is and
 * what runs; what calls it brackets the call:
 *
 *     thing->cause = oriel__cause_capture(loop, site);          when it is registered, as
 * oriel_then() is
 *
 *     struct oriel__run run;                                    around its callback, inside or
 * outside of oriel__callback_enter() oriel__run_begin(loop, &run, &reaction_class, &thing->cause);
 *     thing->fn(thing->data);
 *     oriel__run_end(loop, &run);
 *
 *     oriel__cause_release(&thing->cause);                      when it is gone, on the loop's
 * thread
 *
 * A run lives on the stack of who calls, and ends before what began around it: a coroutine's is its
 * resumer's, who captures at its await and begins with that. Tasks, microtasks and the others of
 * this module do all this themselves: a native task (oriel__task_queue()) need only begin a run of
 * its own when its name is to say more than "task".
 */
#ifndef ORIEL_LOOP_CAUSE_INTERNAL_H
#define ORIEL_LOOP_CAUSE_INTERNAL_H

#include "base/private_api_internal.h"
#include "loop/callback_internal.h"
#include "loop/loop_internal.h"
#include "loop/run_internal.h"
#include "loop/trace_internal.h"

#include <oriel/runtime/context_value.h>

/* What something remembers of its registration. All zeros: nothing. */
struct oriel__cause {
	const char *site;               /* may be NULL */
	struct oriel__context *context; /* counted; may be NULL */
	uint32_t run;                   /* 0: none */
};

struct oriel__context_value;

/* A context value, and those before it: a counted list, the newest first, never changed once it is
 * shared. On one thread. */
struct oriel__context {
	size_t references;
	struct oriel__context *outer; /* counted; may be NULL */
	const struct oriel_context_key *key;
	struct oriel__context_value *value; /* counted */
};

/* On a thread without a loop: what oriel_context_value() finds; may be NULL. Borrowed. */
extern _Thread_local const struct oriel__context *oriel__thread_context;
/* The context of what runs on this thread, with or without a loop; may be NULL. */
const struct oriel__context *oriel__context_of_thread(void);
/* All NULL: there is none. */
struct oriel_payload oriel__context_find(
	const struct oriel__context *context, const struct oriel_context_key *key);
/* Copies the values that may cross to another thread, which is to own the copy; NULL: none may. */
struct oriel__context *oriel__context_clone(const struct oriel__context *context);
/* Adds a value, which is handed over, to a list whose reference is taken over. */
struct oriel__context *oriel__context_push(struct oriel__context *outer,
	const struct oriel_context_key *key, struct oriel_payload payload);

/* Of what runs on loop now, to be told elsewhere. */
struct oriel__foreign_run oriel__run_foreign(oriel_loop *loop);
/* For a run on another loop: its place and kind are all that is known of it, and whether it had a
 * cause. */
uint32_t oriel__run_write_foreign(oriel_loop *loop, const struct oriel__foreign_run *foreign);
/* Gives a run, and those around it that have none, a number. */
ORIEL_PRIVATE_API uint32_t oriel__run_write(oriel_loop *loop, struct oriel__run *run);
/* Its place, and what it says of itself. */
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

/* What oriel__run_here() answers, for what has no context and can do without a call; false: with
 * neither. */
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

/* The number of what runs now, by which what it registers at site remembers it; 0: nothing runs. */
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

/* A run gets a context: from now on its id is not for what looks at nothing else. */
static inline void oriel__run_hide_id(struct oriel__run *run) {
	if (run->id != ORIEL__RUN_UNWRITTEN)
		run->written = run->id;
	run->id = ORIEL__RUN_UNWRITTEN;
}

/* To be released. */
static inline struct oriel__cause oriel__cause_capture(oriel_loop *loop, const char *site) {
	return (struct oriel__cause){ oriel__site(site), oriel__context_ref(oriel__context_here(loop)),
		oriel__run_here(loop, site) };
}

/* Forgets it; all zeros afterwards. */
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

/* cause is borrowed until the end. Inside, what is registered is caused by this run, and has its
 * context. */
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

/* A place as chains write it: without its folders. */
const char *oriel__site_short(const char *site);

/* Room for a chain in a message: what is longer is cut. */
enum { ORIEL__CHAIN_SIZE = 1024 };

/*
 * Writes the chain of what runs now, the newest first: "todo.c:88 job done ← todo.c:61 click on
 * button.delete ← pointer input". As snprintf(): cut to what fits, with a NUL, and its whole length
 * is answered. "" when nothing runs.
 */
size_t oriel__cause_print(oriel_loop *loop, char *text, size_t capacity);

/* The same of what is remembered; its own place comes first, called by name. */
size_t oriel__cause_print_of(oriel_loop *loop, const struct oriel__cause *cause, const char *name,
	char *text, size_t capacity);

#endif
