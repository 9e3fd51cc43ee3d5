/* SPDX-License-Identifier: MIT */
/*
 * A file of Chrome's trace events that several threads write. Only whole lines are written, in
 * pieces of 64 KiB. A crash therefore leaves an array without its closing bracket, which Perfetto
 * and Chrome open.
 */
#ifndef ORIEL_BASE_TRACE_FILE_INTERNAL_H
#define ORIEL_BASE_TRACE_FILE_INTERNAL_H

#include "base/private_api_internal.h"

#include <stdbool.h>
#include <stdint.h>

struct oriel__trace_file;

/* A slice of the trace. Strings are borrowed, and escaped when they are written. */
struct oriel__trace_slice {
	uint32_t thread; /* the calling thread, by the system's number */
	const char *category;
	const char *name;
	const char *site;       /* may be NULL */
	const char *key, *text; /* one more property; key may be NULL */
	int64_t begun_ns, ended_ns;
};

/* The origin of an arrow: a slice in a file, identified by its begin time. The slice may be written
 * later. All zeros mean no origin. */
struct oriel__trace_point {
	int64_t ns;
	uint32_t thread;
	uint32_t file; /* number of the file */
};

/* Opens a trace file and returns it with one reference. Writing stops after max_bytes. Returns NULL
 * and sets errno if the file cannot be written; EBUSY means that another process writes it. */
struct oriel__trace_file *oriel__trace_file_open(const char *path, uint64_t max_bytes);
struct oriel__trace_file *oriel__trace_file_ref(struct oriel__trace_file *file);
/* Releases a reference. The last release ends the array and closes the file. */
void oriel__trace_file_unref(struct oriel__trace_file *file);
/* Returns the file's number, which differs from those of other files and is never 0. */
uint32_t oriel__trace_file_number(const struct oriel__trace_file *file);

/* Returns the system's monotonic time, even if the loop's clock is virtual. */
ORIEL_PRIVATE_API int64_t oriel__trace_now(void);
/* Writes a slice, and an arrow from its cause if that lies in the same file. */
void oriel__trace_file_slice(struct oriel__trace_file *file, const struct oriel__trace_slice *slice,
	struct oriel__trace_point cause);
/* Writes an arrow between two slices, if both lie in this file. */
void oriel__trace_file_arrow(
	struct oriel__trace_file *file, struct oriel__trace_point from, struct oriel__trace_point to);
/* One end of an arrow to or from another process, whose file has the other end by the same number.
 */
void oriel__trace_file_flow(struct oriel__trace_file *file, struct oriel__trace_point point,
	uint64_t number, bool is_start);
/* Writes the name of a thread; only the first call for each thread has an effect. */
void oriel__trace_file_name_thread(
	struct oriel__trace_file *file, uint32_t thread, const char *name);

#endif
