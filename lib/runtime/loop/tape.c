/* SPDX-License-Identifier: MIT */
/*
 * Queries, on their way into a recording or out of one. What a run does between two queries follows
 * from their answers; so one that comes at another place than it was recorded at shows that the
 * program, or what it reads by itself, is another.
 *
 * Polls, and what arrives by them, are tape_poll.c's.
 */
#include "loop/loop_state_internal.h"
#include "loop/tape_state_internal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static struct oriel__tape *tape_running(oriel_loop *loop) {
	struct oriel__tape *tape = oriel__tape(loop);
	return tape != NULL && tape->suspended == 0 ? tape : NULL;
}

bool oriel__tape_replays(oriel_loop *loop) {
	return oriel__tape(loop) != NULL && oriel__tape(loop)->is_replay;
}

bool oriel__tape_records(oriel_loop *loop) {
	return oriel__tape(loop) != NULL && !oriel__tape(loop)->is_replay;
}

void oriel__tape_suspend(oriel_loop *loop) {
	struct oriel__tape *tape = oriel__tape(loop);
	if (tape == NULL || tape->suspended++ > 0)
		return;
	tape->kept = loop->head.clock;
	tape->was_woken = false;
}

/* A clock that was read meanwhile would not be in a replay. */
void oriel__tape_resume(oriel_loop *loop) {
	struct oriel__tape *tape = oriel__tape(loop);
	if (tape == NULL || --tape->suspended > 0)
		return;
	if (tape->was_woken)
		loop->head.clock.is_stale = true;
	else
		loop->head.clock = tape->kept;
}

unsigned oriel__tape_wake(oriel_loop *loop) {
	struct oriel__tape *tape = oriel__tape(loop);
	unsigned suspended = tape != NULL ? tape->suspended : 0;
	if (tape != NULL) {
		tape->suspended = 0;
		tape->is_awake = true;
	}
	return suspended;
}

void oriel__tape_sleep(oriel_loop *loop, unsigned suspended) {
	struct oriel__tape *tape = oriel__tape(loop);
	if (tape == NULL)
		return;
	tape->suspended = suspended;
	tape->was_woken = true;
	tape->is_awake = false;
}

void oriel__tape_put(struct oriel__tape *tape, struct oriel__tape_record record) {
	record.silent = tape->silent;
	tape->silent = 0;
	oriel__tape_write(&tape->writer, &record);
}

/* The loop goes on by itself, and quits. What was held runs as it came. */
static void tape_leave(struct oriel__tape *tape, enum oriel_replay_state state, int status) {
	oriel_loop *loop = tape->loop;
	tape->result.state = state;
	tape->result.at = tape->next.at;
	loop->head.clock.tape = NULL;
	loop->head.clock.is_stale = true;
	oriel__posts_release(loop);
	if (loop->is_running)
		oriel_loop_quit(loop, status);
}

void oriel__tape_complete(struct oriel__tape *tape) {
	if (!tape->reader.is_cut) {
		tape_leave(tape, ORIEL_REPLAY_DONE, EXIT_SUCCESS);
		return;
	}
	snprintf(tape->message, sizeof(tape->message),
		"the recording stops at byte %zu without an end, as that of a program that died does",
		tape->next.at);
	tape->result.message = tape->message;
	oriel_log(ORIEL_LOG_WARNING, "replay: %s; all %" PRIu64 " records before happened again",
		tape->message, tape->result.records);
	tape_leave(tape, ORIEL_REPLAY_CUT, EXIT_SUCCESS);
}

void oriel__tape_diverge(struct oriel__tape *tape, const char *came) {
	char expected[ORIEL__TAPE_TEXT_SIZE], chain[ORIEL__CHAIN_SIZE];
	oriel__tape_describe(&tape->next, expected);
	oriel__cause_print(tape->loop, chain, sizeof(chain));
	snprintf(tape->message, sizeof(tape->message),
		"record %" PRIu64 " at byte %zu is %s%s; this run has %s%s%s", tape->result.records,
		tape->next.at, tape->silent > 0 ? "some usual answers and then " : "", expected, came,
		chain[0] != '\0' ? ", in " : "", chain);
	tape->result.message = tape->message;
	oriel_log(ORIEL_LOG_ERROR, "replay: this run is not as it was recorded: %s%s", tape->message,
		tape->has_told_outside ? "; the recording uses what is outside" : "");
	tape_leave(tape, ORIEL_REPLAY_DIVERGED, EXIT_FAILURE);
}

/* What is outside is told as soon as the record before is over. */
void oriel__tape_load(struct oriel__tape *tape) {
	oriel__tape_read(&tape->reader, &tape->next);
	for (; tape->next.kind == ORIEL__TAPE_OUTSIDE; oriel__tape_read(&tape->reader, &tape->next)) {
		if (!tape->has_told_outside)
			oriel_log(ORIEL_LOG_WARNING,
				"replay: the recording uses %s, which is outside: what that brings does not happen "
				"again",
				tape->next.texts[0] != NULL ? tape->next.texts[0] : "something");
		tape->has_told_outside = true;
		tape->result.records++;
	}
	tape->silent = tape->next.silent;
	tape->result.at = tape->next.at;
}

void oriel__tape_advance(struct oriel__tape *tape) {
	tape->result.records++;
	oriel__tape_load(tape);
}

bool oriel__tape_is_next(struct oriel__tape *tape, enum oriel__tape_kind kind, const char *came) {
	if (tape->silent == 0 && tape->next.kind == kind)
		return true;
	if (tape->silent == 0 && tape->next.kind == ORIEL__TAPE_END)
		oriel__tape_complete(tape);
	else
		oriel__tape_diverge(tape, came);
	return false;
}

/* As a record that the program makes now would be told. */
static bool tape_take(struct oriel__tape *tape, const struct oriel__tape_record *made) {
	char came[ORIEL__TAPE_TEXT_SIZE];
	if (tape->silent == 0 && tape->next.kind == made->kind)
		return true;
	oriel__tape_describe(made, came);
	return oriel__tape_is_next(tape, made->kind, came);
}

int64_t oriel__tape_number_slowly(
	oriel_loop *loop, enum oriel__tape_kind kind, int64_t live, int64_t usual) {
	struct oriel__tape *tape = tape_running(loop);
	if (tape == NULL)
		return live;
	const struct oriel__tape_record made = { .kind = kind,
		.numbers = { (uint64_t)live - (uint64_t)usual } };
	if (!tape->is_replay && live == usual) {
		tape->silent++;
	} else if (!tape->is_replay) {
		oriel__tape_put(tape, made);
	} else if (tape->silent > 0) {
		tape->silent--;
		return usual;
	} else if (tape_take(tape, &made)) {
		live = (int64_t)((uint64_t)usual + tape->next.numbers[0]);
		oriel__tape_advance(tape);
	}
	return live;
}

int64_t oriel__tape_tick(struct oriel__tape *tape) {
	if (tape->suspended == 0)
		tape->tick_ns = oriel__tape_number_slowly(
			tape->loop, ORIEL__TAPE_TICK, oriel__clock_coarse(), tape->tick_ns);
	return tape->suspended == 0 ? tape->tick_ns : oriel__clock_coarse();
}

static int64_t read_machine(void) {
	struct oriel__clock machine = { .is_virtual = false };
	return oriel__clock_read(&machine);
}

/* Differences from the last record, modulo 2^64: a file may hold any. */
static uint64_t tape_change(int64_t now, int64_t before) {
	return (uint64_t)now - (uint64_t)before;
}

static int64_t tape_changed(int64_t before, uint64_t change) {
	return (int64_t)((uint64_t)before + change);
}

int64_t oriel__tape_clock(struct oriel__clock *clock) {
	struct oriel__tape *tape = clock->tape;
	const struct oriel__tape_record made = { .kind = ORIEL__TAPE_CLOCK };
	int64_t tick_ns = tape->tick_ns;
	if (!tape->is_replay || tape->suspended > 0 || !tape_take(tape, &made)) {
		clock->now_ns = read_machine();
		if (tape->is_replay || tape->suspended > 0)
			return clock->now_ns;
		tick_ns = oriel__clock_coarse();
		oriel__tape_put(tape,
			(struct oriel__tape_record){
				.kind = ORIEL__TAPE_CLOCK,
				.numbers = { tape_change(clock->now_ns, tape->now_ns),
					tape_change(tick_ns, tape->tick_ns) },
			});
	} else {
		clock->now_ns = tape_changed(tape->now_ns, tape->next.numbers[0]);
		tick_ns = tape_changed(tape->tick_ns, tape->next.numbers[1]);
		oriel__tape_advance(tape);
	}
	tape->now_ns = clock->now_ns;
	tape->tick_ns = tick_ns;
	return clock->now_ns;
}

/* ---- Checks ---- */

static bool says_the_same(const struct oriel__tape_record *a, const struct oriel__tape_record *b) {
	char first[ORIEL__TAPE_TEXT_SIZE], second[ORIEL__TAPE_TEXT_SIZE];
	oriel__tape_describe(a, first);
	oriel__tape_describe(b, second);
	return strcmp(first, second) == 0;
}

static void tape_check(oriel_loop *loop, const struct oriel__tape_record *made) {
	struct oriel__tape *tape = tape_running(loop);
	char came[ORIEL__TAPE_TEXT_SIZE];
	if (tape == NULL)
		return;
	if (!tape->is_replay) {
		oriel__tape_put(tape, *made);
	} else if (tape_take(tape, made)) {
		oriel__tape_describe(made, came);
		if (says_the_same(&tape->next, made))
			oriel__tape_advance(tape);
		else
			oriel__tape_diverge(tape, came);
	}
}

void oriel__tape_check_dispatch(oriel_loop *loop, const char *type, const char *target) {
	tape_check(loop,
		&(const struct oriel__tape_record){
			.kind = ORIEL__TAPE_DISPATCH, .texts = { type, target } });
}

void oriel__tape_check_frame(oriel_loop *loop, uint64_t hash) {
	tape_check(
		loop, &(const struct oriel__tape_record){ .kind = ORIEL__TAPE_FRAME, .numbers = { hash } });
}

void oriel__tape_outside(oriel_loop *loop, const char *what) {
	struct oriel__tape *tape = oriel__tape(loop);
	if (tape == NULL || tape->is_replay || tape->outside == what)
		return;
	tape->outside = what;
	if (!tape->has_told_outside)
		oriel_log(ORIEL_LOG_WARNING,
			"record: the program uses %s, which is outside: what that brings will not happen again "
			"when this is replayed",
			what);
	tape->has_told_outside = true;
	oriel__tape_write(&tape->writer,
		&(const struct oriel__tape_record){ .kind = ORIEL__TAPE_OUTSIDE, .texts = { what } });
}
