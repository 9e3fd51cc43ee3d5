/* SPDX-License-Identifier: MIT */
/*
 * Drawing of glyphs. Glyphs are positioned at quarters of a pixel horizontally and at whole pixels
 * vertically, since baselines are rounded. Light hinting moves outlines only vertically, so the
 * advances are those of the layout. Glyphs up to TEXT_SIZE_MAX are in pixman's glyph cache, which
 * limits its number of glyphs. pixman composites many of them in one call. Larger glyphs are masks
 * in the cache of shapes. Lengths in FreeType's 26.6 format are multiples of 1/64 device px.
 */
#include "paint/glyph_internal.h"

#include <stdlib.h>

#include "paint/shape_key_internal.h"
#include "text/font_internal.h"

#define TEXT_SIZE_MAX (48 * 64)    /* 26.6 device px per em */
#define GLYPH_SIZE_MAX (4096 * 64) /* 26.6 device px per em; larger glyphs are drawn in this size */
#define GLYPH_MASK_MAX 1024        /* device px; limit of the longer side of a cached mask */
#define DISTANCE_MAX 30000         /* device px from the clip; limit of pixman's coordinates */
#define BATCH 128                  /* glyphs composited by one call of pixman */

/* The position of a glyph in device px of the window. quarter is the fraction of x: 0 to 3 quarters
 * of a pixel. */
struct place {
	int x, y, quarter;
};

static int glyph_baseline(const struct oriel__device_space *space, float y) {
	return oriel__device_round(space->origin.y + (double)y * (double)space->scale);
}

static struct place glyph_place_at(const struct oriel__device_space *space, float x, int baseline) {
	int quarters = oriel__device_floor(
		oriel__device_limit(space->origin.x + (double)x * (double)space->scale) * 4 + 0.5);
	int quarter = (int)((unsigned)quarters & 3);
	return (struct place){ (quarters - quarter) / 4, baseline, quarter };
}

static struct place glyph_place_of(const struct oriel__device_space *space, struct oriel_point at) {
	return glyph_place_at(space, at.x, glyph_baseline(space, at.y));
}

/* ---- Outlines ---- */

/* Loads a glyph's outline, in 26.6 device px with y downwards. Returns NULL for a glyph without
 * an outline, e.g. a space. A slant moves x by 0x3700 / 0x10000 = 0.21 of y, i.e. by 12 degrees. */
static FT_Outline *glyph_load(
	FT_Face face, struct oriel__font *font, uint32_t glyph, int size, int quarter) {
	const FT_Matrix mirror = { 0x10000, 0, 0, -0x10000 }, slant = { 0x10000, 0x3700, 0, 0x10000 };
	if (FT_Set_Char_Size(face, 0, size, 72, 72) != 0 ||
		FT_Load_Glyph(face, glyph, FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT) != 0)
		return NULL;
	if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE || face->glyph->outline.n_points == 0)
		return NULL;
	FT_Outline *outline = &face->glyph->outline;
	if (oriel__font_is_emboldened(font))
		FT_Outline_EmboldenXY(outline, size / 24, size / 48);
	if (oriel__font_is_slanted(font))
		FT_Outline_Transform(outline, &slant);
	FT_Outline_Translate(outline, quarter * 16, 0);
	FT_Outline_Transform(outline, &mirror);
	return outline;
}

static struct oriel_device_rect glyph_outline_bounds(const FT_Outline *outline) {
	FT_BBox box;
	FT_Outline_Get_CBox(outline, &box);
	return oriel__device_rect_of((int)(box.xMin >> 6), (int)(box.yMin >> 6),
		(int)((box.xMax + 63) >> 6), (int)((box.yMax + 63) >> 6));
}

static struct oriel__mask glyph_raster(
	FT_Library freetype, FT_Outline *outline, struct oriel_device_rect rect) {
	struct oriel__mask mask = oriel__mask_new(rect.x, rect.y, rect.width, rect.height);
	oriel__mask_outline(freetype, &mask, outline);
	return mask;
}

/* ---- Text ---- */

/* Packs a font and a size into a key of the cache: a pointer that is never dereferenced. A size up
 * to TEXT_SIZE_MAX fits in 12 bits. */
static void *glyph_font_key(struct oriel__font *font, int size) {
	return (void *)(uintptr_t)(oriel__font_id(font) << 12 | (uint64_t)size);
}

static void *glyph_key(uint32_t glyph, int quarter) {
	return (void *)((uintptr_t)glyph << 2 | (uintptr_t)quarter);
}

static const void *glyph_insert(struct oriel__paint_state *state,
	const struct oriel__glyph_run *run, uint32_t glyph, int size, int quarter) {
	FT_Face face = oriel__font_face(run->font);
	FT_Outline *outline = face != NULL ? glyph_load(face, run->font, glyph, size, quarter) : NULL;
	struct oriel_device_rect bounds = outline != NULL ? glyph_outline_bounds(outline) :
														(struct oriel_device_rect){ 0 };
	bool has_ink = bounds.width > 0 && bounds.height > 0;
	/* A glyph without ink is cached as an empty mask. A glyph for which there is no memory is not
	 * cached, so the next drawing tries again. */
	struct oriel__mask mask = has_ink ? glyph_raster(state->freetype, outline, bounds) :
										oriel__mask_new(0, 0, 1, 1);
	if (mask.image == NULL)
		return NULL;
	const void *inserted = pixman_glyph_cache_insert(state->glyphs, glyph_font_key(run->font, size),
		glyph_key(glyph, quarter), -mask.left, -mask.top, mask.image);
	oriel__mask_finish(&mask);
	return inserted;
}

static bool glyph_is_far(const struct oriel__canvas *canvas, const struct place *place) {
	return abs(place->x - canvas->clip.x) > DISTANCE_MAX ||
		abs(place->y - canvas->clip.y) > DISTANCE_MAX;
}

static void glyph_draw_text(struct oriel__paint_state *state, struct oriel__canvas *canvas,
	const struct oriel__glyph_run *run, const struct oriel__device_space *space, int size,
	oriel_color color) {
	pixman_glyph_t batch[BATCH];
	void *font = glyph_font_key(run->font, size);
	float y = run->count > 0 ? run->positions[0].y : 0;
	int count = 0, baseline = glyph_baseline(space, y);

	pixman_glyph_cache_freeze(state->glyphs);
	for (size_t i = 0; i < run->count; i++) {
		const struct oriel_point *at = &run->positions[i];
		if (at->y != y) {
			y = at->y;
			baseline = glyph_baseline(space, y);
		}
		struct place place = glyph_place_at(space, at->x, baseline);
		if (glyph_is_far(canvas, &place))
			continue;
		const void *glyph = pixman_glyph_cache_lookup(
			state->glyphs, font, glyph_key(run->glyphs[i], place.quarter));
		if (glyph == NULL)
			glyph = glyph_insert(state, run, run->glyphs[i], size, place.quarter);
		if (glyph != NULL)
			batch[count++] = (pixman_glyph_t){ place.x - canvas->area.x, place.y - canvas->area.y,
				glyph };
		if (count == BATCH) {
			oriel__canvas_glyphs(canvas, state->glyphs, batch, count, color);
			count = 0;
		}
	}
	if (count > 0)
		oriel__canvas_glyphs(canvas, state->glyphs, batch, count, color);
	pixman_glyph_cache_thaw(state->glyphs);
}

/* ---- Large glyphs ---- */

static void glyph_draw_mask(struct oriel__canvas *canvas, const struct oriel__mask *mask,
	const struct place *place, oriel_color color) {
	struct oriel_device_rect rect = { place->x + mask->left, place->y + mask->top, mask->width,
		mask->height };
	if (mask->image != NULL)
		oriel__canvas_mask(canvas, mask->image, 0, 0, rect, color);
}

static void glyph_draw_large(struct oriel__paint_state *state, struct oriel__canvas *canvas,
	const struct oriel__glyph_run *run, uint32_t glyph, const struct place *place, int size,
	oriel_color color) {
	uint64_t id = oriel__font_id(run->font);
	const struct oriel__shape_key key = { ORIEL__SHAPE_GLYPH, (int32_t)glyph, size, place->quarter,
		{ (int32_t)(uint32_t)id, (int32_t)(uint32_t)(id >> 32) } };
	const struct oriel__mask *found = oriel__mask_cache_find(state->masks, &key, sizeof(key));
	if (found != NULL) {
		glyph_draw_mask(canvas, found, place, color);
		return;
	}
	FT_Face face = oriel__font_face(run->font);
	FT_Outline *outline = face != NULL ? glyph_load(face, run->font, glyph, size, place->quarter) :
										NULL;
	if (outline == NULL)
		return;
	struct oriel_device_rect bounds = glyph_outline_bounds(outline);
	if (bounds.width <= GLYPH_MASK_MAX && bounds.height <= GLYPH_MASK_MAX) {
		struct oriel__mask mask = glyph_raster(state->freetype, outline, bounds);
		glyph_draw_mask(
			canvas, oriel__mask_cache_add(state->masks, &key, sizeof(key), mask), place, color);
		return;
	}
	bounds = oriel__device_intersect(
		bounds, oriel__device_offset(canvas->clip, -place->x, -place->y));
	struct oriel__mask mask = glyph_raster(state->freetype, outline, bounds);
	glyph_draw_mask(canvas, &mask, place, color);
	oriel__mask_finish(&mask);
}

static void glyph_draw_run(struct oriel__paint_state *state, struct oriel__canvas *canvas,
	const struct oriel__glyph_run *run, const struct oriel__device_space *space,
	oriel_color color) {
	double wanted = (double)run->size * (double)space->scale * 64 + 0.5;
	int size = wanted < GLYPH_SIZE_MAX ? (int)wanted : GLYPH_SIZE_MAX;

	if (size <= TEXT_SIZE_MAX) {
		glyph_draw_text(state, canvas, run, space, size, color);
		return;
	}
	for (size_t i = 0; i < run->count; i++) {
		struct place place = glyph_place_of(space, run->positions[i]);
		glyph_draw_large(state, canvas, run, run->glyphs[i], &place, size, color);
	}
}

/* Tells whether the run's bounds reach the clip, with one more pixel around them for rounding and
 * hinting. */
static bool glyph_run_is_visible(const struct oriel__canvas *canvas,
	const struct oriel__glyph_run *run, const struct oriel__device_space *space) {
	struct oriel_device_rect rect = oriel__device_cover(space, run->bounds);
	return oriel__device_overlap(oriel__device_inset(rect, -1, -1, -1, -1), canvas->clip);
}

size_t oriel__glyphs_draw(struct oriel__paint_state *state, struct oriel__canvas *canvas,
	const struct oriel__glyphs *glyphs, const struct oriel__device_space *space,
	oriel_color color) {
	size_t count, drawn = 0;
	const struct oriel__glyph_run *runs = oriel__glyphs_runs(glyphs, &count);

	for (size_t i = 0; i < count; i++) {
		if (!glyph_run_is_visible(canvas, &runs[i], space))
			continue;
		glyph_draw_run(state, canvas, &runs[i], space, color);
		drawn += runs[i].count;
	}
	return drawn;
}
