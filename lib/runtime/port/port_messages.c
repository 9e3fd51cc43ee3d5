/* SPDX-License-Identifier: MIT */
/*
 * The queue of messages, and its policies when it is full. The queue's memory grows on demand, and
 * memory from a burst is freed when the queue is empty.
 */
#include "port/port_messages_internal.h"

#include "base/alloc_internal.h"
#include "event/event_state_internal.h"

#include <oriel/runtime/bytes.h>
#include <oriel/runtime/log.h>

enum { DEFAULT_LIMIT = 1024, LEAST_CAPACITY = 8, KEPT_CAPACITY = 1024 };

struct oriel__message_bound oriel__message_bound(
	const char *caller, const char *site, size_t limit, enum oriel_queue_policy policy) {
	ORIEL_ASSERT((unsigned)policy <= ORIEL_QUEUE_POLICY_REPLACE,
		"%s at %s: %d is no policy; see enum oriel_queue_policy", caller, site, (int)policy);
	return (struct oriel__message_bound){ limit > 0 ? limit : DEFAULT_LIMIT, policy };
}

static void port_messages_set_capacity(struct oriel__messages *messages, size_t capacity) {
	struct oriel__message *items = oriel__realloc_array(NULL, capacity, sizeof(*items));
	for (size_t i = 0; i < messages->count; i++)
		items[i] = *oriel__messages_at(messages, i);
	oriel__free(messages->items);
	*messages = (struct oriel__messages){
		.items = items, .capacity = capacity, .count = messages->count
	};
}

static void port_messages_append(struct oriel__messages *messages, struct oriel__message message) {
	if (messages->count == messages->capacity)
		port_messages_set_capacity(
			messages, messages->capacity > 0 ? messages->capacity * 2 : LEAST_CAPACITY);
	*oriel__messages_at(messages, messages->count++) = message;
}

static struct oriel__message *port_messages_find(
	const struct oriel__messages *messages, uint64_t key) {
	for (size_t i = 0; key != 0 && i < messages->count; i++) {
		if (oriel__messages_at(messages, i)->key == key)
			return oriel__messages_at(messages, i);
	}
	return NULL;
}

bool oriel__messages_put(struct oriel__messages *messages, struct oriel__message_bound bound,
	size_t ahead, struct oriel__message message, struct oriel__message *given_up) {
	struct oriel__message *same = bound.policy == ORIEL_QUEUE_POLICY_REPLACE ?
		port_messages_find(messages, message.key) :
		NULL;
	*given_up = (struct oriel__message){ 0 };
	if (same != NULL) {
		*given_up = *same;
		*same = message;
		return true;
	}
	if (messages->count + ahead >= bound.limit) {
		if (bound.policy == ORIEL_QUEUE_POLICY_DROP_NEWEST) {
			*given_up = message;
			return true;
		}
		if (bound.policy != ORIEL_QUEUE_POLICY_DROP_OLDEST || messages->count == 0)
			return false;
		*given_up = oriel__messages_take(messages);
	}
	port_messages_append(messages, message);
	return true;
}

struct oriel__message oriel__messages_take(struct oriel__messages *messages) {
	struct oriel__message message = *oriel__messages_at(messages, 0);
	messages->first = (messages->first + 1) & (messages->capacity - 1);
	if (--messages->count == 0 && messages->capacity > KEPT_CAPACITY) {
		oriel__free(messages->items);
		*messages = (struct oriel__messages){ 0 };
	}
	return message;
}

void oriel__messages_prepend(struct oriel__messages *messages, struct oriel__messages *front) {
	struct oriel__messages back = *messages;
	*messages = *front;
	*front = (struct oriel__messages){ 0 };
	for (size_t i = 0; i < back.count; i++)
		port_messages_append(messages, *oriel__messages_at(&back, i));
	oriel__free(back.items);
}

void oriel__message_drop(struct oriel__message message) {
	oriel__payload_drop(message.payload);
	oriel__context_unref(message.context);
	oriel_bytes_unref(message.prefix);
}

void oriel__messages_drop_all(struct oriel__messages *messages) {
	struct oriel__messages all = *messages;
	*messages = (struct oriel__messages){ 0 };
	for (size_t i = 0; i < all.count; i++)
		oriel__message_drop(*oriel__messages_at(&all, i));
	oriel__free(all.items);
}
