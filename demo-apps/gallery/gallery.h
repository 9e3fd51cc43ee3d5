/* SPDX-License-Identifier: MIT */
/*
 * The window of the gallery: a list of sections with a search, the chosen section, its source, and
 * switches for the appearance.
 */
#ifndef GALLERY_GALLERY_H
#define GALLERY_GALLERY_H

#include "section.h"

enum { GALLERY_ROW_LIMIT = 64 };

/* A row of the list: a section, or the title of its group. */
struct gallery_row {
	const struct section_group *group;
	const struct section *section; /* NULL: the title */
};

/* Borrowed by its window, whose life it has to outlast. The widgets are the window's. */
struct gallery {
	oriel_app *app;
	oriel_window *window;
	oriel_widget *search;
	oriel_widget *list;
	oriel_widget *title; /* of the section */
	oriel_widget *stage; /* around the widgets of the section */
	oriel_widget *source;
	oriel_widget *dark, *contrast, *right_to_left; /* switches */
	const struct section *shown;
	struct gallery_row rows[GALLERY_ROW_LIMIT];
};

/* Opens the window with the first section. Returns false, with the reason logged, if there is no
 * window. */
bool gallery_open(struct gallery *gallery, oriel_app *app, float width, float height);
/* Shows a section, and selects it in the list. @param name as of its picture, e.g. "text-area"
 * @return false if there is no such section */
bool gallery_choose(struct gallery *gallery, const char *name);

#endif
