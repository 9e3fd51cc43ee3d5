/* SPDX-License-Identifier: MIT */
/* Translucent fills equal pixman's, pixel by pixel. */
#include "chance.h"
#include "test.h"

#include <pixman.h>
#include <string.h>

#include "paint/blend_internal.h"

enum { WIDTH = 61, HEIGHT = 9, PIXELS = WIDTH * HEIGHT, ROUNDS = 3000 };

/* Fills a picture with runs of equal pixels, of pairs that repeat, and of noise. */
static void fill_by_chance(struct chance *chance, uint32_t *pixels) {
	for (int i = 0; i < PIXELS;) {
		uint32_t kind = roll(chance, 3), count = 1 + roll(chance, 40);
		uint32_t pair[2] = { roll(chance, UINT32_MAX), roll(chance, UINT32_MAX) };
		for (; count > 0 && i < PIXELS; count--, i++)
			pixels[i] = kind == 0 ? pair[0] : kind == 1 ? pair[i % 2] : roll(chance, UINT32_MAX);
	}
}

/* Returns a channel of a colour with this alpha. */
static uint16_t channel_by_chance(struct chance *chance, uint16_t alpha) {
	return (uint16_t)(roll(chance, (alpha & 0xffu) + 1) * 257u);
}

static void blend_by_pixman(pixman_format_code_t format, uint32_t *pixels, int x, int width,
	const pixman_color_t *color) {
	pixman_image_t *image = pixman_image_create_bits(format, WIDTH, HEIGHT, pixels, WIDTH * 4);
	pixman_image_t *ink = pixman_image_create_solid_fill(color);
	pixman_image_composite32(
		PIXMAN_OP_OVER, ink, NULL, image, 0, 0, 0, 0, x, 1, width, HEIGHT - 2);
	pixman_image_unref(ink);
	pixman_image_unref(image);
}

static void blending_equals_pixman(void **state) {
	(void)state;
	struct chance chance = { .seed = 5 };
	static uint32_t ours[PIXELS], theirs[PIXELS];
	for (int round = 0; round < ROUNDS; round++) {
		fill_by_chance(&chance, ours);
		memcpy(theirs, ours, sizeof(ours));
		uint16_t alpha = (uint16_t)((1 + roll(&chance, 254)) * 257u);
		pixman_color_t color = { .alpha = alpha };
		color.red = channel_by_chance(&chance, alpha);
		color.green = channel_by_chance(&chance, alpha);
		color.blue = channel_by_chance(&chance, alpha);
		int x = (int)roll(&chance, WIDTH - 1), width = 1 + (int)roll(&chance, WIDTH - (uint32_t)x);
		uint32_t ink = (uint32_t)(color.alpha >> 8) << 24 | (uint32_t)(color.red >> 8) << 16 |
			(uint32_t)(color.green >> 8) << 8 | (uint32_t)(color.blue >> 8);
		oriel__blend(ours + WIDTH + x, WIDTH, width, HEIGHT - 2, ink);
		blend_by_pixman(
			round % 2 == 0 ? PIXMAN_x8r8g8b8 : PIXMAN_a8r8g8b8, theirs, x, width, &color);
		assert_memory_equal(ours, theirs, sizeof(ours));
	}
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(blending_equals_pixman));
}
