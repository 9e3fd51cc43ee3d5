/* SPDX-License-Identifier: MIT */
/*
 * Probes: calls that write a loop's trace. Without a trace each is one branch that is not taken.
 */
#ifndef ORIEL_LOOP_TRACE_INTERNAL_H
#define ORIEL_LOOP_TRACE_INTERNAL_H

#include "base/private_api_internal.h"
#include "base/trace_file_internal.h"
#include "loop/callback_internal.h"

struct oriel__trace; /* the state of a traced loop */

/* Begins a trace of loop and takes over file. An earlier trace ends. */
void oriel__trace_begin(oriel_loop *loop, struct oriel__trace_file *file);
/* Ends the trace; harmless if there is none. */
void oriel__trace_end(oriel_loop *loop);
/* Returns the loop's trace file, borrowed; NULL if the loop is not traced. Other threads that work
 * for the loop hold their own references. */
struct oriel__trace_file *oriel__trace_file(const oriel_loop *loop);
/* Begins a trace if the environment variable ORIEL_TRACE is set. */
void oriel__trace_by_environment(oriel_loop *loop);

/* Returns the calling thread's number in the file, and records its name there. */
uint32_t oriel__trace_this_thread(struct oriel__trace_file *file);

/* Returns the origin of an arrow from a run; all zeros if the loop is not traced. */
struct oriel__trace_point oriel__trace_point_of(
	const oriel_loop *loop, const struct oriel__run *run);
struct oriel__trace_point oriel__trace_point_here(const oriel_loop *loop);

/* Stores the begin time of a run. */
ORIEL_PRIVATE_API void oriel__trace_run_begin(oriel_loop *loop, struct oriel__run *run);
/* Stores the begin of a run that has got a number, for arrows to later runs. */
void oriel__trace_run_written(oriel_loop *loop, uint32_t id, struct oriel__trace_point point);
/* Writes a slice for a run, with one additional property; key may be NULL. */
ORIEL_PRIVATE_API void oriel__trace_run_end(
	oriel_loop *loop, struct oriel__run *run, const char *key, const char *text);

/* Bracket a part of a frame or another named section; end takes the result of begin. */
static inline int64_t oriel__probe_begin(const oriel_loop *loop) {
	return ((const struct oriel__loop_head *)(const void *)loop)->trace != NULL ?
		oriel__trace_now() :
		0;
}
ORIEL_PRIVATE_API void oriel__trace_part(oriel_loop *loop, const char *category, const char *name,
	int64_t begun_ns, const char *key, const char *text);
static inline void oriel__probe_end(
	oriel_loop *loop, const char *category, const char *name, int64_t begun_ns) {
	if (oriel__loop_head(loop)->trace != NULL && begun_ns != 0)
		oriel__trace_part(loop, category, name, begun_ns, NULL, NULL);
}

#endif
