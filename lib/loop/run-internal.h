/* SPDX-License-Identifier: MIT */
/*
 * What runs: a struct oriel__run stands for a callback while it is on the stack. The loop's head points to the innermost.
 *
 * A run has a cause, the run in which it was registered, by number. Numbers are given, and records written of them (cause.c), only
 * once something is registered during a run: one that causes nothing costs a few stores.
 */
#ifndef ORIEL_LOOP_RUN_INTERNAL_H
#define ORIEL_LOOP_RUN_INTERNAL_H

#include <oriel/types.h>

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
	/* For a run whose site is not in it, or which says more than a name; NULL: neither. */
	void (*describe)(const struct oriel__run *run, struct oriel__run_text *text);
	/* Runs as a part of the run around it, which is its cause (a listener); while subject is NULL, that is all it is. */
	bool is_nested;
};

struct oriel__run {
	const struct oriel__run_class *run_class;
	struct oriel__run *outer;             /* that was the innermost before */
	const char *site;                     /* may be NULL */
	const struct oriel__context *context; /* borrowed from what registered it; may be NULL */
	const void *subject;                  /* of the class's own */
	uint32_t cause;                       /* 0: none that is known */
	uint32_t id;                          /* 0: nothing runs */
};

/* The id of a run that has none yet. */
#define ORIEL__RUN_UNWRITTEN UINT32_MAX

extern const struct oriel__run_class oriel__run_none, oriel__run_host, oriel__run_task, oriel__run_microtask, oriel__run_next_tick,
	oriel__run_immediate, oriel__run_timer, oriel__run_frame, oriel__run_frame_callback, oriel__run_idle, oriel__run_watch, oriel__run_post,
	oriel__run_drop, oriel__run_input;

#endif
