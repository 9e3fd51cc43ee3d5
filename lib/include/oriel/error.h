/* SPDX-License-Identifier: MIT */
/**
 * @file
 * How a callback says that it failed.
 *
 * Thread: loop.
 */
#ifndef ORIEL_ERROR_H
#define ORIEL_ERROR_H

#include <oriel/status.h>

ORIEL_BEGIN

/** What an `error` event tells. Valid as long as the event. */
struct oriel_error {
	enum oriel_status code;
	const char *message;          /**< a sentence that says what to do about it; never NULL */
	const char *site;             /**< where it was reported, "file:line" */
	struct oriel_payload payload; /**< all NULL if none was given */
};

/**
 * Fires a cancelable `error` event at the loop, whose default action logs it. Later listeners and tasks still run. An
 * error that is reported while an `error` event is being dispatched is logged at once.
 * @param message copied; after 65,535 bytes it is cut
 * @param payload handed over: dropped with the event; NULL means none
 * Source: HTML, "report an exception".
 */
ORIEL_API void oriel_report_error_at(const char *site, enum oriel_status code, const char *message, const struct oriel_payload *payload);
#define oriel_report_error(code, ...) oriel_report_error_at(ORIEL_SITE, code, __VA_ARGS__)

/** @return what an `error` event tells, borrowed as long as the event; NULL for an event of another kind */
ORIEL_API const struct oriel_error *oriel_event_error(const oriel_event *event);

ORIEL_END

#endif
