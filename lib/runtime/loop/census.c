/* SPDX-License-Identifier: MIT */
/*
 * The census: this room's counts, and those of the rooms above, which add a source each. Nothing is counted as it comes and
 * goes if a table or a list knows its size.
 */
#include "loop/census_internal.h"

#include "base/atom_internal.h"
#include "loop/state_internal.h"

#include <oriel/runtime/post.h>

void oriel__census_add(oriel_loop *loop, struct oriel__census_source *source) {
	source->next = loop->census;
	loop->census = source;
}

void oriel__census_remove(oriel_loop *loop, struct oriel__census_source *source) {
	struct oriel__census_source **link = &loop->census;
	while (*link != source)
		link = &(*link)->next;
	*link = source->next;
}

static size_t waiting(const struct oriel__ring *ring) {
	return ring->write - ring->read;
}

void oriel_loop_census(oriel_loop *loop, struct oriel_census *out) {
	oriel__loop_check(loop, "oriel_loop_census");
	*out = (struct oriel_census){ .counts = {
		[ORIEL_CENSUS_TASKS] = loop->tasks.ids.count,
		[ORIEL_CENSUS_MICROTASKS] = waiting(&loop->next_ticks) + waiting(&loop->head.microtasks),
		[ORIEL_CENSUS_IMMEDIATES] = loop->immediates.ids.count,
		[ORIEL_CENSUS_TIMERS] = loop->timers.ids.count,
		[ORIEL_CENSUS_FRAMES] = loop->frames.ids.count,
		[ORIEL_CENSUS_IDLES] = loop->idles.ids.count,
		[ORIEL_CENSUS_WATCHES] = loop->watch_ids.count,
		[ORIEL_CENSUS_POSTS] = oriel_post_depth(loop),
		[ORIEL_CENSUS_ATOMS] = oriel__atom_table_count(loop->atoms),
	} };
	for (const struct oriel__census_source *source = loop->census; source != NULL; source = source->next)
		source->count(source, out);
}

const char *oriel_census_kind_name(enum oriel_census_kind kind) {
	static const char *const names[ORIEL_CENSUS_KINDS] = {
		[ORIEL_CENSUS_TASKS] = "tasks",
		[ORIEL_CENSUS_MICROTASKS] = "microtasks",
		[ORIEL_CENSUS_IMMEDIATES] = "immediates",
		[ORIEL_CENSUS_TIMERS] = "timers",
		[ORIEL_CENSUS_FRAMES] = "frame callbacks",
		[ORIEL_CENSUS_IDLES] = "idle callbacks",
		[ORIEL_CENSUS_WATCHES] = "watches",
		[ORIEL_CENSUS_POSTS] = "posts",
		[ORIEL_CENSUS_JOBS] = "jobs",
		[ORIEL_CENSUS_LISTENERS] = "listeners",
		[ORIEL_CENSUS_EMITTERS] = "emitters",
		[ORIEL_CENSUS_TARGETS] = "targets",
		[ORIEL_CENSUS_EVENTS] = "events",
		[ORIEL_CENSUS_SIGNALS] = "signals",
		[ORIEL_CENSUS_WIDGETS] = "widgets",
		[ORIEL_CENSUS_WINDOWS] = "windows",
		[ORIEL_CENSUS_APPS] = "applications",
		[ORIEL_CENSUS_USER_DATA] = "objects with user data",
		[ORIEL_CENSUS_MUTATION_OBSERVERS] = "mutation observers",
		[ORIEL_CENSUS_FILE_WATCHES] = "file watches",
		[ORIEL_CENSUS_COROUTINES] = "coroutines",
		[ORIEL_CENSUS_PROMISES] = "promises",
		[ORIEL_CENSUS_PORTS] = "ports",
		[ORIEL_CENSUS_WORKERS] = "workers",
		[ORIEL_CENSUS_STREAMS] = "streams",
		[ORIEL_CENSUS_SERVERS] = "servers",
		[ORIEL_CENSUS_PROCESSES] = "child processes",
		[ORIEL_CENSUS_POSIX_SIGNALS] = "listeners to POSIX signals",
		[ORIEL_CENSUS_ATOMS] = "atoms",
		[ORIEL_CENSUS_PARAGRAPHS] = "paragraphs",
	};
	ORIEL_ASSERT((size_t)kind < ORIEL_CENSUS_KINDS, "oriel_census_kind_name: %d is no kind; see enum oriel_census_kind", (int)kind);
	return names[kind];
}
