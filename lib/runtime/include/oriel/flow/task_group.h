/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Task groups: coroutines that belong together, of which none outlives the wait for all.
 *
 *     oriel_task_group *group = oriel_task_group_new(.signal = oriel_coroutine_signal());
 *     for (size_t i = 0; i < count; i++)
 *         oriel_promise_unref(oriel_task_group_async(group, download, &files[i]));
 *     enum oriel_await_status status = oriel_await(oriel_task_group_wait(group), NULL);
 *     oriel_task_group_destroy(group);
 *
 * The first failure that is no abort aborts the signal of the group, and so all other tasks. With
 * three tasks of which the second fails after 10 ms, the others go on with ORIEL_AWAIT_ABORTED, and
 * the wait is rejected with the reason of the second, once all three have returned. A further
 * failure is reported as an error.
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

struct oriel_task_group_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort aborts all tasks; may be NULL */
};

/** The function behind oriel_task_group_new(). */
ORIEL_API oriel_task_group *oriel_task_group_new_at(const char *site,
	const struct oriel_task_group_options *options);
/** @return owned by the caller; oriel_task_group_destroy() */
#define oriel_task_group_new(...) \
	ORIEL__CALL_0(oriel_task_group_new_at, struct oriel_task_group_options, __VA_ARGS__)
/**
 * Aborts the tasks that run, and destroys the group; waits are settled when all have returned.
 * Legal anywhere. NULL is allowed. A failure for which no wait was asked is reported.
 */
ORIEL_API void oriel_task_group_destroy(oriel_task_group *group);

struct oriel_task_group_async_options {
	ORIEL_OPTIONS_HEAD;
	/** data is handed over: as oriel_async(); may be NULL */
	oriel_release_fn *release ORIEL_DEFAULT;
	size_t stack_size ORIEL_DEFAULT;         /**< bytes; 0: as oriel_async() */
};

/** The function behind oriel_task_group_async(). */
ORIEL_API oriel_promise *oriel_task_group_async_at(const char *site, oriel_task_group *group,
	oriel_coroutine_fn *fn, void *data, const struct oriel_task_group_async_options *options);
/**
 * Begins a task: as oriel_async(), with the signal of the group. After a failure, an abort or the
 * end of the group, data is dropped and fn not called.
 * @param data borrowed, or handed over with .release
 * @return a promise of what the task completes with, with one reference; its rejection counts as
 *     handled
 */
#define oriel_task_group_async(group, fn, ...) \
	ORIEL__CALL_3(oriel_task_group_async_at, struct oriel_task_group_async_options, group, fn, \
		__VA_ARGS__, )

/**
 * Waits until no task runs.
 * @return a promise, with one reference: fulfilled when all tasks have returned without a failure;
 *     rejected when all have returned, with the reason of the first failure, or as the abort of
 *     .signal or of the group says
 */
ORIEL_API oriel_promise *oriel_task_group_wait_at(const char *site, oriel_task_group *group);
#define oriel_task_group_wait(group) oriel_task_group_wait_at(ORIEL_SITE, group)

/** @return how many tasks run */
ORIEL_API size_t oriel_task_group_count(const oriel_task_group *group);
/** @return the signal of the tasks, borrowed as long as the group */
ORIEL_API oriel_abort_signal *oriel_task_group_signal(oriel_task_group *group);

ORIEL_END

#endif
