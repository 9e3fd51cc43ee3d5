/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Waiting for the first of several things: values of queues, room in queues, promises, and a time.
 *
 * ```c
 * static struct oriel_completion show_lines(void *data) {
 *     struct oriel_payload line;
 *     for (;;) {
 *         switch (oriel_first({ .queue = queue }, { .promise = promise }, { .after_ms = 500 })) {
 *         case 0:
 *             if (!oriel_queue_try_take(queue, &line))
 *                 return ORIEL_COMPLETE; // the queue is over
 *             puts((const char *)line.data);
 *             oriel_payload_unref(line);
 *             break;
 *         case 2:
 *             puts("no line for 500 ms");
 *             break;
 *         default: // the promise is settled, or the coroutine is aborted
 *             return ORIEL_COMPLETE;
 *         }
 *     }
 * }
 *
 * oriel_promise_unref(oriel_async(show_lines, NULL, .signal = signal));
 * ```
 *
 * oriel_first() takes no value. A queue that loses the race keeps its values, and a promise keeps
 * its result.
 *
 * Thread: loop. Errors: broken contracts assert. Source: Go, "Select statements"; ECMAScript,
 * "Promise.race".
 */
#ifndef ORIEL_RUNTIME_FIRST_H
#define ORIEL_RUNTIME_FIRST_H

#include <oriel/runtime/queue.h>

ORIEL_BEGIN

/** One thing to wait for. Exactly one member is given. */
struct oriel_choice {
	oriel_queue *queue ORIEL_DEFAULT;     /**< ready when it has a value or is over */
	oriel_queue *room ORIEL_DEFAULT;      /**< ready when this queue has room or is closed */
	oriel_promise *promise ORIEL_DEFAULT; /**< borrowed; ready when settled */
	double after_ms ORIEL_DEFAULT; /**< ms; ready when this time has passed since the call */
	/** always ready. As the last choice it keeps oriel_first() from waiting, like Go's `default` */
	bool ready ORIEL_DEFAULT;
};

/** The result of oriel_first() when the coroutine is aborted. */
enum { ORIEL_FIRST_ABORTED = -1 };

/** Does the work of oriel_first(). */
ORIEL_API int oriel_first_at(const char *site, const struct oriel_choice *choices, size_t count);
/**
 * Suspends the running coroutine until one of the choices is ready. A choice that is ready already
 * costs one microtask. Asserts outside a coroutine, as oriel_await() does. A promise among the
 * choices counts as handled.
 * @param ... choices: values of struct oriel_choice in braces. The choices and their queues are
 * borrowed for the call
 * @return the lowest index of a choice that is ready now; ORIEL_FIRST_ABORTED if the coroutine is
 * aborted
 */
#ifdef __cplusplus
#define oriel_first(...) oriel__first(ORIEL_SITE, { __VA_ARGS__ })
#else
#define oriel_first(...) oriel_first_at(ORIEL_SITE, (const struct oriel_choice[]){ __VA_ARGS__ }, \
	sizeof((const struct oriel_choice[]){ __VA_ARGS__ }) / sizeof(struct oriel_choice))
#endif

ORIEL_END

#ifdef __cplusplus
#include <initializer_list>
inline int oriel__first(const char *site, std::initializer_list<struct oriel_choice> choices) {
	return oriel_first_at(site, choices.begin(), choices.size());
}
#endif

#endif
