/* SPDX-License-Identifier: MIT */
/*
 * Decoding on a pool thread. A decoder of one format reads the bytes and passes rows to
 * oriel__decoding_row(), or stops with oriel__decoding_fail().
 */
#ifndef ORIEL_IMAGE_DECODER_INTERNAL_H
#define ORIEL_IMAGE_DECODER_INTERNAL_H

#include <oriel/runtime/job.h>
#include <oriel/runtime/status.h>

#include "image/picture_header_internal.h"
#include "image/row_scaler_internal.h"

struct oriel__decoding {
	const uint8_t *data;
	size_t length;
	struct oriel__picture_header header;
	int width, height; /* of the result, as stored: before the rotation */
	/* Returns whether the work is cancelled; called for each row. */
	bool (*report)(void *data, double fraction);
	void *report_data;

	/* in use while a decoder runs: */
	oriel_bitmap *bitmap;
	struct oriel__row_scaler scaler;
	enum oriel_status status;
	char message[160];
};

/* Decodes a picture whose header and size are set, and applies its rotation. Returns NULL on
 * failure, with status and message set. */
oriel_bitmap *oriel__decoding_run(struct oriel__decoding *decoding);
/* Computes the size of the result: as stored, but so that the rotated picture covers a box. Returns
 * false if it exceeds the limits. */
bool oriel__decoding_set_size(
	struct oriel__decoding *decoding, int cover_width, int cover_height);

/* ---- For decoders ---- */

/* Allocates the result for rows of this size, which is at least the result's. Returns false on
 * failure. */
bool oriel__decoding_begin(struct oriel__decoding *decoding, int width, int height);
/* Passes the next row on, 0xAARRGGBB premultiplied. Returns false if the work is cancelled. */
bool oriel__decoding_row(struct oriel__decoding *decoding, const uint32_t *row);
/* Notes an error; the first one counts. Returns false. */
bool oriel__decoding_fail(struct oriel__decoding *decoding, enum oriel_status status,
	const char *format, ...) ORIEL_PRINTF(3, 4);

/* Return false on failure, which is noted. */
bool oriel__decode_png(struct oriel__decoding *decoding);
bool oriel__decode_jpeg(struct oriel__decoding *decoding);
bool oriel__decode_webp(struct oriel__decoding *decoding);
bool oriel__decode_gif(struct oriel__decoding *decoding);

/* ---- Libraries ---- */

struct oriel__library_entry {
	const char *name;
	size_t offset; /* of the pointer in the table of functions */
};

/* Opens a library and looks its functions up. Returns whether all are there. The library stays
 * open. Any thread. */
bool oriel__library_open(const char *file, const struct oriel__library_entry *entries,
	size_t count, void *table);

#endif
