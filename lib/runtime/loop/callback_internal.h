/* SPDX-License-Identifier: MIT */
/*
 * The callbacks and dispatches on the stack, and the work that is deferred until they have
 * returned.
 *
 * There are two depths. A *callback* is user code; when the outermost callback returns, a microtask
 * checkpoint follows. A *hold* is a callback or a dispatch. When the outermost hold ends, deferred
 * work runs: finish methods of destroyed widgets, release functions, freeing of memory. Deferred
 * work runs inside a hold of its own until none is left, and before the checkpoint.
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

/* A ring buffer. read and write only grow; write - read microtasks are queued. */
struct oriel__ring {
	struct oriel__microtask *items;
	size_t mask; /* capacity - 1; the capacity is a power of two */
	/* how many microtasks the fast path may queue: the capacity, or 0 once the loop is ending */
	size_t limit;
	size_t read, write;
};

/* The description of a run that has ended. */
struct oriel__part {
	const struct oriel__run_class *run_class; /* NULL if there was no such run */
	const char *site;                         /* may be NULL */
	uint32_t cause;
};

/* The first member of struct oriel_loop. It is visible to other modules so that entering and
 * leaving a callback are inline: every dispatch does both for each listener. */
struct oriel__loop_head {
	unsigned callback_depth, hold_depth; /* every callback also counts as a hold */
	/* hold depth beyond which the nesting is considered endless (nesting.c) */
	unsigned deepest;
	/* microtasks or deferred work may be queued for the end of the outermost callback or hold */
	bool has_after;
	struct oriel__run *run;        /* the innermost run; never NULL */
	struct oriel__record *records; /* records of runs that caused something (cause.c) */
	struct oriel__trace *trace;    /* NULL if the loop is not traced (trace_internal.h) */
	struct oriel__clock clock;
	struct oriel__run item;  /* the outermost run: the current item of the turn */
	struct oriel__part part; /* the last run inside a native task, which has no site of its own */
	struct oriel__run drain; /* the current microtask */
	struct oriel__ring microtasks;
};

static inline struct oriel__loop_head *oriel__loop_head(oriel_loop *loop) {
	return (struct oriel__loop_head *)(void *)loop;
}

/* Allows about 500 nested dispatches. A stack of 8 MiB then has 16 KiB for each dispatch and its
 * listener. */
enum { ORIEL__DEEPEST_HOLD = 1000 };

/* Fails an assertion that names the sites which call each other in a circle. */
ORIEL_PRIVATE_API ORIEL_NORETURN void oriel__nesting_fail(oriel_loop *loop);

/* Runs deferred work and the checkpoint after the outermost callback. */
ORIEL_PRIVATE_API void oriel__callback_after(oriel_loop *loop);
ORIEL_PRIVATE_API void oriel__hold_after(oriel_loop *loop);

/* Starts a callback. Every call of user code lies between enter and leave. */
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

/* Ends a callback without a checkpoint, for calls that are part of the program's own code. Queued
 * microtasks wait for the outermost callback or for the loop. */
void oriel__callback_leave_quietly(oriel_loop *loop);

ORIEL_PRIVATE_API bool oriel__callback_on_stack(const oriel_loop *loop);

/* Starts a hold: internal work, such as a dispatch, that keeps pointers across callbacks. */
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
 * A hold around many callbacks. It stores its depths, so that entering and leaving a callback only
 * write the loop's depths and never read them. No call then has to wait for the memory writes of
 * the previous call.
 */
struct oriel__hold {
	unsigned callback_depth, hold_depth; /* the depths inside this hold */
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

/* Work that is deferred until nothing is on the stack; embedded in the object that it concerns. */
struct oriel__deferred {
	struct oriel__deferred *next;
	void (*run)(struct oriel__deferred *deferred);
};

/* Runs the work at once, inside a hold, if nothing is on the stack. Otherwise it runs later, in the
 * order of deferring. */
ORIEL_PRIVATE_API void oriel__defer(
	oriel_loop *loop, struct oriel__deferred *deferred, void (*run)(struct oriel__deferred *));

/* Calls release(data), deferred in the same way. Allocates memory only if the call is deferred.
 * Does nothing if release is NULL. */
ORIEL_PRIVATE_API void oriel__defer_drop(oriel_loop *loop, oriel_release_fn *release, void *data);

#endif
