/* SPDX-License-Identifier: MIT */
/*
 * The sections of the gallery look as in tests/demo-apps/golden. The picture of a section has four
 * parts: light and dark above, more contrast and right to left below. The font files are pinned,
 * and no pixel may differ.
 *
 * ORIEL_GOLDEN=write writes the pictures. Look at them before they are committed.
 */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "folder.h"
#include "picture.h"
#include "platform/png_internal.h"
#include "shot.h"
#include "text/font_files_internal.h"

#define DEJAVU "/usr/share/fonts/truetype/dejavu/"

enum { PARTS = 4, MOST_PICTURES = 150 };

/* In the order of the parts: from left to right, then down. */
static const struct {
	const char *name;
	enum oriel_color_scheme scheme;
	enum oriel_contrast contrast;
	const char *direction;
} parts[PARTS] = {
	{ "light", ORIEL_COLOR_SCHEME_LIGHT, ORIEL_CONTRAST_NORMAL, "ltr" },
	{ "dark", ORIEL_COLOR_SCHEME_DARK, ORIEL_CONTRAST_NORMAL, "ltr" },
	{ "more contrast", ORIEL_COLOR_SCHEME_LIGHT, ORIEL_CONTRAST_MORE, "ltr" },
	{ "right to left", ORIEL_COLOR_SCHEME_LIGHT, ORIEL_CONTRAST_NORMAL, "rtl" },
};

static const struct section *section_at(size_t index) {
	for (size_t i = 0; i < SECTION_GROUP_COUNT; i++) {
		if (index < section_groups[i]->count)
			return &section_groups[i]->sections[index];
		index -= section_groups[i]->count;
	}
	return NULL;
}

/* The fonts of a thread end with its application. */
static oriel_app *app_with_pinned_fonts(void) {
	static const char *const files[] = { DEJAVU "DejaVuSans.ttf", DEJAVU "DejaVuSans-Bold.ttf",
		DEJAVU "DejaVuSansMono.ttf" };
	oriel_app *app = oriel_app_new("org.oriel.test", .headless = true);
	oriel__fonts_use_files(files, sizeof(files) / sizeof(files[0]));
	return app;
}

static oriel_bitmap *draw_part(const struct section *section, size_t part, const char *path) {
	oriel_app *app = app_with_pinned_fonts();
	oriel_app_set_appearance(app, .color_scheme = parts[part].scheme,
		.contrast = parts[part].contrast, .motion = ORIEL_MOTION_NORMAL,
		.accent_color = ORIEL_RGB(0x3366cc));
	oriel_widget *widget = picture_open(app, section, parts[part].direction);
	assert_non_null(widget);
	oriel_bitmap *bitmap = shot_take(oriel_widget_window(widget), path);
	oriel_app_destroy(app);
	return bitmap;
}

/* Where a part begins in the whole picture. All parts have one size. */
static int part_x(const oriel_bitmap *part, size_t index) {
	return index % 2 == 0 ? 0 : oriel_bitmap_width(part);
}

static int part_y(const oriel_bitmap *part, size_t index) {
	return index < 2 ? 0 : oriel_bitmap_height(part);
}

static void write_golden(oriel_bitmap *const *drawn, const char *path) {
	int width = oriel_bitmap_width(drawn[0]), height = oriel_bitmap_height(drawn[0]);
	struct oriel_framebuffer whole = { .width = 2 * width, .height = 2 * height,
		.stride = 8 * width };
	uint32_t *pixels = calloc((size_t)whole.width * (size_t)whole.height, sizeof(*pixels));
	assert_non_null(pixels);
	whole.pixels = pixels;
	for (size_t i = 0; i < PARTS; i++)
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				pixels[(part_y(drawn[i], i) + y) * whole.width + part_x(drawn[i], i) + x] =
					oriel_bitmap_pixel(drawn[i], x, y) >> 8;
	assert_int_equal(oriel__png_write(&whole, path), ORIEL_OK);
	free(pixels);
}

static void assert_part(const struct section *section, size_t index, const oriel_bitmap *drawn,
	const oriel_bitmap *golden) {
	int left = part_x(drawn, index), top = part_y(drawn, index);
	for (int y = 0; y < oriel_bitmap_height(drawn); y++)
		for (int x = 0; x < oriel_bitmap_width(drawn); x++)
			if (oriel_bitmap_pixel(drawn, x, y) != oriel_bitmap_pixel(golden, left + x, top + y))
				fail_msg("%s, %s: pixel %d, %d is %08x and not %08x; if the new look is right, "
					"ORIEL_GOLDEN=write writes it", section->name, parts[index].name, x, y,
					oriel_bitmap_pixel(drawn, x, y),
					oriel_bitmap_pixel(golden, left + x, top + y));
}

static oriel_bitmap *load_golden(const char *path) {
	oriel_app *app = oriel_app_new("org.oriel.test", .headless = true);
	oriel_bitmap *golden = access(path, R_OK) == 0 ? shot_load(app, path) : NULL;
	oriel_app_destroy(app);
	if (golden == NULL)
		fail_msg("%s is missing; ORIEL_GOLDEN=write writes it", path);
	return golden;
}

static void compare_golden(
	const struct section *section, oriel_bitmap *const *drawn, const char *path) {
	oriel_bitmap *golden = load_golden(path);
	assert_int_equal(oriel_bitmap_width(golden), 2 * oriel_bitmap_width(drawn[0]));
	assert_int_equal(oriel_bitmap_height(golden), 2 * oriel_bitmap_height(drawn[0]));
	for (size_t i = 0; i < PARTS; i++)
		assert_part(section, i, drawn[i], golden);
	oriel_bitmap_unref(golden);
}

static void every_section_equals_its_golden_picture(void **state) {
	const struct folder *folder = *state;
	const char *mode = getenv("ORIEL_GOLDEN");
	char drawn_path[300], golden_path[512];
	const struct section *section;
	snprintf(drawn_path, sizeof(drawn_path), "%s/drawn.png", folder->path);
	for (size_t i = 0; (section = section_at(i)) != NULL; i++) {
		oriel_bitmap *drawn[PARTS];
		snprintf(golden_path, sizeof(golden_path), ORIEL_TESTS_DIR "/demo-apps/golden/%s.png",
			section->name);
		for (size_t part = 0; part < PARTS; part++)
			drawn[part] = draw_part(section, part, drawn_path);
		if (mode != NULL && strcmp(mode, "write") == 0)
			write_golden(drawn, golden_path);
		compare_golden(section, drawn, golden_path);
		for (size_t part = 0; part < PARTS; part++)
			oriel_bitmap_unref(drawn[part]);
		assert_true(i < MOST_PICTURES);
	}
	unlink(drawn_path);
}

int main(void) {
	setenv("LC_ALL", "C", 1); /* dates are those of the language */
	return RUN_TESTS(cmocka_unit_test_setup_teardown(
		every_section_equals_its_golden_picture, folder_setup, folder_teardown));
}
