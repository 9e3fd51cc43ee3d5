/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Tasks: callbacks that run one after another, each to completion, with a microtask checkpoint
 * after each.
 *
 * For example, a task that queues two microtasks and a second task runs before both microtasks, and
 * these run before the second task.
 *
 * ```c
 * static void second(void *data) {
 *     puts("2");
 * }
 *
 * static void first(void *data) {
 *     oriel_queue_task(second, NULL);
 *     puts("1"); // before "2"
 * }
 *
 * oriel_queue_task(first, NULL, .signal = signal);
 * ```
 *
 * Thread: loop. Errors: an id of 0, with data released, if .signal has aborted or the loop ends.
 * Source: HTML, "event loops".
 */
#ifndef ORIEL_RUNTIME_TASK_H
#define ORIEL_RUNTIME_TASK_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/**
 * The origin of a task. Tasks of one source run in the order in which they were queued. Input runs
 * before all others.
 */
enum oriel_task_source {
	ORIEL_TASK_SOURCE_DEFAULT, /**< the program's own */
	ORIEL_TASK_SOURCE_INPUT,   /**< actions of a user */
	ORIEL_TASK_SOURCE_IO,      /**< descriptors and files */
	ORIEL_TASK_SOURCE_POST,    /**< other threads */
	ORIEL_TASK_SOURCE_JOB,     /**< the worker pool */
	ORIEL_TASK_SOURCE_UI,      /**< consequences in the interface: focus, visibility, closing */
};

/** Options of oriel_queue_task(). */
struct oriel_task_options {
	ORIEL_OPTIONS_HEAD;
	enum oriel_task_source source ORIEL_DEFAULT; /**< ORIEL_TASK_SOURCE_DEFAULT unless given */
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort cancels the task; may be NULL */
	/** releases data once the task has run or is cancelled; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_queue_task(). */
ORIEL_API oriel_task_id oriel_queue_task_at(
	const char *site, oriel_task_fn *fn, void *data, const struct oriel_task_options *options);
/**
 * Queues a task of this thread's loop. The task runs in a later step of the loop, never inside this
 * call.
 * @param ... data, then members of struct oriel_task_options by name; data is borrowed, or handed
 * over with .release
 * @return an id for oriel_cancel_task(); 0 as the head of this header says
 */
#define oriel_queue_task(fn, ...) \
	ORIEL__CALL_2(oriel_queue_task_at, struct oriel_task_options, fn, __VA_ARGS__, )

/**
 * Cancels a task that has not begun. Any id is allowed: 0, that of a task that has run, or was
 * cancelled.
 */
ORIEL_API void oriel_cancel_task(oriel_task_id id);

ORIEL_END

#endif
