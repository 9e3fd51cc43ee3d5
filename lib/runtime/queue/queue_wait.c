/* SPDX-License-Identifier: MIT */
/*
 * Waiting at a queue: for a value, for room, and the loop of a consumer.
 *
 * A coroutine in oriel_queue_next() holds the memory of its queue, and no reference: the last
 * reference ends the queue, and so the wait. A value that another call has taken first makes the
 * coroutine wait once more, before all others.
 */
#include "queue/queue_internal.h"

#include <oriel/runtime/coroutine.h>

static oriel_promise *promise_settled(const oriel_queue *queue) {
	oriel_promise *promise = queue->all->settled;
	promise->references++;
	return promise;
}

oriel_promise *oriel__queue_wait_for_value(const char *site, oriel_queue *queue, bool is_first) {
	if (queue->loop == NULL)
		return oriel_promise_new_fulfilled(ORIEL_NO_PAYLOAD);
	bool is_there = oriel__queue_is_over(queue)
		|| (queue->ready.first == NULL && oriel__queue_count(queue) > 0);
	if (is_there)
		return promise_settled(queue);
	return oriel__queue_line_join(queue, &queue->ready, site, is_first);
}

oriel_promise *oriel_queue_ready_at(const char *site, oriel_queue *queue) {
	oriel__queue_check(queue, "oriel_queue_ready");
	return oriel__queue_wait_for_value(site, queue, false);
}

oriel_promise *oriel_queue_room_at(const char *site, oriel_queue *queue) {
	oriel__queue_check(queue, "oriel_queue_room");
	if (queue->state != ORIEL__QUEUE_OPEN) {
		bool is_closed = queue->state == ORIEL__QUEUE_CLOSED;
		oriel_promise *promise = oriel_promise_new_rejected_at(site,
			oriel__queue_refusal(is_closed ? ORIEL_INVALID_STATE_ERROR : ORIEL_ABORT_ERROR, site));
		promise->is_aborted = !is_closed;
		return promise;
	}
	if (queue->room.first != NULL || oriel__queue_free_room(queue) <= queue->room.turns)
		return oriel__queue_line_join(queue, &queue->room, site, false);
	queue->room.turns++;
	oriel__queue_lapse_later(queue);
	return promise_settled(queue);
}

bool oriel_queue_try_take(oriel_queue *queue, struct oriel_payload *value) {
	oriel__queue_check(queue, "oriel_queue_try_take");
	ORIEL_ASSERT(value != NULL, "oriel_queue_try_take: the value is NULL; pass the place for it");
	if (oriel__queue_count(queue) == 0)
		return false;
	oriel__queue_take(queue, value, NULL);
	return true;
}

/* ---- The loop of a consumer ---- */

void oriel_item_release(struct oriel_item *item) {
	ORIEL_ASSERT(item != NULL, "oriel_item_release: the item is NULL; pass that of the loop");
	if (!item->is_held)
		return;
	struct oriel_payload value = item->value;
	item->is_held = false;
	item->value = ORIEL_NO_PAYLOAD;
	item->key = 0;
	if (value.release != NULL)
		value.release(value.data);
}

/* The coroutine was aborted: so every further await returns the reason at once. */
static void item_set_aborted(const char *site, oriel_queue *queue, struct oriel_item *item) {
	oriel_await_at(site, oriel__queue_wait_for_value(site, queue, false), &item->value);
	item->status = ORIEL_ABORT_ERROR;
}

/* A turn of an aborted wait lapses, since the wait takes nothing. */
static bool next_value(const char *site, oriel_queue *queue, struct oriel_item *item) {
	for (bool is_first = false;; is_first = true) {
		if (oriel_await_at(site, oriel__queue_wait_for_value(site, queue, is_first),
			NULL) == ORIEL_AWAIT_ABORTED) {
			item_set_aborted(site, queue, item);
			return false;
		}
		if (oriel__queue_count(queue) > 0) {
			item->is_held = true;
			oriel__queue_take(queue, &item->value, &item->key);
			return true;
		}
		if (oriel__queue_is_over(queue)) {
			item->value = queue->reason;
			item->status = queue->status;
			return false;
		}
	}
}

bool oriel_queue_next_at(const char *site, oriel_queue *queue, struct oriel_item *item) {
	oriel__queue_check(queue, "oriel_queue_next");
	ORIEL_ASSERT(item != NULL,
		"oriel_queue_next at %s: the item is NULL; pass a struct oriel_item of zeros", site);
	queue->holds++;
	oriel_item_release(item);
	bool has_value = next_value(site, queue, item);
	if (queue->references == 0)
		item->value = ORIEL_NO_PAYLOAD;
	oriel__queue_release(queue);
	return has_value;
}
