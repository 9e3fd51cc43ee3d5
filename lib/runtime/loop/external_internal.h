/* SPDX-License-Identifier: MIT */
/*
 * The seam between a loop and the module that records and replays its external inputs
 * (replay/). A run is determined by its external inputs: the clock, polls, posts, the progress of
 * other threads, and what a platform says. A module that reads such an input passes it through
 * here. While the loop is recorded the input is written down; while the loop is replayed the
 * recorded input takes its place. Otherwise each call costs one branch.
 *
 * A value that equals the usual one is only counted. Both runs must therefore pass their inputs at
 * the same places and in the same order.
 */
#ifndef ORIEL_LOOP_EXTERNAL_INTERNAL_H
#define ORIEL_LOOP_EXTERNAL_INTERNAL_H

#include "base/private_api_internal.h"
#include "loop/callback_internal.h"

/* ---- Kinds and values ---- */

/*
 * A kind of records: a static constant of the module that writes such records. A recording holds
 * the name and the fields of each kind it uses.
 *
 * One letter of fields for each value: i a signed number, u an unsigned number, t a text, b bytes.
 * An a in the first place marks an arrival (replay/recording_internal.h) and has no value.
 */
struct oriel__record_kind {
	const char *name; /* unique; begins the description of such a record in messages */
	const char *fields;
};

enum { ORIEL__RECORD_MOST_FIELDS = 18 };

/* The values of a record, in the order of the fields of its kind. */
struct oriel__record_values {
	uint64_t numbers[ORIEL__RECORD_MOST_FIELDS];    /* of bytes: how many */
	const char *texts[ORIEL__RECORD_MOST_FIELDS]; /* texts and bytes; borrowed; may be NULL */
};

/* ---- The hook ---- */

struct oriel__external;

/* Returns whether a post that was recorded, and that has not come in the replay, may be left out:
 * it would do nothing. */
typedef bool oriel__external_moot_fn(oriel_loop *loop, const char *name, uint64_t number);

/* The functions of the module that records. */
struct oriel__external_class {
	void (*read_clock)(struct oriel__external *external, struct oriel__clock *clock);
	int64_t (*read_tick)(struct oriel__external *external);
	int64_t (*number)(struct oriel__external *external, const struct oriel__record_kind *kind,
		int64_t live, int64_t usual);
	void (*check)(struct oriel__external *external, const struct oriel__record_kind *kind,
		const struct oriel__record_values *values);
	bool (*poll_begin)(struct oriel__external *external);
	void (*poll_end)(struct oriel__external *external);
	void (*post)(struct oriel__external *external, const char *name, uint64_t number);
	void (*miss)(struct oriel__external *external, const char *what);
	bool (*wait)(
		struct oriel__external *external, int64_t *begun_ns, const char *what, uint64_t number);
	void (*set_moot)(struct oriel__external *external, oriel__external_moot_fn *fn);
	void (*end)(struct oriel__external *external);
};

/* The hook of a loop that is recorded or replayed. It hangs on the loop's clock, whose functions
 * know no loop. */
struct oriel__external {
	const struct oriel__external_class *external_class;
	bool is_replay;
};

static inline struct oriel__external *oriel__external(oriel_loop *loop) {
	return oriel__loop_head(loop)->clock.external;
}

ORIEL_PRIVATE_API bool oriel__loop_is_recorded(oriel_loop *loop);
ORIEL_PRIVATE_API bool oriel__loop_is_replayed(oriel_loop *loop);

/* ---- External inputs ---- */

ORIEL_PRIVATE_API int64_t oriel__external_number_slow_path(
	oriel_loop *loop, const struct oriel__record_kind *kind, int64_t live, int64_t usual);

/*
 * Passes a number that this run has found out, and returns it, or the recorded number in a replay.
 * kind has the fields "i": the difference from usual, which needs no record when it is 0.
 */
static inline int64_t oriel__external_number(
	oriel_loop *loop, const struct oriel__record_kind *kind, int64_t live, int64_t usual) {
	return oriel__external(loop) == NULL ? live :
										oriel__external_number_slow_path(loop, kind, live, usual);
}

/* Compares values that both runs must have at this place. */
ORIEL_PRIVATE_API void oriel__external_check(oriel_loop *loop,
	const struct oriel__record_kind *kind, const struct oriel__record_values *values);

/* Logs, once a recording, that the program uses an input that recordings do not hold. what is
 * static: "a descriptor". */
ORIEL_PRIVATE_API void oriel__external_miss(oriel_loop *loop, const char *what);

/* Bracket a poll. A poll that was replayed returns true, and has no end. */
bool oriel__external_poll_begin(oriel_loop *loop);
void oriel__external_poll_end(oriel_loop *loop);

/* Passes a post that a poll has brought. */
void oriel__external_post(oriel_loop *loop, const char *name, uint64_t number);

/*
 * Asks whether a replay, which is behind its recording, goes on waiting for what another thread
 * does. *begun_ns is 0 at first. False: there is no replay, or it has waited too long, which was
 * reported and ended the replay. The caller holds no lock that the other thread needs.
 */
bool oriel__external_wait(
	oriel_loop *loop, int64_t *begun_ns, const char *what, uint64_t number);

void oriel__external_set_moot(oriel_loop *loop, oriel__external_moot_fn *fn);

/* Ends a recording here, where its replay must end too. */
void oriel__external_end(oriel_loop *loop);

/* ---- For the module that records ---- */

/* Installs the hook, or removes it if external is NULL. The clock is read again. */
void oriel__external_set(oriel_loop *loop, struct oriel__external *external);
/* Ends a replay: posts that were held run as they came, and a loop that runs quits. */
void oriel__external_leave(oriel_loop *loop, int status);

/* Queues the oldest post of that name and number that was made; false: it has not been made yet.
 * All others are held. (post.c) */
bool oriel__posts_give_held(oriel_loop *loop, const char *name, uint64_t number);
/* Lets the displays do what they do before the loop blocks, and blocks until something is posted or
 * timeout_ms have passed. (wait.c) */
void oriel__wait_for_posts(oriel_loop *loop, int timeout_ms);

#endif
