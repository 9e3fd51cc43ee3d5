/* SPDX-License-Identifier: MIT */
/*
 * Writing a PNG, by SDL2_image.
 *
 * The encoder works into memory, and the bytes go to a temporary file in the directory of the target, which is synced and
 * renamed over it: a reader sees the old picture or the new one, and every error has its errno. SDL2_image is loaded for
 * the first picture only, since it and the thirty decoders behind it would cost every program's start several milliseconds.
 * It needs no initialised SDL.
 */
#include "png-internal.h"

#include "base/alloc-internal.h"

#include <SDL.h>
#include <errno.h>
#include <fcntl.h>
#include <oriel/log.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SDL_IMAGE_LIBRARY "libSDL2_image-2.0.so.0"

typedef int SDLCALL save_png_fn(SDL_Surface *surface, SDL_RWops *destination, int free_destination);

static enum oriel_status fail(const char *path, const char *reason) {
	oriel_log(ORIEL_LOG_ERROR, "cannot write the screenshot %s: %s", path, reason);
	return ORIEL_OPERATION_ERROR;
}

/* The memory that the encoder writes to: an SDL_RWops that grows. */
struct sink {
	unsigned char *bytes;
	size_t length, capacity;
	bool failed; /* there was no memory; not every encoder asks */
};

static bool reserve(struct sink *sink, size_t length) {
	size_t capacity = sink->capacity > 0 ? sink->capacity : 4096;
	while (capacity < length)
		capacity *= 2;
	unsigned char *bytes = capacity > sink->capacity ? oriel__try_realloc_array(sink->bytes, capacity, 1) : sink->bytes;
	if (bytes == NULL)
		return false;
	sink->bytes = bytes;
	sink->capacity = capacity;
	return true;
}

static size_t SDLCALL sink_write(SDL_RWops *ops, const void *bytes, size_t size, size_t count) {
	struct sink *sink = ops->hidden.unknown.data1;
	size_t length = size * count;
	if (!reserve(sink, sink->length + length)) {
		SDL_OutOfMemory();
		sink->failed = true;
		return 0;
	}
	memcpy(sink->bytes + sink->length, bytes, length);
	sink->length += length;
	return count;
}

/* Never unloaded: the next picture needs it again. NULL, with SDL's error set, if it is not installed. */
static save_png_fn *load_encoder(void) {
	void *library = SDL_LoadObject(SDL_IMAGE_LIBRARY);
	void *symbol = library != NULL ? SDL_LoadFunction(library, "IMG_SavePNG_RW") : NULL;
	save_png_fn *function;
	memcpy(&function, &symbol, sizeof(function)); // ISO C has no cast from an object to a function
	return function;
}

static bool save(save_png_fn *save_png, SDL_Surface *surface, struct sink *sink) {
	SDL_RWops *ops = surface != NULL ? SDL_AllocRW() : NULL;
	if (ops == NULL)
		return false;
	*ops = (SDL_RWops){ .write = sink_write, .type = SDL_RWOPS_UNKNOWN };
	ops->hidden.unknown.data1 = sink;
	bool done = save_png(surface, ops, 0) == 0 && !sink->failed;
	SDL_FreeRW(ops);
	return done;
}

/* The framebuffer's fourth byte means nothing; a format without alpha makes the encoder write none. */
static bool encode(const struct oriel_framebuffer *framebuffer, struct sink *sink) {
	save_png_fn *save_png = load_encoder();
	if (save_png == NULL)
		return false;
	SDL_Surface *surface = SDL_CreateRGBSurfaceWithFormatFrom(framebuffer->pixels, framebuffer->width,
		framebuffer->height, 32, framebuffer->stride, SDL_PIXELFORMAT_RGB888);
	bool done = save(save_png, surface, sink);
	SDL_FreeSurface(surface);
	return done;
}

static bool write_all(int fd, const unsigned char *bytes, size_t length) {
	while (length > 0) {
		ssize_t written = write(fd, bytes, length);
		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		bytes += written;
		length -= (size_t)written;
	}
	return true;
}

/* Not mkstemp(): a screenshot is to have the mode that the umask gives any new file. */
static int create_temporary(char *name, size_t size, const char *path) {
	int fd = -1;
	for (unsigned attempt = 0; fd < 0 && attempt < 100; attempt++) {
		snprintf(name, size, "%s.%ld-%u.tmp", path, (long)getpid(), attempt);
		fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
		if (fd < 0 && errno != EEXIST)
			break;
	}
	return fd;
}

static bool write_file(int fd, const struct sink *sink) {
	bool done = write_all(fd, sink->bytes, sink->length) && fsync(fd) == 0;
	int reason = errno;
	bool closed = close(fd) == 0;
	if (!done)
		errno = reason;
	return done && closed;
}

static enum oriel_status replace_file(const char *path, const struct sink *sink) {
	size_t size = strlen(path) + 48;
	char *temporary = oriel__try_alloc(size, 1);
	if (temporary == NULL)
		return fail(path, strerror(ENOMEM));
	int fd = create_temporary(temporary, size, path);
	enum oriel_status status = ORIEL_OK;
	if (fd < 0) {
		status = fail(path, strerror(errno));
	} else if (!write_file(fd, sink) || rename(temporary, path) != 0) {
		status = fail(path, strerror(errno));
		unlink(temporary);
	}
	oriel__free(temporary);
	return status;
}

enum oriel_status oriel__png_write(const struct oriel_framebuffer *framebuffer, const char *path) {
	struct sink sink = { 0 };
	if (framebuffer->width < 1 || framebuffer->height < 1)
		return fail(path, "the window has no pixels"); // the encoder would fail too, and leak
	enum oriel_status status = encode(framebuffer, &sink) ? replace_file(path, &sink) : fail(path, SDL_GetError());
	oriel__free(sink.bytes);
	return status;
}
