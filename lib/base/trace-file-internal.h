/* SPDX-License-Identifier: MIT */
/*
 * A file of Chrome's trace events, that threads write to together. Whole lines are written, in pieces of 64 KiB: what a crash leaves is
 * an array without its end, which Perfetto and Chrome open.
 */
#ifndef ORIEL_BASE_TRACE_FILE_INTERNAL_H
#define ORIEL_BASE_TRACE_FILE_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

struct oriel__trace_file;

/* What is told of a slice. Strings are borrowed, and escaped. */
struct oriel__trace_slice {
	const char *category;
	const char *name;
	const char *site;       /* may be NULL */
	const char *key, *text; /* one thing more; key may be NULL */
	int64_t begun_ns, ended_ns;
};

/* Where an arrow comes from; all zeros: from nowhere. */
struct oriel__trace_point {
	int64_t ns;
	uint64_t thread;
};

/* NULL, and errno, if it cannot be written. max_bytes: nothing more is written once it has so many. With one reference. */
struct oriel__trace_file *oriel__trace_file_open(const char *path, uint64_t max_bytes);
struct oriel__trace_file *oriel__trace_file_ref(struct oriel__trace_file *file);
/* The last one ends the array and closes it. */
void oriel__trace_file_unref(struct oriel__trace_file *file);

/* The machine's clock, whatever the loop's is. */
int64_t oriel__trace_now(void);
/* A number for the calling thread, while it lives. */
uint64_t oriel__trace_thread(void);

/* A slice of the calling thread, with an arrow from its cause. */
void oriel__trace_file_slice(struct oriel__trace_file *file, const struct oriel__trace_slice *slice, struct oriel__trace_point cause);
void oriel__trace_file_name_thread(struct oriel__trace_file *file, const char *name);

#endif
