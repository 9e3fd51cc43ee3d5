/* SPDX-License-Identifier: MIT */
/*
 * Boxes with round corners and their frames, drawn as nine-patches of cached masks. Radii are
 * rounded to quarters of a pixel.
 */
#include "paint/shape_internal.h"

#include "paint/outline_internal.h"
#include "paint/patch_internal.h"
#include "paint/shape_key_internal.h"

/* Rasterises a box, or a frame if inner is not all zeros. */
static struct oriel__mask shape_raster_box(
	FT_Library freetype, int width, int height, float radius, struct oriel__frame_widths inner) {
	struct oriel__mask mask = oriel__mask_new(0, 0, width, height);
	struct oriel__outline outline = { .point_count = 0 };
	const float w = (float)width, h = (float)height;

	oriel__outline_add_box(
		&outline, 0, 0, w, h, (struct oriel__corner_radii){ radius, radius, radius, radius });
	if (inner.top + inner.right + inner.bottom + inner.left > 0)
		oriel__outline_add_box(&outline, (float)inner.left, (float)inner.top,
			w - (float)inner.right, h - (float)inner.bottom,
			(struct oriel__corner_radii){ fmaxf(0, radius - (float)inner.left),
				fmaxf(0, radius - (float)inner.top), fmaxf(0, radius - (float)inner.right),
				fmaxf(0, radius - (float)inner.bottom) });
	FT_Outline ft = oriel__outline_of(&outline);
	oriel__mask_outline(freetype, &mask, &ft);
	return mask;
}

static const struct oriel__mask *shape_box_mask(struct oriel__paint_state *state, int width,
	int height, int quarters, struct oriel__frame_widths inner) {
	const struct oriel__shape_key key = { ORIEL__SHAPE_BOX, width, height, quarters,
		{ inner.top, inner.right, inner.bottom, inner.left } };
	const struct oriel__mask *mask = oriel__mask_cache_find(state->masks, &key, sizeof(key));
	if (mask != NULL)
		return mask;
	return oriel__mask_cache_add(state->masks, &key, sizeof(key),
		shape_raster_box(state->freetype, width, height, (float)quarters / 4, inner));
}

/* Returns the radius in quarters of a pixel; at most half of the shorter side. */
static int shape_limit_radius(float radius, int width, int height) {
	float most = (float)oriel__min(width, height) / 2;
	return (int)(fminf(fminf(radius, most), ORIEL__SHAPE_RADIUS_MAX) * 4 + 0.5f);
}

int oriel__shape_corner(int width, int height, float radius) {
	return oriel__min(
		(shape_limit_radius(radius, width, height) + 3) / 4, (oriel__min(width, height) + 1) / 2);
}

const struct oriel__mask *oriel__shape_round_mask(
	struct oriel__paint_state *state, int width, int height, float radius, int *corner) {
	int quarters = shape_limit_radius(radius, width, height);
	*corner = (quarters + 3) / 4;
	return shape_box_mask(state, oriel__patch_size(width, *corner, 1),
		oriel__patch_size(height, *corner, 1), quarters, (struct oriel__frame_widths){ 0 });
}

void oriel__shape_round_rect(struct oriel__paint_state *state, struct oriel__canvas *canvas,
	struct oriel_device_rect box, float radius, oriel_color color) {
	int corner;
	if (oriel__device_is_empty(box))
		return;
	const struct oriel__mask *mask = oriel__shape_round_mask(
		state, box.width, box.height, radius, &corner);
	struct oriel__patch_shape shape = { .corner_x = corner, .corner_y = corner, .middle = 1 };
	oriel__patch_draw(canvas, mask, &shape, box, ORIEL__PATCH_SOLID, color);
}

/* Fills the straight edges of a frame, without the corners. */
static void shape_fill_edges(struct oriel__canvas *canvas, struct oriel_device_rect box,
	struct oriel__frame_widths widths, int corner_x, int corner_y, int across, int down,
	oriel_color color) {
	int x = box.x + corner_x, y = box.y + corner_y, right = box.x + box.width,
		bottom = box.y + box.height;
	oriel__canvas_fill(canvas, (struct oriel_device_rect){ x, box.y, across, widths.top }, color);
	oriel__canvas_fill(canvas,
		(struct oriel_device_rect){ x, bottom - widths.bottom, across, widths.bottom }, color);
	oriel__canvas_fill(canvas, (struct oriel_device_rect){ box.x, y, widths.left, down }, color);
	oriel__canvas_fill(
		canvas, (struct oriel_device_rect){ right - widths.right, y, widths.right, down }, color);
}

/* Limits widths to the box; widths that are too large meet inside. */
static struct oriel__frame_widths shape_limit_widths(
	struct oriel__frame_widths widths, struct oriel_device_rect box) {
	widths.top = oriel__min(widths.top, box.height);
	widths.bottom = oriel__min(widths.bottom, box.height - widths.top);
	widths.left = oriel__min(widths.left, box.width);
	widths.right = oriel__min(widths.right, box.width - widths.left);
	return widths;
}

void oriel__shape_border(struct oriel__paint_state *state, struct oriel__canvas *canvas,
	struct oriel_device_rect box, struct oriel__frame_widths widths, float radius,
	oriel_color color) {
	if (oriel__device_is_empty(box))
		return;
	widths = shape_limit_widths(widths, box);
	int quarters = shape_limit_radius(radius, box.width, box.height);
	if (quarters == 0) {
		oriel__canvas_fill(
			canvas, (struct oriel_device_rect){ box.x, box.y, box.width, widths.top }, color);
		oriel__canvas_fill(canvas,
			(struct oriel_device_rect){
				box.x, box.y + box.height - widths.bottom, box.width, widths.bottom },
			color);
		shape_fill_edges(canvas, box,
			(struct oriel__frame_widths){ .left = widths.left, .right = widths.right }, 0,
			widths.top, 0, box.height - widths.top - widths.bottom, color);
		return;
	}
	int corner = (quarters + 3) / 4;
	struct oriel__patch_shape shape = {
		.corner_x = oriel__max(corner, oriel__max(widths.left, widths.right)),
		.corner_y = oriel__max(corner, oriel__max(widths.top, widths.bottom)),
		.middle = 1,
	};
	const struct oriel__mask *mask = shape_box_mask(state,
		oriel__patch_size(box.width, shape.corner_x, 1),
		oriel__patch_size(box.height, shape.corner_y, 1), quarters, widths);
	oriel__patch_draw(canvas, mask, &shape, box, ORIEL__PATCH_CORNERS, color);
	shape_fill_edges(canvas, box, widths, shape.corner_x, shape.corner_y,
		oriel__patch_middle(box.width, shape.corner_x, 1),
		oriel__patch_middle(box.height, shape.corner_y, 1), color);
}
