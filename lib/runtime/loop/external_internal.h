/* SPDX-License-Identifier: MIT */
/*
 * The interface between a loop and replay/, which records and replays external inputs. A run is
 * determined by its external inputs: the clock, polls, posts, the progress of other threads, and
 * results from the platform. A module that reads such an input passes it through here. A recording
 * stores the input, and a replay returns the stored input in its place. Without either, each call
 * costs one branch.
 *
 * An input that equals its usual value is only counted. Recording and replay must therefore pass
 * their inputs at the same places and in the same order.
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
	const char *name; /* unique; messages describe a record with it */
	const char *fields;
};

enum { ORIEL__RECORD_MOST_FIELDS = 20 };

/* The values of a record, in the order of the fields of its kind. */
struct oriel__record_values {
	uint64_t numbers[ORIEL__RECORD_MOST_FIELDS];  /* numbers, and the sizes of bytes */
	const char *texts[ORIEL__RECORD_MOST_FIELDS]; /* texts and bytes; borrowed; may be NULL */
};

/* ---- The hook ---- */

struct oriel__external;

/* Returns whether a recorded post that has not arrived in the replay may be skipped because it
 * would have no effect. */
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

/* The hook of a loop that is recorded or replayed. The loop's clock holds the hook, because
 * functions of the clock have no access to the loop. */
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
 * Passes a number, and returns it, or in a replay the recorded number. kind has the fields "i", the
 * difference from usual; a difference of 0 needs no record.
 */
static inline int64_t oriel__external_number(
	oriel_loop *loop, const struct oriel__record_kind *kind, int64_t live, int64_t usual) {
	return oriel__external(loop) == NULL ? live :
										oriel__external_number_slow_path(loop, kind, live, usual);
}

/* Compares values that must be equal in the recording and the replay. */
ORIEL_PRIVATE_API void oriel__external_check(oriel_loop *loop,
	const struct oriel__record_kind *kind, const struct oriel__record_values *values);

/* Logs, once for each recording, that the program uses an input that recordings do not contain.
 * what is a static string such as "a descriptor". */
ORIEL_PRIVATE_API void oriel__external_miss(oriel_loop *loop, const char *what);

/* Bracket a poll. If a poll was replayed, begin returns true and end is not called. */
bool oriel__external_poll_begin(oriel_loop *loop);
void oriel__external_poll_end(oriel_loop *loop);

/* Passes a post that a poll received. */
void oriel__external_post(oriel_loop *loop, const char *name, uint64_t number);

/*
 * Returns whether a replay that is behind its recording should keep waiting for another thread.
 * *begun_ns is 0 at first. Returns false without a replay, or after a wait that was too long; the
 * latter logs an error and ends the replay. The caller must hold no lock that the other thread
 * needs.
 */
bool oriel__external_wait(
	oriel_loop *loop, int64_t *begun_ns, const char *what, uint64_t number);

void oriel__external_set_moot(oriel_loop *loop, oriel__external_moot_fn *fn);

/* Ends a recording at this place; its replay must end here too. */
void oriel__external_end(oriel_loop *loop);

/* ---- For the module that records ---- */

/* Installs the hook, or removes it if external is NULL. The clock is then read again. */
void oriel__external_set(oriel_loop *loop, struct oriel__external *external);
/* Ends a replay: held posts run in the order of their arrival, and a running loop quits. */
void oriel__external_leave(oriel_loop *loop, int status);

/* Queues the oldest arrived post with this name and number, and holds all others. Returns false if
 * no such post has arrived. (post.c) */
bool oriel__posts_give_held(oriel_loop *loop, const char *name, uint64_t number);
/* Prepares the displays for blocking, and blocks until a post arrives or timeout_ms have passed.
 * (wait.c) */
void oriel__wait_for_posts(oriel_loop *loop, int timeout_ms);

#endif
