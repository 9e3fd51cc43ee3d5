/* SPDX-License-Identifier: MIT */
/*
 * A recording or replay in progress, shared by the files of this module.
 */
#ifndef ORIEL_REPLAY_RECORDING_STATE_INTERNAL_H
#define ORIEL_REPLAY_RECORDING_STATE_INTERNAL_H

#include "base/container_internal.h"
#include "loop/loop_internal.h"
#include "replay/recording_file_internal.h"
#include "replay/recording_internal.h"

#include <oriel/runtime/record.h>

/* A placeholder task for a recorded post that is not made in the replay. */
struct oriel__placeholder_task {
	struct oriel__placeholder_task *next;
	struct oriel__task task;
};

/* The state of a recording or replay. A slot of the loop owns it until the loop ends; it is the
 * loop's hook only while it is in progress. */
struct oriel__recording {
	struct oriel__external external;
	oriel_loop *loop;
	unsigned suspended;
	struct oriel__clock kept;  /* the clock when suspended became 1 */
	bool was_woken;            /* an arrival came while suspended */
	bool is_polling, is_awake; /* recording: a poll is running; an arrival is being handled */
	/* number of usual values since the last record; replay: number left before next */
	uint64_t silent;
	int64_t now_ns, tick_ns; /* values at the last record */
	bool has_told_miss;
	const char *missed;                          /* the last input reported as missing; static */
	struct oriel__recording_receiver *receivers; /* linked list */
	oriel__external_moot_fn *moot;               /* may be NULL */
	struct oriel__placeholder_task *placeholders;
	struct oriel__recording_writer writer;
	struct oriel__recording_reader reader;
	struct oriel__recording_record next;
	struct oriel_replay_result result;
	char message[2 * ORIEL__RECORDING_TEXT_SIZE + 1024];
};

static inline struct oriel__recording *oriel__recording_of(struct oriel__external *external) {
	return oriel__container_of(external, struct oriel__recording, external);
}

/* Returns the loop's recording or replay while it is in progress, or NULL. */
static inline struct oriel__recording *oriel__recording(oriel_loop *loop) {
	struct oriel__external *external = oriel__external(loop);
	return external != NULL ? oriel__recording_of(external) : NULL;
}

/* ---- recording.c ---- */

extern const struct oriel__external_class oriel__recording_class;

/* Writes a record, preceded by the number of usual values. */
void oriel__recording_put(
	struct oriel__recording *recording, struct oriel__recording_record record);
/* Returns whether the next record has this kind (NULL: the end) and belongs at this place.
 * Otherwise ends the replay with a message about the input that came, unless the recording has
 * ended. */
bool oriel__recording_is_next(struct oriel__recording *recording,
	const struct oriel__record_kind *kind, const char *came);
/* Loads the first record. */
void oriel__recording_load(struct oriel__recording *recording);
/* Loads the record after the one that was just used. */
void oriel__recording_advance(struct oriel__recording *recording);
/* Ends the replay at its first difference from the recording. */
void oriel__recording_diverge(struct oriel__recording *recording, const char *came);
/* Ends the replay successfully. */
void oriel__recording_complete(struct oriel__recording *recording);
/* Advances the loop's clock by the change of time in a record. */
void oriel__recording_set_time(struct oriel__recording *recording, uint64_t now, uint64_t tick);
/* Returns the change of the clock since the last record, also for a virtual clock, which the
 * program advances. */
uint64_t oriel__recording_take_time(struct oriel__recording *recording);
uint64_t oriel__recording_take_tick(struct oriel__recording *recording);

/* ---- record.c ---- */

void oriel__recording_end(struct oriel__external *external);
/* Begins a replay as oriel_replay_start() does, from bytes that have been read; takes over data. */
enum oriel_status oriel__recording_replay(
	oriel_loop *loop, unsigned char *data, size_t size, const char *path);

/* ---- recording_poll.c ---- */

bool oriel__recording_poll_begin(struct oriel__external *external);
void oriel__recording_poll_end(struct oriel__external *external);
void oriel__recording_post(struct oriel__external *external, const char *name, uint64_t number);
bool oriel__recording_wait(
	struct oriel__external *external, int64_t *begun_ns, const char *what, uint64_t number);

/* ---- recording_arrival.c ---- */

/* Returns whether the next record is an arrival that belongs at this place. */
static inline bool oriel__recording_has_arrival(const struct oriel__recording *recording) {
	return recording->silent == 0 && oriel__record_is_arrival(&recording->next);
}

void oriel__recording_give_arrival(struct oriel__recording *recording);

#endif
