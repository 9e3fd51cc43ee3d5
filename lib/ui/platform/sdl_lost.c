/* SPDX-License-Identifier: MIT */
/*
 * A lost display: its server has died or has closed the connection.
 *
 * From then on the display must not be called: Xlib would end the process, libwayland would fail
 * each time, and SDL would report a quit again and again. So the platform gets another class whose
 * windows are invisible, and pumping does nothing. Resources of SDL and of the drivers are left to
 * the end of the process.
 */
#include "sdl_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "sdl_clipboard_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/runtime/loop.h>

static struct oriel__sdl_window *sdl_lost_window_of(oriel_platform_window *window) {
	return oriel__container_of(window, struct oriel__sdl_window, base);
}

static oriel_platform_window *lost_window_open(
	oriel_platform *platform, const struct oriel_platform_window_options *options) {
	oriel_log(
		ORIEL_LOG_ERROR, "the window \"%s\" was not opened: the display is lost", options->title);
	return NULL;
}

static void lost_window_close(oriel_platform_window *base) {
	struct oriel__sdl_window *window = sdl_lost_window_of(base),
							 **link = &window->platform->windows;
	while (*link != window)
		link = &(*link)->next;
	*link = window->next;
	if (window->presenter->abandon != NULL)
		window->presenter->abandon(window);
	oriel__free(window);
}

static void lost_window_set_title(oriel_platform_window *window, const char *title) {
}

static void lost_window_set_size(oriel_platform_window *window, struct oriel_size size) {
}

static void lost_window_set_fullscreen(oriel_platform_window *window, bool fullscreen) {
}

static bool lost_window_is_fullscreen(oriel_platform_window *window) {
	return false;
}

static bool lost_can(oriel_platform *platform, enum oriel_window_ability ability) {
	return false;
}

static void lost_window_state(oriel_platform_window *window, struct oriel_window_state *out) {
	*out = (struct oriel_window_state){ 0 };
}

static struct oriel_size lost_window_size(oriel_platform_window *window) {
	return sdl_lost_window_of(window)->lost_size;
}

static float lost_window_scale(oriel_platform_window *window) {
	return sdl_lost_window_of(window)->scale;
}

static double lost_window_interval_ms(oriel_platform_window *window) {
	return 1000.0 / 60;
}

static bool lost_window_is_visible(oriel_platform_window *window) {
	return false;
}

static void lost_window_set_cursor(oriel_platform_window *window, enum oriel_cursor cursor) {
}

static void lost_window_set_text_input(
	oriel_platform_window *window, bool on, struct oriel_rect caret) {}

static bool lost_window_framebuffer(oriel_platform_window *window, struct oriel_framebuffer *out) {
	return false;
}

static void lost_window_present(
	oriel_platform_window *window, const struct oriel_device_rect *rects, size_t count) {}

static enum oriel_status lost_clipboard_offer(oriel_platform *platform,
	enum oriel_selection selection, const struct oriel_clipboard_offer *offer) {
	oriel__clipboard_offer_release(offer);
	return ORIEL_OPERATION_ERROR;
}

static void lost_clipboard_types(oriel_platform *platform, enum oriel_selection selection,
	struct oriel_clipboard_request *request) {
	oriel__clipboard_answer_failure(request, ORIEL_OPERATION_ERROR);
}

static void lost_clipboard_read(oriel_platform *platform, enum oriel_selection selection,
	const char *type, struct oriel_clipboard_request *request) {
	oriel__clipboard_answer_failure(request, ORIEL_OPERATION_ERROR);
}

/* Does nothing: no request is left, because waiting requests failed with the display. */
static void lost_clipboard_cancel(
	oriel_platform *platform, struct oriel_clipboard_request *request) {}

static void lost_set_scale(oriel_platform *platform, float scale) {
}

static const char *lost_window_system(oriel_platform *platform) {
	return "lost";
}

static void lost_destroy(oriel_platform *base) {
	struct oriel__sdl_platform *platform = oriel__container_of(
		base, struct oriel__sdl_platform, base);
	while (platform->windows != NULL)
		lost_window_close(&platform->windows->base);
	oriel__sdl_wait_abandon(platform);
	if (platform->has_driver_started && platform->driver->abandon != NULL)
		platform->driver->abandon(platform);
	oriel__sdl_input_finish(platform);
	oriel_loop_unref(platform->loop);
	oriel__free(platform);
}

static const struct oriel_platform_class lost_class = {
	.abi = ORIEL_PLATFORM_ABI,
	.name = "sdl, lost",
	.destroy = lost_destroy,
	.window_open = lost_window_open,
	.window_close = lost_window_close,
	.window_set_title = lost_window_set_title,
	.window_set_size = lost_window_set_size,
	.window_set_fullscreen = lost_window_set_fullscreen,
	.window_is_fullscreen = lost_window_is_fullscreen,
	.window_size = lost_window_size,
	.can = lost_can,
	.window_state = lost_window_state,
	.window_scale = lost_window_scale,
	.window_interval_ms = lost_window_interval_ms,
	.window_is_visible = lost_window_is_visible,
	.window_set_cursor = lost_window_set_cursor,
	.window_set_text_input = lost_window_set_text_input,
	.window_framebuffer = lost_window_framebuffer,
	.window_present = lost_window_present,
	.clipboard_offer = lost_clipboard_offer,
	.clipboard_types = lost_clipboard_types,
	.clipboard_read = lost_clipboard_read,
	.clipboard_cancel = lost_clipboard_cancel,
	.set_scale = lost_set_scale,
	.window_system = lost_window_system,
};

void oriel__sdl_lose_display(struct oriel__sdl_platform *platform, const char *what) {
	if (platform->is_lost)
		return;
	platform->is_lost = true;
	oriel_log(ORIEL_LOG_ERROR,
		"the display is lost: the connection to %s has ended; the program ends too, with status 1",
		what);
	for (struct oriel__sdl_window *window = platform->windows; window != NULL;
		window = window->next)
		/* SDL returns the size without calling the display */
		window->lost_size = oriel__sdl_window_size(&window->base);
	/* the clipboard has its own connection, or does not call a broken one */
	oriel__sdl_clipboard_destroy(platform);
	platform->base.platform_class = &lost_class;
	for (struct oriel__sdl_window *window = platform->windows; window != NULL;
		window = window->next)
		window->sink(window->data, &(const struct oriel_raw_input){ .type = ORIEL_RAW_VISIBILITY });
	if (platform->base.display_lost != NULL)
		platform->base.display_lost(platform->base.display_lost_data);
}
