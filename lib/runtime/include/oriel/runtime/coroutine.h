/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Coroutines: functions that wait for promises in the middle, on stacks of their own, on the loop's
 * thread; and promises to wait for.
 *
 * ```c
 * static struct oriel_completion blink(void *data) {
 *     for (int i = 0; i < 3; i++) {
 *         printf("blink %d\n", i);
 *         if (oriel_await(oriel_sleep(500), NULL) == ORIEL_AWAIT_ABORTED)
 *             break;
 *     }
 *     return ORIEL_COMPLETE; // after 1,500 ms
 * }
 *
 * oriel_promise_unref(oriel_async(blink, NULL, .signal = signal));
 * ```
 *
 * When the loop ends, every coroutine that is left is aborted and runs to its return, in order of
 * creation, before any other object of the loop ends.
 *
 * Thread: loop. Errors: a failure or an abort rejects the returned promise; broken contracts
 * assert. Source: ECMAScript, "async functions", "Await".
 */
#ifndef ORIEL_RUNTIME_COROUTINE_H
#define ORIEL_RUNTIME_COROUTINE_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** The function of a coroutine. Its completion settles the promise of oriel_async(). */
typedef struct oriel_completion oriel_coroutine_fn(void *data);

/** Options of oriel_async(). */
struct oriel_async_options {
	ORIEL_OPTIONS_HEAD;
	/** its abort wakes the coroutine, which then returns; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** releases data when the coroutine has returned; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
	/**
	 * bytes, rounded up to pages; 0: 256 KiB. Only touched pages take memory. An overrun faults at
	 * once
	 */
	size_t stack_size ORIEL_DEFAULT;
};

/** Does the work of oriel_async(). */
ORIEL_API oriel_promise *oriel_async_at(const char *site, oriel_coroutine_fn *fn, void *data,
	const struct oriel_async_options *options);
/**
 * Runs fn as a coroutine: at once, up to the first oriel_await() of a promise that is not settled.
 * @param ... data, then members of struct oriel_async_options by name; data is borrowed, or handed
 * over with .release
 * @return a promise of the completion, with one reference. Rejected, with data released and fn not
 * called: with the signal's reason if .signal has aborted; with ORIEL_ABORT_ERROR if the loop ends;
 * with ORIEL_QUOTA_EXCEEDED_ERROR if there is no memory for the stack
 */
#define oriel_async(fn, ...) \
	ORIEL__CALL_2(oriel_async_at, struct oriel_async_options, fn, __VA_ARGS__, )

/** The outcome of oriel_await(). */
enum oriel_await_status {
	ORIEL_AWAIT_FULFILLED,
	ORIEL_AWAIT_REJECTED,
	/**
	 * the coroutine has to release its resources and return; every later await returns this at once
	 */
	ORIEL_AWAIT_ABORTED,
};

/** Does the work of oriel_await(). */
ORIEL_API enum oriel_await_status oriel_await_at(
	const char *site, oriel_promise *promise, struct oriel_payload *result);
/**
 * Suspends the running coroutine until promise is settled. It continues as a microtask, as `await`
 * does, also if the promise is settled already.
 *
 * When the coroutine's signal aborts, or the loop ends, it continues with ORIEL_AWAIT_ABORTED, and
 * the promise counts as handled. A promise whose resolvers are all gone is awaited until then.
 * Asserts outside a coroutine, and in a callback that runs on a coroutine's stack, e.g. a listener:
 * such a callback has to return first.
 *
 * @param promise taken over
 * @param result  filled in with the value or the reason, or for ORIEL_AWAIT_ABORTED with the
 * signal's reason; borrowed until this coroutine awaits again or returns; oriel_payload_ref() keeps
 * it. May be NULL
 */
#define oriel_await(promise, result) oriel_await_at(ORIEL_SITE, promise, result)

/** Returns whether the caller runs on a coroutine's stack and may await. */
ORIEL_API bool oriel_can_await(void);

/**
 * Returns a signal that aborts when the running coroutine has to end, for the operations that it
 * begins. Borrowed as long as the coroutine runs. Asserts outside a coroutine.
 */
ORIEL_API oriel_abort_signal *oriel_coroutine_signal(void);

/** Options of oriel_sleep(), oriel_next_frame() and oriel_next_event(). */
struct oriel_wait_options {
	ORIEL_OPTIONS_HEAD;
	/** its abort rejects the promise with the signal's reason; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
};

/** Does the work of oriel_sleep(). */
ORIEL_API oriel_promise *oriel_sleep_at(
	const char *site, double delay_ms, const struct oriel_wait_options *options);
/**
 * Waits until delay_ms have passed on the loop's clock.
 * @param ... delay_ms, then members of struct oriel_wait_options by name
 * @return a promise, fulfilled without a value, with one reference
 */
#define oriel_sleep(...) ORIEL__CALL_1(oriel_sleep_at, struct oriel_wait_options, __VA_ARGS__, )

/** Does the work of oriel_next_frame(). */
ORIEL_API oriel_promise *oriel_next_frame_at(
	const char *site, const struct oriel_wait_options *options);
/**
 * Waits for the callbacks of the next frame.
 * @param ... members of struct oriel_wait_options by name
 * @return a promise, with one reference, fulfilled with a const double *, the time of the frame, ms
 */
#define oriel_next_frame(...) \
	ORIEL__CALL_0(oriel_next_frame_at, struct oriel_wait_options, __VA_ARGS__)

/** Does the work of oriel_next_event(). */
ORIEL_API oriel_promise *oriel_next_event_at(const char *site, oriel_target *target,
	const char *type, const struct oriel_wait_options *options);
/**
 * Waits for the next event of this type that reaches target, as a listener does.
 *
 * A coroutine that awaits an event that the loop dispatches continues as soon as that listener has
 * returned, and may still prevent the default.
 *
 * @param ... type, then members of struct oriel_wait_options by name
 * @return a promise, with one reference, fulfilled with an oriel_event *; rejected with
 * ORIEL_ABORT_ERROR if the target is destroyed before
 */
#define oriel_next_event(target, ...) \
	ORIEL__CALL_2(oriel_next_event_at, struct oriel_wait_options, ORIEL_TARGET(target), \
		__VA_ARGS__, )

/**
 * Runs the loop until promise is settled, or until oriel_loop_quit(), which then ends the next
 * oriel_loop_run() as well. For programs and tests without a window.
 *
 * Asserts inside a callback. A virtual clock does not move: with such a clock the call also ends
 * when nothing is left that could continue, neither a job nor a descriptor or a child process.
 *
 * @param promise borrowed; counts as handled
 * @return the state of the promise
 */
ORIEL_API enum oriel_promise_state oriel_loop_run_until(oriel_loop *loop, oriel_promise *promise);

ORIEL_END

#endif
