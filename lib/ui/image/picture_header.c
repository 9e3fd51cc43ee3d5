/* SPDX-License-Identifier: MIT */
/*
 * Headers of PNG, JPEG, WebP and GIF. A scan follows the chunks or segments of a file until the
 * size and the orientation are known, and stops at the first chunk that is not inside the bytes.
 * Sources: PNG 3; ITU-T T.81; WebP Container Specification; GIF89a.
 */
#include "image/picture_header_internal.h"

#include <string.h>

static uint32_t header_big(const uint8_t *data, size_t size) {
	uint32_t value = 0;
	for (size_t i = 0; i < size; i++)
		value = value << 8 | data[i];
	return value;
}

static uint32_t header_little(const uint8_t *data, size_t size) {
	uint32_t value = 0;
	for (size_t i = size; i-- > 0;)
		value = value << 8 | data[i];
	return value;
}

static bool header_set_size(struct oriel__picture_header *header, uint32_t width, uint32_t height) {
	if (width > INT32_MAX || height > INT32_MAX)
		width = height = INT32_MAX; /* over the limits */
	header->width = (int)width;
	header->height = (int)height;
	return true;
}

/* ---- PNG ---- */

/* The chunk eXIf may stand anywhere before the end, so the chunks are followed as far as the bytes
 * reach. */
static bool header_read_png(
	const uint8_t *data, size_t length, struct oriel__picture_header *header) {
	enum { SIGNATURE = 8, HEAD = 8, CHECKSUM = 4, SIZE = 13 };
	if (length < SIGNATURE + HEAD + SIZE || memcmp(data + 12, "IHDR", 4) != 0)
		return false;
	header_set_size(header, header_big(data + 16, 4), header_big(data + 20, 4));
	header->is_interlaced = data[28] != 0;
	for (size_t at = SIGNATURE; length - at >= HEAD;) {
		size_t size = header_big(data + at, 4);
		if (size > length - at - HEAD)
			break;
		if (memcmp(data + at + 4, "eXIf", 4) == 0)
			header->orientation = oriel__exif_orientation(data + at + HEAD, size);
		if (length - at - HEAD - size < CHECKSUM)
			break;
		at += HEAD + size + CHECKSUM;
	}
	return true;
}

/* ---- JPEG ---- */

static bool header_is_frame(uint8_t marker) {
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static bool header_is_lone_marker(uint8_t marker) {
	return marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8);
}

static bool header_read_jpeg(
	const uint8_t *data, size_t length, struct oriel__picture_header *header) {
	for (size_t at = 2; at + 4 <= length;) {
		uint8_t marker = data[at + 1];
		if (data[at] != 0xff)
			return false;
		if (marker == 0xff || header_is_lone_marker(marker)) {
			at += marker == 0xff ? 1 : 2; /* fill bytes stand before a marker */
			continue;
		}
		size_t size = header_big(data + at + 2, 2);
		const uint8_t *segment = data + at + 4;
		if (size < 2)
			return false;
		size_t left = length - at - 4;
		size_t inside = size - 2 < left ? size - 2 : left;
		if (marker == 0xe1 && inside > 6 && memcmp(segment, "Exif\0\0", 6) == 0)
			header->orientation = oriel__exif_orientation(segment + 6, inside - 6);
		if (header_is_frame(marker))
			return inside >= 5 &&
				header_set_size(header, header_big(segment + 3, 2), header_big(segment + 1, 2));
		if (marker == 0xd9 || marker == 0xda || size - 2 > left)
			return false;
		at += 2 + size;
	}
	return false;
}

/* ---- WebP ---- */

/* The data of a still picture or a frame: a chunk VP8 or VP8L. */
static bool header_read_webp_bits(
	const uint8_t *chunk, size_t size, struct oriel__picture_header *header) {
	if (memcmp(chunk - 8, "VP8L", 4) == 0) {
		if (size < 5 || chunk[0] != 0x2f)
			return false;
		uint32_t bits = header_little(chunk + 1, 4);
		return header_set_size(header, (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
	}
	if (size < 10 || memcmp(chunk + 3, "\x9d\x01\x2a", 3) != 0)
		return false;
	return header_set_size(
		header, header_little(chunk + 6, 2) & 0x3fff, header_little(chunk + 8, 2) & 0x3fff);
}

/* Notes the first frame of an animation. */
static void header_read_webp_frame(
	size_t offset, const uint8_t *chunk, size_t size, struct oriel__picture_header *header) {
	enum { HEAD = 16 };
	if (header->frame_length > 0 || size <= HEAD)
		return;
	header->frame_x = (int)(header_little(chunk, 3) * 2);
	header->frame_y = (int)(header_little(chunk + 3, 3) * 2);
	header->frame_width = (int)header_little(chunk + 6, 3) + 1;
	header->frame_height = (int)header_little(chunk + 9, 3) + 1;
	header->frame_offset = offset + HEAD;
	header->frame_length = size - HEAD;
}

static bool header_read_webp(
	const uint8_t *data, size_t length, struct oriel__picture_header *header) {
	enum { RIFF = 12, HEAD = 8 };
	bool has_size = false;
	for (size_t at = RIFF; at <= length && length - at >= HEAD;) {
		const uint8_t *chunk = data + at + HEAD;
		size_t size = header_little(data + at + 4, 4), left = length - at - HEAD;
		size_t inside = size < left ? size : left;
		const char *name = (const char *)data + at;
		if (at == RIFF && memcmp(name, "VP8X", 4) == 0)
			has_size = inside >= 10 &&
				header_set_size(header, header_little(chunk + 4, 3) + 1,
					header_little(chunk + 7, 3) + 1);
		else if (at == RIFF && (memcmp(name, "VP8 ", 4) == 0 || memcmp(name, "VP8L", 4) == 0))
			return header_read_webp_bits(chunk, inside, header);
		else if (memcmp(name, "ANMF", 4) == 0 && inside == size)
			header_read_webp_frame(at + HEAD, chunk, size, header);
		else if (memcmp(name, "EXIF", 4) == 0)
			header->orientation = oriel__exif_orientation(chunk, inside);
		if (!has_size || size >= left)
			break;
		at += HEAD + size + (size & 1);
	}
	return has_size;
}

/* ---- GIF ---- */

static bool header_read_gif(
	const uint8_t *data, size_t length, struct oriel__picture_header *header) {
	return length >= 10 &&
		header_set_size(header, header_little(data + 6, 2), header_little(data + 8, 2));
}

/* ---- All formats ---- */

struct picture_format {
	enum oriel_bitmap_format format;
	const char *signature;
	size_t length;
	bool (*read)(const uint8_t *data, size_t length, struct oriel__picture_header *header);
};

static const struct picture_format picture_formats[] = {
	{ ORIEL_BITMAP_FORMAT_PNG, "\x89PNG\r\n\x1a\n", 8, header_read_png },
	{ ORIEL_BITMAP_FORMAT_JPEG, "\xff\xd8\xff", 3, header_read_jpeg },
	{ ORIEL_BITMAP_FORMAT_GIF, "GIF87a", 6, header_read_gif },
	{ ORIEL_BITMAP_FORMAT_GIF, "GIF89a", 6, header_read_gif },
	{ ORIEL_BITMAP_FORMAT_WEBP, "RIFF", 4, header_read_webp },
};

static bool header_has_format(
	const struct picture_format *format, const uint8_t *data, size_t length) {
	if (length < format->length || memcmp(data, format->signature, format->length) != 0)
		return false;
	return format->format != ORIEL_BITMAP_FORMAT_WEBP ||
		(length >= 12 && memcmp(data + 8, "WEBP", 4) == 0);
}

static enum oriel_status header_check(
	const struct oriel__picture_header *header, const char **message) {
	bool is_whole = header->format == ORIEL_BITMAP_FORMAT_GIF || header->is_interlaced;
	int64_t pixels = (int64_t)header->width * header->height;
	if (header->width < 1 || header->height < 1) {
		*message = "the picture has no pixels";
		return ORIEL_OPERATION_ERROR;
	}
	if (header->width > ORIEL__PICTURE_SIDE_MAX || header->height > ORIEL__PICTURE_SIDE_MAX) {
		*message = "the picture has more than 65,535 pixels a side; reduce it before";
		return ORIEL_QUOTA_EXCEEDED_ERROR;
	}
	if (pixels > (is_whole ? ORIEL__BITMAP_PIXELS_MAX : ORIEL__PICTURE_PIXELS_MAX)) {
		*message = "the picture has more pixels than the limit; reduce it before";
		return ORIEL_QUOTA_EXCEEDED_ERROR;
	}
	if (header->frame_length > 0 &&
		(header->frame_x > header->width - header->frame_width ||
			header->frame_y > header->height - header->frame_height)) {
		*message = "the first frame is outside of its picture";
		return ORIEL_OPERATION_ERROR;
	}
	return ORIEL_OK;
}

enum oriel_status oriel__picture_header_read(const uint8_t *data, size_t length,
	struct oriel__picture_header *out, const char **message) {
	for (size_t i = 0; i < sizeof(picture_formats) / sizeof(picture_formats[0]); i++) {
		if (!header_has_format(&picture_formats[i], data, length))
			continue;
		*out = (struct oriel__picture_header){
			.format = picture_formats[i].format, .orientation = 1
		};
		if (picture_formats[i].read(data, length, out))
			return header_check(out, message);
		*message = "the header of the picture is damaged";
		return ORIEL_OPERATION_ERROR;
	}
	*message = "the bytes are no picture in PNG, JPEG, WebP or GIF";
	return ORIEL_OPERATION_ERROR;
}

enum oriel_status oriel_bitmap_read_info(
	const void *data, size_t length, struct oriel_bitmap_info *out, const char **message) {
	struct oriel__picture_header header;
	const char *reason;
	enum oriel_status status = oriel__picture_header_read(data, length, &header, &reason);
	if (status != ORIEL_OK) {
		if (message != NULL)
			*message = reason;
		return status;
	}
	bool is_turned = header.orientation >= 5;
	*out = (struct oriel_bitmap_info){
		.format = header.format,
		.width = is_turned ? header.height : header.width,
		.height = is_turned ? header.width : header.height,
		.orientation = header.orientation,
	};
	return ORIEL_OK;
}
