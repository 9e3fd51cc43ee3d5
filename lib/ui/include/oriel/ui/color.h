/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Colours: sRGB, 8 bits a channel, alpha not premultiplied.
 *
 * ```c
 * oriel_color grey = oriel_color_mix(ORIEL_RGB(0x000000), ORIEL_RGB(0xffffff), 0.5f); // 0x808080ff
 * ```
 *
 * Thread: any. Errors: a status for a text that is no colour. Source: CSS Color 4.
 */
#ifndef ORIEL_UI_COLOR_H
#define ORIEL_UI_COLOR_H

#include <oriel/runtime/status.h>

ORIEL_BEGIN

/** A colour as 0xRRGGBBAA, in the order of CSS's \#rrggbbaa. 0 is transparent. */
typedef uint32_t oriel_color;

/** Makes an opaque colour: ORIEL_RGB(0x3584e4). */
#define ORIEL_RGB(hex) ((oriel_color)(((uint32_t)(hex) << 8) | 0xffu))
/** Makes a colour from 0xRRGGBB and an alpha from 0 to 255. */
#define ORIEL_RGBA(hex, alpha) ((oriel_color)(((uint32_t)(hex) << 8) | (uint32_t)(alpha)))
/** The transparent colour. */
#define ORIEL_TRANSPARENT ((oriel_color)0)

/** Returns a at t = 0, b at t = 1, and in between a colour interpolated in premultiplied sRGB.
 * @param t clamped to 0 … 1. Source: CSS Color 4, §12. */
ORIEL_API oriel_color oriel_color_mix(oriel_color a, oriel_color b, float t);

/**
 * Parses \#rgb, \#rgba, \#rrggbb, \#rrggbbaa, and "transparent".
 * @param out set only on ORIEL_OK
 * @return ORIEL_SYNTAX_ERROR for any other text
 */
ORIEL_API enum oriel_status oriel_color_parse(const char *text, oriel_color *out);

ORIEL_END

#endif
