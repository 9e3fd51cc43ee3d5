/* SPDX-License-Identifier: MIT */
/*
 * Recordings, for the modules above: starting them by environment variables, and arrivals.
 *
 * An arrival is an external input that a platform delivers: user input, or a reply from another
 * program. A recording stores arrivals with their time, and a replay delivers them from the
 * recording. replay/ handles only their values. The module that delivers them defines a kind for
 * each (loop/external_internal.h), and interprets the values.
 */
#ifndef ORIEL_REPLAY_RECORDING_INTERNAL_H
#define ORIEL_REPLAY_RECORDING_INTERNAL_H

#include "loop/external_internal.h"

#include <string.h>

/* ---- The environment ---- */

/* Begins the recording or replay that ORIEL_RECORD or ORIEL_REPLAY requests, on an application's
 * loop. If the file cannot be opened or read, logs an error and returns false. */
ORIEL_PRIVATE_API bool oriel__recording_by_environment(oriel_loop *loop);
ORIEL_PRIVATE_API bool oriel__recording_replay_is_asked(void);

/* ---- Code of the platform ---- */

/* Bracket code whose external inputs are not recorded, because they belong to the platform. */
ORIEL_PRIVATE_API void oriel__recording_suspend(oriel_loop *loop);
ORIEL_PRIVATE_API void oriel__recording_resume(oriel_loop *loop);

/* Bracket an arrival inside such code. sleep takes the result of wake. */
ORIEL_PRIVATE_API unsigned oriel__recording_wake(oriel_loop *loop);
ORIEL_PRIVATE_API void oriel__recording_sleep(oriel_loop *loop, unsigned suspended);

/* ---- Arrivals ---- */

/* Begins an arrival, whose kind has the fields "a...", and records it. The handling of the arrival
 * is bracketed and ends with oriel__recording_arrival_end(). */
ORIEL_PRIVATE_API void oriel__recording_arrival_begin(oriel_loop *loop,
	const struct oriel__record_kind *kind, const struct oriel__record_values *values);
ORIEL_PRIVATE_API void oriel__recording_arrival_end(oriel_loop *loop);

/* Receives the replayed arrivals of one kind. */
struct oriel__recording_receiver {
	const struct oriel__record_kind *kind;
	/* Returns NULL if the arrival can be delivered, otherwise a text such as "no such window". */
	const char *(*refuse)(void *data, const struct oriel__record_values *values);
	void (*give)(void *data, const struct oriel__record_values *values);
	void *data;
	struct oriel__recording_receiver *next; /* links the recording's receivers */
};

/* Adds or removes a receiver, which is borrowed in between. Has no effect without a recording. */
ORIEL_PRIVATE_API void oriel__recording_add_receiver(
	oriel_loop *loop, struct oriel__recording_receiver *receiver);
ORIEL_PRIVATE_API void oriel__recording_remove_receiver(
	oriel_loop *loop, struct oriel__recording_receiver *receiver);

/* Delivers the arrivals that were recorded while the program called the platform at this place. */
ORIEL_PRIVATE_API void oriel__recording_give_arrivals(oriel_loop *loop);

/* ---- Values ---- */

/* Convert a float to a number of a record, and back. */
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
