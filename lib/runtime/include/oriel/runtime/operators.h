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
 * An operator takes a queue over and returns the same queue, whose values pass through it from then
 * on, also those that wait already. Operators run inside the put, in the order they were added, so
 * that a chain has one bound: that of its queue.
 *
 * For example, a debounce of 150 ms and then a distinct get "a" and "ab" within 100 ms, and "ab"
 * again 300 ms later. They pass one value, "ab", 150 ms after the second put.
 *
 * Functions run in the call that puts. They may do anything, also end the queue. A program writes
 * its own operators as stages (extend/stage.h).
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
 * Makes another value.
 * @param value handed over
 * @return the value that takes its place, handed over
 */
typedef struct oriel_payload oriel_map_fn(struct oriel_payload value, void *data);
/**
 * Decides whether a value passes.
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
 * Releases each value that is equal to the one that passed before it. Keeps a reference to that
 * one: values need a retain, unless they have no release function (asserted).
 * @param ... data, then members of struct oriel_operator_options by name; data: borrowed, or handed
 * over with .release
 */
#define oriel_queue_distinct(queue, fn, ...) \
	ORIEL__CALL_3(oriel_queue_distinct_at, struct oriel_operator_options, queue, fn, __VA_ARGS__, )

/**
 * Adds a value to the sum of the values before.
 * @param sum   handed over
 * @param value handed over
 * @return the new sum, handed over, which also passes: it needs a retain, unless it has no release
 * function
 */
typedef struct oriel_payload oriel_scan_fn(struct oriel_payload sum, struct oriel_payload value,
	void *data);

/** Does the work of oriel_queue_scan(). */
ORIEL_API oriel_queue *oriel_queue_scan_at(const char *site, oriel_queue *queue, oriel_scan_fn *fn,
	struct oriel_payload sum, void *data, const struct oriel_operator_options *options);
/**
 * Replaces each value by the sum of all so far, as fn makes it.
 * @param sum the sum before the first value; handed over
 * @param ... data, then members of struct oriel_operator_options by name; data: borrowed, or handed
 * over with .release
 */
#define oriel_queue_scan(queue, fn, sum, ...) \
	ORIEL__CALL_4(oriel_queue_scan_at, struct oriel_operator_options, queue, fn, sum, __VA_ARGS__, )

/**
 * Closes the queue, and its source, in order behind count values.
 * @param count above 0
 */
ORIEL_API oriel_queue *oriel_queue_take(oriel_queue *queue, size_t count);

/** Releases the first count values, and passes the others. */
ORIEL_API oriel_queue *oriel_queue_skip(oriel_queue *queue, size_t count);

/**
 * Passes the newest value on when none has come for delay_ms, and releases those before it. The
 * close of the queue passes it on at once.
 */
ORIEL_API oriel_queue *oriel_queue_debounce(oriel_queue *queue, double delay_ms);

/**
 * Passes a value on at once, and then at most one in interval_ms: the newest that has come, at the
 * end of the interval. With 100 ms, values at 0, 30, 60 and 150 ms pass at 0, 100 (that of 60 ms)
 * and 200 ms. The close of the queue passes the newest on at once.
 */
ORIEL_API oriel_queue *oriel_queue_throttle(oriel_queue *queue, double interval_ms);

/**
 * Closes the queue, and its source, with ORIEL_TIMEOUT_ERROR when no value has come for delay_ms.
 * The time begins with the call.
 */
ORIEL_API oriel_queue *oriel_queue_timeout(oriel_queue *queue, double delay_ms);

/**
 * Begins something for a value.
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
 * newer one aborts the operation of the one before, whose result is ignored. A rejection closes the
 * queue with its reason. The close of the queue waits for the operation in flight. Results need a
 * retain, unless they have no release function; one without closes the queue.
 * @param ... data, then members of struct oriel_operator_options by name; data: borrowed, or handed
 * over with .release
 * Source: ReactiveX, "switchMap".
 */
#define oriel_queue_latest(queue, fn, ...) \
	ORIEL__CALL_3(oriel_queue_latest_at, struct oriel_operator_options, queue, fn, __VA_ARGS__, )

/**
 * Merges two queues: the values of both come in the order in which they are put. The bound is that
 * of queue, also for the source of other. The merged queue closes in order when both have; an error
 * or an abort of one closes it with that reason. A queue without a source closes when the program
 * closes it. If it is queue, that closes other too, and the values that stages of other keep come
 * before the end.
 * @param queue taken over; its stages see only its own values
 * @param other taken over; its end of a program's own may still be put to and closed
 * @return the merged queue: one of the two
 */
ORIEL_API oriel_queue *oriel_queue_merge(oriel_queue *queue, oriel_queue *other);

/** Does the work of oriel_queue_share(). */
ORIEL_API oriel_queue *oriel_queue_share_at(const char *site, oriel_queue *queue,
	const struct oriel_queue_options *options);
/**
 * Makes a second queue, a copy, of the values that queue passes at this place from now on. Both
 * have every value: consumers of one queue take nothing from the other. Operators that are added
 * later to one queue see the values of that queue only.
 *
 * A copy that is full decides by its own policy; ORIEL_QUEUE_POLICY_REFUSE closes the copy with
 * ORIEL_QUOTA_EXCEEDED_ERROR. A source that can wait is asked for no more than such copies have
 * room for, and oriel_queue_room() waits for room in them too. The copy ends as the queue does; the
 * end of a copy ends nothing else.
 * @param ... queue, borrowed, then members of struct oriel_queue_options by name; the values of
 * queue need a retain, unless they have no release function
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
 * Gathers values: passes them on as one (struct oriel_values) when there are count of them, or when
 * delay_ms have passed since the first of them. The close of the queue passes on what there is.
 * @param count above 0
 * @param delay_ms 0: any time
 */
ORIEL_API oriel_queue *oriel_queue_buffer(oriel_queue *queue, size_t count, double delay_ms);

ORIEL_END

#endif
