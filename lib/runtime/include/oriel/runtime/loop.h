/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The loop: one a thread; it runs tasks, microtasks, timers, frames and idle callbacks in the order
 * of the web.
 *
 * A turn: poll once; the tasks queued by then (input first, the rest oldest first, a microtask
 * checkpoint after each); the immediates that wait; the timers that are due; a frame if there is an
 * opportunity and something to render; idle callbacks if nothing waits. It blocks only when nothing
 * can run, and then makes no system call until something happens.
 *
 * Thread: loop, unless a declaration says otherwise; a call from another thread asserts. Errors:
 * only broken contracts, which assert.
 */
#ifndef ORIEL_RUNTIME_LOOP_H
#define ORIEL_RUNTIME_LOOP_H

#include <oriel/runtime/types.h>

struct uv_loop_s;

ORIEL_BEGIN

enum oriel_clock {
	ORIEL_CLOCK_MONOTONIC, /**< the machine's; it stands still in suspend */
	ORIEL_CLOCK_VIRTUAL,   /**< starts at 0 and moves only by oriel_loop_advance() */
};

struct oriel_loop_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_clock clock ORIEL_DEFAULT;
};

/** The function behind oriel_loop_new(). */
ORIEL_API oriel_loop *oriel_loop_new_at(const char *site, const struct oriel_loop_options *options);
/**
 * Makes this thread's loop. A thread has at most one: asserts if there is one already.
 *
 * Those of the descriptors 0 to 2 that are closed are opened on /dev/null first, so that nothing
 * else gets their numbers.
 *
 * @param ... members of struct oriel_loop_options by name
 * @return counted, with one reference, the owner's; end it with oriel_loop_destroy(). NULL, with
 * the reason logged, if there are no descriptors for it
 */
#define oriel_loop_new(...) ORIEL__CALL_0(oriel_loop_new_at, struct oriel_loop_options, __VA_ARGS__)

/**
 * Ends the loop: lets coroutines run to their returns, cancels all that is registered, aborts what
 * hangs on it, joins the pool threads that work for it, runs every drop, and gives up the owner's
 * reference. Ids and late posts stay harmless. NULL is allowed. Asserts inside a callback.
 */
ORIEL_API void oriel_loop_destroy(oriel_loop *loop);

/** Keeps the loop's address valid, not its life. Thread: any. @return loop */
ORIEL_API oriel_loop *oriel_loop_ref(oriel_loop *loop);
/** Gives up a reference from oriel_loop_ref(). NULL is allowed. Thread: any. */
ORIEL_API void oriel_loop_unref(oriel_loop *loop);

/** @return the calling thread's loop, borrowed, or NULL if it has none. Thread: any. */
ORIEL_API oriel_loop *oriel_loop_current(void);

/**
 * Runs turns until oriel_loop_quit(). Asserts inside a callback, or if it runs already.
 * @return the status given to oriel_loop_quit()
 */
ORIEL_API int oriel_loop_run(oriel_loop *loop);

/** Ends oriel_loop_run() once the running task's checkpoint is done; when it does not run, the next
 * run ends at once. */
ORIEL_API void oriel_loop_quit(oriel_loop *loop, int status);

/**
 * Continues the turn by one task, immediate, timer, frame or idle callback, with its checkpoint,
 * and never blocks. A turn that has nothing left to run polls once and begins anew. Asserts inside
 * a callback.
 * @return false when there was nothing to run
 */
ORIEL_API bool oriel_loop_step(oriel_loop *loop);

/**
 * @return when something is next due on the loop's clock, ms; 0 or less than now when something can
 * run at once; INFINITY when only the outside can bring something. Timers of libuv that were made
 * through oriel_loop_uv() count, unless the clock is virtual
 */
ORIEL_API double oriel_loop_next_due(oriel_loop *loop);

/**
 * Moves a virtual clock forward, running whatever becomes due, each at its own time, and everything
 * that can run without waiting. Asserts on a clock that is not virtual, and inside a callback.
 * @param ms 0 runs what can run now; negative or not a number counts as 0
 */
ORIEL_API void oriel_loop_advance(oriel_loop *loop, double ms);

/**
 * Moves a virtual clock forward and runs nothing: for a callback of a test that is to have taken
 * some time. What has become due runs late, as on the machine's clock. Asserts on a clock that is
 * not virtual.
 * @param ms negative or not a number counts as 0
 */
ORIEL_API void oriel_loop_spend(oriel_loop *loop, double ms);

/**
 * Runs everything that can run without moving a virtual clock, waiting in real time for jobs on the
 * pool, for connections that are being made, and for what they bring, until none is left. Asserts
 * on a clock that is not virtual, and inside a callback.
 */
ORIEL_API void oriel_loop_settle(oriel_loop *loop);

/** @return the loop's clock, ms since an arbitrary beginning; the scale of timers, frames and event
 * time stamps */
ORIEL_API double oriel_loop_now(oriel_loop *loop);

/** @return the loop as an event target: `error` events arrive there */
ORIEL_API oriel_target *oriel_loop_target(oriel_loop *loop);

/**
 * @return libuv's loop inside this one, for what Oriel does not cover; never call uv_run() on it,
 * and bracket callbacks that touch Oriel with oriel_loop_begin_host() and oriel_loop_end_host()
 */
ORIEL_API struct uv_loop_s *oriel_loop_uv(oriel_loop *loop);

/** Says that code outside Oriel begins to run which counts as a callback on the stack. Pairs nest.
 */
ORIEL_API void oriel_loop_begin_host(oriel_loop *loop);
/** Ends oriel_loop_begin_host(); a microtask checkpoint follows the outermost end. Asserts without
 * a begin. */
ORIEL_API void oriel_loop_end_host(oriel_loop *loop);

/** Called when a host that waits for the loop has to look at it. May call nothing of Oriel's but
 * oriel_post(). Thread: any. */
typedef void oriel_wake_fn(void *data);

/**
 * Sets who is told that a loop which does not run by itself has got something to do: a post, from
 * any thread, or something due earlier than before, by host code between begin and end. Once; again
 * only after the loop has been looked at, that is, after oriel_loop_step() has answered false or
 * oriel_loop_prepare() something other than 0. It is not told of descriptors, displays and the
 * passing of time: for these there are oriel_loop_fd() and oriel_loop_next_due().
 *
 * No call of the function before it is still on a stack when this returns; such a call may
 * therefore not wait for this thread.
 * @param fn   may be NULL: nobody
 * @param data borrowed until another is set or the loop has been destroyed
 */
ORIEL_API void oriel_loop_set_wake_hook(oriel_loop *loop, oriel_wake_fn *fn, void *data);

/**
 * Does what comes before waiting, for a host that waits in the loop's place; the last that it calls
 * before, since what touches the display in between may swallow an event. Asserts inside a
 * callback.
 * @return how long the host may wait for oriel_loop_fd(), ms; 0: not at all, step; INFINITY: until
 * it is readable
 */
ORIEL_API double oriel_loop_prepare(oriel_loop *loop);

/**
 * @return a descriptor, owned by the loop, that is readable when something has come from outside:
 * input, posts, what libuv and watches wait for. Up to date as of the last oriel_loop_prepare(),
 * without which it stays silent. -1, logged, if there is none left
 */
ORIEL_API int oriel_loop_fd(oriel_loop *loop);

/** Returns the loop that this target is, or NULL. */
ORIEL_API oriel_loop *oriel_loop_try_from_target(oriel_target *target);

ORIEL_END

#endif
