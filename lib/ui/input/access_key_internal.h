/* SPDX-License-Identifier: MIT */
/*
 * Access keys: letters that act on a widget together with Alt.
 */
#ifndef ORIEL_INPUT_ACCESS_KEY_INTERNAL_H
#define ORIEL_INPUT_ACCESS_KEY_INTERNAL_H

#include "input/handler_internal.h"

/* Shows the access keys while Alt is held: follows every key, before its event. */
void oriel__access_keys_follow(struct oriel__surface *surface, const struct oriel_raw_input *input);
/* Shows no access keys any more. */
void oriel__access_keys_hide(struct oriel__surface *surface);
/* Runs the widget with the access key of a pressed key. Returns whether there is one. */
bool oriel__access_key_handle(
	struct oriel__surface *surface, const struct oriel_raw_input *input);

#endif
