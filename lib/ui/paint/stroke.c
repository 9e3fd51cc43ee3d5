/* SPDX-License-Identifier: MIT */
/*
 * Strokes and polygons. Coordinates of a mask begin at the widget's first pixel, so one mask serves
 * any position of the widget. A mask that is too large for the cache is rasterised for the clip
 * only.
 */
#include <string.h>

#include "base/alloc_internal.h"
#include "paint/outline_internal.h"
#include "paint/shape_internal.h"
#include "paint/shape_key_internal.h"

#define CACHED_MAX 1024       /* device px; limit of the longer side of a cached mask */
#define COORDINATE_MAX 16000  /* device px; limit of FreeType's rasteriser */

static FT_Vector stroke_vector(struct oriel_point point, float scale) {
	float x = fmaxf(-COORDINATE_MAX, fminf(point.x * scale, COORDINATE_MAX));
	float y = fmaxf(-COORDINATE_MAX, fminf(point.y * scale, COORDINATE_MAX));
	return (FT_Vector){ lroundf(x * 64), lroundf(y * 64) };
}

static void stroke_raster_polygon(FT_Library freetype, const struct oriel__mask *mask,
	const struct oriel__path_command *path, float scale) {
	short last = (short)(path->count - 1);
	FT_Outline outline = {
		.n_contours = 1,
		.n_points = (short)path->count,
		.points = oriel__alloc_zero(path->count, sizeof(FT_Vector)),
		.tags = oriel__alloc_zero(path->count, 1),
		.contours = &last,
	};
	for (size_t i = 0; i < path->count; i++) {
		outline.points[i] = stroke_vector(path->points[i], scale);
		outline.tags[i] = FT_CURVE_TAG_ON;
	}
	oriel__mask_outline(freetype, mask, &outline);
	oriel__free(outline.points);
	oriel__free(outline.tags);
}

static bool path_is_dot(const struct oriel__path_command *path) {
	for (size_t i = 1; i < path->count; i++)
		if (path->points[i].x != path->points[0].x || path->points[i].y != path->points[0].y)
			return false;
	return true;
}

/* Rasterises a dot, because FreeType's stroker draws nothing for a line without length. */
static void stroke_raster_dot(FT_Library freetype, const struct oriel__mask *mask,
	const struct oriel__path_command *path, float scale) {
	struct oriel__outline outline = { .point_count = 0 };
	float r = path->head.width * scale / 2, x = path->points[0].x * scale,
		y = path->points[0].y * scale;
	oriel__outline_add_box(
		&outline, x - r, y - r, x + r, y + r, (struct oriel__corner_radii){ r, r, r, r });
	FT_Outline ft = oriel__outline_of(&outline);
	oriel__mask_outline(freetype, mask, &ft);
}

static bool stroke_stroke(FT_Stroker stroker, const struct oriel__path_command *path, float scale) {
	FT_Vector at = stroke_vector(path->points[0], scale);
	bool drawn;

	FT_Stroker_Set(stroker, lroundf(fminf(path->head.width * scale, COORDINATE_MAX) * 32),
		FT_STROKER_LINECAP_ROUND, FT_STROKER_LINEJOIN_ROUND, 0);
	drawn = FT_Stroker_BeginSubPath(stroker, &at, 1) == 0;
	for (size_t i = 1; drawn && i < path->count; i++) {
		at = stroke_vector(path->points[i], scale);
		drawn = FT_Stroker_LineTo(stroker, &at) == 0;
	}
	return drawn && FT_Stroker_EndSubPath(stroker) == 0;
}

static void stroke_raster_line(struct oriel__paint_state *state, const struct oriel__mask *mask,
	const struct oriel__path_command *path, float scale) {
	FT_UInt points, contours;
	FT_Outline outline;

	if (path_is_dot(path)) {
		stroke_raster_dot(state->freetype, mask, path, scale);
		return;
	}
	if (!stroke_stroke(state->stroker, path, scale) ||
		FT_Stroker_GetCounts(state->stroker, &points, &contours) != 0)
		return;
	if (FT_Outline_New(state->freetype, points, (FT_Int)contours, &outline) != 0)
		return;
	outline.n_points = outline.n_contours = 0;
	FT_Stroker_Export(state->stroker, &outline);
	oriel__mask_outline(state->freetype, mask, &outline);
	FT_Outline_Done(state->freetype, &outline);
}

static void stroke_raster(struct oriel__paint_state *state, const struct oriel__mask *mask,
	const struct oriel__path_command *path, float scale) {
	if (mask->image == NULL)
		return;
	if (path->head.op == ORIEL__PAINT_STROKE)
		stroke_raster_line(state, mask, path, scale);
	else
		stroke_raster_polygon(state->freetype, mask, path, scale);
}

static struct oriel__mask stroke_mask_new(struct oriel_device_rect rect) {
	return oriel__mask_new(rect.x, rect.y, rect.width, rect.height);
}

static const struct oriel__mask *stroke_cached(struct oriel__paint_state *state,
	const struct oriel__path_command *path, float scale, struct oriel_device_rect bounds) {
	const struct oriel__shape_key head = { .kind = ORIEL__SHAPE_PATH,
		.more = { (int32_t)path->head.op } };
	const float numbers[2] = { scale, path->head.width };
	size_t points = path->count * sizeof(path->points[0]),
		length = sizeof(head) + sizeof(numbers) + points;
	unsigned char *key = oriel__alloc(length);

	memcpy(key, &head, sizeof(head));
	memcpy(key + sizeof(head), numbers, sizeof(numbers));
	memcpy(key + sizeof(head) + sizeof(numbers), path->points, points);
	const struct oriel__mask *mask = oriel__mask_cache_find(state->masks, key, length);
	if (mask == NULL) {
		struct oriel__mask made = stroke_mask_new(bounds);
		stroke_raster(state, &made, path, scale);
		mask = oriel__mask_cache_add(state->masks, key, length, made);
	}
	oriel__free(key);
	return mask;
}

void oriel__shape_mask(
	struct oriel__canvas *canvas, const struct oriel__mask *mask, int x, int y, oriel_color color) {
	struct oriel_device_rect rect = { x + mask->left, y + mask->top, mask->width, mask->height };
	if (mask->image != NULL)
		oriel__canvas_mask(canvas, mask->image, 0, 0, rect, color);
}

void oriel__shape_path(struct oriel__paint_state *state, struct oriel__canvas *canvas, int x, int y,
	float scale, const struct oriel__path_command *path) {
	const struct oriel__device_space space = { { 0, 0 }, scale };
	struct oriel_device_rect bounds = oriel__device_cover(&space, path->head.rect);
	struct oriel_device_rect seen = oriel__device_intersect(
		bounds, oriel__device_offset(canvas->clip, -x, -y));

	if (oriel__device_is_empty(seen))
		return;
	if (bounds.width <= CACHED_MAX && bounds.height <= CACHED_MAX) {
		oriel__shape_mask(
			canvas, stroke_cached(state, path, scale, bounds), x, y, path->head.color);
		return;
	}
	struct oriel__mask mask = stroke_mask_new(seen);
	stroke_raster(state, &mask, path, scale);
	oriel__shape_mask(canvas, &mask, x, y, path->head.color);
	oriel__mask_finish(&mask);
}
