/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of widgets: recording what a widget looks like into its display list.
 *
 * Coordinates are px from the corner of the widget's border box. Later commands are drawn over
 * earlier ones. Nothing is drawn while recording.
 *
 * Thread: loop; only inside a class's record. Errors: without memory for what is recorded the
 * widget looks as before, as is logged.
 */
#ifndef ORIEL_EXTEND_RECORDER_H
#define ORIEL_EXTEND_RECORDER_H

#include <oriel/extend/style.h>
#include <oriel/extend/paragraph.h>
#include <oriel/extend/widget.h>

ORIEL_BEGIN

ORIEL_API void oriel_record_fill(
	oriel_recorder *recorder, struct oriel_rect rect, oriel_color color);
/** A filled rectangle with round corners. @param radius px; at most half of the shorter side is
 * used */
ORIEL_API void oriel_record_round_rect(
	oriel_recorder *recorder, struct oriel_rect rect, float radius, oriel_color color);
/** A frame inside rect. @param widths px; above 0 they are floored to device pixels, at least 1 */
ORIEL_API void oriel_record_border(oriel_recorder *recorder, struct oriel_rect rect,
	struct oriel_edges widths, float radius, oriel_color color);
/** The blurred shadow of a rectangle with round corners, outside it only. */
ORIEL_API void oriel_record_shadow(oriel_recorder *recorder, struct oriel_rect rect, float radius,
	const struct oriel_shadow *shadow);
/** A line through points, with round ends and joints. @param points px, copied @param count at most
 * 1000 (more: an error is logged) */
ORIEL_API void oriel_record_stroke(oriel_recorder *recorder, const struct oriel_point *points,
	size_t count, float width, oriel_color color);
/** A filled polygon (non-zero winding). @param points px, copied @param count at most 1000 (more:
 * an error is logged) */
ORIEL_API void oriel_record_polygon(
	oriel_recorder *recorder, const struct oriel_point *points, size_t count, oriel_color color);
/** A paragraph with its top left corner at x, y, as it is broken now. The list keeps what it needs
 * of it. */
ORIEL_API void oriel_record_paragraph(oriel_recorder *recorder, const oriel_paragraph *paragraph,
	float x, float y, oriel_color color);
/** Clips what follows to rect, until the matching oriel_record_pop_clip(). Pairs nest; those left
 * open end with the record. */
ORIEL_API void oriel_record_push_clip(oriel_recorder *recorder, struct oriel_rect rect);
ORIEL_API void oriel_record_pop_clip(oriel_recorder *recorder);

ORIEL_END

#endif
