/* SPDX-License-Identifier: MIT */
/*
 * Logging of errors whose default action was not prevented. The hook installed by
 * oriel__loop_set_error_hook() takes over the payload, and copies the message and the chain.
 */
#ifndef ORIEL_LOOP_ERROR_INTERNAL_H
#define ORIEL_LOOP_ERROR_INTERNAL_H

#include <oriel/runtime/error.h>

/* Logs an error with its chain of causes: the default action of an `error` event. */
void oriel__error_log(const struct oriel_error *error);

#endif
