/* SPDX-License-Identifier: MIT */
/*
 * Presenting by a streaming texture, for screens that only GL reaches (KMSDRM).
 *
 * Painting goes into a canvas in memory, because a locked texture cannot be read and loses its
 * contents. A present uploads the damage and draws the whole texture, because the buffers of the
 * screen are swapped. The swap waits if the previous picture has not been shown yet. That is rare,
 * since the loop presents at most once a refresh.
 */
#include "sdl_internal.h"

#include "base/alloc_internal.h"
#include "platform_internal.h"

#include <oriel/runtime/log.h>

struct texture_window {
	SDL_Renderer *renderer;
	SDL_Texture *texture;
	uint32_t *canvas;
	int width, height; /* device px */
};

static void sdl_texture_free_canvas(struct texture_window *state) {
	if (state->texture != NULL)
		SDL_DestroyTexture(state->texture);
	oriel__free(state->canvas);
	state->texture = NULL;
	state->canvas = NULL;
}

static void texture_finish(struct oriel__sdl_window *window) {
	struct texture_window *state = window->presenter_data;
	if (state == NULL)
		return;
	sdl_texture_free_canvas(state);
	if (state->renderer != NULL)
		SDL_DestroyRenderer(state->renderer);
	oriel__free(state);
	window->presenter_data = NULL;
}

static struct texture_window *sdl_texture_state_of(struct oriel__sdl_window *window) {
	if (window->presenter_data == NULL) {
		struct texture_window *state = oriel__alloc_zero(1, sizeof(*state));
		state->renderer = SDL_CreateRenderer(window->sdl, -1, 0);
		window->presenter_data = state;
	}
	return window->presenter_data;
}

static bool sdl_texture_make_canvas(struct texture_window *state) {
	state->canvas = oriel__try_alloc(
		(size_t)state->width * (size_t)state->height, sizeof(uint32_t));
	state->texture = SDL_CreateTexture(state->renderer, SDL_PIXELFORMAT_RGB888,
		SDL_TEXTUREACCESS_STREAMING, state->width, state->height);
	if (state->canvas != NULL && state->texture != NULL)
		return SDL_SetTextureBlendMode(state->texture, SDL_BLENDMODE_NONE) == 0;
	sdl_texture_free_canvas(state);
	return false;
}

static bool sdl_texture_fit(struct oriel__sdl_window *window, struct texture_window *state) {
	int width, height;
	if (state->renderer == NULL || SDL_GetRendererOutputSize(state->renderer, &width, &height) != 0)
		return false;
	if (state->canvas != NULL && width == state->width && height == state->height)
		return true;
	sdl_texture_free_canvas(state);
	state->width = width;
	state->height = height;
	window->generation++;
	return sdl_texture_make_canvas(state);
}

static bool texture_framebuffer(struct oriel__sdl_window *window, struct oriel_framebuffer *out) {
	struct texture_window *state = sdl_texture_state_of(window);
	if (!sdl_texture_fit(window, state)) {
		oriel_log(ORIEL_LOG_ERROR, "the screen has no pixels: %s", SDL_GetError());
		return false;
	}
	*out = (struct oriel_framebuffer){
		.pixels = state->canvas,
		.width = state->width,
		.height = state->height,
		.stride = state->width * (int)sizeof(uint32_t),
		.generation = window->generation,
	};
	return true;
}

static void texture_present(
	struct oriel__sdl_window *window, const struct oriel_device_rect *rects, size_t count) {
	struct texture_window *state = sdl_texture_state_of(window);
	if (state->canvas == NULL)
		return;
	for (size_t i = 0; i < count; i++) {
		struct oriel_device_rect part;
		if (!oriel__device_clip(rects[i], state->width, state->height, &part))
			continue;
		const SDL_Rect rect = { part.x, part.y, part.width, part.height };
		const uint32_t *pixels = state->canvas + (size_t)part.y * (size_t)state->width + part.x;
		SDL_UpdateTexture(state->texture, &rect, pixels, state->width * (int)sizeof(uint32_t));
	}
	SDL_RenderCopy(state->renderer, state->texture, NULL, NULL);
	SDL_RenderPresent(state->renderer);
}

const struct oriel__sdl_presenter oriel__sdl_texture_presenter = {
	.framebuffer = texture_framebuffer,
	.present = texture_present,
	.finish = texture_finish,
};
