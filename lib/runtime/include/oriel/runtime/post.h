/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Posting: how any thread has something done on a loop's thread.
 *
 * A post becomes a task of the loop. Posts of one thread run in the order they were posted. Nothing
 * is ever dropped for want of room, no lock is shared with the running loop, and the loop is woken
 * once however many wait.
 *
 * Thread: any. The caller must hold a reference to the loop, or know that it lives. Errors: an id
 * of 0, with data dropped, if it has ended or .signal has aborted.
 */
#ifndef ORIEL_RUNTIME_POST_H
#define ORIEL_RUNTIME_POST_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

struct oriel_post_options {
	ORIEL_OPTIONS_HEAD;
	/** its abort cancels the post; only on the loop's own thread (asserted); may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** data is handed over: dropped once it has run, is cancelled, or was refused; may be NULL */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** The function behind oriel_post(). */
ORIEL_API oriel_post_id oriel_post_at(const char *site, oriel_loop *loop, oriel_task_fn *fn,
	void *data, const struct oriel_post_options *options);
/**
 * Has fn(data) called on the loop's thread.
 * @param ... data, then members of struct oriel_post_options by name; data: borrowed, or handed
 * over with .release
 * @return an id for oriel_cancel_post(); 0, with data dropped on this thread, if the loop has ended
 * or .signal has aborted
 */
#define oriel_post(loop, fn, ...) \
	ORIEL__CALL_3(oriel_post_at, struct oriel_post_options, loop, fn, __VA_ARGS__, )

/**
 * Cancels a post that has not begun; its release function still runs on the loop's thread. Any id
 * of this loop is allowed.
 * @return whether it was cancelled in time: true promises that fn will not run
 */
ORIEL_API bool oriel_cancel_post(oriel_loop *loop, oriel_post_id id);

/** @return how many posts wait on this loop */
ORIEL_API size_t oriel_post_depth(oriel_loop *loop);

ORIEL_END

#endif
