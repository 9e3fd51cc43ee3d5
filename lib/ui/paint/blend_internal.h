/* SPDX-License-Identifier: MIT */
/* Blending of one translucent colour into a rectangle of pixels. */
#ifndef ORIEL_PAINT_BLEND_INTERNAL_H
#define ORIEL_PAINT_BLEND_INTERNAL_H

#include <stdint.h>

/* Blends a colour over width × height pixels, as pixman's OVER does. @param stride pixels from one
 * row to the next @param ink 0xAARRGGBB, premultiplied */
void oriel__blend(uint32_t *pixels, int stride, int width, int height, uint32_t ink);

#endif
