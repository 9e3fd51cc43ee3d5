/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Event traces: each event that passes a target, its listeners and its outcome, line by line.
 *
 *     click on button.delete, in row.item, list#things, root, window
 *       todo.c:61 on list#things for button.delete, bubbling: prevents it
 *       prevented
 *
 * The first line names the target and the rest of the path. Then come the called listeners, and the
 * outcome. A dispatch within another one stands before the listener or the action that caused it,
 * further to the right.
 *
 * ```c
 * static void write_line(const char *line, void *data) {
 *     fprintf(stderr, "%.200s\n", line);
 * }
 *
 * oriel_event_trace_start(root, "click", write_line, NULL);
 * oriel_event_trace_stop();
 * ```
 *
 * Thread: loop. Nothing here can fail.
 */
#ifndef ORIEL_RUNTIME_EVENT_TRACE_H
#define ORIEL_RUNTIME_EVENT_TRACE_H

#include <oriel/runtime/target.h>

ORIEL_BEGIN

/**
 * Receives each line, without its end. May call nothing of Oriel.
 * @param line borrowed for the call
 */
typedef void oriel_event_trace_fn(const char *line, void *data);

/** Does the work of oriel_event_trace_start(). */
ORIEL_API void oriel_event_trace_start_at(const char *site, oriel_target *target,
	const char *type, oriel_event_trace_fn *fn, void *data);
/**
 * Traces every event that has target on its path.
 *
 * A loop has one trace: another one ends it, and so does the end of the target.
 *
 * @param type type of the traced events, copied; NULL: all
 * @param fn   NULL: writes to the log, as information
 * @param data borrowed until the trace ends
 */
#define oriel_event_trace_start(target, type, fn, data) \
	oriel_event_trace_start_at(ORIEL_SITE, ORIEL_TARGET(target), type, fn, data)

/** Ends the trace of this thread's loop; harmless when there is none. */
ORIEL_API void oriel_event_trace_stop(void);

ORIEL_END

#endif
