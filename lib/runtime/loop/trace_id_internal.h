/* SPDX-License-Identifier: MIT */
/*
 * The built-in key of trace ids, for ports to other processes.
 */
#ifndef ORIEL_LOOP_TRACE_ID_INTERNAL_H
#define ORIEL_LOOP_TRACE_ID_INTERNAL_H

#include <oriel/runtime/context_value.h>
#include <oriel/runtime/trace_id.h>

/* Its value is a struct oriel_trace_id. */
extern const struct oriel_context_key oriel__trace_id_key;

/* Returns the number by which the trace files of both ends identify one message. */
uint64_t oriel__trace_id_flow(const struct oriel_trace_id *id);

#endif
