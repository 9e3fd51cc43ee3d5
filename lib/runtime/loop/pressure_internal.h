/* SPDX-License-Identifier: MIT */
/*
 * Marks for the depths of queues on a loop. A module that has a depth calls oriel__pressure_see()
 * where its depth is greatest. Reports wait until the stack is empty. event/ fires a `pressure`
 * event for each report.
 */
#ifndef ORIEL_LOOP_PRESSURE_INTERNAL_H
#define ORIEL_LOOP_PRESSURE_INTERNAL_H

#include <oriel/runtime/pressure.h>

enum { ORIEL__PRESSURE_SOURCES = ORIEL_PRESSURE_FEEDBACK + 1 };

struct oriel__pressure_mark {
	size_t mark;  /* SIZE_MAX: none */
	bool is_told; /* a report was made, and the depth has stayed above half of the mark since */
};

struct oriel__pressure {
	struct oriel__pressure_mark marks[ORIEL__PRESSURE_SOURCES];
	struct oriel_pressure *reports; /* pending; each owns its chain */
	size_t count, capacity;
	void (*hook)(oriel_loop *loop, const struct oriel_pressure *pressure); /* may be NULL */
};

/* The search for events that cause themselves; see storm.c. */
struct oriel__storm {
	unsigned countdown; /* number of listeners' records until the next check */
	size_t rounds;      /* rounds of the current circle */
	const char *site;   /* a site in the circle */
	const struct oriel__run_class *run_class;
	uint64_t rests; /* the loop's number of idle moments when the circle was found first */
	int64_t now_ns; /* virtual time at that moment */
	bool is_told;
};

/* pressure.c */
void oriel__pressure_init(struct oriel__pressure *pressure);
void oriel__pressure_finish(struct oriel__pressure *pressure);
/* Queues a report. chain may be NULL. */
void oriel__pressure_add(oriel_loop *loop, enum oriel_pressure_source source, size_t depth,
	size_t mark, const char *site, const char *chain);
void oriel__pressure_cross(oriel_loop *loop, struct oriel__pressure_mark *mark,
	enum oriel_pressure_source source, size_t depth, const char *site);
/* Passes the pending reports to the hook. */
void oriel__pressure_tell(oriel_loop *loop);
void oriel__loop_set_pressure_hook(
	oriel_loop *loop, void (*hook)(oriel_loop *loop, const struct oriel_pressure *pressure));
/* Checks the depth of a source of a module above, after a change by one. */
void oriel__loop_pressure(
	oriel_loop *loop, enum oriel_pressure_source source, size_t depth, const char *site);
/* Reports a depth of a source that has its own marks. */
void oriel__loop_report_pressure(oriel_loop *loop, enum oriel_pressure_source source, size_t depth,
	size_t mark, const char *site);

/* storm.c */
/* Checks for a storm after a listener's run got the record with this number. */
void oriel__storm_look(oriel_loop *loop, uint32_t id);

#endif
