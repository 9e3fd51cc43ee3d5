/* SPDX-License-Identifier: MIT */
/* Pictures of windows, as bitmaps. */
#ifndef SHOT_H
#define SHOT_H

#include <oriel/oriel.h>

/* Returns a picture file as a bitmap with one reference; NULL if it cannot be read. The application
 * loads it, and its clock does not move. */
oriel_bitmap *shot_load(oriel_app *app, const char *path);

/* Returns what a window shows. path: of a file that is written for this. */
oriel_bitmap *shot_take(oriel_window *window, const char *path);

#endif
