/* SPDX-License-Identifier: MIT */
/*
 * GIF by giflib: the first frame, which covers a part of the picture or all of it. The rest is
 * transparent, as in browsers.
 */
#include "image/decoder_internal.h"

#include <pthread.h>
#include <stddef.h>
#include <string.h>

#include <gif_lib.h>

#include "base/alloc_internal.h"

/* Functions of giflib without the prefix "DGif". */
#define GIF_FUNCTIONS(F) \
	F(CloseFile) F(GetExtension) F(GetExtensionNext) F(GetImageDesc) F(GetLine) F(GetRecordType) \
	F(Open)

struct gif_library {
#define F(name) __typeof__(DGif##name) *name;
	GIF_FUNCTIONS(F)
#undef F
};

static struct gif_library gif_library;
static bool is_gif_there;

static void gif_library_open(void) {
#define F(name) { "DGif" #name, offsetof(struct gif_library, name) },
	static const struct oriel__library_entry entries[] = { GIF_FUNCTIONS(F) };
#undef F
	is_gif_there = oriel__library_open(
		"libgif.so.7", entries, sizeof(entries) / sizeof(entries[0]), &gif_library);
}

struct gif_reading {
	struct oriel__decoding *decoding;
	GifFileType *gif;
	size_t at;
	int transparent;        /* index of the transparent colour; -1: none */
	unsigned char *indices; /* of the frame, row by row */
	uint32_t *row;
};

static bool gif_fail(struct gif_reading *reading, const char *reason) {
	return oriel__decoding_fail(reading->decoding, ORIEL_OPERATION_ERROR, "GIF: %s", reason);
}

static int gif_on_read(GifFileType *gif, GifByteType *out, int length) {
	struct gif_reading *reading = gif->UserData;
	size_t left = reading->decoding->length - reading->at;
	size_t size = length > 0 && (size_t)length < left ? (size_t)length : left;
	size = length > 0 ? size : 0;
	memcpy(out, reading->decoding->data + reading->at, size);
	reading->at += size;
	return (int)size;
}

/* Reads an extension; the graphics control extension names the transparent colour. */
static bool gif_read_extension(struct gif_reading *reading) {
	GifByteType *block;
	int code;
	if (gif_library.GetExtension(reading->gif, &code, &block) != GIF_OK)
		return gif_fail(reading, "an extension is damaged");
	while (block != NULL) {
		if (code == GRAPHICS_EXT_FUNC_CODE && block[0] >= 4)
			reading->transparent = (block[1] & 1) != 0 ? block[4] : -1;
		if (gif_library.GetExtensionNext(reading->gif, &block) != GIF_OK)
			return gif_fail(reading, "an extension is damaged");
	}
	return true;
}

/* Reads the indices of the frame; the four passes of an interlaced one arrive in their places. */
static bool gif_read_indices(struct gif_reading *reading) {
	static const int starts[] = { 0, 4, 2, 1 }, steps[] = { 8, 8, 4, 2 };
	const GifImageDesc *frame = &reading->gif->Image;
	size_t width = (size_t)frame->Width;
	reading->indices = oriel__try_alloc((size_t)frame->Height, width);
	if (reading->indices == NULL)
		return oriel__decoding_fail(reading->decoding, ORIEL_QUOTA_EXCEEDED_ERROR,
			"GIF: no memory for %d × %d pixels", frame->Width, frame->Height);
	for (int pass = 0; pass < (frame->Interlace ? 4 : 1); pass++) {
		int step = frame->Interlace ? steps[pass] : 1;
		for (int y = frame->Interlace ? starts[pass] : 0; y < frame->Height; y += step) {
			if (gif_library.GetLine(
					reading->gif, reading->indices + (size_t)y * width, frame->Width) != GIF_OK)
				return gif_fail(reading, "the file ends early or is damaged");
		}
	}
	return true;
}

static uint32_t gif_color(const struct gif_reading *reading, const ColorMapObject *map, int index) {
	if (index == reading->transparent || index >= map->ColorCount)
		return 0;
	GifColorType color = map->Colors[index];
	return 0xff000000u | (uint32_t)color.Red << 16 | (uint32_t)color.Green << 8 | color.Blue;
}

static bool gif_pass_rows(struct gif_reading *reading) {
	struct oriel__decoding *decoding = reading->decoding;
	const GifImageDesc *frame = &reading->gif->Image;
	const ColorMapObject *map = frame->ColorMap != NULL ? frame->ColorMap :
														reading->gif->SColorMap;
	int width = decoding->header.width;
	if (map == NULL)
		return gif_fail(reading, "there are no colours");
	reading->row = oriel__try_alloc((size_t)width, sizeof(uint32_t));
	if (reading->row == NULL)
		return oriel__decoding_fail(
			decoding, ORIEL_QUOTA_EXCEEDED_ERROR, "GIF: no memory for a row");
	for (int y = 0; y < decoding->header.height; y++) {
		int inner = y - frame->Top;
		memset(reading->row, 0, (size_t)width * sizeof(uint32_t));
		for (int x = 0; x < frame->Width && inner >= 0 && inner < frame->Height; x++) {
			size_t at = (size_t)inner * (size_t)frame->Width + (size_t)x;
			if (frame->Left + x >= 0 && frame->Left + x < width)
				reading->row[frame->Left + x] = gif_color(reading, map, reading->indices[at]);
		}
		if (!oriel__decoding_row(decoding, reading->row))
			return false;
	}
	return true;
}

static bool gif_read_frame(struct gif_reading *reading) {
	const GifImageDesc *frame = &reading->gif->Image;
	const struct oriel__picture_header *header = &reading->decoding->header;
	if (gif_library.GetImageDesc(reading->gif) != GIF_OK)
		return gif_fail(reading, "the first frame is damaged");
	if (frame->Width < 1 || frame->Height < 1 ||
		(int64_t)frame->Width * frame->Height > ORIEL__BITMAP_PIXELS_MAX)
		return gif_fail(reading, "the size of the first frame is out of range");
	return gif_read_indices(reading) &&
		oriel__decoding_begin(reading->decoding, header->width, header->height) &&
		gif_pass_rows(reading);
}

static bool gif_read(struct gif_reading *reading) {
	GifRecordType type;
	do {
		if (gif_library.GetRecordType(reading->gif, &type) != GIF_OK)
			return gif_fail(reading, "the file ends early or is damaged");
		if (type == IMAGE_DESC_RECORD_TYPE)
			return gif_read_frame(reading);
		if (type == EXTENSION_RECORD_TYPE && !gif_read_extension(reading))
			return false;
	} while (type != TERMINATE_RECORD_TYPE);
	return gif_fail(reading, "the file has no frame");
}

bool oriel__decode_gif(struct oriel__decoding *decoding) {
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct gif_reading reading = { .decoding = decoding, .transparent = -1 };
	int error = 0;
	pthread_once(&once, gif_library_open);
	if (!is_gif_there)
		return oriel__decoding_fail(decoding, ORIEL_OPERATION_ERROR,
			"libgif.so.7 cannot be opened; install the package libgif7");
	reading.gif = gif_library.Open(&reading, gif_on_read, &error);
	if (reading.gif == NULL)
		return gif_fail(&reading, "the header is damaged, or there is no memory");
	bool is_read = gif_read(&reading);
	gif_library.CloseFile(reading.gif, &error);
	oriel__free(reading.indices);
	oriel__free(reading.row);
	return is_read;
}
