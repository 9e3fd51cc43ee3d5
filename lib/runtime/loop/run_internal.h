/* SPDX-License-Identifier: MIT */
/*
 * What runs: a struct oriel__run stands for a callback while it is on the stack. The loop's head
 * points to the innermost.
 *
 * A run has a cause, the run in which it was registered, by number. Numbers are given, and records
 * written of them (cause.c), only once something else is registered during a run: one that causes
 * nothing, or only itself, costs a few stores.
 */
#ifndef ORIEL_LOOP_RUN_INTERNAL_H
#define ORIEL_LOOP_RUN_INTERNAL_H

#include "base/trace_file_internal.h"

#include <oriel/runtime/types.h>

#include <stdatomic.h>

struct oriel__context;
struct oriel__run;

/* Where a run was registered, and what it is about. */
struct oriel__run_text {
	const char *site; /* may be NULL */
	char note[40];    /* instead of the name of its class; "": the name says it all */
};

/* What kind of callback it is; one static const object a kind. */
struct oriel__run_class {
	const char *name; /* e.g. "microtask", "job done" */
	/* for a run whose site is not in it; may be NULL */
	const char *(*site)(const struct oriel__run *run);
	/* fills in the note, if it says more than a name; may be NULL */
	void (*describe)(const struct oriel__run *run, struct oriel__run_text *text);
	/* Runs as a part of the run around it, which is its cause (a listener); while subject is NULL,
	 * that is all it is. */
	bool is_nested;
};

struct oriel__run {
	const struct oriel__run_class *run_class;
	struct oriel__run *outer;             /* that was the innermost before */
	/* may be NULL; of the loop's own, other threads may read it */
	_Atomic(const char *) site;
	const struct oriel__context *context; /* borrowed from what registered it; may be NULL */
	const void *subject;                  /* of the class's own */
	/* where a listener's event was fired or emitted; may be NULL */
	const char *caller;
	uint32_t id;                          /* its own, for what it registers; 0: nothing runs */
	uint32_t written;                     /* with a context, the id is here; 0: none yet */
	int64_t begun_ns;                     /* by the trace's clock; 0: it is not traced */
	uint32_t cause;                       /* its number; 0: none that is known */
};

/* What may be told of a run to another thread: what never goes away. All zeros: nothing runs. */
struct oriel__foreign_run {
	const struct oriel__run_class *run_class; /* may be NULL */
	const char *site;                         /* may be NULL */
	struct oriel__trace_point point;          /* all zeros: it is not traced */
	bool has_cause;
};

/* The id of a run that has none yet, or has a context: what it registers takes longer. */
#define ORIEL__RUN_UNWRITTEN UINT32_MAX

/* In the number of a cause: what was registered did so itself, at the same place, perhaps again and
 * again, since that cause. */
#define ORIEL__RUN_REPEATED (UINT32_C(1) << 31)

extern const struct oriel__run_class oriel__run_none, oriel__run_host, oriel__run_task,
	oriel__run_microtask, oriel__run_next_tick, oriel__run_immediate, oriel__run_timer,
	oriel__run_frame, oriel__run_frame_callback, oriel__run_idle, oriel__run_watch, oriel__run_post,
	oriel__run_drop, oriel__run_input;

#endif
