/* SPDX-License-Identifier: MIT */
/*
 * The common parts of the decoders: the size of the result, the rows, the rotation, and the opening
 * of libraries. A library is never closed, since its code may still run on another thread.
 */
#include "image/decoder_internal.h"

#include <dlfcn.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool oriel__decoding_fail(
	struct oriel__decoding *decoding, enum oriel_status status, const char *format, ...) {
	va_list arguments;
	if (decoding->status != ORIEL_OK)
		return false;
	decoding->status = status;
	va_start(arguments, format);
	vsnprintf(decoding->message, sizeof(decoding->message), format, arguments);
	va_end(arguments);
	return false;
}

static int decoding_scaled(int side, double scale) {
	double scaled = round((double)side * scale);
	return scaled < 1 ? 1 : scaled > side ? side : (int)scaled;
}

bool oriel__decoding_set_size(
	struct oriel__decoding *decoding, int cover_width, int cover_height) {
	const struct oriel__picture_header *header = &decoding->header;
	bool is_turned = header->orientation >= 5;
	double across = (double)(is_turned ? cover_height : cover_width) / header->width;
	double down = (double)(is_turned ? cover_width : cover_height) / header->height;
	double scale = cover_width > 0 || cover_height > 0 ? fmin(1, fmax(across, down)) : 1;
	decoding->width = decoding_scaled(header->width, scale);
	decoding->height = decoding_scaled(header->height, scale);
	if (decoding->width <= ORIEL__BITMAP_SIDE_MAX && decoding->height <= ORIEL__BITMAP_SIDE_MAX &&
		(int64_t)decoding->width * decoding->height <= ORIEL__BITMAP_PIXELS_MAX)
		return true;
	return oriel__decoding_fail(decoding, ORIEL_QUOTA_EXCEEDED_ERROR,
		"a bitmap of %d × %d pixels is over the limit; load it with .cover_width",
		decoding->width, decoding->height);
}

bool oriel__decoding_begin(struct oriel__decoding *decoding, int width, int height) {
	decoding->bitmap = oriel__bitmap_try_new(decoding->width, decoding->height);
	if (decoding->bitmap != NULL &&
		oriel__row_scaler_init(&decoding->scaler, decoding->bitmap, width, height))
		return true;
	return oriel__decoding_fail(decoding, ORIEL_QUOTA_EXCEEDED_ERROR,
		"no memory for a bitmap of %d × %d pixels", decoding->width, decoding->height);
}

bool oriel__decoding_row(struct oriel__decoding *decoding, const uint32_t *row) {
	oriel__row_scaler_add(&decoding->scaler, row);
	double fraction = (double)decoding->scaler.row / decoding->scaler.height;
	if (decoding->report == NULL || !decoding->report(decoding->report_data, fraction))
		return true;
	return oriel__decoding_fail(decoding, ORIEL_ABORT_ERROR, "the decoding was cancelled");
}

/* ---- Rotation ---- */

/* Returns a copy that is mirrored and turned as the orientation says, or NULL without memory.
 * Source: EXIF 2.32, "Orientation". */
static oriel_bitmap *decoding_turned(const oriel_bitmap *from, int orientation) {
	bool is_turned = orientation >= 5;
	bool is_mirrored_x = orientation == 2 || orientation == 3 || orientation == 6 ||
		orientation == 7;
	bool is_mirrored_y = orientation == 3 || orientation == 4 || orientation == 7 ||
		orientation == 8;
	int width = is_turned ? from->height : from->width;
	int height = is_turned ? from->width : from->height;
	oriel_bitmap *to = oriel__bitmap_try_new(width, height);
	for (int y = 0; to != NULL && y < height; y++) {
		int v = is_mirrored_y ? height - 1 - y : y;
		for (int x = 0; x < width; x++) {
			int u = is_mirrored_x ? width - 1 - x : x;
			to->pixels[(size_t)y * (size_t)width + (size_t)x] =
				is_turned ? from->pixels[(size_t)u * (size_t)from->width + (size_t)v] :
							from->pixels[(size_t)v * (size_t)from->width + (size_t)u];
		}
	}
	return to;
}

static bool decoding_turn(struct oriel__decoding *decoding) {
	int orientation = decoding->header.orientation;
	if (orientation != 1) {
		oriel_bitmap *turned = decoding_turned(decoding->bitmap, orientation);
		if (turned == NULL)
			return oriel__decoding_fail(decoding, ORIEL_QUOTA_EXCEEDED_ERROR,
				"no memory to turn a bitmap of %d × %d pixels", decoding->width, decoding->height);
		oriel_bitmap_unref(decoding->bitmap);
		decoding->bitmap = turned;
	}
	bool is_turned = orientation >= 5;
	decoding->bitmap->natural_width = is_turned ? decoding->header.height : decoding->header.width;
	decoding->bitmap->natural_height = is_turned ? decoding->header.width :
													decoding->header.height;
	oriel__bitmap_note_opacity(decoding->bitmap);
	return true;
}

/* ---- Running ---- */

static bool decoding_decode(struct oriel__decoding *decoding) {
	switch (decoding->header.format) {
	case ORIEL_BITMAP_FORMAT_PNG: return oriel__decode_png(decoding);
	case ORIEL_BITMAP_FORMAT_JPEG: return oriel__decode_jpeg(decoding);
	case ORIEL_BITMAP_FORMAT_WEBP: return oriel__decode_webp(decoding);
	case ORIEL_BITMAP_FORMAT_GIF: return oriel__decode_gif(decoding);
	}
	return oriel__decoding_fail(decoding, ORIEL_OPERATION_ERROR, "the format is unknown");
}

oriel_bitmap *oriel__decoding_run(struct oriel__decoding *decoding) {
	decoding->status = ORIEL_OK;
	decoding->bitmap = NULL;
	memset(&decoding->scaler, 0, sizeof(decoding->scaler));
	bool is_decoded = decoding_decode(decoding);
	oriel__row_scaler_finish(&decoding->scaler);
	if (is_decoded && decoding->scaler.row < decoding->scaler.height)
		is_decoded = oriel__decoding_fail(
			decoding, ORIEL_OPERATION_ERROR, "the picture is not complete");
	if (is_decoded && decoding_turn(decoding))
		return decoding->bitmap;
	oriel_bitmap_unref(decoding->bitmap);
	decoding->bitmap = NULL;
	return NULL;
}

/* ---- Libraries ---- */

bool oriel__library_open(const char *file, const struct oriel__library_entry *entries,
	size_t count, void *table) {
	void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
	for (size_t i = 0; library != NULL && i < count; i++) {
		void *function = dlsym(library, entries[i].name);
		if (function == NULL)
			return false;
		memcpy((char *)table + entries[i].offset, &function, sizeof(function));
	}
	return library != NULL;
}
