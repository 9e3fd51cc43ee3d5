/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The policies of a full queue, for queues (queue.h) and ports (port.h).
 *
 * For example, a queue with a limit of 2 holds a and b, and c is put. With REFUSE it still holds a
 * and b, and the put fails. With DROP_OLDEST it holds b and c; with DROP_NEWEST it holds a and b,
 * and the put succeeds.
 *
 * ```c
 * oriel_queue *newest = oriel_queue_new(.limit = 2, .policy = ORIEL_QUEUE_POLICY_DROP_OLDEST);
 * oriel_queue_put(newest, oriel_borrowed("a"));
 * oriel_queue_put(newest, oriel_borrowed("b"));
 * oriel_queue_put(newest, oriel_borrowed("c")); // "b" and "c" are left
 * oriel_queue_unref(newest);
 * ```
 *
 * Thread: any. Nothing here can fail.
 */
#ifndef ORIEL_RUNTIME_QUEUE_POLICY_H
#define ORIEL_RUNTIME_QUEUE_POLICY_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/**
 * The treatment of a value for which a full queue has no room. A value that loses its place is
 * released on the thread of the caller.
 */
enum oriel_queue_policy {
	ORIEL_QUEUE_POLICY_REFUSE,      /**< refuses the new value with ORIEL_QUOTA_EXCEEDED_ERROR */
	ORIEL_QUEUE_POLICY_DROP_OLDEST, /**< releases the oldest value that waits */
	ORIEL_QUEUE_POLICY_DROP_NEWEST, /**< releases the new value, with ORIEL_OK */
	/**
	 * Replaces the waiting value of the same key, room or not, which keeps its place. Without such
	 * a value, a full queue refuses the new one. The search goes through all values that wait.
	 */
	ORIEL_QUEUE_POLICY_REPLACE,
};

ORIEL_END

#endif
