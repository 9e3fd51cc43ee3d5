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
 *     static bool test(oriel_loop *loop, void *data) {
 *         struct account account = { .balance = 100 };
 *         withdraw(&account, 80);
 *         withdraw(&account, 80);
 *         oriel_loop_settle(loop);
 *         return account.balance >= 0;
 *     }
 *
 *     struct oriel_race race;
 *     if (oriel_race_find(test, NULL, &race))
 *         printf("%s\n", race.text);
 *
 * Thread: one that has no loop, for oriel_race_find(); loop, for oriel_race_use().
 */
#ifndef ORIEL_RUNTIME_RACES_H
#define ORIEL_RUNTIME_RACES_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

struct oriel_race_options {
	/** how late a timer may be; 0: 4 ms; below 0: never late */
	double jitter_ms;
	/** also swaps timers of one deadline, and microtasks whose chains of causes have nothing in
	 * common; Oriel promises these orders, so that only a program that wants to rely on less should
	 * pass under it */
	bool strict;
	size_t threads;      /**< of the executor; 0: 3 */
	uint64_t first_seed; /**< of oriel_race_find() */
	size_t seeds;        /**< so many, from the first on; 0: 1,000 */
	size_t size;
};

/**
 * Has the finder draw on this thread's loop until the loop ends: to run one seed again, or for a
 * test that makes its loop itself. Asserts if the clock is not virtual, if the loop has run a job,
 * or if the loop has a finder or an executor already.
 * @param seed    any number; the same one draws the same
 * @param options copied; NULL means the defaults
 */
ORIEL_API void oriel_race_use_at(
	const char *site, uint64_t seed, const struct oriel_race_options *options);
#define oriel_race_use(...) ORIEL__RACE_USE(__VA_ARGS__, .size = sizeof(struct oriel_race_options))
#define ORIEL__RACE_USE(seed, ...) \
	oriel_race_use_at(ORIEL_SITE, seed, &(const struct oriel_race_options){ __VA_ARGS__ })

/** A test. Runs on a new loop with a virtual clock, and returns whether all is right. */
typedef bool oriel_race_test_fn(oriel_loop *loop, void *data);

/** The race that was found. */
struct oriel_race {
	uint64_t seed;   /**< under which the test fails */
	size_t draws;    /**< that changed something under that seed */
	size_t needed;   /**< of them, so many make the test fail */
	char text[1024]; /**< the seed and the draws that are needed, in lines */
};

/**
 * Runs a test under one seed after the other until it fails, and shrinks the failure.
 * @param data borrowed for the call
 * @param out  filled in if the test has failed; may be NULL
 * @return whether the test failed under some seed
 */
ORIEL_API bool oriel_race_find_at(const char *site, oriel_race_test_fn *test, void *data,
	struct oriel_race *out, const struct oriel_race_options *options);
#define oriel_race_find(...) \
	ORIEL__RACE_FIND(__VA_ARGS__, .size = sizeof(struct oriel_race_options))
#define ORIEL__RACE_FIND(test, data, out, ...) \
	oriel_race_find_at( \
		ORIEL_SITE, test, data, out, &(const struct oriel_race_options){ __VA_ARGS__ })

ORIEL_END

#endif
