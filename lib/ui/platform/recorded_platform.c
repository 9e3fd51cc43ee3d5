/* SPDX-License-Identifier: MIT */
/*
 * The platform of a loop that is recorded or replayed. During recording it wraps another platform,
 * and records that platform's return values and input. During replay there is no other platform:
 * return values and input come from the recording, and windows are memory of the recorded size.
 *
 * A return value that equals the previous one is the default, and takes no space. Both runs compare
 * a hash of the pixels that they present. Raw input is encoded in recorded_input.c.
 */
#include "recorded_platform_internal.h"

#include "base/alloc_internal.h"
#include "loop/loop_internal.h"
#include "platform_internal.h"
#include "png_internal.h"
#include "recorded_input_internal.h"
#include "replay/recording_internal.h"

#include <oriel/runtime/log.h>
#include <stdlib.h>
#include <string.h>

/* A return value of a window's method, or of an offer to the clipboard, as the difference from the
 * last one. */
static const struct oriel__record_kind window_kind = { "an answer of the platform", "i" };
/* The hash of presented pixels. */
static const struct oriel__record_kind frame_kind = { "a frame with the hash", "u" };
/* An answer of another program to a clipboard request, or a part of it; fields: enum
 * answer_field. */
static const struct oriel__record_kind answer_kind = { "the clipboard", "auuib" };

enum answer_field { ARRIVAL, REQUEST, IS_PART, STATUS, BYTES };

/* The recorded return values of a window. */
enum answer {
	OPENED,
	WIDTH, HEIGHT, SCALE, INTERVAL, VISIBLE, FULLSCREEN,
	STATE, LEFT, TOP,
	HAS_PIXELS, PIXEL_WIDTH, PIXEL_HEIGHT, GENERATION,
	ANSWERS,
};

enum { MOST_PIXELS = 32767 };

struct recorded_window {
	struct oriel_platform_window base;
	struct recorded_window *next;
	oriel_platform_window *inner; /* NULL: replayed */
	uint64_t number;              /* in order of opening, from 0 */
	void (*sink)(void *data, const struct oriel_raw_input *input);
	void *data;
	int64_t last[ANSWERS];
	struct oriel_framebuffer painted; /* as last returned by window_framebuffer */
	uint32_t *pixels;                 /* during replay only; may be NULL */
	int width, height;                /* device px; size of pixels */
	uint64_t generation;
};

struct recorded_platform {
	struct oriel_platform base;
	oriel_loop *loop;
	oriel_platform *inner; /* NULL: replayed */
	struct recorded_window *windows;
	uint64_t opened;
	struct oriel__recording_receiver inputs, replies;
	struct recorded_request *requests;
	uint64_t requested;
	int64_t last_can;     /* the last answer to can */
	int64_t last_offered; /* status of the last offer to the clipboard */
};

/* A clipboard request that has not been answered. */
struct recorded_request {
	struct oriel_clipboard_request inner; /* must be first */
	struct recorded_request *next;
	struct recorded_platform *platform;
	struct oriel_clipboard_request *outer;
	uint64_t number; /* in order of the requests, from 0 */
};

static struct recorded_platform *recorded_platform_of(oriel_platform *platform) {
	return (struct recorded_platform *)(void *)platform;
}

static struct recorded_window *recorded_window_of(oriel_platform_window *window) {
	return (struct recorded_window *)(void *)window;
}

static oriel_loop *recorded_window_loop(const struct recorded_window *window) {
	return recorded_platform_of(window->base.platform)->loop;
}

static const struct oriel_platform_class *recorded_class_of(const struct recorded_window *window) {
	return window->inner->platform->platform_class;
}

static int64_t recorded_value(struct recorded_window *window, enum answer answer, int64_t live) {
	if (window->inner == NULL)
		live = window->last[answer];
	return window->last[answer] = oriel__external_number(
			recorded_window_loop(window), &window_kind, live, window->last[answer]);
}

/* Suspends recording around a call of the wrapped platform, whose own queries are not the
 * program's. Input that arrives meanwhile is recorded nevertheless. */
#define WITH_INNER(loop, call) \
	do { \
		oriel__recording_suspend(loop); \
		call; \
		oriel__recording_resume(loop); \
	} while (0)

/* Calls a method of the wrapped window that returns nothing. */
#define CALL_INNER(window, method, ...) \
	do { \
		if ((window)->inner != NULL) \
			WITH_INNER( \
				recorded_window_loop(window), recorded_class_of(window)->method(__VA_ARGS__)); \
		oriel__recording_give_arrivals(recorded_window_loop(window)); \
	} while (0)

static void recorded_sink(void *data, const struct oriel_raw_input *input) {
	struct recorded_window *window = data;
	oriel_loop *loop = recorded_window_loop(window);
	unsigned suspended = oriel__recording_wake(loop);
	oriel__recorded_input_begin(loop, window->number, input);
	window->sink(window->data, input);
	oriel__recording_arrival_end(loop);
	oriel__recording_sleep(loop, suspended);
}

static struct recorded_window *recorded_window_with(
	const struct recorded_platform *platform, uint64_t number) {
	struct recorded_window *window = platform->windows;
	while (window != NULL && window->number != number)
		window = window->next;
	return window;
}

static const char *recorded_refuse_input(void *data, const struct oriel__record_values *values) {
	struct oriel_raw_input input;
	uint64_t number;
	if (!oriel__recorded_input_read(values, &number, &input))
		return "no such input";
	return recorded_window_with(data, number) == NULL ? "no such window" : NULL;
}

/* Sends recorded input to its window; recorded_refuse_input() has checked it before. */
static void recorded_give_input(void *data, const struct oriel__record_values *values) {
	struct oriel_raw_input input;
	uint64_t number;
	if (!oriel__recorded_input_read(values, &number, &input))
		return;
	struct recorded_window *window = recorded_window_with(data, number);
	window->sink(window->data, &input);
}

/* Returns the wrapped window of a recorded one, or NULL. */
static oriel_platform_window *recorded_inner(oriel_platform_window *window) {
	return window != NULL ? recorded_window_of(window)->inner : NULL;
}

static oriel_platform_window *recorded_window_open(
	oriel_platform *base, const struct oriel_platform_window_options *options) {
	struct recorded_platform *platform = recorded_platform_of(base);
	struct recorded_window *window = oriel__alloc_zero(1, sizeof(*window));
	struct recorded_window **end = &platform->windows;
	struct oriel_platform_window_options inner_options = *options;
	window->base.platform = base;
	window->number = platform->opened++;
	window->sink = options->sink;
	window->data = options->data;
	inner_options.sink = recorded_sink;
	inner_options.data = window;
	inner_options.parent = recorded_inner(options->parent);
	window->last[OPENED] = true;
	while (*end != NULL)
		end = &(*end)->next;
	*end = window;
	if (platform->inner != NULL)
		WITH_INNER(platform->loop,
			window->inner = platform->inner->platform_class->window_open(
				platform->inner, &inner_options));
	bool is_open = oriel__external_number(platform->loop, &window_kind,
					platform->inner == NULL || window->inner != NULL, true) != 0;
	oriel__recording_give_arrivals(platform->loop);
	if (is_open)
		return &window->base;
	*end = NULL;
	oriel__free(window);
	return NULL;
}

static bool recorded_last_framebuffer(
	struct recorded_window *window, struct oriel_framebuffer *out) {
	*out = (struct oriel_framebuffer){
		.pixels = window->pixels, .width = window->width, .height = window->height,
		.stride = window->width * (int)sizeof(uint32_t), .generation = window->generation,
	};
	bool has_pixels = window->pixels != NULL;
	if (window->inner != NULL)
		WITH_INNER(recorded_window_loop(window),
			has_pixels = recorded_class_of(window)->window_framebuffer(window->inner, out));
	return has_pixels;
}

/* Writes the screenshot that ORIEL_LAST_SCREENSHOT names, of the first window. */
static void recorded_take_last_screenshot(struct recorded_window *window) {
	struct oriel_framebuffer framebuffer;
	const char *path = getenv("ORIEL_LAST_SCREENSHOT");
	if (window->number != 0 || path == NULL || path[0] == '\0')
		return;
	if (!recorded_last_framebuffer(window, &framebuffer) ||
		oriel__png_write(&framebuffer, path) != ORIEL_OK)
		oriel_log(
			ORIEL_LOG_ERROR, "ORIEL_LAST_SCREENSHOT: the picture %s could not be written", path);
}

static void recorded_window_close(oriel_platform_window *base) {
	struct recorded_window *window = recorded_window_of(base),
						**link = &recorded_platform_of(base->platform)->windows;
	recorded_take_last_screenshot(window);
	while (*link != window)
		link = &(*link)->next;
	*link = window->next;
	if (window->inner != NULL)
		WITH_INNER(
			recorded_window_loop(window), recorded_class_of(window)->window_close(window->inner));
	oriel__free(window->pixels);
	oriel__free(window);
}

static void recorded_window_set_title(oriel_platform_window *base, const char *title) {
	struct recorded_window *window = recorded_window_of(base);
	CALL_INNER(window, window_set_title, window->inner, title);
}

static void recorded_window_set_size(oriel_platform_window *base, struct oriel_size size) {
	struct recorded_window *window = recorded_window_of(base);
	CALL_INNER(window, window_set_size, window->inner, size);
}

static void recorded_window_set_fullscreen(oriel_platform_window *base, bool fullscreen) {
	struct recorded_window *window = recorded_window_of(base);
	CALL_INNER(window, window_set_fullscreen, window->inner, fullscreen);
}

/* ---- State ---- */

static bool recorded_can(oriel_platform *base, enum oriel_window_ability ability) {
	struct recorded_platform *platform = recorded_platform_of(base);
	bool live = false;
	if (platform->inner != NULL)
		WITH_INNER(platform->loop,
			live = platform->inner->platform_class->can(platform->inner, ability));
	else
		live = platform->last_can != 0;
	platform->last_can = oriel__external_number(
		platform->loop, &window_kind, live, platform->last_can);
	return platform->last_can != 0;
}

enum { MINIMIZED = 1, MAXIMIZED = 2, FILLS = 4, ON_TOP = 8, PLACED = 16 };

static void recorded_window_state(
	oriel_platform_window *base, struct oriel_window_state *out) {
	struct recorded_window *window = recorded_window_of(base);
	struct oriel_window_state live = { 0 };
	if (window->inner != NULL)
		WITH_INNER(recorded_window_loop(window),
			recorded_class_of(window)->window_state(window->inner, &live));
	int64_t bits = recorded_value(window, STATE,
		(live.minimized ? MINIMIZED : 0) | (live.maximized ? MAXIMIZED : 0) |
			(live.fullscreen ? FILLS : 0) | (live.always_on_top ? ON_TOP : 0) |
			(live.has_position ? PLACED : 0));
	*out = (struct oriel_window_state){
		.minimized = (bits & MINIMIZED) != 0,
		.maximized = (bits & MAXIMIZED) != 0,
		.fullscreen = (bits & FILLS) != 0,
		.always_on_top = (bits & ON_TOP) != 0,
		.has_position = (bits & PLACED) != 0,
	};
	out->position.x = oriel__record_float(
		(uint64_t)recorded_value(window, LEFT, oriel__record_bits(live.position.x)));
	out->position.y = oriel__record_float(
		(uint64_t)recorded_value(window, TOP, oriel__record_bits(live.position.y)));
}

static void recorded_window_set_position(
	oriel_platform_window *base, struct oriel_point position) {
	struct recorded_window *window = recorded_window_of(base);
	CALL_INNER(window, window_set_position, window->inner, position);
}

static void recorded_window_set_minimized(oriel_platform_window *base, bool minimized) {
	struct recorded_window *window = recorded_window_of(base);
	CALL_INNER(window, window_set_minimized, window->inner, minimized);
}

static void recorded_window_set_maximized(oriel_platform_window *base, bool maximized) {
	struct recorded_window *window = recorded_window_of(base);
	CALL_INNER(window, window_set_maximized, window->inner, maximized);
}

static void recorded_window_set_always_on_top(oriel_platform_window *base, bool on) {
	struct recorded_window *window = recorded_window_of(base);
	CALL_INNER(window, window_set_always_on_top, window->inner, on);
}

static void recorded_window_set_icon(
	oriel_platform_window *base, const struct oriel_window_icon *icon) {
	struct recorded_window *window = recorded_window_of(base);
	CALL_INNER(window, window_set_icon, window->inner, icon);
}

static void recorded_window_activate(oriel_platform_window *base, const char *token) {
	struct recorded_window *window = recorded_window_of(base);
	CALL_INNER(window, window_activate, window->inner, token);
}

static void recorded_window_set_cursor(oriel_platform_window *base, enum oriel_cursor cursor) {
	struct recorded_window *window = recorded_window_of(base);
	CALL_INNER(window, window_set_cursor, window->inner, cursor);
}

static void recorded_window_set_text_input(
	oriel_platform_window *base, bool on, struct oriel_rect caret) {
	struct recorded_window *window = recorded_window_of(base);
	CALL_INNER(window, window_set_text_input, window->inner, on, caret);
}

static void recorded_window_set_input_mode(
	oriel_platform_window *base, enum oriel_input_mode mode) {
	struct recorded_window *window = recorded_window_of(base);
	if (window->inner != NULL && recorded_class_of(window)->window_set_input_mode != NULL)
		CALL_INNER(window, window_set_input_mode, window->inner, mode);
}

static void recorded_window_reset_text_input(oriel_platform_window *base) {
	struct recorded_window *window = recorded_window_of(base);
	CALL_INNER(window, window_reset_text_input, window->inner);
}

static bool recorded_window_is_fullscreen(oriel_platform_window *base) {
	struct recorded_window *window = recorded_window_of(base);
	bool live = false;
	if (window->inner != NULL)
		WITH_INNER(recorded_window_loop(window),
			live = recorded_class_of(window)->window_is_fullscreen(window->inner));
	return recorded_value(window, FULLSCREEN, live) != 0;
}

static struct oriel_size recorded_window_size(oriel_platform_window *base) {
	struct recorded_window *window = recorded_window_of(base);
	struct oriel_size live = { 0 };
	if (window->inner != NULL)
		WITH_INNER(recorded_window_loop(window),
			live = recorded_class_of(window)->window_size(window->inner));
	live.width = oriel__record_float(
		(uint64_t)recorded_value(window, WIDTH, oriel__record_bits(live.width)));
	live.height = oriel__record_float(
		(uint64_t)recorded_value(window, HEIGHT, oriel__record_bits(live.height)));
	return live;
}

static float recorded_window_scale(oriel_platform_window *base) {
	struct recorded_window *window = recorded_window_of(base);
	float live = 0;
	if (window->inner != NULL)
		WITH_INNER(recorded_window_loop(window),
			live = recorded_class_of(window)->window_scale(window->inner));
	return oriel__record_float((uint64_t)recorded_value(window, SCALE, oriel__record_bits(live)));
}

static double recorded_window_interval_ms(oriel_platform_window *base) {
	struct recorded_window *window = recorded_window_of(base);
	double live = 0;
	int64_t number;
	if (window->inner != NULL)
		WITH_INNER(recorded_window_loop(window),
			live = recorded_class_of(window)->window_interval_ms(window->inner));
	memcpy(&number, &live, sizeof(number));
	number = recorded_value(window, INTERVAL, number);
	memcpy(&live, &number, sizeof(live));
	return live;
}

static bool recorded_window_is_visible(oriel_platform_window *base) {
	struct recorded_window *window = recorded_window_of(base);
	bool live = false;
	if (window->inner != NULL)
		WITH_INNER(recorded_window_loop(window),
			live = recorded_class_of(window)->window_is_visible(window->inner));
	return recorded_value(window, VISIBLE, live) != 0;
}

/* Makes the pixels fit the recorded size. Returns false if the size is impossible, which only a
 * damaged recording has, or if there is no memory. */
static bool recorded_fit_pixels(
	struct recorded_window *window, const struct oriel_framebuffer *asked) {
	if (asked->width < 1 || asked->height < 1 || asked->width > MOST_PIXELS ||
		asked->height > MOST_PIXELS)
		return false;
	if (window->pixels != NULL && window->generation == asked->generation &&
		window->width == asked->width && window->height == asked->height)
		return true;
	oriel__free(window->pixels);
	window->width = asked->width;
	window->height = asked->height;
	window->generation = asked->generation;
	size_t count = (size_t)window->width * (size_t)window->height;
	window->pixels = oriel__try_alloc(count, sizeof(uint32_t));
	if (window->pixels != NULL)
		memset(window->pixels, 0, count * sizeof(uint32_t));
	return window->pixels != NULL;
}

static int recorded_length_of(int64_t number) {
	return number >= 1 && number <= MOST_PIXELS ? (int)number : 0;
}

static bool recorded_window_framebuffer(
	oriel_platform_window *base, struct oriel_framebuffer *out) {
	struct recorded_window *window = recorded_window_of(base);
	bool has_pixels = false;
	*out = (struct oriel_framebuffer){ 0 };
	if (window->inner != NULL)
		has_pixels = recorded_last_framebuffer(window, out);
	if (recorded_value(window, HAS_PIXELS, has_pixels) == 0)
		return false;
	const struct oriel_framebuffer asked = {
		.width = recorded_length_of(recorded_value(window, PIXEL_WIDTH, out->width)),
		.height = recorded_length_of(recorded_value(window, PIXEL_HEIGHT, out->height)),
		.generation = (uint64_t)recorded_value(window, GENERATION, (int64_t)out->generation),
	};
	if (window->inner == NULL &&
		!(recorded_fit_pixels(window, &asked) && recorded_last_framebuffer(window, out)))
		return false;
	window->painted = *out;
	return true;
}

/* Hashes the pixels of a rectangle by FNV-1a; the byte above the 24 bits of a pixel has no
 * meaning. */
static uint64_t recorded_hash_rect(
	uint64_t hash, const struct oriel_framebuffer *framebuffer, struct oriel_device_rect rect) {
	const uint64_t prime = UINT64_C(1099511628211);
	struct oriel_device_rect part;
	if (!oriel__device_clip(rect, framebuffer->width, framebuffer->height, &part))
		return hash;
	hash = (hash ^ (uint64_t)part.x) * prime;
	hash = (hash ^ (uint64_t)part.y) * prime;
	for (int y = part.y; y < part.y + part.height; y++) {
		const uint32_t *row = (const uint32_t *)(const void *)((const char *)framebuffer->pixels +
			(ptrdiff_t)y * framebuffer->stride);
		for (int x = part.x; x < part.x + part.width; x++)
			hash = (hash ^ (row[x] & 0xffffff)) * prime;
	}
	return hash;
}

static void recorded_window_present(
	oriel_platform_window *base, const struct oriel_device_rect *rects, size_t count) {
	struct recorded_window *window = recorded_window_of(base);
	uint64_t hash = UINT64_C(14695981039346656037) + window->number;
	for (size_t i = 0; i < count && window->painted.pixels != NULL; i++)
		hash = recorded_hash_rect(hash, &window->painted, rects[i]);
	oriel__external_check(recorded_window_loop(window), &frame_kind,
		&(const struct oriel__record_values){ .numbers = { hash } });
	CALL_INNER(window, window_present, window->inner, rects, count);
}

static enum oriel_status recorded_clipboard_offer(oriel_platform *base,
	enum oriel_selection selection, const struct oriel_clipboard_offer *offer) {
	struct recorded_platform *platform = recorded_platform_of(base);
	enum oriel_status live = ORIEL_OK;
	if (platform->inner != NULL)
		WITH_INNER(platform->loop,
			live = platform->inner->platform_class->clipboard_offer(
				platform->inner, selection, offer));
	else if (offer->release != NULL)
		offer->release(offer->data);
	platform->last_offered = oriel__external_number(
		platform->loop, &window_kind, live, platform->last_offered);
	return (enum oriel_status)platform->last_offered;
}

static void recorded_request_free(struct recorded_request *request) {
	struct recorded_request **link = &request->platform->requests;
	while (*link != request)
		link = &(*link)->next;
	*link = request->next;
	oriel__free(request);
}

/* Passes on an answer, or the arrival of a part, whether live or recorded. An answer frees its
 * request. */
static void recorded_request_give(
	struct recorded_request *request, const struct oriel__record_values *values) {
	struct oriel_clipboard_request *outer = request->outer;
	if (values->numbers[IS_PART] != 0) {
		outer->progressed(outer);
		return;
	}
	recorded_request_free(request);
	outer->done(outer,
		&(const struct oriel_clipboard_answer){
			.status = (enum oriel_status)(int64_t)values->numbers[STATUS],
			.data = values->texts[BYTES],
			.length = (size_t)values->numbers[BYTES],
		});
}

static void recorded_request_arrived(
	struct recorded_request *request, const struct oriel__record_values *values) {
	oriel_loop *loop = request->platform->loop;
	unsigned suspended = oriel__recording_wake(loop);
	oriel__recording_arrival_begin(loop, &answer_kind, values);
	recorded_request_give(request, values);
	oriel__recording_arrival_end(loop);
	oriel__recording_sleep(loop, suspended);
}

static void recorded_on_answer(
	struct oriel_clipboard_request *inner, const struct oriel_clipboard_answer *answer) {
	struct recorded_request *request = (struct recorded_request *)(void *)inner;
	recorded_request_arrived(request,
		&(const struct oriel__record_values){
			.numbers = { [REQUEST] = request->number,
				[STATUS] = (uint64_t)(int64_t)answer->status,
				[BYTES] = answer->length },
			.texts = { [BYTES] = answer->data },
		});
}

static void recorded_on_part(struct oriel_clipboard_request *inner) {
	struct recorded_request *request = (struct recorded_request *)(void *)inner;
	recorded_request_arrived(request,
		&(const struct oriel__record_values){
			.numbers = { [REQUEST] = request->number, [IS_PART] = true } });
}

static struct recorded_request *recorded_request_with(
	const struct recorded_platform *platform, uint64_t number) {
	struct recorded_request *request = platform->requests;
	while (request != NULL && request->number != number)
		request = request->next;
	return request;
}

static const char *recorded_refuse_answer(void *data, const struct oriel__record_values *values) {
	return recorded_request_with(data, values->numbers[REQUEST]) == NULL ? "no such request" : NULL;
}

static void recorded_give_answer(void *data, const struct oriel__record_values *values) {
	recorded_request_give(recorded_request_with(data, values->numbers[REQUEST]), values);
}

/* Passes a request on to the wrapped platform; in a replay, leaves it to the recording. @param type
 * NULL: asks for the types */
static void recorded_clipboard_ask(oriel_platform *base, enum oriel_selection selection,
	const char *type, struct oriel_clipboard_request *outer) {
	struct recorded_platform *platform = recorded_platform_of(base);
	struct recorded_request *request = oriel__alloc_zero(1, sizeof(*request));
	*request = (struct recorded_request){
		.inner = { recorded_on_answer, recorded_on_part },
		.next = platform->requests,
		.platform = platform,
		.outer = outer,
		.number = platform->requested++,
	};
	platform->requests = request;
	if (platform->inner != NULL && type != NULL)
		WITH_INNER(platform->loop,
			platform->inner->platform_class->clipboard_read(
				platform->inner, selection, type, &request->inner));
	else if (platform->inner != NULL)
		WITH_INNER(platform->loop,
			platform->inner->platform_class->clipboard_types(
				platform->inner, selection, &request->inner));
	oriel__recording_give_arrivals(platform->loop);
}

static void recorded_clipboard_types(
	oriel_platform *base, enum oriel_selection selection, struct oriel_clipboard_request *request) {
	recorded_clipboard_ask(base, selection, NULL, request);
}

static void recorded_clipboard_read(oriel_platform *base, enum oriel_selection selection,
	const char *type, struct oriel_clipboard_request *request) {
	recorded_clipboard_ask(base, selection, type, request);
}

static void recorded_clipboard_cancel(oriel_platform *base, struct oriel_clipboard_request *outer) {
	struct recorded_platform *platform = recorded_platform_of(base);
	struct recorded_request *request = platform->requests;
	while (request != NULL && request->outer != outer)
		request = request->next;
	if (request == NULL)
		return;
	if (platform->inner != NULL)
		WITH_INNER(platform->loop,
			platform->inner->platform_class->clipboard_cancel(platform->inner, &request->inner));
	recorded_request_free(request);
}

static void recorded_set_scale(oriel_platform *base, float scale) {
	struct recorded_platform *platform = recorded_platform_of(base);
	if (platform->inner != NULL)
		WITH_INNER(
			platform->loop, platform->inner->platform_class->set_scale(platform->inner, scale));
	oriel__recording_give_arrivals(platform->loop);
}

/* Is no part of a recording: only code that a replay does not run asks. */
static const char *recorded_window_system(oriel_platform *base) {
	oriel_platform *inner = recorded_platform_of(base)->inner;
	return inner != NULL ? inner->platform_class->window_system(inner) : "recorded";
}

static void recorded_destroy(oriel_platform *base) {
	struct recorded_platform *platform = recorded_platform_of(base);
	oriel__recording_remove_receiver(platform->loop, &platform->inputs);
	oriel__recording_remove_receiver(platform->loop, &platform->replies);
	while (platform->windows != NULL)
		recorded_window_close(&platform->windows->base);
	while (platform->requests != NULL)
		recorded_clipboard_cancel(base, platform->requests->outer);
	if (platform->inner != NULL)
		WITH_INNER(platform->loop, platform->inner->platform_class->destroy(platform->inner));
	oriel__free(platform);
}

static const struct oriel_platform_class recorded_class = {
	.abi = ORIEL_PLATFORM_ABI,
	.name = "recorded",
	.destroy = recorded_destroy,
	.window_open = recorded_window_open,
	.window_close = recorded_window_close,
	.window_set_title = recorded_window_set_title,
	.window_set_size = recorded_window_set_size,
	.window_set_fullscreen = recorded_window_set_fullscreen,
	.window_is_fullscreen = recorded_window_is_fullscreen,
	.window_size = recorded_window_size,
	.can = recorded_can,
	.window_state = recorded_window_state,
	.window_set_position = recorded_window_set_position,
	.window_set_minimized = recorded_window_set_minimized,
	.window_set_maximized = recorded_window_set_maximized,
	.window_set_always_on_top = recorded_window_set_always_on_top,
	.window_set_icon = recorded_window_set_icon,
	.window_activate = recorded_window_activate,
	.window_scale = recorded_window_scale,
	.window_interval_ms = recorded_window_interval_ms,
	.window_is_visible = recorded_window_is_visible,
	.window_set_cursor = recorded_window_set_cursor,
	.window_set_text_input = recorded_window_set_text_input,
	.window_set_input_mode = recorded_window_set_input_mode,
	.window_reset_text_input = recorded_window_reset_text_input,
	.window_framebuffer = recorded_window_framebuffer,
	.window_present = recorded_window_present,
	.clipboard_offer = recorded_clipboard_offer,
	.clipboard_types = recorded_clipboard_types,
	.clipboard_read = recorded_clipboard_read,
	.clipboard_cancel = recorded_clipboard_cancel,
	.set_scale = recorded_set_scale,
	.window_system = recorded_window_system,
};

/* Reports that the loss of a display is not replayed: no recording contains it. */
static void recorded_on_display_lost(void *data) {
	struct recorded_platform *platform = data;
	oriel__external_miss(platform->loop, "the loss of the display");
	if (platform->base.display_lost != NULL)
		platform->base.display_lost(platform->base.display_lost_data);
}

/* Reports the same of the system's wish that the program quits. */
static void recorded_on_quit_asked(void *data) {
	struct recorded_platform *platform = data;
	oriel__external_miss(platform->loop, "a quit of the window system");
	if (platform->base.quit_asked != NULL)
		platform->base.quit_asked(platform->base.quit_asked_data);
}

oriel_platform *oriel__platform_new_recorded(oriel_platform *inner) {
	struct recorded_platform *platform = oriel__alloc_zero(1, sizeof(*platform));
	platform->base.platform_class = &recorded_class;
	platform->loop = oriel__loop_here("oriel__platform_new_recorded");
	platform->inner = inner;
	platform->inputs = (struct oriel__recording_receiver){
		&oriel__recorded_input_kind, recorded_refuse_input, recorded_give_input, platform, NULL };
	platform->replies = (struct oriel__recording_receiver){
		&answer_kind, recorded_refuse_answer, recorded_give_answer, platform, NULL };
	oriel__recording_add_receiver(platform->loop, &platform->inputs);
	oriel__recording_add_receiver(platform->loop, &platform->replies);
	if (inner != NULL) {
		inner->display_lost = recorded_on_display_lost;
		inner->display_lost_data = platform;
		inner->quit_asked = recorded_on_quit_asked;
		inner->quit_asked_data = platform;
	}
	return &platform->base;
}

bool oriel__recorded_push(oriel_platform_window *base, const struct oriel_raw_input *input) {
	if (base == NULL || base->platform->platform_class != &recorded_class)
		return true;
	struct recorded_window *window = recorded_window_of(base);
	oriel_loop *loop = recorded_window_loop(window);
	if (oriel__callback_on_stack(loop))
		return true;
	oriel__recorded_input_begin(loop, window->number, input);
	return !oriel__loop_is_replayed(loop);
}
