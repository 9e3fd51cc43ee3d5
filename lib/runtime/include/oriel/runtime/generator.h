/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Generators: functions that produce the values of a queue, one each time that a consumer waits.
 *
 * ```c
 * static struct oriel_completion count_down(void *data) {
 *     static const char *const numbers[] = { "3", "2", "1" };
 *     for (size_t i = 0; i < 3; i++) {
 *         if (!oriel_produce(oriel_borrowed(numbers[i])))
 *             break;
 *         oriel_await(oriel_sleep(1000), NULL);
 *     }
 *     return ORIEL_COMPLETE;
 * }
 *
 * static struct oriel_completion print(void *data) {
 *     oriel_queue *numbers = oriel_generate(count_down, NULL);
 *     struct oriel_item item = { 0 };
 *     while (oriel_queue_next(numbers, &item))
 *         puts((const char *)item.value.data);
 *     oriel_queue_unref(numbers);
 *     return ORIEL_COMPLETE;
 * }
 *
 * oriel_promise_unref(oriel_async(print, NULL, .signal = signal));
 * ```
 *
 * The body is a coroutine and may await. It begins with the first wait for a value
 * (oriel_queue_next(), oriel_queue_ready(), oriel_first()), at once, in that call. It runs from one
 * oriel_produce() to the next, and continues only while a consumer waits. An endless sequence is
 * therefore produced no further than it is taken: a consumer that leaves its loop in the second
 * round has made the body produce two values, and no third one.
 *
 * The queue takes operators and ends as any other queue does:
 *
 * - The return of the body closes the queue; its value is released.
 * - A throw, or the rejection of a promise that the body follows, closes it with that reason.
 * - After the end of the queue (its last reference, a close, an abort) oriel_produce() returns
 *   false, and the body returns. A promise that the body awaits then is awaited to its end, unless
 *   .signal aborts.
 * - A body that throws after the end of its queue rejects a promise without reactions: the reason
 *   is reported.
 *
 * Thread: loop. Errors: the status of the queue's end; broken contracts assert. Source: ECMAScript,
 * "AsyncGenerator Objects".
 */
#ifndef ORIEL_RUNTIME_GENERATOR_H
#define ORIEL_RUNTIME_GENERATOR_H

#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/queue.h>

ORIEL_BEGIN

/** Options of oriel_generate(). */
struct oriel_generate_options {
	ORIEL_OPTIONS_HEAD;
	/** its abort ends the queue, and every wait of the body; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	/** releases data when the body has returned, or cannot begin; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
	size_t stack_size ORIEL_DEFAULT; /**< bytes; 0: as oriel_async() */
};

/** Does the work of oriel_generate(). */
ORIEL_API oriel_queue *oriel_generate_at(const char *site, oriel_coroutine_fn *fn, void *data,
	const struct oriel_generate_options *options);
/**
 * Makes a queue whose values are produced by fn. The queue has no limit: it holds no more values
 * than consumers have waited for.
 * @param fn  the body; its completion closes the queue
 * @param ... data, then members of struct oriel_generate_options by name; data is borrowed, or
 * handed over with .release
 * @return with one reference; a queue that is over if .signal has aborted or the loop ends
 */
#define oriel_generate(fn, ...) \
	ORIEL__CALL_2(oriel_generate_at, struct oriel_generate_options, fn, __VA_ARGS__, )

/** Does the work of oriel_produce(). */
ORIEL_API bool oriel_produce_at(const char *site, struct oriel_payload value);
/**
 * Puts a value into the queue of the running generator, and suspends the body until a consumer
 * waits again. The value is there one microtask after the call, as with `yield`. Asserts outside of
 * a body, and in a callback on its stack.
 * @param ... value, handed over; released here if the queue has ended
 * @return true if the body continues; false once the queue has ended: the body then releases its
 * resources and returns
 * Source: ECMAScript, "AsyncGeneratorYield".
 */
#define oriel_produce(...) oriel_produce_at(ORIEL_SITE, __VA_ARGS__)

ORIEL_END

#endif
