/* SPDX-License-Identifier: MIT */
/* Bitmaps: pixels with a reference count. Loading is the subject of bitmap_load.c. */
#include "image/bitmap_internal.h"

#include <oriel/runtime/log.h>

#include "base/alloc_internal.h"

oriel_bitmap *oriel__bitmap_try_new(int width, int height) {
	uint32_t *pixels = oriel__try_alloc((size_t)width * (size_t)height, sizeof(*pixels));
	if (pixels == NULL)
		return NULL;
	oriel_bitmap *bitmap = oriel__alloc_zero(1, sizeof(*bitmap));
	atomic_init(&bitmap->references, 1);
	bitmap->width = bitmap->natural_width = width;
	bitmap->height = bitmap->natural_height = height;
	bitmap->pixels = pixels;
	return bitmap;
}

oriel_bitmap *oriel_bitmap_ref(oriel_bitmap *bitmap) {
	atomic_fetch_add_explicit(&bitmap->references, 1, memory_order_relaxed);
	return bitmap;
}

void oriel_bitmap_unref(oriel_bitmap *bitmap) {
	if (bitmap == NULL ||
		atomic_fetch_sub_explicit(&bitmap->references, 1, memory_order_acq_rel) > 1)
		return;
	oriel__free(bitmap->pixels);
	oriel__free(bitmap);
}

void oriel__bitmap_note_opacity(oriel_bitmap *bitmap) {
	uint32_t all = 0xff000000u;
	size_t count = (size_t)bitmap->width * (size_t)bitmap->height;
	for (size_t i = 0; i < count; i++)
		all &= bitmap->pixels[i];
	bitmap->is_opaque = all == 0xff000000u;
}

static uint32_t bitmap_premultiply(const unsigned char *rgba) {
	uint32_t alpha = rgba[3], pixel = alpha << 24;
	for (int i = 0; i < 3; i++)
		pixel |= (rgba[i] * alpha + 127) / 255 << (16 - 8 * i);
	return pixel;
}

oriel_bitmap *oriel_bitmap_new(
	int width, int height, const unsigned char *rgba, size_t stride) {
	ORIEL_ASSERT(width > 0 && height > 0 && width <= ORIEL__BITMAP_SIDE_MAX &&
			height <= ORIEL__BITMAP_SIDE_MAX && height <= ORIEL__BITMAP_PIXELS_MAX / width,
		"oriel_bitmap_new: %d × %d pixels are out of range; give 1 to 32,767 a side, and at most "
		"64 Mi in all",
		width, height);
	ORIEL_ASSERT(stride >= (size_t)width * 4,
		"oriel_bitmap_new: a row of %d pixels does not fit into a stride of %zu bytes; give 4 "
		"bytes a pixel",
		width, stride);
	oriel_bitmap *bitmap = oriel__bitmap_try_new(width, height);
	if (bitmap == NULL) {
		oriel_log(ORIEL_LOG_ERROR, "no memory for a bitmap of %d × %d pixels", width, height);
		return NULL;
	}
	for (int y = 0; y < height; y++)
		for (int x = 0; x < width; x++)
			bitmap->pixels[(size_t)y * (size_t)width + (size_t)x] = bitmap_premultiply(
				rgba + (size_t)y * stride + (size_t)x * 4);
	oriel__bitmap_note_opacity(bitmap);
	return bitmap;
}

int oriel_bitmap_width(const oriel_bitmap *bitmap) {
	return bitmap->width;
}

int oriel_bitmap_height(const oriel_bitmap *bitmap) {
	return bitmap->height;
}

int oriel_bitmap_natural_width(const oriel_bitmap *bitmap) {
	return bitmap->natural_width;
}

int oriel_bitmap_natural_height(const oriel_bitmap *bitmap) {
	return bitmap->natural_height;
}

uint32_t oriel_bitmap_pixel(const oriel_bitmap *bitmap, int x, int y) {
	ORIEL_ASSERT(x >= 0 && y >= 0 && x < bitmap->width && y < bitmap->height,
		"oriel_bitmap_pixel: (%d, %d) is outside of %d × %d pixels", x, y, bitmap->width,
		bitmap->height);
	uint32_t pixel = bitmap->pixels[(size_t)y * (size_t)bitmap->width + (size_t)x];
	uint32_t alpha = pixel >> 24, rgba = alpha;
	for (unsigned shift = 0; shift < 24 && alpha > 0; shift += 8) {
		uint32_t channel = ((pixel >> shift & 0xff) * 255 + alpha / 2) / alpha;
		rgba |= (channel < 255 ? channel : 255) << (shift + 8);
	}
	return rgba;
}

size_t oriel__bitmap_size(const oriel_bitmap *bitmap) {
	return (size_t)bitmap->width * (size_t)bitmap->height * sizeof(uint32_t);
}

/* ---- Payloads ---- */

static void bitmap_retain(void *bitmap) {
	oriel_bitmap_ref(bitmap);
}

static void bitmap_release(void *bitmap) {
	oriel_bitmap_unref(bitmap);
}

struct oriel_payload oriel__bitmap_payload(oriel_bitmap *bitmap) {
	return oriel_shared(bitmap, bitmap_retain, bitmap_release);
}

oriel_bitmap *oriel_bitmap_try_from_payload(struct oriel_payload payload) {
	return payload.release == bitmap_release ? payload.data : NULL;
}
