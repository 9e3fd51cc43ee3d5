/* SPDX-License-Identifier: MIT */
/*
 * A recording or a replay under way, shared by tape.c, tape_poll.c and record.c.
 */
#ifndef ORIEL_LOOP_TAPE_STATE_INTERNAL_H
#define ORIEL_LOOP_TAPE_STATE_INTERNAL_H

#include "loop/loop_internal.h"
#include "loop/tape_file_internal.h"

#include <oriel/runtime/record.h>

/* A task in the place of a post that never comes. */
struct oriel__stand_in {
	struct oriel__stand_in *next;
	struct oriel__task task;
};

/* The loop's, until it ends; the clock has it only as long as it runs. */
struct oriel__tape {
	oriel_loop *loop;
	bool is_replay;
	unsigned suspended;
	struct oriel__clock kept; /* as it was when that began */
	bool was_woken;           /* since then */
	bool is_polling, is_awake; /* recording: within a poll; within what the machine brings */
	uint64_t silent; /* usual answers since the last record, or still to come before next */
	int64_t now_ns, tick_ns; /* as of the last record */
	bool has_told_outside;
	const char *outside; /* what was told last; static */
	const struct oriel__tape_sink *sink; /* may be NULL */
	oriel__tape_moot_fn *moot;  /* may be NULL */
	struct oriel__stand_in *stand_ins;
	struct oriel__tape_writer writer;
	struct oriel__tape_reader reader;
	struct oriel__tape_record next;
	struct oriel_replay_result result;
	char message[2 * ORIEL__TAPE_TEXT_SIZE + 1024];
};

/* Recording: the record with its silence. */
void oriel__tape_put(struct oriel__tape *tape, struct oriel__tape_record record);
/* Replaying: next is of that kind, and its place is here. False: it is not, which came says and
 * ends the replay, or it is over. */
bool oriel__tape_is_next(struct oriel__tape *tape, enum oriel__tape_kind kind, const char *came);
/* Replaying: next has been used. */
void oriel__tape_advance(struct oriel__tape *tape);
/* The same of the first. */
void oriel__tape_load(struct oriel__tape *tape);
/* Replaying: this is the first difference. */
void oriel__tape_diverge(struct oriel__tape *tape, const char *came);
/* As oriel_replay_start() of what has been read; takes data over. */
enum oriel_status oriel__tape_replay(
	oriel_loop *loop, unsigned char *data, size_t size, const char *path);
/* Replaying: nothing is left. */
void oriel__tape_complete(struct oriel__tape *tape);

#endif
