/* SPDX-License-Identifier: MIT */
/*
 * The context of a message as bytes, for ports to other processes with .trace or .context.
 *
 * Both ends send a hello frame first. Each message then begins with a block: its length in two
 * bytes, the lowest first, and its entries. An entry is the length of the key's name in one byte,
 * the name, the length of the value in two bytes, and the value.
 */
#ifndef ORIEL_PORT_PORT_CONTEXT_INTERNAL_H
#define ORIEL_PORT_PORT_CONTEXT_INTERNAL_H

#include "loop/cause_internal.h"

#include <oriel/runtime/bytes.h>

enum { ORIEL__PORT_BLOCK_HEADER = 2, ORIEL__PORT_BLOCK_MAX = 65535 };

/* The context that a port's messages carry. All zeros: none, and no hello frame. */
struct oriel__port_context {
	bool has_trace;
	const struct oriel_context_key *const *keys; /* borrowed; NULL at the end; may be NULL */
};

static inline bool oriel__port_context_is_used(const struct oriel__port_context *context) {
	return context->has_trace || context->keys != NULL;
}

struct oriel_bytes *oriel__port_hello_new(void);
bool oriel__port_hello_is(const struct oriel_bytes *bytes);

/* Returns the block of a message without its header, with a reference; NULL: the block is empty.
 * *flow receives the number of the message's arrow in traces; 0: no arrow. */
struct oriel_bytes *oriel__port_context_encode(const struct oriel__port_context *port_context,
	const struct oriel__context *context, bool is_traced, uint64_t *flow);

/* Takes over a message, and splits it. *context receives its context, owned by the caller, or NULL.
 * Returns the body, or NULL if the message is malformed. */
struct oriel_bytes *oriel__port_context_decode(const struct oriel__port_context *port_context,
	struct oriel_bytes *message, struct oriel__context **context, uint64_t *flow);

#endif
