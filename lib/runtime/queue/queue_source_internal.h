/* SPDX-License-Identifier: MIT */
/*
 * Sources of queues, among their files. A source is made for its queue and attached to it; then its
 * queue calls it (struct oriel__queue_source_class) until the source or the queue has ended.
 */
#ifndef ORIEL_QUEUE_QUEUE_SOURCE_INTERNAL_H
#define ORIEL_QUEUE_QUEUE_SOURCE_INTERNAL_H

#include "queue/queue_internal.h"

/* A queue for a source; asserts that the policy is one for values without a key. */
oriel_queue *oriel__queue_new_for_source(const char *caller, const char *site,
	const struct oriel_queue_options *options);
/* How many values a source that can wait may put. */
size_t oriel__queue_source_room(const struct oriel__queue_source *source);
/*
 * Puts a value, which is handed over. A value that is refused closes the queue, whose source has
 * ended then.
 */
void oriel__queue_source_put(struct oriel__queue_source *source, uint64_t key,
	struct oriel_payload value);
/*
 * Closes the queue, and so ends the source, unless that has ended. The reason is handed over; may
 * be NULL.
 */
void oriel__queue_source_close(struct oriel__queue_source *source,
	const struct oriel_payload *reason);
/* The same with an error. */
void oriel__queue_source_fail(struct oriel__queue_source *source, enum oriel_status status,
	const char *message);

#endif
