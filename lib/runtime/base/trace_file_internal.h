/* SPDX-License-Identifier: MIT */
/*
 * A file of Chrome's trace events, that threads write to together. Whole lines are written, in
 * pieces of 64 KiB: what a crash leaves is an array without its end, which Perfetto and Chrome
 * open.
 */
#ifndef ORIEL_BASE_TRACE_FILE_INTERNAL_H
#define ORIEL_BASE_TRACE_FILE_INTERNAL_H

#include "base/private_api_internal.h"

#include <stdbool.h>
#include <stdint.h>

struct oriel__trace_file;

/* What is told of a slice. Strings are borrowed, and escaped. */
struct oriel__trace_slice {
	uint32_t thread; /* the calling one, by the system's number */
	const char *category;
	const char *name;
	const char *site;       /* may be NULL */
	const char *key, *text; /* one thing more; key may be NULL */
	int64_t begun_ns, ended_ns;
};

/* Where an arrow comes from: a slice that is or will be in a file, by when it began. All zeros:
 * from nowhere. */
struct oriel__trace_point {
	int64_t ns;
	uint32_t thread;
	uint32_t file; /* its number */
};

/* NULL, and errno, if it cannot be written; EBUSY: another process does. max_bytes: nothing more is
 * written once it has so many. With one reference. */
struct oriel__trace_file *oriel__trace_file_open(const char *path, uint64_t max_bytes);
struct oriel__trace_file *oriel__trace_file_ref(struct oriel__trace_file *file);
/* The last one ends the array and closes it. */
void oriel__trace_file_unref(struct oriel__trace_file *file);
/* Tells it from others; never 0. */
uint32_t oriel__trace_file_number(const struct oriel__trace_file *file);

/* The machine's clock, whatever the loop's is. */
ORIEL_PRIVATE_API int64_t oriel__trace_now(void);
/* With an arrow from its cause, unless that is in another file. */
void oriel__trace_file_slice(struct oriel__trace_file *file, const struct oriel__trace_slice *slice,
	struct oriel__trace_point cause);
/* An arrow between two slices; none if either is in another file. */
void oriel__trace_file_arrow(
	struct oriel__trace_file *file, struct oriel__trace_point from, struct oriel__trace_point to);
/* One end of an arrow to or from another process, whose file has the other end by the same number.
 */
void oriel__trace_file_flow(struct oriel__trace_file *file, struct oriel__trace_point point,
	uint64_t number, bool is_start);
/* Only the first time that it is told of a thread. */
void oriel__trace_file_name_thread(
	struct oriel__trace_file *file, uint32_t thread, const char *name);

#endif
