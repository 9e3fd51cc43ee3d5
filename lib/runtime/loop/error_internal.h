/* SPDX-License-Identifier: MIT */
/*
 * What happens to an error that nobody prevented from being logged. The hook that
 * oriel__loop_set_error_hook() installs takes over the payload, and copies the message and the
 * chain.
 */
#ifndef ORIEL_LOOP_ERROR_INTERNAL_H
#define ORIEL_LOOP_ERROR_INTERNAL_H

#include <oriel/runtime/error.h>

/* Logs it with what caused it: the default action of an `error` event. */
void oriel__error_log(const struct oriel_error *error);

#endif
