/* SPDX-License-Identifier: MIT */
/*
 * A bounded queue of messages: a ring, with the policies for a full queue. It does not lock; users
 * that share a queue between threads lock it.
 */
#ifndef ORIEL_PORT_PORT_MESSAGES_INTERNAL_H
#define ORIEL_PORT_PORT_MESSAGES_INTERNAL_H

#include "loop/cause_internal.h"

#include <oriel/runtime/port.h>

struct oriel__message {
	struct oriel_payload payload;
	uint64_t key;     /* 0: no key */
	const char *site; /* site of the send call; may be NULL */
	/* the sending run; all zeros for messages from another process */
	struct oriel__foreign_run sender;
	const oriel_loop *sender_loop; /* only compared, never used */
	uint32_t sender_run;           /* number of the run on sender_loop */
	struct oriel__context *context; /* for the receiver, owned; may be NULL */
	struct oriel_bytes *prefix;     /* the same for another process, owned; may be NULL */
	uint64_t flow;                  /* the arrow that a trace of the sender begins; 0: none */
};

/* All zeros is an empty queue. */
struct oriel__messages {
	struct oriel__message *items;
	size_t capacity; /* a power of two, or 0 */
	size_t first, count;
};

/* The bound of a queue; .limit is above 0. */
struct oriel__message_bound {
	size_t limit;
	enum oriel_queue_policy policy;
};

/* Returns a bound with defaults filled in; asserts that the policy is valid. */
struct oriel__message_bound oriel__message_bound(
	const char *caller, const char *site, size_t limit, enum oriel_queue_policy policy);

/* Returns the message at index, counted from the oldest. */
static inline struct oriel__message *oriel__messages_at(
	const struct oriel__messages *messages, size_t index) {
	return &messages->items[(messages->first + index) & (messages->capacity - 1)];
}

/*
 * Adds a message according to the bound. Returns false if the message is refused; the caller then
 * keeps it. *given_up receives the message that was dropped to make room, or zeros. ahead is the
 * number of queued messages outside this queue, which count but cannot be dropped.
 */
bool oriel__messages_put(struct oriel__messages *messages, struct oriel__message_bound bound,
	size_t ahead, struct oriel__message message, struct oriel__message *given_up);
/* Drops payload and context by the rule for drops. */
void oriel__message_drop(struct oriel__message message);
/* Removes and returns the oldest message; the queue must not be empty. */
struct oriel__message oriel__messages_take(struct oriel__messages *messages);
/* Inserts all of front before the messages of this queue, and empties front. */
void oriel__messages_prepend(struct oriel__messages *messages, struct oriel__messages *front);
/* Releases all messages, deferred on this thread, and frees the memory. */
void oriel__messages_drop_all(struct oriel__messages *messages);

#endif
