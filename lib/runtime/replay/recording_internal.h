/* SPDX-License-Identifier: MIT */
/*
 * Recordings for the modules above: beginning them by the environment, and arrivals.
 *
 * An arrival is something that a platform brings: input, an answer of another program. While the
 * loop is recorded, arrivals are written down with the time; while the loop is replayed, they come
 * from the recording. replay/ knows only their values; the module that brings them has a kind for
 * each (loop/external_internal.h), and turns values into what they mean.
 */
#ifndef ORIEL_REPLAY_RECORDING_INTERNAL_H
#define ORIEL_REPLAY_RECORDING_INTERNAL_H

#include "loop/external_internal.h"

#include <string.h>

/* ---- The environment ---- */

/* Begins the recording or the replay that ORIEL_RECORD or ORIEL_REPLAY ask for, on a loop that an
 * application has made. False: the file cannot be opened or read, which was logged. */
ORIEL_PRIVATE_API bool oriel__recording_by_environment(oriel_loop *loop);
ORIEL_PRIVATE_API bool oriel__recording_replay_is_asked(void);

/* ---- The platform's own code ---- */

/* Bracket code whose external inputs do not belong to the program: the platform's own. */
ORIEL_PRIVATE_API void oriel__recording_suspend(oriel_loop *loop);
ORIEL_PRIVATE_API void oriel__recording_resume(oriel_loop *loop);

/* Bracket an arrival in the middle of such code. wake returns what sleep takes. */
ORIEL_PRIVATE_API unsigned oriel__recording_wake(oriel_loop *loop);
ORIEL_PRIVATE_API void oriel__recording_sleep(oriel_loop *loop, unsigned suspended);

/* ---- Arrivals ---- */

/* Writes an arrival down, whose kind has the fields "a...". The handling of the arrival is
 * bracketed: it ends with oriel__recording_arrival_end(). */
ORIEL_PRIVATE_API void oriel__recording_arrival_begin(oriel_loop *loop,
	const struct oriel__record_kind *kind, const struct oriel__record_values *values);
ORIEL_PRIVATE_API void oriel__recording_arrival_end(oriel_loop *loop);

/* Takes the replayed arrivals of one kind. */
struct oriel__recording_receiver {
	const struct oriel__record_kind *kind;
	/* Returns NULL if the arrival can be given, or what is missing: "no such window". */
	const char *(*refuse)(void *data, const struct oriel__record_values *values);
	void (*give)(void *data, const struct oriel__record_values *values);
	void *data;
	struct oriel__recording_receiver *next; /* of the recording */
};

/* The receiver is borrowed until it is removed. Without a recording both do nothing. */
ORIEL_PRIVATE_API void oriel__recording_add_receiver(
	oriel_loop *loop, struct oriel__recording_receiver *receiver);
ORIEL_PRIVATE_API void oriel__recording_remove_receiver(
	oriel_loop *loop, struct oriel__recording_receiver *receiver);

/* Gives the arrivals that were recorded while the program called the platform at this place. */
ORIEL_PRIVATE_API void oriel__recording_give_arrivals(oriel_loop *loop);

/* ---- Values ---- */

/* A float as a number of a record, and back. */
static inline uint32_t oriel__record_bits(float value) {
	uint32_t word;
	memcpy(&word, &value, sizeof(word));
	return word;
}

static inline float oriel__record_float(uint64_t number) {
	uint32_t word = (uint32_t)number;
	float value;
	memcpy(&value, &word, sizeof(value));
	return value;
}

static inline uint64_t oriel__record_wide_bits(double value) {
	uint64_t word;
	memcpy(&word, &value, sizeof(word));
	return word;
}

static inline double oriel__record_double(uint64_t number) {
	double value;
	memcpy(&value, &number, sizeof(value));
	return value;
}

#endif
