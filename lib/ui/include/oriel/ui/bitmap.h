/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Bitmaps: decoded pictures. PNG, JPEG, WebP and GIF are decoded on the pool; a program can make
 * bitmaps from its own pixels. The widget image (oriel/widgets/image.h) shows them.
 *
 * Each format needs its library: libpng, libjpeg-turbo, libwebp or giflib. A library is opened when
 * the first file of its format is decoded.
 *
 * ```c
 * static struct oriel_completion show(struct oriel_payload result, void *data) {
 *     const oriel_bitmap *bitmap = oriel_bitmap_try_from_payload(result);
 *     printf("%d × %d px\n", oriel_bitmap_width(bitmap), oriel_bitmap_height(bitmap));
 *     return ORIEL_COMPLETE;
 * }
 *
 * // a photograph of 4000 × 3000 pixels is reduced to 267 × 200 while it is decoded
 * oriel_promise *photo = oriel_bitmap_load("photo.jpg", .cover_width = 200, .cover_height = 200);
 * oriel_promise_unref(oriel_then(photo, show, NULL, NULL));
 * ```
 *
 * Widths and heights are those after the rotation that EXIF data of the file asks for. Limits are
 * checked before anything is allocated: a picture has at most 65,535 pixels a side and 256 Mi
 * pixels in all, and the reduced one at most 32,767 a side and 64 Mi. A picture that cannot be
 * decoded row by row (GIF, interlaced PNG) has at most 64 Mi.
 *
 * Thread: loop for loading and decoding; any for the rest. Errors: promises are rejected with
 * ORIEL_OPERATION_ERROR for a file that is damaged or of an unknown format, and for a missing
 * library; ORIEL_QUOTA_EXCEEDED_ERROR for one over a limit or without memory; ORIEL_ABORT_ERROR.
 */
#ifndef ORIEL_UI_BITMAP_H
#define ORIEL_UI_BITMAP_H

#include <oriel/runtime/bytes.h>
#include <oriel/runtime/job.h>
#include <oriel/runtime/options.h>

ORIEL_BEGIN

/** A decoded picture, immutable and reference-counted. */
typedef struct oriel_bitmap oriel_bitmap;

/**
 * Makes a bitmap from pixels.
 * @param width  pixels, 1 to 32,767
 * @param height pixels, 1 to 32,767; at most 64 Mi pixels in all
 * @param rgba   four bytes a pixel: red, green, blue and alpha, not premultiplied; copied
 * @param stride bytes from row to row, e.g. 4 * width
 * @return with one reference; NULL, with an error logged, if there is no memory
 * Errors: asserts on sizes out of range.
 */
ORIEL_API oriel_bitmap *oriel_bitmap_new(
	int width, int height, const unsigned char *rgba, size_t stride);
/** Adds a reference. @return bitmap */
ORIEL_API oriel_bitmap *oriel_bitmap_ref(oriel_bitmap *bitmap);
/** Releases a reference; the last one frees the bitmap. NULL is allowed. */
ORIEL_API void oriel_bitmap_unref(oriel_bitmap *bitmap);
/** Returns the number of pixels in a row. */
ORIEL_API int oriel_bitmap_width(const oriel_bitmap *bitmap);
/** Returns the number of rows. */
ORIEL_API int oriel_bitmap_height(const oriel_bitmap *bitmap);
/** Returns the width in pixels that the picture had in its file, before it was reduced. */
ORIEL_API int oriel_bitmap_natural_width(const oriel_bitmap *bitmap);
/** Returns the height in pixels that the picture had in its file, before it was reduced. */
ORIEL_API int oriel_bitmap_natural_height(const oriel_bitmap *bitmap);
/** Returns a pixel as 0xRRGGBBAA, not premultiplied. Asserts that x and y are inside. */
ORIEL_API uint32_t oriel_bitmap_pixel(const oriel_bitmap *bitmap, int x, int y);

/** The format of an encoded picture. */
enum oriel_bitmap_format {
	ORIEL_BITMAP_FORMAT_PNG = 1,
	ORIEL_BITMAP_FORMAT_JPEG,
	ORIEL_BITMAP_FORMAT_WEBP,
	ORIEL_BITMAP_FORMAT_GIF,
};

/** What the header of an encoded picture says. */
struct oriel_bitmap_info {
	enum oriel_bitmap_format format;
	int width, height; /**< pixels, after the rotation */
	int orientation;   /**< 1 to 8, as in EXIF; 1: not rotated */
};

/**
 * Reads the header of an encoded picture. Decodes nothing, and needs no library.
 * @param data    the beginning of a file, or all of it
 * @param out     filled in if the result is ORIEL_OK
 * @param message filled in otherwise, with a static sentence; may be NULL
 * @return ORIEL_OPERATION_ERROR for an unknown format or a damaged header;
 * ORIEL_QUOTA_EXCEEDED_ERROR if the picture exceeds a limit
 */
ORIEL_API enum oriel_status oriel_bitmap_read_info(
	const void *data, size_t length, struct oriel_bitmap_info *out, const char **message);

/** Receives the progress of a decoding, on the loop's thread. @param fraction 0 to 1 */
typedef void oriel_bitmap_progress_fn(double fraction, void *data);

/** Options of oriel_bitmap_load() and oriel_bitmap_decode(). */
struct oriel_bitmap_options {
	ORIEL_OPTIONS_HEAD;
	/**
	 * Reduces the picture, in its proportions, to the smallest size that covers a box of this width
	 * and .cover_height, in pixels. It is never enlarged. 0: the width does not matter. Both 0: the
	 * picture keeps its size.
	 */
	int cover_width ORIEL_DEFAULT;
	int cover_height ORIEL_DEFAULT; /**< pixels; 0: the height does not matter */
	/** its abort ends the decoding and rejects the promise; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	oriel_bitmap_progress_fn *progress ORIEL_DEFAULT; /**< may be NULL */
	void *progress_data ORIEL_DEFAULT;                /**< for progress; borrowed */
	enum oriel_job_priority priority ORIEL_DEFAULT; /**< of the jobs on the pool */
};

/** Does the work of oriel_bitmap_load(). */
ORIEL_API oriel_promise *oriel_bitmap_load_at(
	const char *site, const char *path, const struct oriel_bitmap_options *options);
/**
 * Reads and decodes a file. A bitmap that was decoded before, at this size and from the same file
 * without a change since, comes from the cache.
 * @param ... path, copied; then members of struct oriel_bitmap_options by name
 * @return with one reference; fulfilled with a bitmap, or rejected, also as by oriel_file_read()
 */
#define oriel_bitmap_load(...) \
	ORIEL__CALL_1(oriel_bitmap_load_at, struct oriel_bitmap_options, __VA_ARGS__, )

/** Does the work of oriel_bitmap_decode(). */
ORIEL_API oriel_promise *oriel_bitmap_decode_at(
	const char *site, struct oriel_bytes *bytes, const struct oriel_bitmap_options *options);
/**
 * Decodes a picture from memory.
 * @param ... bytes, handed over, whose memory must not change; then members of struct
 * oriel_bitmap_options by name
 * @return fulfilled with a bitmap
 */
#define oriel_bitmap_decode(...) \
	ORIEL__CALL_1(oriel_bitmap_decode_at, struct oriel_bitmap_options, __VA_ARGS__, )

/** Returns the bitmap of a promise's result, borrowed as long as the result; NULL for another
 * payload. */
ORIEL_API oriel_bitmap *oriel_bitmap_try_from_payload(struct oriel_payload payload);

/**
 * Sets the limit of the cache of this thread's loop, which keeps the bitmaps that were used last.
 * Bitmaps that are in use count too, and are dropped from the cache like others.
 * @param bytes e.g. 16777216 for 16 MiB; 0: nothing is kept. The default is 32 MiB
 */
ORIEL_API void oriel_bitmap_set_cache_limit(size_t bytes);
/** Returns the memory of the bitmaps in the cache, in bytes. */
ORIEL_API size_t oriel_bitmap_cache_size(void);

ORIEL_END

#endif
