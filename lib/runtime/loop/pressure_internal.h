/* SPDX-License-Identifier: MIT */
/*
 * Marks for what waits on a loop. A module that counts calls oriel__pressure_see() where its depth
 * is greatest. Reports wait until nothing is on the stack; event/ makes `pressure` events of them.
 */
#ifndef ORIEL_LOOP_PRESSURE_INTERNAL_H
#define ORIEL_LOOP_PRESSURE_INTERNAL_H

#include <oriel/runtime/pressure.h>

enum { ORIEL__PRESSURE_SOURCES = ORIEL_PRESSURE_FEEDBACK + 1 };

struct oriel__pressure_mark {
	size_t mark;  /* SIZE_MAX: none */
	bool is_told; /* and the depth has not been below half since */
};

struct oriel__pressure {
	struct oriel__pressure_mark marks[ORIEL__PRESSURE_SOURCES];
	struct oriel_pressure *reports; /* that wait; each owns its chain */
	size_t count, capacity;
	void (*hook)(oriel_loop *loop, const struct oriel_pressure *pressure); /* may be NULL */
};

/* The search for events that cause themselves; see storm.c. */
struct oriel__storm {
	unsigned countdown; /* listeners' records to write until the next look */
	size_t rounds;      /* of the circle that was found last */
	const char *site;   /* a place of it */
	const struct oriel__run_class *run_class;
	uint64_t rests; /* of the loop, when it was found first */
	int64_t now_ns; /* the same, on a virtual clock */
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
/* Passes the reports that wait to the hook. */
void oriel__pressure_tell(oriel_loop *loop);
void oriel__loop_set_pressure_hook(
	oriel_loop *loop, void (*hook)(oriel_loop *loop, const struct oriel_pressure *pressure));
/* For the modules above: the depth of a source, after it has grown or shrunk by one. */
void oriel__loop_pressure(
	oriel_loop *loop, enum oriel_pressure_source source, size_t depth, const char *site);
/* The same for a source whose marks are elsewhere: reports a depth. */
void oriel__loop_report_pressure(oriel_loop *loop, enum oriel_pressure_source source, size_t depth,
	size_t mark, const char *site);

/* storm.c */
/* A listener's run has got a record of this number. */
void oriel__storm_look(oriel_loop *loop, uint32_t id);

#endif
