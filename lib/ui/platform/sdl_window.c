/* SPDX-License-Identifier: MIT */
/*
 * SDL's windows: opening, size and scale, cursors, the input method.
 *
 * There are three units. A px is logical. A device pixel is a pixel of the framebuffer. SDL's unit
 * depends on the display. On a display without scaling (X11, KMSDRM) it is a device pixel: unit =
 * scale, from the user's settings. On a display with scaling (Wayland) it is a px: unit = 1, and
 * SDL reports the scale. The desktop's settings may replace the unit of either display, and
 * ORIEL_SCALE replaces both; SDL's scale, where there is one, multiplies the unit. The driver's
 * presenter provides and presents the pixels.
 */
#include "sdl_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "loop/loop_internal.h"
#include "platform_internal.h"

#include <math.h>
#include <oriel/runtime/log.h>

#define DEFAULT_INTERVAL_MS (1000.0 / 60.0)

static struct oriel__sdl_window *sdl_window_of(oriel_platform_window *base, const char *caller) {
	struct oriel__sdl_window *window = oriel__container_of(base, struct oriel__sdl_window, base);
	oriel__loop_check(window->platform->loop, caller);
	return window;
}

bool oriel__sdl_window_update_scale(struct oriel__sdl_window *window) {
	const struct oriel__sdl_driver *driver = window->platform->driver;
	float old = window->scale;
	if (driver->scale == NULL) {
		int width, height, device_width, device_height;
		SDL_GetWindowSize(window->sdl, &width, &height);
		SDL_GetWindowSizeInPixels(window->sdl, &device_width, &device_height);
		float ratio = width > 0 && device_width > 0 ? (float)device_width / (float)width : 1;
		window->scale = window->unit * ratio;
	}
	return window->scale != old;
}

/* Tells whether the scale is known. A driver with a scale reads it from the display, which needs an
 * open window. */
static bool sdl_window_scale_is_known(const struct oriel__sdl_platform *platform) {
	return platform->has_driver_started || platform->driver->scale == NULL;
}

/* Tells whether a window is created hidden, so that scale, full screen, parent and position are
 * settled before it is shown, and SDL does not wait for it (struct oriel__sdl_driver, map). */
static bool sdl_window_is_created_hidden(const struct oriel__sdl_platform *platform,
	const struct oriel_platform_window_options *options) {
	return !sdl_window_scale_is_known(platform) || platform->driver->map != NULL ||
		options->parent != NULL || options->position != NULL ||
		(options->fullscreen && platform->driver->set_fullscreen != NULL);
}

static Uint32 sdl_window_flags(const struct oriel__sdl_platform *platform,
	const struct oriel_platform_window_options *options) {
	Uint32 flags = SDL_WINDOW_ALLOW_HIGHDPI;
	if (sdl_window_is_created_hidden(platform, options))
		flags |= SDL_WINDOW_HIDDEN;
	else if (options->fullscreen)
		flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
	if (!options->fixed_size)
		flags |= SDL_WINDOW_RESIZABLE;
	if (options->maximized)
		flags |= SDL_WINDOW_MAXIMIZED;
	if (options->always_on_top)
		flags |= SDL_WINDOW_ALWAYS_ON_TOP;
	return flags;
}

static void sdl_window_set_min_size(struct oriel__sdl_window *window, struct oriel_size min) {
	window->min_size = min;
	if (min.width > 0 || min.height > 0)
		SDL_SetWindowMinimumSize(window->sdl, oriel__device_length(min.width, window->unit),
			oriel__device_length(min.height, window->unit));
}

static float sdl_window_unit(struct oriel__sdl_platform *platform) {
	const struct oriel__sdl_driver *driver = platform->driver;
	if (platform->wanted_scale > 0)
		return platform->wanted_scale;
	if (platform->desktop_scale > 0)
		return platform->desktop_scale;
	return platform->has_driver_started && driver->scale != NULL ? driver->scale(platform) : 1;
}

static SDL_Window *sdl_window_create(
	struct oriel__sdl_platform *platform, const struct oriel_platform_window_options *options) {
	float unit = sdl_window_unit(platform);
	const char *title = platform->driver->set_title == NULL ? options->title : "";
	SDL_Point position = oriel__sdl_first_position(options, unit);
	SDL_Window *sdl = SDL_CreateWindow(title, position.x, position.y,
		oriel__device_length(options->size.width, unit),
		oriel__device_length(options->size.height, unit), sdl_window_flags(platform, options));
	if (sdl == NULL)
		oriel_log(ORIEL_LOG_ERROR, "the system opened no window \"%s\": %s", options->title,
			SDL_GetError());
	return sdl;
}

static void sdl_window_set_title(struct oriel__sdl_window *window, const char *title) {
	if (window->platform->driver->set_title != NULL)
		window->platform->driver->set_title(window, title);
	else
		SDL_SetWindowTitle(window->sdl, title);
}

static void sdl_window_set_fullscreen(struct oriel__sdl_window *window, bool on) {
	const struct oriel__sdl_driver *driver = window->platform->driver;
	if (driver->set_fullscreen != NULL && driver->set_fullscreen(window, on))
		return;
	if (SDL_SetWindowFullscreen(window->sdl, on ? SDL_WINDOW_FULLSCREEN_DESKTOP : 0) != 0)
		oriel_log(ORIEL_LOG_WARNING, "full screen was refused: %s", SDL_GetError());
}

bool oriel__sdl_window_map(struct oriel__sdl_window *window) {
	const struct oriel__sdl_driver *driver = window->platform->driver;
	return driver->map == NULL || driver->map(window);
}

static void sdl_window_show(
	struct oriel__sdl_window *window, const struct oriel_platform_window_options *options) {
	const struct oriel__sdl_driver *driver = window->platform->driver;
	const SDL_Point position = oriel__sdl_first_position(options, window->unit);
	bool is_placed = driver->hold_position != NULL &&
		!SDL_WINDOWPOS_ISUNDEFINED(position.x);
	if (is_placed) {
		SDL_SetWindowPosition(window->sdl, position.x, position.y); /* the unit may have changed */
		driver->hold_position(window, true);
	}
	if (oriel__sdl_window_map(window))
		SDL_ShowWindow(window->sdl);
	if (is_placed)
		driver->hold_position(window, false);
}

/* Starts the driver with its first window; sets unit, scale and title; shows a window that was
 * created hidden in its correct size. */
static void sdl_window_settle(
	struct oriel__sdl_window *window, const struct oriel_platform_window_options *options) {
	struct oriel_size size = options->size;
	bool hidden = sdl_window_is_created_hidden(window->platform, options);
	oriel__sdl_wait_start(window->platform, window);
	window->unit = sdl_window_unit(window->platform);
	window->scale = window->unit;
	oriel__sdl_window_update_scale(window);
	sdl_window_set_title(window, options->title);
	if (options->parent != NULL)
		SDL_SetWindowModalFor(window->sdl, sdl_window_of(options->parent, "window_open")->sdl);
	if (hidden) {
		if (window->unit != 1)
			SDL_SetWindowSize(window->sdl, oriel__device_length(size.width, window->unit),
				oriel__device_length(size.height, window->unit));
		if (options->fullscreen)
			sdl_window_set_fullscreen(window, true);
		sdl_window_show(window, options);
	}
}

oriel_platform_window *oriel__sdl_window_open(
	oriel_platform *base, const struct oriel_platform_window_options *options) {
	struct oriel__sdl_platform *platform = oriel__container_of(
		base, struct oriel__sdl_platform, base);
	oriel__loop_check(platform->loop, "window_open");
	SDL_Window *sdl = sdl_window_create(platform, options);
	if (sdl == NULL)
		return NULL;

	struct oriel__sdl_window *window = oriel__alloc_zero(1, sizeof(*window));
	window->base.platform = base;
	window->platform = platform;
	window->sdl = sdl;
	window->id = SDL_GetWindowID(sdl);
	window->sink = options->sink;
	window->data = options->data;
	window->cursor = ORIEL_CURSOR_DEFAULT;
	window->was_visible = true;
	window->wanted_size = options->size;
	window->next = platform->windows;
	platform->windows = window;
	sdl_window_settle(window, options);
	window->presenter = platform->driver->presenter;
	sdl_window_set_min_size(window, options->min_size);
	return &window->base;
}

static void sdl_window_stop_text_input(struct oriel__sdl_platform *platform) {
	platform->text_window = NULL;
	oriel__sdl_input_reset(platform);
	SDL_StopTextInput();
}

void oriel__sdl_window_close(oriel_platform_window *base) {
	struct oriel__sdl_window *window = sdl_window_of(base, "window_close");
	struct oriel__sdl_platform *platform = window->platform;
	struct oriel__sdl_window **link = &platform->windows;
	while (*link != window)
		link = &(*link)->next;
	*link = window->next;
	if (platform->text_window == window)
		sdl_window_stop_text_input(platform);
	window->presenter->finish(window);
	SDL_DestroyWindow(window->sdl);
	oriel__free(window);
}

struct oriel__sdl_window *oriel__sdl_window_find(struct oriel__sdl_platform *platform, Uint32 id) {
	struct oriel__sdl_window *window = platform->windows;
	while (window != NULL && window->id != id)
		window = window->next;
	return window;
}

void oriel__sdl_window_send(struct oriel__sdl_window *window, struct oriel_raw_input input) {
	window->sink(window->data, &input);
}

void oriel__sdl_window_set_title(oriel_platform_window *window, const char *title) {
	sdl_window_set_title(sdl_window_of(window, "window_set_title"), title);
}

void oriel__sdl_window_set_size(oriel_platform_window *base, struct oriel_size size) {
	struct oriel__sdl_window *window = sdl_window_of(base, "window_set_size");
	const struct oriel__sdl_driver *driver = window->platform->driver;
	window->wanted_size = size;
	int width = oriel__device_length(fmaxf(size.width, window->min_size.width), window->unit);
	int height = oriel__device_length(fmaxf(size.height, window->min_size.height), window->unit);
	if (driver->resize == NULL || !driver->resize(window, width, height))
		SDL_SetWindowSize(window->sdl, width, height);
}

void oriel__sdl_window_set_fullscreen(oriel_platform_window *base, bool fullscreen) {
	struct oriel__sdl_window *window = sdl_window_of(base, "window_set_fullscreen");
	sdl_window_set_fullscreen(window, fullscreen);
	/* SDL delays focus changes on X11 by 200 ms */
	oriel__sdl_pump_after(window->platform, 250);
}

bool oriel__sdl_window_is_fullscreen(oriel_platform_window *window) {
	const struct oriel__sdl_window *own = sdl_window_of(window, "window_is_fullscreen");
	return own->is_filling_screen || (SDL_GetWindowFlags(own->sdl) & SDL_WINDOW_FULLSCREEN) != 0;
}

/* Keeps the window's size in device pixels, which the user may have chosen. A window that has shown
 * nothing yet gets the size in px that the program has requested. */
void oriel__sdl_window_update_unit(struct oriel__sdl_window *window) {
	float unit = sdl_window_unit(window->platform);
	if (unit == window->unit)
		return;
	window->unit = unit;
	window->scale = unit;
	oriel__sdl_window_update_scale(window);
	sdl_window_set_min_size(window, window->min_size);
	if (!window->is_presented && !oriel__sdl_window_is_fullscreen(&window->base))
		oriel__sdl_window_set_size(&window->base, window->wanted_size);
	oriel__sdl_window_send(window, (struct oriel_raw_input){ .type = ORIEL_RAW_RESIZE });
}

struct oriel_size oriel__sdl_window_size(oriel_platform_window *base) {
	struct oriel__sdl_window *window = sdl_window_of(base, "window_size");
	int width, height;
	SDL_GetWindowSize(window->sdl, &width, &height);
	return (struct oriel_size){ (float)width / window->unit, (float)height / window->unit };
}

float oriel__sdl_window_scale(oriel_platform_window *window) {
	return sdl_window_of(window, "window_scale")->scale;
}

double oriel__sdl_window_interval_ms(oriel_platform_window *base) {
	struct oriel__sdl_window *window = sdl_window_of(base, "window_interval_ms");
	SDL_DisplayMode mode;
	int display = SDL_GetWindowDisplayIndex(window->sdl);
	bool known = display >= 0 && SDL_GetCurrentDisplayMode(display, &mode) == 0 &&
		mode.refresh_rate > 0;
	return known ? 1000.0 / mode.refresh_rate : DEFAULT_INTERVAL_MS;
}

bool oriel__sdl_window_is_visible(oriel_platform_window *base) {
	struct oriel__sdl_window *window = sdl_window_of(base, "window_is_visible");
	Uint32 flags = SDL_GetWindowFlags(window->sdl);
	return (flags & (SDL_WINDOW_HIDDEN | SDL_WINDOW_MINIMIZED)) == 0 && !window->is_occluded;
}

void oriel__sdl_window_update_visibility(struct oriel__sdl_window *window) {
	bool visible = oriel__sdl_window_is_visible(&window->base);
	if (visible == window->was_visible)
		return;
	window->was_visible = visible;
	oriel__sdl_window_send(window, (struct oriel_raw_input){ .type = ORIEL_RAW_VISIBILITY });
}

static SDL_Cursor *sdl_cursor_get(struct oriel__sdl_platform *platform, enum oriel_cursor cursor) {
	static const SDL_SystemCursor system[] = {
		[ORIEL_CURSOR_DEFAULT] = SDL_SYSTEM_CURSOR_ARROW,
		[ORIEL_CURSOR_POINTER] = SDL_SYSTEM_CURSOR_HAND,
		[ORIEL_CURSOR_TEXT] = SDL_SYSTEM_CURSOR_IBEAM,
		[ORIEL_CURSOR_MOVE] = SDL_SYSTEM_CURSOR_SIZEALL,
		[ORIEL_CURSOR_NOT_ALLOWED] = SDL_SYSTEM_CURSOR_NO,
		[ORIEL_CURSOR_EW_RESIZE] = SDL_SYSTEM_CURSOR_SIZEWE,
		[ORIEL_CURSOR_NS_RESIZE] = SDL_SYSTEM_CURSOR_SIZENS,
		[ORIEL_CURSOR_WAIT] = SDL_SYSTEM_CURSOR_WAIT,
	};
	if (platform->cursors[cursor] == NULL)
		platform->cursors[cursor] = SDL_CreateSystemCursor(system[cursor]);
	return platform->cursors[cursor];
}

/* Shows a cursor. SDL has one cursor for all windows, and the pointer is over one window at a
 * time. */
static void sdl_cursor_show(struct oriel__sdl_platform *platform, enum oriel_cursor cursor) {
	if (cursor == platform->shown_cursor)
		return;
	if (cursor != ORIEL_CURSOR_NONE) {
		SDL_Cursor *shape = sdl_cursor_get(platform, cursor);
		if (shape != NULL)
			SDL_SetCursor(shape);
	}
	if ((cursor == ORIEL_CURSOR_NONE) != (platform->shown_cursor == ORIEL_CURSOR_NONE))
		SDL_ShowCursor(cursor == ORIEL_CURSOR_NONE ? SDL_DISABLE : SDL_ENABLE);
	platform->shown_cursor = cursor;
}

void oriel__sdl_window_set_cursor(oriel_platform_window *base, enum oriel_cursor cursor) {
	struct oriel__sdl_window *window = sdl_window_of(base, "window_set_cursor");
	window->cursor = cursor >= ORIEL_CURSOR_DEFAULT && cursor <= ORIEL_CURSOR_NONE ?
		cursor :
		ORIEL_CURSOR_DEFAULT;
	if (SDL_GetMouseFocus() == window->sdl)
		sdl_cursor_show(window->platform, window->cursor);
}

void oriel__sdl_window_show_cursor(struct oriel__sdl_window *window) {
	sdl_cursor_show(window->platform, window->cursor);
}

static SDL_Rect sdl_window_rect(const struct oriel__sdl_window *window, struct oriel_rect rect) {
	return (SDL_Rect){
		(int)floorf(rect.x * window->unit),
		(int)floorf(rect.y * window->unit),
		oriel__device_length(rect.width, window->unit),
		oriel__device_length(rect.height, window->unit),
	};
}

void oriel__sdl_window_set_text_input(
	oriel_platform_window *base, bool on, struct oriel_rect caret) {
	struct oriel__sdl_window *window = sdl_window_of(base, "window_set_text_input");
	struct oriel__sdl_platform *platform = window->platform;
	if (!on) {
		if (platform->text_window == window)
			sdl_window_stop_text_input(platform);
		return;
	}
	SDL_Rect rect = sdl_window_rect(window, caret);
	bool was_on = platform->text_window != NULL;
	if (platform->text_window != window || !SDL_RectEquals(&rect, &platform->text_rect)) {
		platform->text_window = window;
		platform->text_rect = rect;
		SDL_SetTextInputRect(&rect);
	}
	if (!was_on) {
		SDL_StartTextInput();
		platform->ime.is_search_due = true;
	}
}

/* Restarts text input: on stopping, SDL resets IBus and Fcitx, and disables Wayland's text
 * input. */
void oriel__sdl_window_reset_text_input(oriel_platform_window *base) {
	struct oriel__sdl_window *window = sdl_window_of(base, "window_reset_text_input");
	if (window->platform->text_window != window)
		return;
	SDL_StopTextInput();
	SDL_SetTextInputRect(&window->platform->text_rect);
	SDL_StartTextInput();
}

bool oriel__sdl_window_framebuffer(oriel_platform_window *base, struct oriel_framebuffer *out) {
	struct oriel__sdl_window *window = sdl_window_of(base, "window_framebuffer");
	return window->presenter->framebuffer(window, out);
}

void oriel__sdl_window_present(
	oriel_platform_window *base, const struct oriel_device_rect *rects, size_t count) {
	struct oriel__sdl_window *window = sdl_window_of(base, "window_present");
	if (count == 0)
		return;
	window->is_presented = true;
	window->presenter->present(window, rects, count);
}
