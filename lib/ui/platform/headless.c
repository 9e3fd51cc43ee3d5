/* SPDX-License-Identifier: MIT */
/*
 * The headless platform: windows in memory.
 *
 * Each window has two pictures: the painted one and the presented one. Presenting copies the
 * damaged rectangles from the first to the second, so a test notices damage that was painted but
 * not presented. The platform waits for nothing: the loop has no display, and tests push input
 * through headless_internal.h straight into the sink.
 */
#include "headless_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/utf8_internal.h"
#include "loop/loop_internal.h"
#include "platform_internal.h"

#include <math.h>
#include <oriel/runtime/log.h>
#include <stdlib.h>
#include <string.h>

#define INTERVAL_MS (1000.0 / 60.0)

/* px: the size of a maximized window. */
static const struct oriel_size headless_screen = { 1280, 720 };

struct headless_window {
	struct oriel_platform_window base;
	struct headless_window *next;
	void (*sink)(void *data, const struct oriel_raw_input *input);
	void *data;
	struct oriel_size size, min_size; /* px */
	struct oriel_size normal_size;    /* px; before maximizing */
	float scale;
	bool is_visible, is_paintable;
	uint32_t *painted, *shown; /* items: width * height each */
	int width, height;         /* device px */
	uint64_t generation;
	char *title;
	struct oriel__headless_state state;
	struct oriel_device_rect *damage;
	size_t damage_count, damage_capacity;
};

struct headless_platform {
	struct oriel_platform base;
	oriel_loop *loop;
	float scale;
	unsigned disabled; /* a bit for each enum oriel_window_ability that windows do not have */
	struct headless_window *windows; /* in order of opening */
	struct oriel__headless_clipboard clipboard;
};

static struct headless_platform *headless_platform_of(
	oriel_platform *platform, const char *caller) {
	struct headless_platform *headless = (struct headless_platform *)platform;
	oriel__loop_check(headless->loop, caller);
	return headless;
}

static struct headless_window *headless_window_of(
	oriel_platform_window *window, const char *caller) {
	headless_platform_of(window->platform, caller);
	return (struct headless_window *)window;
}

static float headless_clamp_length(float length) {
	return length > 0 ? length : 0;
}

static void headless_free_pixels(struct headless_window *window) {
	oriel__free(window->painted);
	oriel__free(window->shown);
	window->painted = NULL;
	window->shown = NULL;
}

/* Reallocates the pixels only if the number of device pixels changes; otherwise the contents
 * stay. */
static void headless_fit_pixels(struct headless_window *window) {
	int width = oriel__device_length(window->size.width, window->scale);
	int height = oriel__device_length(window->size.height, window->scale);
	if (width == window->width && height == window->height)
		return;
	headless_free_pixels(window);
	window->width = width;
	window->height = height;
	window->generation++;
}

static bool headless_ensure_pixels(struct headless_window *window) {
	if (window->painted != NULL)
		return true;
	size_t count = (size_t)window->width * (size_t)window->height;
	window->painted = oriel__try_alloc(count, sizeof(uint32_t));
	window->shown = oriel__try_alloc(count, sizeof(uint32_t));
	if (window->painted == NULL || window->shown == NULL) {
		oriel_log(ORIEL_LOG_ERROR, "no memory for a window of %d × %d pixels", window->width,
			window->height);
		headless_free_pixels(window);
		return false;
	}
	memset(window->painted, 0, count * sizeof(uint32_t));
	memset(window->shown, 0, count * sizeof(uint32_t));
	return true;
}

static void headless_send(struct headless_window *window, enum oriel_raw_input_type type) {
	const struct oriel_raw_input input = { .type = type };
	window->sink(window->data, &input);
}

static struct oriel_size headless_size_at_least(struct oriel_size size, struct oriel_size min) {
	return (struct oriel_size){
		fmaxf(headless_clamp_length(size.width), headless_clamp_length(min.width)),
		fmaxf(headless_clamp_length(size.height), headless_clamp_length(min.height)),
	};
}

static void headless_change_size(struct headless_window *window, struct oriel_size size) {
	size = headless_size_at_least(size, window->min_size);
	if (size.width == window->size.width && size.height == window->size.height)
		return;
	window->size = size;
	headless_fit_pixels(window);
	headless_send(window, ORIEL_RAW_RESIZE);
}

static void headless_set_title(struct headless_window *window, const char *title) {
	char *copy = oriel__utf8_copy(title, strlen(title), NULL);
	oriel__free(window->title);
	window->title = copy;
}

static bool headless_can(
	const struct headless_platform *headless, enum oriel_window_ability ability) {
	return (headless->disabled & 1u << ability) == 0;
}

static oriel_platform_window *headless_window_open(
	oriel_platform *platform, const struct oriel_platform_window_options *options) {
	struct headless_platform *headless = headless_platform_of(platform, "window_open");
	struct headless_window *window = oriel__alloc_zero(1, sizeof(*window));
	window->base.platform = platform;
	window->sink = options->sink;
	window->data = options->data;
	window->min_size = options->min_size;
	window->size = headless_size_at_least(options->size, options->min_size);
	window->scale = headless->scale;
	window->is_visible = true;
	window->is_paintable = true;
	window->state.cursor = ORIEL_CURSOR_DEFAULT;
	window->state.is_fullscreen = options->fullscreen;
	window->state.has_fixed_size = options->fixed_size;
	window->state.parent = options->parent;
	window->state.window = (struct oriel_window_state){
		.maximized = options->maximized && headless_can(headless, ORIEL_WINDOW_MAXIMIZE),
		.always_on_top = options->always_on_top,
		.has_position = headless_can(headless, ORIEL_WINDOW_POSITION),
		.position = options->position != NULL ? *options->position : (struct oriel_point){ 0 },
	};
	window->normal_size = window->size;
	if (window->state.window.maximized)
		window->size = headless_screen;
	headless_set_title(window, options->title);
	headless_fit_pixels(window);

	struct headless_window **end = &headless->windows;
	while (*end != NULL)
		end = &(*end)->next;
	*end = window;
	return &window->base;
}

static void headless_window_close(oriel_platform_window *base) {
	struct headless_window *window = headless_window_of(base, "window_close");
	struct headless_window **link = &oriel__container_of(
		base->platform, struct headless_platform, base)->windows;
	while (*link != window)
		link = &(*link)->next;
	*link = window->next;
	headless_free_pixels(window);
	oriel__free(window->title);
	oriel__free(window->damage);
	oriel__free(window);
}

static void headless_window_set_title(oriel_platform_window *window, const char *title) {
	headless_set_title(headless_window_of(window, "window_set_title"), title);
}

static void headless_window_set_size(oriel_platform_window *window, struct oriel_size size) {
	headless_change_size(headless_window_of(window, "window_set_size"), size);
}

static bool headless_window_is_fullscreen(oriel_platform_window *window) {
	return headless_window_of(window, "window_is_fullscreen")->state.is_fullscreen;
}

static void headless_window_set_fullscreen(oriel_platform_window *base, bool fullscreen) {
	struct headless_window *window = headless_window_of(base, "window_set_fullscreen");
	if (fullscreen == window->state.is_fullscreen)
		return;
	window->state.is_fullscreen = fullscreen;
	headless_send(window, ORIEL_RAW_STATE);
}

/* ---- State ---- */

static bool headless_platform_can(oriel_platform *platform, enum oriel_window_ability ability) {
	return headless_can(headless_platform_of(platform, "can"), ability);
}

static void headless_window_state(
	oriel_platform_window *base, struct oriel_window_state *out) {
	const struct headless_window *window = headless_window_of(base, "window_state");
	*out = window->state.window;
	out->fullscreen = window->state.is_fullscreen;
}

static void headless_window_set_position(
	oriel_platform_window *base, struct oriel_point position) {
	struct headless_window *window = headless_window_of(base, "window_set_position");
	window->state.window.position = position;
	headless_send(window, ORIEL_RAW_STATE);
}

static void headless_change_visibility(struct headless_window *window, bool visible) {
	if (visible == window->is_visible)
		return;
	window->is_visible = visible;
	headless_send(window, ORIEL_RAW_VISIBILITY);
}

static void headless_window_set_minimized(oriel_platform_window *base, bool minimized) {
	struct headless_window *window = headless_window_of(base, "window_set_minimized");
	if (minimized == window->state.window.minimized)
		return;
	window->state.window.minimized = minimized;
	headless_send(window, ORIEL_RAW_STATE);
	headless_change_visibility(window, !minimized);
}

static void headless_window_set_maximized(oriel_platform_window *base, bool maximized) {
	struct headless_window *window = headless_window_of(base, "window_set_maximized");
	if (maximized == window->state.window.maximized)
		return;
	window->state.window.maximized = maximized;
	if (maximized)
		window->normal_size = window->size;
	headless_change_size(window, maximized ? headless_screen : window->normal_size);
	headless_send(window, ORIEL_RAW_STATE);
}

static void headless_window_set_always_on_top(oriel_platform_window *base, bool on) {
	struct headless_window *window = headless_window_of(base, "window_set_always_on_top");
	window->state.window.always_on_top = on;
	headless_send(window, ORIEL_RAW_STATE);
}

static void headless_window_set_icon(
	oriel_platform_window *window, const struct oriel_window_icon *icon) {
	headless_window_of(window, "window_set_icon")->state.icon = (struct oriel_size){
		(float)icon->width, (float)icon->height };
}

/* Gives the window the keyboard, as a window manager would. */
static void headless_window_activate(oriel_platform_window *base, const char *token) {
	struct headless_window *window = headless_window_of(base, "window_activate");
	struct headless_platform *headless = headless_platform_of(base->platform, "window_activate");
	window->state.activations++;
	headless_window_set_minimized(base, false);
	for (struct headless_window *other = headless->windows; other != NULL; other = other->next) {
		if (other != window)
			headless_send(other, ORIEL_RAW_BLUR);
	}
	headless_send(window, ORIEL_RAW_FOCUS);
}

static struct oriel_size headless_window_size(oriel_platform_window *window) {
	return headless_window_of(window, "window_size")->size;
}

static float headless_window_scale(oriel_platform_window *window) {
	return headless_window_of(window, "window_scale")->scale;
}

static double headless_window_interval_ms(oriel_platform_window *window) {
	return INTERVAL_MS;
}

static bool headless_window_is_visible(oriel_platform_window *window) {
	return headless_window_of(window, "window_is_visible")->is_visible;
}

static void headless_window_set_cursor(oriel_platform_window *window, enum oriel_cursor cursor) {
	headless_window_of(window, "window_set_cursor")->state.cursor = cursor;
}

static void headless_window_set_text_input(
	oriel_platform_window *window, bool on, struct oriel_rect caret) {
	struct oriel__headless_state *state =
		&headless_window_of(window, "window_set_text_input")->state;
	state->has_text_input = on;
	state->caret = on ? caret : (struct oriel_rect){ 0 };
}

static void headless_window_set_input_mode(
	oriel_platform_window *window, enum oriel_input_mode mode) {
	headless_window_of(window, "window_set_input_mode")->state.input_mode = mode;
}

static void headless_window_reset_text_input(oriel_platform_window *window) {
	headless_window_of(window, "window_reset_text_input")->state.text_resets++;
}

static bool headless_window_framebuffer(
	oriel_platform_window *base, struct oriel_framebuffer *out) {
	struct headless_window *window = headless_window_of(base, "window_framebuffer");
	if (!window->is_paintable || !headless_ensure_pixels(window))
		return false;
	*out = (struct oriel_framebuffer){
		.pixels = window->painted,
		.width = window->width,
		.height = window->height,
		.stride = window->width * (int)sizeof(uint32_t),
		.generation = window->generation,
	};
	return true;
}

static void headless_show_rect(struct headless_window *window, struct oriel_device_rect rect) {
	struct oriel_device_rect part;
	if (!oriel__device_clip(rect, window->width, window->height, &part))
		return;
	for (int y = part.y; y < part.y + part.height; y++) {
		size_t at = (size_t)y * (size_t)window->width + (size_t)part.x;
		memcpy(window->shown + at, window->painted + at, (size_t)part.width * sizeof(uint32_t));
	}
}

static void headless_window_present(
	oriel_platform_window *base, const struct oriel_device_rect *rects, size_t count) {
	struct headless_window *window = headless_window_of(base, "window_present");
	window->damage = oriel__grow(window->damage, &window->damage_capacity, count, sizeof(*rects));
	if (count > 0)
		memcpy(window->damage, rects, count * sizeof(*rects));
	window->damage_count = count;
	window->state.presents++;
	window->state.presented_rects += count;
	if (window->painted == NULL)
		return;
	for (size_t i = 0; i < count; i++)
		headless_show_rect(window, rects[i]);
}

static enum oriel_status headless_clipboard_offer(oriel_platform *platform,
	enum oriel_selection selection, const struct oriel_clipboard_offer *offer) {
	return oriel__headless_clipboard_offer(
		&headless_platform_of(platform, "clipboard_offer")->clipboard, selection, offer);
}

static void headless_clipboard_types(oriel_platform *platform, enum oriel_selection selection,
	struct oriel_clipboard_request *request) {
	oriel__headless_clipboard_ask(
		&headless_platform_of(platform, "clipboard_types")->clipboard, selection, NULL, request);
}

static void headless_clipboard_read(oriel_platform *platform, enum oriel_selection selection,
	const char *type, struct oriel_clipboard_request *request) {
	oriel__headless_clipboard_ask(
		&headless_platform_of(platform, "clipboard_read")->clipboard, selection, type, request);
}

static void headless_clipboard_cancel(
	oriel_platform *platform, struct oriel_clipboard_request *request) {
	oriel__headless_clipboard_cancel(
		&headless_platform_of(platform, "clipboard_cancel")->clipboard, request);
}

static void headless_set_scale(oriel_platform *platform, float scale) {
	struct headless_platform *headless = headless_platform_of(platform, "set_scale");
	headless->scale = scale;
	for (struct headless_window *window = headless->windows; window != NULL; window = window->next)
		oriel__headless_set_scale(&window->base, scale);
}

static const char *headless_window_system(oriel_platform *platform) {
	headless_platform_of(platform, "window_system");
	return "headless";
}

static void headless_destroy(oriel_platform *platform) {
	struct headless_platform *headless = headless_platform_of(platform, "destroy");
	while (headless->windows != NULL)
		headless_window_close(&headless->windows->base);
	oriel__headless_clipboard_finish(&headless->clipboard);
	oriel__free(headless);
}

static const struct oriel_platform_class headless_class = {
	.abi = ORIEL_PLATFORM_ABI,
	.name = "headless",
	.destroy = headless_destroy,
	.window_open = headless_window_open,
	.window_close = headless_window_close,
	.window_set_title = headless_window_set_title,
	.window_set_size = headless_window_set_size,
	.window_set_fullscreen = headless_window_set_fullscreen,
	.window_is_fullscreen = headless_window_is_fullscreen,
	.window_size = headless_window_size,
	.can = headless_platform_can,
	.window_state = headless_window_state,
	.window_set_position = headless_window_set_position,
	.window_set_minimized = headless_window_set_minimized,
	.window_set_maximized = headless_window_set_maximized,
	.window_set_always_on_top = headless_window_set_always_on_top,
	.window_set_icon = headless_window_set_icon,
	.window_activate = headless_window_activate,
	.window_scale = headless_window_scale,
	.window_interval_ms = headless_window_interval_ms,
	.window_is_visible = headless_window_is_visible,
	.window_set_cursor = headless_window_set_cursor,
	.window_set_text_input = headless_window_set_text_input,
	.window_set_input_mode = headless_window_set_input_mode,
	.window_reset_text_input = headless_window_reset_text_input,
	.window_framebuffer = headless_window_framebuffer,
	.window_present = headless_window_present,
	.clipboard_offer = headless_clipboard_offer,
	.clipboard_types = headless_clipboard_types,
	.clipboard_read = headless_clipboard_read,
	.clipboard_cancel = headless_clipboard_cancel,
	.set_scale = headless_set_scale,
	.window_system = headless_window_system,
};

oriel_platform *oriel_platform_new_headless(float scale) {
	struct headless_platform *headless = oriel__alloc_zero(1, sizeof(*headless));
	headless->base.platform_class = &headless_class;
	headless->loop = oriel__loop_here("oriel_platform_new_headless");
	headless->scale = scale > 0 && isfinite(scale) ? scale : 1;
	return &headless->base;
}

oriel_platform_window *oriel__headless_window(const oriel_platform *platform, size_t index) {
	struct headless_window *window = ((const struct headless_platform *)platform)->windows;
	while (window != NULL && index-- > 0)
		window = window->next;
	return window != NULL ? &window->base : NULL;
}

void oriel__headless_push(oriel_platform_window *base, const struct oriel_raw_input *input) {
	struct headless_window *window = headless_window_of(base, "oriel__headless_push");
	window->sink(window->data, input);
}

void oriel__headless_resize(oriel_platform_window *window, struct oriel_size size) {
	headless_change_size(headless_window_of(window, "oriel__headless_resize"), size);
}

void oriel__headless_set_scale(oriel_platform_window *base, float scale) {
	struct headless_window *window = headless_window_of(base, "oriel__headless_set_scale");
	if (scale == window->scale)
		return;
	window->scale = scale;
	headless_fit_pixels(window);
	headless_send(window, ORIEL_RAW_RESIZE);
}

void oriel__headless_set_visible(oriel_platform_window *base, bool visible) {
	headless_change_visibility(headless_window_of(base, "oriel__headless_set_visible"), visible);
}

void oriel__headless_move(oriel_platform_window *window, struct oriel_point position) {
	headless_window_set_position(window, position);
}

void oriel__headless_set_minimized(oriel_platform_window *window, bool minimized) {
	headless_window_set_minimized(window, minimized);
}

void oriel__headless_set_maximized(oriel_platform_window *window, bool maximized) {
	headless_window_set_maximized(window, maximized);
}

void oriel__headless_set_can(
	oriel_platform *platform, enum oriel_window_ability ability, bool can) {
	struct headless_platform *headless = headless_platform_of(platform, "oriel__headless_set_can");
	headless->disabled = (headless->disabled & ~(1u << ability)) | (can ? 0 : 1u << ability);
}

void oriel__headless_set_paintable(oriel_platform_window *window, bool paintable) {
	headless_window_of(window, "oriel__headless_set_paintable")->is_paintable = paintable;
}

struct oriel__headless_clipboard *oriel__headless_clipboard(oriel_platform *platform) {
	return &headless_platform_of(platform, "oriel__headless_clipboard")->clipboard;
}

void oriel__headless_refuse_clipboard(oriel_platform *platform, bool refuse) {
	oriel__headless_clipboard(platform)->is_refusing = refuse;
}

struct oriel__headless_state oriel__headless_state(const oriel_platform_window *base) {
	const struct headless_window *window = oriel__container_of(
		base, const struct headless_window, base);
	struct oriel__headless_state state = window->state;
	state.title = window->title;
	return state;
}

const struct oriel_device_rect *oriel__headless_damage(
	const oriel_platform_window *base, size_t *count) {
	const struct headless_window *window = oriel__container_of(
		base, const struct headless_window, base);
	*count = window->damage_count;
	return window->damage;
}

uint32_t oriel__headless_shown_pixel(const oriel_platform_window *base, int x, int y) {
	const struct headless_window *window = oriel__container_of(
		base, const struct headless_window, base);
	if (window->shown == NULL || x < 0 || y < 0 || x >= window->width || y >= window->height)
		return 0;
	return window->shown[(size_t)y * (size_t)window->width + (size_t)x];
}

void oriel__headless_lose_display(oriel_platform *platform) {
	struct headless_platform *headless = headless_platform_of(
		platform, "oriel__headless_lose_display");
	for (struct headless_window *window = headless->windows; window != NULL; window = window->next)
		oriel__headless_set_visible(&window->base, false);
	if (platform->display_lost != NULL)
		platform->display_lost(platform->display_lost_data);
}

void oriel__headless_ask_quit(oriel_platform *platform) {
	headless_platform_of(platform, "oriel__headless_ask_quit");
	if (platform->quit_asked != NULL)
		platform->quit_asked(platform->quit_asked_data);
}
