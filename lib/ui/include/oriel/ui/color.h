/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Colours: sRGB, 8 bits a channel, alpha not premultiplied.
 *
 * Thread: any. Nothing here can fail.
 */
#ifndef ORIEL_UI_COLOR_H
#define ORIEL_UI_COLOR_H

#include <oriel/runtime/status.h>

ORIEL_BEGIN

/** 0xRRGGBBAA, as CSS writes \#rrggbbaa. 0 is transparent. */
typedef uint32_t oriel_color;

#define ORIEL_RGB(hex) ((oriel_color)(((uint32_t)(hex) << 8) | 0xffu)) /**< ORIEL_RGB(0x3584e4) */
#define ORIEL_RGBA(hex, alpha) \
	((oriel_color)(((uint32_t)(hex) << 8) | (uint32_t)(alpha))) /**< alpha from 0 to 255 */
#define ORIEL_TRANSPARENT ((oriel_color)0)

/** @return a at t = 0, b at t = 1, in between interpolated in premultiplied sRGB; t is clamped.
 * Source: CSS Color 4, §12. */
ORIEL_API oriel_color oriel_color_mix(oriel_color a, oriel_color b, float t);

/**
 * Reads \#rgb, \#rgba, \#rrggbb, \#rrggbbaa, and "transparent".
 * @return ORIEL_SYNTAX_ERROR for anything else; *out is then unchanged
 */
ORIEL_API enum oriel_status oriel_color_parse(const char *text, oriel_color *out);

ORIEL_END

#endif
