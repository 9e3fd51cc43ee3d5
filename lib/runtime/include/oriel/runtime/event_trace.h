/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Who handled this: each event that passes a target, told line by line.
 *
 *     click on button.delete, in row.item, list#things, root, window
 *       todo.c:61 on list#things for button.delete, bubbling: prevents it
 *       prevented
 *
 * The first line names the target and the rest of the path. Then come the listeners that were
 * called, and what followed. A dispatch within another one stands before the listener or the action
 * that caused it, further to the right.
 *
 * Thread: loop. Nothing here can fail.
 */
#ifndef ORIEL_RUNTIME_EVENT_TRACE_H
#define ORIEL_RUNTIME_EVENT_TRACE_H

#include <oriel/runtime/target.h>

ORIEL_BEGIN

/** Called with each line, without its end. @param line borrowed for the call. May call nothing of
 * Oriel's. */
typedef void oriel_event_trace_fn(const char *line, void *data);

/** The function behind oriel_event_trace_start(). */
ORIEL_API void oriel_event_trace_start_at(const char *site, oriel_target *target,
	const char *type, oriel_event_trace_fn *fn, void *data);
/**
 * Has every event told that has target on its path: the path, each listener with its place and
 * whether it stopped or prevented the event, and what followed. One trace a loop: another one ends
 * it, and so does the end of the target.
 * @param type which events, copied; NULL: all
 * @param fn   NULL: to the log, as information
 * @param data borrowed until the trace ends
 */
#define oriel_event_trace_start(target, type, fn, data) \
	oriel_event_trace_start_at(ORIEL_SITE, ORIEL_TARGET(target), type, fn, data)

/** Ends the trace of this thread's loop; harmless when there is none. */
ORIEL_API void oriel_event_trace_stop(void);

ORIEL_END

#endif
