/* SPDX-License-Identifier: MIT */
/* An image, for image.c and for the loading in image_source.c. */
#ifndef ORIEL_WIDGETS_IMAGE_INTERNAL_H
#define ORIEL_WIDGETS_IMAGE_INTERNAL_H

#include <oriel/runtime/abort.h>
#include <oriel/widgets/image.h>

#include "text_part_internal.h"

struct image {
	struct oriel_widget_base base;
	struct text_part alt;
	char *path;                /* NULL: none */
	struct oriel_bytes *bytes; /* the encoded picture, if it is small or was given; or NULL */
	bool has_given_bytes;      /* by the program: bytes stay */
	oriel_bitmap *bitmap;      /* NULL: not decoded */
	int natural_width, natural_height; /* pixels; 0: not known */
	int wanted_width, wanted_height;   /* pixels; of the decoding that runs or ran last */
	bool is_decoding, has_failed;
	/* ends the loading that runs: aborted for another source, and with the widget; NULL: none */
	oriel_abort_controller *controller;
	oriel_abort_signal *signal;
};

struct image *oriel__image_cast(const oriel_widget *widget, const char *caller);

/* Ends the loading and forgets the picture; the next source follows. */
void oriel__image_forget(oriel_widget *widget);
/* Begins to read the source that was just set, to find the size of its picture. */
void oriel__image_open(oriel_widget *widget);
/* Decodes the picture, unless it is there or on its way, so that it covers a size in device pixels.
 * May be called while the image is recorded. */
void oriel__image_want(oriel_widget *widget, int width, int height);

#endif
