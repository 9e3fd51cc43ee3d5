/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of widgets: shapes in the syntax of SVG's path data, parsed once and drawn at any
 * size.
 *
 * The whole grammar is supported: M, L, H, V, C, S, Q, T, A and Z, absolute and relative. Widgets
 * with equal shapes share one path. Coordinates of a path are numbers without a unit, and
 * oriel_record_svg_path() gives them their size.
 *
 * ```c
 * struct oriel_svg_path_error error;
 * oriel_svg_path *tick = oriel_svg_path_try_parse("M3 8.5 6.5 12 13 4.5", &error); // grid of 16
 * if (!tick)
 *     printf("byte %zu: %s\n", error.offset, error.reason);
 * ```
 *
 * Thread: any; a path is immutable. Errors: oriel_svg_path_try_parse() returns NULL and the reason.
 * Source: SVG 2, "Paths".
 */
#ifndef ORIEL_EXTEND_SVG_PATH_H
#define ORIEL_EXTEND_SVG_PATH_H

#include <oriel/ui/geometry.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** A parsed path, immutable and reference-counted. */
typedef struct oriel_svg_path oriel_svg_path;

/** The most segments that a path may have. An arc counts as up to four segments. */
#define ORIEL_SVG_PATH_SEGMENTS_MAX 8000

/** Why a text is no path. */
struct oriel_svg_path_error {
	size_t offset;      /**< bytes from the start of the text to the error, e.g. 3 */
	const char *reason; /**< static, e.g. "a number is expected" */
};

/**
 * Parses path data, e.g. "M2 2h12v12H2Z".
 * @param data  NUL-terminated, copied; an empty text is a path that draws nothing
 * @param error filled in if NULL is returned; may be NULL
 * @return a path with one reference; NULL if the text has an error, a number that is not finite as
 * a float, more than ORIEL_SVG_PATH_SEGMENTS_MAX segments, or if there is no memory
 */
ORIEL_API oriel_svg_path *oriel_svg_path_try_parse(
	const char *data, struct oriel_svg_path_error *error);
/** Adds a reference. @return path */
ORIEL_API oriel_svg_path *oriel_svg_path_ref(oriel_svg_path *path);
/** Releases a reference; the last one frees the path. NULL is allowed. */
ORIEL_API void oriel_svg_path_unref(oriel_svg_path *path);
/** Returns a rectangle around all points and control points of the path, in units of the path. It
 * contains the filled shape, and may be larger. All zeros for an empty path. */
ORIEL_API struct oriel_rect oriel_svg_path_bounds(const oriel_svg_path *path);

ORIEL_END

#endif
