/* SPDX-License-Identifier: MIT */
/*
 * A day of virtual time, used at random: it must end with what it began with, and every so often
 * show what is true. `test-soak-day [seed [hours]]` tries another day, or more of them.
 *
 * The hour before the day fills what is filled once (caches of glyphs, words and masks, the pool's
 * threads). Both the rest after it and the rest after the day are one window with an empty list,
 * left alone until nothing is under way.
 */
#include <stdlib.h>

#include "errands.h"
#include "ledger.h"
#include "repaint.h"
#include "test.h"
#include "user.h"

#define HOUR_MS (60 * 60 * 1000.0)
#define REST_MS 300000.0
#define PAUSE_MS 40000 /* at most, between two acts */

enum { RACES = 4 }; /* hours under the finder of logical races */

/* Bytes that the caches of glyphs and masks, which are bounded, may grow by after an hour. */
#define CACHES (3u << 19)
/* Bytes that other libraries keep for the process: about 80 KiB, after a day and after four. */
#define LEFT (128u << 10)

static uint64_t seed = 20261121;
static double hours = 24;

struct fixture {
	struct chance chance;
	struct desk desk;
	struct errands errands;
	size_t acts, compared;
};

static void compare_pictures(struct fixture *fixture) {
	for (oriel_window *window = oriel_app_first_window(fixture->desk.app); window != NULL;
		window = oriel_window_next(window))
		assert_as_repainted(window);
	fixture->compared++;
}

static void live_a_moment(struct fixture *fixture, struct user *user) {
	desk_settle(&fixture->desk);
	if (oriel_app_first_window(fixture->desk.app) == NULL)
		desk_open_list(&fixture->desk);
	user_act(user);
	fixture->acts++;
	desk_settle(&fixture->desk);
	for (int i = 0; i < DESK_LISTS; i++) {
		if (fixture->desk.lists[i] != NULL && roll(&fixture->chance, 8) == 0)
			errands_begin(&fixture->errands, fixture->desk.lists[i]);
	}
	if (roll(&fixture->chance, 20) == 0)
		errands_abort(&fixture->errands);
	oriel_loop_advance(fixture->desk.loop, roll(&fixture->chance, PAUSE_MS));
	if (roll(&fixture->chance, 40) == 0)
		compare_pictures(fixture);
}

static void live(struct fixture *fixture, double ms) {
	struct user user = { .desk = &fixture->desk, .chance = &fixture->chance };
	double end = oriel_loop_now(fixture->desk.loop) + ms;
	errands_init(&fixture->errands, &fixture->chance);
	while (oriel_loop_now(fixture->desk.loop) < end)
		live_a_moment(fixture, &user);
	desk_close_lists(&fixture->desk);
	errands_finish(&fixture->errands, fixture->desk.loop);
}

static void open_desk(struct fixture *fixture) {
	desk_open(&fixture->desk);
	ventures_watch(&fixture->errands.ventures, fixture->desk.loop);
}

/* One window with an empty list. */
static struct ledger rest(struct fixture *fixture) {
	desk_open_list(&fixture->desk);
	desk_settle(&fixture->desk);
	oriel_loop_advance(fixture->desk.loop, REST_MS);
	compare_pictures(fixture);
	return ledger_take(fixture->desk.loop);
}

static void a_day_ends_with_what_it_began_with(void **state) {
	struct fixture fixture = { .chance = { seed } };
	open_desk(&fixture);
	live(&fixture, HOUR_MS);
	desk_close(&fixture.desk);
	struct ledger nothing = ledger_take(NULL);

	open_desk(&fixture);
	live(&fixture, HOUR_MS);
	struct ledger before = rest(&fixture);
	desk_close_lists(&fixture.desk);
	live(&fixture, hours * HOUR_MS);
	struct ledger after = rest(&fixture);
	const struct ventures *ventures = &fixture.errands.ventures;
	print_message("%zu floods and %zu storms told by %zu pressure events\n", ventures->floods,
		ventures->storms, ventures->pressures);
	print_message("%zu acts, %zu comparisons; at rest %zu bytes before the day, %zu after it\n",
		fixture.acts, fixture.compared, before.memory, after.memory);
	assert_ledger(&before, &after, CACHES);

	desk_close(&fixture.desk);
	struct ledger nothing_again = ledger_take(NULL);
	print_message("without an application %zu bytes before, %zu after\n", nothing.memory,
		nothing_again.memory);
	assert_ledger(&nothing, &nothing_again, LEFT);
}

/* Completions, posts, descriptors, timers and frames come when a seed draws. */
static void hours_of_drawn_arrivals_lose_nothing(void **state) {
	for (uint64_t race_seed = 1; race_seed <= RACES; race_seed++) {
		struct fixture fixture = { .chance = { seed + race_seed } };
		open_desk(&fixture);
		oriel_race_use(race_seed, .strict = race_seed % 2 == 0);
		live(&fixture, HOUR_MS);
		desk_close(&fixture.desk);
	}
}

int main(int argc, char **argv) {
	if (argc > 1)
		seed = strtoull(argv[1], NULL, 10);
	if (argc > 2)
		hours = strtod(argv[2], NULL);
	return RUN_TESTS(cmocka_unit_test(a_day_ends_with_what_it_began_with),
		cmocka_unit_test(hours_of_drawn_arrivals_lose_nothing));
}
