/* SPDX-License-Identifier: MIT */
/*
 * Sources of queues, for the files of sources. A source is created for its queue and attached to
 * it. Its queue then calls it (struct oriel__queue_source_class) until the source or the queue has
 * ended.
 */
#ifndef ORIEL_QUEUE_QUEUE_SOURCE_INTERNAL_H
#define ORIEL_QUEUE_QUEUE_SOURCE_INTERNAL_H

#include "queue/queue_internal.h"

/* Creates a queue for a source. Asserts that the policy is valid for values without a key. */
oriel_queue *oriel__queue_new_for_source(const char *caller, const char *site,
	const struct oriel_queue_options *options);
/* Returns how many values a source that can wait may put. */
size_t oriel__queue_source_room(const struct oriel__queue_source *source);
/*
 * Puts a value, which is handed over. A refused value closes the queue, which ends the source.
 */
void oriel__queue_source_put(struct oriel__queue_source *source, uint64_t key,
	struct oriel_payload value);
/*
 * Closes the queue, and ends the source, unless it has ended. The reason is handed over; may be
 * NULL.
 */
void oriel__queue_source_close(struct oriel__queue_source *source,
	const struct oriel_payload *reason);
/* Closes the queue with an error, as oriel__queue_source_close(). */
void oriel__queue_source_fail(struct oriel__queue_source *source, enum oriel_status status,
	const char *message);

#endif
