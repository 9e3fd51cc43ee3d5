/* SPDX-License-Identifier: MIT */
/*
 * Waiting at a queue: for a value, for room, and the loop of a consumer.
 *
 * A coroutine in oriel_queue_next() keeps its queue's memory, but no reference: releasing the last
 * reference ends the queue, and so the wait. If another call takes the value first, the coroutine
 * waits again, at the front of the line.
 */
#include "queue/queue_internal.h"

#include "promise/coroutine_internal.h"

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
	oriel_promise *promise = oriel__queue_line_join(queue, &queue->ready, site, is_first);
	if (queue->source != NULL && queue->source->source_class->want != NULL) {
		queue->holds++;
		queue->source->source_class->want(queue->source);
		oriel__queue_release(queue);
	}
	return promise;
}

oriel_promise *oriel_queue_ready_at(const char *site, oriel_queue *queue) {
	oriel__queue_check(queue, "oriel_queue_ready");
	return oriel__queue_wait_for_value(site, queue, false);
}

oriel_promise *oriel_queue_room_at(const char *site, oriel_queue *queue) {
	oriel__queue_check(queue, "oriel_queue_room");
	queue = oriel__queue_bound(queue);
	if (oriel__queue_takes_none(queue)) {
		bool is_closed = queue->state != ORIEL__QUEUE_ABORTED;
		oriel_promise *promise = oriel_promise_new_rejected_at(site,
			oriel__queue_refusal(is_closed ? ORIEL_INVALID_STATE_ERROR : ORIEL_ABORT_ERROR, site));
		promise->is_aborted = !is_closed;
		return promise;
	}
	if (queue->room.first != NULL || oriel__queue_producer_room(queue) <= queue->room.turns)
		return oriel__queue_line_join(queue, &queue->room, site, false);
	queue->room.turns++;
	oriel__queue_lapse_later(queue);
	return promise_settled(queue);
}

bool oriel_queue_try_take(oriel_queue *queue, struct oriel_payload *value) {
	oriel__queue_check(queue, "oriel_queue_try_take");
	ORIEL_ASSERT(value != NULL, "oriel_queue_try_take: the value is NULL; pass a pointer");
	if (oriel__queue_count(queue) == 0)
		return false;
	oriel__queue_take(queue, value, NULL);
	return true;
}

/* ---- The loop of a consumer ---- */

void oriel_item_release(struct oriel_item *item) {
	ORIEL_ASSERT(item != NULL, "oriel_item_release: the item is NULL; pass the item of the loop");
	if (!item->is_held)
		return;
	struct oriel_payload value = item->value;
	item->is_held = false;
	item->value = ORIEL_NO_PAYLOAD;
	item->key = 0;
	if (value.release != NULL)
		value.release(value.data);
}

struct oriel_payload oriel_item_take(struct oriel_item *item) {
	ORIEL_ASSERT(item != NULL && item->is_held,
		"oriel_item_take: the item is NULL or has no value; pass the loop's item, once a round");
	item->is_held = false;
	return item->value;
}

/* Ends the loop of an aborted coroutine: every further await returns the reason at once. */
static void item_set_aborted(const char *site, oriel_queue *queue, struct oriel_item *item) {
	oriel_await_at(site, oriel__queue_wait_for_value(site, queue, false), &item->value);
	item->status = ORIEL_ABORT_ERROR;
}

/* Ends the loop: the queue has ended, or the coroutine was aborted. */
static bool item_set_end(const char *site, oriel_queue *queue, struct oriel_item *item,
	bool is_aborted) {
	if (is_aborted) {
		item_set_aborted(site, queue, item);
	} else {
		item->value = queue->reason;
		item->status = queue->status;
	}
	if (queue->references == 0)
		item->value = (struct oriel_payload){ 0 };
	oriel__queue_release(queue);
	return false;
}

/*
 * Waits for the next value. The stack switch is in this function, without a call around it
 * (stack_internal.h). The turn of an aborted wait lapses, because the wait takes no value.
 */
bool oriel_queue_next_at(const char *site, oriel_queue *queue, struct oriel_item *item) {
	oriel__queue_check(queue, "oriel_queue_next");
	ORIEL_ASSERT(item != NULL,
		"oriel_queue_next at %s: the item is NULL; pass a struct oriel_item of zeros", site);
	queue->holds++;
	oriel_item_release(item);
	struct oriel__await await = oriel__await_begin(site,
		oriel__queue_wait_for_value(site, queue, false));
	for (;;) {
		if (await.stack != NULL)
			oriel__stack_leave(await.stack);
		bool is_aborted = oriel__await_end(await) == ORIEL_AWAIT_ABORTED;
		if (is_aborted || oriel__queue_is_over(queue))
			return item_set_end(site, queue, item, is_aborted);
		if (oriel__queue_count(queue) > 0)
			break;
		await = oriel__await_begin(site, oriel__queue_wait_for_value(site, queue, true));
	}
	item->is_held = true;
	oriel__queue_take(queue, &item->value, &item->key);
	oriel__queue_release(queue);
	return true;
}
