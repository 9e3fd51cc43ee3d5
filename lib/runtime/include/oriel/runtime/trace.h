/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Traces: what a loop does, written as Chrome's trace events, which Perfetto (ui.perfetto.dev) and
 * chrome://tracing show.
 *
 * In a trace are tasks, microtasks, timers and all other callbacks with the place where they were
 * registered; dispatches with their path and who stopped or prevented them; their listeners; the
 * steps of frames; jobs on their threads; and arrows from what caused each. Times are the
 * machine's, also on a virtual clock. With ORIEL_TRACE=file.json in the environment, the first
 * thing that the loop of the main thread does is to begin one; %p in the name stands for the
 * process's number, so that processes which this one starts have files of their own. A worker's
 * loop writes to the file of the loop that made it, if that was traced then; arrows lead between
 * them, for posts, messages and workers. A loop that is not traced loses nothing but a branch for
 * each.
 *
 * A file is written in pieces of 64 KiB, of whole events: what a crash leaves can be opened. What
 * is on the stack when a trace begins or ends is not in it.
 *
 * Thread: loop.
 */
#ifndef ORIEL_RUNTIME_TRACE_H
#define ORIEL_RUNTIME_TRACE_H

#include <oriel/runtime/status.h>

ORIEL_BEGIN

/**
 * Begins to write what this thread's loop does; a trace that there was ends.
 * @param path      copied; the file is made, or written anew
 * @param max_bytes how large it may become: then nothing more is written. 0: 1 GiB
 * @return ORIEL_OK, or why the file cannot be written: also because another process writes a trace
 * to it
 */
ORIEL_API enum oriel_status oriel_trace_start(const char *path, uint64_t max_bytes);

/**
 * Ends this loop's trace. The file is complete when the jobs that run have returned, and the
 * workers that write to it have ended. Harmless when there is none.
 */
ORIEL_API void oriel_trace_stop(void);

ORIEL_END

#endif
