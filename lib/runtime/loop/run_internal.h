/* SPDX-License-Identifier: MIT */
/*
 * Runs: a struct oriel__run stands for a callback while it is on the stack. The loop's head points
 * to the innermost run.
 *
 * The cause of a run is the number of the run in which it was registered. A run gets a number, and
 * a record (cause.c), only once something is registered during it. A run that registers nothing, or
 * only itself, costs a few stores.
 */
#ifndef ORIEL_LOOP_RUN_INTERNAL_H
#define ORIEL_LOOP_RUN_INTERNAL_H

#include "base/trace_file_internal.h"

#include <oriel/runtime/types.h>

#include <stdatomic.h>

struct oriel__context;
struct oriel__run;

/* The site of a run's registration, and its description. */
struct oriel__run_text {
	const char *site; /* may be NULL */
	char note[40];    /* replaces the name of the class; "": the name suffices */
};

/* A kind of callback; one static const object for each kind. */
struct oriel__run_class {
	const char *name; /* e.g. "microtask", "job done" */
	/* returns the site of a run that does not store it; may be NULL */
	const char *(*site)(const struct oriel__run *run);
	/* fills in note if there is more to say than the name; may be NULL */
	void (*describe)(const struct oriel__run *run, struct oriel__run_text *text);
	/* The run is a part of the run around it, which is its cause (a listener). While subject is
	 * NULL, chains of causes skip the run. */
	bool is_nested;
};

struct oriel__run {
	const struct oriel__run_class *run_class;
	struct oriel__run *outer; /* the next run outwards */
	/* may be NULL; other threads may read this field of the loop's own runs */
	_Atomic(const char *) site;
	const struct oriel__context *context; /* borrowed from the registration; may be NULL */
	const void *subject;                  /* defined by the class */
	/* where a listener's event was fired or emitted; may be NULL */
	const char *caller;
	/* the number that registrations store as their cause; 0: nothing runs */
	uint32_t id;
	uint32_t written; /* the id of a run with a context; 0: none yet */
	int64_t begun_ns; /* begin, by the trace's clock; 0: not traced */
	uint32_t cause;   /* number of the causing run; 0: unknown */
};

/* The permanent facts of a run, which may be passed to another thread. All zeros: nothing runs. */
struct oriel__foreign_run {
	const struct oriel__run_class *run_class; /* may be NULL */
	const char *site;                         /* may be NULL */
	struct oriel__trace_point point;          /* all zeros: not traced */
	bool has_cause;
};

/* The id of a run that has no number yet, or has a context; registrations then take the slow
 * path. */
#define ORIEL__RUN_UNWRITTEN UINT32_MAX

/* A flag in the number of a cause: the registration was repeated by its own callback at the same
 * site since that cause. */
#define ORIEL__RUN_REPEATED (UINT32_C(1) << 31)

extern const struct oriel__run_class oriel__run_none, oriel__run_host, oriel__run_task,
	oriel__run_microtask, oriel__run_next_tick, oriel__run_immediate, oriel__run_timer,
	oriel__run_frame, oriel__run_frame_callback, oriel__run_idle, oriel__run_watch, oriel__run_post,
	oriel__run_drop, oriel__run_input;

#endif
