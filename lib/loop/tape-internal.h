/* SPDX-License-Identifier: MIT */
/*
 * What a loop learns from outside, on its way into a recording or out of one. A room that asks the outside something asks here too: while
 * recording, what came is written down; while replaying, what is written is the answer. Without either all this is one branch.
 *
 * An answer that is the usual one is only counted. So each query has to be made at the same place by both runs, in the same order.
 */
#ifndef ORIEL_LOOP_TAPE_INTERNAL_H
#define ORIEL_LOOP_TAPE_INTERNAL_H

#include "loop/callback-internal.h"

#include <oriel/raw_input.h>
#include <oriel/status.h>
#include <string.h>

/* The numbers are the file's. */
enum oriel__tape_kind {
	ORIEL__TAPE_END,
	ORIEL__TAPE_CLOCK,
	ORIEL__TAPE_TICK,
	ORIEL__TAPE_WAITING,  /* whether posts wait */
	ORIEL__TAPE_INPUT,
	ORIEL__TAPE_POST,
	ORIEL__TAPE_POLLED,
	ORIEL__TAPE_CANCELLED, /* whether a post was cancelled */
	ORIEL__TAPE_WITHDRAWN, /* how far a job was that is cancelled */
	ORIEL__TAPE_REPORT,    /* how many reports of a job had been made */
	ORIEL__TAPE_DONE,      /* how much of a range was done */
	ORIEL__TAPE_DEPTH,     /* of a queue of jobs */
	ORIEL__TAPE_THREADS,   /* of a pool, at most */
	ORIEL__TAPE_WINDOW,    /* what a platform says of a window */
	ORIEL__TAPE_CLIPBOARD,
	ORIEL__TAPE_DISPATCH,
	ORIEL__TAPE_FRAME,
	ORIEL__TAPE_OUTSIDE,
	ORIEL__TAPE_KINDS,
};

struct oriel__tape;

/* Who takes input that is replayed; false: it has no such window. */
typedef bool oriel__tape_input_fn(void *data, uint64_t window, const struct oriel_raw_input *input);

static inline struct oriel__tape *oriel__tape(oriel_loop *loop) {
	return oriel__loop_head(loop)->clock.tape;
}

bool oriel__tape_replays(oriel_loop *loop);
bool oriel__tape_records(oriel_loop *loop);

/* live is what this run has found out, usual what needs no record. Answers live, or what was recorded. */
int64_t oriel__tape_number_slowly(oriel_loop *loop, enum oriel__tape_kind kind, int64_t live, int64_t usual);
static inline int64_t oriel__tape_number(oriel_loop *loop, enum oriel__tape_kind kind, int64_t live, int64_t usual) {
	return oriel__tape(loop) == NULL ? live : oriel__tape_number_slowly(loop, kind, live, usual);
}

/* The same for a text (may be NULL); what is answered is borrowed as long as the tape. */
const char *oriel__tape_text(oriel_loop *loop, enum oriel__tape_kind kind, const char *live);

/* What both runs must have at this place. */
void oriel__tape_check_dispatch(oriel_loop *loop, const char *type, const char *target);
void oriel__tape_check_frame(oriel_loop *loop, uint64_t hash);

/* Something is used that no recording holds: says so. */
void oriel__tape_outside(oriel_loop *loop, const char *what);

/* Around what belongs to the machine, whose queries are nobody's. */
void oriel__tape_suspend(oriel_loop *loop);
void oriel__tape_resume(oriel_loop *loop);

/* The other way round, for what the machine brings in the middle of that: answers what ends it. */
unsigned oriel__tape_wake(oriel_loop *loop);
void oriel__tape_sleep(oriel_loop *loop, unsigned suspended);

/* Input that arrives at a window, to be recorded; ended by oriel__tape_input_end(), by which what the window does with it is bracketed. */
void oriel__tape_input_begin(oriel_loop *loop, uint64_t window, const struct oriel_raw_input *input);
void oriel__tape_input_end(oriel_loop *loop);
/* Replaying: gives the input that was recorded at this place. */
void oriel__tape_give_inputs(oriel_loop *loop);
/* fn NULL: nobody. */
void oriel__tape_set_input(oriel_loop *loop, oriel__tape_input_fn *fn, void *data);

/* fn says of a post that was recorded and has not come whether it never does, and nothing is lost by that. */
typedef bool oriel__tape_moot_fn(oriel_loop *loop, const char *name, uint64_t number);
void oriel__tape_set_moot(oriel_loop *loop, oriel__tape_moot_fn *fn);

/* The recording ends here, and so must its replay. */
void oriel__tape_end(oriel_loop *loop);
/* Waits a moment for what was recorded, since this run is behind; false: it waits no more, and that was reported. Not locked by anything that others need. */
bool oriel__tape_patience(oriel_loop *loop, int64_t *begun_ns, const char *what, uint64_t number);

/* By ORIEL_RECORD or ORIEL_REPLAY, for a loop that an application has made. False: the file cannot be had, which was logged. */
bool oriel__tape_by_environment(oriel_loop *loop);
bool oriel__tape_replay_is_asked(void);

/* The loop's own. clock.c: */
int64_t oriel__tape_clock(struct oriel__clock *clock);
int64_t oriel__tape_tick(struct oriel__tape *tape);
/* wait.c, around a poll: true if it was replayed. */
bool oriel__tape_poll(oriel_loop *loop);
void oriel__tape_polled(oriel_loop *loop);
/* post.c: one that was taken. */
void oriel__tape_post(oriel_loop *loop, const char *name, uint64_t number);
void oriel__tape_free(oriel_loop *loop);

/* A float as a number of a recording, and back. */
static inline uint32_t oriel__tape_bits(float value) {
	uint32_t word;
	memcpy(&word, &value, sizeof(word));
	return word;
}

static inline float oriel__tape_from_bits(uint64_t number) {
	uint32_t word = (uint32_t)number;
	float value;
	memcpy(&value, &word, sizeof(value));
	return value;
}

#endif
