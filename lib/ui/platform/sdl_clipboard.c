/* SPDX-License-Identifier: MIT */
/*
 * The choice of an SDL platform's clipboard, and the fall-back to SDL's own text clipboard. The
 * clipboard is made at its first use, unless the driver has made one before, so programs that never
 * copy open no second connection.
 */
#include "sdl_clipboard_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "loop/loop_internal.h"
#include "sdl_internal.h"

#include <oriel/runtime/log.h>
#include <string.h>

/* ---- SDL's text ---- */

static enum oriel_status sdl_text_offer(struct oriel__sdl_clipboard *clipboard,
	enum oriel_selection selection, const struct oriel_clipboard_offer *offer) {
	struct oriel__clipboard_own own = { 0 };
	if (selection != ORIEL_SELECTION_CLIPBOARD) {
		oriel__clipboard_offer_release(offer);
		return ORIEL_NOT_FOUND_ERROR;
	}
	oriel__clipboard_own_set(&own, offer);
	struct oriel_bytes *bytes = oriel__clipboard_own_fetch(&own, ORIEL__CLIPBOARD_TEXT);
	char *text = bytes != NULL ? oriel__try_alloc(bytes->length + 1, 1) : NULL;
	if (text != NULL) {
		memcpy(text, bytes->data, bytes->length);
		text[bytes->length] = '\0';
	}
	bool is_done = SDL_SetClipboardText(text != NULL ? text : "") == 0;
	if (!is_done)
		oriel_log(ORIEL_LOG_WARNING, "the clipboard was refused: %s", SDL_GetError());
	oriel__text_free(text);
	oriel_bytes_unref(bytes);
	oriel__clipboard_own_clear(&own);
	return is_done ? ORIEL_OK : ORIEL_OPERATION_ERROR;
}

void oriel__sdl_text_answer(
	enum oriel_selection selection, const char *type, struct oriel_clipboard_request *request) {
	static const char *const names[] = { ORIEL__CLIPBOARD_TEXT };
	bool has_text = selection == ORIEL_SELECTION_CLIPBOARD && SDL_HasClipboardText();
	if (has_text && type == NULL) {
		oriel__clipboard_answer_types(request, names, 1);
	} else if (has_text && oriel__clipboard_is_text(type)) {
		char *text = SDL_GetClipboardText();
		oriel__clipboard_answer_data(
			request, text, text != NULL ? strlen(text) : 0, ORIEL__CLIPBOARD_UTF8);
		oriel__wipe(text, text != NULL ? strlen(text) : 0);
		SDL_free(text);
	} else {
		oriel__clipboard_answer_failure(request, ORIEL_NOT_FOUND_ERROR);
	}
}

static void sdl_text_ask(struct oriel__sdl_clipboard *clipboard, enum oriel_selection selection,
	const char *type, struct oriel_clipboard_request *request) {
	oriel__sdl_text_answer(selection, type, request);
}

/* Does nothing: every request is answered within the call. */
static void sdl_text_cancel(
	struct oriel__sdl_clipboard *clipboard, struct oriel_clipboard_request *request) {}

static void sdl_text_destroy(struct oriel__sdl_clipboard *clipboard) {
	oriel__free(clipboard);
}

static const struct oriel__sdl_clipboard_class sdl_text_class = {
	.offer = sdl_text_offer,
	.ask = sdl_text_ask,
	.cancel = sdl_text_cancel,
	.destroy = sdl_text_destroy,
};

static struct oriel__sdl_clipboard *sdl_text_new(void) {
	struct oriel__sdl_clipboard *clipboard = oriel__alloc_zero(1, sizeof(*clipboard));
	clipboard->clipboard_class = &sdl_text_class;
	return clipboard;
}

/* ---- The platform's clipboard ---- */

static struct oriel__sdl_clipboard *sdl_clipboard_of(oriel_platform *base, const char *caller) {
	struct oriel__sdl_platform *platform = oriel__container_of(
		base, struct oriel__sdl_platform, base);
	oriel__loop_check(platform->loop, caller);
#ifdef ORIEL_X11_CLIPBOARD
	const char *driver = SDL_GetCurrentVideoDriver();
	if (platform->clipboard == NULL && driver != NULL && strcmp(driver, "x11") == 0)
		platform->clipboard = oriel__x11_clipboard_new();
#endif
	if (platform->clipboard == NULL)
		platform->clipboard = sdl_text_new();
	return platform->clipboard;
}

enum oriel_status oriel__sdl_clipboard_offer(oriel_platform *platform,
	enum oriel_selection selection, const struct oriel_clipboard_offer *offer) {
	struct oriel__sdl_clipboard *clipboard = sdl_clipboard_of(platform, "clipboard_offer");
	return clipboard->clipboard_class->offer(clipboard, selection, offer);
}

void oriel__sdl_clipboard_types(oriel_platform *platform, enum oriel_selection selection,
	struct oriel_clipboard_request *request) {
	struct oriel__sdl_clipboard *clipboard = sdl_clipboard_of(platform, "clipboard_types");
	clipboard->clipboard_class->ask(clipboard, selection, NULL, request);
}

void oriel__sdl_clipboard_read(oriel_platform *platform, enum oriel_selection selection,
	const char *type, struct oriel_clipboard_request *request) {
	struct oriel__sdl_clipboard *clipboard = sdl_clipboard_of(platform, "clipboard_read");
	clipboard->clipboard_class->ask(clipboard, selection, type, request);
}

void oriel__sdl_clipboard_cancel(
	oriel_platform *platform, struct oriel_clipboard_request *request) {
	struct oriel__sdl_clipboard *clipboard = sdl_clipboard_of(platform, "clipboard_cancel");
	clipboard->clipboard_class->cancel(clipboard, request);
}

void oriel__sdl_clipboard_pump(struct oriel__sdl_platform *platform) {
	struct oriel__sdl_clipboard *clipboard = platform->clipboard;
	if (clipboard != NULL && clipboard->clipboard_class->pump != NULL)
		clipboard->clipboard_class->pump(clipboard);
}

/* Prepares for poll(). Returns -1 if data has arrived since the last pump, e.g. during a round
 * trip: it has queued tasks, so the loop must not sleep. */
int oriel__sdl_clipboard_prepare(
	struct oriel__sdl_platform *platform, struct pollfd *fds, int *timeout_ms) {
	struct oriel__sdl_clipboard *clipboard = platform->clipboard;
	if (clipboard == NULL || clipboard->clipboard_class->prepare == NULL)
		return 0;
	if (clipboard->clipboard_class->pump(clipboard))
		return -1;
	fds[0] = clipboard->clipboard_class->prepare(clipboard, timeout_ms);
	return fds[0].fd >= 0 ? 1 : 0;
}

void oriel__sdl_clipboard_destroy(struct oriel__sdl_platform *platform) {
	if (platform->clipboard != NULL)
		platform->clipboard->clipboard_class->destroy(platform->clipboard);
	platform->clipboard = NULL;
}
