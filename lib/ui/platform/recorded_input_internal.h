/* SPDX-License-Identifier: MIT */
/*
 * Raw input as the values of a record, and back.
 */
#ifndef ORIEL_PLATFORM_RECORDED_INPUT_INTERNAL_H
#define ORIEL_PLATFORM_RECORDED_INPUT_INTERNAL_H

#include "loop/external_internal.h"

#include <oriel/ui/raw_input.h>

extern const struct oriel__record_kind oriel__recorded_input_kind;

/* As oriel__recording_arrival_begin(), for input that arrives at the window of that number. */
void oriel__recorded_input_begin(
	oriel_loop *loop, uint64_t window, const struct oriel_raw_input *input);
/* Texts of *input are those of values. False: no device gives such input. */
bool oriel__recorded_input_read(const struct oriel__record_values *values, uint64_t *window,
	struct oriel_raw_input *input);

#endif
