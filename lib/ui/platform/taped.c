/* SPDX-License-Identifier: MIT */
/*
 * The platform of a loop that is recorded or replayed. Recording, it stands before another and
 * writes down what that answers and sends. Replaying there is none: answers and input come from the
 * recording, and pixels are memory of the size that was recorded.
 *
 * An answer that is the last one again is a usual one. Both runs show what they present by its
 * hash.
 */
#include "taped_internal.h"

#include "base/alloc_internal.h"
#include "loop/loop_internal.h"
#include "loop/tape_internal.h"
#include "platform_internal.h"
#include "png_internal.h"

#include <oriel/runtime/log.h>
#include <stdlib.h>
#include <string.h>

/* What is asked of a window, or of its platform. */
enum answer {
	OPENED,
	WIDTH, HEIGHT, SCALE, INTERVAL, VISIBLE, FULLSCREEN,
	HAS_PIXELS, PIXEL_WIDTH, PIXEL_HEIGHT, GENERATION,
	ANSWERS,
};

enum { MOST_PIXELS = 32767 };

struct taped_window {
	struct oriel_platform_window base;
	struct taped_window *next;
	oriel_platform_window *inner; /* NULL: it is replayed */
	uint64_t number;              /* in the order of opening */
	void (*sink)(void *data, const struct oriel_raw_input *input);
	void *data;
	int64_t last[ANSWERS];
	struct oriel_framebuffer painted; /* as it was asked for last */
	uint32_t *pixels; /* replaying; may be NULL */
	int width, height; /* device px, of pixels */
	uint64_t generation;
};

struct taped_platform {
	struct oriel_platform base;
	oriel_loop *loop;
	oriel_platform *inner; /* NULL: it is replayed */
	struct taped_window *windows;
	uint64_t opened;
	struct oriel__tape_sink tape_sink;
	struct taped_request *requests;
	uint64_t requested;
	int64_t last_offered; /* the status of an offer to the clipboard */
};

/* A request to the clipboard that has not been answered. */
struct taped_request {
	struct oriel_clipboard_request inner; /* must be first */
	struct taped_request *next;
	struct taped_platform *platform;
	struct oriel_clipboard_request *outer;
	uint64_t number; /* in the order of asking */
};

static struct taped_platform *taped_platform_of(oriel_platform *platform) {
	return (struct taped_platform *)(void *)platform;
}

static struct taped_window *taped_window_of(oriel_platform_window *window) {
	return (struct taped_window *)(void *)window;
}

static oriel_loop *loop_of(const struct taped_window *window) {
	return taped_platform_of(window->base.platform)->loop;
}

static const struct oriel_platform_class *class_of(const struct taped_window *window) {
	return window->inner->platform->platform_class;
}

static int64_t taped_ask(struct taped_window *window, enum answer answer, int64_t live) {
	if (window->inner == NULL)
		live = window->last[answer];
	return window->last[answer] = oriel__tape_number(
			loop_of(window), ORIEL__TAPE_WINDOW, live, window->last[answer]);
}

/* The platform's own queries are not the program's, but what its input leads to is. */
#define WITH_INNER(loop, call) \
	do { \
		oriel__tape_suspend(loop); \
		call; \
		oriel__tape_resume(loop); \
	} while (0)

/* A call of a window's method that answers nothing. */
#define TELL(window, method, ...) \
	do { \
		if ((window)->inner != NULL) \
			WITH_INNER(loop_of(window), class_of(window)->method(__VA_ARGS__)); \
		oriel__tape_give_inputs(loop_of(window)); \
	} while (0)

static void taped_sink(void *data, const struct oriel_raw_input *input) {
	struct taped_window *window = data;
	oriel_loop *loop = loop_of(window);
	unsigned suspended = oriel__tape_wake(loop);
	oriel__tape_input_begin(loop, window->number, input);
	window->sink(window->data, input);
	oriel__tape_input_end(loop);
	oriel__tape_sleep(loop, suspended);
}

static bool take_input(void *data, uint64_t number, const struct oriel_raw_input *input) {
	const struct taped_platform *platform = data;
	struct taped_window *window = platform->windows;
	while (window != NULL && window->number != number)
		window = window->next;
	if (window == NULL)
		return false;
	window->sink(window->data, input);
	return true;
}

static oriel_platform_window *taped_window_open(
	oriel_platform *base, const struct oriel_platform_window_options *options) {
	struct taped_platform *platform = taped_platform_of(base);
	struct taped_window *window = oriel__alloc_zero(1, sizeof(*window)), **end = &platform->windows;
	struct oriel_platform_window_options inner_options = *options;
	window->base.platform = base;
	window->number = platform->opened++;
	window->sink = options->sink;
	window->data = options->data;
	inner_options.sink = taped_sink;
	inner_options.data = window;
	window->last[OPENED] = true;
	while (*end != NULL)
		end = &(*end)->next;
	*end = window;
	if (platform->inner != NULL)
		WITH_INNER(platform->loop,
			window->inner = platform->inner->platform_class->window_open(
				platform->inner, &inner_options));
	bool is_open = oriel__tape_number(platform->loop, ORIEL__TAPE_WINDOW,
					platform->inner == NULL || window->inner != NULL, true) != 0;
	oriel__tape_give_inputs(platform->loop);
	if (is_open)
		return &window->base;
	*end = NULL;
	oriel__free(window);
	return NULL;
}

static bool last_framebuffer(struct taped_window *window, struct oriel_framebuffer *out) {
	*out = (struct oriel_framebuffer){
		.pixels = window->pixels, .width = window->width, .height = window->height,
		.stride = window->width * (int)sizeof(uint32_t), .generation = window->generation,
	};
	bool has_pixels = window->pixels != NULL;
	if (window->inner != NULL)
		WITH_INNER(
			loop_of(window), has_pixels = class_of(window)->window_framebuffer(window->inner, out));
	return has_pixels;
}

/* As ORIEL_LAST_SCREENSHOT asks. */
static void take_last_picture(struct taped_window *window) {
	struct oriel_framebuffer framebuffer;
	const char *path = getenv("ORIEL_LAST_SCREENSHOT");
	if (window->number != 0 || path == NULL || path[0] == '\0')
		return;
	if (!last_framebuffer(window, &framebuffer) || oriel__png_write(&framebuffer, path) != ORIEL_OK)
		oriel_log(
			ORIEL_LOG_ERROR, "ORIEL_LAST_SCREENSHOT: the picture %s could not be written", path);
}

static void taped_window_close(oriel_platform_window *base) {
	struct taped_window *window = taped_window_of(base),
						**link = &taped_platform_of(base->platform)->windows;
	take_last_picture(window);
	while (*link != window)
		link = &(*link)->next;
	*link = window->next;
	if (window->inner != NULL)
		WITH_INNER(loop_of(window), class_of(window)->window_close(window->inner));
	oriel__free(window->pixels);
	oriel__free(window);
}

static void taped_window_set_title(oriel_platform_window *base, const char *title) {
	struct taped_window *window = taped_window_of(base);
	TELL(window, window_set_title, window->inner, title);
}

static void taped_window_set_size(oriel_platform_window *base, struct oriel_size size) {
	struct taped_window *window = taped_window_of(base);
	TELL(window, window_set_size, window->inner, size);
}

static void taped_window_set_fullscreen(oriel_platform_window *base, bool fullscreen) {
	struct taped_window *window = taped_window_of(base);
	TELL(window, window_set_fullscreen, window->inner, fullscreen);
}

static void taped_window_set_cursor(oriel_platform_window *base, enum oriel_cursor cursor) {
	struct taped_window *window = taped_window_of(base);
	TELL(window, window_set_cursor, window->inner, cursor);
}

static void taped_window_set_text_input(
	oriel_platform_window *base, bool on, struct oriel_rect caret) {
	struct taped_window *window = taped_window_of(base);
	TELL(window, window_set_text_input, window->inner, on, caret);
}

static void taped_window_reset_text_input(oriel_platform_window *base) {
	struct taped_window *window = taped_window_of(base);
	TELL(window, window_reset_text_input, window->inner);
}

static bool taped_window_is_fullscreen(oriel_platform_window *base) {
	struct taped_window *window = taped_window_of(base);
	bool live = false;
	if (window->inner != NULL)
		WITH_INNER(loop_of(window), live = class_of(window)->window_is_fullscreen(window->inner));
	return taped_ask(window, FULLSCREEN, live) != 0;
}

static struct oriel_size taped_window_size(oriel_platform_window *base) {
	struct taped_window *window = taped_window_of(base);
	struct oriel_size live = { 0 };
	if (window->inner != NULL)
		WITH_INNER(loop_of(window), live = class_of(window)->window_size(window->inner));
	live.width = oriel__tape_from_bits(
		(uint64_t)taped_ask(window, WIDTH, oriel__tape_bits(live.width)));
	live.height = oriel__tape_from_bits(
		(uint64_t)taped_ask(window, HEIGHT, oriel__tape_bits(live.height)));
	return live;
}

static float taped_window_scale(oriel_platform_window *base) {
	struct taped_window *window = taped_window_of(base);
	float live = 0;
	if (window->inner != NULL)
		WITH_INNER(loop_of(window), live = class_of(window)->window_scale(window->inner));
	return oriel__tape_from_bits((uint64_t)taped_ask(window, SCALE, oriel__tape_bits(live)));
}

static double taped_window_interval_ms(oriel_platform_window *base) {
	struct taped_window *window = taped_window_of(base);
	double live = 0;
	int64_t number;
	if (window->inner != NULL)
		WITH_INNER(loop_of(window), live = class_of(window)->window_interval_ms(window->inner));
	memcpy(&number, &live, sizeof(number));
	number = taped_ask(window, INTERVAL, number);
	memcpy(&live, &number, sizeof(live));
	return live;
}

static bool taped_window_is_visible(oriel_platform_window *base) {
	struct taped_window *window = taped_window_of(base);
	bool live = false;
	if (window->inner != NULL)
		WITH_INNER(loop_of(window), live = class_of(window)->window_is_visible(window->inner));
	return taped_ask(window, VISIBLE, live) != 0;
}

/* False: a recording that was not made by this has such a size, or there is no memory. */
static bool taped_fit_pixels(struct taped_window *window, const struct oriel_framebuffer *asked) {
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

static int taped_length_of(int64_t number) {
	return number >= 1 && number <= MOST_PIXELS ? (int)number : 0;
}

static bool taped_window_framebuffer(oriel_platform_window *base, struct oriel_framebuffer *out) {
	struct taped_window *window = taped_window_of(base);
	bool has_pixels = false;
	*out = (struct oriel_framebuffer){ 0 };
	if (window->inner != NULL)
		has_pixels = last_framebuffer(window, out);
	if (taped_ask(window, HAS_PIXELS, has_pixels) == 0)
		return false;
	const struct oriel_framebuffer asked = {
		.width = taped_length_of(taped_ask(window, PIXEL_WIDTH, out->width)),
		.height = taped_length_of(taped_ask(window, PIXEL_HEIGHT, out->height)),
		.generation = (uint64_t)taped_ask(window, GENERATION, (int64_t)out->generation),
	};
	if (window->inner == NULL &&
		!(taped_fit_pixels(window, &asked) && last_framebuffer(window, out)))
		return false;
	window->painted = *out;
	return true;
}

/* FNV-1a by pixels; what is above their 24 bits is nobody's. */
static uint64_t hash_rect(
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

static void taped_window_present(
	oriel_platform_window *base, const struct oriel_device_rect *rects, size_t count) {
	struct taped_window *window = taped_window_of(base);
	uint64_t hash = UINT64_C(14695981039346656037) + window->number;
	for (size_t i = 0; i < count && window->painted.pixels != NULL; i++)
		hash = hash_rect(hash, &window->painted, rects[i]);
	oriel__tape_check_frame(loop_of(window), hash);
	TELL(window, window_present, window->inner, rects, count);
}

static enum oriel_status taped_clipboard_offer(oriel_platform *base, enum oriel_selection selection,
	const struct oriel_clipboard_offer *offer) {
	struct taped_platform *platform = taped_platform_of(base);
	enum oriel_status live = ORIEL_OK;
	if (platform->inner != NULL)
		WITH_INNER(platform->loop,
			live = platform->inner->platform_class->clipboard_offer(
				platform->inner, selection, offer));
	else if (offer->drop != NULL)
		offer->drop(offer->data);
	platform->last_offered = oriel__tape_number(
		platform->loop, ORIEL__TAPE_WINDOW, live, platform->last_offered);
	return (enum oriel_status)platform->last_offered;
}

static void taped_request_free(struct taped_request *request) {
	struct taped_request **link = &request->platform->requests;
	while (*link != request)
		link = &(*link)->next;
	*link = request->next;
	oriel__free(request);
}

/* Passes on what arrived, live or from the recording. Frees the request with its answer. */
static void taped_request_give(
	struct taped_request *request, const struct oriel__tape_answer *taped) {
	struct oriel_clipboard_request *outer = request->outer;
	if (taped->is_part) {
		outer->progressed(outer);
		return;
	}
	taped_request_free(request);
	outer->done(outer,
		&(const struct oriel_clipboard_answer){ taped->status, taped->bytes, taped->length });
}

static void taped_request_arrived(
	struct taped_request *request, const struct oriel__tape_answer *taped) {
	oriel_loop *loop = request->platform->loop;
	unsigned suspended = oriel__tape_wake(loop);
	oriel__tape_answer_begin(loop, taped);
	taped_request_give(request, taped);
	oriel__tape_input_end(loop);
	oriel__tape_sleep(loop, suspended);
}

static void on_answer(
	struct oriel_clipboard_request *inner, const struct oriel_clipboard_answer *answer) {
	struct taped_request *request = (struct taped_request *)(void *)inner;
	taped_request_arrived(request,
		&(const struct oriel__tape_answer){
			.request = request->number,
			.status = answer->status,
			.bytes = answer->data,
			.length = answer->length,
		});
}

static void on_part(struct oriel_clipboard_request *inner) {
	struct taped_request *request = (struct taped_request *)(void *)inner;
	taped_request_arrived(
		request, &(const struct oriel__tape_answer){ .request = request->number, .is_part = true });
}

static bool take_answer(void *data, const struct oriel__tape_answer *answer) {
	const struct taped_platform *platform = data;
	struct taped_request *request = platform->requests;
	while (request != NULL && request->number != answer->request)
		request = request->next;
	if (request != NULL)
		taped_request_give(request, answer);
	return request != NULL;
}

/* @param type NULL: the types */
static void taped_clipboard_ask(oriel_platform *base, enum oriel_selection selection,
	const char *type, struct oriel_clipboard_request *outer) {
	struct taped_platform *platform = taped_platform_of(base);
	struct taped_request *request = oriel__alloc_zero(1, sizeof(*request));
	*request = (struct taped_request){
		.inner = { on_answer, on_part },
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
	oriel__tape_give_inputs(platform->loop);
}

static void taped_clipboard_types(
	oriel_platform *base, enum oriel_selection selection, struct oriel_clipboard_request *request) {
	taped_clipboard_ask(base, selection, NULL, request);
}

static void taped_clipboard_read(oriel_platform *base, enum oriel_selection selection,
	const char *type, struct oriel_clipboard_request *request) {
	taped_clipboard_ask(base, selection, type, request);
}

static void taped_clipboard_cancel(oriel_platform *base, struct oriel_clipboard_request *outer) {
	struct taped_platform *platform = taped_platform_of(base);
	struct taped_request *request = platform->requests;
	while (request != NULL && request->outer != outer)
		request = request->next;
	if (request == NULL)
		return;
	if (platform->inner != NULL)
		WITH_INNER(platform->loop,
			platform->inner->platform_class->clipboard_cancel(platform->inner, &request->inner));
	taped_request_free(request);
}

static void taped_destroy(oriel_platform *base) {
	struct taped_platform *platform = taped_platform_of(base);
	oriel__tape_set_sink(platform->loop, NULL);
	while (platform->windows != NULL)
		taped_window_close(&platform->windows->base);
	while (platform->requests != NULL)
		taped_clipboard_cancel(base, platform->requests->outer);
	if (platform->inner != NULL)
		WITH_INNER(platform->loop, platform->inner->platform_class->destroy(platform->inner));
	oriel__free(platform);
}

static const struct oriel_platform_class taped_class = {
	.abi = ORIEL_PLATFORM_ABI,
	.name = "taped",
	.destroy = taped_destroy,
	.window_open = taped_window_open,
	.window_close = taped_window_close,
	.window_set_title = taped_window_set_title,
	.window_set_size = taped_window_set_size,
	.window_set_fullscreen = taped_window_set_fullscreen,
	.window_is_fullscreen = taped_window_is_fullscreen,
	.window_size = taped_window_size,
	.window_scale = taped_window_scale,
	.window_interval_ms = taped_window_interval_ms,
	.window_is_visible = taped_window_is_visible,
	.window_set_cursor = taped_window_set_cursor,
	.window_set_text_input = taped_window_set_text_input,
	.window_reset_text_input = taped_window_reset_text_input,
	.window_framebuffer = taped_window_framebuffer,
	.window_present = taped_window_present,
	.clipboard_offer = taped_clipboard_offer,
	.clipboard_types = taped_clipboard_types,
	.clipboard_read = taped_clipboard_read,
	.clipboard_cancel = taped_clipboard_cancel,
};

/* A lost display is of this run alone: no recording has it. */
static void taped_on_display_lost(void *data) {
	struct taped_platform *platform = data;
	oriel__tape_outside(platform->loop, "the loss of the display");
	if (platform->base.display_lost != NULL)
		platform->base.display_lost(platform->base.display_lost_data);
}

oriel_platform *oriel__platform_new_taped(oriel_platform *inner) {
	struct taped_platform *platform = oriel__alloc_zero(1, sizeof(*platform));
	platform->base.platform_class = &taped_class;
	platform->loop = oriel__loop_here("oriel__platform_new_taped");
	platform->inner = inner;
	platform->tape_sink = (struct oriel__tape_sink){ take_input, take_answer, platform };
	oriel__tape_set_sink(platform->loop, &platform->tape_sink);
	if (inner != NULL) {
		inner->display_lost = taped_on_display_lost;
		inner->display_lost_data = platform;
	}
	return &platform->base;
}

bool oriel__taped_push(oriel_platform_window *base, const struct oriel_raw_input *input) {
	if (base == NULL || base->platform->platform_class != &taped_class)
		return true;
	struct taped_window *window = taped_window_of(base);
	oriel_loop *loop = loop_of(window);
	if (oriel__callback_on_stack(loop))
		return true;
	oriel__tape_input_begin(loop, window->number, input);
	return !oriel__tape_replays(loop);
}
