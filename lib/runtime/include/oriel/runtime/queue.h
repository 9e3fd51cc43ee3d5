/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Queues: many values over time, which coroutines and callbacks take one by one.
 *
 * Waiting and taking are separate, and taking is synchronous. The promise of a wait is fulfilled
 * when the queue has a value, and does not carry the value. Therefore an abort, a lost race or a
 * time-out loses no value: each value stays in the queue until a call takes it.
 *
 * A queue holds payloads (types.h) up to its limit. If the queue is full, its policy
 * (queue_policy.h) decides what happens to a further value. In the example below, the producer
 * waits for room before each put, and the consumer loops over the values.
 *
 * With a limit of 2, three puts in a row return ORIEL_OK, ORIEL_OK and ORIEL_QUOTA_EXCEEDED_ERROR.
 * The first take makes room for one.
 *
 * A queue ends in one of three ways. All of them are legal in any callback.
 *
 * - oriel_queue_close() accepts no more values. The values in the queue can still be taken; then
 *   the queue is over.
 * - The abort of its signal releases the values in the queue, which is over at once.
 * - Releasing the last reference ends the queue as an abort does. So does the end of the loop.
 *
 * A queue is reference-counted and belongs to one loop. Other threads send through ports (port.h).
 *
 * ```c
 * static struct oriel_completion produce(void *data) {
 *     for (int i = 0; i < 100; i++) {
 *         if (oriel_await(oriel_queue_room(queue), NULL) != ORIEL_AWAIT_FULFILLED)
 *             break;
 *         oriel_queue_put(queue, oriel_borrowed("sample"));
 *     }
 *     oriel_queue_close(queue, NULL);
 *     return ORIEL_COMPLETE;
 * }
 *
 * static struct oriel_completion consume(void *data) {
 *     struct oriel_item item = { 0 };
 *     while (oriel_queue_next(queue, &item))
 *         puts((const char *)item.value.data);
 *     if (item.status != ORIEL_OK)
 *         printf("%s\n", oriel_status_name(item.status));
 *     return ORIEL_COMPLETE;
 * }
 *
 * oriel_promise_unref(oriel_async(produce, NULL));
 * oriel_promise_unref(oriel_async(consume, NULL));
 * ```
 *
 * Thread: loop. Errors: a status, as each function says; broken contracts assert. Source: Python,
 * "asyncio.Queue"; ECMAScript, "for await".
 */
#ifndef ORIEL_RUNTIME_QUEUE_H
#define ORIEL_RUNTIME_QUEUE_H

#include <oriel/runtime/promise.h>
#include <oriel/runtime/queue_policy.h>

ORIEL_BEGIN

/** Options of oriel_queue_new(). */
struct oriel_queue_options {
	ORIEL_OPTIONS_HEAD;
	size_t limit ORIEL_DEFAULT; /**< how many values may wait; 0: 1,024 */
	/** what a put does when the queue is full; ORIEL_QUEUE_POLICY_REFUSE unless given */
	enum oriel_queue_policy policy ORIEL_DEFAULT;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort ends the queue; may be NULL */
};

/** Does the work of oriel_queue_new(). */
ORIEL_API oriel_queue *oriel_queue_new_at(const char *site,
	const struct oriel_queue_options *options);
/**
 * Makes an empty queue on this thread's loop.
 * @param ... members of struct oriel_queue_options by name
 * @return with one reference; a queue that is over if .signal has aborted or the loop ends
 */
#define oriel_queue_new(...) \
	ORIEL__CALL_0(oriel_queue_new_at, struct oriel_queue_options, __VA_ARGS__)

/** Returns queue, with one more reference. */
ORIEL_API oriel_queue *oriel_queue_ref(oriel_queue *queue);
/**
 * Releases a reference to the queue. The last one ends the queue as an abort does; a wait holds no
 * reference. NULL is allowed.
 */
ORIEL_API void oriel_queue_unref(oriel_queue *queue);

/* ---- Putting ---- */

/**
 * Puts a value at the end of the queue.
 * @param value handed over; released here if it is refused
 * @return ORIEL_OK; ORIEL_QUOTA_EXCEEDED_ERROR if the queue is full; ORIEL_INVALID_STATE_ERROR if
 *     the queue is closed; ORIEL_ABORT_ERROR if it was aborted
 */
ORIEL_API enum oriel_status oriel_queue_put(oriel_queue *queue, struct oriel_payload value);
/**
 * Puts a value with a key, as oriel_queue_put() does. oriel_queue_next() returns the key with the
 * value.
 * @param key for ORIEL_QUEUE_POLICY_REPLACE; 0: none
 */
ORIEL_API enum oriel_status oriel_queue_put_keyed(oriel_queue *queue, uint64_t key,
	struct oriel_payload value);

/** Does the work of oriel_queue_room(). */
ORIEL_API oriel_promise *oriel_queue_room_at(const char *site, oriel_queue *queue);
/**
 * Waits until there is room for a value, in the queue and in its copies that refuse values when
 * they are full (oriel_queue_share()). The oldest wait is settled first. The room is reserved for
 * the rest of the task: no other wait is settled for it before the task and its microtasks are
 * over, or before a put takes it.
 * @return a promise, with one reference; rejected with ORIEL_INVALID_STATE_ERROR if the queue
 *     closes, and with ORIEL_ABORT_ERROR if it is aborted
 */
#define oriel_queue_room(queue) oriel_queue_room_at(ORIEL_SITE, queue)

/**
 * Closes the queue. A second call does nothing but release its reason.
 * @param reason handed over: why there are no more values, e.g. an error (error.h); NULL: the
 *     orderly end
 */
ORIEL_API void oriel_queue_close(oriel_queue *queue, const struct oriel_payload *reason);

/* ---- Taking ---- */

/** Does the work of oriel_queue_ready(). */
ORIEL_API oriel_promise *oriel_queue_ready_at(const char *site, oriel_queue *queue);
/**
 * Waits until the queue has a value or is over. Each value settles one wait, the oldest first. If
 * the value is not taken then, the next wait is settled, at the latest when the task and its
 * microtasks are over.
 * @return a promise without a value, with one reference; never rejected
 */
#define oriel_queue_ready(queue) oriel_queue_ready_at(ORIEL_SITE, queue)

/**
 * Takes the oldest value.
 * @param value set to the value, which the caller then owns; unchanged if there is no value
 * @return whether there was a value
 */
ORIEL_API bool oriel_queue_try_take(oriel_queue *queue, struct oriel_payload *value);

/** One round of a loop with oriel_queue_next(). Must be zeroed before the first round. */
struct oriel_item {
	/** Owned by the item until the next call. After the end: the reason, borrowed as long as the
	 * queue. */
	struct oriel_payload value;
	uint64_t key; /**< of oriel_queue_put_keyed(); 0: none */
	/** Why the loop ended: ORIEL_OK after close, ORIEL_ABORT_ERROR, or the status of the reason. */
	enum oriel_status status;
	bool is_held; /**< private */
};

/** Does the work of oriel_queue_next(). */
ORIEL_API bool oriel_queue_next_at(const char *site, oriel_queue *queue, struct oriel_item *item);
/**
 * Releases the value of the last round, waits for the next value, and takes it. A value that is
 * there already costs one microtask. Asserts outside a coroutine, as oriel_await() does.
 * @param queue borrowed; its end, also by the last reference, ends the wait
 * @param item filled in; the value lives until the next call with this item, whatever the coroutine
 *     awaits meanwhile
 * @return whether there is a value; false at the end of the queue, and when the coroutine is
 *     aborted, with its reason as the value
 * Source: ECMAScript, "for await".
 */
#define oriel_queue_next(queue, item) oriel_queue_next_at(ORIEL_SITE, queue, item)

/** Releases the value of the last round, after a `break`; a second call does nothing. */
ORIEL_API void oriel_item_release(struct oriel_item *item);
/**
 * Takes the value of this round out of the item, which then releases nothing. item->value can
 * still be read until the next call.
 * @return the value, which the caller then owns; asserts if the item has none
 */
ORIEL_API struct oriel_payload oriel_item_take(struct oriel_item *item);

/* ---- State ---- */

/** Returns the number of values that wait in the queue. */
ORIEL_API size_t oriel_queue_count(const oriel_queue *queue);
/** Returns the number of values that the policy has released unseen. */
ORIEL_API uint64_t oriel_queue_dropped(const oriel_queue *queue);
/** Returns whether the queue is over: closed and empty, or aborted. */
ORIEL_API bool oriel_queue_is_over(const oriel_queue *queue);
/**
 * Returns the status of the queue's end, as in struct oriel_item; ORIEL_OK while the queue is open.
 * @param reason set to the reason, borrowed as long as the queue; may be NULL
 */
ORIEL_API enum oriel_status oriel_queue_status(const oriel_queue *queue,
	struct oriel_payload *reason);

ORIEL_END

#endif
