/* SPDX-License-Identifier: MIT */
/*
 * Events that tell an error, for the modules above.
 */
#ifndef ORIEL_EVENT_ERROR_EVENT_INTERNAL_H
#define ORIEL_EVENT_ERROR_EVENT_INTERNAL_H

#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>

/* An event of which oriel_event_error() tells this error. The message is copied, the site is
 * static, the payload handed over. */
oriel_event *oriel__error_event_new(
	const char *type, const struct oriel_error *error, bool is_cancelable);

/* Who has errors that nobody prevented, instead of the log. data is borrowed until it is set again;
 * fn NULL: the log. */
void oriel__errors_pass_on(
	oriel_loop *loop, void (*fn)(const struct oriel_error *error, void *data), void *data);

#endif
