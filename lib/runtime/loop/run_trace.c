/* SPDX-License-Identifier: MIT */
/*
 * The trace of a loop: a slice for each run, named as in a chain of causes, and an arrow from its
 * cause while that is known. An array parallel to the ring of records (cause.c) stores when each
 * run began. Tracing does not change the chains.
 */
#include "loop/trace_internal.h"

#include "base/alloc_internal.h"
#include "loop/loop_state_internal.h"

#include <oriel/runtime/log.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { POINTS = 2048 };

#define MAX_BYTES (UINT64_C(1) << 30)

struct oriel__trace {
	struct oriel__trace_file *file;
	uint32_t thread;
	struct {
		uint32_t run;
		struct oriel__trace_point point;
	} points[POINTS]; /* begin times of runs */
};

void oriel__trace_begin(oriel_loop *loop, struct oriel__trace_file *file) {
	oriel__trace_end(loop);
	struct oriel__trace *trace = oriel__alloc_zero(1, sizeof(*trace));
	trace->file = file;
	trace->thread = oriel__trace_this_thread(file);
	loop->head.item.begun_ns = loop->head.drain.begun_ns = 0;
	for (struct oriel__run *run = loop->head.run; run != &loop->head.item; run = run->outer)
		run->begun_ns = 0;
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

/* Returns the path with %p replaced by the process number; owned by the caller. */
static char *trace_path_of_process(const char *path) {
	const char *place = strstr(path, "%p");
	if (place == NULL)
		return oriel__strdup(path);
	size_t size = strlen(path) + 24;
	char *own = oriel__alloc(size);
	snprintf(own, size, "%.*s%ld%s", (int)(place - path), path, (long)getpid(), place + 2);
	return own;
}

void oriel__trace_by_environment(oriel_loop *loop) {
	const char *path = getenv("ORIEL_TRACE");
	if (path == NULL || path[0] == '\0' || !oriel__thread_is_main())
		return;
	char *own = trace_path_of_process(path);
	struct oriel__trace_file *file = oriel__trace_file_open(own, MAX_BYTES);
	if (file != NULL)
		oriel__trace_begin(loop, file);
	else if (errno == EBUSY)
		oriel_log(ORIEL_LOG_WARNING,
			"ORIEL_TRACE: another process writes %s; this one is not traced; with %%p in the name, "
			"which is the process's number, each has its own",
			own);
	else
		oriel_log(ORIEL_LOG_ERROR, "ORIEL_TRACE: %s cannot be written: %s", own, strerror(errno));
	oriel__free(own);
}

uint32_t oriel__trace_this_thread(struct oriel__trace_file *file) {
	char name[ORIEL__THREAD_NAME_SIZE];
	uint32_t thread = oriel__thread_number();
	oriel__thread_name(name);
	oriel__trace_file_name_thread(file, thread, name);
	return thread;
}

static bool trace_run_is_part(const struct oriel__run *run) {
	return run->run_class->is_nested && run->subject == NULL;
}

struct oriel__trace_point oriel__trace_point_of(
	const oriel_loop *loop, const struct oriel__run *run) {
	const struct oriel__trace *trace = loop->head.trace;
	if (trace == NULL || run->begun_ns == 0)
		return (struct oriel__trace_point){ 0 };
	return (struct oriel__trace_point){ run->begun_ns, trace->thread,
		oriel__trace_file_number(trace->file) };
}

struct oriel__trace_point oriel__trace_point_here(const oriel_loop *loop) {
	const struct oriel__run *run = loop->head.run;
	while (trace_run_is_part(run))
		run = run->outer;
	return oriel__trace_point_of(loop, run);
}

static struct oriel__trace_point trace_point_of_cause(
	const struct oriel__trace *trace, uint32_t run) {
	run &= ~ORIEL__RUN_REPEATED;
	return trace->points[run % POINTS].run == run ? trace->points[run % POINTS].point :
													(struct oriel__trace_point){ 0 };
}

void oriel__trace_run_begin(oriel_loop *loop, struct oriel__run *run) {
	(void)loop;
	run->begun_ns = oriel__trace_now();
}

void oriel__trace_run_written(oriel_loop *loop, uint32_t id, struct oriel__trace_point point) {
	struct oriel__trace *trace = loop->head.trace;
	trace->points[id % POINTS].run = id;
	trace->points[id % POINTS].point = point;
}

static uint32_t trace_cause_of(const struct oriel__run *run) {
	return run->run_class->is_nested ? 0 : run->cause;
}

void oriel__trace_run_end(
	oriel_loop *loop, struct oriel__run *run, const char *key, const char *text) {
	if (run->begun_ns == 0 || trace_run_is_part(run))
		return;
	struct oriel__run_text described = oriel__run_describe(run);
	const struct oriel__trace_slice slice = {
		.thread = loop->head.trace->thread,
		.category = run->run_class->is_nested ? "listener" : "run",
		.name = described.note[0] != '\0' ? described.note : run->run_class->name,
		.site = described.site,
		.key = key,
		.text = text,
		.begun_ns = run->begun_ns,
		.ended_ns = oriel__trace_now(),
	};
	run->begun_ns = 0;
	oriel__trace_file_slice(
		loop->head.trace->file, &slice,
		trace_point_of_cause(loop->head.trace, trace_cause_of(run)));
}

void oriel__trace_part(oriel_loop *loop, const char *category, const char *name, int64_t begun_ns,
	const char *key, const char *text) {
	const struct oriel__trace_slice slice = {
		.thread = loop->head.trace->thread,
		.category = category,
		.name = name,
		.key = key,
		.text = text,
		.begun_ns = begun_ns,
		.ended_ns = oriel__trace_now(),
	};
	oriel__trace_file_slice(loop->head.trace->file, &slice, (struct oriel__trace_point){ 0 });
}
