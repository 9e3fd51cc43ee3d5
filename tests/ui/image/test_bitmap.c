/* SPDX-License-Identifier: MIT */
/*
 * Bitmaps: every format and its variants, reducing, rotation, damaged files, cancelling, progress
 * and the cache. The pictures are of two kinds: "quadrants" are red, green, blue and white; "rgba"
 * has eight pixels, of which one is transparent and one half transparent.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/promise.h>
#include <oriel/ui/bitmap.h>

static oriel_loop *loop;
static struct order order;

static int set_up(void **state) {
	(void)state;
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	return loop != NULL ? 0 : -1;
}

static int tear_down(void **state) {
	(void)state;
	oriel_loop_destroy(loop);
	return 0;
}

static const char *path_of(const char *name) {
	static char path[512];
	snprintf(path, sizeof(path), "%s/ui/image/pictures/%s", ORIEL_TESTS_DIR, name);
	return path;
}

static struct oriel_bytes *bytes_of(const char *name) {
	static unsigned char content[1 << 16];
	FILE *file = fopen(path_of(name), "rb");
	assert_non_null(file);
	size_t length = fread(content, 1, sizeof(content), file);
	fclose(file);
	return oriel_bytes_new(content, length);
}

static struct oriel_completion ignore(struct oriel_payload reason, void *data) {
	(void)reason, (void)data;
	return ORIEL_COMPLETE;
}

/* Returns the bitmap of a promise, with a reference; NULL, with the error noted, if it is rejected.
 */
static oriel_bitmap *await(oriel_promise *promise) {
	oriel_bitmap *bitmap = NULL;
	oriel_promise_unref(oriel_catch(oriel_promise_ref(promise), ignore, NULL));
	oriel_loop_settle(loop);
	struct oriel_payload result = oriel_promise_result(promise);
	if (oriel_promise_state(promise) == ORIEL_PROMISE_FULFILLED)
		bitmap = oriel_bitmap_ref(oriel_bitmap_try_from_payload(result));
	else if (oriel_error_try_from_payload(result) != NULL)
		order_add(&order, "%s: %s",
			oriel_status_name(oriel_error_try_from_payload(result)->code),
			oriel_error_try_from_payload(result)->message);
	else
		order_add(&order, "pending");
	oriel_promise_unref(promise);
	return bitmap;
}

static oriel_bitmap *decoded(const char *name) {
	return await(oriel_bitmap_decode(bytes_of(name)));
}

/* Notes the size and the pixels as "4x2 ff0000ff …", row by row. */
static void note_pixels(oriel_bitmap *bitmap) {
	char text[1024];
	int length = snprintf(text, sizeof(text), "%dx%d", oriel_bitmap_width(bitmap),
		oriel_bitmap_height(bitmap));
	for (int y = 0; y < oriel_bitmap_height(bitmap); y++)
		for (int x = 0; x < oriel_bitmap_width(bitmap); x++)
			length += snprintf(text + length, sizeof(text) - (size_t)length, " %08x",
				oriel_bitmap_pixel(bitmap, x, y));
	order_add(&order, "%s", text);
	oriel_bitmap_unref(bitmap);
}

/* Notes the letters of the colours at the middles of the quadrants. */
static void note_quadrants(oriel_bitmap *bitmap) {
	static const uint32_t colors[] = { 0xff0000, 0x00ff00, 0x0000ff, 0xffffff };
	int width = oriel_bitmap_width(bitmap), height = oriel_bitmap_height(bitmap);
	char letters[5] = "????";
	for (int i = 0; i < 4; i++) {
		uint32_t pixel = oriel_bitmap_pixel(bitmap, (i & 1 ? 3 : 1) * width / 4,
			(i & 2 ? 3 : 1) * height / 4);
		for (int j = 0; j < 4; j++) {
			int far = 0;
			for (int shift = 0; shift < 24; shift += 8)
				far += abs((int)(pixel >> (shift + 8) & 0xff) - (int)(colors[j] >> shift & 0xff));
			if (far < 40 && (pixel & 0xff) == 0xff)
				letters[i] = "rgbw"[j];
		}
	}
	order_add(&order, "%dx%d %s", width, height, letters);
	oriel_bitmap_unref(bitmap);
}

#define RGBA "4x2 ff0000ff 00ff00ff 0000ffff ffffffff 000000ff 00000000 ff000080 808080ff"

static void every_format_has_its_pixels(void **state) {
	(void)state;
	note_pixels(decoded("rgba.png"));
	note_pixels(decoded("interlaced.png"));
	note_pixels(decoded("sixteen.png"));
	note_pixels(decoded("rgba.webp"));
	assert_order(&order, RGBA ", " RGBA ", " RGBA ", " RGBA);
	/* in a GIF a pixel is transparent or not */
	note_pixels(decoded("rgba.gif"));
	order.text[strlen(order.text) - 18] = '\0';
	assert_non_null(
		strstr(order.text, "4x2 ff0000ff 00ff00ff 0000ffff ffffffff 000000ff 00000000"));
	order = (struct order){ 0 };
	note_quadrants(decoded("palette.png"));
	note_quadrants(decoded("interlaced.gif"));
	note_quadrants(decoded("quadrants.jpg"));
	note_quadrants(decoded("progressive.jpg"));
	note_quadrants(decoded("cmyk.jpg"));
	note_quadrants(decoded("quadrants.webp"));
	assert_order(&order,
		"16x8 rgbw, 16x8 rgbw, 32x16 rgbw, 32x16 rgbw, 32x16 rgbw, 32x16 rgbw");
}

static void gray_is_the_same_in_all_channels(void **state) {
	static const char *const names[] = { "gray.png", "gray.jpg" };
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		oriel_bitmap *bitmap = decoded(names[i]);
		for (int x = 0; x < oriel_bitmap_width(bitmap); x++) {
			uint32_t pixel = oriel_bitmap_pixel(bitmap, x, 0);
			assert_int_equal(pixel >> 24, pixel >> 16 & 0xff);
			assert_int_equal(pixel >> 24, pixel >> 8 & 0xff);
		}
		oriel_bitmap_unref(bitmap);
	}
}

static void first_frame_of_an_animation_stands_in_its_place(void **state) {
	static const char *const names[] = { "animation.gif", "animation.webp" };
	(void)state;
	for (int i = 0; i < 2; i++) {
		oriel_bitmap *bitmap = decoded(names[i]);
		int left = i == 0 ? 1 : 2, top = left;
		assert_int_equal(oriel_bitmap_width(bitmap), 6);
		assert_int_equal(oriel_bitmap_height(bitmap), 4);
		for (int y = 0; y < 4; y++)
			for (int x = 0; x < 6; x++) {
				bool is_inside = x >= left && x < left + 2 && y >= top && y < top + 2;
				assert_int_equal(
					oriel_bitmap_pixel(bitmap, x, y), is_inside ? 0xff0000ff : 0);
			}
		oriel_bitmap_unref(bitmap);
	}
}

/* ---- Reducing ---- */

static void picture_is_reduced_until_it_just_covers_the_box(void **state) {
	static const char *const names[] = { "quadrants.jpg", "progressive.jpg", "cmyk.jpg",
		"quadrants.webp" };
	(void)state;
	for (size_t i = 0; i < 4; i++) {
		note_quadrants(await(oriel_bitmap_decode(bytes_of(names[i]), .cover_width = 8)));
		note_quadrants(await(
			oriel_bitmap_decode(bytes_of(names[i]), .cover_width = 8, .cover_height = 8)));
		note_quadrants(await(oriel_bitmap_decode(bytes_of(names[i]), .cover_height = 100)));
		assert_order(&order, "8x4 rgbw, 16x8 rgbw, 32x16 rgbw");
	}
	note_quadrants(await(oriel_bitmap_decode(bytes_of("palette.png"), .cover_width = 4)));
	note_quadrants(await(oriel_bitmap_decode(bytes_of("interlaced.gif"), .cover_width = 4)));
	note_quadrants(await(oriel_bitmap_decode(bytes_of("palette.png"), .cover_width = 5)));
	assert_order(&order, "4x2 rgbw, 4x2 rgbw, 5x3 rgbw");
}

/* Transparent pixels have no colour, so they do not darken their neighbours. */
static void mean_weighs_colours_by_their_alpha(void **state) {
	(void)state;
	note_pixels(await(oriel_bitmap_decode(bytes_of("rgba.png"), .cover_width = 2)));
	assert_order(&order, "2x1 555500bf 926eb7df");
}

static void reduced_bitmap_knows_its_natural_size(void **state) {
	(void)state;
	oriel_bitmap *bitmap = await(
		oriel_bitmap_decode(bytes_of("quadrants.jpg"), .cover_width = 8));
	assert_int_equal(oriel_bitmap_natural_width(bitmap), 32);
	assert_int_equal(oriel_bitmap_natural_height(bitmap), 16);
	oriel_bitmap_unref(bitmap);
}

/* ---- Rotation ---- */

/* Returns the JPEG with EXIF data that has this orientation. */
static struct oriel_bytes *turned(int orientation, bool is_little_endian) {
	static const char big[] = "\xff\xe1\0\x22" "Exif\0\0" "MM\0*\0\0\0\x08" "\0\x01"
		"\x01\x12\0\x03\0\0\0\x01\0\0\0\0" "\0\0\0\0";
	static const char little[] = "\xff\xe1\0\x22" "Exif\0\0" "II*\0\x08\0\0\0" "\x01\0"
		"\x12\x01\x03\0\x01\0\0\0\0\0\0\0" "\0\0\0\0";
	enum { EXIF = 36 };
	struct oriel_bytes *plain = bytes_of("quadrants.jpg");
	char content[4096];
	memcpy(content, plain->data, 2);
	memcpy(content + 2, is_little_endian ? little : big, EXIF);
	content[2 + (is_little_endian ? 28 : 29)] = (char)orientation;
	memcpy(content + 2 + EXIF, plain->data + 2, plain->length - 2);
	struct oriel_bytes *bytes = oriel_bytes_new(content, plain->length + EXIF);
	oriel_bytes_unref(plain);
	return bytes;
}

/* Source: EXIF 2.32, "Orientation": which row and column are at the top and at the left. */
static void exif_turns_the_picture(void **state) {
	static const char *const expected[] = { "32x16 rgbw", "32x16 grwb", "32x16 wbgr",
		"32x16 bwrg", "16x32 rbgw", "16x32 brwg", "16x32 wgbr", "16x32 gwrb" };
	(void)state;
	for (int i = 1; i <= 8; i++) {
		struct oriel_bytes *bytes = turned(i, i % 2 == 0);
		struct oriel_bitmap_info info;
		assert_int_equal(
			oriel_bitmap_read_info(bytes->data, bytes->length, &info, NULL), ORIEL_OK);
		assert_int_equal(info.orientation, i);
		assert_int_equal(info.width, i < 5 ? 32 : 16);
		note_quadrants(await(oriel_bitmap_decode(bytes)));
		assert_order(&order, expected[i - 1]);
	}
	note_quadrants(await(oriel_bitmap_decode(turned(6, false), .cover_width = 8)));
	note_quadrants(await(oriel_bitmap_decode(turned(9, false))));
	assert_order(&order, "8x16 brwg, 32x16 rgbw");
}

/* ---- Errors ---- */

static void note_error(struct oriel_bytes *bytes) {
	assert_null(await(oriel_bitmap_decode(bytes)));
}

static void bytes_that_are_no_picture_are_an_error(void **state) {
	(void)state;
	note_error(oriel_bytes_new("", 0));
	note_error(oriel_bytes_new("<svg/>", 6));
	assert_order(&order,
		"OperationError: cannot decode a picture from memory: the bytes are no picture in PNG, "
		"JPEG, WebP or GIF, OperationError: cannot decode a picture from memory: the bytes are no "
		"picture in PNG, JPEG, WebP or GIF");
}

/* Every beginning of every picture is decoded or refused; a decoder never reads beyond it. */
static void cut_files_are_errors_or_complete(void **state) {
	static const char *const names[] = { "rgba.png", "interlaced.png", "quadrants.jpg",
		"progressive.jpg", "rgba.webp", "quadrants.webp", "animation.webp", "rgba.gif",
		"animation.gif" };
	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct oriel_bytes *whole = bytes_of(names[i]);
		for (size_t length = 0; length < whole->length; length++) {
			/* a copy, whose end a sanitizer knows */
			oriel_bitmap *bitmap = await(
				oriel_bitmap_decode(oriel_bytes_new(whole->data, length)));
			assert_true(bitmap != NULL || strstr(order.text, "Error: cannot decode") != NULL);
			oriel_bitmap_unref(bitmap);
			order = (struct order){ 0 };
		}
		oriel_bytes_unref(whole);
	}
}

static void huge_pictures_are_refused_by_their_header(void **state) {
	(void)state;
	struct oriel_bytes *plain = bytes_of("rgba.png");
	char content[4096];
	struct oriel_bitmap_info info;
	const char *message;
	memcpy(content, plain->data, plain->length);
	memcpy(content + 16, "\0\1\0\0\0\0\0\1", 8);
	assert_int_equal(oriel_bitmap_read_info(content, plain->length, &info, &message),
		ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_string_equal(
		message, "the picture has more than 65,535 pixels a side; reduce it before");
	memcpy(content + 16, "\0\0\xff\xff\0\0\xff\xff", 8);
	assert_int_equal(oriel_bitmap_read_info(content, plain->length, &info, &message),
		ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_string_equal(message, "the picture has more pixels than the limit; reduce it before");
	memcpy(content + 16, "\xff\xff\xff\xff\0\0\0\1", 8);
	assert_int_equal(oriel_bitmap_read_info(content, plain->length, &info, NULL),
		ORIEL_QUOTA_EXCEEDED_ERROR);
	memcpy(content + 16, "\0\0\0\0\0\0\0\1", 8);
	assert_int_equal(oriel_bitmap_read_info(content, plain->length, &info, &message),
		ORIEL_OPERATION_ERROR);
	assert_string_equal(message, "the picture has no pixels");
	oriel_bytes_unref(plain);
}

/* ---- Cancelling and progress ---- */

static void note_progress(double fraction, void *data) {
	double *last = data;
	assert_true(fraction > *last && fraction <= 1);
	*last = fraction;
}

static void progress_grows_to_one(void **state) {
	double last = 0;
	(void)state;
	oriel_bitmap_unref(await(oriel_bitmap_decode(
		bytes_of("quadrants.jpg"), .progress = note_progress, .progress_data = &last)));
	assert_true(last == 1);
}

static void abort_rejects_at_once(void **state) {
	(void)state;
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	oriel_promise *first = oriel_bitmap_decode(bytes_of("quadrants.jpg"), .signal = signal);
	oriel_promise *second = oriel_bitmap_load(path_of("quadrants.jpg"), .signal = signal);
	oriel_promise_unref(oriel_catch(oriel_promise_ref(second), ignore, NULL));
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_null(await(first));
	assert_null(await(second));
	assert_non_null(strstr(order.text, "AbortError"));
	order = (struct order){ 0 };
	oriel_abort_controller_destroy(controller);
}

/* ---- Files and the cache ---- */

static void missing_file_is_an_error(void **state) {
	(void)state;
	assert_null(await(oriel_bitmap_load("/nowhere/a.png")));
	assert_non_null(strstr(order.text, "NotFoundError: "));
	assert_non_null(strstr(order.text, "/nowhere/a.png"));
	order = (struct order){ 0 };
}

static void cache_returns_the_same_bitmap_until_the_file_changes(void **state) {
	(void)state;
	char path[] = "/tmp/oriel-bitmap-XXXXXX";
	int descriptor = mkstemp(path);
	struct oriel_bytes *bytes = bytes_of("rgba.png"), *other = bytes_of("palette.png");
	assert_int_equal(write(descriptor, bytes->data, bytes->length), bytes->length);
	oriel_bitmap *first = await(oriel_bitmap_load(path));
	oriel_bitmap *second = await(oriel_bitmap_load(path));
	oriel_bitmap *reduced = await(oriel_bitmap_load(path, .cover_width = 2));
	assert_ptr_equal(first, second);
	assert_ptr_not_equal(first, reduced);
	assert_int_equal(oriel_bitmap_cache_size(), 4 * 2 * 4 + 2 * 1 * 4);
	assert_int_equal(pwrite(descriptor, other->data, other->length, 0), other->length);
	oriel_bitmap *changed = await(oriel_bitmap_load(path));
	assert_int_equal(oriel_bitmap_width(changed), 16);
	oriel_bitmap_set_cache_limit(0);
	assert_int_equal(oriel_bitmap_cache_size(), 0);
	oriel_bitmap_unref(await(oriel_bitmap_load(path)));
	assert_int_equal(oriel_bitmap_cache_size(), 0);
	oriel_bitmap_unref(first);
	oriel_bitmap_unref(second);
	oriel_bitmap_unref(reduced);
	oriel_bitmap_unref(changed);
	oriel_bytes_unref(bytes);
	oriel_bytes_unref(other);
	close(descriptor);
	unlink(path);
}

static void cache_drops_the_bitmap_that_was_unused_for_longest(void **state) {
	(void)state;
	oriel_bitmap_set_cache_limit(2 * 4 * 2 * 4);
	oriel_bitmap *png = await(oriel_bitmap_load(path_of("rgba.png")));
	oriel_bitmap_unref(await(oriel_bitmap_load(path_of("rgba.gif"))));
	oriel_bitmap *again = await(oriel_bitmap_load(path_of("rgba.png")));
	oriel_bitmap_unref(await(oriel_bitmap_load(path_of("rgba.webp"))));
	oriel_bitmap *kept = await(oriel_bitmap_load(path_of("rgba.png")));
	assert_ptr_equal(png, again);
	assert_ptr_equal(png, kept);
	assert_int_equal(oriel_bitmap_cache_size(), 2 * 4 * 2 * 4);
	oriel_bitmap_unref(png);
	oriel_bitmap_unref(again);
	oriel_bitmap_unref(kept);
}

static void bitmap_of_pixels_keeps_them(void **state) {
	static const unsigned char rgba[] = { 255, 0, 0, 255, 0, 0, 255, 128, 9, 9, 9, 9, /* a row */
		1, 2, 3, 0, 10, 20, 30, 255, 0, 0, 0, 0 };
	(void)state;
	note_pixels(oriel_bitmap_new(2, 2, rgba, 12));
	assert_order(&order, "2x2 ff0000ff 0000ff80 00000000 0a141eff");
	assert_breaks("out of range", oriel_bitmap_new(0, 2, rgba, 12));
	assert_breaks("does not fit into a stride", oriel_bitmap_new(4, 2, rgba, 12));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
	return RUN_TESTS(TEST(every_format_has_its_pixels), TEST(gray_is_the_same_in_all_channels),
		TEST(first_frame_of_an_animation_stands_in_its_place),
		TEST(picture_is_reduced_until_it_just_covers_the_box),
		TEST(mean_weighs_colours_by_their_alpha), TEST(reduced_bitmap_knows_its_natural_size),
		TEST(exif_turns_the_picture), TEST(bytes_that_are_no_picture_are_an_error),
		TEST(cut_files_are_errors_or_complete), TEST(huge_pictures_are_refused_by_their_header),
		TEST(progress_grows_to_one), TEST(abort_rejects_at_once), TEST(missing_file_is_an_error),
		TEST(cache_returns_the_same_bitmap_until_the_file_changes),
		TEST(cache_drops_the_bitmap_that_was_unused_for_longest),
		TEST(bitmap_of_pixels_keeps_them));
}
