/* SPDX-License-Identifier: MIT */
/*
 * Writing a PNG with SDL2_image.
 *
 * The encoder writes to memory, and base/file_replacement.c replaces the target file. A reader sees
 * the old picture or the new one, and every error has its errno. Devices and FIFOs are written in
 * place instead. SDL2_image is loaded for the first picture only: the library and its thirty
 * decoders would delay the start of every program by several milliseconds. It works without
 * initialising SDL.
 */
#define _XOPEN_SOURCE 700 /* realpath */
#include "png_internal.h"

#include "base/alloc_internal.h"
#include "base/file_replacement_internal.h"
#include "base/write_pieces_internal.h"

#include <SDL.h>
#include <errno.h>
#include <fcntl.h>
#include <oriel/runtime/log.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIFO_WAIT_MS = 1000 };

#define SDL_IMAGE_LIBRARY "libSDL2_image-2.0.so.0"

typedef int SDLCALL png_encoder_fn(
	SDL_Surface *surface, SDL_RWops *destination, int free_destination);

static enum oriel_status png_fail(const char *path, const char *reason) {
	oriel_log(ORIEL_LOG_ERROR, "cannot write the screenshot %s: %s", path, reason);
	return ORIEL_OPERATION_ERROR;
}

/* The encoder's output: an SDL_RWops in memory that grows. */
struct sink {
	unsigned char *bytes;
	size_t length, capacity;
	bool has_failed; /* out of memory; not every encoder checks for errors */
};

static bool png_reserve(struct sink *sink, size_t length) {
	size_t capacity = sink->capacity > 0 ? sink->capacity : 4096;
	while (capacity < length)
		capacity *= 2;
	unsigned char *bytes = capacity > sink->capacity ?
		oriel__try_realloc_array(sink->bytes, capacity, 1) :
		sink->bytes;
	if (bytes == NULL)
		return false;
	sink->bytes = bytes;
	sink->capacity = capacity;
	return true;
}

static size_t SDLCALL sink_write(SDL_RWops *ops, const void *bytes, size_t size, size_t count) {
	struct sink *sink = ops->hidden.unknown.data1;
	size_t length = size * count;
	if (!png_reserve(sink, sink->length + length)) {
		SDL_OutOfMemory();
		sink->has_failed = true;
		return 0;
	}
	memcpy(sink->bytes + sink->length, bytes, length);
	sink->length += length;
	return count;
}

/* Loads the encoder. Returns NULL, with SDL's error set, if the library is not installed. The
 * library stays loaded for the next picture. */
static png_encoder_fn *png_load_encoder(void) {
	void *library = SDL_LoadObject(SDL_IMAGE_LIBRARY);
	void *symbol = library != NULL ? SDL_LoadFunction(library, "IMG_SavePNG_RW") : NULL;
	png_encoder_fn *function;
	/* ISO C has no cast from an object pointer to a function pointer */
	memcpy(&function, &symbol, sizeof(function));
	return function;
}

static bool png_save(png_encoder_fn *save_png, SDL_Surface *surface, struct sink *sink) {
	SDL_RWops *ops = surface != NULL ? SDL_AllocRW() : NULL;
	if (ops == NULL)
		return false;
	*ops = (SDL_RWops){ .write = sink_write, .type = SDL_RWOPS_UNKNOWN };
	ops->hidden.unknown.data1 = sink;
	bool done = save_png(surface, ops, 0) == 0 && !sink->has_failed;
	SDL_FreeRW(ops);
	return done;
}

/* Encodes a picture. The framebuffer's fourth byte has no meaning, so the surface has a format
 * without alpha. */
static bool png_encode(const struct oriel_framebuffer *framebuffer, struct sink *sink) {
	png_encoder_fn *save_png = png_load_encoder();
	if (save_png == NULL)
		return false;
	SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormatFrom(framebuffer->pixels,
		framebuffer->width, framebuffer->height, 32, framebuffer->stride, SDL_PIXELFORMAT_RGB888);
	bool done = png_save(save_png, surface, sink);
	SDL_FreeSurface(surface);
	return done;
}

/* Waits for space in a FIFO with a slow reader; fails with ETIMEDOUT if nothing is read for a
 * second. */
static int png_wait_for_space(int fd) {
	struct pollfd place = { .fd = fd, .events = POLLOUT };
	int ready = poll(&place, 1, FIFO_WAIT_MS);
	if (ready == 0)
		return ETIMEDOUT;
	return ready > 0 || errno == EINTR ? 0 : errno;
}

/* Returns 0 or an errno. */
static int png_write_all(int fd, const unsigned char *bytes, size_t length) {
	int error = 0;
	while (length > 0 && error == 0) {
		struct iovec piece = { .iov_base = (void *)(uintptr_t)bytes, .iov_len = length };
		ssize_t written = oriel__write_pieces(fd, false, &piece, 1);
		if (written < 0)
			error = errno == EAGAIN ? png_wait_for_space(fd) : errno;
		bytes += written > 0 ? written : 0;
		length -= written > 0 ? (size_t)written : 0;
	}
	return error;
}

/* Tells whether the path's target must not be replaced by renaming: it is no regular file, or has
 * no name of its own, as may be the case for /dev/stdout. */
static bool png_is_written_in_place(const char *path) {
	struct stat st;
	if (stat(path, &st) != 0)
		return false;
	char *target = S_ISREG(st.st_mode) ? realpath(path, NULL) : NULL;
	bool has_name = target != NULL || errno == ENOMEM;
	free(target);
	return !has_name;
}

static int png_write_in_place(const char *path, const struct sink *sink) {
	int fd = open(path, O_WRONLY | O_TRUNC | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		return errno;
	int error = png_write_all(fd, sink->bytes, sink->length);
	return close(fd) == 0 || error != 0 ? error : errno;
}

static int png_replace_file(
	struct oriel__file_replacement *replacement, const char *path, const struct sink *sink) {
	int error = oriel__file_replacement_find(replacement, path);
	if (error == 0)
		error = oriel__file_replacement_open(replacement, 0666);
	if (error == 0)
		error = png_write_all(replacement->file, sink->bytes, sink->length);
	if (error == 0)
		error = oriel__file_replacement_seal(replacement);
	return error == 0 ? oriel__file_replacement_commit(replacement) : error;
}

static const char *png_describe(int error) {
	switch (error) {
	case ENXIO:
		return "it is a FIFO that nothing reads, a socket, or a device that is not there; pass the "
			"path of a file";
	case ETIMEDOUT: return "it is a FIFO that is not read; pass the path of a file";
	case EPIPE: return "it is a FIFO whose reader is gone; pass the path of a file";
	case EBUSY:
		return "it is in use, e.g. as a mount of its own, and cannot be replaced; pass another "
			"path";
	default: return strerror(error);
	}
}

static enum oriel_status png_save_file(const char *path, const struct sink *sink) {
	int error;
	if (png_is_written_in_place(path)) {
		error = png_write_in_place(path, sink);
	} else {
		struct oriel__file_replacement replacement;
		oriel__file_replacement_init(&replacement);
		error = png_replace_file(&replacement, path, sink);
		oriel__file_replacement_finish(&replacement);
	}
	return error == 0 ? ORIEL_OK : png_fail(path, png_describe(error));
}

enum oriel_status oriel__png_write(const struct oriel_framebuffer *framebuffer, const char *path) {
	struct sink sink = { 0 };
	if (framebuffer->width < 1 || framebuffer->height < 1)
		/* the encoder would fail, too, and leak memory */
		return png_fail(path, "the window has no pixels");
	enum oriel_status status = png_encode(framebuffer, &sink) ? png_save_file(path, &sink) :
																png_fail(path, SDL_GetError());
	oriel__free(sink.bytes);
	return status;
}
