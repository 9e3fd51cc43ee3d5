/* SPDX-License-Identifier: MIT */
/*
 * The clipboard of an SDL platform. SDL's own clipboard has only text, blocks while other programs
 * answer, and trusts their data. So the platform talks to the system directly where it can:
 * x11_clipboard.c, wayland_clipboard.c. Elsewhere SDL's text clipboard is used.
 */
#ifndef ORIEL_PLATFORM_SDL_CLIPBOARD_INTERNAL_H
#define ORIEL_PLATFORM_SDL_CLIPBOARD_INTERNAL_H

#include "clipboard_own_internal.h"

#include <poll.h>

struct oriel__sdl_clipboard;
struct oriel__sdl_platform;

struct oriel__sdl_clipboard_class {
	/* Like the methods of oriel_platform_class; type NULL: asks for the types. */
	enum oriel_status (*offer)(struct oriel__sdl_clipboard *clipboard,
		enum oriel_selection selection, const struct oriel_clipboard_offer *offer);
	void (*ask)(struct oriel__sdl_clipboard *clipboard, enum oriel_selection selection,
		const char *type, struct oriel_clipboard_request *request);
	void (*cancel)(struct oriel__sdl_clipboard *clipboard, struct oriel_clipboard_request *request);
	void (*destroy)(struct oriel__sdl_clipboard *clipboard);
	/* Handles arrived data; returns whether there was any. May be NULL. */
	bool (*pump)(struct oriel__sdl_clipboard *clipboard);
	/* Returns the descriptor to poll after a pump, or fd -1 for none, and lowers *timeout_ms as
	 * needed. May be NULL. */
	struct pollfd (*prepare)(struct oriel__sdl_clipboard *clipboard, int *timeout_ms);
};

struct oriel__sdl_clipboard {
	const struct oriel__sdl_clipboard_class *clipboard_class;
};

/* Methods of the platform's class. */
enum oriel_status oriel__sdl_clipboard_offer(oriel_platform *platform,
	enum oriel_selection selection, const struct oriel_clipboard_offer *offer);
void oriel__sdl_clipboard_types(oriel_platform *platform, enum oriel_selection selection,
	struct oriel_clipboard_request *request);
void oriel__sdl_clipboard_read(oriel_platform *platform, enum oriel_selection selection,
	const char *type, struct oriel_clipboard_request *request);
void oriel__sdl_clipboard_cancel(oriel_platform *platform, struct oriel_clipboard_request *request);

/* Like the methods of struct oriel__display; prepare fills at most one entry. */
void oriel__sdl_clipboard_pump(struct oriel__sdl_platform *platform);
int oriel__sdl_clipboard_prepare(
	struct oriel__sdl_platform *platform, struct pollfd *fds, int *timeout_ms);
void oriel__sdl_clipboard_destroy(struct oriel__sdl_platform *platform);

/* Completes a request with SDL's text, or with an error if SDL has none. @param type NULL: asks for
 * the types */
void oriel__sdl_text_answer(
	enum oriel_selection selection, const char *type, struct oriel_clipboard_request *request);

/* Opens a second connection to the server that DISPLAY names (x11_clipboard.c). If that fails, logs
 * the error, and every request of the clipboard fails. */
struct oriel__sdl_clipboard *oriel__x11_clipboard_new(void);

#endif
