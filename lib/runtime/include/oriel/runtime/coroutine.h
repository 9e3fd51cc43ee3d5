/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Coroutines: functions that wait for promises in the middle, on stacks of their own, on the loop's
 * thread. And promises to wait for.
 *
 * When the loop ends, every coroutine that is left is aborted and runs to its return, in order of
 * creation, before anything else of the loop goes.
 *
 * Thread: loop. Errors: what fails or is aborted rejects the promise that is returned; broken
 * contracts assert. Source: ECMAScript, "async functions", "Await".
 */
#ifndef ORIEL_RUNTIME_COROUTINE_H
#define ORIEL_RUNTIME_COROUTINE_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** What runs as a coroutine. What it returns settles the promise of oriel_async(). */
typedef struct oriel_completion oriel_coroutine_fn(void *data);

struct oriel_async_options {
	ORIEL_OPTIONS_HEAD;
	/** its abort wakes the coroutine, so that it unwinds by returning; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** data is handed over: dropped when the coroutine has returned; may be NULL */
	oriel_release_fn *release ORIEL_DEFAULT;
	/** bytes, rounded up to pages; 0: 256 KiB. Touched pages alone take memory; overrunning it
	 * faults at once */
	size_t stack_size ORIEL_DEFAULT;
};

/** The function behind oriel_async(). */
ORIEL_API oriel_promise *oriel_async_at(const char *site, oriel_coroutine_fn *fn, void *data,
	const struct oriel_async_options *options);
/**
 * Runs fn as a coroutine: at once, up to the first oriel_await() of something that it has to wait
 * for.
 * @param ... data, then members of struct oriel_async_options by name; data: borrowed, or handed
 * over with .release
 * @return a promise of what it completes with, with one reference; rejected, with data dropped and
 * fn not called: with the signal's reason if .signal has aborted, with ORIEL_ABORT_ERROR if the
 * loop ends, and with ORIEL_QUOTA_EXCEEDED_ERROR if there is no memory for the stack
 */
#define oriel_async(fn, ...) \
	ORIEL__CALL_2(oriel_async_at, struct oriel_async_options, fn, __VA_ARGS__, )

enum oriel_await_status {
	ORIEL_AWAIT_FULFILLED,
	ORIEL_AWAIT_REJECTED,
	/** the coroutine is to end: release what it holds and return; every later await answers the
	same at once */
	ORIEL_AWAIT_ABORTED,
};

/** The function behind oriel_await(). */
ORIEL_API enum oriel_await_status oriel_await_at(
	const char *site, oriel_promise *promise, struct oriel_payload *result);
/**
 * Suspends the running coroutine until promise is settled, and goes on as a microtask, as `await`
 * does, also when it is settled already. When the coroutine's signal aborts, or the loop ends, it
 * goes on with ORIEL_AWAIT_ABORTED, and the promise counts as handled. For a promise that nobody
 * can settle any more it waits until then. Asserts outside a coroutine, and in a callback that is
 * called on a coroutine's stack, e.g. a listener: those have to return first.
 * @param promise taken over
 * @param result  filled in with the value or the reason, borrowed until this coroutine awaits again
 * or returns (who needs it longer keeps a reference to the promise or the payload); with the
 * signal's reason for ORIEL_AWAIT_ABORTED. May be NULL
 */
#define oriel_await(promise, result) oriel_await_at(ORIEL_SITE, promise, result)

/** @return whether the caller runs on a coroutine's stack and may await */
ORIEL_API bool oriel_can_await(void);

/** @return a signal that aborts when the running coroutine is to end, borrowed as long as it runs:
 * to pass on to what it begins. Asserts outside a coroutine */
ORIEL_API oriel_abort_signal *oriel_coroutine_signal(void);

struct oriel_wait_options {
	ORIEL_OPTIONS_HEAD;
	/** its abort rejects the promise with the signal's reason; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** The function behind oriel_sleep(). */
ORIEL_API oriel_promise *oriel_sleep_at(
	const char *site, double delay_ms, const struct oriel_wait_options *options);
/**
 * @param ... delay_ms, then members of struct oriel_wait_options by name
 * @return a promise, fulfilled when delay_ms have passed on the loop's clock, with one reference
 */
#define oriel_sleep(...) ORIEL__CALL_1(oriel_sleep_at, struct oriel_wait_options, __VA_ARGS__, )

/** The function behind oriel_next_frame(). */
ORIEL_API oriel_promise *oriel_next_frame_at(
	const char *site, const struct oriel_wait_options *options);
/**
 * @param ... members of struct oriel_wait_options by name
 * @return a promise, fulfilled in the next frame's callbacks, with one reference; the value's data
 * is a const double *, the frame's time, ms
 */
#define oriel_next_frame(...) \
	ORIEL__CALL_0(oriel_next_frame_at, struct oriel_wait_options, __VA_ARGS__)

/** The function behind oriel_next_event(). */
ORIEL_API oriel_promise *oriel_next_event_at(const char *site, oriel_target *target,
	const char *type, const struct oriel_wait_options *options);
/**
 * Waits for the next event of this type that reaches target, as a listener does. For an event that
 * the loop dispatches, what awaits it goes on as soon as that listener has returned, and may still
 * prevent the default.
 * @param ... type, then members of struct oriel_wait_options by name
 * @return a promise, with one reference; the value's data is an oriel_event *. Rejected with
 * ORIEL_ABORT_ERROR if the target goes before
 */
#define oriel_next_event(target, ...) \
	ORIEL__CALL_2(oriel_next_event_at, struct oriel_wait_options, ORIEL_TARGET(target), \
		__VA_ARGS__, )

/**
 * Runs the loop until promise is settled, or oriel_loop_quit() is called, which then ends the next
 * oriel_loop_run() as well. For programs and tests without a window. Asserts inside a callback. A
 * virtual clock does not move: there it also ends when nothing is left that could go on, neither a
 * job nor a descriptor or a child process.
 * @param promise borrowed; it counts as handled
 * @return its state
 */
ORIEL_API enum oriel_promise_state oriel_loop_run_until(oriel_loop *loop, oriel_promise *promise);

ORIEL_END

#endif
