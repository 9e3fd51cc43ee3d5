/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Operators: they change, drop, delay or gather the values of a queue.
 *
 *     oriel_queue *words = oriel_queue_new_events(entry, "input");
 *     words = oriel_queue_map(words, text_of_entry, entry);
 *     words = oriel_queue_debounce(words, 150);
 *     words = oriel_queue_distinct(words, same_text, NULL);
 *
 * An operator takes a queue over and returns the same queue, whose values pass through it from then
 * on, also those that wait already. Operators run inside the put, in the order they were added, so
 * that a chain has one bound: that of its queue. For example, with the chain above, "a" and "ab"
 * put within 100 ms and "ab" 300 ms later are one value, "ab", 150 ms after the second put.
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

/** Options of oriel_queue_map(), oriel_queue_filter() and oriel_queue_distinct(). */
struct oriel_operator_options {
	ORIEL_OPTIONS_HEAD;
	/** data is handed over: dropped when the queue takes no more values; may be NULL */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Makes another value. @param value handed over @return what takes its place, handed over */
typedef struct oriel_payload oriel_map_fn(struct oriel_payload value, void *data);
/** @param value borrowed for the call @return whether it passes */
typedef bool oriel_filter_fn(struct oriel_payload value, void *data);
/** @return whether two values count as equal; both are borrowed for the call */
typedef bool oriel_equal_fn(struct oriel_payload before, struct oriel_payload value, void *data);

/** The function behind oriel_queue_map(). */
ORIEL_API oriel_queue *oriel_queue_map_at(const char *site, oriel_queue *queue, oriel_map_fn *fn,
	void *data, const struct oriel_operator_options *options);
/**
 * Replaces each value by what fn returns; its key stays.
 * @param ... data, then members of struct oriel_operator_options by name; data: borrowed, or handed
 * over with .release
 */
#define oriel_queue_map(queue, fn, ...) \
	ORIEL__CALL_3(oriel_queue_map_at, struct oriel_operator_options, queue, fn, __VA_ARGS__, )

/** The function behind oriel_queue_filter(). */
ORIEL_API oriel_queue *oriel_queue_filter_at(const char *site, oriel_queue *queue,
	oriel_filter_fn *fn, void *data, const struct oriel_operator_options *options);
/**
 * Releases each value for which fn returns false.
 * @param ... data, then members of struct oriel_operator_options by name; data: borrowed, or handed
 * over with .release
 */
#define oriel_queue_filter(queue, fn, ...) \
	ORIEL__CALL_3(oriel_queue_filter_at, struct oriel_operator_options, queue, fn, __VA_ARGS__, )

/** The function behind oriel_queue_distinct(). */
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

/** Closes the queue in order behind so many values, and with it its source. @param count above 0 */
ORIEL_API oriel_queue *oriel_queue_take(oriel_queue *queue, size_t count);

/**
 * Passes the newest value on when none has come for delay_ms, and releases those before it. The
 * close of the queue passes it on at once.
 */
ORIEL_API oriel_queue *oriel_queue_debounce(oriel_queue *queue, double delay_ms);

/** Several values as one: the data of a payload of oriel_queue_buffer(). */
struct oriel_values {
	size_t count;
	const struct oriel_payload *items; /**< the oldest first; borrowed as long as the values */
};

/**
 * @return the values that this payload is of, borrowed as long as it; NULL if it is of something
 *   else
 */
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
