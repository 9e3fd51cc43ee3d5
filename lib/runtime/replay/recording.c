/* SPDX-License-Identifier: MIT */
/*
 * External inputs on their way into a recording or out of it. The inputs determine what a run does
 * between them. An input at another place than the recorded one therefore shows that the program,
 * or something that it reads without the loop, has changed.
 *
 * Polls and posts are in recording_poll.c, arrivals in recording_arrival.c.
 */
#include "replay/recording_state_internal.h"

#include "loop/cause_internal.h"

#include <oriel/runtime/log.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct oriel__record_kind clock_kind = { "a reading of the clock", "ii" };
static const struct oriel__record_kind tick_kind = { "a tick of the clock", "i" };
static const struct oriel__record_kind miss_kind = { "outside", "t" };

void oriel__recording_put(
	struct oriel__recording *recording, struct oriel__recording_record record) {
	record.silent = recording->silent;
	recording->silent = 0;
	oriel__recording_write(&recording->writer, &record);
}

/* ---- The position in a recording ---- */

/* Ends the replay; the loop continues with live inputs and quits. */
static void recording_leave(
	struct oriel__recording *recording, enum oriel_replay_state state, int status) {
	recording->result.state = state;
	recording->result.offset = recording->next.position;
	oriel__external_leave(recording->loop, status);
}

void oriel__recording_complete(struct oriel__recording *recording) {
	if (!recording->reader.is_cut) {
		recording_leave(recording, ORIEL_REPLAY_DONE, EXIT_SUCCESS);
		return;
	}
	snprintf(recording->message, sizeof(recording->message),
		"the recording stops at byte %zu without an end, as that of a program that died does",
		recording->next.position);
	recording->result.message = recording->message;
	oriel_log(ORIEL_LOG_WARNING, "replay: %s; all %" PRIu64 " records before happened again",
		recording->message, recording->result.records);
	recording_leave(recording, ORIEL_REPLAY_CUT, EXIT_SUCCESS);
}

void oriel__recording_diverge(struct oriel__recording *recording, const char *came) {
	char expected[ORIEL__RECORDING_TEXT_SIZE], chain[ORIEL__CHAIN_SIZE];
	oriel__recording_describe(&recording->next, expected);
	oriel__cause_print(recording->loop, chain, sizeof(chain));
	snprintf(recording->message, sizeof(recording->message),
		"record %" PRIu64 " at byte %zu is %s%s; this run has %s%s%s", recording->result.records,
		recording->next.position, recording->silent > 0 ? "some usual values and then " : "",
		expected, came, chain[0] != '\0' ? ", in " : "", chain);
	recording->result.message = recording->message;
	oriel_log(ORIEL_LOG_ERROR, "replay: this run is not as it was recorded: %s%s",
		recording->message, recording->has_told_miss ? "; the recording lacks external input" : "");
	recording_leave(recording, ORIEL_REPLAY_DIVERGED, EXIT_FAILURE);
}

static bool recording_next_is(
	const struct oriel__recording *recording, const struct oriel__record_kind *kind) {
	const struct oriel__record_kind *next = recording->next.kind;
	if (kind == NULL || next == NULL)
		return kind == next;
	return oriel__record_kind_is(kind, next);
}

/* Reports inputs that the recording does not contain as soon as the preceding record is
 * complete. */
void oriel__recording_load(struct oriel__recording *recording) {
	struct oriel__recording_record *next = &recording->next;
	oriel__recording_read(&recording->reader, next);
	for (; recording_next_is(recording, &miss_kind);
		oriel__recording_read(&recording->reader, next)) {
		if (!recording->has_told_miss)
			oriel_log(ORIEL_LOG_WARNING,
				"replay: the recording uses %s, which is not recorded: its input does not happen "
				"again",
				next->values.texts[0] != NULL ? next->values.texts[0] : "something");
		recording->has_told_miss = true;
		recording->result.records++;
	}
	recording->silent = next->silent;
	recording->result.offset = next->position;
}

void oriel__recording_advance(struct oriel__recording *recording) {
	recording->result.records++;
	oriel__recording_load(recording);
}

bool oriel__recording_is_next(struct oriel__recording *recording,
	const struct oriel__record_kind *kind, const char *came) {
	if (recording->silent == 0 && recording_next_is(recording, kind))
		return true;
	if (recording->silent == 0 && recording->next.kind == NULL)
		oriel__recording_complete(recording);
	else
		oriel__recording_diverge(recording, came);
	return false;
}

/* Returns whether the next record has the kind of made and belongs at this place. Otherwise ends
 * the replay, with a message that describes made. */
static bool recording_take(
	struct oriel__recording *recording, const struct oriel__recording_record *made) {
	char came[ORIEL__RECORDING_TEXT_SIZE];
	if (recording->silent == 0 && recording_next_is(recording, made->kind))
		return true;
	oriel__recording_describe(made, came);
	return oriel__recording_is_next(recording, made->kind, came);
}

/* ---- Numbers ---- */

static int64_t recording_number(struct oriel__external *external,
	const struct oriel__record_kind *kind, int64_t live, int64_t usual) {
	struct oriel__recording *recording = oriel__recording_of(external);
	if (recording->suspended > 0)
		return live;
	const struct oriel__recording_record made = { .kind = kind,
		.values = { .numbers = { (uint64_t)live - (uint64_t)usual } } };
	if (!external->is_replay && live == usual) {
		recording->silent++;
	} else if (!external->is_replay) {
		oriel__recording_put(recording, made);
	} else if (recording->silent > 0) {
		recording->silent--;
		return usual;
	} else if (recording_take(recording, &made)) {
		live = (int64_t)((uint64_t)usual + recording->next.values.numbers[0]);
		oriel__recording_advance(recording);
	}
	return live;
}

/* ---- The clock ---- */

/* Returns now - *before, and stores now in *before. Modulo 2^64, because the numbers of a file are
 * arbitrary. */
static uint64_t recording_change(int64_t now, int64_t *before) {
	uint64_t change = (uint64_t)now - (uint64_t)*before;
	*before = now;
	return change;
}

static int64_t recording_changed(int64_t *before, uint64_t change) {
	return *before = (int64_t)((uint64_t)*before + change);
}

uint64_t oriel__recording_take_time(struct oriel__recording *recording) {
	return recording_change(oriel__loop_head(recording->loop)->clock.now_ns, &recording->now_ns);
}

uint64_t oriel__recording_take_tick(struct oriel__recording *recording) {
	bool is_virtual = oriel__loop_head(recording->loop)->clock.is_virtual;
	return recording_change(
		is_virtual ? recording->tick_ns : oriel__clock_coarse(), &recording->tick_ns);
}

void oriel__recording_set_time(struct oriel__recording *recording, uint64_t now, uint64_t tick) {
	struct oriel__clock *clock = &oriel__loop_head(recording->loop)->clock;
	clock->now_ns = recording_changed(&recording->now_ns, now);
	recording_changed(&recording->tick_ns, tick);
	clock->is_stale = true;
}

static int64_t recording_read_tick(struct oriel__external *external) {
	struct oriel__recording *recording = oriel__recording_of(external);
	if (recording->suspended > 0)
		return oriel__clock_coarse();
	return recording->tick_ns = recording_number(
			external, &tick_kind, oriel__clock_coarse(), recording->tick_ns);
}

static int64_t recording_read_system_clock(void) {
	struct oriel__clock machine = { .is_virtual = false };
	return oriel__clock_read(&machine);
}

static void recording_read_clock(struct oriel__external *external, struct oriel__clock *clock) {
	struct oriel__recording *recording = oriel__recording_of(external);
	struct oriel__recording_record made = { .kind = &clock_kind };
	uint64_t *changes = made.values.numbers;
	if (recording->suspended > 0 ||
		(external->is_replay && !recording_take(recording, &made))) {
		clock->now_ns = recording_read_system_clock();
	} else if (external->is_replay) {
		const uint64_t *recorded = recording->next.values.numbers;
		clock->now_ns = recording_changed(&recording->now_ns, recorded[0]);
		recording_changed(&recording->tick_ns, recorded[1]);
		oriel__recording_advance(recording);
	} else {
		clock->now_ns = recording_read_system_clock();
		changes[0] = recording_change(clock->now_ns, &recording->now_ns);
		changes[1] = recording_change(oriel__clock_coarse(), &recording->tick_ns);
		oriel__recording_put(recording, made);
	}
}

/* ---- Checks ---- */

static bool recording_check_is_same(
	const struct oriel__recording_record *a, const struct oriel__recording_record *b) {
	char first[ORIEL__RECORDING_TEXT_SIZE], second[ORIEL__RECORDING_TEXT_SIZE];
	oriel__recording_describe(a, first);
	oriel__recording_describe(b, second);
	return strcmp(first, second) == 0;
}

static void recording_check(struct oriel__external *external,
	const struct oriel__record_kind *kind, const struct oriel__record_values *values) {
	struct oriel__recording *recording = oriel__recording_of(external);
	const struct oriel__recording_record made = { .kind = kind, .values = *values };
	char came[ORIEL__RECORDING_TEXT_SIZE];
	if (recording->suspended > 0)
		return;
	if (!external->is_replay) {
		oriel__recording_put(recording, made);
	} else if (recording_take(recording, &made)) {
		oriel__recording_describe(&made, came);
		if (recording_check_is_same(&recording->next, &made))
			oriel__recording_advance(recording);
		else
			oriel__recording_diverge(recording, came);
	}
}

/* ---- Unrecorded inputs ---- */

static void recording_miss(struct oriel__external *external, const char *what) {
	struct oriel__recording *recording = oriel__recording_of(external);
	if (external->is_replay || recording->missed == what)
		return;
	recording->missed = what;
	if (!recording->has_told_miss)
		oriel_log(ORIEL_LOG_WARNING,
			"record: the program uses %s, which is not recorded: its input will not happen again "
			"in a replay",
			what);
	recording->has_told_miss = true;
	oriel__recording_write(&recording->writer,
		&(const struct oriel__recording_record){
			.kind = &miss_kind, .values = { .texts = { what } } });
}

static void recording_set_moot(struct oriel__external *external, oriel__external_moot_fn *fn) {
	oriel__recording_of(external)->moot = fn;
}

const struct oriel__external_class oriel__recording_class = {
	.read_clock = recording_read_clock,
	.read_tick = recording_read_tick,
	.number = recording_number,
	.check = recording_check,
	.poll_begin = oriel__recording_poll_begin,
	.poll_end = oriel__recording_poll_end,
	.post = oriel__recording_post,
	.miss = recording_miss,
	.wait = oriel__recording_wait,
	.set_moot = recording_set_moot,
	.end = oriel__recording_end,
};
