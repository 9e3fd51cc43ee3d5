/* SPDX-License-Identifier: MIT */
/* The pixels of a bitmap, for painting and for decoders. */
#ifndef ORIEL_IMAGE_BITMAP_INTERNAL_H
#define ORIEL_IMAGE_BITMAP_INTERNAL_H

#include <stdatomic.h>
#include <stdbool.h>

#include <oriel/ui/bitmap.h>

enum {
	ORIEL__BITMAP_SIDE_MAX = 32767,       /* pixels; limit of pixman */
	ORIEL__BITMAP_PIXELS_MAX = 64 << 20,  /* of a bitmap in memory */
	ORIEL__PICTURE_SIDE_MAX = 65535,      /* pixels, of a picture in its file */
	ORIEL__PICTURE_PIXELS_MAX = 256 << 20, /* of a picture in its file */
};

struct oriel_bitmap {
	atomic_uint references;
	int width, height;
	int natural_width, natural_height;
	bool is_opaque;
	uint32_t *pixels; /* 0xAARRGGBB, premultiplied; rows without padding */
};

/* Returns a bitmap whose pixels are not set, or NULL without memory. The size is within the
 * limits. */
oriel_bitmap *oriel__bitmap_try_new(int width, int height);
/* Sets whether every pixel is opaque, which makes drawing faster. */
void oriel__bitmap_note_opacity(oriel_bitmap *bitmap);
/* Returns the memory of the pixels, in bytes. */
size_t oriel__bitmap_size(const oriel_bitmap *bitmap);
/* Returns a payload that hands a reference over. */
struct oriel_payload oriel__bitmap_payload(oriel_bitmap *bitmap);

#endif
