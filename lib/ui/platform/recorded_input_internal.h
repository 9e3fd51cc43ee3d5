/* SPDX-License-Identifier: MIT */
/*
 * Conversion of raw input to the values of a record, and back.
 */
#ifndef ORIEL_PLATFORM_RECORDED_INPUT_INTERNAL_H
#define ORIEL_PLATFORM_RECORDED_INPUT_INTERNAL_H

#include "loop/external_internal.h"

#include <oriel/ui/raw_input.h>

extern const struct oriel__record_kind oriel__recorded_input_kind;

/* Begins the arrival of input at the window with this number, like
 * oriel__recording_arrival_begin(). */
void oriel__recorded_input_begin(
	oriel_loop *loop, uint64_t window, const struct oriel_raw_input *input);
/* Decodes input; its strings are borrowed from values. Returns false for values that no device
 * produces. */
bool oriel__recorded_input_read(const struct oriel__record_values *values, uint64_t *window,
	struct oriel_raw_input *input);

#endif
