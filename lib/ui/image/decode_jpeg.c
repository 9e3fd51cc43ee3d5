/* SPDX-License-Identifier: MIT */
/*
 * JPEG by libjpeg-turbo, which reduces a picture to n/8 while it decodes. The smallest n is used
 * whose result is not below the wanted size; the mean of areas does the rest. libjpeg leaves its
 * functions by longjmp() on an error, over no frame that owns memory.
 */
#include "image/decoder_internal.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include "base/alloc_internal.h"

/* A progressive file may repeat scans without end; real files have about ten. */
enum { SCANS_MAX = 100 };

/* Bytes that libjpeg may allocate for a progressive picture. */
#define MEMORY_MAX (1024L << 20)

#define JPEG_FUNCTIONS(F) \
	F(CreateDecompress) F(calc_output_dimensions) F(destroy_decompress) \
	F(mem_src) F(read_header) F(read_scanlines) F(start_decompress) \
	F(std_error)

struct jpeg_library {
#define F(name) __typeof__(jpeg_##name) *name;
	JPEG_FUNCTIONS(F)
#undef F
};

static struct jpeg_library jpeg_library;
static bool is_jpeg_there;

static void jpeg_library_open(void) {
#define F(name) { "jpeg_" #name, offsetof(struct jpeg_library, name) },
	static const struct oriel__library_entry entries[] = { JPEG_FUNCTIONS(F) };
#undef F
	is_jpeg_there = oriel__library_open(
		"libjpeg.so.62", entries, sizeof(entries) / sizeof(entries[0]), &jpeg_library);
}

struct jpeg_reading {
	struct jpeg_decompress_struct jpeg; /* first */
	struct jpeg_error_mgr errors;
	struct jpeg_progress_mgr progress;
	struct oriel__decoding *decoding;
	unsigned char *samples; /* of a row in CMYK */
	uint32_t *row;
	jmp_buf failed;
};

static void jpeg_on_error(j_common_ptr jpeg) {
	struct jpeg_reading *reading = (struct jpeg_reading *)(void *)jpeg;
	char message[JMSG_LENGTH_MAX];
	reading->errors.format_message(jpeg, message);
	oriel__decoding_fail(reading->decoding, ORIEL_OPERATION_ERROR, "JPEG: %.120s", message);
	longjmp(reading->failed, 1);
}

static void jpeg_on_message(j_common_ptr jpeg) {
	(void)jpeg;
}

/* Called between blocks of the file, also before the first row of a progressive picture. */
static void jpeg_on_progress(j_common_ptr jpeg) {
	struct jpeg_reading *reading = (struct jpeg_reading *)(void *)jpeg;
	struct oriel__decoding *decoding = reading->decoding;
	bool is_cancelled = decoding->report != NULL && decoding->report(decoding->report_data, -1);
	if (is_cancelled)
		oriel__decoding_fail(decoding, ORIEL_ABORT_ERROR, "the decoding was cancelled");
	else if (reading->jpeg.input_scan_number > SCANS_MAX)
		oriel__decoding_fail(
			decoding, ORIEL_QUOTA_EXCEEDED_ERROR, "JPEG: more than %d scans", SCANS_MAX);
	else
		return;
	longjmp(reading->failed, 1);
}

/* Returns one row in CMYK as colours. The samples of Adobe's files are inverted. */
static void jpeg_convert_cmyk(struct jpeg_reading *reading) {
	bool is_inverted = reading->jpeg.saw_Adobe_marker;
	const unsigned char *sample = reading->samples;
	for (JDIMENSION x = 0; x < reading->jpeg.output_width; x++, sample += 4) {
		uint32_t black = is_inverted ? sample[3] : 255u - sample[3], pixel = 0xff000000u;
		for (int i = 0; i < 3; i++) {
			uint32_t ink = is_inverted ? sample[i] : 255u - sample[i];
			pixel |= (ink * black + 127) / 255 << (16 - 8 * i);
		}
		reading->row[x] = pixel;
	}
}

static void jpeg_set_output(struct jpeg_reading *reading) {
	const struct oriel__decoding *decoding = reading->decoding;
	struct jpeg_decompress_struct *jpeg = &reading->jpeg;
	bool is_cmyk = jpeg->jpeg_color_space == JCS_CMYK || jpeg->jpeg_color_space == JCS_YCCK;
	const uint16_t one = 1;
	bool is_little_endian = *(const unsigned char *)&one == 1;
	jpeg->out_color_space = is_cmyk ? JCS_CMYK :
		is_little_endian           ? JCS_EXT_BGRA :
									JCS_EXT_ARGB;
	jpeg->scale_denom = 8;
	for (jpeg->scale_num = 1; jpeg->scale_num < 8; jpeg->scale_num++) {
		jpeg_library.calc_output_dimensions(jpeg);
		if (jpeg->output_width >= (JDIMENSION)decoding->width &&
			jpeg->output_height >= (JDIMENSION)decoding->height)
			break;
	}
}

static bool jpeg_read_rows(struct jpeg_reading *reading) {
	struct jpeg_decompress_struct *jpeg = &reading->jpeg;
	bool is_cmyk = jpeg->out_color_space == JCS_CMYK;
	reading->row = oriel__try_alloc(jpeg->output_width, sizeof(uint32_t));
	reading->samples = oriel__try_alloc(jpeg->output_width, 4);
	if (reading->row == NULL || reading->samples == NULL)
		return oriel__decoding_fail(
			reading->decoding, ORIEL_QUOTA_EXCEEDED_ERROR, "JPEG: no memory for a row");
	if (!oriel__decoding_begin(
			reading->decoding, (int)jpeg->output_width, (int)jpeg->output_height))
		return false;
	while (jpeg->output_scanline < jpeg->output_height) {
		JSAMPROW row = is_cmyk ? reading->samples : (JSAMPROW)(void *)reading->row;
		if (jpeg_library.read_scanlines(jpeg, &row, 1) != 1)
			return false;
		if (is_cmyk)
			jpeg_convert_cmyk(reading);
		if (!oriel__decoding_row(reading->decoding, reading->row))
			return false;
	}
	return true;
}

static bool jpeg_read(struct jpeg_reading *reading) {
	struct jpeg_decompress_struct *jpeg = &reading->jpeg;
	const struct oriel__decoding *decoding = reading->decoding;
	if (setjmp(reading->failed) != 0)
		return false;
	jpeg_library.CreateDecompress(jpeg, JPEG_LIB_VERSION, sizeof(*jpeg));
	jpeg->mem->max_memory_to_use = MEMORY_MAX;
	jpeg->progress = &reading->progress;
	reading->progress.progress_monitor = jpeg_on_progress;
	jpeg_library.mem_src(jpeg, decoding->data, decoding->length);
	jpeg_library.read_header(jpeg, TRUE);
	if (jpeg->image_width != (JDIMENSION)decoding->header.width ||
		jpeg->image_height != (JDIMENSION)decoding->header.height)
		return oriel__decoding_fail(
			reading->decoding, ORIEL_OPERATION_ERROR, "JPEG: the headers contradict each other");
	jpeg_set_output(reading);
	jpeg_library.start_decompress(jpeg);
	return jpeg_read_rows(reading);
}

bool oriel__decode_jpeg(struct oriel__decoding *decoding) {
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, jpeg_library_open);
	if (!is_jpeg_there)
		return oriel__decoding_fail(decoding, ORIEL_OPERATION_ERROR,
			"libjpeg.so.62 cannot be opened; install the package libjpeg62-turbo");
	struct jpeg_reading *reading = oriel__alloc_zero(1, sizeof(*reading));
	reading->decoding = decoding;
	reading->jpeg.err = jpeg_library.std_error(&reading->errors);
	reading->errors.error_exit = jpeg_on_error;
	reading->errors.output_message = jpeg_on_message;
	bool is_read = jpeg_read(reading);
	jpeg_library.destroy_decompress(&reading->jpeg);
	oriel__free(reading->samples);
	oriel__free(reading->row);
	oriel__free(reading);
	return is_read;
}
