/* SPDX-License-Identifier: MIT */
/*
 * The finder of logical races: runs a test with many seeds, and shrinks the first failing seed.
 *
 * Shrinking reverts draws to 0, first in halves and then one by one. A draw stays reverted if the
 * test still fails. Shrinking ends when no further draw can be reverted, or after a limited number
 * of runs.
 */
#include "job/executor_internal.h"

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "loop/clock_internal.h"
#include "loop/race_internal.h"

#include <oriel/runtime/executor.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/races.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_SEEDS = 1000, DEFAULT_JITTER_MS = 4, MOST_RUNS = 2000 };

static const struct oriel_race_options default_options = { .size = sizeof(default_options) };

static void races_check_options(
	const char *caller, const char *site, const struct oriel_race_options *options) {
	oriel__check_options(caller, site, options);
	ORIEL_ASSERT(!options->no_jitter || options->jitter_ms == 0,
		"%s at %s: .no_jitter contradicts .jitter_ms; set one of them", caller, site);
}

static void race_init(
	struct oriel__race *race, uint64_t seed, const struct oriel_race_options *options) {
	double jitter_ms = options->jitter_ms > 0 ? options->jitter_ms : DEFAULT_JITTER_MS;
	*race = (struct oriel__race){ .seed = seed,
		.jitter_ns = options->no_jitter ? 0 : oriel__ns_from_ms(jitter_ms),
		.is_strict = options->strict,
		.late_deadline_ns = INT64_MIN };
}

static void race_begin(const char *site, oriel_loop *loop, struct oriel__race *race,
	const struct oriel_race_options *options) {
	oriel_executor_use_at(site, race->seed,
		&(const struct oriel_executor_options){
			.threads = options->threads,
			.size = sizeof(struct oriel_executor_options),
		});
	oriel__race_set(loop, race);
}

void oriel_race_use_at(
	const char *site, uint64_t seed, const struct oriel_race_options *options) {
	oriel_loop *loop = oriel__loop_here("oriel_race_use");
	if (options == NULL)
		options = &default_options;
	races_check_options("oriel_race_use", site, options);
	ORIEL_ASSERT(oriel__loop_is_virtual(loop),
		"oriel_race_use at %s: the loop's clock is the machine's; make the loop with .clock = "
		"ORIEL_CLOCK_VIRTUAL",
		site);
	ORIEL_ASSERT(oriel__race_of(loop) == NULL,
		"oriel_race_use at %s: the loop has a finder already; make another loop for another seed",
		site);
	struct oriel__pool *pool = oriel__pool_of(loop);
	struct oriel__race *race = oriel__alloc(sizeof(*race));
	race_init(race, seed, options);
	race_begin(site, loop, race, options);
	pool->race = race;
}

void oriel__race_destroy(struct oriel__race *race) {
	if (race == NULL)
		return;
	oriel__free(race->draws);
	oriel__free(race);
}

/* ---- Finding ---- */

struct race_search {
	oriel_race_test_fn *test;
	void *data;
	const char *site;
	const struct oriel_race_options *options;
	uint64_t seed;
	uint64_t *reverted; /* ascending */
	size_t reverted_count;
	size_t runs;
};

/* Runs the test once. The caller frees *race. */
static bool race_test(struct race_search *search, struct oriel__race *race) {
	race_init(race, search->seed, search->options);
	race->reverted = search->reverted;
	race->reverted_count = search->reverted_count;
	search->runs++;
	oriel_loop *loop = oriel_loop_new_at(search->site,
		&(const struct oriel_loop_options){
			.clock = ORIEL_CLOCK_VIRTUAL, .size = sizeof(struct oriel_loop_options) });
	ORIEL_ASSERT(loop != NULL, "oriel_race_find at %s: no loop can be made", search->site);
	race_begin(search->site, loop, race, search->options);
	bool is_right = search->test(loop, search->data);
	oriel_loop_destroy(loop);
	return is_right;
}

static void race_set_reverted(struct race_search *search, uint64_t *reverted, size_t count) {
	oriel__free(search->reverted);
	search->reverted = reverted;
	search->reverted_count = count;
}

static int race_compare(const void *a, const void *b) {
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

/* Returns the numbers of all reverted draws and of the draws from first to end. */
static uint64_t *race_revert_more(const struct race_search *search, const struct oriel__race *race,
	size_t first, size_t end, size_t *count) {
	*count = search->reverted_count + end - first;
	uint64_t *numbers = oriel__alloc_zero(*count, sizeof(*numbers));
	if (search->reverted_count > 0)
		memcpy(numbers, search->reverted, search->reverted_count * sizeof(*numbers));
	for (size_t i = first; i < end; i++)
		numbers[search->reverted_count + i - first] = race->draws[i].number;
	qsort(numbers, *count, sizeof(*numbers), race_compare);
	return numbers;
}

/* Reverts the draws from first to end. If the test still fails, *race becomes that run. Otherwise
 * nothing changes. */
static bool race_try_without(
	struct race_search *search, struct oriel__race *race, size_t first, size_t end) {
	struct race_search trial = *search;
	struct oriel__race shorter;
	trial.reverted = race_revert_more(search, race, first, end, &trial.reverted_count);
	bool is_right = race_test(&trial, &shorter);
	search->runs = trial.runs;
	if (is_right) {
		oriel__free(shorter.draws);
		oriel__free(trial.reverted);
		return false;
	}
	oriel__free(race->draws);
	*race = shorter;
	race_set_reverted(search, trial.reverted, trial.reverted_count);
	return true;
}

static void race_shrink(struct race_search *search, struct oriel__race *race) {
	for (size_t step = race->count > 1 ? (race->count + 1) / 2 : 1; step > 0;) {
		bool has_shrunk = false;
		for (size_t first = 0; first < race->count && search->runs < MOST_RUNS;) {
			size_t end = first + step < race->count ? first + step : race->count;
			if (race_try_without(search, race, first, end))
				has_shrunk = true; /* the following draws have moved to this place */
			else
				first = end;
		}
		if (search->runs >= MOST_RUNS || (step == 1 && !has_shrunk))
			return;
		step = step > 1 ? (step + 1) / 2 : 1;
		if (step > race->count)
			step = race->count;
	}
}

static void race_describe(
	const struct oriel__race *race, const char *site, size_t draws, struct oriel_race *out) {
	*out = (struct oriel_race){ .seed = race->seed, .draws = draws, .needed = race->count };
	size_t length = (size_t)snprintf(out->text, sizeof(out->text),
		"the test at %s fails under seed %" PRIu64 "; needed: %zu of %zu draws",
		oriel__site_short(site), race->seed, race->count, draws);
	for (size_t i = 0; i < race->count && length < sizeof(out->text); i++) {
		const struct oriel__race_draw *draw = &race->draws[i];
		length += (size_t)snprintf(out->text + length, sizeof(out->text) - length, "\n  %s%s%s",
			draw->what, draw->site != NULL ? ": " : "",
			draw->site != NULL ? oriel__site_short(draw->site) : "");
	}
}

static bool race_fails(struct race_search *search, struct oriel_race *out) {
	struct oriel__race race;
	if (race_test(search, &race)) {
		oriel__free(race.draws);
		return false;
	}
	size_t draws = race.count;
	if (out != NULL) {
		race_shrink(search, &race);
		race_describe(&race, search->site, draws, out);
	}
	race_set_reverted(search, NULL, 0);
	oriel__free(race.draws);
	return true;
}

bool oriel_race_find_at(const char *site, oriel_race_test_fn *test, void *data,
	struct oriel_race *out, const struct oriel_race_options *options) {
	if (options == NULL)
		options = &default_options;
	races_check_options("oriel_race_find", site, options);
	ORIEL_ASSERT(test != NULL, "oriel_race_find at %s: the test is NULL; pass a function", site);
	size_t seeds = options->seeds > 0 ? options->seeds : DEFAULT_SEEDS;
	for (size_t i = 0; i < seeds; i++) {
		struct race_search search = { .test = test, .data = data, .site = site, .options = options,
			.seed = options->first_seed + i };
		if (race_fails(&search, out))
			return true;
	}
	return false;
}
