/* SPDX-License-Identifier: MIT */
/*
 * Boxes with round corners, their frames and shadows, and paths, drawn with masks. All sizes are in
 * device px.
 */
#ifndef ORIEL_PAINT_SHAPE_INTERNAL_H
#define ORIEL_PAINT_SHAPE_INTERNAL_H

#include "paint/canvas_internal.h"
#include "paint/display_list_internal.h"
#include "paint/paint_state_internal.h"

struct oriel__frame_widths {
	int top, right, bottom, left;
};

void oriel__shape_round_rect(struct oriel__paint_state *state, struct oriel__canvas *canvas,
	struct oriel_device_rect box, float radius, oriel_color color);
void oriel__shape_border(struct oriel__paint_state *state, struct oriel__canvas *canvas,
	struct oriel_device_rect box, struct oriel__frame_widths widths, float radius,
	oriel_color color);
/* Draws the shadow of box, moved by offset; blur and spread as in CSS. */
void oriel__shape_shadow(struct oriel__paint_state *state, struct oriel__canvas *canvas,
	struct oriel_device_rect box, float radius, struct oriel__device_point offset, float blur,
	float spread, oriel_color color);
/* Draws a stroke or a polygon; x, y is the pixel at the path's origin. */
void oriel__shape_path(struct oriel__paint_state *state, struct oriel__canvas *canvas, int x, int y,
	float scale, const struct oriel__path_command *path);
/* Draws a path of SVG data; x, y is the pixel at the path's origin. */
void oriel__shape_svg_path(struct oriel__paint_state *state, struct oriel__canvas *canvas, int x,
	int y, float scale, const struct oriel__svg_path_command *command);
/* Draws a colour through a mask, which may have no image. */
void oriel__shape_mask(
	struct oriel__canvas *canvas, const struct oriel__mask *mask, int x, int y, oriel_color color);
/* Returns how far a round corner of a box extends along its edges. */
int oriel__shape_corner(int width, int height, float radius);
/* Returns the coverage of a box with round corners, as a nine-patch with corners of *corner;
 * borrowed until the next shape. */
const struct oriel__mask *oriel__shape_round_mask(
	struct oriel__paint_state *state, int width, int height, float radius, int *corner);

#endif
