/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Errors: how a callback says that it failed, and the reasons that promises are rejected with.
 *
 * Thread: loop, unless a declaration says otherwise.
 */
#ifndef ORIEL_RUNTIME_ERROR_H
#define ORIEL_RUNTIME_ERROR_H

#include <oriel/runtime/status.h>

ORIEL_BEGIN

/** What an `error` event tells, valid as long as the event; and what an error payload is, valid as
 * long as the payload. */
struct oriel_error {
	enum oriel_status code;
	const char *message;          /**< a sentence that says what to do about it; never NULL */
	const char *site;             /**< where it was reported or made, "file:line" */
	struct oriel_payload payload; /**< all NULL if none was given */
	/** what reported it and what caused that (cause.h); "" when nothing ran; never NULL */
	const char *chain;
};

/** The function behind oriel_report_error(). */
ORIEL_API void oriel_report_error_at(const char *site, enum oriel_status code, const char *message,
	struct oriel_payload payload);
/**
 * Fires a cancelable `error` event at the loop, whose default action logs it. Later listeners and
 * tasks still run. An error that is reported while an `error` event is being dispatched is logged
 * at once.
 * @param message copied; after 65,535 bytes it is cut
 * @param payload handed over: dropped with the event; NULL means none
 * Source: HTML, "report an exception".
 */
#define oriel_report_error(code, message, payload) \
	oriel_report_error_at(ORIEL_SITE, code, message, payload)

/** @return what an `error` event tells, borrowed as long as the event; NULL for an event of another
 * kind */
ORIEL_API const struct oriel_error *oriel_event_error(const oriel_event *event);

/** The function behind oriel_error_new(). */
ORIEL_API struct oriel_payload oriel_error_new_at(
	const char *site, enum oriel_status code, const char *message);
/**
 * Makes an error as a payload, which is what all of Oriel rejects promises with. It can be
 * retained.
 * @param message a sentence that says what to do about it, copied, and cut at 65,535 bytes; NULL:
 * that none was given
 * @return with one reference
 * Thread: any, and each reference may be given up on another.
 */
#define oriel_error_new(code, message) oriel_error_new_at(ORIEL_SITE, code, message)

/** @return the error that a payload from oriel_error_new() is, borrowed as long as the payload;
 * NULL for another. Thread: any */
ORIEL_API const struct oriel_error *oriel_error_try_from_payload(struct oriel_payload payload);

ORIEL_END

#endif
