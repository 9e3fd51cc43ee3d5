/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Operators: functions that change, drop, delay or gather the values of a queue.
 *
 * ```c
 * static bool is_trusted(struct oriel_payload value, void *data) {
 *     return oriel_event_is_trusted((const oriel_event *)value.data);
 * }
 *
 * oriel_queue *changes = oriel_queue_new_events(field, "input", .limit = 16);
 * changes = oriel_queue_filter(changes, is_trusted, NULL);
 * changes = oriel_queue_debounce(changes, 150); // ms
 * changes = oriel_queue_take(changes, 10);      // then the queue closes
 * ```
 *
 * An operator takes over a queue and returns the same queue. From then on, the values of the queue
 * pass through the operator, including those that wait already. Operators run inside the put, in
 * the order in which they were added. A chain therefore has one limit: that of its queue.
 *
 * For example, a queue has a debounce of 150 ms, followed by a distinct. The values "a" and "ab"
 * are put within 100 ms, and "ab" is put again 300 ms later. One value passes: "ab", 150 ms after
 * the second put.
 *
 * The functions of operators run in the call that puts. They may do anything, including ending the
 * queue. A program implements its own operators as stages (extend/stage.h).
 *
 * Thread: loop. Errors: broken contracts assert. Source: ReactiveX, "Operators".
 */
#ifndef ORIEL_RUNTIME_OPERATORS_H
#define ORIEL_RUNTIME_OPERATORS_H

#include <oriel/runtime/queue.h>

ORIEL_BEGIN

/** Options of the operators that call a function. */
struct oriel_operator_options {
	ORIEL_OPTIONS_HEAD;
	/** releases data when the queue takes no more values; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/**
 * Returns the value that replaces another value.
 * @param value handed over
 * @return handed over
 */
typedef struct oriel_payload oriel_map_fn(struct oriel_payload value, void *data);
/**
 * Returns whether a value passes.
 * @param value borrowed for the call
 */
typedef bool oriel_filter_fn(struct oriel_payload value, void *data);
/** Returns whether two values count as equal; both are borrowed for the call. */
typedef bool oriel_equal_fn(struct oriel_payload before, struct oriel_payload value, void *data);

/** Does the work of oriel_queue_map(). */
ORIEL_API oriel_queue *oriel_queue_map_at(const char *site, oriel_queue *queue, oriel_map_fn *fn,
	void *data, const struct oriel_operator_options *options);
/**
 * Replaces each value by what fn returns; its key stays.
 * @param ... data, then members of struct oriel_operator_options by name; data: borrowed, or handed
 * over with .release
 */
#define oriel_queue_map(queue, fn, ...) \
	ORIEL__CALL_3(oriel_queue_map_at, struct oriel_operator_options, queue, fn, __VA_ARGS__, )

/** Does the work of oriel_queue_filter(). */
ORIEL_API oriel_queue *oriel_queue_filter_at(const char *site, oriel_queue *queue,
	oriel_filter_fn *fn, void *data, const struct oriel_operator_options *options);
/**
 * Releases each value for which fn returns false.
 * @param ... data, then members of struct oriel_operator_options by name; data: borrowed, or handed
 * over with .release
 */
#define oriel_queue_filter(queue, fn, ...) \
	ORIEL__CALL_3(oriel_queue_filter_at, struct oriel_operator_options, queue, fn, __VA_ARGS__, )

/** Does the work of oriel_queue_distinct(). */
ORIEL_API oriel_queue *oriel_queue_distinct_at(const char *site, oriel_queue *queue,
	oriel_equal_fn *fn, void *data, const struct oriel_operator_options *options);
/**
 * Releases each value that is equal to the value that passed before it. Keeps a reference to the
 * last value that passed. A value with a release function must therefore have a retain function
 * (asserted).
 * @param ... data, then members of struct oriel_operator_options by name; data: borrowed, or handed
 * over with .release
 */
#define oriel_queue_distinct(queue, fn, ...) \
	ORIEL__CALL_3(oriel_queue_distinct_at, struct oriel_operator_options, queue, fn, __VA_ARGS__, )

/**
 * Returns the sum of a value and of all values before it.
 * @param sum   handed over
 * @param value handed over
 * @return the new sum, handed over. The sum also passes on, so that a sum with a release function
 * must have a retain function
 */
typedef struct oriel_payload oriel_scan_fn(struct oriel_payload sum, struct oriel_payload value,
	void *data);

/** Does the work of oriel_queue_scan(). */
ORIEL_API oriel_queue *oriel_queue_scan_at(const char *site, oriel_queue *queue, oriel_scan_fn *fn,
	struct oriel_payload sum, void *data, const struct oriel_operator_options *options);
/**
 * Replaces each value by the sum of all values so far, which fn returns.
 * @param sum the sum before the first value; handed over
 * @param ... data, then members of struct oriel_operator_options by name; data: borrowed, or handed
 * over with .release
 */
#define oriel_queue_scan(queue, fn, sum, ...) \
	ORIEL__CALL_4(oriel_queue_scan_at, struct oriel_operator_options, queue, fn, sum, __VA_ARGS__, )

/**
 * Passes the first count values, and then closes the queue and its source without an error.
 * @param count above 0
 */
ORIEL_API oriel_queue *oriel_queue_take(oriel_queue *queue, size_t count);

/** Releases the first count values, and passes all later values. */
ORIEL_API oriel_queue *oriel_queue_skip(oriel_queue *queue, size_t count);

/**
 * Passes the newest value on when no value has come for delay_ms, and releases the values before
 * it. The close of the queue passes the newest value on at once.
 */
ORIEL_API oriel_queue *oriel_queue_debounce(oriel_queue *queue, double delay_ms);

/**
 * Passes a value on at once, and then at most one value in interval_ms: the newest value, at the
 * end of the interval. With 100 ms, values at 0, 30, 60 and 150 ms pass at 0, 100 (the value of
 * 60 ms) and 200 ms. The close of the queue passes the newest value on at once.
 */
ORIEL_API oriel_queue *oriel_queue_throttle(oriel_queue *queue, double interval_ms);

/**
 * Closes the queue, and its source, with ORIEL_TIMEOUT_ERROR when no value has come for delay_ms.
 * The time begins with the call.
 */
ORIEL_API oriel_queue *oriel_queue_timeout(oriel_queue *queue, double delay_ms);

/**
 * Begins an asynchronous operation for a value.
 * @param value handed over
 * @param signal aborts when a newer value has come, or the queue has ended; borrowed for the call
 * @return a promise, which is taken over; NULL counts as fulfilled without a value
 */
typedef oriel_promise *oriel_latest_fn(struct oriel_payload value, oriel_abort_signal *signal,
	void *data);

/** Does the work of oriel_queue_latest(). */
ORIEL_API oriel_queue *oriel_queue_latest_at(const char *site, oriel_queue *queue,
	oriel_latest_fn *fn, void *data, const struct oriel_operator_options *options);
/**
 * Replaces each value by the result of the promise that fn returns. Only the newest value counts: a
 * newer value aborts the operation of the value before, whose result is ignored. A rejection closes
 * the queue with its reason. The close of the queue waits for the operation in flight. A result
 * that has a release function but no retain function closes the queue.
 * @param ... data, then members of struct oriel_operator_options by name; data: borrowed, or handed
 * over with .release
 * Source: ReactiveX, "switchMap".
 */
#define oriel_queue_latest(queue, fn, ...) \
	ORIEL__CALL_3(oriel_queue_latest_at, struct oriel_operator_options, queue, fn, __VA_ARGS__, )

/**
 * Merges two queues: the values of both come in the order in which they are put. The limit of queue
 * also applies to the values of other, and to its source. The merged queue closes without an error
 * when both queues have closed. An error or an abort of one queue closes the merged queue with that
 * reason.
 *
 * A queue without a source closes when the program closes it. Closing queue also closes other;
 * values that the stages of other still keep come before the end.
 * @param queue taken over; the stages that it has see only its own values
 * @param other taken over; a program that puts values into other may go on, and may close other;
 * not a copy of queue (asserted): of a queue and its copy, the copy comes first
 * @return the merged queue: queue, or other if only queue has closed, without an error
 */
ORIEL_API oriel_queue *oriel_queue_merge(oriel_queue *queue, oriel_queue *other);

/** Does the work of oriel_queue_share(). */
ORIEL_API oriel_queue *oriel_queue_share_at(const char *site, oriel_queue *queue,
	const struct oriel_queue_options *options);
/**
 * Makes a second queue, a copy, of the values that pass the last operator of queue from now on.
 * Both queues have every value: taking a value from one queue takes nothing from the other.
 * Operators that are added later to one queue see the values of that queue only.
 *
 * A copy that is full follows its own policy; ORIEL_QUEUE_POLICY_REFUSE closes the copy with
 * ORIEL_QUOTA_EXCEEDED_ERROR. Such a copy also slows down its producers: a source that can wait
 * produces only values for which the copy has room, and oriel_queue_room() waits for room in the
 * copy too. The end of the queue ends the copy; the end of a copy ends nothing else.
 * @param ... queue, borrowed, then members of struct oriel_queue_options by name; the values of
 * queue must have a retain function if they have a release function
 * @return with one reference
 */
#define oriel_queue_share(...) \
	ORIEL__CALL_1(oriel_queue_share_at, struct oriel_queue_options, __VA_ARGS__, )

/** Several values as one: the data of a payload of oriel_queue_buffer(). */
struct oriel_values {
	size_t count;
	const struct oriel_payload *items; /**< the oldest first; borrowed as long as the values */
};

/** Returns the values of a payload, borrowed as long as the payload; NULL for another payload. */
ORIEL_API const struct oriel_values *oriel_values_try_from_payload(struct oriel_payload payload);

/**
 * Gathers values and passes them on as one value (struct oriel_values): when there are count of
 * them, or when delay_ms have passed since the first. The close of the queue passes on the values
 * gathered so far.
 * @param count above 0
 * @param delay_ms 0: no time limit
 */
ORIEL_API oriel_queue *oriel_queue_buffer(oriel_queue *queue, size_t count, double delay_ms);

ORIEL_END

#endif
