/* SPDX-License-Identifier: MIT */
/*
 * Feedback storms: events whose listeners cause the same events again, across tasks.
 *
 * Every 64th record of a listener is checked. The newest listener is in a circle if its place
 * occurs eight or more times in its own chain of causes. A check that finds a place of the same
 * circle adds the records since the last check to the rounds. The rounds start again at 0 after an
 * idle moment of the loop or a step of a virtual clock: a program that paces itself is not a storm.
 * A chain that ends at a lost record, with the place in it twice, enlarges a worker's ring.
 * The search thus costs a countdown per record, and a walk per 64 records.
 */
#include "loop/cause_record_internal.h"

#include <oriel/runtime/log.h>

enum { LOOK_EVERY = 64, LEAST_TIMES = 8, LONGEST_CHAIN = 512 };

struct storm_circle {
	size_t times;       /* occurrences of the newest place in the chain */
	size_t length;      /* of the first round, in records */
	bool has_last_place; /* the chain contains a place of the circle found last */
	bool is_cut;         /* a later record has taken the place of an older record of the chain */
};

static bool storm_is_same_place(const struct oriel__record *a, const struct oriel__record *b) {
	return a->site == b->site && a->run_class == b->run_class;
}

static struct storm_circle storm_walk(const oriel_loop *loop, uint32_t id) {
	const struct oriel__storm *storm = &loop->storm;
	const struct oriel__record *newest = oriel__cause_record(loop, id), *record = newest;
	struct storm_circle circle = { 0 };
	uint32_t cause = id;
	for (size_t i = 0; record != NULL && i < LONGEST_CHAIN; i++) {
		if (storm_is_same_place(record, newest) && circle.times++ == 1)
			circle.length = i;
		circle.has_last_place |= record->site == storm->site &&
			record->run_class == storm->run_class;
		cause = record->cause;
		record = oriel__cause_record(loop, cause);
	}
	circle.is_cut = record == NULL && cause != 0;
	return circle;
}

static void storm_tell(oriel_loop *loop, uint32_t id, const struct storm_circle *circle) {
	struct oriel__storm *storm = &loop->storm;
	const char *site = oriel__cause_record(loop, id)->site;
	char places[ORIEL__CHAIN_SIZE];
	oriel__cause_print_part(loop, id, circle->length, places, sizeof(places));
	storm->is_told = true;
	oriel_log(ORIEL_LOG_WARNING,
		"an event has caused itself %zu times across tasks without a pause, in a circle: %s; end "
		"the circle at one of these places",
		storm->rounds, places);
	oriel__pressure_add(loop, ORIEL_PRESSURE_FEEDBACK, storm->rounds,
		loop->pressure.marks[ORIEL_PRESSURE_FEEDBACK].mark, site, places);
}

static bool storm_goes_on(const oriel_loop *loop, const struct storm_circle *circle) {
	const struct oriel__storm *storm = &loop->storm;
	return circle->has_last_place && storm->rests == loop->rests &&
		(!loop->head.clock.is_virtual || storm->now_ns == loop->head.clock.now_ns);
}

void oriel__storm_look(oriel_loop *loop, uint32_t id) {
	struct oriel__storm *storm = &loop->storm;
	storm->countdown = LOOK_EVERY;
	struct storm_circle circle = storm_walk(loop, id);
	bool is_short = circle.is_cut && circle.times > 1 && circle.times < LEAST_TIMES;
	if (is_short && oriel__causes_grow(loop))
		return;
	if (circle.times < LEAST_TIMES || !storm_goes_on(loop, &circle)) {
		storm->rounds = 0;
		storm->is_told = false;
	}
	if (circle.times < LEAST_TIMES)
		return;
	const struct oriel__record *newest = oriel__cause_record(loop, id);
	storm->rounds += storm->rounds == 0 ? circle.times : LOOK_EVERY;
	storm->site = newest->site;
	storm->run_class = newest->run_class;
	storm->rests = loop->rests;
	storm->now_ns = loop->head.clock.now_ns;
	if (storm->rounds > loop->pressure.marks[ORIEL_PRESSURE_FEEDBACK].mark && !storm->is_told)
		storm_tell(loop, id, &circle);
}
