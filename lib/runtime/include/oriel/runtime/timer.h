/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Timers: callbacks at a time of the loop's clock.
 *
 * Timers fire in order of deadline, then of creation. There is no smallest delay: 0 means the timer
 * step of this or the next turn. A delay that is negative or not a number counts as 0; one beyond
 * what the clock can hold never fires.
 *
 * Thread: loop. Errors: an id of 0, with data dropped, if .signal has aborted or the loop ends.
 * Source: HTML, "timers".
 */
#ifndef ORIEL_RUNTIME_TIMER_H
#define ORIEL_RUNTIME_TIMER_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

struct oriel_timer_options {
	oriel_abort_signal *signal; /**< its abort clears the timer; may be NULL */
	/**< data is handed over: dropped once a timeout has fired, or the timer is cleared; may be NULL
	 */
	oriel_release_fn *release;
	size_t size;
};

/**
 * Calls fn once, when delay_ms have passed.
 * @param data borrowed, or handed over with .release
 * @return an id for oriel_clear_timer(); 0, with data dropped, if .signal has aborted or the loop
 * ends
 */
ORIEL_API oriel_timer_id oriel_set_timeout_at(const char *site, oriel_task_fn *fn, void *data,
	double delay_ms, const struct oriel_timer_options *options);
#define oriel_set_timeout(...) \
	ORIEL__SET_TIMEOUT(__VA_ARGS__, .size = sizeof(struct oriel_timer_options))
#define ORIEL__SET_TIMEOUT(fn, data, delay_ms, ...) \
	oriel_set_timeout_at( \
		ORIEL_SITE, fn, data, delay_ms, &(const struct oriel_timer_options){ __VA_ARGS__ })

/**
 * Calls fn every period_ms, the first time after one period. Deadlines are multiples of the period
 * from the start; those that have passed when it is late are skipped, not made up for. A period of
 * 0 fires once a turn.
 * @return as oriel_set_timeout()
 */
ORIEL_API oriel_timer_id oriel_set_interval_at(const char *site, oriel_task_fn *fn, void *data,
	double period_ms, const struct oriel_timer_options *options);
#define oriel_set_interval(...) \
	ORIEL__SET_INTERVAL(__VA_ARGS__, .size = sizeof(struct oriel_timer_options))
#define ORIEL__SET_INTERVAL(fn, data, period_ms, ...) \
	oriel_set_interval_at( \
		ORIEL_SITE, fn, data, period_ms, &(const struct oriel_timer_options){ __VA_ARGS__ })

/**
 * Calls fn once, when the loop's clock has reached time_ms; a time that has passed is due at once.
 * @return as oriel_set_timeout()
 */
ORIEL_API oriel_timer_id oriel_set_timeout_until_at(const char *site, oriel_task_fn *fn, void *data,
	double time_ms, const struct oriel_timer_options *options);
#define oriel_set_timeout_until(...) \
	ORIEL__SET_ALARM(__VA_ARGS__, .size = sizeof(struct oriel_timer_options))
#define ORIEL__SET_ALARM(fn, data, time_ms, ...) \
	oriel_set_timeout_until_at( \
		ORIEL_SITE, fn, data, time_ms, &(const struct oriel_timer_options){ __VA_ARGS__ })

/** Clears a timer of any kind, also from inside its callback. Any id is allowed. */
ORIEL_API void oriel_clear_timer(oriel_timer_id id);

ORIEL_END

#endif
