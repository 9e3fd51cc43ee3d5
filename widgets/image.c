/* SPDX-License-Identifier: MIT */
/*
 * An image: its size, and its drawing by object-fit and object-position. image_source.c loads the
 * picture.
 */
#include "image_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/runtime/log.h>
#include <oriel/ui/window.h>

#include "icon_part_internal.h"
#include "themes_internal.h"

#define GAP 6.0f /* px between the sign of a broken image and its text */

static const struct oriel_widget_class image_class;

struct image *oriel__image_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &image_class);
}

/* ---- Layout ---- */

/* A broken image is a sign and its text. */
static struct oriel_measurement image_measure_broken(
	oriel_widget *widget, struct image *image, float max_width) {
	float sign = oriel__icon_size(widget);
	if (!oriel__text_part_text(&image->alt)[0])
		return (struct oriel_measurement){ .width = sign, .height = sign, .baseline = -1 };
	struct oriel_measurement size = oriel__text_part_measure(
		&image->alt, widget, fmaxf(0, max_width - sign - GAP));
	size.width += sign + GAP;
	size.height = fmaxf(size.height, sign);
	return size;
}

static struct oriel_measurement image_measure(oriel_widget *widget, float max_width) {
	struct image *image = oriel__image_cast(widget, "image_measure");
	if (image->has_failed)
		return image_measure_broken(widget, image, max_width);
	float width = (float)image->natural_width, height = (float)image->natural_height;
	return (struct oriel_measurement){
		.width = width, .height = height, .baseline = -1, .ratio = height > 0 ? width / height : 0
	};
}

/* ---- Drawing ---- */

/* Returns the size of the picture in a box. Source: CSS Images 3, "object-fit". */
static struct oriel_size image_fit(
	const oriel_widget *widget, const struct image *image, struct oriel_rect box) {
	const char *fit = oriel_used_keyword(widget, ORIEL_PROPERTY_OBJECT_FIT);
	struct oriel_size natural = { (float)image->natural_width, (float)image->natural_height };
	float across = box.width / natural.width, down = box.height / natural.height;
	float scale = fminf(across, down);
	if (strcmp(fit, "fill") == 0)
		return (struct oriel_size){ box.width, box.height };
	if (strcmp(fit, "cover") == 0)
		scale = fmaxf(across, down);
	else if (strcmp(fit, "none") == 0)
		scale = 1;
	else if (strcmp(fit, "scale-down") == 0)
		scale = fminf(scale, 1);
	return (struct oriel_size){ natural.width * scale, natural.height * scale };
}

static void image_record_broken(oriel_widget *widget, struct image *image,
	oriel_recorder *recorder, struct oriel_rect box) {
	float sign = oriel__icon_size(widget);
	bool is_rtl = strcmp(oriel_used_keyword(widget, ORIEL_PROPERTY_DIRECTION), "rtl") == 0;
	if (!oriel__text_part_text(&image->alt)[0] || box.width < 2 * sign) {
		box.x += fmaxf(0, (box.width - sign) / 2);
		box.width = fminf(box.width, sign);
		oriel__icon_record(widget, recorder, "image", box);
		return;
	}
	struct oriel_rect icon = { is_rtl ? box.x + box.width - sign : box.x, box.y, sign, box.height };
	struct oriel_rect text = { is_rtl ? box.x : box.x + sign + GAP, box.y,
		box.width - sign - GAP, box.height };
	oriel_record_push_clip(recorder, box);
	oriel__icon_record(widget, recorder, "image", icon);
	oriel__text_part_record(&image->alt, widget, recorder, text);
	oriel_record_pop_clip(recorder);
}

/* Returns device pixels of a length; at most the side of a bitmap. */
static int image_pixels(float length, float scale) {
	return (int)fmaxf(1, fminf(roundf(length * scale), 32767));
}

/* The corners of the content follow those of the border box. */
static float image_radius(const oriel_widget *widget, struct oriel_rect box) {
	float radius = oriel_used_length(widget, ORIEL_PROPERTY_BORDER_TOP_LEFT_RADIUS);
	return fmaxf(0, radius - fmaxf(box.x, box.y));
}

static void image_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct image *image = oriel__image_cast(widget, "image_record");
	struct oriel_rect box = oriel_widget_content_box(widget);
	const oriel_window *window = oriel_widget_window(widget);
	if (image->has_failed && box.width > 0 && box.height > 0)
		image_record_broken(widget, image, recorder, box);
	if (image->has_failed || image->natural_width == 0 || !window)
		return;
	struct oriel_size size = image_fit(widget, image, box);
	if (!(size.width > 0 && size.height > 0))
		return;
	struct oriel_point at = oriel_used_position(widget, ORIEL_PROPERTY_OBJECT_POSITION,
		(struct oriel_size){ box.width - size.width, box.height - size.height });
	struct oriel_rect place = { box.x + at.x, box.y + at.y, size.width, size.height };
	float scale = oriel_window_scale(window);
	oriel__image_want(
		widget, image_pixels(size.width, scale), image_pixels(size.height, scale));
	if (image->bitmap)
		oriel_record_bitmap(recorder, image->bitmap, place, box, image_radius(widget, box));
}

/* ---- The class ---- */

static void image_changed(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind == ORIEL_CHANGE_STYLE)
		oriel__text_part_restyle(&oriel__image_cast(widget, "image_changed")->alt);
}

/* The loading has ended with the widget's signal. */
static void image_finish(oriel_widget *widget) {
	struct image *image = oriel__image_cast(widget, "image_finish");
	oriel_abort_controller_destroy(image->controller);
	oriel_abort_signal_unref(image->signal);
	oriel_bytes_unref(image->bytes);
	oriel_bitmap_unref(image->bitmap);
	oriel__text_part_finish(&image->alt);
	free(image->path);
}

static void image_describe(oriel_widget *widget, struct oriel_description *description) {
	const struct image *image = oriel__image_cast(widget, "image_describe");
	const char *alt = oriel__text_part_text(&image->alt);
	if (!alt[0])
		return;
	description->role = ORIEL_ROLE_IMAGE;
	description->name = alt;
}

static const struct oriel_widget_class image_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "image",
	.size = sizeof(struct image),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_RATIO,
	.finish = image_finish,
	.changed = image_changed,
	.measure = image_measure,
	.record = image_record,
	.describe = image_describe,
	.sheets = oriel__image_sheets,
};

/* ---- For programs ---- */

oriel_widget *oriel_image(const char *path, const char *alt) {
	oriel_widget *widget = oriel_widget_new(&image_class);
	oriel_image_set_alt(widget, alt);
	if (path)
		oriel_image_set_path(widget, path);
	return widget;
}

/* Shows no picture until one is set. */
static void image_clear(oriel_widget *widget) {
	oriel__image_forget(widget);
	oriel_set_attribute(widget, "state", NULL);
	oriel_widget_relayout(widget);
}

void oriel_image_set_path(oriel_widget *widget, const char *path) {
	struct image *image = oriel__image_cast(widget, "oriel_image_set_path");
	char *copy = path ? strdup(path) : NULL;
	image_clear(widget);
	image->path = copy;
	if (copy)
		oriel__image_open(widget);
	else if (path)
		oriel_log(ORIEL_LOG_ERROR, "oriel_image_set_path: no memory for a path");
}

const char *oriel_image_path(const oriel_widget *widget) {
	const struct image *image = oriel__image_cast(widget, "oriel_image_path");
	return image->path ? image->path : "";
}

void oriel_image_set_bytes(oriel_widget *widget, struct oriel_bytes *bytes) {
	struct image *image = oriel__image_cast(widget, "oriel_image_set_bytes");
	image_clear(widget);
	image->bytes = bytes;
	image->has_given_bytes = true;
	if (bytes)
		oriel__image_open(widget);
}

void oriel_image_set_bitmap(oriel_widget *widget, oriel_bitmap *bitmap) {
	struct image *image = oriel__image_cast(widget, "oriel_image_set_bitmap");
	image_clear(widget);
	image->bitmap = bitmap;
	if (!bitmap)
		return;
	image->natural_width = oriel_bitmap_natural_width(bitmap);
	image->natural_height = oriel_bitmap_natural_height(bitmap);
	oriel_set_attribute(widget, "state", "complete");
}

oriel_bitmap *oriel_image_bitmap(const oriel_widget *widget) {
	return oriel__image_cast(widget, "oriel_image_bitmap")->bitmap;
}

struct oriel_size oriel_image_natural_size(const oriel_widget *widget) {
	const struct image *image = oriel__image_cast(widget, "oriel_image_natural_size");
	return (struct oriel_size){ (float)image->natural_width, (float)image->natural_height };
}

void oriel_image_set_alt(oriel_widget *widget, const char *alt) {
	struct image *image = oriel__image_cast(widget, "oriel_image_set_alt");
	if (oriel__text_part_set(&image->alt, alt) && image->has_failed)
		oriel_widget_relayout(widget);
}

const char *oriel_image_alt(const oriel_widget *widget) {
	return oriel__text_part_text(&oriel__image_cast(widget, "oriel_image_alt")->alt);
}
