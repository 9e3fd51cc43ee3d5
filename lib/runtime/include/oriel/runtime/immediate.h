/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Immediates: callbacks that run after the tasks of this turn and before its timers.
 *
 * For example, a task that sets an immediate and a timer of 0 ms runs the immediate first.
 *
 * ```c
 * static void print(void *data) {
 *     puts((const char *)data);
 * }
 *
 * oriel_set_timeout(print, "2", 0);
 * oriel_set_immediate(print, "1", .signal = signal); // prints 1, then 2
 * ```
 *
 * Thread: loop. Errors: an id of 0, with data released, if .signal has aborted or the loop ends.
 * Source: Node.js, setImmediate.
 */
#ifndef ORIEL_RUNTIME_IMMEDIATE_H
#define ORIEL_RUNTIME_IMMEDIATE_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** Options of oriel_set_immediate(). */
struct oriel_immediate_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort clears the immediate; may be NULL */
	/** releases data once it has run or is cleared; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_set_immediate(). */
ORIEL_API oriel_immediate_id oriel_set_immediate_at(
	const char *site, oriel_task_fn *fn, void *data, const struct oriel_immediate_options *options);
/**
 * Queues an immediate. An immediate that another immediate queues runs in the next turn.
 * @param ... data, then members of struct oriel_immediate_options by name; data is borrowed, or
 * handed over with .release
 * @return an id for oriel_clear_immediate(); 0 as the head of this header says
 */
#define oriel_set_immediate(fn, ...) \
	ORIEL__CALL_2(oriel_set_immediate_at, struct oriel_immediate_options, fn, __VA_ARGS__, )

/** Clears an immediate that has not begun. Any id is allowed. */
ORIEL_API void oriel_clear_immediate(oriel_immediate_id id);

ORIEL_END

#endif
