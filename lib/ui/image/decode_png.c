/* SPDX-License-Identifier: MIT */
/*
 * PNG by libpng. Rows are decoded one by one; an interlaced picture is decoded as a whole first.
 * libpng leaves its functions by longjmp() on an error, over no frame that owns memory.
 */
#include "image/decoder_internal.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "base/alloc_internal.h"

/* Bytes; limits of one chunk of text or colours, and of the number of chunks that are kept. */
enum { CHUNK_MAX = 8 << 20, CHUNKS_MAX = 128 };

/* Functions of libpng without the prefix "png_". */
#define PNG_FUNCTIONS(F) \
	F(create_info_struct) F(create_read_struct) F(destroy_read_struct) F(get_error_ptr) \
	F(get_io_ptr) F(get_rowbytes) F(read_image) F(read_info) F(read_row) F(read_update_info) \
	F(set_add_alpha) F(set_chunk_cache_max) F(set_chunk_malloc_max) F(set_expand) \
	F(set_gray_to_rgb) F(set_interlace_handling) F(set_read_fn) \
	F(set_scale_16) F(set_user_limits)

struct png_library {
#define F(name) __typeof__(png_##name) *name;
	PNG_FUNCTIONS(F)
#undef F
};

static struct png_library png_library;
static bool is_png_there;

static void png_library_open(void) {
#define F(name) { "png_" #name, offsetof(struct png_library, name) },
	static const struct oriel__library_entry entries[] = { PNG_FUNCTIONS(F) };
#undef F
	is_png_there = oriel__library_open(
		"libpng16.so.16", entries, sizeof(entries) / sizeof(entries[0]), &png_library);
}

struct png_reading {
	struct oriel__decoding *decoding;
	png_structp png;
	png_infop info;
	size_t at;
	unsigned char *bytes; /* of a row, or of the whole picture if it is interlaced */
	unsigned char **rows; /* of an interlaced picture */
	uint32_t *row;        /* premultiplied */
	jmp_buf failed;
};

static void png_on_error(png_structp png, png_const_charp message) {
	struct png_reading *reading = png_library.get_error_ptr(png);
	oriel__decoding_fail(reading->decoding, ORIEL_OPERATION_ERROR, "PNG: %s", message);
	longjmp(reading->failed, 1);
}

static void png_on_warning(png_structp png, png_const_charp message) {
	(void)png, (void)message;
}

static void png_on_read(png_structp png, png_bytep out, size_t length) {
	struct png_reading *reading = png_library.get_io_ptr(png);
	if (length > reading->decoding->length - reading->at)
		png_on_error(png, "the file ends early");
	memcpy(out, reading->decoding->data + reading->at, length);
	reading->at += length;
}

static bool png_pass_row(struct png_reading *reading, const unsigned char *rgba) {
	int width = reading->decoding->header.width;
	for (int x = 0; x < width; x++, rgba += 4) {
		uint32_t alpha = rgba[3];
		uint32_t red = rgba[0], green = rgba[1], blue = rgba[2];
		if (alpha < 255) {
			red = (red * alpha + 127) / 255;
			green = (green * alpha + 127) / 255;
			blue = (blue * alpha + 127) / 255;
		}
		reading->row[x] = alpha << 24 | red << 16 | green << 8 | blue;
	}
	return oriel__decoding_row(reading->decoding, reading->row);
}

static void png_set_transforms(struct png_reading *reading) {
	const struct png_library *lib = &png_library;
	lib->set_expand(reading->png);
	lib->set_scale_16(reading->png);
	lib->set_gray_to_rgb(reading->png);
	lib->set_add_alpha(reading->png, 0xff, PNG_FILLER_AFTER);
	lib->set_interlace_handling(reading->png);
	lib->read_update_info(reading->png, reading->info);
}

static bool png_alloc(struct png_reading *reading, size_t row_size) {
	const struct oriel__picture_header *header = &reading->decoding->header;
	size_t count = header->is_interlaced ? (size_t)header->height : 1;
	reading->bytes = oriel__try_alloc(count, row_size);
	reading->row = oriel__try_alloc((size_t)header->width, sizeof(uint32_t));
	reading->rows = oriel__try_alloc(count, sizeof(*reading->rows));
	if (reading->bytes == NULL || reading->row == NULL || reading->rows == NULL)
		return oriel__decoding_fail(
			reading->decoding, ORIEL_QUOTA_EXCEEDED_ERROR, "PNG: no memory for the rows");
	for (size_t i = 0; i < count; i++)
		reading->rows[i] = reading->bytes + i * row_size;
	return true;
}

/* Reads everything; errors leave this function by longjmp(). */
static bool png_read_all(struct png_reading *reading) {
	const struct oriel__picture_header *header = &reading->decoding->header;
	png_library.read_info(reading->png, reading->info);
	png_set_transforms(reading);
	size_t row_size = png_library.get_rowbytes(reading->png, reading->info);
	if (row_size != (size_t)header->width * 4)
		png_on_error(reading->png, "the rows have an unexpected size");
	if (!png_alloc(reading, row_size) ||
		!oriel__decoding_begin(reading->decoding, header->width, header->height))
		return false;
	if (header->is_interlaced)
		png_library.read_image(reading->png, reading->rows);
	for (int y = 0; y < header->height; y++) {
		if (!header->is_interlaced)
			png_library.read_row(reading->png, reading->bytes, NULL);
		if (!png_pass_row(reading, reading->rows[header->is_interlaced ? y : 0]))
			return false;
	}
	return true;
}

static bool png_read(struct png_reading *reading) {
	if (setjmp(reading->failed) != 0)
		return false;
	reading->png = png_library.create_read_struct(
		PNG_LIBPNG_VER_STRING, reading, png_on_error, png_on_warning);
	if (reading->png == NULL)
		return oriel__decoding_fail(
			reading->decoding, ORIEL_QUOTA_EXCEEDED_ERROR, "PNG: no memory for the decoder");
	reading->info = png_library.create_info_struct(reading->png);
	if (reading->info == NULL)
		return oriel__decoding_fail(
			reading->decoding, ORIEL_QUOTA_EXCEEDED_ERROR, "PNG: no memory for the decoder");
	png_library.set_read_fn(reading->png, reading, png_on_read);
	png_library.set_user_limits(
		reading->png, ORIEL__PICTURE_SIDE_MAX, ORIEL__PICTURE_SIDE_MAX);
	png_library.set_chunk_cache_max(reading->png, CHUNKS_MAX);
	png_library.set_chunk_malloc_max(reading->png, CHUNK_MAX);
	return png_read_all(reading);
}

bool oriel__decode_png(struct oriel__decoding *decoding) {
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct png_reading reading = { .decoding = decoding };
	pthread_once(&once, png_library_open);
	if (!is_png_there)
		return oriel__decoding_fail(decoding, ORIEL_OPERATION_ERROR,
			"libpng16.so.16 cannot be opened; install the package libpng16-16");
	bool is_read = png_read(&reading);
	png_library.destroy_read_struct(&reading.png, &reading.info, NULL);
	oriel__free(reading.bytes);
	oriel__free(reading.rows);
	oriel__free(reading.row);
	return is_read;
}
