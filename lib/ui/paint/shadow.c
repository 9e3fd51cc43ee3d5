/* SPDX-License-Identifier: MIT */
/*
 * Shadows: the mask of a box, grown by the spread, blurred, and with the box itself cut out. Three
 * box blurs approximate a Gaussian blur with an error of about 3 %. Source: W. M. Wells, Efficient
 * synthesis of Gaussian filters by cascaded uniform filters, 1986; the lengths of the boxes are
 * those of SVG's feGaussianBlur.
 */
#include <oriel/runtime/log.h>
#include <stdlib.h>

#include "base/alloc_internal.h"
#include "paint/outline_internal.h"
#include "paint/patch_internal.h"
#include "paint/shape_internal.h"
#include "paint/shape_key_internal.h"

#define ROOT_OF_TWO_PI 2.5066283f

/* The properties of a shadow in whole device px, except for the radius. */
struct shadow {
	int x, y, blur, spread;
	int quarters; /* quarters of a device px: radius of the box that casts the shadow */
};

/* Averages `length` values around each value of a row, or around its neighbour at a distance of
 * `shift`. Values outside the row are 0. */
static void shadow_blur_row(
	const uint8_t *from, uint8_t *to, int count, ptrdiff_t step, int length, int shift) {
	unsigned sum = 0, half = (unsigned)length / 2;
	int ahead = length / 2 + shift, behind = length - ahead;

	for (int i = 0; i < oriel__min(ahead, count); i++)
		sum += from[i * step];
	for (int i = 0; i < count; i++) {
		if (i + ahead < count)
			sum += from[(i + ahead) * step];
		if (i - behind >= 0)
			sum -= from[(i - behind) * step];
		to[i * step] = (uint8_t)((sum + half) / (unsigned)length);
	}
}

/* Blurs a row or a column three times. Even lengths are shifted once left and once right, and are
 * one longer the third time, so that the result is not shifted. */
static void shadow_blur_line(
	uint8_t *line, uint8_t *scratch, int count, ptrdiff_t step, int length) {
	bool even = length % 2 == 0;
	shadow_blur_row(line, scratch, count, step, length, 0);
	shadow_blur_row(scratch, line, count, step, length, even ? -1 : 0);
	shadow_blur_row(line, scratch, count, step, even ? length + 1 : length, 0);
	for (int i = 0; i < count; i++)
		line[i * step] = scratch[i * step];
}

/* Blurs a mask; returns false if there is no memory. */
static bool shadow_blur_mask(const struct oriel__mask *mask, float sigma) {
	int length = (int)floorf(sigma * 3 * ROOT_OF_TWO_PI / 4 + 0.5f);
	ptrdiff_t stride = pixman_image_get_stride(mask->image);
	uint8_t *bits = (uint8_t *)pixman_image_get_data(mask->image);

	if (length < 2)
		return true;
	uint8_t *scratch = oriel__try_alloc((size_t)mask->height, (size_t)stride);
	if (scratch == NULL) {
		oriel_log(ORIEL_LOG_ERROR, "no memory to blur a shadow of %d × %d pixels", mask->width,
			mask->height);
		return false;
	}
	for (int y = 0; y < mask->height; y++)
		shadow_blur_line(bits + y * stride, scratch, mask->width, 1, length);
	for (int x = 0; x < mask->width; x++)
		shadow_blur_line(bits + x, scratch, mask->height, stride, length);
	oriel__free(scratch);
	return true;
}

static void shadow_raster_box(FT_Library freetype, const struct oriel__mask *mask, float left,
	float top, float right, float bottom, float radius) {
	struct oriel__outline outline = { .point_count = 0 };
	float r = fmaxf(0, fminf(radius, fminf(right - left, bottom - top) / 2));
	oriel__outline_add_box(
		&outline, left, top, right, bottom, (struct oriel__corner_radii){ r, r, r, r });
	FT_Outline ft = oriel__outline_of(&outline);
	oriel__mask_outline(freetype, mask, &ft);
}

/* Removes the coverage of one mask from another. */
static void shadow_cut(const struct oriel__mask *mask, const struct oriel__mask *hole) {
	uint8_t *bits = (uint8_t *)pixman_image_get_data(mask->image);
	const uint8_t *holes = (const uint8_t *)pixman_image_get_data(hole->image);
	size_t count = (size_t)mask->height * (size_t)pixman_image_get_stride(mask->image);
	for (size_t i = 0; i < count; i++)
		bits[i] = (uint8_t)((bits[i] * (255 - holes[i]) + 127) / 255);
}

static struct oriel__mask shadow_raster(FT_Library freetype, const struct shadow *shadow,
	const struct oriel__patch_shape *shape, int width, int height) {
	int mask_width = shape->over_left + width + shape->over_right,
		mask_height = shape->over_top + height + shape->over_bottom;
	struct oriel__mask mask = oriel__mask_new(
		-shape->over_left, -shape->over_top, mask_width, mask_height);
	struct oriel__mask hole = oriel__mask_new(
		-shape->over_left, -shape->over_top, mask_width, mask_height);
	const float w = (float)width, h = (float)height, x = (float)shadow->x, y = (float)shadow->y,
				spread = (float)shadow->spread;
	const float radius = (float)shadow->quarters / 4;
	bool drawn = mask.image != NULL && hole.image != NULL;

	shadow_raster_box(freetype, &mask, x - spread, y - spread, x + w + spread, y + h + spread,
		radius > 0 ? radius + spread : 0);
	drawn = drawn && shadow_blur_mask(&mask, (float)shadow->blur / 2);
	shadow_raster_box(freetype, &hole, 0, 0, w, h, radius);
	if (drawn)
		shadow_cut(&mask, &hole);
	else
		oriel__mask_finish(&mask);
	oriel__mask_finish(&hole);
	return mask;
}

static struct oriel__patch_shape shadow_patch_shape(const struct shadow *shadow) {
	int reach = shadow->blur + (shadow->blur + 1) / 2 + 1; /* reach of three box blurs */
	int inside = reach + abs(shadow->spread) + (shadow->quarters + 3) / 4;
	return (struct oriel__patch_shape){
		.over_left = oriel__max(0, reach + shadow->spread - shadow->x),
		.over_top = oriel__max(0, reach + shadow->spread - shadow->y),
		.over_right = oriel__max(0, reach + shadow->spread + shadow->x),
		.over_bottom = oriel__max(0, reach + shadow->spread + shadow->y),
		.corner_x = inside + abs(shadow->x),
		.corner_y = inside + abs(shadow->y),
		.middle = 32,
	};
}

static int shadow_limit(double x, int most) {
	return (int)floor(fmax(-most, fmin(x, most)) + 0.5);
}

/* Draws the shadow around the inside of the box, up to the round corners. The mask is 0 there, and
 * the corners of the patch, which are as large as the blur, would blend it for nothing. */
static void shadow_draw(struct oriel__canvas *canvas, const struct oriel__mask *mask,
	const struct oriel__patch_shape *shape, struct oriel_device_rect box, int quarters,
	oriel_color color) {
	const struct oriel_device_rect clip = canvas->clip;
	int corner = (quarters + 3) / 4;
	struct oriel_device_rect hole = oriel__device_intersect(
		clip, oriel__device_inset(box, corner, corner, corner, corner));
	if (oriel__device_is_empty(hole)) {
		oriel__patch_draw(canvas, mask, shape, box, ORIEL__PATCH_TILED, color);
		return;
	}
	int right = clip.x + clip.width, bottom = clip.y + clip.height;
	int hole_right = hole.x + hole.width, hole_bottom = hole.y + hole.height;
	const struct oriel_device_rect sides[] = {
		oriel__device_rect_of(clip.x, clip.y, right, hole.y),
		oriel__device_rect_of(clip.x, hole.y, hole.x, hole_bottom),
		oriel__device_rect_of(hole_right, hole.y, right, hole_bottom),
		oriel__device_rect_of(clip.x, hole_bottom, right, bottom),
	};
	for (int i = 0; i < 4; i++) {
		canvas->clip = sides[i];
		if (!oriel__device_is_empty(sides[i]))
			oriel__patch_draw(canvas, mask, shape, box, ORIEL__PATCH_TILED, color);
	}
	canvas->clip = clip;
}

void oriel__shape_shadow(struct oriel__paint_state *state, struct oriel__canvas *canvas,
	struct oriel_device_rect box, float radius, struct oriel__device_point offset, float blur,
	float spread, oriel_color color) {
	const struct shadow shadow = {
		shadow_limit(offset.x, ORIEL__SHAPE_SHIFT_MAX),
		shadow_limit(offset.y, ORIEL__SHAPE_SHIFT_MAX),
		shadow_limit((double)blur, ORIEL__SHAPE_BLUR_MAX),
		shadow_limit((double)spread, ORIEL__SHAPE_SHIFT_MAX),
		shadow_limit((double)radius, ORIEL__SHAPE_RADIUS_MAX) * 4,
	};
	struct oriel__patch_shape shape = shadow_patch_shape(&shadow);
	const struct oriel__shape_key key = {
		ORIEL__SHAPE_SHADOW,
		oriel__patch_size(box.width, shape.corner_x, shape.middle),
		oriel__patch_size(box.height, shape.corner_y, shape.middle),
		shadow.quarters,
		{ shadow.x, shadow.y, shadow.blur, shadow.spread },
	};

	if (oriel__device_is_empty(box))
		return;
	const struct oriel__mask *mask = oriel__mask_cache_find(state->masks, &key, sizeof(key));
	if (mask == NULL)
		mask = oriel__mask_cache_add(state->masks, &key, sizeof(key),
			shadow_raster(state->freetype, &shadow, &shape, key.width, key.height));
	shadow_draw(canvas, mask, &shape, box, shadow.quarters, color);
}
