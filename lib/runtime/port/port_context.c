/* SPDX-License-Identifier: MIT */
/*
 * Encodes and decodes the context of messages to other processes. Decoded data is not trusted: a
 * block that does not fit its message ends the port.
 */
#include "port/port_context_internal.h"

#include "base/alloc_internal.h"
#include "loop/trace_id_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

static const char hello_text[] = "Oriel port with context, version 1";

struct oriel_bytes *oriel__port_hello_new(void) {
	return oriel_bytes_new(hello_text, sizeof(hello_text) - 1);
}

bool oriel__port_hello_is(const struct oriel_bytes *bytes) {
	return bytes->length == sizeof(hello_text) - 1 &&
		memcmp(bytes->data, hello_text, bytes->length) == 0;
}

/* ---- Encoding ---- */

struct port_block {
	char *data;
	size_t length, capacity;
};

static void port_block_add(struct port_block *block, const void *data, size_t size) {
	block->data = oriel__grow(block->data, &block->capacity, block->length + size, 1);
	memcpy(block->data + block->length, data, size);
	block->length += size;
}

static void port_block_add_entry(struct port_block *block, const struct oriel_context_key *key,
	const struct oriel_bytes *value) {
	size_t name = strlen(key->name);
	if (name > UINT8_MAX || block->length + name + value->length + 3 > ORIEL__PORT_BLOCK_MAX) {
		oriel_log(ORIEL_LOG_WARNING,
			"oriel_port_send: the context value \"%s\" of %zu bytes is too large for a message, "
			"and is left out; keep the values for other processes small",
			key->name, value->length);
		return;
	}
	const unsigned char name_length = (unsigned char)name,
						length[2] = { (unsigned char)(value->length & 255),
							(unsigned char)(value->length >> 8) };
	port_block_add(block, &name_length, 1);
	port_block_add(block, key->name, name);
	port_block_add(block, length, 2);
	port_block_add(block, value->data, value->length);
}

static void port_block_add_value(struct port_block *block, const struct oriel__context *context,
	const struct oriel_context_key *key) {
	struct oriel_payload value = oriel__context_find(context, key);
	if (value.data == NULL || key->to_bytes == NULL)
		return;
	struct oriel_bytes *bytes = key->to_bytes(value);
	if (bytes != NULL)
		port_block_add_entry(block, key, bytes);
	oriel_bytes_unref(bytes);
}

/* Adds the trace id of a message. On a traced loop, messages without a trace id get an arrow too.
 */
static uint64_t port_block_add_trace(
	struct port_block *block, const struct oriel__context *context, bool is_traced) {
	const struct oriel_trace_id *known = oriel__context_find(context, &oriel__trace_id_key).data;
	struct oriel_trace_id id;
	if (known == NULL && !is_traced)
		return 0;
	oriel_trace_id_draw(&id);
	if (known != NULL)
		memcpy(id.trace, known->trace, sizeof(id.trace));
	struct oriel_bytes *bytes = oriel_bytes_new(&id, sizeof(id));
	if (bytes == NULL)
		return 0;
	port_block_add_entry(block, &oriel__trace_id_key, bytes);
	oriel_bytes_unref(bytes);
	return oriel__trace_id_flow(&id);
}

struct oriel_bytes *oriel__port_context_encode(const struct oriel__port_context *port_context,
	const struct oriel__context *context, bool is_traced, uint64_t *flow) {
	struct port_block block = { 0 };
	*flow = port_context->has_trace ? port_block_add_trace(&block, context, is_traced) : 0;
	for (const struct oriel_context_key *const *key = port_context->keys;
		context != NULL && key != NULL && *key != NULL; key++)
		port_block_add_value(&block, context, *key);
	struct oriel_bytes *bytes = block.length > 0 ? oriel_bytes_new(block.data, block.length) : NULL;
	oriel__free(block.data);
	return bytes;
}

/* ---- Decoding ---- */

static const struct oriel_context_key *port_context_key(
	const struct oriel__port_context *port_context, const char *name, size_t length) {
	const struct oriel_context_key *trace = &oriel__trace_id_key;
	if (port_context->has_trace && length == strlen(trace->name) &&
		memcmp(name, trace->name, length) == 0)
		return trace;
	for (const struct oriel_context_key *const *key = port_context->keys;
		key != NULL && *key != NULL; key++)
		if (strlen((*key)->name) == length && memcmp((*key)->name, name, length) == 0)
			return *key;
	return NULL;
}

static size_t port_context_number(const char *data) {
	return (size_t)(unsigned char)data[0] | (size_t)(unsigned char)data[1] << 8;
}

static struct oriel__context *port_context_add(struct oriel__context *context,
	const struct oriel_context_key *key, const char *data, size_t length, uint64_t *flow) {
	if (key == NULL || key->from_bytes == NULL)
		return context;
	struct oriel_bytes *bytes = oriel_bytes_new(data, length);
	struct oriel_payload value = bytes != NULL ? key->from_bytes(bytes) :
												(struct oriel_payload){ 0 };
	oriel_bytes_unref(bytes);
	if (value.data == NULL)
		return context;
	if (key == &oriel__trace_id_key)
		*flow = oriel__trace_id_flow(value.data);
	return oriel__context_push(context, key, value);
}

/* Returns the length of the first entry; 0: the entry does not fit. */
static size_t port_context_entry(const char *data, size_t size, size_t *name, size_t *value) {
	*name = size > 0 ? (unsigned char)data[0] : 0;
	if (size < 1 + *name + 2)
		return 0;
	*value = port_context_number(data + 1 + *name);
	size_t length = 1 + *name + 2 + *value;
	return length <= size ? length : 0;
}

struct oriel_bytes *oriel__port_context_decode(const struct oriel__port_context *port_context,
	struct oriel_bytes *message, struct oriel__context **context, uint64_t *flow) {
	const char *data = message->data + ORIEL__PORT_BLOCK_HEADER;
	size_t left = message->length >= ORIEL__PORT_BLOCK_HEADER ?
		port_context_number(message->data) :
		SIZE_MAX;
	struct oriel_bytes *body = NULL;
	*context = NULL;
	*flow = 0;
	if (left <= message->length - ORIEL__PORT_BLOCK_HEADER && left != SIZE_MAX) {
		size_t start = ORIEL__PORT_BLOCK_HEADER + left, name, value, length;
		while (left > 0 && (length = port_context_entry(data, left, &name, &value)) > 0) {
			const struct oriel_context_key *key = port_context_key(port_context, data + 1, name);
			*context = port_context_add(*context, key, data + 1 + name + 2, value, flow);
			data += length;
			left -= length;
		}
		if (left == 0)
			body = oriel_bytes_new_slice(message, start, message->length - start);
	}
	if (body == NULL) {
		oriel__context_unref(*context);
		*context = NULL;
	}
	oriel_bytes_unref(message);
	return body;
}
