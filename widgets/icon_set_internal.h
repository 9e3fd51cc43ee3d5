/* SPDX-License-Identifier: MIT */
/* The icons of an application: its own, and the built-in ones, which are parsed when first used. */
#ifndef ORIEL_WIDGETS_ICON_SET_INTERNAL_H
#define ORIEL_WIDGETS_ICON_SET_INTERNAL_H

#include <oriel/extend/svg_path.h>
#include <oriel/widgets/icon.h>

struct icon_shape {
	oriel_svg_path *path;
	float grid;  /* units from side to side */
	float width; /* units, of the lines; 0: filled */
};

/* Finds an icon; borrowed until the set changes. NULL if there is none. */
const struct icon_shape *oriel__icon_find(oriel_app *app, const char *name);

#endif
