/* SPDX-License-Identifier: MIT */
/*
 * Device pixels, as every platform needs them: sizes of windows, and rectangles cut to them.
 *
 * A window has a pixel at least, as those of the systems do, and no more than X11's 15 bits in a
 * direction, whatever size it was asked for; damage may lie anywhere.
 */
#include "platform_internal.h"

#include <math.h>

#define MAX_DEVICE_PX 32767

int oriel__device_length(float px, float scale) {
	double length = floor((double)px * (double)scale + 0.5);
	if (!(length >= 1)) /* nor is NaN */
		return 1;
	return length > MAX_DEVICE_PX ? MAX_DEVICE_PX : (int)length;
}

/* The part of [at, at + length) that is in [0, limit). */
static bool clip_span(int at, int length, int limit, int *out_at, int *out_length) {
	int64_t end = (int64_t)at + length;
	int64_t first = at > 0 ? at : 0;
	end = end < limit ? end : limit;
	if (end <= first)
		return false;
	*out_at = (int)first;
	*out_length = (int)(end - first);
	return true;
}

bool oriel__device_clip(
	struct oriel_device_rect rect, int width, int height, struct oriel_device_rect *out) {
	return clip_span(rect.x, rect.width, width, &out->x, &out->width) &&
		clip_span(rect.y, rect.height, height, &out->y, &out->height);
}
