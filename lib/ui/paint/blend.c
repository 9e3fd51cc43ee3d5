/* SPDX-License-Identifier: MIT */
/*
 * Blending of one translucent colour into a rectangle of pixels, such as the backdrop of a dialog
 * over a window.
 *
 * Most pixels of an interface equal their neighbours. A block of pixels that equals the previous
 * block is not blended: it becomes what the previous block became. The result of each pixel is that
 * of pixman's OVER, so a region may be painted by either.
 */
#include "paint/blend_internal.h"

#include <string.h>

enum { BLOCK_PIXELS = 8, BLOCK_BYTES = BLOCK_PIXELS * 4 };

struct blend {
	uint8_t ink[BLOCK_BYTES]; /* the colour, once for each pixel */
	unsigned rest;            /* 255 - alpha of the colour */
	/* the last pair of pixels before it was blended, and after */
	uint64_t before, after;
};

static inline uint64_t blend_pair(const uint32_t *pixels) {
	uint64_t pair;
	memcpy(&pair, pixels, sizeof(pair));
	return pair;
}

static inline void blend_set_pair(uint32_t *pixels, uint64_t pair) {
	memcpy(pixels, &pair, sizeof(pair));
}

/* Blends bytes: ink + byte × rest / 255, rounded. The sum is at most 255, because the colour is
 * premultiplied. */
static inline void blend_bytes(const struct blend *blend, uint8_t *bytes, int count) {
	for (int i = 0; i < count; i++) {
		uint16_t product = (uint16_t)(bytes[i] * blend->rest + 0x80);
		bytes[i] = (uint8_t)(blend->ink[i] + ((product + (product >> 8)) >> 8));
	}
}

static inline void blend_block(struct blend *blend, uint32_t *pixels) {
	const uint64_t before = blend->before, after = blend->after;
	uint64_t difference = (blend_pair(pixels) ^ before) | (blend_pair(pixels + 2) ^ before) |
		(blend_pair(pixels + 4) ^ before) | (blend_pair(pixels + 6) ^ before);
	if (difference != 0) {
		blend->before = blend_pair(pixels + BLOCK_PIXELS - 2);
		blend_bytes(blend, (uint8_t *)pixels, BLOCK_BYTES);
		blend->after = blend_pair(pixels + BLOCK_PIXELS - 2);
		return;
	}
	for (int i = 0; i < BLOCK_PIXELS; i += 2)
		blend_set_pair(pixels + i, after);
}

void oriel__blend(uint32_t *pixels, int stride, int width, int height, uint32_t ink) {
	struct blend blend = { .rest = 255 - (ink >> 24) };
	for (int i = 0; i < BLOCK_PIXELS; i++)
		memcpy(blend.ink + 4 * i, &ink, sizeof(ink));
	memcpy(&blend.after, blend.ink, sizeof(blend.after)); /* what a pair of zeros becomes */
	for (int y = 0; y < height; y++, pixels += stride) {
		int x = 0;
		for (; x + BLOCK_PIXELS <= width; x += BLOCK_PIXELS)
			blend_block(&blend, pixels + x);
		blend_bytes(&blend, (uint8_t *)(pixels + x), (width - x) * 4);
	}
}
