/* SPDX-License-Identifier: MIT */
/*
 * Presenting on X11 through memory shared with the server (MIT-SHM): one segment a window, which
 * outlives resizes.
 *
 * A present asks the server to copy the damage, and does not wait. The server handles requests in
 * order, and each event and reply contains the number of the last handled request. The pixels may
 * be written again after any message that was sent after the copy; mostly this is the input that
 * causes the next picture. If no message has arrived, painting begins with a round trip. So no
 * pixel is written while the server may read it, and the program rarely waits.
 *
 * Sharing may be impossible: the server is on another machine, may not read the segment, or finds
 * another segment with this number in its namespace. A pixel that is sent and read back detects
 * this. Then, and where pixels are not 0xXXRRGGBB, SDL presents.
 */
#define _XOPEN_SOURCE 700 /* shmget, one of POSIX's XSI extensions */
#include "sdl_internal.h"

#include "base/alloc_internal.h"
#include "loop/loop_internal.h"
#include "platform_internal.h"
#include "values/loop_slots_internal.h"

#include <SDL_syswm.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <oriel/runtime/log.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/shm.h>

struct shm_window {
	Display *display;
	Window window;
	GC gc;
	XImage *image;         /* its data is the segment; its size is the picture's */
	XShmSegmentInfo info;  /* shared with the image */
	size_t capacity;       /* bytes; 0: no segment */
	unsigned long request; /* number of the last request that reads the segment */
	bool was_read;         /* that request has been handled */
};

/* A sequence of requests that may fail. */
struct oriel__sdl_x11_attempt {
	unsigned long first_request;
	int (*others)(Display *, XErrorEvent *);
	bool has_failed;
};

/* Handles an X error. Xlib has one handler for all threads, so errors of another thread's
 * connection are dropped meanwhile. */
static int x11_shm_on_error(Display *display, XErrorEvent *error) {
	const oriel_loop *loop = oriel_loop_current();
	const struct oriel__sdl_platform *platform = loop != NULL ?
		oriel__loop_slot(loop, oriel__loop_slot_above(ORIEL__UI_SLOT_PLATFORM)) :
		NULL;
	struct oriel__sdl_x11_attempt *attempt = platform != NULL ? platform->x11_attempt : NULL;
	if (attempt == NULL)
		return 0;
	if (display != platform->driver_data || (long)(error->serial - attempt->first_request) < 0)
		return attempt->others(display, error);
	attempt->has_failed = true;
	return 0;
}

static bool x11_shm_is_seen_by_server(struct shm_window *shm, uint32_t pixel) {
	Pixmap pixmap = XCreatePixmap(shm->display, shm->window, 1, 1, (unsigned)shm->image->depth);
	XShmPutImage(shm->display, pixmap, shm->gc, shm->image, 0, 0, 0, 0, 1, 1, False);
	XImage *seen = XGetImage(shm->display, pixmap, 0, 0, 1, 1, AllPlanes, ZPixmap);
	bool is_same = seen != NULL && (XGetPixel(seen, 0, 0) & 0xffffff) == pixel;
	if (seen != NULL)
		XDestroyImage(seen);
	XFreePixmap(shm->display, pixmap);
	return is_same;
}

/* Attaches the segment to the server, which may only read it. Returns false if that fails or the
 * server sees another segment. */
static bool sdl_x11_shm_share(struct oriel__sdl_platform *platform, struct shm_window *shm) {
	struct oriel__sdl_x11_attempt attempt = { .first_request = NextRequest(shm->display) };
	uint32_t pixel = (uint32_t)((uint64_t)oriel__loop_now_ns(platform->loop) >> 4) & 0xffffff;
	platform->x11_attempt = &attempt;
	attempt.others = XSetErrorHandler(x11_shm_on_error);
	shm->info.readOnly = True;
	memcpy(shm->info.shmaddr, &pixel, sizeof(pixel));
	XShmAttach(shm->display, &shm->info);
	bool shared = x11_shm_is_seen_by_server(shm, pixel) && !attempt.has_failed;
	if (!shared && !attempt.has_failed)
		XShmDetach(shm->display, &shm->info);
	if (!shared)
		XSync(shm->display, False); /* receives the errors of the other requests here, too */
	XSetErrorHandler(attempt.others);
	platform->x11_attempt = NULL;
	return shared;
}

static void x11_shm_free_segment(struct shm_window *shm) {
	if (shm->capacity == 0)
		return;
	/* takes effect after the requests that read the segment */
	XShmDetach(shm->display, &shm->info);
	shmdt(shm->info.shmaddr);
	shm->capacity = 0;
}

/* Makes the segment and marks it for removal: it has no name afterwards, and ends with the last
 * process that is attached. */
static bool x11_shm_make_segment(
	struct oriel__sdl_platform *platform, struct shm_window *shm, size_t size) {
	shm->info.shmid = shmget(IPC_PRIVATE, size, IPC_CREAT | 0600);
	if (shm->info.shmid < 0)
		return false;
	void *address = shmat(shm->info.shmid, NULL, 0);
	bool shared = false;
	if (address != (void *)-1) {
		shm->info.shmaddr = shm->image->data = address;
		shared = sdl_x11_shm_share(platform, shm);
		if (!shared)
			shmdt(address);
	}
	shmctl(shm->info.shmid, IPC_RMID, NULL);
	shm->capacity = shared ? size : 0;
	shm->was_read = true;
	return shared;
}

static void x11_shm_set_image_size(struct shm_window *shm, int width, int height) {
	shm->image->width = width;
	shm->image->height = height;
	shm->image->bytes_per_line = width * (int)sizeof(uint32_t);
}

/* Makes the segment fit the window. An extra quarter costs no memory until written to; a segment
 * over eight times too large is replaced. */
static bool sdl_x11_shm_fit(struct oriel__sdl_window *window, struct shm_window *shm) {
	int width, height;
	SDL_GetWindowSizeInPixels(window->sdl, &width, &height);
	if (shm->capacity > 0 && width == shm->image->width && height == shm->image->height)
		return true;
	size_t size = (size_t)width * (size_t)height * sizeof(uint32_t);
	window->generation++;
	x11_shm_set_image_size(shm, width, height);
	if (size <= shm->capacity && size >= shm->capacity / 8)
		return true;
	x11_shm_free_segment(shm);
	return x11_shm_make_segment(window->platform, shm, size + size / 4);
}

static void sdl_x11_shm_finish(struct oriel__sdl_window *window) {
	struct shm_window *shm = window->presenter_data;
	if (shm == NULL)
		return;
	x11_shm_free_segment(shm);
	if (shm->gc != NULL)
		XFreeGC(shm->display, shm->gc);
	if (shm->image != NULL) {
		shm->image->data = shm->image->obdata = NULL; /* XDestroyImage() would free them */
		XDestroyImage(shm->image);
	}
	oriel__free(shm);
	window->presenter_data = NULL;
}

/* Frees memory only; Xlib's part of the graphics context ends with the process. */
static void sdl_x11_shm_abandon(struct oriel__sdl_window *window) {
	struct shm_window *shm = window->presenter_data;
	if (shm == NULL)
		return;
	if (shm->capacity > 0)
		shmdt(shm->info.shmaddr);
	if (shm->image != NULL) {
		shm->image->data = shm->image->obdata = NULL;
		XDestroyImage(shm->image); /* frees memory without calling the server */
	}
	oriel__free(shm);
}

static bool sdl_x11_shm_is_xrgb(const XImage *image) {
	int byte_order = SDL_BYTEORDER == SDL_LIL_ENDIAN ? LSBFirst : MSBFirst;
	return image->bits_per_pixel == 32 && image->byte_order == byte_order &&
		image->red_mask == 0xff0000 && image->green_mask == 0xff00 && image->blue_mask == 0xff;
}

/* Keeps the window's contents during a resize: the server clears no pixels that will be painted. */
static void x11_shm_keep_contents(const struct shm_window *shm) {
	XSetWindowAttributes attributes = { .bit_gravity = NorthWestGravity };
	XChangeWindowAttributes(shm->display, shm->window, CWBitGravity, &attributes);
}

static bool sdl_x11_shm_start(struct shm_window *shm, const SDL_SysWMinfo *info) {
	XWindowAttributes attributes;
	XGCValues values = { .graphics_exposures = False };
	shm->display = info->info.x11.display;
	shm->window = info->info.x11.window;
	if (!XShmQueryExtension(shm->display) ||
		!XGetWindowAttributes(shm->display, shm->window, &attributes))
		return false;
	shm->image = XCreateImage(
		shm->display, attributes.visual, (unsigned)attributes.depth, ZPixmap, 0, NULL, 1, 1, 32, 0);
	if (shm->image == NULL || !sdl_x11_shm_is_xrgb(shm->image))
		return false;
	shm->image->obdata = (char *)&shm->info;
	shm->gc = XCreateGC(shm->display, shm->window, GCGraphicsExposures, &values);
	x11_shm_keep_contents(shm);
	return true;
}

static bool x11_shm_has_pixels(struct oriel__sdl_window *window) {
	if (window->presenter_data != NULL)
		return sdl_x11_shm_fit(window, window->presenter_data);
	SDL_SysWMinfo info;
	struct shm_window *shm = window->presenter_data = oriel__alloc_zero(1, sizeof(*shm));
	SDL_VERSION(&info.version);
	return SDL_GetWindowWMInfo(window->sdl, &info) && info.subsystem == SDL_SYSWM_X11 &&
		sdl_x11_shm_start(shm, &info) && sdl_x11_shm_fit(window, shm);
}

static void x11_shm_wait_until_read(struct shm_window *shm) {
	if (!shm->was_read && (long)(XLastKnownRequestProcessed(shm->display) - shm->request) < 0)
		XSync(shm->display, False);
	shm->was_read = true;
}

static bool sdl_x11_shm_framebuffer(
	struct oriel__sdl_window *window, struct oriel_framebuffer *out) {
	if (!x11_shm_has_pixels(window)) {
		sdl_x11_shm_finish(window);
		oriel_log(
			ORIEL_LOG_INFO, "the X server shares no memory of 0xXXRRGGBB with us: SDL presents");
		window->presenter = &oriel__sdl_surface_presenter;
		return window->presenter->framebuffer(window, out);
	}
	struct shm_window *shm = window->presenter_data;
	x11_shm_wait_until_read(shm);
	*out = (struct oriel_framebuffer){
		.pixels = shm->image->data,
		.width = shm->image->width,
		.height = shm->image->height,
		.stride = shm->image->bytes_per_line,
		.generation = window->generation,
	};
	return true;
}

static void sdl_x11_shm_present(
	struct oriel__sdl_window *window, const struct oriel_device_rect *rects, size_t count) {
	struct shm_window *shm = window->presenter_data;
	if (shm == NULL)
		return; /* nothing has been painted */
	for (size_t i = 0; i < count; i++) {
		struct oriel_device_rect part;
		if (!oriel__device_clip(rects[i], shm->image->width, shm->image->height, &part))
			continue;
		shm->request = NextRequest(shm->display);
		shm->was_read = false;
		XShmPutImage(shm->display, shm->window, shm->gc, shm->image, part.x, part.y, part.x, part.y,
			(unsigned)part.width, (unsigned)part.height, False);
	}
	XFlush(shm->display);
}

const struct oriel__sdl_presenter oriel__sdl_x11_shm_presenter = {
	.framebuffer = sdl_x11_shm_framebuffer,
	.present = sdl_x11_shm_present,
	.finish = sdl_x11_shm_finish,
	.abandon = sdl_x11_shm_abandon,
};
