/* SPDX-License-Identifier: MIT */
/*
 * Who is on the stack: callbacks, dispatches, and what waits until they have returned.
 *
 * Two depths. A *callback* is user code; when the outermost one returns, a microtask checkpoint
 * follows. A *hold* is a dispatch or a callback; when the outermost hold ends, what was deferred
 * runs: the finish of destroyed widgets, drops, freed memory. Deferred work runs inside a hold of
 * its own, until none is left, before the checkpoint.
 */
#ifndef ORIEL_LOOP_CALLBACK_INTERNAL_H
#define ORIEL_LOOP_CALLBACK_INTERNAL_H

#include "base/private_api_internal.h"
#include "loop/clock_internal.h"
#include "loop/run_internal.h"

#include <oriel/runtime/types.h>

struct oriel__microtask {
	oriel_task_fn *fn;
	void *data;
	const char *site;
	uint32_t cause;
};

/* read and write only grow; their difference is how many wait. */
struct oriel__ring {
	struct oriel__microtask *items;
	size_t mask;     /* its capacity, a power of two, less 1 */
	/* how many may wait without a look at it: the capacity; 0 once the loop is ending */
	size_t limit;
	size_t read, write;
};

/* What is remembered of a run that has ended. */
struct oriel__part {
	const struct oriel__run_class *run_class; /* NULL: there was none */
	const char *site;                         /* may be NULL */
	uint32_t cause;
};

/* What a loop begins with, so that the brackets can be inline: every dispatch makes one for each
 * listener. */
struct oriel__loop_head {
	unsigned callback_depth, hold_depth; /* a callback counts as a hold too */
	/* hold beyond which nesting counts as endless; see nesting.c */
	unsigned deepest;
	/* microtasks or deferred work may wait for the end of what is on the stack */
	bool has_after;
	struct oriel__run *run;              /* the innermost; never NULL */
	struct oriel__record *records;       /* of runs that caused something; see cause.c */
	struct oriel__trace *trace; /* NULL: it is not traced; see trace_internal.h */
	struct oriel__clock clock;
	struct oriel__run item;  /* what the turn runs: the outermost */
	struct oriel__part part; /* of a task of Oriel's own, which has no place: what ran last in it */
	struct oriel__run drain; /* the microtask that runs */
	struct oriel__ring microtasks;
};

static inline struct oriel__loop_head *oriel__loop_head(oriel_loop *loop) {
	return (struct oriel__loop_head *)(void *)loop;
}

/* About 500 dispatches within one another: of 8 MiB of stack, 16 KiB for each and its listener. */
enum { ORIEL__DEEPEST_HOLD = 1000 };

/* Fails an assertion that names the places which call each other in a circle. */
ORIEL_PRIVATE_API ORIEL_NORETURN void oriel__nesting_fail(oriel_loop *loop);

/* What follows the end of the outermost callback. */
ORIEL_PRIVATE_API void oriel__callback_after(oriel_loop *loop);
ORIEL_PRIVATE_API void oriel__hold_after(oriel_loop *loop);

/* Brackets every call of user code. */
static inline void oriel__callback_enter(oriel_loop *loop) {
	struct oriel__loop_head *head = oriel__loop_head(loop);
	head->callback_depth++;
	head->hold_depth++;
}

static inline void oriel__callback_leave(oriel_loop *loop) {
	struct oriel__loop_head *head = oriel__loop_head(loop);
	head->hold_depth--;
	if (--head->callback_depth > 0)
		return;
	head->clock.is_stale = true;
	if (head->has_after)
		oriel__callback_after(loop);
}

/* The same without a checkpoint, for what is called as a part of the program's own code: microtasks
 * that wait go on waiting for the outermost callback, or for the loop. */
void oriel__callback_leave_quietly(oriel_loop *loop);

ORIEL_PRIVATE_API bool oriel__callback_on_stack(const oriel_loop *loop);

/* Brackets work of Oriel's own that keeps addresses across callbacks, e.g. a dispatch. */
static inline void oriel__hold_begin(oriel_loop *loop) {
	struct oriel__loop_head *head = oriel__loop_head(loop);
	if (++head->hold_depth > head->deepest)
		oriel__nesting_fail(loop);
}

static inline void oriel__hold_end(oriel_loop *loop) {
	struct oriel__loop_head *head = oriel__loop_head(loop);
	if (--head->hold_depth == 0 && head->has_after)
		oriel__hold_after(loop);
}

/*
 * The same for a hold around many callbacks. It remembers how deep it lies: depths are then written
 * and not read, so that no call waits for what the one before it wrote.
 */
struct oriel__hold {
	unsigned callback_depth, hold_depth; /* inside it */
};

static inline struct oriel__hold oriel__hold_enter(oriel_loop *loop) {
	struct oriel__loop_head *head = oriel__loop_head(loop);
	struct oriel__hold hold = { head->callback_depth, head->hold_depth + 1 };
	head->hold_depth = hold.hold_depth;
	if (hold.hold_depth > head->deepest)
		oriel__nesting_fail(loop);
	return hold;
}

static inline void oriel__hold_leave(oriel_loop *loop, struct oriel__hold hold) {
	struct oriel__loop_head *head = oriel__loop_head(loop);
	head->hold_depth = hold.hold_depth - 1;
	if (hold.hold_depth == 1 && head->has_after)
		oriel__hold_after(loop);
}

static inline void oriel__hold_callback_enter(oriel_loop *loop, struct oriel__hold hold) {
	oriel__loop_head(loop)->callback_depth = hold.callback_depth + 1;
	oriel__loop_head(loop)->hold_depth = hold.hold_depth + 1;
}

static inline void oriel__hold_callback_leave(oriel_loop *loop, struct oriel__hold hold) {
	struct oriel__loop_head *head = oriel__loop_head(loop);
	head->hold_depth = hold.hold_depth;
	head->callback_depth = hold.callback_depth;
	if (hold.callback_depth > 0)
		return;
	head->clock.is_stale = true;
	if (head->has_after)
		oriel__callback_after(loop);
}

/* Work for when nothing is on the stack; embedded in what it is about. */
struct oriel__deferred {
	struct oriel__deferred *next;
	void (*run)(struct oriel__deferred *deferred);
};

/* Runs at once, inside a hold, if nothing is on the stack; else in order of deferring. */
ORIEL_PRIVATE_API void oriel__defer(
	oriel_loop *loop, struct oriel__deferred *deferred, void (*run)(struct oriel__deferred *));

/* Calls release(data) by the same rule; allocates only if it has to wait. A NULL drop does nothing.
 */
ORIEL_PRIVATE_API void oriel__defer_drop(oriel_loop *loop, oriel_release_fn *release, void *data);

#endif
