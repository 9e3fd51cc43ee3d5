/* SPDX-License-Identifier: MIT */
/*
 * What a traced loop writes: a slice for each run, named as in a chain of causes, and an arrow from its cause, as long as that is remembered. To tell runs from
 * one another, each gets a number when it begins.
 */
#include "loop/trace-internal.h"

#include "base/alloc-internal.h"
#include "loop/state-internal.h"

#include <oriel/log.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { POINTS = 2048 };

#define MAX_BYTES (UINT64_C(1) << 30)

struct oriel__trace {
	struct oriel__trace_file *file;
	uint64_t thread;
	struct {
		uint32_t run;
		int64_t ns;
	} points[POINTS]; /* when runs began */
};

void oriel__trace_begin(oriel_loop *loop, struct oriel__trace_file *file) {
	oriel__trace_end(loop);
	struct oriel__trace *trace = oriel__alloc_zero(1, sizeof(*trace));
	trace->file = file;
	trace->thread = oriel__trace_thread();
	oriel__trace_file_name_thread(file, loop->thread_name);
	loop->head.item.begun_ns = loop->head.drain.begun_ns = 0;
	loop->head.trace = trace;
}

void oriel__trace_end(oriel_loop *loop) {
	struct oriel__trace *trace = loop->head.trace;
	if (trace == NULL)
		return;
	loop->head.trace = NULL;
	oriel__trace_file_unref(trace->file);
	oriel__free(trace);
}

struct oriel__trace_file *oriel__trace_file(const oriel_loop *loop) {
	return loop->head.trace != NULL ? loop->head.trace->file : NULL;
}

void oriel__trace_by_environment(oriel_loop *loop) {
	const char *path = getenv("ORIEL_TRACE");
	if (path == NULL || path[0] == '\0' || !oriel__thread_is_main())
		return;
	struct oriel__trace_file *file = oriel__trace_file_open(path, MAX_BYTES);
	if (file != NULL)
		oriel__trace_begin(loop, file);
	else
		oriel_log(ORIEL_LOG_ERROR, "ORIEL_TRACE: %s cannot be written: %s", path, strerror(errno));
}

static struct oriel__trace_point point_of(const oriel_loop *loop, uint32_t run) {
	const struct oriel__trace *trace = loop->head.trace;
	run &= ~ORIEL__RUN_REPEATED;
	if (trace == NULL || run == 0 || trace->points[run % POINTS].run != run)
		return (struct oriel__trace_point){ 0 };
	return (struct oriel__trace_point){ trace->points[run % POINTS].ns, trace->thread };
}

struct oriel__trace_point oriel__trace_point_here(oriel_loop *loop) {
	return loop->head.trace != NULL ? point_of(loop, oriel__run_here(loop, NULL)) : (struct oriel__trace_point){ 0 };
}

static bool is_part(const struct oriel__run *run) {
	return run->run_class->is_nested && run->subject == NULL;
}

void oriel__trace_run_begin(oriel_loop *loop, struct oriel__run *run) {
	struct oriel__trace *trace = loop->head.trace;
	run->begun_ns = oriel__trace_now();
	if (!ORIEL_CAUSES || is_part(run))
		return;
	uint32_t id = run->id != ORIEL__RUN_UNWRITTEN ? run->id : oriel__run_write(loop, run);
	trace->points[id % POINTS].run = id;
	trace->points[id % POINTS].ns = run->begun_ns;
}

static uint32_t cause_of(const struct oriel__run *run) {
	return run->run_class->is_nested ? 0 : run->cause;
}

void oriel__trace_run_end(oriel_loop *loop, struct oriel__run *run, const char *key, const char *text) {
	if (run->begun_ns == 0 || is_part(run))
		return;
	struct oriel__run_text described = oriel__run_describe(run);
	const struct oriel__trace_slice slice = {
		.category = run->run_class->is_nested ? "listener" : "run",
		.name = described.note[0] != '\0' ? described.note : run->run_class->name,
		.site = described.site,
		.key = key,
		.text = text,
		.begun_ns = run->begun_ns,
		.ended_ns = oriel__trace_now(),
	};
	run->begun_ns = 0;
	oriel__trace_file_slice(loop->head.trace->file, &slice, point_of(loop, cause_of(run)));
}

void oriel__trace_part(oriel_loop *loop, const char *category, const char *name, int64_t begun_ns, const char *key, const char *text) {
	const struct oriel__trace_slice slice = {
		.category = category, .name = name, .key = key, .text = text, .begun_ns = begun_ns, .ended_ns = oriel__trace_now(),
	};
	oriel__trace_file_slice(loop->head.trace->file, &slice, (struct oriel__trace_point){ 0 });
}
