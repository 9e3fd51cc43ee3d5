/* SPDX-License-Identifier: MIT */
/*
 * The recorder: functions that a class's record calls. Each call appends one command and extends
 * the ink by the touched area inside the clips. Invisible drawing (empty, transparent, not a
 * number) is left out.
 */
#include <oriel/extend/recorder.h>

#include <math.h>
#include <string.h>

#include <oriel/runtime/log.h>

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "paint/display_list_internal.h"
#include "paint/svg_path_internal.h"
#include "text/paragraph_internal.h"

/* Limit of lengths, px. */
#define LENGTH_MAX 4e9f
#define POINTS_MAX 1000

static float recorder_limit(float x) {
	return x > LENGTH_MAX ? LENGTH_MAX : x < -LENGTH_MAX ? -LENGTH_MAX : x;
}

static bool color_is_visible(oriel_color color) {
	return (color & 0xffu) != 0;
}

/* Limits a rectangle to the range of lengths; empty if a member is not a number. */
static struct oriel_rect recorder_limit_rect(struct oriel_rect rect) {
	if (isnan(rect.x) || isnan(rect.y) || oriel_rect_is_empty(rect))
		return (struct oriel_rect){ 0 };
	float right = recorder_limit(rect.x + rect.width),
		bottom = recorder_limit(rect.y + rect.height);
	if (!(fabsf(rect.x) <= LENGTH_MAX && rect.width <= LENGTH_MAX))
		rect.x = recorder_limit(rect.x), rect.width = right - rect.x;
	if (!(fabsf(rect.y) <= LENGTH_MAX && rect.height <= LENGTH_MAX))
		rect.y = recorder_limit(rect.y), rect.height = bottom - rect.y;
	return rect;
}

static float recorder_limit_radius(struct oriel_rect rect, float radius) {
	return !(radius > 0) ? 0 : fminf(radius, fminf(rect.width, rect.height) / 2);
}

static void recorder_touch_area(struct oriel_recorder *recorder, struct oriel__area area) {
	if (recorder->clip_count > 0)
		area = oriel__area_intersect(
			area, oriel__area_of(recorder->clips[recorder->clip_count - 1]));
	recorder->ink = oriel__area_union(recorder->ink, area);
}

static void recorder_touch(struct oriel_recorder *recorder, struct oriel_rect rect) {
	recorder_touch_area(recorder, oriel__area_of(rect));
}

/* Reserves bytes for a command. If there is no memory, the picture has failed, and each further
 * command overwrites the one before. */
static void recorder_reserve(struct oriel_recorder *recorder, size_t size) {
	unsigned char *grown = recorder->has_failed ?
		NULL :
		oriel__try_grow(recorder->bytes, &recorder->capacity, recorder->length + size, 1);
	if (grown == NULL) {
		recorder->has_failed = true;
		oriel__commands_release(recorder->bytes, recorder->length);
		recorder->length = 0;
		grown = oriel__grow(recorder->bytes, &recorder->capacity, size, 1);
	}
	recorder->bytes = grown;
}

static void *recorder_append(
	struct oriel_recorder *recorder, enum oriel__paint_op op, size_t size) {
	size = (size + 7) & ~(size_t)7;
	recorder_reserve(recorder, size);
	struct oriel__command *command = (struct oriel__command *)(void *)(recorder->bytes +
		recorder->length);
	memset(command, 0, size);
	command->op = op;
	command->length = (uint32_t)size;
	recorder->length += size;
	return command;
}

static void *recorder_append_box(struct oriel_recorder *recorder, enum oriel__paint_op op,
	size_t size, struct oriel_rect rect, oriel_color color) {
	struct oriel__command *command = recorder_append(recorder, op, size);
	command->rect = rect;
	command->color = color;
	return command;
}

/* ---- Boxes ---- */

void oriel_record_fill(oriel_recorder *recorder, struct oriel_rect rect, oriel_color color) {
	rect = recorder_limit_rect(rect);
	if (oriel_rect_is_empty(rect) || !color_is_visible(color))
		return;
	recorder_append_box(recorder, ORIEL__PAINT_FILL, sizeof(struct oriel__command), rect, color);
	recorder_touch(recorder, rect);
}

void oriel_record_round_rect(
	oriel_recorder *recorder, struct oriel_rect rect, float radius, oriel_color color) {
	rect = recorder_limit_rect(rect);
	radius = recorder_limit_radius(rect, radius);
	if (oriel_rect_is_empty(rect) || !color_is_visible(color))
		return;
	struct oriel__command *command = recorder_append_box(recorder,
		radius > 0 ? ORIEL__PAINT_ROUND_RECT : ORIEL__PAINT_FILL, sizeof(*command), rect, color);
	command->radius = radius;
	recorder_touch(recorder, rect);
}

static float recorder_limit_width(float width) {
	return width > 0 ? recorder_limit(width) : 0;
}

void oriel_record_border(oriel_recorder *recorder, struct oriel_rect rect,
	struct oriel_edges widths, float radius, oriel_color color) {
	struct oriel_edges edges = { recorder_limit_width(widths.top),
		recorder_limit_width(widths.right), recorder_limit_width(widths.bottom),
		recorder_limit_width(widths.left) };
	rect = recorder_limit_rect(rect);
	if (oriel_rect_is_empty(rect) || !color_is_visible(color))
		return;
	if (edges.top + edges.right + edges.bottom + edges.left == 0)
		return;
	struct oriel__border_command *command = recorder_append_box(
		recorder, ORIEL__PAINT_BORDER, sizeof(*command), rect, color);
	command->head.radius = recorder_limit_radius(rect, radius);
	command->widths = edges;
	recorder_touch(recorder, rect);
}

/* px. Longer shadows are drawn shorter (ORIEL__SHAPE_SHIFT_MAX), by an amount that depends on the
 * scale. */
#define EXACT_SHIFT_MAX 32.0f

static bool shadow_has_exact_area(const struct oriel__shadow_command *shadow) {
	return fabsf(shadow->x) <= EXACT_SHIFT_MAX && fabsf(shadow->y) <= EXACT_SHIFT_MAX &&
		fabsf(shadow->spread) <= EXACT_SHIFT_MAX;
}

static struct oriel__area shadow_ink_area(const struct oriel__shadow_command *shadow) {
	const struct oriel__area box = oriel__area_of(shadow->head.rect);
	double spread =
		(double)(shadow_has_exact_area(shadow) ? shadow->spread : fmaxf(0, shadow->spread));
	struct oriel__area area = oriel__area_outset(box, spread + (double)shadow->blur * 1.5 + 2);
	struct oriel__area thrown = oriel__area_offset(area, (double)shadow->x, (double)shadow->y);
	return shadow_has_exact_area(shadow) ? thrown : oriel__area_union(area, thrown);
}

void oriel_record_shadow(oriel_recorder *recorder, struct oriel_rect rect, float radius,
	const struct oriel_shadow *shadow) {
	rect = recorder_limit_rect(rect);
	if (oriel_rect_is_empty(rect) || !color_is_visible(shadow->color))
		return;
	if (isnan(shadow->x + shadow->y + shadow->blur + shadow->spread))
		return;
	struct oriel__shadow_command *command = recorder_append_box(
		recorder, ORIEL__PAINT_SHADOW, sizeof(*command), rect, shadow->color);
	command->head.radius = recorder_limit_radius(rect, radius);
	command->x = recorder_limit(shadow->x);
	command->y = recorder_limit(shadow->y);
	command->blur = recorder_limit_width(shadow->blur);
	command->spread = recorder_limit(shadow->spread);
	recorder_touch_area(recorder, shadow_ink_area(command));
}

/* ---- Paths ---- */

static bool points_are_numbers(const struct oriel_point *points, size_t count) {
	for (size_t i = 0; i < count; i++)
		if (isnan(points[i].x) || isnan(points[i].y))
			return false;
	return true;
}

static void recorder_record_path(struct oriel_recorder *recorder, enum oriel__paint_op op,
	const struct oriel_point *points, size_t count, float width, oriel_color color) {
	struct oriel__area area = { INFINITY, INFINITY, -INFINITY, -INFINITY };

	if (!color_is_visible(color) || !points_are_numbers(points, count))
		return;
	if (count > POINTS_MAX) {
		oriel_log(ORIEL_LOG_ERROR,
			"paint: a path of %zu points is not drawn; draw it in pieces of at most %d", count,
			POINTS_MAX);
		return;
	}
	struct oriel__path_command *command = recorder_append(
		recorder, op, sizeof(*command) + count * sizeof(*points));
	for (size_t i = 0; i < count; i++) {
		struct oriel_point point = { recorder_limit(points[i].x), recorder_limit(points[i].y) };
		command->points[i] = point;
		area.left = fmin(area.left, (double)point.x);
		area.top = fmin(area.top, (double)point.y);
		area.right = fmax(area.right, (double)point.x);
		area.bottom = fmax(area.bottom, (double)point.y);
	}
	command->count = count;
	command->head.color = color;
	command->head.width = width;
	command->head.rect = oriel__area_hull(oriel__area_outset(area, (double)width / 2 + 1));
	recorder_touch(recorder, command->head.rect);
}

void oriel_record_stroke(oriel_recorder *recorder, const struct oriel_point *points, size_t count,
	float width, oriel_color color) {
	if (count > 0 && width > 0)
		recorder_record_path(
			recorder, ORIEL__PAINT_STROKE, points, count, recorder_limit(width), color);
}

void oriel_record_polygon(
	oriel_recorder *recorder, const struct oriel_point *points, size_t count, oriel_color color) {
	if (count >= 3)
		recorder_record_path(recorder, ORIEL__PAINT_POLYGON, points, count, 0, color);
}

/* The origin moves by up to half a pixel, and round ends may touch one more. */
void oriel_record_svg_path(oriel_recorder *recorder, oriel_svg_path *path, struct oriel_point at,
	float scale, float width, oriel_color color) {
	struct oriel_rect box = oriel_svg_path_bounds(path);
	if (!color_is_visible(color) || path->count == 0 || !isfinite(at.x) || !isfinite(at.y) ||
		!(scale > 0 && scale < LENGTH_MAX))
		return;
	double unit = (double)scale, left = (double)box.x * unit, top = (double)box.y * unit;
	struct oriel__area area = { left, top, left + (double)box.width * unit,
		top + (double)box.height * unit };
	width = recorder_limit_width(width);
	area = oriel__area_outset(
		oriel__area_offset(area, (double)at.x, (double)at.y), (double)width / 2 + 2);
	struct oriel__svg_path_command *command = recorder_append_box(recorder, ORIEL__PAINT_SVG_PATH,
		sizeof(*command), recorder_limit_rect(oriel__area_hull(area)), color);
	command->head.width = width;
	command->path = oriel_svg_path_ref(path);
	command->at = at;
	command->scale = scale;
	recorder_touch(recorder, command->head.rect);
}

/* ---- Bitmaps ---- */

void oriel_record_bitmap(oriel_recorder *recorder, oriel_bitmap *bitmap, struct oriel_rect place,
	struct oriel_rect clip, float radius) {
	place = recorder_limit_rect(place);
	clip = recorder_limit_rect(clip);
	radius = recorder_limit_radius(clip, radius);
	if (oriel_rect_is_empty(oriel_rect_intersect(place, clip)))
		return;
	struct oriel__bitmap_command *command = recorder_append_box(
		recorder, ORIEL__PAINT_BITMAP, sizeof(*command), clip, 0);
	command->head.radius = radius;
	command->bitmap = oriel_bitmap_ref(bitmap);
	command->place = place;
	recorder_touch(recorder, clip);
}

/* ---- Text ---- */

/* Returns the baseline of the line that contains a rectangle of the paragraph, or a negative
 * number. */
static float recorder_baseline_in(
	const struct oriel__glyph_run *runs, size_t count, struct oriel_rect line, float *size) {
	for (size_t i = 0; i < count; i++) {
		float y = runs[i].count > 0 ? runs[i].positions[0].y : -1;
		*size = runs[i].size;
		if (y >= line.y && y <= line.y + line.height)
			return y;
	}
	return -1;
}

/* Records a line through the lower-case letters of each line of text. */
static void recorder_strike_through(struct oriel_recorder *recorder,
	const oriel_paragraph *paragraph, const struct oriel__glyphs *glyphs, struct oriel_point at,
	oriel_color color) {
	size_t length, run_count;
	const struct oriel__glyph_run *runs = oriel__glyphs_runs(glyphs, &run_count);

	oriel_paragraph_text(paragraph, &length);
	size_t count = oriel_paragraph_range(paragraph, 0, length, NULL, 0);
	struct oriel_rect *line = oriel__try_alloc(count + 1, sizeof(*line));
	if (line == NULL) {
		recorder->has_failed = true;
		return;
	}
	oriel_paragraph_range(paragraph, 0, length, line, count);
	for (size_t i = 0; i < count; i++) {
		float size;
		float baseline = recorder_baseline_in(runs, run_count, line[i], &size);
		if (baseline >= 0)
			oriel_record_fill(recorder,
				(struct oriel_rect){ at.x + line[i].x, at.y + baseline - size * 0.31f,
					line[i].width, fmaxf(1, size / 14) },
				color);
	}
	oriel__free(line);
}

void oriel_record_paragraph(oriel_recorder *recorder, const oriel_paragraph *paragraph, float x,
	float y, oriel_color color) {
	if (!color_is_visible(color) || !isfinite(x) || !isfinite(y))
		return;
	struct oriel__glyphs *glyphs = oriel__paragraph_glyphs(paragraph);
	struct oriel_rect bounds = oriel__glyphs_bounds(glyphs);
	if (oriel_rect_is_empty(bounds)) {
		oriel__glyphs_unref(glyphs);
		return;
	}
	/* baselines are rounded by up to half a pixel, and hinting moves outlines by less than one */
	bounds = oriel__area_hull(
		oriel__area_outset(oriel__area_offset(oriel__area_of(bounds), (double)x, (double)y), 1));
	struct oriel__glyphs_command *command = recorder_append_box(
		recorder, ORIEL__PAINT_GLYPHS, sizeof(*command), bounds, color);
	command->glyphs = glyphs;
	command->at = (struct oriel_point){ x, y };
	recorder_touch(recorder, bounds);
	if (recorder->has_strike_through)
		recorder_strike_through(recorder, paragraph, glyphs, command->at, color);
}

/* ---- Clips ---- */

static void recorder_append_clip(struct oriel_recorder *recorder) {
	if (recorder->clip_count > 0)
		recorder_append_box(recorder, ORIEL__PAINT_CLIP, sizeof(struct oriel__command),
			recorder->clips[recorder->clip_count - 1], 0);
	else
		recorder_append(recorder, ORIEL__PAINT_UNCLIP, sizeof(struct oriel__command));
}

void oriel_record_push_clip(oriel_recorder *recorder, struct oriel_rect rect) {
	rect = recorder_limit_rect(rect);
	if (recorder->clip_count > 0)
		rect = oriel_rect_intersect(rect, recorder->clips[recorder->clip_count - 1]);
	recorder->clips = oriel__grow(recorder->clips, &recorder->clip_capacity,
		recorder->clip_count + 1, sizeof(*recorder->clips));
	recorder->clips[recorder->clip_count++] = rect;
	recorder_append_clip(recorder);
}

void oriel_record_pop_clip(oriel_recorder *recorder) {
	ORIEL_ASSERT(recorder->clip_count > 0,
		"oriel_record_pop_clip: no clip is open; call oriel_record_push_clip() before");
	recorder->clip_count--;
	recorder_append_clip(recorder);
}

void oriel__recorder_close_clips(struct oriel_recorder *recorder) {
	while (recorder->clip_count > 0)
		oriel_record_pop_clip(recorder);
}

void oriel__commands_release(unsigned char *bytes, size_t length) {
	for (size_t at = 0; at < length;) {
		const struct oriel__command *command = (const struct oriel__command *)(const void *)(bytes +
			at);
		if (command->op == ORIEL__PAINT_GLYPHS)
			oriel__glyphs_unref(
				oriel__container_of(command, const struct oriel__glyphs_command, head)->glyphs);
		else if (command->op == ORIEL__PAINT_SVG_PATH)
			oriel_svg_path_unref(
				oriel__container_of(command, const struct oriel__svg_path_command, head)->path);
		else if (command->op == ORIEL__PAINT_BITMAP)
			oriel_bitmap_unref(
				oriel__container_of(command, const struct oriel__bitmap_command, head)->bitmap);
		at += command->length;
	}
}
