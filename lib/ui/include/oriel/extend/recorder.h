/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of widgets: recording the picture of a widget into its display list.
 *
 * Coordinates are px from the corner of the widget's border box. Later commands are drawn over
 * earlier ones. Nothing is drawn while a widget records: the list is drawn whenever a part of the
 * widget has to be painted.
 *
 * ```c
 * static void dot_record(oriel_widget *widget, oriel_recorder *recorder) {
 *     struct oriel_rect box = oriel_widget_content_box(widget);
 *     oriel_record_round_rect(recorder, (struct oriel_rect){ box.x, box.y, 8, 8 }, 4,
 *         ORIEL_RGB(0x3584e4));
 * }
 * ```
 *
 * Thread: loop; only inside a class's record. Errors: without memory for a command the widget keeps
 * its old picture, and an error is logged.
 */
#ifndef ORIEL_EXTEND_RECORDER_H
#define ORIEL_EXTEND_RECORDER_H

#include <oriel/extend/style.h>
#include <oriel/extend/paragraph.h>
#include <oriel/extend/svg_path.h>
#include <oriel/extend/widget.h>
#include <oriel/ui/bitmap.h>

ORIEL_BEGIN

/** Records a filled rectangle. */
ORIEL_API void oriel_record_fill(
	oriel_recorder *recorder, struct oriel_rect rect, oriel_color color);
/** Records a filled rectangle with round corners. @param radius px; at most half of the shorter
 * side is used */
ORIEL_API void oriel_record_round_rect(
	oriel_recorder *recorder, struct oriel_rect rect, float radius, oriel_color color);
/** Records a frame inside a rectangle. @param widths px; widths above 0 are rounded down to device
 * pixels, and are at least 1. @param radius px */
ORIEL_API void oriel_record_border(oriel_recorder *recorder, struct oriel_rect rect,
	struct oriel_edges widths, float radius, oriel_color color);
/** Records the blurred shadow of a rectangle with round corners; it is drawn outside the rectangle
 * only. @param radius px */
ORIEL_API void oriel_record_shadow(oriel_recorder *recorder, struct oriel_rect rect, float radius,
	const struct oriel_shadow *shadow);
/** Records a line through points, with round ends and joints. @param points px, copied. @param
 * count at most 1000; for more, an error is logged. @param width px */
ORIEL_API void oriel_record_stroke(oriel_recorder *recorder, const struct oriel_point *points,
	size_t count, float width, oriel_color color);
/** Records a filled polygon (non-zero winding). @param points px, copied. @param count at most
 * 1000; for more, an error is logged */
ORIEL_API void oriel_record_polygon(
	oriel_recorder *recorder, const struct oriel_point *points, size_t count, oriel_color color);
/**
 * Records a path, filled (non-zero winding) or as a line with round ends and joints. Its origin is
 * rounded to a whole device pixel, so that equal paths look alike everywhere.
 * @param path  the list keeps a reference
 * @param at    px; the place of the path's origin
 * @param scale px of one unit of the path, e.g. 1.5 for a grid of 16 in a box of 24 px
 * @param width px, of the line; 0: filled
 */
ORIEL_API void oriel_record_svg_path(oriel_recorder *recorder, oriel_svg_path *path,
	struct oriel_point at, float scale, float width, oriel_color color);
/**
 * Records a bitmap, scaled to a place and clipped. A place whose size in device pixels is that of
 * the bitmap shows its pixels unchanged.
 * @param bitmap the list keeps a reference
 * @param place  px; where the whole bitmap stands
 * @param clip   px; only the part inside is drawn
 * @param radius px, of the corners of clip; at most half of its shorter side is used
 */
ORIEL_API void oriel_record_bitmap(oriel_recorder *recorder, oriel_bitmap *bitmap,
	struct oriel_rect place, struct oriel_rect clip, float radius);
/** Records a paragraph, as it is broken now, with its top left corner at (x, y), px. The list keeps
 * what it needs of the paragraph, which may be destroyed. */
ORIEL_API void oriel_record_paragraph(oriel_recorder *recorder, const oriel_paragraph *paragraph,
	float x, float y, oriel_color color);
/** Clips the following commands to a rectangle, until the matching oriel_record_pop_clip(). Pairs
 * nest; open ones end with the recording. */
ORIEL_API void oriel_record_push_clip(oriel_recorder *recorder, struct oriel_rect rect);
/** Ends the clip that oriel_record_push_clip() began last. */
ORIEL_API void oriel_record_pop_clip(oriel_recorder *recorder);

ORIEL_END

#endif
