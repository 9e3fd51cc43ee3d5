/* SPDX-License-Identifier: MIT */
/* What every platform has to compute. */
#ifndef ORIEL_PLATFORM_PLATFORM_INTERNAL_H
#define ORIEL_PLATFORM_PLATFORM_INTERNAL_H

#include <oriel/extend/platform.h>

/* A length in device pixels (or another unit, of which there are so many a px): at least 1, at most
 * what X11 can have. */
int oriel__device_length(float px, float scale);

/* The part of rect that is in a picture of this size; false if there is none. */
bool oriel__device_clip(
	struct oriel_device_rect rect, int width, int height, struct oriel_device_rect *out);

#endif
