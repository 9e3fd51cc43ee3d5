/* SPDX-License-Identifier: MIT */
/*
 * Loading of an image, in two steps. The first step reads the file for the size of the picture,
 * which layout needs. The second step decodes the picture once it is drawn. The bytes of a small
 * file are kept between the steps, and a large file is read again: its pages are in the system's
 * cache, and images out of view keep no bytes.
 */
#include "image_internal.h"

#include <stdio.h>
#include <stdlib.h>

#include <oriel/extend/event.h>
#include <oriel/extend/widget.h>
#include <oriel/io/file.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/promise.h>

enum { KEPT_MAX = 128 << 10 }; /* bytes of a file that are kept between the steps */

void oriel__image_forget(oriel_widget *widget) {
	struct image *image = oriel__image_cast(widget, "oriel__image_forget");
	oriel_abort_controller *controller = image->controller;
	image->controller = NULL;
	if (controller) {
		oriel_abort(controller, ORIEL_NO_PAYLOAD);
		oriel_abort_controller_destroy(controller);
	}
	oriel_abort_signal_unref(image->signal);
	oriel_bytes_unref(image->bytes);
	oriel_bitmap_unref(image->bitmap);
	free(image->path);
	image->signal = NULL;
	image->bytes = NULL;
	image->bitmap = NULL;
	image->path = NULL;
	image->natural_width = image->natural_height = 0;
	image->wanted_width = image->wanted_height = 0;
	image->is_decoding = image->has_failed = image->has_given_bytes = false;
}

static void image_set_state(oriel_widget *widget, const char *state) {
	oriel_set_attribute(widget, "state", state);
	oriel_widget_relayout(widget);
}

/* ---- The result ---- */

static void image_fail(oriel_widget *widget, const char *reason) {
	struct image *image = oriel__image_cast(widget, "image_fail");
	oriel_log(ORIEL_LOG_WARNING, "image: %s", reason);
	image->has_failed = true;
	image->is_decoding = false;
	image_set_state(widget, "error");
	oriel_fire_trusted(widget, "error");
}

static struct oriel_completion image_on_error(struct oriel_payload reason, void *data) {
	const struct oriel_error *error = oriel_error_try_from_payload(reason);
	image_fail(data, error ? error->message : "the picture cannot be loaded");
	return ORIEL_COMPLETE;
}

static struct oriel_completion image_on_decoded(struct oriel_payload result, void *data) {
	oriel_widget *widget = data;
	struct image *image = oriel__image_cast(widget, "image_on_decoded");
	bool is_first = image->bitmap == NULL;
	oriel_bitmap_unref(image->bitmap);
	image->bitmap = oriel_bitmap_ref(oriel_bitmap_try_from_payload(result));
	image->is_decoding = false;
	if (!image->has_given_bytes) {
		oriel_bytes_unref(image->bytes);
		image->bytes = NULL;
	}
	oriel_widget_redraw(widget);
	if (!is_first)
		return ORIEL_COMPLETE;
	image_set_state(widget, "complete");
	oriel_fire_trusted(widget, "load");
	return ORIEL_COMPLETE;
}

/* Awaits a step of the loading, until another source is set or the widget is destroyed. */
static void image_await(oriel_widget *widget, oriel_promise *promise, oriel_then_fn *then) {
	struct image *image = oriel__image_cast(widget, "image_await");
	oriel_promise_unref(
		oriel_then(promise, then, image_on_error, widget, .signal = image->signal));
}

/* ---- The steps ---- */

/* Reads the header. Returns false if the picture cannot be shown. */
static bool image_measure_bytes(oriel_widget *widget, const struct oriel_bytes *bytes) {
	struct image *image = oriel__image_cast(widget, "image_measure_bytes");
	struct oriel_bitmap_info info;
	const char *reason;
	char text[512];
	if (oriel_bitmap_read_info(bytes->data, bytes->length, &info, &reason) == ORIEL_OK) {
		image->natural_width = info.width;
		image->natural_height = info.height;
		oriel_widget_relayout(widget);
		return true;
	}
	snprintf(text, sizeof(text), "cannot decode %.400s: %s",
		image->path ? image->path : "a picture from memory", reason);
	image_fail(widget, text);
	return false;
}

static struct oriel_completion image_on_read(struct oriel_payload result, void *data) {
	oriel_widget *widget = data;
	struct image *image = oriel__image_cast(widget, "image_on_read");
	struct oriel_bytes *bytes = oriel_bytes_try_from_payload(result);
	if (image_measure_bytes(widget, bytes) && bytes->length <= KEPT_MAX)
		image->bytes = oriel_bytes_ref(bytes);
	return ORIEL_COMPLETE;
}

/* Bytes of the program are measured in a microtask, so that listeners can be added before `error`.
 */
static struct oriel_completion image_on_given(struct oriel_payload result, void *data) {
	(void)result;
	image_measure_bytes(data, oriel__image_cast(data, "image_on_given")->bytes);
	return ORIEL_COMPLETE;
}

void oriel__image_open(oriel_widget *widget) {
	struct image *image = oriel__image_cast(widget, "oriel__image_open");
	image->controller = oriel_abort_controller_new();
	oriel_abort_signal *const signals[] = { oriel_abort_controller_signal(image->controller),
		oriel_widget_signal(widget) };
	image->signal = oriel_abort_signal_new_any(signals, 2);
	image_set_state(widget, "loading");
	if (image->bytes)
		image_await(widget, oriel_promise_new_fulfilled(ORIEL_NO_PAYLOAD), image_on_given);
	else
		image_await(
			widget, oriel_file_read(image->path, .signal = image->signal), image_on_read);
}

/* Tells whether the picture that is there or on its way has enough pixels. A bitmap that is a
 * little small is scaled up rather than decoded again, as while a window is resized. */
static bool image_has_enough(const struct image *image, int width, int height) {
	const float enough = 0.9f;
	bool is_enough = (float)image->wanted_width >= enough * (float)width &&
		(float)image->wanted_height >= enough * (float)height;
	bool is_whole = image->wanted_width >= image->natural_width &&
		image->wanted_height >= image->natural_height;
	return image->wanted_width > 0 && (is_enough || is_whole);
}

void oriel__image_want(oriel_widget *widget, int width, int height) {
	struct image *image = oriel__image_cast(widget, "oriel__image_want");
	if (!image->signal || image->natural_width == 0 || image->is_decoding || image->has_failed ||
		width < 1 || height < 1 || image_has_enough(image, width, height))
		return;
	image->is_decoding = true;
	image->wanted_width = width;
	image->wanted_height = height;
	oriel_promise *decoded = image->bytes ?
		oriel_bitmap_decode(oriel_bytes_ref(image->bytes), .cover_width = width,
			.cover_height = height, .signal = image->signal) :
		oriel_bitmap_load(image->path, .cover_width = width, .cover_height = height,
			.signal = image->signal);
	image_await(widget, decoded, image_on_decoded);
}
