/* SPDX-License-Identifier: MIT */
/*
 * Headers of encoded pictures, read without a decoder: format, size and orientation. Bytes from
 * outside reach a decoder only after their header has passed the limits.
 */
#ifndef ORIEL_IMAGE_PICTURE_HEADER_INTERNAL_H
#define ORIEL_IMAGE_PICTURE_HEADER_INTERNAL_H

#include "image/bitmap_internal.h"

struct oriel__picture_header {
	enum oriel_bitmap_format format;
	int width, height; /* pixels, as stored: before the rotation */
	int orientation;   /* 1 to 8, as in EXIF */
	bool is_interlaced; /* of a PNG */
	/* of an animated WebP: the place of the first frame's data in the file, and of the frame in the
	 * picture; frame_length is 0 for a still picture */
	size_t frame_offset, frame_length;
	int frame_x, frame_y, frame_width, frame_height;
};

/* Reads a header and checks the limits. Sets *message, to a static sentence, on failure. */
enum oriel_status oriel__picture_header_read(const uint8_t *data, size_t length,
	struct oriel__picture_header *out, const char **message);

/* Reads the orientation of EXIF data, which begins with the header of a TIFF file. Returns 1 if the
 * data has none, or is damaged. */
int oriel__exif_orientation(const uint8_t *data, size_t length);

#endif
