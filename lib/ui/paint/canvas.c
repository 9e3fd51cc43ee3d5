/* SPDX-License-Identifier: MIT */
/*
 * The operations that write pixels. Each one clips first. Opaque fills, which write most pixels,
 * use pixman's row store, and translucent fills use blend.c; everything else uses pixman's OVER.
 */
#include "paint/canvas_internal.h"

#include <string.h>

#include "base/alloc_internal.h"
#include "image/bitmap_internal.h"
#include "paint/blend_internal.h"

static pixman_image_t *canvas_image_from_bits(
	pixman_format_code_t format, int width, int height, uint32_t *bits, int stride) {
	pixman_image_t *image;
	while ((image = pixman_image_create_bits(format, width, height, bits, stride * 4)) == NULL)
		oriel__out_of_memory(0);
	return image;
}

static pixman_image_t *canvas_solid_image(const pixman_color_t *color) {
	pixman_image_t *image;
	while ((image = pixman_image_create_solid_fill(color)) == NULL)
		oriel__out_of_memory(0);
	return image;
}

void oriel__canvas_init(
	struct oriel__canvas *canvas, uint32_t *bits, int stride, int width, int height) {
	width = oriel__min(width, ORIEL__CANVAS_MAX);
	height = oriel__min(height, ORIEL__CANVAS_MAX);
	*canvas = (struct oriel__canvas){
		.image = canvas_image_from_bits(PIXMAN_x8r8g8b8, width, height, bits, stride),
		.bits = bits,
		.stride = stride,
		.area = { 0, 0, width, height },
		.clip = { 0, 0, width, height },
	};
}

static void canvas_free_bits(pixman_image_t *image, void *bits) {
	(void)image;
	oriel__free(bits);
}

bool oriel__canvas_init_group(struct oriel__canvas *canvas, struct oriel_device_rect area) {
	size_t count = (size_t)area.width * (size_t)area.height;
	uint32_t *bits = oriel__try_alloc(count, sizeof(uint32_t));
	if (bits == NULL)
		return false;
	memset(bits, 0, count * sizeof(uint32_t));
	*canvas = (struct oriel__canvas){
		.image = canvas_image_from_bits(PIXMAN_a8r8g8b8, area.width, area.height, bits, area.width),
		.bits = bits,
		.stride = area.width,
		.area = area,
		.clip = area,
	};
	pixman_image_set_destroy_function(canvas->image, canvas_free_bits, bits);
	return true;
}

void oriel__canvas_finish(struct oriel__canvas *canvas) {
	if (canvas->ink != NULL)
		pixman_image_unref(canvas->ink);
	pixman_image_unref(canvas->image);
}

/* ---- Colours ---- */

static uint32_t canvas_channel(oriel_color color, unsigned shift) {
	return color >> shift & 0xffu;
}

/* Converts a colour to premultiplied channels of 16 bits. */
static pixman_color_t canvas_premultiply(oriel_color color) {
	uint32_t alpha = canvas_channel(color, 0);
	return (pixman_color_t){
		(uint16_t)(canvas_channel(color, 24) * alpha * 257 / 255),
		(uint16_t)(canvas_channel(color, 16) * alpha * 257 / 255),
		(uint16_t)(canvas_channel(color, 8) * alpha * 257 / 255),
		(uint16_t)(alpha * 257),
	};
}

/* Returns the colour as a pixel, as pixman reduces it. */
static uint32_t canvas_pixel(oriel_color color) {
	pixman_color_t premultiplied = canvas_premultiply(color);
	return (uint32_t)(premultiplied.alpha >> 8) << 24 | (uint32_t)(premultiplied.red >> 8) << 16 |
		(uint32_t)(premultiplied.green >> 8) << 8 | (uint32_t)(premultiplied.blue >> 8);
}

static pixman_image_t *canvas_ink(struct oriel__canvas *canvas, oriel_color color) {
	if (canvas->ink != NULL && canvas->ink_color == color)
		return canvas->ink;
	if (canvas->ink != NULL)
		pixman_image_unref(canvas->ink);
	pixman_color_t premultiplied = canvas_premultiply(color);
	canvas->ink = canvas_solid_image(&premultiplied);
	canvas->ink_color = color;
	return canvas->ink;
}

/* Sets or removes the clip of the pixman image; only glyphs need it. */
static void canvas_clip_image(struct oriel__canvas *canvas, bool clipped) {
	if (!clipped && !canvas->is_image_clipped)
		return;
	if (clipped) {
		pixman_region32_t region;
		pixman_region32_init_rect(&region, canvas->clip.x - canvas->area.x,
			canvas->clip.y - canvas->area.y, (unsigned)canvas->clip.width,
			(unsigned)canvas->clip.height);
		while (!pixman_image_set_clip_region32(canvas->image, &region))
			oriel__out_of_memory(0);
		pixman_region32_fini(&region);
	} else {
		pixman_image_set_clip_region32(canvas->image, NULL);
	}
	canvas->is_image_clipped = clipped;
}

/* ---- Drawing ---- */

void oriel__canvas_fill(
	struct oriel__canvas *canvas, struct oriel_device_rect rect, oriel_color color) {
	rect = oriel__device_intersect(rect, canvas->clip);
	if (oriel__device_is_empty(rect) || canvas_channel(color, 0) == 0)
		return;
	if (canvas_channel(color, 0) == 0xff)
		pixman_fill(canvas->bits, canvas->stride, 32, rect.x - canvas->area.x,
			rect.y - canvas->area.y, rect.width, rect.height, color >> 8 | 0xff000000u);
	else
		oriel__blend(oriel__canvas_at(canvas, rect.x, rect.y), canvas->stride, rect.width,
			rect.height, canvas_pixel(color));
}

void oriel__canvas_mask(struct oriel__canvas *canvas, pixman_image_t *mask, int x, int y,
	struct oriel_device_rect rect, oriel_color color) {
	struct oriel_device_rect seen = oriel__device_intersect(rect, canvas->clip);
	if (oriel__device_is_empty(seen))
		return;
	canvas_clip_image(canvas, false);
	pixman_image_composite32(PIXMAN_OP_OVER, canvas_ink(canvas, color), mask, canvas->image, 0, 0,
		x + seen.x - rect.x, y + seen.y - rect.y, seen.x - canvas->area.x, seen.y - canvas->area.y,
		seen.width, seen.height);
}

/* Edges are extended, so that the border of a scaled bitmap does not fade. */
static void canvas_scale_image(
	pixman_image_t *image, const oriel_bitmap *bitmap, struct oriel_device_rect rect) {
	pixman_transform_t transform;
	pixman_transform_init_scale(&transform,
		pixman_double_to_fixed((double)bitmap->width / rect.width),
		pixman_double_to_fixed((double)bitmap->height / rect.height));
	pixman_image_set_transform(image, &transform);
	pixman_image_set_filter(image, PIXMAN_FILTER_BILINEAR, NULL, 0);
	pixman_image_set_repeat(image, PIXMAN_REPEAT_PAD);
}

void oriel__canvas_bitmap(
	struct oriel__canvas *canvas, const oriel_bitmap *bitmap, struct oriel_device_rect rect) {
	struct oriel_device_rect seen = oriel__device_intersect(rect, canvas->clip);
	if (oriel__device_is_empty(seen))
		return;
	pixman_image_t *image = canvas_image_from_bits(
		bitmap->is_opaque ? PIXMAN_x8r8g8b8 : PIXMAN_a8r8g8b8, bitmap->width, bitmap->height,
		bitmap->pixels, bitmap->width);
	if (bitmap->width != rect.width || bitmap->height != rect.height)
		canvas_scale_image(image, bitmap, rect);
	canvas_clip_image(canvas, false);
	pixman_image_composite32(bitmap->is_opaque ? PIXMAN_OP_SRC : PIXMAN_OP_OVER, image, NULL,
		canvas->image, seen.x - rect.x, seen.y - rect.y, 0, 0, seen.x - canvas->area.x,
		seen.y - canvas->area.y, seen.width, seen.height);
	pixman_image_unref(image);
}

void oriel__canvas_group(
	struct oriel__canvas *canvas, const struct oriel__canvas *group, float opacity) {
	struct oriel_device_rect seen = oriel__device_intersect(group->area, canvas->clip);
	uint16_t alpha = (uint16_t)(opacity * 65535.0f + 0.5f);
	pixman_image_t *fade = canvas_solid_image(&(pixman_color_t){ alpha, alpha, alpha, alpha });

	canvas_clip_image(canvas, false);
	pixman_image_composite32(PIXMAN_OP_OVER, group->image, fade, canvas->image,
		seen.x - group->area.x, seen.y - group->area.y, 0, 0, seen.x - canvas->area.x,
		seen.y - canvas->area.y, seen.width, seen.height);
	pixman_image_unref(fade);
}

void oriel__canvas_glyphs(struct oriel__canvas *canvas, pixman_glyph_cache_t *cache,
	const pixman_glyph_t *glyphs, int count, oriel_color color) {
	canvas_clip_image(canvas, true);
	pixman_composite_glyphs_no_mask(
		PIXMAN_OP_OVER, canvas_ink(canvas, color), canvas->image, 0, 0, 0, 0, cache, count, glyphs);
}

void oriel__canvas_move(
	struct oriel__canvas *canvas, struct oriel_device_rect area, int dx, int dy) {
	struct oriel_device_rect to = oriel__device_intersect(area, oriel__device_offset(area, dx, dy));
	size_t row = (size_t)to.width * sizeof(uint32_t);

	for (int i = 0; i < to.height; i++) {
		/* rows in the order that reads each row before it is overwritten */
		int y = dy > 0 ? to.y + to.height - 1 - i : to.y + i;
		memmove(
			oriel__canvas_at(canvas, to.x, y), oriel__canvas_at(canvas, to.x - dx, y - dy), row);
	}
}
