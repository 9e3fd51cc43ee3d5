/* SPDX-License-Identifier: MIT */
/*
 * Paths of SVG data as masks. The origin of a path stands on a whole device pixel. Equal paths of
 * one size thus share one cached mask, and look alike everywhere. A mask that is too large for the
 * cache is rasterised for the clip only.
 */
#include "paint/shape_internal.h"
#include "paint/shape_key_internal.h"
#include "paint/svg_path_internal.h"

#include "base/alloc_internal.h"

#define CACHED_MAX 1024      /* device px; limit of the longer side of a cached mask */
#define COORDINATE_MAX 16000 /* device px; limit of FreeType's rasteriser */

static FT_Vector svg_vector(struct oriel_point point, float scale) {
	float x = fmaxf(-COORDINATE_MAX, fminf(point.x * scale, COORDINATE_MAX));
	float y = fmaxf(-COORDINATE_MAX, fminf(point.y * scale, COORDINATE_MAX));
	return (FT_Vector){ lroundf(x * 64), lroundf(y * 64) };
}

/* ---- Filling ---- */

static void svg_add_point(FT_Outline *outline, FT_Vector point, int tag) {
	outline->points[outline->n_points] = point;
	outline->tags[outline->n_points++] = (char)tag;
}

static void svg_end_contour(FT_Outline *outline) {
	short end = (short)(outline->n_points - 1);
	short before = outline->n_contours > 0 ? outline->contours[outline->n_contours - 1] :
											(short)-1;
	if (end > before)
		outline->contours[outline->n_contours++] = end;
}

/* Each subpath is a contour, closed or not. Source: SVG 2, "fill". */
static void svg_raster_fill(FT_Library freetype, const struct oriel__mask *mask,
	const oriel_svg_path *path, float scale) {
	FT_Outline outline = {
		.points = oriel__try_alloc(path->count * 3, sizeof(FT_Vector)),
		.tags = oriel__try_alloc(path->count * 3, 1),
		.contours = oriel__try_alloc(path->count, sizeof(short)),
	};
	if (outline.points != NULL && outline.tags != NULL && outline.contours != NULL) {
		for (size_t i = 0; i < path->count; i++) {
			const struct oriel__segment *segment = &path->segments[i];
			bool is_cubic = segment->kind == ORIEL__SEGMENT_CUBIC;
			if (segment->kind == ORIEL__SEGMENT_CLOSE)
				continue;
			if (segment->kind == ORIEL__SEGMENT_MOVE)
				svg_end_contour(&outline);
			for (int j = is_cubic ? 0 : 2; j < 3; j++)
				svg_add_point(&outline, svg_vector(segment->points[j], scale),
					j < 2 ? FT_CURVE_TAG_CUBIC : FT_CURVE_TAG_ON);
		}
		svg_end_contour(&outline);
		oriel__mask_outline(freetype, mask, &outline);
	}
	oriel__free(outline.points);
	oriel__free(outline.tags);
	oriel__free(outline.contours);
}

/* ---- Strokes ---- */

static bool svg_is_closed(const oriel_svg_path *path, size_t begin) {
	size_t at = begin + 1;
	while (at < path->count && path->segments[at].kind != ORIEL__SEGMENT_MOVE &&
		path->segments[at].kind != ORIEL__SEGMENT_CLOSE)
		at++;
	return at < path->count && path->segments[at].kind == ORIEL__SEGMENT_CLOSE;
}

static bool svg_vectors_equal(FT_Vector a, FT_Vector b) {
	return a.x == b.x && a.y == b.y;
}

/* Tells whether a subpath has segments, and all of them end where it begins. */
static bool svg_is_dot(const oriel_svg_path *path, size_t begin, float scale) {
	FT_Vector start = svg_vector(path->segments[begin].points[2], scale);
	size_t at = begin + 1;
	for (; at < path->count && path->segments[at].kind != ORIEL__SEGMENT_MOVE; at++) {
		const struct oriel__segment *segment = &path->segments[at];
		for (int i = segment->kind == ORIEL__SEGMENT_CUBIC ? 0 : 2; i < 3; i++) {
			if (!svg_vectors_equal(start, svg_vector(segment->points[i], scale)))
				return false;
		}
	}
	return at > begin + 1;
}

/* Adds one segment to the stroker; *at is the current point. A segment without length is left
 * out. */
static bool svg_stroke_segment(
	FT_Stroker stroker, const struct oriel__segment *segment, float scale, FT_Vector *at) {
	FT_Vector first = svg_vector(segment->points[0], scale),
		second = svg_vector(segment->points[1], scale),
		end = svg_vector(segment->points[2], scale);
	bool is_flat = svg_vectors_equal(*at, end) &&
		(segment->kind == ORIEL__SEGMENT_LINE ||
			(svg_vectors_equal(*at, first) && svg_vectors_equal(*at, second)));
	if (is_flat)
		return true;
	*at = end;
	if (segment->kind == ORIEL__SEGMENT_LINE)
		return FT_Stroker_LineTo(stroker, &end) == 0;
	return FT_Stroker_CubicTo(stroker, &first, &second, &end) == 0;
}

/* Adds a subpath, from its move on. Returns the index after it; 0: failed. FreeType draws nothing
 * for a dot, which therefore becomes a line of 1/64 px. */
static size_t svg_stroke_subpath(
	FT_Stroker stroker, const oriel_svg_path *path, size_t begin, float scale) {
	FT_Vector at = svg_vector(path->segments[begin].points[2], scale);
	size_t i = begin + 1;
	bool is_dot = svg_is_dot(path, begin, scale);
	if (i == path->count || path->segments[i].kind == ORIEL__SEGMENT_MOVE)
		return i; /* a move alone draws nothing */
	if (FT_Stroker_BeginSubPath(stroker, &at, is_dot || !svg_is_closed(path, begin)) != 0)
		return 0;
	for (; i < path->count && path->segments[i].kind != ORIEL__SEGMENT_MOVE; i++) {
		const struct oriel__segment *segment = &path->segments[i];
		if (segment->kind != ORIEL__SEGMENT_CLOSE &&
			!svg_stroke_segment(stroker, segment, scale, &at))
			return 0;
	}
	if (is_dot) {
		at.x++;
		if (FT_Stroker_LineTo(stroker, &at) != 0)
			return 0;
	}
	return FT_Stroker_EndSubPath(stroker) == 0 ? i : 0;
}

static void svg_raster_stroke(struct oriel__paint_state *state, const struct oriel__mask *mask,
	const oriel_svg_path *path, float scale, float width) {
	FT_UInt points, contours;
	FT_Outline outline;
	FT_Stroker_Set(state->stroker, lroundf(fminf(width, COORDINATE_MAX) * 32),
		FT_STROKER_LINECAP_ROUND, FT_STROKER_LINEJOIN_ROUND, 0);
	for (size_t i = 0; i < path->count;) {
		i = svg_stroke_subpath(state->stroker, path, i, scale);
		if (i == 0)
			return;
	}
	if (FT_Stroker_GetCounts(state->stroker, &points, &contours) != 0 || points > 32767 ||
		FT_Outline_New(state->freetype, points, (FT_Int)contours, &outline) != 0)
		return;
	outline.n_points = outline.n_contours = 0;
	FT_Stroker_Export(state->stroker, &outline);
	oriel__mask_outline(state->freetype, mask, &outline);
	FT_Outline_Done(state->freetype, &outline);
}

/* ---- Masks ---- */

static struct oriel__mask svg_raster(struct oriel__paint_state *state,
	const struct oriel__svg_path_command *command, float scale, struct oriel_device_rect rect) {
	struct oriel__mask mask = oriel__mask_new(rect.x, rect.y, rect.width, rect.height);
	float unit = command->scale * scale;
	if (mask.image == NULL || command->path->count == 0)
		return mask;
	if (command->head.width > 0)
		svg_raster_stroke(state, &mask, command->path, unit, command->head.width * scale);
	else
		svg_raster_fill(state->freetype, &mask, command->path, unit);
	return mask;
}

static const struct oriel__mask *svg_cached(struct oriel__paint_state *state,
	const struct oriel__svg_path_command *command, float scale, struct oriel_device_rect bounds) {
	const struct {
		struct oriel__shape_key head;
		float numbers[4];
	} key = {
		.head = { .kind = ORIEL__SHAPE_SVG_PATH,
			.more = { (int32_t)(uint32_t)command->path->id,
				(int32_t)(uint32_t)(command->path->id >> 32) } },
		.numbers = { scale, command->scale, command->head.width },
	};
	const struct oriel__mask *mask = oriel__mask_cache_find(state->masks, &key, sizeof(key));
	if (mask != NULL)
		return mask;
	return oriel__mask_cache_add(
		state->masks, &key, sizeof(key), svg_raster(state, command, scale, bounds));
}

/* Returns the pixels that a path touches, relative to the pixel at its origin. */
static struct oriel_device_rect svg_device_bounds(
	const struct oriel__svg_path_command *command, float scale) {
	const struct oriel__device_space space = { { 0, 0 }, scale };
	struct oriel_rect box = oriel_svg_path_bounds(command->path);
	double out = (double)command->head.width / 2 + 1 / (double)scale;
	struct oriel__area area = { (double)box.x * (double)command->scale - out,
		(double)box.y * (double)command->scale - out,
		(double)(box.x + box.width) * (double)command->scale + out,
		(double)(box.y + box.height) * (double)command->scale + out };
	return oriel__device_cover_area(&space, area);
}

void oriel__shape_svg_path(struct oriel__paint_state *state, struct oriel__canvas *canvas, int x,
	int y, float scale, const struct oriel__svg_path_command *command) {
	struct oriel_device_rect bounds = svg_device_bounds(command, scale);
	struct oriel_device_rect seen = oriel__device_intersect(
		bounds, oriel__device_offset(canvas->clip, -x, -y));
	if (oriel__device_is_empty(seen))
		return;
	bool is_cached = bounds.width <= CACHED_MAX && bounds.height <= CACHED_MAX;
	struct oriel__mask own = { 0 };
	const struct oriel__mask *mask = &own;
	if (is_cached)
		mask = svg_cached(state, command, scale, bounds);
	else
		own = svg_raster(state, command, scale, seen);
	oriel__shape_mask(canvas, mask, x, y, command->head.color);
	oriel__mask_finish(&own);
}
