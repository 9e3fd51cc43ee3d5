/* SPDX-License-Identifier: MIT */
/*
 * The draws of a loop for the finder of logical races: the poll, the order of posts, timers, the
 * end of a step, frames. A draw decides when external input arrives. Queued tasks keep their order.
 */
#include "loop/race_internal.h"

#include "base/alloc_internal.h"
#include "loop/loop_state_internal.h"
#include "loop/cause_record_internal.h"
#include "loop/post_node_internal.h"

void oriel__race_set(oriel_loop *loop, struct oriel__race *race) {
	loop->race = race;
}

struct oriel__race *oriel__race_of(const oriel_loop *loop) {
	return loop->race;
}

/* Mixes the bits of a value. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators". */
static uint64_t race_mix(uint64_t value) {
	value = (value ^ value >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	value = (value ^ value >> 27) * UINT64_C(0x94D049BB133111EB);
	return value ^ value >> 31;
}

static bool race_is_reverted(const struct oriel__race *race, uint64_t number) {
	size_t first = 0, end = race->reverted_count;
	while (first < end) {
		size_t middle = first + (end - first) / 2;
		if (race->reverted[middle] == number)
			return true;
		if (race->reverted[middle] < number)
			first = middle + 1;
		else
			end = middle;
	}
	return false;
}

uint64_t oriel__race_draw(
	struct oriel__race *race, uint64_t choices, const char *what, const char *site) {
	uint64_t number = ++race->next_number;
	uint64_t value = race_mix(race_mix(race->seed + 1) + number * UINT64_C(0x9E3779B97F4A7C15)) %
		choices;
	if (value == 0 || race_is_reverted(race, number))
		return 0;
	race->draws = oriel__grow(
		race->draws, &race->capacity, race->count + 1, sizeof(*race->draws));
	race->draws[race->count++] = (struct oriel__race_draw){ number, value, what, site };
	return value;
}

/* ---- Polls and tasks ---- */

bool oriel__race_skips_poll(oriel_loop *loop) {
	const struct oriel__tasks *tasks = &loop->tasks;
	const struct oriel__task *next = tasks->input.first != NULL ? tasks->input.first :
																tasks->rest.first;
	return next != NULL &&
		oriel__race_draw(loop->race, 3, "the outside arrives a turn later, after this task",
			next->site) == 1;
}

bool oriel__race_polls_before(oriel_loop *loop, const struct oriel__task *task) {
	return oriel__race_draw(loop->race, 4, "the outside arrives before this task", task->site) == 1;
}

bool oriel__race_cuts_step(oriel_loop *loop) {
	return oriel__race_draw(loop->race, 8, "the turn's 8 ms are over after this task",
			oriel__loop_site(loop)) == 1;
}

bool oriel__race_delays_frame(oriel_loop *loop) {
	return oriel__race_draw(loop->race, 4, "a frame falls into a later turn, after this",
			oriel__loop_site(loop)) == 1;
}

/* ---- Posts ---- */

enum { MOST_SENDERS = 16 };

/* Finds the first waiting post of each sender, in order. Returns the number of senders. */
static size_t race_find_senders(
	struct oriel__task *first, struct oriel__task *heads[MOST_SENDERS]) {
	size_t count = 0;
	for (struct oriel__task *task = first; task != NULL && count < MOST_SENDERS;
		task = task->next) {
		size_t i = 0;
		while (i < count && heads[i]->previous != task->previous)
			i++;
		if (i == count)
			heads[count++] = task;
	}
	return count;
}

struct oriel__task *oriel__race_choose_post(oriel_loop *loop, struct oriel__task **first) {
	struct oriel__task *heads[MOST_SENDERS], **link = first;
	size_t count = race_find_senders(*first, heads);
	uint64_t chosen = count > 1 ?
		oriel__race_draw(loop->race, count, "a later post of another thread comes first",
			heads[1]->site) :
		0;
	while (*link != heads[chosen])
		link = &(*link)->next;
	*link = heads[chosen]->next;
	return heads[chosen];
}

/* ---- Timers and microtasks ---- */

int64_t oriel__race_late_ns(oriel_loop *loop, int64_t deadline_ns) {
	enum { STEPS = 8 };
	struct oriel__race *race = loop->race;
	if (race->late_deadline_ns == deadline_ns || race->jitter_ns == 0)
		return race->late_ns;
	race->late_deadline_ns = deadline_ns;
	race->late_ns = 0;
	if (deadline_ns > loop->head.clock.now_ns)
		race->late_ns = (int64_t)oriel__race_draw(race, STEPS + 1, "a timer is late",
							loop->timers.timers[(uint32_t)loop->timers.heap[0].ticket].site) *
			(race->jitter_ns / STEPS);
	return race->late_ns;
}

uint32_t oriel__race_choose_timer(oriel_loop *loop) {
	const struct oriel__timers *timers = &loop->timers;
	uint32_t equal = 0, at = 0;
	for (uint32_t i = 0; i < timers->count; i++)
		equal += timers->heap[i].deadline_ns == timers->heap[0].deadline_ns;
	if (!loop->race->is_strict || equal < 2)
		return 0;
	uint64_t chosen = oriel__race_draw(
		loop->race, equal, "another timer of this deadline comes first",
		timers->timers[(uint32_t)timers->heap[0].ticket].site);
	for (; chosen > 0; chosen--)
		do
			at++;
		while (timers->heap[at].deadline_ns != timers->heap[0].deadline_ns);
	return at;
}

/* Returns the number of the oldest record of a chain; 0 if the chain is not known completely. */
static uint32_t race_root(const oriel_loop *loop, uint32_t cause) {
	const struct oriel__record *record = oriel__cause_record(loop, cause);
	while (record != NULL && record->cause != 0)
		record = oriel__cause_record(loop, record->cause);
	return record != NULL ? record->id : 0;
}

void oriel__race_swap_microtasks(oriel_loop *loop, struct oriel__ring *ring) {
	if (ring->write - ring->read < 2)
		return;
	struct oriel__microtask *first = &ring->items[ring->read & ring->mask],
							*second = &ring->items[(ring->read + 1) & ring->mask], kept = *first;
	uint32_t a = race_root(loop, first->cause), b = race_root(loop, second->cause);
	if (a == 0 || b == 0 || a == b ||
		oriel__race_draw(loop->race, 2, "the next microtask comes first", second->site) == 0)
		return;
	*first = *second;
	*second = kept;
}
