/* SPDX-License-Identifier: MIT */
/* SDL2_image reads the files back: the tests compare what a viewer would show. */
#include "platform/png_internal.h"

#include "test.h"

#include <SDL.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
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
	return count - 2; /* . and .. */
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

static uint32_t pixels[2][4] = { { 0x00ff0000, 0x7f00ff00, 0xff0000ff, 0xdeadbeef },
	{ 0x00102030, 0x00ffffff, 0, 0xdeadbeef } };
static const struct oriel_framebuffer framebuffer = {
	.pixels = pixels, .width = 3, .height = 2, .stride = 16, .generation = 1
};

static void the_file_is_opaque_and_has_the_same_colours(void **state) {
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

static void a_missing_directory_is_an_error_with_its_reason(void **state) {
	expect_log("none/a.png: No such file or directory");
	assert_int_equal(oriel__png_write(&framebuffer, path_of("none/a.png")), ORIEL_OPERATION_ERROR);
}

static void a_failed_replacement_leaves_no_file_behind(void **state) {
	mkdir(path_of("a.png"), 0777);
	expect_log("a.png: Is a directory");
	assert_int_equal(oriel__png_write(&framebuffer, path_of("a.png")), ORIEL_OPERATION_ERROR);
	assert_int_equal(files_in_directory(), 1);
}

static void an_empty_picture_is_refused(void **state) {
	const struct oriel_framebuffer empty = {
		.pixels = pixels, .width = 0, .height = 0, .stride = 16
	};
	expect_log("a.png: the window has no pixels");
	assert_int_equal(oriel__png_write(&empty, path_of("a.png")), ORIEL_OPERATION_ERROR);
	assert_int_equal(files_in_directory(), 0);
}

static void assert_is_a(mode_t type, const char *name) {
	struct stat st;
	assert_int_equal(lstat(path_of(name), &st), 0);
	assert_int_equal(st.st_mode & S_IFMT, type);
}

static void a_link_is_kept_and_its_target_is_replaced(void **state) {
	mkdir(path_of("sub"), 0777);
	assert_int_equal(symlink("sub/b.png", path_of("link")), 0);
	assert_int_equal(symlink("link", path_of("second")), 0);
	for (int i = 0; i < 2; i++) { /* the link has no target in the first round */
		assert_int_equal(oriel__png_write(&framebuffer, path_of("second")), ORIEL_OK);
		assert_is_a(S_IFLNK, "link");
		assert_is_a(S_IFLNK, "second");
		assert_is_a(S_IFREG, "sub/b.png");
	}
	SDL_Surface *surface = load(path_of("sub/b.png"));
	assert_int_equal(surface->w, 3);
	SDL_FreeSurface(surface);
	assert_int_equal(symlink("circle", path_of("circle")), 0);
	expect_log("circle: Too many levels of symbolic links");
	assert_int_equal(oriel__png_write(&framebuffer, path_of("circle")), ORIEL_OPERATION_ERROR);
}

static void the_permissions_of_a_file_stay(void **state) {
	FILE *old = fopen(path_of("a.png"), "w");
	fclose(old);
	chmod(path_of("a.png"), 0640);
	assert_int_equal(oriel__png_write(&framebuffer, path_of("a.png")), ORIEL_OK);
	struct stat st;
	assert_int_equal(stat(path_of("a.png"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
}

static void a_fifo_with_a_reader_receives_the_picture(void **state) {
	unsigned char bytes[4096];
	assert_int_equal(mkfifo(path_of("a.png"), 0600), 0);
	expect_log("it is a FIFO that nothing reads");
	assert_int_equal(oriel__png_write(&framebuffer, path_of("a.png")), ORIEL_OPERATION_ERROR);
	int reader = open(path_of("a.png"), O_RDONLY | O_NONBLOCK);
	assert_true(reader >= 0);
	assert_int_equal(oriel__png_write(&framebuffer, path_of("a.png")), ORIEL_OK);
	assert_true(read(reader, bytes, sizeof(bytes)) > 8);
	assert_memory_equal(bytes, "\x89PNG", 4);
	close(reader);
	assert_is_a(S_IFIFO, "a.png");
	assert_int_equal(files_in_directory(), 1);
}

/* A link to the device, because only root may make a device file; and a descriptor whose file has
 * no name. */
static void a_device_and_a_file_without_a_name_are_written_in_place(void **state) {
	assert_int_equal(symlink("/dev/null", path_of("null")), 0);
	assert_int_equal(oriel__png_write(&framebuffer, path_of("null")), ORIEL_OK);
	assert_is_a(S_IFLNK, "null");
	struct stat st;
	assert_int_equal(stat("/dev/null", &st), 0);
	assert_true(S_ISCHR(st.st_mode));

	int file = open(path_of("gone"), O_RDWR | O_CREAT, 0600);
	unlink(path_of("gone"));
	char target[64];
	snprintf(target, sizeof(target), "/proc/self/fd/%d", file);
	assert_int_equal(symlink(target, path_of("nameless")), 0);
	assert_int_equal(oriel__png_write(&framebuffer, path_of("nameless")), ORIEL_OK);
	assert_is_a(S_IFLNK, "nameless");
	assert_int_equal(fstat(file, &st), 0);
	assert_true(st.st_size > 8);
	close(file);
	assert_int_equal(files_in_directory(), 2);
}

static void a_socket_is_refused(void **state) {
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path_of("a.png"));
	int listener = socket(AF_UNIX, SOCK_STREAM, 0);
	assert_int_equal(bind(listener, (const struct sockaddr *)&address, sizeof(address)), 0);
	expect_log("a socket");
	assert_int_equal(oriel__png_write(&framebuffer, path_of("a.png")), ORIEL_OPERATION_ERROR);
	assert_is_a(S_IFSOCK, "a.png");
	close(listener);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	return RUN_TESTS(
		TEST(the_file_is_opaque_and_has_the_same_colours),
		TEST(an_old_file_is_replaced),
		TEST(a_missing_directory_is_an_error_with_its_reason),
		TEST(a_failed_replacement_leaves_no_file_behind),
		TEST(a_link_is_kept_and_its_target_is_replaced),
		TEST(the_permissions_of_a_file_stay),
		TEST(a_fifo_with_a_reader_receives_the_picture),
		TEST(a_device_and_a_file_without_a_name_are_written_in_place),
		TEST(a_socket_is_refused),
		TEST(an_empty_picture_is_refused));
}
