/* SPDX-License-Identifier: MIT */
/*
 * A recording or a replay in progress, shared by the files of this module.
 */
#ifndef ORIEL_REPLAY_RECORDING_STATE_INTERNAL_H
#define ORIEL_REPLAY_RECORDING_STATE_INTERNAL_H

#include "base/container_internal.h"
#include "loop/loop_internal.h"
#include "replay/recording_file_internal.h"
#include "replay/recording_internal.h"

#include <oriel/runtime/record.h>

/* A task in the place of a post that never comes. */
struct oriel__stand_in {
	struct oriel__stand_in *next;
	struct oriel__task task;
};

/* Kept in the loop's slot until the loop ends. It is the loop's hook only as long as it runs. */
struct oriel__recording {
	struct oriel__external external;
	oriel_loop *loop;
	unsigned suspended;
	struct oriel__clock kept; /* as it was when that began */
	bool was_woken;           /* since then */
	bool is_polling, is_awake; /* recording: within a poll; within an arrival */
	uint64_t silent; /* usual values since the last record, or still to come before next */
	int64_t now_ns, tick_ns; /* as of the last record */
	bool has_told_miss;
	const char *missed; /* what was told last; static */
	struct oriel__recording_receiver *receivers; /* linked */
	oriel__external_moot_fn *moot;               /* may be NULL */
	struct oriel__stand_in *stand_ins;
	struct oriel__recording_writer writer;
	struct oriel__recording_reader reader;
	struct oriel__recording_record next;
	struct oriel_replay_result result;
	char message[2 * ORIEL__RECORDING_TEXT_SIZE + 1024];
};

static inline struct oriel__recording *oriel__recording_of(struct oriel__external *external) {
	return oriel__container_of(external, struct oriel__recording, external);
}

/* That of the loop, as long as it runs; or NULL. */
static inline struct oriel__recording *oriel__recording(oriel_loop *loop) {
	struct oriel__external *external = oriel__external(loop);
	return external != NULL ? oriel__recording_of(external) : NULL;
}

/* ---- recording.c ---- */

extern const struct oriel__external_class oriel__recording_class;

/* Writes a record with the usual values before it. */
void oriel__recording_put(
	struct oriel__recording *recording, struct oriel__recording_record record);
/* Whether the next record is of that kind (NULL: the end), and its place is here. If not, ends the
 * replay, by saying what came if the recording is not over. */
bool oriel__recording_is_next(struct oriel__recording *recording,
	const struct oriel__record_kind *kind, const char *came);
/* Loads the first record. */
void oriel__recording_load(struct oriel__recording *recording);
/* The next record has been used: loads the one after it. */
void oriel__recording_advance(struct oriel__recording *recording);
/* Ends the replay with the first difference. */
void oriel__recording_diverge(struct oriel__recording *recording, const char *came);
/* Ends the replay: nothing is left. */
void oriel__recording_complete(struct oriel__recording *recording);
/* Moves the loop's clock by the change of the time that a record holds. */
void oriel__recording_set_time(struct oriel__recording *recording, uint64_t now, uint64_t tick);
/* The changes since the last record; also of a virtual clock, which the program moves. */
uint64_t oriel__recording_take_time(struct oriel__recording *recording);
uint64_t oriel__recording_take_tick(struct oriel__recording *recording);

/* ---- record.c ---- */

void oriel__recording_end(struct oriel__external *external);
/* As oriel_replay_start() of bytes that have been read; takes data over. */
enum oriel_status oriel__recording_replay(
	oriel_loop *loop, unsigned char *data, size_t size, const char *path);

/* ---- recording_poll.c ---- */

bool oriel__recording_poll_begin(struct oriel__external *external);
void oriel__recording_poll_end(struct oriel__external *external);
void oriel__recording_post(struct oriel__external *external, const char *name, uint64_t number);
bool oriel__recording_wait(
	struct oriel__external *external, int64_t *begun_ns, const char *what, uint64_t number);

/* ---- recording_arrival.c ---- */

/* Whether an arrival is next, and its place is here. */
static inline bool oriel__recording_has_arrival(const struct oriel__recording *recording) {
	return recording->silent == 0 && oriel__record_is_arrival(&recording->next);
}

void oriel__recording_give_arrival(struct oriel__recording *recording);

#endif
