/* SPDX-License-Identifier: MIT */
/* Pictures of sections, drawn without a display. */
#ifndef GALLERY_PICTURE_H
#define GALLERY_PICTURE_H

#include "section.h"

enum { PICTURE_WIDTH = 480, PICTURE_PADDING = 16 }; /* px */

/* Opens a headless window that shows a section as its picture does, and runs its first frames.
 * Returns the widget of the section, or NULL if there is no window. direction: "ltr" or "rtl". */
oriel_widget *picture_open(
	oriel_app *app, const struct section *section, const char *direction);

/* Draws all sections into FOLDER/NAME.png. Returns whether all could be written. */
bool pictures_write(const char *folder);

#endif
