/* SPDX-License-Identifier: MIT */
/*
 * Presenting through SDL's window surface.
 *
 * SDL discards the surface without notice when the window's size changes. A new surface is
 * recognised by its userdata, which SDL leaves to the program and sets to NULL. If the display's
 * pixels are not 0xXXRRGGBB (16-bit or 30-bit screens), the picture is painted in separate memory
 * and converted rectangle by rectangle.
 */
#include "sdl_internal.h"

#include "base/alloc_internal.h"
#include "platform_internal.h"

#include <oriel/runtime/log.h>

struct picture {
	uint32_t *pixels; /* NULL: painting goes into the surface itself */
	int width, height;
};

static bool sdl_surface_is_xrgb(const SDL_Surface *surface) {
	return surface->format->format == SDL_PIXELFORMAT_RGB888 ||
		surface->format->format == SDL_PIXELFORMAT_ARGB8888;
}

static void sdl_surface_free_picture(struct oriel__sdl_window *window) {
	struct picture *picture = window->presenter_data;
	if (picture != NULL)
		oriel__free(picture->pixels);
	oriel__free(picture);
	window->presenter_data = NULL;
}

/* Replaces everything that belonged to the previous surface. */
static bool sdl_surface_adopt(struct oriel__sdl_window *window, SDL_Surface *surface) {
	sdl_surface_free_picture(window);
	struct picture *picture = oriel__alloc_zero(1, sizeof(*picture));
	window->presenter_data = picture;
	picture->width = surface->w;
	picture->height = surface->h;
	if (!sdl_surface_is_xrgb(surface)) {
		picture->pixels = oriel__try_alloc(
			(size_t)surface->w * (size_t)surface->h, sizeof(uint32_t));
		if (picture->pixels == NULL) {
			oriel_log(ORIEL_LOG_ERROR, "no memory for a window of %d × %d pixels", surface->w,
				surface->h);
			return false;
		}
	}
	surface->userdata = window;
	window->generation++;
	return true;
}

static SDL_Surface *sdl_surface_current(struct oriel__sdl_window *window) {
	SDL_Surface *surface = SDL_GetWindowSurface(window->sdl);
	if (surface == NULL) {
		oriel_log(ORIEL_LOG_ERROR, "the window has no pixels: %s", SDL_GetError());
		return NULL;
	}
	if (surface->userdata != window && !sdl_surface_adopt(window, surface))
		return NULL;
	return surface;
}

static bool surface_framebuffer(struct oriel__sdl_window *window, struct oriel_framebuffer *out) {
	SDL_Surface *surface = sdl_surface_current(window);
	if (surface == NULL)
		return false;
	const struct picture *picture = window->presenter_data;
	*out = (struct oriel_framebuffer){
		.pixels = picture->pixels != NULL ? (void *)picture->pixels : surface->pixels,
		.width = surface->w,
		.height = surface->h,
		.stride = picture->pixels != NULL ? surface->w * (int)sizeof(uint32_t) : surface->pitch,
		.generation = window->generation,
	};
	return true;
}

static void sdl_surface_convert(
	const struct picture *picture, SDL_Surface *surface, const SDL_Rect *rect) {
	const uint32_t *from = picture->pixels + (size_t)rect->y * (size_t)picture->width + rect->x;
	unsigned char *to = (unsigned char *)surface->pixels +
		(size_t)rect->y * (size_t)surface->pitch + (size_t)rect->x * surface->format->BytesPerPixel;
	SDL_ConvertPixels(rect->w, rect->h, SDL_PIXELFORMAT_RGB888, from,
		picture->width * (int)sizeof(uint32_t), surface->format->format, to, surface->pitch);
}

/* Presents damage. If the surface has been replaced since painting, presents nothing: the new
 * generation will be painted as a whole. */
static void surface_present(
	struct oriel__sdl_window *window, const struct oriel_device_rect *rects, size_t count) {
	uint64_t painted = window->generation;
	SDL_Surface *surface = sdl_surface_current(window);
	if (surface == NULL || window->generation != painted)
		return;
	const struct picture *picture = window->presenter_data;
	SDL_Rect clipped[32];
	size_t used = 0;
	for (size_t i = 0; i < count; i++) {
		struct oriel_device_rect part;
		if (oriel__device_clip(rects[i], surface->w, surface->h, &part)) {
			clipped[used] = (SDL_Rect){ part.x, part.y, part.width, part.height };
			if (picture->pixels != NULL)
				sdl_surface_convert(picture, surface, &clipped[used]);
			used++;
		}
		if (used > 0 && (used == sizeof(clipped) / sizeof(clipped[0]) || i + 1 == count)) {
			SDL_UpdateWindowSurfaceRects(window->sdl, clipped, (int)used);
			used = 0;
		}
	}
}

const struct oriel__sdl_presenter oriel__sdl_surface_presenter = {
	.framebuffer = surface_framebuffer,
	.present = surface_present,
	.finish = sdl_surface_free_picture,
};
