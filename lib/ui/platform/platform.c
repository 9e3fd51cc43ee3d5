/* SPDX-License-Identifier: MIT */
/*
 * Device pixels, for every platform: sizes of windows, and rectangles clipped to them.
 *
 * A window has at least one pixel, as windows of the systems do, and at most 32767 in each
 * direction, X11's limit of 15 bits. Damage may lie anywhere.
 */
#include "platform_internal.h"

#include <math.h>

#define MAX_DEVICE_PX 32767

int oriel__device_length(float px, float scale) {
	double length = floor((double)px * (double)scale + 0.5);
	if (!(length >= 1)) /* also true of NaN */
		return 1;
	return length > MAX_DEVICE_PX ? MAX_DEVICE_PX : (int)length;
}

/* Clips [at, at + length) to [0, limit); returns false if nothing is left. */
static bool device_clip_span(int at, int length, int limit, int *out_at, int *out_length) {
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
	return device_clip_span(rect.x, rect.width, width, &out->x, &out->width) &&
		device_clip_span(rect.y, rect.height, height, &out->y, &out->height);
}
