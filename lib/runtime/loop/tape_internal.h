/* SPDX-License-Identifier: MIT */
/*
 * What a loop learns from outside, on its way into a recording or out of one. A module that asks
 * the outside something asks here too: while recording, what came is written down; while replaying,
 * what is written is the answer. Without either all this is one branch.
 *
 * An answer that is the usual one is only counted. So each query has to be made at the same place
 * by both runs, in the same order.
 */
#ifndef ORIEL_LOOP_TAPE_INTERNAL_H
#define ORIEL_LOOP_TAPE_INTERNAL_H

#include "base/private_api_internal.h"
#include "loop/callback_internal.h"

#include <oriel/ui/raw_input.h>
#include <oriel/runtime/status.h>
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
	ORIEL__TAPE_CLIPBOARD, /* an answer to a request, or a part of it */
	ORIEL__TAPE_DISPATCH,
	ORIEL__TAPE_FRAME,
	ORIEL__TAPE_OUTSIDE,
	ORIEL__TAPE_KINDS,
};

struct oriel__tape;

/* What arrived for a request to the clipboard. */
struct oriel__tape_answer {
	uint64_t request; /* in the order of asking */
	bool is_part;     /* of the data; nothing else is told then */
	enum oriel_status status;
	const char *bytes; /* borrowed; may be NULL if length is 0 */
	size_t length;
};

/* Who takes input and answers of the clipboard that are replayed; false: there is no such window or
 * request. */
struct oriel__tape_sink {
	bool (*input)(void *data, uint64_t window, const struct oriel_raw_input *input);
	bool (*answer)(void *data, const struct oriel__tape_answer *answer);
	void *data;
};

static inline struct oriel__tape *oriel__tape(oriel_loop *loop) {
	return oriel__loop_head(loop)->clock.tape;
}

ORIEL_PRIVATE_API bool oriel__tape_replays(oriel_loop *loop);
ORIEL_PRIVATE_API bool oriel__tape_records(oriel_loop *loop);

/* live is what this run has found out, usual what needs no record. Answers live, or what was
 * recorded. */
ORIEL_PRIVATE_API int64_t oriel__tape_number_slowly(
	oriel_loop *loop, enum oriel__tape_kind kind, int64_t live, int64_t usual);
static inline int64_t oriel__tape_number(
	oriel_loop *loop, enum oriel__tape_kind kind, int64_t live, int64_t usual) {
	return oriel__tape(loop) == NULL ? live : oriel__tape_number_slowly(loop, kind, live, usual);
}

/* What both runs must have at this place. */
void oriel__tape_check_dispatch(oriel_loop *loop, const char *type, const char *target);
ORIEL_PRIVATE_API void oriel__tape_check_frame(oriel_loop *loop, uint64_t hash);

/* Something is used that no recording holds: says so. */
ORIEL_PRIVATE_API void oriel__tape_outside(oriel_loop *loop, const char *what);

/* Around what belongs to the machine, whose queries are nobody's. */
ORIEL_PRIVATE_API void oriel__tape_suspend(oriel_loop *loop);
ORIEL_PRIVATE_API void oriel__tape_resume(oriel_loop *loop);

/* The other way round, for what the machine brings in the middle of that: answers what ends it. */
ORIEL_PRIVATE_API unsigned oriel__tape_wake(oriel_loop *loop);
ORIEL_PRIVATE_API void oriel__tape_sleep(oriel_loop *loop, unsigned suspended);

/* Input that arrives at a window, to be recorded; ended by oriel__tape_input_end(), by which what
 * the window does with it is bracketed. */
ORIEL_PRIVATE_API void oriel__tape_input_begin(
	oriel_loop *loop, uint64_t window, const struct oriel_raw_input *input);
ORIEL_PRIVATE_API void oriel__tape_input_end(oriel_loop *loop);
/* The same for an answer of the clipboard; ended by oriel__tape_input_end() too. */
ORIEL_PRIVATE_API void oriel__tape_answer_begin(
	oriel_loop *loop, const struct oriel__tape_answer *answer);
/* Replaying: gives the input and the answers that were recorded at this place. */
ORIEL_PRIVATE_API void oriel__tape_give_inputs(oriel_loop *loop);
/* sink is borrowed until another is set; NULL: nobody. */
ORIEL_PRIVATE_API void oriel__tape_set_sink(oriel_loop *loop, const struct oriel__tape_sink *sink);

/* fn says of a post that was recorded and has not come whether it never does, and nothing is lost
 * by that. */
typedef bool oriel__tape_moot_fn(oriel_loop *loop, const char *name, uint64_t number);
void oriel__tape_set_moot(oriel_loop *loop, oriel__tape_moot_fn *fn);

/* The recording ends here, and so must its replay. */
void oriel__tape_end(oriel_loop *loop);
/* Waits a moment for what was recorded, since this run is behind; false: it waits no more, and that
 * was reported. Not locked by anything that others need. */
bool oriel__tape_patience(oriel_loop *loop, int64_t *begun_ns, const char *what, uint64_t number);

/* By ORIEL_RECORD or ORIEL_REPLAY, for a loop that an application has made. False: the file cannot
 * be had, which was logged. */
ORIEL_PRIVATE_API bool oriel__tape_by_environment(oriel_loop *loop);
ORIEL_PRIVATE_API bool oriel__tape_replay_is_asked(void);

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
