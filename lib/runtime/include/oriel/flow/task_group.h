/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Task groups: coroutines that belong together. No coroutine of a group outlives the wait for all.
 *
 * ```c
 * static struct oriel_completion load(void *path) {
 * 	return oriel_follow(oriel_file_read(path, .signal = oriel_coroutine_signal()));
 * }
 *
 * static enum oriel_await_status load_all(char *const paths[3]) {
 * 	oriel_task_group *group = oriel_task_group_new(.signal = oriel_coroutine_signal());
 * 	for (size_t i = 0; i < 3; i++)
 * 		oriel_promise_unref(oriel_task_group_async(group, load, paths[i]));
 * 	enum oriel_await_status status = oriel_await(oriel_task_group_wait(group), NULL);
 * 	oriel_task_group_destroy(group);
 * 	return status;
 * }
 * ```
 *
 * The first failure that is no abort aborts the signal of the group, and so all other tasks. For
 * example, the second of 3 tasks fails after 10 ms: the awaits of the other tasks return
 * ORIEL_AWAIT_ABORTED. Once all 3 tasks have returned, the wait is rejected with the reason of the
 * second. A further failure is reported as an error.
 *
 * Thread: loop. Errors: the promises are rejected; broken contracts assert. Source: Python,
 * "asyncio.TaskGroup".
 */
#ifndef ORIEL_FLOW_TASK_GROUP_H
#define ORIEL_FLOW_TASK_GROUP_H

#include <oriel/runtime/coroutine.h>

ORIEL_BEGIN

/** Coroutines that end together. */
typedef struct oriel_task_group oriel_task_group;

/** Options of oriel_task_group_new(). */
struct oriel_task_group_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort aborts all tasks; may be NULL */
};

/** Does the work of oriel_task_group_new(). */
ORIEL_API oriel_task_group *oriel_task_group_new_at(const char *site,
	const struct oriel_task_group_options *options);
/**
 * Makes a task group without tasks.
 * @param ... members of struct oriel_task_group_options by name
 * @return owned by the caller; oriel_task_group_destroy()
 */
#define oriel_task_group_new(...) \
	ORIEL__CALL_0(oriel_task_group_new_at, struct oriel_task_group_options, __VA_ARGS__)
/**
 * Aborts the running tasks, and destroys the group. Its waits are settled when all tasks have
 * returned. A failure is reported as an error if oriel_task_group_wait() was never called. Legal
 * anywhere; NULL is allowed.
 */
ORIEL_API void oriel_task_group_destroy(oriel_task_group *group);

/** Options of oriel_task_group_async(). */
struct oriel_task_group_async_options {
	ORIEL_OPTIONS_HEAD;
	/** releases data, as the option of oriel_async(); NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
	size_t stack_size ORIEL_DEFAULT; /**< bytes; 0: the default of oriel_async() */
};

/** Does the work of oriel_task_group_async(). */
ORIEL_API oriel_promise *oriel_task_group_async_at(const char *site, oriel_task_group *group,
	oriel_coroutine_fn *fn, void *data, const struct oriel_task_group_async_options *options);
/**
 * Begins a task as oriel_async() does, with the signal of the group. After a failure or an abort of
 * the group, fn is not called, and data is released.
 * @param ... data, then members of struct oriel_task_group_async_options by name; data is borrowed,
 * or handed over with .release
 * @return a promise of the task's completion, with one reference; its rejection counts as handled
 */
#define oriel_task_group_async(group, fn, ...) \
	ORIEL__CALL_3(oriel_task_group_async_at, struct oriel_task_group_async_options, group, fn, \
		__VA_ARGS__, )

/** Does the work of oriel_task_group_wait(). */
ORIEL_API oriel_promise *oriel_task_group_wait_at(const char *site, oriel_task_group *group);
/**
 * Waits until no task runs.
 * @return a promise, with one reference, settled when all tasks have returned: rejected with the
 * reason of the first failure or of the abort, else fulfilled without a value
 */
#define oriel_task_group_wait(group) oriel_task_group_wait_at(ORIEL_SITE, group)

/** Returns the number of running tasks. */
ORIEL_API size_t oriel_task_group_count(const oriel_task_group *group);
/** Returns the signal of the tasks, borrowed as long as the group. */
ORIEL_API oriel_abort_signal *oriel_task_group_signal(oriel_task_group *group);

ORIEL_END

#endif
