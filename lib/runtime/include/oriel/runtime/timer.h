/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Timers: callbacks at a time of the loop's clock.
 *
 * Timers fire in order of deadline, then of creation. There is no smallest delay: a timer of 0 ms
 * fires in the timer step of this turn or of the next one. A delay that is negative or not a number
 * counts as 0. A delay beyond the range of the clock never fires.
 *
 * For example, an interval of 50 ms whose callback takes 17 ms fires at 50, 100 and 150 ms. If the
 * callback takes 120 ms, the interval fires at 50, 200 and 350 ms: deadlines that have passed
 * meanwhile are skipped.
 *
 * ```c
 * static void tick(void *data) {
 *     printf("%g ms\n", oriel_loop_now((oriel_loop *)data));
 * }
 *
 * static void stop(void *data) {
 *     oriel_clear_timer(*(oriel_timer_id *)data);
 * }
 *
 * static oriel_timer_id id;
 * id = oriel_set_interval(tick, loop, 50, .signal = signal); // after 50, 100 and 150 ms
 * oriel_set_timeout(stop, &id, 175);
 * ```
 *
 * Thread: loop. Errors: an id of 0, with data released, if .signal has aborted or the loop ends.
 * Source: HTML, "timers".
 */
#ifndef ORIEL_RUNTIME_TIMER_H
#define ORIEL_RUNTIME_TIMER_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** Options of oriel_set_timeout(), oriel_set_interval() and oriel_set_timeout_until(). */
struct oriel_timer_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort clears the timer; may be NULL */
	/** releases data once the timer is over; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_set_timeout(). */
ORIEL_API oriel_timer_id oriel_set_timeout_at(const char *site, oriel_task_fn *fn, void *data,
	double delay_ms, const struct oriel_timer_options *options);
/**
 * Calls fn once, when delay_ms have passed.
 * @param fn   called as a callback of its own, with a microtask checkpoint after it
 * @param data borrowed, or handed over with .release
 * @param ... delay_ms, then members of struct oriel_timer_options by name
 * @return an id for oriel_clear_timer(); 0 as the head of this header says
 */
#define oriel_set_timeout(fn, data, ...) \
	ORIEL__CALL_3(oriel_set_timeout_at, struct oriel_timer_options, fn, data, __VA_ARGS__, )

/** Does the work of oriel_set_interval(). */
ORIEL_API oriel_timer_id oriel_set_interval_at(const char *site, oriel_task_fn *fn, void *data,
	double period_ms, const struct oriel_timer_options *options);
/**
 * Calls fn every period_ms, the first time after one period. Deadlines are multiples of the period
 * from the start; deadlines that have passed when the timer is late are skipped. A period of 0
 * fires once a turn.
 * @param data borrowed, or handed over with .release
 * @param ... period_ms, then members of struct oriel_timer_options by name
 * @return as oriel_set_timeout()
 */
#define oriel_set_interval(fn, data, ...) \
	ORIEL__CALL_3(oriel_set_interval_at, struct oriel_timer_options, fn, data, __VA_ARGS__, )

/** Does the work of oriel_set_timeout_until(). */
ORIEL_API oriel_timer_id oriel_set_timeout_until_at(const char *site, oriel_task_fn *fn, void *data,
	double time_ms, const struct oriel_timer_options *options);
/**
 * Calls fn once, when the loop's clock has reached time_ms. A time that has passed is due at once.
 * @param data borrowed, or handed over with .release
 * @param ... time_ms, as oriel_loop_now() returns times; then members of struct oriel_timer_options
 * by name
 * @return as oriel_set_timeout()
 */
#define oriel_set_timeout_until(fn, data, ...) \
	ORIEL__CALL_3(oriel_set_timeout_until_at, struct oriel_timer_options, fn, data, __VA_ARGS__, )

/** Clears a timer of any kind, also from inside its callback. Any id is allowed. */
ORIEL_API void oriel_clear_timer(oriel_timer_id id);

ORIEL_END

#endif
