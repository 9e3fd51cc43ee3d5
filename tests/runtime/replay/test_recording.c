/* SPDX-License-Identifier: MIT */
/*
 * Recording and replaying with the loop alone. The kinds of records belong to this test: numbers,
 * checks and arrivals.
 */
#include "replay/recording_internal.h"

#include "test.h"

#include <oriel/runtime/loop.h>
#include <oriel/runtime/record.h>
#include <oriel/runtime/task.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const struct oriel__record_kind level_kind = { "a level", "i" };
static const struct oriel__record_kind step_kind = { "a step", "t" };
static const struct oriel__record_kind letter_kind = { "a letter", "aut" };

static char recording[32];
static struct order order;
static struct oriel__recording_receiver receiver;

static int setup(void **state) {
	strcpy(recording, "recording-XXXXXX");
	int file = mkstemp(recording);
	order = (struct order){ 0 };
	return file < 0 ? -1 : close(file);
}

static int teardown(void **state) {
	return unlink(recording);
}

static oriel_loop *record_begin(void) {
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	assert_int_equal(oriel_record_start(recording), ORIEL_OK);
	return loop;
}

static oriel_loop *replay_begin(void) {
	oriel_loop *loop = oriel_loop_new();
	assert_int_equal(oriel_replay_start(recording), ORIEL_OK);
	return loop;
}

static void check_step(oriel_loop *loop, const char *step) {
	oriel__external_check(
		loop, &step_kind, &(const struct oriel__record_values){ .texts = { step } });
}

/* ---- Numbers and checks ---- */

static void numbers_are_replayed_and_usual_numbers_are_only_counted(void **state) {
	static const int64_t levels[] = { 0, 0, 5, INT64_MIN, 0, INT64_MAX };
	enum { COUNT = sizeof(levels) / sizeof(levels[0]) };
	oriel_loop *loop = record_begin();
	for (size_t i = 0; i < COUNT; i++)
		assert_true(oriel__external_number(loop, &level_kind, levels[i], 0) == levels[i]);
	oriel_loop_destroy(loop);
	loop = replay_begin();
	for (size_t i = 0; i < COUNT; i++)
		assert_true(oriel__external_number(loop, &level_kind, 1000, 0) == levels[i]);
	struct oriel_replay_result result = oriel_replay_result();
	assert_int_equal(result.state, ORIEL_REPLAY_DONE);
	assert_int_equal(result.records, 3);
	oriel_loop_destroy(loop);
}

static void without_a_recording_inputs_are_returned_unchanged(void **state) {
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	assert_int_equal(oriel__external_number(loop, &level_kind, 7, 0), 7);
	check_step(loop, "any");
	oriel__external_miss(loop, "anything");
	assert_false(oriel__loop_is_recorded(loop));
	assert_false(oriel__loop_is_replayed(loop));
	oriel_loop_destroy(loop);
}

static void a_different_value_or_kind_ends_the_replay(void **state) {
	oriel_loop *loop = record_begin();
	check_step(loop, "left");
	oriel_loop_destroy(loop);

	loop = replay_begin();
	expect_log("is a step \"left\"; this run has a step \"right\"");
	check_step(loop, "right");
	assert_int_equal(oriel_replay_result().state, ORIEL_REPLAY_DIVERGED);
	assert_int_equal(oriel__external_number(loop, &level_kind, 7, 0), 7);
	oriel_loop_destroy(loop);

	loop = replay_begin();
	expect_log("is a step \"left\"; this run has a level 7");
	assert_int_equal(oriel__external_number(loop, &level_kind, 7, 0), 7);
	oriel_loop_destroy(loop);
}

/* ---- Arrivals ---- */

enum { ARRIVAL, NUMBER, WORDS };

static void note_letter(oriel_loop *loop, const struct oriel__record_values *values) {
	order_add(&order, "%d %s at %g", (int)values->numbers[NUMBER], values->texts[WORDS],
		oriel_loop_now(loop));
}

static void letter_arrives(oriel_loop *loop, uint64_t number, const char *words) {
	const struct oriel__record_values values = {
		.numbers = { [NUMBER] = number }, .texts = { [WORDS] = words } };
	oriel__recording_arrival_begin(loop, &letter_kind, &values);
	note_letter(loop, &values);
	oriel__recording_arrival_end(loop);
}

static const char *refuse_letter(void *data, const struct oriel__record_values *values) {
	return values->numbers[NUMBER] == 13 ? "no such letter" : NULL;
}

static void give_letter(void *data, const struct oriel__record_values *values) {
	note_letter(data, values);
}

static oriel_loop *replay_letters(void) {
	oriel_loop *loop = replay_begin();
	receiver = (struct oriel__recording_receiver){
		&letter_kind, refuse_letter, give_letter, loop, NULL };
	oriel__recording_add_receiver(loop, &receiver);
	return loop;
}

static void record_letters(uint64_t last) {
	oriel_loop *loop = record_begin();
	letter_arrives(loop, 1, "hello");
	oriel_loop_advance(loop, 20);
	letter_arrives(loop, last, "again");
	oriel_loop_settle(loop);
	oriel_loop_destroy(loop);
	assert_order(
		&order, last == 13 ? "1 hello at 0, 13 again at 20" : "1 hello at 0, 2 again at 20");
	order = (struct order){ 0 };
}

static void arrivals_are_replayed_at_their_time(void **state) {
	record_letters(2);
	oriel_loop *loop = replay_letters();
	oriel_loop_run(loop);
	assert_order(&order, "1 hello at 0, 2 again at 20");
	assert_int_equal(oriel_replay_result().state, ORIEL_REPLAY_DONE);
	oriel__recording_remove_receiver(loop, &receiver);
	oriel_loop_destroy(loop);
}

static void a_refused_arrival_ends_the_replay(void **state) {
	record_letters(13);
	oriel_loop *loop = replay_letters();
	expect_log("is a letter 13 \"again\"; this run has no such letter");
	oriel_loop_run(loop);
	assert_order(&order, "1 hello at 0");
	assert_int_equal(oriel_replay_result().state, ORIEL_REPLAY_DIVERGED);
	oriel_loop_destroy(loop);
}

static void an_arrival_without_a_receiver_ends_the_replay(void **state) {
	record_letters(2);
	oriel_loop *loop = replay_letters();
	oriel__recording_remove_receiver(loop, &receiver);
	expect_log("is a letter 1 \"hello\"; this run has no application that takes it");
	oriel_loop_run(loop);
	assert_order(&order, "");
	oriel_loop_destroy(loop);
}

/* Calls a platform, which delivers a letter during that call, and then requests the level. */
static void call_platform(void *data) {
	oriel_loop *loop = data;
	order_add(&order, "call");
	if (oriel__loop_is_recorded(loop)) {
		oriel__recording_suspend(loop);
		oriel__external_number(loop, &level_kind, 99, 0);
		unsigned suspended = oriel__recording_wake(loop);
		letter_arrives(loop, 3, "called");
		oriel__recording_sleep(loop, suspended);
		oriel__recording_resume(loop);
	}
	oriel__recording_give_arrivals(loop);
	order_add(&order, "level %d", (int)oriel__external_number(loop, &level_kind, 4, 0));
}

static void an_arrival_during_a_call_is_replayed_during_that_call(void **state) {
	for (int is_replay = 0; is_replay < 2; is_replay++) {
		oriel_loop *loop = is_replay ? replay_letters() : record_begin();
		oriel_queue_task(call_platform, loop);
		if (is_replay)
			oriel_loop_run(loop);
		else
			oriel_loop_settle(loop);
		assert_order(&order, "call, 3 called at 0, level 4");
		order = (struct order){ 0 };
		assert_int_equal(oriel_replay_result().state,
			is_replay ? ORIEL_REPLAY_DONE : ORIEL_REPLAY_NONE);
		oriel_loop_destroy(loop);
	}
}

#define RECORDING_TEST(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

int main(void) {
	return RUN_TESTS(RECORDING_TEST(numbers_are_replayed_and_usual_numbers_are_only_counted),
		RECORDING_TEST(without_a_recording_inputs_are_returned_unchanged),
		RECORDING_TEST(a_different_value_or_kind_ends_the_replay),
		RECORDING_TEST(arrivals_are_replayed_at_their_time),
		RECORDING_TEST(a_refused_arrival_ends_the_replay),
		RECORDING_TEST(an_arrival_without_a_receiver_ends_the_replay),
		RECORDING_TEST(an_arrival_during_a_call_is_replayed_during_that_call));
}
