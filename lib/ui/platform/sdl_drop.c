/* SPDX-License-Identifier: MIT */
/*
 * Drops: SDL reports each file and each text of a drop as an event, and then the end of the drop.
 * They are joined to one raw input.
 *
 * SDL 2.26 has no positions of drags. The X11 driver reads them from the messages of XDND, and a
 * drop there is at the position of the pointer in the last message. Elsewhere it is where SDL has
 * seen the pointer last.
 */
#include "sdl_internal.h"

#include "base/alloc_internal.h"

#include <stdio.h>
#include <string.h>

/* Bytes: more of a drop is left out. */
enum { DROP_MAX = 64 << 20 };

static void sdl_drop_add(struct oriel__sdl_drop_text *text, const char *bytes, size_t length) {
	char *grown = text->length + length < DROP_MAX ?
		oriel__try_grow(text->bytes, &text->capacity, text->length + length + 1, 1) :
		NULL;
	if (grown == NULL)
		return;
	text->bytes = grown;
	memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
}

/* Adds a path as a URI of RFC 8089, which the raw input has one a line. */
static void sdl_drop_add_path(struct oriel__sdl_drop_text *text, const char *path) {
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
	sdl_drop_add(text, "file://", 7);
	for (const char *at = path; *at != '\0'; at++) {
		char escaped[4];
		if (strchr(plain, *at) != NULL) {
			sdl_drop_add(text, at, 1);
		} else {
			snprintf(escaped, sizeof(escaped), "%%%02X", (unsigned)(unsigned char)*at);
			sdl_drop_add(text, escaped, 3);
		}
	}
	sdl_drop_add(text, "\n", 1);
}

static void sdl_drop_send(struct oriel__sdl_platform *platform, Uint32 window_id) {
	struct oriel__sdl_drop *drop = &platform->drop;
	struct oriel__sdl_window *window = oriel__sdl_window_find(platform, window_id);
	if (window == NULL)
		window = platform->windows;
	if (!drop->has_position)
		SDL_GetMouseState(&drop->x, &drop->y);
	bool is_empty = drop->files.length + drop->text.length == 0;
	if (window != NULL)
		oriel__sdl_window_send(window,
			(struct oriel_raw_input){
				.type = is_empty ? ORIEL_RAW_DRAG_LEAVE : ORIEL_RAW_DROP,
				.x = (float)drop->x / window->unit,
				.y = (float)drop->y / window->unit,
				.files = drop->files.length > 0 ? drop->files.bytes : NULL,
				.text = drop->text.length > 0 ? drop->text.bytes : NULL,
			});
	oriel__sdl_drop_finish(platform);
}

void oriel__sdl_drop_finish(struct oriel__sdl_platform *platform) {
	struct oriel__sdl_drop *drop = &platform->drop;
	oriel__free(drop->files.bytes);
	oriel__free(drop->text.bytes);
	*drop = (struct oriel__sdl_drop){ 0 };
}

void oriel__sdl_drop_handle(struct oriel__sdl_platform *platform, const SDL_DropEvent *event) {
	struct oriel__sdl_drop *drop = &platform->drop;
	if (event->type == SDL_DROPFILE && event->file != NULL) {
		sdl_drop_add_path(&drop->files, event->file);
	} else if (event->type == SDL_DROPTEXT && event->file != NULL) {
		/* SDL splits a text into its lines */
		if (drop->text.length > 0)
			sdl_drop_add(&drop->text, "\n", 1);
		sdl_drop_add(&drop->text, event->file, strlen(event->file));
	} else if (event->type == SDL_DROPCOMPLETE) {
		sdl_drop_send(platform, event->windowID);
	}
}

void oriel__sdl_drop_over(struct oriel__sdl_window *window, int x, int y) {
	struct oriel__sdl_drop *drop = &window->platform->drop;
	drop->x = x;
	drop->y = y;
	drop->has_position = true;
	oriel__sdl_window_send(window,
		(struct oriel_raw_input){
			.type = ORIEL_RAW_DRAG_OVER,
			.x = (float)x / window->unit,
			.y = (float)y / window->unit,
			.files = drop->is_files_offered ? "" : NULL,
			.text = drop->is_text_offered ? "" : NULL,
		});
}

void oriel__sdl_drop_leave(struct oriel__sdl_window *window) {
	oriel__sdl_drop_finish(window->platform);
	oriel__sdl_window_send(window, (struct oriel_raw_input){ .type = ORIEL_RAW_DRAG_LEAVE });
}
