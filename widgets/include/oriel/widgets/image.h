/* SPDX-License-Identifier: MIT */
/**
 * @file
 * An image: a picture from a file, from memory, or from pixels. Type "image"; a leaf.
 *
 * PNG, JPEG, WebP and GIF are decoded on the pool (oriel/ui/bitmap.h); of an animation the first
 * frame is shown. The file is read when it is set, and its size is known then. The picture is
 * decoded when it is first drawn, at the size at which it is drawn; an image that is hidden or far
 * out of view costs no memory for pixels.
 *
 * Without a width and a height in its style, an image is as large in px as its picture is in
 * pixels; one of the two gives the other one by the proportions. `object-fit` and `object-position`
 * place the picture in a box of other proportions, and `border-radius` rounds its corners.
 *
 * The attribute "state" is "loading", "complete" or "error", for sheets. `load` is fired when the
 * picture is decoded for the first time, `error` if it cannot be; neither bubbles.
 *
 * ```c
 * oriel_widget *photo = oriel_image("heron.jpg", "A heron in the reeds");
 * oriel_set(photo, .style = "width: 240px; height: 160px; object-fit: cover");
 * ```
 *
 * Thread: loop. Errors: a file that cannot be read or decoded is logged once, and the image shows a
 * sign and its alternative text. Source: HTML, "the img element".
 */
#ifndef ORIEL_WIDGETS_IMAGE_H
#define ORIEL_WIDGETS_IMAGE_H

#include <oriel/runtime/bytes.h>
#include <oriel/ui/bitmap.h>
#include <oriel/ui/geometry.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/**
 * Makes an image.
 * @param path of a file, copied; NULL: no picture yet
 * @param alt  says in words what the picture shows, copied; NULL or "": the picture is decoration
 * @return owned by the caller until it is inserted
 */
ORIEL_API oriel_widget *oriel_image(const char *path, const char *alt);
/** Sets the file of an image, and stops loading the old one. @param path copied; NULL: no picture.
 * Setting the same path again reads the file again. */
ORIEL_API void oriel_image_set_path(oriel_widget *image, const char *path);
/** Returns the path of an image, borrowed until it changes; "" if its picture is not from a file.
 */
ORIEL_API const char *oriel_image_path(const oriel_widget *image);
/** Sets an encoded picture. @param bytes handed over, as they are in a file; NULL: no picture */
ORIEL_API void oriel_image_set_bytes(oriel_widget *image, struct oriel_bytes *bytes);
/** Sets a decoded picture; no event follows. @param bitmap handed over; NULL: no picture */
ORIEL_API void oriel_image_set_bitmap(oriel_widget *image, oriel_bitmap *bitmap);
/** Returns the bitmap that the image shows now, borrowed until it changes; NULL while it loads. It
 * may be smaller than the picture in its file. */
ORIEL_API oriel_bitmap *oriel_image_bitmap(const oriel_widget *image);
/** Returns the size of the picture in its file, px; zero until it is known. */
ORIEL_API struct oriel_size oriel_image_natural_size(const oriel_widget *image);
/** Sets the text that says what the picture shows. @param alt copied; NULL or "": decoration */
ORIEL_API void oriel_image_set_alt(oriel_widget *image, const char *alt);
/** Returns the text that says what the picture shows, borrowed until it changes; never NULL. */
ORIEL_API const char *oriel_image_alt(const oriel_widget *image);

ORIEL_END

#endif
