/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Trace ids: a number that names a request wherever its work runs.
 *
 * A trace id is a context value (context_value.h) that Oriel has built in. Whatever a request
 * causes inherits its id. The id crosses with posts, jobs, messages of ports and new workers, and
 * to other processes over ports with .trace (port.h). Each crossing draws a new span, a number that
 * names one part of a trace.
 *
 * ```c
 * struct oriel_trace_id id;
 * const char *header = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
 * if (!oriel_trace_id_parse(header, &id))
 *     oriel_trace_id_draw(&id);
 * oriel_trace_id_set(&id); // in a callback
 * ```
 *
 * Thread: loop; oriel_trace_id() also in the work of a job.
 * Errors: false, as each function says; broken contracts assert. Source: W3C, Trace Context.
 */
#ifndef ORIEL_RUNTIME_TRACE_ID_H
#define ORIEL_RUNTIME_TRACE_ID_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** The numbers of a request and of the part of it that runs. */
struct oriel_trace_id {
	unsigned char trace[16];
	unsigned char span[8];
};

/** Room for the text of an id with its NUL. */
enum { ORIEL_TRACE_ID_TEXT_SIZE = 56 };

/** Draws a new id. */
ORIEL_API void oriel_trace_id_draw(struct oriel_trace_id *out);

/**
 * Sets the id of the running callback, as oriel_context_value_set() does.
 * @param id copied
 */
ORIEL_API void oriel_trace_id_set(const struct oriel_trace_id *id);

/** Returns whether the running callback has an id, and copies the id to *out. */
ORIEL_API bool oriel_trace_id(struct oriel_trace_id *out);

/** Writes an id as a `traceparent` header: "00-<trace>-<span>-01". */
ORIEL_API void oriel_trace_id_print(
	const struct oriel_trace_id *id, char text[ORIEL_TRACE_ID_TEXT_SIZE]);

/**
 * Reads a `traceparent` header.
 * @return false, with *out unchanged, if the text is no such header
 */
ORIEL_API bool oriel_trace_id_parse(const char *text, struct oriel_trace_id *out);

ORIEL_END

#endif
