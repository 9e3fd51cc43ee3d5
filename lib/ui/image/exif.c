/* SPDX-License-Identifier: MIT */
/*
 * The orientation in EXIF data: tag 0x0112 in the first directory of a TIFF file. Every offset is
 * checked against the length. Source: EXIF 2.32, 4.6.4; TIFF 6.0.
 */
#include "image/picture_header_internal.h"

#include <string.h>

struct exif_reader {
	const uint8_t *data;
	size_t length;
	bool is_little_endian;
};

/* Returns 0 if the bytes are not inside the data. */
static uint32_t exif_read(const struct exif_reader *reader, size_t offset, size_t size) {
	uint32_t value = 0;
	if (offset > reader->length || reader->length - offset < size)
		return 0;
	for (size_t i = 0; i < size; i++) {
		size_t at = reader->is_little_endian ? size - 1 - i : i;
		value = value << 8 | reader->data[offset + at];
	}
	return value;
}

int oriel__exif_orientation(const uint8_t *data, size_t length) {
	enum { HEADER = 8, ENTRY = 12, TAG = 0x0112, TYPE_SHORT = 3 };
	struct exif_reader reader = { data, length, false };
	if (length < HEADER)
		return 1;
	reader.is_little_endian = memcmp(data, "II*\0", 4) == 0;
	if (!reader.is_little_endian && memcmp(data, "MM\0*", 4) != 0)
		return 1;
	size_t directory = exif_read(&reader, 4, 4);
	uint32_t count = exif_read(&reader, directory, 2);
	for (uint32_t i = 0; i < count; i++) {
		size_t entry = directory + 2 + (size_t)i * ENTRY;
		if (entry > length || length - entry < ENTRY)
			return 1;
		if (exif_read(&reader, entry, 2) != TAG || exif_read(&reader, entry + 2, 2) != TYPE_SHORT)
			continue;
		uint32_t orientation = exif_read(&reader, entry + 8, 2);
		return orientation >= 1 && orientation <= 8 ? (int)orientation : 1;
	}
	return 1;
}
