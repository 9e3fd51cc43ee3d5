/* SPDX-License-Identifier: MIT */
/*
 * Headers of pictures: any bytes are read. An accepted header is within the limits, its frame is
 * inside of the bytes, and the size that is computed from it covers the wanted box.
 */
#include "image/decoder_internal.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
	if (!condition)
		abort();
}

static void check_size(const struct oriel__picture_header *header, int width, int height) {
	struct oriel__decoding decoding = { .header = *header };
	bool is_turned = header->orientation >= 5;
	if (!oriel__decoding_set_size(&decoding, width, height))
		return;
	int across = is_turned ? decoding.height : decoding.width;
	int down = is_turned ? decoding.width : decoding.height;
	require(decoding.width >= 1 && decoding.width <= header->width);
	require(decoding.height >= 1 && decoding.height <= header->height);
	require(across >= width || decoding.width == header->width);
	require(down >= height || decoding.height == header->height);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct oriel__picture_header header;
	const char *message = NULL;
	/* a copy, whose end a sanitizer knows */
	uint8_t *copy = malloc(size > 0 ? size : 1);
	memcpy(copy, data, size);
	enum oriel_status status = oriel__picture_header_read(copy, size, &header, &message);
	require(status == ORIEL_OK || message != NULL);
	int orientation = oriel__exif_orientation(copy, size);
	require(orientation >= 1 && orientation <= 8);
	if (status == ORIEL_OK) {
		require(header.width >= 1 && header.width <= ORIEL__PICTURE_SIDE_MAX);
		require(header.height >= 1 && header.height <= ORIEL__PICTURE_SIDE_MAX);
		require((int64_t)header.width * header.height <= ORIEL__PICTURE_PIXELS_MAX);
		require(header.orientation >= 1 && header.orientation <= 8);
		require(header.frame_length == 0 ||
			(header.frame_offset <= size && header.frame_length <= size - header.frame_offset &&
				header.frame_x + header.frame_width <= header.width &&
				header.frame_y + header.frame_height <= header.height));
		check_size(&header, size > 0 ? copy[size - 1] : 1, size > 1 ? copy[size - 2] * 7 : 1);
		check_size(&header, 0, 0);
	}
	free(copy);
	return 0;
}
