/* SPDX-License-Identifier: MIT */
/**
 * @file
 * What caused what runs now.
 *
 * Each task, microtask, immediate, timer, frame and idle callback, watch, post, job, reaction and
 * listener remembers where it was registered, and what ran then. Followed back, that is the chain
 * of causes, which errors, long tasks and warnings print:
 *
 *     todo.c:88 job done ← todo.c:61 click on button.delete ← pointer input
 *
 * A listener's cause is what dispatches the event. Something that registers itself again and again
 * at one place is printed once, as "repeated". A loop remembers the last 2,048 runs that have
 * caused something, in 128 KiB; a chain that goes further back ends with "…", and so does one that
 * comes from another thread, after one step there. Without ORIEL_CAUSES, a build option, only the
 * first item is known.
 *
 * Thread: loop. Nothing here can fail.
 */
#ifndef ORIEL_RUNTIME_CAUSE_H
#define ORIEL_RUNTIME_CAUSE_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/**
 * Writes the chain of what runs now, the newest first; at most 32 items. "" when nothing runs.
 * @param text     filled in, with a NUL, and cut to what fits; may be NULL if capacity is 0
 * @param capacity of text, bytes
 * @return the length of the whole chain, bytes without the NUL
 */
ORIEL_API size_t oriel_cause_print(char *text, size_t capacity);

ORIEL_END

#endif
