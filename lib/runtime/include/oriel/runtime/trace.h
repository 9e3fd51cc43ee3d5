/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Traces: a record of a loop's work as Chrome's trace events, which Perfetto (ui.perfetto.dev) and
 * chrome://tracing show.
 *
 * A trace has tasks, microtasks, timers and all other callbacks with the places of their
 * registrations; dispatches with their paths, and the listeners that stopped or prevented them; the
 * steps of frames; jobs on their threads; and arrows from each cause to its effect. Times are the
 * machine's, also on a virtual clock.
 *
 * With ORIEL_TRACE=file.json in the environment the loop of the main thread begins a trace first of
 * all. %p in the name stands for the number of the process, so that child processes have files of
 * their own. A worker's loop writes to the file of the loop that made it, if that loop was traced
 * then; arrows of posts, messages and workers lead from one to the other. A loop without a trace
 * pays one branch for each callback.
 *
 * A file is written in pieces of 64 KiB, of whole events, so that it can be opened after a crash.
 * Callbacks that are on the stack when a trace begins or ends are not in it.
 *
 * ```c
 * if (oriel_trace_start("run.json", 64 * 1024 * 1024) != ORIEL_OK) // 64 MiB at most
 *     puts("no trace");
 * oriel_trace_stop();
 * ```
 *
 * Thread: loop. Errors: a status.
 */
#ifndef ORIEL_RUNTIME_TRACE_H
#define ORIEL_RUNTIME_TRACE_H

#include <oriel/runtime/status.h>

ORIEL_BEGIN

/**
 * Begins to write the work of this thread's loop. A trace before ends.
 * @param path      copied; the file is made, or emptied
 * @param max_bytes size of the file beyond which nothing is written; 0: 1 GiB
 * @return ORIEL_OK, or the reason why the file cannot be written; also because another process
 * writes a trace to it
 */
ORIEL_API enum oriel_status oriel_trace_start(const char *path, uint64_t max_bytes);

/**
 * Ends this loop's trace. The file is complete when running jobs have returned, and the workers
 * that write to it have ended. Harmless without a trace.
 */
ORIEL_API void oriel_trace_stop(void);

ORIEL_END

#endif
