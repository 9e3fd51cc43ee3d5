/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The loop, one a thread: runs tasks, microtasks, timers, frames and idle callbacks in the order of
 * the web.
 *
 * A turn has these steps:
 *
 * - poll once
 * - the tasks queued by then: input first, the rest oldest first, each with a microtask checkpoint
 * - the immediates that wait
 * - the timers that are due
 * - a frame, if there is an opportunity and something to render
 * - idle callbacks, if nothing waits
 *
 * The loop blocks only when nothing can run, and then makes no system call until something happens.
 *
 * ```c
 * static void stop(void *data) {
 *     oriel_loop_quit((oriel_loop *)data, 3);
 * }
 *
 * oriel_loop *here = oriel_loop_new();
 * oriel_set_timeout(stop, here, 1000);
 * int status = oriel_loop_run(here); // 3, after a second
 * oriel_loop_destroy(here);
 * ```
 *
 * Thread: loop, unless a declaration says otherwise; a call from another thread asserts.
 * Errors: only broken contracts, which assert.
 */
#ifndef ORIEL_RUNTIME_LOOP_H
#define ORIEL_RUNTIME_LOOP_H

#include <oriel/runtime/types.h>

struct uv_loop_s;

ORIEL_BEGIN

/** The clock of a loop. */
enum oriel_clock {
	ORIEL_CLOCK_MONOTONIC, /**< the machine's; it stands still in suspend */
	ORIEL_CLOCK_VIRTUAL,   /**< starts at 0 and moves only by oriel_loop_advance() */
};

/** Options of oriel_loop_new(). */
struct oriel_loop_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_clock clock ORIEL_DEFAULT; /**< ORIEL_CLOCK_MONOTONIC unless given */
};

/** Does the work of oriel_loop_new(). */
ORIEL_API oriel_loop *oriel_loop_new_at(const char *site, const struct oriel_loop_options *options);
/**
 * Makes this thread's loop. Asserts if the thread has one already.
 *
 * Closed descriptors among 0 to 2 are opened on /dev/null first, so that no other file gets their
 * numbers.
 *
 * @param ... members of struct oriel_loop_options by name
 * @return with one reference, the owner's; oriel_loop_destroy(). NULL, with the reason logged, if
 * there are no descriptors for the loop
 */
#define oriel_loop_new(...) ORIEL__CALL_0(oriel_loop_new_at, struct oriel_loop_options, __VA_ARGS__)

/**
 * Ends the loop, and releases the owner's reference.
 *
 * Coroutines run to their returns. Every registration is cancelled, every object of the loop ends,
 * the pool's threads are joined, and every release function runs. Ids and late posts stay harmless.
 * NULL is allowed. Asserts inside a callback.
 */
ORIEL_API void oriel_loop_destroy(oriel_loop *loop);

/**
 * Returns loop, with one more reference, which keeps the address valid and does not keep the loop
 * from ending. Thread: any.
 */
ORIEL_API oriel_loop *oriel_loop_ref(oriel_loop *loop);
/** Releases a reference from oriel_loop_ref(). NULL is allowed. Thread: any. */
ORIEL_API void oriel_loop_unref(oriel_loop *loop);

/** Returns the calling thread's loop, borrowed; NULL without one. Thread: any. */
ORIEL_API oriel_loop *oriel_loop_current(void);

/**
 * Runs turns until oriel_loop_quit(). Asserts inside a callback, and in a running loop.
 * @return the status given to oriel_loop_quit()
 */
ORIEL_API int oriel_loop_run(oriel_loop *loop);

/**
 * Ends oriel_loop_run() after the checkpoint of the running task. If the loop does not run, its
 * next run ends at once.
 */
ORIEL_API void oriel_loop_quit(oriel_loop *loop, int status);

/**
 * Continues the turn by one task, immediate, timer, frame or idle callback, with its checkpoint,
 * without blocking. If nothing of the turn is left, the call polls once and begins a new turn.
 * Asserts inside a callback.
 * @return false if there was nothing to run
 */
ORIEL_API bool oriel_loop_step(oriel_loop *loop);

/**
 * Returns the time of the next event that is due, ms on the loop's clock.
 *
 * 0, or a time before now, when something can run at once. INFINITY when only an external event can
 * bring something. Timers of libuv that were made through oriel_loop_uv() count, unless the clock
 * is virtual.
 */
ORIEL_API double oriel_loop_next_due(oriel_loop *loop);

/**
 * Moves a virtual clock forward, and runs every callback that becomes due, at its own time, and
 * everything that can run without waiting. Asserts on a clock that is not virtual, and inside a
 * callback.
 * @param ms 0 runs what can run now; negative or not a number counts as 0
 */
ORIEL_API void oriel_loop_advance(oriel_loop *loop, double ms);

/**
 * Moves a virtual clock forward without running anything, as a callback that takes time does.
 * Callbacks that have become due run late. Asserts on a clock that is not virtual.
 * @param ms negative or not a number counts as 0
 */
ORIEL_API void oriel_loop_spend(oriel_loop *loop, double ms);

/**
 * Runs everything that can run without moving a virtual clock. Waits in real time for jobs on the
 * pool, for connections that are being made, and for their consequences. Asserts on a clock that is
 * not virtual, and inside a callback.
 */
ORIEL_API void oriel_loop_settle(oriel_loop *loop);

/**
 * Returns the time of the loop's clock, ms since an arbitrary beginning; the scale of timers,
 * frames and the time stamps of events.
 */
ORIEL_API double oriel_loop_now(oriel_loop *loop);

/** Returns the loop as an event target; `error` events arrive there. */
ORIEL_API oriel_target *oriel_loop_target(oriel_loop *loop);

/**
 * Returns libuv's loop inside this one, for what Oriel does not cover. Never call uv_run() on it. A
 * callback of libuv that calls Oriel does so between oriel_loop_begin_host() and
 * oriel_loop_end_host().
 */
ORIEL_API struct uv_loop_s *oriel_loop_uv(oriel_loop *loop);

/** Begins code outside of Oriel that counts as a callback on the stack. Pairs nest. */
ORIEL_API void oriel_loop_begin_host(oriel_loop *loop);
/**
 * Ends oriel_loop_begin_host(). A microtask checkpoint follows the outermost end. Asserts without a
 * begin.
 */
ORIEL_API void oriel_loop_end_host(oriel_loop *loop);

/** Tells a host to look at the loop. May call nothing of Oriel but oriel_post(). Thread: any. */
typedef void oriel_wake_fn(void *data);

/**
 * Sets a function that is called when a loop that a host drives has something to do. Causes are a
 * post, from any thread, and an earlier due time, set by host code between begin and end.
 *
 * The function is called once, and again only after oriel_loop_step() has returned false or
 * oriel_loop_prepare() has returned a number other than 0. Descriptors, displays and the passing of
 * time do not call it; for these there are oriel_loop_fd() and oriel_loop_next_due().
 *
 * When this returns, no call of the previous function is on a stack; therefore such a call may not
 * wait for this thread.
 *
 * @param fn   may be NULL: no function
 * @param data borrowed until another function is set or the loop has been destroyed
 */
ORIEL_API void oriel_loop_set_wake_hook(oriel_loop *loop, oriel_wake_fn *fn, void *data);

/**
 * Prepares the loop for a host that waits in its place. The host calls nothing else of Oriel, and
 * of the display, between this and its wait, since that may swallow an event. Asserts inside a
 * callback.
 * @return how long the host may wait for oriel_loop_fd(), ms; 0: step at once; INFINITY: until it
 * is readable
 */
ORIEL_API double oriel_loop_prepare(oriel_loop *loop);

/**
 * Returns a descriptor, owned by the loop, that is readable when an external event has come; -1,
 * logged, if no descriptor is left. External events are input, posts, and events of libuv and of
 * watches. The descriptor is up to date as of the last oriel_loop_prepare(), and silent without
 * one.
 */
ORIEL_API int oriel_loop_fd(oriel_loop *loop);

/** Returns the loop that this target is, borrowed; NULL for another target. */
ORIEL_API oriel_loop *oriel_loop_try_from_target(oriel_target *target);

ORIEL_END

#endif
