/* SPDX-License-Identifier: MIT */
/*
 * Probes: what is written while a loop is traced. When it is not, each is one branch that is never
 * taken.
 */
#ifndef ORIEL_LOOP_TRACE_INTERNAL_H
#define ORIEL_LOOP_TRACE_INTERNAL_H

#include "base/private_api_internal.h"
#include "base/trace_file_internal.h"
#include "loop/callback_internal.h"

struct oriel__trace; /* of a loop that is traced */

/* Begins to write what loop does; takes over file. A trace that there was ends. */
void oriel__trace_begin(oriel_loop *loop, struct oriel__trace_file *file);
/* Harmless when there is none. */
void oriel__trace_end(oriel_loop *loop);
/* Where the loop's trace goes, borrowed; NULL: it is not traced. What works for it on other threads
 * keeps a reference of its own. */
struct oriel__trace_file *oriel__trace_file(const oriel_loop *loop);
/* As ORIEL_TRACE says. */
void oriel__trace_by_environment(oriel_loop *loop);

/* The calling thread's number in the file, which gets its name. */
uint32_t oriel__trace_this_thread(struct oriel__trace_file *file);

/* Where an arrow from a run of loop begins; all zeros: it is not traced. */
struct oriel__trace_point oriel__trace_point_of(
	const oriel_loop *loop, const struct oriel__run *run);
struct oriel__trace_point oriel__trace_point_here(const oriel_loop *loop);

/* A run that begins now remembers the time. */
ORIEL_PRIVATE_API void oriel__trace_run_begin(oriel_loop *loop, struct oriel__run *run);
/* It has got a number, by which others will remember it as their cause. */
void oriel__trace_run_written(oriel_loop *loop, uint32_t id, struct oriel__trace_point point);
/* Writes a slice for it, with one thing more to tell (key may be NULL). */
ORIEL_PRIVATE_API void oriel__trace_run_end(
	oriel_loop *loop, struct oriel__run *run, const char *key, const char *text);

/* A part of a frame, or whatever has a name: begin answers what end takes. */
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
