/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Time-outs of promises.
 *
 *     oriel_then(oriel_timeout(oriel_stream_read(stream, 512), 5000), show, show_error, label);
 *
 * A read that takes 5,001 ms rejects with ORIEL_TIMEOUT_ERROR after 5,000 ms, and the stream reads
 * on.
 *
 * Thread: loop. Errors: broken contracts assert.
 */
#ifndef ORIEL_FLOW_TIMEOUT_H
#define ORIEL_FLOW_TIMEOUT_H

#include <oriel/runtime/promise.h>

ORIEL_BEGIN

/** The function behind oriel_timeout(). */
ORIEL_API oriel_promise *oriel_timeout_at(const char *site, oriel_promise *promise,
	double delay_ms);
/**
 * Limits the time that a promise may take. The operation behind the promise goes on;
 * oriel_timeout_run() aborts the operation instead.
 * @param promise taken over; counts as handled
 * @param delay_ms a promise that is settled within it passes its result on
 * @return a promise, with one reference: settled as the other one, or rejected with
 *     ORIEL_TIMEOUT_ERROR
 */
#define oriel_timeout(promise, delay_ms) oriel_timeout_at(ORIEL_SITE, promise, delay_ms)

struct oriel_timeout_run_options {
	ORIEL_OPTIONS_HEAD;
	oriel_abort_signal *signal ORIEL_DEFAULT; /**< its abort aborts what runs; may be NULL */
	/** data is handed over: dropped when what was begun is over; may be NULL */
	oriel_release_fn *release ORIEL_DEFAULT;
};

/** The function behind oriel_timeout_run(). */
ORIEL_API oriel_promise *oriel_timeout_run_at(const char *site, oriel_start_fn *start, void *data,
	double delay_ms, const struct oriel_timeout_run_options *options);
/**
 * Calls start(signal, data), whose signal aborts after delay_ms. With 5,000 ms, a download that has
 * not ended by then is aborted, and the promise rejected.
 * @param data borrowed, or handed over with .release
 * @return a promise, with one reference: settled as start's, or rejected with ORIEL_TIMEOUT_ERROR,
 *     or with the reason of .signal
 */
#define oriel_timeout_run(start, data, ...) \
	ORIEL__CALL_3(oriel_timeout_run_at, struct oriel_timeout_run_options, start, data, \
		__VA_ARGS__, )

ORIEL_END

#endif
