/* SPDX-License-Identifier: MIT */
/*
 * The queue of a window's raw input, in order of arrival.
 *
 * An entry is one discrete input or one batch. A discrete input is a task of its own. A batch is
 * moves or wheel steps of one pointer, and waits for the frame. A batch accepts samples while it is
 * the last entry of its pointer. So a discrete input of a pointer has only batches of that pointer
 * before it, and handles them first.
 */
#ifndef ORIEL_INPUT_QUEUE_INTERNAL_H
#define ORIEL_INPUT_QUEUE_INTERNAL_H

#include <oriel/ui/input_event.h>

#include "base/list_internal.h"
#include "loop/loop_internal.h"

struct oriel__surface;

/* Maximum number of samples of a batch; one more drops the older half. Distances of a wheel add up
 * and are not lost. */
#define ORIEL__MAX_SAMPLES 8192

struct oriel__sample {
	float x, y; /* px in the window */
	float pressure;
	unsigned modifiers;
};

struct oriel__raw_entry {
	struct oriel__task task; /* of a discrete input */
	struct oriel__list_link link;
	struct oriel__surface *surface;
	/* of a batch: the newest input, with the sum of the wheel; its strings are owned */
	struct oriel_raw_input input;
	struct oriel__sample *samples; /* of a batch of moves */
	size_t count, capacity;
	uint64_t serial; /* order of arrival */
	bool is_batch;      /* waits for the frame */
};

struct oriel__raw_queue {
	struct oriel__list entries; /* struct oriel__raw_entry, in order of arrival */
	uint64_t serial;
	bool is_holds_keys; /* keyboard input stays in the queue until oriel__queue_release_keys() */
};

/* Queues a copy of the input. It is the sink of the platform; data is the surface. */
void oriel__queue_push(void *data, const struct oriel_raw_input *input);
/* Handles the batches that have no discrete input of their pointer before them. */
void oriel__queue_flush(struct oriel__surface *surface);
/* Keeps keyboard input (keys, text, preedit) in the queue from now on. */
void oriel__queue_hold_keys(struct oriel__surface *surface);
/* Handles keyboard input again: the waiting input and the input behind it, in order of arrival. */
void oriel__queue_release_keys(struct oriel__surface *surface);
/* Drops all entries; valid also while an entry is handled. */
void oriel__queue_clear(struct oriel__surface *surface);

#endif
