/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The finder of logical races, for tests: it varies when the outside arrives, and nothing else.
 *
 * A loop with one thread has no data races, but a program that reads a value, awaits, and writes
 * the value back has a race all the same. Most runs never show it. The finder runs a test under
 * many seeds, on a virtual clock. Each seed draws:
 *
 *   - the order in which jobs work and are done (by the deterministic executor, executor.h);
 *   - the order of posts of different threads among each other;
 *   - before which task of a turn a completion, a post or a ready descriptor arrives;
 *   - how late a timer is, from 0 to .jitter_ms, in the order of deadlines;
 *   - after which task the 8 ms of a turn are over, and in which turn a frame falls.
 *
 * No draw changes an order that Oriel promises. A seed that fails is shrunk: each draw is turned
 * back to what happens without the finder, if the test fails without that draw too. The draws that
 * are left are the race, and are named with their places.
 *
 * ```c
 * static const char *shown;
 *
 * static void load(oriel_job *job, void *data) {
 *     if (oriel_job_is_cancelled(job)) // the executor may suspend the job here
 *         return;
 * }
 *
 * static void show(void *data) {
 *     shown = (const char *)data;
 * }
 *
 * static bool newest_is_shown(oriel_loop *loop, void *data) {
 *     oriel_job_run(load, show, "page 1");
 *     oriel_job_run(load, show, "page 2");
 *     oriel_loop_settle(loop);
 *     return strcmp(shown, "page 2") == 0;
 * }
 *
 * struct oriel_race race;
 * if (oriel_race_find(newest_is_shown, NULL, &race, .seeds = 200))
 *     printf("%s\n", race.text); // page 1 may be done after page 2
 * ```
 *
 * Thread: one that has no loop, for oriel_race_find(); loop, for oriel_race_use(). Errors: only
 * broken contracts, which assert.
 */
#ifndef ORIEL_RUNTIME_RACES_H
#define ORIEL_RUNTIME_RACES_H

#include <oriel/runtime/options.h>
#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** Options of oriel_race_use() and oriel_race_find(). */
struct oriel_race_options {
	ORIEL_OPTIONS_HEAD;
	double jitter_ms ORIEL_DEFAULT; /**< ms that a timer may be late; 0: 4 ms */
	bool no_jitter ORIEL_DEFAULT;   /**< timers are never late; not with .jitter_ms */
	/**
	 * Also swaps timers of one deadline, and microtasks whose chains of causes have nothing in
	 * common. Oriel promises these orders. Only a program that relies on less passes.
	 */
	bool strict ORIEL_DEFAULT;
	size_t threads ORIEL_DEFAULT;      /**< threads of the executor; 0: 3 */
	uint64_t first_seed ORIEL_DEFAULT; /**< first seed of oriel_race_find() */
	size_t seeds ORIEL_DEFAULT;        /**< number of seeds, from the first on; 0: 1,000 */
};

/** Does the work of oriel_race_use(). */
ORIEL_API void oriel_race_use_at(
	const char *site, uint64_t seed, const struct oriel_race_options *options);
/**
 * Lets the finder draw on this thread's loop until the loop ends. Use it to run one seed again, or
 * in a test that makes its own loop. Asserts if the clock is not virtual, if the loop has run a
 * job, or if the loop has a finder or an executor already.
 * @param ... seed, then members of struct oriel_race_options by name; equal seeds draw equally
 */
#define oriel_race_use(...) \
	ORIEL__CALL_1(oriel_race_use_at, struct oriel_race_options, __VA_ARGS__, )

/** A test. Runs on a new loop with a virtual clock, and returns whether all is right. */
typedef bool oriel_race_test_fn(oriel_loop *loop, void *data);

/** The race that was found. */
struct oriel_race {
	uint64_t seed;   /**< the seed under which the test fails */
	size_t draws;    /**< draws that changed something under that seed */
	size_t needed;   /**< draws that are needed to make the test fail */
	char text[1024]; /**< the seed and the draws that are needed, in lines */
};

/** Does the work of oriel_race_find(). */
ORIEL_API bool oriel_race_find_at(const char *site, oriel_race_test_fn *test, void *data,
	struct oriel_race *out, const struct oriel_race_options *options);
/**
 * Runs a test under one seed after the other until the test fails, and shrinks the failure.
 * @param data borrowed for the call
 * @param ... out, then members of struct oriel_race_options by name; out is filled in if the test
 * has failed, and may be NULL
 * @return whether the test failed under some seed
 */
#define oriel_race_find(test, data, ...) \
	ORIEL__CALL_3(oriel_race_find_at, struct oriel_race_options, test, data, __VA_ARGS__, )

ORIEL_END

#endif
