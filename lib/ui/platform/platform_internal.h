/* SPDX-License-Identifier: MIT */
/* Computations with device pixels that every platform needs. */
#ifndef ORIEL_PLATFORM_PLATFORM_INTERNAL_H
#define ORIEL_PLATFORM_PLATFORM_INTERNAL_H

#include <oriel/extend/platform.h>

/* Converts px to device pixels, or to another unit that is 1 / scale px; clamped to 1 … 32767,
 * X11's limit. */
int oriel__device_length(float px, float scale);

/* Clips rect to a picture of this size; returns false if nothing is left. */
bool oriel__device_clip(
	struct oriel_device_rect rect, int width, int height, struct oriel_device_rect *out);

#endif
