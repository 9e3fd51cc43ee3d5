/* SPDX-License-Identifier: MIT */
/*
 * A bounded queue of messages: a ring, with what the policies do to it. It knows no threads; who
 * shares one locks it.
 */
#ifndef ORIEL_PORT_PORT_MESSAGES_INTERNAL_H
#define ORIEL_PORT_PORT_MESSAGES_INTERNAL_H

#include "loop/cause_internal.h"

#include <oriel/runtime/port.h>

struct oriel__message {
	struct oriel_payload payload;
	uint64_t key;                   /* 0: none */
	const char *site;               /* where it was sent; may be NULL */
	struct oriel__foreign_run origin; /* what sent it; all zeros for one from another process */
	const oriel_loop *from_loop;    /* only compared */
	uint32_t from_run;              /* there */
};

/* All zeros is empty. */
struct oriel__messages {
	struct oriel__message *items;
	size_t capacity; /* a power of two, or 0 */
	size_t first, count;
};

/* What a queue may hold; .limit is above 0. */
struct oriel__message_bound {
	size_t limit;
	enum oriel_queue_policy policy;
};

/* Sets the defaults, and asserts that it is a policy. */
struct oriel__message_bound oriel__message_bound(
	const char *caller, const char *site, size_t limit, enum oriel_queue_policy policy);

/* index counts from the oldest. */
static inline struct oriel__message *oriel__messages_at(
	const struct oriel__messages *messages, size_t index) {
	return &messages->items[(messages->first + index) & (messages->capacity - 1)];
}

/*
 * Adds a message by the bound. False if it is refused, and stays the caller's. *given_up is what
 * had to make room for it, or all NULL. ahead: how many messages wait besides, which nothing can be
 * done about.
 */
bool oriel__messages_put(struct oriel__messages *messages, struct oriel__message_bound bound,
	size_t ahead, struct oriel__message message, struct oriel_payload *given_up);
/* The oldest; there is one. */
struct oriel__message oriel__messages_take(struct oriel__messages *messages);
/* Puts all of front before what is in messages, and empties it. */
void oriel__messages_prepend(struct oriel__messages *messages, struct oriel__messages *front);
/* Drops all by the rule for drops on this thread, and frees the memory. */
void oriel__messages_drop_all(struct oriel__messages *messages);

#endif
