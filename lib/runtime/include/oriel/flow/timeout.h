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
 * Limits the time that a promise may take. The operation behind the promise goes on; to abort the
 * operation instead, give it the signal of oriel_abort_signal_new_timeout() (abort.h).
 * @param promise taken over; counts as handled
 * @param delay_ms a promise that is settled within it passes its result on
 * @return a promise, with one reference: settled as the other one, or rejected with
 *     ORIEL_TIMEOUT_ERROR
 */
#define oriel_timeout(promise, delay_ms) oriel_timeout_at(ORIEL_SITE, promise, delay_ms)

ORIEL_END

#endif
