/* SPDX-License-Identifier: MIT */
/* The files are read back by SDL2_image: what is written is what a viewer sees. */
#include "platform/png-internal.h"

#include "test.h"

#include <SDL.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char directory[64];

static int setup(void **state) {
	strcpy(directory, "/tmp/oriel-test-png-XXXXXX");
	return mkdtemp(directory) != NULL ? 0 : -1;
}

static int teardown(void **state) {
	char command[128];
	snprintf(command, sizeof(command), "rm -rf '%s'", directory);
	return system(command);
}

static const char *path_of(const char *name) {
	static char path[128];
	snprintf(path, sizeof(path), "%s/%s", directory, name);
	return path;
}

static size_t files_in_directory(void) {
	size_t count = 0;
	DIR *dir = opendir(directory);
	while (readdir(dir) != NULL)
		count++;
	closedir(dir);
	return count - 2; // . and ..
}

static SDL_Surface *load(const char *path) {
	typedef SDL_Surface *load_fn(const char *);
	void *library = SDL_LoadObject("libSDL2_image-2.0.so.0");
	void *symbol = SDL_LoadFunction(library, "IMG_Load");
	load_fn *function;
	memcpy(&function, &symbol, sizeof(function));
	SDL_Surface *surface = function(path);
	SDL_Surface *converted = SDL_ConvertSurfaceFormat(surface, SDL_PIXELFORMAT_ARGB8888, 0);
	SDL_FreeSurface(surface);
	return converted;
}

static uint32_t pixels[2][4] = { { 0x00ff0000, 0x7f00ff00, 0xff0000ff, 0xdeadbeef }, { 0x00102030, 0x00ffffff, 0, 0xdeadbeef } };
static const struct oriel_framebuffer framebuffer = { .pixels = pixels, .width = 3, .height = 2, .stride = 16, .generation = 1 };

static void what_is_written_is_opaque_and_of_the_same_colours(void **state) {
	assert_int_equal(oriel__png_write(&framebuffer, path_of("a.png")), ORIEL_OK);
	SDL_Surface *surface = load(path_of("a.png"));
	assert_int_equal(surface->w, 3);
	assert_int_equal(surface->h, 2);
	const uint32_t *row = surface->pixels;
	assert_int_equal(row[0], 0xffff0000);
	assert_int_equal(row[1], 0xff00ff00);
	assert_int_equal(row[2], 0xff0000ff);
	row = (const uint32_t *)((const char *)surface->pixels + surface->pitch);
	assert_int_equal(row[0], 0xff102030);
	assert_int_equal(row[1], 0xffffffff);
	assert_int_equal(row[2], 0xff000000);
	SDL_FreeSurface(surface);
	assert_int_equal(files_in_directory(), 1);
}

static void an_old_file_is_replaced(void **state) {
	FILE *old = fopen(path_of("a.png"), "w");
	fputs("not a picture", old);
	fclose(old);
	assert_int_equal(oriel__png_write(&framebuffer, path_of("a.png")), ORIEL_OK);
	SDL_Surface *surface = load(path_of("a.png"));
	assert_int_equal(surface->w, 3);
	SDL_FreeSurface(surface);
	assert_int_equal(files_in_directory(), 1);
}

static void a_directory_that_is_not_there_is_an_error_with_its_reason(void **state) {
	expect_log("none/a.png: No such file or directory");
	assert_int_equal(oriel__png_write(&framebuffer, path_of("none/a.png")), ORIEL_OPERATION_ERROR);
}

static void a_target_that_cannot_be_replaced_leaves_nothing_behind(void **state) {
	mkdir(path_of("a.png"), 0777);
	expect_log("a.png: Is a directory");
	assert_int_equal(oriel__png_write(&framebuffer, path_of("a.png")), ORIEL_OPERATION_ERROR);
	assert_int_equal(files_in_directory(), 1);
}

static void an_empty_picture_is_refused(void **state) {
	const struct oriel_framebuffer empty = { .pixels = pixels, .width = 0, .height = 0, .stride = 16 };
	expect_log("a.png: the window has no pixels");
	assert_int_equal(oriel__png_write(&empty, path_of("a.png")), ORIEL_OPERATION_ERROR);
	assert_int_equal(files_in_directory(), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	return RUN_TESTS(
		TEST(what_is_written_is_opaque_and_of_the_same_colours),
		TEST(an_old_file_is_replaced),
		TEST(a_directory_that_is_not_there_is_an_error_with_its_reason),
		TEST(a_target_that_cannot_be_replaced_leaves_nothing_behind),
		TEST(an_empty_picture_is_refused));
}
