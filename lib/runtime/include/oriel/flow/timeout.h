/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Time-outs of promises.
 *
 * ```c
 * static struct oriel_completion show_error(struct oriel_payload reason, void *data) {
 * 	puts("no answer within 5 s");
 * 	return ORIEL_COMPLETE;
 * }
 *
 * oriel_promise *answer = oriel_timeout(oriel_stream_read(stream, 512), 5000);
 * oriel_promise_unref(oriel_catch(answer, show_error, NULL));
 * ```
 *
 * For a read that takes 5,001 ms, the promise is rejected with ORIEL_TIMEOUT_ERROR after 5,000 ms.
 * The stream goes on reading.
 *
 * Thread: loop. Errors: broken contracts assert.
 */
#ifndef ORIEL_FLOW_TIMEOUT_H
#define ORIEL_FLOW_TIMEOUT_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** Does the work of oriel_timeout(). */
ORIEL_API oriel_promise *oriel_timeout_at(const char *site, oriel_promise *promise,
	double delay_ms);
/**
 * Limits the time that a promise may take. The operation behind the promise goes on;
 * oriel_timeout_run() aborts the operation instead.
 * @param promise taken over; counts as handled
 * @param delay_ms the longest time, from now
 * @return a promise, with one reference: settled as the given promise, or rejected with
 * ORIEL_TIMEOUT_ERROR after delay_ms
 */
#define oriel_timeout(promise, delay_ms) oriel_timeout_at(ORIEL_SITE, promise, delay_ms)

/** Options of oriel_timeout_run(). */
struct oriel_timeout_run_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort aborts the operation; may be NULL */
	/** releases data when the operation has ended; NULL: data is borrowed */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** Does the work of oriel_timeout_run(). */
ORIEL_API oriel_promise *oriel_timeout_run_at(const char *site, oriel_start_fn *start, void *data,
	double delay_ms, const struct oriel_timeout_run_options *options);
/**
 * Calls start(signal, data), whose signal aborts after delay_ms. With 5,000 ms, a download that has
 * not ended by then is aborted, and the promise rejected.
 * @param data borrowed, or handed over with .release
 * @param ... delay_ms, then members of struct oriel_timeout_run_options by name
 * @return a promise, with one reference: settled as start's, or rejected with ORIEL_TIMEOUT_ERROR,
 * or with the reason of .signal
 */
#define oriel_timeout_run(start, data, ...) \
	ORIEL__CALL_3(oriel_timeout_run_at, struct oriel_timeout_run_options, start, data, \
		__VA_ARGS__, )

ORIEL_END

#endif
