/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Posting: how any thread has a function run on a loop's thread.
 *
 * A post becomes a task of the loop. Posts of one thread run in their order. The number of posts
 * that wait has no limit. No lock is shared with the running loop. The loop is woken once, however
 * many posts wait.
 *
 * ```c
 * static void show_percent(void *data) {
 *     printf("%d %%\n", *(int *)data); // on the loop's thread
 * }
 *
 * int *percent = (int *)malloc(sizeof *percent); // on another thread
 * *percent = 40;
 * oriel_post(loop, show_percent, percent, .release = free);
 * ```
 *
 * Thread: any. The caller holds a reference to the loop, or knows that the loop has not been freed.
 * Errors: an id of 0, with data released, if the loop has ended or .signal has aborted.
 */
#ifndef ORIEL_RUNTIME_POST_H
#define ORIEL_RUNTIME_POST_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** Options of oriel_post(). */
struct oriel_post_options {
	ORIEL_OPTIONS_HEAD;
	/** its abort cancels the post; only on the loop's own thread (asserted); may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/**
	 * releases data once fn has run, or the post was cancelled or refused; NULL: data is borrowed
	 */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_post(). */
ORIEL_API oriel_post_id oriel_post_at(const char *site, oriel_loop *loop, oriel_task_fn *fn,
	void *data, const struct oriel_post_options *options);
/**
 * Calls fn(data) on the loop's thread, as a task.
 * @param ... data, then members of struct oriel_post_options by name; data is borrowed, or handed
 * over with .release
 * @return an id for oriel_cancel_post(); 0, with data released on this thread, as the head of this
 * header says
 */
#define oriel_post(loop, fn, ...) \
	ORIEL__CALL_3(oriel_post_at, struct oriel_post_options, loop, fn, __VA_ARGS__, )

/**
 * Cancels a post that has not begun. Its release function still runs on the loop's thread. Any id
 * of this loop is allowed.
 * @return whether the post was cancelled in time: true promises that fn will not run
 */
ORIEL_API bool oriel_cancel_post(oriel_loop *loop, oriel_post_id id);

/** Returns the number of posts that wait on this loop. */
ORIEL_API size_t oriel_post_depth(oriel_loop *loop);

ORIEL_END

#endif
