/* SPDX-License-Identifier: MIT */
/*
 * Reports of queues that have grown beyond their marks. A depth is checked only where it is
 * greatest: at the beginning of the step that empties the queue. Queueing itself thus costs nothing
 * more.
 *
 * Invariant: between two reports of one source, its depth has been below half of its mark.
 */
#include "loop/pressure_internal.h"

#include "base/alloc_internal.h"
#include "loop/loop_state_internal.h"

#include <oriel/runtime/log.h>

enum { MARK_TASKS = 10000, MARK_MICROTASKS = 100000, MARK_JOBS = 1000, MARK_ROUNDS = 1000 };

void oriel__pressure_init(struct oriel__pressure *pressure) {
	static const size_t marks[ORIEL__PRESSURE_SOURCES] = {
		[ORIEL_PRESSURE_TASKS] = MARK_TASKS,
		[ORIEL_PRESSURE_MICROTASKS] = MARK_MICROTASKS,
		[ORIEL_PRESSURE_POSTS] = MARK_TASKS,
		[ORIEL_PRESSURE_JOBS] = MARK_JOBS,
		[ORIEL_PRESSURE_EMITTER] = SIZE_MAX,
		[ORIEL_PRESSURE_FEEDBACK] = MARK_ROUNDS,
	};
	for (int i = 0; i < ORIEL__PRESSURE_SOURCES; i++)
		pressure->marks[i].mark = marks[i];
}

static void pressure_clear(struct oriel__pressure *pressure) {
	for (size_t i = 0; i < pressure->count; i++)
		oriel__free((char *)pressure->reports[i].chain);
	pressure->count = 0;
}

void oriel__pressure_finish(struct oriel__pressure *pressure) {
	pressure_clear(pressure);
	oriel__free(pressure->reports);
}

void oriel__pressure_add(oriel_loop *loop, enum oriel_pressure_source source, size_t depth,
	size_t mark, const char *site, const char *chain) {
	struct oriel__pressure *pressure = &loop->pressure;
	if (pressure->hook == NULL || loop->is_ending)
		return;
	pressure->reports = oriel__grow(pressure->reports, &pressure->capacity, pressure->count + 1,
		sizeof(*pressure->reports));
	pressure->reports[pressure->count++] = (struct oriel_pressure){ source, depth, mark, site,
		oriel__strdup(chain != NULL ? chain : "") };
}

void oriel__pressure_cross(oriel_loop *loop, struct oriel__pressure_mark *mark,
	enum oriel_pressure_source source, size_t depth, const char *site) {
	if (mark->is_told) {
		mark->is_told = depth >= mark->mark / 2;
		return;
	}
	mark->is_told = true;
	oriel__pressure_add(loop, source, depth, mark->mark, site, NULL);
}

void oriel__loop_pressure(
	oriel_loop *loop, enum oriel_pressure_source source, size_t depth, const char *site) {
	oriel__pressure_see(loop, source, depth, site);
}

void oriel__loop_report_pressure(oriel_loop *loop, enum oriel_pressure_source source, size_t depth,
	size_t mark, const char *site) {
	oriel__pressure_add(loop, source, depth, mark, site, NULL);
}

/* Passes the reports to the hook. The hook runs user code, which may cause further reports; these
 * wait for the next call. */
void oriel__pressure_tell(oriel_loop *loop) {
	struct oriel__pressure *pressure = &loop->pressure;
	struct oriel__pressure told = *pressure;
	pressure->reports = NULL;
	pressure->count = pressure->capacity = 0;
	for (size_t i = 0; i < told.count; i++) {
		if (pressure->hook != NULL)
			pressure->hook(loop, &told.reports[i]);
	}
	oriel__pressure_finish(&told);
}

void oriel__loop_set_pressure_hook(
	oriel_loop *loop, void (*hook)(oriel_loop *loop, const struct oriel_pressure *pressure)) {
	loop->pressure.hook = hook;
}

void oriel_loop_set_pressure_mark(
	oriel_loop *loop, enum oriel_pressure_source source, size_t mark) {
	oriel__loop_check(loop, "oriel_loop_set_pressure_mark");
	ORIEL_ASSERT(source != ORIEL_PRESSURE_EMITTER,
		"oriel_loop_set_pressure_mark: each emitter has a mark of its own; call "
		"oriel_emitter_set_max_listeners()");
	ORIEL_ASSERT((unsigned)source < ORIEL__PRESSURE_SOURCES,
		"oriel_loop_set_pressure_mark: %d is no source; see enum oriel_pressure_source",
		(int)source);
	loop->pressure.marks[source] = (struct oriel__pressure_mark){ mark > 0 ? mark : SIZE_MAX,
		false };
}
