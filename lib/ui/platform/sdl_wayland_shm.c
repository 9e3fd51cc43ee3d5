/* SPDX-License-Identifier: MIT */
/*
 * Presenting on Wayland: shared-memory buffers on SDL's surface.
 *
 * Painting goes into a canvas that the compositor never sees. A present copies the damage from the
 * canvas to a buffer that the compositor has released. Each buffer stores the damage that it missed
 * while other buffers were shown.
 *
 * At most one frame is in flight. Later presents wait for the compositor's frame callback, which
 * thereby sets the pace; nothing blocks. A window for which the compositor sends no frame callback
 * is invisible.
 */
#define _GNU_SOURCE /* memfd_create */
#include "sdl_wayland_internal.h"

#include "base/alloc_internal.h"
#include "loop/loop_internal.h"
#include "platform_internal.h"

#include <errno.h>
#include <oriel/runtime/log.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define BUFFERS 3
#define MAX_RECTS 16
#define UNSEEN_AFTER_MS 1000

struct damage {
	struct oriel_device_rect rects[MAX_RECTS];
	size_t count;
};

struct buffer {
	struct shm_window *owner;
	struct wl_buffer *buffer; /* NULL: not allocated yet */
	unsigned char *pixels;
	bool is_busy; /* the compositor may be reading it */
	struct damage missed;
};

struct shm_window {
	struct oriel__sdl_window *window;
	struct wl_surface *surface; /* a wrapper on Oriel's queue */
	unsigned char *canvas;      /* NULL: out of memory */
	int width, height;          /* device px */
	struct buffer buffers[BUFFERS];
	struct damage pending;     /* presented but not committed yet */
	struct wl_callback *frame; /* in flight; NULL: the compositor accepts another frame */
	int64_t committed_ns;
};

static size_t sdl_wayland_shm_stride_of(const struct shm_window *shm) {
	return (size_t)shm->width * sizeof(uint32_t);
}

static size_t sdl_wayland_shm_size_of(const struct shm_window *shm) {
	return sdl_wayland_shm_stride_of(shm) * (size_t)shm->height;
}

static struct oriel_device_rect sdl_wayland_shm_join(
	struct oriel_device_rect a, struct oriel_device_rect b) {
	int left = a.x < b.x ? a.x : b.x;
	int top = a.y < b.y ? a.y : b.y;
	int right = a.x + a.width > b.x + b.width ? a.x + a.width : b.x + b.width;
	int bottom = a.y + a.height > b.y + b.height ? a.y + a.height : b.y + b.height;
	return (struct oriel_device_rect){ left, top, right - left, bottom - top };
}

/* Adds a rectangle; if the list is full, replaces its rectangles by their bounding box first. */
static void damage_add(struct damage *damage, struct oriel_device_rect rect) {
	if (damage->count == MAX_RECTS) {
		for (size_t i = 1; i < MAX_RECTS; i++)
			damage->rects[0] = sdl_wayland_shm_join(damage->rects[0], damage->rects[i]);
		damage->count = 1;
	}
	damage->rects[damage->count++] = rect;
}

static void damage_add_all(struct damage *damage, const struct damage *other) {
	for (size_t i = 0; i < other->count; i++)
		damage_add(damage, other->rects[i]);
}

static void sdl_wayland_shm_commit(struct shm_window *shm);

static void sdl_wayland_shm_on_release(void *data, struct wl_buffer *wl_buffer) {
	struct buffer *buffer = data;
	buffer->is_busy = false;
	sdl_wayland_shm_commit(buffer->owner);
}

static const struct wl_buffer_listener buffer_listener = { sdl_wayland_shm_on_release };

static void shm_buffer_free(struct shm_window *shm, struct buffer *buffer) {
	if (buffer->buffer != NULL) {
		wl_buffer_destroy(buffer->buffer);
		munmap(buffer->pixels, sdl_wayland_shm_size_of(shm));
	}
	*buffer = (struct buffer){ .owner = shm };
}

static struct wl_buffer *sdl_wayland_shm_share(struct shm_window *shm, int fd) {
	struct oriel__wayland *wayland = shm->window->platform->driver_data;
	struct wl_shm_pool *pool = wl_shm_create_pool(
		wayland->shm, fd, (int32_t)sdl_wayland_shm_size_of(shm));
	struct wl_buffer *buffer = wl_shm_pool_create_buffer(pool, 0, shm->width, shm->height,
		(int32_t)sdl_wayland_shm_stride_of(shm), WL_SHM_FORMAT_XRGB8888);
	wl_shm_pool_destroy(pool);
	return buffer;
}

static bool shm_buffer_make(struct shm_window *shm, struct buffer *buffer) {
	int fd = memfd_create("oriel-buffer", MFD_CLOEXEC);
	bool sized = fd >= 0 && ftruncate(fd, (off_t)sdl_wayland_shm_size_of(shm)) == 0;
	void *pixels = sized ?
		mmap(NULL, sdl_wayland_shm_size_of(shm), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0) :
		MAP_FAILED;
	if (pixels == MAP_FAILED) {
		oriel_log(ORIEL_LOG_ERROR, "no shared memory for a window of %d × %d pixels: %s",
			shm->width, shm->height, strerror(errno));
	} else {
		buffer->pixels = pixels;
		buffer->buffer = sdl_wayland_shm_share(shm, fd);
		wl_buffer_add_listener(buffer->buffer, &buffer_listener, buffer);
		damage_add(&buffer->missed, (struct oriel_device_rect){ 0, 0, shm->width, shm->height });
	}
	if (fd >= 0)
		close(fd);
	return pixels != MAP_FAILED;
}

/* Returns a buffer that the compositor is not reading. NULL: it has all of them, and will release
 * one; or there is no memory. */
static struct buffer *shm_buffer_acquire(struct shm_window *shm) {
	for (size_t i = 0; i < BUFFERS; i++)
		if (shm->buffers[i].buffer != NULL && !shm->buffers[i].is_busy)
			return &shm->buffers[i];
	for (size_t i = 0; i < BUFFERS; i++)
		if (shm->buffers[i].buffer == NULL)
			return shm_buffer_make(shm, &shm->buffers[i]) ? &shm->buffers[i] : NULL;
	return NULL;
}

static void sdl_wayland_shm_copy(
	const struct shm_window *shm, struct buffer *buffer, struct oriel_device_rect rect) {
	size_t length = (size_t)rect.width * sizeof(uint32_t);
	size_t at = (size_t)rect.y * sdl_wayland_shm_stride_of(shm) + (size_t)rect.x * sizeof(uint32_t);
	for (int y = 0; y < rect.height; y++, at += sdl_wayland_shm_stride_of(shm))
		memcpy(buffer->pixels + at, shm->canvas + at, length);
}

static void sdl_wayland_shm_update_buffer(struct shm_window *shm, struct buffer *buffer) {
	for (size_t i = 0; i < BUFFERS; i++)
		damage_add_all(&shm->buffers[i].missed, &shm->pending);
	for (size_t i = 0; i < buffer->missed.count; i++)
		sdl_wayland_shm_copy(shm, buffer, buffer->missed.rects[i]);
	buffer->missed.count = 0;
}

static void sdl_wayland_shm_on_frame(void *data, struct wl_callback *callback, uint32_t time) {
	struct shm_window *shm = data;
	wl_callback_destroy(callback);
	shm->frame = NULL;
	shm->window->is_occluded = false;
	oriel__sdl_window_update_visibility(shm->window);
	sdl_wayland_shm_commit(shm);
}

static const struct wl_callback_listener frame_listener = { sdl_wayland_shm_on_frame };

static void sdl_wayland_shm_send_damage(struct shm_window *shm) {
	if (wl_proxy_get_version((struct wl_proxy *)shm->surface) <
		WL_SURFACE_DAMAGE_BUFFER_SINCE_VERSION) {
		wl_surface_damage(shm->surface, 0, 0, INT32_MAX, INT32_MAX);
		return;
	}
	for (size_t i = 0; i < shm->pending.count; i++) {
		const struct oriel_device_rect *rect = &shm->pending.rects[i];
		wl_surface_damage_buffer(shm->surface, rect->x, rect->y, rect->width, rect->height);
	}
}

static bool sdl_wayland_shm_has_window_size(const struct shm_window *shm) {
	int width, height;
	SDL_GetWindowSizeInPixels(shm->window->sdl, &width, &height);
	return width == shm->width && height == shm->height;
}

static void sdl_wayland_shm_commit(struct shm_window *shm) {
	if (shm->pending.count == 0 || shm->frame != NULL || !sdl_wayland_shm_has_window_size(shm))
		return;
	struct buffer *buffer = shm_buffer_acquire(shm);
	if (buffer == NULL)
		return;
	struct oriel__wayland *wayland = shm->window->platform->driver_data;
	sdl_wayland_shm_update_buffer(shm, buffer);
	wl_surface_attach(shm->surface, buffer->buffer, 0, 0);
	sdl_wayland_shm_send_damage(shm);
	shm->frame = wl_surface_frame(shm->surface);
	wl_callback_add_listener(shm->frame, &frame_listener, shm);
	wl_surface_commit(shm->surface);
	wl_display_flush(wayland->display);
	buffer->is_busy = true;
	shm->pending.count = 0;
	shm->committed_ns = oriel__loop_now_ns(shm->window->platform->loop);
}

static struct shm_window *sdl_wayland_shm_of(struct oriel__sdl_window *window) {
	struct shm_window *shm = window->presenter_data;
	if (shm != NULL)
		return shm;
	struct oriel__wayland *wayland = window->platform->driver_data;
	shm = oriel__alloc_zero(1, sizeof(*shm));
	shm->window = window;
	shm->surface = wl_proxy_create_wrapper(oriel__wayland_surface(window));
	wl_proxy_set_queue((struct wl_proxy *)shm->surface, wayland->queue);
	for (size_t i = 0; i < BUFFERS; i++)
		shm->buffers[i].owner = shm;
	window->presenter_data = shm;
	return shm;
}

static void sdl_wayland_shm_fit(struct shm_window *shm) {
	if (shm->canvas != NULL && sdl_wayland_shm_has_window_size(shm))
		return;
	for (size_t i = 0; i < BUFFERS; i++)
		shm_buffer_free(shm, &shm->buffers[i]);
	oriel__free(shm->canvas);
	SDL_GetWindowSizeInPixels(shm->window->sdl, &shm->width, &shm->height);
	shm->canvas = oriel__try_alloc((size_t)shm->width * (size_t)shm->height, sizeof(uint32_t));
	shm->pending.count = 0;
	shm->window->generation++;
}

static bool sdl_wayland_shm_framebuffer(
	struct oriel__sdl_window *window, struct oriel_framebuffer *out) {
	struct shm_window *shm = sdl_wayland_shm_of(window);
	sdl_wayland_shm_fit(shm);
	if (shm->canvas == NULL) {
		oriel_log(
			ORIEL_LOG_ERROR, "no memory for a window of %d × %d pixels", shm->width, shm->height);
		return false;
	}
	*out = (struct oriel_framebuffer){
		.pixels = shm->canvas,
		.width = shm->width,
		.height = shm->height,
		.stride = (int)sdl_wayland_shm_stride_of(shm),
		.generation = window->generation,
	};
	return true;
}

static void sdl_wayland_shm_present(
	struct oriel__sdl_window *window, const struct oriel_device_rect *rects, size_t count) {
	struct shm_window *shm = sdl_wayland_shm_of(window);
	if (shm->canvas == NULL)
		return;
	for (size_t i = 0; i < count; i++) {
		struct oriel_device_rect part;
		if (oriel__device_clip(rects[i], shm->width, shm->height, &part))
			damage_add(&shm->pending, part);
	}
	sdl_wayland_shm_commit(shm);
}

static void sdl_wayland_shm_finish(struct oriel__sdl_window *window) {
	struct shm_window *shm = window->presenter_data;
	if (shm == NULL)
		return;
	if (shm->frame != NULL)
		wl_callback_destroy(shm->frame);
	for (size_t i = 0; i < BUFFERS; i++)
		shm_buffer_free(shm, &shm->buffers[i]);
	wl_proxy_wrapper_destroy(shm->surface);
	oriel__free(shm->canvas);
	oriel__free(shm);
	window->presenter_data = NULL;
}

/* Frees memory only; the compositor's objects end with the process. */
static void sdl_wayland_shm_abandon(struct oriel__sdl_window *window) {
	struct shm_window *shm = window->presenter_data;
	if (shm == NULL)
		return;
	oriel__free(shm->canvas);
	oriel__free(shm);
}

/* Marks a window as invisible if its frame callback is overdue, and returns false in that case. */
static bool sdl_wayland_shm_watch_frame(struct shm_window *shm, int64_t now_ns, int *timeout_ms) {
	if (shm->frame == NULL || shm->pending.count == 0 || shm->window->is_occluded)
		return true;
	int64_t left_ms = UNSEEN_AFTER_MS - (now_ns - shm->committed_ns) / 1000000;
	if (left_ms > 0) {
		oriel__sdl_cap(timeout_ms, (int)left_ms);
		return true;
	}
	shm->window->is_occluded = true;
	oriel__sdl_window_update_visibility(shm->window);
	return false;
}

bool oriel__wayland_watch_frames(struct oriel__sdl_platform *platform, int *timeout_ms) {
	int64_t now_ns = oriel__loop_now_ns(platform->loop);
	bool quiet = true;
	for (struct oriel__sdl_window *window = platform->windows; window != NULL;
		window = window->next)
		if (window->presenter_data != NULL)
			quiet =
				sdl_wayland_shm_watch_frame(window->presenter_data, now_ns, timeout_ms) && quiet;
	return quiet;
}

const struct oriel__sdl_presenter oriel__sdl_shm_presenter = {
	.framebuffer = sdl_wayland_shm_framebuffer,
	.present = sdl_wayland_shm_present,
	.finish = sdl_wayland_shm_finish,
	.abandon = sdl_wayland_shm_abandon,
};
