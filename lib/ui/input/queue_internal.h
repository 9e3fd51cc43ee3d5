/* SPDX-License-Identifier: MIT */
/*
 * Raw input on its way: in order of arrival, a window's.
 *
 * An entry is one discrete input, which is a task of its own, or a batch of moves or of wheel steps
 * of one pointer, which waits for the frame. A batch takes in samples as long as it is the last
 * entry of its pointer; a discrete input of that pointer hence finds at most batches before it, and
 * brings them first.
 */
#ifndef ORIEL_INPUT_QUEUE_INTERNAL_H
#define ORIEL_INPUT_QUEUE_INTERNAL_H

#include <oriel/ui/input_event.h>

#include "base/list_internal.h"
#include "loop/loop_internal.h"

struct oriel__surface;

/* The samples kept of a batch; beyond it the older half goes. Distances of a wheel add up and are
 * not lost. */
#define ORIEL__MAX_SAMPLES 8192

struct oriel__sample {
	float x, y; // px in the window
	float pressure;
	unsigned modifiers;
};

struct oriel__raw_entry {
	struct oriel__task task; /* of a discrete input */
	struct oriel__list_link link;
	struct oriel__surface *surface;
	/* of a batch: the newest, with the wheel's sum; its strings are owned */
	struct oriel_raw_input input;
	struct oriel__sample *samples; /* of a batch of moves */
	size_t count, capacity;
	uint64_t serial; /* in order of arrival */
	bool is_batch;      /* waits for the frame */
};

struct oriel__raw_queue {
	struct oriel__list entries; /* struct oriel__raw_entry, in order of arrival */
	uint64_t serial;
	bool is_holds_keys; /* keyboard input stays in the queue until oriel__queue_release_keys() */
};

/* Queues a copy of the input. It is the sink that the platform gets; data is the surface. */
void oriel__queue_push(void *data, const struct oriel_raw_input *input);
/* Handles the batches that no discrete input is before. */
void oriel__queue_flush(struct oriel__surface *surface);
/* Keyboard input (keys, text, preedit) stays in the queue from now on. */
void oriel__queue_hold_keys(struct oriel__surface *surface);
/* What has stayed, and what comes behind it, is handled in order of arrival. */
void oriel__queue_release_keys(struct oriel__surface *surface);
/* Drops everything; also from inside the handling of an entry. */
void oriel__queue_clear(struct oriel__surface *surface);

#endif
