/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The chain of causes of the running callback.
 *
 * Each task, microtask, immediate, timer, frame and idle callback, watch, post, job, reaction and
 * listener stores the place of its registration, and the callback that ran then. Followed back,
 * these are the chain of causes, which errors, long tasks and warnings print:
 *
 *     todo.c:88 job done ← todo.c:61 click on button.delete ← pointer input
 *
 * The cause of a listener is the code that dispatches the event. A callback that registers itself
 * again and again at one place is printed once, as "repeated". A loop stores the last 2,048
 * callbacks that have caused another one, in 128 KiB. A longer chain ends with "…". A chain that
 * comes from another thread ends after one step there. Without ORIEL_CAUSES, a build option, only
 * the first item is known.
 *
 * ```c
 * char text[512];
 * if (oriel_cause_print(text, sizeof text) > 0)
 *     puts(text); // todo.c:88 job done ← todo.c:61 click on button.delete ← pointer input
 * ```
 *
 * Thread: loop. Nothing here can fail.
 */
#ifndef ORIEL_RUNTIME_CAUSE_H
#define ORIEL_RUNTIME_CAUSE_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/**
 * Writes the chain of the running callback, the newest item first, 32 items at most; "" when no
 * callback runs.
 * @param text     filled in, NUL-terminated, cut to capacity; may be NULL if capacity is 0
 * @param capacity bytes of text
 * @return the length of the whole chain, bytes without the NUL
 */
ORIEL_API size_t oriel_cause_print(char *text, size_t capacity);

ORIEL_END

#endif
