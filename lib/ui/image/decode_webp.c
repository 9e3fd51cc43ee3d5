/* SPDX-License-Identifier: MIT */
/*
 * WebP by libwebp, which reduces a picture while it decodes. The bytes are passed in pieces, so
 * that the work can be cancelled. Of an animation the first frame is shown.
 */
#include "image/decoder_internal.h"

#include <pthread.h>
#include <stddef.h>
#include <string.h>

#include <webp/decode.h>

#include "base/alloc_internal.h"

enum { PIECE = 64 << 10 }; /* bytes */

/* Functions of libwebp without the prefix "WebP". */
#define WEBP_FUNCTIONS(F) \
	F(FreeDecBuffer) F(IAppend) F(IDecode) F(IDelete) F(InitDecoderConfigInternal)

struct webp_library {
#define F(name) __typeof__(WebP##name) *name;
	WEBP_FUNCTIONS(F)
#undef F
};

static struct webp_library webp_library;
static bool is_webp_there;

static void webp_library_open(void) {
#define F(name) { "WebP" #name, offsetof(struct webp_library, name) },
	static const struct oriel__library_entry entries[] = { WEBP_FUNCTIONS(F) };
#undef F
	is_webp_there = oriel__library_open(
		"libwebp.so.7", entries, sizeof(entries) / sizeof(entries[0]), &webp_library);
}

struct webp_reading {
	struct oriel__decoding *decoding;
	WebPDecoderConfig config;
	uint32_t *pixels;    /* of the decoded picture or frame */
	int width, height;   /* of pixels */
	const uint8_t *data;
	size_t length;
};

static bool webp_append(struct webp_reading *reading, WebPIDecoder *decoder) {
	struct oriel__decoding *decoding = reading->decoding;
	for (size_t at = 0; at < reading->length;) {
		size_t left = reading->length - at, size = left < PIECE ? left : PIECE;
		VP8StatusCode status = webp_library.IAppend(decoder, reading->data + at, size);
		at += size;
		if (status == VP8_STATUS_OK)
			return true;
		if (status != VP8_STATUS_SUSPENDED)
			return oriel__decoding_fail(decoding, ORIEL_OPERATION_ERROR,
				"WebP: the decoder stopped with status %d", (int)status);
		double fraction = (double)at / (double)reading->length;
		if (decoding->report != NULL && decoding->report(decoding->report_data, fraction))
			return oriel__decoding_fail(
				decoding, ORIEL_ABORT_ERROR, "the decoding was cancelled");
	}
	return oriel__decoding_fail(decoding, ORIEL_OPERATION_ERROR, "WebP: the file ends early");
}

static bool webp_decode_pixels(struct webp_reading *reading) {
	const uint16_t one = 1;
	WebPDecBuffer *output = &reading->config.output;
	reading->pixels = oriel__try_alloc(
		(size_t)reading->width * (size_t)reading->height, sizeof(uint32_t));
	if (reading->pixels == NULL)
		return oriel__decoding_fail(reading->decoding, ORIEL_QUOTA_EXCEEDED_ERROR,
			"WebP: no memory for %d × %d pixels", reading->width, reading->height);
	output->colorspace = *(const unsigned char *)&one == 1 ? MODE_bgrA : MODE_Argb;
	output->is_external_memory = 1;
	output->u.RGBA.rgba = (uint8_t *)reading->pixels;
	output->u.RGBA.stride = reading->width * 4;
	output->u.RGBA.size = (size_t)reading->width * (size_t)reading->height * 4;
	WebPIDecoder *decoder = webp_library.IDecode(NULL, 0, &reading->config);
	if (decoder == NULL)
		return oriel__decoding_fail(
			reading->decoding, ORIEL_QUOTA_EXCEEDED_ERROR, "WebP: no memory for the decoder");
	bool is_read = webp_append(reading, decoder);
	webp_library.IDelete(decoder);
	webp_library.FreeDecBuffer(output);
	return is_read;
}

/* A still picture is reduced by libwebp. */
static bool webp_read_still(struct webp_reading *reading) {
	struct oriel__decoding *decoding = reading->decoding;
	const struct oriel__picture_header *header = &decoding->header;
	reading->width = decoding->width;
	reading->height = decoding->height;
	if (decoding->width != header->width || decoding->height != header->height) {
		reading->config.options.use_scaling = 1;
		reading->config.options.scaled_width = decoding->width;
		reading->config.options.scaled_height = decoding->height;
	}
	if (!webp_decode_pixels(reading) ||
		!oriel__decoding_begin(decoding, decoding->width, decoding->height))
		return false;
	for (int y = 0; y < decoding->height; y++) {
		if (!oriel__decoding_row(
				decoding, reading->pixels + (size_t)y * (size_t)decoding->width))
			return false;
	}
	return true;
}

/* A frame covers a part of the picture, and the rest is transparent. */
static bool webp_read_frame(struct webp_reading *reading) {
	struct oriel__decoding *decoding = reading->decoding;
	const struct oriel__picture_header *header = &decoding->header;
	reading->data = decoding->data + header->frame_offset;
	reading->length = header->frame_length;
	reading->width = header->frame_width;
	reading->height = header->frame_height;
	if ((int64_t)header->width * header->height > ORIEL__BITMAP_PIXELS_MAX)
		return oriel__decoding_fail(decoding, ORIEL_QUOTA_EXCEEDED_ERROR,
			"WebP: an animation of %d × %d pixels is over the limit", header->width,
			header->height);
	if (!webp_decode_pixels(reading) ||
		!oriel__decoding_begin(decoding, header->width, header->height))
		return false;
	uint32_t *row = oriel__try_alloc((size_t)header->width, sizeof(*row));
	if (row == NULL)
		return oriel__decoding_fail(
			decoding, ORIEL_QUOTA_EXCEEDED_ERROR, "WebP: no memory for a row");
	bool is_read = true;
	for (int y = 0; is_read && y < header->height; y++) {
		int inner = y - header->frame_y;
		memset(row, 0, (size_t)header->width * sizeof(*row));
		if (inner >= 0 && inner < header->frame_height)
			memcpy(row + header->frame_x,
				reading->pixels + (size_t)inner * (size_t)header->frame_width,
				(size_t)header->frame_width * sizeof(*row));
		is_read = oriel__decoding_row(decoding, row);
	}
	oriel__free(row);
	return is_read;
}

bool oriel__decode_webp(struct oriel__decoding *decoding) {
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct webp_reading reading = {
		.decoding = decoding, .data = decoding->data, .length = decoding->length
	};
	pthread_once(&once, webp_library_open);
	if (!is_webp_there || !webp_library.InitDecoderConfigInternal(
							&reading.config, WEBP_DECODER_ABI_VERSION))
		return oriel__decoding_fail(decoding, ORIEL_OPERATION_ERROR,
			"libwebp.so.7 cannot be opened; install the package libwebp7");
	bool is_read = decoding->header.frame_length > 0 ? webp_read_frame(&reading) :
														webp_read_still(&reading);
	oriel__free(reading.pixels);
	return is_read;
}
